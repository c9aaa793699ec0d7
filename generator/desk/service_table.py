"""Services from a table, as spreadsheets save it, odd habits and all.

Pure. Titles above the head, blanks below a merged cell, decimal commas, days as Vietnam
writes them, heads in Vietnamese or English: all are read; the rest is said with its row.

Shapes  In: the file's bytes. Out: ``TableRow``: a nested value as ``services.yml`` would
        hold it, texts alone, with the row's line.
Errors  Every slip is a Problem in the list given.
Source  ``docs/formats/services-csv.md``.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.content.catalogue import right_slug
from generator.errors import Problem, error, warning
from generator.language import is_sound_tag
from generator.schema import Branch, Entry, Leaf, Node, Series

Value = str | list["Value"] | dict[str, "Value"]
SEPARATORS = (",", ";", "\t")
LEAST_HEADS = 2
HEADS = {
    "id": ("id", "ma", "ma so", "ma diem"),
    "kind": ("kind", "loai", "loai hinh", "loai dich vu"),
    "name": ("name", "ten", "ten diem", "ten goi", "ten diem wifi", "dia diem", "diem"),
    "text": ("text", "mo ta", "noi dung"),
    "where": ("where", "address", "dia chi", "vi tri", "noi dat", "vi tri lap dat"),
    "lat": ("lat", "latitude", "vi do"),
    "lon": ("lon", "lng", "long", "longitude", "kinh do"),
    "position": ("position", "coordinates", "toa do"),
    "serves": ("serves", "phuc vu"),
    "hours": ("hours", "gio", "gio mo cua", "gio hoat dong"),
    "ssid": ("ssid", "network", "ten mang", "ten wifi", "ten mang wifi"),
    "security": ("security", "bao mat"),
    "password": ("password", "mat khau", "pass"),
    "owner": ("owner", "don vi", "don vi quan ly", "co quan quan ly", "chu quan"),
    "url": ("url", "link", "website", "trang", "trang web"),
    "phone": ("phone", "dien thoai", "sdt", "so dien thoai"),
    "checked": ("checked", "ngay kiem tra", "kiem tra"),
    "year": ("year", "nam"),
}
PASSED_OVER = frozenset({"", "stt", "tt", "no", "so tt", "#", "ghi chu", "note"})
# A merged cell leaves its value in its first row alone.
MERGED = ("kind", "owner", "serves", "checked", "year", "where")
OPEN = frozenset({"none", "open", "mo", "khong", "khong mat khau", "mien phi", ""})
KNOWN = {word: key for key, words in HEADS.items() for word in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One service of a table."""

    line: int
    value: dict[str, Value]

    @property
    def node(self) -> Node:
        """The row as the schema reads it."""
        return as_node(self.value, self.line)

    @property
    def id(self) -> str:
        """The entry's id."""
        found = self.value["id"]
        return found if isinstance(found, str) else ""


def read_table(
    content: bytes, file: str, source_language: str, taken: Iterable[str], problems: list[Problem]
) -> tuple[TableRow, ...]:
    """Return the services of a table; ``taken`` are ids that others have."""
    text = _decode(content)
    if text is None:
        problems.append(error("not-utf-8", file, 1, content[:1].hex()))
        return ()
    separator = max(SEPARATORS, key=lambda each: max(
        (line.count(each) for line in text.splitlines()[:20]), default=0))
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as fault:
        problems.append(error("answers-broken", file, reader.line_num, str(fault)))
        return ()
    at = next((index for index, (_, cells) in enumerate(rows)
               if len({_head(cell) for cell in cells} - {""}) >= LEAST_HEADS), None)
    if at is None:
        shown = " | ".join(rows[0][1]) if rows else ""
        problems.append(error("services-header", file, 1, shown,
                              wanted="kind, name, lat, lon, ssid"))
        return ()
    heads = [_head(cell) for cell in rows[at][1]]
    for cell, head in zip(rows[at][1], heads, strict=True):
        if not head and _plain(cell) not in PASSED_OVER:
            problems.append(warning("services-column", file, rows[at][0], cell))
    return tuple(_services(rows[at + 1:], heads, file, source_language, {*taken}, problems))


def _services(
    rows: list[tuple[int, list[str]]], heads: list[str], file: str, source_language: str,
    taken: set[str], problems: list[Problem],
) -> Iterable[TableRow]:
    above: dict[str, str] = {}
    used: set[str] = set()
    for line, cells in rows:
        row = {head: cell for head, cell in zip(heads, cells, strict=False) if head and cell}
        if not row:
            continue
        if not any(key.startswith("name") for key in row) and len(row) <= 1:
            continue  # a sum below the table, a signature
        for key in MERGED:
            if key in row:
                above[key] = row[key]
            elif key in above:
                row[key] = above[key]
        row.setdefault("kind", "wifi" if "ssid" in heads else "")
        if not any(key.startswith("name") for key in row) or not row["kind"]:
            problems.append(error("services-row", file, line, " | ".join(filter(None, cells))))
            continue
        value = service_value(row, source_language)
        value["id"] = name = _free(str(value["id"]), used)
        used.add(name)
        if name in taken:
            problems.append(warning("service-there", file, line, name))
            continue
        yield TableRow(line=line, value=value)


def service_value(row: Mapping[str, str], source_language: str) -> dict[str, Value]:
    """Return a row as ``services.yml`` holds it."""
    names: dict[str, Value] = {}
    for key, text in row.items():
        if key == "name" or key.startswith("name:"):
            names[key.partition(":")[2] or source_language] = text
    first = next(str(each) for each in names.values())
    value: dict[str, Value] = {
        "id": row.get("id") or right_slug(first), "kind": _plain(row["kind"]), "name": names}
    if "text" in row:
        value["text"] = {source_language: row["text"]}
    lat, lon = _position(row)
    where: dict[str, Value] = {"text": {source_language: row["where"]}} if "where" in row else {}
    if lat or lon:
        where["location"] = {"lat": lat, "lon": lon}
    if where:
        value["where"] = where
    if "serves" in row:
        value["serves"] = [each for each in re.split(r"[\s,;]+", row["serves"]) if each]
    if "hours" in row:
        value["hours"] = row["hours"]
    checked = _day(row.get("checked", ""))
    links = [link for link in (
        _link("official", row.get("url", ""), row, checked),
        _link("call", f"tel:{_digits(row['phone'])}" if "phone" in row else "", row, checked),
    ) if link]
    if links:
        value["links"] = list(links)
    if "ssid" in row:
        value["wifi"] = _network(row)
    if "year" in row:
        value["year"] = row["year"]
    if checked:
        value["checked"] = checked
    return value


def services_yaml(rows: Iterable[TableRow]) -> str:
    """Return the entries as they go to the end of ``services.yml``."""
    entries = []
    for row in rows:
        lines = [f"{key}: {_flow(value)}" for key, value in row.value.items()]
        entries.append("- " + "\n  ".join(lines) + "\n")
    return "".join(entries)


def as_node(value: Value, line: int) -> Node:
    """Return a nested value as the tree that the schema reads."""
    if isinstance(value, str):
        return Leaf(text=value, line=line, plain=False)
    if isinstance(value, list):
        return Series(items=tuple(as_node(each, line) for each in value), line=line)
    entries = (Entry(key=key, line=line, value=as_node(each, line)) for key, each in value.items())
    return Branch(entries=tuple(entries), line=line)


# ------------------------------------------------------------------ cells
def _link(
    does: str, url: str, row: Mapping[str, str], checked: str
) -> dict[str, Value] | None:
    if not url:
        return None
    link: dict[str, Value] = {"does": does, "url": url}
    if "owner" in row:
        link["owner"] = row["owner"]
    if checked:
        link["checked"] = checked
    return link


def _network(row: Mapping[str, str]) -> dict[str, Value]:
    password, security = row.get("password", ""), _plain(row.get("security", ""))
    is_open = not password or _plain(password) in OPEN
    network: dict[str, Value] = {"ssid": row["ssid"]}
    network["security"] = "none" if is_open else "wep" if security == "wep" else "wpa"
    return network if is_open else {**network, "password": password}


def _position(row: Mapping[str, str]) -> tuple[str, str]:
    """Return latitude and longitude with decimal points."""
    if "position" in row:
        text = row["position"].strip("() ")
        found = re.fullmatch(r"(-?\d+[.,]?\d*)\s*°?\s*[;/ ]\s*(-?\d+[.,]?\d*)\s*°?", text)
        found = found or re.fullmatch(r"(-?\d+\.\d+)\s*,\s*(-?\d+\.\d+)", text)
        found = found or re.fullmatch(r"(-?\d+,\d+)\s*,\s*(-?\d+,\d+)", text)
        return (_number(found[1]), _number(found[2])) if found else (text, text)
    return _number(row.get("lat", "")), _number(row.get("lon", ""))


def _number(text: str) -> str:
    return text.strip("° ").replace(",", ".")


def _digits(phone: str) -> str:
    return re.sub(r"[^\d+]", "", phone)


def _day(text: str) -> str:
    """Return a day as ISO 8601 where it is written as in Vietnam."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip(), re.ASCII)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text.strip()


def _free(name: str, used: set[str]) -> str:
    names = (name if at == 1 else f"{name}-{at}" for at in range(1, len(used) + 2))
    return next(each for each in names if each not in used)


def _head(cell: str) -> str:
    """Return what a column holds: a key, ``name:en`` for a name in a language, or nothing."""
    plain = _plain(cell)
    if plain in KNOWN:
        return KNOWN[plain]
    found = re.fullmatch(r"(?:name|ten)[ _(-]+([A-Za-z]{2,3}(?:-[A-Za-z]{4})?)\)?", cell.strip())
    found = found or re.fullmatch(r"(?:name|ten)[ _(-]+([a-z]{2,3}(?:-[a-z]{4})?)\)?", plain)
    return f"name:{found[1]}" if found and is_sound_tag(found[1]) else ""


def _plain(text: str) -> str:
    """Return a word without accents, in small letters."""
    folded = unicodedata.normalize("NFD", " ".join(text.lower().replace("đ", "d").split()))
    return "".join(char for char in folded if not unicodedata.combining(char)).strip(" :.*")


def _decode(content: bytes) -> str | None:
    for begin, coding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(begin):
            try:
                return unicodedata.normalize("NFC", content.decode(coding))
            except UnicodeDecodeError:
                return None
    return None


def _flow(value: Value) -> str:
    """Return a value in one line of YAML (JSON's texts are YAML's)."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
