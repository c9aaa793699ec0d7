"""GitHub-flavoured Markdown to safe HTML, with what must be checked in it.

Door to ``comrak`` and ``nh3``. Pure. Here, and only here, HTML becomes trusted.

Shapes  ``parse_text`` returns the text on the spot and the whole text (``Text``).
Units   Lines of the file; words; characters.
Errors  Every slip is a Problem in the list given; nothing raises.
Source  CommonMark 0.31, GFM 0.29, and comrak's friendly emphasis beside CJK marks.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape

import comrak
import nh3

from generator.content.markdown_lines import (
    Masked, check_comments, count_headings, check_source, definitions_after, mask_code, mask_comments, plain_line,
    raw_html_problems, split_at_more,
)
from generator.errors import Problem, error, warning
from generator.links import TAG, attribute
from generator.model import ImageUse, Link, Text

OMITTED = "<!-- raw HTML omitted -->"
MOST_HEADINGS = 1_000  # comrak numbers equal ones in quadratic time
SPOT_WORDS_MOST = 300
SPOT_CJK_MOST = 550
SPOT_LONG_SCRIPT_MOST = 1200
SCHEMES = frozenset({"https", "http", "mailto", "tel"})
POSITION = re.compile(r' data-sourcepos="(\d+):(\d+)-(\d+):(\d+)"')
HEADING_ANCHOR = re.compile(r'<a href="#[^"]*" aria-label="[^"]*"[^>]*class="anchor"></a>')
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
ALERT_OPEN = re.compile(r'<div class="markdown-alert markdown-alert-(warning|caution)"[^>]*>')
ALERT_TITLE = re.compile(r'<p class="markdown-alert-title">[^<]*</p>\n?')
DROPPED_TEXT = re.compile(r'<section class="footnotes".*?</section>|<p class="markdown-alert-title">'
                          r"[^<]*</p>", re.DOTALL)
BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|tr|div|blockquote)>|<br */?>")
CJK = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "HIRAGANA", "KATAKANA")
LONG_SCRIPTS = ("THAI", "KHMER", "LAO", "MYANMAR")

_OUR_TAGS = frozenset(
    """a abbr b bdi blockquote br cite code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img
    kbd li mark ol p pre q rb rp rt ruby s section small span strong sub summary sup table tbody td
    th thead tr u ul""".split()
)
_PAGE_TAGS = frozenset("audio video source figure figcaption caption col colgroup ins tfoot var samp".split())
AWAY = frozenset({"//", "\\\\", "/\\", "\\/"})
_OUR_ATTRIBUTES = {
    "*": {"data-sourcepos", "id", "lang", "dir", "class"},
    "a": {"href", "title", "data-footnote-ref", "data-footnote-backref", "aria-label",
          "data-footnote-backref-idx"},
    "abbr": {"title"}, "img": {"src", "alt", "title"}, "td": {"align"}, "th": {"align"},
    "ol": {"start"}, "section": {"data-footnotes"},
}


def parse_text(
    markdown: str, file: str, first_line: int, problems: list[Problem]
) -> tuple[Text, Text]:
    """Return (on the spot, whole); ``first_line`` is where the Markdown begins."""
    lines = [plain_line(line) for line in markdown.split("\n")]
    more = split_at_more(lines)
    if more is not None:
        lines[more] = ""
    source = "\n".join(lines)
    if count_headings(lines) > MOST_HEADINGS:
        problems.append(error("too-many-headings", file, first_line, str(MOST_HEADINGS)))
        return Text(html=""), Text(html="")
    html = _render(source, file, first_line, problems)
    masked = mask_code(lines, html)
    problems.extend(check_comments(masked, file, first_line))
    masked = mask_comments(masked)
    problems.extend(check_source(masked, lines, html, file, first_line))
    whole = _text(html, source, masked, first_line, more)
    problems.extend(_check_links(whole, file))
    if not _visible(html).strip() and not whole.images:
        problems.append(warning("text-empty", file, first_line))
    if more is None:
        return whole, whole
    spot_source = "\n".join([*lines[:more], "", *definitions_after(masked, lines, more)])
    return _text(_render(spot_source, file, first_line, []), spot_source, masked, first_line,
                 None), whole


def sanitise_page(html: str) -> str:
    """Return a page of another Markdown renderer, with nothing in it that acts or calls out."""
    return nh3.clean(
        html, tags={*_OUR_TAGS, *_PAGE_TAGS}, url_schemes=set(SCHEMES), link_rel=None,
        attributes={**_OUR_ATTRIBUTES, "img": {"src", "alt", "title", "width", "height", "loading"},
                    "audio": {"src", "controls"}, "video": {"src", "controls", "width", "height"},
                    "source": {"src", "type"}, "td": {"align", "style", "colspan", "rowspan"},
                    "th": {"align", "style", "colspan", "rowspan", "scope"}},
        clean_content_tags={"script", "style"}, filter_style_properties={"text-align"},
        attribute_filter=_at_home,
    )


def _at_home(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value, or None where it would fetch from another host."""
    fetches = name == "src"
    return None if fetches and (SCHEME.match(value.strip()) or value.strip()[:2] in AWAY) else value


def without_code(markdown: str) -> tuple[str, ...]:
    """Return the lines with code and comments blanked out; each keeps its length in bytes."""
    lines = markdown.split("\n")
    return mask_comments(mask_code(lines, _comrak(markdown, keep_raw=False))).lines


def check_spot_length(spot: Text, file: str, line: int) -> tuple[Problem, ...]:
    """Return a problem where the text on the spot is longer than a visitor reads."""
    words = cjk = long_script = 0
    text = _visible(" ".join((spot.html, *spot.warnings)))
    for word in text.split():
        others = False
        for char in word:
            if ord(char) < 0x0E00:
                others = others or char.isalnum()
                continue
            counted = _counted_as(char)
            if counted == CJK:
                cjk += 1
            elif counted == LONG_SCRIPTS:
                long_script += 1
            else:
                others = others or char.isalnum()
        words += others
    share = words / SPOT_WORDS_MOST + cjk / SPOT_CJK_MOST + long_script / SPOT_LONG_SCRIPT_MOST
    if share <= 1:
        return ()
    count = str(words) if words / SPOT_WORDS_MOST > share / 2 else str(cjk + long_script)
    unit = "@words" if words / SPOT_WORDS_MOST > share / 2 else "@characters"
    return (error("spot-too-long", file, line, count, unit=unit),)


@lru_cache(maxsize=20_000)
def _counted_as(char: str) -> tuple[str, ...]:
    """Return the scripts whose characters are counted one by one, of which this is one."""
    name = unicodedata.name(char, "")
    return next((scripts for scripts in (CJK, LONG_SCRIPTS) if name.startswith(scripts)), ())


# ------------------------------------------------------------------ rendering
def _comrak(source: str, *, keep_raw: bool) -> str:
    extensions = comrak.ExtensionOptions()
    extensions.alerts = extensions.table = extensions.footnotes = True
    extensions.strikethrough = extensions.autolink = extensions.cjk_friendly_emphasis = True
    extensions.header_id_prefix = ""
    render = comrak.RenderOptions()
    render.sourcepos = True
    render.unsafe_ = keep_raw
    return str(comrak.render_markdown(source, extensions, comrak.ParseOptions(), render))


def _render(source: str, file: str, first_line: int, problems: list[Problem]) -> str:
    """Return safe HTML, still with ``data-sourcepos``."""
    html = _comrak(source, keep_raw=True)
    plain = _comrak(source, keep_raw=False) if "<" in source else ""
    if OMITTED in plain:
        masked = mask_comments(mask_code(source.split("\n"), plain))
        problems.extend(
            raw_html_problems(masked, file, first_line, _OUR_TAGS - {"img"}, _OUR_ATTRIBUTES)
        )
        problems.extend(_check_links(_text(html, source, masked, first_line, None), file))
        html = nh3.clean(
            html, tags=set(_OUR_TAGS), attributes=_OUR_ATTRIBUTES, url_schemes=set(SCHEMES),
            link_rel=None, strip_comments=True, clean_content_tags={"script", "style"},
            generic_attribute_prefixes=set(),
        )
        html = _without_raw_images(html)
    html = HEADING_ANCHOR.sub("", html)
    return _headings_below_name(html)


def _without_raw_images(html: str) -> str:
    """Drop pictures that raw HTML brought: only Markdown's know credit and licence."""
    return re.sub(r"<img(?![^>]*data-sourcepos)[^>]*>", "", html)


def _headings_below_name(html: str) -> str:
    """Shift all headings down by one where a text uses the level of the page's name."""
    if "<h1" not in html:
        return html
    return re.sub(
        r"<(/?)h([1-6])\b", lambda m: f"<{m[1]}h{min(6, int(m[2]) + 1)}", html
    )


# ------------------------------------------------------------------ what is in it
def _text(
    html: str, source: str, masked: Masked, first_line: int, more: int | None
) -> Text:
    links: list[Link] = []
    images: list[ImageUse] = []
    anchors: list[str] = []
    line = 1
    for match in TAG.finditer(html):
        position = POSITION.search(match[0])
        if position:
            line = int(position[1])
        name = match[1].lower()
        found = attribute(match[0], "id")
        if found is not None:
            anchors.append(found)
        if name == "a":
            href = attribute(match[0], "href")
            if href is not None and "data-footnote" not in match[0]:
                links.append(Link(target=href, line=line + first_line - 1))
        elif name == "img":
            images.append(ImageUse(target=attribute(match[0], "src") or "",
                                   alt=attribute(match[0], "alt") or "",
                                   line=line + first_line - 1))
    html, warnings_found = _take_alerts(html, more)
    return Text(html=POSITION.sub("", html).strip(), warnings=warnings_found,
                anchors=tuple(dict.fromkeys(anchors)), links=tuple(links), images=tuple(images))


def _take_alerts(html: str, more: int | None) -> tuple[str, tuple[str, ...]]:
    """Return the HTML without the warnings on the spot, and their inner HTML."""
    taken: list[str] = []
    kept: list[str] = []
    at = 0
    while (found := ALERT_OPEN.search(html, at)) is not None:
        end = html.find("</div>", found.end())
        position = POSITION.search(found[0])
        deeper = more is not None and position is not None and int(position[1]) > more
        if end < 0:
            break
        kept.append(html[at : found.start()])
        inner = html[found.end() : end]
        if deeper or "<div" in inner:
            kept.append(html[found.start() : end + 6])
        else:
            taken.append(POSITION.sub("", ALERT_TITLE.sub("", _untitled(inner))).strip())
        at = end + 6
    return "".join([*kept, html[at:]]), tuple(each for each in taken if each)


def _untitled(inner: str) -> str:
    return re.sub(r'<p class="markdown-alert-title"[^>]*>', '<p class="markdown-alert-title">', inner)


def _visible(html: str) -> str:
    """Return what a reader sees, without footnotes and alerts' titles."""
    plain = DROPPED_TEXT.sub(" ", POSITION.sub("", html))
    return unescape(re.sub(r"<[^>]*>", "", BLOCK_END.sub(" ", plain)))


def _check_links(text: Text, file: str) -> list[Problem]:
    problems = []
    for link in text.links:
        scheme = SCHEME.match(link.target)
        if link.target.startswith("/"):
            problems.append(error("link-root", file, link.line, link.target))
        elif scheme and scheme[0][:-1].lower() not in SCHEMES:
            problems.append(error("link-scheme", file, link.line, link.target))
    for image in text.images:
        if SCHEME.match(image.target) or image.target.startswith("/"):
            problems.append(error("image-remote", file, image.line, image.target))
    return problems
