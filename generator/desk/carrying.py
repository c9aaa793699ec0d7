"""Carry a translator's unfinished work from an old file into a new one. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from generator.desk.units import Unit, state_of


def carry_over(units: Sequence[Unit], before: Sequence[Unit]) -> list[Unit]:
    """Return the new units with what the translator did in the old file and nobody imported.

    The same source keeps the translation as it is; a changed one makes it fuzzy.
    """
    worked = [each for each in before
              if each.target and (not each.state or state_of(each.target, each.fuzzy) != each.state)]
    by_place = {each.context: each for each in worked}
    by_words = {(each.slug, each.source): each for each in worked}
    return [
        _carried(unit, by_words.get((unit.slug, unit.source)) or by_place.get(unit.context))
        for unit in units
    ]


def _carried(unit: Unit, work: Unit | None) -> Unit:
    if work is None or work.target == unit.target:
        return unit
    if work.source == unit.source:
        state = work.state or unit.state
        return replace(unit, target=work.target, fuzzy=work.fuzzy, state=state,
                       previous=work.previous if work.fuzzy else "")
    if unit.target and not unit.fuzzy:
        return unit  # the text itself has been brought up to date since
    return replace(unit, target=work.target, fuzzy=True, previous=work.source)
