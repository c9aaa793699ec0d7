"""A day's plan: everything that the phone needs to make one, in one page.

The page computes nothing here: ``templates/web/js/plan/`` puts chosen places together.

Shapes  One page for a catalogue that a hand can choose from, else one an area.
"""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from generator.doing import Service, serve_words
from generator.model import Artifact, Quantity, Settings, Site
from generator.templates import Renderer
from generator.web.assets import Assets
from generator.web.doing_pages import in_script
from generator.web.frame import addresses, frame_values
from generator.web.onward import opening, route_name
from generator.web.services import pick, price_texts
from generator.web.texts import Library

MOST_PLACES = 300
NEEDS = ("wheelchair", "child", "vegetarian")
# What a hazard asks to be brought along.
HAZARD_BRINGS = {"wet-steps": "shoes", "steep-steps": "shoes", "slippery-rock": "shoes",
                 "uneven-floor": "shoes", "strong-sun": "sun", "dark": "light"}
ASKED = frozenset({"call", "message", "book"})
SAID = ("route_all", "route_none", "route_off", "route_some", "fees_unknown", "steps_all",
        "minutes_all", "unknown_for", "message")


def plan_groups(sites: Mapping[str, Site], settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return the slugs of each plan's places by area; one plan, "", where they are few."""
    places = [site for site in sites.values() if not site.is_page]
    if len(places) <= MOST_PLACES or not settings.areas:
        return {"": tuple(site.slug for site in places[:MOST_PLACES])}
    groups: dict[str, list[str]] = {}
    for site in places:
        if site.area:
            groups.setdefault(site.area, []).append(site.slug)
    return {key: tuple(slugs) for key, slugs in groups.items()}


def plan_path(area: str) -> str:
    """Return where the plan of an area stands below a language."""
    return f"plan/{area}/" if area else "plan/"


def render_plan_pages(
    area: str, slugs: tuple[str, ...], services: tuple[Service, ...], library: Library,
    renderer: Renderer, assets: Assets,
) -> Iterator[Artifact]:
    """Yield the plan of an area in each language."""
    path = plan_path(area)
    root = "../../../" if area else "../../"
    settings = library.catalogue.settings
    sites = [library.catalogue.sites[slug] for slug in slugs]
    for language in settings.languages:
        html = renderer.render("plan.html.jinja", {
            **frame_values(library, assets, language), "root": root, "path": path,
            "addresses": addresses(library, root, path),
            "canonical": f"{settings.site_url}{language}/{path}", "needs": NEEDS,
            "groups": _groups(sites, language, library, root),
            "data": Markup(in_script(_data(sites, services, language, library, root))),
        })
        yield Artifact(path=f"{language}/{path}index.html", content=html.encode())


def render_plan_lists(
    areas: tuple[str, ...], library: Library, renderer: Renderer, assets: Assets
) -> Iterator[Artifact]:
    """Yield the choice of an area's plan in each language."""
    settings = library.catalogue.settings
    for language in settings.languages:
        named = [(key, pick(settings.areas[key].names, language, settings)) for key in areas]
        html = renderer.render("plan_areas.html.jinja", {
            **frame_values(library, assets, language), "root": "../../", "path": "plan/",
            "addresses": addresses(library, "../../", "plan/"),
            "canonical": f"{settings.site_url}{language}/plan/",
            "areas": [(key, name.text if name else key) for key, name in named],
        })
        yield Artifact(path=f"{language}/plan/index.html", content=html.encode())


def _groups(
    sites: list[Site], language: str, library: Library, root: str
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the places to choose from by route; each once, under its first route."""
    settings = library.catalogue.settings
    left = {site.slug: site for site in sites}
    groups = []
    for route in settings.routes.values():
        own = [left.pop(slug) for slug in route.sites if slug in left]
        groups.append((route_name(route, language), own))
    rest = library.text(language, "other_places" if any(own for _, own in groups) else "all_places")
    groups.append((rest, list(left.values())))
    return [(name, [
        (site.slug, label.name, label.shown) for site in own
        if (label := library.label(site.slug, language, root)) is not None
    ]) for name, own in groups if own]


def _data(
    sites: list[Site], services: tuple[Service, ...], language: str, library: Library, root: str
) -> dict[str, object]:
    settings, messages = library.catalogue.settings, library.messages
    asked = "vi" if messages.has("vi", "do.message") else settings.source_language
    said = {key: messages.text(language, f"do.{key}") for key in SAID}
    return {
        "language": language, "asked": asked, "words": said,
        "wheelchair": {key: messages.text(language, f"wheelchair.{key}")
                       for key in ("yes", "no", "limited")},
        "messages": {tag: {
            "message": messages.text(tag, "do.message"),
            **{need: messages.text(tag, f"do.says_{need}") for need in NEEDS},
        } for tag in dict.fromkeys((asked, language))},
        "bring": {word: messages.text(language, f"bring.{word}")
                  for word in ("identity", *sorted({*HAZARD_BRINGS.values()}))},
        "routes": {key: [route_name(route, language), list(route.sites)]
                   for key, route in settings.routes.items()},
        "sites": {site.slug: _site(site, language, asked, library, root) for site in sites},
        "fees": [_fee(each, language, library) for each in services
                 if each.kind == "ticket" and (each.prices or each.links)],
        "to": [
            {"name": name.text if (name := pick(each.names, language, settings)) else each.id,
             "links": [link.url for link in each.links if link.does in ASKED]}
            for each in services
            if each.kind != "emergency" and any(link.does in ASKED for link in each.links)
        ] + _office(library, language),
    }


def _site(site: Site, language: str, asked: str, library: Library, root: str) -> dict[str, object]:
    label = library.label(site.slug, language, root)
    own = site.translations.get(asked) or next(iter(site.translations.values()), None)
    visit, hour = site.visit, opening(site, language, library)
    brings = sorted({HAZARD_BRINGS[word] for word in site.hazards if word in HAZARD_BRINGS})
    data: dict[str, object] = {
        "name": label.name if label else site.slug, "own": own.name if own else site.slug,
        "page": label.page if label else "",
        "words": sorted(serve_words(site, library.catalogue.settings)),
    }
    if visit and visit.steps:
        data["steps"] = _middle(visit.steps)
    if visit and visit.minutes:
        data["minutes"] = _middle(visit.minutes)
    if visit and visit.wheelchair:
        data["wheelchair"] = visit.wheelchair
    if hour:
        data["hours"] = hour.text
    return {**data, "bring": brings} if brings else data


def _fee(service: Service, language: str, library: Library) -> dict[str, object]:
    settings = library.catalogue.settings
    name = pick(service.names, language, settings)
    texts = price_texts(service, language, library)
    say = library.messages.text
    return {
        "name": name.text if name else service.id, "for": list(service.serves),
        "bring": list(service.bring),
        "prices": [[text, list(price.serves or service.serves)]
                   for text, price in zip(texts, service.prices, strict=True)],
        "links": [[link.url, say(language, "do.link_of", owner=link.owner, date=link.checked)
                   if link.checked else say(language, "do.link_unchecked", owner=link.owner)]
                  for link in service.links if link.does == "official"][:1],
    }


def _office(library: Library, language: str) -> list[dict[str, object]]:
    office = library.catalogue.settings.office
    name = pick(office.names, language, library.catalogue.settings)
    links = [f"tel:{office.phone.replace(' ', '')}"] if office.phone else []
    links += [f"mailto:{office.email}"] if office.email else []
    return [{"name": name.text if name else "", "links": links}] if links else []


def _middle(quantity: Quantity) -> float:
    return quantity.low if quantity.high is None else (quantity.low + quantity.high) / 2
