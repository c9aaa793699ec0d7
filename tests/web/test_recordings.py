"""A recording goes from ``audio/`` to its page, and into the pack by its hash."""

import hashlib
import io
import json
import wave
from pathlib import Path

from generator.build import build_site
from tests.conftest import SITE_YML, write


def test_a_recording_is_a_link_and_in_the_pack(tiny: Path) -> None:
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0\0" * 800)
    content = target.getvalue()
    write(tiny, "sites/hang-a/audio/vi.wav", content)
    write(tiny, "sites/hang-a/site.yml", SITE_YML.replace(
        "sources:", "audio: [{file: vi.wav, language: vi, seconds: 1, credit: A, licence: CC0}]\nsources:"))
    report = build_site(tiny / "mkdocs.yml")
    assert report.written is not None, report.problems
    site = tiny / "output" / "site"
    digest = hashlib.sha256(content).hexdigest()
    path = f"assets/audio/{digest[:12]}.wav"
    assert (site / path).read_bytes() == content
    page = (site / "vi/hang-a/index.html").read_text("utf-8")
    assert f'href="../../{path}"' in page
    body = json.loads((site / "pack/bay.vi.json").read_text("utf-8"))["body"]
    assert body["audio"] == [[path, digest, len(content), "audio/wav"]]
    assert body["audio_bytes"] == len(content)
    assert json.loads((site / "pack/bay.en.json").read_text("utf-8"))["body"]["audio"] == []
    # The list's sum is over the body as JSON.stringify writes it.
    found = json.loads((site / "pack/bay.vi.json").read_text("utf-8"))
    text = json.dumps(found["body"], ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == found["sum"]
