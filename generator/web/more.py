"""What comes after the text: script and style loaded late, worker, manifest, icons.

Source  Service Workers, W3C; Web Application Manifest, W3C.
"""

import hashlib
import json
from collections.abc import Iterator

from generator.model import Artifact, Settings
from generator.templates import Renderer
from generator.pictures import draw_icon

HASH_DIGITS = 10
ICON_SIDES_PX = (180, 192, 512)
PAPER, JADE = "#f7f2e6", "#135c50"


def more_files(renderer: Renderer) -> tuple[str, tuple[Artifact, ...]]:
    """Return the common stem of the late script and style, and both with the worker."""
    script = without_comments(renderer.parts("js/more", ".js"))
    player = without_comments(renderer.parts("js/listen", ".js"))
    style = renderer.parts("css/more", ".css")
    name = hashlib.sha256(f"{script}\0{player}\0{style}".encode()).hexdigest()[:HASH_DIGITS]
    stem = f"assets/more.{name}"
    worker = without_comments(renderer.parts("js/worker", ".js"))
    return stem, (
        Artifact(path=f"{stem}.js", content=script.encode()),
        Artifact(path=f"{stem}.listen.js", content=player.encode()),
        Artifact(path=f"{stem}.css", content=style.encode()),
        Artifact(path="sw.js", content=worker.encode()),
    )


def without_comments(script: str) -> str:
    """Return a script without indents and lines of comment; line ends stay."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def home_screen_files(settings: Settings) -> Iterator[Artifact]:
    """Yield the manifest and the icons with which a phone puts the guide among its apps."""
    icons = []
    for side_px in ICON_SIDES_PX:
        content = draw_icon(side_px)
        path = f"assets/icon-{side_px}.{hashlib.sha256(content).hexdigest()[:HASH_DIGITS]}.png"
        yield Artifact(path=path, content=content)
        icons.append({"src": path, "sizes": f"{side_px}x{side_px}", "type": "image/png",
                      "purpose": "any maskable"})
    manifest = {
        "name": settings.site_name, "short_name": settings.site_name[:12].strip(),
        "lang": settings.source_language, "start_url": "./", "scope": "./", "id": "./",
        "display": "minimal-ui", "background_color": PAPER, "theme_color": JADE, "icons": icons,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    yield Artifact(path="manifest.webmanifest", content=text.encode())
