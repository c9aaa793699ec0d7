"""What each address is sent with: policies and how long it may be kept.

One table for every kind of host: nginx, Apache (``.htaccess``), Netlify and
Cloudflare (``_headers``). GitHub Pages takes none; there each page's own ``<meta>``
policy holds. ``admin/`` and ``handbook/`` stand apart and get no policy here.

Source  Content Security Policy Level 3; Permissions Policy, W3C; RFC 9111 (caching);
        nginx and Apache httpd 2.4 manuals; Netlify's and Cloudflare's docs on ``_headers``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Artifact
from generator.web.assets import Assets

FRESH = "public, max-age=300"
ASKED = "no-cache"  # kept, but never used without asking whether it still holds
FOREVER = "public, max-age=31536000, immutable"
EVERYWHERE = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Headers of one address below the root, or of all that begin with it (``path/``)."""

    path: str
    headers: tuple[tuple[str, str], ...]

    @property
    def whole_folder(self) -> bool:
        """Whether everything below the path is meant."""
        return self.path.endswith("/")


def plan_headers(languages: tuple[str, ...], assets: Assets) -> tuple[Rule, ...]:
    """Return the table; no address stands in two rows, as some hosts would join them."""
    def page(path: str, policy: str) -> Rule:
        # A <meta> policy can't say who may frame the page.
        own = (("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"),) if policy else ()
        return Rule(path=path, headers=(("Cache-Control", FRESH), *own))

    def kept(path: str, how: str, *more: tuple[str, str]) -> Rule:
        return Rule(path=path, headers=(("Cache-Control", how), *more))

    return (
        page("", assets.site_policy), page("404.html", assets.site_policy),
        page("Q/", assets.plaque_policy),
        *(page(f"{language}/", assets.site_policy) for language in languages),
        kept("assets/", FOREVER), kept("pack/", ASKED), kept("sw.js", ASKED),
        kept("live.json", ASKED), kept("manifest.webmanifest", ASKED),
        kept("data/", FRESH, ("Access-Control-Allow-Origin", "*")),
    )


def header_files(base: str, rules: tuple[Rule, ...]) -> Iterator[Artifact]:
    """Yield the files for hosts; ``base`` is the path of ``site_url``."""
    for path, text in (("_headers", _for_netlify(base, rules)), (".htaccess", _for_apache(base, rules)),
                       ("nginx.conf", _for_nginx(base, rules))):
        yield Artifact(path=path, content=text.encode())


def _for_netlify(base: str, rules: tuple[Rule, ...]) -> str:
    def row(path: str, headers: tuple[tuple[str, str], ...]) -> str:
        return path + "\n" + "".join(f"  {name}: {value}\n" for name, value in headers)

    return row(f"{base}*", EVERYWHERE) + "".join(
        row(f"{base}{rule.path}{'*' if rule.whole_folder else ''}", rule.headers) for rule in rules)


def _for_apache(base: str, rules: tuple[Rule, ...]) -> str:
    lines = [f'Header always set {name} "{value}"' for name, value in EVERYWHERE]
    for rule in rules:
        end = "" if rule.whole_folder else "(index\\.html)?$" if not rule.path else "$"
        where = f"%{{REQUEST_URI}} =~ m#^{re.escape(base + rule.path)}{end}#"
        lines += [f'Header always set {name} "{value}" "expr={where}"'
                  for name, value in rule.headers]
    return f"""AddDefaultCharset utf-8
DirectoryIndex index.html
Options -Indexes
ErrorDocument 404 {base}404.html
<IfModule mod_mime.c>
AddType application/manifest+json .webmanifest
AddType application/geo+json .geojson
AddType image/avif .avif
AddType image/webp .webp
AddType audio/mp4 .m4a
</IfModule>
<IfModule mod_deflate.c>
AddOutputFilterByType DEFLATE text/html text/css text/plain text/csv text/xml application/javascript
AddOutputFilterByType DEFLATE text/javascript application/json application/geo+json image/svg+xml
AddOutputFilterByType DEFLATE application/xml application/manifest+json
</IfModule>
<IfModule mod_headers.c>
{chr(10).join(lines)}
</IfModule>
"""


def _for_nginx(base: str, rules: tuple[Rule, ...]) -> str:
    def headers(rows: tuple[tuple[str, str], ...]) -> str:
        return "".join(f'  add_header {name} "{value}" always;\n' for name, value in rows)

    places = []
    for rule in rules:
        how = "^~" if rule.whole_folder else "="
        path = rule.path or "index.html"  # what nginx turns the bare root into
        extra = "  types { }\n  default_type application/manifest+json;\n" if path.endswith(
            ".webmanifest") else ""
        places.append(f"location {how} {base}{path} {{\n{extra}"
                      f"{headers((*EVERYWHERE, *rule.headers))}}}\n")
    return f"""# Include this inside a server block whose root holds {base}
charset utf-8;
index index.html;
gzip on;
gzip_vary on;
gzip_comp_level 9;
gzip_types text/css text/plain text/csv text/xml text/javascript application/javascript application/json application/geo+json application/manifest+json application/xml image/svg+xml;
error_page 404 {base}404.html;
{headers(EVERYWHERE)}{"".join(places)}location ~ /\\. {{ return 404; }}
location ~ /nginx\\.conf$ {{ return 404; }}
"""
