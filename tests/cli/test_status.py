"""What ``heritage status`` says, against a project counted by hand."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.desk.columns import shorten_to, table, width_of
from tests.conftest import EN, MKDOCS_YML, REPOSITORY, SITE_YML, VI, write


@pytest.fixture
def bay(tiny: Path) -> Path:
    write(tiny, "mkdocs.yml", MKDOCS_YML.replace("[vi, en]", "[vi, en, ko]"))
    write(tiny, "sites/hang-a/site.yml", SITE_YML.replace("lon: 107.0", "lon: 107.0, accuracy_m: 5").replace(
        "2026-11-23", "2020-01-01") + "plaques: [{place: main}, {place: pier}]\n")
    write(tiny, "sites/hang-a/en.md", EN.replace("summary", "status: reviewed\ntranslated_from: c0f3fa179858\nsummary"))
    write(tiny, "sites/gioi-thieu/site.yml", "kind: page\n")
    write(tiny, "sites/gioi-thieu/vi.md", VI)
    write(tiny, "sites/codes.csv", "date,event,code,site,place,detail\n2026-11-24,issued,7KD29,hang-a,main,\n"
          "2026-11-24,printed,7KD29,hang-a,main,job HTTPS://BAY.EXAMPLE/Q/7KD29/\n")
    return tiny


def run(folder: Path, *words: str) -> str:
    found = CliRunner().invoke(main, ["status", "-f", str(folder / "mkdocs.yml"), *words],
                               env={"SOURCE_DATE_EPOCH": "1795500000"})
    assert found.exit_code == 0, found.output
    return found.output


def as_json(folder: Path) -> dict:
    found = json.loads(run(folder, "--format", "json"))
    text = (REPOSITORY / "docs/formats/status.md").read_text("utf-8")
    schema = json.loads(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])
    jsonschema.validators.validator_for(schema)(schema).validate(found)
    return found


def test_counts(bay: Path) -> None:
    found = as_json(bay)
    assert found["languages"][1:] == [
        {"language": "en", "reviewed": 1, "draft": 0, "outdated": 0, "missing": 1},
        {"language": "ko", "reviewed": 0, "draft": 0, "outdated": 0, "missing": 2}]
    assert found["plaques"] == {"planned": 2, "with_code": 1, "printed": 1}
    assert found["lacking"] == {"photo": ["hang-a"], "audio": ["hang-a"], "review": [], "survey": [],
                                "code": ["hang-a"], "print": ["hang-a"], "fresh_sources": ["hang-a"]}
    assert found["date"] == "2026-11-24"


def test_changed_paragraphs_are_shown_when_git_knows_the_old_text(bay: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=bay,
                       check=True, capture_output=True)

    write(bay, "sites/hang-a/vi.md", VI.replace("lên", "xuống") + "\nThêm.\n")
    found = as_json(bay)
    assert [(each["language"], each["known"]) for each in found["outdated"]] == [("en", False)]
    write(bay, "sites/hang-a/vi.md", VI)
    git("init", "-q")
    git("add", "sites")
    git("commit", "-qm", "one")
    write(bay, "sites/hang-a/vi.md", VI.replace("lên", "xuống") + "\nThêm.\n")
    (outdated,) = as_json(bay)["outdated"]
    assert outdated["known"] and outdated["changes"] == [
        {"before": "Nhìn lên.", "now": "Nhìn xuống."}, {"before": "", "now": "Thêm."}]
    out = run(bay)
    assert "- Nhìn lên." in out and "+ Thêm." in out


def test_the_page_stands_alone(bay: Path) -> None:
    write(bay, "sites/hang-a/vi.md", VI.replace("Hang Đầu Gỗ", "Hang <b>"))
    for language in ("en", "vi"):
        run(bay, "--html", str(bay / "wall.html"), "--lang", language)
        text = (bay / "wall.html").read_text("utf-8")
        HTMLParser().feed(text)
        assert "Hang &lt;b&gt;" in text and f'<html lang="{language}">' in text
        assert not re.search(r"https?:|<script|<link|<img|url\(", text)
        assert "@page{size:A3" in text


@pytest.mark.parametrize("text, width", [("ộ", 1), ("o\u0302\u0323", 1), ("木头洞", 6), ("한글", 4), ("a\u200b", 1),
                                         ("ｱ", 1), ("ア", 2)])
def test_columns_of_a_terminal(text: str, width: int) -> None:
    assert width_of(text) == width


def test_tables_stand_straight() -> None:
    lines = table([["木头洞", "x"], ["Hang Đầu Gỗ", "y"]])
    assert len({width_of(line) for line in lines}) == 1
    assert shorten_to("木头洞天宫洞", 7) == "木头洞…"
