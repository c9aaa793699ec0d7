"""What a printed code must find when it is scanned: the built microsite, and the ledger.

Pure: the edges give what reads a page, from a folder or over the network.

Shapes  ``Microsite``; ``page`` gives the HTML of a code's plaque page, or None.
Errors  Each fault is a Problem that names code, file and page.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from generator.errors import Problem, error
from generator.model import IssuedCode

HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Microsite:
    """What the outside world knows of the codes.

    ``codes`` is the ledger, None where there is none to ask; ``payloads`` gives every
    payload that a code may carry, None where the short links are not known.
    """

    where: str
    page: Callable[[str], str | None]
    codes: Mapping[str, IssuedCode] | None = None
    payloads: Callable[[str], Collection[str]] | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def check(self, row: Mapping[str, str], where: str, line: int | None) -> list[Problem]:
        """Return what is wrong with a printed code: its link, its state, its page."""
        code = row["code"]
        said = {"code": code, "printed": row["file"], "page": row["page"]}
        problems = []
        if not row["payload"].endswith(f"/{code}/"):
            problems.append(error("payload-of-other-code", where, line, row["payload"], **said))
        elif self.payloads is not None and row["payload"] not in self.payloads(code):
            problems.append(error("payload-not-ours", where, line, row["payload"], **said))
        if self.codes is not None and code not in self.codes:
            problems.append(error("printed-never-issued", where, line, code, **said))
        elif self.codes is not None and self.codes[code].retired:
            problems.append(error("printed-retired", where, line, code, **said))
        page = self.page(code)
        if page is None:
            problems.append(error("plaque-page-missing", where, line, code, **said))
        elif row["name"] and not is_about(page, row["name"]):
            problems.append(error("plaque-page-other", where, line, row["name"], **said))
        return problems

    def name_of(self, code: str) -> str:
        """Return the name that belongs beside a code, empty where nothing tells it."""
        if code in self.names:
            return self.names[code]
        found = HEADING.search(self.page(code) or "")
        return " ".join(html.unescape(TAG.sub("", found[1])).split()) if found else ""


def is_about(page: str, name: str) -> bool:
    """Return whether a page names a site."""
    return name in unicodedata.normalize("NFC", html.unescape(page))
