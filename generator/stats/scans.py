"""Count scans: GETs of plaque pages by people, repeats once.

Shapes  In: streams of ``Request`` (``log_lines``). Out: one frozen ``Scans``.
Units   ``seconds`` since 1970; days and hours are of the office's time zone.
Errors  Nothing raises; what can't be read is counted.
Privacy No address is kept: repeats are known by a hash with a random salt that lives
        in memory for one run, and is forgotten 40 minutes after the last request.
Source  design section 9; ``docs/formats/stats.md``.
"""

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_to_bytes
from zoneinfo import ZoneInfo

from generator.stats.log_lines import LineReader, Request, Unreadable
from generator.stats.robots import Robots

REPEAT_SECONDS = 30 * 60
LATE_SECONDS = 10 * 60  # servers write a line when the answer ends: rarely in perfect order
MOST_VISITS_KEPT = 1_000_000
GOOD = frozenset({200, 304})
ABSOLUTE = re.compile(rb"(?i)https?://[^/]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaqueScans:
    """The scans of one plaque; ``first`` and ``last`` in the office's time."""

    code: str
    scans: int
    first: datetime
    last: datetime
    days: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scans:
    """What the logs say; ``lines`` are all lines, ``late`` those far out of order."""

    plaques: tuple[PlaqueScans, ...]
    days: tuple[tuple[str, int], ...]
    hours: tuple[int, ...]
    robots: int
    repeats: int
    unreadable: int
    late: int
    lines: int

    @property
    def total(self) -> int:
        """All scans of all plaques."""
        return sum(each.scans for each in self.plaques)


@dataclass(slots=True)
class _Tally:
    scans: int = 0
    first: int = 1 << 62
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """One log: ``lines()`` begins it anew. ``begins`` is its first instant, if known."""

    lines: Callable[[], Iterator[bytes]]
    begins: int


class Counting:
    """Reads logs once and counts; ``salt`` is random and kept by nobody."""

    def __init__(self, codes: Collection[str], prefixes: Iterable[str], zone: ZoneInfo,
                 salt: bytes) -> None:
        self._codes = {code.encode(): code for code in codes}
        self._plaque = plaque_pattern(prefixes)
        self._zone = zone
        self._reader = LineReader(zone)
        self._robots = Robots()
        self._salt = salt
        self._visits: dict[bytes, int] = {}
        self._newest = 0
        self._tallies: dict[str, _Tally] = {}
        self._days: dict[str, Counter[str]] = {}
        self._hours = [0] * 24
        self._clock: dict[int, tuple[str, int]] = {}
        self.robots = self.repeats = self.unreadable = self.late = self.lines = 0

    def begins(self, lines: Iterable[bytes]) -> int:
        """Return the first instant that a log tells of, or 0."""
        for line in lines:
            try:
                return self._reader.read(line).seconds
            except Unreadable:
                continue
        return 0

    def count(self, logs: Sequence[Log]) -> Scans:
        """Return the scans of all logs, whatever their order."""
        for code, request in merge_by_time([(log.begins, self._candidates(log)) for log in logs]):
            self._take(code, request)
        plaques = tuple(self._plaque_scans(code) for code in sorted(self._tallies))
        days: Counter[str] = Counter()
        for each in self._days.values():
            days.update(each)
        return Scans(
            plaques=plaques, days=tuple(sorted(days.items())), hours=tuple(self._hours),
            robots=self.robots, repeats=self.repeats, unreadable=self.unreadable,
            late=self.late, lines=self.lines,
        )

    def _candidates(self, log: Log) -> "Iterator[tuple[str, Request]]":
        """Yield what would be a scan, robots and repeats included."""
        read, search, codes = self._reader.read, self._plaque.match, self._codes
        for line in log.lines():
            if not line or line == b"\r":
                continue
            self.lines += 1
            try:
                request = read(line)
            except Unreadable:
                self.unreadable += 1
                continue
            if request.method != b"GET" or request.status not in GOOD:
                continue
            found = search(path_of(request.target))
            code = codes.get(found[1].upper()) if found else None
            if code is not None:
                yield code, request

    def _take(self, code: str, request: Request) -> None:
        if self._robots.knows(request.agent):
            self.robots += 1
            return
        now = request.seconds
        if now > self._newest:
            self._newest = now
        elif now < self._newest - LATE_SECONDS:
            self.late += 1
        self._forget()
        visit = hashlib.blake2b(
            b"\0".join((code.encode(), request.address, request.agent)), digest_size=8,
            key=self._salt,
        ).digest()
        before = self._visits.pop(visit, None)
        self._visits[visit] = now if before is None else max(before, now)
        if before is not None and abs(now - before) <= REPEAT_SECONDS:
            self.repeats += 1
            return
        self._add(code, now)

    def _forget(self) -> None:
        """Drop visits that nothing can repeat any more; oldest stand first."""
        visits, oldest = self._visits, self._newest - REPEAT_SECONDS - LATE_SECONDS
        while visits:
            first = next(iter(visits))
            if visits[first] >= oldest and len(visits) <= MOST_VISITS_KEPT:
                return
            del visits[first]

    def _add(self, code: str, now: int) -> None:
        tally = self._tallies.setdefault(code, _Tally())
        tally.scans += 1
        tally.first, tally.last = min(tally.first, now), max(tally.last, now)
        quarter = now // 900  # no zone's offset changes within a quarter of an hour
        day_and_hour = self._clock.get(quarter)
        if day_and_hour is None:
            if len(self._clock) > 10_000:
                self._clock.clear()
            local = datetime.fromtimestamp(now, self._zone)
            day_and_hour = self._clock[quarter] = (local.date().isoformat(), local.hour)
        self._days.setdefault(code, Counter())[day_and_hour[0]] += 1
        self._hours[day_and_hour[1]] += 1

    def _plaque_scans(self, code: str) -> PlaqueScans:
        tally = self._tallies[code]
        return PlaqueScans(
            code=code, scans=tally.scans, days=tuple(sorted(self._days[code].items())),
            first=datetime.fromtimestamp(tally.first, self._zone),
            last=datetime.fromtimestamp(tally.last, self._zone),
        )


def plaque_pattern(prefixes: Iterable[str]) -> re.Pattern[bytes]:
    """Return what matches the path of a plaque page below one of the prefixes."""
    starts = sorted({prefix.encode() for prefix in prefixes}, key=len, reverse=True)
    either = b"|".join(re.escape(start) for start in starts)
    return re.compile(rb"(?:" + either + rb")([2-9A-Z]{5,6})/\Z", re.IGNORECASE)


def path_of(target: bytes) -> bytes:
    """Return the path that a request asks for, without query and escapes."""
    path = target.partition(b"?")[0].partition(b"#")[0]
    if not path.startswith(b"/"):
        path = ABSOLUTE.sub(b"", path, count=1)
    return unquote_to_bytes(path) if b"%" in path else path


def merge_by_time(
    streams: Iterable[tuple[int, Iterator[tuple[str, Request]]]],
) -> Iterator[tuple[str, Request]]:
    """Yield what streams hold by time, each begun only when its time comes.

    So a year of rotated logs has one or two files open at once.
    """
    waiting = sorted(enumerate(streams), key=lambda each: (each[1][0], each[0]), reverse=True)
    heap: list[tuple[int, int, tuple[str, Request], Iterator[tuple[str, Request]]]] = []
    while waiting or heap:
        while waiting and (not heap or waiting[-1][1][0] <= heap[0][0]):
            number, (_, stream) = waiting.pop()
            first = next(stream, None)
            if first is not None:
                heapq.heappush(heap, (first[1].seconds, number, first, stream))
        if not heap:
            continue
        _, number, found, stream = heap[0]
        yield found
        following = next(stream, None)
        if following is None:
            heapq.heappop(heap)
        else:
            heapq.heapreplace(heap, (following[1].seconds, number, following, stream))
