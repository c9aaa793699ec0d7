"""Does the ledger keep its promises about printed codes?

Errors  Problems are returned; nothing raises.
Source  ``docs/formats/codes-csv.md``.
"""

from collections.abc import Iterator, Sequence

from generator.errors import Problem, error, warning
from generator.ledger import fold_codes
from generator.model import Catalogue, History, IssuedCode, LedgerRow
from generator.schema import nearest
from generator.settings import payload

FILE = "sites/codes.csv"


def check_ledger(catalogue: Catalogue, history: History) -> tuple[Problem, ...]:
    """Return what would make a printed code die or point elsewhere."""
    codes = fold_codes(catalogue.ledger)
    return (
        *_check_events(catalogue.ledger),
        *_check_places(codes),
        *_check_sites(catalogue, codes),
        *_check_payloads(catalogue),
        *_check_history(catalogue.ledger, history),
    )


def _check_events(rows: Sequence[LedgerRow]) -> Iterator[Problem]:
    issued: dict[str, LedgerRow] = {}
    retired: dict[str, LedgerRow] = {}
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        if row.cells in seen:
            continue
        seen.add(row.cells)
        if row.code in retired:
            yield error("code-after-retired", FILE, row.line, row.code,
                        retired=str(retired[row.code].line))
        elif row.event == "issued":
            first = issued.get(row.code)
            if first is None:
                issued[row.code] = row
            else:
                yield error("code-issued-twice", FILE, row.line, row.code,
                            first=str(first.line), site=first.site)
        elif row.code not in issued:
            yield error("code-not-issued", FILE, row.line, row.code, event=row.event)
        if row.event == "retired":
            retired.setdefault(row.code, row)


def _check_places(codes: dict[str, IssuedCode]) -> Iterator[Problem]:
    at: dict[tuple[str, str], IssuedCode] = {}
    for code in codes.values():
        if code.retired or code.moved:
            continue
        other = at.setdefault((code.site, code.place), code)
        if other is code:
            continue
        spare, kept = (other, code) if code.printed and not other.printed else (code, other)
        yield error("place-with-two-codes", FILE, spare.issued_line, spare.code,
                    other=kept.code, row=str(kept.issued_line), site=code.site,
                    place=code.place)


def _check_sites(catalogue: Catalogue, codes: dict[str, IssuedCode]) -> Iterator[Problem]:
    known = catalogue.sites
    moved = {row.code: row.line for row in catalogue.ledger if row.event == "moved"}
    for code in codes.values():
        hidden = f"sites/{code.site}/site.yml" in catalogue.unread
        if code.retired or hidden:
            continue
        line = moved.get(code.code, code.issued_line)
        if code.site in known:
            if known[code.site].is_page:
                yield error("code-of-page", FILE, line, code.site, code=code.code)
        elif code.moved:
            yield error("moved-to-nowhere", FILE, line, code.site, code=code.code,
                        nearest=nearest(code.site, known.keys()) if known else "–")
        else:
            yield error("code-without-site", FILE, line, code.site, code=code.code)


def _check_payloads(catalogue: Catalogue) -> Iterator[Problem]:
    settings = catalogue.settings
    for row in catalogue.ledger:
        if row.event != "printed":
            continue
        found = row.detail.split()[-1] if row.detail.split() else ""
        links = (settings.short_link, *settings.old_short_links)
        if found not in {payload(link, row.code) for link in links}:
            yield error("printed-elsewhere", FILE, row.line, found or "–", code=row.code,
                        now=payload(settings.short_link, row.code))


def _check_history(rows: Sequence[LedgerRow], history: History) -> Iterator[Problem]:
    for rule in history.warnings:
        yield warning(rule, FILE)
    now = [row.cells for row in rows]
    there = set(now)
    told: set[tuple[str, ...]] = set()
    for version in history.versions:
        gone = [cells for cells in version if cells not in there]
        for cells in gone:
            if cells not in told:
                told.add(cells)
                yield _lost(cells, rows)
        kept = [cells for cells in dict.fromkeys(version) if cells in there]
        at = 0
        for cells in kept:
            try:
                at = now.index(cells, at) + 1
            except ValueError:
                if cells not in told:
                    told.add(cells)
                    yield error("ledger-order", FILE, rows[now.index(cells)].line, ",".join(cells))
                break


def _lost(cells: tuple[str, ...], rows: Sequence[LedgerRow]) -> Problem:
    """Return a problem for a row that history held: changed, or gone."""
    for row in rows:
        if row.cells[1:3] == cells[1:3]:
            return error("ledger-row-changed", FILE, row.line, ",".join(cells))
    return error("ledger-row-lost", FILE, None, ",".join(cells))
