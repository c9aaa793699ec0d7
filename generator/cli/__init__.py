"""The ``heritage`` command. Door to ``click``: this folder alone imports it.

A command's module is imported when the command is called: a build that has nothing to do
needs neither the press nor the desk, and every worker of a build passes through here.
"""

import io
import sys
from importlib import import_module

import click

from generator import __version__

# name -> (module of this folder, function)
COMMANDS = {
    "build": ("building", "build"), "serve": ("serving", "serve"),
    "check": ("building", "check"), "new": ("new", "new"), "rename": ("moving", "rename"),
    "remove": ("moving", "remove"), "print": ("printing", "print_"),
    "preflight": ("printing", "preflight"), "code": ("code", "code"),
    "status": ("status", "status"), "translated": ("translated", "translated"),
    "export": ("translating", "export"), "import": ("translating", "import_"),
    "stats": ("stats", "stats"), "notice": ("notice", "notice"), "round": ("round", "round_"),
}


def _speak_utf_8() -> None:
    """Write UTF-8 into files and pipes on every system; a console gets what it can show.

    Without it Windows writes its old code page, which lacks most of our letters. What is no
    text at all (a file's name in another encoding) comes as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


class Commands(click.Group):
    """The commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"generator.cli.{module}"), function)
        return command


@click.group(cls=Commands, epilog="Example: heritage build && heritage print")
@click.version_option(__version__, prog_name="heritage")
def main() -> None:
    """Build a multilingual guide to heritage sites, and print its codes."""
    _speak_utf_8()
