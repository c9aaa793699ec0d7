"""Serve a microsite from memory while it is being edited, and watch its files.

Door to ``watchdog``. Nothing here writes: the pages are bytes in memory, and the
script that reloads a page is added as the page is sent.

Shapes  What is served is a mapping of POSIX path -> bytes, as a build makes it.
Units   ``QUIET_SECONDS``: how long no file may change before a rebuild.
Errors  ``LiveServer`` raises ``OSError`` where the address can't be had.
Source  HTML Standard, 9.2 Server-sent events; RFC 9110, 14.2 Range.
"""

import contextlib
import json
import os
import re
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import quote, unquote

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

EVENTS_PATH = "/_heritage/events"
QUIET_SECONDS = 0.05
PING_SECONDS = 10.0
MOST_POSTED = 100 * 1024 * 1024  # bytes; a picture in base64
# Reading a file raises "opened" and "closed_no_write": a build would start the next one.
CHANGES = frozenset({
    EVENT_TYPE_CREATED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED, EVENT_TYPE_DELETED,
    EVENT_TYPE_CLOSED,
})
PASSED_OVER = re.compile(r"(\.git|__pycache__)\Z|.*(~|\.swp|\.swx|\.part)\Z|4913\Z")
# Before the page's <meta> CSP, which then can't forbid it.
RELOAD = (
    '<script>(s=>{{s.onmessage=e=>{{if(e.data!="{version}")location.reload()}};'
    'addEventListener("pagehide",()=>s.close())}})(new EventSource("{path}"))</script>'
)
HEAD = re.compile(rb"<head\b[^>]*>|<!doctype[^>]*>", re.IGNORECASE)
NOTHING_YET = b"<!doctype html><title>Heritage QR</title><p>No good build yet: see the terminal."
MEDIA_TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "geojson": "application/geo+json",
    "webmanifest": "application/manifest+json", "xml": "application/xml",
    "gpx": "application/gpx+xml", "kml": "application/vnd.google-earth.kml+xml",
    "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "svg": "image/svg+xml", "avif": "image/avif",
    "webp": "image/webp", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
    "gif": "image/gif", "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff",
    "m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg", "opus": "audio/ogg",
    "wav": "audio/wav", "pdf": "application/pdf", "zip": "application/zip",
    "gz": "application/gzip",
}


class Desk(Protocol):
    """What answers the desk in the browser."""

    def accepts(self, host: str, origin: str | None, content_type: str, port: int) -> bool:
        """Return whether a request is the desk's own."""

    def answer(self, path: str, body: bytes) -> tuple[int, object]:
        """Return the status and a JSON value."""


class LiveServer:
    """A server on this machine that answers from memory."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, desk: Desk | None = None) -> None:
        self._published = threading.Condition()
        self._site: Mapping[str, bytes] = {}
        self._version = uuid.uuid4().hex
        self._closed = False
        self._server = _Server((host, port), _Answer)
        self._server.live = self
        self.desk = desk
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where a browser finds the microsite."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/"

    def publish(self, site: Mapping[str, bytes]) -> None:
        """Serve another microsite from now on, and reload the pages that are open."""
        with self._published:
            self._site, self._version = site, uuid.uuid4().hex
            self._published.notify_all()

    def current(self) -> tuple[Mapping[str, bytes], str]:
        """Return what is served now, and its version."""
        with self._published:
            return self._site, self._version

    def versions(self) -> Iterator[str]:
        """Yield the version now and each later one; an empty text as a sign of life."""
        seen = ""
        while not self._closed:
            with self._published:
                if seen == self._version:
                    self._published.wait(PING_SECONDS)
                if self._closed:
                    return
                fresh = "" if seen == self._version else self._version
                seen = self._version
            yield fresh

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._published:
            self._closed = True
            self._published.notify_all()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    # On Windows this would let two programs share one port.
    allow_reuse_address = os.name != "nt"
    live: LiveServer


class _Answer(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        """Answer with a file, a redirect, the stream of versions or the 404 page."""
        path, _, query = self.path.partition("?")
        if path == EVENTS_PATH:
            self._stream()
            return
        site, version = self.server.live.current()
        name = unquote(path).removeprefix("/")
        if not site:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "html", NOTHING_YET, version)
        elif f"{name}index.html" in site and (not name or name.endswith("/")):
            # The desk holds what is not saved yet: it never reloads by itself.
            self._send(HTTPStatus.OK, "html", site[f"{name}index.html"],
                       "" if name.startswith("admin/") else version)
        elif name in site:
            self._send(HTTPStatus.OK, name.rpartition(".")[2].lower(), site[name], version)
        elif f"{name}/index.html" in site:
            self._redirect("/" + quote(name) + "/" + ("?" + query if query else ""))
        else:
            page = site.get("404.html", b"<!doctype html><title>404</title><p>404")
            self._send(HTTPStatus.NOT_FOUND, "html", page, version)

    do_HEAD = do_GET  # noqa: N815 - the base calls it so

    def do_POST(self) -> None:
        """Answer the desk, where there is one; nobody else may ask."""
        desk, length = self.server.live.desk, self.headers.get("Content-Length", "")
        if desk is None:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED)
            return
        body = self.rfile.read(int(length)) if length.isdecimal() and int(length) <= MOST_POSTED else b""
        own = body and desk.accepts(
            self.headers.get("Host", ""), self.headers.get("Origin"),
            self.headers.get("Content-Type", ""), self.server.server_address[1])
        status, value = desk.answer(self.path.lstrip("/"), body) if own else (403, None)
        content = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        self.close_connection = not body
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for problems."""

    def _send(self, status: HTTPStatus, ending: str, content: bytes, version: str) -> None:
        if ending in {"html", "htm"} and version and "?v=" not in self.path:  # packs check bytes
            content = _with_reload(content, version)
        part = _range(self.headers.get("Range", ""), len(content)) if status == 200 else None
        whole = len(content)
        if part is not None:
            status, content = HTTPStatus.PARTIAL_CONTENT, content[part[0] : part[1] + 1]
        self.send_response(status)
        self.send_header("Content-Type", MEDIA_TYPES.get(ending, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Accept-Ranges", "bytes")
        if part is not None:
            self.send_header("Content-Range", f"bytes {part[0]}-{part[1]}/{whole}")
        self.end_headers()
        if self.command != "HEAD":
            with contextlib.suppress(ConnectionError):
                self.wfile.write(content)

    def _redirect(self, location: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", location)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _stream(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        with contextlib.suppress(ConnectionError):
            for version in self.server.live.versions():
                self.wfile.write(f"data: {version}\n\n".encode() if version else b":\n\n")
                self.wfile.flush()


def _with_reload(page: bytes, version: str) -> bytes:
    """Return a page that reloads itself once another version is published."""
    script = RELOAD.format(version=version, path=EVENTS_PATH).encode()
    found = list(HEAD.finditer(page, 0, 4096))
    at = found[-1].end() if found else 0
    return page[:at] + script + page[at:]


def _range(header: str, whole: int) -> tuple[int, int] | None:
    """Return the first and last byte asked for; None for the whole file."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if match is None or match[1] + match[2] == "":
        return None
    if not match[1]:
        first, last = max(0, whole - int(match[2])), whole - 1
    else:
        first, last = int(match[1]), min(int(match[2] or whole), whole - 1)
    return (first, last) if first <= last else None


# ------------------------------------------------------------------ watching
@contextlib.contextmanager
def watch(paths: Iterable[Path], changed: Callable[[set[Path]], None]) -> Iterator[None]:
    """Call ``changed`` with what changed below the paths, once it has been quiet.

    Calls come from one thread, never two at once; what changes during a call is in
    the next. A path that isn't there is passed over.
    """
    watched = [path.resolve() for path in paths if path.exists()]
    ear = _Ear(watched, changed)
    observer = _start(Observer(), ear, watched) or _start(PollingObserver(), ear, watched)
    ear.thread.start()
    try:
        yield
    finally:
        if observer is not None:
            observer.stop()
            observer.join()
        ear.stop()


class _Ear(FileSystemEventHandler):
    """Collect events until there is quiet."""

    def __init__(self, watched: list[Path], changed: Callable[[set[Path]], None]) -> None:
        self._files = {path for path in watched if not path.is_dir()}
        self._folders = [path for path in watched if path.is_dir()]
        self._changed = changed
        self._heard = threading.Condition()
        self._paths: set[Path] = set()
        self._count = 0
        self._stopped = False
        self.thread = threading.Thread(target=self._listen, daemon=True)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change; called by the observer's thread."""
        if event.event_type not in CHANGES:
            return
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return
        named = (Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name)
        paths = {path for path in named if self._wanted(path)}
        if paths:
            with self._heard:
                self._paths |= paths
                self._count += 1
                self._heard.notify_all()

    def stop(self) -> None:
        """End the thread once the present call is over."""
        with self._heard:
            self._stopped = True
            self._heard.notify_all()
        self.thread.join()

    def _wanted(self, path: Path) -> bool:
        if path in self._files:
            return True
        below = [path.relative_to(folder) for folder in self._folders
                 if path.is_relative_to(folder)]
        return any(not any(map(PASSED_OVER.match, each.parts)) for each in below)

    def _listen(self) -> None:
        while True:
            with self._heard:
                self._heard.wait_for(lambda: self._stopped or self._paths)
                count = -1
                while count != self._count and not self._stopped:
                    count = self._count
                    self._heard.wait(QUIET_SECONDS)
                if self._stopped:
                    return
                paths, self._paths = self._paths, set()
            self._changed(paths)


def _start(observer: BaseObserver, ear: _Ear, watched: list[Path]) -> BaseObserver | None:
    """Return the observer at work, or None where the system has no watches left."""
    try:
        for folder in {path for path in watched if path.is_dir()}:
            observer.schedule(ear, str(folder), recursive=True)
        for folder in {path.parent for path in watched if not path.is_dir()} - set(watched):
            observer.schedule(ear, str(folder), recursive=False)
        observer.start()
    except OSError:
        with contextlib.suppress(RuntimeError):
            observer.stop()
        return None
    return observer
