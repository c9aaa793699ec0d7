"""Codes: every slip of one character and every swap of neighbours is caught."""

from hypothesis import given
from hypothesis import strategies as st

from generator.short_code import ALPHABET, check_character, explain, is_offensive, issue

DATA = st.text(ALPHABET, min_size=4, max_size=5)


def test_the_contract_s_own_example() -> None:
    assert check_character("7KD2") == "9"
    assert explain("7KD29") == ""


@given(DATA, st.data())
def test_one_wrong_character_never_passes(data: str, draw: st.DataObject) -> None:
    code = data + check_character(data)
    at = draw.draw(st.integers(0, len(code) - 1))
    wrong = draw.draw(st.sampled_from(ALPHABET).filter(lambda char: char != code[at]))
    assert explain(code[:at] + wrong + code[at + 1 :]) == "check"


@given(DATA, st.data())
def test_swapped_neighbours_never_pass(data: str, draw: st.DataObject) -> None:
    code = data + check_character(data)
    at = draw.draw(st.integers(0, len(code) - 2))
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert swapped == code or explain(swapped) == "check"


@given(st.randoms(use_true_random=False), st.sampled_from([5, 6]))
def test_issued_codes_are_sound(random: object, length: int) -> None:
    code = issue(length, set(), random.choice)  # type: ignore[attr-defined]
    assert explain(code) == "" and len(code) == length and not is_offensive(code)
