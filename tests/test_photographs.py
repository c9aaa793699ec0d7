"""Real photographs through the whole chain: upright, in their colours, without their place.

The photographs are Debian's ``mate-backgrounds`` (GPL), the profiles Ghostscript's and ours.
"""

import io
import os
import subprocess
import sys
from pathlib import Path

import numpy
import pytest
from PIL import Image, ImageCms

from generator.model import ImageEntry
from generator.pictures import derive_picture, inspect_picture
from tests.conftest import REPOSITORY

HOME = Path("/usr/share/backgrounds/mate")
A98 = Path("/usr/share/color/icc/ghostscript/a98.icc")
LARGE = HOME / "abstract" / "Elephants_5640x3172.jpg"  # 17.9 million pixels
if not HOME.is_dir() and not os.environ.get("CI"):
    pytest.skip("mate-backgrounds is not installed", allow_module_level=True)
ENTRY = ImageEntry(file="a.jpg", kind="photo", credit="A", licence="GPL-2.0", line=3)
# EXIF 2.32, tag 0x0112: how the stored rows and columns were turned.
TURNED = {
    1: (), 2: (Image.Transpose.FLIP_LEFT_RIGHT,), 3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,), 5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,), 7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}


def photo(name: str, width_px: int = 900) -> Image.Image:
    image = Image.open(HOME / "nature" / name).convert("RGB")
    return image.resize((width_px, round(image.height * width_px / image.width)))


def jpeg(image: Image.Image, **settings: object) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=95, **settings)  # type: ignore[arg-type]
    return target.getvalue()


def derived(original: bytes) -> dict[str, Image.Image]:
    """Return one derivative a format, all of the same width."""
    picture, artifacts = derive_picture(ENTRY, original)
    content = {each.path: each.content for each in artifacts}
    wanted = [each for each in picture.variants if each.width_px == picture.variants[0].width_px]
    return {each.media_type: Image.open(io.BytesIO(content[each.path])) for each in wanted}


def far_apart(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, in levels of 255."""
    small = [numpy.asarray(each.convert("RGB").resize((96, 60)), float) for each in (one, other)]
    return float(numpy.abs(small[0] - small[1]).mean())


def in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile:
        return image.convert("RGB")
    found = ImageCms.profileToProfile(
        image.convert("RGB"), io.BytesIO(profile), ImageCms.createProfile("sRGB"))
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["Dune.jpg", "Storm.jpg", "Wood.jpg"])
def test_photographs_pass_the_gate_and_look_like_themselves(name: str) -> None:
    original = (HOME / "nature" / name).read_bytes()
    assert inspect_picture(ENTRY, original, "sites/a/site.yml", 3) == ()
    picture, artifacts = derive_picture(ENTRY, original)
    assert {each.width_px for each in picture.variants} == {480, 800, 1200, 1600}
    sizes = {each.path: len(each.content) for each in artifacts}
    by_type = {each.media_type: sizes[each.path] for each in picture.variants}
    assert by_type["image/avif"] < by_type["image/jpeg"]
    for each in artifacts:
        found = Image.open(io.BytesIO(each.content))
        assert far_apart(found, Image.open(io.BytesIO(original))) < 4


@pytest.mark.parametrize("orientation", TURNED)
def test_every_orientation_stands_upright(orientation: int) -> None:
    upright = photo("Garden.jpg")
    stored = upright
    for turn in TURNED[orientation]:
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    for found in derived(jpeg(stored, exif=exif)).values():
        assert (found.width > found.height) == (upright.width > upright.height)
        assert far_apart(found, upright) < 4
        assert not found.getexif()


def test_place_maker_and_words_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "CAMERAMAKER", "SOMEBODY"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 54.0, 40.4), 3: "E", 4: (107.0, 1.0, 7.2)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">GPSLatitude 20.9112</x:xmpmeta>'
    original = jpeg(photo("Dune.jpg"), exif=exif, xmp=xmp, comment=b"TAKENATHOME")
    assert all(mark in original for mark in (b"CAMERAMAKER", b"GPSLatitude", b"TAKENATHOME"))
    _, artifacts = derive_picture(ENTRY, original)
    for each in artifacts:
        for mark in (b"Exif", b"EXIF", b"CAMERAMAKER", b"SOMEBODY", b"GPSLatitude", b"xmp", b"TAKEN"):
            assert mark not in each.content, (each.path, mark)


def test_wide_gamut_keeps_its_colours() -> None:
    plain = photo("LadyBird.jpg")
    profile = A98.read_bytes()
    wide = ImageCms.profileToProfile(
        plain, ImageCms.createProfile("sRGB"), io.BytesIO(profile))
    assert wide is not None and far_apart(wide, plain) > 2  # without its profile it would be wrong
    for media_type, found in derived(jpeg(wide, icc_profile=profile)).items():
        assert found.info.get("icc_profile"), media_type
        assert far_apart(in_srgb(found), plain) < 4, media_type


def test_cmyk_becomes_the_colours_that_print_showed() -> None:
    plain = photo("Dune.jpg")
    profile = (REPOSITORY / "templates/print/icc/fogra39l.icc").read_bytes()
    inks = ImageCms.profileToProfile(
        plain, ImageCms.createProfile("sRGB"), io.BytesIO(profile), outputMode="CMYK")
    assert inks is not None
    naive = far_apart(inks.convert("RGB"), plain)
    for found in derived(jpeg(inks, icc_profile=profile)).values():
        assert found.mode == "RGB"
        assert far_apart(found, plain) < 10 < naive


def test_eighteen_million_pixels_in_bounded_memory() -> None:
    code = (
        "import resource,sys;from pathlib import Path;from generator.model import ImageEntry;"
        "from generator.pictures import derive_picture;"
        "e=ImageEntry(file='a.jpg',kind='photo',credit='A',licence='A',line=3);"
        "b=Path(sys.argv[1]).read_bytes();"
        "before=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;derive_picture(e,b);"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss-before)//1024)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(LARGE)], capture_output=True, text=True,
                         check=True)
    assert int(ran.stdout) < 300
