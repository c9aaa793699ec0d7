"""Ask the real host for the page of each printed code, as a phone would.

Errors  Findings are Problems; nothing raises. A host that can't be reached is one problem,
        not one a code.
Source  design section 5: no redirect, the right page.
"""

import html
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from generator.errors import Problem, error, warning
from generator.model import Catalogue, IssuedCode
from generator.visits.client import Answer, Host, host_of

LEDGER = "sites/codes.csv"
MOST_PAGE_BYTES = 1_000_000
SECONDS_A_DAY = 86_400
DAYS_SOON = 21


def check_live(
    base: str, catalogue: Catalogue, codes: Mapping[str, IssuedCode], now: int, *,
    seconds: float = 10, progress: Callable[[int], None] = lambda _: None,
) -> tuple[Problem, ...]:
    """Return what is wrong with the pages of all codes at ``base``, the microsite's address."""
    base = base if base.endswith("/") else base + "/"
    file = catalogue.settings.file
    problems: list[Problem] = []
    host = Host(*host_of(base), seconds)
    if urlsplit(base).scheme != "https":
        problems.append(warning("live-no-tls", file, None, base))
    first = host.ask("GET", base)
    if first.fault:
        rule = "live-certificate" if first.fault == "tls" else "live-unreachable"
        return (*problems, error(rule, file, None, base, said=f"{first.fault}: {first.said}"))
    problems.extend(_certificate(host, base, file, now))
    for code in codes.values():
        answer = host.ask("GET", f"{base}Q/{code.code}/", most_bytes=MOST_PAGE_BYTES)
        problems.extend(_page(code, answer, catalogue))
        progress(1)
    host.close()
    return tuple(problems)


def _certificate(host: Host, base: str, file: str, now: int) -> list[Problem]:
    ends = host.certificate_ends
    if ends is None:
        return []
    days = (ends - now) // SECONDS_A_DAY
    return [] if days >= DAYS_SOON else [
        warning("live-certificate-ends", file, None, base, days=str(days))]


def _page(code: IssuedCode, answer: Answer, catalogue: Catalogue) -> list[Problem]:
    line, shown = code.issued_line, code.code
    if answer.fault:
        return [error("live-no-answer", LEDGER, line, shown, said=f"{answer.fault}: {answer.said}")]
    if 300 <= answer.status < 400:
        return [error("live-redirect", LEDGER, line, shown, status=str(answer.status),
                      to=answer.headers.get("location", "–"))]
    if answer.status != 200:
        return [error("live-status", LEDGER, line, shown, status=str(answer.status))]
    page = unicodedata.normalize("NFC", html.unescape(answer.body.decode("utf-8", "replace")))
    site = catalogue.sites.get(code.site)
    wanted = [code.code]
    if site is not None and not code.retired:
        source = site.translations.get(catalogue.settings.source_language)
        wanted += [f"/{site.slug}/", *([source.name] if source is not None else [])]
    lacking = next((word for word in wanted if word not in page), None)
    return [] if lacking is None else [
        error("live-other-page", LEDGER, line, shown, site=code.site, lacking=lacking)]
