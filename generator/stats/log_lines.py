"""One line of a web server's log to one request, or to nothing.

Reads nginx and Apache ``common``, ``combined`` and ``vhost_combined``, and JSON lines
as nginx (``escape=json``), Caddy and Traefik write them.

Shapes  Lines are bytes without their LF; ``seconds`` since 1970, UTC.
Errors  A line that is none of these raises ``Unreadable``; nothing else is raised.
Source  https://httpd.apache.org/docs/2.4/logs.html
        https://nginx.org/en/docs/http/ngx_http_log_module.html
        https://caddyserver.com/docs/logging
"""

import calendar
import json
import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

LONGEST_LINE_BYTES = 65_536  # servers refuse longer request heads: nginx 32 kB, Apache 8 kB
QUOTED = rb'"([^"\\]*(?:\\.[^"\\]*)*)"'
LINE = re.compile(
    rb'(?:[^\s":]+:\d{1,5} )?'  # vhost_combined
    rb"([0-9A-Za-z.:_%-]+) [^\[]*"
    rb"\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d(?: [+-]\d{4})?)\] "
    + QUOTED + rb" (\d{3}) (?:\d+|-)(?: " + QUOTED + rb" " + QUOTED + rb")?(?: .*)?\Z",
    re.DOTALL,
)
MONTHS = {
    name: number for number, name in enumerate(
        (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov",
         b"Dec"), start=1)
}
MOST_MINUTES_KEPT = 10_000
FIRST_YEAR, LAST_YEAR = 1995, 2100  # what claims another year is no log of ours
# A count since 1970 in seconds, milli-, micro- or nanoseconds, told by its size.
FINER = ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3))
TIMES = ("time_iso8601", "time_local", "@" + "timestamp", "timestamp", "StartUTC", "time", "ts", "msec",
         "date")
ADDRESSES = ("remote_addr", "client_ip", "remote_ip", "clientip", "ip", "ClientHost", "remote",
             "client", "host")
AGENTS = ("http_user_agent", "user_agent", "userAgent", "agent", "ua", "request_User-Agent")
METHODS = ("request_method", "method", "RequestMethod")
TARGETS = ("request_uri", "uri", "RequestPath", "path", "url")
STATUSES = ("status", "DownstreamStatus", "status_code", "response_status")


class Unreadable(ValueError):
    """A line that is no line of a log that we know."""


@dataclass(slots=True, frozen=True)
class Request:
    """One answered request; ``address`` and ``agent`` as the server wrote them."""

    seconds: int
    method: bytes
    target: bytes
    status: int
    address: bytes
    agent: bytes


class LineReader:
    """Reads lines; times without a zone are taken to be of ``zone``."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._minutes: dict[bytes, int] = {}

    def read(self, line: bytes) -> Request:
        """Return the request that a line tells of."""
        if len(line) > LONGEST_LINE_BYTES:
            raise Unreadable
        if line.startswith(b"{"):
            return self._read_json(line)
        match = LINE.match(line)
        if match is None or not (line.isascii() or _is_utf_8(line)):
            raise Unreadable
        address, time, request, status, _, agent = match.groups()
        method, _, rest = request.partition(b" ")
        target, _, version = rest.rpartition(b" ")
        if not version.startswith(b"HTTP/"):
            target = b""  # a port scan, a TLS hello: readable, and no page
        return Request(self._seconds(time), method, target, int(status), address, agent or b"-")

    def _seconds(self, text: bytes) -> int:
        """Return the instant of ``24/Nov/2026:08:15:00 +0700``."""
        minute = text[:17] + text[20:]
        known = self._minutes.get(minute)
        if known is None:
            if len(self._minutes) > MOST_MINUTES_KEPT:
                self._minutes.clear()
            known = self._minutes[minute] = self._read_minute(text)
        second = int(text[18:20])
        if second > 60:
            raise Unreadable
        return known + second

    def _read_minute(self, text: bytes) -> int:
        day, month, year = int(text[:2]), MONTHS.get(text[3:6]), int(text[7:11])
        hour, minute = int(text[12:14]), int(text[15:17])
        if month is None or not FIRST_YEAR <= year <= LAST_YEAR:
            raise Unreadable
        try:
            local = datetime(year, month, day, hour, minute)
        except ValueError:
            raise Unreadable from None
        if len(text) == 20:
            return int(local.replace(tzinfo=self._zone).timestamp())
        east = int(text[22:24]) * 3600 + int(text[24:26]) * 60
        return calendar.timegm(local.timetuple()) + (east if text[21:22] == b"-" else -east)

    # -------------------------------------------------------------- JSON
    def _read_json(self, line: bytes) -> Request:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise Unreadable from None
        inner = found.get("request")
        fields = {**found, **inner} if isinstance(inner, dict) else found
        method, target = _text(fields, METHODS), _text(fields, TARGETS)
        if isinstance(inner, str):
            method, _, rest = inner.partition(" ")
            target, _, version = rest.rpartition(" ")
            target = target if version.startswith("HTTP/") else ""
        status = _text(fields, STATUSES)
        if not method or not re.fullmatch(r"\d{3}", status):
            raise Unreadable
        agent = _text(fields, AGENTS) or _header(fields, "User-Agent") or "-"
        return Request(self._json_seconds(fields), _bytes(method), _bytes(target), int(status),
                       _bytes(_text(fields, ADDRESSES)), _bytes(agent))

    def _json_seconds(self, fields: dict[str, object]) -> int:
        value = next((fields[key] for key in TIMES if fields.get(key) not in (None, "")), "")
        text = str(value)
        if re.fullmatch(r"\d{9,19}(\.\d+)?([eE]\+?\d{1,2})?|\d\.\d+[eE]\+?\d{1,2}", text):
            number = float(text)
            seconds = number / next((by for least, by in FINER if number > least), 1)
            return _within_years(seconds)
        if re.match(r"\d\d/[A-Z][a-z]{2}/\d{4}:", text):
            if not re.fullmatch(r".{12}\d\d:\d\d:\d\d( [+-]\d{4})?", text) or not text.isascii():
                raise Unreadable
            return self._seconds(text.encode())
        try:
            instant = datetime.fromisoformat(text)
            local = instant if instant.tzinfo else instant.replace(tzinfo=self._zone)
            return _within_years(local.timestamp())
        except (ValueError, OverflowError):
            raise Unreadable from None


def _within_years(seconds: float) -> int:
    if not calendar.timegm((FIRST_YEAR, 1, 1, 0, 0, 0)) <= seconds < calendar.timegm(
            (LAST_YEAR + 1, 1, 1, 0, 0, 0)):
        raise Unreadable
    return int(seconds)


def _text(fields: dict[str, object], keys: tuple[str, ...]) -> str:
    """Return the first of some fields that holds a text or a number."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return value if isinstance(value, str) else str(value)
    return ""


def _header(fields: dict[str, object], name: str) -> str:
    headers = fields.get("headers")
    value = headers.get(name) if isinstance(headers, dict) else None
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
