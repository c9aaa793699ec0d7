"""Numbers and facts in the words and figures of one language.

Units   Kilometres and metres as printed.
Source  CLDR's grouping and decimal marks.
"""

from dataclasses import dataclass

from generator import language as tags
from generator.model import Measure, Messages, Quantity, Site

GROUP_MARKS = {"vi": ".", "fr": "\u202f", "de": ".", "es": ".", "it": ".", "ru": "\u00a0"}
COARSE_M = 500.0
DECIMAL_COMMA = frozenset({"vi", "fr", "de", "es", "it", "ru"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """One key fact: a large figure with a small label under it."""

    figure: str
    label: str
    disputed: bool = False


def number_text(number: float, language: str) -> str:
    """Return a number with the language's marks: 1.553 in vi, 1,553 in en."""
    primary = tags.primary(language)
    text = f"{number:,.6f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    whole, _, rest = text.partition(".")
    whole = whole.replace(",", GROUP_MARKS.get(primary, ","))
    return f"{whole}{',' if primary in DECIMAL_COMMA else '.'}{rest}" if rest else whole


def quantity_text(quantity: Quantity, language: str) -> str:
    """Return ``≈ 90`` or ``5,000–8,000``."""
    text = number_text(quantity.low, language)
    if quantity.high is not None:
        text = f"{text}–{number_text(quantity.high, language)}"
    return f"≈\u202f{text}" if quantity.about else text


def measure_text(measure: Measure, language: str, messages: Messages) -> str:
    """Return a measured fact with its unit."""
    text = quantity_text(measure.value, language)
    if measure.unit is None:
        return text
    return f"{text}\u202f{messages.text(language, f'unit.{measure.unit}')}"


def soundings(site: Site, language: str, messages: Messages, most: int = 4) -> tuple[Sounding, ...]:
    """Return the key facts that a walker feels, steps and minutes first."""
    found = []
    if site.visit is not None:
        for name, quantity in (("steps", site.visit.steps), ("minutes", site.visit.minutes)):
            if quantity is not None:
                found.append(Sounding(figure=quantity_text(quantity, language),
                                      label=messages.text(language, f"page.{name}")))
    for measure in site.measures:
        found.append(Sounding(figure=measure_text(measure, language, messages),
                              label=messages.text(language, f"measure.{measure.what}"),
                              disputed=measure.disputed is not None))
    return tuple(found[:most])


def position_text(lat: float, lon: float, accuracy_m: float | None = None) -> str:
    """Return degrees and minutes as a chart gives them: 20°54.7′ N · 107°01.1′ E.

    A tenth of a minute is 185 m: a position known less well gets whole minutes.
    """
    tenths = accuracy_m is None or accuracy_m < COARSE_M

    def part(angle: float, positive: str, negative: str) -> str:
        degrees, minutes = divmod(round(abs(angle) * 600), 600)
        side = positive if angle >= 0 else negative
        if tenths:
            return f"{degrees}°{minutes / 10:04.1f}′ {side}"
        degrees, whole = divmod(round(abs(angle) * 60), 60)
        return f"{degrees}°{whole:02d}′ {side}"

    text = f"{part(lat, 'N', 'S')} · {part(lon, 'E', 'W')}"
    return text if tenths else f"≈ {text}"
