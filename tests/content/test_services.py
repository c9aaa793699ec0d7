"""Services: what is right is read, what is wrong is said at its line."""

from pathlib import Path

import pytest

from generator.build import read_project
from tests.conftest import REPOSITORY, write

GOOD = """\
- id: pier
  kind: pier
  name: {vi: Cảng, en: Pier}
  where: {text: {vi: Ở kia}, location: {lat: 20.9, lon: 107.0, accuracy_m: 100}}
  serves: [hang-a, one, bay]
  hours: "Mo-Su 06:30-17:30"
  speaks: [vi, en]
  links: [{does: official, url: "https://pier.example/", owner: Port, checked: 2026-11-23}]
  price: {value: 250000, currency: VND, year: 2025, source: fees}
  checked: 2026-11-23
  sources: {fees: {title: Fees, url: "https://fees.example/", read: 2026-11-23}}
- id: net
  kind: wifi
  name: Mạng
  wifi: {ssid: Free, security: none}
  checked: 2026-11-23
"""


def problems(folder: Path, text: str) -> list[tuple[str, int | None, str]]:
    write(folder, "sites/services.yml", text)
    return [(each.rule, each.line, each.severity.value) for each in read_project(folder / "mkdocs.yml").problems
            if each.file == "sites/services.yml" and each.rule != "service-old"]


def test_the_design_is_read(tiny: Path) -> None:
    assert problems(tiny, GOOD) == []
    pier, net = read_project(tiny / "mkdocs.yml").doing.services
    assert (pier.id, pier.names["en"], pier.lat, pier.serves) == ("pier", "Pier", 20.9, ("hang-a", "one", "bay"))
    assert pier.prices[0].value == 250000 and pier.sources["fees"].title == "Fees"
    assert net.wifi is not None and net.names == {"vi": "Mạng"}


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("kind: pier", "kind: peer", ("unknown-word", 2, "error")),
    ("id: net", "id: pier", ("duplicate-id", 12, "error")),
    ("id: net", "id: N et", ("bad-id", 12, "error")),
    ("serves: [hang-a,", "serves: [hang-b,", ("unknown-word", 5, "error")),
    ("06:30-17:30", "06:30-nine", ("bad-opening-hours", 6, "error")),
    ("does: official", "does: shout", ("unknown-word", 8, "error")),
    ("https://pier.example/", "javascript:alert(1)", ("service-address", 8, "error")),
    ("https://pier.example/", "tel:twelve", ("service-address", 8, "error")),
    (", owner: Port", "", ("missing-key", 8, "error")),
    (", checked: 2026-11-23}]", "}]", ("link-not-checked", 8, "warning")),
    ("currency: VND", "currency: dong", ("unknown-word", 9, "error")),
    (", year: 2025", "", ("missing-key", 9, "error")),
    ("source: fees", "source: fee", ("unknown-source", 9, "warning")),
    (", source: fees", "", ("no-source", 9, "warning")),
    ("security: none", "security: none, password: x", ("wifi-password", 15, "error")),
    ("ssid: Free", f"ssid: {'F' * 33}", ("ssid-too-long", 15, "error")),
    ("  name: Mạng\n", "  name: Mạng\n  colour: red\n", ("unknown-key", 15, "error")),
    ("lat: 20.9", "lat: 120.9", ("out-of-range", 4, "error")),
    ("security: none}\n  checked: 2026-11-23\n", "security: none}\n", ("service-never-checked", 12, "warning")),
])
def test_each_slip_is_said(tiny: Path, old: str, new: str, expected: tuple[str, int, str]) -> None:
    assert old in GOOD
    assert problems(tiny, GOOD.replace(old, new)) == [expected]


def test_an_old_entry_is_a_warning(tiny: Path) -> None:
    write(tiny, "sites/services.yml", GOOD.replace("2026-11-23", "2020-01-01"))
    found = read_project(tiny / "mkdocs.yml").problems
    assert [each.value for each in found if each.rule == "service-old"] == ["pier", "net"]


def test_our_own_services_speak_six_languages_and_name_owners_and_sources() -> None:
    project = read_project(REPOSITORY / "mkdocs.yml")
    assert len(project.doing.services) == 27
    for service in project.doing.services:
        for texts in (service.names, service.texts, service.where, *(each.texts for each in service.prices)):
            assert not texts or set(texts) == set(project.catalogue.settings.languages), service.id
        assert service.checked and (service.sources or service.links), service.id
