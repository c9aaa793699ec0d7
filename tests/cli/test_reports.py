"""Problems as SARIF and as GitHub's workflow commands; the hook that guards the ledger."""

import json
from pathlib import Path
from types import SimpleNamespace

import jsonschema
from click.testing import CliRunner

from generator.cli import main
from generator.content.wording import read_command_words, read_hints
from generator.desk.annotations import sarif_log, workflow_commands
from generator.errors import error, warning
from tests.conftest import SITE_YML, write
from tests.test_architecture import HOME, placeholders

SCHEMA = Path(__file__).parent / "sarif-2.1.0.schema.json"


def run(folder: Path, *words: str) -> str:
    return CliRunner().invoke(main, ["check", "-f", str(folder / "mkdocs.yml"), *words]).output


def test_sarif_is_what_its_schema_says(tiny: Path) -> None:
    write(tiny, "sites/hang-a/site.yml", SITE_YML + "colour: red\n")
    (tiny / "sites/hang-a/en.md").unlink()
    log = json.loads(run(tiny, "--format", "sarif", "--lang", "vi"))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(log)
    first, second = log["runs"][0]["results"]
    assert (first["ruleId"], first["level"]) == ("translation-missing", "warning")
    assert "region" not in first["locations"][0]["physicalLocation"]
    assert second["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "sites/hang-a/site.yml"}, "region": {"startLine": 8}}
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert rules[second["ruleIndex"]]["id"] == "unknown-key"


def test_annotations_escape_what_github_would_take_for_its_own() -> None:
    words = SimpleNamespace(sentences={}, message=lambda _: "100% x::y\r\nz", fix=lambda _: "do, it")
    problems = (error("a-rule", "sites/a,b:c.md", 3), warning("other", "x.md"))
    first, second = workflow_commands(problems, words, "guide/")  # type: ignore[arg-type]
    assert first == ("::error file=guide/sites/a%2Cb%3Ac.md,line=3,title=a-rule"
                     "::100%25 x::y%0D%0Az%0Ado, it")
    assert second.startswith("::warning file=guide/x.md,line=1,")
    log = json.dumps(sarif_log(problems, words, "en", "guide/"))  # type: ignore[arg-type]
    assert "guide/sites/a%2Cb%3Ac.md" in log


def test_nothing_wrong_is_an_empty_log(tiny: Path) -> None:
    assert json.loads(run(tiny, "--format", "sarif"))["runs"][0]["results"] == []
    assert run(tiny, "--format", "github") == ""


def test_commands_say_the_same_in_both_languages() -> None:
    english = read_command_words([HOME / "templates"], "en")
    for read in (read_command_words, read_hints):
        ours, theirs = (read([HOME / "templates"], tag) for tag in ("en", "vi"))
        raw = (HOME / "templates/messages" / ("commands" if read is read_command_words else "skeleton"))
        assert (raw / "vi.yml").read_text("utf-8").count('": ') == (raw / "en.yml").read_text("utf-8").count('": ')
        for key, text in ours.items():
            assert placeholders(text) == placeholders(theirs[key]), key
            assert theirs[key] != text or key not in english, key


def test_what_a_new_project_runs_by_itself_exists(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", "--project", str(tmp_path / "bay")]).exit_code == 0
    workflow = (tmp_path / "bay/.github/workflows/heritage.yml").read_text("utf-8")
    hooks = (HOME / ".pre-commit-hooks.yaml").read_text("utf-8")
    ours = [line.split("heritage ", 1)[1].split() for text, mark in (
        (workflow, "run: heritage "), (hooks, "entry: heritage "),
        ((tmp_path / "bay/.gitlab-ci.yml").read_text("utf-8"), "- heritage "),
        ((tmp_path / "bay/.pre-commit-config.yaml").read_text("utf-8"), "entry: heritage "),
    ) for line in text.splitlines() if mark in line]
    assert len(ours) == 8
    for words in {tuple(each) for each in ours}:
        found = CliRunner().invoke(main, [*words, "-f", str(tmp_path / "bay/mkdocs.yml")])
        assert found.exit_code == 0, (words, found.output)
