"""Files for hosts and search engines: sitemap, robots, headers, server settings.

Source  sitemaps.org 0.9; RFC 9309 (robots.txt).
"""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from generator.model import Artifact, Catalogue
from generator.web.assets import Assets
from generator.web.headers import header_files, plan_headers

SITEMAP_MOST = 50_000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def host_files(
    catalogue: Catalogue, assets: Assets, more: tuple[str, ...] = ()
) -> Iterator[Artifact]:
    """Yield the files that follow ``site_url``; ``more`` are paths of pages that are no site's."""
    url = catalogue.settings.site_url
    base = urlsplit(url).path or "/"
    yield from _sitemaps(catalogue, more)
    texts = {
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n",
        ".nojekyll": "",
        "_redirects": f"{base}q/* {base}404.html 404\n",
    }
    for path, text in texts.items():
        yield Artifact(path=path, content=text.encode())
    yield from header_files(base, plan_headers(catalogue.settings.languages, assets))


def _sitemaps(catalogue: Catalogue, more: tuple[str, ...]) -> Iterator[Artifact]:
    url = catalogue.settings.site_url
    pages = [f"{url}{language}/" for language in catalogue.settings.languages]
    pages += [
        f"{url}{language}/{slug}/"
        for slug in catalogue.sites for language in catalogue.settings.languages
    ]
    pages += [f"{url}{path.removesuffix('index.html')}" for path in more]
    parts = [pages[at : at + SITEMAP_MOST] for at in range(0, len(pages), SITEMAP_MOST)]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if len(parts) == 1:
        yield Artifact(path="sitemap.xml", content=(head + _urls(parts[0])).encode())
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Artifact(path=name, content=(head + _urls(part)).encode())
    rows = "".join(f"<sitemap><loc>{escape(url + name)}</loc></sitemap>\n" for name in names)
    whole = f'{head}<sitemapindex xmlns="{SITEMAP}">\n{rows}</sitemapindex>\n'
    yield Artifact(path="sitemap.xml", content=whole.encode())


def _urls(pages: list[str]) -> str:
    rows = "".join(f"<url><loc>{escape(page)}</loc></url>\n" for page in pages)
    return f'<urlset xmlns="{SITEMAP}">\n{rows}</urlset>\n'
