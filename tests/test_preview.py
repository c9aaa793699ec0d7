"""What ``heritage serve`` shows after an edit is what a build makes."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.build import build_site
from generator.preview import Preview
from tests.conftest import EN, SITE_YML, VI, write
from tests.test_incremental import tree


def expected(folder: Path) -> dict[str, bytes]:
    shown = folder / "shown"
    shutil.rmtree(shown, ignore_errors=True)
    assert build_site(folder / "mkdocs.yml", site_dir=shown, preview=True).written is not None
    return tree(shown)


def differing(preview: Preview, folder: Path) -> Iterable[str]:
    wanted = expected(folder)
    assert preview.site is not None
    assert sorted(preview.site) == sorted(wanted)
    return [path for path in wanted if preview.site[path] != wanted[path]]


def test_each_kind_of_edit(tiny: Path) -> None:
    for name in ("b", "c"):
        write(tiny, f"sites/hang-{name}/site.yml", SITE_YML)
        write(tiny, f"sites/hang-{name}/vi.md", VI.replace("Gỗ", name))
        write(tiny, f"sites/hang-{name}/en.md", EN + f"\n[a](../hang-a/en.md) {name}\n")
    with Preview(tiny / "mkdocs.yml") as preview:
        assert preview.refresh() == ()
        assert differing(preview, tiny) == []
        for file, text in (
            ("sites/hang-b/en.md", EN.replace("Look up", "Peer up")),  # prose
            ("sites/hang-a/en.md", EN.replace("Dau Go", "Wooden Head")),  # what others show
            ("sites/hang-c/site.yml", SITE_YML.replace("20.9,", "20.95,")),
            ("sites/hang-b/en.md", EN.replace("Look up", "Peer down")),  # prose again
        ):
            write(tiny, file, text)
            assert preview.refresh([(tiny / file).resolve()]) == ()
            assert differing(preview, tiny) == []


def test_a_slip_keeps_the_last_good_page_and_is_forgotten_once_mended(tiny: Path) -> None:
    text = (tiny / "sites/hang-a/en.md").resolve()
    with Preview(tiny / "mkdocs.yml") as preview:
        preview.refresh()
        assert preview.site is not None
        good = preview.site["en/hang-a/index.html"]
        text.write_text(EN + "[gone](../none/en.md)\n")
        assert [each.rule for each in preview.refresh([text])] == ["link-dangling"]
        assert preview.site["en/hang-a/index.html"] == good
        text.write_text(EN.replace("Look up", "Peer up"))
        assert preview.refresh([text]) == ()
        assert b"Peer up" in preview.site["en/hang-a/index.html"]
        assert differing(preview, tiny) == []
