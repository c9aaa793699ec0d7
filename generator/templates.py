"""Find templates and interface words, and render.

Door to ``jinja2``. A project's own ``templates/`` overlays the package's, file by
file; messages merge by key.

Shapes  ``Messages`` and ``Vocabulary`` (``generator/model.py``).
Errors  A broken message file is a Problem in the list given.
Source  ``docs/formats/messages.md``.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from generator import language as tags
from generator.errors import Problem
from generator.model import Messages, Vocabulary
from generator.schema import Branch, Leaf
from generator.yaml_reader import parse_yaml

HOME = Path(__file__).resolve().parent
LISTS = ("kind", "hazard", "measure", "unit", "designation", "signal", "wheelchair")


def package_folder() -> Path:
    """Return the package's own templates: inside a wheel, or at the repository's top."""
    inside = HOME / "_templates"
    return inside if inside.is_dir() else HOME.parent / "templates"


def template_folders(project_dir: Path) -> tuple[Path, ...]:
    """Return where templates are looked for, the project's own folder first."""
    own = project_dir / "templates"
    package = package_folder()
    if own.is_dir() and own.resolve() != package.resolve():
        return (own, package)
    return (package,)


def read_messages(
    project_dir: Path, problems: list[Problem], section: str = ""
) -> Messages:
    """Return the interface's words of every language that has a file.

    ``section`` names a folder below: ``office`` has the words of reports for the office.
    """
    by_language: dict[str, dict[str, str]] = {}
    for folder in reversed(template_folders(project_dir)):
        for path in sorted((folder / "messages" / section).glob("*.yml")):
            if not tags.is_sound_tag(path.stem):
                continue
            name = path.relative_to(folder.parent).as_posix()
            root = parse_yaml(path.read_text("utf-8-sig"), name, problems)
            if root is not None:
                by_language.setdefault(path.stem, {}).update(_flat(root, ""))
    return Messages(by_language=by_language)


def _flat(branch: Branch, prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in branch.entries:
        if isinstance(entry.value, Branch):
            found.update(_flat(entry.value, f"{prefix}{entry.key}."))
        elif isinstance(entry.value, Leaf):
            found[prefix + entry.key] = entry.value.text
    return found


def read_vocabulary(messages: Messages, project_dir: Path) -> Vocabulary:
    """Return the words that sites may use: those with English words."""
    words: dict[str, set[str]] = {name: set() for name in LISTS}
    for key in messages.by_language.get("en", {}):
        section, _, word = key.partition(".")
        if section in words and word:
            words[section].add(word)
    products = {
        path.stem
        for folder in template_folders(project_dir)
        for path in (folder / "print").glob("*.yml")
    }
    return Vocabulary(
        kinds=frozenset(words["kind"]), hazards=frozenset(words["hazard"]),
        measures=frozenset(words["measure"]), units=frozenset(words["unit"]),
        designations=frozenset(words["designation"]), signals=frozenset(words["signal"]),
        wheelchair=frozenset(words["wheelchair"]), products=frozenset(products),
    )


def read_print_files(project_dir: Path) -> Mapping[str, bytes]:
    """Return every file of ``print/`` by name: Typst sources and products' settings."""
    found: dict[str, bytes] = {}
    for folder in reversed(template_folders(project_dir)):
        for path in sorted((folder / "print").glob("*.*")):
            if path.suffix in {".typ", ".yml"} and path.is_file():
                found[path.name] = path.read_bytes()
    return found


def read_admin_files(project_dir: Path) -> dict[str, bytes]:
    """Return the desk's own files by name, as they are served."""
    found: dict[str, bytes] = {}
    for folder in reversed(template_folders(project_dir)):
        for path in sorted((folder / "admin").glob("*.*")):
            packed = path.suffix == ".gz"
            content = path.read_bytes()
            found[path.stem if packed else path.name] = gzip.decompress(content) if packed else content
    return found


def read_report_template(project_dir: Path, name: str) -> bytes:
    """Return a Typst source of ``report/``."""
    paths = (folder / "report" / name for folder in template_folders(project_dir))
    return next(path for path in paths if path.is_file()).read_bytes()


def find_profile(project_dir: Path, name: str) -> Path | None:
    """Return an ICC profile: a file of the project, or one of ``templates/print/icc/``."""
    folders = [folder / "print" / "icc" for folder in template_folders(project_dir)]
    for path in (project_dir / name, *(folder / Path(name).name for folder in folders)):
        if path.is_file():
            return path
    return None


class Renderer:
    """Renders templates; values are escaped unless they are trusted already."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        import jinja2.sandbox  # a tenth of a second, which a build with nothing to do can save

        self._folders = folders
        # A project's own templates come with its content: they may fill in, not reach out.
        kind = jinja2.sandbox.SandboxedEnvironment if len(folders) > 1 else jinja2.Environment
        self._environment = kind(
            loader=jinja2.FileSystemLoader(
                [folder / part for part in ("web", "report") for folder in folders]
            ),
            autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, auto_reload=False,
        )
        self._get = cache(self._environment.get_template)

    @classmethod
    def of(cls, project_dir: Path) -> "Renderer":
        """Return a renderer of a project's templates."""
        return cls(template_folders(project_dir))

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """Return a template filled with values."""
        return self._get(name).render(values)

    def parts(self, folder: str, ending: str) -> str:
        """Return the files of a folder below ``web/`` one after the other."""
        found: dict[str, Path] = {}
        for home in reversed(self._folders):
            for path in (home / "web" / folder).glob("*"):
                if f"/{path.name}".endswith(ending):
                    found[path.name] = path
        texts = (found[name].read_text("utf-8").strip() for name in sorted(found))
        return "\n".join(texts)


def trusted(html: str) -> Markup:
    """Mark HTML as safe: only what ``content/markdown.py`` or our own code made."""
    return Markup(html)
