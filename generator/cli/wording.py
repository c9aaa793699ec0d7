"""What commands say, in the language of ``--lang``; their sentences are files."""

import sys
from collections.abc import Callable

from generator.content.wording import read_command_words
from generator.templates import package_folder

Say = Callable[..., str]


def words_of(language: str) -> Say:
    """Return a function from a key and values to a sentence."""
    words = read_command_words([package_folder()], language)

    def say(key: str, **values: object) -> str:
        return words[key].format(**values)

    return say


def on_terminal() -> bool:
    """Return whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
