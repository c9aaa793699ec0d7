"""The microsite on real servers: nginx and Apache, at the root and under a sub-path."""

import base64
import csv
import gzip
import hashlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.templates import Renderer
from generator.web.assets import make_assets
from generator.web.headers import header_files, plan_headers
from tests.conftest import need

PATIENCE_SECONDS = 20
NGINX = """daemon off; pid {home}/nginx.pid; error_log {home}/error.log; {user}
events {{}}
http {{
  types {{ text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }}
  default_type application/octet-stream; access_log off;
  client_body_temp_path {home}/b; proxy_temp_path {home}/p; fastcgi_temp_path {home}/f;
  uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
  server {{ listen 127.0.0.1:{port}; root {root}; include {conf}; }}
}}
"""
APACHE = """ServerRoot {home}
Listen 127.0.0.1:{port}
ServerName localhost
PidFile {home}/apache.pid
ErrorLog {home}/error.log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule deflate_module {modules}/mod_deflate.so
LoadModule filter_module {modules}/mod_filter.so
LoadModule headers_module {modules}/mod_headers.so
{user}
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
AllowOverride All
Require all granted
</Directory>
"""
Answer = tuple[int, dict[str, str], bytes]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def get(port: int, path: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    headers = {name.lower(): value for name, value in response.getheaders()}
    connection.close()
    return response.status, headers, body


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            assert server.poll() is None, (server.stderr.read() if server.stderr else b"")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)
        if server.stderr:
            server.stderr.close()


def place(built: Path, root: Path, prefix: str) -> Path:
    """Put a copy below the root, where every user may read it."""
    target = root / prefix.strip("/") if prefix != "/" else root
    shutil.copytree(built, target, dirs_exist_ok=True)
    for folder in (root, *root.parents):
        if folder == Path("/tmp") or folder == folder.parent:
            break
        folder.chmod(0o755)
    return target


def nginx(home: Path, root: Path, site: Path, port: int) -> list[str]:
    conf = home / "nginx.conf"
    conf.write_text(NGINX.format(home=home, port=port, root=root, conf=site / "nginx.conf",
                                 user="user root;" if _is_root() else ""))
    return [need("nginx"), "-c", str(conf), "-p", str(home)]


def apache(home: Path, root: Path, site: Path, port: int) -> list[str]:
    program = need("apache2")
    user = "User www-data\nGroup www-data" if _is_root() else ""
    modules = "/usr/lib/apache2/modules"
    conf = home / "apache.conf"
    conf.write_text(APACHE.format(home=home, port=port, root=root, modules=modules, user=user))
    return [program, "-X", "-f", str(conf)]


def _is_root() -> bool:
    return os.geteuid() == 0


@pytest.mark.parametrize("prefix", ["/", "/guide/"])
@pytest.mark.parametrize("server", [nginx, apache])
def test_a_scan_gets_its_page_at_once(
    built: Path, copy_of_repository: Path, tmp_path: Path, prefix: str,
    server: Callable[[Path, Path, Path, int], list[str]],
) -> None:
    root, home, port = tmp_path / "www", tmp_path / "server", free_port()
    root.mkdir()
    home.mkdir()
    site = place(built, root, prefix)
    rows = csv.DictReader((copy_of_repository / "sites/codes.csv").open(encoding="utf-8"))
    codes = sorted({row["code"] for row in rows})
    with running(server(home, root, site, port), port):
        for code in codes:
            status, headers, body = get(port, f"{prefix}Q/{code}/")
            assert (status, headers.get("content-encoding")) == (200, "gzip"), (code, headers)
            assert len(body) <= 14_600
            assert headers["content-type"] == "text/html; charset=utf-8"
            assert gzip.decompress(body) == (built / "Q" / code / "index.html").read_bytes()
        if prefix == "/":
            status, _, body = get(port, "/nothing/")
            assert status == 404
            assert b"data-base" in (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
        style = next((built / "assets").glob("*.css"))
        status, headers, _ = get(port, f"{prefix}assets/{style.name}")
        assert status == 200
        assert prefix != "/" or "immutable" in headers.get("cache-control", "")


@pytest.mark.parametrize("prefix", ["/", "/guide/"])
@pytest.mark.parametrize("server", [nginx, apache])
def test_headers(
    built: Path, tmp_path: Path, prefix: str,
    server: Callable[[Path, Path, Path, int], list[str]],
) -> None:
    """Policies by hash, nothing inline, and each address kept as long as it may be."""
    root, home, port = tmp_path / "www", tmp_path / "server", free_port()
    root.mkdir()
    home.mkdir()
    site = place(built, root, prefix)
    languages = ("vi", "en", "zh-Hans", "ko", "ja", "fr")
    assets = make_assets(Renderer.of(Path()), languages)
    for file in header_files(prefix, plan_headers(languages, assets)):
        (site / file.path).write_bytes(file.content)
    code = sorted(each.name for each in (built / "Q").iterdir())[0]
    asset = next((built / "assets").glob("*.js")).name
    with running(server(home, root, site, port), port):
        kept = {f"assets/{asset}": "public, max-age=31536000, immutable", "sw.js": "no-cache",
                "pack/ha-long.ko.json": "no-cache", "manifest.webmanifest": "no-cache",
                f"Q/{code}/": "public, max-age=300", "ko/": "public, max-age=300",
                "": "public, max-age=300", "ko/hang-dau-go/": "public, max-age=300"}
        for path, cache in kept.items():
            status, headers, _ = get(port, prefix + path)
            assert (status, headers.get("cache-control")) == (200, cache), path
            assert headers["x-content-type-options"] == "nosniff", path
            assert headers["referrer-policy"] == "no-referrer", path
            assert "camera=()" in headers["permissions-policy"], path
        assert get(port, prefix + "manifest.webmanifest")[1]["content-type"].startswith(
            "application/manifest+json")
        for path in ("", f"Q/{code}/", "ko/", "ko/hang-dau-go/", "nothing/"):
            _, headers, body = get(port, prefix + path)
            policy = headers["content-security-policy"]
            page = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
            assert "unsafe" not in policy and "default-src 'none'" in policy, path
            assert "frame-ancestors 'none'" in policy, path
            assert not re.search(r"<[^>]*\s(on\w+|style)=", page), path
            for tag in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL):
                digest = base64.b64encode(hashlib.sha256(tag.encode()).digest()).decode()
                assert f"'sha256-{digest}'" in policy, path
    policies = {(built / "Q" / each / "index.html").read_text().split("Policy\" content=\"")[1]
                .split("\"")[0] for each in os.listdir(built / "Q")}
    assert len(policies) == 1  # one constant policy for all plaque pages
