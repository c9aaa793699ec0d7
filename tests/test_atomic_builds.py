"""Whatever happens to a build, the old site stays whole, and the next build is right."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import build_site
from generator.output import locked
from tests.conftest import EN, LEDGER, SITE_YML, VI, write
from tests.test_incremental import clean_build, tree

HOME = Path(__file__).parents[1]
KILLS = int(os.environ.get("HERITAGE_KILLS", "6"))
LINUX_ROOT = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="mounting needs root")


@pytest.fixture
def bay(tiny: Path) -> Path:
    """Return a project of a dozen sites, built once."""
    for number in range(12):
        write(tiny, f"sites/hang-{number}/site.yml", SITE_YML)
        write(tiny, f"sites/hang-{number}/vi.md", VI)
        write(tiny, f"sites/hang-{number}/en.md", EN)
    assert build_site(tiny / "mkdocs.yml").written is not None
    return tiny


def edit(folder: Path, turn: int) -> None:
    for number in range(12):
        write(folder, f"sites/hang-{number}/en.md", EN.replace("Look up", f"Turn {turn}"))


def command(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "generator", "build"], cwd=folder, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env={**os.environ, "PYTHONPATH": str(HOME)})


def test_killed_at_random_moments(bay: Path) -> None:
    """HERITAGE_KILLS=200 kills as often."""
    chance = random.Random(7)
    site = bay / "output/site"
    old = tree(site)
    began = time.monotonic()
    with command(bay) as whole:
        assert whole.wait(60) == 0
    usual = time.monotonic() - began
    for turn in range(KILLS):
        edit(bay, turn)
        with command(bay) as build:
            time.sleep(chance.uniform(0.2, 1.1) * usual)
            build.kill()
        left = tree(site)
        assert build_site(bay / "mkdocs.yml").written is not None
        new = tree(site)
        assert left in (old, new)
        old = new
    assert clean_build(bay) == old
    assert sorted(each.name for each in (bay / "output").iterdir()) == [".site.heritage", "site"]


def test_a_second_build_waits_and_says_so(bay: Path) -> None:
    edit(bay, 1)
    with locked(bay / ".cache/heritage", lambda: None):
        build = command(bay)
        assert build.stderr is not None
        assert "waiting" in build.stderr.readline()
        assert build.poll() is None
    assert build.wait(60) == 0
    assert b"Turn 1" in (bay / "output/site/en/hang-3/index.html").read_bytes()


def test_an_edit_that_no_clock_shows_is_found(bay: Path) -> None:
    text = bay / "sites/hang-3/en.md"
    build_site(bay / "mkdocs.yml")
    before = text.stat()
    text.write_text(EN.replace("Look up", "Peer up"[:7]))
    os.utime(text, ns=(before.st_atime_ns, before.st_mtime_ns - 10**12))  # a clock turned back
    build_site(bay / "mkdocs.yml")
    assert b"Peer up" in (bay / "output/site/en/hang-3/index.html").read_bytes()
    text.write_text(EN)
    os.utime(text, ns=(before.st_atime_ns, before.st_mtime_ns))  # same size, same time as before
    build_site(bay / "mkdocs.yml")
    assert b"Look up" in (bay / "output/site/en/hang-3/index.html").read_bytes()


def test_files_edited_while_they_are_read(bay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor saves just after the program has read: the next build has it."""
    from generator import survey

    read = survey.read_site
    text = bay / "sites/hang-3/en.md"

    def read_slowly(project: object, slug: str, *rest: object) -> object:
        found = read(project, slug, *rest)  # type: ignore[arg-type]
        if slug == "hang-3":
            text.write_text(EN.replace("Look up", "Too late"))
        return found

    edit(bay, 1)
    with monkeypatch.context() as patched:
        patched.setattr(survey, "read_site", read_slowly)
        build_site(bay / "mkdocs.yml")
    assert b"Turn 1" in (bay / "output/site/en/hang-3/index.html").read_bytes()
    build_site(bay / "mkdocs.yml")
    assert b"Too late" in (bay / "output/site/en/hang-3/index.html").read_bytes()
    assert clean_build(bay) == tree(bay / "output/site")


def test_a_read_only_project_can_be_checked(bay: Path) -> None:
    from generator.build import check_project, read_project

    (bay / ".cache").rename(bay / "gone")
    (bay / ".cache").write_text("no folder")
    assert check_project(read_project(bay / "mkdocs.yml")) == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=7m", "tmpfs", str(folder)],
                           check=False, capture_output=True)
    if mount.returncode:
        pytest.skip("no tmpfs may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@LINUX_ROOT
def test_a_full_disk_keeps_the_old_site(tiny: Path, small_disk: Path) -> None:
    site = small_disk / "site"
    assert build_site(tiny / "mkdocs.yml", site_dir=site).written is not None
    before = tree(site)
    for number in range(150):
        write(tiny, f"sites/hang-{number}/site.yml", SITE_YML)
        write(tiny, f"sites/hang-{number}/vi.md", VI)
        write(tiny, f"sites/hang-{number}/en.md", EN)
    write(tiny, "sites/codes.csv", LEDGER)
    report = build_site(tiny / "mkdocs.yml", site_dir=site)
    assert [each.rule for each in report.problems] == ["disk-full"]
    assert tree(site) == before
    assert sorted(each.name for each in small_disk.iterdir()) == [".site.heritage", "site"]
