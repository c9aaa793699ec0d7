"""Read the sentences of problems in one language.

Shapes  ``rule -> (message, fix)``, and the terms that details beginning with ``@``
        stand for.
Errors  A rule without sentences is our mistake: a test compares code and files.
Source  ``templates/messages/problems/<language>/*.yml``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem
from generator.schema import Branch, Leaf
from generator.yaml_reader import parse_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemWords:
    """The sentences of one language, English where it lacks one."""

    sentences: Mapping[str, tuple[str, str]]
    terms: Mapping[str, str]

    def message(self, problem: Problem) -> str:
        """Return what is wrong, with the value."""
        return self._fill(problem, 0)

    def fix(self, problem: Problem) -> str:
        """Return what to do."""
        return self._fill(problem, 1)

    def _fill(self, problem: Problem, part: int) -> str:
        values = {"value": self._term(problem.value)}
        values.update((name, self._term(text)) for name, text in problem.details)
        sentence = self.sentences.get(problem.rule, (problem.rule, problem.rule))[part]
        return sentence.format(**values)

    def _term(self, text: str) -> str:
        return self.terms.get(text[1:], text) if text.startswith("@") else text


def read_problem_words(folders: Iterable[Path], language: str) -> ProblemWords:
    """Return the sentences found below ``messages/problems/`` of the template folders."""
    sentences: dict[str, tuple[str, str]] = {}
    terms: dict[str, str] = {}
    for tag in dict.fromkeys(("en", language)):
        for folder in reversed(tuple(folders)):
            for path in sorted((folder / "messages" / "problems" / tag).glob("*.yml")):
                root = parse_yaml(path.read_text("utf-8"), path.name, [])
                for entry in root.entries if root is not None else ():
                    if isinstance(entry.value, Branch):
                        words = _leaves(entry.value)
                        if entry.key == "terms":
                            terms.update(words)
                        else:
                            pair = (words.get("message", entry.key), words.get("fix", ""))
                            sentences[entry.key] = pair
    return ProblemWords(sentences=sentences, terms=terms)


def read_command_words(folders: Iterable[Path], language: str) -> dict[str, str]:
    """Return what commands say, from ``messages/commands/``; English where a word is lacking."""
    found: dict[str, str] = {}
    for tag in dict.fromkeys(("en", language)):
        for folder in reversed(tuple(folders)):
            path = folder / "messages" / "commands" / f"{tag}.yml"
            root = parse_yaml(path.read_text("utf-8"), path.name, []) if path.is_file() else None
            if root is not None:
                found.update(_leaves(root))
    return found


def read_hints(folders: Iterable[Path], language: str) -> dict[str, str]:
    """Return the hints to a writer, from ``messages/skeleton/``, under keys such as ``look.cave``."""
    found: dict[str, str] = {}
    for tag in dict.fromkeys(("en", language)):
        for folder in reversed(tuple(folders)):
            path = folder / "messages" / "skeleton" / f"{tag}.yml"
            root = parse_yaml(path.read_text("utf-8"), path.name, []) if path.is_file() else None
            if root is not None:
                found.update(_leaves(root))
                for entry in root.entries:
                    if isinstance(entry.value, Branch):
                        below = _leaves(entry.value)
                        found.update((f"{entry.key}.{key}", text) for key, text in below.items())
    return found


def _leaves(branch: Branch) -> dict[str, str]:
    return {each.key: each.value.text for each in branch.entries if isinstance(each.value, Leaf)}
