"""The files of one symbol, made and read back at once.

Pure; can be run in another process.

Shapes  ``SymbolTask`` in; paths below the job, bytes, and Problems out.
Units   ``*_mm`` millimetres.
Errors  A file that does not say its payload is a Problem.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.errors import Problem, error
from generator.press.grey import Grey
from generator.press.png_reader import quick_png_pixels
from generator.press.raster import png_pixels
from generator.press.rasterise import first_page
from generator.press.reader import Reading, read_symbols
from generator.press.svg_reader import svg_pixels
from generator.press.symbol import Symbol
from generator.press.symbol_files import symbol_dxf, symbol_pdf, symbol_png, symbol_svg

FOLDER = "symbols/"
# Pixels a side, quiet zone included: short links have 29 to 41 modules, so 5 pixels each at
# first; the longest has 185. The reader needs 1.5, and what it can't read it looks at closer.
LOOKS_PX = (200, 800)


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolTask:
    """One plaque's symbol; ``left_mm`` and ``bottom_mm`` place its quiet zone, if known."""

    code: str
    symbol: Symbol
    module_mm: float
    trim_mm: tuple[float, float]
    is_round: bool = False
    left_mm: float | None = None
    bottom_mm: float | None = None


def symbol_path(code: str, ending: str) -> str:
    """Return where a symbol lies in its job."""
    return f"{FOLDER}{code}.{ending}"


def make_symbols(tasks: tuple[SymbolTask, ...]) -> dict[str, bytes]:
    """Return the files of some symbols."""
    files = {}
    for task in tasks:
        symbol, module = task.symbol, task.module_mm
        files[symbol_path(task.code, "svg")] = symbol_svg(symbol, module_mm=module)
        files[symbol_path(task.code, "pdf")] = symbol_pdf(symbol, module_mm=module, title=task.code)
        files[symbol_path(task.code, "png")] = symbol_png(symbol, module_mm=module)
        files[symbol_path(task.code, "dxf")] = symbol_dxf(
            symbol, module_mm=module, trim_mm=task.trim_mm, is_round=task.is_round,
            left_mm=task.left_mm, bottom_mm=task.bottom_mm,
        )
    return files


def read_back(code: str, payload: str, files: Mapping[str, bytes], prefix: str) -> list[Problem]:
    """Return what is wrong with a symbol's own files."""
    problems = []
    for ending, pixels in PIXELS.items():
        path = symbol_path(code, ending)
        if path not in files:
            problems.append(error("job-file-missing", prefix + path, None, path, code=code))
            continue
        readings = _read(files[path], pixels)
        if not readings:
            problems.append(error("symbol-not-read", prefix + path, None, code, code=code, page="1"))
        elif len(readings) > 1 or readings[0].text != payload:
            problems.append(error("symbol-of-other", prefix + path, None, readings[0].text,
                                  code=code, page="1", wanted=payload))
    path = symbol_path(code, "dxf")
    if path not in files:
        problems.append(error("job-file-missing", prefix + path, None, path, code=code))
    return problems


def _read(content: bytes, pixels: Callable[[bytes, int], Grey]) -> tuple[Reading, ...]:
    """Return the symbols of a file as the independent reader sees it."""
    try:
        for side_px in LOOKS_PX:
            readings = read_symbols(pixels(content, side_px))
            if readings:
                return readings
    except ValueError:
        pass
    return ()


def _png(content: bytes, side_px: int) -> Grey:
    try:
        return quick_png_pixels(content, side_px)
    except ValueError:
        return png_pixels(content)


def _svg(content: bytes, _: int) -> Grey:
    return svg_pixels(content)


PIXELS: Mapping[str, Callable[[bytes, int], Grey]] = {
    "png": _png, "svg": _svg, "pdf": first_page,
}
