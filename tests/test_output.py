"""Output is written whole or not at all: real folders, real kills, real full disks."""

import contextlib
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import output
from generator.cache import CacheFolder
from generator.errors import HeritageError
from generator.ledger import HEADER
from generator.model import Artifact, LedgerRow
from generator.output import (
    WriteReport,
    append_to_ledger,
    locked,
    write_artifacts,
    write_bytes_atomically,
)

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
ROOT = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="mounting needs root on Linux",
)
WRITER = """
import sys
from pathlib import Path
from generator.model import Artifact
from generator.output import write_artifacts
print("ready", flush=True)
turn = int(sys.argv[2])
while True:
    turn += 1
    word = b"ab"[turn % 2 : turn % 2 + 1]
    same = [Artifact(path=f"same/{n}.txt", content=b"same") for n in range(20)]
    own = [Artifact(path=f"{word.decode()}/{n}.txt", content=word * 4000) for n in range(20)]
    both = [Artifact(path=f"both/{n}.txt", content=word * 4000) for n in range(20)]
    write_artifacts([*same, *own, *both], Path(sys.argv[1]))
"""


def write(folder: Path, **files: str) -> WriteReport:
    """Write files whose names stand without their ending."""
    return write_artifacts(
        [Artifact(path=f"{name.replace('__', '/')}.txt", content=text.encode())
         for name, text in files.items()], folder)


def tree(folder: Path) -> dict[str, str]:
    """Return what a folder holds."""
    return {path.relative_to(folder).as_posix(): path.read_text()
            for path in folder.rglob("*") if path.is_file()}


def generation(site: Path) -> str:
    """Return which whole tree of ``WRITER`` stands at ``site``.

    The old tree is removed after the exchange, so a look counts only if the folder that
    was opened still stands there at its end.
    """
    folder = os.open(site, os.O_RDONLY)
    try:
        found = _look(folder)
        stayed = os.fstat(folder).st_ino == site.stat().st_ino
    finally:
        os.close(folder)
    if not stayed:
        return "exchanged"
    for word in ("a", "b"):
        whole = {f"{part}/{n}.txt": content for n in range(20) for part, content in
                 (("same", b"same"), (word, word.encode() * 4000), ("both", word.encode() * 4000))}
        if found == whole:
            return word
    return f"mixed: {sorted(found)}"


def _look(folder: int) -> dict[str, bytes]:
    found = {}
    with contextlib.suppress(FileNotFoundError):
        for root, _, names, here in os.fwalk(".", dir_fd=folder):
            for name in names:
                file = os.open(name, os.O_RDONLY, dir_fd=here)
                try:
                    found[f"{root}/{name}".removeprefix("./")] = os.read(file, 9000)
                finally:
                    os.close(file)
    return found


def rule_of(fault: pytest.ExceptionInfo[HeritageError]) -> str:
    return fault.value.problems[0].rule


def row(code: str) -> LedgerRow:
    return LedgerRow(line=0, date="2026-11-24", event="issued", code=code, site="hang",
                     place="main", detail="")


def test_first_tree_and_its_counts(tmp_path: Path) -> None:
    site = tmp_path / "output" / "site"
    assert write(site, index="1", vi__a="2") == WriteReport(
        written=2, kept=0, removed=0, exchanged=True)
    assert write(site, index="1", en__b="3") == WriteReport(
        written=1, kept=1, removed=1, exchanged=True)
    assert tree(site) == {"index.txt": "1", "en/b.txt": "3"}
    assert not (site / "vi").exists()
    assert sorted(each.name for each in site.parent.iterdir()) == [".site.heritage", "site"]


def test_nothing_is_exchanged_when_nothing_changed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, a="1", b__c="2")
    before = site.stat().st_ino, site.stat().st_mtime_ns
    assert write(site, b__c="2", a="1").exchanged is False
    assert (site.stat().st_ino, site.stat().st_mtime_ns) == before


@POSIX
def test_a_wrong_mode_or_a_stray_folder_is_a_change(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, a="1", b__c="2")
    (site / "a.txt").chmod(0o600)
    assert write(site, a="1", b__c="2").written == 1
    (site / "stray").mkdir()
    assert write(site, a="1", b__c="2").exchanged
    (site / "b").chmod(0o700)
    assert write(site, a="1", b__c="2").exchanged
    assert (site / "b").stat().st_mode & 0o7777 == 0o755
    assert not (site / "stray").exists()


@POSIX
def test_readable_under_any_umask(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        write(tmp_path / "output" / "site", a="1", b__c__d="2")
    finally:
        os.umask(old)
    for path in (tmp_path / "output").rglob("*"):
        if path.name != ".site.heritage":
            assert path.stat().st_mode & 0o7777 == (0o755 if path.is_dir() else 0o644), path
    assert (tmp_path / "output").stat().st_mode & 0o7777 == 0o755


@POSIX
def test_links_are_never_written_in_place(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, same="1", other="1")
    (tmp_path / "backup").hardlink_to(site / "other.txt")
    inode = (site / "same.txt").stat().st_ino
    write(site, same="1", other="2")
    assert (site / "same.txt").stat().st_ino == inode
    assert (tmp_path / "backup").read_text() == "1"
    assert (site / "other.txt").read_text() == "2"


def test_copies_where_links_are_lacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_linked", lambda source, target: False)
    write(tmp_path / "site", a="1", b="1")
    assert write(tmp_path / "site", a="1", b="2").kept == 1
    assert tree(tmp_path / "site") == {"a.txt": "1", "b.txt": "2"}


def test_two_renames_and_their_recovery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_swap", lambda one, other: False)
    site = tmp_path / "site"
    write(site, a="1")
    write(site, a="2")
    assert tree(tmp_path) == {".site.heritage": "", "site/a.txt": "2"}
    site.rename(tmp_path / ".site.heritage-old")  # killed between the two renames
    (tmp_path / ".site.new-12345").mkdir()
    (tmp_path / ".site.new-12345" / "a.txt").write_text("half")
    assert write(site, a="2").exchanged is False
    assert tree(tmp_path) == {".site.heritage": "", "site/a.txt": "2"}


@pytest.mark.parametrize("path", [
    "../a", "/a", "a/../b", "a//b", "a/", "", ".", "a\\b", "a\0b", "C:a", "con", "Aux.html",
    "a/nul.txt", "com1", "LPT9.x", "end.", "end ", "a?b", "a|b", "a\nb", "x" * 256, "ệ" * 100,
])
def test_paths_that_some_system_refuses(tmp_path: Path, path: str) -> None:
    with pytest.raises(HeritageError) as fault:
        write_artifacts([Artifact(path=path, content=b"")], tmp_path / "site")
    assert rule_of(fault) == "output-path"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("one", "other"), [
    ("a", "a"), ("a", "A"), ("x/a", "X/b"), ("a", "a/b"), ("a/b", "a"), ("a/b", "A"),
    ("é", "e\u0301"), ("straße", "STRASSE"),
])
def test_two_files_at_one_place(tmp_path: Path, one: str, other: str) -> None:
    with pytest.raises(HeritageError) as fault:
        write_artifacts([Artifact(path=each, content=b"") for each in (one, other)],
                        tmp_path / "site")
    assert rule_of(fault) == "output-twice"


@pytest.mark.parametrize("path", [
    ".nojekyll", "_headers", "vi/hang-dau-go/index.html", "Q/7KD29/index.html", "console",
    "assets/日本.svg", "community", "com10",
])
def test_paths_that_are_sound(tmp_path: Path, path: str) -> None:
    write_artifacts([Artifact(path=path, content=b"")], tmp_path / "site")
    assert (tmp_path / "site" / path).is_file()


def test_a_folder_of_somebody_else_is_not_swallowed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("dear")
    with pytest.raises(HeritageError) as fault:
        write(home, a="1")
    assert rule_of(fault) == "output-not-ours"
    (home / "letter.txt").rename(home / "index.html")
    (home / "mkdocs.yml").write_text("")
    with pytest.raises(HeritageError) as fault:
        write(home, a="1")
    assert rule_of(fault) == "output-not-ours"
    (home / "mkdocs.yml").unlink()
    assert write(home, a="1").exchanged


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert write(tmp_path / "site", a="1").exchanged


@POSIX
def test_a_link_or_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "file").write_text("x")
    for name in ("link", "dangling", "file"):
        with pytest.raises(HeritageError) as fault:
            write(tmp_path / name, a="1")
        assert rule_of(fault) == "output-no-folder"
    assert (tmp_path / "file").read_text() == "x"


@POSIX
def test_links_inside_the_old_tree_are_not_followed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, a="1")
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "b.txt").write_text("keep")
    (site / "out").symlink_to(tmp_path / "precious")
    (site / "a.txt").unlink()
    (site / "a.txt").symlink_to(tmp_path / "precious" / "b.txt")
    assert write(site, a="keep").removed == 1
    assert tree(site) == {"a.txt": "keep"}
    assert not (site / "a.txt").is_symlink()
    assert (tmp_path / "precious" / "b.txt").read_text() == "keep"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)],
                           check=False, capture_output=True)
    if mount.returncode:
        pytest.skip("no tmpfs may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@ROOT
def test_a_full_disk_leaves_the_old_tree(small_disk: Path) -> None:
    site = small_disk / "output" / "site"
    write(site, a="old")
    with pytest.raises(HeritageError) as fault:
        write_artifacts([Artifact(path=f"{n}.bin", content=os.urandom(200_000))
                         for n in range(10)], site)
    assert rule_of(fault) == "disk-full"
    assert tree(small_disk) == {"output/.site.heritage": "", "output/site/a.txt": "old"}
    assert write(site, a="new").exchanged


@ROOT
def test_a_full_disk_never_leaves_half_a_ledger_row(small_disk: Path) -> None:
    ledger = small_disk / "codes.csv"
    append_to_ledger(ledger, [row("22222")])
    before = ledger.read_bytes()
    with pytest.raises(HeritageError) as fault:
        append_to_ledger(ledger, [row("33333")] * 60_000)
    assert rule_of(fault) == "disk-full"
    assert ledger.read_bytes() == before
    with pytest.raises(HeritageError):
        write_bytes_atomically(ledger, bytes(2_000_000))
    assert ledger.read_bytes() == before
    assert list(small_disk.iterdir()) == [ledger]
    cache = CacheFolder(small_disk / "cache")
    cache.put("big", bytes(2_000_000))
    assert cache.get("big") is None


@ROOT
def test_a_read_only_disk(small_disk: Path) -> None:
    site = small_disk / "site"
    write(site, a="old")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(HeritageError) as fault:
        write(site, a="new")
    assert rule_of(fault) == "not-writable"
    with pytest.raises(HeritageError) as fault:
        append_to_ledger(small_disk / "codes.csv", [row("22222")])
    assert rule_of(fault) == "not-writable"
    with pytest.raises(HeritageError), locked(small_disk / "cache", lambda: None):
        pass
    assert tree(site) == {"a.txt": "old"}


@ROOT
def test_a_mounted_volume_is_explained(small_disk: Path) -> None:
    with pytest.raises(HeritageError) as fault:
        write(small_disk, a="1")
    assert rule_of(fault) == "output-mount"


@POSIX
def test_killed_at_any_moment_the_tree_is_one_generation(tmp_path: Path) -> None:
    """Sixty kills; a reader that holds one open folder sees one generation only."""
    site, chance = tmp_path / "site", random.Random(1)
    looks: list[str] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            looks.append(generation(site))

    write_artifacts([
        *(Artifact(path=f"same/{n}.txt", content=b"same") for n in range(20)),
        *(Artifact(path=f"{each}/{n}.txt", content=b"a" * 4000)
          for each in ("a", "both") for n in range(20)),
    ], site)
    reader = threading.Thread(target=watch)
    reader.start()
    seen = set()
    try:
        for turn in range(60):
            writer = subprocess.Popen([sys.executable, "-c", WRITER, str(site), str(turn)],
                                      stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.random() * 0.05)
            writer.kill()
            writer.communicate()
            seen.add(generation(site))
    finally:
        done.set()
        reader.join()
    assert seen == {"a", "b"}
    assert set(looks) <= {"a", "b", "exchanged"}
    assert {"a", "b"} <= set(looks)
    write(site, a="1")
    assert sorted(each.name for each in tmp_path.iterdir()) == [".site.heritage", "site"]


def test_the_second_writer_waits_and_says_so(tmp_path: Path) -> None:
    script = ("import sys,time\nfrom pathlib import Path\nfrom generator.output import locked\n"
              "with locked(Path(sys.argv[1]), lambda: print('waiting', flush=True)):\n"
              "    print('in', flush=True)\n    sys.stdin.readline()\n")
    command = [sys.executable, "-c", script, str(tmp_path / "cache")]
    folder = Path(__file__).parents[1]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                         cwd=folder) as one,
    ):
        assert one.stdout and one.stdout.readline() == "in\n"
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                              cwd=folder) as other:
            assert other.stdout and other.stdout.readline() == "waiting\n"
            one.kill()  # a killed build frees its lock
            assert other.stdout.readline() == "in\n"
            rest = other.communicate("\n")[0]
            assert rest == ""


def test_the_ledger_only_grows(tmp_path: Path) -> None:
    ledger = tmp_path / "sites" / "codes.csv"
    append_to_ledger(ledger, [])
    assert not ledger.exists()
    append_to_ledger(ledger, [row("22222")])
    assert ledger.read_bytes() == HEADER.encode() + b"2026-11-24,issued,22222,hang,main,\n"
    ledger.write_bytes(ledger.read_bytes()[:-1])  # an editor without a last newline
    inode = ledger.stat().st_ino
    append_to_ledger(ledger, [row("33333"), row("44444")])
    assert [line.split(",")[2] for line in ledger.read_text().split("\n")[1:-1]] == [
        "22222", "33333", "44444"]
    assert ledger.stat().st_ino == inode


def test_a_single_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "print" / "all.zip"
    write_bytes_atomically(path, b"one")
    (tmp_path / "other").hardlink_to(path)
    write_bytes_atomically(path, b"two")
    assert (path.read_bytes(), (tmp_path / "other").read_bytes()) == (b"two", b"one")
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_cache_heals(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path / "cache")
    assert cache.get("a picture, 480 px") is None
    cache.put("a picture, 480 px", b"pixels")
    cache.put("empty", b"")
    assert cache.get("a picture, 480 px") == b"pixels"
    assert cache.get("empty") == b""
    for entry in (path for path in (tmp_path / "cache").rglob("*") if path.is_file()):
        entry.write_bytes(entry.read_bytes()[:-1] + b"?")
    assert cache.get("a picture, 480 px") is None
    cache.put("a picture, 480 px", b"pixels")
    assert cache.get("a picture, 480 px") == b"pixels"
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("a file where the folder should be")
    cache.put("x", b"y")
    assert cache.get("x") is None
