"""Do translations use the fixed words of the glossary?

A name that the source text uses must stand in the translation, in one of its forms, and so
must a word that it is about (in its name or summary, or twice in it): texts are written
afresh, and what is said in passing may be said otherwise. An outdated translation is not
judged: its source was another.

Errors  Problems are returned; nothing raises.
"""

import re
from collections.abc import Iterator, Mapping, Set
from html import unescape
from itertools import islice

from generator.errors import Problem, warning
from generator.glossary import GLOSSARY, Term, patterns, plain
from generator.model import Settings, Site, Translation

TWICE = 2


def check_glossary(
    site: Site, settings: Settings, terms: tuple[Term, ...]
) -> Iterator[Problem]:
    """Yield the fixed words that a site's translations lack."""
    source_tag, *others = settings.languages
    source = site.translations.get(source_tag)
    if source is None or not terms:
        return
    names = {term.key for term in terms if source_tag in term.forms and term.is_name(source_tag)}
    by_key = {term.key: term for term in terms}
    used = dict(_used(patterns(terms, source_tag, endings=False), names, source))
    for tag in others if used else ():
        translation = site.translations.get(tag)
        if translation is None or translation.translated_from not in (None, source.digest):
            continue
        there, fixed = _words(translation), patterns(terms, tag, endings=True)
        for key, word in used.items():
            pattern = fixed.get(key)
            if pattern is not None and not pattern.search(there):
                yield warning("glossary-word", translation.file, translation.name_line, word,
                              word=by_key[key].forms[tag][0], glossary=GLOSSARY,
                              row=str(by_key[key].line))


def _used(
    wanted: Mapping[str, re.Pattern[str]], names: Set[str], source: Translation
) -> Iterator[tuple[str, str]]:
    """Yield each term that a source text is about, with the word it uses."""
    text, head = _words(source), plain(f"{source.name}\n{source.summary}")
    for key, each in wanted.items():
        found = list(islice(each.finditer(text), TWICE))
        if len(found) == TWICE or (found and (key in names or each.search(head))):
            yield key, found[0][0]


def _words(text: Translation) -> str:
    """Return what a reader sees of a text, marks of HTML between."""
    body = " ".join((text.whole.html, *text.whole.warnings))
    return plain("\n".join((text.name, text.summary, unescape(body))))
