"""The kinds of printed things, each from a few lines of settings.

Pure. ``templates/print/<product>.yml`` beside a Typst template makes a product; a
project's own file of that name overlays it, a new one adds a product.

Shapes  ``parse_products`` takes the folder's files by name and gives products by name.
Units   ``*_mm`` millimetres; the trim is the flat, finished size.
Errors  Every slip is a Problem in the list given; a product with one is left out.
Source  ``docs/formats/print-products.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.errors import Problem, has_errors
from generator.schema import Fields, read_number
from generator.yaml_reader import parse_yaml

FOLDER = "templates/print/"
SHAPES = frozenset({"rect", "round"})
CONTENTS = frozenset({"all", "code"})
SMALLEST_MODULE_MM = 0.8  # design, section 4
SMALLEST_SYMBOL_MM = 25 * SMALLEST_MODULE_MM  # version 2 is the least that holds a link
LARGEST_MM = 1500.0
Size = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Many plaques on one page: cells of one size, row by row from the upper left."""

    columns: int
    rows: int
    cell_mm: Size
    first_mm: Size
    pitch_mm: Size


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A kind of printed thing.

    ``symbol_mm`` is the symbol's side without its quiet zone. ``languages`` is how many
    it shows at most; ``content`` is ``all``, or ``code``: no name, the code alone.
    """

    name: str
    trim_mm: Size
    bleed_mm: float
    safe_mm: float
    symbol_mm: float
    shape: str
    sides: int
    languages: int
    template: str
    content: str
    second_symbol_mm: float | None
    grid: Grid | None = None

    @property
    def plaques_a_page(self) -> int:
        """How many plaques stand on one page."""
        return self.grid.columns * self.grid.rows if self.grid else 1

    def page_of(self, index: int) -> int:
        """Return the page, from 1, that holds the plaque of an index, from 0."""
        return index // self.plaques_a_page * self.sides + 1

    def page_count(self, plaques: int) -> int:
        """Return how many pages so many plaques take, backs included."""
        return -(-plaques // self.plaques_a_page) * self.sides

    def box_mm(self, index: int) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a plaque from the trim's upper left corner."""
        if self.grid is None:
            return (0.0, 0.0, *self.trim_mm)
        row, column = divmod(index % self.plaques_a_page, self.grid.columns)
        left = self.grid.first_mm[0] + column * self.grid.pitch_mm[0]
        top = self.grid.first_mm[1] + row * self.grid.pitch_mm[1]
        return (left, top, *self.grid.cell_mm)


def parse_products(files: Mapping[str, bytes], problems: list[Problem]) -> dict[str, Product]:
    """Return every product that the files of ``templates/print/`` describe."""
    products = {}
    for path in sorted(files):
        name, dot, ending = path.rpartition(".")
        if not dot or ending != "yml":
            continue
        found: list[Problem] = []
        root = parse_yaml(files[path].decode("utf-8-sig", "replace"), FOLDER + path, found)
        product = _product(name, Fields(root, FOLDER + path, found), files) if root else None
        problems.extend(found)
        if product is not None and not has_errors(found):
            products[name] = product
    return products


def _product(name: str, fields: Fields, files: Mapping[str, bytes]) -> Product:
    trim_mm = _size(fields, "trim_mm", required=True) or (LARGEST_MM, LARGEST_MM)
    product = Product(
        name=name, trim_mm=trim_mm,
        bleed_mm=_number(fields, "bleed_mm", 0, 20, 3.0),
        safe_mm=_number(fields, "safe_mm", 0, 50, 4.0),
        symbol_mm=_number(fields, "symbol_mm", SMALLEST_SYMBOL_MM, LARGEST_MM, 0.0),
        shape=fields.word("shape", SHAPES) or "rect",
        sides=fields.integer("sides", least=1, most=2) or 1,
        languages=fields.integer("languages", least=1, most=100) or 6,
        template=fields.text("template") or f"{name}.typ",
        content=fields.word("content", CONTENTS) or "all",
        second_symbol_mm=fields.number("second_symbol_mm", least=SMALLEST_SYMBOL_MM,
                                       most=LARGEST_MM),
        grid=_grid(fields),
    )
    if not fields.has("symbol_mm"):
        fields.report("missing-key", fields.line, "symbol_mm", key="symbol_mm")
    elif product.symbol_mm >= min(product.grid.cell_mm if product.grid else trim_mm):
        fields.report("symbol-over-trim", fields.line_of("symbol_mm"), f"{product.symbol_mm:g} mm")
    if product.template not in files:
        fields.report("product-without-template", fields.line_of("template"), product.template)
    fields.finish()
    return product


def _number(fields: Fields, key: str, least: float, most: float, otherwise: float) -> float:
    found = fields.number(key, least=least, most=most)
    return otherwise if found is None else found


def _size(fields: Fields, key: str, *, required: bool = False) -> Size | None:
    if required and not fields.has(key):
        fields.report("missing-key", fields.line, key, key=key)
    leaves = fields.leaves(key, expected="@a-size")
    if not leaves:
        return None
    numbers = [read_number(leaf.text) for leaf in leaves]
    sides = [each for each in numbers if each is not None and 0 <= each <= LARGEST_MM]
    if len(leaves) != 2 or len(sides) != 2:
        shown = ", ".join(leaf.text for leaf in leaves)
        fields.report("wrong-type", fields.line_of(key), shown, key=key, expected="@a-size",
                      found=shown)
        return None
    return (sides[0], sides[1])


def _grid(fields: Fields) -> Grid | None:
    below = fields.branch("grid")
    if below is None:
        return None
    cell_mm = _size(below, "cell_mm", required=True) or (0.0, 0.0)
    grid = Grid(
        columns=below.integer("columns", least=1, most=50) or 1,
        rows=below.integer("rows", least=1, most=50) or 1, cell_mm=cell_mm,
        first_mm=_size(below, "first_mm", required=True) or (0.0, 0.0),
        pitch_mm=_size(below, "pitch_mm") or cell_mm,
    )
    below.finish()
    return grid
