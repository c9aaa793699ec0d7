"""The scans as one HTML file that needs nothing else."""

from collections.abc import Callable, Mapping

from generator.model import Catalogue, IssuedCode, Messages
from generator.stats.plots import bar_length, by_day, columns
from generator.stats.report import plaque_rows, silent_rows
from generator.stats.scans import Scans
from generator.templates import Renderer

Words = Callable[..., str]


def words_of(messages: Messages, language: str, section: str = "stats") -> Words:
    """Return what puts a key of a report into words."""
    def text(key: str, **values: object) -> str:
        return messages.text(language, f"{section}.{key}", **values)

    return text


def render_report(
    scans: Scans, codes: Mapping[str, IssuedCode], catalogue: Catalogue, messages: Messages,
    language: str, renderer: Renderer,
) -> str:
    """Return the report."""
    text = words_of(messages, language)
    rows = plaque_rows(scans, codes)
    top = rows[0].scans if rows else 0
    days, weekly = by_day(scans.days)
    hours = columns([(f"{hour:02}", count) for hour, count in enumerate(scans.hours)])
    plots = ((text("by_week" if weekly else "by_day"), days), (text("by_hour"), hours))
    period = text("period", first=scans.days[0][0], last=scans.days[-1][0]) if scans.days else ""
    return renderer.render("stats.html.jinja", {
        "language": language, "t": text, "site_name": catalogue.settings.site_name,
        "period": period, "total": scans.total, "silent": silent_rows(scans, codes),
        "plots": plots if scans.days else (),
        "plaques": [(row, bar_length(row.scans, top)) for row in rows],
        "robots": scans.robots, "repeats": scans.repeats, "unreadable": scans.unreadable,
        "late": scans.late, "zone": catalogue.settings.timezone,
    })
