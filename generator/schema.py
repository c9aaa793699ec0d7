"""Read typed values out of a YAML tree, collecting every slip on the way.

YAML scalars are text until the schema asks for more, as in YAML 1.2's failsafe
schema: ``no``, ``012``, ``17:00`` and ``1994-12-17`` are what the field says.

Shapes  A tree is made of ``Leaf``, ``Series`` and ``Branch``; each knows its line.
Units   Lines count from 1 in the file, front matter included.
Errors  Problems are appended to the list given to ``Fields``; nothing raises.
Source  YAML 1.2.2, 10.1 (failsafe schema).
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TypeVar
from urllib.parse import urlsplit

from generator.errors import Problem, Severity, shorten, shorten_details
from generator.model import Quantity

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TRUE_WORDS = frozenset({"true", "True", "TRUE", "yes", "on"})
FALSE_WORDS = frozenset({"false", "False", "FALSE", "no", "off"})
INTEGER = re.compile(r"[+-]?[0-9]{1,15}\Z")
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?\Z")
QUANTITY = re.compile(
    r"(?P<about>[~≈]\s?)?(?P<low>-?[0-9]{1,12}(\.[0-9]{1,9})?)"
    r"(\s?[-–]\s?(?P<high>[0-9]{1,12}(\.[0-9]{1,9})?))?\Z"
)
T = TypeVar("T")
N = TypeVar("N", int, float)
WEB_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A scalar as written; ``plain`` where no quotes stand round it."""

    text: str
    line: int
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether nothing, or YAML's word for nothing, stands there."""
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A sequence."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key of a mapping with its value."""

    key: str
    line: int
    value: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A mapping; each key stands once (the reader sees to that)."""

    entries: tuple[Entry, ...]
    line: int


Node = Leaf | Series | Branch


def nearest(word: str, known: Collection[str]) -> str:
    """Return the known word most like ``word``, or all of them where none is."""
    ordered = sorted(known)
    close = get_close_matches(word.lower(), ordered, n=1, cutoff=0.6)
    if close:
        return f"“{close[0]}”"
    shown = ", ".join(ordered[:24])
    return shown + (", …" if len(ordered) > 24 else "")


class Fields:
    """One mapping being read; ask for each key, then ``finish``."""

    def __init__(self, node: Branch, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.line = node.line
        self.problems = problems
        self._entries = {entry.key: entry for entry in node.entries}
        self._asked: set[str] = set()

    # -------------------------------------------------------------- plumbing
    def report(
        self,
        rule: str,
        line: int,
        value: str = "",
        severity: Severity = Severity.ERROR,
        **details: str,
    ) -> None:
        """Note a problem of this file."""
        self.problems.append(
            Problem(
                file=self.file,
                line=line,
                rule=rule,
                severity=severity,
                value=shorten(value),
                details=shorten_details(details),
            )
        )

    def has(self, key: str) -> bool:
        """Return whether the key stands there with something in it."""
        return self.node(key) is not None

    def line_of(self, key: str) -> int:
        """Return the line of the key, or of the mapping where it is missing."""
        entry = self._entries.get(key)
        return entry.line if entry else self.line

    def node(self, key: str) -> Node | None:
        """Return the raw value of a key; None where it is missing or null."""
        self._asked.add(key)
        entry = self._entries.get(key)
        if entry is None or (isinstance(entry.value, Leaf) and entry.value.is_null):
            return None
        return entry.value

    def leaf(self, key: str, *, expected: str, required: bool = False) -> Leaf | None:
        """Return a scalar, or None with a problem where it is something else."""
        node = self.node(key)
        if node is None:
            if required:
                self.report("missing-key", self.line_of(key), key, key=key)
            return None
        if not isinstance(node, Leaf):
            self.wrong_type(key, node, expected)
            return None
        return node

    def wrong_type(self, key: str, node: Node, expected: str) -> None:
        """Note that the value of a key is of another kind than expected."""
        found = {Leaf: "", Series: "@a-list", Branch: "@a-mapping"}[type(node)]
        value = node.text if isinstance(node, Leaf) else ""
        self.report(
            "wrong-type", self.line_of(key), value, key=key, expected=expected, found=found or value
        )

    def typed(
        self, key: str, expected: str, read: Callable[[str], T | None], required: bool = False
    ) -> T | None:
        """Return a scalar read by ``read``; where that gives None, note a wrong type."""
        leaf = self.leaf(key, expected=expected, required=required)
        if leaf is None:
            return None
        result = read(leaf.text)
        if result is None:
            self.wrong_type(key, leaf, expected)
        return result

    # -------------------------------------------------------------- scalars
    def text(self, key: str, *, required: bool = False) -> str | None:
        """Return a text without blanks at its ends."""
        leaf = self.leaf(key, expected="@a-text", required=required)
        if leaf is None:
            return None
        text = leaf.text.strip()
        if not text and required:
            self.report("missing-key", self.line_of(key), key, key=key)
        return text or None

    def integer(self, key: str, *, least: int | None = None, most: int | None = None) -> int | None:
        """Return a whole number within bounds."""
        number = self.typed(key, "@a-whole-number", read_integer)
        return None if number is None else self._within(key, number, least, most)

    def number(
        self, key: str, *, least: float | None = None, most: float | None = None,
        required: bool = False,
    ) -> float | None:
        """Return a decimal number within bounds."""
        number = self.typed(key, "@a-number", read_number, required)
        return None if number is None else self._within(key, number, least, most)

    def quantity(self, key: str, *, required: bool = False, least: float = 0) -> Quantity | None:
        """Return ``90``, ``~90`` (about) or ``200-300`` as a quantity."""
        found = self.typed(key, "@a-quantity", read_quantity, required)
        if found is None or self._within(key, found.low, least, None) is None:
            return None
        return found

    def _within(
        self, key: str, number: N, least: float | None, most: float | None
    ) -> N | None:
        if (least is None or number >= least) and (most is None or number <= most):
            return number
        bounds = f"{'' if least is None else f'{least:g}'}…{'' if most is None else f'{most:g}'}"
        self.report("out-of-range", self.line_of(key), f"{number:g}", key=key, bounds=bounds)
        return None

    def boolean(self, key: str) -> bool | None:
        """Return a yes or no."""
        return self.typed(key, "@yes-or-no", read_boolean)

    def date(self, key: str) -> str | None:
        """Return an ISO 8601 date: 1994-12-17, 1994-12 or 1994."""
        return self.typed(key, "@a-date", read_date)

    def web_address(self, key: str) -> str | None:
        """Return an http or https address."""
        return self.typed(key, "@a-web-address", read_web_address)

    def base_address(self, key: str, *, required: bool = False) -> str | None:
        """Return an http or https address below which others stand."""
        return self.typed(key, "@a-web-address", read_base_address, required)

    def word(
        self, key: str, known: Collection[str], *, rule: str = "unknown-word",
        required: bool = False,
    ) -> str | None:
        """Return a word of a vocabulary; an unknown one is a problem."""
        leaf = self.leaf(key, expected="@a-word", required=required)
        if leaf is None:
            return None
        return self._known(leaf.text.strip(), leaf.line, key, known, rule)

    def _known(
        self, word: str, line: int, key: str, known: Collection[str], rule: str
    ) -> str | None:
        if word in known:
            return word
        self.report(rule, line, word, key=key, nearest=nearest(word, known))
        return None

    # -------------------------------------------------------------- collections
    def leaves(self, key: str, expected: str = "@a-list-of-words") -> tuple[Leaf, ...]:
        """Return a list of scalars, each with its line."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Series):
            self.wrong_type(key, node, expected)
            return ()
        for item in node.items:
            if not isinstance(item, Leaf) or item.is_null:
                self.report("wrong-type", item.line, key=key, expected=expected, found="@another")
        return tuple(i for i in node.items if isinstance(i, Leaf) and not i.is_null)

    def words(
        self, key: str, known: Collection[str], *, rule: str = "unknown-word"
    ) -> tuple[str, ...]:
        """Return a list of words of a vocabulary."""
        found: list[str] = []
        for leaf in self.leaves(key):
            word = self._known(leaf.text.strip(), leaf.line, key, known, rule)
            if word in found:
                self.report("duplicate-word", leaf.line, word, key=key)
            elif word is not None:
                found.append(word)
        return tuple(found)

    def branch(self, key: str, *, required: bool = False) -> "Fields | None":
        """Return a mapping below this one, to be read in the same way."""
        node = self.node(key)
        if node is None:
            if required:
                self.report("missing-key", self.line_of(key), key, key=key)
            return None
        if not isinstance(node, Branch):
            self.wrong_type(key, node, "@a-mapping")
            return None
        return Fields(node, self.file, self.problems)

    def branches(self, key: str) -> "Iterator[Fields]":
        """Yield each mapping of a list of mappings."""
        node = self.node(key)
        if node is None:
            return
        if not isinstance(node, Series):
            self.wrong_type(key, node, "@a-list-of-mappings")
            return
        for item in node.items:
            if isinstance(item, Branch):
                yield Fields(item, self.file, self.problems)
            else:
                self.report(
                    "wrong-type", item.line, item.text if isinstance(item, Leaf) else "",
                    key=key, expected="@a-mapping", found="@another",
                )

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield every key of this mapping with its line, and take it as known."""
        for key, entry in self._entries.items():
            self._asked.add(key)
            yield key, entry.line

    def texts(self, key: str) -> dict[str, str]:
        """Return a mapping of texts, such as a name in each language."""
        fields = self.branch(key)
        if fields is None:
            return {}
        found = ((each, fields.text(each)) for each, _ in fields.entries())
        return {each: text for each, text in found if text is not None}

    def finish(self) -> None:
        """Note every key that nobody asked for, with the nearest right one."""
        for key, entry in self._entries.items():
            if key not in self._asked:
                self.report("unknown-key", entry.line, key, nearest=nearest(key, self._asked))


# ------------------------------------------------------------------ single values
def read_integer(text: str) -> int | None:
    """Return a whole number, or None."""
    return int(text) if INTEGER.match(text.strip()) else None


def read_number(text: str) -> float | None:
    """Return a decimal number, or None."""
    return float(text) if NUMBER.match(text.strip()) else None


def read_quantity(text: str) -> Quantity | None:
    """Return a number, ``~`` a number, or a range, or None."""
    match = QUANTITY.match(text.strip())
    if not match:
        return None
    high = float(match["high"]) if match["high"] else None
    low = float(match["low"])
    if high is not None and high < low:
        return None
    return Quantity(low=low, high=high, about=bool(match["about"]))


def read_boolean(text: str) -> bool | None:
    """Return a yes or no, or None."""
    if text in TRUE_WORDS:
        return True
    return False if text in FALSE_WORDS else None


def read_date(text: str) -> str | None:
    """Return an ISO 8601 date, month or year as written, or None."""
    parts = text.strip()
    full = {4: parts + "-01-01", 7: parts + "-01", 10: parts}.get(len(parts), "")
    try:
        date.fromisoformat(full)
    except ValueError:
        return None
    return parts if re.match(r"[0-9]{4}(-[0-9]{2}){0,2}\Z", parts) else None


def read_web_address(text: str) -> str | None:
    """Return an http or https address, or None."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port, (host or "").encode("idna")  # both raise where no browser could go
    except ValueError:
        return None
    sound = parts.scheme in WEB_SCHEMES and host and not re.search(r"[\s<>\"\\^`{|}]", address)
    return address if sound else None


def read_base_address(text: str) -> str | None:
    """Return a web address that others can stand below, or None.

    A query, a fragment or a password in it would be lost in a printed symbol.
    """
    address = read_web_address(text)
    if address is None:
        return None
    parts = urlsplit(address)
    plain = not (parts.query or parts.fragment or parts.username or address.endswith(("?", "#")))
    return address if plain else None
