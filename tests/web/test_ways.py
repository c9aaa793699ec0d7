"""Distances, sides of the compass and opening hours, against other people's answers."""

import datetime

import pytest
from opening_hours import OpeningHours  # type: ignore[import-not-found]

from generator.model import Location
from generator.web.distances import bearing, distance_km, way_between
from generator.web.hours import is_simple, week_table
from generator.web.words import position_text


def at(lat: float, lon: float, accuracy_m: float = 50) -> Location:
    return Location(lat=lat, lon=lon, accuracy_m=accuracy_m, source=None, line=1)


# Great circles between airports as aviation tables print them: km, initial true course.
LONDON, PARIS, NEW_YORK, TOKYO = (
    at(51.4706, -0.4619), at(49.0128, 2.55), at(40.6398, -73.7789), at(35.7647, 140.3864))


@pytest.mark.parametrize(("one", "other", "km", "course"), [
    (LONDON, PARIS, 348, 141), (LONDON, NEW_YORK, 5540, 288), (NEW_YORK, TOKYO, 10_830, 333),
])
def test_distance_and_course(one: Location, other: Location, km: float, course: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=0.006)
    assert bearing(one, other) == pytest.approx(course, abs=2)


def test_no_side_where_positions_cannot_tell_it() -> None:
    cave, neighbour = at(20.9112, 107.0187, 1000), at(20.9150, 107.0187, 1000)
    way = way_between(cave, neighbour)
    assert way is not None and way.side == ""
    sure = way_between(at(20.9112, 107.0187), at(20.9512, 107.0187))
    assert sure is not None and (sure.side, sure.arrow) == ("n", "↑")
    assert way_between(cave, None) is None


def test_position_is_no_finer_than_it_is_known() -> None:
    assert position_text(20.9112, 107.0187, 50) == "20°54.7′ N · 107°01.1′ E"
    assert position_text(20.9112, 107.0187, 1000) == "≈ 20°55′ N · 107°01′ E"
    assert position_text(-33.9999, -70.9999, 50) == "34°00.0′ S · 71°00.0′ W"


@pytest.mark.parametrize("hours", [
    "Mo-Su 08:30-17:30", "08:00-12:00,13:00-17:00", "Mo-Fr 08:00-17:00; Sa 09:00-12:00",
    "Tu-Su 09:00-17:00; We off", "Fr-Mo 10:00-24:00", "Mo,We 07:00-11:30; Su 08:00-09:00,10:00-12:00",
    "Mo-Fr 08:00-12:00; Mo-Fr 13:00-17:00",
])
def test_the_table_says_what_another_reader_of_opening_hours_says(hours: str) -> None:
    week = week_table(hours).split(";")
    judge = OpeningHours(hours)
    for hour in range(7 * 24 * 2):
        moment = datetime.datetime(2026, 11, 23) + datetime.timedelta(minutes=30 * hour + 1)
        spans = week[moment.weekday() if len(week) == 7 else 0]
        minute = moment.hour * 60 + moment.minute
        mine = any(int(begin) <= minute < int(end) for begin, _, end in
                   (span.partition("-") for span in spans.split(",") if span))
        assert mine == judge.is_open(moment), (hours, moment)


@pytest.mark.parametrize("hours", [
    "Apr-Sep 08:00-17:00", "PH off", "sunrise-sunset", "22:00-02:00", "Mo-Fr 08:00+",
    "Mo[1] 10:00-12:00", 'Mo-Fr 08:00-12:00 "by appointment"', "week 1-10 08:00-12:00",
])
def test_what_a_phone_cannot_be_sure_of_is_left_to_the_reader(hours: str) -> None:
    assert not is_simple(hours) and week_table(hours) == ""
