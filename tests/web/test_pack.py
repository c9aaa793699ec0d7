"""The guide on the phone, in real Chromium: kept, cut, resumed, renewed, removed.

Every check of "opens offline" asks for a code never visited before, from a new browser
process, so that no HTTP cache can answer for us.
"""

import hashlib
import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.conftest import need
from tests.web.host import Host

CONTROL = '[data-pack="ko"]'
PATIENCE_MS = 20_000
# Fails where a picture of the page does.
DECODE = """() => Promise.all([...document.images].map(picture => {
  picture.loading = 'eager';
  return picture.decode();
}))"""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(params=["/", "/repo/"])
def anywhere(request: pytest.FixtureRequest, built: Path) -> Iterator[Host]:
    host = Host(built, request.param)
    yield host
    host.close()


@pytest.fixture
def host(built: Path) -> Iterator[Host]:
    found = Host(built)
    yield found
    found.close()


@contextmanager
def phone(playwright: Playwright, home: Path, **options: object) -> Iterator[BrowserContext]:
    """Start a browser process on a profile that outlives it."""
    context = playwright.chromium.launch_persistent_context(
        str(home), executable_path=need("chromium"), args=["--no-sandbox", "--disable-gpu"],
        locale="ko-KR", viewport={"width": 360, "height": 780}, **options,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def codes(host: Host) -> list[str]:
    return sorted(str(row[0]).split("/")[1] for row in names(host) if str(row[0]).startswith("Q/"))


def opened(context: BrowserContext, host: Host, path: str = "") -> Page:
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(f"{host.address}{path or 'Q/' + codes(host)[0] + '/'}")
    return page


def state(page: Page, wanted: str, control: str = CONTROL) -> None:
    page.wait_for_selector(f'{control}[data-pack-state="{wanted}"]')


def keep(page: Page) -> None:
    page.wait_for_selector(".keep")
    page.click(CONTROL)


def names(host: Host) -> list[list[object]]:
    return list(json.loads(host.files["pack/ha-long.ko.json"])["body"]["files"])


def wrong_blobs(page: Page) -> list[str]:
    """Return what is stored under a name that is not its hash."""
    return list(page.evaluate("""async () => {
      const wrong = [];
      for (const name of await caches.keys()) if (name.startsWith('heritage-blobs')) {
        const cache = await caches.open(name);
        for (const key of await cache.keys()) {
          const bytes = await (await cache.match(key)).arrayBuffer();
          const sum = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
            .map(b => b.toString(16).padStart(2, '0')).join('');
          if (!key.url.endsWith(sum)) wrong.push(key.url);
        }
      }
      return wrong;
    }"""))


def reads_korean(page: Page) -> bool:
    return page.locator('article[lang="ko"] h1').is_visible()


def test_every_code_opens_from_a_cold_start_without_a_network(
    playwright: Playwright, anywhere: Host, tmp_path: Path
) -> None:
    host = anywhere
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        keep(page)
        state(page, "kept")
        assert page.locator("[data-pack-remove]").is_visible()
        assert [url for url in asked if not url.startswith(host.address)] == []
    host.mode = "dead"
    with phone(playwright, tmp_path / "phone") as context:
        code, *others = codes(host)[1:]
        for path in (f"Q/{code}/", *(f"Q/{each}/" for each in others), "ko/", "ko/hang-dau-go/", ""):
            assert opened(context, host, path).title(), path
        for path in (f"Q/{code}", f"q/{code.lower()}/", f"q/{code.lower()}", f"Q/{code}/index.html",
                     f"Q/{code}/?from=singlemessage"):
            page = opened(context, host, path)
            assert reads_korean(page), path
        state(page, "kept")
        response = page.goto(f"{host.address}Q/ZZZZZ/")
        assert response is not None and response.status == 503
        assert "ZZZZZ" in page.locator("h1:visible").inner_text()
        page.click("main li a")
        assert page.locator("article h1").is_visible()
        assert page.url.startswith(f"{host.address}ko/")
        page.evaluate(DECODE)


def test_cut_at_half_then_gone_on(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    total = sum(int(row[2]) for row in names(host))  # type: ignore[call-overload]
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        page.wait_for_selector(".keep")
        host.left_bytes = total / 2
        keep(page)
        state(page, "failed")
        assert page.locator(".keep [role=status]:visible").inner_text()
    with phone(playwright, tmp_path / "phone") as context:  # nothing half is offered as a guide
        page = context.new_page()
        with pytest.raises(Exception, match="ERR_"):
            page.goto(f"{host.address}Q/{codes(host)[-1]}/")
        host.mode, host.asked = "normal", []
        page = opened(context, host)
        state(page, "kept")  # it goes on by itself
        assert 0 < len(host.fetched()) < len(names(host))
        assert wrong_blobs(page) == []


@pytest.mark.parametrize("portal", ["portal200", "portal302"])
def test_a_login_page_is_never_stored(
    playwright: Playwright, host: Host, tmp_path: Path, portal: str
) -> None:
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        page.wait_for_selector(".keep")
        host.mode = portal
        keep(page)
        state(page, "failed")  # at the first tap
        host.mode, host.asked, host.pause_seconds = "normal", [], 0.05
        page.click(CONTROL)
        while len(host.fetched()) < 9:
            page.wait_for_timeout(10)
        host.mode = portal  # in mid download
        state(page, "failed")
        host.mode, host.pause_seconds = "normal", 0
        page.click(CONTROL)
        state(page, "kept")
        assert wrong_blobs(page) == []
        host.mode = portal
        page = opened(context, host, f"Q/{codes(host)[3]}/")  # the pack comes first
        assert reads_korean(page)
        state(page, "kept")


def renewed(host: Host) -> dict[str, bytes]:
    """Return the site as after a change of one page: its bytes, and the lists that name them."""
    files = dict(host.files)
    page = files["ko/hang-dau-go/index.html"]
    files["ko/hang-dau-go/index.html"] = page.replace(b"</title>", "새로</title>".encode())
    found = json.loads(files["pack/ha-long.ko.json"])
    for row in found["body"]["files"]:
        if row[0] == "ko/hang-dau-go/index.html":
            content = files[row[0]]
            row[1], row[2] = hashlib.sha256(content).hexdigest(), len(content)
    body = json.dumps(found["body"], ensure_ascii=False, separators=(",", ":")).encode()
    found["sum"] = hashlib.sha256(body).hexdigest()
    files["pack/ha-long.ko.json"] = json.dumps(found, ensure_ascii=False).encode()
    info = json.loads(files["pack/ha-long.ko.info.json"])
    files["pack/ha-long.ko.info.json"] = json.dumps({**info, "version": found["sum"]}).encode()
    return files


@pytest.mark.parametrize("fault", ["dead", "portal200", "portal302"])
def test_an_update_fetches_what_changed_and_never_mixes(
    playwright: Playwright, host: Host, tmp_path: Path, fault: str
) -> None:
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        keep(page)
        state(page, "kept")
        host.files, host.asked = renewed(host), []
        page.reload()
        state(page, "update")
        host.mode = fault
        page.click("[data-pack-update]")
        state(page, "failed")
        page = opened(context, host, "ko/hang-dau-go/")
        assert "새로" not in page.title()  # the old guide is whole
        host.mode, host.asked = "normal", []
        page = opened(context, host)
        page.wait_for_selector(f'{CONTROL}[data-pack-state="update"], {CONTROL}[data-pack-state="kept"]')
        if page.locator("[data-pack-update]:visible").count():
            page.click("[data-pack-update]")
        state(page, "kept")
        assert [path.split("?")[0] for path in host.fetched()] == ["/ko/hang-dau-go/"]
        host.mode = "dead"
        page = opened(context, host, "ko/hang-dau-go/")
        assert "새로" in page.title()


def test_two_languages_and_removal(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        keep(page)
        state(page, "kept")
        page.click('[data-lang="fr"]')
        page.wait_for_selector('[data-pack="fr"]:visible')
        page.wait_for_selector(".keep[lang=fr]")
        page.click('[data-pack="fr"]')
        state(page, "kept", '[data-pack="fr"]')
        host.mode = "dead"
        for path in ("ko/hang-dau-go/", "fr/hang-dau-go/"):
            assert opened(context, host, path).locator("article h1").is_visible()
        page = opened(context, host, "fr/hang-dau-go/")
        page.wait_for_selector("[data-pack-remove]:visible")
        page.click("[data-pack-remove]")
        state(page, "none", '[data-pack="fr"]')
        assert opened(context, host, "ko/hang-dau-go/").locator("article h1").is_visible()
        page.wait_for_selector("[data-pack-remove]:visible")
        page.click("[data-pack-remove]")
        state(page, "none")
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(r => r.length)") == 0


def test_pause_and_two_tabs(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        page.wait_for_selector(".keep")
        host.pause_seconds = 0.1
        keep(page)
        page.click("[data-pack-pause]")
        state(page, "paused")
        page.reload()
        state(page, "paused")  # a pause is kept: nothing is fetched behind the reader's back
        host.pause_seconds = 0.02
        page.wait_for_selector(".keep")
        second = context.new_page()
        second.goto(f"{host.address}Q/{codes(host)[1]}/")
        second.wait_for_selector(".keep")
        page.click(CONTROL)
        second.click(CONTROL)
        state(page, "kept")
        state(second, "kept")
        assert wrong_blobs(page) == []


def test_a_full_phone_says_so(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        page.wait_for_selector(".keep")
        devtools = context.new_cdp_session(page)
        origin = host.address.rstrip("/")
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 200_000})
        keep(page)
        state(page, "failed")
        assert "공간" in page.locator(".keep [role=status]:visible").inner_text()
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin})
        page.click(CONTROL)
        state(page, "kept")


def test_the_phone_cleared_a_part(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        keep(page)
        state(page, "kept")
        page.evaluate("""async () => {
          for (const name of await caches.keys()) if (name.startsWith('heritage-blobs')) {
            const cache = await caches.open(name);
            for (const key of (await cache.keys()).slice(0, 5)) await cache.delete(key);
          }
        }""")
        host.asked = []
        page.reload()
        state(page, "update")
        page.click("[data-pack-update]")
        state(page, "kept")
        assert len(host.fetched()) == 5


def test_network_pulled_fifty_times(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    """Never a broken or mixed guide: all of the old, or all of the new, or none."""
    chance = random.Random(50)
    old = dict(host.files)
    new = renewed(host)
    total = sum(int(row[2]) for row in names(host))  # type: ignore[call-overload]
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        page.wait_for_selector(".keep")
        for turn in range(50):
            if turn == 25:  # from here on an update is pulled
                host.mode, host.left_bytes = "normal", float("inf")
                kept(page)
                host.files = new
            host.mode, host.left_bytes = "normal", chance.randrange(1, total // 12)
            ended(page)
            assert wrong_blobs(page) == [], turn
            versions = page.evaluate(GUIDE)
            assert versions in ([], [len(names(host))]), (turn, versions)
        host.mode, host.left_bytes = "normal", float("inf")
        kept(page)
        host.mode = "dead"
        for path in [str(row[0]) for row in names(host)]:
            if path.startswith("ko/") and path.endswith("index.html"):
                answer = page.goto(host.address + path.removesuffix("index.html"))
                assert answer is not None and answer.body() == new[path]
    assert old != new


# For each guide kept: how many of its files are there.
GUIDE = """async () => {
  const counts = [];
  for (const name of await caches.keys()) if (name.startsWith('heritage-states')) {
    const states = await caches.open(name);
    for (const key of await states.keys()) if (key.url.includes('/pack/kept/')) {
      const list = (await (await states.match(key)).json()).list.body.files;
      let count = 0;
      for (const file of list) {
        const url = key.url.replace(/kept\\/.*/, 'blob/' + file[1]);
        if (await caches.match(url)) count++;
      }
      counts.push(count);
    }
  }
  return counts;
}"""
KEEP = """() => {
  const stop = new AbortController();
  return heritage.store.keep('ha-long.ko', {audio: false, signal: stop.signal, progress() {}})
    .then(() => 'kept', fault => fault.reason);
}"""


def ended(page: Page) -> str:
    return str(page.evaluate(KEEP))


def kept(page: Page) -> None:
    assert ended(page) == "kept"


def test_in_an_app_without_workers_there_is_one_file(
    playwright: Playwright, host: Host, tmp_path: Path
) -> None:
    with phone(playwright, tmp_path / "phone", accept_downloads=True) as context:
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        page = opened(context, host)
        page.wait_for_selector(f"a{CONTROL}:visible")
        assert page.locator("[data-copy-link]").is_visible()
        with page.expect_download() as download:
            page.click(CONTROL)
        file = tmp_path / "guide.html"
        shutil.copy(download.value.path(), file)
        asked: list[str] = []
        plain = context.new_page()
        plain.on("request", lambda request: asked.append(request.url))
        faults: list[str] = []
        plain.on("console", lambda message: faults.append(message.text))
        plain.goto(file.as_uri())
        assert plain.locator("article").count() >= 11
        plain.fill("input", "dau go")
        assert plain.locator("nav li:visible").count() == 1
        plain.fill("input", codes(host)[0].lower())
        plain.keyboard.press("Enter")
        assert plain.evaluate("location.hash") != ""
        plain.evaluate(DECODE)
        assert plain.evaluate("document.documentElement.scrollWidth") <= 360
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert faults == []
        assert plain.evaluate("""() => [...document.querySelectorAll('a[href^="#"]')]
          .filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash)""") == []


def test_audio_is_a_second_tap(
    playwright: Playwright, host: Host, tmp_path: Path, recording: Callable[[Host], str]
) -> None:
    path = recording(host)
    with phone(playwright, tmp_path / "phone") as context:
        page = opened(context, host)
        keep(page)
        state(page, "kept")
        assert not [each for each in host.fetched() if "audio" in each]
        page.click("[data-pack-audio]")
        page.wait_for_selector("[data-pack-audio]", state="hidden")
        state(page, "kept")
        host.mode = "dead"
        answer = page.evaluate("""path => fetch(path, {headers: {Range: 'bytes=2-5'}})
          .then(async r => [r.status, await r.text()])""", host.address + path)
        assert answer == [206, "2345"]


@pytest.fixture
def recording() -> Callable[[Host], str]:
    def add(host: Host) -> str:
        content, path = b"0123456789", "assets/audio/abc.m4a"
        host.files[path] = content
        found = json.loads(host.files["pack/ha-long.ko.json"])
        found["body"]["audio"] = [[path, hashlib.sha256(content).hexdigest(), 10, "audio/mp4"]]
        body = json.dumps(found["body"], ensure_ascii=False, separators=(",", ":")).encode()
        found["sum"] = hashlib.sha256(body).hexdigest()
        host.files["pack/ha-long.ko.json"] = json.dumps(found, ensure_ascii=False).encode()
        info = json.loads(host.files["pack/ha-long.ko.info.json"])
        host.files["pack/ha-long.ko.info.json"] = json.dumps(
            {**info, "audio_bytes": 10, "version": found["sum"]}).encode()
        return path
    return add
