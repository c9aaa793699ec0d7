"""What one language's readers get of one site: its text, or the nearest there is.

Shapes  ``Reading`` is a finished part of a page; its HTML is trusted.
Errors  Nothing raises: a missing text falls back to English, then the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, unquote

from markupsafe import Markup

from generator import language as tags
from generator.links import prefix_ids, resolve_link, rewrite_images, rewrite_links
from generator.model import Catalogue, Messages, Picture, Site, Text, Translation
from generator.web.words import Sounding, soundings

ALERT_TITLES = ("Note", "Tip", "Important", "Warning", "Caution")
SIZES = "(min-width: 56em) 60vw, 100vw"
SIZES_SMALL = "(min-width: 56em) 24em, 40vw"
Pictures = Mapping[tuple[str, str], Picture]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A site as readers of ``language`` meet it; ``shown`` is the text's own language."""

    language: str
    direction: str
    shown: str
    shown_direction: str
    name: str
    other_name: str
    other_language: str
    summary: str
    soundings: tuple[Sounding, ...]
    warnings: tuple[Markup | str, ...]
    notes: tuple[str, ...]
    original: str
    spot: Markup
    whole: Markup
    page: str
    translation: Translation
    recordings: tuple[tuple[str, int], ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether sources differ on a key fact."""
        return any(each.disputed for each in self.soundings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A site as another page names it; ``shown`` is the language of name and summary."""

    slug: str
    name: str
    summary: str
    shown: str
    shown_direction: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What every page is made from."""

    catalogue: Catalogue
    messages: Messages
    pictures: Pictures
    recordings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    charts: Mapping[str, str] = field(default_factory=dict)  # paths by area

    def text(self, language: str, key: str, **values: object) -> str:
        """Return an interface word."""
        return self.messages.text(language, f"page.{key}", **values)

    def do(self, language: str, key: str, **values: object) -> str:
        """Return a word of the pages that lead from reading to doing."""
        return self.messages.text(language, f"do.{key}", **values)

    def language_name(self, language: str) -> str:
        """Return a language's own name; its tag where it has no words yet."""
        known = language in self.messages.languages
        return self.messages.text(language, "language") if known else language

    def short_name(self, language: str) -> str:
        """Return a language's own name for a row of languages: 中文 where no other is near."""
        languages = self.catalogue.settings.languages
        alike = [tag for tag in languages if tags.primary(tag) == tags.primary(language)]
        if language not in self.messages.languages or len(alike) > 1:
            return self.language_name(language)
        return self.messages.text(language, "short")

    def translation(self, site: Site, language: str) -> Translation | None:
        """Return the text that readers of a language get: theirs, English, the source's."""
        languages = self.catalogue.settings.languages
        order = (*tags.fallback_order(language, languages), *languages)
        return next((site.translations[tag] for tag in order if tag in site.translations), None)

    def label(self, slug: str, language: str, root: str) -> Label | None:
        """Return how a page in a language names a site."""
        site = self.catalogue.sites.get(slug)
        text = self.translation(site, language) if site is not None else None
        if text is None:
            return None
        return Label(slug=slug, name=text.name, summary=text.summary, shown=text.language,
                     shown_direction=tags.direction(text.language),
                     page=f"{root}{language}/{slug}/")

    def reading(
        self, site: Site, language: str, root: str, prefix: str = "", *, spot: bool = False,
        whole: bool = False,
    ) -> Reading | None:
        """Return a site for a language; ``root`` is the relative way to the top.

        ``spot`` and ``whole`` say which of the texts the page shows.
        """
        languages = self.catalogue.settings.languages
        text = self.translation(site, language)
        if text is None:
            return None
        shown = text.language
        source = site.translations.get(languages[0])
        other = source if source is not None and source.name != text.name else None
        if other is None and source is text:
            other = next((t for tag, t in site.translations.items() if tags.primary(tag) == "en"),
                         None)
        known = text.translated_from if source is not None and text is not source else None
        outdated = known is not None and source is not None and known != source.digest
        own = site.translations.get(language)
        hazards = (self.messages.text(language, f"hazard.{word}") for word in site.hazards)
        return Reading(
            language=language, direction=tags.direction(language), shown=shown,
            shown_direction=tags.direction(shown), name=text.name,
            other_name=other.name if other and other.name != text.name else "",
            other_language=other.language if other else "", summary=text.summary,
            soundings=soundings(site, language, self.messages),
            warnings=(*hazards, *(
                Markup(self.html(Text(html=each), text, root, prefix)) for each in text.spot.warnings
            )),
            notes=self._notes(language, own, outdated),
            original=f"{root}{languages[0]}/{site.slug}/" if outdated else "",
            spot=Markup(self.html(text.spot, text, root, prefix) if spot else ""),
            whole=Markup(self.html(text.whole, text, root, prefix) if whole else ""),
            page=f"{root}{language}/{site.slug}/", translation=text,
            recordings=tuple(
                (self.recordings[site.slug, each.file], each.seconds or 0) for each in site.audio
                if each.language == shown and (site.slug, each.file) in self.recordings),
        )

    def _notes(self, language: str, own: Translation | None, outdated: bool) -> tuple[str, ...]:
        notes = []
        if own is None:
            notes.append(self.text(language, "missing"))
        elif own.status == "draft":
            notes.append(self.text(language, "draft"))
        if outdated:
            notes.append(self.text(language, "outdated"))
        return tuple(notes)

    def html(self, text: Text, translation: Translation, root: str, prefix: str) -> str:
        """Return a text's HTML with links and pictures that work on this page."""
        def change(href: str) -> str:
            found = resolve_link(href, translation.slug, translation.language,
                                 self.catalogue.sites)
            if isinstance(found, str) or found.external:
                return href
            if found.slug == translation.slug and found.language == translation.language:
                if found.anchor in text.anchors:
                    return f"#{found.anchor}"
            anchor = f"#{quote(found.anchor)}" if found.anchor else ""
            return f"{root}{found.language}/{found.slug}/{anchor}"

        def replace(target: str, alt: str) -> str:
            file = unquote(target).removeprefix("./").removeprefix("images/")
            return self.picture_html(translation, file, root, alt)

        html = rewrite_links(text.html, change)  # first: it asks for anchors as written
        html = prefix_ids(html, prefix) if prefix else html
        for title in ALERT_TITLES if 'alert-title">' in html else ():
            key = f"page.alert_{title.lower()}"
            if self.messages.has(translation.language, key):
                word = escape(self.messages.text(translation.language, key))
                html = html.replace(f'alert-title">{title}<', f'alert-title">{word}<')
        return rewrite_images(html, replace)

    def alt(self, translation: Translation, file: str) -> str:
        """Return the words for a picture; the source language's where there are none."""
        use = next((use.alt for use in translation.whole.images
                    if use.alt and unquote(use.target).endswith(file)), "")
        if use or file in translation.alt:
            return use or translation.alt[file]
        site = self.catalogue.sites[translation.slug]
        source = site.translations.get(self.catalogue.settings.source_language)
        return self.alt(source, file) if source is not None and source is not translation else ""

    def picture_html(
        self, translation: Translation, file: str, root: str, alt: str = "", *,
        hero: bool = False, decoration: bool = False,
    ) -> str:
        """Return a ``<picture>`` in a reserved box; a decoration has no words."""
        picture = self.pictures.get((translation.slug, file))
        if picture is None:
            return ""
        words = "" if decoration else escape(alt or self.alt(translation, file))
        sources, fallback = [], picture.variants[-1]
        for media_type in dict.fromkeys(each.media_type for each in picture.variants):
            same = [each for each in picture.variants if each.media_type == media_type]
            if media_type != fallback.media_type:
                widths = ", ".join(f"{root}{each.path} {each.width_px}w" for each in same)
                sources.append(f'<source type="{media_type}" srcset="{widths}" '
                               f'sizes="{SIZES_SMALL if decoration else SIZES}">')
        lazy = "" if hero else ' loading="lazy"'
        tint, colour = "", ""
        if hero and picture.kind == "photo":  # a style attribute would need a policy of its own
            tint = ' class="tint"'
            colour = (f'<svg viewBox="0 0 8 5" preserveAspectRatio="none" aria-hidden="true">'
                      f'<path fill="{picture.colour}" d="M0 0h8v5H0z"/></svg>')
        image = (f'<img src="{root}{fallback.path}" alt="{words}" width="{picture.width_px}" '
                 f'height="{picture.height_px}"{tint} decoding="async"{lazy}>')
        return f"<picture>{''.join(sources)}{colour}{image}</picture>"
