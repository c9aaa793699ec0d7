"""Read what leads from reading to doing: notices.

Errors  Every slip is a Problem in the list given.
"""

from pathlib import Path

from generator.content.notice_schema import KnownWords, kinds_of, read_notices
from generator.doing import Doing
from generator.errors import Problem
from generator.model import Catalogue, Messages


def read_doing(
    folder: Path, catalogue: Catalogue, messages: Messages, problems: list[Problem]
) -> Doing:
    """Return the notices of a project."""
    settings = catalogue.settings
    places = {slug for slug, site in catalogue.sites.items() if not site.is_page}
    codes = {row.code for row in catalogue.ledger if row.event == "issued"}
    known = KnownWords(
        kinds=kinds_of(messages, "notice", but=("times",)),
        served={*places, *settings.areas, *settings.routes, *codes})
    return Doing(notices=read_notices(folder, settings, known, problems))
