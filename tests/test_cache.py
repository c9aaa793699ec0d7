"""A cache that somebody slipped into a project runs nothing."""

import os
import pickle
from pathlib import Path

import pytest

from generator.cache import CacheFolder, CacheLost, Everything, digest, healing, pack, unpack
from generator.errors import error
from generator.model import Location


class Evil:
    """What an attacker would put there."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch pwned",)


@pytest.mark.parametrize("value", [Evil(), print, Path("x"), ValueError("x"), {"a": [Evil()]}])
def test_only_plain_values_and_ours_come_back(value: object, tmp_path: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert unpack(pickle.dumps(value)) is None
    assert list(tmp_path.iterdir()) == []


def test_our_values_come_back_as_they_were(tmp_path: Path) -> None:
    value = {"place": Location(lat=20.9, lon=107.0, accuracy_m=None, source="board", line=3),
             "problems": (error("unknown-key", "sites/a/site.yml", 3, "colour", nearest="kind"),)}
    cache = CacheFolder(tmp_path)
    assert cache.keep("a", value)
    assert cache.load("a") == value
    assert pack(cache.load("a")) == pack(value)
    assert cache.load("b") is None


def test_what_is_lost_is_made_anew() -> None:
    asked: list[object] = []

    def work(anew: object) -> str:
        asked.append(anew)
        if len(asked) < 3:
            raise CacheLost(["hang-a"])
        return "done"

    assert healing(work) == "done"
    assert asked[1] == {"hang-a"}
    assert isinstance(asked[2], Everything)


def test_digests_tell_values_apart() -> None:
    assert digest("a", "b") != digest("ab")
    assert digest(1) == digest("1")
    assert digest("\ud800")  # a lone surrogate in a file's name
