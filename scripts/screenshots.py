"""Take the pictures of pages and of the desk that README and handbook show.

Builds the guide as it stands, serves it on this machine and photographs it in Chromium.
Source  docs/desk.md, docs/first-site.md, README.md.
"""

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HOME = Path(__file__).resolve().parents[1]
PICTURES = HOME / "docs" / "pictures"
PATIENCE_MS = 120_000
PHONE, WIDE = (360, 740), (1280, 860)
SHOTS = (
    ("phone-plaque-en", "Q/{code}/", "en-GB", "light", PHONE),
    ("phone-plaque-vi-dark", "Q/{code}/", "vi-VN", "dark", PHONE),
    ("phone-list-ko", "ko/", "ko-KR", "light", PHONE),
    ("phone-map-fr", "fr/map/ha-long/", "fr-FR", "light", PHONE),
    ("wide-site-zh", "zh-Hans/hang-dau-go/", "zh-CN", "light", WIDE),
)
DESK = ("wide-desk", "admin/#/collections/text-en/entries/hang-luon")


def code_of(slug: str) -> str:
    """Return the first code that the ledger gives a site."""
    rows = (HOME / "sites" / "codes.csv").read_text("utf-8").splitlines()
    return next(row.split(",")[2] for row in rows if row.split(",")[3] == slug)


def keep(name: str, png: bytes) -> None:
    """Keep a picture small."""
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(PICTURES / f"{name}.webp", quality=80, method=6)


def shoot(browser: Browser, address: str) -> None:
    """Take every picture."""
    for name, path, locale, scheme, (width, height) in SHOTS:
        context = browser.new_context(locale=locale, color_scheme=scheme,  # type: ignore[arg-type]
                                      viewport={"width": width, "height": height}, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(address + path.format(code=code_of("hang-dau-go")))
        page.wait_for_timeout(1500)
        keep(name, page.screenshot())
        context.close()
    page = browser.new_context(locale="en-GB", viewport={"width": WIDE[0], "height": WIDE[1]}).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address + DESK[1])
    page.get_by_role("button", name="Login").click()
    page.get_by_label("Text (Markdown)").wait_for()
    page.wait_for_timeout(2500)
    keep(DESK[0], page.screenshot())


def main() -> None:
    """Serve the guide and photograph it."""
    server = subprocess.Popen([sys.executable, "-m", "generator", "serve", "--port", "0"], cwd=HOME,
                              stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        address = next(line.split()[0] for line in server.stderr if line.startswith("http://"))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium",
                                                 args=["--no-sandbox", "--disable-gpu"])
            shoot(browser, address)
            browser.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
