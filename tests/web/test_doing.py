"""From reading to doing, on a phone: services, help, a day's plan, a message ready to send."""

import functools
import http.server
import io
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from generator.web.services import lapse_day
from tests.conftest import need

CODE = "T5GDN"  # Hang Đầu Gỗ


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=need("chromium"), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(locale=getattr(request, "param", "fr-FR"), viewport={"width": 360, "height": 780}, has_touch=True,
                                  permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    assert faults == []
    context.close()


@pytest.mark.parametrize(("phone", "language", "own"), [
    ("zh-CN", "zh-Hans", "您好"), ("fr-FR", "fr", "Bonjour")], indirect=["phone"])
def test_from_the_plaque_to_a_message_in_at_most_six_taps(phone: Page, address: str, language: str, own: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{address}Q/{CODE}/")
    taps = 0

    def tap(selector: str) -> None:
        nonlocal taps
        taps += 1
        phone.locator(selector).filter(visible=True).first.tap()

    tap(f'a[href*="/{language}/plan/"]')
    phone.locator("[data-plan]").wait_for(state="visible")
    assert phone.evaluate("scrollY") == 0 and phone.locator("[name=date]").is_visible()
    tap("label:has([value=wheelchair])")
    tap("[data-copy]")
    phone.locator("[data-said]").filter(has_text=re.compile(r"\S")).wait_for()
    message = phone.evaluate("navigator.clipboard.readText()")
    assert taps <= 6
    vietnamese, theirs = message.split("\n\n")
    assert vietnamese.startswith("Xin chào") and "Hang Đầu Gỗ" in vietnamese and "xe lăn" in vietnamese
    assert theirs.startswith(own) and "Hang Đầu Gỗ" in theirs
    assert phone.evaluate("JSON.stringify(localStorage) + document.cookie") in ("{}", '{"heritage-language":"' + language + '"}')
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert re.search(r"s=hang-dau-go&d=\d{4}-\d\d-\d\d&p=2&n=wheelchair$", phone.url)


def test_the_plan_says_route_fee_steps_and_what_to_bring(phone: Page, address: str, built: Path) -> None:
    phone.goto(f"{address}en/plan/#s=dong-thien-cung.hang-dau-go&d=2026-12-24&p=4")
    said = phone.locator("[data-plan]").inner_text()
    assert "Route 1 holds all of these places." in said
    assert "250,000" in said and "(2023)" in said and "200,000" not in said  # routes 1 and 3
    assert "Passport" in said and "Steps in all" in said and "08:30" in said
    assert phone.locator("[data-fees] a").first.get_attribute("href") == (
        "https://halongbay.com.vn/vi/p/58-muc-phi-tham-quan-vinh-ha-long")
    assert "24/12/2026" in phone.locator("[data-message]").input_value()
    phone.goto(f"{address}en/plan/#s=dong-thien-cung.hang-sung-sot")
    phone.reload()
    assert "No single route" in phone.locator("[data-route]").inner_text()
    mail = phone.locator("[data-doors] a[href^=mailto]").get_attribute("href") or ""
    assert unquote(mail.partition("body=")[2]) == phone.locator("[data-message]").input_value()


def test_the_plan_is_shared_by_a_symbol_that_is_read(phone: Page, address: str) -> None:
    phone.goto(f"{address}en/plan/#s=dong-thien-cung.hang-dau-go.hon-trong-mai&d=2026-12-24&p=4&n=child.vegetarian")
    phone.locator("[data-qr]").tap()
    picture = phone.locator("[data-code] svg").screenshot()
    [found] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert found.text == phone.url
    # Somebody else's phone opens the same plan.
    phone.goto("about:blank")
    phone.goto(found.text)
    assert phone.locator("[name=site]:checked").count() == 3
    assert phone.locator("[name=people]").input_value() == "4"
    assert phone.locator("[name=need]:checked").count() == 2


def test_symbols_of_every_version_are_read(phone: Page, address: str) -> None:
    phone.goto(f"{address}en/plan/")
    versions = set()
    for length in (1, 17, 18, 40, 77, 100, 130, 150, 185, 228, 260, 320, 360, 420, 455, 510, 580, 640, 710, 780, 850):
        text = ("https://bay.example/Ñ/" + "aZ9-." * 200)[:length]
        rows = phone.evaluate("text => qrModules(text).map(row => row.map(dark => +dark))", text)
        side = len(rows)
        versions.add((side - 17) // 4)
        image = Image.new("L", (side + 8, side + 8), 255)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                image.putpixel((x + 4, y + 4), 0 if dark else 255)
        [found] = zxingcpp.read_barcodes(image.resize(((side + 8) * 4, (side + 8) * 4)))
        assert found.text == text and found.ec_level == "L"
    assert len(versions) >= 18
    assert phone.evaluate("qrModules('x'.repeat(900))") is None


def test_without_a_choice_there_is_no_message_and_odd_addresses_do_no_harm(phone: Page, address: str) -> None:
    phone.goto(f"{address}en/plan/#s=<script>.nowhere&d=soon&p=0&n=gold")
    assert phone.locator("[data-ask]").is_hidden()
    assert phone.locator("[name=people]").input_value() == "2"
    phone.locator("summary").first.tap() if phone.locator("[name=site]").first.is_hidden() else None
    phone.locator("[name=site]").first.check()
    assert phone.locator("[data-ask]").is_visible()


def test_help_names_the_place_and_the_code(phone: Page, address: str) -> None:
    phone.goto(f"{address}Q/{CODE}/")
    phone.locator('a[href*="/fr/help/"]').filter(visible=True).tap()
    phone.wait_for_url("**/fr/help/**")
    sentence = phone.locator("[data-sentence]")
    assert "Hang Đầu Gỗ" in sentence.inner_text() and CODE in sentence.inner_text()
    assert sentence.get_attribute("lang") == "vi"
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate("scrollY") == 0 and phone.locator('.calls a[href="tel:112"]').is_visible()
    calls = phone.locator('.calls a[href^="tel:"]').evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert calls == ["tel:112", "tel:113", "tel:114", "tel:115"]
    message = phone.locator('a[href^="sms:112"]').get_attribute("href") or ""
    assert unquote(message.partition("body=")[2]) == sentence.inner_text()
    phone.goto(f"{address}fr/help/#<b>x")
    phone.reload()
    assert "……" in phone.locator("[data-sentence]").inner_text()


def test_every_page_has_help_one_tap_away(built: Path) -> None:
    for path in built.rglob("*.html"):
        parts = path.relative_to(built).parts
        if parts[0] in {"handbook", "pack"} or len(parts) < 3:
            continue
        assert re.search(r'href="[^"]*help/', path.read_text("utf-8")), path


def test_services_show_owner_year_and_source_and_age_by_the_phones_clock(phone: Page, address: str) -> None:
    phone.clock.set_fixed_time("2026-12-01T09:00:00Z")
    phone.goto(f"{address}fr/services/")
    assert phone.locator("[data-after]:visible").count() == 0 or all(
        "expiré" in each for each in phone.locator("[data-after]:visible").all_inner_texts())
    lapsed = phone.locator("#prod-pearl [data-after]:visible").all_inner_texts()
    assert len(lapsed) == 1 and "expiré" in lapsed[0]  # 2021 and 36 months
    assert phone.locator("#prod-tra-ba-che [data-after]:visible").count() == 0  # 17 January 2025
    phone.clock.set_fixed_time("2027-11-24T09:00:00Z")
    phone.reload()
    assert phone.locator("#ticket-bay [data-after]:visible").count() == 1


def test_stars_lapse_after_36_months() -> None:
    assert [lapse_day(each) for each in ("2025-01-17", "2025-02", "2023", "2024-02-29")] == [
        "2028-01-17", "2028-02-01", "2026-01-01", "2027-02-28"]


def test_a_product_is_schema_orgs(built: Path) -> None:
    page = (built / "fr/products/prod-tra-ba-che/index.html").read_text("utf-8")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["@type"] == "Product" and data["name"] == "Thé de camélia doré de Ba Chẽ"
    assert data["manufacturer"]["name"] == "Công ty CP kinh doanh Lâm sản Đạp Thanh"


def test_a_site_leads_on_to_its_pier_ticket_and_products(built: Path) -> None:
    page = (built / "en/hang-dau-go/index.html").read_text("utf-8")
    for part in ("services/#pier-tuan-chau", "services/#ticket-bay", "products/food-cha-muc/", "plan/#place-hang-dau-go"):
        assert part in page, part
    assert "ticket-museum" not in page


def test_nothing_shown_pays(built: Path) -> None:
    for path in built.glob("*/services/index.html"):
        text = path.read_text("utf-8")
        assert "<img" not in text and "data-code" not in text


def test_packs_hold_these_pages(built: Path) -> None:
    lists = [path.read_text("utf-8") for path in (built / "pack").glob("*zh-Hans*.json")]
    assert lists
    whole = "".join(lists)
    for part in ("zh-Hans/plan/index.html", "zh-Hans/help/index.html", "zh-Hans/services/index.html", "assets/plan."):
        assert part in whole, part
