"""Read the files of a project, and nothing outside it.

Shapes  Texts come out as NFC with LF, without BOM; paths in problems are relative
        to the project's folder, with ``/``.
Units   ``*_bytes`` bytes.
Errors  What can't be read is a Problem in the list given, and None.
Source  Unicode Standard Annex 15 (NFC).
"""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import Problem, error

# Pasted from a web page, they would end a line for YAML and for nobody else.
LINE_SEPARATORS = re.compile("[\x85\u2028\u2029]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
LARGEST_TEXT_BYTES = 400_000  # a long text has 30 kB; more is a slip of the mouse
LARGEST_SETTINGS_BYTES = 4_000_000  # the routes of a country
LARGEST_FACTS_BYTES = 256_000
LARGEST_LEDGER_BYTES = 20_000_000
LARGEST_PICTURE_BYTES = 80_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The folder of ``mkdocs.yml``; the only one that is read.

    ``held`` are bytes that were read already: what was hashed is what is parsed.
    ``inside`` are folders that were found to lie in the project.
    """

    folder: Path
    held: Mapping[Path, bytes] = field(default_factory=dict)
    inside: set[Path] = field(default_factory=set)

    def name(self, path: Path) -> str:
        """Return how problems name a file: relative to the folder, with ``/``."""
        try:
            name = path.relative_to(self.folder).as_posix()
        except ValueError:
            name = path.name
        return os.fsencode(name).decode("utf-8", "replace")

    def read_bytes(self, path: Path, most_bytes: int, problems: list[Problem]) -> bytes | None:
        """Return a file's bytes, or None with a problem."""
        name = self.name(path)
        fault = self._refuse(path)
        if fault is not None:
            problems.append(fault)
            return None
        try:
            held = self.held.get(path)
            size_bytes = path.stat().st_size if held is None else len(held)
            if size_bytes > most_bytes:
                problems.append(
                    error("file-too-large", name, None, _megabytes(size_bytes),
                          most=_megabytes(most_bytes))
                )
                return None
            return path.read_bytes() if held is None else held
        except OSError as fault_of_system:
            problems.append(error("unreadable", name, None, _reason(fault_of_system)))
            return None

    def is_readable(self, path: Path, most_bytes: int, problems: list[Problem]) -> bool:
        """Return whether a file could be read, without reading it; a problem where not."""
        fault = self._refuse(path)
        if fault is None and path.stat().st_size > most_bytes:
            fault = error("file-too-large", self.name(path), None, _megabytes(path.stat().st_size),
                          most=_megabytes(most_bytes))
        problems.extend([fault] if fault is not None else [])
        return fault is None

    def read_text(self, path: Path, most_bytes: int, problems: list[Problem]) -> str | None:
        """Return a file's text, or None with a problem."""
        content = self.read_bytes(path, most_bytes, problems)
        if content is None:
            return None
        name = self.name(path)
        if not content.strip(b"\xef\xbb\xbf \t\r\n"):
            problems.append(error("file-empty", name))
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = content.count(b"\n", 0, fault.start) + 1
            shown = content[fault.start : fault.end].hex(" ")
            problems.append(error("not-utf-8", name, line, shown))
            return None
        text = LINE_SEPARATORS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
        control = CONTROL.search(text)
        if control is not None:
            line = text.count("\n", 0, control.start()) + 1
            problems.append(error("control-character", name, line, f"U+{ord(control[0]):04X}"))
            return None
        return unicodedata.normalize("NFC", text)

    def _refuse(self, path: Path) -> Problem | None:
        """Return why a path is not read: it leads out, in circles, or is no file."""
        if self._is_plain(path):
            return None
        name = self.name(path)
        try:
            real = path.resolve(strict=True)
        except FileNotFoundError:
            return error("unreadable", name, None, "@not-there")
        except (OSError, RuntimeError) as fault:
            loop = isinstance(fault, RuntimeError) or fault.errno == errno.ELOOP
            return error("symlink-loop", name) if loop else error("unreadable", name, None, _reason(fault))
        if not real.is_relative_to(self.folder.resolve()):
            return error("symlink-outside", name, None, os.readlink(path) if path.is_symlink() else "")
        return None if real.is_file() else error("unreadable", name, None, "@no-file")

    def entries(self, path: Path, problems: list[Problem]) -> tuple[Path, ...]:
        """Return what lies in a folder, sorted; hidden names are passed over."""
        try:
            names = sorted(os.listdir(path))
        except OSError as fault:
            problems.append(error("unreadable", self.name(path), None, _reason(fault)))
            return ()
        return tuple(path / name for name in names if not name.startswith("."))

    def _is_plain(self, path: Path) -> bool:
        """Return whether a path is a file, no link, in a folder of ours: what nearly all are."""
        try:
            is_file = stat.S_ISREG(path.lstat().st_mode)
        except (OSError, ValueError):
            return False
        parent = path.parent
        if is_file and parent not in self.inside:
            inside = parent.resolve().is_relative_to(self.folder.resolve())
            self.inside.update({parent} if inside else ())
        return is_file and parent in self.inside

    def is_sound_folder(self, path: Path, problems: list[Problem]) -> bool:
        """Return whether a link leads to a folder of ours."""
        try:
            real = path.resolve(strict=True)
        except FileNotFoundError:
            problems.append(error("unreadable", self.name(path), None, "@not-there"))
            return False
        except (OSError, RuntimeError):
            problems.append(error("symlink-loop", self.name(path)))
            return False
        if not real.is_relative_to(self.folder.resolve()):
            problems.append(error("symlink-outside", self.name(path), None, os.readlink(path)))
            return False
        if real.is_dir() and (path.parent == real or path.parent.resolve().is_relative_to(real)):
            problems.append(error("symlink-loop", self.name(path)))
            return False
        return real.is_dir()


def _reason(fault: BaseException) -> str:
    return getattr(fault, "strerror", None) or type(fault).__name__


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.1f} MB"
