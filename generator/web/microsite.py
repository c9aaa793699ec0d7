"""The whole microsite as Artifacts, but the handbook and pictures.

Errors  Problems are returned; nothing raises for a content slip.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.doing import Doing
from generator.errors import Problem
from generator.model import Artifact, Catalogue, IssuedCode, Messages, Picture
from generator.templates import Renderer
from generator.web.assets import make_assets
from generator.web.cards import draw_card, picture_path
from generator.web.hosts import host_files
from generator.web.index_pages import render_index_pages
from generator.web.live import live_file
from generator.web.map_pages import (
    area_charts, chart_files, chart_paths, render_map_pages,
)
from generator.web.more import home_screen_files
from generator.web.open_data import data_files
from generator.web.pack_pages import pack_artifacts
from generator.web.place_lists import search_list
from generator.web.plaque_pages import render_plaque_page
from generator.web.site_pages import render_site_pages
from generator.web.texts import Library

NOTHING = Doing()


def build_microsite(
    catalogue: Catalogue, codes: Mapping[str, IssuedCode], messages: Messages,
    renderer: Renderer, pictures: Mapping[tuple[str, str], Picture],
    recordings: Mapping[tuple[str, str], str], media: tuple[Artifact, ...], *,
    preview: bool = False, doing: Doing = NOTHING,
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """Return every page, asset, data and host file, and what is too long.

    ``media`` are the files of pictures and recordings, which packs list.
    """
    library = Library(catalogue=catalogue, messages=messages, pictures=pictures,
                      recordings=recordings)
    assets = make_assets(renderer, catalogue.settings.languages, preview=preview)
    artifacts = list(assets.artifacts)
    problems: list[Problem] = []
    drawn = chart_files(library)
    artifacts.extend(drawn)
    library = replace(library, charts=chart_paths(drawn))
    charts = area_charts(library)
    for code in codes.values():
        artifact, found = render_plaque_page(code, library, renderer, assets)
        artifacts.append(artifact)
        problems.extend(found)
    artifacts.extend(_cards(library, media))
    artifacts.extend(render_site_pages(library, renderer, assets))
    artifacts.extend(render_index_pages(library, renderer, assets, charts))
    artifacts.extend(render_map_pages(library, renderer, assets, charts))
    artifacts.extend(
        search_list(each.area.key, each.slugs, language, library)
        for each in charts for language in catalogue.settings.languages
    )
    artifacts.extend(home_screen_files(catalogue.settings))
    built = (*artifacts, *media)
    artifacts.extend(pack_artifacts(library, codes, renderer, assets, built))
    artifacts.extend(data_files(catalogue, pictures))
    slugs = [slug for slug, site in catalogue.sites.items() if not site.is_page]
    artifacts.append(live_file(doing.notices, catalogue.settings, messages, slugs))
    artifacts.extend(host_files(catalogue, assets))
    return tuple(artifacts), tuple(problems)


def _cards(library: Library, media: tuple[Artifact, ...]) -> Iterator[Artifact]:
    """Yield the picture of each site that goes with a shared link."""
    content = {each.path: each.content for each in media}
    for site in library.catalogue.sites.values():
        picture = content.get(picture_path(site, library))
        card = draw_card(site, library, picture) if picture is not None else None
        if card is not None:
            yield card
