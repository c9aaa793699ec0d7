"""Tables of plain text that stand straight in every script. Pure.

Source  Unicode Standard Annex 11 (East Asian Width).
"""

import unicodedata
from collections.abc import Sequence


def width_of(text: str) -> int:
    """Return how many columns a terminal gives a text."""
    return sum(
        0 if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def shorten_to(text: str, columns: int) -> str:
    """Return a text that fits into so many columns."""
    if width_of(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width_of(kept + char) > columns - 1:
            break
        kept += char
    return f"{kept}…"


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return the rows as lines; columns in ``right`` are set to the right."""
    widths = [max(width_of(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = []
        for at, cell in enumerate(row):
            blanks = " " * (widths[at] - width_of(cell))
            cells.append(blanks + cell if at in right else cell + blanks)
        lines.append("  ".join(cells).rstrip())
    return lines
