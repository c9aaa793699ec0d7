"""Check what was read, one file a subject; each check returns Problems."""

from generator.checks.places import check_places
from generator.checks.texts import check_texts
from generator.checks.translations import check_translations
from generator.errors import Problem
from generator.model import Catalogue, Messages

__all__ = ["check_catalogue"]


def check_catalogue(catalogue: Catalogue, messages: Messages) -> tuple[Problem, ...]:
    """Return every problem that shows only when the whole catalogue is known."""
    return (
        *check_translations(catalogue, messages),
        *check_texts(catalogue),
        *check_places(catalogue),
    )
