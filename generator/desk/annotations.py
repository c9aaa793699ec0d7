"""Problems in the forms that code hosts show beside the line.

Pure. ``prefix`` is the way from the repository's top to the folder of ``mkdocs.yml``,
with a slash at its end, or nothing.

Shapes  ``sarif_log`` returns one SARIF log; ``workflow_commands`` lines of text.
Source  SARIF 2.1.0 (OASIS), 3.4, 3.14, 3.27 and 3.30; GitHub Actions, "Workflow
        commands": ``%``, CR and LF are escaped in texts, ``:`` and ``,`` in properties.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from generator import __version__
from generator.content.wording import ProblemWords
from generator.errors import Problem, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
PLACEHOLDER = re.compile(r"\{\w+\}")
FINGERPRINT_DIGITS = 32


def sarif_log(
    problems: Sequence[Problem], words: ProblemWords, language: str, prefix: str = ""
) -> dict[str, object]:
    """Return the problems as a SARIF log with one run."""
    rules = list(dict.fromkeys(each.rule for each in problems))
    driver: dict[str, object] = {
        "name": "Heritage QR", "semanticVersion": __version__, "language": language,
        "rules": [_rule(rule, words) for rule in rules],
    }
    run = {
        "tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
        "results": [_result(each, words, rules.index(each.rule), prefix) for each in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def workflow_commands(
    problems: Sequence[Problem], words: ProblemWords, prefix: str = ""
) -> Iterator[str]:
    """Yield one line for each problem, which GitHub shows at its file and line."""
    for each in problems:
        where = {"file": prefix + each.file, "line": str(each.line or 1), "title": each.rule}
        shown = ",".join(f"{name}={_escaped(text, ':,')}" for name, text in where.items())
        text = f"{words.message(each)}\n{words.fix(each)}".strip()
        yield f"::{each.severity.value} {shown}::{_escaped(text)}"


def _rule(rule: str, words: ProblemWords) -> dict[str, object]:
    message, fix = words.sentences.get(rule, (rule, ""))
    found: dict[str, object] = {
        "id": rule, "shortDescription": {"text": PLACEHOLDER.sub("…", message) or rule},
    }
    return found | ({"help": {"text": PLACEHOLDER.sub("…", fix)}} if fix else {})


def _result(
    problem: Problem, words: ProblemWords, index: int, prefix: str
) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": quote(prefix + problem.file)}}
    if problem.line is not None:
        place["region"] = {"startLine": max(1, problem.line)}
    mark = "\n".join((problem.rule, problem.file, problem.value))
    digest = hashlib.sha256(mark.encode()).hexdigest()[:FINGERPRINT_DIGITS]
    return {
        "ruleId": problem.rule, "ruleIndex": index,
        "level": "error" if problem.severity is Severity.ERROR else "warning",
        "message": {"text": f"{words.message(problem)}\n{words.fix(problem)}".strip()},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"heritageProblem/v1": digest},
    }


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
