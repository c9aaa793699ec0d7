"""Check what was read, one file a subject; each check returns Problems."""

from collections.abc import Iterable, Mapping

from generator.checks.places import check_area, check_routes
from generator.checks.texts import check_links, check_pictures
from generator.checks.translations import check_translations, check_words
from generator.errors import Problem
from generator.model import Messages, Settings, Site

__all__ = ["check_links", "check_settings", "check_site"]


def check_site(site: Site, settings: Settings, unread: frozenset[str]) -> tuple[Problem, ...]:
    """Return what shows in one site alone; ``unread`` are its unreadable files."""
    return (
        *check_translations(site, settings, unread),
        *check_pictures(site, settings.source_language),
        *check_area(site, settings),
    )


def check_settings(
    settings: Settings, messages: Messages, sites: Mapping[str, Site], unread: Iterable[str]
) -> tuple[Problem, ...]:
    """Return what the settings name and the catalogue lacks."""
    return (*check_words(settings, messages),
            *check_routes(settings, sites, frozenset(unread)))
