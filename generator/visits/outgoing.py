"""Visit outgoing links politely, and say which have died.

One request a host a second, robots.txt heard, HEAD before GET; what was found good stays
good for a week. Hosts are visited side by side, each by itself.

Shapes  ``Outgoing`` is one link where it stands; ``Visit`` what was found, kept as JSON.
Errors  Findings are Problems with the file and line of the link; nothing raises.
Source  RFC 9309 (robots.txt); RFC 9110, 15 (status codes).
"""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from generator.content.service_schema import SERVICES
from generator.doing import Service
from generator.errors import Problem, error, warning
from generator.model import Catalogue
from generator.schema import read_web_address
from generator.visits.client import AGENT, Answer, Host, host_of

SECONDS_BETWEEN = 1.0
HOSTS_AT_ONCE = 8
MOST_HOPS = 5
DAYS_GOOD = 7
GOOD, MOVED, DEAD, SHUT, UNSURE, ASKED_NOT = "good", "moved", "dead", "shut", "unsure", "robots"
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SURELY_DEAD = frozenset({404, 410})
NOT_FOR_ROBOTS = frozenset({401, 402, 403, 405, 406, 418, 429, 451, 999})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One link out, where it stands; ``owner`` is whose page it leads to."""

    address: str
    file: str
    line: int
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one address answered: ``date`` of this visit, ``since`` when it first failed."""

    address: str
    date: str
    result: str
    said: str = ""
    to: str = ""
    since: str = ""


def outgoing_links(
    catalogue: Catalogue, services: Iterable[Service] = ()
) -> tuple[Outgoing, ...]:
    """Return the links out of a catalogue: sources, texts and services, each place once."""
    found: dict[tuple[str, str, int], Outgoing] = {}

    def add(address: str, file: str, line: int, owner: str = "") -> None:
        plain = urldefrag(address).url
        if read_web_address(plain) is not None:
            link = Outgoing(address=plain, file=file, line=line,
                            owner=owner or (urlsplit(plain).hostname or ""))
            found.setdefault((plain, file, line), link)

    for site in catalogue.sites.values():
        for source in site.sources.values():
            if source.url:
                add(source.url, site.file, source.line)
        for text in site.translations.values():
            for each in text.whole.links:
                add(each.target, text.file, each.line)
    for service in services:
        for link in service.links:
            add(link.url, SERVICES, link.line, link.owner)
        for source in service.sources.values():
            if source.url:
                add(source.url, SERVICES, source.line)
    return tuple(found.values())


def visit_links(
    links: Iterable[Outgoing], known: Mapping[str, Visit], today: date, *, seconds: float = 10,
    between: float = SECONDS_BETWEEN, progress: Callable[[int], None] = lambda _: None,
) -> dict[str, Visit]:
    """Return a visit of each address; those found good within a week are not asked again."""
    oldest = (today - timedelta(days=DAYS_GOOD)).isoformat()
    addresses = dict.fromkeys(link.address for link in links)
    done = {each: known[each] for each in addresses
            if each in known and known[each].result in {GOOD, MOVED} and known[each].date > oldest}
    progress(len(done))
    by_host: dict[tuple[str, str], list[str]] = defaultdict(list)
    for address in addresses:
        if address not in done:
            by_host[host_of(address)].append(address)

    pace = Pace(between)

    def visit_host(group: Sequence[str]) -> list[Visit]:
        guest = Guest(pace, seconds=seconds)
        visits = []
        for address in group:
            visits.append(_dated(guest.visit(address), known.get(address), today.isoformat()))
            progress(1)
        guest.close()
        return visits

    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for visits in pool.map(visit_host, by_host.values()):
            done.update((visit.address, visit) for visit in visits)
    return done


class Pace:
    """Lets nobody ask a host twice within a second, whoever it is."""

    def __init__(self, between: float) -> None:
        self._between = between
        self._free: dict[tuple[str, str], float] = {}
        self._lock = threading.Lock()

    def wait(self, where: tuple[str, str]) -> None:
        """Wait until a host may be asked."""
        with self._lock:
            now = time.monotonic()
            begins = max(now, self._free.get(where, 0.0))
            self._free[where] = begins + self._between
        time.sleep(begins - now)


class Guest:
    """Visits one host after the other."""

    def __init__(self, pace: Pace, *, seconds: float) -> None:
        self._pace, self._seconds = pace, seconds
        self._hosts: dict[tuple[str, str], Host] = {}
        self._rules: dict[tuple[str, str], RobotFileParser | None] = {}

    def visit(self, address: str) -> Visit:
        """Return what an address answers, redirects followed."""
        here, permanent = address, True
        for _ in range(MOST_HOPS):
            if not self._allowed(here):
                return _visit(address, ASKED_NOT)
            answer = self._answer(here)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return _judge(address, answer, here if permanent and here != address else "")
            permanent = permanent and answer.status in PERMANENT
            here = urldefrag(urljoin(here, answer.headers["location"])).url
            if read_web_address(here) is None:
                return _visit(address, DEAD, said=f"{answer.status} {here[:80]}")
        return _visit(address, DEAD, said=f"more than {MOST_HOPS} redirects")

    def close(self) -> None:
        """Let go of every host."""
        for host in self._hosts.values():
            host.close()

    def _answer(self, address: str) -> Answer:
        """Return the answer to HEAD, or to GET where HEAD gets none that is good."""
        answer = self._ask("HEAD", address)
        if answer.status >= 400 or answer.fault == "broken":
            answer = self._ask("GET", address)
        return answer

    def _ask(self, method: str, address: str) -> Answer:
        where = host_of(address)
        self._pace.wait(where)
        host = self._hosts.setdefault(where, Host(*where, self._seconds))
        return host.ask(method, address)

    def _allowed(self, address: str) -> bool:
        where = host_of(address)
        if where not in self._rules:
            self._rules[where] = self._read_rules(where)
        rules = self._rules[where]
        return rules is None or rules.can_fetch(AGENT, address)

    def _read_rules(self, where: tuple[str, str]) -> RobotFileParser | None:
        """Return a host's wishes; None where it has none or can't be reached at all."""
        answer = self._ask("GET", f"{where[0]}://{where[1]}/robots.txt")
        rules = RobotFileParser()
        if answer.status == 200:
            rules.parse(answer.body.decode("utf-8", "replace").splitlines())
            return rules
        if answer.status >= 500:
            rules.parse(["User-agent: *", "Disallow: /"])  # RFC 9309, 2.3.1.4
            return rules
        return None


def _judge(address: str, answer: Answer, to: str) -> Visit:
    if answer.fault:
        result = DEAD if answer.fault in {"dns", "tls"} else UNSURE
        return _visit(address, result, said=f"{answer.fault}: {answer.said}", to=to)
    if answer.status < 400:
        return _visit(address, MOVED if to else GOOD, said=str(answer.status), to=to)
    if answer.status in SURELY_DEAD:
        return _visit(address, DEAD, said=str(answer.status), to=to)
    result = SHUT if answer.status in NOT_FOR_ROBOTS else UNSURE
    return _visit(address, result, said=str(answer.status), to=to)


def _visit(address: str, result: str, *, said: str = "", to: str = "") -> Visit:
    return Visit(address=address, date="", result=result, said=said, to=to)


def _dated(visit: Visit, before: Visit | None, today: str) -> Visit:
    failing = visit.result in {DEAD, UNSURE}
    since = (before.since or today) if failing and before is not None else today
    return Visit(address=visit.address, date=today, result=visit.result, said=visit.said,
                 to=visit.to, since=since if failing else "")


def link_problems(
    links: Iterable[Outgoing], visits: Mapping[str, Visit]
) -> Iterator[Problem]:
    """Yield what is wrong with each link, where it stands."""
    for link in links:
        visit = visits[link.address]
        if visit.result == DEAD:
            yield error("link-dead", link.file, link.line, link.address, owner=link.owner,
                        said=visit.said, since=visit.since)
        elif visit.result == UNSURE:
            yield warning("link-unsure", link.file, link.line, link.address, owner=link.owner,
                          said=visit.said, since=visit.since)
        elif visit.result == MOVED:
            yield warning("link-moved", link.file, link.line, link.address, owner=link.owner,
                          to=visit.to)


def by_owner(
    links: Iterable[Outgoing], visits: Mapping[str, Visit]
) -> dict[str, dict[str, int]]:
    """Return how many addresses of each owner had which result, the worst owners first."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for owner, address in dict.fromkeys((link.owner, link.address) for link in links):
        found[owner][visits[address].result] += 1
    order = sorted(found, key=lambda owner: (-found[owner][DEAD], -found[owner][UNSURE], owner))
    return {owner: dict(found[owner]) for owner in order}


def visits_text(visits: Mapping[str, Visit]) -> bytes:
    """Return visits as JSON, to be kept."""
    rows = [asdict(visits[address]) for address in sorted(visits)]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def parse_visits(text: bytes) -> dict[str, Visit]:
    """Return kept visits; none where they can't be read."""
    try:
        return {row["address"]: Visit(**row) for row in json.loads(text)}
    except (ValueError, TypeError, KeyError):
        return {}
