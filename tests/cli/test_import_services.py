"""A spreadsheet of 107 Wi-Fi points, with the habits of spreadsheets."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build import read_project
from generator.cli import main
from tests.conftest import write

HEAD = "STT;Tên điểm;Loại;Địa chỉ;Vĩ độ;Kinh độ;Tên mạng;Mật khẩu;Đơn vị quản lý;Ngày kiểm tra;Ghi chú"


def table(rows: int = 107) -> str:
    """Return titles, a head, merged kinds, owners and days, decimal commas, a sum below."""
    lines = ["DANH SÁCH ĐIỂM WI-FI MIỄN PHÍ;;;;;;;;;;", ";;;;;;;;;;", HEAD]
    for at in range(1, rows + 1):
        first = at == 1
        lines.append(
            f"{at};Điểm số {at if at != 50 else 49};{'wifi' if first else ''};Đường {at};20,{9000 + at};107,0{at:03};"
            f"{'HaLong Free' if at % 2 else 'Quán; cà phê'.replace(';', ',')};{'' if at % 2 else 'matkhau1'};"
            f"{'VNPT' if first else ''};{'23/11/2026' if first else ''};")
    return "\ufeff" + "\r\n".join([*lines, ";;;;;;;;;;", f";;;;Tổng cộng: {rows};;;;;;", ""])


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["import", "--format", "csv", "-f", str(folder / "mkdocs.yml"), *words])


def test_107_odd_rows_become_services(tiny: Path) -> None:
    write(tiny, "wifi.csv", table())
    said = run(tiny, str(tiny / "wifi.csv"))
    assert said.exit_code == 0, said.output
    project = read_project(tiny / "mkdocs.yml")
    services = project.doing.services
    assert not [each for each in project.problems if each.severity.value == "error"]
    assert len(services) == 107
    first, second = services[0], services[1]
    assert (first.id, first.kind, first.names, first.lat, first.lon) == (
        "diem-so-1", "wifi", {"vi": "Điểm số 1"}, 20.9001, 107.0001)
    assert first.wifi.ssid == "HaLong Free" and first.wifi.security == "none" and first.checked == "2026-11-23"
    assert (second.wifi.ssid, second.wifi.security, second.wifi.password) == ("Quán, cà phê", "wpa", "matkhau1")
    assert services[106].kind == "wifi" and services[106].checked == "2026-11-23"
    assert services[49].id == "diem-so-49-2"  # a name that stands twice
    before = (tiny / "sites/services.yml").read_bytes()
    again = run(tiny, str(tiny / "wifi.csv"))
    assert again.exit_code == 0 and again.stderr.count("[service-there]") == 107
    assert (tiny / "sites/services.yml").read_bytes() == before


@pytest.mark.parametrize("encode", [
    lambda text: text.encode("utf-16"), lambda text: text.replace(";", "\t").encode(),
    lambda text: text.replace("20,9", "20.9").replace("107,0", "107.0").replace(", cà", " cà").replace(";", ",").encode(),
])
def test_other_separators_and_codings(tiny: Path, encode: object) -> None:
    write(tiny, "wifi.csv", encode(table(3)))  # type: ignore[operator]
    assert run(tiny, str(tiny / "wifi.csv")).exit_code == 0
    assert len(read_project(tiny / "mkdocs.yml").doing.services) == 3


def test_existing_entries_keep_their_bytes(tiny: Path) -> None:
    own = "# ours\n- {id: pier, kind: pier, name: Cảng, checked: 2026-11-23}  # keep"
    write(tiny, "sites/services.yml", own)
    write(tiny, "more.csv", "id,kind,name_vi,name_en,position,serves,phone,owner,url,checked\n"
          "t1,ticket,Vé,Ticket,\"20,5; 107,5\",\"hang-a one\",0203 123 456,Board,https://board.example/,2026-11-23\n")
    assert run(tiny, str(tiny / "more.csv")).exit_code == 0
    text = (tiny / "sites/services.yml").read_text("utf-8")
    assert text.startswith(own + "\n- ")
    ticket = read_project(tiny / "mkdocs.yml").doing.services[1]
    assert ticket.names == {"vi": "Vé", "en": "Ticket"} and (ticket.lat, ticket.lon) == (20.5, 107.5)
    assert [link.url for link in ticket.links] == ["https://board.example/", "tel:0203123456"]
    assert ticket.serves == ("hang-a", "one")


@pytest.mark.parametrize(("rows", "rule", "line"), [
    ("kind,name,lat,lon\npeer,A,20,107\n", "unknown-word", 2), ("kind,name,lat,lon\npier,A,twenty,107\n", "wrong-type", 2),
    ("kind,name,lat,lon\npier,,20,107\n", "services-row", 2), ("a,b\n1,2\n", "services-header", 1),
    ("kind,name,serves\npier,A,nowhere\n", "unknown-word", 2), ("kind,name,url\npier,A,https://a.example/\n", "missing-key", 2),
    ("kind,name,lat,lon\npier,A,200,107\n", "out-of-range", 2),
])
def test_what_is_wrong_is_said_at_its_row_and_nothing_is_added(tiny: Path, rows: str, rule: str, line: int) -> None:
    write(tiny, "bad.csv", rows)
    said = run(tiny, str(tiny / "bad.csv"))
    assert said.exit_code == 1 and f"bad.csv:{line}: " in said.stderr and f"[{rule}]" in said.stderr, said.stderr
    assert not (tiny / "sites/services.yml").exists()


def test_what_is_written_reads_as_if_by_hand(tiny: Path) -> None:
    """What is written is YAML that a hand can go on with."""
    write(tiny, "wifi.csv", table(1))
    run(tiny, str(tiny / "wifi.csv"))
    text = (tiny / "sites/services.yml").read_text("utf-8")
    assert text.startswith('- id: "diem-so-1"\n  kind: "wifi"\n  name: {vi: "Điểm số 1"}\n')
