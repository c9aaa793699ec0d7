"""How far the catalogue is: texts by language, and what each place still lacks.

Pure; ``today`` and the changed paragraphs are values given.

Shapes  ``as_json`` is described in ``docs/formats/status.md``.
Units   Metres; days.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from generator.desk.alignment import follow
from generator.desk.blocks import Document
from generator.ledger import fold_codes
from generator.model import Catalogue, IssuedCode, Site, Translation

SURVEYED_WITHIN_M = 30  # what a phone's receiver gives under open sky
LONG_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One piece of a source text that is not what was translated; either side may be empty."""

    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A translation of an older source text; ``known`` where that text was found."""

    slug: str
    language: str
    file: str
    known: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStatus:
    """What one place has. ``texts`` says by language: reviewed, draft, outdated or missing.

    ``undated`` are translations that don't say which source text they are of.
    """

    slug: str
    kind: str
    name: str
    texts: Mapping[str, str]
    undated: tuple[str, ...]
    photos: int
    drawings: int
    audio: tuple[str, ...]
    surveyed: bool
    accuracy_m: float | None
    planned: int
    with_code: int
    printed: int
    old_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The whole report."""

    title: str
    date: str
    languages: tuple[str, ...]
    sites: tuple[SiteStatus, ...]
    outdated: tuple[Outdated, ...]

    def count(self, language: str, state: str) -> int:
        """Return how many texts of a language are in a state."""
        return sum(each.texts[language] == state for each in self.sites)

    @property
    def places(self) -> tuple[SiteStatus, ...]:
        """The sites that are places, not pages."""
        return tuple(each for each in self.sites if each.kind != "page")

    def changed(self) -> list[tuple[Outdated, tuple[str, ...]]]:
        """Return what changed once for all files that are older than the same source text."""
        groups: dict[tuple[object, ...], list[Outdated]] = {}
        for each in self.outdated:
            groups.setdefault((each.slug, each.known, each.changes), []).append(each)
        return [(found[0], tuple(each.file for each in found)) for found in groups.values()]

    def lacking(self) -> dict[str, list[str]]:
        """Return the slugs of places by what they lack."""
        tests: dict[str, Callable[[SiteStatus], bool]] = {
            "photo": lambda each: not each.photos,
            "audio": lambda each: not each.audio,
            "review": lambda each: "reviewed" not in each.texts.values(),
            "survey": lambda each: not each.surveyed,
            "code": lambda each: each.with_code < each.planned,
            "print": lambda each: each.printed < each.planned,
            "fresh_sources": lambda each: bool(each.old_sources),
        }
        return {key: [each.slug for each in self.places if test(each)] for key, test in tests.items()}


def read_status(
    catalogue: Catalogue, outdated: Sequence[Outdated], today: date
) -> Status:
    """Return the report on a catalogue; ``outdated`` comes with its changes."""
    codes: dict[str, list[IssuedCode]] = {}
    for code in fold_codes(catalogue.ledger).values():
        if not code.retired:
            codes.setdefault(code.site, []).append(code)
    settings = catalogue.settings
    sites = tuple(_site(site, settings.languages, codes.get(site.slug, []), today)
                  for site in catalogue.sites.values())
    return Status(title=settings.site_name, date=today.isoformat(), languages=settings.languages,
                  sites=sites, outdated=tuple(outdated))


def changes_between(old: Document, new: Document) -> tuple[Change, ...]:
    """Return what is not as it was, in the order of the new text."""
    found = [Change(before=old.value(*key), now=new.value(*key)) for key in (("name",), ("summary",))]
    before, now = [each.text for each in old.blocks], [each.text for each in new.blocks]
    became = follow(before, now)
    was = {place: at for at, place in became.items()}
    found += [Change(before=before[was[at]] if at in was else "", now=text)
              for at, text in enumerate(now)]
    found += [Change(before=text, now="") for at, text in enumerate(before) if at not in became]
    return tuple(each for each in found if each.before != each.now)


def as_json(status: Status) -> dict[str, object]:
    """Return the report as a program reads it."""
    states = ("reviewed", "draft", "outdated", "missing")
    return {
        "title": status.title, "date": status.date,
        "languages": [
            {"language": tag} | {state: status.count(tag, state) for state in states}
            for tag in status.languages
        ],
        "lacking": status.lacking(),
        "plaques": {key: sum(getattr(each, key) for each in status.places)
                    for key in ("planned", "with_code", "printed")},
        "sites": [asdict(each) for each in status.sites],
        "outdated": [asdict(each) for each in status.outdated],
    }


def _site(
    site: Site, languages: Sequence[str], codes: Sequence[IssuedCode], today: date
) -> SiteStatus:
    source = site.translations.get(languages[0])
    place = site.location
    planned = {plaque.place for plaque in site.plaques} if not site.is_page else set()
    mine = [code for code in codes if code.place in planned]
    old = (today - timedelta(days=LONG_DAYS)).isoformat()
    return SiteStatus(
        slug=site.slug, kind=site.kind, name=source.name if source else site.slug,
        texts={tag: _state(site.translations.get(tag), source) for tag in languages},
        undated=tuple(tag for tag in languages[1:]
                      if (text := site.translations.get(tag)) and text.translated_from is None),
        photos=sum(each.kind == "photo" for each in site.images),
        drawings=sum(each.kind == "drawing" for each in site.images),
        audio=tuple(dict.fromkeys(each.language for each in site.audio)),
        accuracy_m=place.accuracy_m if place else None,
        surveyed=bool(place and place.accuracy_m is not None
                      and place.accuracy_m <= SURVEYED_WITHIN_M),
        planned=len(planned), with_code=len({code.place for code in mine}),
        printed=len({code.place for code in mine if code.printed}),
        old_sources=tuple(key for key, each in site.sources.items()
                          if each.url and each.read and each.read < old[: len(each.read)]),
    )


def _state(text: Translation | None, source: Translation | None) -> str:
    if text is None:
        return "missing"
    if source is not None and text is not source and text.translated_from not in (None, source.digest):
        return "outdated"
    return text.status
