"""Symbols against readers and writers that share no code with the encoder."""

import io
import re
import shutil
import subprocess
import zlib
from itertools import pairwise
from pathlib import Path

import ezdxf
import ezdxf.bbox
import pikepdf
import pytest
import zxingcpp
from PIL import Image
from qrcode.main import QRCode

from generator.press.cache import cached_symbol
from generator.press.png_reader import quick_png_pixels
from generator.press.raster import png_pixels
from generator.press.reader import read_symbols
from generator.press.svg_reader import svg_pixels
from generator.press.symbol import SymbolTooLarge, draw_symbol, outline
from generator.press.symbol_files import symbol_dxf, symbol_pdf, symbol_png, symbol_svg
from generator.press.symbol_set import read_back

LINKS = (
    "HTTPS://HALONG.EXAMPLE/Q/7KD29/", "HTTPS://EXAMPLE.ORG/guide/Q/7KD29/",
    "HTTPS://X.VN/Q/23456/", "HTTP://10.0.0.1:8000/a/very/long/base/path/Q/7KD29/",
)


@pytest.mark.parametrize(
    ("payload", "version", "level"),
    [(LINKS[0], 3, "H"), (LINKS[1], 3, "Q"), ("HTTPS://HALONG.VN/Q/7KD29/", 2, "Q")],
)
def test_smallest_version_that_holds_q_and_h_where_free(
    payload: str, version: int, level: str
) -> None:
    symbol = draw_symbol(payload)
    assert (symbol.version, symbol.error_correction) == (version, level)
    assert symbol.side_modules == 17 + 4 * version


def test_same_modules_as_another_writer_in_one_of_the_eight_masks() -> None:
    symbol = draw_symbol(LINKS[0])
    others = []
    for mask in range(8):
        other = zxingcpp.create_barcode(
            LINKS[0], zxingcpp.QRCode, options=f"EcLevel=H,Version=3,DataMask={mask}"
        ).to_image(scale=1, add_quiet_zones=False)
        view = memoryview(other)
        side = view.shape[0]
        others.append(tuple(tuple(view[r, c] == 0 for c in range(side)) for r in range(side)))
    assert symbol.modules in others


def test_same_mask_as_the_encoders_own_slow_search() -> None:
    for number in range(60):
        payload = "HTTPS://HALONG.VN/Q/" + "7KD29" * (number % 7) + str(number)
        symbol = draw_symbol(payload)
        slow = QRCode(version=symbol.version, border=0,
                      error_correction={"Q": 3, "H": 2}[symbol.error_correction])
        slow.add_data(payload, optimize=0)
        slow.make(fit=False)
        assert [list(row) for row in symbol.modules] == slow.modules


@pytest.mark.parametrize("payload", LINKS)
def test_read_from_png_and_svg(payload: str) -> None:
    symbol = draw_symbol(payload)
    for picture in (png_pixels(symbol_png(symbol)), svg_pixels(symbol_svg(symbol))):
        (reading,) = read_symbols(picture)
        assert (reading.text, reading.level, reading.version) == (
            payload, symbol.error_correction, symbol.version
        )


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
@pytest.mark.parametrize("payload", LINKS)
def test_read_by_zbar(payload: str, tmp_path: Path) -> None:
    path = tmp_path / "symbol.png"
    path.write_bytes(symbol_png(draw_symbol(payload)))
    done = subprocess.run(["zbarimg", "-q", "--raw", str(path)], capture_output=True, check=True)
    assert done.stdout.decode().strip() == payload


def test_svg_is_one_black_path_in_millimetres_with_its_quiet_zone() -> None:
    svg = symbol_svg(draw_symbol(LINKS[0])).decode()
    assert 'width="37mm" height="37mm" viewBox="0 0 37 37"' in svg
    assert svg.count("<path") == 1 and 'fill="#000"' in svg
    starts = re.findall(r"M(\d+) (\d+)", svg)
    assert min(int(n) for pair in starts for n in pair) == 4


def test_png_has_1200_dpi_and_the_printed_size() -> None:
    symbol = draw_symbol(LINKS[0])
    picture = Image.open(io.BytesIO(symbol_png(symbol, module_mm=2.4)))
    assert picture.info["dpi"] == pytest.approx((1200, 1200), abs=0.1)
    assert picture.width / 1200 * 25.4 == pytest.approx(37 * 2.4, rel=0.005)
    assert picture.convert("L").getextrema() == (0, 255)


def test_png_is_read_back_as_other_readers_do_and_a_changed_one_is_refused() -> None:
    symbol = draw_symbol(LINKS[0])
    png = symbol_png(symbol, module_mm=2.4)
    quick = quick_png_pixels(png, 200)
    picture = Image.open(io.BytesIO(png)).convert("L")
    step = picture.width // 200
    rows = [picture.crop((0, y, picture.width, y + 1)).tobytes()[step // 2 :: step]
            for y in range(step // 2, picture.height, step)]
    assert quick.pixels == b"".join(rows)
    target = io.BytesIO()
    picture.convert("1").save(target, "PNG")  # the same picture, as another program packs it
    files = {f"symbols/7KD29.{ending}": content for ending, content in (
        ("png", target.getvalue()), ("svg", symbol_svg(symbol)), ("pdf", symbol_pdf(symbol)),
        ("dxf", b""))}
    assert read_back("7KD29", LINKS[0], files, "") == []
    place = png.index(b"IDAT") + 4
    length = int.from_bytes(png[place - 8 : place - 4], "big")
    body = bytearray(png[place : place + length])
    body[-1] ^= 1  # its checksum; the chunk's own is made right again
    check = zlib.crc32(b"IDAT" + body).to_bytes(4, "big")
    with pytest.raises(ValueError, match="packing"):
        quick_png_pixels(png[:place] + bytes(body) + check + png[place + length + 4 :], 200)


def test_pdf_is_one_path_in_black_ink_alone_at_its_size() -> None:
    with pikepdf.open(io.BytesIO(symbol_pdf(draw_symbol(LINKS[0]), module_mm=2.0))) as document:
        (page,) = document.pages
        assert page.trimbox == page.mediabox
        assert float(page.trimbox[2]) == pytest.approx(37 * 2 / 25.4 * 72, abs=0.01)
        steps = [(str(each.operator), each.operands) for each in pikepdf.parse_content_stream(page)]
    assert [[float(n) for n in operands] for name, operands in steps if name == "k"] == [[0, 0, 0, 1]]
    assert [name for name, _ in steps if name in {"f", "F", "f*", "S", "B", "re", "Do"}] == ["f"]


@pytest.mark.parametrize("is_round", [False, True])
def test_dxf_is_sound_in_millimetres_and_read_by_another_reader(
    is_round: bool, tmp_path: Path
) -> None:
    symbol = draw_symbol(LINKS[0])
    path = tmp_path / "symbol.dxf"
    path.write_bytes(symbol_dxf(symbol, module_mm=1.2, trim_mm=(80, 80), is_round=is_round,
                                left_mm=10, bottom_mm=20))
    drawing = ezdxf.readfile(path)
    found = drawing.audit()
    assert not found.errors and not found.fixes
    assert drawing.units == ezdxf.units.MM
    shapes = list(drawing.modelspace())
    assert {each.dxf.layer for each in shapes} == {"CUT", "ENGRAVE"}
    assert all(each.is_closed for each in shapes)
    edge = ezdxf.bbox.extents(drawing.modelspace().query('*[layer=="CUT"]'))
    assert edge.size.xyz == pytest.approx((80, 80, 0), abs=0.01)
    engraved = ezdxf.bbox.extents(drawing.modelspace().query('*[layer=="ENGRAVE"]'))
    assert engraved.extmin.xyz == pytest.approx((10 + 4.8, 20 + 4.8, 0))
    assert engraved.size.xyz == pytest.approx((29 * 1.2, 29 * 1.2, 0))


def test_outline_turns_at_every_corner() -> None:
    for corners in outline(draw_symbol(LINKS[1])):
        closed = (*corners, corners[0])
        ways = [a[0] != b[0] for a, b in pairwise(closed)]
        assert all(a != b for a, b in pairwise(ways))


def test_equal_bytes_twice() -> None:
    one, other = draw_symbol(LINKS[0]), draw_symbol(LINKS[0])
    assert symbol_svg(one) == symbol_svg(other)
    assert symbol_png(one) == symbol_png(other)


def test_too_long_for_any_symbol() -> None:
    with pytest.raises(SymbolTooLarge):
        draw_symbol("x" * 3000)


def test_cache_gives_the_same_symbol_and_mistrusts_rubbish() -> None:
    kept: dict[str, bytes] = {}

    class Kept:
        def get(self, key: str) -> bytes | None:
            return kept.get(key)

        def put(self, key: str, content: bytes) -> None:
            kept[key] = content

    first = cached_symbol(LINKS[0], Kept())
    assert cached_symbol(LINKS[0], Kept()) == first == draw_symbol(LINKS[0])
    kept[next(iter(kept))] = b"{"
    assert cached_symbol(LINKS[0], Kept()) == first
