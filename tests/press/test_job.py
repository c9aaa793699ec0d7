"""A whole job, built from values and read back; then broken in each way."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from generator.errors import Problem
from generator.model import (
    Artifact, Catalogue, IssuedCode, LedgerRow, PlaqueEntry, Settings, Shop, Site, Text,
    Translation,
)
from generator.press.job import Order, build_job, bundle
from generator.press.microsite import Microsite
from generator.press.planned import Choice
from generator.press.plaques import plan_plaques
from generator.press.preflight import COLUMNS, preflight, preflight_pdf
from generator.press.products import parse_products
from generator.press.profile import parse_profile
from generator.press.supplies import Supplies
from generator.press.symbol import draw_symbol
from generator.press.symbol_files import POINTS_PER_MM, symbol_pdf
from generator.press.workers import Workers
from generator.settings import payload
from generator.templates import find_profile, read_messages, read_print_files

HOME = Path(__file__).parents[2]
TEMPLATES = read_print_files(HOME)
PRODUCTS = parse_products(TEMPLATES, [])
WORDS = read_messages(HOME, [])
NAMES = {"7KD29": "Hang Đầu Gỗ", "234TT": "天宫洞", "BBBBX": "مغارة الخشب"}
SITES = {"7KD29": "hang-dau-go", "234TT": "dong-thien-cung", "BBBBX": "hang-go"}
LINK = "https://halong.example/Q/"
Files = dict[str, bytes]


def make_catalogue(names: dict[str, str] = NAMES, short_link: str = LINK,
                   product: str = "wall-plaque") -> Catalogue:
    sites, rows = {}, []
    for line, (code, name) in enumerate(names.items(), start=2):
        slug = SITES[code]
        text = Translation(
            slug=slug, language="vi", file=f"sites/{slug}/vi.md", name=name, summary="…",
            status="draft", alt={}, translated_from=None, digest="", spot=Text(), whole=Text(),
            name_line=2,
        )
        entry = PlaqueEntry(place="entrance", product=product, languages=("vi",),
                            quantity=2 if code == "234TT" else 1, line=5)
        sites[slug] = Site(slug=slug, file=f"sites/{slug}/site.yml", kind="cave",
                           plaques=(entry,), translations={"vi": text})
        rows.append(LedgerRow(line=line, date="2026-11-23", event="issued", code=code, site=slug,
                              place="entrance", detail=""))
    settings = Settings(
        file="mkdocs.yml", site_name="Vịnh Hạ Long", site_url="https://halong.example/",
        site_dir="output/site", docs_dir="docs", languages=("vi",), short_link=short_link,
    )
    return Catalogue(settings=settings, sites=sites, ledger=tuple(rows))


def make_codes(retired: str = "") -> dict[str, IssuedCode]:
    return {
        code: IssuedCode(code=code, site=slug, place="entrance", issued_site=slug,
                         issued_line=2, retired=code == retired)
        for code, slug in SITES.items()
    }


def microsite(retired: str = "", page: Callable[[str], str | None] | None = None) -> Microsite:
    return Microsite(
        where="output/site", codes=make_codes(retired), names=NAMES,
        page=page or (lambda code: f"<h1>{NAMES[code]}</h1>" if code in NAMES else None),
        payloads=lambda code: {payload(LINK, code)},
    )


def build(
    catalogue: Catalogue | None = None, codes: dict[str, IssuedCode] | None = None,
    choice: Choice | None = None, shop: Shop | None = None, *, symbols_only: bool = False,
    seconds: int = 0,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    catalogue, problems = catalogue or make_catalogue(), []
    plaques = plan_plaques(catalogue, codes or make_codes(), WORDS, PRODUCTS, problems,
                           choice=choice)
    if problems:
        return (), tuple(problems)
    shop = shop or Shop(key="default")
    path = find_profile(HOME, shop.icc)
    profile = parse_profile(shop, path.read_bytes() if path else None, "mkdocs.yml", None, problems)
    assert profile is not None
    return build_job(Order(
        job="all", settings=catalogue.settings, shop=shop, profile=profile, plaques=plaques,
        supplies=Supplies(templates=TEMPLATES), microsite=microsite(), symbols_only=symbols_only,
        seconds=seconds,
    ), Workers())


def files_of(artifacts: tuple[Artifact, ...]) -> Files:
    return {each.path.removeprefix("all/"): each.content for each in artifacts}


@pytest.fixture(scope="module")
def files() -> Files:
    artifacts, problems = build()
    assert [each.rule for each in problems] == ["specimen-host"]
    return files_of(artifacts)


def rows_of(files: Files) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["job.csv"].decode())))


def found(files: Files, site: Microsite | None = None) -> list[Problem]:
    return list(preflight(files, site or microsite()).problems)


def named(problems: list[Problem], rule: str) -> list[dict[str, str]]:
    return [{**dict(each.details), "file": each.file} for each in problems if each.rule == rule]


def signed(files: Files, changed: bytes, name: str = "wall-plaque.pdf") -> Files:
    """Return the job with another PDF that its list knows, so that looks alone tell."""
    old = hashlib.sha256(files[name]).hexdigest()
    new = hashlib.sha256(changed).hexdigest()
    return {**files, name: changed, "job.csv": files["job.csv"].replace(old.encode(), new.encode())}


def edited(files: Files, change: Callable[[pikepdf.Pdf], None]) -> Files:
    with pikepdf.open(io.BytesIO(files["wall-plaque.pdf"])) as document:
        change(document)
        target = io.BytesIO()
        document.save(target)
    return signed(files, target.getvalue())


def with_content(page: pikepdf.Page, change: Callable[[bytes], bytes]) -> None:
    page.contents_coalesce()
    page.Contents = page.obj.Contents
    page.obj.Contents.write(change(page.obj.Contents.read_bytes()))


# ------------------------------------------------------------------ what a shop gets
def test_the_list_says_what_is_printed(files: Files) -> None:
    rows = rows_of(files)
    assert tuple(rows[0]) == COLUMNS
    first = rows[0]
    assert first["payload"] == "HTTPS://HALONG.EXAMPLE/Q/7KD29/"
    assert [(row["number"], row["name"], row["page"]) for row in rows] == [
        ("1", "Hang Đầu Gỗ", "1"), ("2", "天宫洞", "2"), ("3", "مغارة الخشب", "3")]
    assert first["trim_mm"] == "150x200" and rows[1]["quantity"] == "2"
    assert first["sha256"] == hashlib.sha256(files["wall-plaque.pdf"]).hexdigest()
    assert float(first["reading_distance_mm"]) == pytest.approx(
        10 * 29 * float(first["module_mm"]), abs=1)


def test_everything_that_a_shop_gets_is_there(files: Files) -> None:
    symbols = {f"symbols/{code}.{ending}" for code in NAMES for ending in
               ("svg", "pdf", "png", "dxf")}
    assert set(files) == symbols | {"README.txt", "job.csv", "preflight.json", "proof.pdf",
                                    "wall-plaque.pdf"}
    said = json.loads(files["preflight.json"])
    assert said["for_the_press"] is False and "NOT FOR THE PRESS" in said["verdict"]
    assert [each["read"] for each in said["plaques"]] == [row["payload"] for row in rows_of(files)]
    assert all(each["quiet_zone_modules"] >= 3.75 for each in said["plaques"])
    notes = files["README.txt"].decode()
    assert notes.startswith("*") and "BẢN MẪU — KHÔNG ĐEM IN" in notes
    assert "page 2: 2 copies" in notes


def test_equal_bytes_twice_and_another_date_changes_dates_alone(files: Files) -> None:
    artifacts, _ = build()
    assert files_of(artifacts) == files
    assert bundle(artifacts) == bundle(tuple(reversed(artifacts)))
    later = files_of(build(seconds=86_400)[0])
    different = {path for path in files if files[path] != later[path]}
    assert different == {"wall-plaque.pdf", "proof.pdf", "job.csv", "preflight.json"}
    with pikepdf.open(io.BytesIO(later["wall-plaque.pdf"])) as one, pikepdf.open(
            io.BytesIO(files["wall-plaque.pdf"])) as other:
        assert str(one.docinfo.CreationDate) == "D:19700102000000Z"
        for here, there in zip(one.pages, other.pages, strict=True):
            assert [part.read_bytes() for part in here.Contents] == [
                part.read_bytes() for part in there.Contents]


def test_a_retired_code_is_refused_and_numbers_stay() -> None:
    kept = files_of(build(codes=make_codes(retired="7KD29"))[0])
    assert [(row["number"], row["code"]) for row in rows_of(kept)] == [
        ("2", "234TT"), ("3", "BBBBX")]
    artifacts, problems = build(codes=make_codes(retired="7KD29"), choice=Choice(codes=("7KD29",)))
    assert artifacts == () and [each.rule for each in problems] == ["choice-retired-code"]


def test_a_chosen_product_is_printed_instead_of_the_planned_one() -> None:
    kept = files_of(build(choice=Choice(codes=("234TT",), products=("sticker-80-square",)))[0])
    (row,) = rows_of(kept)
    assert (row["product"], row["file"], row["trim_mm"]) == (
        "sticker-80-square", "sticker-80-square.pdf", "80x80")


def test_symbols_alone() -> None:
    artifacts, problems = build(symbols_only=True)
    made = files_of(artifacts)
    assert not [path for path in made if path.endswith(".pdf") and "/" not in path]
    assert [each.rule for each in problems] == ["specimen-host"]
    assert {row["file"] for row in rows_of(made)} == {f"symbols/{code}.svg" for code in NAMES}
    assert found(made) == []


def test_a_character_in_no_font_is_a_problem_not_a_box() -> None:
    artifacts, problems = build(make_catalogue({**NAMES, "7KD29": "Hang 𓀀"}))
    assert artifacts == ()
    (fault,) = [each for each in problems if each.rule == "character-without-font"]
    assert (fault.value, fault.file) == ("𓀀", "sites/hang-dau-go/vi.md")


def test_a_link_too_long_for_the_plaque_is_a_problem() -> None:
    far = "https://halong.example/" + "duong-dan-rat-dai/" * 40 + "Q/"
    artifacts, problems = build(make_catalogue(short_link=far))
    assert artifacts == ()
    assert "module-too-small" in {each.rule for each in problems}


# ------------------------------------------------------------------ faults put into a job
def test_a_sound_job_has_no_fault(files: Files) -> None:
    assert found(files) == []


def test_a_swapped_pair_of_symbols_is_found(files: Files) -> None:
    def swap(document: pikepdf.Pdf) -> None:
        one, other = document.pages[0].obj, document.pages[1].obj
        for key in ("/Contents", "/Resources"):
            one[key], other[key] = other[key], one[key]

    faults = named(found(edited(files, swap)), "symbol-of-other")
    assert [(each["code"], each["page"], each["file"]) for each in faults] == [
        ("7KD29", "1", "wall-plaque.pdf"), ("234TT", "2", "wall-plaque.pdf")]
    one, other = "symbols/7KD29.png", "symbols/234TT.png"
    assert len(named(found({**files, one: files[other], other: files[one]}),
                     "symbol-of-other")) == 2


def test_a_symbol_shrunk_to_80_percent_is_found(files: Files) -> None:
    def shrink(document: pikepdf.Pdf) -> None:
        with_content(document.pages[1], lambda content: content.replace(
            b"cm\n", b"cm 0.8 0 0 0.8 0 0 cm\n", 1))

    (fault,) = named(found(edited(files, shrink)), "symbol-size")
    assert (fault["code"], fault["page"]) == ("234TT", "2")
    assert fault["share"] == "80 %"


def test_a_small_stray_link_is_found(files: Files) -> None:
    stray = symbol_pdf(draw_symbol("HTTPS://HALONG.EXAMPLE/Q/BBBBX/"), module_mm=0.5)

    def add(document: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(stray)) as other:
            page = document.pages[0]
            _, bottom, right, _ = (float(side) for side in page.TrimBox)
            page.add_overlay(other.pages[0], pikepdf.Rectangle(
                right - 100, bottom + 20, right - 100 + float(other.pages[0].mediabox[2]),
                bottom + 20 + float(other.pages[0].mediabox[3])))

    rules = {each.rule for each in found(edited(files, add))}
    assert "symbols-crowd" in rules


def test_a_clipped_quiet_zone_is_found(files: Files) -> None:
    seen = json.loads(files["preflight.json"])["plaques"][2]
    module = seen["module_mm"] * POINTS_PER_MM

    def crowd(document: pikepdf.Pdf) -> None:
        page = document.pages[2]
        left, bottom, _, _ = (float(side) for side in page.TrimBox)
        beside = left + 16.5 * POINTS_PER_MM + 31 * module  # two modules right of the symbol
        with_content(page, lambda content: content + (
            f"q 0 0 0 1 k {beside} {bottom + 40 * POINTS_PER_MM} 9 60 re f Q").encode())

    (fault,) = named(found(edited(files, crowd)), "quiet-zone")
    assert (fault["code"], fault["page"]) == ("BBBBX", "3")


@pytest.mark.parametrize("operators", [b"q 1 0 0 rg 20 20 9 9 re f Q",
                                       b"q /Screen cs 1 0 0 sc 20 20 9 9 re f Q"])
def test_an_rgb_object_is_found(files: Files, operators: bytes) -> None:
    def paint(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        profile = document.make_stream(b"")
        profile.N = 3
        page.Resources.ColorSpace["/Screen"] = Array([Name.ICCBased, profile])
        with_content(page, lambda content: content + operators)

    faults = named(found(edited(files, paint)), "ink-rgb")
    assert faults and (faults[0]["code"], faults[0]["page"]) == ("7KD29", "1")


def test_rich_black_and_pieces_are_found(files: Files) -> None:
    def rich(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            for form in page.Resources.XObject.values():
                form.write(re.sub(rb"\b0 0 0 1 k", b"0.6 0.5 0.4 1 k", form.read_bytes()))

    assert len(named(found(edited(files, rich)), "symbol-ink")) == 3

    def cut(document: pikepdf.Pdf) -> None:
        (form,) = document.pages[0].Resources.XObject.values()
        rest, last, end = form.read_bytes().rsplit(b" h ", 2)
        form.write(rest + b" h f " + last + b" h " + end)  # its last shape by itself

    assert [each["code"] for each in named(found(edited(files, cut)), "symbol-in-pieces")] == [
        "7KD29"]


def test_an_unembedded_font_is_found(files: Files) -> None:
    def strip(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.Resources.Font["/Bare"] = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)

    (fault,) = named(found(edited(files, strip)), "font-not-embedded")
    assert (fault["code"], fault["page"]) == ("7KD29", "1")


def test_a_wrong_trim_is_found(files: Files) -> None:
    def crop(document: pikepdf.Pdf) -> None:
        box = [float(side) for side in document.pages[1].TrimBox]
        document.pages[1].TrimBox = Array([box[0] + 5, *box[1:]])

    (fault,) = named(found(edited(files, crop)), "trim-wrong")
    assert (fault["code"], fault["page"], fault["wanted"]) == ("234TT", "2", "150x200")


def test_a_retired_or_unknown_code_is_found(files: Files) -> None:
    (fault,) = named(found(files, microsite(retired="234TT")), "printed-retired")
    assert (fault["code"], fault["page"], fault["printed"]) == ("234TT", "2", "wall-plaque.pdf")
    less = replace(microsite(), codes={"7KD29": make_codes()["7KD29"]})
    assert len(named(found(files, less), "printed-never-issued")) == 2


def test_a_changed_lost_or_broken_file_is_found(files: Files) -> None:
    changed = named(found({**files, "wall-plaque.pdf": files["wall-plaque.pdf"] + b" "}),
                    "job-file-changed")
    assert [each["code"] for each in changed] == ["7KD29", "234TT", "BBBBX"]
    lost = {path: each for path, each in files.items() if path != "symbols/7KD29.svg"}
    assert {each.rule for each in found(lost)} == {"job-file-missing"}
    assert named(found({**files, "symbols/7KD29.png": b"no picture"}), "symbol-not-read")
    assert named(found({**files, "wall-plaque.pdf": b"no PDF"}), "pdf-unreadable")
    assert named(found({**files, "job.csv": b"a,b\n"}), "job-columns")


def test_a_page_that_is_missing_or_another_is_found(files: Files) -> None:
    lost = microsite(page=lambda code: None if code == "7KD29" else NAMES[code])
    (fault,) = named(found(files, lost), "plaque-page-missing")
    assert (fault["code"], fault["page"], fault["printed"]) == ("7KD29", "1", "wall-plaque.pdf")
    assert len(named(found(files, microsite(page=lambda code: "…")), "plaque-page-other")) == 3


def test_a_pdf_alone_is_checked_by_what_it_links(files: Files) -> None:
    pdf = files["wall-plaque.pdf"]
    assert preflight_pdf(pdf, microsite(), file="wall-plaque.pdf").problems == ()
    problems = preflight_pdf(pdf, microsite(retired="7KD29"), file="wall-plaque.pdf").problems
    assert [each.rule for each in problems] == ["printed-retired"]
