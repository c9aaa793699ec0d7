"""Whatever a file holds, its reader returns or notes a problem, and soon."""

import contextlib
import re
from html.parser import HTMLParser
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from generator.content.coasts import parse_coast
from generator.content.markdown import sanitise_page
from generator.content.notice_schema import KnownWords, parse_notices
from generator.content.service_schema import ServiceWords, parse_services
from generator.content.site_schema import parse_site
from generator.content.translation import parse_translation
from generator.desk.inspections import read_answers
from generator.desk.po_file import read_po
from generator.desk.xliff_file import read_xliff
from generator.errors import Problem, has_errors
from generator.glossary import parse_glossary, patterns
from generator.ledger import fold_codes, parse_ledger
from generator.model import IssuedCode, Vocabulary
from generator.settings import parse_settings, payload
from generator.stats.log_lines import LineReader, Unreadable
from generator.yaml_reader import list_items, parse_yaml, parse_yaml_list, scalar_spans
from tests.conftest import MKDOCS_YML
from tests.hostile import grown as g

WORDS = frozenset({"cave", "wet-steps", "floor-area", "m2", "unesco-world-heritage", "none", "no"})
VOCABULARY = Vocabulary(**dict.fromkeys(Vocabulary.__slots__, WORDS | {"wall-plaque"}))
SERVED = frozenset({"hang-a"})
CODES = {"7KD29": IssuedCode(code="7KD29", site="hang-a", place="main", issued_site="hang-a", issued_line=2)}
FRONT = "---\nname: A\nsummary: B\n---\n"


def configured():
    root = parse_yaml(MKDOCS_YML, "mkdocs.yml", [], strict=False)
    found = parse_settings(root, "mkdocs.yml", [])
    assert found is not None
    return found


SETTINGS = configured()


def read_facts(text: str) -> None:
    root = parse_yaml(text, "f", [])
    if root is not None:
        parse_site(root, "hang-a", "f", SETTINGS, VOCABULARY, [])
    list_items(text)
    scalar_spans(text)


def read_settings(text: str) -> None:
    root = parse_yaml(text, "f", [], strict=False)
    found = parse_settings(root, "f", []) if root is not None else None
    if found is not None:
        for link in (found.short_link, *found.old_short_links):
            payload(link, "7KD29")


def read_services(text: str) -> None:
    root = parse_yaml_list(text, "f", [])
    words = ServiceWords(kinds={"pier"}, does={"official"}, bring={"water"}, served=SERVED)
    if root is not None:
        parse_services(root.items, "f", SETTINGS, words, [])


def read_glossary(text: str) -> None:
    root = parse_yaml(text, "f", [])
    if root is not None:
        patterns(parse_glossary(root, []), "vi", endings=True)


def read_log(text: str) -> None:
    reader = LineReader(ZoneInfo("Asia/Ho_Chi_Minh"))
    for line in text.encode().split(b"\n"):
        with contextlib.suppress(Unreadable):
            reader.read(line)


def read_translator(text: str) -> None:
    for reader in (read_po, read_xliff):
        with contextlib.suppress(ValueError):
            for unit in reader(text.encode())[1]:
                unit.target.encode()


class Watch(HTMLParser):
    """Refuse what acts in a page, or calls out."""

    def __init__(self, excused: bool) -> None:
        super().__init__()
        self.excused = excused  # an error stops the build: the page is never made

    def handle_starttag(self, tag, attrs):
        assert tag not in {"script", "style", "iframe", "object", "embed", "form", "base", "meta", "link",
                           "svg", "math", "template", "noscript"}
        for name, value in attrs:
            assert not name.startswith("on") and name not in {"srcdoc", "formaction", "srcset", "style"}
            if name in {"href", "src"} and not self.excused:
                scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.-]*)\s*:", value or "", re.IGNORECASE)
                assert scheme is None or (name == "href" and scheme[1].lower() in {"http", "https", "mailto", "tel"})


def read_text(text: str) -> None:
    problems: list[Problem] = []
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    found = parse_translation(plain, "hang-a", "vi", "f", "cave", problems)
    if found is not None:
        for html in (found.spot.html, found.whole.html, *found.spot.warnings, *found.whole.warnings):
            Watch(has_errors(problems)).feed(html)


READERS = {
    "facts": (g.FACTS, read_facts), "settings": (g.SETTINGS, read_settings),
    "services": (g.SERVICES, read_services),
    "notices": (g.NOTICES, lambda text: parse_notices(
        text, SETTINGS, KnownWords(kinds={"closed"}, served=SERVED), [])),
    "glossary": (g.GLOSSARY, read_glossary), "text": (g.TEXT, read_text),
    "ledger": (g.CODES, lambda text: fold_codes(parse_ledger(text, "f", []))),
    "PO": (g.PO, read_translator), "XLIFF": (g.XLIFF, read_translator),
    "answers": (g.ANSWERS, lambda text: read_answers(text, "f", CODES, "2026-11-24", [])),
    "log": (g.LOG, read_log), "coast": (g.COAST, lambda text: parse_coast(text.encode())),
}


@pytest.mark.parametrize("name", READERS)
def test_no_change_of_a_sound_file_makes_a_reader_fall(name: str) -> None:
    seed, read = READERS[name]

    @g.QUICK
    @given(g.grown_from(seed))
    def run(text: str) -> None:
        read(text)

    run()


XLIFF_OF = g.XLIFF.replace('<cp hex="0001"/>', "{}")
# name: (reader, text); each has brought a reader down, or kept it busy for minutes
CORPUS = {
    "an XLIFF character beyond Unicode": ("XLIFF", XLIFF_OF.format('<cp hex="FFFFFFFFFFFFFFFF"/>')),
    "an XLIFF surrogate": ("XLIFF", XLIFF_OF.format('<cp hex="D800"/>')),
    "XLIFF marks 3,000 deep": ("XLIFF", XLIFF_OF.format("<mrk>" * 3000 + "</mrk>" * 3000)),
    "XLIFF in a coding that is none": ("XLIFF", g.XLIFF.replace("UTF-8", "foo")),
    "XLIFF with entities": ("XLIFF", '<!DOCTYPE a [<!ENTITY b "c">]>' + XLIFF_OF.format("&b;")),
    "answers with a cell of 200,000 characters in the head": ("answers", "code,there," + "a" * 200_000),
    "answers with old Mac line ends": ("answers", "code,there\r7KD29,yes\r"),
    "facts 5,000 lists deep": ("facts", "- " * 5000),
    "facts 5,000 keys deep": ("facts", "? " * 5000),
    "a number of 5,000 digits": ("facts", g.FACTS.replace("quantity: 1", "quantity: " + "9" * 5000)),
    "a measure beyond all bounds": ("facts", g.FACTS.replace("5000", "9" * 400)),
    "20,000 equal headings": ("text", FRONT + "# a\n" * 20_000),
    "20,000 equal headings in quotes and lists": ("text", FRONT + "> # a\n- # a\n\n" * 10_000),
    "20,000 underlined headings": ("text", FRONT + "a\n=\n\n" * 10_000 + "a\n---\n\n" * 10_000),
    "emphasis never closed": ("text", FRONT + "*a **b _c " * 8_000),
    "brackets never closed": ("text", FRONT + "[" * 50_000 + "![" * 20_000),
    "links in links": ("text", FRONT + "[a](" * 10_000),
    "ticks of every length": ("text", FRONT + "".join("`" * n + "a" for n in range(1, 400))),
    "tags never closed": ("text", FRONT + "<a b='" * 8_000 + "<!--" * 8_000),
    "footnotes that name the next": ("text", FRONT + "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(3000))),
    "a table of 5,000 rows": ("text", FRONT + "|a|b|\n|-|-|\n" + "|1|2|\n" * 5000),
    "lists 300 deep": ("text", FRONT + "".join("  " * n + "- a\n" for n in range(300))),
    "an alert's title in HTML": ("text", FRONT + "> [!WARNING] <img src=x onerror=alert(1)>\n> b"),
    "a code's language in HTML": ("text", FRONT + '```"><script>alert(1)</script>\nq\n```'),
    "a footnote's name in HTML": ("text", FRONT + '[^"><script>x]\n\n[^"><script>x]: y'),
    "a title that ends its attribute": ("text", FRONT + '[a](b "\\" onclick=alert(1) x=\\"")'),
    "a scheme in entities": ("text", FRONT + "[a](&#106;ava&Tab;script:alert(1))"),
    "a style in SVG in HTML": ("text", FRONT + "<svg><style><img src=x onerror=alert(1)></style></svg>"),
    "MathML that changes its mind": (
        "text", FRONT + '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 '
        'onerror=alert(1)&gt;">'),
    "positions that are none": ("text", FRONT + '<p data-sourcepos="1:1-99999999999999999999:1">x</p> <b>'),
    "one code printed 60,000 times": ("ledger", g.LEDGER + "".join(
        f"2026-11-24,printed,7KD29,hang-a,main,a{n}\n" for n in range(60_000))),
    "a time zone that is a way out": ("settings", g.SETTINGS.replace("Asia/Ho_Chi_Minh", "../../../etc/passwd")),
    "a log line of brackets": ("log", "1 " + "[" * 60_000),
    "a log line of escapes": ("log", '1.1.1.1 - - [24/Nov/2026:08:15:00 +0700] "' + "\\" * 60_001),
    "a log time of 60,000 digits": ("log", '{"ts":' + "9" * 60_000 + "}"),
    "a coast of endless numbers": ("coast", g.COAST.replace("1,2", "NaN,1e999")),
}


@pytest.mark.parametrize("name", CORPUS)
def test_known_attack_ends_soon(name: str) -> None:
    reader, text = CORPUS[name]
    before = process_time()
    READERS[reader][1](text)
    assert process_time() - before < 8


def test_the_handbooks_pages_do_nothing() -> None:
    """MkDocs passes raw HTML on; the handbook's pages are sanitised after it."""
    html = sanitise_page(
        '<h2 id="a">x</h2><script>alert(1)</script><img src="https://evil.example/b.png"><img src="//evil.example/">'
        '<img src="a.png" onerror="x()" loading="lazy"><a href="javascript:x">q</a><iframe srcdoc="x"></iframe>'
        '<img src="\\\\evil.example/"><td style="text-align:right">1</td><form action="x"><input></form>')
    assert "evil" not in html and "alert" not in html
    assert '<img src="a.png" loading="lazy">' in html and '<h2 id="a">x</h2>' in html


@g.QUICK
@given(g.grown_from(g.TEXT))
def test_the_handbooks_pages_never_act(text: str) -> None:
    Watch(excused=False).feed(re.sub(r' style="text-align:[a-z]+;?"', "", sanitise_page(text)))
