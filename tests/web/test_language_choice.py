"""The phone's language is chosen as CLDR would, in real Chromium."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import need

WISHES = [
    ("vi-VN", "vi"), ("vi", "vi"), ("en-US", "en"), ("en-GB", "en"), ("zh-CN", "zh-Hans"),
    ("zh-TW", "zh-Hans"), ("zh-HK", "zh-Hans"), ("zh-Hant-TW", "zh-Hans"), ("zh", "zh-Hans"),
    ("ko-KR", "ko"), ("ko", "ko"), ("ja-JP", "ja"), ("ja", "ja"), ("fr-FR", "fr"),
    ("fr-CA", "fr"), ("de-DE", "en"), ("ar-EG", "en"), ("th-TH", "en"), ("es-419", "en"),
    ("pt-BR", "en"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=need("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(built))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def code_of(built: Path) -> str:
    return sorted(each.name for each in (built / "Q").iterdir())[0]


@pytest.mark.parametrize(("wish", "language"), WISHES)
def test_language(browser: Browser, address: str, built: Path, wish: str, language: str) -> None:
    context = browser.new_context(locale=wish, viewport={"width": 360, "height": 780})
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(f"{address}Q/{code_of(built)}/")
    assert page.evaluate("document.documentElement.lang") == language
    assert page.locator("article:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert faults == []
    context.close()


def test_without_javascript_every_language_is_readable(
    browser: Browser, address: str, built: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}Q/{code_of(built)}/")
    assert page.locator("article:visible").count() == 6
    context.close()


def test_choice_is_kept_after_a_tap(browser: Browser, address: str, built: Path) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(f"{address}Q/{code_of(built)}/")
    page.click('[data-lang="ko"]')
    page.goto(f"{address}Q/{code_of(built)}/")
    assert page.evaluate("document.documentElement.lang") == "ko"
    context.close()


def test_from_a_file(browser: Browser, built: Path) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"file://{built}/Q/{code_of(built)}/index.html")
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.locator("article:visible a.full").click()
    assert page.url.endswith("/index.html")
    assert page.locator("h1").count() == 1
    context.close()


def test_typed_code(browser: Browser, address: str, built: Path) -> None:
    code = code_of(built)
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.fill("input[name=code]", code[:-1] + ("2" if code[-1] != "2" else "3"))
    page.click("button[type=submit]")
    assert page.locator("[role=status]").inner_text() != ""
    page.fill("input[name=code]", code.lower())
    page.click("button[type=submit]")
    page.wait_for_url(f"**/Q/{code}/")
    context.close()


def test_the_box_for_codes_speaks_the_phones_language(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="ja-JP")
    page = context.new_page()
    page.goto(address)
    assert "コード" in page.locator("form[data-code] label").inner_text()
    page.fill("input[name=code]", "22222"[:3])
    page.click("form[data-code] button")
    assert page.locator("form[data-code]").get_attribute("lang") == "ja"
    assert page.locator("form[data-code] [role=status]").inner_text() != ""
    context.close()
