"""The inspection round: what goes out on paper and as a table, and what comes back."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.conftest import MKDOCS_YML, SITE_YML, VI, need, write


@pytest.fixture
def bay(tiny: Path) -> Path:
    """Return three sites on two routes and none, with four live plaques and a retired one."""
    write(tiny, "mkdocs.yml", MKDOCS_YML.replace(
        "routes: {one: {name: {en: One}, sites: [hang-a]}}",
        "routes: {two: {name: {vi: Tuyến hai}, sites: [hang-c, hang-a]}, one: {name: {en: One}, sites: [hang-a]}}"))
    for slug in ("hang-b", "hang-c"):
        write(tiny, f"sites/{slug}/site.yml", SITE_YML)
        write(tiny, f"sites/{slug}/vi.md", VI.replace("Đầu Gỗ", slug))
    write(tiny, "sites/codes.csv", "date,event,code,site,place,detail\n"
          "2026-11-01,issued,7KD29,hang-a,main,\n2026-11-01,issued,D25X9,hang-b,main,\n"
          "2026-11-01,issued,LBDR3,hang-c,main,\n2026-11-01,issued,T5GDN,hang-c,exit,\n"
          "2026-11-03,retired,T5GDN,hang-c,exit,stolen\n")
    return tiny


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["round", "-f", str(folder / "mkdocs.yml"), *words])


def rows(folder: Path, name: str = "round") -> list[dict[str, str]]:
    text = (folder / "output" / "round" / f"{name}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_list_goes_by_route(bay: Path) -> None:
    assert run(bay).exit_code == 0
    found = rows(bay)
    assert list(found[0])[:5] == ["number", "code", "site", "place", "route"]
    assert [(each["number"], each["code"], each["route"]) for each in found] == [
        ("3", "LBDR3", "two"), ("1", "7KD29", "two"), ("2", "D25X9", "")]
    assert run(bay, "--route", "one").exit_code == 0
    assert [each["code"] for each in rows(bay, "round-one")] == ["7KD29"]
    wrong = run(bay, "--route", "on")
    assert wrong.exit_code == 2 and "one" in wrong.stderr


def test_the_paper_shows_each_plaque_and_what_to_check(bay: Path) -> None:
    assert run(bay, "--lang", "vi").exit_code == 0
    pdf = bay / "output" / "round" / "round.pdf"
    text = subprocess.run([need("pdftotext"), "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    for word in ("Tuyến hai", "LBDR3", "7KD29", "D25X9", "Hang Đầu Gỗ", "bay.example/Q/7KD29", "biển gắn tường"):
        assert word.lower() in text.lower(), word
    assert text.count("Không có nhãn nào dán đè") == 3
    subprocess.run([need("pdftoppm"), "-r", "250", "-gray", "-png", str(pdf), str(bay / "page")], check=True)
    seen = subprocess.run([need("zbarimg"), "-q", "--raw", *map(str, sorted(bay.glob("page*.png")))],
                          capture_output=True, text=True, check=True).stdout
    assert {line.rstrip("/")[-5:] for line in seen.split()} == {"7KD29", "D25X9", "LBDR3"}


def test_two_runs_give_the_same_bytes(bay: Path) -> None:
    files = []
    for _ in range(2):
        assert run(bay).exit_code == 0
        files.append([(bay / "output/round" / name).read_bytes() for name in ("round.pdf", "round.csv")])
    assert files[0] == files[1]


def test_answers_come_back_as_a_spreadsheet_saves_them(bay: Path) -> None:
    """Semicolons, BOM, CRLF, Vietnamese words and days, other order of columns."""
    write(bay, "a.csv", "\ufeffCode;There;Opens;uncovered;clean;fixed;readable;Date;inspector;remark\r\n"
          "7kd29;Có;x;✓;không;1;yes;25/11/2026;Lan;rêu; bám\r\n"
          "LBDR3;không;;;;;;2026-11-25;Lan;=HYPERLINK(1)\r\n"
          "D25X9;có;no;yes;yes;yes;NO;25/11/2026;Lan;mờ\r\n"
          ";;;;;;;;;\r\n")
    said = run(bay, "--answers", str(bay / "a.csv"), "--format", "json")
    assert said.exit_code == 0, said.output
    found = json.loads(said.stdout)
    assert (found["inspected"], found["added"], found["reprint"], found["retire"]) == (3, 3, ["D25X9"], ["LBDR3"])
    assert [(each["code"], each["kind"]) for each in found["findings"]] == [
        ("7KD29", "clean"), ("LBDR3", "missing"), ("D25X9", "replace")]
    record = (bay / "sites/inspections.csv").read_text()
    assert record.splitlines() == [
        "date,code,site,place,there,opens,uncovered,clean,fixed,readable,inspector,remark",
        "2026-11-25,7KD29,hang-a,main,yes,yes,yes,no,yes,yes,Lan,rêu",
        "2026-11-25,LBDR3,hang-c,main,no,,,,,,Lan,HYPERLINK(1)",
        "2026-11-25,D25X9,hang-b,main,yes,no,yes,yes,yes,no,Lan,mờ"]
    again = json.loads(run(bay, "--answers", str(bay / "a.csv"), "--format", "json").stdout)
    assert again["added"] == 0 and (bay / "sites/inspections.csv").read_text() == record
    text = run(bay, "--answers", str(bay / "a.csv")).stdout
    assert "heritage print --code D25X9" in text and "heritage code retire LBDR3" in text


@pytest.mark.parametrize(("table", "rule", "line"), [
    ("code,there\n7KD28,yes\n", "answers-code", 2), ("code,there\n7KD29,perhaps\n", "answers-word", 2),
    ("code,there,date\n7KD29,yes,soon\n", "answers-date", 2), ("a,b\n1,2\n", "answers-header", 1),
    ("code,site,there\n7KD29,hang-b,yes\n", "answers-moved-row", 2), ("", "file-empty", None),
])
def test_what_cannot_be_understood_is_said_and_nothing_is_taken(bay: Path, table: str, rule: str, line: int | None) -> None:
    write(bay, "a.csv", table)
    said = run(bay, "--answers", str(bay / "a.csv"), "--format", "json")
    assert said.exit_code == 1
    assert [(each["rule"], each["line"]) for each in json.loads(said.stdout)["problems"]] == [(rule, line)]
    assert not (bay / "sites/inspections.csv").exists()


def test_a_retired_plaque_that_still_hangs_is_told(bay: Path) -> None:
    write(bay, "a.csv", "code,there\nT5GDN,yes\n")
    said = run(bay, "--answers", str(bay / "a.csv"))
    assert said.exit_code == 0 and "[answers-retired]" in said.stderr
