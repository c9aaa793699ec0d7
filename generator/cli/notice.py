"""``heritage notice``: say what visitors must know today, list it, end it."""

import json
import os
import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from generator.cli.project import config_option, format_option, language_option, require
from generator.cli.report import print_problems
from generator.content.catalogue import SITES, read_codes, read_settings
from generator.content.notice_edit import append_notice, end_notice
from generator.content.notice_schema import (
    NOTICES, KnownWords, kinds_of, parse_notices, read_moment, read_notices,
)
from generator.doing import Notice
from generator.errors import Problem, error, has_errors
from generator.model import Messages, Settings
from generator.output import locked, write_bytes_atomically
from generator.schema import nearest
from generator.templates import read_messages
from generator.web.live import PATH, live_file

SPAN = re.compile(r"\+([1-9]\d{0,3})([hd])\Z", re.ASCII)
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What these commands need of a project: no site is read, so a second is enough."""

    folder: Path
    settings: Settings
    messages: Messages
    slugs: frozenset[str]
    known: KnownWords
    notices: tuple[Notice, ...]

    @property
    def file(self) -> Path:
        """The notices' file."""
        return self.folder / NOTICES

    @property
    def now(self) -> datetime:
        """The office's time."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
        return now.astimezone(ZoneInfo(self.settings.timezone)).replace(microsecond=0)


@click.group(epilog="Example: heritage notice say “Hôm nay tàu không chạy” --kind weather")
def notice() -> None:
    """Say what visitors must know today: every page shows it while it lasts."""


@notice.command(epilog="Example: heritage notice say “Cửa hang đóng” --text en=“Cave closed” --until 18:00")
@click.argument("text")
@click.option("--text", "texts", metavar="LANG=TEXT", multiple=True, help="The same in a language.")
@click.option("--kind", default="info", show_default=True, help="closed, weather, works or info.")
@click.option("--serves", multiple=True, metavar="NAME",
              help="Only for this site, route, area or code; again for more.")
@click.option("--since", help="From when: 2026-11-25, “2026-11-25 18:00”, 18:00 or +2h.  [now]")
@click.option("--until", help="Until when, in the same forms.  [the end of today]")
@click.option("--owner", help="Who says so; the office by default.")
@click.option("--id", "name", help="Its name; by default made of kind and day.")
@config_option
@language_option
def say(
    text: str, texts: tuple[str, ...], kind: str, serves: tuple[str, ...], since: str | None,
    until: str | None, owner: str | None, name: str | None, config_file: Path, language: str,
) -> None:
    """Say TEXT, in the source language; it is shown until its end, and then no more."""
    desk = read_desk(config_file, language)
    with locked(desk.folder / ".cache" / "heritage", _say_waiting):
        desk = read_desk(config_file, language)
        begin = moment_of(since, desk.now, end=False, otherwise=desk.now)
        midnight = desk.now.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        new = Notice(
            id=name or _free_name(f"{kind}-{begin:%Y-%m-%d}", desk.notices), kind=kind,
            since=begin.isoformat(), serves=serves,
            until=moment_of(until, desk.now, end=True, otherwise=midnight).isoformat(),
            texts={desk.settings.source_language: text, **dict(map(_pair, texts))},
            owner={desk.settings.source_language: owner} if owner else
            {tag: text for tag, text in desk.settings.office.names.items() if tag},
        )
        old = desk.file.read_bytes() if desk.file.is_file() else b""
        _write(desk, append_notice(old, new), {*(each.id for each in desk.notices), new.id},
               language)
    click.echo(f"{new.id}: {new.since} – {new.until}")


@notice.command("list", epilog="Example: heritage notice list --format json")
@config_option
@format_option
@language_option
def list_(config_file: Path, output_format: str, language: str) -> None:
    """List the notices: on show now, to come, and over."""
    desk = read_desk(config_file, language)
    found = [
        {"id": each.id, "kind": each.kind, "state": _state(each, desk.now), "since": each.since,
         "until": each.until, "serves": list(each.serves), "text": dict(each.texts)}
        for each in desk.notices
    ]
    if output_format == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for one, each in zip(found, desk.notices, strict=True):
        click.echo("  ".join((each.id, str(one["state"]), each.since, each.until,
                              ", ".join(each.serves) or "*", next(iter(each.texts.values())))))


@notice.command(epilog="Example: heritage notice end weather-2026-11-25")
@click.argument("name", metavar="ID")
@config_option
@language_option
def end(name: str, config_file: Path, language: str) -> None:
    """End the notice ID now: pages stop showing it."""
    desk = read_desk(config_file, language)
    with locked(desk.folder / ".cache" / "heritage", _say_waiting):
        desk = read_desk(config_file, language)
        known = next((each for each in desk.notices if each.id == name), None)
        if known is None:
            shown = nearest(name, [each.id for each in desk.notices]) or "–"
            raise click.UsageError(f"there is no notice “{name}”. Known: {shown}.")
        begun = datetime.fromisoformat(known.since)
        moment = max(desk.now, begun + timedelta(seconds=1))
        if moment < datetime.fromisoformat(known.until):
            content = end_notice(desk.file.read_bytes(), known, moment.isoformat())
            _write(desk, content, {each.id for each in desk.notices}, language, ended=known)
    click.echo(f"{name} is over.")


def read_desk(config_file: Path, language: str) -> Desk:
    """Return settings, words and notices, or print what is wrong with them and exit with 1."""
    require(config_file)
    problems: list[Problem] = []
    folder = config_file.absolute().parent
    settings = read_settings(config_file.absolute(), problems)
    if settings is None:
        _stop(problems, language)
    assert settings is not None
    messages = read_messages(folder, [])
    slugs = frozenset(
        each.parent.name for each in (folder / SITES).glob("*/site.yml"))
    codes = read_codes(folder, [])
    known = KnownWords(
        kinds=kinds_of(messages, "notice", but=("times",)),
        served={*slugs, *settings.areas, *settings.routes, *codes})
    notices = read_notices(folder, settings, known, problems)
    if has_errors(problems):
        _stop(problems, language)
    return Desk(folder=folder, settings=settings, messages=messages, slugs=slugs, known=known,
                notices=notices)


def moment_of(text: str | None, now: datetime, *, end: bool, otherwise: datetime) -> datetime:
    """Return the moment that a person names: a day, a time of today, or a span from now."""
    if text is None:
        return otherwise
    span, clock = SPAN.match(text), CLOCK.match(text)
    if span:
        return now + timedelta(**{{"h": "hours", "d": "days"}[span[2]]: int(span[1])})
    if clock:
        return now.replace(hour=int(clock[1]), minute=int(clock[2]), second=0)
    zone = now.tzinfo
    moment = read_moment(text, zone, end=end) if isinstance(zone, ZoneInfo) else None
    if moment is None:
        raise click.UsageError(
            f"“{text}” is no moment; write 2026-11-25, “2026-11-25 18:00”, 18:00, +2h or +1d")
    return moment


def _write(
    desk: Desk, content: bytes | None, wanted: set[str], language: str,
    ended: Notice | None = None,
) -> None:
    """Write the notices and, where the microsite is built, ``live.json`` alone."""
    problems: list[Problem] = []
    text = (content or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")
    notices = parse_notices(text, desk.settings, desk.known, problems) if content else ()
    if has_errors(problems):
        _stop(problems, language)
    rest = {each.id: _core(each) for each in desk.notices if ended is None or each.id != ended.id}
    same = all(_core(each) == rest.get(each.id, _core(each)) for each in notices)
    if content is None or {each.id for each in notices} != wanted or not same:
        named = ended.id if ended else "notices.yml"
        _stop([error("notice-unusual", NOTICES, None, named)], language)
    assert content is not None
    write_bytes_atomically(desk.file, content)
    site_dir = desk.folder / desk.settings.site_dir
    if site_dir.is_dir():
        live = live_file(notices, desk.settings, desk.messages, desk.slugs)
        write_bytes_atomically(site_dir / PATH, live.content)
        click.echo(f"{desk.settings.site_dir}/{PATH}: upload this one file.", err=True)


def _core(notice: Notice) -> Notice:
    return replace(notice, line=0, until_line=0)


def _state(notice: Notice, now: datetime) -> str:
    if now < datetime.fromisoformat(notice.since):
        return "to come"
    return "on show" if now < datetime.fromisoformat(notice.until) else "over"


def _free_name(name: str, notices: tuple[Notice, ...]) -> str:
    taken = {each.id for each in notices}
    names = (name if at == 1 else f"{name}-{at}" for at in range(1, len(taken) + 2))
    return next(each for each in names if each not in taken)


def _pair(text: str) -> tuple[str, str]:
    language, equals, said = text.partition("=")
    if not equals or not said.strip():
        raise click.UsageError(f"“{text}” is not LANG=TEXT, such as en=“Cave closed”")
    return language.strip(), said.strip()


def _stop(problems: list[Problem], language: str) -> None:
    print_problems(problems, "text", language)
    sys.exit(1)


def _say_waiting() -> None:
    click.echo("Another build is at work; waiting for it to end.", err=True)
