"""A whole build of a stranger's project, in a process of its own: bounded, inside, and harmless.

The process is watched from within by an audit hook: every file that Python opens, and
every program and connection that it starts, is noted.
"""

import json
import os
import re
import subprocess
import sys
import sysconfig
import textwrap
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import EN, LEDGER, MKDOCS_YML, SITE_YML, VI, write
from tests.hostile.test_drawings import CLEANED, drawing
from tests.hostile.test_pictures import HTML, JPEG

HOME = Path(__file__).resolve().parents[2]
MEMORY = 3_000_000_000
SECONDS = 120
ATTACKS = """
<script>alert(1)</script> <img src=x onerror=alert(1)> <svg onload=alert(1)> <iframe src="https://evil.example/">
<a href="jav&#x09;ascript:alert(1)">x</a> <style>@import "https://evil.example/"</style> <base href="https://evil.example/">
<form action="https://evil.example/"><input></form> <meta http-equiv=refresh content="0;url=https://evil.example/">
<div style="background:url(https://evil.example/)" onclick="alert(1)">x</div>

![a](images/a.svg) <b id="__proto__">x</b> <!-- --!> <script>alert(1)</script> -->
"""
WATCH = """
    import json, os, sys
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    except ImportError:
        pass
    opened, started, reached = set(), set(), set()

    def note(event, args):
        if event in ("open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.mkdir", "os.link"):
            for each in args[:2] if event in ("os.rename", "os.link") else args[:1]:
                if isinstance(each, (str, bytes, os.PathLike)):
                    opened.add(os.path.realpath(os.fsdecode(each)) if event == "open"
                               else os.path.abspath(os.fsdecode(each)))
        elif event in ("subprocess.Popen", "os.system", "os.exec"):
            started.add(str(args[0]))
        elif event in ("socket.connect", "socket.getaddrinfo"):
            reached.add(str(args[1] if event == "socket.connect" else args[0]))

    sys.addaudithook(note)
    from generator.cli import main
    try:
        main({arguments!r}, standalone_mode=True)
    except SystemExit as stop:
        status = stop.code
    sys.stdout.flush()
    with open({report!r}, "w") as target:
        json.dump([status, sorted(opened), sorted(started), sorted(reached)], target)
"""


def run(folder: Path, *arguments: str) -> tuple[int, list[str], list[str], str]:
    """Return exit status, paths touched, programs started, and what was said."""
    report = folder.parent / "report.json"
    code = textwrap.dedent(WATCH.format(memory=MEMORY, arguments=list(arguments), report=str(report)))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], cwd=folder, capture_output=True, timeout=SECONDS,
        env={**os.environ, "PYTHONPATH": str(HOME), "GIT_CEILING_DIRECTORIES": str(folder.parent)}, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in said, said
    assert report.exists(), said
    status, opened, started, reached = json.loads(report.read_text())
    report.unlink()
    assert not reached, reached
    return int(status or 0), opened, started, said


def strangers(opened: list[str], folder: Path) -> list[str]:
    """Return what is neither the project's, the program's, Python's nor the system's own."""
    homes = [folder, HOME / "generator", HOME / "templates", Path(sys.prefix), Path(sys.base_prefix),
             *(Path(each) for each in sysconfig.get_paths().values()), HOME / "pyproject.toml"]
    known = [os.path.realpath(each) for each in homes] + [str(each) for each in homes]
    system = ("/usr/lib", "/usr/share", "/lib", "/dev/null", "/dev/urandom", "/proc/self", "/proc/cpuinfo",
              "/proc/meminfo", "/proc/sys", "/sys/", "/etc/ld.so", "/etc/localtime", "/etc/mime.types",
              "/usr/local/lib", "/etc/apache2/mime.types", "/etc/httpd", "/usr/local/etc")
    return [path for path in opened
            if not any(path == each or path.startswith(f"{each}/") for each in known)
            and not path.startswith(system) and path not in {str(folder.parent), str(HOME)}
            and not re.fullmatch(r".*/report\.json|pipe:.*|\d+", path)]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that builds, and holds every attack that only costs a warning."""
    folder = tmp_path_factory.mktemp("stranger") / "project"
    outside = folder.parent / "secrets"
    write(outside, "secret.md", "SECRET " + VI)
    write(folder, "mkdocs.yml", MKDOCS_YML.replace("site_name: Vịnh", "site_name: 'Vịnh <script>alert(1)</script>'"))
    svg = drawing("".join(CLEANED.values()).replace("<?xml-stylesheet", "<?x"), ' onload="alert(1)"')
    write(folder, "sites/hang-a/site.yml", SITE_YML.replace("title: Board", "title: '<script>alert(1)</script>'")
          + "images: [{file: a.svg, kind: drawing, credit: '<img src=x onerror=alert(1)>', licence: '\"><script>'},"
          " {file: b.jpg, kind: photo, credit: x, licence: y}]\n"
          "plaques: [{place: main, name: {vi: '<script>alert(1)</script>'}}]\n")
    write(folder, "sites/hang-a/images/a.svg", svg)
    write(folder, "sites/hang-a/images/b.jpg", JPEG + HTML)
    alts = "alt: {a.svg: '\"><script>alert(1)</script>', b.jpg: x}\nstatus"
    write(folder, "sites/hang-a/vi.md", VI.replace("name: Hang", "status: draft\nname: '<script>alert(1)</script> Hang")
          .replace("Gỗ\n", "Gỗ'\n").replace("status", alts, 1) + ATTACKS)
    write(folder, "sites/hang-a/en.md", EN.replace("summary:", "alt: {a.svg: x, b.jpg: y}\nsummary:") + ATTACKS)
    write(folder, "sites/codes.csv", LEDGER)
    write(folder, "docs/index.md", "# Handbook\n" + ATTACKS.replace("![a](images/a.svg)", "![a](a.svg)"))
    write(folder, "docs/evil.html", HTML)
    write(folder, "docs/evil.js", b"alert(1)")
    write(folder, "docs/a.svg", svg)
    (folder / "docs/secret.md").symlink_to(outside / "secret.md")
    return folder


class Page(HTMLParser):
    """Collect what acts in a page, or asks another host."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.policies: list[str] = []
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag, attrs):
        named = {name: value or "" for name, value in attrs}
        self._inside = tag == "script" and named.get("type", "text/javascript") in {"text/javascript", "module"}
        if self._inside and "src" not in named:
            self.scripts.append("")
        if tag == "meta" and named.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(named["content"])
        elif tag == "meta" and "http-equiv" in named:
            self.faults.append(f"meta {named}")
        if tag in {"iframe", "object", "embed", "base", "frame", "applet"}:
            self.faults.append(tag)
        for name, value in named.items():
            if name.startswith("on") or name in {"srcdoc", "formaction", "ping"}:
                self.faults.append(f"{tag} {name}={value}")
            fetched = name in {"src", "srcset", "poster", "data", "action", "xlink:href"} or (
                name == "href" and tag in {"link", "use", "image"} and named.get("rel") not in {
                    "canonical", "alternate", "license"})
            if fetched and re.match(r"\s*([a-z][a-z0-9+.-]*:)?//", value, re.IGNORECASE):
                self.faults.append(f"{tag} {name}={value}")
            if re.match(r"[\x00-\x20]*(javascript|vbscript|data\s*:\s*text)", value, re.IGNORECASE) and name in {
                    "href", "src", "action", "xlink:href"}:
                self.faults.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "script"

    def handle_data(self, data):
        if self._inside:
            self.scripts[-1] += data


def test_a_strangers_project_builds_harmless_pages(hostile: Path) -> None:
    status, opened, started, said = run(hostile, "build")
    assert status == 0, said
    assert strangers(opened, hostile) == []
    assert {Path(each).name for each in started} <= {"git"}
    site = hostile / "output/site"
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 12
    for path in pages:
        if "admin" in path.parts:
            continue  # the desk is Decap CMS with a policy of its own, and shows no content
        page = Page()
        page.feed(path.read_text("utf-8"))
        assert page.faults == [], path
        assert not any("alert(1)" in script for script in page.scripts), path
        assert page.policies and all("unsafe-inline" not in re.sub(r"style-src[^;]*", "", each)
                                     for each in page.policies), path
    for path in site.rglob("*"):
        if path.is_file() and path.suffix != ".html" and "admin" not in path.parts:
            content = path.read_bytes()
            assert b"SECRET" not in content, path
            assert HTML not in content or path.suffix in {
                ".json", ".xml", ".csv", ".gpx", ".kml", ".geojson", ".webmanifest"}, path
            if path.suffix == ".svg":
                assert b"evil" not in content and b"<script" not in content, path
    assert not list(site.rglob("evil.*")) and not list(site.rglob("secret*"))


def hold_facts(folder: Path, more: str) -> None:
    write(folder, "sites/hang-a/site.yml", SITE_YML + more)


def link_out(folder: Path, name: str, target: Path | str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def many_names(folder: Path) -> None:
    for name in ("a\nb.md", "\u202egnp.md", "con.md", "a" * 240 + ".md", "::error::x.md", "\x1b[31m.md", "vi.md ",
                 "zh_CN.md", "a:b.md", "COM1.yml", "🇻🇳.md"):
        write(folder, f"sites/hang-a/{name}", VI)
    for name in ("Hang B", "hang\nc", "..hang", "\u202ehang", "aux", "a" * 200, "__proto__", "-rf"):
        write(folder, f"sites/{name}/site.yml", SITE_YML)
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(folder) + b"/sites/hang-a/\xff\xfe.md")).write_text(VI)


def pipes(folder: Path) -> None:
    for name in ("sites/hang-a/ko.md", "sites/hang-a/images/a.jpg", "sites/notices.yml", "sites/hang-b/site.yml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / name)
    hold_facts(folder, "images: [{file: a.jpg, kind: photo, credit: x, licence: y}]\n")


def links_out(folder: Path) -> None:
    outside = folder.parent / "secrets"
    write(outside, "vi.md", VI)
    write(outside, "a.jpg", JPEG)
    write(outside, "services.yml", "- SECRET\n")
    link_out(folder, "sites/hang-a/en.md", outside / "vi.md")
    link_out(folder, "sites/hang-a/images", outside)
    link_out(folder, "sites/hang-a/audio/a.m4a", outside / "a.jpg")
    link_out(folder, "sites/hang-a/audio/b.m4a", "/dev/zero")
    link_out(folder, "sites/services.yml", outside / "services.yml")
    link_out(folder, "sites/notices.yml", outside / "services.yml")
    link_out(folder, "sites/glossary.yml", outside / "services.yml")
    link_out(folder, "sites/x.yml", outside / "services.yml")
    link_out(folder, "sites/hang-c", outside)
    link_out(folder, "sites/hang-d", "/proc/self")
    hold_facts(folder, "images: [{file: a.jpg, kind: photo, credit: x, licence: y}]\n"
               "audio: [{file: a.m4a, language: vi}, {file: b.m4a, language: vi}]\n")


def settings_out(folder: Path) -> None:
    write(folder.parent, "secrets/coast.json", "SECRET")
    write(folder, "mkdocs.yml", MKDOCS_YML.replace("21.1]}", "21.1], coast: ../secrets/coast.json}")
          + "      office: {logo: ../secrets/coast.json}\n")


def unreadable(folder: Path) -> None:
    write(folder, "sites/hang-a/en.md", b"\xff\xfe\x00")
    write(folder, "sites/hang-a/ko.md", bytes(500_000))
    write(folder, "sites/codes.csv", LEDGER + '2026-11-24,printed,7KD29,hang-a,main,"x\r\n\x00\n')
    (folder / "sites/notices.yml").mkdir()
    (folder / "sites/services.yml").write_bytes(b"\x80" * 99)


@pytest.mark.parametrize("change", [many_names, pipes, links_out, settings_out, unreadable])
def test_what_cannot_be_built_is_a_problem_and_nothing_outside_is_touched(tiny_project: Path, change) -> None:
    if change is pipes and not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    change(tiny_project)
    for command in (["build"], ["check", "--format", "json"], ["check", "--lang", "vi"]):
        status, opened, _, said = run(tiny_project, *command)
        assert status == 1, said
        assert strangers(opened, tiny_project) == [], said
        assert "SECRET" not in said
        assert "json" in command or not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]|^::", said, re.MULTILINE), said
    assert not (tiny_project / "output").exists()


@pytest.fixture
def tiny_project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    write(folder, "mkdocs.yml", MKDOCS_YML)
    write(folder, "sites/hang-a/site.yml", SITE_YML)
    write(folder, "sites/hang-a/vi.md", VI)
    write(folder, "sites/hang-a/en.md", EN)
    write(folder, "sites/codes.csv", LEDGER)
    return folder


def test_a_projects_own_template_reaches_nothing(tiny_project: Path) -> None:
    write(tiny_project, "templates/web/macros.html.jinja",
          "{{ ''.__class__.__mro__[1].__subclasses__() }}")
    from jinja2.exceptions import SecurityError

    from generator.templates import Renderer

    with pytest.raises(SecurityError):
        Renderer.of(tiny_project).render("macros.html.jinja", {})
