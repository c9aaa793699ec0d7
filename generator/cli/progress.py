"""Show on a terminal how far long work is; nothing elsewhere."""

import sys

import click

from generator.crew import Progress

WORDS = {
    "en": {"read": "reading sites", "render": "rendering", "link": "keeping files"},
    "vi": {"read": "đang đọc điểm", "render": "đang dựng trang", "link": "đang giữ tệp"},
}


def progress_on_terminal(language: str) -> Progress | None:
    """Return what tells of progress on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        return None

    def tell(what: str, done: int, whole: int) -> None:
        end = "\r" if done < whole else "\r\033[K"
        click.echo(f"\r\033[K{WORDS[language][what]} {done}/{whole}{end}", nl=False, err=True)

    return tell
