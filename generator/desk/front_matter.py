"""Change one key of a text's front matter; nothing else changes by a byte. Pure."""

import re


def set_translated_from(content: bytes, digest: str) -> bytes:
    """Return a ``LANG.md`` with its digest; nothing else changes by a byte."""
    line = f"translated_from: {digest}".encode()
    head, mark, rest = content.partition(b"\n")
    parts = re.split(rb"(?m)^(?=(?:---|\.\.\.)[ \t]*\r?$)", rest, maxsplit=1)
    front = parts[0]
    known = re.compile(rb"(?m)^translated_from[ \t]*:[^\r\n]*")
    if known.search(front):
        front = known.sub(line, front, count=1)
    else:
        ending = b"\r\n" if head.endswith(b"\r") else b"\n"
        front += line + ending
    return head + mark + front + b"".join(parts[1:])
