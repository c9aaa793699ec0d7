"""Which plaque stands on which page of which file, and how often a page is printed.

Pure. One file a product. Where several plaques share a page or sheet, plaques of another
quantity begin a new one, so that each page has one number of copies.

Shapes  ``Run`` is one product's file; ``Batch`` a part of it that is drawn on its own.
Units   ``*_mm`` millimetres; pages count from 1.
Errors  A product too large for the shop's sheet is a warning; it is printed one up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.errors import Problem, warning
from generator.model import Shop
from generator.press.finish import Cell, Trim
from generator.press.planned import PlannedPlaque
from generator.press.products import Product
from generator.press.sheets import Layout, plan_layout

BATCH_PAGES = 100  # a batch costs 150 ms by itself, a page 6; larger ones cost memory
FEWEST_PAGES = 20  # in a batch, where pages are shared out between two workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Plaques that are drawn together; ``first_page`` is where they begin in the file."""

    plaques: tuple[PlannedPlaque, ...]
    first_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One product's file."""

    product: Product
    shop: Shop
    layout: Layout | None
    batches: tuple[Batch, ...]

    @property
    def file(self) -> str:
        """The file's name in the job."""
        return f"{self.product.name}.pdf"

    @property
    def trim(self) -> Trim:
        """The finished format, with the shop's bleed."""
        return Trim(size_mm=self.product.trim_mm, bleed_mm=self.shop.bleed_mm,
                    is_round=self.product.shape == "round" and self.product.grid is None)

    @property
    def plaques(self) -> tuple[tuple[int, PlannedPlaque], ...]:
        """Each plaque with its page, in printing order."""
        return tuple(
            (batch.first_page + index // self.together * self.product.sides, plaque)
            for batch in self.batches for index, plaque in enumerate(batch.plaques)
        )

    @property
    def together(self) -> int:
        """How many plaques share one page or sheet."""
        return self.layout.count if self.layout is not None else self.product.plaques_a_page

    @property
    def page_count(self) -> int:
        """Pages of the file, backs included."""
        return sum(-(-len(batch.plaques) // self.together) for batch in self.batches
                   ) * self.product.sides

    def copies(self) -> tuple[tuple[int, int, int], ...]:
        """Return (from page, to page, copies) for pages that are printed equally often."""
        found: list[tuple[int, int, int]] = []
        for page, plaque in self.plaques:
            last = page + self.product.sides - 1
            if found and found[-1][2] == plaque.quantity and page <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(last, found[-1][1]), plaque.quantity)
            else:
                found.append((page, last, plaque.quantity))
        return tuple(found)


def plan_runs(
    plaques: Sequence[PlannedPlaque], shop: Shop, settings_file: str, problems: list[Problem]
) -> tuple[Run, ...]:
    """Return a run for each product, in the order of their names."""
    by_product: dict[str, list[PlannedPlaque]] = {}
    for plaque in plaques:
        by_product.setdefault(plaque.product.name, []).append(plaque)
    runs = []
    for name in sorted(by_product):
        here = by_product[name]
        product = here[0].product
        layout = _layout(product, shop)
        if shop.impose != "none" and layout is None and product.grid is None:
            problems.append(warning("product-over-sheet", settings_file, None, name,
                                    sheet=shop.impose))
        run = Run(product=product, shop=shop, layout=layout, batches=())
        runs.append(Run(product=product, shop=shop, layout=layout,
                        batches=_batches(here, run.together, product.sides)))
    return tuple(runs)


def page_cells(run: Run, batch: Batch) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of each page of a batch that is not imposed, backs included."""
    pages = []
    product = run.product
    for start in range(0, len(batch.plaques), run.together):
        cells = tuple(
            Cell(code=plaque.code, box_mm=product.box_mm(place))
            for place, plaque in enumerate(batch.plaques[start : start + run.together])
        )
        pages.extend([cells] * product.sides)
    return tuple(pages)


def _layout(product: Product, shop: Shop) -> Layout | None:
    if shop.impose == "none" or product.grid is not None:
        return None
    return plan_layout(shop.impose, product.trim_mm, shop.bleed_mm, marks=shop.marks)


def _batches(
    plaques: Sequence[PlannedPlaque], together: int, sides: int
) -> tuple[Batch, ...]:
    groups: list[list[PlannedPlaque]] = [list(plaques)]
    if together > 1:
        ordered = sorted(plaques, key=lambda each: each.quantity)  # stable: by number within
        groups = [list(group) for _, group in groupby(ordered, key=lambda each: each.quantity)]
    batches, page = [], 1
    for group in groups:
        size = _batch_size(-(-len(group) // together) * sides) // sides * together
        for start in range(0, len(group), size):
            here = tuple(group[start : start + size])
            batches.append(Batch(plaques=here, first_page=page))
            page += -(-len(here) // together) * sides
    return tuple(batches)


def _batch_size(pages: int) -> int:
    """Return how many pages are drawn together: an even number of equal batches."""
    if pages <= 2 * FEWEST_PAGES:
        return 2 * FEWEST_PAGES
    batches = 2 * -(-pages // (2 * BATCH_PAGES))
    return -(-pages // (2 * batches)) * 2  # a front and its back stay together
