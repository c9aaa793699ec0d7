"""The glossary: words that are the same in every text of a language.

Pure.

Shapes  ``Term.forms`` gives by language the fixed word first, then others that count.
Errors  Slips are Problems in the list given; sound terms are kept.
Source  ``docs/formats/glossary.md``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator import language as tags
from generator.errors import Problem, error
from generator.schema import Branch, Leaf, Series

GLOSSARY = "sites/glossary.yml"
# Languages written without blanks between words, or whose endings cling to the word.
UNDIVIDED = frozenset({"zh", "ja", "ko", "th", "km", "lo", "my"})
APOSTROPHES = str.maketrans("‘’ʼ", "'''")
ENDING = r"\w{0,4}"  # plurals and adjectives: stalactites, karstique


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term:
    """One thing and its fixed words; equal to itself alone, so that patterns are made once."""

    key: str
    forms: Mapping[str, tuple[str, ...]]
    line: int

    def is_name(self, language: str) -> bool:
        """Return whether it names one thing: a capital stands in its word, as in *hang Đầu Gỗ*."""
        word = self.forms[language][0]
        return word != word.lower()


def parse_glossary(root: Branch, problems: list[Problem]) -> tuple[Term, ...]:
    """Return the terms of a read glossary."""
    terms = []
    for entry in root.entries:
        if not isinstance(entry.value, Branch):
            problems.append(error("wrong-type", GLOSSARY, entry.line, entry.key, key=entry.key,
                                  expected="@a-mapping", found="@another"))
            continue
        forms = {}
        for each in entry.value.entries:
            if not tags.is_sound_tag(each.key):
                right = tags.right_tag(each.key) or "vi, en, zh-Hans"
                problems.append(error("bad-language-tag", GLOSSARY, each.line, each.key, right=right))
                continue
            nodes = each.value.items if isinstance(each.value, Series) else (each.value,)
            words = tuple(node.text.strip() for node in nodes if isinstance(node, Leaf) and node.text.strip())
            if len(words) != len(nodes) or not words:
                problems.append(error("wrong-type", GLOSSARY, each.line, each.key, key=each.key,
                                      expected="@a-list-of-words", found="@another"))
                continue
            forms[each.key] = words
        terms.append(Term(key=entry.key, forms=forms, line=entry.line))
    return tuple(terms)


@lru_cache(maxsize=64)
def patterns(terms: tuple[Term, ...], language: str, *, endings: bool) -> dict[str, re.Pattern[str]]:
    """Return a pattern for each term that has words in a language; any of its words fits.

    Without ``endings`` the words are sought exactly, as in the source text.
    """
    flags = re.IGNORECASE if endings else re.NOFLAG  # titles in capitals count as well
    return {
        term.key: re.compile("|".join(_pattern(word, language, endings) for word in term.forms[language]), flags)
        for term in terms if language in term.forms
    }


def plain(text: str) -> str:
    """Return a text as the patterns expect it."""
    return text.translate(APOSTROPHES)


def _pattern(word: str, language: str, endings: bool) -> str:
    body = r"(?:\s|<br */?>)+".join(re.escape(part) for part in plain(word).split())
    if tags.primary(language) in UNDIVIDED:
        return body
    body = "".join(_either_case(body))
    return rf"(?<!\w){body}{ENDING if endings and tags.primary(language) != 'vi' else ''}(?!\w)"


def _either_case(body: str) -> Iterator[str]:
    """Yield the pattern with its first letter in either case: a sentence may begin with it."""
    first = body[:1]
    yield f"[{first.lower()}{first.upper()}]" if first.isalpha() else first
    yield body[1:]
