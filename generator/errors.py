"""Say what is wrong, where, and what to do: the one form of every problem.

A ``Problem`` holds no sentence. Its rule names a message and a remedy in
``templates/messages/problems/<language>.yml``; the doors put them into words, so
that an editor reads them in English or Vietnamese.

Shapes  ``details`` is ``((name, text), …)``, what the message's placeholders
        stand for. A text that begins with ``@`` is itself a word of that file
        (``@number`` is "a number" in English and "một số" in Vietnamese).
Units   ``line`` counts from 1; None is the file as a whole.
Errors  Nothing here raises; ``HeritageError`` is what others raise.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_DETAIL_CHARACTERS = 600  # room for the nearest 24 words


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, with the value that is wrong."""

    file: str
    line: int | None
    rule: str
    severity: Severity
    value: str = ""
    details: tuple[tuple[str, str], ...] = ()


class HeritageError(Exception):
    """A step can't go on; carries every problem known by then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{each.file}: {each.rule}" for each in self.problems))


def error(
    rule: str, file: str, line: int | None = None, value: str = "", **details: str
) -> Problem:
    """Return a problem that stops the build."""
    return Problem(
        file=file,
        line=line,
        rule=rule,
        severity=Severity.ERROR,
        value=shorten(value),
        details=shorten_details(details),
    )


def warning(
    rule: str, file: str, line: int | None = None, value: str = "", **details: str
) -> Problem:
    """Return a problem that doesn't stop the build unless it is strict."""
    return Problem(
        file=file,
        line=line,
        rule=rule,
        severity=Severity.WARNING,
        value=shorten(value),
        details=shorten_details(details),
    )


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems in reading order, each once."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda each: (each.file, each.line or 0, each.rule, each.value, each.details),
        )
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of the problems stops the build."""
    return any(each.severity is Severity.ERROR for each in problems)


def shorten(value: str, *, most_characters: int = 120) -> str:
    """Return ``value`` on one line, cut where it would drown the message."""
    line = " ".join(value.split()).encode("utf-8", "replace").decode()
    return line if len(line) <= most_characters else line[: most_characters - 1] + "…"


def shorten_details(details: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the details, each on one line."""
    return tuple(
        (name, shorten(text, most_characters=MOST_DETAIL_CHARACTERS))
        for name, text in details.items()
    )
