"""``heritage print`` and ``heritage preflight`` as a person runs them."""

import csv
import functools
import http.server
import io
import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pikepdf
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.conftest import write

HOME = Path(__file__).parents[2]
HOST = "https://halong.vn/"
CODES = {"7KD29": "hang-dau-go", "H732X": "dong-thien-cung"}
CONFIGURATION = """\
site_name: Vịnh Hạ Long
site_url: {host}
plugins:
  - heritage:
      languages: [vi]
      shops:
        digital: {{bleed_mm: 2, standard: PDF/X-1a, icc: none, impose: a3}}
"""


def heritage(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "-f", str(folder / "mkdocs.yml")])


def make(folder: Path, host: str = HOST) -> Path:
    write(folder, "mkdocs.yml", CONFIGURATION.format(host=host))
    write(folder, "docs/index.md", "# Sổ tay\n")
    rows = ["date,event,code,site,place,detail"]
    for code, slug in CODES.items():
        write(folder, f"sites/{slug}/site.yml", "kind: cave\n")
        write(folder, f"sites/{slug}/vi.md",
              f"---\nname: Hang {slug.title()}\nsummary: Cửa hang mở ra vịnh.\n---\nNhìn lên.\n")
        rows.append(f"2026-11-23,issued,{code},{slug},main,")
    write(folder, "sites/codes.csv", "\n".join(rows) + "\n")
    result = heritage(folder, "build")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make(tmp_path_factory.mktemp("print"))
    result = heritage(folder, "print")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def served(project: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler,
                                directory=project / "output" / "site")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_folder_zip_and_formats(project: Path) -> None:
    job = project / "output" / "print" / "all"
    inside = {each.relative_to(job).as_posix() for each in job.rglob("*") if each.is_file()}
    with zipfile.ZipFile(job.with_suffix(".zip")) as archive:
        assert set(archive.namelist()) == {f"all/{path}" for path in inside}
        assert archive.read("all/job.csv") == (job / "job.csv").read_bytes()
    formats = HOME / "docs" / "formats"
    said = json.loads((job / "preflight.json").read_text("utf-8"))
    jsonschema.validate(said, json.loads((formats / "preflight.schema.json").read_text("utf-8")))
    assert said["for_the_press"] is True
    row_schema = json.loads((formats / "job-csv.schema.json").read_text("utf-8"))
    for row in csv.DictReader(io.StringIO((job / "job.csv").read_text("utf-8"))):
        jsonschema.validate(row, row_schema)
    assert "SPECIMEN" not in (job / "README.txt").read_text("utf-8")


def test_a_finished_job_is_checked_in_every_form(project: Path, served: str) -> None:
    job = project / "output" / "print" / "all"
    for path in (job, job.with_suffix(".zip"), job / "wall-plaque.pdf"):
        result = heritage(project, "preflight", str(path))
        assert result.exit_code == 0, result.output
        elsewhere = CliRunner().invoke(main, ["preflight", str(path), "--site", served,
                                              "-f", str(project / "none.yml")])
        assert elsewhere.exit_code == 0, elsewhere.output


def test_faults_are_named_with_code_file_and_page(project: Path, tmp_path: Path) -> None:
    job = Path(shutil.copytree(project / "output" / "print" / "all", tmp_path / "all"))
    with pikepdf.open(job / "wall-plaque.pdf") as document:
        one, other = document.pages[0].obj, document.pages[1].obj
        for key in ("/Contents", "/Resources"):
            one[key], other[key] = other[key], one[key]
        document.save(tmp_path / "swapped.pdf")
    shutil.copy(tmp_path / "swapped.pdf", job / "wall-plaque.pdf")
    result = heritage(project, "preflight", str(job), "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    assert {each["rule"] for each in problems} >= {"job-file-changed", "symbol-of-other"}
    swapped = [each for each in problems if each["rule"] == "symbol-of-other"]
    assert {each["file"] for each in swapped} == {"all/wall-plaque.pdf"}
    assert all("7KD29" in each["message"] or "H732X" in each["message"] for each in swapped)
    assert all("page" in each["message"] for each in swapped)


def test_a_microsite_without_the_page_or_out_of_reach(project: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(project / "output" / "site", tmp_path / "site"))
    shutil.rmtree(site / "Q" / "7KD29")
    job = project / "output" / "print" / "all"
    result = heritage(project, "preflight", str(job), "--site", str(site))
    assert result.exit_code == 1 and "plaque-page-missing" in result.output
    gone = heritage(project, "preflight", str(job), "--site", "http://127.0.0.1:9/")
    assert gone.exit_code == 1 and "site-not-reached" in gone.output


def test_choices_shops_and_refusals(project: Path) -> None:
    result = heritage(project, "print", "--job", "again", "--code", "7kd29", "--shop", "digital",
                      "--product", "sticker-80-square")
    assert result.exit_code == 0, result.output
    job = project / "output" / "print" / "again"
    (row,) = csv.DictReader(io.StringIO((job / "job.csv").read_text("utf-8")))
    assert (row["code"], row["product"]) == ("7KD29", "sticker-80-square")
    with pikepdf.open(job / "sticker-80-square.pdf") as document:
        sides = sorted(float(side) for side in document.pages[0].mediabox[2:])
    assert sides == pytest.approx([297 / 25.4 * 72, 420 / 25.4 * 72], abs=0.01)
    assert heritage(project, "print", "--shop", "digitl").exit_code == 2
    assert heritage(project, "print", "--code", "ZZZZZ").exit_code == 1


def test_record_appends_what_was_printed_and_retired_codes_are_refused(tmp_path: Path) -> None:
    folder = make(tmp_path)
    assert heritage(folder, "print", "--job", "spring", "--record").exit_code == 0
    rows = list(csv.DictReader(io.StringIO((folder / "sites/codes.csv").read_text("utf-8"))))
    assert [(row["event"], row["code"], row["detail"]) for row in rows[2:]] == [
        ("printed", code, f"spring HTTPS://HALONG.VN/Q/{code}/") for code in CODES]
    assert heritage(folder, "build").exit_code == 0
    assert heritage(folder, "code", "retire", "7KD29").exit_code == 0
    refused = heritage(folder, "print", "--code", "7KD29")
    assert refused.exit_code == 1 and "choice-retired-code" in refused.output
    job = folder / "output" / "print" / "spring"
    late = heritage(folder, "preflight", str(job))
    assert late.exit_code == 1 and "printed-retired" in late.output


def test_a_specimen_is_never_recorded(tmp_path: Path) -> None:
    folder = make(tmp_path, "https://halong.example/")
    before = (folder / "sites/codes.csv").read_bytes()
    result = heritage(folder, "print", "--record")
    assert result.exit_code == 1 and "record-specimen" in result.output
    assert (folder / "sites/codes.csv").read_bytes() == before
    assert not (folder / "output" / "print").exists()


@pytest.mark.parametrize(("setting", "rule"), [
    ("{icc: none}", "icc-wanted"), ("{cut_line: Black}", "bad-ink-name"),
    ("{impose: A5}", "unknown-word"), ("{standard: PDF/X-3}", "unknown-word"),
    ("{icc: lost.icc}", "icc-missing"), ("{icc: docs/index.md}", "icc-unfit"),
])
def test_a_shops_slip_is_named(project: Path, tmp_path: Path, setting: str, rule: str) -> None:
    folder = Path(shutil.copytree(project, tmp_path / "project"))
    text = CONFIGURATION.format(host=HOST).replace("shops:", f"shops:\n        odd: {setting}")
    write(folder, "mkdocs.yml", text)
    result = heritage(folder, "print", "--shop", "odd")
    assert result.exit_code == 1 and rule in result.output
