"""How far, and which way, from place to place: never finer than the positions are known.

Units   Kilometres on a sphere of 6,371 km; bearings in degrees from north.
Errors  Nothing raises; without two positions there is no distance.
"""

import math
from dataclasses import dataclass

from generator.model import Location, Messages
from generator.web.words import number_text

EARTH_KM = 6371.0
COMPASS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
ARROWS = "↑↗→↘↓↙←↖"
UNKNOWN_ACCURACY_M = 100.0
# Beyond this ratio of doubt to distance the side of the compass could be another.
DOUBT_MOST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From one place to another; ``side`` is empty where positions can't tell it."""

    km: float
    doubt_km: float
    side: str
    arrow: str


def way_between(one: Location | None, other: Location | None) -> Way | None:
    """Return the way from one place to another."""
    if one is None or other is None:
        return None
    km = distance_km(one, other)
    doubt = sum(each.accuracy_m or UNKNOWN_ACCURACY_M for each in (one, other)) / 1000
    if km == 0 or doubt / km > DOUBT_MOST:
        return Way(km=km, doubt_km=doubt, side="", arrow="")
    octant = round(bearing(one, other) / 45) % 8
    return Way(km=km, doubt_km=doubt, side=COMPASS[octant], arrow=ARROWS[octant])


def way_text(way: Way, language: str, messages: Messages) -> str:
    """Return ``about 9 km, north-east``, or that it is close by."""
    if way.km <= way.doubt_km:
        return messages.text(language, "page.close_by")
    step = 1.0 if way.doubt_km >= 0.5 else 0.1
    figure = number_text(max(step, round(round(way.km / step) * step, 1)), language)
    text = messages.text(language, "page.km_away", distance=figure)
    if not way.side:
        return text
    side = messages.text(language, f"compass.{way.side}")
    return messages.text(language, "page.way", distance=text, side=side)


def distance_km(one: Location, other: Location) -> float:
    """Return the great-circle distance."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    across = math.radians(other.lon - one.lon)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def bearing(one: Location, other: Location) -> float:
    """Return the first bearing of the way, clockwise from north."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    across = math.radians(other.lon - one.lon)
    east = math.sin(across) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(across)
    return math.degrees(math.atan2(east, north)) % 360
