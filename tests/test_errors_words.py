"""Every problem can be put into words: no placeholder is without a value, no term unknown.

Rules as such are tried in ``test_architecture.py``; here is what a sentence is filled with.
"""

import ast
import re
from pathlib import Path

import pytest

from generator.content.wording import read_problem_words

HOME = Path(__file__).resolve().parents[1]
TREES = {
    path.relative_to(HOME).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted((HOME / "generator").rglob("*.py"))
}
MADE_WHILE_RUNNING = [
    "photo-no-credit", "photo-no-licence", "code-length", "code-character", "code-check",
    "git-shallow", "git-refuses", "link-dangling", "link-anchor", "link-outside", "link-no-text",
    "unknown-area", "unknown-route", "unknown-plaque-language",
]
NOT_DETAILS = {"severity", "file", "line", "rule", "value"}
TERM = re.compile(r"@[a-z]+(-[a-z]+)*\Z")


def calls() -> list[tuple[str, str, set[str]]]:
    """Return (where, rule, details given) of each problem that the code makes."""
    found = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if called not in {"error", "warning", "report"} or not isinstance(first, ast.Constant):
                continue
            if any(each.arg is None for each in node.keywords):
                continue  # details handed on whole
            given = {each.arg for each in node.keywords if each.arg} - NOT_DETAILS
            found.append((f"{path}:{node.lineno}", str(first.value), given))
    return found


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_placeholder_has_its_value(language: str) -> None:
    sentences = read_problem_words([HOME / "templates"], language).sentences
    lacking = [
        (where, rule, wanted - given)
        for where, rule, given in calls() if rule in sentences
        and not (wanted := set(re.findall(r"\{(\w+)\}", " ".join(sentences[rule])))) <= given | {"value"}
    ]
    assert not lacking


@pytest.mark.parametrize("language", ["en", "vi"])
def test_rules_made_while_running_have_sentences(language: str) -> None:
    sentences = read_problem_words([HOME / "templates"], language).sentences
    assert not set(MADE_WHILE_RUNNING) - sentences.keys()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_term_is_known(language: str) -> None:
    terms = read_problem_words([HOME / "templates"], language).terms
    used = {
        node.value[1:]
        for place, tree in TREES.items() for node in ast.walk(tree)
        if not place.startswith("generator/web/")  # JSON-LD has keys of this form
        and isinstance(node, ast.Constant) and isinstance(node.value, str)
        and TERM.match(node.value)
    }
    assert used and not used - terms.keys()
