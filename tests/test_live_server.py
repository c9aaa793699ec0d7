"""The live server, asked over HTTP; the watch, by real edits."""

import http.client
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.live_server import LiveServer, watch

PAGE = b'<!doctype html><html lang="vi"><head><meta charset="utf-8"></head><p>vi</p></html>'
SITE = {
    "index.html": PAGE, "vi/index.html": PAGE, "404.html": b"<p>lost", "data/codes.csv": b"date",
    "vi/\u0111\u1ea3o/index.html": PAGE, "a.m4a": b"0123456789", "sw.js": b"//", "_headers": b"/*",
    "data/sites.geojson": b"{}",
}


@pytest.fixture
def server() -> Iterator[LiveServer]:
    with LiveServer() as live:
        live.publish(SITE)
        yield live


def ask(
    server: LiveServer, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(server.address[7:-1], timeout=5)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers, content


def test_pages_carry_the_reload_script_and_others_do_not(server: LiveServer) -> None:
    status, headers, content = ask(server, "/?from=plaque")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert content.count(b"<script>") == 1
    assert content.index(b"<head>") < content.index(b"<script>") < content.index(b"<meta")
    assert ask(server, "/sw.js")[2] == b"//"
    assert SITE["index.html"] == PAGE


@pytest.mark.parametrize(("path", "media_type"), [
    ("/sw.js", "text/javascript; charset=utf-8"), ("/a.m4a", "audio/mp4"),
    ("/data/codes.csv", "text/csv; charset=utf-8"), ("/data/sites.geojson", "application/geo+json"),
    ("/_headers", "application/octet-stream"),
])
def test_media_types(server: LiveServer, path: str, media_type: str) -> None:
    assert ask(server, path)[1]["Content-Type"] == media_type


def test_a_folder_without_slash_is_redirected(server: LiveServer) -> None:
    status, headers, _ = ask(server, "/vi?q=1")
    assert (status, headers["Location"]) == (301, "/vi/?q=1")
    status, headers, _ = ask(server, "/vi/%C4%91%E1%BA%A3o")
    assert (status, headers["Location"]) == (301, "/vi/%C4%91%E1%BA%A3o/")
    assert ask(server, "//vi")[1]["Location"] == "/vi/"  # never to a host named vi


@pytest.mark.parametrize("path", [
    "/none", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/vi/../index.html",
    "//evil.example/vi", "/vi/index.html/", "/sw.js/", "/%00",
])
def test_what_is_not_there_gets_the_404_page(server: LiveServer, path: str) -> None:
    status, _, content = ask(server, path)
    assert status == 404
    assert content.endswith(b"<p>lost")


def test_head_and_range(server: LiveServer) -> None:
    status, headers, content = ask(server, "/a.m4a", "HEAD")
    assert (status, headers["Content-Length"], content) == (200, "10", b"")
    for wish, part in (("bytes=2-4", b"234"), ("bytes=7-", b"789"), ("bytes=-2", b"89")):
        status, _, content = ask(server, "/a.m4a", Range=wish)
        assert (status, content) == (206, part)
    assert ask(server, "/a.m4a", Range="bytes=2-4")[1]["Content-Range"] == "bytes 2-4/10"


def test_other_methods_are_refused(server: LiveServer) -> None:
    assert ask(server, "/", "POST")[0] == 501


def test_nothing_published_yet() -> None:
    with LiveServer() as live:
        status, _, content = ask(live, "/")
    assert status == 503
    assert b"EventSource" in content


def test_publishing_tells_open_pages(server: LiveServer) -> None:
    connection = http.client.HTTPConnection(server.address[7:-1], timeout=5)
    connection.request("GET", "/_heritage/events")
    stream = connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"
    first = stream.readline()
    assert first[6:].strip() in ask(server, "/")[2]
    stream.readline()
    server.publish({"index.html": b"<p>new"})
    second = stream.readline()
    assert second.startswith(b"data: ")
    assert second != first
    assert ask(server, "/")[2].endswith(b"<p>new")
    stream.close()
    connection.close()


def test_a_taken_port(server: LiveServer) -> None:
    with pytest.raises(OSError, match=r"in use|\[WinError"):
        LiveServer(port=int(server.address[:-1].rpartition(":")[2]))


def test_edits_are_gathered_and_reading_is_silent(tmp_path: Path) -> None:
    sites, config = tmp_path / "sites", tmp_path / "mkdocs.yml"
    (sites / "hang").mkdir(parents=True)
    config.write_text("a")
    (sites / "hang" / "vi.md").write_text("a")
    calls: list[set[Path]] = []
    called = threading.Event()

    def changed(paths: set[Path]) -> None:
        calls.append(paths)
        called.set()

    def edit(*edits: tuple[Path, str]) -> set[Path]:
        called.clear()
        for path, text in edits:
            path.write_text(text)
        assert called.wait(5)
        time.sleep(0.2)
        gathered = set().union(*calls)
        calls.clear()
        return gathered

    with watch([config, sites, tmp_path / "missing"], changed):
        both = {sites / "hang" / "vi.md", sites / "hang" / "en.md"}
        assert edit(*((path, "b") for path in both)) == both
        assert edit((config, "b")) == {config}
        called.clear()
        (sites / "hang" / "vi.md").read_text()
        os.listdir(sites)
        (tmp_path / "elsewhere.txt").write_text("x")
        (sites / "hang" / ".vi.md.swp").write_text("x")
        assert not called.wait(0.4)
        (sites / "hang" / "part").write_text("x")
        time.sleep(0.3)
        called.clear()
        calls.clear()
        (sites / "hang" / "part").replace(sites / "hang" / "vi.md")  # as editors save
        assert called.wait(5)
        assert sites / "hang" / "vi.md" in calls[0]
    (sites / "hang" / "vi.md").write_text("after")
    called.clear()
    assert not called.wait(0.3)
