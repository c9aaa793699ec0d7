"""What the desk in the browser asks ``heritage serve``: read and write the project's files.

Speaks the proxy protocol of Decap CMS, so that the desk works on local files without any
account. Only this machine's own page may ask: the host must be this machine's, the origin
the page's own, the content JSON, which no foreign page can send without being allowed to.

Shapes  In: a request's body, JSON. Out: a status and a JSON value.
Errors  A path outside ``sites/``, or of a file that is not the desk's, is refused (403).
Source  decap-server 3.11, ``localFs``; Fetch Standard, CORS-safelisted content types.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.content.wording import read_problem_words
from generator.errors import HeritageError
from generator.output import is_safe_name, write_bytes_atomically
from generator.templates import package_folder

Answer = tuple[int, object]
# What the desk may read and write below the project's folder; never the ledger.
TEXT = re.compile(r"sites/[a-z0-9-]+/([A-Za-z0-9-]+\.md|site\.yml)\Z|sites/[a-z]+\.yml\Z")
# Pictures and recordings, by names that every system takes and that read as they are.
MEDIA = re.compile(
    r"sites/[a-z0-9-]+/(images|audio)/[^/\\:*?\"<>|\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
    r"\.(?i:jpe?g|png|webp|avif|svg|m4a|mp3|ogg|opus|oga|wav|aac|flac)\Z")
FOLDER = re.compile(r"sites/[a-z0-9-]+/(images|audio)\Z")
LARGEST_BYTES = 64 * 1024 * 1024


class Refused(Exception):
    """Something that the desk may not do."""


class DeskApi:
    """The files of one project, for its desk."""

    def __init__(
        self, folder: Path, preview: Callable[[str, str], Mapping[str, object]], language: str
    ) -> None:
        self._folder = folder.absolute()
        self._preview, self._language = preview, language
        self._actions: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
            "info": self._info, "entriesByFiles": self._entries, "getEntry": self._entry,
            "persistEntry": self._persist, "getMedia": self._media, "getMediaFile": self._media_file,
            "persistMedia": self._persist_media, "getDeployPreview": lambda _: None,
            "unpublishedEntries": lambda _: [],
        }

    def accepts(self, host: str, origin: str | None, content_type: str, port: int) -> bool:
        """Return whether a request comes from the desk's own page on this machine."""
        hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        own = origin is None or origin.removeprefix("http://") in hosts
        return host in hosts and own and content_type.partition(";")[0].strip() == "application/json"

    def answer(self, path: str, body: bytes) -> Answer:
        """Return the status and value for one request to ``admin/api/``."""
        try:
            asked = json.loads(body)
            if path == "admin/api/preview":
                return 200, self._preview(self._text_path(asked["path"]), str(asked["raw"]))
            action = self._actions.get(asked["action"])
            if path != "admin/api/v1" or action is None:
                return 422, {"error": "unknown action"}
            return 200, action(asked.get("params") or {})
        except Refused as stop:
            return 403, {"error": f"not the desk's: {str(stop)!a}"}
        except HeritageError as stop:
            words = read_problem_words([package_folder()], self._language)
            said = " ".join(f"{words.message(each)} {words.fix(each)}" for each in stop.problems)
            return 500, {"error": said}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
            return 422, {"error": "not a request of the desk"}
        except OSError as fault:
            return 500, {"error": fault.strerror or "the file can't be read"}

    # -------------------------------------------------------------- actions
    def _info(self, params: Mapping[str, Any]) -> object:
        return {"repo": self._folder.name, "publish_modes": ["simple"], "type": "local_fs"}

    def _entries(self, params: Mapping[str, Any]) -> object:
        return [self._read_entry(each["path"], each.get("label")) for each in params["files"]]

    def _entry(self, params: Mapping[str, Any]) -> object:
        return self._read_entry(params["path"], None)

    def _persist(self, params: Mapping[str, Any]) -> object:
        files = params.get("dataFiles") or [params["entry"]]
        texts = [(self._text_path(each["path"]), str(each["raw"]).encode()) for each in files]
        media = [(self._media_path(each["path"]), _decoded(each)) for each in params.get("assets", ())]
        # Pictures first: a fact never names a file that isn't there.
        for path, content in (*media, *texts):
            write_bytes_atomically(self._folder / path, content)
        return {"message": "entry persisted"}

    def _media(self, params: Mapping[str, Any]) -> object:
        folder = str(params["mediaFolder"]).strip("/")
        if not FOLDER.match(folder):
            return []
        home = self._folder / folder
        names = sorted(path.name for path in home.iterdir() if path.is_file()) if home.is_dir() else []
        return [self._read_media(f"{folder}/{name}") for name in names
                if not name.startswith(".")]

    def _media_file(self, params: Mapping[str, Any]) -> object:
        return self._read_media(str(params["path"]))

    def _persist_media(self, params: Mapping[str, Any]) -> object:
        asset = params["asset"]
        path = self._media_path(asset["path"])
        write_bytes_atomically(self._folder / path, _decoded(asset))
        return self._read_media(path)

    # -------------------------------------------------------------- files
    def _read_entry(self, path: str, label: str | None) -> object:
        name = self._text_path(path)
        try:
            content = self._read(name)
        except FileNotFoundError:
            return {"data": None, "file": {"path": name, "label": label, "id": None}}
        # The byte order mark goes with the text, so that the file keeps it.
        return {"data": content.decode("utf-8"),
                "file": {"path": name, "label": label, "id": hashlib.sha256(content).hexdigest()}}

    def _read_media(self, path: str) -> object:
        name = self._media_path(path)
        content = self._read(name)
        return {"id": hashlib.sha256(content).hexdigest(), "encoding": "base64", "path": name,
                "content": base64.b64encode(content).decode(), "name": name.rpartition("/")[2]}

    def _read(self, name: str) -> bytes:
        path = self._folder / name
        if path.is_file() and path.stat().st_size > LARGEST_BYTES:
            raise Refused(f"{name}: larger than 64 MiB")
        return path.read_bytes()

    def _text_path(self, path: object) -> str:
        return self._allowed(path, TEXT)

    def _media_path(self, path: object) -> str:
        return self._allowed(path, MEDIA)

    def _allowed(self, path: object, pattern: re.Pattern[str]) -> str:
        name = str(path).lstrip("/")
        inside = (self._folder / name).resolve()
        home = (self._folder / "sites").resolve()
        safe = pattern.match(name) and ".." not in name and is_safe_name(name.rpartition("/")[2])
        plain = not inside.exists() or inside.is_file()  # a pipe would wait for ever
        if not safe or not plain or not inside.is_relative_to(home):
            raise Refused(name)
        return name


def _decoded(asset: Mapping[str, Any]) -> bytes:
    content = base64.b64decode(asset["content"], validate=True)
    if len(content) > LARGEST_BYTES:
        raise Refused(f"{asset['path']}: larger than 64 MiB")
    return content
