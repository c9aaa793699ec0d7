"""Files for hosts and search engines: sitemap, robots, headers, server settings.

Source  sitemaps.org 0.9; RFC 9309 (robots.txt); nginx and Apache httpd 2.4 manuals.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from generator.model import Artifact, Catalogue
from generator.web.assets import Assets

SITEMAP_MOST = 50_000
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
YEAR_SECONDS = 31_536_000
PAGE_SECONDS = 300


def host_files(catalogue: Catalogue, assets: Assets) -> Iterator[Artifact]:
    """Yield the files that follow ``site_url``."""
    url = catalogue.settings.site_url
    base = urlsplit(url).path or "/"
    yield from _sitemaps(catalogue)
    texts = {
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n",
        ".nojekyll": "",
        "_headers": _headers(base, assets),
        "_redirects": f"{base}q/* {base}404.html 404\n",
        ".htaccess": _htaccess(base),
        "nginx.conf": _nginx(base),
    }
    for path, text in texts.items():
        yield Artifact(path=path, content=text.encode())


def _sitemaps(catalogue: Catalogue) -> Iterator[Artifact]:
    url = catalogue.settings.site_url
    pages = [f"{url}{language}/" for language in catalogue.settings.languages]
    pages += [
        f"{url}{language}/{slug}/"
        for slug in catalogue.sites for language in catalogue.settings.languages
    ]
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


def _headers(base: str, assets: Assets) -> str:
    plaque = f"\n  Content-Security-Policy: {assets.plaque_policy}" if assets.plaque_policy else ""
    return (
        f"{base}*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"
        f"{base}assets/*\n  Cache-Control: public, max-age={YEAR_SECONDS}, immutable\n"
        f"{base}Q/*\n  Cache-Control: public, max-age={PAGE_SECONDS}{plaque}\n"
    )


def _htaccess(base: str) -> str:
    return f"""AddDefaultCharset utf-8
DirectoryIndex index.html
Options -Indexes
ErrorDocument 404 {base}404.html
<IfModule mod_deflate.c>
AddOutputFilterByType DEFLATE text/html text/css text/plain text/xml application/javascript
AddOutputFilterByType DEFLATE text/javascript application/json image/svg+xml application/xml
</IfModule>
<IfModule mod_headers.c>
Header set X-Content-Type-Options nosniff
Header set Referrer-Policy no-referrer
<FilesMatch "\\.[0-9a-f]{{10}}\\.(css|js)$">
Header set Cache-Control "public, max-age={YEAR_SECONDS}, immutable"
</FilesMatch>
<FilesMatch "\\.html$">
Header set Cache-Control "public, max-age={PAGE_SECONDS}"
</FilesMatch>
</IfModule>
"""


def _nginx(base: str) -> str:
    return f"""# Include this inside a server block whose root holds {base}
charset utf-8;
index index.html;
gzip on;
gzip_vary on;
gzip_comp_level 9;
gzip_types text/css text/plain text/xml application/javascript application/json image/svg+xml;
error_page 404 {base}404.html;
add_header X-Content-Type-Options nosniff;
add_header Referrer-Policy no-referrer;
location {base}assets/ {{
  add_header X-Content-Type-Options nosniff;
  add_header Cache-Control "public, max-age={YEAR_SECONDS}, immutable";
}}
location {base}Q/ {{
  add_header X-Content-Type-Options nosniff;
  add_header Cache-Control "public, max-age={PAGE_SECONDS}";
}}
location ~ /\\. {{ return 404; }}
location ~ /nginx\\.conf$ {{ return 404; }}
"""
