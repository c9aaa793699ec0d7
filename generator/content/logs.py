"""Read web-server logs line by line, packed with gzip or not, in bounded memory.

Shapes  Lines are bytes without LF. One that is longer than ``most_bytes`` comes cut,
        a byte longer than that, so that whoever reads it sees that it is too long.
Errors  A file that ends amid its packing is a Problem in the list given; what stood
        before it is read. ``OSError`` for a file that can't be opened.
"""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from generator.errors import Problem, warning

BLOCK_BYTES = 1 << 20
GZIP = b"\x1f\x8b"
STDIN = "-"


def read_log(
    path: Path, most_bytes: int, problems: list[Problem],
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[bytes]:
    """Yield the lines of a log; ``progress`` hears how many bytes of the file were read."""
    if str(path) == STDIN:
        yield from split_lines(_blocks(sys.stdin.buffer, path, problems), most_bytes)
        return
    with path.open("rb") as file:
        packed = file.read(len(GZIP)) == GZIP
        file.seek(0)

        def counted() -> Iterator[bytes]:
            before = 0
            stream: BinaryIO = gzip.open(file) if packed else file  # type: ignore[assignment]
            for block in _blocks(stream, path, problems):
                progress(file.tell() - before)
                before = file.tell()
                yield block

        yield from split_lines(counted(), most_bytes)


def _blocks(stream: BinaryIO, path: Path, problems: list[Problem]) -> Iterator[bytes]:
    while True:
        try:
            block = stream.read(BLOCK_BYTES)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            problems.append(warning("log-cut-short", path.name, None, path.name))
            return
        if not block:
            return
        yield block


def split_lines(blocks: Iterator[bytes], most_bytes: int) -> Iterator[bytes]:
    """Yield the lines of blocks; a line that is too long is cut and its rest passed over."""
    rest, passing = b"", False
    for block in blocks:
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        if passing and lines:
            passing = False
            del lines[0]
        yield from lines
        if passing:
            rest = b""
        elif len(rest) > most_bytes:
            yield rest[: most_bytes + 1]
            rest, passing = b"", True
    if rest and not passing:
        yield rest
