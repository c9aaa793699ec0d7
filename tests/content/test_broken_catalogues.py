"""Each broken or odd catalogue gives its one message at the right line, or rightly none."""

from pathlib import Path

import pytest

from generator.build import check_project, read_project
from generator.errors import HeritageError, Problem
from tests.conftest import EN, LEDGER, MKDOCS_YML, SITE_YML, VI, write

S, V, E = "sites/hang-a/site.yml", "sites/hang-a/vi.md", "sites/hang-a/en.md"
M, C = "mkdocs.yml", "sites/codes.csv"
LONG = " ".join(["từ"] * 301)

CASES = {
    "unknown key": (S, SITE_YML + "hazard: [x]\n", "unknown-key", 8, "error"),
    "unknown kind": (S, SITE_YML.replace("cave", "cavern"), "unknown-word", 1, "error"),
    "missing kind": (S, SITE_YML.replace("kind: cave\n", ""), "missing-key", 1, "error"),
    "wrong type": (S, SITE_YML.replace("lat: 20.9", "lat: north"), "wrong-type", 2, "error"),
    "a number as 1e3": (S, SITE_YML.replace("20.9", "1e3"), "wrong-type", 2, "error"),
    "out of range": (S, SITE_YML.replace("lat: 20.9", "lat: 107"), "out-of-range", 2, "error"),
    "outside the area": (S, SITE_YML.replace("20.9", "10.9"), "outside-area", 2, "warning"),
    "unknown area": (S, SITE_YML.replace("area: bay", "area: bey"), "unknown-area", 3, "error"),
    "unknown route": (S, SITE_YML + "routes: [two]\n", "unknown-route", 8, "error"),
    "dangling source": (S, SITE_YML.replace("m2, source: board", "m2, source: bord"),
                        "unknown-source", 5, "error"),
    "no source": (S, SITE_YML.replace(", unit: m2, source: board", ", unit: m2"),
                  "no-source", 5, "warning"),
    "unknown measure": (S, SITE_YML.replace("floor-area", "flor-area"), "unknown-word", 5, "error"),
    "duplicate key": (S, SITE_YML + "area: bay\n", "duplicate-key", 8, "error"),
    "tab": (S, SITE_YML.replace("  - {what", "\t- {what"), "yaml-tab", 5, "error"),
    "anchor": (S, SITE_YML.replace("area: bay", "area: &a bay"), "yaml-anchor", 3, "error"),
    "tag": (S, SITE_YML.replace("area: bay", "area: !!str bay"), "yaml-tag", 3, "error"),
    "bomb": (S, "a: &a [x]\nb: [*a, *a]\n", "yaml-anchor", 1, "error"),
    "deep": (S, "a: " + "[" * 5000 + "\n", "yaml-too-deep", 1, "error"),
    "open quote": (S, SITE_YML.replace("title: Board", 'title: "Board'), None, 7, "error"),
    "colon": (S, "kind: cave: x\n", "yaml-colon", 1, "error"),
    "a list": (S, "- kind\n", "yaml-no-mapping", 1, "error"),
    "opening hours": (S, SITE_YML + "visit: {open: daily, source: board}\n",
                      "bad-opening-hours", 8, "error"),
    "hours as written": (S, SITE_YML + 'visit: {open: "Mo-Su 07:00-17:00", wheelchair: no, '
                         "steps: 012, source: board}\n", None, None, None),
    "two plaques at one place": (S, SITE_YML + "plaques:\n  - {place: pier}\n  - {place: pier}\n",
                                 "duplicate-place", 10, "error"),
    "plaque in a language that is not there": (
        S, SITE_YML + "plaques:\n  - {place: main, languages: [vi, ko]}\n",
        "unknown-plaque-language", 9, "error"),
    "unknown product": (S, SITE_YML + "plaques:\n  - {place: main, product: poster}\n",
                        "unknown-word", 9, "error"),
    "wikidata": (S, SITE_YML + "wikidata: 1234\n", "bad-wikidata", 8, "error"),
    "image that is not there": (S, SITE_YML + "images: [{file: a.jpg, kind: photo}]\n",
                                "image-missing", 8, "error"),
    "empty facts": (S, "", "file-empty", None, "error"),
    "not UTF-8": (V, VI.encode() + b"\nab\xff\n", "not-utf-8", 7, "error"),
    "empty text file": (V, "", "file-empty", None, "error"),
    "5 MB of text": (V, VI + "a b\n" * 1_300_000, "file-too-large", None, "error"),
    "no front matter": (V, "Nhìn lên.\n", "front-matter-missing", 1, "error"),
    "front matter never closes": (V, VI.replace("vịnh.\n---\n", "vịnh.\n"),
                                  "front-matter-open", 1, "error"),
    "missing name": (V, VI.replace("name: Hang Đầu Gỗ\n", ""), "missing-key", 1, "error"),
    "missing summary": (V, VI.replace("summary: Cửa hang rộng mở ra vịnh.\n", ""),
                        "missing-key", 1, "error"),
    "long summary": (V, VI.replace("Cửa hang", "từ " * 61), "summary-too-long", 3, "error"),
    "long text": (V, VI + LONG, "spot-too-long", 5, "error"),
    "long text is deeper": (V, VI + "\n<!-- more -->\n\n" + LONG, None, None, None),
    "status": (V, VI.replace("summary:", "status: done\nsummary:"), "unknown-word", 3, "error"),
    "digest": (E, EN.replace("summary:", "translated_from: 12\nsummary:"), "wrong-type", 3, "error"),
    "outdated": (E, EN.replace("summary:", "translated_from: 000000000000\nsummary:"),
                 "translation-outdated", 3, "warning"),
    "up to date": (E, EN.replace("summary:", "translated_from: c0f3fa179858\nsummary:"),
                   None, None, None),
    "dangling link": (V, VI + "\n[x](../hang-b/vi.md)\n", "link-dangling", 7, "error"),
    "dangling anchor": (V, VI + "\n[x](en.md#nope)\n", "link-anchor", 7, "error"),
    "good anchor": (V, VI + "\n## Tiêu đề\n\n[x](#tiêu-đề)\n", None, None, None),
    "link from the root": (V, VI + "\n[x](/vi/)\n", "link-root", 7, "error"),
    "link to another host's root": (V, VI + "\n[x](//a.b)\n", "link-root", 7, "error"),
    "script link": (V, VI + "\n[x](javascript:alert(1))\n", "link-scheme", 7, "error"),
    "script link beside raw HTML": (V, VI + "\n[x](javascript:alert(1)) <b>y</b>\n",
                                    "link-scheme", 7, "error"),
    "file link": (V, VI + "\n[x](file:///etc/passwd)\n", "link-scheme", 7, "error"),
    "remote picture": (V, VI + "\n![x](https://a.b/c.png)\n", "image-remote", 7, "error"),
    "picture not listed": (V, VI + "\n![x](images/c.png)\n", "image-dangling", 7, "error"),
    "footnote": (V, VI + "\nx[^a]\n", "footnote-missing", 7, "error"),
    "reference": (V, VI + "\n[x][a]\n", "link-reference", 7, "error"),
    "raw HTML dropped": (V, VI + "\n<script>alert(1)</script>\n", "html-dropped", 7, "warning"),
    "raw HTML kept": (V, VI + "\nH<sub>2</sub>O\n", None, None, None),
    "heading skipped": (V, VI + "\n#### x\n", "heading-skipped", 7, "warning"),
    "ragged table": (V, VI + "\n| a | b |\n|---|---|\n| 1 |\n", "table-ragged", 9, "warning"),
    "open fence": (V, VI + "\n```\nx\n", "fence-open", 7, "warning"),
    "open comment": (V, VI + "\n<!-- x\n", "html-comment-open", 7, "warning"),
    "empty text": (V, VI.replace("Nhìn lên.\n", ""), "text-empty", 5, "warning"),
    "alt of nothing": (V, VI.replace("summary:", "alt: {a.jpg: x}\nsummary:"),
                       "alt-dangling", 3, "error"),
    "BOM and CRLF": (V, b"\xef\xbb\xbf" + VI.replace("\n", "\r\n").encode(), None, None, None),
    "NFD": (V, "---\nname: Hang \u0110a\u0302\u0300u\nsummary: x\n---\nNhi\u0300n.\n",
            None, None, None),
    "comment": (V, VI + "\n<!-- x -->\n", None, None, None),
    "a name that is no language": ("sites/hang-a/README.md", "x", "no-language", None, "warning"),
    "capital tag": ("sites/hang-a/EN.md", EN, "bad-language-file", None, "error"),
    "underscore": ("sites/hang-a/zh_CN.md", EN, "bad-language-file", None, "error"),
    "language not configured": ("sites/hang-a/ko.md", EN, "language-not-configured", None,
                                "warning"),
    "bad folder name": ("sites/Hang B/site.yml", SITE_YML, "bad-slug", None, "error"),
    "our own name": ("sites/search/site.yml", SITE_YML, "bad-slug", None, "error"),
    "no site.yml": ("sites/hang-b/vi.md", VI, "no-site-yml", None, "error"),
    "unknown setting": (M, MKDOCS_YML + "      language: [vi]\n", "unknown-key", 8, "error"),
    "bad tag in settings": (M, MKDOCS_YML.replace("[vi, en]", "[vi, zh_CN]"),
                            "bad-language-tag", 5, "error"),
    "route to nowhere": (M, MKDOCS_YML.replace("[hang-a]", "[hang-z]"), "unknown-site", 7, "error"),
    "no plugin": (M, "site_name: x\nsite_url: https://a.example/\n", "no-plugin", 1, "error"),
    "box": (M, MKDOCS_YML.replace("107.6, 21.1", "106.6, 21.1"), "wrong-type", 6, "error"),
    "path in the short link": (M, MKDOCS_YML.replace("bay.example/", "bay.example/guide/"),
                               "short-link-path", 2, "warning"),
    "language without words": (M, MKDOCS_YML.replace("[vi, en]", "[vi, en, th]"),
                               "no-interface-words", 5, "warning"),
    "ledger's header": (C, "a,b\n", "ledger-header", 1, "error"),
    "mistyped code": (C, LEDGER.replace("7KD29", "7KD28"), "code-check", 2, "error"),
    "code with a vowel": (C, LEDGER.replace("7KD29", "7KDA9"), "code-character", 2, "error"),
    "unknown event": (C, LEDGER.replace("issued", "isued"), "ledger-event", 2, "error"),
    "formula": (C, LEDGER.replace("main,", "main,=1+1"), "ledger-formula", 2, "error"),
    "code of a site that is gone": (C, LEDGER.replace("hang-a", "hang-z"),
                                    "code-without-site", 2, "error"),
    "two codes for one place": (
        C, LEDGER + "2026-11-24,issued,T5GDN,hang-a,main,\n", "place-with-two-codes", 3, "error"),
    "code issued twice": (
        C, LEDGER + "2026-11-25,issued,7KD29,hang-a,pier,\n", "code-issued-twice", 3, "error"),
    "exact duplicate": (C, LEDGER + LEDGER.split("\n")[1] + "\n", None, None, None),
    "printed elsewhere": (
        C, LEDGER + "2026-11-24,printed,7KD29,hang-a,main,all HTTPS://OLD.EXAMPLE/Q/7KD29/\n",
        "printed-elsewhere", 3, "error"),
    "printed here": (
        C, LEDGER + "2026-11-24,printed,7KD29,hang-a,main,all HTTPS://BAY.EXAMPLE/Q/7KD29/\n",
        None, None, None),
    "retired, then printed": (
        C, LEDGER + "2026-11-24,retired,7KD29,hang-a,main,\n2026-11-25,printed,7KD29,,,x\n",
        "code-after-retired", 4, "error"),
    "moved to nowhere": (
        C, LEDGER + "2026-11-24,moved,7KD29,hang-z,main,\n", "moved-to-nowhere", 3, "error"),
}


def problems_of(folder: Path) -> tuple[Problem, ...]:
    try:
        return check_project(read_project(folder / "mkdocs.yml"))
    except HeritageError as stop:
        return stop.problems


def test_sound_project_has_no_problem(tiny: Path) -> None:
    assert problems_of(tiny) == ()


@pytest.mark.parametrize("name", CASES)
def test_message(tiny: Path, name: str) -> None:
    file, text, rule, line, severity = CASES[name]
    write(tiny, file, text)
    found = problems_of(tiny)
    if severity is None:
        assert found == ()
        return
    where = file.rsplit("/", 1)[0] if rule == "bad-slug" else file
    where = "sites/hang-b/site.yml" if rule == "no-site-yml" else where
    hits = [each for each in found if rule in (None, each.rule)]
    assert hits, found
    assert (hits[0].file, hits[0].line, hits[0].severity.value) == (where, line, severity)


def test_link_out_of_the_project(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text(VI)
    (tiny / V).unlink()
    (tiny / V).symlink_to(outside)
    assert "symlink-outside" in {each.rule for each in problems_of(tiny)}


def test_link_in_a_circle(tiny: Path) -> None:
    (tiny / "sites/loop").symlink_to(tiny / "sites/loop")
    assert "symlink-loop" in {each.rule for each in problems_of(tiny)}


def test_missing_translation(tiny: Path) -> None:
    (tiny / E).unlink()
    assert [(p.file, p.rule, p.severity.value) for p in problems_of(tiny)] == [
        (E, "translation-missing", "warning")
    ]


def test_missing_source_text(tiny: Path) -> None:
    (tiny / V).unlink()
    assert ("source-text-missing", V) in {(p.rule, p.file) for p in problems_of(tiny)}
