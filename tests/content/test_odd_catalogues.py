"""Odd catalogues found by trying: each gives its one message, or rightly none."""

import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EN, LEDGER, MKDOCS_YML, SITE_YML, VI, write
from tests.content.test_broken_catalogues import problems_of
from tests.test_pictures import photo

S, V, E = "sites/hang-a/site.yml", "sites/hang-a/vi.md", "sites/hang-a/en.md"
M, C = "mkdocs.yml", "sites/codes.csv"
PRINTED = LEDGER + "2026-11-24,printed,7KD29,hang-a,main,all HTTPS://BAY.EXAMPLE/Q/7KD29/\n"


def facts(more: str) -> tuple[str, str]:
    return S, SITE_YML + more


def text(more: str) -> tuple[str, str]:
    return V, VI + "\n" + more


def front(old: str, new: str) -> tuple[str, str]:
    return V, VI.replace(old, new)


def config(old: str, new: str) -> tuple[str, str]:
    return M, MKDOCS_YML.replace(old, new)


def rows(*more: str) -> tuple[str, str]:
    return C, LEDGER + "".join(f"2026-11-25,{row}\n" for row in more)


# name: (file and its text, rule, line, severity); rule None where nothing is wrong
CASES: dict[str, tuple[tuple[str, str | bytes], str | None, int | None, str]] = {
    # settings
    "port": (config("bay.example/", "bay.example:99999/"), "wrong-type", 2, "error"),
    "empty label": (config("bay.example/", "bay..example/"), "wrong-type", 2, "error"),
    "long label": (config("bay.example/", "b" * 70 + ".example/"), "wrong-type", 2, "error"),
    "query": (config("bay.example/", "bay.example/?a=b"), "wrong-type", 2, "error"),
    "fragment": (config("bay.example/", "bay.example/#a"), "wrong-type", 2, "error"),
    "password": (config("bay.example/", "a:b@bay.example/"), "wrong-type", 2, "error"),
    "own port": (config("bay.example/", "bay.example:8443/"), None, None, ""),
    "scheme of the site": (config("https:", "ftp:"), "wrong-type", 2, "error"),
    "no site_url": (config("site_url: https://bay.example/\n", ""), "missing-key", 1, "error"),
    "no site_name": (config("site_name: Vịnh\n", ""), "missing-key", 1, "error"),
    "old short link": ((M, MKDOCS_YML + '      old_short_links: ["https://[bad/"]\n'),
                       "wrong-type", 8, "error"),
    "old short links as one": ((M, MKDOCS_YML + "      old_short_links: https://a.b/\n"),
                               "wrong-type", 8, "error"),
    "no languages": (config("[vi, en]", "[]"), "missing-key", 5, "error"),
    "languages as one": (config("[vi, en]", "vi"), "wrong-type", 5, "error"),
    "language twice": (config("[vi, en]", "[vi, en, vi]"), "duplicate-word", 5, "error"),
    "country for language": (config("[vi, en]", "[vn, en]"), "bad-language-tag", 5, "error"),
    "code length": ((M, MKDOCS_YML + "      code_length: 7\n"), "out-of-range", 8, "error"),
    "time zone": ((M, MKDOCS_YML + "      timezone: Asia/Hanoi\n"), "unknown-word", 8, "error"),
    "coast": (config("21.1]}", "21.1], coast: x.geojson}"), "settings-file-missing", 6, "error"),
    "logo": ((M, MKDOCS_YML + "      office: {logo: x.svg}\n"), "settings-file-missing", 8, "error"),
    "unknown key of an area": (config("box:", "bax:"), "unknown-key", 6, "error"),
    "three sides": (config("106.8, ", ""), "wrong-type", 6, "error"),
    "a shop's standard": ((M, MKDOCS_YML + "      shops: {a: {standard: PDF/X-3}}\n"),
                          "unknown-word", 8, "error"),
    "a shop's bleed": ((M, MKDOCS_YML + "      shops: {a: {bleed_mm: 50}}\n"),
                       "out-of-range", 8, "error"),
    "a shop's marks": ((M, MKDOCS_YML + "      shops: {a: {marks: maybe}}\n"),
                       "wrong-type", 8, "error"),
    "MkDocs' own tags": ((M, MKDOCS_YML + "a: !ENV [A, b]\nb: !!python/name:a.b\nc: &x [1]\n"
                          "d: *x\n"), None, None, ""),
    "plugins as a mapping": (config("- heritage:", "heritage:"), None, None, ""),
    "empty mkdocs.yml": ((M, ""), "file-empty", None, "error"),
    # facts
    "only a comment": ((S, "# later\n"), "missing-key", 1, "error"),
    "two documents": (facts("---\nkind: cave\n"), "yaml-two-documents", 8, "error"),
    "open bracket": (facts("hazards: [dark\nsignal: none\n"), "yaml-bracket-open", 8, "error"),
    "deep mappings": ((S, "{a: " * 50_000), "yaml-too-deep", 1, "error"),
    "keys without values": (facts("plaques:\nhazards:\nvisit: ~\nwikidata: null\nimages:\n"),
                            None, None, ""),
    "quoted null is a word": (facts('signal: "null"\n'), "unknown-word", 8, "error"),
    "hazard twice": (facts("hazards: [dark, dark]\n"), "duplicate-word", 8, "error"),
    "a hazard alone": (facts("hazards: dark\n"), "wrong-type", 8, "error"),
    "unknown hazard": (facts("hazards:\n  - dark\n  - bears\n"), "unknown-word", 10, "error"),
    "unknown signal": (facts("signal: weekly\n"), "unknown-word", 8, "error"),
    "unknown unit": ((S, SITE_YML.replace("m2,", "m3,")), "unknown-word", 5, "error"),
    "unknown designation": (facts("designations: [{list: unesko, source: board}]\n"),
                            "unknown-word", 8, "error"),
    "no day of the calendar": ((S, SITE_YML.replace("2026-11-23", "2026-02-30")),
                               "wrong-type", 7, "error"),
    "year alone": ((S, SITE_YML.replace("2026-11-23", "1994")), None, None, ""),
    "no longitude": ((S, SITE_YML.replace(", lon: 107.0", "")), "missing-key", 2, "error"),
    "west of the world": ((S, SITE_YML.replace("107.0", "-181")), "out-of-range", 2, "error"),
    "key of a location": ((S, SITE_YML.replace("lat:", "latt: 1, lat:")), "unknown-key", 2, "error"),
    "source's address": ((S, SITE_YML.replace("https:", "javascript:")), "wrong-type", 7, "error"),
    "source without title": ((S, SITE_YML.replace("title: Board, ", "")), "missing-key", 7, "error"),
    "no source of a visit": (facts("visit: {steps: 9}\n"), "no-source", 8, "warning"),
    "a measure in words": ((S, SITE_YML.replace("5000", "many")), "wrong-type", 5, "error"),
    "a range": ((S, SITE_YML.replace("5000", "200-300")), None, None, ""),
    "a range backwards": ((S, SITE_YML.replace("5000", "300-200")), "wrong-type", 5, "error"),
    "about": ((S, SITE_YML.replace("5000", "~90")), None, None, ""),
    "half a stair": (facts("visit: {steps: -4, source: board}\n"), "out-of-range", 8, "error"),
    "a time alone is no opening": (facts("visit: {open: 17:00, source: board}\n"),
                                   "bad-opening-hours", 8, "error"),
    "always open": (facts("visit: {open: 24/7, source: board}\n"), None, None, ""),
    "wheelchair": (facts("visit: {wheelchair: perhaps, source: board}\n"), "unknown-word", 8, "error"),
    "no plaque at all": (facts("plaques: []\n"), None, None, ""),
    "plaque as a word": (facts("plaques: [main]\n"), "wrong-type", 8, "error"),
    "no copies": (facts("plaques: [{place: main, quantity: 0}]\n"), "out-of-range", 8, "error"),
    "half a copy": (facts("plaques: [{place: main, quantity: 1.5}]\n"), "wrong-type", 8, "error"),
    "plaque's language twice": (facts("plaques: [{place: main, languages: [vi, vi]}]\n"),
                                "duplicate-word", 8, "error"),
    "a place that a spreadsheet runs": (facts('plaques: [{place: "=1+1"}]\n'), "bad-place", 8,
                                        "error"),
    "unknown key of a plaque": (facts("plaques: [{place: main, size: A4}]\n"), "unknown-key", 8,
                                "error"),
    "recording": (facts("audio: [{file: vi.m4a, language: vi}]\n"), "audio-missing", 8, "error"),
    "recording's language": (facts("audio: [{file: vi.m4a, language: vn}]\n"), "bad-language-tag", 8,
                             "error"),
    "picture elsewhere": (facts("images: [{file: ../a.jpg, kind: photo}]\n"), "image-missing", 8,
                          "error"),
    "picture's kind": (facts("images: [{file: a.jpg, kind: foto}]\n"), "unknown-word", 8, "error"),
    "picture without a name": (facts("images: [{kind: photo}]\n"), "missing-key", 8, "error"),
    "control character": ((S, SITE_YML.replace("Board,", "Bảng \x00,")), "control-character", 7,
                          "error"),
    "delete character": ((S, SITE_YML.replace("Board,", "Bảng \x7f,")), "yaml-control-character",
                         7, "error"),
    "line separator": ((S, SITE_YML.replace("title: Board", "title: Bo\u2028a\x85rd")), None, None, ""),
    "Latin-1": ((S, SITE_YML.replace("Board", "B\xe4r").encode("latin-1")), "not-utf-8", 7, "error"),
    "UTF-16": ((V, VI.encode("utf-16")), "not-utf-8", 1, "error"),
    # texts
    "empty name": (front("Hang Đầu Gỗ", '"  "'), "missing-key", 2, "error"),
    "name without text": (front("Hang Đầu Gỗ", ""), "missing-key", 2, "error"),
    "name as a list": (front("Hang Đầu Gỗ", "[a]"), "wrong-type", 2, "error"),
    "alt as a list": (front("summary:", "alt: [a]\nsummary:"), "wrong-type", 3, "error"),
    "unknown key in front": (front("summary:", "title: x\nsummary:"), "unknown-key", 3, "error"),
    "key twice in front": (front("summary:", "name: x\nsummary:"), "duplicate-key", 3, "error"),
    "anchor in front": (front("Hang Đầu", "&a Hang"), "yaml-anchor", 2, "error"),
    "bomb in front": (front("Hang Đầu Gỗ", "[" * 300_000), "yaml-too-deep", 2, "error"),
    "sixty words": (front("Cửa hang rộng mở ra vịnh.", "từ " * 60), None, None, ""),
    "sixty-one words": (front("Cửa hang rộng mở ra vịnh.", "từ " * 61), "summary-too-long", 3, "error"),
    "empty link": (text("[x]()\n"), "link-dangling", 7, "error"),
    "colon in a file's name": (text("[x](a%20b:c.md)\n"), "link-dangling", 7, "error"),
    "site's folder as a link": (text("[x](../hang-a/)\n"), "link-no-text", 7, "error"),
    "facts as a link": (text("[x](site.yml)\n"), "link-no-text", 7, "error"),
    "link out of sites": (text("[x](../../../mkdocs.yml)\n"), "link-outside", 7, "error"),
    "own text in another language": (text("[x](en.md)\n"), None, None, ""),
    "data link": (text("[x](data:text/html,x)\n"), "link-scheme", 7, "error"),
    "disguised script link": (text("[x](javascript&colon;alert)\n"), "link-scheme", 7, "error"),
    "ftp": (text("[x](ftp://a.example/)\n"), "link-scheme", 7, "error"),
    "telephone": (text("[x](tel:+84203) [y](mailto:a@b.example)\n"), None, None, ""),
    "own note": (text("x[^a]\n\n[^a]: y\n"), None, None, ""),
    "iframe": (text("<iframe src='https://a.example'></iframe>\n"), "html-dropped", 7, "warning"),
    "event": (text("a <b onclick='x()'>b</b>\n"), "html-dropped", 7, "warning"),
    # the ledger
    "moved to a site that is not there": (rows("moved,7KD29,hang-b,main,"), "moved-to-nowhere", 3,
                                          "error"),
    "printed before issue": (rows("printed,T5GDN,hang-a,main,x HTTPS://BAY.EXAMPLE/Q/T5GDN/"),
                             "code-not-issued", 3, "error"),
    "retired": (rows("retired,7KD29,hang-a,main,Hang Đầu Gỗ"), None, None, ""),
    "too few cells": (rows("issued,T5GDN,hang-a"), "ledger-cells", 3, "error"),
    "open quote in a row": (rows('issued,T5GDN,hang-a,"pier,'), "ledger-quote", 3, "error"),
    "issued without a place": (rows("issued,T5GDN,hang-a,,"), "ledger-place", 3, "error"),
    "issued to no slug": (rows("issued,T5GDN,Hang A,pier,"), "ledger-site", 3, "error"),
    "short code": (rows("issued,T5G,hang-a,pier,"), "code-length", 3, "error"),
    "six characters": (rows("issued,7KD2BM,hang-a,pier,"), "code-check", 3, "error"),
    "a day that is none": ((C, LEDGER.replace("11-24", "13-24")), "ledger-date", 2, "error"),
    "a month alone": ((C, LEDGER.replace("11-24", "11")), "ledger-date", 2, "error"),
    "an address that a spreadsheet runs": (rows("retired,7KD29,hang-a,main,@SUM"), "ledger-formula",
                                           3, "error"),
    "a ledger with BOM, CRLF and blank lines": (
        (C, b"\xef\xbb\xbf" + (LEDGER + "\n\n").replace("\n", "\r\n").encode()), None, None, ""),
    "empty ledger": ((C, ""), "file-empty", None, "error"),
    "a code of a page": ((S, SITE_YML.replace("cave", "page")), "code-of-page", 2, "error"),
}


@pytest.mark.parametrize("name", CASES)
def test_message(tiny: Path, name: str) -> None:
    (file, content), rule, line, severity = CASES[name]
    write(tiny, file, content)
    found = problems_of(tiny)
    if rule is None:
        assert found == ()
        return
    expected = M if rule == "settings-file-missing" else C if rule == "code-of-page" else file
    seen = [(each.file, each.line, each.rule, each.severity.value) for each in found]
    assert (expected, line, rule, severity) in seen


@pytest.mark.parametrize("host", ["bay.example:99999", "bay..example", "b" * 70 + ".example"])
def test_an_impossible_host_with_printed_codes(tiny: Path, host: str) -> None:
    write(tiny, M, MKDOCS_YML.replace("bay.example", host))
    write(tiny, C, PRINTED)
    assert [each.rule for each in problems_of(tiny)] == ["wrong-type"]


def pictured(tiny: Path, alt: str) -> None:
    write(tiny, S, SITE_YML + 'images:\n  - {file: "cửa.jpg", kind: photo, credit: A, licence: B}\n')
    for file, content in ((V, VI), (E, EN)):
        write(tiny, file, content.replace("summary:", f"{alt}summary:"))


def test_a_picture_whose_name_the_disk_decomposes(tiny: Path) -> None:
    pictured(tiny, "alt: {cửa.jpg: x}\n")
    write(tiny, "sites/hang-a/images/" + unicodedata.normalize("NFD", "cửa.jpg"), photo())
    assert problems_of(tiny) == ()


def test_a_picture_without_words(tiny: Path) -> None:
    pictured(tiny, "")
    write(tiny, "sites/hang-a/images/cửa.jpg", photo())
    assert [(each.file, each.rule, each.severity.value) for each in problems_of(tiny)] == [
        (E, "alt-borrowed", "warning"), (V, "alt-missing", "error"),
    ]


def test_letter_case_of_a_picture_counts(tiny: Path) -> None:
    pictured(tiny, "alt: {cửa.jpg: x}\n")
    write(tiny, "sites/hang-a/images/Cửa.JPG", photo())
    found = problems_of(tiny)
    assert [each.rule for each in found] == ["image-missing"]
    assert dict(found[0].details)["nearest"] == "Cửa.JPG"


Change = Callable[[Path], object]
ON_DISK: dict[str, tuple[Change, list[tuple[str, str]]]] = {
    "a folder without facts": (lambda home: (home / "sites/hang-b").mkdir(),
                               [("sites/hang-b/site.yml", "no-site-yml")]),
    "a folder for a text": (lambda home: ((home / V).unlink(), (home / V).mkdir()),
                            [(V, "source-text-missing")]),
    "a link to nothing": (lambda home: ((home / V).unlink(), (home / V).symlink_to("no.md")),
                          [(V, "unreadable")]),
    "a ledger that links to itself": (
        lambda home: ((home / C).unlink(), (home / C).symlink_to("codes.csv")), [(C, "symlink-loop")]),
    "a link inside the project": (
        lambda home: (write(home, "docs/vi.md", VI), (home / V).unlink(),
                      (home / V).symlink_to("../../docs/vi.md")), []),
    "no mkdocs.yml": (lambda home: (home / M).unlink(), [(M, "unreadable")]),
    "no ledger": (lambda home: (home / C).unlink(), []),
    "hidden files": (lambda home: write(home, "sites/hang-a/.vi.md.swp", b"\xff"), []),
}


@pytest.mark.parametrize("name", ON_DISK)
def test_what_the_disk_holds(tiny: Path, name: str) -> None:
    change, expected = ON_DISK[name]
    change(tiny)
    assert [(each.file, each.rule) for each in problems_of(tiny)] == expected


@pytest.mark.skipif(sys.platform != "linux", reason="names of other bytes exist on Linux alone")
def test_names_that_are_no_text_can_be_shown(tiny: Path) -> None:
    os.mkdir(os.fsencode(tiny / "sites") + b"/\xff")
    with open(os.fsencode(tiny / "sites/hang-a") + b"/\xff.md", "w"):
        pass
    found = problems_of(tiny)
    assert {each.rule for each in found} == {"bad-slug", "no-language"}
    for each in found:
        (each.file + each.value).encode()


def test_values_and_details_stand_on_one_line(tiny: Path) -> None:
    write(tiny, S, SITE_YML.replace("lat: 20.9", f'lat: "a\n\n  {"b" * 5000}"'))
    for each in problems_of(tiny):
        for shown in (each.value, *(text for _, text in each.details)):
            assert "\n" not in shown and len(shown) <= 600
