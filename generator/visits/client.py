"""One request to a host, without following anything, within bounds.

The standard library's client; proxies are not used.

Units   ``seconds`` of patience with each step; ``most_bytes`` of an answer's body.
Errors  What goes wrong is an ``Answer`` with ``fault``: ``dns``, ``refused``, ``timeout``,
        ``tls``, ``broken``, or ``no-such-address``. Nothing raises.
Source  RFC 9110.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

AGENT = "heritage-check/1 (checks links and plaque pages; robots.txt is respected)"
SAFE_IN_PATH = "/%:@!$&'()*+,;=~?-._"
SLOWEST_FACTOR = 3  # an answer that drips is given up after so many times the patience


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: ``status`` is 0 where nothing did; header names in small letters."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fault: str = ""
    said: str = ""


class Host:
    """A connection to one host, kept open from request to request."""

    def __init__(self, scheme: str, netloc: str, seconds: float) -> None:
        self._scheme, self._netloc, self._seconds = scheme, netloc, seconds
        self._connection: http.client.HTTPConnection | None = None
        self._ends: int | None = None

    def ask(self, method: str, address: str, *, most_bytes: int = 65_536) -> Answer:
        """Return the answer to one request; a connection that was closed is opened anew."""
        kept = self._connection is not None
        answer = self._ask(method, address, most_bytes)
        if kept and answer.fault == "broken":
            answer = self._ask(method, address, most_bytes)
        return answer

    @property
    def certificate_ends(self) -> int | None:
        """When the host's certificate ends, in seconds since 1970, once it was asked."""
        return self._ends

    def close(self) -> None:
        """Let go of the host."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, address: str, most_bytes: int) -> Answer:
        try:
            connection = self._connection or self._open()
            self._connection = connection
            connection.request(method, target_of(address), headers={
                "User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"})
            if isinstance(connection.sock, ssl.SSLSocket):
                found = (connection.sock.getpeercert() or {}).get("notAfter")
                self._ends = ssl.cert_time_to_seconds(found) if isinstance(found, str) else None
            response = connection.getresponse()
            body = self._read(response, most_bytes)
            headers = {name.lower(): value for name, value in response.getheaders()}
            whole = response.isclosed() or response.length == 0  # else the rest is in the way
            response.close()
            if not whole or response.will_close:
                self.close()
            return Answer(status=response.status, headers=headers, body=body)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            self.close()
            return Answer(fault=_kind(fault), said=_words(fault))

    def _open(self) -> http.client.HTTPConnection:
        if self._scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._netloc, timeout=self._seconds, context=context)
        return http.client.HTTPConnection(self._netloc, timeout=self._seconds)

    def _read(self, response: http.client.HTTPResponse, most_bytes: int) -> bytes:
        """Return a body's beginning, whatever the host drips."""
        until = time.monotonic() + SLOWEST_FACTOR * self._seconds
        body = b""
        while len(body) < most_bytes and (part := response.read1(most_bytes - len(body))):
            body += part
            if time.monotonic() > until:
                raise TimeoutError("the answer drips")
        return body


def host_of(address: str) -> tuple[str, str]:
    """Return scheme and host, as they name one host to be polite to."""
    parts = urlsplit(address)
    name = (parts.hostname or "").encode("idna").decode("ascii")
    shown = f"[{name}]" if ":" in name else name
    return parts.scheme.lower(), f"{shown}:{parts.port}" if parts.port else shown


def target_of(address: str) -> str:
    """Return path and query as they go over the wire."""
    parts = urlsplit(address)
    path = quote(parts.path or "/", safe=SAFE_IN_PATH)
    return f"{path}?{quote(parts.query, safe=SAFE_IN_PATH)}" if parts.query else path


def _kind(fault: Exception) -> str:
    if isinstance(fault, ssl.SSLError):
        return "tls"
    if isinstance(fault, TimeoutError):
        return "timeout"
    if isinstance(fault, socket.gaierror):
        return "dns"
    if isinstance(fault, ConnectionRefusedError):
        return "refused"
    return "broken"


def _words(fault: Exception) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return fault.verify_message
    return str(getattr(fault, "strerror", None) or fault or type(fault).__name__)
