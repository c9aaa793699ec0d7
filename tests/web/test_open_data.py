"""The data files, each read by a library made for its format."""

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import fastkml
import gpxpy
import jsonschema
import pytest
import shapely
from shapely.geometry import shape

from generator.build import build_site
from tests.conftest import EN, MKDOCS_YML, SITE_YML, VI, write

ALONE = "kind: museum\nvisit: {open: \"Mo-Fr 08:00-11:30; Sa 09:00-12:00\", source: b}\nsources: {b: {title: B}}\n"


@pytest.fixture
def data(tiny: Path) -> Path:
    write(tiny, "mkdocs.yml", MKDOCS_YML)
    write(tiny, "sites/hang-a/site.yml", SITE_YML.replace("107.0", "0.00001") + (
        'designations: [{list: national-relic, number: "5", date: 1994-12, source: board}]\n'
        'visit: {open: "Tu-Su 07:00-17:00", steps: ~90, minutes: "30-40", source: board}\n'))
    write(tiny, "sites/hang-a/en.md", EN.replace("Dau Go Cave", "\"Dau Go, <b> & 'Cave'\""))
    write(tiny, "sites/bao-tang/site.yml", ALONE)
    write(tiny, "sites/bao-tang/vi.md", VI.replace("Hang Đầu Gỗ", "Bảo tàng"))
    write(tiny, "sites/gioi-thieu/site.yml", "kind: page\n")
    write(tiny, "sites/gioi-thieu/vi.md", VI)
    report = build_site(tiny / "mkdocs.yml")
    assert report.written is not None, report.problems
    return tiny / "output/site/data"


def test_json_is_what_its_schema_says(data: Path, built: Path) -> None:
    for folder in (data, built / "data"):
        schema = json.loads((folder / "sites.schema.json").read_text("utf-8"))
        validator = jsonschema.validators.validator_for(schema)
        validator.check_schema(schema)
        found = json.loads((folder / "sites.json").read_text("utf-8"))
        validator(schema).validate(found)
        assert found["licence"].startswith("https://creativecommons.org/")
    site = json.loads((data / "sites.json").read_text("utf-8"))["sites"][1]
    assert site["visit"]["steps"] == {"low": 90, "about": True}
    assert site["names"]["en"] == "Dau Go, <b> & 'Cave'"
    with pytest.raises(jsonschema.ValidationError):
        validator(schema).validate({**found, "sites": [{**found["sites"][0], "colour": 1}]})


def test_geojson_is_read_by_shapely(data: Path) -> None:
    found = json.loads((data / "sites.geojson").read_text("utf-8"))
    assert found["type"] == "FeatureCollection" and "crs" not in found
    alone, cave = found["features"]
    assert alone["geometry"] is None
    point = shape(cave["geometry"])
    assert (point.x, point.y) == (0.00001, 20.9) and shapely.is_valid(point)


def test_csv_has_a_name_for_each_language(data: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((data / "sites.csv").read_text("utf-8"))))
    assert list(rows[0])[:6] == ["slug", "kind", "lat", "lon", "name_vi", "name_en"]
    assert [row["slug"] for row in rows] == ["bao-tang", "hang-a"]
    assert rows[0]["lat"] == rows[0]["name_en"] == ""
    assert float(rows[1]["lat"]) == 20.9 and rows[1]["name_vi"] == "Hang Đầu Gỗ"


def test_gpx_is_read_by_gpxpy(data: Path) -> None:
    text = (data / "sites.gpx").read_text("utf-8")
    found = gpxpy.parse(text)
    assert found.version == "1.1" and found.copyright_license
    (point,) = found.waypoints
    assert (point.latitude, point.longitude) == (20.9, 0.00001)
    assert point.name == "Hang Đầu Gỗ" and point.comment == "Dau Go, <b> & 'Cave'"
    assert [each.name for each in found.routes[0].points] == ["Hang Đầu Gỗ"]
    order = [each.tag.split("}")[1] for each in ElementTree.fromstring(text)[1]]
    assert order == ["name", "cmt", "desc", "link", "type"]  # the schema's sequence


def test_kml_is_read_by_fastkml(data: Path) -> None:
    found = fastkml.KML.parse(data / "sites.kml", strict=True)
    (document,) = found.features
    (folder,) = document.features
    (mark,) = folder.features
    assert mark.name == "Hang Đầu Gỗ" and mark.id == "site-hang-a"
    assert mark.geometry.coords[0][:2] == (0.00001, 20.9)
    assert {each.name: each.value for each in mark.extended_data.elements}["kind"] == "cave"


def test_pages_carry_schema_org(data: Path) -> None:
    def linked(path: str) -> dict[str, object]:
        text = (data.parent / path / "index.html").read_text("utf-8")
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert found
        return dict(json.loads(found[1]))

    cave = linked("en/hang-a")
    assert cave["@type"] == ["TouristAttraction", "Landform", "LandmarksOrHistoricalBuildings"]
    assert cave["additionalType"] == "https://www.wikidata.org/entity/Q35509"
    assert cave["name"] == "Dau Go, <b> & 'Cave'" and cave["alternateName"] == ["Hang Đầu Gỗ"]
    assert cave["geo"] == {"@type": "GeoCoordinates", "latitude": 20.9, "longitude": 0.00001}
    (hours,) = cave["openingHoursSpecification"]
    assert hours["dayOfWeek"][0] == "Tuesday" and len(hours["dayOfWeek"]) == 6
    assert cave["mainEntityOfPage"]["inLanguage"] == "en"
    museum = linked("vi/bao-tang")
    assert museum["openingHours"] == "Mo-Fr 08:00-11:30; Sa 09:00-12:00"
    assert linked("vi/gioi-thieu")["@type"] == "WebPage"


def test_pictures_have_a_manifest(tiny: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M0 0h9v9z"/></svg>'
    write(tiny, "sites/hang-a/images/a.svg", svg)
    write(tiny, "sites/hang-a/site.yml",
          SITE_YML + "images: [{file: a.svg, kind: drawing, credit: Đ, licence: CC-BY-4.0}]\n")
    write(tiny, "sites/hang-a/vi.md", VI.replace("---\nNhìn", "alt: {a.svg: Cửa hang}\n---\nNhìn"))
    report = build_site(tiny / "mkdocs.yml")
    assert report.written is not None, report.problems
    site = tiny / "output/site"
    found = json.loads((site / "data/iiif/hang-a.json").read_text("utf-8"))
    assert found["@context"].endswith("/presentation/3/context.json")
    assert found["id"] == "https://bay.example/data/iiif/hang-a.json"
    (canvas,) = found["items"]
    body = canvas["items"][0]["items"][0]["body"]
    assert canvas["label"] == {"vi": ["Cửa hang"]} and canvas["width"] > 0 < canvas["height"]
    assert (site / body["id"].removeprefix("https://bay.example/")).is_file()
    assert canvas["items"][0]["items"][0]["target"] == canvas["id"]
