"""Every product drawn from the real catalogue, then read by others: pikepdf, PDFium, three readers.

Expected values: ISO 32000 operators (`k` is DeviceCMYK), design section 4 and 11.
"""

import dataclasses
import io
import subprocess
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from generator.build import read_project
from generator.content.jobs import read_engravings
from generator.errors import Problem
from generator.press.planned import PlannedPlaque
from generator.press.plaques import module_mm, plan_plaques
from generator.press.products import Product, parse_products
from generator.press.supplies import Supplies, prepare_supplies
from generator.press.symbol import draw_symbol
from generator.press.text_symbols import plan_second, plan_wifi, wifi_payload
from generator.press.typeset import draw_product
from generator.templates import read_print_files
from tests.conftest import REPOSITORY, need

FILES = read_print_files(REPOSITORY)
PRODUCTS = parse_products(FILES, [])
TRIMS = {
    "wall-plaque": (150, 200), "board-a5": (148, 210), "board-a4": (210, 297),
    "sticker-50-round": (50, 50), "sticker-50-square": (50, 50), "sticker-80-round": (80, 80),
    "sticker-80-square": (80, 80), "table-tent": (100, 150), "cabin-card": (85, 120),
    "label-sheet": (210, 297), "wifi-card": (85, 120),
}
SENTENCE = {"vi": "Nếu lạc, đi theo đèn ra cửa hang phía biển."}
LOGO = (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9"'
        b' fill="none" stroke="#036"/><path d="M4 12a6 6 0 0 0 12 0z" fill="#900"/></svg>')
POINTS_PER_MM = 72 / 25.4
DPI = 200


@pytest.fixture(scope="module")
def planned() -> tuple[PlannedPlaque, ...]:
    project = read_project(REPOSITORY / "mkdocs.yml")
    problems: list[Problem] = []
    found = plan_plaques(project.catalogue, project.codes, project.messages, PRODUCTS, problems)
    assert not problems
    return found[:8]


@pytest.fixture(scope="module")
def supplies() -> Supplies:
    project = read_project(REPOSITORY / "mkdocs.yml")
    problems: list[Problem] = []
    made = prepare_supplies(project.catalogue, FILES, read_engravings(REPOSITORY, project.catalogue),
                            LOGO, problems)
    assert not problems
    return made


def as_product(plaque: PlannedPlaque, product: Product) -> PlannedPlaque:
    wifi = plan_wifi(product, "Bến tàu; 2", "wpa", "a:b", {}) if product.name == "wifi-card" else None
    return dataclasses.replace(
        plaque, product=product, languages=plaque.languages[: product.languages], wifi=wifi,
        module_mm=module_mm(product.symbol_mm, plaque.symbol))


def pictures(pdf: bytes, dpi: int = DPI) -> list[numpy.ndarray]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze() for page in document]


def test_the_eleven_are_there() -> None:
    assert {name: each.trim_mm for name, each in PRODUCTS.items()} == TRIMS


@pytest.mark.parametrize("name", TRIMS)
def test_a_product_is_black_alone_and_every_reader_reads_it(
    name: str, planned: tuple[PlannedPlaque, ...], supplies: Supplies, tmp_path: Path
) -> None:
    product = PRODUCTS[name]
    plaques = [as_product(each, product) for each in planned[3:5]]
    drawn = draw_product(product, plaques, supplies)
    assert drawn.problems == ()
    with pikepdf.open(io.BytesIO(drawn.pdf)) as document:
        assert len(document.pages) == product.page_count(len(plaques))
        for page in document.pages:
            wanted = [(side + 2 * product.bleed_mm) * POINTS_PER_MM for side in product.trim_mm]
            assert [float(each) for each in page.MediaBox[2:]] == pytest.approx(wanted, abs=0.01)
            assert inks(page.obj.Resources, pikepdf.parse_content_stream(page)) <= {"k", "K"}
    faces = pictures(drawn.pdf)
    if product.sides == 2:
        assert not zxingcpp.read_barcodes(faces[1]), "a back carries no link"
        faces = faces[::2]
    if product.grid:
        assert len(zxingcpp.read_barcodes(faces[0])) == 2
        return
    for plaque, face in zip(plaques, faces, strict=True):
        payload = plaque.symbol.payload
        assert payload in {each.text for each in zxingcpp.read_barcodes(face)}
        assert payload in cv2_texts(face)
        assert payload in zbar_texts(face, tmp_path)


def inks(resources: pikepdf.Object, instructions: object) -> set[str]:
    """Return the operators that choose a colour, in a content and the forms it shows."""
    colours = {"rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}
    found = set()
    for operands, operator in instructions:  # type: ignore[attr-defined]
        if str(operator) in colours:
            found.add(str(operator))
            if str(operator) in "kK":
                assert [float(each) for each in operands[:3]] == [0, 0, 0], "more than black"
    for shown in (resources.get("/XObject") or {}).values():
        assert shown.Subtype == "/Form" and "/Group" not in shown
        found |= inks(shown.Resources, pikepdf.parse_content_stream(shown))
    return found


def cv2_texts(face: numpy.ndarray) -> set[str]:
    found, texts, *_ = cv2.QRCodeDetector().detectAndDecodeMulti(numpy.ascontiguousarray(face))
    return set(texts) if found else set()


def zbar_texts(face: numpy.ndarray, folder: Path) -> set[str]:
    path = folder / "face.png"
    cv2.imwrite(str(path), face)
    done = subprocess.run([need("zbarimg"), "-q", "--raw", str(path)], capture_output=True, check=True)
    return set(done.stdout.decode().splitlines())


@pytest.mark.parametrize("name", ["wall-plaque", "board-a5", "board-a4"])
def test_a_second_symbol_leaves_the_link_to_be_read(
    name: str, planned: tuple[PlannedPlaque, ...], supplies: Supplies, tmp_path: Path
) -> None:
    product = PRODUCTS[name]
    second = plan_second(product, SENTENCE)
    assert second is not None and second.symbol.error_correction == "M"
    assert second.module_mm >= 0.8
    plaque = dataclasses.replace(as_product(planned[3], product), second=second)
    assert second.module_mm * second.symbol.side_modules < product.symbol_mm * 0.6
    drawn = draw_product(product, [plaque], supplies)
    assert drawn.problems == ()
    (face,) = pictures(drawn.pdf, dpi=150)
    read = {each.text: each.ec_level for each in zxingcpp.read_barcodes(face)}
    assert read[plaque.symbol.payload] in {"Q", "H"} and read[SENTENCE["vi"]] == "M"
    assert plaque.symbol.payload in cv2_texts(face)
    assert plaque.symbol.payload in zbar_texts(face, tmp_path)


NAMES = {
    "one short": {"vi": "Ao"},
    "very long": {"vi": "Khu di tích lịch sử và danh lam thắng cảnh quần thể hang động Tràng An Cổ",
                  "en": "The historic site and scenic landscape complex of the caves of ancient Tràng An",
                  "fr": "Complexe de grottes, site historique et paysager de l’ancienne Tràng An"},
    "many scripts": {"vi": "Hang Đầu Gỗ", "th": "ถ้ำน้ำลอด กำแพงเพชร", "ar": "مغارة الخشب الكبيرة",
                     "km": "រូងភ្នំឈើ", "he": "מערת העץ", "ko": "더우고 동굴", "zh-Hant": "𰻝木頭洞"},
    "right to left first": {"ar": "مغارة الخشب", "vi": "Hang Đầu Gỗ"},
}


@pytest.mark.parametrize("name", TRIMS)
@pytest.mark.parametrize("case", NAMES)
def test_odd_names_and_a_long_host_fit(
    name: str, case: str, planned: tuple[PlannedPlaque, ...]
) -> None:
    product = PRODUCTS[name]
    drawn = draw_product(product, [odd(planned[3], product, NAMES[case])], Supplies(templates=FILES))
    assert drawn.problems == ()
    (text, *_) = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(drawn.pdf))
    assert "7KD29" in text


def odd(plaque: PlannedPlaque, product: Product, names: Mapping[str, str]) -> PlannedPlaque:
    source = next(iter(names)) if "vi" not in names else "vi"
    own = plaque.words["en"]
    link = "di-san.quang-ninh.example/Q/7KD29"
    return dataclasses.replace(
        as_product(plaque, product), language=source, code="7KD29", names=names,
        languages=tuple(names)[: product.languages], words={tag: own for tag in names}, link=link,
        lines={tag: (f"{name}. ",) for tag, name in names.items()},
        begins="https://di-san.quang-ninh.example/")


def test_what_can_not_fit_is_a_problem(planned: tuple[PlannedPlaque, ...]) -> None:
    product = PRODUCTS["sticker-80-round"]
    endless = dataclasses.replace(as_product(planned[3], product), link="a" * 60 + ".example/Q/7KD29")
    (fault,) = draw_product(product, [endless], Supplies(templates=FILES)).problems
    assert fault.rule == "text-does-not-fit" and fault.value == endless.link


def test_a_wifi_name_is_escaped_as_phones_read_it() -> None:
    assert wifi_payload("Bến; tàu", "wpa", "a:b\\") == "WIFI:T:WPA;S:Bến\\; tàu;P:a\\:b\\\\;;"
    assert wifi_payload("Ga", "none", None) == "WIFI:T:nopass;S:Ga;;"


def test_products_settings_are_checked() -> None:
    problems: list[Problem] = []
    made = parse_products({
        "good.yml": b"trim_mm: [60, 90]\nsymbol_mm: 30\ntemplate: plain.typ\n",
        "bad.yml": b"trim_mm: [60]\nsymbol_mm: 30\ncolour: red\ntemplate: plain.typ\n",
        "big.yml": b"trim_mm: [60, 90]\nsymbol_mm: 70\ntemplate: plain.typ\n",
        "lost.yml": b"trim_mm: [60, 90]\nsymbol_mm: 30\n", "plain.typ": b"",
    }, problems)
    assert list(made) == ["good"]
    assert sorted((Path(each.file).name, each.rule) for each in problems) == [
        ("bad.yml", "unknown-key"), ("bad.yml", "wrong-type"), ("big.yml", "symbol-over-trim"),
        ("lost.yml", "product-without-template")]


def test_equal_input_gives_equal_bytes(planned: tuple[PlannedPlaque, ...], supplies: Supplies) -> None:
    product = PRODUCTS["wall-plaque"]
    plaques = [as_product(planned[3], product)]
    assert draw_product(product, plaques, supplies) == draw_product(product, plaques, supplies)
    other = dataclasses.replace(plaques[0], symbol=draw_symbol("HTTPS://A.EXAMPLE/Q/BBBBX/"))
    assert draw_product(product, [other], supplies) != draw_product(product, plaques, supplies)
