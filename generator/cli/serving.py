"""``heritage serve``: show the microsite while it is being edited."""

import logging
import sys
import threading
import webbrowser
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from generator.cli.desk_api import DeskApi
from generator.cli.project import config_option, language_option
from generator.cli.report import print_problems
from generator.content.catalogue import read_settings
from generator.content.wording import read_problem_words
from generator.errors import error, has_errors
from generator.live_server import LiveServer, watch
from generator.preview import Preview
from generator.templates import package_folder

HOST = "127.0.0.1"
PORT = 8000


@click.command(epilog="Example: heritage serve --port 8001")
@config_option
@language_option
@click.option("--port", type=click.IntRange(0, 65535), help=f"Port on this machine.  [{PORT}]")
@click.option("-a", "--dev-addr", metavar="HOST:PORT", help="Address, as in MkDocs.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open a browser, too.")
def serve(
    config_file: Path, language: str, port: int | None, dev_addr: str | None, open_browser: bool
) -> None:
    """Show the microsite at a local address and reload it on every save.

    Answers from memory: output/ is never touched. While something is wrong, the last
    good microsite stays and the problems are printed.
    """
    host, number = parse_address(dev_addr, port)
    preview = Preview(config_file)
    desk = DeskApi(config_file.absolute().parent, partial(_sketch, preview, language), language)
    try:
        server = LiveServer(host, number, desk)
    except OSError as fault:
        said = fault.strerror or str(fault)
        print_problems([error("port-taken", config_file.name, None, f"{host}:{number}", said=said)],
                       "text", language)
        sys.exit(1)
    with server, preview:
        show(server, preview, language)
        click.echo(f"{server.address}  (Ctrl+C ends)", err=True)
        if open_browser:
            webbrowser.open(server.address)
        changed = partial(show, server, preview, language)
        with watch(_watched(config_file), changed):
            try:
                threading.Event().wait()
            except KeyboardInterrupt:
                click.echo("", err=True)


def show(
    server: LiveServer, preview: Preview, language: str, changed: Iterable[Path] = ()
) -> None:
    """Read what changed and publish; on an error the last good microsite stays."""
    try:
        problems = preview.refresh(changed)
    except Exception:
        # A slip of ours must not end the server; it is shown whole, to be reported.
        logging.getLogger("heritage").exception("this build broke; the last good one stays")
        return
    if preview.site is not None and not has_errors(problems):
        server.publish(preview.site)
        click.echo("Ready.", err=True)
    print_problems(problems, "text", language)


def _sketch(preview: Preview, language: str, path: str, raw: str) -> dict[str, object]:
    """Return what the desk shows of a text that is not saved yet."""
    html, problems = preview.sketch(path, raw)
    words = read_problem_words([package_folder()], language)
    said = [{"line": each.line, "message": words.message(each), "fix": words.fix(each)}
            for each in problems]
    return {"html": html, "problems": said}


def parse_address(dev_addr: str | None, port: int | None) -> tuple[str, int]:
    """Return host and port; ``--port`` wins over the port of ``--dev-addr``."""
    host, number = HOST, str(PORT)
    if dev_addr:
        head, colon, tail = dev_addr.rpartition(":")
        if not colon or not tail.isdecimal() or int(tail) > 65535:
            raise click.BadParameter(f"“{dev_addr}” is not HOST:PORT", param_hint="--dev-addr")
        host, number = head.strip("[]") or HOST, tail
    return host, int(number) if port is None else port


def _watched(config_file: Path) -> list[Path]:
    folder = config_file.absolute().parent
    settings = read_settings(config_file.absolute(), [])
    docs_dir = settings.docs_dir if settings else "docs"
    return [config_file, folder / "sites", folder / "templates", folder / docs_dir]
