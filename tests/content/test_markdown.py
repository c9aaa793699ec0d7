"""Markdown: GitHub's flavour, CJK emphasis, and nothing that acts."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.markdown import check_spot_length, parse_text
from generator.errors import Problem

ATTACKS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>", "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>", "<iframe src=//evil.example></iframe>",
    "<b onclick=alert(1)>x</b>", "<div\nonclick=alert(1)>x</div>", "<style>*{color:red}</style>",
    "<form action=//evil.example><input></form>", "<object data=x></object>", "<embed src=x>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet>",
    "<math><mtext></mtext></math>", "<p style='background:url(//evil.example)'>x</p>",
    "<video src=x onerror=alert(1)>", "<details ontoggle=alert(1) open>x</details>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<scr<script>ipt>alert(1)</script>",
    '<b title="><script>alert(1)</script>">x</b>', "<!--><script>alert(1)</script>-->",
    "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><script>'>",
    "<code data-sourcepos=\"1:1-1:99999999999\">x</code>",
    "<h3 data-sourcepos=\"" + "9" * 5000 + ":1-1:1\">x</h3>", "<textarea><script></textarea>",
]
HOSTILE = ["[", "<", "*a_", "|", "> ", ">", "<a ", "![[", "[^", "`", "`a ", "<!--", "$", "~~~\n",
           "- ", "\\", "&", "a|b\n", "#", "[a][b] "]


def parse(markdown: str) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    return parse_text(markdown, "x.md", 1, problems)[1].html, problems


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("frame", ["{}", "a {} b", "> {}", "- {}", "| a |\n|---|\n| {} |"])
def test_nothing_executable_survives(attack: str, frame: str) -> None:
    html, _ = parse(frame.format(attack))
    tags = re.findall(r"<[^>]*>", html)
    for tag in tags:
        assert not re.search(r"(?i)<(script|iframe|style|form|object|embed|svg|meta|base|link)", tag)
        assert not re.search(r"(?i)\son[a-z]+\s*=|style=|javascript:|data:text", tag), tag


@given(st.text(alphabet="<>/\"'=&`*_[]()!#-|\n ascriptonload:.^~", max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    html, _ = parse(text)
    assert "<script" not in html and "data-sourcepos=" not in html


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_long_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.monotonic()
    parse(text)
    assert time.monotonic() - start < 20  # a hang, not a speed, is what fails


def test_emphasis_beside_cjk_marks() -> None:
    assert "<strong>“重要”。</strong>然后" in parse("**“重要”。**然后")[0]
    assert "<strong>(강조)</strong>는" in parse("한국어**(강조)**는")[0]


def test_heading_ids_keep_vietnamese_letters() -> None:
    assert '<h2 id="đầu-gỗ">' in parse("## Đầu Gỗ")[0]


def test_the_name_is_level_one() -> None:
    html, problems = parse("# A\n\n## B")
    assert "<h1" not in html and "<h2" in html and "<h3" in html and problems == []


def test_warnings_are_taken_out() -> None:
    problems: list[Problem] = []
    spot, whole = parse_text("a\n\n> [!WARNING]\n> Mind *it*.\n\n<!-- more -->\n\nb", "x", 1, problems)
    assert spot.warnings == ("<p>Mind <em>it</em>.</p>",) == whole.warnings
    assert "Mind" not in whole.html and "<p>b</p>" in whole.html and "b" not in spot.html


def test_definitions_below_the_marker_serve_the_spot() -> None:
    text = "a[^n] [l][d]\n\n<!-- more -->\n\nb\n\n[^n]: Note\n    goes on.\n[d]: https://a.example/\n"
    problems: list[Problem] = []
    spot, _ = parse_text(text, "x", 1, problems)
    assert "goes on" in spot.html and 'href="https://a.example/"' in spot.html and problems == []


def test_comments_are_silent() -> None:
    assert parse("a <!-- [a][b] [^z] <iframe> -->\n\n<!--\n[c][d]\n-->\n")[1] == []


@pytest.mark.parametrize(("text", "long"), [
    ("từ " * 300, False), ("từ " * 301, True), ("字" * 550, False), ("字" * 551, True),
    ("字" * 275 + " " + "từ " * 150, False), ("字" * 276 + " " + "từ " * 150, True),
    ("ก" * 1200, False), ("ก" * 1201, True), ("말 " * 300, False), ("말 " * 301, True),
])
def test_text_on_the_spot_is_measured_by_share(text: str, long: bool) -> None:
    spot, _ = parse_text(text, "x", 1, [])
    assert bool(check_spot_length(spot, "x", 1)) is long
