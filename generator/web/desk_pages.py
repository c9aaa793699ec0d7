"""The desk in the browser: its page, the editor, and the lists that its forms are made from.

Shapes  ``desk.json`` and ``lists/<area>.json`` (``docs/formats/desk-json.md``).
Errors  Nothing raises.
Source  https://decapcms.org/docs/ (MIT); Content Security Policy Level 3.
"""

import json
from collections.abc import Iterator, Mapping

from generator.model import Artifact, Catalogue, Messages, Settings
from generator.web.texts import Library

PAGE = "index.html"
POLICY_MARK = "@POLICY@"
MOST_SITES = 300  # in one list; beyond it the desk opens area by area
REST = "rest"  # sites without an area
LISTS = ("glossary.yml", "notices.yml", "services.yml")


def desk_files(
    catalogue: Catalogue, messages: Messages, shell: Mapping[str, bytes]
) -> Iterator[Artifact]:
    """Yield ``admin/``; ``shell`` are its own files."""
    if PAGE not in shell:
        return
    settings = catalogue.settings
    for name, content in shell.items():
        if name == PAGE:
            content = content.decode().replace(POLICY_MARK, desk_policy(settings)).encode()
        yield Artifact(path=f"admin/{name}", content=content)
    library = Library(catalogue=catalogue, messages=messages, pictures={})
    lists: dict[str, list[dict[str, object]]] = {}
    for site in catalogue.sites.values():
        lists.setdefault(site.area or REST, []).append({
            "slug": site.slug, "images": [each.file for each in site.images],
            "names": {tag: text.name for tag, text in site.translations.items()},
        })
    for key, sites in sorted(lists.items()):
        yield _json(f"admin/lists/{key}.json", sites)
    known = settings.desk
    yield _json("admin/desk.json", {
        "languages": [{"tag": tag, "name": library.language_name(tag)} for tag in settings.languages],
        "kinds": _words(messages, "kind"), "hazards": _words(messages, "hazard"),
        "signals": _words(messages, "signal"),
        "areas": {key: _name(area.names, settings) for key, area in settings.areas.items()},
        "routes": {key: _name(route.names, settings) for key, route in settings.routes.items()},
        "files": LISTS, "lists": sorted(lists),
        "sites": len(catalogue.sites), "most": MOST_SITES,
        "backend": dict(known) if known else None,
    })


def desk_policy(settings: Settings) -> str:
    """Return the desk's own policy: other hosts only where a repository is named.

    The editor compiles the check of its own settings, which needs ``unsafe-eval``.
    """
    elsewhere = " https:" if settings.desk else ""
    return (
        "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:{elsewhere}; connect-src 'self' blob:{elsewhere}; "
        "frame-src 'self' blob:; font-src 'self' data:; base-uri 'none'; form-action 'self'"
    )


def _words(messages: Messages, section: str) -> dict[str, str]:
    start = f"{section}."
    return {key.removeprefix(start): word for key, word in messages.by_language["en"].items()
            if key.startswith(start)}


def _name(names: Mapping[str, str], settings: Settings) -> str:
    return names.get("en") or names.get(settings.source_language) or next(iter(names.values()), "")


def _json(path: str, value: object) -> Artifact:
    return Artifact(path=path, content=(json.dumps(value, ensure_ascii=False) + "\n").encode())
