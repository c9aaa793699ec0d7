"""Whatever was edited, a build gives exactly what a clean build gives, and touches no more."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.build import build_site
from generator.preview import Preview
from tests.conftest import write

LANGUAGES = ("vi", "en")
CODES = ("7KD29", "2345Q", "4444Q", "5678R", "9BCD5")
AREAS = ("bay", "town")
DRAWING = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 50">'
           '<path fill="#135c50" d="M0 0h80v{0}z"/></svg>')
HEADER = "date,event,code,site,place,detail\n"


def mkdocs_yml(route: list[str], name: str = "Bay") -> str:
    return (
        f"site_name: {name}\nsite_url: https://bay.example/\nplugins:\n  - heritage:\n"
        "      languages: [vi, en]\n      areas:\n"
        "        bay: {name: {en: Bay}, box: [106.8, 20.6, 107.6, 21.1]}\n"
        "        town: {name: {en: Town}, box: [106.8, 20.6, 107.6, 21.1]}\n"
        f"      routes: {{one: {{name: {{en: One}}, sites: [{', '.join(route)}]}}}}\n"
    )


def site_yml(lat: float, area: str) -> str:
    images = 'images: [{file: a.svg, kind: drawing, credit: "A", licence: CC0-1.0}]\n'
    return (f"kind: cave\nlocation: {{lat: {lat}, lon: 107.0, source: board}}\narea: {area}\n"
            f"{images}sources:\n  board: {{title: Board}}\n")


def text_md(name: str, body: str) -> str:
    front = f"name: {name}\nsummary: About {name}.\nalt: {{a.svg: A rock}}\n"
    return f"---\n{front}---\n{body}\n"


class Editor:
    """Edits a small project at random, as an editor would: the ledger only grows."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.codes = list(CODES)
        write(folder, "mkdocs.yml", mkdocs_yml(["a"]))
        write(folder, "sites/codes.csv", HEADER)
        write(folder, "docs/index.md", "# Handbook\n")
        for slug in ("a", "b", "c"):
            self.add(slug)

    @property
    def slugs(self) -> list[str]:
        return sorted(each.name for each in (self.folder / "sites").iterdir() if each.is_dir())

    def some(self) -> str:
        return self.chance.choice(self.slugs)

    def add(self, slug: str) -> None:
        self.facts(slug)
        for language in LANGUAGES:
            self.text(slug, language)

    def facts(self, slug: str) -> None:
        write(self.folder, f"sites/{slug}/images/a.svg",
              DRAWING.format(self.chance.choice((10, 20))))
        lat = 20.8 + self.chance.randrange(20) / 100
        write(self.folder, f"sites/{slug}/site.yml",
              site_yml(lat, self.chance.choice(AREAS)))

    def text(self, slug: str, language: str) -> None:
        name = f"{slug.upper()} {self.chance.randrange(3)}"
        body = f"Words {self.chance.randrange(9)}."
        others = [each for each in self.slugs if (self.folder / f"sites/{each}/vi.md").exists()]
        if others and self.chance.random() < 0.5:
            body += f" [there](../{self.chance.choice(others)}/vi.md)"
        write(self.folder, f"sites/{slug}/{language}.md", text_md(name, body))

    # -------------------------------------------------------------- edits
    def edit_text(self) -> None:
        self.text(self.some(), self.chance.choice(LANGUAGES))

    def edit_facts(self) -> None:
        self.facts(self.some())

    def add_site(self) -> None:
        self.add(self.chance.choice("defg"))

    def remove_site(self) -> None:
        slug = self.some()
        if len(self.slugs) > 2 and f",{slug}," not in self.ledger():
            shutil.rmtree(self.folder / "sites" / slug)

    def rename_site(self) -> None:
        slug, new = self.some(), self.chance.choice("hij")
        if not (self.folder / "sites" / new).exists() and f",{slug}," not in self.ledger():
            (self.folder / "sites" / slug).rename(self.folder / "sites" / new)

    def drop_translation(self) -> None:
        (self.folder / f"sites/{self.some()}/en.md").unlink(missing_ok=True)

    def edit_route(self) -> None:
        stops = self.chance.sample(self.slugs, 2)
        write(self.folder, "mkdocs.yml", mkdocs_yml(stops, self.chance.choice(("Bay", "Gulf"))))

    def edit_ledger(self) -> None:
        if self.codes and self.chance.random() < 0.7:
            row = f"2026-11-24,issued,{self.codes.pop()},{self.some()},p{len(self.codes)},\n"
        else:
            gone = [code for code in CODES if f"issued,{code}" in self.ledger()]
            row = f"2026-11-25,retired,{self.chance.choice(gone)},,,\n" if gone else ""
        write(self.folder, "sites/codes.csv", self.ledger() + row)

    def edit_template(self) -> None:
        write(self.folder, "templates/web/code_box.html.jinja",
              f"<p>box {self.chance.randrange(3)}</p>\n")

    def edit_words(self) -> None:
        write(self.folder, "templates/messages/vi.yml",
              f"page:\n  licence: Giấy phép {self.chance.randrange(3)}\n")

    def edit_handbook(self) -> None:
        write(self.folder, "docs/index.md", f"# Handbook {self.chance.randrange(3)}\n")

    def edit_notices(self) -> None:
        write(self.folder, "sites/notices.yml",
              "- {id: n1, kind: closed, since: 2026-11-01T00:00:00+07:00, "
              "until: 2026-12-01T00:00:00+07:00, "
              f"text: {{vi: Đóng {self.chance.randrange(3)}, en: Closed}}, serves: [bay]}}\n")

    def touch(self) -> None:
        os.utime(self.folder / f"sites/{self.some()}/site.yml", (1, self.chance.randrange(9)))

    def lose_cache(self) -> None:
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    def damage_cache(self) -> None:
        files = [each for each in (self.folder / ".cache").rglob("*") if each.is_file()]
        for each in self.chance.sample(files, min(len(files), 9)):
            each.write_bytes(self.chance.choice((b"", b"junk", each.read_bytes()[:-1])))

    def lose_part_of_cache(self) -> None:
        files = [each for each in (self.folder / ".cache").rglob("*") if each.is_file()]
        for each in self.chance.sample(files, len(files) // 2):
            each.unlink()

    def damage_output(self) -> None:
        files = [each for each in (self.folder / "output/site").rglob("*") if each.is_file()]
        for each in self.chance.sample(files, min(len(files), 2)):
            if each.name != "codes.csv":
                self.chance.choice((each.unlink, lambda each=each: each.write_bytes(b"?")))()

    def ledger(self) -> str:
        return (self.folder / "sites/codes.csv").read_text()


EDITS: tuple[Callable[[Editor], None], ...] = (
    Editor.edit_text, Editor.edit_text, Editor.edit_facts, Editor.add_site, Editor.remove_site,
    Editor.rename_site, Editor.drop_translation, Editor.edit_route, Editor.edit_ledger,
    Editor.edit_template, Editor.edit_words, Editor.edit_handbook, Editor.edit_notices,
    Editor.touch, Editor.lose_cache, Editor.damage_cache, Editor.lose_part_of_cache,
    Editor.damage_output,
)


def tree(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes()
            for each in folder.rglob("*") if each.is_file()}


def clean_build(folder: Path) -> dict[str, bytes] | None:
    """Return what a build gives that finds nothing made before."""
    cache, kept, clean = (folder / name for name in (".cache", ".kept", "clean"))
    if cache.exists():
        cache.rename(kept)
    report = build_site(folder / "mkdocs.yml", site_dir=clean)
    found = tree(clean) if report.written is not None else None
    for each in (cache, clean):
        shutil.rmtree(each, ignore_errors=True)
    (folder / ".clean.heritage").unlink(missing_ok=True)
    if kept.exists():
        kept.rename(cache)
    return found


@settings(max_examples=int(os.environ.get("HERITAGE_SEQUENCES", "6")), deadline=None,
          derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6),
       edits=st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3),
                      min_size=5, max_size=7))
def test_after_any_edits_the_site_is_that_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, seed: int,
    edits: list[list[Callable[[Editor], None]]],
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    editor = Editor(folder, random.Random(seed))
    assert build_site(folder / "mkdocs.yml").written is not None
    for step in edits:
        for edit in step:
            edit(editor)
        before = tree(folder / "output/site")
        report = build_site(folder / "mkdocs.yml")
        clean = clean_build(folder)
        after = tree(folder / "output/site")
        if clean is None:
            assert report.written is None
            assert after == before
            continue
        assert report.written is not None, report.problems
        assert sorted(after) == sorted(clean)
        assert [path for path in clean if clean[path] != after[path]] == []
        changed = [path for path in after if before.get(path) != after[path]]
        assert report.written.written == len(changed)
        if Editor.damage_output not in step:
            assert report.written.removed == len(before.keys() - after.keys())
    with Preview(folder / "mkdocs.yml") as preview:
        preview.refresh()
        built = build_site(folder / "mkdocs.yml", site_dir=folder / "shown", preview=True)
        if built.written is not None:
            assert preview.site is not None
            shown = tree(folder / "shown")
            assert sorted(preview.site) == sorted(shown)
            assert [path for path in shown if shown[path] != preview.site[path]] == []
    shutil.rmtree(folder)
