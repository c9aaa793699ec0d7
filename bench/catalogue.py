"""Write a synthetic catalogue of any size: the same seed gives the same bytes.

Shapes  ``write_catalogue(folder, sites=1000)``: 1,000 sites × 6 languages, one code each.
Units   A text has about 120 words on the spot and 260 below; a third of that in
        characters for Chinese, Japanese and Korean.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.sentences import KINDS, LANGUAGES, NAMES, SENTENCES, SUMMARIES
from generator.short_code import issue

SITES_PER_AREA = 100
SPOT_SENTENCES = 6
DEEPER_SENTENCES = 13
WEST, SOUTH, STEP_DEGREES = 103.0, 9.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text, as every program of a comparison gets it."""

    slug: str
    language: str
    name: str
    summary: str
    spot: str
    deeper: str


def texts(slug: str, number: int) -> Iterator[Text]:
    """Yield the six texts of one site."""
    for language in LANGUAGES:
        chance = random.Random(f"{slug}/{language}")
        name = NAMES[language].format(number=number)
        body = [chance.choice(SENTENCES[language]).format(name=name, number=chance.randint(12, 980))
                for _ in range(SPOT_SENTENCES + DEEPER_SENTENCES)]
        gap = "" if language in {"zh-Hans", "ja"} else " "
        spot = "\n\n".join(gap.join(body[at : at + 3]) for at in range(0, SPOT_SENTENCES, 3))
        deeper = "\n\n".join([
            f"## {name}", gap.join(body[6:11]), f"- **{body[11]}**\n- {body[12]}\n- {body[13]}",
            gap.join(body[14:17]), f"> {body[17]}", body[18]])
        yield Text(slug=slug, language=language, name=name,
                   summary=SUMMARIES[language].format(number=number), spot=spot, deeper=deeper)


def slug_of(number: int) -> str:
    """Return the slug of the site with that number."""
    return f"{KINDS[number % len(KINDS)]}-{number:05d}"


def write_catalogue(folder: Path, sites: int) -> None:
    """Write a whole project: settings, ledger, sites; no handbook and no pictures."""
    areas = (sites + SITES_PER_AREA - 1) // SITES_PER_AREA
    (folder / "sites").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(_settings(areas), "utf-8")
    rows, taken, chance = [], set[str](), random.Random("codes")
    length = 5 if sites <= 20_000 else 6
    for number in range(sites):
        slug = slug_of(number)
        home = folder / "sites" / slug
        home.mkdir(exist_ok=True)
        (home / "site.yml").write_text(_facts(number), "utf-8")
        for text in texts(slug, number):
            (home / f"{text.language}.md").write_text(markdown(text), "utf-8")
        code = issue(length, taken, chance.choice)
        taken.add(code)
        rows.append(f"2026-11-24,issued,{code},{slug},main,\n")
    ledger = "date,event,code,site,place,detail\n" + "".join(rows)
    (folder / "sites" / "codes.csv").write_text(ledger, "utf-8")


def markdown(text: Text) -> str:
    """Return a text as our ``LANG.md`` holds it."""
    front = f'---\nname: "{text.name}"\nsummary: "{text.summary}"\nstatus: reviewed\n---\n'
    return f"{front}{text.spot}\n\n<!-- more -->\n\n{text.deeper}\n"


def _settings(areas: int) -> str:
    rows = []
    for number in range(areas):
        west, south = _corner(number)
        rows.append(f"        area-{number:03d}: {{name: {{vi: Vùng {number}, en: Area {number}}}, "
                    f"box: [{west}, {south}, {west + STEP_DEGREES}, {south + STEP_DEGREES}]}}\n")
    return ("site_name: Guide\nsite_url: https://guide.example/\nplugins:\n  - heritage:\n"
            f"      languages: [{', '.join(LANGUAGES)}]\n"
            f"      code_length: {5 if areas <= 200 else 6}\n      areas:\n{''.join(rows)}"
            "      office: {name: {en: Office}, email: office@guide.example}\n")


def _corner(area: int) -> tuple[float, float]:
    return WEST + area % 12 * STEP_DEGREES, SOUTH + area // 12 * STEP_DEGREES


def _facts(number: int) -> str:
    chance = random.Random(number)
    west, south = _corner(number // SITES_PER_AREA)
    lat = south + 0.01 + chance.random() * (STEP_DEGREES - 0.02)
    lon = west + 0.01 + chance.random() * (STEP_DEGREES - 0.02)
    return f"""kind: {KINDS[number % len(KINDS)]}
location: {{lat: {lat:.5f}, lon: {lon:.5f}, accuracy_m: 50, source: board}}
area: area-{number // SITES_PER_AREA:03d}
measures:
  - {{what: floor-area, value: {chance.randint(40, 9000)}, unit: m2, source: board}}
visit: {{open: "Mo-Su 07:00-17:00", steps: {chance.randint(0, 300)}, minutes: 45, source: board}}
hazards: [wet-steps]
sources:
  board: {{title: Board at the entrance, url: "https://board.example/{number}", read: 2026-11-23}}
"""
