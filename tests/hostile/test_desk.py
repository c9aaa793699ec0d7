"""The desk's API, asked by somebody who means harm: an answer always, and never a file outside."""

import base64
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.desk_api import DeskApi
from tests.conftest import VI, write
from tests.hostile.grown import QUICK

PATHS = (
    "sites/hang-a/vi.md", "sites/hang-a/images/a.jpg", "sites/../mkdocs.yml", "/etc/passwd", "sites/codes.csv",
    "sites/hang-a/../../mkdocs.yml", "sites/hang-a/images/../../../x", "sites\\hang-a\\vi.md", "C:\\x",
    "sites/hang-a/images/a\nb.jpg", "sites/hang-a/images/\u202egpj.exe", "sites/hang-a/images/CON.jpg",
    "sites/hang-a/images/nul", "sites/hang-a/images/a. ", "sites/hang-a/images/" + "a" * 300, "\ud800", "a\0b",
    "sites/hang-a/images/.htaccess", "sites/away/vi.md", "sites/away/images/a.jpg", "", "/", "sites//vi.md",
    "sites/hang-a/con.md", "sites/pipe/vi.md", "file:///etc/passwd",
)
VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(PATHS), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(
        st.sampled_from(("path", "raw", "files", "dataFiles", "assets", "entry", "mediaFolder", "asset",
                         "content", "label")), inner, max_size=4)), max_leaves=8)
ACTIONS = ("info", "entriesByFiles", "getEntry", "persistEntry", "getMedia", "getMediaFile", "persistMedia",
           "getDeployPreview", "unpublishedEntries", "deleteFiles", "__init__")


@pytest.fixture
def desk(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> DeskApi:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, "vi.md", VI)
    (tiny / "sites/away").symlink_to(outside)
    (tiny / "sites/pipe").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tiny / "sites/pipe/vi.md")
    return DeskApi(tiny, lambda path, raw: {"html": raw, "problems": []}, "vi")


def ask(desk: DeskApi, action: object, **params: object) -> tuple[int, object]:
    return desk.answer("admin/api/v1", json.dumps({"action": action, "params": params}).encode())


def test_whatever_is_asked_there_is_an_answer(desk: DeskApi, tiny: Path) -> None:
    before = (tiny / "mkdocs.yml").read_bytes(), (tiny / "sites/codes.csv").read_bytes()

    @QUICK
    @given(st.sampled_from(ACTIONS), st.dictionaries(st.sampled_from(
        ("path", "files", "dataFiles", "assets", "entry", "mediaFolder", "asset")), VALUE), VALUE)
    def run(action: str, params: dict[str, object], other: object) -> None:
        for asked in ({"action": action, "params": params}, {"action": other, "params": other}, other,
                      {"path": other, "raw": other}):
            for path in ("admin/api/v1", "admin/api/preview", "admin/api/x"):
                status, value = desk.answer(path, json.dumps(asked).encode())
                assert status in {200, 403, 422, 500}
                json.dumps(value).encode()

    run()
    assert before == ((tiny / "mkdocs.yml").read_bytes(), (tiny / "sites/codes.csv").read_bytes())


@pytest.mark.parametrize("body", [b"[" * 100_000, b"", b"\xff", b"{}", b"[]", b'"x"', b"9" * 5000, b"NaN",
                                  b'{"action":["x"]}', b'{"action":"info","params":"x"}',
                                  b'{"action":"persistEntry","params":"dataFiles"}'])
def test_a_body_that_is_no_request(desk: DeskApi, body: bytes) -> None:
    assert desk.answer("admin/api/v1", body)[0] in {200, 422}


@pytest.mark.parametrize("path", PATHS[2:])
def test_no_path_outside_is_read_or_written(
    desk: DeskApi, tiny: Path, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    known = {each for each in tiny.rglob("*")}
    content = base64.b64encode(b"x").decode()
    for status, _ in (
        ask(desk, "getEntry", path=path), ask(desk, "getMediaFile", path=path),
        ask(desk, "persistEntry", entry={"path": path, "raw": "x"}),
        ask(desk, "persistMedia", asset={"path": path, "content": content}),
    ):
        assert status != 200
    assert {each for each in tiny.rglob("*")} == known


@pytest.mark.parametrize(("host", "origin", "kind"), [
    ("evil.example:8000", None, "application/json"), ("127.0.0.1:8000", "http://evil.example", "application/json"),
    ("127.0.0.1:8000", "null", "application/json"), ("127.0.0.1:8000", None, "text/plain"),
    ("127.0.0.1:8000", "https://127.0.0.1:8000", "application/json"), ("127.0.0.1:80", None, "application/json"),
])
def test_no_other_page_may_ask(desk: DeskApi, host: str, origin: str | None, kind: str) -> None:
    assert not desk.accepts(host, origin, kind, 8000)
