"""The ``heritage`` command. Door to ``click``: this folder alone imports it."""

import click

from generator import __version__
from generator.cli.building import build, check
from generator.cli.code import code
from generator.cli.moving import remove, rename
from generator.cli.new import new
from generator.cli.notice import notice
from generator.cli.printing import preflight, print_
from generator.cli.round import round_
from generator.cli.serving import serve
from generator.cli.stats import stats
from generator.cli.status import status
from generator.cli.translated import translated
from generator.cli.translating import export, import_


@click.group(epilog="Example: heritage build && heritage print")
@click.version_option(__version__, prog_name="heritage")
def main() -> None:
    """Build a multilingual guide to heritage sites, and print its codes."""


COMMANDS = (
    build, serve, check, new, rename, remove, print_, preflight, code,
    status, translated, export, import_,
    stats, notice, round_,
)
for command in COMMANDS:
    main.add_command(command)
