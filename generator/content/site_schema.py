"""Turn the tree of one ``site.yml`` into a typed ``Site`` without its texts.

Shapes  In: a ``Branch``; out: ``Site``. ``Vocabulary`` says which words are known.
Units   Degrees of WGS 84, metres, minutes, seconds.
Errors  Every slip is a Problem in the list given; what can be read is read.
Source  ``docs/formats/site-yml.md``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from opening_hours import validate as is_opening_hours

from generator import language as tags
from generator.errors import Problem, Severity
from generator.model import (
    AudioEntry, Designation, ImageEntry, Location, Measure, PlaqueEntry, Settings, Site, Source,
    Visit, Vocabulary,
)
from generator.schema import Branch, Fields, nearest

IMAGE_KINDS = frozenset({"photo", "drawing", "map"})
DEFAULT_PLACE = "main"
DEFAULT_PRODUCT = "wall-plaque"
LONGEST_SLUG = 60
LARGEST_SENTENCE_BYTES = 100  # design, section 4
WIKIDATA_DIGITS_MOST = 12


def parse_site(
    root: Branch, slug: str, file: str, settings: Settings, vocabulary: Vocabulary,
    problems: list[Problem],
) -> Site:
    """Return the facts of one site."""
    fields = Fields(root, file, problems)
    kind = fields.word("kind", vocabulary.kinds, required=True) or "cave"
    sources = _sources(fields)
    cited = _Citations(sources=sources)
    site = Site(
        slug=slug, file=file, kind=kind,
        location=_location(fields, cited),
        area=fields.word("area", settings.areas.keys(), rule="unknown-area"),
        routes=fields.words("routes", settings.routes.keys(), rule="unknown-route"),
        designations=_designations(fields, vocabulary, cited),
        measures=_measures(fields, vocabulary, cited),
        visit=_visit(fields, vocabulary, cited),
        hazards=fields.words("hazards", vocabulary.hazards),
        signal=fields.word("signal", vocabulary.signals),
        images=_images(fields), audio=_audio(fields),
        plaques=_plaques(fields, settings, vocabulary, kind),
        wikidata=_wikidata(fields),
        sources=sources,
        lines=_lines(root),
    )
    fields.finish()
    return site


def is_sound_hours(text: str) -> bool:
    """Return whether a text is OpenStreetMap's ``opening_hours``."""
    return bool(is_opening_hours(text))


def _lines(root: Branch) -> dict[str, int]:
    return {entry.key: entry.line for entry in root.entries}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Citations:
    """Checks that a fact names a source, and that the source is there."""

    sources: Mapping[str, Source]

    def of(self, fields: Fields, fact: str) -> str | None:
        name = fields.text("source")
        if name is None:
            fields.report("no-source", fields.line, fact, Severity.WARNING, fact=fact)
            return None
        if name not in self.sources:
            known = nearest(name, self.sources.keys())
            fields.report("unknown-source", fields.line_of("source"), name, nearest=known or "–")
            return None
        return name


def _sources(fields: Fields) -> dict[str, Source]:
    below = fields.branch("sources")
    if below is None:
        return {}
    sources = {}
    for key, _ in below.entries():
        each = below.branch(key)
        if each is None:
            continue
        sources[key] = Source(
            title=each.text("title", required=True) or key, url=each.web_address("url"),
            read=each.date("read"), line=each.line,
        )
        each.finish()
    return sources


def _location(fields: Fields, cited: _Citations) -> Location | None:
    below = fields.branch("location")
    if below is None:
        return None
    lat = below.number("lat", least=-90, most=90, required=True)
    lon = below.number("lon", least=-180, most=180, required=True)
    accuracy_m = below.number("accuracy_m", least=0, most=1_000_000)
    source = cited.of(below, "location")
    below.finish()
    if lat is None or lon is None:
        return None
    return Location(lat=lat, lon=lon, accuracy_m=accuracy_m, source=source,
                    line=fields.line_of("location"))


def _designations(
    fields: Fields, vocabulary: Vocabulary, cited: _Citations
) -> tuple[Designation, ...]:
    found = []
    for below in fields.branches("designations"):
        name = below.word("list", vocabulary.designations, required=True)
        number, date = below.text("number"), below.date("date")
        source = cited.of(below, name or "designation")
        below.finish()
        if name is not None:
            found.append(Designation(list=name, number=number, date=date, source=source,
                                     line=below.line))
    return tuple(found)


def _measures(fields: Fields, vocabulary: Vocabulary, cited: _Citations) -> tuple[Measure, ...]:
    found = []
    for below in fields.branches("measures"):
        what = below.word("what", vocabulary.measures, required=True)
        value = below.quantity("value", required=True, least=-12_000)
        unit = below.word("unit", vocabulary.units)
        disputed = below.text("disputed")
        source = cited.of(below, what or "measure")
        below.finish()
        if what is not None and value is not None:
            found.append(Measure(what=what, value=value, unit=unit, source=source,
                                 disputed=disputed, line=below.line))
    return tuple(found)


def _visit(fields: Fields, vocabulary: Vocabulary, cited: _Citations) -> Visit | None:
    below = fields.branch("visit")
    if below is None:
        return None
    opening = below.text("open")
    if opening is not None and not is_opening_hours(opening):
        below.report("bad-opening-hours", below.line_of("open"), opening)
    visit = Visit(
        open=opening, steps=below.quantity("steps"), minutes=below.quantity("minutes"),
        wheelchair=below.word("wheelchair", vocabulary.wheelchair),
        source=cited.of(below, "visit"), line=fields.line_of("visit"),
    )
    below.finish()
    return visit


def _images(fields: Fields) -> tuple[ImageEntry, ...]:
    found = []
    seen: dict[str, int] = {}
    for below in fields.branches("images"):
        file = below.text("file", required=True)
        kind = below.word("kind", IMAGE_KINDS) or "photo"
        entry = ImageEntry(file=file or "", kind=kind, credit=below.text("credit"),
                           licence=below.text("licence"), line=below.line)
        below.finish()
        if file is not None and _once(below, "images", file, seen):
            found.append(entry)
    return tuple(found)


def _audio(fields: Fields) -> tuple[AudioEntry, ...]:
    found = []
    seen: dict[str, int] = {}
    for below in fields.branches("audio"):
        file = below.text("file", required=True)
        language = _language(below, "language")
        entry = AudioEntry(
            file=file or "", language=language or "und",
            seconds=below.integer("seconds", least=1, most=86_400),
            credit=below.text("credit"), licence=below.text("licence"), line=below.line,
        )
        below.finish()
        if file is not None and _once(below, "audio", file, seen):
            found.append(entry)
    return tuple(found)


def _once(fields: Fields, key: str, word: str, seen: dict[str, int]) -> bool:
    if word in seen:
        fields.report("duplicate-word", fields.line, word, key=key)
        return False
    seen[word] = fields.line
    return True


def _language(fields: Fields, key: str) -> str | None:
    tag = fields.text(key, required=True)
    if tag is not None and not tags.is_sound_tag(tag):
        right = tags.right_tag(tag) or tags.COUNTRY_SLIPS.get(tag.lower(), "vi, en, zh-Hans")
        fields.report("bad-language-tag", fields.line_of(key), tag, right=right)
    return tag


def _plaques(
    fields: Fields, settings: Settings, vocabulary: Vocabulary, kind: str
) -> tuple[PlaqueEntry, ...]:
    if kind == "page":
        if fields.has("plaques"):
            fields.report("page-with-plaque", fields.line_of("plaques"), kind)
        return ()
    found: list[PlaqueEntry] = []
    seen: dict[str, int] = {}
    for below in fields.branches("plaques"):
        place = below.text("place") or DEFAULT_PLACE
        entry = PlaqueEntry(
            place=place, product=below.word("product", vocabulary.products) or DEFAULT_PRODUCT,
            languages=_plaque_languages(below, settings.languages),
            quantity=below.integer("quantity", least=1, most=10_000) or 1,
            names=below.texts("name"), sentence=_sentence(below, settings.languages),
            line=below.line,
        )
        below.finish()
        if place in seen:
            below.report("duplicate-place", below.line_of("place"), place, first=str(seen[place]))
        elif "/" in place or len(place) > LONGEST_SLUG or place[0] in "=+-@":
            below.report("bad-place", below.line_of("place"), place)
        else:
            seen[place] = below.line
            found.append(entry)
    if found or fields.has("plaques"):
        return tuple(found)
    return (default_plaque(settings),)


def default_plaque(settings: Settings) -> PlaqueEntry:
    """Return the plaque of a site that names none: one, at place ``main``."""
    return PlaqueEntry(place=DEFAULT_PLACE, product=DEFAULT_PRODUCT,
                       languages=settings.languages, quantity=1, line=1)


def _sentence(fields: Fields, languages: Collection[str]) -> dict[str, str]:
    """Return the one sentence of a second symbol, in one language."""
    found = fields.texts("sentence")
    for language, text in found.items():
        size_bytes = len(text.encode())
        if language not in languages:
            fields.report("unknown-plaque-language", fields.line_of("sentence"), language,
                          key="sentence", nearest=nearest(language, languages))
        elif size_bytes > LARGEST_SENTENCE_BYTES:
            fields.report("sentence-too-long", fields.line_of("sentence"), text,
                          bytes=str(size_bytes), most=str(LARGEST_SENTENCE_BYTES))
    if len(found) > 1:
        fields.report("sentence-languages", fields.line_of("sentence"), ", ".join(found))
        return {}
    return found


def _plaque_languages(fields: Fields, languages: Collection[str]) -> tuple[str, ...]:
    if not fields.has("languages"):
        return tuple(languages)
    return fields.words("languages", languages, rule="unknown-plaque-language")


def _wikidata(fields: Fields) -> str | None:
    found = fields.text("wikidata")
    if found is None:
        return None
    digits = found[1:]
    if found[:1] == "Q" and digits.isascii() and digits.isdigit():
        if len(digits) <= WIKIDATA_DIGITS_MOST and not digits.startswith("0"):
            return found
    fields.report("bad-wikidata", fields.line_of("wikidata"), found)
    return None

