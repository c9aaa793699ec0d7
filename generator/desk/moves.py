"""Plan what a site's new name, or its end, changes in the files of a project.

Pure: in come the bytes of the files that may name the site, out go new bytes.

Shapes  Paths are relative to the project's folder, with ``/``, as files stand before
        the move; ``Plan.writes`` names them as they stand after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.desk.links_mended import Mended, mend_lists, mend_markdown

ROUTE_KEYS = frozenset({"sites"})  # of mkdocs.yml
SERVICE_KEYS = frozenset({"serves", "sites", "near"})  # of services.yml, notices.yml, site.yml


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is written, and the lines mended in each file."""

    writes: Mapping[str, bytes]
    mended: Mapping[str, tuple[int, ...]]


def plan_rename(files: Mapping[str, bytes], old: str, new: str) -> Plan:
    """Return what changes when ``sites/old`` becomes ``sites/new``."""
    return _plan(files, old, new, moved=f"sites/{new}")


def plan_removal(files: Mapping[str, bytes], old: str, successor: str | None) -> Plan:
    """Return what changes when ``sites/old`` goes; without a successor its links dissolve."""
    return _plan(files, old, successor, moved=None)


def _plan(
    files: Mapping[str, bytes], old: str, new: str | None, moved: str | None
) -> Plan:
    home = f"sites/{old}/"
    writes, lines = {}, {}
    for path, content in files.items():
        inside = path.startswith(home)
        if inside and moved is None:
            continue
        found = _mended(path, content, old, new)
        if found.content != content:
            now = f"{moved}/{path[len(home):]}" if inside else path
            writes[now], lines[now] = found.content, found.lines
    return Plan(writes=writes, mended=lines)


def _mended(path: str, content: bytes, old: str, new: str | None) -> Mended:
    folder, _, name = path.rpartition("/")
    if name.endswith(".md"):
        return mend_markdown(content, folder, old, new)
    if old.encode() not in content:
        return Mended(content=content)
    return mend_lists(content, old, new, SERVICE_KEYS if folder else ROUTE_KEYS)
