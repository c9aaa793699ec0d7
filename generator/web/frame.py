"""What every page of one language has around its own matter."""

from functools import partial

from generator import language as tags
from generator.web.assets import Assets
from generator.web.packs import area_key
from generator.web.plaque_pages import office_name
from generator.web.texts import Library


def frame_values(library: Library, assets: Assets, language: str) -> dict[str, object]:
    """Return the values that the templates of all pages but plaque pages share."""
    settings = library.catalogue.settings

    def word(key: str, **values: object) -> str:
        return library.text(language, key, **values)

    return {
        "language": language, "direction": tags.direction(language), "settings": settings,
        "assets": assets, "t": word, "d": partial(library.do, language), "text": library.text, "chosen": language,
        "names": {tag: library.language_name(tag) for tag in settings.languages},
        "shorts": {tag: library.short_name(tag) for tag in settings.languages},
        "directions": {tag: tags.direction(tag) for tag in settings.languages},
        "office": office_name(library, language), "area": area_key(None, settings),
        "pages": [
            label for site in library.catalogue.sites.values() if site.is_page
            if (label := library.label(site.slug, language, "")) is not None
        ],
    }


def addresses(library: Library, root: str, path: str) -> dict[str, str]:
    """Return where the same page is in each language."""
    return {tag: f"{root}{tag}/{path}" for tag in library.catalogue.settings.languages}
