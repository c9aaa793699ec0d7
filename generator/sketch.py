"""Draw the page of a text that is not saved yet, for the desk's preview.

Shapes  In: a file's path, ``sites/SLUG/NAME``, and its text. Out: HTML, and problems.
Errors  A text that can't be read gives its problems and no page.
"""

from dataclasses import replace

from generator.content.site_schema import parse_site
from generator.content.translation import parse_translation
from generator.errors import Problem, has_errors, sort_problems
from generator.model import Catalogue, Site
from generator.project import Project
from generator.web.microsite import Studio, library_of, onward_of
from generator.web.site_pages import render_site_pages
from generator.web.units import Planner
from generator.yaml_reader import parse_yaml


def draw_sketch(
    project: Project, planner: Planner, studio: Studio, path: str, raw: str
) -> tuple[str, tuple[Problem, ...]]:
    """Return the site's page with the text as it stands, in the text's language."""
    problems: list[Problem] = []
    slug, _, name = path.removeprefix("sites/").partition("/")
    outline = planner.outlines.get(slug)
    if outline is None:
        return "", ()
    unit = planner.site(outline)
    library = library_of(unit, studio)
    language = name.removesuffix(".md") if name.endswith(".md") else studio.settings.source_language
    site = _with(library.catalogue.sites[slug], path, name, raw, project, problems)
    if site is None or has_errors(problems) or language not in studio.settings.languages:
        return "", sort_problems(problems)
    sites = {**library.catalogue.sites, slug: site}
    seen = replace(library, catalogue=Catalogue(settings=studio.settings, sites=sites,
                                                coasts=library.catalogue.coasts))
    live = tuple(each for each in unit.codes if not each.retired)
    wanted = f"{language}/{slug}/index.html"
    pages = render_site_pages(site, unit.near, live, seen, studio.renderer, studio.assets,
                              onward_of(unit))
    html = next((page.content.decode() for page in pages if page.path == wanted), "")
    return html, sort_problems(problems)


def _with(
    site: Site, path: str, name: str, raw: str, project: Project, problems: list[Problem]
) -> Site | None:
    """Return the site with one of its files as it stands in the desk."""
    if name == "site.yml":
        root = parse_yaml(raw, path, problems)
        if root is None:
            return None
        workshop = project.workshop
        found = parse_site(root, site.slug, path, workshop.settings, workshop.ground.vocabulary,
                           problems)
        return replace(found, translations=site.translations)
    language = name.removesuffix(".md")
    text = parse_translation(raw, site.slug, language, path, site.kind, problems)
    if text is None:
        return None
    return replace(site, translations={**site.translations, language: text})
