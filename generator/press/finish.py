"""Pages as a template draws them, made ready for a press.

Door to ``pikepdf``, with ``impose.py`` (sheets) and ``inks.py`` (reading back). Takes pages
of any engine that are trim and bleed; gives boxes, marks, cut line, output intent, PDF/X.

Shapes  PDF bytes in and out. ``Cell`` is where one plaque stands on a page.
Units   ``*_mm`` millimetres from the trim's upper left corner; PDF points inside.
Errors  Nothing here raises for sound pages.
Source  ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a:2003), ISO 32000-1, 14.11 (boxes,
        output intents, page-piece dictionaries).
"""

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.model import Shop
from generator.press.geometry import Box
from generator.press.marks import ALL, CUT, OVERPRINT, cut_lines, page_marks, slug_mm
from generator.press.symbol_files import POINTS_PER_MM, plain

CREATOR = "Heritage QR"
PIECE = Name("/HeritageQR")
X1A = "PDF/X-1a"
VERSIONS = {X1A: "PDF/X-1a:2003", "PDF/X-4": "PDF/X-4"}
DEFAULT_PROFILE = "fogra39l.icc"
NO_PROFILE = "none"
NOT_FOR_PRESS = ("/Group", "/Annots", "/Tabs", "/StructParents", "/Trans", "/Dur", "/Metadata")
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{identity}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass><xmpMM:VersionID>1</xmpMM:VersionID>
<pdf:Producer>{creator}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<{key}>{version}</{key}>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where the plaque of a code stands: left, top, width, height."""

    code: str
    box_mm: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim:
    """The finished format of a product's pages."""

    size_mm: tuple[float, float]
    bleed_mm: float
    is_round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A CMYK output profile; no bytes where the shop wants none in the file."""

    content: bytes
    condition: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a finished PDF says of itself; ``seconds`` since 1970."""

    title: str
    standard: str
    profile: Profile
    seconds: int = 0


def finish_pages(pdf: bytes, cells: Sequence[Sequence[Cell]], trim: Trim, shop: Shop) -> bytes:
    """Return the pages with their boxes, marks and cut line; ``cells`` are a page's plaques."""
    slug = slug_mm(trim.bleed_mm, marks=shop.marks)
    origin = (slug - trim.bleed_mm) * POINTS_PER_MM
    edge = slug * POINTS_PER_MM
    width, height = (side * POINTS_PER_MM for side in trim.size_mm)
    whole = Box(left=edge, bottom=edge, right=edge + width, top=edge + height)
    bleed = whole.grow(trim.bleed_mm * POINTS_PER_MM)
    before = (f"q {' '.join(map(plain, (bleed.left, bleed.bottom, bleed.right - bleed.left)))}"
              f" {plain(bleed.top - bleed.bottom)} re W n 1 0 0 1 {plain(origin)} {plain(origin)}"
              " cm\n")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        spaces = press_resources(document, shop.cut_line)
        first = document.make_stream(before.encode())
        after: dict[str, pikepdf.Object] = {}
        for page, here in zip(document.pages, cells, strict=True):
            boxes = [cell_box(whole, cell) for cell in here]
            drawn = "Q\n" + (page_marks(whole, trim.bleed_mm) if shop.marks else "")
            if shop.cut_line != NO_PROFILE:
                drawn += cut_lines(boxes or [whole], is_round=trim.is_round)
            if drawn not in after:
                after[drawn] = document.make_stream(drawn.encode())
            contents = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
            page.Contents = Array([first, *contents, after[drawn]])
            add_resources(page.obj, spaces)
            set_boxes(page.obj, media=whole.grow(edge), bleed=bleed, trim=whole)
            set_cells(page.obj, list(zip([each.code for each in here], boxes, strict=True)))
        return save(document)


def bind(parts: Iterable[bytes], imprint: Imprint) -> bytes:
    """Return one PDF of finished parts, with output intent, dates and its standard's marks."""
    target = Pdf.new()
    sources = []
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        sources.append(pikepdf.open(io.BytesIO(part)))
        target.pages.extend(sources[-1].pages)
    is_x1a = imprint.standard == X1A
    version = VERSIONS[imprint.standard]
    date = datetime.fromtimestamp(imprint.seconds, UTC)
    target.Root.OutputIntents = Array([_output_intent(target, imprint.profile)])
    xmp = XMP.format(
        title=escape(imprint.title, quote=False), creator=CREATOR, date=f"{date:%Y-%m-%dT%H:%M:%SZ}",
        identity=_uuid(digest.hexdigest()), version=version,
        key="pdfx:GTS_PDFXVersion" if is_x1a else "pdfxid:GTS_PDFXVersion",
    )
    metadata = target.make_stream(xmp.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    target.Root.Metadata = metadata
    said = target.docinfo
    said.Title, said.Creator, said.Producer = imprint.title, CREATOR, CREATOR
    said.CreationDate = said.ModDate = f"D:{date:%Y%m%d%H%M%S}Z"
    said.Trapped = Name("/False")
    if is_x1a:
        said.GTS_PDFXVersion = version
    result = save(target, version="1.4" if is_x1a else "1.6", packed=not is_x1a)
    for source in sources:
        source.close()
    return result


def save(document: Pdf, *, version: str = "1.6", packed: bool = True) -> bytes:
    """Return a document's bytes; equal documents, equal bytes."""
    target = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    document.save(target, deterministic_id=True, force_version=version, object_stream_mode=mode,
                  fix_metadata_version=False)
    return target.getvalue()


def cell_box(whole: Box, cell: Cell) -> Box:
    """Return where a cell stands on the page."""
    left, top, width, height = (side * POINTS_PER_MM for side in cell.box_mm)
    return Box(left=whole.left + left, right=whole.left + left + width,
               bottom=whole.top - top - height, top=whole.top - top)


def set_boxes(page: pikepdf.Object, *, media: Box, bleed: Box, trim: Box) -> None:
    """Write a page's boxes, and leave out what has no place on a press."""
    for key in NOT_FOR_PRESS:
        if key in page:
            del page[key]
    for key in ("/CropBox", "/ArtBox"):
        if key in page:
            del page[key]
    page.MediaBox, page.BleedBox, page.TrimBox = (
        Array([round(value, 4) for value in box.values]) for box in (media, bleed, trim)
    )


def set_cells(
    page: pikepdf.Object, cells: Sequence[tuple[str, Box]], *, is_sheet: bool = False
) -> None:
    """Note on a page where each code's plaque stands, for preflight to check against."""
    rows = [Array([String(code), *(round(value, 3) for value in box.values)])
            for code, box in cells]
    page.PieceInfo = Dictionary({str(PIECE): Dictionary(
        LastModified=String("D:19700101000000Z"), Private=Dictionary(Cells=Array(rows), Sheet=is_sheet),
    )})
    page.LastModified = String("D:19700101000000Z")


def press_resources(document: Pdf, cut_line: str) -> dict[str, dict[str, pikepdf.Object]]:
    """Return the resources that marks and cut lines need, by kind and name."""
    name = Name("/" + (cut_line if cut_line != NO_PROFILE else "CutContour"))
    overprint = Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)
    return {
        "/ColorSpace": {
            f"/{ALL}": _separation(document, Name.All, [1, 1, 1, 1]),
            f"/{CUT}": _separation(document, name, [0, 1, 0, 0]),
        },
        "/ExtGState": {f"/{OVERPRINT}": document.make_indirect(overprint)},
    }


def add_resources(
    owner: pikepdf.Object, resources: dict[str, dict[str, pikepdf.Object]]
) -> None:
    """Add resources to those of a page or form."""
    own = owner.get("/Resources", Dictionary())
    for kind, entries in resources.items():
        if kind not in own:
            own[kind] = Dictionary()
        for name, value in entries.items():
            own[kind][name] = value
    owner.Resources = own


def _separation(document: Pdf, name: Name, full: list[int]) -> pikepdf.Object:
    """Return a spot colour: its name, and the inks that show it on a screen."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=full, N=1)
    return document.make_indirect(Array([Name.Separation, name, Name.DeviceCMYK, tint]))


def _output_intent(document: Pdf, profile: Profile) -> pikepdf.Object:
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        RegistryName=String("http://www.color.org"), Info=String(profile.description),
    )
    if profile.content:
        stream = document.make_stream(profile.content)
        stream.N = 4
        stream.Alternate = Name.DeviceCMYK
        intent.DestOutputProfile = stream
    return document.make_indirect(intent)


def _uuid(digest: str) -> str:
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
