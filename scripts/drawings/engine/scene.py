"""A scene: layers of ink from the back to the front, written as SVG.

Shapes  One scene is drawn twice: for screens (light and dark in one file, by CSS variables)
        and for print (``ink=True``: filled paths, black and white, nothing else).
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from shapely import affinity

from engine.inks import INKS, Ink
from engine.pen import GRID, Pen

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Layer:
    """One path, or one rectangle filled by a gradient."""

    ink: str
    data: str
    edge: str | None = None
    width: float = 0.0
    evenodd: bool = False
    stops: tuple[tuple[str, float], ...] = ()


@dataclass
class Scene:
    """What has been drawn, and for whom."""

    title: str
    description: str
    ink: bool = False
    inks: dict[str, Ink] = field(default_factory=lambda: dict(INKS))
    layers: list[Layer] = field(default_factory=list)

    @property
    def dense(self):
        """Return how much closer strokes lie than on screens: no byte limit in print."""
        return 1.5 if self.ink else 1.0

    def put(self, ink, pen, edge=None, width=1.0, evenodd=False, shift=0.3):
        """Lay down what a pen collected; edge names the ink of its outline."""
        if self.ink and edge and self.inks[edge][2]:
            self._outline(ink, pen, edge, width, evenodd, shift)
        elif pen.shapes and (data := pen.path()):
            self.layers.append(Layer(ink, data, edge, width, evenodd))

    def draw(self, ink: str, how: Callable[[Pen], object], **options):
        """Lay down what a function draws with a fresh pen."""
        pen = Pen()
        how(pen)
        self.put(ink, pen, **options)

    def wash(self, x, y, w, h, *stops):
        """Lay down a rectangle that runs from ink to ink, downwards: (name, offset) pairs."""
        pen = Pen()
        pen.box(x, y, w, h)
        self.layers.append(Layer(stops[0][0], pen.path(), stops=stops))

    def _outline(self, ink, pen, edge, width, evenodd, shift):
        """Print has no strokes: the shape a little larger in black, a little smaller in white.

        The smaller one is moved towards the light (up left), so that the line swells in shade.
        """
        outer, inner = Pen(), Pen()
        shapes = pen.polygons()
        if evenodd:
            whole = shapes[0]
            for hole in shapes[1:]:
                whole = whole.difference(hole)
            shapes = [whole]
        for shape in shapes:
            outer.geometry(shape.buffer(width * 0.5), 0.2)
            small = affinity.translate(shape.buffer(-width * 0.5), -shift * width, -shift * width)
            inner.geometry(small.intersection(shape.buffer(-width * 0.15)), 0.2)
        self.layers.append(Layer(edge, outer.path(), evenodd=True))
        if self.inks[ink][2]:
            self.layers.append(Layer(ink, inner.path(), evenodd=True))

    def svg(self):
        """Return the drawing for screens: light and dark in one file."""
        names = dict.fromkeys(
            name for each in self.layers for name in
            (*([each.ink] if not each.stops else []), *(s for s, _ in each.stops), each.edge) if name
        )
        short = {name: LETTERS[i] for i, name in enumerate(names)}
        rules, defs, body = {}, [], []
        for layer in self.layers:
            if layer.stops:
                key = f"g{len(defs)}"
                stops = "".join(f'<stop offset="{o:g}" class="{short[n]}"/>' for n, o in layer.stops)
                defs.append(f'<linearGradient id="{key}" x2="0" y2="1">{stops}</linearGradient>')
                for name, _ in layer.stops:
                    rules[f".{short[name]}"] = f"fill:var(--{short[name]});stop-color:var(--{short[name]})"
                body.append(f'<path fill="url(#{key})" d="{layer.data}"/>')
                continue
            classes = short[layer.ink]
            rules.setdefault(f".{classes}", f"fill:var(--{classes})")
            if layer.edge:
                edge = f"_{short[layer.edge]}{round(layer.width * 10)}"
                rules[f".{edge}"] = f"stroke:var(--{short[layer.edge]});stroke-width:{layer.width * GRID:.3g}"
                classes += f" {edge}"
            rule = ' fill-rule="evenodd"' if layer.evenodd else ""
            body.append(f'<path class="{classes}"{rule} d="{layer.data}"/>')
        values = [";".join(f"--{short[n]}:{self.inks[n][i]}" for n in names) for i in (0, 1)]
        css = (f":root{{{values[0]}}}@media(prefers-color-scheme:dark){{:root{{{values[1]}}}}}"
               + "".join(f"{k}{{{v}}}" for k, v in rules.items()))
        return self._document(f"<style>{css}</style><defs>{''.join(defs)}</defs>{''.join(body)}")

    def one_ink(self):
        """Return the drawing for print: filled paths, #000 and #fff only, on white."""
        body, last = ['<path fill="#fff" d="M0 0l1000 0 0 625-1000 0z"/>'], None
        for layer in self.layers:
            colour = self.inks[layer.ink][2]
            if colour is None or layer.stops and colour == "#fff":
                continue
            rule = ' fill-rule="evenodd"' if layer.evenodd else ""
            if last == (colour, rule) and not rule:
                body[-1] = body[-1][:-3] + layer.data + '"/>'
            else:
                body.append(f'<path fill="{colour}"{rule} d="{layer.data}"/>')
            last = (colour, rule)
        return self._document("".join(body))

    def _document(self, inner):
        return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 625" '
                'preserveAspectRatio="xMidYMid slice" role="img">'
                f"<title>{escape(self.title)}</title><desc>{escape(self.description)}</desc>{inner}</svg>\n")


def resolved(svg, dark=False):
    """Return a copy for readers that know no CSS variables: one mode, colours written out."""
    light_values, dark_values = re.findall(r":root\{([^}]*)\}", svg)[:2]
    table = dict(pair.split(":") for pair in (dark_values if dark else light_values).split(";"))
    bare = re.sub(r":root\{[^}]*\}@media\(prefers-color-scheme:dark\)\{:root\{[^}]*\}\}", "", svg)
    return re.sub(r"var(\(--(\w+)\))", lambda m: table["--" + m[2]], bare)


def zipped(text):
    """Return the size as sent: gzip -9, without a date."""
    return len(gzip.compress(text.encode(), 9, mtime=0))
