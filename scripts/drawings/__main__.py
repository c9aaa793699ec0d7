"""Draw the places: ``make drawings`` or ``python scripts/drawings [SLUG …] [--look FOLDER]``.

Writes ``sites/<slug>/images/<slug>.svg`` (screens) and ``<slug>.ink.svg`` (print) for every place
whose folder has a ``site.yml``; others are drawn when their folder exists. ``--look`` writes PNGs
of light, dark, one ink and the crops instead, to be looked at.
"""

import argparse
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SITES = HERE.parents[1] / "sites"
MOST_BYTES = 12_600  # gzipped: what a phone on a slow line can spare


def modules():
    """Return the names of all places that can be drawn."""
    return sorted(p.stem for p in (HERE / "places").glob("*.py") if p.stem != "__init__")


def drawn(name):
    """Return the drawing for screens and the one for print."""
    from engine.scene import Scene

    place = importlib.import_module(f"places.{name}")
    scenes = [Scene(place.TITLE, place.DESCRIPTION, ink=ink) for ink in (False, True)]
    for scene in scenes:
        place.draw(scene)
    return scenes[0].svg(), scenes[1].one_ink()


def main():
    """Draw what the command line names, or everything."""
    from engine.scene import zipped

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slugs", nargs="*", help="places to draw; all if none is named")
    parser.add_argument("--look", type=Path, help="write PNGs to this folder instead")
    options = parser.parse_args()
    names = [slug.replace("-", "_") for slug in options.slugs] or modules()
    status = 0
    for name in names:
        slug = name.replace("_", "-")
        screen, ink = drawn(name)
        size = zipped(screen)
        print(f"{slug}: {len(screen)} bytes, {size} gzipped; one ink {zipped(ink)} gzipped")  # noqa: T201
        if size > MOST_BYTES:
            print(f"{slug}: over the {MOST_BYTES} bytes allowed", file=sys.stderr)  # noqa: T201
            status = 1
        if options.look:
            from look import sheet

            sheet(options.look, slug, screen, ink)
        elif (SITES / slug / "site.yml").is_file():
            folder = SITES / slug / "images"
            folder.mkdir(exist_ok=True)
            (folder / f"{slug}.svg").write_text(screen, "utf-8")
            (folder / f"{slug}.ink.svg").write_text(ink, "utf-8")
        else:
            print(f"{slug}: no sites/{slug}/site.yml yet; nothing written")  # noqa: T201
    return status


if __name__ == "__main__":
    sys.exit(main())
