"""Links out and our own pages live, against local servers that misbehave in known ways."""

import http.server
import json
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build import build_site
from generator.cli import main
from generator.visits.outgoing import Outgoing, visit_links
from tests.conftest import LEDGER, MKDOCS_YML, SITE_YML, need, write

Answers = Callable[[http.server.BaseHTTPRequestHandler], None]


@contextmanager
def serving(answer: Answers, certificate: tuple[Path, Path] | None = None) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            asked.append(f"{self.command} {self.path}")
            answer(self)

        do_HEAD = do_GET  # noqa: N815

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    scheme = "http"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"{scheme}://{'localhost' if certificate else '127.0.0.1'}:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()


def reply(handler: http.server.BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


def odd_host(handler: http.server.BaseHTTPRequestHandler) -> None:
    path = handler.path
    if path == "/robots.txt":
        reply(handler, 200, b"User-agent: *\nDisallow: /private\n")
    elif path == "/head-refused" and handler.command == "HEAD":
        reply(handler, 405)
    elif path in {"/gone"}:
        reply(handler, 404)
    elif path == "/moved":
        reply(handler, 301, Location="/ok")
    elif path == "/for-now":
        reply(handler, 302, Location="/ok")
    elif path == "/round":
        reply(handler, 302, Location="/round")
    elif path == "/out":
        reply(handler, 302, Location="javascript:alert(1)")
    elif path == "/busy":
        reply(handler, 503)
    elif path == "/no-robots":
        reply(handler, 403)
    elif path == "/slow":
        time.sleep(3)
        reply(handler, 200)
    elif path == "/broken":
        handler.wfile.write(b"\0\0\0\r\n\r\n")
        handler.close_connection = True
    else:
        reply(handler, 200, b"x" * 200_000)


def test_each_kind_of_answer(tmp_path: Path) -> None:
    expected = {
        "ok": "good", "head-refused": "good", "gone": "dead", "moved": "moved", "for-now": "good", "round": "dead",
        "out": "dead", "busy": "unsure", "no-robots": "shut", "private/x": "robots", "slow": "unsure", "broken": "unsure",
    }
    with serving(odd_host) as (base, asked):
        links = [Outgoing(address=f"{base}/{path}", file="a", line=1, owner="o") for path in expected]
        links.append(Outgoing(address="http://no-such-host.invalid/", file="a", line=1, owner="o"))
        links.append(Outgoing(address="http://127.0.0.1:1/", file="a", line=1, owner="o"))
        found = visit_links(links, {}, date(2026, 11, 25), seconds=0.5, between=0)
        assert {path: found[f"{base}/{path}"].result for path in expected} == expected
        assert found["http://no-such-host.invalid/"].result == "dead"
        assert found["http://127.0.0.1:1/"].result == "unsure"
        assert found[f"{base}/moved"].to == f"{base}/ok"
        assert not [each for each in asked if "private" in each]
        assert asked.count("GET /robots.txt") == 1 and asked.count("GET /ok") == 0
        # What was good is not asked again within a week; what failed is, and keeps its first day.
        asked.clear()
        again = visit_links(links, found, date(2026, 11, 27), seconds=0.5, between=0)
        assert not [each for each in asked if each.endswith("/ok") and "HEAD /ok" == each]
        assert again[f"{base}/gone"].since == "2026-11-25" and again[f"{base}/gone"].date == "2026-11-27"
        asked.clear()
        visit_links(links[:1], again, date(2026, 12, 9), seconds=0.5, between=0)
        assert asked == ["GET /robots.txt", "HEAD /ok"]


def test_a_host_is_asked_once_a_second() -> None:
    times: list[float] = []

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        times.append(time.monotonic())
        reply(handler, 404 if handler.path == "/robots.txt" else 200)

    with serving(answer) as (base, _):
        links = [Outgoing(address=f"{base}/{at}", file="a", line=1, owner="o") for at in range(2)]
        visit_links(links, {}, date(2026, 11, 25), seconds=2)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert len(gaps) == 2 and min(gaps) > 0.95


def test_check_links_reports_where_a_link_stands(tiny: Path) -> None:
    with serving(odd_host) as (base, asked):
        write(tiny, "sites/hang-a/site.yml", SITE_YML.replace("https://board.example/", f"{base}/gone"))
        write(tiny, "sites/hang-a/en.md", f"---\nname: A\nsummary: B.\n---\nSee [it]({base}/moved).\n")
        plain = CliRunner().invoke(main, ["check", "-f", str(tiny / "mkdocs.yml"), "--format", "json"])
        assert plain.exit_code == 0 and asked == []
        said = CliRunner().invoke(main, ["check", "-f", str(tiny / "mkdocs.yml"), "--links", "--format", "json"])
        assert said.exit_code == 1
        found = json.loads(said.stdout)["problems"]
        assert [(each["file"], each["line"], each["rule"], each["severity"]) for each in found] == [
            ("sites/hang-a/en.md", 5, "link-moved", "warning"),
            ("sites/hang-a/site.yml", 7, "link-dead", "error")]
        assert f"{base}/ok" in found[0]["fix"]
        text = CliRunner().invoke(main, ["check", "-f", str(tiny / "mkdocs.yml"), "--links"])
        assert "127.0.0.1: 1 dead, 1 moved" in text.stdout
        write(tiny, "sites/services.yml", "- {id: a, kind: pier, name: A, checked: 2026-11-23,\n"
              f"   links: [{{does: book, url: '{base}/gone?a', owner: Cảng, checked: 2026-11-23}}]}}\n")
        services = CliRunner().invoke(main, ["check", "-f", str(tiny / "mkdocs.yml"), "--links"])
        assert "Cảng: 1 good" in services.stdout
    assert (tiny / ".cache/heritage/links.json").is_file()


# ------------------------------------------------------------------ our own pages, live
@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("tls")

    def make(days: int) -> tuple[Path, Path]:
        cert, key = folder / f"{days}.pem", folder / f"{days}.key"
        if not cert.exists():
            subprocess.run(
                [need("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-keyout", str(key), "-out", str(cert), "-days", str(days), "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        return cert, key

    return make


@pytest.fixture
def bay(tiny: Path) -> Path:
    write(tiny, "mkdocs.yml", MKDOCS_YML)
    write(tiny, "sites/codes.csv", LEDGER + "2026-11-24,issued,D25X9,hang-a,gate,\n2026-11-25,retired,D25X9,hang-a,gate,\n")
    assert build_site(tiny / "mkdocs.yml").written
    return tiny


def microsite(bay: Path, **instead: tuple[int, bytes]) -> Answers:
    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        code = handler.path.strip("/").rpartition("/")[2]
        if code in instead:
            status, body = instead[code]
            reply(handler, status, body, **({"Location": "/elsewhere"} if 300 <= status < 400 else {}))
            return
        path = bay / "output" / "site" / handler.path.strip("/") / "index.html"
        reply(handler, 200, path.read_bytes()) if path.is_file() else reply(handler, 404)

    return answer


def live(bay: Path, base: str) -> Result:
    return CliRunner().invoke(main, ["check", "-f", str(bay / "mkdocs.yml"), "--live", base, "--timeout", "2", "--format", "json"])


def rules(result: Result) -> list[tuple[str, str, int | None]]:
    return [(each["rule"], each["value"], each["line"]) for each in json.loads(result.stdout)["problems"]]


@pytest.mark.parametrize(("instead", "expected"), [
    ({}, []),
    ({"7KD29": (404, b"")}, [("live-status", "7KD29", 2)]),
    ({"7KD29": (301, b"")}, [("live-redirect", "7KD29", 2)]),
    ({"7KD29": (200, b"<h1>7KD29 another place</h1>")}, [("live-other-page", "7KD29", 2)]),
    ({"D25X9": (200, b"portal")}, [("live-other-page", "D25X9", 3)]),
])
def test_each_code_is_asked_for(
    bay: Path, certificate: Callable[[int], tuple[Path, Path]], monkeypatch: pytest.MonkeyPatch,
    instead: dict[str, tuple[int, bytes]], expected: list[tuple[str, str, int]],
) -> None:
    files = certificate(90)
    monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    with serving(microsite(bay, **instead), files) as (base, asked):
        said = live(bay, base)
        assert rules(said) == expected
        assert said.exit_code == int(bool(expected))
        assert asked == ["GET /", "GET /Q/7KD29/", "GET /Q/D25X9/"]


def test_certificates(bay: Path, certificate: Callable[[int], tuple[Path, Path]], monkeypatch: pytest.MonkeyPatch) -> None:
    soon = certificate(10)
    with serving(microsite(bay), soon) as (base, _):
        assert [each[0] for each in rules(live(bay, base))] == ["live-certificate"]  # nobody vouches for it
        monkeypatch.setenv("SSL_CERT_FILE", str(soon[0]))
        said = live(bay, base)
        assert [each[0] for each in rules(said)] == ["live-certificate-ends"] and said.exit_code == 0
        wrong_name = live(bay, base.replace("localhost", "127.0.0.1"))
        assert [each[0] for each in rules(wrong_name)] == ["live-certificate"]
    assert [each[0] for each in rules(live(bay, base))] == ["live-unreachable"]


def test_plain_http_and_no_address(bay: Path) -> None:
    with serving(microsite(bay)) as (base, _):
        assert [each[0] for each in rules(live(bay, base))] == ["live-no-tls"]
    assert live(bay, "halong").exit_code == 2
