"""The coast of an area: read, refused, and drawn as it lies."""

import json
import re
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from generator.build import build_site, read_project
from generator.content.coasts import parse_coast
from generator.model import Area
from generator.web.chart import draw_coast, frame
from tests.conftest import MKDOCS_YML, REPOSITORY, write

SQUARE = {
    "type": "FeatureCollection", "credit": "Us", "licence": "CC0-1.0",
    "features": [{"type": "Feature", "properties": {}, "geometry": {
        "type": "Polygon",
        "coordinates": [[[106.9, 20.8], [107.0, 20.8], [107.0, 20.9], [106.9, 20.8]]]}}],
}


@pytest.mark.parametrize("spoilt", [
    b"", b"[]", b"\xff", b'{"type":"FeatureCollection"}',
    json.dumps({**SQUARE, "licence": None}).encode(), json.dumps({**SQUARE, "credit": 3}).encode(),
    json.dumps({**SQUARE, "features": []}).encode(), json.dumps({**SQUARE, "features": [{}]}).encode(),
])
def test_what_is_no_coast_is_refused(spoilt: bytes) -> None:
    assert parse_coast(spoilt) is None


def test_a_broken_coast_is_a_problem_at_its_area(tiny: Path) -> None:
    settings = MKDOCS_YML.replace("21.1]}", "21.1], coast: sites/bay.geojson}")
    write(tiny, "mkdocs.yml", settings)
    write(tiny, "sites/bay.geojson", "{}")
    found = read_project(tiny / "mkdocs.yml").problems
    assert [(each.rule, each.value) for each in found] == [("coast-unreadable", "sites/bay.geojson")]
    write(tiny, "sites/bay.geojson", json.dumps(SQUARE))
    assert build_site(tiny / "mkdocs.yml").written is not None
    assert len(list((tiny / "output/site/assets/charts").iterdir())) == 1


@pytest.mark.parametrize(("key", "box", "on_land", "on_water"), [
    ("ha-long", (106.8, 20.6, 107.6, 21.1), [(107.0, 20.8), (106.9, 21.05)], [(107.5, 20.65), (107.0, 20.93)]),
])
def test_land_is_land_and_water_is_water(
    key: str, box: tuple[float, float, float, float], on_land: list[tuple[float, float]],
    on_water: list[tuple[float, float]],
) -> None:
    """Cát Bà and the mainland; the open gulf and the bay off Tuần Châu."""
    content = (REPOSITORY / f"sites/{key}.coast.geojson").read_bytes()
    whole = json.loads(content)
    land = shape(whole["features"][0]["geometry"]).buffer(0)
    assert all(land.contains(Point(at)) for at in on_land)
    assert not any(land.contains(Point(at)) for at in on_water)
    coast = parse_coast(content)
    assert coast is not None and "LGPL" in coast.licence
    area = Area(key=key, names={}, box=box, coast=None, line=1)
    drawn = draw_coast(area, coast).content.decode()
    assert coast.credit in drawn and len(re.findall("M", drawn.split('id="p"')[1])) > 500
    projection, width, height = frame(area)
    assert projection.place(box[2], box[1]) == (width, height)
    assert 1.45 < width / height < 1.55  # 0.8 by 0.5 degrees at 20.85 north
