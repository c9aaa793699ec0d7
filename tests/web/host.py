"""A web host for tests that can lose its network, turn into a login page, or be renewed."""

import http.server
import mimetypes
import threading
import time
from pathlib import Path

PORTAL = b"<!doctype html><title>Wi-Fi</title><h1>Log in to the hotel</h1>"
mimetypes.add_type("application/manifest+json", ".webmanifest")


class Host:
    """Serves files from memory below a prefix; ``mode`` is normal, portal200, portal302 or dead."""

    def __init__(self, site: Path, prefix: str = "/", port: int = 0) -> None:
        self.prefix, self.mode, self.asked = prefix, "normal", []
        self.files = read_files(site)
        self.left_bytes: float = float("inf")
        self.pause_seconds = 0.0
        self._server = _Server(("127.0.0.1", port), _Answer)
        self._server.host = self
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def fetched(self) -> list[str]:
        """Return what was downloaded for packs, in order."""
        return [path for path in self.asked if "?v=" in path and "pack/ha-long" not in path
                and "ping" not in path]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def read_files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*") if path.is_file()}


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    host: Host


class _Answer(http.server.BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        host = self.server.host
        host.asked.append(self.path)
        if host.pause_seconds:
            time.sleep(host.pause_seconds)
        if host.mode == "dead":
            self.close_connection = True
            return
        if host.mode == "portal302" and not self.path.startswith("/login"):
            self.answer(302, b"", "text/html", Location="/login")
            return
        if host.mode.startswith("portal"):
            self.answer(200, PORTAL, "text/html")
            return
        path = self.path.split("?")[0]
        name = path.removeprefix(host.prefix) if path.startswith(host.prefix) else "\0"
        if name.endswith("/index.html") and host.prefix == "/":  # as Cloudflare and Netlify do
            self.answer(308, b"", "text/html", Location=path.removesuffix("index.html"))
            return
        if not name or name.endswith("/"):
            name += "index.html"
        content = host.files.get(name)
        if content is None and f"{name}/index.html" in host.files:
            self.answer(301, b"", "text/html", Location=path + "/")
        elif content is None:
            self.answer(404, host.files["404.html"], "text/html")
        else:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self.answer(200, content, kind, **{"Cache-Control": "max-age=600"})

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        host = self.server.host
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if host.left_bytes < len(body):  # the cable is pulled in the middle of a file
            host.mode = "dead"
            body, host.left_bytes = body[: int(host.left_bytes)], float("inf")
        else:
            host.left_bytes -= len(body)
        try:
            self.wfile.write(body)
        except OSError:
            pass
