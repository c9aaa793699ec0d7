"""Sheets, boxes and plates, as poppler, qpdf and Ghostscript see them."""

import csv
import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from generator.model import Shop
from generator.press.planned import Choice
from generator.press.sheets import plan_layout
from tests.press.test_job import Files, build, files_of, found

SRA3 = Shop(key="digital", standard="PDF/X-1a", icc="none", impose="SRA3", bleed_mm=2)
POINTS_PER_MM = 72 / 25.4


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.fixture(scope="module")
def stickers() -> Files:
    artifacts, problems = build(choice=Choice(products=("sticker-80-square",)), shop=SRA3)
    assert [each.rule for each in problems] == ["specimen-host"]
    return files_of(artifacts)


@pytest.fixture(scope="module")
def sheet(stickers: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "sheet.pdf"
    path.write_bytes(stickers["sticker-80-square.pdf"])
    return path


def test_most_cells_fit_with_their_bleed() -> None:
    """By hand: 3 × 80 + 2 × 6 = 252 and 5 × 80 + 4 × 6 = 424 lie within 300 × 430 mm."""
    layout = plan_layout("SRA3", (80, 80), 3, marks=True)
    assert layout is not None and (layout.columns, layout.rows) == (3, 5)
    assert plan_layout("A4", (210, 297), 3, marks=True) is None
    flat = plan_layout("A4", (85, 120), 0, marks=False)
    assert flat is not None and flat.count == 4


def test_backs_meet_their_fronts() -> None:
    layout = plan_layout("SRA3", (100, 150), 3, marks=True)
    assert layout is not None
    for place in range(layout.count):
        left, top, width, _ = layout.cell_mm(place)
        back_left, back_top, _, _ = layout.cell_mm(place, back=True)
        assert back_top == top
        assert back_left == pytest.approx(layout.sheet_mm[0] - left - width)


def test_a_sheet_holds_plaques_of_one_quantity(stickers: Files) -> None:
    rows = list(csv.DictReader(io.StringIO(stickers["job.csv"].decode())))
    assert [(row["code"], row["quantity"], row["page"]) for row in rows] == [
        ("7KD29", "1", "1"), ("BBBBX", "1", "1"), ("234TT", "2", "2")]
    assert "page 2: 2 copies" in stickers["README.txt"].decode()


def test_sheets_are_sound_and_of_their_size(stickers: Files, sheet: Path) -> None:
    assert found(stickers) == []
    run("qpdf", "--check", sheet)
    said = run("pdfinfo", "-box", sheet)
    width, height = (float(side) for side in re.findall(
        r"MediaBox: +0.00 +0.00 +([\d.]+) +([\d.]+)", said)[0])
    assert sorted((width, height)) == pytest.approx(
        [320 * POINTS_PER_MM, 450 * POINTS_PER_MM], abs=0.01)
    assert "PDF version:     1.4" in said and "PDF/X-1a:2003" in said
    fonts = [line.split() for line in run("pdffonts", sheet).splitlines()[2:]]
    assert fonts and all(line[-5] == "yes" for line in fonts)
    with pikepdf.open(sheet) as document:
        (intent,) = document.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFX" and "/DestOutputProfile" not in intent


def test_a_swapped_pair_on_a_sheet_is_found(stickers: Files) -> None:
    with pikepdf.open(io.BytesIO(stickers["sticker-80-square.pdf"])) as document:
        forms = document.pages[0].Resources.XObject
        forms["/P1"], forms["/P2"] = forms["/P2"], forms["/P1"]
        target = io.BytesIO()
        document.save(target)
    problems = found({**stickers, "sticker-80-square.pdf": target.getvalue()})
    swapped = {dict(each.details)["code"] for each in problems if each.rule == "symbol-of-other"}
    assert swapped == {"7KD29", "BBBBX"}


def test_boxes_and_plates_of_a_plaque(tmp_path: Path) -> None:
    artifacts, _ = build(choice=Choice(codes=("7KD29",)), shop=Shop(key="default", bleed_mm=5))
    path = tmp_path / "plaque.pdf"
    path.write_bytes(files_of(artifacts)["wall-plaque.pdf"])
    run("qpdf", "--check", path)
    boxes = {
        name: [float(side) / POINTS_PER_MM for side in sides.split()]
        for name, sides in re.findall(r"(\w+Box): +([\d. ]+)", run("pdfinfo", "-box", path))
    }
    left, bottom, right, top = boxes["TrimBox"]
    assert (right - left, top - bottom) == pytest.approx((150, 200), abs=0.01)
    assert boxes["BleedBox"] == pytest.approx([left - 5, bottom - 5, right + 5, top + 5], abs=0.01)
    assert boxes["MediaBox"][0] == 0 and boxes["MediaBox"][2] == pytest.approx(right + left)
    run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r60",
        f"-sOutputFile={tmp_path / 'plate.tif'}", path)
    plates = {each.name[10:-5]: Image.open(each).convert("L")
              for each in tmp_path.glob("plate.tif(*).tif")}
    plates = plates or {each.stem[6:-1]: Image.open(each).convert("L")
                        for each in tmp_path.glob("plate(*).tif")}
    assert set(plates) == {"Cyan", "Magenta", "Yellow", "Black", "CutContour"}
    size = plates["Black"].size
    inner = tuple(round(side / 25.4 * 60) for side in (left + 3, size[1] * 25.4 / 60 - top + 3))
    trim = (*inner, size[0] - inner[0], size[1] - inner[1])
    for name in ("Cyan", "Magenta", "Yellow", "CutContour"):
        assert plates[name].crop(trim).getextrema() == (255, 255), name
    assert plates["Black"].crop(trim).getextrema()[0] < 30
    assert plates["CutContour"].getextrema()[0] < 255


