"""Styles and scripts, their names by content, and the policies that allow only them.

Source  Content Security Policy Level 3; hashes of inline style and script.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

from generator.model import Artifact
from generator.templates import Renderer
from generator.web.more import more_files

HASH_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The texts that pages inline or name, and their policies (empty in a preview).

    ``more`` is the path, without its ending, of the script and style loaded after the
    text; ``kept`` are the paths that every pack holds.
    """

    style: str
    early_script: str
    plaque_script: str
    style_path: str
    script_path: str
    plan_path: str
    plaque_policy: str
    site_policy: str
    more: str
    kept: tuple[str, ...]
    artifacts: tuple[Artifact, ...]


def make_assets(
    renderer: Renderer, languages: tuple[str, ...], *, preview: bool = False
) -> Assets:
    """Return the assets of a microsite; only its languages' type is in them."""
    kinds = dict.fromkeys(part for tag in languages for part in (tag.split("-")[0], tag))
    type_rules = "".join(renderer.parts("css/languages", f"/{kind}.css") for kind in kinds)
    base = renderer.parts("css/plaque", ".css") + type_rules
    style = _packed_style(base)
    site_style = _packed_style(base + renderer.parts("css/site", ".css"))
    shared = renderer.parts("js/shared", ".js")
    plaque_script = _packed_script(f"{shared}\n{renderer.parts('js/plaque', '.js')}")
    early = _packed_script(renderer.parts("js/early", ".js"))
    site_script = _packed_script(f"{shared}\n{renderer.parts('js/site', '.js')}")
    style_path = f"assets/site.{_digest(site_style)}.css"
    script_path = f"assets/site.{_digest(site_script)}.js"
    plan = _packed_script(renderer.parts("js/plan", ".js"))
    plan_path = f"assets/plan.{_digest(plan)}.js"
    more, late = more_files(renderer)
    rest = (
        "img-src 'self' data:; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; base-uri 'none'; form-action 'none'"
    )
    plaque = (
        f"default-src 'none'; style-src 'self' '{_source(style)}'; "
        f"script-src 'self' '{_source(early)}' '{_source(plaque_script)}'; {rest}"
    )
    site = f"default-src 'none'; style-src 'self'; script-src 'self'; {rest}"
    return Assets(
        style=style, early_script=early, plaque_script=plaque_script, style_path=style_path,
        script_path=script_path, plan_path=plan_path,
        plaque_policy="" if preview else plaque, site_policy="" if preview else site,
        more=more, kept=(style_path, script_path, plan_path, f"{more}.js",
                         f"{more}.listen.js", f"{more}.css"),
        artifacts=(Artifact(path=style_path, content=site_style.encode()),
                   Artifact(path=script_path, content=site_script.encode()),
                   Artifact(path=plan_path, content=plan.encode()), *late),
    )


def _packed_style(text: str) -> str:
    """Return a style without comments and blanks; no text in it holds ``; `` or a brace."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", text))
    return text.replace(": ", ":").replace(";}", "}").strip()


def _packed_script(text: str) -> str:
    """Return a script without indents and lines of comment; line ends stay."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def _source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
