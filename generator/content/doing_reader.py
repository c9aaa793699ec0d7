"""Read what leads from reading to doing: notices and services.

Errors  Every slip is a Problem in the list given.
"""

from pathlib import Path

from generator.content.notice_schema import KnownWords, kinds_of, read_notices
from generator.content.service_schema import ServiceWords, read_services
from generator.doing import Doing
from generator.errors import Problem
from generator.model import Catalogue, Messages


def read_doing(
    folder: Path, catalogue: Catalogue, messages: Messages, problems: list[Problem]
) -> Doing:
    """Return the notices and services of a project."""
    settings = catalogue.settings
    known = KnownWords(
        kinds=kinds_of(messages, "notice", but=("times",)),
        served={*served_words(catalogue), *(row.code for row in catalogue.ledger)})
    return Doing(
        notices=read_notices(folder, settings, known, problems),
        services=read_services(folder, settings, service_words(catalogue, messages), problems),
    )


def service_words(catalogue: Catalogue, messages: Messages) -> ServiceWords:
    """Return what services may name."""
    return ServiceWords(
        kinds=kinds_of(messages, "service"), does=kinds_of(messages, "does"),
        bring=kinds_of(messages, "bring"), served=served_words(catalogue),
    )


def served_words(catalogue: Catalogue) -> frozenset[str]:
    """Return what can be served: sites, routes, areas."""
    places = {slug for slug, site in catalogue.sites.items() if not site.is_page}
    return frozenset({*places, *catalogue.settings.areas, *catalogue.settings.routes})
