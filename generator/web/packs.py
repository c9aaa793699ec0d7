"""Packs: one area in one language, as a phone keeps it.

Pure functions of the catalogue and of (path, SHA-256, bytes) of the files built, so
that an edit redoes the packs of its own area alone.

Shapes  ``pack/<area>.<language>.json`` lists [path, sha256, bytes, type].
Units   ``*_bytes`` as stored, before a host packs them.
Source  ``docs/formats/pack.md``; FIPS 180-4 (SHA-256).
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model import Artifact, Catalogue, IssuedCode, Messages, Picture, Settings, Site

MAGIC = "heritage-pack"
WORDS_MAGIC = "heritage-words"
PING = Artifact(path="pack/ping.txt", content=b"heritage-qr\n")
WHOLE, REST = "all", "rest"
PICTURE_WIDTH_PX = 800
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "json": "application/json",
    "geojson": "application/geo+json", "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml", "webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg",
    "png": "image/png", "m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg",
    "opus": "audio/ogg", "wav": "audio/wav",
}
CHARTS = "assets/charts/"
CHART_PAGE = re.compile(r"[^/]+/map/(?P<area>[^/]+)/")
OF_A_LANGUAGE = re.compile(r"(?P<language>[^/]+)/(?:(?P<first>[^/]+)/)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMark:
    """What a list says of a file."""

    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """One pack: its sites in order, pages included, and the codes that open them."""

    area: str
    language: str
    sites: tuple[Site, ...]
    codes: tuple[IssuedCode, ...]

    @property
    def key(self) -> str:
        """The pack's name in addresses: ``ha-long.ko``."""
        return f"{self.area}.{self.language}"


def mark_file(artifact: Artifact) -> FileMark:
    """Return the mark of a file built."""
    return FileMark(path=artifact.path, sha256=hashlib.sha256(artifact.content).hexdigest(),
                    size_bytes=len(artifact.content))


def pack_paths(key: str) -> tuple[str, ...]:
    """Return the files of a pack's own."""
    return (f"pack/{key}/index.html", f"pack/{key}.html", f"pack/{key}.json",
            f"pack/{key}.info.json")


def area_key(site: Site | None, settings: Settings) -> str:
    """Return the pack's area of a site; of what belongs to no site, the only area or none."""
    if not settings.areas:
        return WHOLE
    if site is None or site.is_page:
        return area_file(next(iter(settings.areas))) if len(settings.areas) == 1 else ""
    return area_file(site.area) if site.area in settings.areas and site.area else REST


def plan_packs(catalogue: Catalogue, codes: Mapping[str, IssuedCode]) -> Iterator[PackPlan]:
    """Yield every pack of a catalogue, area by area."""
    settings = catalogue.settings
    places: dict[str, list[Site]] = defaultdict(list)
    pages = [site for site in catalogue.sites.values() if site.is_page]
    for site in catalogue.sites.values():
        if not site.is_page:
            places[area_key(site, settings)].append(site)
    of_site: dict[str, list[IssuedCode]] = defaultdict(list)
    for code in sorted(codes.values(), key=lambda each: each.code):
        of_site[code.site if code.site in catalogue.sites else ""].append(code)
    for area, sites in sorted(places.items()):
        own = [code for slug in ("", *(site.slug for site in sites)) for code in of_site[slug]]
        for language in settings.languages:
            yield PackPlan(area=area, language=language, sites=(*sites, *pages), codes=tuple(own))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTable:
    """The files of a microsite, by what decides which packs they are in."""

    marks: Mapping[str, FileMark]
    shared: Mapping[str, tuple[str, ...]]
    of_site: Mapping[tuple[str, str], tuple[str, ...]]
    charts: Mapping[str, str]


def sort_files(marks: Mapping[str, FileMark], catalogue: Catalogue) -> FileTable:
    """Return the table of all files, in one pass over their paths."""
    settings = catalogue.settings
    shared: dict[str, list[str]] = defaultdict(list)
    of_site: dict[tuple[str, str], list[str]] = defaultdict(list)
    charts: dict[str, str] = {}
    for path in sorted(marks):
        if path.startswith(CHARTS):
            charts[path.removeprefix(CHARTS).split(".")[0]] = path
            continue
        found = OF_A_LANGUAGE.match(path)
        if found is None or found["language"] not in settings.languages:
            continue
        chart = CHART_PAGE.match(path)
        if chart is not None:
            of_site[found["language"], f"map/{chart['area']}"].append(path)
        elif found["first"] in catalogue.sites:
            of_site[found["language"], found["first"]].append(path)
        else:
            shared[found["language"]].append(path)
    return FileTable(marks=marks, shared={key: tuple(each) for key, each in shared.items()},
                     of_site={key: tuple(each) for key, each in of_site.items()}, charts=charts)


def list_files(
    plan: PackPlan, table: FileTable, pictures: Mapping[tuple[str, str], Picture],
    assets: Iterable[str],
) -> tuple[FileMark, ...]:
    """Return the files of a pack but recordings: pages, codes, assets, one size of each picture.

    The pack's own page for unknown codes is not among them.
    """
    wanted = ["index.html", *assets, f"pack/words.{plan.language}.json",
              *table.shared.get(plan.language, ()), table.charts.get(plan.area, ""),
              f"data/search/{plan.language}.{plan.area}.json"]
    wanted += table.of_site.get((plan.language, f"map/{plan.area}"), ())
    wanted += [f"Q/{each.code}/index.html" for each in plan.codes]
    for site in plan.sites:
        wanted += table.of_site.get((plan.language, site.slug), ())
        wanted += [kept_variant(pictures[site.slug, entry.file]) for entry in site.images
                   if (site.slug, entry.file) in pictures]
    return tuple(table.marks[path] for path in dict.fromkeys(wanted) if path in table.marks)


def kept_variant(picture: Picture) -> str:
    """Return the variant that a pack holds: one that every browser with workers shows."""
    known = [each for each in picture.variants if each.media_type == "image/webp"]
    fitting = [each for each in known if each.width_px <= PICTURE_WIDTH_PX] or known[:1]
    return fitting[-1].path if fitting else picture.variants[-1].path


def list_recordings(
    plan: PackPlan, table: FileTable, recordings: Mapping[tuple[str, str], str]
) -> tuple[FileMark, ...]:
    """Return the recordings in a pack's language; ``recordings`` are paths by slug and file."""
    paths = (recordings.get((site.slug, entry.file), "") for site in plan.sites
             for entry in site.audio if entry.language == plan.language)
    return tuple(table.marks[path] for path in dict.fromkeys(paths) if path in table.marks)


def pack_lists(
    plan: PackPlan, files: tuple[FileMark, ...], audio: tuple[FileMark, ...], plain_bytes: int,
    name: str,
) -> tuple[Artifact, Artifact]:
    """Return the list of a pack with its own checksum, and the small file that tells its size."""
    size_bytes = sum(each.size_bytes for each in files)
    audio_bytes = sum(each.size_bytes for each in audio)
    body = {
        "version": 1, "area": plan.area, "language": plan.language,
        "offline": f"pack/{plan.key}/index.html", "bytes": size_bytes,
        "audio_bytes": audio_bytes, "files": [_row(each) for each in files],
        "audio": [_row(each) for each in audio],
    }
    total = hashlib.sha256(_json(body)).hexdigest()
    info = {"magic": MAGIC, "version": total, "bytes": size_bytes, "files": len(files),
            "audio_bytes": audio_bytes, "file_bytes": plain_bytes, "name": name}
    return (
        Artifact(path=f"pack/{plan.key}.json",
                 content=_json({"magic": MAGIC, "sum": total, "body": body})),
        Artifact(path=f"pack/{plan.key}.info.json", content=_json(info)),
    )


def word_files(settings: Settings, messages: Messages) -> Iterator[Artifact]:
    """Yield the words that scripts say, one file a language."""
    keys = sorted(key for key in messages.by_language["en"] if key.startswith(("pack.", "listen.")))
    for language in settings.languages:
        words = {key: messages.text(language, key) for key in keys}
        yield Artifact(path=f"pack/words.{language}.json",
                       content=_json({"magic": WORDS_MAGIC, "words": words}))


def _row(mark: FileMark) -> list[object]:
    ending = mark.path.rpartition(".")[2].lower()
    return [mark.path, mark.sha256, mark.size_bytes,
            MEDIA_TYPES.get(ending, "application/octet-stream")]


def area_file(area: str) -> str:
    """Return an area's key as packs are named after it."""
    plain = re.sub(r"[^a-z0-9-]+", "-", area.lower()).strip("-")
    if plain == area and area not in {WHOLE, REST}:
        return area
    return f"{plain}-{hashlib.sha256(area.encode()).hexdigest()[:6]}".lstrip("-")


def _json(found: object) -> bytes:
    """Return JSON exactly as ``JSON.stringify`` writes it, so that a phone can check the sum."""
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
