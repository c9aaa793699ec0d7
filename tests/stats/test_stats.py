"""Scans counted from logs, compared with counts made by hand.

The logs below were written by hand in the forms that nginx, Apache and Caddy document; each
line says beside it what it counts as.
"""

import gzip
import json
import os
import re
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.content.logs import split_lines
from generator.stats.log_lines import LONGEST_LINE_BYTES, LineReader, Unreadable
from generator.stats.robots import Robots
from generator.stats.scans import Counting, Log
from tests.conftest import MKDOCS_YML, write
from zoneinfo import ZoneInfo

PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
OTHER = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def line(time: str, target: str, *, ip: str = "203.0.113.7", agent: str = PHONE, status: int = 200,
         method: str = "GET") -> str:
    return f'{ip} - - [{time}] "{method} {target} HTTP/1.1" {status} 5120 "-" "{agent}"\n'


@pytest.fixture
def bay(tiny: Path) -> Path:
    """Return a project with three live codes, a moved and a retired one, in Hanoi's time."""
    write(tiny, "mkdocs.yml", MKDOCS_YML + "      timezone: Asia/Ho_Chi_Minh\n")
    write(tiny, "sites/codes.csv", "date,event,code,site,place,detail\n"
          "2026-11-01,issued,7KD29,hang-a,main,\n"
          "2026-11-01,issued,D25X9,hang-a,gate,\n"
          "2026-11-01,issued,LBDR3,hang-a,exit,\n"
          "2026-11-01,issued,V29G8,hang-b,main,\n"
          "2026-11-01,issued,T5GDN,hang-a,deck,\n"
          "2026-11-02,moved,V29G8,hang-a,path,merged\n"
          "2026-11-03,retired,T5GDN,hang-a,deck,stolen\n")
    return tiny


def run(folder: Path, *words: str, ok: bool = True) -> str:
    result = CliRunner().invoke(main, ["stats", "-f", str(folder / "mkdocs.yml"), *words])
    assert not ok or result.exit_code == 0, result.output
    return result.stdout


def counted(folder: Path, *files: str) -> dict:
    return json.loads(run(folder, "--format", "json", *(str(folder / each) for each in files)))


def test_a_day_counted_by_hand(bay: Path) -> None:
    write(bay, "access.log", "".join((
        line("24/Nov/2026:08:00:00 +0700", "/Q/7KD29/"),                       # scan 1
        line("24/Nov/2026:08:29:59 +0700", "/Q/7KD29/"),                       # repeat
        line("24/Nov/2026:08:59:58 +0700", "/Q/7KD29/"),                       # repeat: 29:59 after the last
        line("24/Nov/2026:09:29:59 +0700", "/Q/7KD29/"),                       # scan 2: 30:01 after the last
        line("24/Nov/2026:09:30:00 +0700", "/Q/7KD29/", agent=OTHER),          # scan 3: another phone
        line("24/Nov/2026:09:30:00 +0700", "/Q/7KD29/", ip="2001:db8::12"),    # scan 4: another address
        line("24/Nov/2026:09:31:00 +0700", "/q/7kd29/", ip="198.51.100.1"),    # scan 5: any case
        line("24/Nov/2026:09:32:00 +0700", "/Q/D25X9/?fbclid=x", status=304),  # scan of D25X9
        line("24/Nov/2026:09:33:00 +0700", "/Q/D25X9/", agent=BOT),            # robot
        line("24/Nov/2026:09:33:00 +0700", "/Q/V29G8/"),                       # scan of the moved one
        line("24/Nov/2026:09:34:00 +0700", "/Q/T5GDN/"),                       # scan of the retired one
        line("24/Nov/2026:09:35:00 +0700", "/Q/7KD29/", status=404, ip="192.0.2.9"),
        line("24/Nov/2026:09:35:00 +0700", "/Q/7KD29/", method="HEAD", ip="192.0.2.9"),
        line("24/Nov/2026:09:35:00 +0700", "/Q/7KD29", status=301, ip="192.0.2.9"),
        line("24/Nov/2026:09:35:00 +0700", "/x/Q/7KD29/", ip="192.0.2.9"),     # not ours
        line("24/Nov/2026:09:35:00 +0700", "/Q/ZZZZZ/", ip="192.0.2.9"),       # never issued
        line("24/Nov/2026:09:35:00 +0700", "/en/hang-a/", ip="192.0.2.9"),
        'nonsense\n', '"\n', '\n',
    )))
    found = counted(bay, "access.log")
    assert found["total"] == 8
    assert [(each["code"], each["site"], each["place"], each["scans"]) for each in found["plaques"]] == [
        ("7KD29", "hang-a", "main", 5), ("D25X9", "hang-a", "gate", 1),
        ("T5GDN", "hang-a", "deck", 1), ("V29G8", "hang-a", "path", 1),
    ]
    assert found["plaques"][0]["first"] == "2026-11-24T08:00:00+07:00"
    assert found["plaques"][0]["last"] == "2026-11-24T09:31:00+07:00"
    assert found["silent"] == ["LBDR3"]
    assert found["skipped"] == {"robots": 1, "repeats": 2, "unreadable": 2}
    assert found["hours"][8] == 1 and found["hours"][9] == 7


def test_rotated_packed_logs_in_any_order_of_any_server(bay: Path) -> None:
    """The same phone across two files, an hour's zone, JSON of nginx and Caddy, vhost_combined."""
    first = line("24/Nov/2026:23:50:00 +0000", "/Q/7KD29/")          # 06:50 on the 25th in Hanoi
    second = line("25/Nov/2026:07:05:00 +0700", "/Q/7KD29/")         # 15 minutes later: repeat
    write(bay, "access.log.2.gz", gzip.compress(first.encode()))
    write(bay, "access.log.1", second)
    nginx = {"time_iso8601": "2026-11-25T01:00:00+00:00", "remote_addr": "192.0.2.1",
             "request": "GET /Q/D25X9/ HTTP/2.0", "status": 200, "http_user_agent": OTHER}
    caddy = {"level": "info", "ts": 1795573800.25, "logger": "http.log.access", "request": {
        "remote_ip": "192.0.2.1", "method": "GET", "host": "bay.example", "uri": "/Q/D25X9/",
        "headers": {"User-Agent": [OTHER]}}, "status": 200}          # 2026-11-25T02:30:00Z: 90 minutes on
    write(bay, "json.log", f"{json.dumps(nginx)}\n{json.dumps(caddy)}\n" '{"msg": "started"}\n{"a":\n')
    write(bay, "vhost.log", 'bay.example:443 2001:db8::12 - - [25/Nov/2026:03:00:00 +0000] '
          f'"GET http://bay.example/%51/LBDR3/ HTTP/1.1" 200 99 "-" "{PHONE}"\n'
          '192.0.2.3 - an [25/Nov/2026:10:00:00 +0700] "GET /Q/LBDR3/ HTTP/1.0" 200 99\n')  # common
    found = counted(bay, "access.log.1", "vhost.log", "json.log", "access.log.2.gz")
    assert {each["code"]: each["scans"] for each in found["plaques"]} == {"7KD29": 1, "D25X9": 2, "LBDR3": 2}
    assert found["plaques"][-1]["first"] == "2026-11-25T06:50:00+07:00"
    assert found["skipped"] == {"robots": 0, "repeats": 1, "unreadable": 2}
    assert found["days"] == [{"date": "2026-11-25", "scans": 5}]
    assert found["silent"] == ["V29G8"]


def test_under_a_sub_path_and_an_older_link(bay: Path) -> None:
    settings = (bay / "mkdocs.yml").read_text().replace("https://bay.example/", "https://bay.example/guide/")
    write(bay, "mkdocs.yml", settings + "      old_short_links: [https://old.example/q2/]\n")
    write(bay, "a.log", line("24/Nov/2026:08:00:00 +0700", "/GUIDE/q/7KD29/")
          + line("24/Nov/2026:09:00:00 +0700", "/q2/D25X9/") + line("24/Nov/2026:09:00:00 +0700", "/b/Q/D25X9/"))
    assert {each["code"]: each["scans"] for each in counted(bay, "a.log")["plaques"]} == {"7KD29": 1, "D25X9": 1}


def test_hostile_lines_are_counted_and_break_nothing(bay: Path) -> None:
    good = line("24/Nov/2026:08:00:00 +0700", "/Q/7KD29/").encode()
    hostile = [
        os.urandom(300).replace(b"\n", b"") + b"\xff\n",
        b"A" * 1_000_000 + b"\n",
        good[:-1] + b"B" * 1_000_000 + b"\n",
        good.replace(b"Android", b"Andr\xffoid"),
        good.replace(b"HTTP/1.1\"", b"HTTP/1.1\" fake\""),
        good.replace(b"24/Nov", b"31/Feb"), good.replace(b"24/Nov", b"24/Foo"),
        good.replace(b"08:00:00", b"25:00:00"), good.replace(b"2026", b"9999"),
        good.replace(b"203.0", b"\0\0\0"), b'{"time": 1e999, "method": "GET", "status": 200}\n',
        b'{"status": "200", "method": "GET", "ts": "now"}\n', b"[" * 100_000 + b"\n", b'{"a":' * 9_000 + b"\n",
    ]
    # Escaped quotes in a user agent are the agent's, and fake no second request.
    fine = [line("24/Nov/2026:09:00:00 +0700", "/x", agent='a\\" 200 1 \\"GET /Q/D25X9/ HTTP/1.1').encode(),
            b'1.2.3.4 - - [24/Nov/2026:09:00:00 +0700] "\\x16\\x03\\x01" 400 157 "-" "-"\n']
    write(bay, "a.log", b"".join((*hostile, *fine, good)))
    found = counted(bay, "a.log")
    assert found["skipped"]["unreadable"] == len(hostile)
    assert [(each["code"], each["scans"]) for each in found["plaques"]] == [("7KD29", 1)]


def test_a_log_that_ends_amid_its_packing_is_said(bay: Path) -> None:
    whole = gzip.compress("".join(line("24/Nov/2026:08:00:00 +0700", "/Q/7KD29/", ip=f"10.0.{at // 250}.{at % 250}")
                                  for at in range(20_000)).encode())
    write(bay, "a.gz", whole[: len(whole) // 2])
    result = CliRunner().invoke(main, ["stats", "-f", str(bay / "mkdocs.yml"), "--format", "json", str(bay / "a.gz")])
    assert result.exit_code == 0 and "[log-cut-short]" in result.stderr
    assert 0 < json.loads(result.stdout)["total"] < 20_000


@given(st.binary(max_size=400))
def test_no_line_raises_anything_else(content: bytes) -> None:
    try:
        LineReader(HANOI).read(content)
    except Unreadable:
        pass


@given(st.binary(max_size=3000), st.integers(1, 50), st.integers(1, 40))
def test_lines_are_those_of_the_bytes_whatever_the_blocks(content: bytes, block: int, most: int) -> None:
    blocks = (content[at:at + block] for at in range(0, len(content), block))
    cut = [each[: most + 1] for each in split_lines(blocks, most)]
    whole = content.split(b"\n")
    assert cut == [each[: most + 1] for each in (whole if whole[-1] else whole[:-1])]


@pytest.mark.parametrize(("agent", "robot"), [
    (BOT, True), ("curl/8.5.0", True), ("facebookexternalhit/1.1", True), ("WhatsApp/2.23.20.0", True),
    ("Mozilla/5.0 (compatible; bingbot/2.0)", True), ("python-requests/2.32", True), ("GPTBot/1.2", True),
    (PHONE, False), (OTHER, False), ("", False), ("-", False),
    ("Mozilla/5.0 (Linux; Android 13; CUBOT P80) Chrome/120 Mobile", False),
    ("Mozilla/5.0 (Linux; Android 12) Mobile MicroMessenger/8.0.47", False),
    ("Mozilla/5.0 (iPhone) Zalo iOS/520 ZaloTheme/light", False),
    ("Mozilla/5.0 (iPhone) Mobile/15E148 KAKAOTALK 10.8.0", False),
])
def test_known_robots(agent: str, robot: bool) -> None:
    assert Robots().knows(agent.encode()) is robot


def test_memory_of_visits_is_bounded() -> None:
    """200,000 visitors over 28 hours: only those of the last 40 minutes are remembered."""
    def lines() -> object:
        for at in range(200_000):
            second = at // 2
            yield line(f"{24 + second // 86400}/Nov/2026:{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02} +0700",
                       "/Q/7KD29/", ip=f"10.{at >> 16}.{at >> 8 & 255}.{at & 255}").encode()[:-1]

    counting = Counting(["7KD29"], ["/Q/"], HANOI, b"salt")
    tracemalloc.start()
    scans = counting.count([Log(lines=lines, begins=0)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert scans.total == 200_000
    assert peak < 4_000_000  # 4,800 visits; all 200,000 would take five times that


def test_late_lines_are_counted_and_said() -> None:
    def lines() -> object:
        yield line("24/Nov/2026:10:00:00 +0700", "/Q/7KD29/").encode()
        yield line("24/Nov/2026:09:45:00 +0700", "/Q/7KD29/").encode()  # late, still a repeat
        yield line("24/Nov/2026:08:00:00 +0700", "/Q/7KD29/").encode()  # late, a scan
    scans = Counting(["7KD29"], ["/Q/"], HANOI, b"salt").count([Log(lines=lines, begins=0)])
    assert (scans.total, scans.repeats, scans.late) == (2, 1, 2)


# ------------------------------------------------------------------ for people
def test_table_and_csv_put_silent_plaques_first(bay: Path) -> None:
    write(bay, "a.log", line("24/Nov/2026:08:00:00 +0700", "/Q/7KD29/"))
    log = str(bay / "a.log")
    said = run(bay, log)
    assert said.index("LBDR3") < said.index("7KD29")
    assert "Guides kept on phones" in said and "Visitors behind one address" in said
    assert "Bản hướng dẫn lưu sẵn" in run(bay, "--lang", "vi", log)
    assert run(bay, "--format", "csv", log).splitlines() == [
        "code,site,place,scans,first,last", "D25X9,hang-a,gate,0,,", "LBDR3,hang-a,exit,0,,",
        "V29G8,hang-a,path,0,,", "7KD29,hang-a,main,1,2026-11-24T08:00:00+07:00,2026-11-24T08:00:00+07:00"]
    assert run(bay, "--format", "csv", "--by", "day", log).splitlines() == [
        "date,code,site,place,scans", "2026-11-24,7KD29,hang-a,main,1"]
    assert "08,1" in run(bay, "--format", "csv", "--by", "hour", log).splitlines()


def test_the_report_stands_alone_and_keeps_no_address(bay: Path) -> None:
    write(bay, "a.log", line("24/Nov/2026:08:00:00 +0700", "/Q/7KD29/", agent="<script>x"))
    run(bay, "--html", str(bay / "scans.html"), str(bay / "a.log"))
    html = (bay / "scans.html").read_text("utf-8")
    assert "203.0.113" not in html and "<script" not in html
    assert not re.search(r"""(src|href)=["']|url\(""", html)
    assert html.count("<svg") == 2 and "LBDR3" in html


def test_longest_line_is_more_than_servers_write() -> None:
    assert LONGEST_LINE_BYTES >= 2 * 32 * 1024
