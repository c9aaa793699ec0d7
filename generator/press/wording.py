"""The words and sentences of plaques.

Pure.

Shapes  ``plaque_words`` gives the ``plaque.*`` words of the message files.
Errors  Nothing here raises.
"""

import re
import unicodedata

from generator.model import Messages

SECTION = "plaque."
# A full stop of any script, closing marks after it, then a blank (CJK writes none).
ENDING = re.compile(r"(?<=[.!?؟។])[”»’\")]*\s+|(?<=[。！？])[”』」）]*")
SHORTEST_SENTENCE = 3


def plaque_words(messages: Messages, language: str) -> dict[str, str]:
    """Return the words of plaques in a language, English where it lacks one."""
    keys = (key for key in messages.by_language["en"] if key.startswith(SECTION))
    return {key.removeprefix(SECTION): messages.text(language, key) for key in keys}


def sentences(summary: str) -> tuple[str, ...]:
    """Return the sentences of a summary, each whole."""
    text = " ".join(unicodedata.normalize("NFC", summary).split())
    found, start = [], 0
    for match in ENDING.finditer(text):
        sentence = text[start : match.end()].strip()
        if len(sentence) >= SHORTEST_SENTENCE and not _ends_in_abbreviation(sentence):
            found.append(sentence)
            start = match.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)


def _ends_in_abbreviation(sentence: str) -> bool:
    """Return whether the full stop is that of a short word such as ``c.`` or ``St.``."""
    last = sentence.rstrip(")”»’\"").rsplit(" ", 1)[-1]
    return last.endswith(".") and len(last) <= 3 and last[:-1].isalpha()
