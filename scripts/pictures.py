"""Draw the README's pictures of printed products from the real catalogue: make pictures."""

import dataclasses
import io
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

HOME = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HOME))

from generator.build import read_project  # noqa: E402 - the repository's own package
from generator.content.jobs import read_engravings, read_logo  # noqa: E402
from generator.errors import Problem, has_errors  # noqa: E402
from generator.press.plaques import plan_plaques  # noqa: E402
from generator.press.planned import Choice, PlannedPlaque  # noqa: E402
from generator.press.products import parse_products  # noqa: E402
from generator.press.supplies import prepare_supplies  # noqa: E402
from generator.press.text_symbols import plan_wifi  # noqa: E402
from generator.press.typeset import draw_product  # noqa: E402
from generator.templates import read_print_files  # noqa: E402

TARGET = HOME / "docs" / "pictures"
SHOWN = {
    "wall-plaque": "hang-dau-go", "board-a5": "hon-trong-mai", "board-a4": "hang-sung-sot",
    "sticker-50-round": "hang-dau-go", "sticker-50-square": "hang-dau-go",
    "sticker-80-round": "dao-ti-top", "sticker-80-square": "nui-bai-tho",
    "table-tent": "lang-chai-cua-van", "cabin-card": "dong-thien-cung", "label-sheet": "",
    "wifi-card": "dao-ti-top",
}
NETWORK = ("Vinh Ha Long", "none", None)  # a made-up network: no card of it hangs anywhere
HEIGHT_PX = 900
GREYS = 16


def main() -> None:
    """Write one PNG a product; equal input, equal bytes."""
    problems: list[Problem] = []
    project = read_project(HOME / "mkdocs.yml")
    files = read_print_files(HOME)
    products = parse_products(files, problems)
    supplies = prepare_supplies(project.catalogue, files, read_engravings(HOME, project.catalogue),
                                read_logo(HOME, project.catalogue), problems)
    TARGET.mkdir(exist_ok=True)
    for name, site in SHOWN.items():
        product = products[name]
        choice = Choice(products=(name,), sites=(site,) if site else ())
        plaques = plan_plaques(project.catalogue, project.codes, project.messages, products,
                               problems, choice=choice)[: product.plaques_a_page]
        if name == "wifi-card":
            plaques = tuple(_with_network(plaque) for plaque in plaques)
        drawn = draw_product(product, plaques, supplies, bleed_mm=0)
        problems.extend(drawn.problems)
        page = pypdfium2.PdfDocument(drawn.pdf)[0]
        high = HEIGHT_PX * min(product.trim_mm[1] / 210 + 0.25, 1)
        picture = page.render(scale=high / page.get_height(), grayscale=True).to_pil().convert("L")
        target = io.BytesIO()
        picture.quantize(GREYS).save(target, "PNG", optimize=True)
        (TARGET / f"{name}.png").write_bytes(target.getvalue())
    if has_errors(problems):
        sys.exit("\n".join(f"{each.file}: {each.rule} {each.value}" for each in problems))


def _with_network(plaque: PlannedPlaque) -> PlannedPlaque:
    return dataclasses.replace(plaque, wifi=plan_wifi(plaque.product, *NETWORK, {}))


if __name__ == "__main__":
    main()
