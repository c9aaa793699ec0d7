"""The wheel alone, outside the repository, begins a project and builds it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds what the wheel holds, its libraries aside."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps"]
    subprocess.run(
        [*pip, "wheel", *offline, "--no-build-isolation", "-w", str(folder), str(HOME)], check=True
    )
    (wheel,) = folder.glob("heritage_qr-*.whl")
    subprocess.run(
        [*pip, "install", *offline, "--target", str(folder / "lib"), str(wheel)], check=True
    )
    return folder / "lib"


def heritage(installed: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"},
    )


def test_it_carries_templates_words_and_licence(installed: Path) -> None:
    home = installed / "generator" / "_templates"
    for name in ("web/plaque.html.jinja", "messages/vi.yml", "messages/problems/vi/content.yml",
                 "print/wall-plaque.yml", "handbook/main.html", "new/project/mkdocs.yml"):
        assert (home / name).is_file(), name
    assert list(installed.glob("heritage_qr-*.dist-info/licenses/LICENSE"))


def test_a_project_elsewhere_builds_and_prints(installed: Path, tmp_path: Path) -> None:
    where = heritage(installed, "generator", "new", "--project", "my-bay", folder=tmp_path)
    assert where.returncode == 0, where.stderr
    project = tmp_path / "my-bay"
    for command in (["check", "--strict"], ["code", "issue"], ["build", "--strict"], ["print"]):
        run = heritage(installed, "generator", *command, folder=project)
        assert run.returncode == 0, (command, run.stderr)
    assert (project / "output" / "site" / "en" / "old-lighthouse" / "index.html").is_file()
    assert (project / "output" / "site" / "handbook" / "index.html").is_file()
    assert len(list((project / "output" / "site" / "Q").glob("*/index.html"))) == 1
    assert (project / "output" / "print" / "all" / "job.csv").is_file()


def test_a_site_is_begun_within_a_project(installed: Path, tmp_path: Path) -> None:
    heritage(installed, "generator", "new", "--project", "my-bay", folder=tmp_path)
    project = tmp_path / "my-bay"
    run = heritage(installed, "generator", "new", "hang-luon", "--name", "Hang Luồn: cửa",
                   "--kind", "cave", folder=project)
    assert run.returncode == 0, run.stderr
    assert 'name: "Hang Luồn: cửa"' in (project / "sites/hang-luon/en.md").read_text("utf-8")
    assert heritage(installed, "generator", "build", folder=project).returncode == 0
    again = heritage(installed, "generator", "new", "hang-luon", folder=project)
    assert again.returncode == 2
    wrong = heritage(installed, "generator", "new", "Hang Luồn", folder=project)
    assert wrong.returncode == 2
    assert "hang-luon" in wrong.stderr


def test_the_wheel_and_not_the_repository_answers(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "where.py").write_text("import generator; print(generator.__file__)\n")
    run = subprocess.run(
        [sys.executable, str(tmp_path / "where.py")], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )
    assert Path(run.stdout.strip()).is_relative_to(installed)
