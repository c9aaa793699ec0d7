"""Change single values of a text's front matter; nothing else changes by a byte. Pure."""

import json
import re

from generator.yaml_reader import scalar_spans

FRONT_END = re.compile(rb"(?m)^(?=(?:---|\.\.\.)[ \t]*\r?$)")


def set_translated_from(content: bytes, digest: str) -> bytes:
    """Return a ``LANG.md`` with its digest; nothing else changes by a byte."""
    line = f"translated_from: {digest}".encode()
    head, mark, rest = content.partition(b"\n")
    parts = FRONT_END.split(rest, maxsplit=1)
    front = parts[0]
    known = re.compile(rb"(?m)^translated_from[ \t]*:[^\r\n]*")
    if known.search(front):
        front = known.sub(line, front, count=1)
    else:
        ending = b"\r\n" if head.endswith(b"\r") else b"\n"
        front += line + ending
    return head + mark + front + b"".join(parts[1:])


def add_alt(content: bytes, file: str, text: str) -> bytes:
    """Return a ``LANG.md`` whose ``alt`` has one more picture."""
    head, mark, rest = content.partition(b"\n")
    newline = "\r\n" if head.endswith(b"\r") else "\n"
    front, *tail = FRONT_END.split(rest, maxsplit=1)
    yaml = front.decode()
    entry = f"{yaml_scalar(file, '')}: {yaml_scalar(text, '')}"
    span = scalar_spans(yaml).get(("alt", ""))
    if span is None:
        yaml = re.sub(r"(?m)^alt[ \t]*:[^\r\n]*(\r\n|\n)", "", yaml, count=1)
        yaml += f"alt: {{{entry}}}{newline}"
    elif span.style == "{":
        at = yaml.rindex("}", span.start, span.end)
        yaml = yaml[:at].rstrip() + f", {entry}" + yaml[at:]
    else:
        yaml = yaml[: span.start] + entry + newline + " " * span.end + yaml[span.start :]
    return head + mark + yaml.encode() + b"".join(tail)


def yaml_scalar(text: str, style: str) -> str:
    """Return a text as YAML reads it back: plain where that is safe and was so, else in quotes."""
    line = " ".join(text.split())
    if style == "" and line == text:
        block, flow = scalar_spans(f"k: {text}\n"), scalar_spans(f"k: {{a: {text}}}\n")
        plain = block.get(("k",)), flow.get(("k", "a"))
        if all(each is not None and each.value == text and each.style == "" for each in plain):
            return text
    return json.dumps(line, ensure_ascii=False)
