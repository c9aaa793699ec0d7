"""The whole path on the real places: build, doors, promises."""

import csv
import gzip
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

from generator.build import build_site
from tests.conftest import LEDGER, MKDOCS_YML, write

BUDGET_BYTES = 14_000


def tree(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in folder.rglob("*") if each.is_file()
    }


class Page(HTMLParser):
    """Links and ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"} and value is not None:
                self.links.append(value)


def test_every_link_and_anchor_resolves(built: Path) -> None:
    pages = {path: Page(path.read_text("utf-8")) for path in built.rglob("*.html")}
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        if path.name == "404.html":
            continue
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            target, anchor = urldefrag(link)
            there = (path.parent / unquote(target)).resolve() if target else path
            there = there / "index.html" if there.is_dir() else there
            assert there.is_file(), (path, link)
            assert not anchor or unquote(anchor) in pages[there].ids, (path, link)


def test_each_code_opens_its_place_within_the_budget(built: Path, copy_of_repository: Path) -> None:
    rows = list(csv.DictReader((copy_of_repository / "sites/codes.csv").open(encoding="utf-8")))
    assert len([row for row in rows if row["event"] == "issued"]) >= 8
    for row in rows:
        page = (built / "Q" / row["code"] / "index.html").read_bytes()
        name = re.search(r"name: (.+)", (copy_of_repository / "sites" / row["site"] / "vi.md")
                         .read_text("utf-8"))
        assert name and name[1].strip('"') in page.decode()
        assert len(gzip.compress(page, 6)) <= BUDGET_BYTES
        assert len(re.findall(r'<article lang="', page.decode())) == 6


def test_forty_eight_translations(built: Path) -> None:
    for slug in ("hang-dau-go", "dong-thien-cung", "hang-sung-sot", "dao-ti-top", "hon-trong-mai",
                 "nui-bai-tho", "lang-chai-cua-van", "bao-tang-quang-ninh"):
        for language in ("vi", "en", "zh-Hans", "ko", "ja", "fr"):
            assert (built / language / slug / "index.html").is_file()


def test_nothing_foreign_and_nothing_inline_but_what_the_policy_names(built: Path) -> None:
    for path in built.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r'<(?:script|img|link rel="stylesheet"|iframe)[^>]*https?://', text), path
        assert not re.search(r"<[^>]+ (?:style|on[a-z]+)=", text), path


def test_same_input_same_bytes_in_another_folder(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(built.parent.parent, copy, ignore=shutil.ignore_patterns("output", ".cache"))
    assert build_site(copy / "mkdocs.yml").written is not None
    assert tree(copy / "output/site") == tree(built)


def test_mkdocs_is_the_other_door(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "door"
    shutil.copytree(built.parent.parent, copy, ignore=shutil.ignore_patterns("output", ".cache"))
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=copy, check=True,
                   capture_output=True)
    assert tree(copy / "output/site") == tree(built)


def test_failed_build_leaves_the_last_good_site(tiny: Path) -> None:
    assert build_site(tiny / "mkdocs.yml").written is not None
    before = tree(tiny / "output/site")
    write(tiny, "sites/hang-a/vi.md", "broken")
    assert build_site(tiny / "mkdocs.yml").written is None
    assert tree(tiny / "output/site") == before


def test_nothing_changed_nothing_exchanged(tiny: Path) -> None:
    build_site(tiny / "mkdocs.yml")
    inode = (tiny / "output/site").stat().st_ino
    report = build_site(tiny / "mkdocs.yml")
    assert report.written is not None and not report.written.exchanged
    assert (tiny / "output/site").stat().st_ino == inode


def test_lost_code_is_refused_without_git(tiny: Path) -> None:
    build_site(tiny / "mkdocs.yml")
    write(tiny, "sites/codes.csv", LEDGER.split("\n")[0] + "\n")
    report = build_site(tiny / "mkdocs.yml")
    assert [each.rule for each in report.problems] == ["ledger-row-lost"]


def test_lost_code_is_refused_with_git(tiny: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words],
                       cwd=tiny, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    write(tiny, "sites/codes.csv", LEDGER.replace("2026-11-24", "2026-11-23"))
    git("commit", "-qam", "two")
    report = build_site(tiny / "mkdocs.yml")
    assert [each.rule for each in report.problems] == ["ledger-row-changed"]


def test_arabic_and_traditional_chinese_need_no_change(tiny: Path) -> None:
    write(tiny, "mkdocs.yml", MKDOCS_YML.replace("[vi, en]", "[ar, zh-Hant, en]"))
    write(tiny, "sites/hang-a/ar.md", "---\nname: كهف\nsummary: كهف على الخليج.\n---\nانظر إلى الأعلى.\n")
    write(tiny, "sites/hang-a/zh-Hant.md", "---\nname: 木頭洞\nsummary: 洞口寬闊。\n---\n**“重要”。**抬頭看。\n")
    (tiny / "sites/hang-a/vi.md").unlink()
    report = build_site(tiny / "mkdocs.yml")
    assert report.written is not None, report.problems
    page = (tiny / "output/site/Q/7KD29/index.html").read_text("utf-8")
    assert '<article lang="ar" id="ar" dir="rtl">' in page
    assert "<strong>“重要”。</strong>抬頭看" in page


def test_files_can_be_read_by_a_web_server(tiny: Path) -> None:
    build_site(tiny / "mkdocs.yml")
    for path in (tiny / "output/site").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


def test_a_heading_below_the_marker_is_reached_on_the_site_page(tiny: Path) -> None:
    write(tiny, "sites/hang-a/vi.md", "---\nname: Hang\nsummary: x\n---\n[x](#sâu) [y](#đây)\n\n"
          "## Đây\n\n<!-- more -->\n\n## Sâu\n\ny\n")
    write(tiny, "sites/codes.csv", LEDGER)
    assert build_site(tiny / "mkdocs.yml").written is not None
    page = (tiny / "output/site/Q/7KD29/index.html").read_text("utf-8")
    assert 'href="../../vi/hang-a/#s%C3%A2u"' in page
    assert 'href="#vi-đây"' in page and 'id="vi-đây"' in page


def test_retired_code_keeps_a_notice(tiny: Path) -> None:
    write(tiny, "mkdocs.yml", MKDOCS_YML.replace("[vi, en]", "[vi, en, ar]"))
    write(tiny, "sites/codes.csv", LEDGER + "2026-11-25,retired,7KD29,hang-a,main,stolen\n")
    assert build_site(tiny / "mkdocs.yml").written is not None
    page = (tiny / "output/site/Q/7KD29/index.html").read_text("utf-8")
    assert '<article lang="ar" id="ar" dir="rtl">' in page
