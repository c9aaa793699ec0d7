"""Services that nobody has checked for a year: only this message depends on today."""

from datetime import date, timedelta

from generator.doing import Service
from generator.errors import Problem, warning

DAYS_GOOD = 365


def check_services(
    services: tuple[Service, ...], file: str, today: date
) -> tuple[Problem, ...]:
    """Return a warning for each entry that was last checked more than a year ago, or never."""
    oldest = (today - timedelta(days=DAYS_GOOD)).isoformat()
    problems = []
    for service in services:
        last = service.checked_last
        if last is None:
            problems.append(warning("service-never-checked", file, service.line, service.id))
        elif last < oldest[: len(last)]:
            problems.append(warning("service-old", file, service.line, service.id, checked=last))
    return tuple(problems)
