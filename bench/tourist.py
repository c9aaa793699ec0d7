"""How soon a visitor can read: our plaque page against MkDocs Material with the same text.

Run ``python bench/tourist.py`` after ``heritage build``. MkDocs Material is installed into
``.cache/bench/`` on the first run. Both are served gzipped by the same small server and
opened cold in Chromium, in turns, under its own throttling; what counts is when the
summary in the phone's language stands on the screen. Chromium delays requests but not the
handshakes of TCP and TLS, which flatters pages of many requests, not ours.

Units   milliseconds since navigation; bytes on the wire without pictures.
"""

import functools
import gzip
import http.server
import json
import statistics
import subprocess
import sys
import threading
import venv
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HOME = Path(__file__).resolve().parents[1]
CACHE = HOME / ".cache" / "bench"
PEER = "mkdocs-material==9.6.14"
LANGUAGE, WISH, SITE, RUNS = "ko", "ko-KR", "hang-dau-go", 5
NETWORKS = {"800 ms, 150 kbit/s": (800, 150), "400 ms, 400 kbit/s": (400, 400)}
WATCH = """text => {
  const mark = () => {
    for (const p of document.querySelectorAll('p')) {
      if (p.textContent.includes(text) && p.getClientRects().length) { window.seen = performance.now(); return; }
    }
    requestAnimationFrame(mark);
  };
  mark();
}"""


def main() -> None:
    """Print medians and ratios."""
    ours = HOME / "output" / "site"
    code = next(path.parent.name for path in sorted(ours.glob("Q/*/index.html"))
                if f"/{LANGUAGE}/{SITE}/" in path.read_text("utf-8"))
    summary, peer = build_peer()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        pages = {"plaque page": f"{serve(ours)}Q/{code}/", "MkDocs Material": f"{serve(peer)}{SITE}/"}
        for name, (latency, kilobits) in NETWORKS.items():
            runs: dict[str, list[tuple[float, int, int]]] = {each: [] for each in pages}
            for _ in range(RUNS):
                for each, address in pages.items():
                    runs[each].append(measure(browser, address, summary, latency, kilobits))
            report(name, runs)
        browser.close()


def report(name: str, runs: dict[str, list[tuple[float, int, int]]]) -> None:
    """Print one network's medians and the ratio of peer to ours."""
    middle = {each: [statistics.median(column) for column in zip(*rows, strict=True)]
              for each, rows in runs.items()}
    print(name)
    for each, (seen, size, asked) in middle.items():
        print(f"  {each:16} readable {seen:6.0f} ms  {size:8.0f} bytes  {asked:2.0f} requests before")
    own, peer = middle.values()
    print(f"  ratios: {peer[0] / own[0]:.1f} times sooner, {peer[1] / own[1]:.1f} times fewer bytes")


def measure(
    browser: Browser, address: str, summary: str, latency: int, kilobits: int
) -> tuple[float, int, int]:
    """Return when the summary is readable, the bytes of the visit, the requests before."""
    context = browser.new_context(locale=WISH, viewport={"width": 360, "height": 780})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": latency, "downloadThroughput": kilobits * 125,
        "uploadThroughput": kilobits * 125})
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    devtools.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    devtools.on("Network.loadingFinished",
                lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"])}))
    page.add_init_script(f"({WATCH})({json.dumps(summary)})")
    page.goto(address, wait_until="load", timeout=120_000)
    page.wait_for_timeout(6_000)  # what comes after the text belongs to the visit
    seen, asked = page.evaluate("""() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
      const seen = Math.max(window.seen, paint);
      const asked = performance.getEntriesByType('resource')
        .filter(e => e.responseEnd < seen && e.initiatorType !== 'img').length;
      return [seen, asked + 1];
    }""")
    size = sum(each for key, each in sizes.items() if kinds.get(key) != "Image")
    context.close()
    return seen, size, asked


def build_peer() -> tuple[str, Path]:
    """Return the summary looked for, and the folder of the same texts in MkDocs Material."""
    folder = CACHE / "material"
    python = folder / "venv/bin/python"
    if not python.is_file():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
    docs = folder / "docs"
    summary = ""
    for path in sorted((HOME / "sites").glob(f"*/{LANGUAGE}.md")):
        _, front, text = path.read_text("utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in front.splitlines() if ": " in line)
        short = fields["summary"].strip().strip("\"'")
        if path.parent.name == SITE:
            summary = short[:12]
        target = docs / path.parent.name / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        plain = text.replace("<!-- more -->", "").replace(f"/{LANGUAGE}.md", "/index.md")
        target.write_text(f"# {fields['name']}\n\n{short}\n\n{plain}", "utf-8")
    (docs / "index.md").write_text("# Vịnh Hạ Long\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Vịnh Hạ Long\ntheme:\n  name: material\n  language: ko\n  font: false\n", "utf-8")
    subprocess.run([python, "-m", "mkdocs", "build", "-q", "-f", folder / "mkdocs.yml"], check=True)
    return summary, folder / "site"


def serve(folder: Path) -> str:
    """Serve a folder gzipped; return its address."""
    class Packed(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            packed = gzip.compress(path.read_bytes(), 6, mtime=0)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Packed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/"


if __name__ == "__main__":
    sys.exit(main())
