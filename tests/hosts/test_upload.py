"""A new guide goes up while people read: no plaque answers 404, no page lacks its files."""

import gzip
import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, need
from tests.hosts.test_hosts import free_port, get, nginx, running

SCRIPT = REPOSITORY / "scripts" / "upload.sh"
PARTS = re.compile(r'(?:src|href|srcset)="([^" #]+)')
DAY = "86400"


def upload(site: Path, target: Path, folder: Path, keep: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(SCRIPT), str(site), str(target)], cwd=folder, capture_output=True, text=True,
        check=False, env={**os.environ, "KEEP_SECONDS": keep},
    )


def another(built: Path, folder: Path) -> Path:
    """Return the guide after a change of its style: every page names another file."""
    site = folder / "other"
    shutil.copytree(built, site)
    (style,) = (site / "assets").glob("site.*.css")
    new = "site.0000000000.css"
    style.rename(style.with_name(new))
    for page in site.rglob("*.html"):
        page.write_bytes(page.read_bytes().replace(style.name.encode(), new.encode()) + b"<!-- new -->")
    return site


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


def read_all_the_time(port: int, pages: list[str], done: threading.Event, faults: list[str]) -> None:
    """Read pages, and at once what they name, as a phone does."""
    while not done.is_set():
        for path in pages:
            status, _, body = get(port, path)
            if status != 200:
                faults.append(f"{path}: {status}")
                continue
            html = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
            for part in PARTS.findall(html.decode()):
                if "assets/" not in part:
                    continue
                asset = "/assets/" + part.split("assets/", 1)[1]
                if get(port, asset)[0] != 200:
                    faults.append(f"{path}: {asset}")


@pytest.fixture
def www(tmp_path: Path) -> Path:
    root = tmp_path / "www"
    root.mkdir()
    for folder in (root, *root.parents):
        if folder == Path("/tmp") or folder == folder.parent:
            break
        folder.chmod(0o755)
    return root


def test_nobody_notices_an_upload(built: Path, tmp_path: Path, www: Path) -> None:
    need("rsync")
    other, home, port = another(built, tmp_path), tmp_path / "server", free_port()
    home.mkdir()
    assert upload(built, www, tmp_path, DAY).returncode == 0
    assert tree(www) == tree(built)
    code = sorted(path.name for path in (built / "Q").iterdir())[0]
    done, faults = threading.Event(), list[str]()
    with running(nginx(home, www, built, port), port):
        reader = threading.Thread(
            target=read_all_the_time, args=(port, [f"/Q/{code}/", "/en/", "/en/hang-dau-go/"], done, faults))
        reader.start()
        for site in (other, built, other):
            time.sleep(1.1)  # lists are named by the second
            run = upload(site, www, tmp_path, DAY)
            assert run.returncode == 0, run.stderr
        done.set()
        reader.join()
    assert faults == []
    assert tree(other).items() <= tree(www).items()


def test_what_is_over_for_a_day_goes(built: Path, tmp_path: Path, www: Path) -> None:
    need("rsync")
    other = another(built, tmp_path)
    for site, keep in ((built, DAY), (other, DAY), (other, "0")):
        time.sleep(1.1)
        assert upload(site, www, tmp_path, keep).returncode == 0
    assert tree(www) == tree(other)


def test_it_refuses_what_is_no_guide(tmp_path: Path, www: Path) -> None:
    run = upload(tmp_path, www, tmp_path, DAY)
    assert run.returncode == 1
    assert "heritage build" in run.stderr
    assert not any(www.iterdir())
