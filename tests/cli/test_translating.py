"""PO and XLIFF: what comes back changes what was changed, and nothing else."""

import subprocess
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage import factory, pypo, xliff2

from generator.build import read_project
from generator.cli import main
from generator.desk.blocks import parse_document
from generator.desk.units import pair_texts
from tests.conftest import EN, MKDOCS_YML, VI, write

SOURCE = """---
name: Hang Đầu Gỗ
summary: Cửa hang rộng mở ra vịnh.
alt: {a.svg: Cửa hang}
---
Nhìn lên trần hang,
rồi nhìn xuống.

Xem **ngay** [động bên cạnh](../hang-b/vi.md "x") và chú thích[^1].

> [!WARNING]
> Bậc đá ướt.

<!-- more -->

## Tên gọi

- một
- hai

[^1]: Sách cũ.
"""
TARGET = ("\ufeff---\r\nname:   'Dau Go'\r\nsummary: >-\r\n  A wide mouth\r\n  opens.\r\nstatus: reviewed\r\n"
          "translated_from: DIGEST\r\n---\r\n\r\nLook up at the roof,  \r\nthen down.  \r\n\r\n\r\n"
          "See **now** [the next cave](../hang-b/vi.md) and the note[^1].\r\n\r\n"
          "> [!WARNING]\r\n> Wet steps.\r\n\r\n<!-- more -->\r\n<!-- for us -->\r\n## Names ##\r\n\r\n"
          "* one\r\n* two\r\n\r\n[^1]: An old book.   \r\n\r\n")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def bay(tiny: Path) -> Path:
    write(tiny, "mkdocs.yml", MKDOCS_YML.replace("[vi, en]", "[vi, en, zh-Hans]"))
    write(tiny, "sites/hang-a/images/a.svg", SVG)
    write(tiny, "sites/hang-a/site.yml", "kind: cave\nimages: [{file: a.svg, kind: drawing, credit: x}]\n")
    write(tiny, "sites/hang-a/vi.md", SOURCE)
    write(tiny, "sites/hang-b/site.yml", "kind: cave\n")
    write(tiny, "sites/hang-b/vi.md", VI)
    digest = read_project(tiny / "mkdocs.yml").catalogue.sites["hang-a"].translations["vi"].digest
    write(tiny, "sites/hang-a/en.md", TARGET.replace("DIGEST", digest))
    return tiny


def heritage(folder: Path, *words: str, status: int = 0) -> str:
    run = CliRunner().invoke(main, [*words, "-f", str(folder / "mkdocs.yml")])
    assert run.exit_code == status, run.output
    return run.output


def text(folder: Path, language: str = "en", slug: str = "hang-a") -> bytes:
    return (folder / "sites" / slug / f"{language}.md").read_bytes()


def entry(file: polib.POFile, context: str) -> polib.POEntry:
    return next(each for each in file if each.msgctxt == context)


def edit(folder: Path, language: str, **changes: str) -> Path:
    """Change translations as a person in a PO editor does."""
    path = folder / f"output/translate/{language}.po"
    file = polib.pofile(str(path))
    for context, translation in changes.items():
        found = entry(file, f"hang-a#{context}")
        found.msgstr = translation
        if found.fuzzy:
            found.flags.remove("fuzzy")
    file.save(str(path))
    return path


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_an_unchanged_file_changes_nothing(bay: Path, form: str) -> None:
    before = text(bay)
    heritage(bay, "export", "--format", form)
    for path in (bay / "output/translate").iterdir():
        heritage(bay, "import", str(path))
    assert text(bay) == before
    assert not (bay / "sites/hang-a/zh-Hans.md").exists()


@pytest.mark.parametrize("changes, old, new", [
    ({"spot/1": "Look up,\nthen “down”."}, "Look up at the roof,  \r\nthen down.", "Look up,\r\nthen “down”."),
    ({"name": "Dau Go: cave"}, "'Dau Go'", '"Dau Go: cave"'),
    ({"summary": "Short."}, ">-\r\n  A wide mouth\r\n  opens.\r\n", '"Short."\r\n'),
    ({"tên-gọi": "Its names"}, "## Names ##", "## Its names ##"),
    ({"tên-gọi/1": "* one\n* 2"}, "* one\r\n* two", "* one\r\n* 2"),
    ({"alt:a.svg": "The mouth"}, "---\r\n\r\nLook", "alt: {a.svg: The mouth}\r\n---\r\n\r\nLook"),
])
def test_a_changed_piece_changes_that_piece(
    bay: Path, changes: dict[str, str], old: str, new: str
) -> None:
    before = text(bay).decode()
    heritage(bay, "export", "--language", "en")
    heritage(bay, "import", str(edit(bay, "en", **changes)))
    assert before.count(old) == 1
    assert text(bay).decode() == before.replace(old, new)
    assert not [each for each in read_project(bay / "mkdocs.yml").problems if each.file.endswith("en.md")
                and each.severity == "error"]


def test_a_changed_source_keeps_the_translation_as_fuzzy(bay: Path) -> None:
    heritage(bay, "export", "--language", "en")
    write(bay, "sites/hang-a/vi.md", SOURCE.replace("nhìn xuống", "ngó xuống").replace("- hai", "- hai\n\nMới."))
    heritage(bay, "export", "--language", "en")
    file = polib.pofile(str(bay / "output/translate/en.po"))
    found = entry(file, "hang-a#spot/1")
    assert found.fuzzy and found.msgid == "Nhìn lên trần hang, rồi ngó xuống."
    assert found.previous_msgid == "Nhìn lên trần hang, rồi nhìn xuống."
    assert found.msgstr == "Look up at the roof,  \nthen down."
    assert [each.msgctxt for each in file.fuzzy_entries()] == ["hang-a#spot/1"]
    assert [each.msgid for each in file.untranslated_entries() if "hang-a" in each.msgctxt
            and "alt" not in each.msgctxt] == ["Mới."]
    before = text(bay)
    assert "2 pieces are still open" in heritage(bay, "import", str(bay / "output/translate/en.po"))
    assert text(bay) == before
    assert "1 pieces are still open" in heritage(bay, "import", str(edit(bay, "en", **{"spot/1": found.msgstr})))
    assert text(bay) == before  # one piece is confirmed, another still open
    heritage(bay, "import", str(edit(bay, "en", **{"spot/1": found.msgstr, "tên-gọi/2": "New."})))
    project = read_project(bay / "mkdocs.yml")
    assert "translation-outdated" not in {each.rule for each in project.problems}
    assert b"* two\r\n\r\nNew.\r\n\r\n[^1]:" in text(bay)


def test_the_old_source_is_found_in_git(bay: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=bay,
                       check=True, capture_output=True)

    git("init", "-q")
    git("add", "sites", "mkdocs.yml")
    git("commit", "-qm", "one")
    write(bay, "sites/hang-a/vi.md", SOURCE.replace("Bậc đá ướt", "Bậc đá trơn"))
    git("commit", "-qam", "two")
    heritage(bay, "export", "--language", "en")
    fuzzy = polib.pofile(str(bay / "output/translate/en.po")).fuzzy_entries()
    assert [each.previous_msgid for each in fuzzy] == ["> [!WARNING]\n> Bậc đá ướt."]


def test_a_new_translation_begins_when_it_is_whole(bay: Path) -> None:
    heritage(bay, "export", "--language", "zh-Hans")
    pieces = {"name": "木头洞: x", "summary": "洞口宽阔。", "spot/1": "抬头看。",
              "spot/2": "请**看**[隔壁](../hang-b/vi.md)[^1]。", "spot/3": "> [!WARNING]\n> 石阶湿滑。",
              "tên-gọi": "名称", "tên-gọi/1": "- 一\n- 二"}
    out = heritage(bay, "import", str(edit(bay, "zh-Hans", **pieces)))
    assert "translation-incomplete" in out and "tên-gọi/2" in out
    assert not (bay / "sites/hang-a/zh-Hans.md").exists()
    heritage(bay, "export", "--language", "zh-Hans")  # nothing that nobody imported is lost
    file = polib.pofile(str(bay / "output/translate/zh-Hans.po"))
    assert entry(file, "hang-a#name").msgstr == "木头洞: x"
    heritage(bay, "import", str(edit(bay, "zh-Hans", **{"tên-gọi/2": "[^1]: 旧书。"})))
    assert text(bay, "zh-Hans").decode().split("---\n", 2)[2] == (
        "抬头看。\n\n请**看**[隔壁](../hang-b/vi.md)[^1]。\n\n> [!WARNING]\n> 石阶湿滑。\n\n"
        "<!-- more -->\n\n## 名称\n\n- 一\n- 二\n\n[^1]: 旧书。\n")
    assert not [each for each in read_project(bay / "mkdocs.yml").problems
                if each.file.endswith("zh-Hans.md") and each.rule not in ("alt-borrowed", "translation-missing")]


def test_links_lead_to_the_language_once_it_is_there(bay: Path) -> None:
    write(bay, "sites/hang-b/en.md", EN)
    heritage(bay, "export", "--language", "en")
    heritage(bay, "import", str(edit(bay, "en", **{"spot/2": "**See** [it](../hang-b/vi.md)[^1]."})))
    assert b"**See** [it](../hang-b/en.md)[^1]." in text(bay)


def test_a_lost_link_or_footnote_is_named_with_its_line(bay: Path) -> None:
    heritage(bay, "export", "--language", "en")
    path = edit(bay, "en", **{"spot/2": "See **the** next cave.", "spot/1": "Up."})
    out = heritage(bay, "import", str(path), status=1)
    lines = path.read_text("utf-8").splitlines()
    line = next(number for number, each in enumerate(lines, 1) if "hang-a#spot/2" in each)
    said = [each for each in out.splitlines() if "translation-lost" in each]
    assert len(said) == 2
    assert all(each.startswith("output/translate/en.po:") for each in said)
    assert abs(int(said[0].split(":")[1]) - line) <= 3
    assert b"See **now**" in text(bay) and b"\r\nUp.  \r\n" in text(bay)


def test_what_the_editor_changed_meanwhile_is_not_undone(bay: Path) -> None:
    heritage(bay, "export", "--language", "en")
    path = edit(bay, "en", **{"spot/3": "> [!WARNING]\n> Slippery."})
    changed = text(bay).replace(b"Look up at", b"Look at").replace(b"Wet steps", b"Steps are wet")
    write(bay, "sites/hang-a/en.md", changed)
    out = heritage(bay, "import", str(path), status=1)
    assert "translation-conflict" in out
    assert text(bay) == changed


def test_a_stale_piece_is_not_taken_but_carried_over(bay: Path) -> None:
    heritage(bay, "export", "--language", "en")
    path = edit(bay, "en", **{"spot/3": "> [!WARNING]\n> Slippery."})
    write(bay, "sites/hang-a/vi.md", SOURCE.replace("Bậc đá ướt", "Bậc đá trơn"))
    before = text(bay)
    assert "translation-stale" in heritage(bay, "import", str(path))
    assert text(bay) == before
    heritage(bay, "export", "--language", "en")
    found = entry(polib.pofile(str(path)), "hang-a#spot/3")
    assert found.fuzzy and found.msgstr.endswith("Slippery.") and "ướt" in found.previous_msgid


def test_broken_files_are_problems(bay: Path) -> None:
    write(bay, "en.po", 'msgid "a"\nmsgstr "b\n')
    assert "en.po:2" in heritage(bay, "import", str(bay / "en.po"), status=1)
    write(bay, "en.xlf", "<!DOCTYPE x [<!ENTITY a 'b'>]><xliff>&a;</xliff>")
    assert "translator-file" in heritage(bay, "import", str(bay / "en.xlf"), status=1)
    write(bay, "en.po", "hello")
    heritage(bay, "import", str(bay / "en.po"), status=1)
    heritage(bay, "import", str(bay / "none.po"), status=1)
    heritage(bay, "import", str(bay / "en.docx"), status=2)
    heritage(bay, "export", "--language", "vi", status=2)
    write(bay, "xx.po", 'msgid ""\nmsgstr "Language: th\\n"\n\nmsgctxt "hang-a#name"\nmsgid "a"\nmsgstr "b"\n')
    assert "translator-language" in heritage(bay, "import", str(bay / "xx.po"), status=1)


# ------------------------------------------------------------------ other programs
def test_translate_toolkit_reads_writes_and_changes_nothing(bay: Path) -> None:
    before = text(bay)
    heritage(bay, "export", "--language", "en")
    heritage(bay, "export", "--language", "en", "--format", "xliff")
    for name, kind in (("en.po", pypo.pofile), ("en.xlf", xliff2.Xliff2File)):
        path = bay / "output/translate" / name
        store = factory.getobject(str(path)) if name == "en.po" else kind.parsefile(str(path))
        assert isinstance(store, kind)
        assert len([each for each in store.units if each.source]) >= 8
        path.write_bytes(bytes(store))
        heritage(bay, "import", str(path))
    assert text(bay) == before


def test_xliff_from_another_program_comes_in(bay: Path) -> None:
    heritage(bay, "export", "--language", "en", "--format", "xliff")
    path = bay / "output/translate/en.xlf"
    tree = etree.parse(str(path))
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    (unit,) = tree.xpath("//x:unit[@name='hang-a#spot/2']", namespaces=space)
    target = unit.find(".//x:target", space)
    assert [each.tag.split("}")[1] for each in target] == ["ph", "ph"]
    target.text = "Look **there**: [the cave"
    tree.write(str(path), encoding="utf-16", xml_declaration=True)
    heritage(bay, "import", str(path))
    assert b"Look **there**: [the cave](../hang-b/vi.md) and the note[^1]." in text(bay)


def test_xliff_has_the_shape_of_the_standard(bay: Path) -> None:
    write(bay, "sites/hang-a/vi.md", SOURCE.replace("Bậc đá ướt", "Bậc đá trơn"))
    heritage(bay, "export", "--language", "en", "--format", "xliff")
    root = etree.parse(str(bay / "output/translate/en.xlf")).getroot()
    x = "{urn:oasis:names:tc:xliff:document:2.0}"
    assert root.tag == f"{x}xliff" and dict(root.attrib) == {"version": "2.1", "srcLang": "vi", "trgLang": "en"}
    order = [f"{x}notes", f"{x}originalData", f"{x}segment"]
    for file in root:
        assert set(file.attrib) <= {"id", "original"} and len(file) > 0
        ids = [unit.get("id") for unit in file]
        assert len(ids) == len(set(ids))
        for unit in file:
            tags = [each.tag for each in unit]
            assert tags == [each for each in order if each in tags] and tags[-1] == f"{x}segment"
            data = {each.get("id") for each in unit.iter(f"{x}data")}
            segment = unit[-1]
            assert segment.get("state") in {"initial", "translated"}
            assert segment.get("state") == "initial" or segment.find(f"{x}target") is not None
            for part in segment:
                codes = [each.get("id") for each in part.iter(f"{x}ph")]
                assert len(codes) == len(set(codes))
                assert {each.get("dataRef") for each in part.iter(f"{x}ph")} <= data


# ------------------------------------------------------------------ any Markdown
WORDS = st.text(st.sampled_from("abcđ ộ词語한\"'\\#*_`[]()<>!|~-+:.1&\t"), min_size=1, max_size=30)
LINES = st.one_of(
    WORDS, st.just(""), st.just("   "), st.sampled_from([
        "<!-- more -->", "```", "~~~ x", "## H #", "> [!NOTE]", "> q", "- a", "  - b", "1. c", "| a | b |",
        "|---|---|", "[^1]: n", "[r]: x.md", "***", "---", "<!-- c", "-->", "    code", "a  ", "b\\", "===",
    ]))
BODY = st.builds(lambda lines, eol: eol.join(lines), st.lists(LINES, max_size=25),
                 st.sampled_from(["\n", "\r\n"]))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODY, BODY)
def test_any_markdown_is_cut_into_pieces_that_fit_together(mine: str, theirs: str) -> None:
    head = "---\nname: a\nsummary: b\n---\n"
    source, target = (parse_document((head + each).encode()) for each in (mine, theirs))
    assert source and target
    for document in (source, target):
        end = document.body_start
        for block in document.blocks:
            assert end <= block.start < block.end
            shown = document.text[block.start : block.end]
            assert "".join(block.text.split()) == "".join(shown.split())
            end = block.end
    pairings = pair_texts("x", source, target, None, (), outdated=False)
    contexts = [each.unit.context for each in pairings]
    assert len(contexts) == len(set(contexts))
    used = [block for each in pairings for block in each.targets]
    assert used == sorted(set(used), key=lambda block: block.start)
    assert [block for each in pairings for block in each.sources] == list(source.blocks)
