"""Render the handbook in ``docs/`` through MkDocs.

Door to ``mkdocs``, together with ``mkdocs_plugin.py``. MkDocs is imported inside the
functions: ``heritage check`` needs none of it and stays quick.

Shapes  Artifacts below ``handbook/``; what MkDocs adds for whole websites (sitemap,
        search index, 404) is left out.
Errors  What MkDocs warns of is a Problem in the list given; where it stops,
        ``HeritageError`` carries its words under the rule ``handbook``.
Source  https://www.mkdocs.org/dev-guide/plugins/#events
"""

import contextlib
import hashlib
import logging
import re
import tempfile
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache import CacheFolder, digest
from generator.content.folders import digest_file
from generator.content.markdown import sanitise_page
from generator.drawings import EMPTY_DRAWING, clean_drawing
from generator.errors import HeritageError, Problem, error, warning
from generator.model import Artifact
from generator.schema import Branch, Leaf, Node, Series
from generator.templates import template_folders
from generator.yaml_reader import parse_yaml

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

PREFIX = "handbook/"
# What a browser would run or take for a page of ours when it is opened by itself.
ACTS = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".xsl", ".xslt", ".js", ".mjs",
                  ".php", ".svgz", ".wasm", ".swf", ".htaccess"})
log = logging.getLogger("mkdocs.plugins.heritage")
NOT_OURS = re.compile(r"sitemap\.xml(\.gz)?\Z|404\.html\Z|search/")
LEFT_OUT = frozenset({"heritage", "search", "material/search"})
PAGE = re.compile(r"'([^']+\.md)'")


def handbook_key(
    config_file: Path, engine: str, rendered: tuple[Artifact, ...] | None = None
) -> str:
    """Return the digest of all that a handbook is made from; empty where that can't be known.

    A plugin or hook of somebody else may read whatever it likes.
    """
    if rendered is not None:
        return digest(*(f"{each.path} {hashlib.sha256(each.content).hexdigest()}"
                        for each in rendered))
    text = config_file.read_text("utf-8-sig")
    root = parse_yaml(text, config_file.name, [], strict=False)
    written = {entry.key: entry.value for entry in root.entries} if root is not None else {}
    plugins = set(_names(written.get("plugins")))
    if plugins - LEFT_OUT or "hooks" in written or "snippets" in text or "!ENV" in text:
        return ""
    named = written.get("docs_dir")
    docs = config_file.parent / (named.text if isinstance(named, Leaf) and named.text else "docs")
    files = (path for path in sorted(docs.rglob("*")) if path.is_file())
    home = config_file.parent.resolve()
    pages = (f"{path.relative_to(docs)} {digest_file(path, home)}" for path in files)
    return digest(engine, version("mkdocs"), version("markdown"), text, *pages)


def kept_handbook(
    config_file: Path, cache: CacheFolder, engine: str, scratch_dir: Path,
    problems: list[Problem],
) -> tuple[Artifact, ...]:
    """Return the handbook, rendered only where the cache lacks it."""
    key = handbook_key(config_file, engine)
    found = cache.load(f"handbook {key}") if key else None
    if found is None:
        said: list[Problem] = []
        found = render_handbook(config_file, scratch_dir, said), tuple(said)
        if key and handbook_key(config_file, engine) == key:
            cache.keep(f"handbook {key}", found)
    problems.extend(found[1])
    handbook: tuple[Artifact, ...] = found[0]
    return handbook


def _names(plugins: Node | None) -> Iterator[str]:
    if isinstance(plugins, Branch):
        yield from (entry.key for entry in plugins.entries)
    for item in plugins.items if isinstance(plugins, Series) else ():
        if isinstance(item, Branch):
            yield from (entry.key for entry in item.entries)
        elif isinstance(item, Leaf):
            yield item.text


def render_handbook(
    config_file: Path, scratch_dir: Path, problems: list[Problem] | None = None
) -> tuple[Artifact, ...]:
    """Return the handbook's files; none where the project has no ``docs_dir``."""
    from mkdocs.commands.build import build
    from mkdocs.exceptions import MkDocsException

    said: list[logging.LogRecord] = []
    with scratch_folder(scratch_dir) as scratch:
        try:
            with _listening(build.__module__.partition(".")[0], said):
                config = _load(config_file)
                if config is None:
                    return ()
                frame(config, scratch, config_file.parent)
                build(config)
        except (MkDocsException, OSError, SystemExit) as stop:
            raise HeritageError(_as_problems(said, config_file, str(stop))) from stop
        found = _as_problems(said, config_file)
        if any(each.levelno >= logging.ERROR for each in said):
            raise HeritageError(found)
        if problems is not None:
            problems.extend(found)
        return read_rendered(scratch)


@contextlib.contextmanager
def scratch_folder(home: Path) -> Iterator[Path]:
    """Make a folder that no other build uses, and remove it in the end."""
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as name:
        yield Path(name)


def frame(config: "MkDocsConfig", scratch: Path, project_dir: Path) -> None:
    """Make MkDocs render into ``scratch`` with our theme, whoever called it.

    Pages are named ``name.html``, so that links work on ``file://`` as well.
    """
    from mkdocs.theme import Theme

    folders = [str(folder / "handbook") for folder in template_folders(project_dir)]
    theme = Theme(custom_dir=folders[0])
    theme.static_templates.clear()
    theme.dirs[:] = folders
    config.theme = theme
    config.plugins.events["files"].append(partial(_harmless, project_dir=project_dir.resolve()))
    config.plugins.events["page_content"].append(_without_acts)
    config.site_dir = str(scratch)
    config.use_directory_urls = False


def _harmless(files: "Files", *, config: "MkDocsConfig", project_dir: Path) -> "Files":
    """Return the files without those that would act by themselves or lie outside the project."""
    docs = Path(config.docs_dir)
    for file in list(files):
        path = Path(file.abs_src_path or "")
        if not path.is_relative_to(docs):
            continue  # the theme's own
        acts = not file.is_documentation_page() and path.suffix.lower() in ACTS
        if acts or not path.resolve().is_relative_to(project_dir):
            log.warning("'%s' is left out: %s", file.src_uri,
                        "it could run a program" if acts else "it leads outside the project")
            files.remove(file)
    return files


def _without_acts(html: str, **page: object) -> str:
    """Return a page of the handbook without scripts, events and foreign requests."""
    return sanitise_page(html)


def read_rendered(scratch: Path) -> tuple[Artifact, ...]:
    """Return what MkDocs wrote, in the order of its paths."""
    found = []
    for path in sorted(scratch.rglob("*")):
        name = path.relative_to(scratch).as_posix()
        if path.is_file() and not NOT_OURS.match(name):
            content = path.read_bytes()
            if path.suffix.lower() == ".svg":
                cleaned = clean_drawing(content)
                content = cleaned.content if cleaned is not None else EMPTY_DRAWING
            found.append(Artifact(path=PREFIX + name, content=content))
    return tuple(found)


def _load(config_file: Path) -> "MkDocsConfig | None":
    """Return MkDocs' settings without ours and without search; None without docs."""
    from mkdocs.config import load_config
    from mkdocs.utils import yaml_load  # type: ignore[attr-defined]

    with config_file.open("rb") as source:
        written = yaml_load(source) or {}
    if not (config_file.parent / str(written.get("docs_dir") or "docs")).is_dir():
        return None
    plugins = written.get("plugins") or []
    pairs = plugins.items() if isinstance(plugins, dict) else map(_pair, plugins)
    kept = [{name: options} for name, options in pairs if name not in LEFT_OUT]
    return load_config(
        str(config_file), plugins=kept,
        theme={"name": None, "custom_dir": str(template_folders(config_file.parent)[-1])},
    )


def _pair(item: object) -> tuple[str, object]:
    """Return a plugin's name and options, however ``mkdocs.yml`` gives them."""
    if isinstance(item, dict) and len(item) == 1:
        name, options = next(iter(item.items()))
        return str(name), options
    return str(item), {}


@contextlib.contextmanager
def _listening(logger_name: str, said: list[logging.LogRecord]) -> Iterator[None]:
    """Keep warnings and errors of MkDocs' logger instead of printing them."""
    logger = logging.getLogger(logger_name)

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record)

    ear = Ear(logging.WARNING)
    before = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(ear)
        logger.propagate = before


def _as_problems(
    said: list[logging.LogRecord], config_file: Path, stop: str = ""
) -> tuple[Problem, ...]:
    found = []
    for record in said:
        message = record.getMessage()
        page = PAGE.search(message)
        file = f"docs/{page[1]}" if page else config_file.name
        report = error if record.levelno >= logging.ERROR else warning
        found.append(report("handbook", file, None, message))
    if stop and not any(each.severity.value == "error" for each in found):
        found.append(error("handbook", config_file.name, None, stop))
    return tuple(found)
