"""The drawings of the places as they lie in sites/: light, safe, and printable in one ink."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.drawings import clean_drawing

SITES = Path(__file__).resolve().parents[1] / "sites"
SCREENS = sorted(p for p in SITES.glob("*/images/*.svg") if not p.name.endswith(".ink.svg"))
MOST_BYTES = 12_600


@pytest.mark.parametrize("path", SCREENS, ids=lambda p: p.stem)
def test_a_drawing_is_small_and_passes_the_cleaner_whole(path):
    original = path.read_bytes()
    assert len(gzip.compress(original, 9, mtime=0)) <= MOST_BYTES
    assert clean_drawing(original).dropped == ()
    text = original.decode()
    assert "prefers-color-scheme:dark" in text
    light, dark = (set(re.findall(r"(--\w+):", block)) for block in re.findall(r":root\{([^}]*)\}", text))
    assert light == dark == set(re.findall(r"var\((--\w+)\)", text))
    assert (path.parent.parent / "site.yml").read_text("utf-8").count(path.name) == 1


@pytest.mark.parametrize("path", SCREENS, ids=lambda p: p.stem)
def test_its_engraving_is_filled_paths_in_black_and_white_alone(path):
    engraving = ElementTree.fromstring(path.with_suffix(".ink.svg").read_bytes())
    shapes = [e for e in engraving if e.tag.rpartition("}")[2] not in {"title", "desc"}]
    assert shapes and {e.tag.rpartition("}")[2] for e in shapes} == {"path"}
    assert {e.get("fill") for e in shapes} == {"#000", "#fff"}
    assert {name for e in shapes for name in e.attrib} <= {"fill", "fill-rule", "d"}
