"""The house rules that no linter knows. Source: README, "Where things are"."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from generator.content.wording import read_problem_words
from generator.schema import Branch, Leaf
from generator.yaml_reader import parse_yaml

HOME = Path(__file__).resolve().parents[1]
MODULES = sorted((HOME / "generator").rglob("*.py"))
TREES = {path.relative_to(HOME).as_posix(): ast.parse(path.read_text("utf-8")) for path in MODULES}
MOST_LINES = 400
MOST_LINES_IN_FUNCTION = 40

# One library, one door: each stands in one module (or in one folder that is the door).
DOORS = {
    "PIL": {"generator/pictures.py", "generator/press/raster.py", "generator/press/logo.py"},  # photos; symbols
    "click": {"generator/cli/"},
    "comrak": {"generator/content/markdown.py"},
    "defusedxml": {"generator/drawings.py", "generator/desk/xliff_file.py"},  # SVG; XLIFF
    "filelock": {"generator/output.py"},
    "uharfbuzz": {"generator/press/fonts.py"},
    "jinja2": {"generator/templates.py"},
    "langcodes": {"generator/language.py"},
    "mkdocs": {"generator/handbook.py", "generator/mkdocs_plugin.py"},
    "nh3": {"generator/content/markdown.py"},
    "opening_hours": {"generator/content/site_schema.py"},
    "pikepdf": {"generator/press/broken_pdf.py", "generator/press/finish.py", "generator/press/impose.py",
                "generator/press/inks.py"},
    "polib": {"generator/desk/po_file.py"},
    "qrcode": {"generator/press/symbol.py"},
    "typst": {"generator/press/typeset.py", "generator/web/cards.py"},
    "watchdog": {"generator/live_server.py"},
    "yaml": {"generator/yaml_reader.py"},
    "zxingcpp": {"generator/press/reader.py"},
    "pypdfium2": {"generator/press/rasterise.py"},
}
FORBIDDEN = re.compile(r"(^|_)(utils?|helpers?|manager|handler|process|common|misc)(_|$)|^(do|my)_")
# Where the disk may be touched. build.py names paths; it opens none.
EDGES = (
    "generator/cli/", "generator/content/", "generator/templates.py", "generator/output.py",
    "generator/edits.py",
    "generator/handbook.py", "generator/mkdocs_plugin.py", "generator/live_server.py",
    "generator/cache.py", "generator/tree.py", "generator/engine.py", "generator/press/cache.py", "generator/press/fonts.py", "generator/press/preflight.py",
)
DISK = {
    "read_text", "read_bytes", "write_text", "write_bytes", "open", "unlink", "mkdir", "rename",
    "rglob", "iterdir", "rmtree", "hardlink_to",
}


def libraries(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    users = {path for path, tree in TREES.items() if library in libraries(tree)}
    doors = DOORS[library]
    strangers = {path for path in users if not any(path.startswith(door) for door in doors)}
    assert not strangers
    assert users, f"{library} is used nowhere"


@pytest.mark.parametrize("path", TREES)
def test_the_disk_is_touched_only_at_the_edges(path: str) -> None:
    if path.startswith(EDGES):
        return
    calls = [
        f"{path}:{node.lineno} {node.func.attr}" for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr in DISK and not _is_library(node.func.value)
    ]
    assert not calls


def _is_library(owner: ast.expr) -> bool:
    """Whether a call such as ``Image.open`` opens bytes, not a path."""
    return isinstance(owner, ast.Name) and owner.id in {"Image", "webbrowser", "gzip", "zipfile", "pikepdf"}


@pytest.mark.parametrize("path", TREES)
def test_modules_and_functions_are_short(path: str) -> None:
    assert len((HOME / path).read_text("utf-8").splitlines()) <= MOST_LINES
    long = [
        f"{node.name}: {_length(node)} lines" for node in ast.walk(TREES[path])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _length(node) > MOST_LINES_IN_FUNCTION
    ]
    assert not long


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", TREES)
def test_names_say_what_things_are(path: str) -> None:
    """``do_GET`` and its like are ``http.server``'s names, not ours."""
    names = [Path(path).stem] + [
        node.name for node in ast.walk(TREES[path])
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    assert not [name for name in names if FORBIDDEN.search(name.strip("_")) and not name.startswith(("do_G", "do_P"))
                and not name.startswith("do_H")]


@pytest.mark.parametrize("path", TREES)
def test_every_module_says_what_it_is(path: str) -> None:
    assert ast.get_docstring(TREES[path]) or path.endswith("__init__.py")


def test_no_template_trusts_html_by_itself() -> None:
    for path in (HOME / "templates").rglob("*"):
        if path.suffix in {".jinja", ".html"}:
            text = path.read_text("utf-8")
            assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), path


# ------------------------------------------------------------------ problems and words
def rules_in_code() -> dict[str, list[str]]:
    """Return every rule that code reports, with where: the first text of such a call."""
    found = defaultdict(list)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else (
                node.func.id if isinstance(node.func, ast.Name) else "")
            first = node.args[0]
            if called in {"error", "warning", "report"} and isinstance(first, ast.Constant):
                if isinstance(first.value, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", first.value):
                    found[first.value].append(f"{path}:{node.lineno}")
    return found


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_problem_has_sentences(language: str) -> None:
    sentences = sentences_of(language)
    lacking = {rule: at for rule, at in rules_in_code().items() if rule not in sentences}
    assert not lacking


def test_both_languages_have_the_same_sentences_and_placeholders() -> None:
    english, vietnamese = sentences_of("en"), sentences_of("vi")
    assert english.keys() == vietnamese.keys()
    for rule, sentences in english.items():
        for mine, theirs in zip(sentences, vietnamese[rule], strict=True):
            assert placeholders(theirs) <= placeholders(" ".join(sentences)), rule
            assert theirs.strip() or not mine.strip(), rule


def sentences_of(language: str) -> dict[str, tuple[str, str]]:
    found = {}
    folder = HOME / "templates" / "messages" / "problems" / language
    for path in sorted(folder.glob("*.yml")):
        root = parse_yaml(path.read_text("utf-8"), path.name, [])
        assert root is not None
        for entry in root.entries:
            if entry.key == "terms" or not isinstance(entry.value, Branch):
                continue
            words = {each.key: each.value.text for each in entry.value.entries
                     if isinstance(each.value, Leaf)}
            assert entry.key not in found, f"{path.name}: {entry.key} twice"
            found[entry.key] = (words["message"], words["fix"])
    return found


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))


def test_sentences_are_read_as_they_stand() -> None:
    words = read_problem_words([HOME / "templates"], "vi")
    assert words.sentences.keys() == sentences_of("vi").keys()
