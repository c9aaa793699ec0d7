"""The other door: ``mkdocs build`` and ``mkdocs serve`` do what ``heritage`` does.

Door to ``mkdocs``, together with ``handbook.py``. MkDocs renders ``docs/`` into a scratch
folder with our theme; when it has done so, ``build_site`` writes the whole microsite.
Settings are read from ``mkdocs.yml`` by our own reader, which reports their slips.

Errors  Problems go to MkDocs' log, so that ``--strict`` counts warnings; an error aborts
        and the last good output stays.
Source  https://www.mkdocs.org/dev-guide/plugins/#events
"""

import os
import tempfile
import warnings
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from generator.build import build_site
from generator.content.wording import ProblemWords, read_problem_words
from generator.errors import Problem, Severity
from generator.handbook import frame, read_rendered
from generator.settings import DEFAULT_SITE_DIR
from generator.templates import package_folder

log = get_plugin_logger("heritage")


class HeritagePlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # settings are ours to read
    """Let MkDocs render the handbook, then build the microsite around it."""

    def __init__(self) -> None:
        self._preview = False
        self._site_dir = Path()
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Take any settings: ``build_site`` reads them from the file and checks them."""
        return [], []

    def on_startup(
        self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool
    ) -> None:
        """Note whether pages are for a preview, where MkDocs adds its reload script."""
        self._preview = command == "serve"

    @event_priority(-100)  # after other plugins: the frame is ours
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Send MkDocs' own output to a scratch folder."""
        folder = _config_file(config).parent
        self._site_dir = _wanted_site_dir(config, folder)
        home = folder / ".cache" / "heritage" / "handbook"
        home.mkdir(parents=True, exist_ok=True)
        self._scratch = tempfile.TemporaryDirectory(dir=home)
        frame(config, Path(self._scratch.name), folder)
        config.extra["heritage_preview"] = self._preview  # MkDocs adds a script to reload
        return config

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the microsite with the handbook that MkDocs has rendered."""
        handbook = read_rendered(Path(config.site_dir))
        self._forget_scratch()
        config.site_dir = str(self._site_dir)  # what `gh-deploy` and others look at
        report = build_site(
            _config_file(config), site_dir=self._site_dir, handbook=handbook,
            preview=self._preview, strict=config.strict,
        )
        _tell(report.problems)
        if report.written is None:
            raise Abort("Nothing was built: the last good microsite is as it was.")
        log.info("%d pages in %s", report.pages, self._site_dir)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave no scratch folder behind."""
        self._forget_scratch()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any  # noqa: ANN401
    ) -> LiveReloadServer:
        """Watch what the microsite is made of."""
        for name in ("sites", "templates"):
            folder = _config_file(config).parent / name
            if folder.is_dir():
                server.watch(str(folder))
        return server

    def _forget_scratch(self) -> None:
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None


def _config_file(config: MkDocsConfig) -> Path:
    if not config.config_file_path:
        raise Abort("heritage needs mkdocs.yml as a file, not from standard input")
    return Path(config.config_file_path).absolute()


def _wanted_site_dir(config: MkDocsConfig, folder: Path) -> Path:
    """Return where the microsite goes: our default where neither file nor ``-d`` says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # user_configs has no successor
        said = any("site_dir" in each for each in config.user_configs)
    return Path(config.site_dir) if said else folder / DEFAULT_SITE_DIR


def _tell(problems: tuple[Problem, ...]) -> None:
    language = os.environ.get("HERITAGE_LANG", "en")
    words: ProblemWords = read_problem_words([package_folder()], language)
    for each in problems:
        where = each.file if each.line is None else f"{each.file}:{each.line}"
        say = log.error if each.severity is Severity.ERROR else log.warning
        say("%s: %s [%s]\nFix: %s", where, words.message(each), each.rule, words.fix(each))
