"""Read ``sites/glossary.yml``."""

from pathlib import Path

from generator.content.files import LARGEST_FACTS_BYTES, Project
from generator.errors import Problem
from generator.glossary import GLOSSARY, Term, parse_glossary
from generator.yaml_reader import parse_yaml


def read_glossary(folder: Path, problems: list[Problem]) -> tuple[Term, ...]:
    """Return the terms of a project; none where it has no glossary."""
    path = folder / GLOSSARY
    if not path.is_symlink() and not path.exists():
        return ()
    text = Project(folder=folder).read_text(path, LARGEST_FACTS_BYTES, problems)
    root = None if text is None else parse_yaml(text, GLOSSARY, problems)
    return () if root is None else parse_glossary(root, problems)
