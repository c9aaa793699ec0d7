"""What a PDF page is made of: boxes, inks, fonts, and what is painted where.

Door to ``pikepdf`` for reading back; ``finish.py`` writes. Looks at every content stream,
forms included, as a press does.

Shapes  ``PageFacts`` a page; ``Paint`` one fill or stroke with the box that it covers.
Units   PDF points from the lower left corner of the page.
Errors  ``PdfFacts`` raises ``ValueError`` where the bytes are no PDF.
Source  ISO 32000-1, 8.6 (colour), 9.9 (embedded fonts), 14.11.2 (boxes).
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from generator.press.content_stream import INLINE, PATH, Operand, steps
from generator.press.broken_pdf import refusing
from generator.press.finish import PIECE
from generator.press.geometry import (
    IDENTITY, Box, Matrix, box_of, combined, cut_to, holds_point, moved,
)

FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
CLIPS = frozenset({"W", "W*"})
ENDS = FILLS | STROKES | {"n"}
RGB_OPERATORS = "rg RG"
RGB_BYTES = re.compile(rb"(?<![A-Za-z])(?:rg|RG)(?![A-Za-z])")
SCREEN_SPACES = frozenset({"/DeviceRGB", "/CalRGB", "/Lab"})
BLACK = (0.0, 0.0, 0.0, 1.0)
BARE = (0.0, 0.0, 0.0, 0.0)
DEEPEST_FORM = 12
MOST_STEPS = 500_000  # forms shown in forms may multiply; our largest sheet has 60,000
EMPTY = pikepdf.Dictionary()
NOWHERE = Box(left=0, bottom=0, right=-1, top=-1)
INLINE_RGB = frozenset({"/RGB", "/DeviceRGB"})
RECTANGLE, MATRIX = 4, 6  # numbers that they take


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """One painted path; ``ink`` is CMYK, or the name of another colour space.

    ``path`` is its corners ``x, y, x, y, …`` before ``matrix`` moves them, kept where
    another ink than black is used.
    """

    box: Box
    ink: tuple[float, ...] | str
    is_fill: bool
    path: tuple[float, ...] = ()
    matrix: Matrix = IDENTITY

    @property
    def is_black_alone(self) -> bool:
        """Whether nothing but black ink, or no ink at all, is laid down."""
        return not isinstance(self.ink, str) and self.ink[:3] == (0, 0, 0)

    def touches(self, zone: Box) -> bool:
        """Return whether ink may lie in a zone: by corners, edges and the middle."""
        box = self.box
        if (box.right <= zone.left or box.left >= zone.right or box.top <= zone.bottom
                or box.bottom >= zone.top):
            return False
        points = [moved(self.matrix, x, y)
                  for x, y in zip(self.path[::2], self.path[1::2], strict=False)]
        if any(zone.left < x < zone.right and zone.bottom < y < zone.top for x, y in points):
            return True
        middle = ((zone.left + zone.right) / 2, (zone.bottom + zone.top) / 2)
        return self.is_fill and (not points or holds_point(points, middle))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """One page; ``cells`` say where each code's plaque should stand."""

    media: Box
    bleed: Box | None
    trim: Box | None
    cells: tuple[tuple[str, Box], ...]
    is_sheet: bool
    screen_colours: tuple[str, ...]
    profiled: bool
    transparent: bool
    bare_fonts: tuple[str, ...]
    fonts: tuple[str, ...]
    paints: tuple[Paint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """One PDF as a whole."""

    pages: int
    standard: str
    condition: str
    has_profile: bool
    version: str


@dataclass(slots=True)
class _State:
    """The graphics state that matters here."""

    matrix: Matrix = IDENTITY
    fill: tuple[float, ...] | str = BLACK
    stroke: tuple[float, ...] | str = BLACK
    fill_space: str = "/DeviceGray"
    stroke_space: str = "/DeviceGray"
    clip: Box | None = None


@dataclass(slots=True)
class _Found:
    """What a walk through a page collects."""

    paints: list[Paint] = field(default_factory=list)
    screen: dict[str, None] = field(default_factory=dict)
    bare_fonts: dict[str, None] = field(default_factory=dict)
    fonts: dict[str, None] = field(default_factory=dict)
    seen: set[tuple[int, int]] = field(default_factory=set)
    sound: set[tuple[int, int]] = field(default_factory=set)  # fonts found sound on other pages
    profiled: bool = False
    transparent: bool = False
    steps: int = 0


class PdfFacts:
    """A PDF opened to be read page by page."""

    @refusing()
    def __init__(self, pdf: bytes) -> None:
        self._document = pikepdf.open(io.BytesIO(pdf))
        self._sound: set[tuple[int, int]] = set()

    @refusing()
    def file(self) -> FileFacts:
        """Return what the file says of itself."""
        root, info = self._document.Root, self._document.trailer.get("/Info", EMPTY)
        intents = [each for each in root.get("/OutputIntents", ())
                   if str(each.get("/S")) == "/GTS_PDFX"]
        xmp = bytes(root.Metadata.get_stream_buffer()) if "/Metadata" in root else b""
        standard = str(info.get("/GTS_PDFXVersion", ""))
        if not standard and b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in xmp:
            standard = "PDF/X-4"
        return FileFacts(
            pages=len(self._document.pages), standard=standard,
            condition=str(intents[0].get("/OutputConditionIdentifier", "")) if intents else "",
            has_profile=bool(intents) and "/DestOutputProfile" in intents[0],
            version=str(self._document.pdf_version),
        )

    @refusing()
    def page(self, index: int) -> PageFacts:
        """Return what a page, from 0, is made of."""
        page = self._document.pages[index]
        found = _Found(sound=self._sound)
        _walk(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), _State(), found, 0)
        if "/Group" in page.obj:
            found.transparent = True
            _look_at_space(page.obj.Group.get("/CS"), "Group", found)
        piece = page.obj.get("/PieceInfo", EMPTY).get(str(PIECE), EMPTY).get("/Private", EMPTY)
        cells = tuple((str(row[0]), _box(list(row)[1:])) for row in piece.get("/Cells", ()))
        return PageFacts(
            media=_box(page.mediabox), bleed=_box_of(page.obj, "/BleedBox"),
            trim=_box_of(page.obj, "/TrimBox"), cells=cells,
            is_sheet=bool(piece.get("/Sheet", False)), screen_colours=tuple(found.screen),
            profiled=found.profiled, transparent=found.transparent,
            bare_fonts=tuple(found.bare_fonts), fonts=tuple(found.fonts),
            paints=tuple(found.paints),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()


def _box(values: object) -> Box:
    left, bottom, right, top = (float(value) for value in values)  # type: ignore[attr-defined]
    return Box(left=min(left, right), bottom=min(bottom, top), right=max(left, right),
               top=max(bottom, top))


def _box_of(page: pikepdf.Object, key: str) -> Box | None:
    return _box(page[key]) if key in page else None


def _walk(
    owner: pikepdf.Object, resources: pikepdf.Object, state: _State, found: _Found, depth: int
) -> None:
    """Go through one content stream, and the forms that it shows."""
    _look_at_resources(resources, found)
    stack: list[_State] = []
    path: tuple[float, ...] = ()
    clipping = False
    content = _content(owner)
    for name, operands, numbers in steps(content):
        found.steps += 1
        if found.steps > MOST_STEPS:
            raise ValueError("endless")
        if name == PATH:
            path = path + numbers if path else numbers
        elif name == "re" and len(operands) == RECTANGLE:
            path += _corners(operands)
        elif name == "q":
            stack.append(replace(state))
        elif name == "Q":
            state = stack.pop() if stack else state
        elif name == "cm" and len(operands) == MATRIX:
            state.matrix = combined(tuple(map(float, operands)), state.matrix)
        elif name in CLIPS:
            clipping = True
        elif name in ENDS:
            _note_paint(name, path, state, found)
            if clipping:
                state.clip = cut_to(box_of(path, state.matrix), state.clip) or NOWHERE
            path, clipping = (), False
        elif name == "Do" and operands:
            _show(resources, str(operands[0]), state, found, depth)
        elif name == INLINE:
            found.screen.update({str(each): None for each in operands if each in INLINE_RGB})
        elif operands:
            _colour(name, operands, resources, state, found)
    if (b"rg" in content or b"RG" in content) and RGB_BYTES.search(content):
        _look_for_rgb(owner, found)


def _content(owner: pikepdf.Object) -> bytes:
    """Return the whole content of a page or form."""
    content = owner if isinstance(owner, pikepdf.Stream) else owner.get("/Contents", EMPTY)
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return b"\n".join(bytes(part.get_stream_buffer()) for part in parts
                      if isinstance(part, pikepdf.Stream))


def _look_for_rgb(owner: pikepdf.Object, found: _Found) -> None:
    """Note colours of screens, by qpdf's own reading of the content."""
    for step in pikepdf.parse_content_stream(owner, RGB_OPERATORS):
        shown = " ".join(f"{float(each):g}" for each in step.operands)
        found.screen[f"{shown} {step.operator}"] = None


def _note_paint(name: str, path: tuple[float, ...], state: _State, found: _Found) -> None:
    if not path or name == "n":
        return
    box = cut_to(box_of(path, state.matrix), state.clip)
    if box is None:
        return
    for names, ink in ((FILLS, state.fill), (STROKES, state.stroke)):
        if name in names:
            plain = not isinstance(ink, str) and ink[:3] == (0, 0, 0)
            found.paints.append(Paint(box=box, ink=ink, is_fill=names is FILLS,
                                      path=() if plain else path, matrix=state.matrix))


def _corners(operands: Sequence[Operand]) -> tuple[float, ...]:
    x, y, width, height = map(float, operands)
    return (x, y, x + width, y, x + width, y + height, x, y + height)


def _show(
    resources: pikepdf.Object, name: str, state: _State, found: _Found, depth: int
) -> None:
    shown = resources.get("/XObject", EMPTY).get(name)
    if shown is None or depth > DEEPEST_FORM:
        return
    if str(shown.get("/Subtype")) == "/Form":
        inner = replace(state)
        matrix = tuple(float(each) for each in shown.get("/Matrix", IDENTITY))
        inner.matrix = combined(matrix, state.matrix)
        if "/Group" in shown and str(shown.Group.get("/S")) == "/Transparency":
            found.transparent = True
            _look_at_space(shown.Group.get("/CS"), "Group", found)
        _walk(shown, shown.get("/Resources", resources), inner, found, depth + 1)
        return
    _look_at_space(shown.get("/ColorSpace"), name, found)
    found.transparent = found.transparent or "/SMask" in shown
    box = cut_to(box_of([0, 0, 1, 1], state.matrix), state.clip)
    if box is not None:
        found.paints.append(Paint(box=box, ink="picture", is_fill=True))


def _colour(
    name: str, values: Sequence[Operand], resources: pikepdf.Object, state: _State, found: _Found
) -> None:
    if name in {"k", "g", "rg"}:
        state.fill = _ink(name, values)
    elif name in {"K", "G", "RG"}:
        state.stroke = _ink(name.lower(), values)
    elif name in {"cs", "CS"}:
        space = str(values[0])
        if name == "cs":
            state.fill_space, state.fill = space, space
        else:
            state.stroke_space, state.stroke = space, space
        if space in SCREEN_SPACES:
            found.screen[space] = None
    elif name in {"sc", "scn"}:
        state.fill = _named_ink(state.fill_space, values, resources)
    elif name in {"SC", "SCN"}:
        state.stroke = _named_ink(state.stroke_space, values, resources)


def _ink(name: str, values: Sequence[Operand]) -> tuple[float, ...] | str:
    numbers = [each for each in values if isinstance(each, float)] or [0.0]
    if name == "g":
        return (0.0, 0.0, 0.0, round(1 - numbers[0], 4))
    return tuple(round(each, 4) for each in numbers) if name == "k" else "RGB"


def _named_ink(
    space: str, values: Sequence[Operand], resources: pikepdf.Object
) -> tuple[float, ...] | str:
    if space == "/DeviceCMYK":
        return _ink("k", values)
    if space == "/DeviceGray":
        return _ink("g", values)
    known = resources.get("/ColorSpace", EMPTY).get(space)
    return str(known[1]) if isinstance(known, pikepdf.Array) and len(known) > 1 and str(
        known[0]) == "/Separation" else space


def _look_at_resources(resources: pikepdf.Object, found: _Found) -> None:
    for name, space in _entries(resources, "/ColorSpace", found):
        _look_at_space(space, name, found)
    for name, shading in _entries(resources, "/Shading", found):
        _look_at_space(shading.get("/ColorSpace"), name, found)
    for name, pattern in _entries(resources, "/Pattern", found):
        if "/Shading" in pattern:
            _look_at_space(pattern.Shading.get("/ColorSpace"), name, found)
        elif isinstance(pattern, pikepdf.Stream):
            _walk(pattern, pattern.get("/Resources", resources), _State(), found, DEEPEST_FORM)
    for _, state in _entries(resources, "/ExtGState", found):
        opaque = all(float(state.get(key, 1)) == 1 for key in ("/ca", "/CA"))
        blend = state.get("/BM", pikepdf.Name.Normal)
        plain = str(blend) in {"/Normal", "/Compatible"} and str(
            state.get("/SMask", "/None")) == "/None"
        found.transparent = found.transparent or not (opaque and plain)
    for _, font in _entries(resources, "/Font", found):
        _look_at_font(font, found)


def _entries(
    resources: pikepdf.Object, kind: str, found: _Found
) -> Iterator[tuple[str, pikepdf.Object]]:
    for name, value in resources.get(kind, EMPTY).items():
        if not isinstance(value, pikepdf.Object):
            continue
        key = value.objgen
        if key != (0, 0):
            if key in found.seen:
                continue
            found.seen.add(key)
        yield name, value


def _look_at_font(font: pikepdf.Object, found: _Found) -> None:
    if font.objgen in found.sound:
        return
    subtype = str(font.get("/Subtype"))
    name = str(font.get("/BaseFont", "/?")).removeprefix("/")
    found.fonts[name] = None
    if subtype == "/Type3":
        return
    holder = font.DescendantFonts[0] if subtype == "/Type0" else font
    descriptor = holder.get("/FontDescriptor", EMPTY)
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        found.bare_fonts[name] = None
    elif font.objgen != (0, 0):
        found.sound.add(font.objgen)


def _look_at_space(space: pikepdf.Object | None, where: str, found: _Found) -> None:
    """Note a colour space made for screens, also inside another."""
    if space is None:
        return
    if isinstance(space, pikepdf.Array) and len(space):
        kind = str(space[0])
        if kind == "/ICCBased":
            found.profiled = True
            if int(space[1].get("/N", 0)) == 3:
                found.screen[f"{where} ICCBased RGB"] = None
        elif kind in SCREEN_SPACES:
            found.screen[f"{where} {kind[1:]}"] = None
        elif kind == "/Indexed":
            _look_at_space(space[1], where, found)
        elif kind in {"/Separation", "/DeviceN"}:
            _look_at_space(space[2], where, found)
    elif str(space) in SCREEN_SPACES:
        found.screen[f"{where} {str(space)[1:]}"] = None
