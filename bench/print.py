"""Print many wall plaques, and let peers make the same pages bare, in one run.

Ours: ``heritage print`` of N wall plaques from a cold cache: planned, set, finished, every
page rasterised, decoded and measured, symbols as SVG, PDF, PNG and DXF, proof, ZIP.
Peers: one symbol by ``qrcode`` and four lines of text a page, nothing checked; reportlab draws
the modules as one path, WeasyPrint takes an SVG. They go into a venv of the bench's own.

Usage: ``python bench/print.py [N]``; prints seconds, memory and ratios.
Other work on the machine lengthens the wall clock most; CPU seconds bear it better.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import venv
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
PEERS = ("reportlab==5.1.0", "weasyprint==70.0", "qrcode==8.2")
LINK = "HTTPS://HALONG.EXAMPLE/Q/{code}/"
ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXYZ"
POLL_S = 0.1

REPORTLAB = '''
import sys
from qrcode.main import QRCode
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
codes = sys.argv[2:] or open(sys.argv[1] + ".codes").read().split()
canvas = Canvas(sys.argv[1], pagesize=(150 * mm, 200 * mm))
for code in codes:
    symbol = QRCode(error_correction=2, border=4)
    symbol.add_data("HTTPS://HALONG.EXAMPLE/Q/%s/" % code)
    symbol.make(fit=True)
    side = 70 * mm / symbol.modules_count
    path = canvas.beginPath()
    for y, row in enumerate(symbol.modules):
        for x, dark in enumerate(row):
            if dark:
                path.rect(40 * mm + x * side, 160 * mm - y * side, side, side)
    canvas.setFillColorCMYK(0, 0, 0, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFont("Helvetica", 14)
    for line, text in enumerate(("Hang " + code, "Cave " + code, "halong.example/Q/" + code, "scan")):
        canvas.drawString(40 * mm, (70 - 8 * line) * mm, text)
    canvas.showPage()
canvas.save()
'''
WEASYPRINT = '''
import io, sys
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode
from weasyprint import HTML
codes = open(sys.argv[1] + ".codes").read().split()
pages = []
for code in codes:
    symbol = QRCode(error_correction=2, border=4)
    symbol.add_data("HTTPS://HALONG.EXAMPLE/Q/%s/" % code)
    symbol.make(fit=True)
    target = io.BytesIO()
    symbol.make_image(image_factory=SvgPathImage).save(target)
    svg = target.getvalue().decode().partition("?>")[2]
    pages.append("<section>%s<p>Hang %s<p>Cave %s<p>halong.example/Q/%s<p>scan</section>"
                 % (svg, code, code, code))
style = ("<style>@page{size:150mm 200mm;margin:10mm}section{break-after:page}"
         "svg{width:90mm;height:90mm}</style>")
HTML(string=style + "".join(pages)).write_pdf(sys.argv[1])
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What a command took: the wall clock, both cores' time, the most memory at once."""

    wall_s: float
    cpu_s: float
    memory_mb: float

    def __str__(self) -> str:
        return f"{self.wall_s:7.1f} s  {self.cpu_s:6.1f} s CPU  {self.memory_mb:5.0f} MB"


def main() -> None:
    """Run ours and the peers, and print one table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        codes = make_project(folder, count)
        heritage = [sys.executable, "-m", "generator"]
        run([*heritage, "build"], folder)
        ours = run([*heritage, "print", "--job", "bench"], folder)
        warm = run([*heritage, "print", "--job", "bench"], folder)
        print(f"{count} wall plaques, {os.cpu_count()} cores")
        print(f"heritage print  {ours}  (again: {warm.wall_s:.1f} s)")
        python = peers_python()
        if python is None:
            print("peers: no package index reached")
            return
        for title, script in (("reportlab", REPORTLAB), ("WeasyPrint", WEASYPRINT)):
            target = folder / f"{title}.pdf"
            Path(f"{target}.codes").write_text(" ".join(codes), "utf-8")
            try:
                theirs = run([str(python), "-c", script, str(target)], folder)
            except subprocess.CalledProcessError:
                print(f"{title:15} can't run here")
                continue
            print(f"{title:15} {theirs}  heritage takes {ours.wall_s / theirs.wall_s:.2f} x,"
                  f" {ours.cpu_s / theirs.cpu_s:.2f} x the CPU")


def make_project(folder: Path, count: int) -> list[str]:
    """Write a project of so many sites, each with one wall plaque; return its codes."""
    codes = [code_of(number) for number in range(count)]
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Bench\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Bench\nsite_url: https://halong.example/\nplugins:\n"
        "  - heritage:\n      languages: [vi, en]\n", "utf-8")
    rows = ["date,event,code,site,place,detail"]
    for number, code in enumerate(codes):
        slug = f"hang-{number}"
        home = folder / "sites" / slug
        home.mkdir(parents=True)
        (home / "site.yml").write_text("kind: cave\n", "utf-8")
        for tag, word in (("vi", "Hang Đầu Gỗ"), ("en", "Dau Go Cave")):
            (home / f"{tag}.md").write_text(
                f"---\nname: {word} {number}\nsummary: Cửa hang rộng mở ra vịnh. Nền hang khô.\n---\n"
                f"Nhìn lên trần hang số {number}.\n", "utf-8")
        rows.append(f"2026-11-23,issued,{code},{slug},main,")
    (folder / "sites" / "codes.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return codes


def code_of(number: int) -> str:
    """Return the code of a number, with its check character."""
    digits = []
    for _ in range(4):
        number, rest = divmod(number, len(ALPHABET))
        digits.append(rest)
    check = sum(place * value for place, value in enumerate(digits, start=1)) % len(ALPHABET)
    return "".join(ALPHABET[value] for value in (*digits, check))


def run(command: list[str], folder: Path) -> Used:
    """Return what a command took, its children included."""
    env = {**os.environ, "PYTHONPATH": str(HOME)}
    started, before = time.perf_counter(), os.times()
    child = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL)
    peak = [0.0]
    watcher = threading.Thread(target=watch, args=(child, peak))
    watcher.start()
    status = child.wait()
    seconds, after = time.perf_counter() - started, os.times()
    watcher.join()
    if status:
        raise subprocess.CalledProcessError(status, command)
    return Used(wall_s=seconds, memory_mb=peak[0], cpu_s=(
        after.children_user - before.children_user
        + after.children_system - before.children_system))


def watch(child: subprocess.Popen[bytes], peak: list[float]) -> None:
    """Note the largest sum of resident memory of a process and its children."""
    while child.poll() is None:
        peak[0] = max(peak[0], sum(map(resident_mb, family(child.pid))))
        time.sleep(POLL_S)


def family(pid: int) -> list[int]:
    """Return a process and all its children (Linux alone knows)."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found.extend(int(one) for one in task.read_text().split())
            except OSError:
                continue
    return found


def resident_mb(pid: int) -> float:
    """Return a process's own and shared memory, shared pages counted once a sharer."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    lines = [line.split() for line in text.splitlines()]
    return sum(int(line[1]) for line in lines if line[0] == "Pss:") / 1024


def peers_python() -> Path | None:
    """Return the Python of a venv with the peers, made once."""
    home = HOME / ".cache" / "bench" / "print"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = home / "peers.json"
    if not mark.is_file() or json.loads(mark.read_text()) != list(PEERS):
        shutil.rmtree(home, ignore_errors=True)
        venv.create(home, with_pip=True)
        done = subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=False)
        if done.returncode:
            return None
        mark.write_text(json.dumps(PEERS))
    return python


if __name__ == "__main__":
    main()
