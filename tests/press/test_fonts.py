"""Letters of every script: drawn in their own forms, or named as lacking."""

import pytest

from generator.press.fonts import families, lacking, name_face
from generator.templates import read_messages
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(("language", "name"), [
    ("vi", "Hang Đầu Gỗ, Động Thiên Cung, ờ ỡ ặ"),
    ("th", "ถ้ำน้ำลอด กำแพงเพชร"),  # SARA AM is shaped out of two other characters
    ("km", "ប្រាសាទអង្គរវត្ត"),
    ("ar", "مغارة الخشب"),
    ("he", "מְעָרַת הָעֵץ"),
    ("ko", "더우고 동굴 뷁"),
    ("zh-Hans", "㙍𰻝𰻝龘洞"),  # U+3664, U+30EDD twice, U+9F98
    ("zh-Hant", "龘靐齉洞"),
    ("ja", "葛󠄀城 鰺ヶ沢 𠮷野"),  # a variation selector; U+20BB7
    ("fr", "Île d’Œuvre"),
])
def test_names_are_drawn(language: str, name: str) -> None:
    assert lacking(name, language) == ""


def test_what_no_font_has_is_named_once() -> None:
    assert lacking("Hang 𓀀 và 𓀀 ꨆ", "vi") == "𓀀ꨆ"


def test_each_language_has_its_own_han_forms() -> None:
    def first(tag: str) -> str:
        return next(each for each in families(tag, "serif") if each != "Noto Serif")

    assert [first(tag) for tag in ("zh-Hans", "zh-Hant", "ja", "ko")] == [
        "Noto Serif SC", "Noto Serif TC", "Noto Serif JP", "Noto Serif KR"]


def test_a_name_is_in_one_face() -> None:
    assert name_face("木头洞", "zh-Hans") == "serif"
    assert name_face("𰻝洞", "zh-Hans") == "sans"  # the serif face lacks the first
    assert name_face("กำแพง", "th") == "sans"


def test_the_plaques_own_words_are_drawn_in_all_eight_languages() -> None:
    messages = read_messages(REPOSITORY, [])
    for tag in messages.languages:
        for key in messages.by_language["en"]:
            if key.startswith(("plaque.", "place.")):
                assert lacking(messages.text(tag, key), tag) == "", (tag, key)
