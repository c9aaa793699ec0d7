"""Derivatives are made once a picture: across edits, lost records and interruptions."""

import shutil
from pathlib import Path

import pytest

from generator import gallery
from generator.build import build_site
from generator.model import Artifact, ImageEntry, Picture
from tests.conftest import EN, SITE_YML, VI, write
from tests.test_incremental import clean_build, tree
from tests.test_pictures import photo

FILES = ("a.jpg", "b.jpg", "c.jpg")
IMAGES = "images:\n" + "".join(
    f'  - {{file: {file}, kind: photo, credit: "A", licence: CC-BY-4.0}}\n' for file in FILES)
ALT = "alt: {" + ", ".join(f"{file}: A rock" for file in FILES) + "}\n"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files of which derivatives were made."""
    files: list[str] = []
    derive = gallery.derive_picture

    def derived(entry: ImageEntry, original: bytes) -> tuple[Picture, tuple[Artifact, ...]]:
        files.append(entry.file)
        return derive(entry, original)

    monkeypatch.setattr(gallery, "derive_picture", derived)
    return files


@pytest.fixture
def bay(tiny: Path) -> Path:
    for number, file in enumerate(FILES):
        write(tiny, f"sites/hang-a/images/{file}", photo(900 + number, 600))
    write(tiny, "sites/hang-a/site.yml", SITE_YML + IMAGES)
    for language, text in (("vi", VI), ("en", EN)):
        write(tiny, f"sites/hang-a/{language}.md", text.replace("---\nN", f"{ALT}---\nN")
              .replace("---\nL", f"{ALT}---\nL"))
    return tiny


def test_an_edit_makes_none_anew(bay: Path, made: list[str]) -> None:
    assert build_site(bay / "mkdocs.yml").written is not None
    assert sorted(made) == list(FILES)
    facts = bay / "sites/hang-a/site.yml"
    facts.write_text("# a comment\n" + facts.read_text().replace('credit: "A"', 'credit: "B"', 1))
    shutil.rmtree(bay / "output")
    assert build_site(bay / "mkdocs.yml").written is not None
    assert sorted(made) == list(FILES)
    write(bay, "sites/hang-a/images/b.jpg", photo(950, 600))
    assert build_site(bay / "mkdocs.yml").written is not None
    assert made[3:] == ["b.jpg"]
    assert clean_build(bay) == tree(bay / "output/site")


def test_an_interrupted_run_goes_on_where_it_was(
    bay: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = gallery.derive_picture

    def interrupted(entry: ImageEntry, original: bytes) -> tuple[Picture, tuple[Artifact, ...]]:
        if len(made) == 2:
            raise KeyboardInterrupt
        return counting(entry, original)

    with monkeypatch.context() as patched:
        patched.setattr(gallery, "derive_picture", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build_site(bay / "mkdocs.yml")
    assert build_site(bay / "mkdocs.yml").written is not None
    assert sorted(made) == list(FILES)


def test_lost_derivatives_are_made_again(bay: Path, made: list[str]) -> None:
    assert build_site(bay / "mkdocs.yml").written is not None
    whole = tree(bay / "output/site")
    entries = [each for each in (bay / ".cache/heritage/made").rglob("*") if each.is_file()]
    largest = max(entries, key=lambda each: each.stat().st_size)
    largest.write_bytes(b"junk")
    shutil.rmtree(bay / "output")
    assert build_site(bay / "mkdocs.yml").written is not None
    assert tree(bay / "output/site") == whole
