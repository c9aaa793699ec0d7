"""Notices: from ``heritage notice`` to what a phone shows, and no longer shows."""

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, sync_playwright

from generator.build import build_site
from generator.cli import main
from tests.conftest import MKDOCS_YML, REPOSITORY, need, write

SCHEMA = json.loads((REPOSITORY / "docs" / "formats" / "live.schema.json").read_text("utf-8"))


@pytest.fixture
def bay(tiny: Path) -> Path:
    write(tiny, "mkdocs.yml", MKDOCS_YML + "      timezone: Asia/Ho_Chi_Minh\n")
    assert build_site(tiny / "mkdocs.yml").written
    return tiny


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["notice", words[0], "-f", str(folder / "mkdocs.yml"), *words[1:]])


def live(folder: Path) -> dict:
    found = json.loads((folder / "output" / "site" / "live.json").read_text("utf-8"))
    jsonschema.validate(found, SCHEMA)
    return found


def test_say_writes_live_json_alone_and_end_ends_it(bay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)  # noon in Hanoi
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
    site = bay / "output" / "site"
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    said = run(bay, "say", "Tàu không chạy", "--kind", "weather", "--text", 'en=No "boats": storm', "--serves", "bay")
    assert said.exit_code == 0, said.output
    changed = {path.name for path in site.rglob("*") if path.is_file() and path.read_bytes() != before.get(path)}
    assert changed == {"live.json"}
    [notice] = live(bay)["notices"]
    assert notice == {
        "id": "weather-2026-11-25", "kind": "weather", "since": "2026-11-25T12:00:00+07:00",
        "until": "2026-11-26T00:00:00+07:00", "text": {"vi": "Tàu không chạy", "en": 'No "boats": storm'},
        "for": ["area:bay"],
    }
    assert build_site(bay / "mkdocs.yml").written.written == 0  # a build gives the same bytes
    assert run(bay, "say", "Đóng cửa", "--serves", "7KD29", "--until", "18:00").exit_code == 0
    assert run(bay, "end", "weather-2026-11-25").exit_code == 0
    first, second = live(bay)["notices"]
    assert first["until"] == "2026-11-25T12:00:01+07:00"
    assert second["until"] == "2026-11-25T18:00:00+07:00" and second["for"] == ["7KD29"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp()) + 60))
    listed = json.loads(run(bay, "list", "--format", "json").stdout)
    assert [(each["id"], each["state"]) for each in listed] == [
        ("weather-2026-11-25", "over"), ("info-2026-11-25", "on show")]


def test_other_bytes_stay(bay: Path) -> None:
    written = ("# ours\r\n- {id: a, kind: info, until: 2099-01-02 , since: 2026-01-01, text: 'a # b'}  # keep\r\n"
               "-   id: b\r\n    until:   '2099-01-02 10:00'   # why\r\n    kind: works\r\n    since: 2026-01-01\r\n    text: {vi: B}")
    write(bay, "sites/notices.yml", written)
    assert run(bay, "end", "b").exit_code == 0
    after = (bay / "sites/notices.yml").read_bytes().decode()
    assert [old == new for old, new in zip(written.split("\r\n"), after.split("\r\n"), strict=True)] == [
        True, True, True, False, True, True, True]
    assert after.split("\r\n")[3].startswith('    until:   "20') and after.split("\r\n")[3].endswith("   # why")
    assert run(bay, "end", "a").exit_code == 0
    assert run(bay, "say", "C").exit_code == 0
    again = (bay / "sites/notices.yml").read_bytes().decode()
    assert again.startswith("# ours\r\n- {id: a, kind: info, until: \"20") and "'a # b'}  # keep\r\n" in again
    assert len(live(bay)["notices"]) == 3


@pytest.mark.parametrize(("text", "rule", "line"), [
    ("- {id: a, kind: info, since: 2026-01-01, text: A}", "missing-key", 1),
    ("- {id: a, kind: storm, since: 2026-01-01, until: 2026-01-02, text: A}", "unknown-word", 1),
    ("- id: a\n  kind: info\n  since: 2026-01-02\n  until: 2026-01-01\n  text: A", "ends-before", 4),
    ("- {id: a, kind: info, since: 2026-13-01, until: 2026-01-02, text: A}", "wrong-type", 1),
    ("- {id: a, kind: info, since: 2026-01-01, until: 2026-01-02, text: A, serves: [nowhere]}", "unknown-word", 1),
    ("- {id: A B, kind: info, since: 2026-01-01, until: 2026-01-02, text: A}", "bad-id", 1),
    ("- {id: a, kind: info, since: 2026-01-01, until: 2026-01-02, text: A, colour: red}", "unknown-key", 1),
    ("id: a", "yaml-no-list", 1), ("- a", "wrong-type", 1),
    (f"- {{id: a, kind: info, since: 2026-01-01, until: 2026-01-02, text: {'A' * 301}}}", "notice-too-long", 1),
    ("\n".join(["- {id: a, kind: info, since: 2026-01-01, until: 2026-01-02, text: A}"] * 2), "duplicate-id", 2),
])
def test_slips_are_errors(tiny: Path, text: str, rule: str, line: int) -> None:
    write(tiny, "sites/notices.yml", text + "\n")
    problems = build_site(tiny / "mkdocs.yml").problems
    assert [(each.file, each.rule, each.line, each.severity.value) for each in problems] == [
        ("sites/notices.yml", rule, line, "error")]


def test_words_that_would_break_the_file_are_refused(bay: Path) -> None:
    assert run(bay, "say", "A", "--serves", "x]\n- id: b").exit_code == 1
    assert run(bay, "say", "A", "--kind", "party").exit_code == 1
    assert run(bay, "say", "A", "--until", "soon").exit_code == 2
    assert run(bay, "end", "none").exit_code == 2
    assert not (bay / "sites" / "notices.yml").exists()


# ------------------------------------------------------------------ on the phone
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=need("chromium"), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def served(bay: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(bay / "output" / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def shown(page: Page) -> list[str]:
    page.wait_for_load_state("networkidle")
    return [" ".join(each.split()) for each in page.locator("[data-live] > p:visible").all_inner_texts()]


def put(bay: Path, **change: object) -> None:
    now = datetime.now(UTC)
    notice = {"id": "a", "kind": "closed", "since": (now - timedelta(hours=1)).isoformat(timespec="seconds"),
              "until": (now + timedelta(hours=1)).isoformat(timespec="seconds"),
              "text": {"vi": "Đóng <b>cửa</b>", "en": "Closed today"}} | change
    found = {"zone": "Asia/Ho_Chi_Minh", "notices": [notice],
             "words": {"vi": {"closed": "Đóng cửa", "times": "Từ {since} đến {until}"}, "en": {"closed": "Closed", "times": "{since} to {until}"}}}
    jsonschema.validate(found, SCHEMA)
    write(bay, "output/site/live.json", json.dumps(found))


PAGES = ["Q/7KD29/", "vi/hang-a/", "vi/"]


def test_fresh_notices_show_and_others_do_not(browser: Browser, served: str, bay: Path) -> None:
    page = browser.new_page(locale="vi-VN")
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))

    def everywhere() -> list[bool]:
        found = []
        for path in PAGES:
            page.goto(served + path)
            found.append(bool(shown(page)))
        return found

    put(bay)
    assert everywhere() == [True, True, True]
    assert "Đóng <b>cửa</b>" in shown(page)[0] and "Từ" in shown(page)[0]
    put(bay, **{"for": ["area:bay"]})
    assert everywhere() == [True, True, True]
    put(bay, **{"for": ["7KD29"]})
    assert everywhere() == [True, False, True]
    put(bay, **{"for": ["elsewhere"]})
    assert everywhere() == [False, False, True]
    put(bay, until=(datetime.now(UTC) - timedelta(minutes=1)).isoformat(timespec="seconds"))
    assert everywhere() == [False, False, False]
    put(bay, since=(datetime.now(UTC) + timedelta(minutes=9)).isoformat(timespec="seconds"))
    assert everywhere() == [False, False, False]
    for broken in ("{", "<html>portal</html>", '{"notices": 7}', ""):
        write(bay, "output/site/live.json", broken)
        assert everywhere() == [False, False, False]
    (bay / "output/site/live.json").unlink()
    assert everywhere() == [False, False, False]
    assert page.locator("h1:visible").count() == 1 and faults == []
    page.close()


def test_a_notice_is_in_the_readers_language_or_marked(browser: Browser, served: str, bay: Path) -> None:
    put(bay)
    page = browser.new_page(locale="en-GB")
    page.goto(served + "Q/7KD29/")
    assert "Closed today" in shown(page)[0]
    put(bay, text={"vi": "Đóng"})
    page.reload()
    assert "Đóng" in shown(page)[0]
    assert page.locator("[data-live] > p:visible span").get_attribute("lang") == "vi"
    page.close()


def test_a_notice_vanishes_while_the_page_is_open(browser: Browser, served: str, bay: Path) -> None:
    put(bay, until=(datetime.now(UTC) + timedelta(seconds=3)).isoformat(timespec="milliseconds"))
    page = browser.new_page(locale="vi-VN")
    page.goto(served + "Q/7KD29/")
    assert shown(page)
    page.locator("[data-live] > p:visible").wait_for(state="detached", timeout=8000)
    page.close()
