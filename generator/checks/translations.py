"""Is each site there in each language, and is each translation of today's source?

Errors  Problems are returned; nothing raises.
"""

from collections.abc import Iterator

from generator.errors import Problem, error, warning
from generator.model import Messages, Settings, Site


def check_words(settings: Settings, messages: Messages) -> tuple[Problem, ...]:
    """Return the languages without interface words."""
    return tuple(
        warning("no-interface-words", settings.file, settings.lines.get("languages"), language)
        for language in settings.languages
        if language not in messages.languages
    )


def check_translations(
    site: Site, settings: Settings, unread: frozenset[str]
) -> Iterator[Problem]:
    """Yield what is missing or outdated of one site."""
    languages = settings.languages
    folder = site.file.rsplit("/", 1)[0]
    source = site.translations.get(languages[0])
    if source is None and f"{folder}/{languages[0]}.md" not in unread:
        yield error("source-text-missing", f"{folder}/{languages[0]}.md", None, languages[0])
    for language in languages[1:]:
        translation = site.translations.get(language)
        if translation is None:
            if f"{folder}/{language}.md" in unread:
                continue
            yield warning("translation-missing", f"{folder}/{language}.md", None, language)
        elif (
            source is not None
            and translation.translated_from is not None
            and translation.translated_from != source.digest
        ):
            yield warning(
                "translation-outdated", translation.file, translation.translated_from_line,
                translation.translated_from, now=source.digest, slug=site.slug, language=language,
            )
