"""The ``heritage`` part of ``mkdocs.yml``, already read, to one frozen ``Settings``.

Shapes  In: the root ``Branch`` of ``mkdocs.yml``. Out: ``Settings``, or None where
        an error stands in the way.
Errors  Every slip is a Problem in the list given; nothing raises.
Source  ``docs/formats/mkdocs-yml.md``.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator import language as tags
from generator.errors import Problem, Severity, has_errors
from generator.model import Area, Office, Route, Settings, Shop
from generator.schema import Branch, Fields, Leaf, Node, Series, nearest, read_base_address, read_number

STANDARDS = {"PDF/X-4": "PDF/X-4", "PDF/X-1a": "PDF/X-1a", "PDF/X-1a:2003": "PDF/X-1a"}
IMPOSITIONS = {"none": "none", "A4": "A4", "A3": "A3", "SRA3": "SRA3", "a4": "A4", "a3": "A3",
               "sra3": "SRA3"}
INK_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 _-]{0,59}")
PROCESS_INKS = frozenset({"cyan", "magenta", "yellow", "black", "all"})
DEFAULT_SITE_DIR = "output/site"
# What Decap CMS knows of a repository: https://decapcms.org/docs/backends-overview/
DESK_BACKENDS = frozenset({"github", "gitlab", "gitea", "bitbucket", "git-gateway"})
DESK_KEYS = ("repo", "branch", "base_url", "api_root", "auth_type", "auth_endpoint", "app_id",
             "site_domain")
SPECIMEN_ENDINGS = (".example", ".test", ".invalid", ".localhost", ".local")


def parse_settings(root: Branch, file: str, problems: list[Problem]) -> Settings | None:
    """Return the settings that a read ``mkdocs.yml`` holds."""
    found: list[Problem] = []
    top = Fields(root, file, found)
    site_name = top.text("site_name", required=True) or ""
    site_url = _with_slash(top.base_address("site_url", required=True))
    site_dir = top.text("site_dir") or DEFAULT_SITE_DIR
    docs_dir = top.text("docs_dir") or "docs"
    plugin = _plugin_node(root)
    if plugin is None:
        top.report("no-plugin", top.line_of("plugins"), "heritage")
        problems.extend(found)
        return None
    fields = Fields(plugin, file, found)
    languages = _languages(fields)
    short_link = _with_slash(fields.base_address("short_link")) or f"{site_url}Q/"
    where = fields.line_of("short_link") if fields.has("short_link") else top.line_of("site_url")
    if site_url and base_path(short_link) != base_path(short_link).upper():
        fields.report("short-link-path", where, short_link, Severity.WARNING)
    shop_lines: dict[str, int] = {}
    settings = Settings(
        file=file, site_name=site_name, site_url=site_url, site_dir=site_dir, docs_dir=docs_dir,
        languages=languages or ("en",), short_link=short_link,
        old_short_links=_old_short_links(fields),
        code_length=fields.integer("code_length", least=5, most=6) or 5,
        areas=_areas(fields), routes=_routes(fields), office=_office(fields),
        desk=_desk(fields), timezone=_timezone(fields), shops=_shops(fields, shop_lines),
        lines={"site_url": top.line_of("site_url"), "short_link": where,
               "languages": fields.line_of("languages"), "site_dir": top.line_of("site_dir"),
               "office": fields.line_of("office"), **shop_lines},
    )
    fields.finish()
    problems.extend(found)
    return None if has_errors(found) else settings


def base_path(address: str) -> str:
    """Return the path of a web address, with its slashes: ``/guide/Q/``."""
    return urlsplit(address).path or "/"


def payload(short_link: str, code: str) -> str:
    """Return what a symbol holds: scheme, host and code in upper case.

    The letters of a base path are kept, as hosts tell them apart; without one the
    whole link is upper case and fits the alphanumeric mode of ISO/IEC 18004.
    """
    parts = urlsplit(short_link)
    host = (parts.hostname or "").encode("idna").decode("ascii").upper()
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme.upper()}://{host}{port}{parts.path}{code}/"


def is_specimen_host(address: str) -> bool:
    """Return whether an address can never be real in the field (RFC 2606, an IP address)."""
    host = (urlsplit(address).hostname or "").lower().rstrip(".")
    if host == "localhost" or host.endswith(SPECIMEN_ENDINGS) or ":" in host:
        return True
    return host in {"example.com", "example.org", "example.net"} or all(
        part.isdigit() for part in host.split(".")
    )


def _with_slash(address: str | None) -> str:
    if not address:
        return ""
    return address if address.endswith("/") else address + "/"


def _plugin_node(root: Branch) -> Branch | None:
    """Return the settings below ``plugins: - heritage:``; empty where it has none."""
    for entry in root.entries:
        if entry.key == "plugins":
            return _find_plugin(entry.value)
    return None


def _find_plugin(plugins: Node) -> Branch | None:
    items = plugins.items if isinstance(plugins, Series) else (plugins,)
    for item in items:
        if isinstance(item, Leaf) and item.text == "heritage":
            return Branch(entries=(), line=item.line)
        if isinstance(item, Branch):
            for entry in item.entries:
                if entry.key == "heritage":
                    empty = Branch(entries=(), line=entry.line)
                    return entry.value if isinstance(entry.value, Branch) else empty
    return None


def _languages(fields: Fields) -> tuple[str, ...]:
    found: list[str] = []
    leaves = fields.leaves("languages")
    node = fields.node("languages")
    if node is None or (isinstance(node, Series) and not node.items):
        fields.report("missing-key", fields.line_of("languages"), "languages", key="languages")
    for leaf in leaves:
        tag = leaf.text.strip()
        if not tags.is_sound_tag(tag):
            right = tags.right_tag(tag) or tags.COUNTRY_SLIPS.get(tag.lower(), "en, vi, zh-Hans")
            fields.report("bad-language-tag", leaf.line, tag, right=right)
        elif tag in found:
            fields.report("duplicate-word", leaf.line, tag, key="languages")
        else:
            found.append(tag)
    return tuple(found)


def _old_short_links(fields: Fields) -> tuple[str, ...]:
    links = []
    for leaf in fields.leaves("old_short_links"):
        address = read_base_address(leaf.text)
        if address is not None:
            links.append(_with_slash(address))
        else:
            fields.report("wrong-type", leaf.line, leaf.text, key="old_short_links",
                          expected="@a-web-address", found=leaf.text)
    return tuple(links)


def _names(fields: Fields, key: str = "name") -> Mapping[str, str]:
    """Return names by language; one plain text stands for every language."""
    node = fields.node(key)
    if isinstance(node, Leaf):
        return {"": node.text.strip()}
    return fields.texts(key)


def _areas(fields: Fields) -> dict[str, Area]:
    areas = {}
    for key, below in _keyed(fields, "areas"):
        box = _box(below)
        areas[key] = Area(key=key, names=_names(below), box=box, coast=below.text("coast"),
                          line=below.line)
        below.finish()
    return areas


def _box(fields: Fields) -> tuple[float, float, float, float] | None:
    leaves = fields.leaves("box", expected="@a-box")
    if not leaves:
        return None
    numbers = [read_number(leaf.text) for leaf in leaves]
    sides = [number for number in numbers if number is not None]
    if len(leaves) != 4 or len(sides) != 4 or sides[0] >= sides[2] or sides[1] >= sides[3]:
        shown = ", ".join(leaf.text for leaf in leaves)
        fields.report("wrong-type", fields.line_of("box"), shown, key="box",
                      expected="@a-box", found=shown)
        return None
    return (sides[0], sides[1], sides[2], sides[3])


def _routes(fields: Fields) -> dict[str, Route]:
    routes = {}
    for key, below in _keyed(fields, "routes"):
        sites = tuple(leaf.text.strip() for leaf in below.leaves("sites"))
        routes[key] = Route(key=key, names=_names(below), sites=sites, line=below.line_of("sites"))
        below.finish()
    return routes


def _keyed(fields: Fields, key: str) -> list[tuple[str, Fields]]:
    """Return each mapping below a key whose keys are names of the project's own."""
    below = fields.branch(key)
    if below is None:
        return []
    pairs = [(name, below.branch(name)) for name, _ in below.entries()]
    return [(name, each) for name, each in pairs if each is not None]


def _office(fields: Fields) -> Office:
    below = fields.branch("office")
    if below is None:
        return Office()
    office = Office(names=_names(below), email=below.text("email"), phone=below.text("phone"),
                    logo=below.text("logo"))
    below.finish()
    return office


def _desk(fields: Fields) -> dict[str, str]:
    """Return what the editor in the browser is told of the repository; empty without one."""
    below = fields.branch("desk")
    if below is None:
        return {}
    found = {"name": below.word("name", DESK_BACKENDS, required=True) or "",
             **{key: below.text(key) or "" for key in DESK_KEYS}}
    below.finish()
    return {key: value for key, value in found.items() if value}


def _timezone(fields: Fields) -> str:
    name = fields.text("timezone")
    if name is None:
        return "UTC"
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        fields.report("unknown-word", fields.line_of("timezone"), name, key="timezone",
                      nearest=nearest(name, {"Asia/Ho_Chi_Minh", "UTC", "Europe/Paris"}))
        return "UTC"
    return name


def _shops(fields: Fields, lines: dict[str, int]) -> dict[str, Shop]:
    shops = {"default": Shop(key="default")}
    for key, below in _keyed(fields, "shops"):
        base = Shop(key=key)
        lines[f"shops.{key}"] = below.line
        bleed_mm = below.number("bleed_mm", least=0, most=20)
        marks = below.boolean("marks")
        shops[key] = Shop(
            key=key,
            bleed_mm=base.bleed_mm if bleed_mm is None else bleed_mm,
            marks=base.marks if marks is None else marks,
            standard=STANDARDS[below.word("standard", STANDARDS) or base.standard],
            icc=below.text("icc") or base.icc,
            cut_line=_cut_line(below) or base.cut_line,
            impose=IMPOSITIONS[below.word("impose", IMPOSITIONS) or base.impose],
        )
        if shops[key].icc == "none" and shops[key].standard == "PDF/X-4":
            below.report("icc-wanted", below.line_of("icc"), key)
        below.finish()
    return shops


def _cut_line(fields: Fields) -> str | None:
    """Return the cut line's ink: a name that presses take, and none of theirs."""
    name = fields.text("cut_line")
    if name is not None and (not INK_NAME.fullmatch(name) or name.lower() in PROCESS_INKS):
        fields.report("bad-ink-name", fields.line_of("cut_line"), name)
        return None
    return name
