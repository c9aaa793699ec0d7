"""A whole job, built from values and read back; then broken in each way."""

import csv
import hashlib
import io
from pathlib import Path

import pytest

from generator.errors import Problem
from generator.model import (
    Artifact, Catalogue, IssuedCode, LedgerRow, Messages, PlaqueEntry, Settings, Site, Text,
    Translation,
)
from generator.press.fonts import lacking
from generator.press.job import build_job, bundle
from generator.press.preflight import COLUMNS, preflight
from generator.press.rasterise import read_pages

TEMPLATE = Path(__file__).parents[2].joinpath("templates", "print", "sheet.typ").read_bytes()
NAMES = {"7KD29": "Hang Đầu Gỗ", "234TT": "天宫洞", "BBBBX": "مغارة الخشب"}
SITES = {"7KD29": "hang-dau-go", "234TT": "dong-thien-cung", "BBBBX": "hang-go"}


def page_html(code: str) -> str | None:
    return f"<h1>{NAMES[code]}</h1>" if code in NAMES else None


def make_catalogue(names: dict[str, str] = NAMES, language: str = "vi",
                   short_link: str = "https://halong.example/Q/") -> Catalogue:
    sites, rows = {}, []
    for line, (code, name) in enumerate(names.items(), start=2):
        slug = SITES[code]
        text = Translation(
            slug=slug, language=language, file=f"sites/{slug}/{language}.md", name=name,
            summary="…", status="draft", alt={}, translated_from=None, digest="", spot=Text(),
            whole=Text(), name_line=2,
        )
        entry = PlaqueEntry(place="entrance", product="wall-plaque", languages=(language,),
                            quantity=2, line=5)
        sites[slug] = Site(slug=slug, file=f"sites/{slug}/site.yml", kind="cave",
                           plaques=(entry,), translations={language: text})
        rows.append(LedgerRow(line=line, date="2026-11-23", event="issued", code=code, site=slug,
                              place="entrance", detail=""))
    settings = Settings(
        file="mkdocs.yml", site_name="Vịnh Hạ Long", site_url="https://halong.example/",
        site_dir="output/site", docs_dir="docs", languages=(language,), short_link=short_link,
    )
    return Catalogue(settings=settings, sites=sites, ledger=tuple(rows))


def make_codes(retired: str = "") -> dict[str, IssuedCode]:
    return {
        code: IssuedCode(code=code, site=slug, place="entrance", issued_site=slug,
                         issued_line=2, retired=code == retired)
        for code, slug in SITES.items()
    }


def build(catalogue: Catalogue | None = None, codes: dict[str, IssuedCode] | None = None,
          symbols_only: bool = False) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    words = Messages(by_language={"en": {"place.entrance": "entrance"},
                                  "vi": {"place.entrance": "lối vào"}})
    return build_job(catalogue or make_catalogue(), codes or make_codes(), words, page_html,
                     job="all", template=TEMPLATE, symbols_only=symbols_only)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    artifacts, problems = build()
    assert [each.rule for each in problems] == ["specimen-host"]
    return {each.path.removeprefix("all/"): each.content for each in artifacts}


def rows_of(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["job.csv"].decode())))


def rules(files: dict[str, bytes]) -> set[str]:
    return {each.rule for each in preflight(files, page_html)}


def test_the_list_says_what_is_printed(files: dict[str, bytes]) -> None:
    rows = rows_of(files)
    assert tuple(rows[0]) == COLUMNS
    first = rows[0]
    assert first["payload"] == "HTTPS://HALONG.EXAMPLE/Q/7KD29/"
    assert (first["number"], first["name"], first["quantity"]) == ("1", "Hang Đầu Gỗ", "2")
    assert first["sha256"] == hashlib.sha256(files["sheet.pdf"]).hexdigest()
    assert float(first["module_mm"]) >= 0.8
    assert float(first["reading_distance_mm"]) == pytest.approx(
        10 * 29 * float(first["module_mm"]), abs=1
    )


def test_the_sheet_is_a4_with_links_and_names(files: dict[str, bytes]) -> None:
    (page,) = read_pages(files["sheet.pdf"], dpi=72)
    assert (page.grey.width_px, page.grey.height_px) == (596, 842)
    for text in ("halong.example/Q/7KD29", "Hang Đầu Gỗ", "天宫洞", "lối vào", "hang-dau-go"):
        assert text in page.text


def test_equal_bytes_twice(files: dict[str, bytes]) -> None:
    artifacts, _ = build()
    assert {each.path.removeprefix("all/"): each.content for each in artifacts} == files
    assert bundle(artifacts) == bundle(reversed(artifacts))


def test_a_specimen_says_so_loudly(files: dict[str, bytes]) -> None:
    assert "SPECIMEN — NOT FOR THE PRESS" in files["README.txt"].decode()


def test_a_retired_code_is_not_printed_and_numbers_stay() -> None:
    artifacts, _ = build(codes=make_codes(retired="7KD29"))
    kept = {each.path.removeprefix("all/"): each.content for each in artifacts}
    assert [(row["number"], row["code"]) for row in rows_of(kept)] == [
        ("2", "234TT"), ("3", "BBBBX")
    ]


def test_symbols_alone() -> None:
    artifacts, problems = build(symbols_only=True)
    assert not any(each.path.endswith(".pdf") for each in artifacts)
    assert [each.rule for each in problems] == ["specimen-host"]


def test_two_symbols_exchanged_are_found(files: dict[str, bytes]) -> None:
    one, other = "symbols/7KD29.png", "symbols/234TT.png"
    assert "symbol-of-other" in rules({**files, one: files[other], other: files[one]})


def test_a_changed_lost_or_broken_file_is_found(files: dict[str, bytes]) -> None:
    assert "job-file-changed" in rules({**files, "sheet.pdf": files["sheet.pdf"] + b" "})
    lost = {path: each for path, each in files.items() if path != "symbols/7KD29.svg"}
    assert rules(lost) == {"job-file-missing"}
    assert "symbol-not-read" in rules({**files, "symbols/7KD29.png": b"no picture"})
    assert "pdf-unreadable" in rules({**files, "sheet.pdf": b"no PDF"})
    assert rules({**files, "job.csv": b"a,b\n"}) >= {"job-columns"}


def test_a_page_that_is_missing_or_another_is_found(files: dict[str, bytes]) -> None:
    assert {each.rule for each in preflight(files, lambda code: None)} == {"plaque-page-missing"}
    assert {each.rule for each in preflight(files, lambda code: "…")} == {"plaque-page-other"}


def test_a_character_in_no_font_is_a_problem_not_a_box() -> None:
    artifacts, problems = build(make_catalogue({**NAMES, "7KD29": "Hang 𓀀"}))
    assert artifacts == ()
    (found,) = [each for each in problems if each.rule == "character-without-font"]
    assert (found.value, found.file) == ("𓀀", "sites/hang-dau-go/vi.md")
    assert lacking("Đầu Gỗ 天宫 하롱 ハロン العربية", "ko") == ""


def test_a_link_too_long_for_the_label_is_a_problem() -> None:
    far = "https://halong.example/" + "duong-dan-rat-dai/" * 20 + "Q/"
    artifacts, problems = build(make_catalogue(short_link=far))
    assert artifacts == ()
    assert "module-too-small" in {each.rule for each in problems}
