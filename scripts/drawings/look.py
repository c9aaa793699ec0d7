"""Contact sheets to look at: light, dark, one ink, phone size, 4:5 and the plaque's wide band."""

import io
from pathlib import Path

import resvg_py
from PIL import Image

from engine.scene import resolved


def _png(svg, width):
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width)))).convert("RGB")


def sheet(folder: Path, slug, screen, ink):
    """Write <slug>.png: light and dark large, one ink large, then the small and the cropped."""
    folder.mkdir(parents=True, exist_ok=True)
    day, night, print_ = (_png(t, 1000) for t in (resolved(screen), resolved(screen, True), ink))
    page = Image.new("RGB", (2020, 1670), "#888")
    page.paste(day, (0, 0))
    page.paste(night, (1020, 0))
    page.paste(print_, (0, 645))
    band = print_.crop((0, 92, 1000, 533))
    page.paste(band, (1020, 645))
    page.paste(day.resize((360, 225), Image.LANCZOS), (0, 1290))
    page.paste(night.resize((360, 225), Image.LANCZOS), (380, 1290))
    page.paste(day.crop((250, 0, 750, 625)).resize((296, 370), Image.LANCZOS), (760, 1290))
    page.paste(day.crop((0, 50, 1000, 575)).resize((600, 315), Image.LANCZOS), (1080, 1290))
    page.paste(print_.resize((300, 188), Image.LANCZOS), (1700, 1290))
    page.save(folder / f"{slug}.png")
