"""``preflight.json``: what was checked, by what, and what was found.

Pure.

Shapes  JSON bytes, as ``docs/formats/preflight.schema.json`` says.
Units   ``*_mm`` millimetres, measured on the finished pages.
Errors  Nothing here raises.
Source  ``docs/formats/preflight-json.md``.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version

from generator.errors import Problem, Severity
from generator.model import Settings, Shop
from generator.press.preflight import Checked
from generator.settings import is_specimen_host

FORMAT = 1
TOOLS = {
    "zxing-cpp": "decodes every symbol on every page and in every SVG, PDF and PNG",
    "pypdfium2": "rasterises every page at 150 dpi and reads its text",
    "pillow": "measures module, quiet zone and contrast in pixels",
    "pikepdf": "reads boxes, inks, fonts, output intent and painted paths",
}
NOT_CHECKED = (
    "PDF/X conformance by a validator such as Acrobat, callas or Enfocus",
    "ISO/IEC 15415 print quality grade (needs a printed sample and a calibrated verifier)",
    "reading by phones", "the press, the paper, the finishing",
)


def report(
    job: str, settings: Settings, shop: Shop, rows: Sequence[Mapping[str, str]], checked: Checked,
    problems: Iterable[Problem], *, where: str,
) -> bytes:
    """Return ``preflight.json``."""
    found = tuple(problems)
    specimen = is_specimen_host(settings.short_link)
    errors = sum(each.severity is Severity.ERROR for each in found)
    said = {
        "format": FORMAT, "job": job, "errors": errors, "warnings": len(found) - errors,
        "for_the_press": not specimen and not errors,
        "verdict": _verdict(settings, specimen=specimen, errors=errors),
        "short_link": settings.short_link, "microsite": where,
        "shop": {"name": shop.key, "standard": shop.standard, "bleed_mm": shop.bleed_mm,
                 "marks": shop.marks, "icc": shop.icc, "cut_line": shop.cut_line,
                 "impose": shop.impose},
        "checked_by": [{"tool": tool, "version": version(tool), "does": does}
                       for tool, does in TOOLS.items()],
        "not_checked": list(NOT_CHECKED),
        "files": _files(rows, checked), "plaques": _plaques(rows, checked),
        "problems": [_problem(each) for each in found],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _verdict(settings: Settings, *, specimen: bool, errors: int) -> str:
    if specimen:
        return (f"SPECIMEN, NOT FOR THE PRESS: {settings.short_link} can never be a real address")
    return "faults were found, not for the press" if errors else "no fault was found"


def _files(rows: Sequence[Mapping[str, str]], checked: Checked) -> list[dict[str, object]]:
    digests = {row["file"]: row["sha256"] for row in rows}
    trims = {row["file"]: row["trim_mm"] for row in rows}
    return [
        {"file": each.file, "pages": each.facts.pages, "trim_mm": trims.get(each.file, ""),
         "declares": each.facts.standard, "pdf_version": each.facts.version,
         "output_intent": each.facts.condition, "icc_in_file": each.facts.has_profile,
         "fonts_embedded": list(each.fonts), "sha256": digests.get(each.file, "")}
        for each in checked.reports
    ]


def _plaques(rows: Sequence[Mapping[str, str]], checked: Checked) -> list[dict[str, object]]:
    seen = {(one.file, each.code, each.page): each for one in checked.reports for each in one.seen}
    plaques = []
    for row in rows:
        said: dict[str, object] = {
            "number": int(row["number"]), "code": row["code"], "site": row["site"],
            "file": row["file"], "page": int(row["page"]), "payload": row["payload"],
        }
        found = seen.get((row["file"], row["code"], int(row["page"])))
        if found is not None:
            said.update({
                "read": found.text, "version": found.version, "error_correction": found.level,
                "module_mm": found.module_mm, "quiet_zone_modules": found.quiet_modules,
                "contrast": found.contrast,
            })
        plaques.append(said)
    return plaques


def _problem(problem: Problem) -> dict[str, object]:
    return {"file": problem.file, "line": problem.line, "rule": problem.rule,
            "severity": problem.severity.value, "value": problem.value,
            "details": dict(problem.details)}
