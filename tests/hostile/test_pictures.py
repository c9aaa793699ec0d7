"""Pictures from strangers: bombs, halves, and files that are two things at once."""

import io
import random
import struct
import subprocess
import sys
import textwrap
import zlib
from pathlib import Path

import pytest
from PIL import Image

from generator.model import ImageEntry
from generator.pictures import derive_picture, fingerprint, inspect_picture

HTML = b"<script>alert(1)</script>"
MOST_MEMORY = 1_200_000_000


def picture(form: str, size: tuple[int, int] = (1000, 700), **more: object) -> bytes:
    target = io.BytesIO()
    noise = Image.frombytes("RGB", (100, 70), random.Random(1).randbytes(21_000)).resize(size)
    noise.save(target, form, **more)
    return target.getvalue()


def look(name: str, content: bytes) -> set[str]:
    """Return the rules; what has passed must give derivatives, too."""
    entry = ImageEntry(file=name, kind="photo", credit="x", licence="y", line=1)
    found = inspect_picture(entry, content, "f", 1)
    fingerprint(content)
    if not any(each.severity.value == "error" for each in found):
        for artifact in derive_picture(entry, content)[1]:
            assert HTML not in artifact.content
    return {each.rule for each in found}


JPEG, PNG = picture("JPEG"), picture("PNG")
LIES = {
    "GIF with a script": ("a.jpg", b"GIF89a/*" + HTML + b"*/=1;"),
    "HTML alone": ("a.png", b"<!doctype html>" + HTML),
    "SVG called PNG": ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "PNG called JPEG": ("a.jpg", PNG),
    "PDF": ("a.jpg", b"%PDF-1.4"), "ZIP": ("a.jpg", b"PK\x03\x04"), "nothing": ("a.jpg", b""),
    "TIFF": ("a.jpg", b"II*\0"), "EPS": ("a.jpg", b"%!PS-Adobe"), "ICO": ("a.png", b"\0\0\1\0"),
}


@pytest.mark.parametrize("name", LIES)
def test_what_the_ending_does_not_say_is_refused(name: str) -> None:
    assert look(*LIES[name]) == {"image-lies"}


@pytest.mark.parametrize("content", [JPEG + HTML, JPEG[:2] + b"\xff\xfe" + struct.pack(">H", len(HTML) + 2) + HTML + JPEG[2:]])
def test_what_rides_on_a_picture_stays_behind(content: bytes) -> None:
    """JPEG+HTML: our derivatives are new pictures, and originals are never published."""
    assert look("a.jpg", content) <= {"photo-blurred"}


@pytest.mark.parametrize(("form", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")])
def test_cut_and_changed_pictures_never_make_us_fall(form: str, ending: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = picture(form, (820, 560), exif=exif)
    chance = random.Random(form)
    for number in range(14):
        content = bytearray(whole)
        if number % 3 == 0:
            del content[chance.randrange(len(content)) :]
        for _ in range(chance.randint(1, 30)):
            if content:
                content[chance.randrange(min(len(content), 600 if number % 2 else 10**9))] = chance.randrange(256)
        look(f"a.{ending}", bytes(content))


def text_bomb() -> bytes:
    packed = zlib.compress(bytes(200_000_000), 9)
    body = b"Comment\0\0" + packed
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    return PNG[:33] + chunk + PNG[33:]


# In a process of its own: what it takes at most is what it is judged by.
BOMBS = """
    import sys, resource
    sys.path.insert(0, {home!r})
    from tests.hostile import test_pictures as t
    from tests.hostile.test_jobs import png
    import zlib
    def packed(row, rows):
        maker = zlib.compressobj(9)
        return b"".join([maker.compress(bytes(row)) for _ in range(rows)]) + maker.flush()
    print(t.look("a.png", png(30000, 30000, packed(30001, 10), 8, 0)))
    print(t.look("a.png", png(10000, 9900, packed(40001, 9900), 8, 6)))
    print(t.look("a.png", png(2**31 - 1, 1, b"")))
    print(t.look("a.png", t.text_bomb()))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def test_bombs_are_bounded_in_memory() -> None:
    home = str(Path(__file__).resolve().parents[2])
    code = textwrap.dedent(BOMBS.format(home=home))
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True,
                          timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    bomb, large, wide, texts, memory = done.stdout.splitlines()
    assert "image-bomb" in bomb or "image-unreadable" in bomb
    assert large == "{'photo-blurred'}"  # 99 megapixels of one colour: allowed, in bounded memory
    assert "image-unreadable" in wide or "image-bomb" in wide
    assert "image-unreadable" in texts
    assert int(memory) < MOST_MEMORY
