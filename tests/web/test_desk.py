"""The desk in real Chromium: what an editor changes is changed, and not a byte more."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import EN, REPOSITORY, need, write

PATIENCE_MS = 30_000
FACTS = ("# Facts, written by hand\nkind:   cave   # a cave\nlocation: {lat: 20.9, lon: 107.0, source: board}\n"
         "area: bay\nhazards: [wet-steps]\nsources:\n  board: {title: Board, url: \"https://board.example/\", read: 2026-11-23}\n")
TEXT = ("---\r\n# the name on the plaque\r\nname:   'Hang Đầu Gỗ'\r\nsummary: >-\r\n  Cửa hang rộng\r\n  mở ra vịnh.\r\n"
        "status: draft   # not read yet\r\n---\r\nNhìn lên.\r\n\r\n* một\r\n* hai\r\n\r\n<!-- more -->\r\n\r\nSâu hơn.\r\n")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=need("chromium"), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def project(tiny: Path) -> Path:
    write(tiny, "sites/hang-a/site.yml", FACTS)
    write(tiny, "sites/hang-a/vi.md", TEXT)
    write(tiny, "sites/hang-a/en.md", EN)
    return tiny


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", "0"], cwd=project, text=True,
        stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    assert server.stderr is not None
    address = ""
    for line in server.stderr:
        found = re.search(r"http://\S+/", line)
        if found:
            address = found[0]
            break
    yield address
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=20)


def open_desk(browser: Browser, address: str, entry: str) -> Page:
    page = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.foreign = []  # type: ignore[attr-defined]
    page.on("request", lambda request: page.foreign.append(request.url)  # type: ignore[attr-defined]
            if not request.url.startswith((address, "data:", "blob:")) else None)
    page.goto(f"{address}admin/#/collections/{entry}")
    page.get_by_role("button", name="Login").click()
    page.get_by_text("Publish", exact=False).first.wait_for()
    return page


def shown(page: Page, text: str) -> None:
    """Wait until the preview, a page within a page, holds a text."""
    for _ in range(PATIENCE_MS // 250):
        if any(text in frame.content() for frame in page.frames[2:]):
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"the preview never showed {text!r}")


def save(page: Page) -> None:
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_text("Publish now").click()
    page.get_by_text("Changes saved", exact=False).first.wait_for()
    page.wait_for_timeout(500)


def test_one_word_changes_one_line(browser: Browser, served: str, project: Path) -> None:
    page = open_desk(browser, served, "text-vi/entries/hang-a")
    field = page.get_by_label("Text (Markdown)")
    assert field.input_value().startswith("Nhìn lên.\n\n* một")
    field.fill(field.input_value().replace("Nhìn lên.", "Ngẩng lên."))
    shown(page, "Ngẩng lên.")
    save(page)
    saved = (project / "sites/hang-a/vi.md").read_bytes().decode()
    assert saved == TEXT.replace("Nhìn lên.", "Ngẩng lên.")
    assert page.foreign == []  # type: ignore[attr-defined]
    page.goto(f"{served}vi/hang-a/")
    page.get_by_text("Ngẩng lên.").wait_for()
    page.context.close()


def test_a_fact_changes_and_the_rest_of_the_file_stays(
    browser: Browser, served: str, project: Path, tmp_path: Path
) -> None:
    page = open_desk(browser, served, "facts/entries/hang-a")
    page.get_by_label("Mobile signal").press("ArrowDown")
    page.get_by_text("(none)").click()
    save(page)
    saved = (project / "sites/hang-a/site.yml").read_text("utf-8")
    assert saved == FACTS + "signal: none\n"
    page.context.close()


def ask(address: str, path: str, value: object, **headers: str) -> tuple[int, object]:
    host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=20)
    body = json.dumps(value)
    connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
    answer = connection.getresponse()
    found = (answer.status, json.loads(answer.read() or b"null"))
    connection.close()
    return found


OUTSIDE = ["../x.md", "sites/../mkdocs.yml", "/etc/passwd", "sites/codes.csv", "mkdocs.yml",
           "sites/hang-a/../../x.md", "sites/hang-a/images/x.svg", "templates/web/x.jinja"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_only_texts_and_facts_are_read_and_written(served: str, project: Path, path: str) -> None:
    before = sorted(each for each in project.rglob("*") if ".cache" not in each.parts)
    for action, params in (
        ("getEntry", {"path": path}),
        ("persistEntry", {"dataFiles": [{"slug": "x", "path": path, "raw": "x"}], "assets": []}),
        ("getMediaFile", {"path": path.replace("images/", "imagesx/")}),
    ):
        assert ask(served, "/admin/api/v1", {"action": action, "params": params})[0] == 403
    assert sorted(each for each in project.rglob("*") if ".cache" not in each.parts) == before


def test_a_foreign_page_is_refused(served: str) -> None:
    info = {"action": "info"}
    assert ask(served, "/admin/api/v1", info)[0] == 200
    assert ask(served, "/admin/api/v1", info, Origin="https://evil.example")[0] == 403
    assert ask(served, "/admin/api/v1", info, Host="evil.example")[0] == 403
    assert ask(served, "/admin/api/v1", info, **{"Content-Type": "text/plain"})[0] == 403
