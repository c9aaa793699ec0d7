"""Add a notice to ``sites/notices.yml``, or end one, keeping every other byte.

Pure. The text is edited as it stands; the caller reads the result again and compares.

Errors  None where the text is written in a way that these edits can't follow.
"""

import json
import re

from generator.doing import Notice

UNTIL = re.compile(
    rb"""(?P<key>(?:^|[\s{,])["']?until["']?\s*:\s*)(?P<old>"[^"\r\n]*"|'[^'\r\n]*'|[^\s,}#][^,}#\r\n]*?)"""
    rb"""(?=\s*(?:[,}\r]|\s\#|$))""")


def append_notice(content: bytes, notice: Notice) -> bytes:
    """Return the file with a notice at its end."""
    ending = b"\r\n" if b"\r\n" in content else b"\n"
    lines = [f"- id: {notice.id}", f"  kind: {notice.kind}", f"  since: {notice.since}",
             f"  until: {notice.until}"]
    if notice.serves:
        lines.append(f"  serves: [{', '.join(notice.serves)}]")
    for key, texts in (("text", notice.texts), ("owner", notice.owner)):
        if texts:
            lines.append(f"  {key}:")
            lines += [f"    {tag}: {json.dumps(text, ensure_ascii=False)}"
                      for tag, text in texts.items()]
    before = content if not content.strip() or content.endswith(b"\n") else content + ending
    return before + b"".join(line.encode() + ending for line in lines)


def end_notice(content: bytes, notice: Notice, moment: str) -> bytes | None:
    """Return the file with another ``until`` for a notice."""
    lines = content.split(b"\n")
    at = notice.until_line - 1
    if at >= len(lines) or len(UNTIL.findall(lines[at])) != 1:
        return None
    lines[at] = UNTIL.sub(lambda found: found["key"] + f'"{moment}"'.encode(), lines[at])
    return b"\n".join(lines)
