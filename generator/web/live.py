"""``live.json``: what an office says today, for pages that are there already.

Pure. Everything is in it whatever the day: the phone's clock judges what is fresh.

Source  ``docs/formats/live-json.md``, ``docs/formats/live.schema.json``.
"""

import json
from collections.abc import Collection, Iterable, Mapping

from generator.doing import Notice
from generator.model import Artifact, Messages, Settings, Site

PATH = "live.json"


def live_file(
    notices: Collection[Notice], settings: Settings, messages: Messages, slugs: Collection[str],
) -> Artifact:
    """Return the file; ``slugs`` are the sites' names."""
    found: dict[str, object] = {"zone": settings.timezone, "notices": [
        _entry(notice, settings, slugs) for notice in notices
    ]}
    if notices:
        found["words"] = {tag: _words(tag, messages, notices) for tag in settings.languages}
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Artifact(path=PATH, content=text.encode() + b"\n")


def live_tokens(site: Site, settings: Settings, codes: Iterable[str] = ()) -> str:
    """Return what a page answers to: its site, codes, routes and area."""
    routes = (key for key, route in settings.routes.items()
              if site.slug in route.sites or key in site.routes)
    area = [f"area:{site.area}"] if site.area else []
    return " ".join([site.slug, *codes, *(f"route:{key}" for key in routes), *area])


def _entry(notice: Notice, settings: Settings, slugs: Collection[str]) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": notice.id, "kind": notice.kind, "since": notice.since, "until": notice.until,
        "text": dict(notice.texts),
    }
    if notice.owner:
        entry["owner"] = dict(notice.owner)
    if notice.serves:
        entry["for"] = [token for word in notice.serves for token in _tokens(word, settings, slugs)]
    return entry


def _tokens(word: str, settings: Settings, slugs: Collection[str]) -> list[str]:
    """Return what one word stands for; a site may have the name of an area."""
    found = [word] if word in slugs else []
    found += [f"area:{word}"] if word in settings.areas else []
    found += [f"route:{word}"] if word in settings.routes else []
    return found or [word]


def _words(tag: str, messages: Messages, notices: Collection[Notice]) -> Mapping[str, str]:
    kinds = sorted({notice.kind for notice in notices})
    words = {kind: messages.text(tag, f"notice.{kind}") for kind in kinds}
    return {**words, "times": messages.text(tag, "notice.times")}
