"""No barrier that a machine can find, on every kind of page, in each language and in Arabic.

axe-core looks in real Chromium (light and dark, wide and narrow); keyboard, zoom, forced
colours and reduced motion are tried by hand of the machine. What a machine can't find
is said on the page *accessibility*.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.build import build_site
from tests.conftest import REPOSITORY, need
from tests.web.host import Host

AXE = REPOSITORY / "tests/node/node_modules/axe-core/axe.min.js"
LANGUAGES = ["vi", "en", "zh-Hans", "ko", "ja", "fr", "ar"]
LOOK = """forced => axe.run(document, {resultTypes: ['violations'], runOnly: [
  'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {'color-contrast': {enabled: !forced}}})
  .then(found => found.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))]))"""
# A ring is there when something about the outline, border or shadow changes with the focus.
RINGS = """() => {
  const lacking = [], looks = e => {
    return [e, ...e.querySelectorAll('circle')].map(part => {
      const s = getComputedStyle(part);
      return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.stroke, s.strokeWidth].join();
    }).join();
  };
  const all = document.querySelectorAll('a[href], button, input, select, summary, [tabindex]');
  for (const each of all) {
    if (!each.checkVisibility() || each.tabIndex < 0) continue;
    each.blur();
    const before = looks(each);
    each.focus({focusVisible: true});
    if (document.activeElement !== each || looks(each) === before) lacking.push(each.outerHTML.slice(0, 120));
  }
  return lacking;
}"""
SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
    .filter(e => !e.closest('.langs, svg'))
    .filter(e => e.getBoundingClientRect().right > width || e.getBoundingClientRect().left < 0)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120));
}"""
# The pin of the page's own place leads nowhere else: no target to aim at.
SMALL = """() => [...document.querySelectorAll('a, button, input, select')].filter(e => {
  const box = e.getBoundingClientRect(), inText = e.closest('p, li, dd, dt, td, figcaption') &&
    getComputedStyle(e).display === 'inline';
  return e.checkVisibility() && !inText && !e.querySelector('.here') && box.width && (box.width < 24 || box.height < 24) &&
    getComputedStyle(e).position !== 'absolute';
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def host(copy_of_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The real project with Arabic added, which no place has a text in yet but one."""
    folder = tmp_path_factory.mktemp("seven")
    for name in ("sites", "docs"):
        shutil.copytree(copy_of_repository / name, folder / name)
    settings = (copy_of_repository / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("ja, fr]", "ja, fr, ar]"), "utf-8")
    (folder / "sites/hang-dau-go/ar.md").write_text(
        "---\nname: كهف داو غو\nsummary: كهف واسع من الحجر الجيري يطل على الخليج.\n---\n"
        "انظر إلى الأعلى.\n\n<!-- more -->\n\n## الاسم\n\nيحكى أن أوتاد المعركة حُفظت هنا.\n", "utf-8")
    report = build_site(folder / "mkdocs.yml")
    assert report.written is not None, report.problems
    found = Host(folder / "output" / "site")
    yield found
    found.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=need("chromium"), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def kinds_of_page(host: Host, language: str) -> list[str]:
    code = next(path for path in sorted(host.files) if path.startswith("Q/")
                and b"hang-dau-go" in host.files[path])
    own = f"{language}/"
    shared = {each.removeprefix(own).removesuffix("/index.html") for each in host.files
              if each.startswith(own) and each.count("/") > 1 and each.endswith("index.html")
              and not (REPOSITORY / "sites" / each.split("/")[1]).is_dir()}
    return [code.removesuffix("index.html") + f"#{language}", f"{language}/",
            f"{language}/hang-dau-go/", f"{language}/nui-bai-tho/", f"{language}/tro-nang/",
            f"pack/ha-long.{language}/", f"pack/ha-long.{language}.html", "", "404.html",
            *(f"{own}{each}/" for each in sorted(shared))]


def violations(page: Page, *, forced: bool = False) -> list[object]:
    """Return what axe finds; it can't see the colours that a forced palette puts in place."""
    page.evaluate(AXE.read_text("utf-8") + "\n;0")  # past the page's policy
    return list(page.evaluate(LOOK, forced))


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(browser: Browser, host: Host, language: str) -> None:
    assert AXE.is_file(), "scripts/setup.sh test installs axe-core"
    for scheme, width in (("light", 360), ("dark", 1280)):
        context = browser.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": 780})  # type: ignore[arg-type]
        page = context.new_page()
        for path in kinds_of_page(host, language)[: 3 if scheme == "dark" else None]:
            page.goto(host.address + path)
            if page.locator("[data-pack]").count():
                page.wait_for_selector(".keep", state="attached")
            assert violations(page) == [], (path, scheme)
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_narrow_large_and_by_keyboard(browser: Browser, host: Host, language: str) -> None:
    """320 px, text at 200 %, every focus seen, targets of 24 px and more."""
    context = browser.new_context(locale=language, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for path in kinds_of_page(host, language):
        page.goto(host.address + path)
        assert page.evaluate(SIDEWAYS) == [], path
        assert page.evaluate(SMALL) == [], path
        assert page.evaluate(RINGS) == [], path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(SIDEWAYS) == [], (path, "200 %")
    context.close()


def test_forced_colours_and_reduced_motion(browser: Browser, host: Host) -> None:
    context = browser.new_context(
        forced_colors="active", reduced_motion="reduce", viewport={"width": 360, "height": 780})
    page = context.new_page()
    for path in kinds_of_page(host, "en"):
        page.goto(host.address + path)
        assert violations(page, forced=True) == [], path
        assert page.evaluate(RINGS) == [], path
        moving = page.evaluate("""() => document.getAnimations().map(a => a.effect.target.outerHTML)""")
        assert moving == [], path
        borders = page.evaluate("""() => [...document.querySelectorAll('button, .b')].filter(e =>
          e.checkVisibility() && parseFloat(getComputedStyle(e).borderTopWidth) < 1 &&
          getComputedStyle(e).textDecorationLine === 'none').map(e => e.outerHTML)""")
        assert borders == [], path  # a button without a border is no button here
    context.close()


def test_the_order_of_the_keyboard_is_the_order_of_reading(browser: Browser, host: Host) -> None:
    context = browser.new_context(locale="en", viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(host.address + "en/hang-dau-go/")
    page.wait_for_selector(".keep", state="attached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    seen: list[list[float]] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate("""() => {
          const e = document.activeElement, all = [...document.querySelectorAll('*')];
          return e === document.body ? null : all.indexOf(e);
        }""")
        if at is None:
            break
        seen.append(at)
    assert len(seen) > 5 and seen == sorted(seen)
    context.close()


def test_the_voice_reads_sentence_by_sentence(browser: Browser, host: Host) -> None:
    """Headless Chromium has no voices: a stand-in takes the orders that a phone would get."""
    context = browser.new_context(locale="ko-KR", viewport={"width": 360, "height": 780})
    context.add_init_script("""(() => {
      window.orders = [];
      const voices = [{lang: 'ko_KR', localService: true, name: 'k'}, {lang: 'en-US', localService: true, name: 'e'}];
      Object.defineProperty(window, 'speechSynthesis', {value: {
        getVoices: () => voices, cancel() { clearTimeout(this.timer); }, timer: 0,
        speak(order) { if (!order.text) return; orders.push(order); this.timer = setTimeout(() => order.onend(), 250); },
      }});
      window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    })()""")
    page = context.new_page()
    code = kinds_of_page(host, "ko")[0].split("#")[0]
    page.goto(host.address + code)
    page.wait_for_selector(".keep", state="attached")
    button = page.locator("article:visible [data-listen]")
    button.click()
    page.wait_for_selector(".listen")
    page.wait_for_timeout(900)
    assert page.evaluate("CSS.highlights.get('being-read').size") == 1
    button.click()
    orders = page.evaluate("orders.filter(o => o.text).map(o => [o.text, o.lang])")
    assert len(orders) > 2 and orders[0][0] == page.locator("article:visible h1").inner_text()
    assert {lang for _, lang in orders} == {"ko"}
    assert page.evaluate("CSS.highlights.has('being-read')") is False
    page.wait_for_timeout(400)
    assert len(page.evaluate("orders")) == len(orders)  # a pause is a pause
    page.select_option(".listen:visible select", "1.5")
    button.click()
    page.wait_for_timeout(50)
    first = page.evaluate(f"[orders[{len(orders)}].text, orders[{len(orders)}].rate]")
    assert first == [orders[-1][0], 1.5]  # it goes on where it was
    page.click('[data-lang="ja"]')  # no voice for it
    page.wait_for_selector('article[lang="ja"] .listen', state="attached")
    page.locator("article:visible [data-listen]").click()
    said = json.loads(host.files["pack/words.ja.json"])["words"]["listen.no_voice"]
    assert page.locator("article:visible .listen [role=status]").inner_text() == said
    context.close()
