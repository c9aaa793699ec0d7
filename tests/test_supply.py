"""What is installed is pinned by hash, licensed, and makes the same wheel every time."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-test.lock")


def pinned(lock: str) -> dict[str, str]:
    text = (HOME / lock).read_text("utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)", text, re.MULTILINE))


def folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_hashes_and_no_address(lock: str) -> None:
    text = (HOME / lock).read_text("utf-8")
    assert not re.search(r"https?://|file:|--index|--find-links|--extra", text)
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]


def test_the_test_lock_holds_all_of_the_other() -> None:
    tested = pinned("requirements-test.lock")
    assert pinned("requirements.lock").items() <= tested.items()


def test_every_installed_package_has_a_licence() -> None:
    rows = re.findall(r"^\| (\S+) +\| (\S+) +\| (.+?) +\|", (HOME / "docs" / "licences.md").read_text("utf-8"),
                      re.MULTILINE)
    listed = {folded(name): licence for name, _, licence in rows}
    text = (HOME / "requirements.lock").read_text("utf-8")
    elsewhere = {folded(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)==[^;\n]*; ", text, re.MULTILINE)}
    missing = {folded(name) for name in pinned("requirements.lock")} - set(listed) - elsewhere
    assert not missing, "run make supply"
    assert not [name for name, licence in listed.items() if licence == "UNKNOWN"]
    assert not [name for name, licence in listed.items() if re.search(r"\bA?GPL", licence)]


def test_the_wheel_is_the_same_every_time(tmp_path: Path) -> None:
    found = []
    for turn, umask in (("a", 0o022), ("b", 0o077)):
        target = tmp_path / turn
        subprocess.run(
            [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--no-index",
             "--no-deps", "--no-build-isolation", "-w", str(target), str(HOME)],
            check=True, umask=umask, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        )
        (wheel,) = target.glob("*.whl")
        found.append(wheel.read_bytes())
    assert found[0] == found[1]
