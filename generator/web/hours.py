"""Opening hours in the words of one language, where they are of the simple kind.

Shapes  In: OpenStreetMap's ``opening_hours``. Simple are rules of weekdays and times
        of one day (``Mo-Fr 08:00-12:00,13:00-17:00; Su off``), and ``24/7``. Other
        hours (months, holidays, sunrise, past midnight) are shown as written, and no
        page says whether they hold now. ``week_table`` is what a phone judges by
        (``templates/web/js/shared/20-hours.js``): minutes of the day, Monday first,
        ``480-720,780-1020;…``; one entry where all days are alike.
Errors  Nothing raises.
Source  https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

import re
from collections.abc import Iterator
from functools import cache

from generator.model import Messages

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
TIME = r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-4]):[0-5]\d"
RULE = re.compile(
    rf"(?:({DAY}(?:-{DAY})?(?:,{DAY}(?:-{DAY})?)*)\s+)?({TIME}(?:,{TIME})*|off|closed)\Z"
)


@cache
def is_simple(hours: str) -> bool:
    """Return whether a phone can judge these hours without doubt."""
    if hours.strip() == "24/7":
        return True
    found = [RULE.match(_tight(each)) for each in hours.split(";")]
    return all(
        rule is not None and all(_forward(each) for each in re.findall(TIME, rule[2]))
        for rule in found
    )


@cache
def week_table(hours: str) -> str:
    """Return the hours as a table of minutes; empty where a phone could be wrong."""
    if not is_simple(hours) or hours.strip() == "24/7":
        return ""
    week = [""] * 7
    for rule in hours.split(";"):
        found = RULE.match(_tight(rule))
        assert found is not None
        spans = sorted(tuple(_minutes(each) for each in times.split("-"))
                       for times in re.findall(TIME, found[2]))
        for day in _days(found[1] or "Mo-Su"):  # a later rule replaces an earlier one
            week[day] = ",".join(f"{begin}-{end}" for begin, end in spans)
    return week[0] if len(set(week)) == 1 else ";".join(week)


def hours_text(hours: str, language: str, messages: Messages) -> str:
    """Return hours to read: ``every day 08:30–17:30``; as written where not simple."""
    if not is_simple(hours):
        return hours
    if hours.strip() == "24/7":
        return messages.text(language, "page.always_open")
    return "; ".join(_rule_text(each, language, messages) for each in hours.split(";"))


def _rule_text(rule: str, language: str, messages: Messages) -> str:
    found = RULE.match(_tight(rule))
    assert found is not None
    days = found[1] or "Mo-Su"
    if days == "Mo-Su":
        shown = messages.text(language, "page.every_day")
    else:
        shown = re.sub(DAY, lambda m: messages.text(language, f"day.{m[0].lower()}"), days)
        shown = shown.replace("-", "–").replace(",", ", ")
    times = found[2].replace("-", "–").replace(",", ", ")
    if times in {"off", "closed"}:
        times = messages.text(language, "page.closed")
    return f"{shown} {times}"


def _days(text: str) -> Iterator[int]:
    """Yield the days of ``Fr-Mo,We``, Monday as 0."""
    for part in text.split(","):
        first, _, last = part.partition("-")
        day, end = DAYS.index(first), DAYS.index(last or first)
        yield day
        while day != end:
            day = (day + 1) % 7
            yield day


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _tight(rule: str) -> str:
    return re.sub(r"\s*([,-])\s*", r"\1", rule.strip())


def _forward(times: str) -> bool:
    """Whether the times end on the day on which they begin."""
    begin, end = times.split("-")
    return begin < end <= "24:00"
