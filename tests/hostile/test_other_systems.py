"""What editors' machines do otherwise: code pages, spawned workers, letters that are the same.

Simulated on this system; what that does not show stands in docs/security.md.
"""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import crew
from generator.cli.report import _prefix
from generator.content.catalogue import right_slug
from generator.errors import HeritageError
from generator.model import Artifact
from generator.output import is_safe_name, refuse_odd_paths
from tests.conftest import SITE_YML, write

HOME = Path(__file__).resolve().parents[2]
POSIX_ALONE = {"fcntl", "pwd", "grp", "resource", "termios", "pty", "posix", "syslog"}
CALLS = {"fork", "forkpty", "geteuid", "getuid", "chown", "mkfifo", "killpg", "setsid", "getpgid", "statvfs"}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_an_old_code_page_gets_utf_8(tiny: Path, language: str, form: str) -> None:
    write(tiny, "sites/hang-a/site.yml", SITE_YML.replace("cave", "hang động"))
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--lang", language, "--format", form], cwd=tiny,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(HOME), "PYTHONUTF8": "0"},
        capture_output=True, check=False, timeout=60)
    said = (done.stdout or done.stderr).decode("utf-8")
    assert done.returncode == 1 and "Traceback" not in said and "hang động" in said
    if form == "json":
        assert json.loads(done.stdout)["problems"][0]["value"] == "hang động"


def test_no_call_that_windows_lacks() -> None:
    found = []
    for path in (HOME / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found += [f"{path}: {each.name}" for each in node.names if each.name in POSIX_ALONE]
            elif isinstance(node, ast.Attribute) and node.attr in CALLS and isinstance(node.value, ast.Name):
                found += [f"{path}: os.{node.attr}"] if node.value.id == "os" else []
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "get_context":
                    kind = node.args[0]
                    assert isinstance(kind, ast.Constant) and kind.value == "spawn", path
    assert not found


def test_every_text_is_opened_with_its_encoding() -> None:
    """Windows reads with its code page where none is named."""
    lacking = []
    for path in (HOME / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                named = any(each.arg == "encoding" for each in node.keywords)
                least = {"read_text": 1, "write_text": 2}.get(node.func.attr)
                if least is not None and len(node.args) < least and not named:
                    lacking.append(f"{path}:{node.lineno}")
    assert not lacking


def test_workers_that_are_spawned_do_the_same(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.build import build_site

    def tree() -> dict[str, bytes]:
        site = tiny / "output/site"
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    assert build_site(tiny / "mkdocs.yml").written is not None
    alone = tree()
    monkeypatch.setattr(crew, "FEWEST", 0)
    monkeypatch.setattr(crew, "_cores", lambda: 2)
    (tiny / "mkdocs.yml").write_bytes((tiny / "mkdocs.yml").read_bytes())
    import shutil

    shutil.rmtree(tiny / ".cache")
    shutil.rmtree(tiny / "output")
    assert build_site(tiny / "mkdocs.yml").written is not None
    assert tree() == alone


@pytest.mark.parametrize(("one", "other"), [
    ("en/a/index.html", "EN/a/index.html"), ("a/straße.txt", "a/STRASSE.txt"), ("a/e\u0301.txt", "a/\u00e9.txt"),
    ("a", "a/b"),
])
def test_two_names_that_are_one_elsewhere(tmp_path: Path, one: str, other: str) -> None:
    with pytest.raises(HeritageError):
        refuse_odd_paths([Artifact(path=one, content=b""), Artifact(path=other, content=b"")], tmp_path)


@pytest.mark.parametrize("name", ["con", "CON.html", "nul.txt", "com1", "LPT9.x", "a.", "a ", "a:b", "a\\b", "a?", "..",
                                  "", "x" * 256, "a\nb", "\ud800", "COM¹", "conin$"])
def test_a_name_that_windows_refuses(name: str) -> None:
    assert not is_safe_name(name)


@pytest.mark.parametrize(("name", "slug"), [("CON", "con-1"), ("Aux.", "aux-1"), ("C:\\Hang", "c-hang")])
def test_a_slug_that_windows_takes(name: str, slug: str) -> None:
    assert right_slug(name) == slug


def test_a_way_below_is_written_with_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "relpath", lambda path: "a\\b")
    monkeypatch.setattr(os, "sep", "\\")
    assert _prefix(tmp_path / "a/b") == "a/b/"
