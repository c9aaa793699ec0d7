"""One symbol as a file for each craft: SVG, PDF, PNG for print, DXF for engraving.

Pure. Every file is at its printed size and holds its quiet zone.

Shapes  Bytes; equal input, equal bytes.
Units   ``*_mm`` millimetres; PDF points are 1/72 inch; the DXF is in mm, y upwards.
Errors  Nothing here raises.
Source  SVG 2; ISO 32000-1 (PDF 1.4); PNG, third edition, 11.3.4.3 (pHYs);
        AutoCAD R12 DXF reference.
"""

import hashlib
import struct
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from generator.press.symbol import QUIET_ZONE_MODULES, Corner, Symbol, outline

MM_PER_INCH = 25.4
POINTS_PER_MM = 72 / MM_PER_INCH
PNG_DPI = 1200
UP = 2  # PNG filter: a row that repeats the one above is all zeros
ADLER = 65521  # RFC 1950: the largest prime below 2**16
ZLIB_HEAD, LAST_BLOCK = b"\x78\xda", b"\x03\x00"  # RFC 1950, RFC 1951
ENGRAVE, CUT = "ENGRAVE", "CUT"
DXF_RED, DXF_WHITE = 1, 7
DXF_END = "0\nENDSEC\n0\nEOF\n"
ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})
Outline = tuple[tuple[Corner, ...], ...]


def symbol_svg(symbol: Symbol, *, module_mm: float = 1.0) -> bytes:
    """Return SVG: one black path on white, in millimetres."""
    side_modules = symbol.whole_modules
    side_mm = plain(side_modules * module_mm)
    path = "".join(_svg_polygon(polygon) for polygon in outline(symbol))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side_mm}mm" height="{side_mm}mm"'
        f' viewBox="0 0 {side_modules} {side_modules}" shape-rendering="crispEdges">'
        f'<rect width="{side_modules}" height="{side_modules}" fill="#fff"/>'
        f'<path fill="#000" d="{path}"/></svg>\n'
    ).encode()


def symbol_pdf(symbol: Symbol, *, module_mm: float = 1.0, title: str = "") -> bytes:
    """Return a one-page PDF: one path in black ink alone, knocking out what is below."""
    unit = module_mm * POINTS_PER_MM
    side = plain(symbol.whole_modules * unit)
    drawn = symbol_path(outline(symbol), symbol.whole_modules)
    content = f"/Safe gs {plain(unit)} 0 0 {plain(unit)} 0 0 cm 0 0 0 1 k\n{drawn} f\n".encode()
    packed = zlib.compress(content, 9)
    name = (title or symbol.payload).encode("ascii", "replace").decode().translate(ESCAPED)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {side} {side}]/TrimBox[0 0 {side} {side}]"
         "/Resources<</ExtGState<</Safe<</Type/ExtGState/OP false/op false/OPM 0>>>>>>"
         "/Contents 4 0 R>>").encode(),
        b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(packed), packed),
        f"<</Title({name})/Creator(Heritage QR)/Trapped/False>>".encode(),
    )
    return _pdf_file(objects)


def symbol_path(polygons: Outline, whole_modules: int) -> str:
    """Return PDF path operators, in modules from the lower left corner."""
    parts = []
    for (x, y), *corners in polygons:
        parts.append(f"{x} {whole_modules - y} m")
        parts.extend(f"{x} {whole_modules - y} l" for x, y in corners)
        parts.append("h")
    return " ".join(parts)


def symbol_png(symbol: Symbol, *, module_mm: float = 1.0, dpi: int = PNG_DPI) -> bytes:
    """Return a black and white PNG with its dpi set; each module is whole pixels wide."""
    pixels = max(round(module_mm * dpi / MM_PER_INCH), 1)
    side = symbol.whole_modules * pixels
    row_bytes = -(-side // 8)
    edge = "1" * (QUIET_ZONE_MODULES * pixels)
    light = b"\0" + b"\xff" * row_bytes
    zone = (light, QUIET_ZONE_MODULES * pixels - 1)
    lines = [zone]
    for row in symbol.modules:
        bits = edge + "".join("10"[dark] * pixels for dark in row) + edge
        whole = bits.ljust(row_bytes * 8, "1")
        lines.append((b"\0" + int(whole, 2).to_bytes(row_bytes, "big"), pixels - 1))
    lines.append(zone)
    per_metre = round(dpi / MM_PER_INCH * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)),
        _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        _chunk(b"IDAT", _pack(lines)),
        _chunk(b"IEND", b""),
    ))


def symbol_dxf(
    symbol: Symbol, *, module_mm: float, trim_mm: tuple[float, float], is_round: bool = False,
    left_mm: float | None = None, bottom_mm: float | None = None,
) -> bytes:
    """Return DXF R12: modules as closed outlines on ENGRAVE, the plaque's edge on CUT.

    ``left_mm`` and ``bottom_mm`` place the quiet zone's corner on the plaque, which
    begins at 0, 0; without them the symbol stands in the middle.
    """
    width, height = trim_mm
    side = symbol.whole_modules * module_mm
    left = (width - side) / 2 if left_mm is None else left_mm
    top = ((height - side) / 2 if bottom_mm is None else bottom_mm) + side
    if is_round:
        edge = _polyline(((0.0, height / 2), (width, height / 2)), CUT, bulge=1)
    else:
        edge = _polyline(((0, 0), (width, 0), (width, height), (0, height)), CUT)
    steps = range(symbol.whole_modules + 1)
    across = [f"10\n{plain(left + step * module_mm)}\n" for step in steps]
    down = [f"20\n{plain(top - step * module_mm)}\n" for step in steps]
    shapes = (
        _polyline_of([across[x] + down[y] for x, y in polygon], ENGRAVE)
        for polygon in outline(symbol)
    )
    return (_dxf_head(width, height) + edge + "".join(shapes) + DXF_END).encode("ascii")


def joined_check(one: int, other: int, length: int) -> int:
    """Return Adler-32 of two parts from that of each, and the second's length (RFC 1950, 9)."""
    low = (one & 0xFFFF) + (other & 0xFFFF) - 1
    high = (one >> 16) + (other >> 16) + length * ((one & 0xFFFF) - 1)
    return low % ADLER | (high % ADLER) << 16


def plain(number: float) -> str:
    """Return a number with at most four decimals, as the file formats write it."""
    return f"{number:.4f}".rstrip("0").rstrip(".")


def _svg_polygon(corners: tuple[Corner, ...]) -> str:
    parts = [f"M{corners[0][0]} {corners[0][1]}"]
    for before, after in pairwise(corners):
        across, down = after[0] - before[0], after[1] - before[1]
        parts.append(f"h{across}" if across else f"v{down}")
    return "".join(parts) + "z"


def _pdf_file(objects: tuple[bytes, ...]) -> bytes:
    """Return a PDF of objects 1 to n: the catalogue first, the document's data last."""
    body = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    identity = hashlib.sha256(body).hexdigest()[:32]
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return body + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R"
        f"/Info {len(objects)} 0 R/ID[<{identity}><{identity}>]>>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode()


def _pack(lines: Sequence[tuple[bytes, int]]) -> bytes:
    """Return zlib's bytes of rows, each with how many repeat it; all packed apart."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed, check = [ZLIB_HEAD], 1
    for line, count in lines:
        below, below_check, length = _packed_repeats(len(line), count)
        packed += (packer.compress(line), packer.flush(zlib.Z_FULL_FLUSH), below)
        check = joined_check(zlib.adler32(line, check), below_check, length)
    return b"".join((*packed, LAST_BLOCK, struct.pack(">I", check)))


@lru_cache(maxsize=64)  # the same in all symbols of one size; it is most of a picture
def _packed_repeats(row_bytes: int, count: int) -> tuple[bytes, int, int]:
    """Return rows that repeat the one above, packed; with their checksum and length."""
    rows = (bytes([UP]) + bytes(row_bytes - 1)) * count
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed, zlib.adler32(rows), len(rows)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def _dxf_head(width: float, height: float) -> str:
    layers = "".join(
        f"0\nLAYER\n2\n{name}\n70\n0\n62\n{colour}\n6\nCONTINUOUS\n"
        for name, colour in (("0", DXF_WHITE), (CUT, DXF_RED), (ENGRAVE, DXF_WHITE))
    )
    return (
        "999\nHeritage QR, millimetres, 1:1\n0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1009\n"
        f"9\n$INSUNITS\n70\n4\n9\n$EXTMIN\n10\n0\n20\n0\n30\n0\n9\n$EXTMAX\n10\n{plain(width)}\n"
        f"20\n{plain(height)}\n30\n0\n0\nENDSEC\n0\nSECTION\n2\nTABLES\n"
        "0\nTABLE\n2\nLTYPE\n70\n1\n0\nLTYPE\n2\nCONTINUOUS\n70\n0\n3\nSolid line\n72\n65\n73\n0\n"
        f"40\n0\n0\nENDTAB\n0\nTABLE\n2\nLAYER\n70\n3\n{layers}0\nENDTAB\n0\nENDSEC\n"
        "0\nSECTION\n2\nENTITIES\n"
    )


def _polyline(corners: tuple[tuple[float, float], ...], layer: str, bulge: int = 0) -> str:
    places = [f"10\n{plain(x)}\n20\n{plain(y)}\n" for x, y in corners]
    return _polyline_of(places, layer, bulge)


def _polyline_of(places: Sequence[str], layer: str, bulge: int = 0) -> str:
    arc = f"42\n{bulge}\n" if bulge else ""
    vertices = "".join(f"0\nVERTEX\n8\n{layer}\n{place}30\n0\n{arc}" for place in places)
    return (f"0\nPOLYLINE\n8\n{layer}\n66\n1\n10\n0\n20\n0\n30\n0\n70\n1\n{vertices}"
            f"0\nSEQEND\n8\n{layer}\n")
