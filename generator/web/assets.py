"""Styles and scripts, their names by content, and the policies that allow only them.

Source  Content Security Policy Level 3; hashes of inline style and script.
"""

import base64
import hashlib
from dataclasses import dataclass

from generator.model import Artifact
from generator.templates import Renderer

HASH_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The texts that pages inline or name, and their policies (empty in a preview)."""

    style: str
    plaque_script: str
    style_path: str
    script_path: str
    plaque_policy: str
    site_policy: str
    artifacts: tuple[Artifact, ...]


def make_assets(renderer: Renderer, *, preview: bool = False) -> Assets:
    """Return the assets of a microsite."""
    style = renderer.parts("css", ".css")
    plaque_script = renderer.parts("js/plaque", ".js")
    site_script = renderer.parts("js/site", ".js")
    style_path = f"assets/site.{_digest(style)}.css"
    script_path = f"assets/site.{_digest(site_script)}.js"
    plaque = (
        f"default-src 'none'; style-src '{_source(style)}'; script-src '{_source(plaque_script)}'; "
        "img-src 'self' data:; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )
    site = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'"
    )
    return Assets(
        style=style, plaque_script=plaque_script, style_path=style_path, script_path=script_path,
        plaque_policy="" if preview else plaque, site_policy="" if preview else site,
        artifacts=(Artifact(path=style_path, content=style.encode()),
                   Artifact(path=script_path, content=site_script.encode())),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def _source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
