"""Keep what was made under a key that names all its inputs; may be deleted at any time.

An entry begins with the SHA-256 of the rest: a damaged one counts as missing and is made
again. Values are pickled, but only our own frozen values come back: a cache that somebody
slipped into a project can't run code.

Errors  A cache that can't be written only costs time: its ``OSError`` is ignored.
"""

import contextlib
import hashlib
import io
import os
import pickle
import threading
from collections.abc import Callable, Container, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
DIGEST_BYTES = 32
# Whose classes an entry may name.
OURS = frozenset({"generator.model", "generator.area", "generator.errors", "generator.record",
                  "generator.manifest"})


class CacheLost(Exception):
    """What the cache held a moment ago of some sites is gone; ``names`` are their slugs."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(self.names)


class Everything(Container[str]):
    """Holds whatever it is asked for."""

    def __contains__(self, name: object) -> bool:
        return True


def healing(work: Callable[[Container[str]], T]) -> T:
    """Return what ``work`` makes; where the cache lost something, that is made anew.

    ``work`` gets the names of what not to look for in the cache.
    """
    try:
        return work(frozenset())
    except CacheLost as lost:
        try:
            return work(frozenset(lost.names))
        except CacheLost:
            return work(Everything())


class CacheFolder:
    """Bytes and values kept in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __eq__(self, other: object) -> bool:
        """Return whether both are one folder."""
        return isinstance(other, CacheFolder) and self._folder == other._folder

    def __hash__(self) -> int:
        """Return a number for the folder."""
        return hash(self._folder)

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None where it is missing or damaged."""
        try:
            entry = self._path(key).read_bytes()
        except OSError:
            return None
        digest, content = entry[:DIGEST_BYTES], entry[DIGEST_BYTES:]
        return content if hashlib.sha256(content).digest() == digest else None

    def put(self, key: str, content: bytes) -> bool:
        """Keep the bytes under a key; return whether they are kept."""
        path = self._path(key)
        part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            try:
                _write(part, content)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(part, content)
            part.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            return False
        return True

    def load(self, key: str) -> Any:  # noqa: ANN401 - the key says what it is
        """Return the value kept under a key, or None."""
        content = self.get(key)
        return None if content is None else unpack(content)

    def keep(self, key: str, value: object) -> bool:
        """Keep a value under a key; return whether it is kept."""
        return self.put(key, pack(value))

    def moment_ns(self) -> int:
        """Return the file system's own time, which no clock turned back confuses."""
        path = self._folder / "moment"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
            return path.stat().st_mtime_ns
        except OSError:
            return 0

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self._folder / name[:2] / name[2:]


def pack(value: object) -> bytes:
    """Return a value as bytes."""
    target = io.BytesIO()
    _Packer(target, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return target.getvalue()


def unpack(content: bytes) -> Any:  # noqa: ANN401
    """Return the value, or None where the bytes hold anything but plain values and ours."""
    try:
        return _OnlyOurs(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, IndexError, TypeError, ValueError):
        return None


def digest(*parts: object) -> str:
    """Return one name for several values, by how they are written."""
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def rebuild(kind: type[Any], values: tuple[object, ...]) -> object:
    """Return a frozen value of a kind from its fields' values, in their order."""
    made = object.__new__(kind)
    for name, value in zip(kind.__slots__, values, strict=True):
        object.__setattr__(made, name, value)
    return made


class _Packer(pickle.Pickler):
    """Writes frozen values as their fields' values, three times as quick as dataclasses do."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401
        kind = type(value)
        if kind.__module__ not in OURS or not hasattr(kind, "__dataclass_fields__"):
            return NotImplemented
        return rebuild, (kind, tuple(getattr(value, name) for name in kind.__slots__))


class _OnlyOurs(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if (module, name) == (rebuild.__module__, rebuild.__name__):
            return rebuild
        if module not in OURS or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as target:
        target.write(hashlib.sha256(content).digest())
        target.write(content)
