"""``heritage new``, ``rename`` and ``remove``, as an office runs them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import generator.edits
from generator.build import check_project, read_project
from generator.cli import main
from generator.content.translation import digest_of
from generator.edits import edited, recover
from tests.conftest import EN, LEDGER, MKDOCS_YML, SITE_YML, VI, write

OTHER = (b"\xef\xbb\xbf---\r\nname: H\xc3\xb2n\r\nsummary: M\xe1\xbb\x99t h\xc3\xb2n.  \r\n---\r\n"
         b"Xem [hang][1] v\xc3\xa0 [*hang* A](../hang-a/vi.md \"A\")  \r\n* m\xe1\xbb\xa5c `[x](../hang-a/vi.md)`\r\n"
         b"\r\n<!-- [y](../hang-a/vi.md) -->\r\n\r\n[1]: <../hang-a/vi.md#x>\r\n\r\n   ## x   \r\n\r\n\r\n")


@pytest.fixture
def bay(tiny: Path) -> Path:
    digest = digest_of(OTHER)
    write(tiny, "mkdocs.yml", "# hang-a\r\n" + MKDOCS_YML.replace("[hang-a]", "[ hang-a ,  hon-b ]"))
    write(tiny, "sites/hang-a/vi.md", VI + "\n## x\n")
    write(tiny, "sites/hon-b/site.yml", "kind: islet\nplaques: [{place: deck}]\n")
    write(tiny, "sites/hon-b/vi.md", OTHER)
    write(tiny, "sites/hon-b/en.md", f"---\nname: B\nsummary: b\ntranslated_from: {digest}\n---\nAn islet.\n")
    write(tiny, "docs/index.md", "# Sổ tay\n\n[Hang](../sites/hang-a/vi.md)\n")
    assert not errors(tiny)
    return tiny


def errors(folder: Path) -> list[str]:
    return [f"{each.file}:{each.line} {each.rule}" for each in
            check_project(read_project(folder / "mkdocs.yml"))]


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*")
            if each.is_file() and ".cache" not in each.parts}


def heritage(folder: Path, *words: str, status: int = 0) -> str:
    run = CliRunner().invoke(main, [*words, "-f", str(folder / "mkdocs.yml")])
    assert run.exit_code == status, run.output
    return run.output


def test_rename_mends_links_and_codes_and_nothing_else(bay: Path) -> None:
    before = files(bay)
    out = heritage(bay, "rename", "hang-a", "hang-moi")
    assert "4 links in 3 files" in out and "7KD29" in out
    after = files(bay)
    expected = {path.replace("hang-a/", "hang-moi/"): content for path, content in before.items()}
    expected["mkdocs.yml"] = before["mkdocs.yml"].replace(b"[ hang-a ,", b"[ hang-moi ,")
    expected["docs/index.md"] = before["docs/index.md"].replace(b"hang-a/", b"hang-moi/")
    links = OTHER.replace(b'A](../hang-a/', b"A](../hang-moi/").replace(b"<../hang-a/", b"<../hang-moi/")
    expected["sites/hon-b/vi.md"] = links
    expected["sites/hon-b/en.md"] = before["sites/hon-b/en.md"].replace(
        str(digest_of(OTHER)).encode(), str(digest_of(links)).encode())
    ledger = after.pop("sites/codes.csv").decode()
    expected.pop("sites/codes.csv")
    assert after == expected
    assert ledger.startswith(LEDGER)
    assert ledger.endswith(",moved,7KD29,hang-moi,main,renamed from hang-a\n")
    assert not errors(bay)


def test_a_renamed_site_is_no_moved_one_for_readers(bay: Path) -> None:
    heritage(bay, "rename", "hang-a", "hang-moi")
    found = json.loads(heritage(bay, "code", "list", "--format", "json"))
    assert [(each["site"], each["status"]) for each in found] == [("hang-moi", "live")]


@pytest.mark.parametrize("words", [("hang-a", "Hang Mới"), ("hang-a", "hon-b"), ("hang-x", "y"), ("hang-a", "hang-a")])
def test_rename_refuses_wrong_names(bay: Path, words: tuple[str, str]) -> None:
    before = files(bay)
    heritage(bay, "rename", *words, status=2)
    assert files(bay) == before


def test_what_would_break_is_put_back(bay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(bay)
    write_file = generator.edits.write_bytes_atomically

    def full_disk(path: Path, content: bytes) -> None:
        if path.name == "vi.md" and path.parent.name == "hon-b" and content != OTHER:
            raise OSError(28, "No space left on device")
        write_file(path, content)

    monkeypatch.setattr(generator.edits, "write_bytes_atomically", full_disk)
    run = CliRunner().invoke(main, ["rename", "hang-a", "moi", "-f", str(bay / "mkdocs.yml")])
    assert run.exit_code == 1
    assert files(bay) == before


def test_a_killed_run_is_put_back_by_the_next(bay: Path) -> None:
    before = files(bay)
    script = (
        "import os, sys, pathlib; from generator.edits import edited\n"
        "p = pathlib.Path(sys.argv[1])\n"
        "with edited(p, p/'.cache/heritage', {'sites/moi/vi.md': b'x', 'new.md': b'y'},"
        " [('sites/hang-a', 'sites/moi')]): os._exit(9)\n")
    subprocess.run([sys.executable, "-c", script, str(bay)], check=False)
    assert files(bay) != before
    assert recover(bay, bay / ".cache/heritage")
    assert files(bay) == before
    assert not recover(bay, bay / ".cache/heritage")


def test_what_was_edited_since_is_left_alone(bay: Path) -> None:
    with pytest.raises(KeyboardInterrupt), edited(bay, bay / ".cache/heritage", {"new.md": b"y"}):
        write(bay, "new.md", "mine")
        raise KeyboardInterrupt
    assert (bay / "new.md").read_text() == "mine"


def test_remove_without_successor(bay: Path) -> None:
    heritage(bay, "remove", "hang-a", status=2)  # a code would be retired
    write(bay, "sites/hon-b/vi.md", OTHER.replace(b"[hang][1] v\xc3\xa0 ", b"").split(b"\r\n\r\n<!--")[0])
    out = heritage(bay, "remove", "hang-a", "--yes")
    assert b"Xem *hang* A  \r\n* m" in (bay / "sites/hon-b/vi.md").read_bytes()
    assert "sites/hon-b/vi.md:5" in out
    assert "[ hon-b ]" in (bay / "mkdocs.yml").read_text("utf-8")
    assert (bay / "sites/codes.csv").read_text("utf-8").endswith(",retired,7KD29,hang-a,main,Hang Đầu Gỗ\n")
    assert not (bay / "sites/hang-a").exists()
    assert (bay / ".cache/heritage/removed/hang-a-1/vi.md").is_file()


def test_remove_refuses_what_would_dangle(bay: Path) -> None:
    before = files(bay)
    out = heritage(bay, "remove", "hang-a", "--yes", status=1)  # a reference definition stays
    assert "link-dangling" in out and "Nothing was changed." in out
    assert files(bay) == before


def test_remove_with_successor(bay: Path) -> None:
    write(bay, "sites/codes.csv", LEDGER + "2026-11-24,issued,D25X9,hon-b,deck,\n")
    write(bay, "sites/hon-b/vi.md", "---\nname: B\nsummary: b\n---\nXem [A](../hang-a/vi.md).\n")
    heritage(bay, "remove", "hang-a", "--successor", "hon-b")
    assert "Xem [A](../hon-b/vi.md)." in (bay / "sites/hon-b/vi.md").read_text()
    assert ",moved,7KD29,hon-b,main,successor of hang-a\n" in (bay / "sites/codes.csv").read_text()
    assert "[ hon-b ]" in (bay / "mkdocs.yml").read_text()
    assert not [each for each in errors(bay) if "outdated" not in each]


# ------------------------------------------------------------------ new
def test_new_site_has_hints_a_code_and_no_error(tiny: Path) -> None:
    out = heritage(tiny, "new", "hang-b", "--name", "Hang: $B", "--kind", "cave")
    text = (tiny / "sites/hang-b/vi.md").read_text("utf-8")
    assert 'name: "Hang: $B"' in text and "<!-- more -->" in text and "nền hang" in text
    assert "area: bay" in (tiny / "sites/hang-b/site.yml").read_text()
    project = read_project(tiny / "mkdocs.yml")
    assert {each.rule for each in project.problems} == {"text-empty", "translation-missing"}
    (code,) = [each.code for each in project.codes.values() if each.site == "hang-b"]
    assert code in out
    heritage(tiny, "new", "hang-c", "--no-code")
    heritage(tiny, "new", "ve-chung-toi", "--kind", "page")
    assert len(read_project(tiny / "mkdocs.yml").codes) == 2
    heritage(tiny, "new", "hang-b", status=2)
    assert "hang-d-u" not in heritage(tiny, "new", "Hang Đầu", status=2)


def test_new_leaves_nothing_behind_where_no_code_can_be_issued(tiny: Path) -> None:
    write(tiny, "sites/codes.csv", "oops\n")
    heritage(tiny, "new", "hang-b", status=1)
    assert not (tiny / "sites/hang-b").exists()


def test_new_asks_on_a_terminal(tiny: Path) -> None:
    ours, theirs = pty.openpty()
    run = subprocess.Popen([sys.executable, "-m", "generator", "new"], cwd=tiny, stdin=theirs,
                           stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    os.write(ours, "Hang Luồn\n\ncave\ny\n".encode())
    assert run.wait(60) == 0
    assert "name: \"Hang Luồn\"" in (tiny / "sites/hang-luon/vi.md").read_text("utf-8")
    assert "issued" in (tiny / "sites/codes.csv").read_text().splitlines()[-1]
    os.close(ours)


def test_messages_in_vietnamese(tiny: Path) -> None:
    assert "không thể làm tên thư mục" in heritage(tiny, "new", "Hang B", "--lang", "vi", status=2)
    write(tiny, "sites/hang-a/en.md", EN)
    write(tiny, "sites/hang-a/site.yml", SITE_YML)
    assert "nay là" in heritage(tiny, "rename", "hang-a", "hang-z", "--lang", "vi")
