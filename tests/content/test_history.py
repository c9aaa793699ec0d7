"""The ledger's promises, in real Git repositories."""

import os
import subprocess
from pathlib import Path

import pytest

from generator.checks.ledger import check_ledger
from generator.content.history import read_history
from generator.ledger import HEADER, parse_ledger
from generator.model import Catalogue, Settings, Site

A = "2026-11-24,issued,7KD29,hang-a,main,\n"
B = "2026-11-24,issued,T5GDN,hang-a,pier,\n"
C = "2026-11-24,printed,7KD29,hang-a,main,all HTTPS://BAY.EXAMPLE/Q/7KD29/\n"
D = "2026-11-24,retired,T5GDN,hang-a,pier,gone\n"
ON = "2026-11-24"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [
            "git",
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.example",
            "-c",
            "protocol.file.allow=always",
            "-c",
            "commit.gpgsign=false",
            *words,
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def repo(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitattributes").write_text("codes.csv merge=union\n")
    return folder


def put(folder: Path, *rows: str) -> None:
    (folder / "sites").mkdir(exist_ok=True, parents=True)
    (folder / "sites/codes.csv").write_text(HEADER + "".join(rows))


def commit(folder: Path, *rows: str) -> None:
    put(folder, *rows)
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")


def rules(folder: Path, sites: tuple[str, ...] = ("hang-a",)) -> list[str]:
    problems: list = []
    text = (
        (folder / "sites/codes.csv").read_text()
        if (folder / "sites/codes.csv").exists()
        else HEADER
    )
    import unicodedata

    rows = parse_ledger(unicodedata.normalize("NFC", text), "sites/codes.csv", problems)
    settings = Settings(
        file="mkdocs.yml",
        site_name="x",
        site_url="https://bay.example/",
        site_dir="output/site",
        docs_dir="docs",
        languages=("vi",),
        short_link="https://bay.example/Q/",
    )
    cat = Catalogue(
        settings=settings,
        ledger=rows,
        sites={s: Site(slug=s, file=f"sites/{s}/site.yml", kind="cave") for s in sites},
    )
    problems += check_ledger(cat, read_history(folder, folder / "output/site"))
    return [p.rule for p in problems]


def test_sound(tmp_path):
    r = repo(tmp_path)
    commit(r, A)
    commit(r, A, B)
    commit(r, A, B, C)
    assert rules(r) == []


def test_removed_and_uncommitted(tmp_path):
    r = repo(tmp_path)
    commit(r, A, B)
    put(r, A)
    assert rules(r) == ["ledger-row-lost"]


def test_removed_long_ago(tmp_path):
    r = repo(tmp_path)
    commit(r, A, B)
    commit(r, A)
    commit(r, A, C)
    assert rules(r) == ["ledger-row-lost"]


def test_changed(tmp_path):
    r = repo(tmp_path)
    commit(r, A, B)
    commit(r, A.replace("main", "gate"), B)
    assert rules(r) == ["ledger-row-changed"]


def test_reordered(tmp_path):
    r = repo(tmp_path)
    commit(r, A, B)
    commit(r, B, A)
    assert rules(r) == ["ledger-order"]


def test_lost_and_restored(tmp_path):
    r = repo(tmp_path)
    commit(r, A, B)
    commit(r, A)
    commit(r, A, B)
    assert rules(r) == []


def test_deleted(tmp_path):
    r = repo(tmp_path)
    commit(r, A)
    (r / "sites/codes.csv").unlink()
    assert rules(r) == ["ledger-row-lost"]
    git(r, "add", "-A")
    git(r, "commit", "-qm", "x")
    assert rules(r) == ["ledger-row-lost"]


def two_branches(r: Path) -> None:
    commit(r, A)
    git(r, "checkout", "-qb", "side")
    commit(r, A, B)
    git(r, "checkout", "-q", "main")
    commit(r, A, C)


def test_union_merge(tmp_path):
    r = repo(tmp_path)
    two_branches(r)
    git(r, "merge", "-q", "side", "-m", "m")
    assert rules(r) == []
    assert (r / "sites/codes.csv").read_text().count("\n") == 4


def test_union_merge_with_duplicate(tmp_path):
    r = repo(tmp_path)
    commit(r, A)
    git(r, "checkout", "-qb", "side")
    commit(r, A, C, B)
    git(r, "checkout", "-q", "main")
    commit(r, A, C)
    git(r, "merge", "-q", "side", "-m", "m")
    put(r, A, C, C, B)
    assert rules(r) == []


@pytest.mark.parametrize("how", [("-s", "ours"), ("-X", "ours")])
def test_merge_that_drops_a_side(tmp_path, how):
    r = repo(tmp_path)
    two_branches(r)
    git(r, "merge", "-q", "-s", "ours", "side", "-m", "m")
    commit(r, A, C, D.replace("T5GDN", "7KD29"))
    assert "ledger-row-lost" in rules(r)


def test_merge_drop_with_users_settings(tmp_path):
    r = repo(tmp_path)
    two_branches(r)
    git(r, "config", "log.diffMerges", "first-parent")
    git(r, "config", "log.follow", "true")
    git(r, "config", "diff.renames", "copies")
    git(r, "config", "color.ui", "always")
    git(r, "merge", "-q", "-s", "ours", "side", "-m", "m")
    assert "ledger-row-lost" in rules(r)


def test_attribute_minus_diff(tmp_path):
    r = repo(tmp_path)
    (r / ".gitattributes").write_text("*.csv binary\n")
    commit(r, A, B)
    commit(r, A)
    assert rules(r) == ["ledger-row-lost"]


def test_shallow(tmp_path):
    r = repo(tmp_path / "r")
    commit(r, A)
    commit(r, A, B)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{r}", "s")
    assert rules(tmp_path / "s") == ["git-shallow"]


def test_subfolder(tmp_path):
    r = repo(tmp_path)
    commit(r / "deep/p", A, B)
    commit(r / "deep/p", A)
    assert rules(r / "deep/p") == ["ledger-row-lost"]


def test_folder_renamed(tmp_path):
    r = repo(tmp_path)
    commit(r / "old", A, B)
    git(r, "mv", "old", "new")
    git(r, "commit", "-qm", "x")
    assert rules(r / "new") == []


def test_submodule(tmp_path):
    i = repo(tmp_path / "inner")
    commit(i, A, B)
    commit(i, A)
    o = repo(tmp_path / "outer")
    git(o, "submodule", "add", "-q", str(i), "guide")
    assert rules(o / "guide") == ["ledger-row-lost"]


def test_no_commits(tmp_path):
    r = repo(tmp_path)
    put(r, A)
    assert rules(r) == []


def copy_in_microsite(r: Path, *rows: str) -> None:
    (r / "output/site/data").mkdir(parents=True)
    (r / "output/site/data/codes.csv").write_text(HEADER + "".join(rows))


def test_never_committed(tmp_path):
    r = repo(tmp_path)
    git(r, "commit", "-q", "--allow-empty", "-m", "x")
    put(r, A)
    copy_in_microsite(r, A, B)
    assert rules(r) == ["ledger-row-lost"]


def test_no_repository(tmp_path):
    put(tmp_path, A)
    copy_in_microsite(tmp_path, A, B)
    assert rules(tmp_path) == ["ledger-row-lost"]


def test_no_git(tmp_path, monkeypatch):
    r = repo(tmp_path)
    commit(r, A, B)
    put(r, A)
    copy_in_microsite(r, A, B)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert "ledger-row-lost" in rules(r)


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="needs another owner")
@pytest.mark.parametrize("below", ["", "deep/p"])
def test_git_refuses(tmp_path, below):
    r = repo(tmp_path)
    commit(r / below, A, B)
    for each in [r, *r.rglob("*")]:
        os.chown(each, 12345, 12345)
    if subprocess.run(["git", "status"], cwd=r / below, capture_output=True).returncode == 0:
        pytest.skip("git accepts any owner here")
    assert rules(r / below) == ["git-refuses"]


def test_a_broken_object_is_told(tmp_path):
    r = repo(tmp_path)
    commit(r, A, B)
    commit(r, A)
    commit(r, A, C)
    old = git(r, "rev-parse", "HEAD~2:sites/codes.csv").strip()
    (r / ".git/objects" / old[:2] / old[2:]).unlink()
    assert "git-refuses" in rules(r)


def test_replaced_history(tmp_path):
    r = repo(tmp_path)
    commit(r, A, B)
    commit(r, A)
    commit(r, A, C)
    git(r, "replace", "--graft", "HEAD")
    assert rules(r) == ["ledger-row-lost"]


def test_nfd_is_silent(tmp_path):
    r = repo(tmp_path)
    import unicodedata

    row = unicodedata.normalize("NFD", A.replace("main,", "main,cổng"))
    commit(r, row)
    assert rules(r) == []


def test_crlf_and_bom_in_history(tmp_path):
    r = repo(tmp_path)
    (r / ".gitattributes").write_text("* -text\n")
    (r / "sites").mkdir()
    (r / "sites/codes.csv").write_bytes(
        b"\xef\xbb\xbf" + (HEADER + A).replace("\n", "\r\n").encode()
    )
    git(r, "add", "-A")
    git(r, "commit", "-qm", "x")
    put(r, A, B)
    assert rules(r) == []


def test_moved_twice_after_two_renames(tmp_path):
    put(tmp_path, A, ON + ",moved,7KD29,hang-b,main,\n", ON + ",moved,7KD29,hang-c,main,\n")
    assert rules(tmp_path, ("hang-c",)) == []


def test_moved_to_a_page(tmp_path):
    put(tmp_path, A, ON + ",moved,7KD29,about,main,\n")
    problems = []
    rows = parse_ledger((tmp_path / "sites/codes.csv").read_text(), "x", problems)
    settings = Settings(
        file="mkdocs.yml",
        site_name="x",
        site_url="https://bay.example/",
        site_dir="o",
        docs_dir="docs",
        languages=("vi",),
        short_link="https://bay.example/Q/",
    )
    cat = Catalogue(
        settings=settings, ledger=rows, sites={"about": Site(slug="about", file="f", kind="page")}
    )
    from generator.model import History

    assert [p.rule for p in check_ledger(cat, History())] == ["code-of-page"]


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-24,issued,7KD29,hang-a,main," + "x" * 140_000 + "\n",
        '2026-11-24,issued,7KD29,hang-a,ma"in,"\n',
    ],
)
def test_odd_lines_never_raise(line):
    parse_ledger(HEADER + line, "x", [])


def test_odd_old_lines_never_raise(tmp_path):
    r = repo(tmp_path)
    commit(r, A, "x" * 140_000 + "\n")
    commit(r, A)
    rules(r)


def test_old_line_with_open_quote(tmp_path):
    r = repo(tmp_path)
    commit(r, A, '2026-11-24,retired,T5GDN,hang-a,pier,"oops\n', B)
    commit(r, A)
    assert "ledger-row-lost" in rules(r)
