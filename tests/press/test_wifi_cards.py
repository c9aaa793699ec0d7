"""Wi-Fi cards: two symbols that phones tell apart, each saying what it must."""

import csv
import io
import json
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner, Result

from generator.cli import main
from tests.conftest import SITE_YML, write

SERVICES = """\
- {id: area-net, kind: wifi, name: Vịnh, serves: [bay], wifi: {ssid: Bay, security: none}, checked: 2026-11-23}
- {id: hall-net, kind: wifi, name: Nhà ga, serves: [hang-a], wifi: {ssid: 'Cảng; "free"', security: wpa, password: 'a\\b:c'}, checked: 2026-11-23}
"""


@pytest.fixture
def bay(tiny: Path) -> Path:
    write(tiny, "sites/hang-a/site.yml", SITE_YML + "plaques:\n  - {place: main, product: wifi-card}\n")
    write(tiny, "sites/services.yml", SERVICES)
    return tiny


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [words[0], "-f", str(folder / "mkdocs.yml"), *words[1:]])


def test_both_symbols_are_read_from_the_finished_card(bay: Path) -> None:
    assert run(bay, "build").exit_code == 0
    said = run(bay, "print", "--format", "json")
    assert said.exit_code == 0, said.output
    job = bay / "output" / "print" / "all"
    [row] = csv.DictReader(io.StringIO((job / "job.csv").read_text("utf-8")))
    assert (row["product"], row["payload"]) == ("wifi-card", "HTTPS://BAY.EXAMPLE/Q/7KD29/")
    page = pypdfium2.PdfDocument(job / row["file"])[int(row["page"]) - 1]
    texts = {each.text for each in zxingcpp.read_barcodes(page.render(scale=6).to_pil())}
    # The network that names the site itself; special characters escaped as phones expect.
    assert texts == {row["payload"], 'WIFI:T:WPA;S:Cảng\\; \\"free\\";P:a\\\\b\\:c;;'}
    text = page.get_textpage().get_text_range()
    assert 'Cảng; "free"' in text and "7KD29" in text
    again = run(bay, "preflight", str(job), "--format", "json")
    assert again.exit_code == 0, again.output


def test_the_place_chooses_the_network(bay: Path) -> None:
    write(bay, "sites/services.yml", SERVICES.replace("id: area-net", "id: main"))
    assert run(bay, "build").exit_code == 0
    assert run(bay, "print").exit_code == 0
    pdf = next((bay / "output/print/all").glob("wifi-card*.pdf"))
    texts = {each.text for each in zxingcpp.read_barcodes(pypdfium2.PdfDocument(pdf)[0].render(scale=6).to_pil())}
    assert "WIFI:T:nopass;S:Bay;;" in texts


def test_a_card_without_a_network_is_said(bay: Path) -> None:
    write(bay, "sites/services.yml", "")
    assert run(bay, "build").exit_code == 0
    said = run(bay, "print", "--format", "json")
    assert said.exit_code == 1
    assert [each["rule"] for each in json.loads(said.stdout)["problems"] if each["severity"] == "error"] == [
        "wifi-card-without-network"]
    assert not (bay / "output/print/all").exists()


def test_the_round_shows_the_card(bay: Path) -> None:
    assert run(bay, "round").exit_code == 0
