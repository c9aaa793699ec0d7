"""``heritage``, ``mkdocs`` and ProperDocs give the same bytes, and fail alike."""

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.build import build_site
from generator.cli import main
from generator.errors import HeritageError
from generator.handbook import render_handbook


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "my-bay"
    run = CliRunner().invoke(main, ["new", "--project", str(folder)])
    assert run.exit_code == 0, run.output
    return folder


def door(name: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", name, *words], cwd=folder, capture_output=True, text=True,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*") if path.is_file()
    }


def test_both_doors_give_the_same_bytes(project: Path) -> None:
    report = build_site(project / "mkdocs.yml")
    assert report.problems == ()
    ours = files(project / "output" / "site")
    assert "handbook/index.html" in ours
    run = door("mkdocs", "build", "--strict", "-d", "elsewhere", folder=project)
    assert run.returncode == 0, run.stderr
    assert files(project / "elsewhere") == ours


def test_properdocs_gives_the_same_bytes(project: Path) -> None:
    assert importlib.util.find_spec("properdocs"), "the extra `test` brings ProperDocs"
    build_site(project / "mkdocs.yml")
    ours = files(project / "output" / "site")
    run = door("properdocs", "build", "-f", "mkdocs.yml", "-d", "elsewhere", folder=project)
    assert run.returncode == 0, run.stderr
    assert files(project / "elsewhere") == ours


def test_mkdocs_has_our_default_site_dir(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("site_dir: output/site\n", ""))
    assert door("mkdocs", "build", folder=project).returncode == 0
    assert (project / "output" / "site" / "handbook" / "index.html").is_file()
    assert not (project / "site").exists()


def test_an_error_stops_mkdocs_and_keeps_the_old_site(project: Path) -> None:
    build_site(project / "mkdocs.yml")
    before = files(project / "output" / "site")
    facts = project / "sites" / "old-lighthouse" / "site.yml"
    facts.write_text(facts.read_text() + "colour: red\n")
    run = door("mkdocs", "build", folder=project)
    assert run.returncode == 1
    assert "unknown-key" in run.stderr
    assert "Fix:" in run.stderr
    assert files(project / "output" / "site") == before


def test_a_warning_stops_mkdocs_only_when_strict(project: Path) -> None:
    (project / "sites" / "old-lighthouse" / "vi.md").unlink()
    assert door("mkdocs", "build", folder=project).returncode == 0
    assert door("mkdocs", "build", "--strict", folder=project).returncode == 1


def test_mkdocs_leaves_no_scratch_folder(project: Path) -> None:
    door("mkdocs", "build", folder=project)
    assert list((project / ".cache" / "heritage" / "handbook").iterdir()) == []


def test_mkdocs_serve_rebuilds_and_leaves_output_alone(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", address], cwd=project,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        page = f"http://{address}/en/old-lighthouse/"
        assert "Look up" in wait_for(page, "Look up")
        text = project / "sites" / "old-lighthouse" / "en.md"
        text.write_text(text.read_text().replace("Look up", "Peer up"))
        assert "livereload(" in wait_for(page, "Peer up")
        assert not (project / "output").exists()
    finally:
        server.terminate()
        server.wait(10)


def wait_for(page: str, words: str, seconds: float = 30) -> str:
    until = time.monotonic() + seconds
    body = ""
    while words not in body:
        assert time.monotonic() < until, body
        try:
            with urllib.request.urlopen(page, timeout=5) as answer:
                body = answer.read().decode()
        except OSError:
            time.sleep(0.1)
    return body


# ------------------------------------------------------------------ the handbook
def test_a_dangling_link_in_the_handbook_is_a_warning(project: Path) -> None:
    (project / "docs" / "index.md").write_text("# Handbook\n\n[gone](gone.md)\n")
    report = build_site(project / "mkdocs.yml")
    assert [(each.file, each.rule) for each in report.problems] == [("docs/index.md", "handbook")]
    assert report.written is not None


def test_without_docs_there_is_no_handbook(project: Path) -> None:
    (project / "docs" / "index.md").unlink()
    (project / "docs").rmdir()
    assert render_handbook(project / "mkdocs.yml", project / "scratch") == ()


def test_what_stops_mkdocs_is_a_problem(project: Path) -> None:
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write("markdown_extensions: [no_such_extension]\n")
    with pytest.raises(HeritageError) as stop:
        render_handbook(project / "mkdocs.yml", project / "scratch")
    assert {each.rule for each in stop.value.problems} == {"handbook"}


def test_the_handbook_names_pages_and_loads_nothing_from_elsewhere(project: Path) -> None:
    (project / "docs" / "formats").mkdir()
    (project / "docs" / "formats" / "a.md").write_text("# A\n\n[home](../index.md)\n")
    made = {each.path: each.content.decode()
            for each in render_handbook(project / "mkdocs.yml", project / "scratch")}
    assert set(made) == {
        "handbook/assets/handbook.css", "handbook/index.html", "handbook/formats/a.html",
    }
    assert 'href="../index.html"' in made["handbook/formats/a.html"]
    assert 'href="../assets/handbook.css"' in made["handbook/formats/a.html"]
    assert not any("//" in text.replace("://", "") or "https:" in text for text in made.values())
