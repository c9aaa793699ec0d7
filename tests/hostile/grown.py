"""Sound files, and what a stranger makes of them: cut, doubled, and strewn with odd characters."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.conftest import EN, LEDGER, MKDOCS_YML, SITE_YML

ODD = (
    "---", "\n", "- ", "null", "~", "1e400", "-1", "9" * 400, "٣", "²", "１２", "\u202e", "\x00", "\x85",
    "\u2028", "<!--", "-->", "<script>", "&#x110000;", "{", "}", "[", "]", ":", "#", "'", '"', "\\", "|",
    "%", "@", "=1", "../", "/etc/passwd", "javascript:x", "\t", "0x1F", "2026-02-30", "nan", "inf",
    "<![CDATA[", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "\r", "\r\n", "1_000", "a" * 300, "*" * 200,
    "[" * 60, "(" * 60, ">" * 50, "`" * 50, "](" * 40, "[^a]" * 20, "|" * 100, "Z\u0300" * 20, "9999-12-31",
    "0001-01-01", "+99:99", "\ufeff", ' hex="110000"', ' hex="D800"', "🇻🇳",
)
QUICK = settings(max_examples=60, deadline=None, database=None, derandomize=True,
                 suppress_health_check=list(HealthCheck))

FACTS = SITE_YML + """routes: [one]
designations: [{list: unesco-world-heritage, number: "672", date: 1994-12-17, source: board}]
visit: {open: "Mo-Su 07:00-17:00", steps: 90, minutes: 45, wheelchair: no, source: board}
hazards: [wet-steps]
signal: none
images: [{file: mouth.jpg, kind: photo, credit: "x", licence: CC-BY-4.0}]
audio: [{file: vi.m4a, language: vi, seconds: 118, credit: "x", licence: y}]
plaques: [{place: entrance, product: wall-plaque, languages: [vi, en], quantity: 1, sentence: {vi: a}}]
wikidata: Q1234
"""
SETTINGS = MKDOCS_YML + """      code_length: 5
      short_link: https://bay.example/Q/
      old_short_links: [https://o.example/]
      office: {name: {vi: A}, email: a@b.c, phone: "1", logo: a.svg}
      timezone: Asia/Ho_Chi_Minh
      shops: {default: {bleed_mm: 3, marks: true, standard: PDF/X-4, icc: x.icc, cut_line: Cut, impose: none}}
"""
SERVICES = """- id: pier-a
  kind: pier
  name: {vi: Bến, en: Pier}
  at: {lat: 20.9, lon: 107.0}
  serves: [hang-a]
  hours: "Mo-Su 06:30-17:30"
  speaks: [vi, en]
  links: [{does: official, url: "https://a.example/", owner: O, checked: 2026-11-23}]
  price: {value: 250000, currency: VND, year: 2025, source: f}
  wifi: {ssid: abc, security: none}
"""
NOTICES = """- id: a
  kind: closed
  serves: [hang-a]
  from: 2026-11-24T08:00
  until: 2026-11-30
  text: {vi: Đóng, en: Closed}
"""
GLOSSARY = "- {vi: hang, en: cave}\n"
TEXT = EN + """
Text *a* **b** [x](../hang-a/en.md#y "t") ![p](images/a.jpg)

> [!WARNING] Title <b>
> careful

<!-- more -->

## H & <script>alert(1)</script>

| a | b |
|---|:-:|
| 1 | 2 |

1. x
   - y

```js
code
```
[^1] [r][] <https://a.b> https://x.y www.z.y
[^1]: foot
[r]: https://r.example/ "t"
<div onclick="x" style="y"><a href="javascript:x">q</a></div> ~~s~~ `c`
"""
CODES = LEDGER + '2026-11-24,printed,7KD29,hang-a,main,"all x"\n'
PO = '''msgid ""
msgstr ""
"Language: en\\n"

#. state 0123456789ab
#: sites/hang-a/vi.md:5
#, fuzzy
#| msgid "a"
msgctxt "hang-a#name"
msgid "x"
msgstr "y"
'''
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="vi" trgLang="en"><file id="f">
<unit id="u1" name="hang-a#name"><notes><note category="state">0123456789ab</note></notes><originalData>
<data id="d1">x</data></originalData><segment state="initial" subState="heritage:fuzzy"><source>a<ph id="1"
dataRef="d1"/><cp hex="0001"/></source><target>b<pc dataRefStart="d1" dataRefEnd="d1">q</pc></target>
</segment></unit></file></xliff>"""
ANSWERS = ("number,code,site,place,there,opens,date,inspector,remark\n"
           "1,7KD29,hang-a,main,yes,no,2026-11-23,A,ok\n")
LOG = ('1.2.3.4 - - [24/Nov/2026:08:15:00 +0700] "GET /Q/7KD29/ HTTP/1.1" 200 123 "-" "Mozilla"\n'
       '{"ts": 1764000000.5, "request": {"method":"GET","uri":"/Q/7KD29/","headers":{"User-Agent":["x"]}},'
       ' "status": 200, "remote_ip":"1.2.3.4"}')
COAST = ('{"type":"FeatureCollection","credit":"c","licence":"l","features":[{"type":"Feature","geometry":'
         '{"type":"Polygon","coordinates":[[[1,2],[2,3],[3,4],[1,2]]]}}]}')


def grown_from(seed: str) -> st.SearchStrategy[str]:
    """Return the seed after a few cuts, copies and insertions."""
    piece = st.one_of(st.sampled_from(ODD), st.text(max_size=6).filter(_is_text), st.integers(0, 10**6))
    changes = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 40), piece), min_size=1, max_size=6)

    def change(wanted: list[tuple[int, int, str | int]]) -> str:
        text = seed
        for at, length, what in wanted:
            at %= len(text) + 1
            if isinstance(what, int):
                start = what % (len(text) + 1)
                what = text[start : start + 3 * length]
            text = text[:at] + what + text[at + length :]
        return text

    return changes.map(change)


def _is_text(text: str) -> bool:
    return all(not "\ud800" <= char <= "\udfff" for char in text)
