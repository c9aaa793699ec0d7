"""Read the files that a new project or a new site begins with.

Shapes  In: a folder below ``templates/new/``. Out: Artifacts in order of path, with
        ``$name`` replaced in texts and ``$slug`` in paths.
Errors  A missing folder is our mistake and raises.
"""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from generator.model import Artifact


def read_starter(folder: Path, values: Mapping[str, str]) -> tuple[Artifact, ...]:
    """Return every file below a folder, filled with values."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = Template(path.relative_to(folder).as_posix()).substitute(values)
            text = Template(path.read_text("utf-8")).substitute(values)
            found.append(Artifact(path=name.removesuffix(".txt"), content=text.encode()))
    return tuple(found)
