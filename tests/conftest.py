"""What tests share: a copy of the real project, and a tiny one made by hand."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
MKDOCS_YML = """site_name: Vịnh
site_url: https://bay.example/
plugins:
  - heritage:
      languages: [vi, en]
      areas: {bay: {name: {en: Bay}, box: [106.8, 20.6, 107.6, 21.1]}}
      routes: {one: {name: {en: One}, sites: [hang-a]}}
"""
SITE_YML = """kind: cave
location: {lat: 20.9, lon: 107.0, source: board}
area: bay
measures:
  - {what: floor-area, value: 5000, unit: m2, source: board}
sources:
  board: {title: Board, url: "https://board.example/", read: 2026-11-23}
"""
VI = "---\nname: Hang Đầu Gỗ\nsummary: Cửa hang rộng mở ra vịnh.\n---\nNhìn lên.\n"
EN = "---\nname: Dau Go Cave\nsummary: A wide mouth opens on the bay.\n---\nLook up.\n"
LEDGER = "date,event,code,site,place,detail\n2026-11-24,issued,7KD29,hang-a,main,\n"


def need(program: str) -> str:
    """Return a program's path; on CI a missing one fails, elsewhere it skips."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is missing on CI")
        pytest.skip(f"{program} is not installed")
    return found


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return the folder of a tiny sound project."""
    write(tmp_path, "mkdocs.yml", MKDOCS_YML)
    write(tmp_path, "sites/hang-a/site.yml", SITE_YML)
    write(tmp_path, "sites/hang-a/vi.md", VI)
    write(tmp_path, "sites/hang-a/en.md", EN)
    write(tmp_path, "sites/codes.csv", LEDGER)
    return tmp_path


def write(folder: Path, path: str, text: str | bytes) -> None:
    """Write a file, folders included."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture(scope="session")
def copy_of_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real project's content."""
    folder = tmp_path_factory.mktemp("bay")
    for name in ("sites", "docs"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def built(copy_of_repository: Path) -> Path:
    """Return the built microsite of the real project."""
    from generator.build import build_site

    report = build_site(copy_of_repository / "mkdocs.yml")
    assert report.written is not None, report.problems
    return copy_of_repository / "output" / "site"


Change = Callable[[Path], None]
