"""Symbols kept under the hash of all that they are made from.

Shapes  ``Cache`` is any keeper of bytes by key; the door passes one on disk.
Errors  An entry that can't be read is drawn anew.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Protocol

from generator.press.symbol import Symbol, SymbolTooLarge, draw_symbol
from generator.press.workers import Workers

# Raise it when draw_symbol draws otherwise, so that old entries are not used.
DRAWING = 1
SYMBOLS_A_TASK = 50


class Cache(Protocol):
    """Keeps bytes by key; may forget at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what was put, or None."""

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes."""


def cached_symbol(payload: str, cache: Cache | None = None) -> Symbol:
    """Return the symbol of a payload, drawn only where the cache lacks it."""
    if cache is None:
        return draw_symbol(payload)
    key = _key(payload)
    kept = cache.get(key)
    symbol = _parse(payload, kept) if kept is not None else None
    if symbol is None:
        symbol = draw_symbol(payload)
        cache.put(key, _bytes(symbol))
    return symbol


def draw_ahead(payloads: Sequence[str], cache: Cache, hands: Workers) -> None:
    """Draw on all cores what the cache lacks."""
    lacking = [payload for payload in payloads if cache.get(_key(payload)) is None]
    groups = [tuple(lacking[start : start + SYMBOLS_A_TASK])
              for start in range(0, len(lacking), SYMBOLS_A_TASK)]
    for group, drawn in zip(groups, hands.run(_draw_group, groups), strict=True):
        for payload, content in zip(group, drawn, strict=True):
            if content:
                cache.put(_key(payload), content)


def _draw_group(payloads: tuple[str, ...]) -> list[bytes]:
    """Return the symbols of some payloads as the cache keeps them; none where none holds it."""
    found = []
    for payload in payloads:
        try:
            found.append(_bytes(draw_symbol(payload)))
        except SymbolTooLarge:
            found.append(b"")  # the plan says so, with its line
    return found


def _key(payload: str) -> str:
    return "symbol-" + hashlib.sha256(f"{DRAWING}\n{payload}".encode()).hexdigest()


def _bytes(symbol: Symbol) -> bytes:
    rows = ["".join("01"[dark] for dark in row) for row in symbol.modules]
    kept = {"payload": symbol.payload, "version": symbol.version,
            "level": symbol.error_correction, "rows": rows}
    return json.dumps(kept, sort_keys=True).encode()


def _parse(payload: str, kept: bytes) -> Symbol | None:
    try:
        found = json.loads(kept)
        rows = tuple(tuple(char == "1" for char in row) for row in found["rows"])
        version, level = int(found["version"]), str(found["level"])
        sound = found["payload"] == payload and len(rows) == 17 + 4 * version
    except (ValueError, KeyError, TypeError):
        return None
    if not sound or any(len(row) != len(rows) for row in rows):
        return None
    return Symbol(payload=payload, modules=rows, version=version, error_correction=level)
