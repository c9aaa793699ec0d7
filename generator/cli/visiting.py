"""What ``heritage check`` does on the network, only when asked: links, and our pages live."""

import os
import sys
from datetime import UTC, datetime

import click

from generator.build import Project
from generator.errors import Problem
from generator.output import write_bytes_atomically
from generator.visits.live_pages import check_live
from generator.visits.outgoing import (
    ASKED_NOT, DEAD, GOOD, MOVED, SHUT, UNSURE, by_owner, link_problems, outgoing_links,
    parse_visits, visit_links, visits_text,
)

SHOWN = (DEAD, UNSURE, MOVED, SHUT, ASKED_NOT, GOOD)


def check_links(project: Project, seconds: float, *, say: bool) -> tuple[Problem, ...]:
    """Return what is wrong with outgoing links; what was found is kept in the cache."""
    kept = project.cache_dir / "links.json"
    known = parse_visits(kept.read_bytes()) if kept.is_file() else {}
    links = outgoing_links(project.catalogue, project.doing.services)
    many = len({link.address for link in links})
    with _bar(many, "links") as bar:
        visits = visit_links(links, known, _now().date(), seconds=seconds, progress=bar.update)
    write_bytes_atomically(kept, visits_text({**known, **visits}))
    if say:
        for owner, counts in by_owner(links, visits).items():
            shown = ", ".join(f"{counts[key]} {key}" for key in SHOWN if counts.get(key))
            click.echo(f"{owner}: {shown}")
    return tuple(link_problems(links, visits))


def check_pages(project: Project, base: str, seconds: float) -> tuple[Problem, ...]:
    """Return what is wrong with the plaque pages at a real address."""
    with _bar(len(project.codes), "pages") as bar:
        return check_live(base, project.catalogue, project.codes, int(_now().timestamp()),
                          seconds=seconds, progress=bar.update)


def _bar(length: int, label: str) -> "click._termui_impl.ProgressBar[int]":
    return click.progressbar(length=length, label=label, file=sys.stderr,
                             hidden=not sys.stderr.isatty())


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def parse_live(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the address to ask, or a usage error where it is none."""
    from generator.schema import read_base_address

    if value is not None and read_base_address(value) is None:
        raise click.BadParameter(f"“{value}” is no address such as https://halong.example/")
    return value
