"""Figures to bars of a drawing: sums and places are made here, not in the template.

Units   Lengths are those of the drawing's own ``viewBox``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT, FOOT, HEAD = 720, 170, 24, 20
MOST_DAYS = 62  # more columns than that are no columns any more: weeks then
MOST_TICKS = 12
LONGEST_BAR = 100  # per cent of the cell
FIGURE_WIDTH = 6.6  # of one digit, at the drawing's 11 units a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One column; ``figure`` and ``tick`` are empty where there is no room for them."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    figure: str
    tick: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Columns over a line; ``top`` is the highest figure."""

    width: int
    height: int
    floor: int
    bars: tuple[Bar, ...]
    top: int


def columns(figures: Sequence[tuple[str, int]]) -> Plot:
    """Return a plot of (label, figure)."""
    top = max((value for _, value in figures), default=0)
    step = WIDTH / max(len(figures), 1)
    every = -(-len(figures) // MOST_TICKS) or 1
    floor = HEIGHT - FOOT
    bars = []
    for at, (label, value) in enumerate(figures):
        height = (floor - HEAD) * value / top if top else 0
        named = len(str(top)) * FIGURE_WIDTH < step or value == top
        bars.append(Bar(
            x=round(at * step + step * 0.12, 2), y=round(floor - height, 2), value=value,
            width=round(step * 0.76, 2), height=round(height, 2), label=label,
            middle=round((at + 0.5) * step, 2), figure=str(value) if value and named else "",
            tick=label[-5:] if at % every == 0 else "",  # of a date, month and day
        ))
    return Plot(width=WIDTH, height=HEIGHT, floor=floor, bars=tuple(bars), top=top)


def by_day(days: Sequence[tuple[str, int]]) -> tuple[Plot, bool]:
    """Return the plot of every day between the first and the last, or of weeks."""
    if not days:
        return columns(()), False
    counts = dict(days)
    first, last = date.fromisoformat(days[0][0]), date.fromisoformat(days[-1][0])
    length = (last - first).days + 1
    if length <= MOST_DAYS:
        all_days = [(first + timedelta(at)).isoformat() for at in range(length)]
        return columns([(day, counts.get(day, 0)) for day in all_days]), False
    weeks: dict[str, int] = {}
    monday = first - timedelta(first.weekday())
    while monday <= last:
        weeks[monday.isoformat()] = 0
        monday += timedelta(7)
    for day, count in days:
        at = date.fromisoformat(day)
        weeks[(at - timedelta(at.weekday())).isoformat()] += count
    return columns(list(weeks.items())), True


def bar_length(value: int, top: int) -> float:
    """Return how long a bar in a table is."""
    return round(LONGEST_BAR * value / top, 1) if top else 0
