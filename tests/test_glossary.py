"""The glossary finds what is missing and leaves alone what is said otherwise."""

from pathlib import Path

import pytest

from generator.build import read_project
from tests.conftest import MKDOCS_YML, REPOSITORY, write

GLOSSARY = """karst: {vi: [karst, các-xtơ], en: karst, zh-Hans: 喀斯特, fr: karst, ko: 카르스트}
me-cung: {vi: Động Mê Cung, en: [Mê Cung Cave, Mê Cung], zh-Hans: 迷宫洞, fr: "grotte d'Ê", ko: 메꿍동굴}
bia: {vi: bia, en: stele}
"""
VI = "---\nname: Hang\nsummary: Hang ở vùng các-xtơ.\n---\nGần động Mê Cung. Có một bia.\n"
HEAD = "---\nname: A\nsummary: a\n---\n"


def problems(folder: Path, language: str, body: str) -> list[tuple[str, str]]:
    write(folder, "mkdocs.yml", MKDOCS_YML.replace("[vi, en]", f"[vi, {language}]"))
    (folder / "sites/hang-a/en.md").unlink(missing_ok=True)
    write(folder, "sites/glossary.yml", GLOSSARY)
    write(folder, "sites/hang-a/vi.md", VI)
    write(folder, f"sites/hang-a/{language}.md", HEAD + body)
    return [(each.value, dict(each.details)["word"]) for each in read_project(folder / "mkdocs.yml").problems
            if each.rule == "glossary-word"]


@pytest.mark.parametrize("language, body, lacking", [
    ("en", "Karst near Mê Cung Cave.", []),
    ("en", "Near Mê Cung. KARSTS, one stele.", []),
    ("en", "A plain cave.", [("các-xtơ", "karst"), ("động Mê Cung", "Mê Cung Cave")]),
    ("en", "Karstland, Mê Cung.", []),
    ("en", "Mêkarst, Mê  \nCung", [("các-xtơ", "karst"), ("động Mê Cung", "Mê Cung Cave")][:1]),
    ("zh-Hans", "这里是喀斯特，近迷宫洞。", []),
    ("zh-Hans", "近迷宫。", [("các-xtơ", "喀斯特"), ("động Mê Cung", "迷宫洞")]),
    ("fr", "Relief karstique près de la Grotte d’Ê.", []),
    ("ko", "카르스트 지형이며 메꿍동굴에서 가깝습니다.", []),
])
def test_fixed_words(tiny: Path, language: str, body: str, lacking: list[tuple[str, str]]) -> None:
    assert problems(tiny, language, body) == lacking


def test_a_part_of_another_word_is_no_use(tiny: Path) -> None:
    write(tiny, "sites/glossary.yml", "hang: {vi: hang, en: cave}\n")
    write(tiny, "sites/hang-a/vi.md", "---\nname: Chợ\nsummary: Cửa hàng khang trang.\n---\nhăng\n")
    assert "glossary-word" not in {each.rule for each in read_project(tiny / "mkdocs.yml").problems}


def test_slips_of_the_glossary_are_problems(tiny: Path) -> None:
    write(tiny, "sites/glossary.yml", "a: b\nc: {EN: d}\ne: {en: [[f]]}\n")
    found = [(each.line, each.rule) for each in read_project(tiny / "mkdocs.yml").problems]
    assert found == [(1, "wrong-type"), (2, "bad-language-tag"), (3, "wrong-type")]


def test_our_own_texts_use_the_fixed_words() -> None:
    found = [each for each in read_project(REPOSITORY / "mkdocs.yml").problems if each.rule == "glossary-word"]
    assert not found
