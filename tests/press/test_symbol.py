"""Symbols against readers and writers that share no code with the encoder."""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp

from generator.press.cache import cached_symbol
from generator.press.raster import png_pixels, symbol_png
from generator.press.reader import read_symbols
from generator.press.svg_reader import svg_pixels
from generator.press.symbol import SymbolTooLarge, draw_symbol, outline, symbol_svg

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
