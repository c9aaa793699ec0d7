"""Units as a PO file, and back.

Door to ``polib``. Pure: text in, text out.

Shapes  ``msgctxt`` is the unit's context; ``#.`` comments hold its hint and its state.
        The tag of the language stands in ``X-Language-Tag``, as ``Language`` has gettext's
        form (``zh_Hans``).
Errors  ``ValueError`` with the parser's words where a file is no PO file.
Source  GNU gettext 0.22, "The Format of PO Files".
"""

import re
from collections.abc import Sequence

import polib

from generator.desk.units import Unit

STATE = re.compile(r"state ([0-9a-f]{12})")
QUOTED = re.compile(r'\s*(?:msg\w+(?:\[\d+\])?\s*)?"')
CLOSED = re.compile(r'\s*(?:msg\w+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"\s*\Z')
SAID = re.compile(r"\(line (\d+)\)")


def write_po(units: Sequence[Unit], source: str, language: str, title: str) -> bytes:
    """Return a PO file with every unit in order."""
    file = polib.POFile(wrapwidth=0, check_for_duplicates=False)
    file.metadata = {
        "Project-Id-Version": " ".join(title.split()), "Language": language.replace("-", "_"),
        "MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit", "X-Generator": "Heritage QR",
        "X-Source-Language": source, "X-Language-Tag": language,
    }
    for unit in units:
        entry = polib.POEntry(
            msgctxt=unit.context, msgid=unit.source, msgstr=unit.target,
            comment=f"{unit.hint}\nstate {unit.state}".strip(),
            occurrences=[(unit.file, str(unit.line or ""))] if unit.file else [],
            flags=["fuzzy"] if unit.fuzzy else [],
        )
        if unit.fuzzy and unit.previous:
            entry.previous_msgid = unit.previous
        file.append(entry)
    return (str(file).rstrip("\n") + "\n").encode()


def read_po(content: bytes) -> tuple[str, list[Unit]]:
    """Return the tag of the language, empty where none is named, and the units."""
    text = content.decode("utf-8-sig")
    if not re.search(r"(?m)^msgid ", text):
        raise ValueError("no msgid")
    for number, line in enumerate(text.split("\n"), start=1):
        if QUOTED.match(line) and not CLOSED.match(line):  # polib takes it for a text
            raise ValueError(f"quotation mark (line {number})")
    try:
        file = polib.pofile(text)
    except (OSError, UnicodeError) as fault:
        raise ValueError(str(fault)) from fault
    tag = file.metadata.get("X-Language-Tag") or file.metadata.get("Language", "")
    units = []
    for entry in file:
        if entry.obsolete or not entry.msgctxt:
            continue
        state = STATE.search(entry.comment or "")
        units.append(Unit(
            slug=entry.msgctxt.partition("#")[0], context=entry.msgctxt, source=entry.msgid,
            target=entry.msgstr, fuzzy=entry.fuzzy, state=state[1] if state else "",
            line=int(entry.linenum or 1),
        ))
    return tag.replace("_", "-"), units


def line_of_fault(said: str) -> int | None:
    """Return the line that the parser complains about."""
    found = SAID.search(said)
    return int(found[1]) if found else None
