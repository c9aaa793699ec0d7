"""Photographs and drawings: what is refused, what comes out, what never does."""

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.build import build_site, check_project, read_project
from generator.drawings import clean_drawing
from generator.model import ImageEntry
from generator.pictures import derive_picture, inspect_picture
from tests.conftest import SITE_YML, VI, write


def photo(width_px: int = 1300, height_px: int = 900, form: str = "JPEG", **settings: object) -> bytes:
    image = Image.effect_noise((width_px, height_px), 90).convert("RGB")
    target = io.BytesIO()
    image.save(target, form, **settings)  # type: ignore[arg-type]
    return target.getvalue()


def entry(file: str = "a.jpg", kind: str = "photo") -> ImageEntry:
    return ImageEntry(file=file, kind=kind, credit="A", licence="CC-BY-4.0", line=3)


def rules(found: ImageEntry, original: bytes) -> list[str]:
    return [each.rule for each in inspect_picture(found, original, "sites/a/site.yml", 3)]


def bomb() -> bytes:
    small = photo(900, 10, "PNG")
    wide = (60_000).to_bytes(4, "big")
    return small[:16] + wide + wide + small[24:]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 5">{}</svg>'


@pytest.mark.parametrize(("found", "original", "wanted"), [
    (entry(), photo(), []),
    (entry("a.jpg"), photo(form="PNG"), ["image-lies"]),
    (entry("a.gif"), photo(), ["image-format"]),
    (entry(), photo()[:4000], ["image-unreadable"]),
    (entry(), photo(700, 500), ["photo-too-small"]),
    (entry("a.svg"), SVG.format("").encode(), ["svg-photo"]),
    (entry("a.svg", "drawing"), SVG.format("<path d='M0 0'/>").encode(), []),
    (entry("a.svg", "drawing"), SVG.format("<script>1</script>").encode(), ["svg-cleaned"]),
    (entry("a.svg", "drawing"), b"<html></html>", ["image-lies"]),
    (ImageEntry(file="a.jpg", kind="photo", credit=None, licence=None, line=3), photo(),
     ["photo-no-credit", "photo-no-licence"]),
])
def test_gate(found: ImageEntry, original: bytes, wanted: list[str]) -> None:
    assert rules(found, original) == wanted


def test_bomb_is_not_decoded() -> None:
    assert set(rules(entry("a.png"), bomb())) <= {"image-bomb", "image-unreadable"}
    assert rules(entry("a.png"), bomb())


def test_position_and_camera_are_stripped_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    picture, artifacts = derive_picture(entry(), photo(exif=exif))
    assert (picture.width_px, picture.height_px) == (800, 1156)
    for artifact in artifacts:
        assert b"CAMERA" not in artifact.content
        with Image.open(io.BytesIO(artifact.content)) as image:
            assert not image.getexif()
    assert {each.media_type for each in picture.variants} == {
        "image/avif", "image/webp", "image/jpeg"
    }


def test_same_bytes_again() -> None:
    original = photo()
    assert derive_picture(entry(), original) == derive_picture(entry(), original)


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "RGBA", "LA", "1", "I;16"])
def test_every_colour_mode(mode: str) -> None:
    form = "JPEG" if mode in {"CMYK", "L"} else "PNG"
    target = io.BytesIO()
    image = Image.effect_noise((900, 600), 90)
    (image.convert("I;16") if mode == "I;16" else image.convert("RGB").convert(mode)).save(target, form)
    picture, _ = derive_picture(entry("a.png"), target.getvalue())
    assert picture.width_px == 800


@pytest.mark.parametrize("attack", [
    "<script>alert(1)</script>", "<path onload='alert(1)' d='M0 0'/>",
    "<a href='javascript:alert(1)'><path d='M0 0'/></a>",
    "<image href='https://evil.example/x.png'/>",
    "<use href='https://evil.example/x.svg#a'/>", "<foreignObject><iframe/></foreignObject>",
    "<style>@import 'https://evil.example'</style>",
    "<path fill='url(https://evil.example)' d='M0 0'/>",
    "<animate attributeName='href' to='javascript:alert(1)'/>",
    "<set attributeName='onload' to='alert(1)'/>", "<style>path{fill:url(//evil.example)}</style>",
])
def test_nothing_acts_or_calls_out(attack: str) -> None:
    cleaned = clean_drawing(SVG.format(attack).encode())
    assert cleaned is not None and cleaned.dropped
    for bad in (b"script", b"evil", b"onload", b"foreignObject"):
        assert bad not in cleaned.content


def test_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + SVG.format("&b;").encode()
    assert clean_drawing(laughs) is None


def test_a_photograph_reaches_the_pages(tiny: Path) -> None:
    write(tiny, "sites/hang-a/images/a.jpg", photo())
    write(tiny, "sites/hang-a/images/b.jpg", photo())
    write(tiny, "sites/hang-a/site.yml", SITE_YML + "images:\n"
          "  - {file: a.jpg, kind: photo, credit: A, licence: CC-BY-4.0}\n")
    write(tiny, "sites/hang-a/vi.md", VI.replace("summary:", "alt: {a.jpg: Cửa hang}\nsummary:"))
    assert [each.rule for each in check_project(read_project(tiny / "mkdocs.yml"))] == [
        "alt-borrowed"
    ]
    assert build_site(tiny / "mkdocs.yml").written is not None
    page = (tiny / "output/site/vi/hang-a/index.html").read_text("utf-8")
    assert 'alt="Cửa hang"' in page and 'type="image/avif"' in page
    assert not list((tiny / "output/site").rglob("a.jpg"))
