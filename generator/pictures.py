"""Look at pictures as a photo editor would, and make what phones need.

Door to ``PIL`` for the microsite (``press/raster.py`` is its door for print). Pure.

Shapes  In: the bytes of an original and its entry in ``site.yml``. Out: a
        ``Picture`` and its derivatives as Artifacts.
Units   ``*_px`` pixels.
Errors  ``inspect_picture`` returns Problems; nothing raises for a bad picture.
Source  ``docs/decisions/0010-pictures.md``.
"""

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import PurePosixPath
from typing import ParamSpec, TypeVar

from PIL import Image, ImageCms, ImageDraw, ImageFilter, ImageOps, ImageStat

from generator.drawings import EMPTY_DRAWING, clean_drawing
from generator.errors import Problem, error, warning
from generator.model import Artifact, ImageEntry, Picture, Variant

P = ParamSpec("P")
R = TypeVar("R")
FORMATS = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF",
    ".svg": "SVG",
}
WIDTHS_PX = (480, 800, 1200, 1600)
LONGEST_PHOTO_SIDE_LEAST_PX = 800
MOST_PIXELS = 100_000_000
MANY_PIXELS = 30_000_000  # above it a picture is made smaller before it is looked at
REDUCED = frozenset({"RGB", "RGBA", "L", "LA"})
# What Pillow's readers raise on files that break their formats' rules.
FAULTS = (OSError, ValueError, SyntaxError, EOFError, MemoryError, struct.error, zlib.error, KeyError,
          IndexError, TypeError, AttributeError, OverflowError, RuntimeError, ZeroDivisionError,
          Image.DecompressionBombError)
BLUR_SIDE_PX = 800
# Standard deviation of the Laplacian at 800 px; sharp photographs have 12 and more.
BLUR_LEAST = 2.0
RECIPE = "1"  # counts as input: change it when the settings below change
SETTINGS = (
    ("image/avif", "avif", {"format": "AVIF", "quality": 50, "speed": 6, "max_threads": 1}),
    ("image/webp", "webp", {"format": "WEBP", "quality": 75, "method": 4}),
    ("image/jpeg", "jpg", {"format": "JPEG", "quality": 75, "progressive": True}),
)
CARD_QUALITY = 82
PAPER = (247, 242, 230)
NEAR_BITS = 3


def _quietly(look: Callable[P, R]) -> Callable[P, R]:
    """Let Pillow's warnings of odd files pass in silence: what matters is a Problem."""
    @wraps(look)
    def quiet(*args: P.args, **named: P.kwargs) -> R:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return look(*args, **named)

    return quiet


@_quietly
def inspect_picture(
    entry: ImageEntry, original: bytes, file: str, line: int
) -> tuple[Problem, ...]:
    """Return what would look poor or lie; ``file`` and ``line`` name the entry."""
    wanted = FORMATS.get(PurePosixPath(entry.file).suffix.lower())
    if wanted is None:
        return (error("image-format", file, line, entry.file),)
    problems = list(_check_credit(entry, file, line))
    found = _format_of(original)
    if found != wanted:
        problems.append(error("image-lies", file, line, entry.file, found=found or "@no-image"))
        return tuple(problems)
    if wanted == "SVG":
        return (*problems, *_check_drawing(entry, original, file, line))
    try:
        with _opened(original) as image:
            size = image.size
            if size[0] * size[1] > MOST_PIXELS:
                shown = f"{size[0]} × {size[1]}"
                return (*problems, error("image-bomb", file, line, entry.file, size=shown))
            image.load()
            problems.extend(_check_photo(entry, image, file, line))
    except FAULTS:
        problems.append(error("image-unreadable", file, line, entry.file))
    return tuple(problems)


@_quietly
def fingerprint(original: bytes) -> int | None:
    """Return a 64-bit difference hash; near-duplicates differ in few bits."""
    if _format_of(original) in {None, "SVG"}:
        return None
    try:
        with _opened(original) as image:
            if image.size[0] * image.size[1] > MOST_PIXELS:
                return None
            small = _upright(image.convert("L")).resize((9, 8))
    except FAULTS:
        return None
    row = small.tobytes()
    bits = (row[y * 9 + x] < row[y * 9 + x + 1] for y in range(8) for x in range(8))
    return sum(bit << place for place, bit in enumerate(bits))


def check_near_duplicates(
    fingerprints: list[tuple[ImageEntry, int]], file: str
) -> tuple[Problem, ...]:
    """Return a warning for each photograph that shows what one before it shows."""
    problems = []
    for index, (entry, found) in enumerate(fingerprints):
        for earlier, other in fingerprints[:index]:
            if (found ^ other).bit_count() <= NEAR_BITS:
                problems.append(
                    warning("photo-near-duplicate", file, entry.line, entry.file,
                            other=earlier.file)
                )
                break
    return tuple(problems)


@_quietly
def derive_picture(entry: ImageEntry, original: bytes) -> tuple[Picture, tuple[Artifact, ...]]:
    """Return the picture and its derivatives; ``original`` has passed the inspection."""
    name = hashlib.sha256(RECIPE.encode() + original).hexdigest()[:12]
    if PurePosixPath(entry.file).suffix.lower() == ".svg":
        return _derive_drawing(entry, original, name)
    with _opened(original) as opened:
        if opened.format == "JPEG":
            opened.draft("RGB", (WIDTHS_PX[-1] * 2, WIDTHS_PX[-1] * 2))
        image = _upright_rgb(opened)
    profile = image.info.get("icc_profile")
    widths = [each for each in WIDTHS_PX if each <= image.width] or [image.width]
    sized = {width: _resized(image, width) for width in widths}
    variants, artifacts = [], []
    for media_type, ending, settings in SETTINGS:
        for width, small in sized.items():
            path = f"assets/pictures/{name}-{width}.{ending}"
            target = io.BytesIO()
            small.save(target, icc_profile=profile, **settings)  # type: ignore[arg-type]
            artifacts.append(Artifact(path=path, content=target.getvalue()))
            variants.append(Variant(path=path, media_type=media_type, width_px=width,
                                    height_px=small.height))
    largest = sized[widths[-1]]
    picture = Picture(
        file=entry.file, kind=entry.kind, credit=entry.credit, licence=entry.licence,
        width_px=largest.width, height_px=largest.height, colour=_colour(largest),
        variants=tuple(variants),
    )
    return picture, tuple(artifacts)


def jpeg_of(picture: bytes) -> bytes:
    """Return a picture of ours as JPEG, for what knows no better format."""
    with Image.open(io.BytesIO(picture)) as opened:
        target = io.BytesIO()
        opened.convert("RGB").save(target, format="JPEG", quality=CARD_QUALITY, progressive=True)
    return target.getvalue()


# ------------------------------------------------------------------ looking
def _check_credit(entry: ImageEntry, file: str, line: int) -> list[Problem]:
    if entry.kind != "photo":
        return []
    lacking = [name for name in ("credit", "licence") if not getattr(entry, name)]
    return [error(f"photo-no-{name}", file, line, entry.file) for name in lacking]


def _check_photo(entry: ImageEntry, image: Image.Image, file: str, line: int) -> list[Problem]:
    if entry.kind != "photo":
        return []
    if max(image.size) < LONGEST_PHOTO_SIDE_LEAST_PX:
        shown = f"{image.width} × {image.height}"
        return [error("photo-too-small", file, line, entry.file, size=shown)]
    grey = image.convert("L")
    grey.thumbnail((BLUR_SIDE_PX, BLUR_SIDE_PX))
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), 1, 128))
    inner = edges.crop((1, 1, edges.width - 1, edges.height - 1))
    if ImageStat.Stat(inner).stddev[0] < BLUR_LEAST:
        return [warning("photo-blurred", file, line, entry.file)]
    return []


def _check_drawing(entry: ImageEntry, original: bytes, file: str, line: int) -> list[Problem]:
    if entry.kind == "photo":
        return [error("svg-photo", file, line, entry.file)]
    cleaned = clean_drawing(original)
    if cleaned is None:
        return [error("image-unreadable", file, line, entry.file)]
    if cleaned.dropped:
        shown = ", ".join(cleaned.dropped)
        return [warning("svg-cleaned", file, line, entry.file, dropped=shown)]
    return []


def _format_of(original: bytes) -> str | None:
    """Return the format that the first bytes show."""
    if original.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if original.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if original[:4] == b"RIFF" and original[8:12] == b"WEBP":
        return "WEBP"
    if original[4:8] == b"ftyp" and original[8:12] in {b"avif", b"avis", b"mif1"}:
        return "AVIF"
    head = original[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if head.startswith(b"<") and b"<svg" in head.lower() else None


def _opened(original: bytes) -> Image.Image:
    return Image.open(io.BytesIO(original), formats=("JPEG", "PNG", "WEBP", "AVIF"))


# ------------------------------------------------------------------ making
def _upright_rgb(opened: Image.Image) -> Image.Image:
    """Return the first frame, upright, in RGB, with its colour profile where it has one."""
    profile = opened.info.get("icc_profile")
    image = _upright(_nearer(opened))
    if image.mode == "CMYK":
        image, profile = _cmyk_to_srgb(image, profile), None
    elif image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        alpha = image.convert("RGBA")
        paper = Image.new("RGBA", alpha.size, (*PAPER, 255))
        image = Image.alpha_composite(paper, alpha).convert("RGB")
    elif image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        image, profile = image.point(lambda level: level / 256).convert("L").convert("RGB"), None
    elif image.mode != "RGB":
        profile = None if image.mode in {"L", "1"} else profile
        image = image.convert("RGB")
    image.info = {"icc_profile": profile} if profile else {}
    return image


def _nearer(image: Image.Image) -> Image.Image:
    """Return a huge picture smaller, before anything copies it: 100 megapixels are 400 MB."""
    factor = max(image.size) // (2 * WIDTHS_PX[-1])
    if image.width * image.height <= MANY_PIXELS or image.mode not in REDUCED or factor < 2:
        return image
    small = image.reduce(factor)
    small.info = image.info
    return small


def _upright(image: Image.Image) -> Image.Image:
    """Return a picture as its camera was held; where that can't be read, as it is."""
    try:
        return ImageOps.exif_transpose(image)
    except FAULTS:
        return image


def _cmyk_to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            srgb = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, io.BytesIO(profile), srgb, outputMode="RGB")
            if made is not None:
                return made
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the plain conversion is the better picture
    return image.convert("RGB")


def _resized(image: Image.Image, width_px: int) -> Image.Image:
    height_px = max(1, round(image.height * width_px / image.width))
    if (width_px, height_px) == image.size:
        small = image.copy()
    else:
        small = image.resize((width_px, height_px), Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.info = {}
    return small


def _colour(image: Image.Image) -> str:
    red, green, blue = (round(level) for level in ImageStat.Stat(image).mean[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def _derive_drawing(
    entry: ImageEntry, original: bytes, name: str
) -> tuple[Picture, tuple[Artifact, ...]]:
    cleaned = clean_drawing(original)
    content = cleaned.content if cleaned is not None else EMPTY_DRAWING
    width_px, height_px = (cleaned.width_px, cleaned.height_px) if cleaned else (800, 500)
    path = f"assets/pictures/{name}.svg"
    variant = Variant(path=path, media_type="image/svg+xml", width_px=width_px,
                      height_px=height_px)
    picture = Picture(file=entry.file, kind=entry.kind, credit=entry.credit,
                      licence=entry.licence, width_px=width_px, height_px=height_px,
                      colour="#dfeade", variants=(variant,))
    return picture, (Artifact(path=path, content=content),)


# ------------------------------------------------------------------ the home screen's icon
# On a 100 × 100 plate; what tells stands in the middle 80 %, which every mask leaves whole.
ICON_SKY, ICON_SUN, ICON_FAR, ICON_ROCK, ICON_WATER = (
    "#f6e3b2", "#a3241b", "#9dbdb0", "#135c50", "#dfeade")
ICON_FAR_RANGE = ((0, 62), (8, 50), (16, 44), (24, 50), (32, 58), (44, 56), (58, 50), (70, 42),
                  (82, 40), (92, 50), (100, 58), (100, 72), (0, 72))
ICON_ROCKS = (
    ((24, 72), (21, 60), (24, 46), (30, 36), (37, 33), (43, 40), (46, 54), (44, 72)),
    ((52, 72), (50, 58), (54, 42), (60, 29), (67, 25), (74, 33), (78, 48), (77, 72)),
)
ICON_TIDE = ((20, 78, 80, 80.5), (28, 83, 72, 84.6), (36, 87, 64, 88))


def draw_icon(side_px: int) -> bytes:
    """Return the guide's icon as PNG: two rocks in a bay, a red sun behind them."""
    scale = 4 * side_px / 100
    image = Image.new("RGB", (4 * side_px, 4 * side_px), ICON_SKY)
    draw = ImageDraw.Draw(image)

    def scaled(points: Iterable[float]) -> list[float]:
        return [value * scale for value in points]

    draw.ellipse(scaled((37, 16, 63, 42)), fill=ICON_SUN)
    draw.polygon(scaled(value for point in ICON_FAR_RANGE for value in point), fill=ICON_FAR)
    draw.rectangle(scaled((0, 71.5, 100, 100)), fill=ICON_WATER)
    for rock in ICON_ROCKS:
        draw.polygon(scaled(value for point in rock for value in point), fill=ICON_ROCK)
    for line in ICON_TIDE:
        draw.rectangle(scaled(line), fill=ICON_ROCK)
    target = io.BytesIO()
    image.resize((side_px, side_px), Image.Resampling.LANCZOS).quantize(64).save(
        target, format="PNG", optimize=True)
    return target.getvalue()
