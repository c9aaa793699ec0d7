"""What a print shop sends back, or a stranger in its name: lists, ZIPs, symbols and PDFs that lie."""

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path
from time import process_time

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.jobs import read_job
from generator.errors import HeritageError
from generator.model import IssuedCode
from generator.press.microsite import Microsite
from generator.press.preflight import COLUMNS, preflight, preflight_pdf
from generator.press.symbol import draw_symbol
from generator.press.symbol_files import symbol_pdf
from generator.press.symbol_set import read_back
from tests.hostile.grown import ODD, QUICK

LINK = "HTTPS://BAY.EXAMPLE/Q/7KD29/"
CODES = {"7KD29": IssuedCode(code="7KD29", site="hang-a", place="main", issued_site="hang-a", issued_line=2)}
MICROSITE = Microsite(where="x", page=lambda code: None, codes=CODES)
ROW = ("1", "7KD29", "hang-a", "main", "N", "wall-plaque", "150x200", "1", "a.pdf", "1", LINK, "2", "Q", "1.5",
       "6", "1000", "00")
PDF = symbol_pdf(draw_symbol(LINK), module_mm=1.5, title="7KD29")


def check(row: tuple[str, ...], pdf: bytes = PDF) -> set[str]:
    text = ",".join(COLUMNS) + "\n" + ",".join(row) + "\n"
    return {each.rule for each in preflight({"job.csv": text.encode(), "a.pdf": pdf}, MICROSITE).problems}


@QUICK
@given(st.integers(0, len(COLUMNS) - 1), st.sampled_from(ODD))
def test_no_cell_makes_preflight_fall(column: int, odd: str) -> None:
    check((*ROW[:column], odd, *ROW[column + 1 :]))


@pytest.mark.parametrize("odd", ["²", "9" * 5000, "-1", "nan", "1e5", "1_0", ""])
def test_a_number_that_is_none_is_named(odd: str) -> None:
    for column in ("number", "page", "quantity"):
        at = COLUMNS.index(column)
        assert "job-cell" in check((*ROW[:at], odd, *ROW[at + 1 :]))


@pytest.mark.parametrize("text", [b"a\rb\r", b"\xff\xfe", b"", b'"' * 9, b"," * 200_000 + b"a" * 200_000])
def test_a_list_that_is_none(text: bytes) -> None:
    assert preflight({"job.csv": text}, MICROSITE).problems


def test_no_change_of_a_pdf_makes_preflight_fall() -> None:
    chance = random.Random(6)
    pieces = (b"", b"\0", b"<<", b">>", b"9999999", b"[", b"/", b"-1 ", b"0 0 R", b"1 0 R", b" null ", b"(x)")
    for _ in range(120):
        pdf = bytearray(PDF)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(pdf))
            pdf[at : at + chance.randint(0, 3)] = chance.choice(pieces)
        check(ROW, bytes(pdf))
        preflight_pdf(bytes(pdf), MICROSITE, file="a.pdf")


def pdf_of(change) -> bytes:
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def huge(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = [0, 0, 9_000_000, 9_000_000]


def forms(pdf: pikepdf.Pdf) -> None:
    """Eleven forms, each of which shows the next twenty times: 20^11 squares."""
    inner = pdf.make_stream(b"0 0 1 1 re f" * 20, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                            BBox=[0, 0, 1, 1])
    for _ in range(11):
        inner = pdf.make_stream(
            b"/A Do " * 20, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner)))
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner))
    pdf.pages[0].Contents = pdf.make_stream(b"/A Do")


def odd_types(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].TrimBox = [1, 2]
    pdf.pages[0].Resources = pikepdf.Array([1])
    pdf.Root.OutputIntents = pikepdf.Dictionary(S=1)


def no_pages(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


@pytest.mark.parametrize("change", [huge, forms, odd_types, no_pages])
def test_a_pdf_that_lies_is_refused_soon(change) -> None:
    before = process_time()
    found = check(ROW, pdf_of(change))
    assert found & {"pdf-unreadable", "pdf-page-count"}
    assert preflight_pdf(pdf_of(change), MICROSITE, file="a.pdf").problems
    assert process_time() - before < 20


def png(width: int, height: int, packed: bytes, bits: int = 1, colour: int = 0) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


ZEROS = zlib.compress(bytes(20_000_000), 9)
SYMBOLS = {
    "a PNG of 3.6 gigapixels": ("png", png(60_000, 60_000, ZEROS)),
    "a PNG of 2^62 pixels": ("png", png(2**31 - 1, 2**31 - 1, ZEROS)),
    "a PNG of more rows than it says": ("png", png(8, 8, ZEROS)),
    "a PNG of colours": ("png", png(20_000, 20_000, ZEROS, 8, 6)),
    "a PNG that is not packed": ("png", png(100, 100, b"xx")),
    "a PNG without pixels": ("png", png(0, 0, b"")),
    "half a PNG": ("png", b"\x89PNG\r\n\x1a\n\0\0"),
    "an SVG a billion high": ("svg", b'<svg viewBox="0 0 33 33"><path fill="#000" d="M0 0h1v999999999z"/></svg>'),
    "an SVG of long numbers": ("svg", b'<svg viewBox="0 0 33 33"><path fill="#000" d="M' + b"9" * 5000 + b' 0z"/></svg>'),
    "a PDF without pages": ("pdf", pdf_of(no_pages)),
    "a PDF of a square kilometre": ("pdf", pdf_of(huge)),
}


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_symbol_that_lies_is_not_read(name: str) -> None:
    ending, content = SYMBOLS[name]
    before = process_time()
    files = {f"symbols/7KD29.{each}": b"" for each in ("svg", "png", "pdf", "dxf")}
    found = read_back("7KD29", LINK, {**files, f"symbols/7KD29.{ending}": content}, "")
    assert "symbol-not-read" in {each.rule for each in found}
    assert process_time() - before < 5


def zipped(path: Path, names: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return path


def test_names_in_a_zip_never_leave_it(tmp_path: Path) -> None:
    """Nothing of a ZIP is ever unpacked: names are keys, and that is all."""
    path = zipped(tmp_path / "a.zip", {"../../evil.txt": b"x", "/etc/evil": b"x", "C:\\evil": b"x",
                                       "all/job.csv": b"a", "all/../../evil": b"x", "con": b"x"})
    assert read_job(path)["job.csv"] == b"a"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip"]


def test_a_zip_bomb_is_refused_by_its_own_list(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {f"all/{n}": bytes(60_000_000) for n in range(2)})
    lying = path.read_bytes().replace(struct.pack("<I", 60_000_000), struct.pack("<I", 900_000_000))
    path.write_bytes(lying)
    with pytest.raises(HeritageError):
        read_job(path)


@pytest.mark.parametrize("seed", range(6))
def test_a_broken_zip_is_a_problem(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = zipped(tmp_path / "a.zip", {"all/job.csv": b"abc" * 99, "all/a.pdf": PDF},
                  (zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)[seed % 3])
    whole = path.read_bytes()
    for _ in range(40):
        content = bytearray(whole)
        for _ in range(3):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        try:
            read_job(path)
        except HeritageError as stop:
            assert {each.rule for each in stop.problems} == {"job-unreadable"}


def test_links_in_a_job_folder_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "all").mkdir()
    (tmp_path / "all/job.csv").symlink_to(tmp_path / "secret")
    (tmp_path / "all/loop").symlink_to(tmp_path / "all")
    assert read_job(tmp_path / "all") == {}
