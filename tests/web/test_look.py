"""The pages as a tourist meets them, in real Chromium: fit, fast, findable, and private."""

import gzip
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from generator.build import build_site
from tests.conftest import REPOSITORY, need
from tests.web.host import Host

PHONE = {"width": 360, "height": 780}
NARROW = {"width": 320, "height": 640}
CAVE = "T5GDN"  # hang-dau-go, Mo-Su 08:30-17:30
MUSEUM = "D25X9"  # bao-tang-quang-ninh, 08:00-12:00,13:00-17:00
KINDS = ("Q/T5GDN/", "Q/X524F/", "{}/hang-dau-go/", "{}/chua-long-tien/", "{}/gioi-thieu/", "{}/",
         "{}/map/", "{}/map/ha-long/", "", "404.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=need("chromium"), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def host(built: Path) -> Iterator[Host]:
    found = Host(built)
    yield found
    found.close()


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """Return the guide with Arabic added as an editor adds it."""
    folder = tmp_path_factory.mktemp("arabic")
    shutil.copytree(REPOSITORY / "sites", folder / "sites")
    shutil.copytree(REPOSITORY / "docs", folder / "docs")
    settings = (REPOSITORY / "mkdocs.yml").read_text("utf-8").replace("ja, fr]", "ja, fr, ar]", 1)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    (folder / "sites/hang-dau-go/ar.md").write_text(
        "---\nname: كهف داو غو\nsummary: كهف من الحجر الجيري على الخليج.\n---\nانظر إلى الأعلى.\n",
        "utf-8")
    assert build_site(folder / "mkdocs.yml").written is not None
    found = Host(folder / "output/site")
    yield found
    found.close()


def opened(context: BrowserContext, host: Host, path: str) -> Page:
    page = context.new_page()
    page.goto(host.address + path)
    return page


# ------------------------------------------------------------------ it fits
@pytest.mark.parametrize("language", ["vi", "en", "zh-Hans", "ko", "ja", "fr", "ar"])
def test_nothing_runs_over_the_edge(browser: Browser, arabic: Host, language: str) -> None:
    context = browser.new_context(viewport=NARROW, locale=language)
    for kind in KINDS:
        page = opened(context, arabic, kind.format(language))
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], kind
        page.close()
    context.close()


def test_text_at_twice_its_size(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi")
    for path in ("Q/T5GDN/", "vi/hang-dau-go/", "vi/", "vi/map/ha-long/"):
        page = opened(context, host, path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        page.close()
    context.close()


def test_a_thumb_finds_what_it_taps(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport=PHONE, locale="en")
    for path in ("Q/T5GDN/", "en/hang-dau-go/", "en/"):
        page = opened(context, host, path)
        heights = page.evaluate("""() => [...document.querySelectorAll(
            '.langs a, .menu a, .b, .chip, .pages a, .maps a, .zoom button, .finder input[type=search]')]
            .filter(e => e.offsetParent || getComputedStyle(e).position === 'fixed')
            .map(e => [e.textContent, e.getBoundingClientRect().height])""")
        assert heights and all(height >= 46 for _, height in heights), (path, heights)
        bar = page.locator(".langs").bounding_box()
        assert bar is not None and bar["y"] + bar["height"] == PHONE["height"]
        assert bar["height"] < 60  # six languages in one row
        page.close()
    context.close()


def test_right_to_left_is_the_page_and_not_the_chart(browser: Browser, arabic: Host) -> None:
    context = browser.new_context(viewport=PHONE, locale="ar")
    page = opened(context, arabic, "Q/T5GDN/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    name, other = page.locator("article:visible h1"), page.locator("article:visible .o")
    assert name.evaluate("e => getComputedStyle(e).textAlign") in {"start", "right"}
    assert other.get_attribute("lang") == "vi"
    box = page.locator("article:visible .w li").first.evaluate(
        "e => getComputedStyle(e, '::before').insetInlineStart")
    assert box == "0px"
    context.close()


# ------------------------------------------------------------------ it is light, and ours alone
def test_budgets(built: Path) -> None:
    for path in (built / "assets/charts").iterdir():
        assert len(gzip.compress(path.read_bytes(), 6)) <= 16_384, path
    for path in (built / "assets/cards").iterdir():
        with Image.open(io.BytesIO(path.read_bytes())) as card:
            assert (card.format, card.size) == ("JPEG", (1200, 630))
        assert path.stat().st_size < 300_000
    for language in ("vi", "ko"):
        page = (built / language / "hang-dau-go/index.html").read_bytes()
        assert len(gzip.compress(page, 6)) < 16_000
        found = json.loads((built / f"data/search/{language}.ha-long.json").read_bytes())
        assert len(gzip.compress(json.dumps(found).encode(), 6)) < 12_000


def test_most_plaque_pages_hold_all_their_texts(built: Path) -> None:
    pages = [(path / "index.html").read_text("utf-8") for path in (built / "Q").iterdir()]
    whole = sum("data-spot" not in page for page in pages)
    assert whole >= len(pages) * 0.7


def test_nobody_else_is_asked(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport=PHONE, locale="ja")
    asked: list[str] = []
    faults: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: faults.append(message.text))
    for kind in KINDS[:-1]:
        page = opened(context, host, kind.format("ja"))
        page.wait_for_load_state("networkidle")
        page.close()
    assert [url for url in asked if not url.startswith((host.address, "data:", "blob:"))] == []
    assert faults == []
    context.close()


def test_shared_links_have_a_picture_of_their_own(built: Path) -> None:
    page = (built / "en/hang-dau-go/index.html").read_text("utf-8")
    found = re.search(r'property="og:image" content="https://[^/]+/([^"]+)"', page)
    assert found and (built / found[1]).is_file()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data and "TouristAttraction" in json.loads(data[1])["@type"]
    assert len(re.findall(r'rel="alternate" hreflang="', page)) == 7


# ------------------------------------------------------------------ open or closed
@pytest.mark.parametrize(("code", "instant", "words"), [
    (CAVE, "2026-11-25T02:00:00Z", "Open now, until 17:30."),  # 09:00 in Hạ Long
    (CAVE, "2026-11-25T01:29:00Z", "Closed now, opens at 08:30."),
    (CAVE, "2026-11-25T01:30:00Z", "Open now, until 17:30."),
    (CAVE, "2026-11-25T10:30:00Z", "Closed for today."),
    (MUSEUM, "2026-11-25T05:30:00Z", "Closed now, opens at 13:00."),  # lunch
    (MUSEUM, "2026-11-25T00:00:00Z", "Closed now, opens at 08:00."),
])
def test_open_is_judged_where_the_place_is(
    browser: Browser, host: Host, code: str, instant: str, words: str
) -> None:
    context = browser.new_context(locale="en-US", timezone_id="America/New_York")
    page = context.new_page()
    page.clock.set_fixed_time(instant)
    page.goto(f"{host.address}Q/{code}/")
    assert page.locator("article:visible .open b").inner_text().strip() == words
    context.close()


def test_hours_that_no_phone_can_judge_are_only_shown(browser: Browser, host: Host) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.add_init_script("delete Intl.DateTimeFormat.prototype.formatToParts")
    page.goto(f"{host.address}Q/{CAVE}/")
    assert page.locator("article:visible .open").inner_text() == "Opening hours: Every day 08:30–17:30"
    context.close()


# ------------------------------------------------------------------ find, filter, sort
SEARCHES = [
    ("vi", "dau go", "hang-dau-go"), ("vi", "ĐẦU GỖ", "hang-dau-go"), ("vi", "sung sot", "hang-sung-sot"),
    ("vi", "天宫", "dong-thien-cung"), ("vi", "ti top", "dao-ti-top"), ("en", "dau go", "hang-dau-go"),
    ("en", "bai tho", "nui-bai-tho"), ("en", "하롱", ""), ("zh-Hans", "天宫", "dong-thien-cung"),
    ("zh-Hans", "thien cung", "dong-thien-cung"), ("ko", "더우고", "hang-dau-go"),
    ("ja", "ダウゴー", "hang-dau-go"), ("fr", "musee", "bao-tang-quang-ninh"),
    ("fr", "MUSÉE", "bao-tang-quang-ninh"),
]


@pytest.mark.parametrize(("language", "words", "slug"), SEARCHES)
def test_search(browser: Browser, host: Host, language: str, words: str, slug: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = opened(context, host, f"{language}/")
    with page.expect_response("**/data/search/*ha-long.json"):
        page.locator("#find").focus()
    page.fill("#find", words)
    page.wait_for_timeout(100)
    shown = page.evaluate(
        "[...document.querySelectorAll('li[data-slug]')].filter(e => e.offsetParent).map(e => e.dataset.slug)")
    if slug:
        assert slug in shown and len(shown) < 12
    else:
        assert page.locator("[data-finder] [role=status]").inner_text() != ""
    context.close()


def test_search_from_a_file(browser: Browser, built: Path) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"file://{built}/vi/index.html")
    page.fill("#find", "dau go")
    assert page.locator("li[data-slug=hang-dau-go]").is_visible()
    assert not page.locator("li[data-slug=dao-ti-top]").is_visible()
    context.close()


def test_filters_work_by_keyboard(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport=PHONE)
    page = opened(context, host, "en/")
    page.locator("input[value=cave]").focus()
    page.keyboard.press("Space")
    assert page.locator("li[data-slug=hang-dau-go]").is_visible()
    assert not page.locator("li[data-slug=dao-ti-top]").is_visible()
    page.locator("input[value=island]").focus()
    page.keyboard.press("Space")
    assert page.locator("li[data-slug=dao-ti-top]").is_visible()
    page.locator("input[value=step_free]").focus()
    page.keyboard.press("Space")
    assert page.locator("[data-finder] [role=status]").inner_text() == "No place here is known to be so."
    context.close()


def test_nearest_first_and_the_position_stays(browser: Browser, host: Host) -> None:
    context = browser.new_context(
        viewport=PHONE, geolocation={"latitude": 20.9517, "longitude": 107.0791},
        permissions=["geolocation"])
    page = opened(context, host, "en/")
    before = page.locator("li[data-slug]").evaluate_all("all => all.map(e => e.dataset.slug)")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-near]").click()
    page.wait_for_selector(".by-distance")
    slugs = page.locator("li[data-slug]").evaluate_all("all => all.map(e => e.dataset.slug)")
    assert slugs[0] == "nui-bai-tho" and slugs.index("bao-tang-quang-ninh") < slugs.index("hang-dau-go")
    assert "km from you" in page.locator("li[data-slug=hang-dau-go] [data-far]").inner_text()
    assert not [url for url in asked if "107.0" in url or "20.9" in url]
    page.locator("[data-near]").click()
    after = page.locator("li[data-slug]").evaluate_all("all => all.map(e => e.dataset.slug)")
    assert after == before
    context.close()


def test_without_javascript_the_list_is_plain_and_whole(browser: Browser, host: Host) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = opened(context, host, "fr/")
    places = sum(
        1 for path in (REPOSITORY / "sites").glob("*/site.yml")
        if "kind: page" not in path.read_text("utf-8"))
    assert page.locator("li[data-slug]:visible").count() == places
    assert not page.locator("[data-finder]").is_visible()
    assert page.locator(".chart a").count() >= 4
    context.close()


# ------------------------------------------------------------------ chart and share
def test_chart_marks_are_links_apart_and_the_chart_comes_closer(browser: Browser, host: Host) -> None:
    context = browser.new_context(viewport=PHONE)
    page = opened(context, host, "en/map/ha-long/")
    marks = page.locator(".chart a .pin").evaluate_all("""all => all.map(e => {
        const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2, b.width]; })""")
    chart = page.locator(".chart").bounding_box()
    assert chart is not None and len(marks) >= 4
    for index, (x, y, width) in enumerate(marks):
        assert width >= 24  # WCAG 2.2, 2.5.8
        assert chart["x"] <= x <= chart["x"] + chart["width"]
        assert chart["y"] <= y <= chart["y"] + chart["height"]
        for ox, oy, _ in marks[:index]:
            assert (x - ox) ** 2 + (y - oy) ** 2 >= 24**2
    before = page.locator(".chart").get_attribute("viewBox")
    page.locator(".zoom button").first.click()
    assert page.locator(".chart").get_attribute("viewBox") != before
    name = page.locator(".chart a").first.get_attribute("aria-label")
    page.locator(".chart a .pin").first.click()
    assert name and page.locator("h1").inner_text() in name
    context.close()


def test_share_uses_the_phones_sheet_else_copies(browser: Browser, host: Host) -> None:
    for share in ("undefined", "d => { window.handed = d.url; return Promise.resolve(); }"):
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        page.add_init_script(
            f"Object.defineProperty(navigator, 'share', {{value: {share}}});"
            "Object.defineProperty(navigator, 'clipboard', {value:"
            " {writeText: t => { window.handed = t; return Promise.resolve(); }}});")
        page.goto(f"{host.address}en/hang-dau-go/")
        page.locator("[data-share]").click()
        assert page.evaluate("window.handed") == f"{host.address}en/hang-dau-go/"
        if share == "undefined":
            assert page.locator("[data-share]").inner_text() == "Link copied"
        context.close()
