"""Measure the microsite's builds, beside other programs on the same text in one run.

``python -m bench.web compare``    clean builds, ours and the peers', in turn
``python -m bench.web unchanged``  a second build where nothing changed
``python -m bench.web serve``      from saving a text to its new page
``python -m bench.web country``    40,000 sites in 400 areas

Times are medians of ``--runs`` rounds on this machine; the ratios of one table are what
to trust. Everything is written below ``--work``, by default on a tmpfs.
"""

import argparse
import contextlib
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.catalogue import slug_of, write_catalogue
from bench.peers import Peer, Tools, environment, peers

HERITAGE = [sys.executable, "-m", "generator"]
TMPFS = Path("/dev/shm")
MATERIAL_SITES = 100  # it grows faster than its pages: 600 pages, and no more
OUTPUTS = ("output", ".cache")


def main() -> None:
    """Run one of the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", default="compare",
                        choices=("compare", "unchanged", "serve", "country"))
    parser.add_argument("--sites", type=int, help="sites of six pages and a plaque page each")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default="hugo,eleventy,mkdocs,material")
    parser.add_argument("--work", type=Path, default=TMPFS if TMPFS.is_dir() else None)
    given = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, "
          f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="heritage-bench-", dir=given.work) as name:
        home = Path(name)
        if given.what == "compare":
            _compare(home, given.sites or 1000, given.runs, given.peers.split(","))
        elif given.what == "unchanged":
            _unchanged(home, given.sites or 10_000, given.runs)
        elif given.what == "serve":
            _serve(home, given.sites or 1000, given.runs)
        else:
            _country(home, given.sites or 40_000)


def _compare(home: Path, sites: int, runs: int, wanted: list[str]) -> None:
    ours = _catalogue(home, sites)
    tools = Tools(Path(".cache", "bench").absolute())
    known = peers(tools)
    chosen = [known[each] for each in wanted if each]
    if chosen:
        tools.install()
    counts = {each.name: min(sites, MATERIAL_SITES) if each.name == "material" else sites
              for each in chosen}
    for each in chosen:
        each.write(home / each.name, counts[each.name])
    times: dict[str, list[float]] = {}
    for _ in range(runs):
        times.setdefault("heritage build", []).append(_build(ours))
        times.setdefault("… and print --symbols", []).append(
            times["heritage build"][-1] + _timed([*HERITAGE, "print", "--symbols"], ours))
        for each in chosen:
            label = f"{each.name} ({counts[each.name] * 6} pages)"
            times.setdefault(label, []).append(_peer(each, home))
    base = next((statistics.median(found) for name, found in times.items()
                 if name.startswith("hugo")), None)
    print(f"\n{sites * 6} pages and {sites} plaque pages, clean, median of {runs}")
    for name, found in times.items():
        middle = statistics.median(found)
        ratio = f"{middle / base:6.2f} × Hugo" if base else ""
        print(f"{name:32} {middle:8.2f} s  ({min(found):.2f}–{max(found):.2f}) {ratio}")


def _unchanged(home: Path, sites: int, runs: int) -> None:
    ours = _catalogue(home, sites)
    print(f"{sites * 6} pages, clean: {_build(ours):.2f} s")
    _timed([*HERITAGE, "build"], ours)
    found = [_timed([*HERITAGE, "build"], ours) for _ in range(runs)]
    print(f"nothing changed: {statistics.median(found):.2f} s, median of {runs}")
    text = ours / "sites" / slug_of(sites // 2) / "en.md"
    edits = []
    for number in range(runs):
        text.write_text(text.read_text("utf-8") + f"\nEdit {number}.\n", "utf-8")
        edits.append(_timed([*HERITAGE, "build"], ours))
    print(f"one text edited: {statistics.median(edits):.2f} s")


def _serve(home: Path, sites: int, runs: int) -> None:
    ours = _catalogue(home, sites)
    slug = slug_of(sites // 2)
    text = ours / "sites" / slug / "en.md"
    found = []
    with _server(ours) as address:
        for number in range(runs + 1):
            mark = f"Edit {number}."
            text.write_text(text.read_text("utf-8") + f"\n{mark}\n", "utf-8")
            began = time.perf_counter()
            while mark not in _get(f"{address}en/{slug}/"):
                time.sleep(0.002)
            found.append(time.perf_counter() - began)
    print(f"{sites * 6} pages, from save to new page: {1000 * statistics.median(found[1:]):.0f} ms, "
          f"median of {runs} ({1000 * min(found[1:]):.0f}–{1000 * max(found[1:]):.0f})")


def _country(home: Path, sites: int) -> None:
    ours = _catalogue(home, sites)
    seconds = _build(ours)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{sites * 6} pages in {(sites + 99) // 100} areas, clean: {seconds:.0f} s, "
          f"largest process {largest:.0f} MiB")
    print(f"nothing changed: {_timed([*HERITAGE, 'build'], ours):.2f} s")


# ------------------------------------------------------------------ parts
def _catalogue(home: Path, sites: int) -> Path:
    folder = home / "ours"
    write_catalogue(folder, sites)
    return folder


def _build(folder: Path) -> float:
    for name in OUTPUTS:
        shutil.rmtree(folder / name, ignore_errors=True)
    return _timed([*HERITAGE, "build"], folder)


def _peer(peer: Peer, home: Path) -> float:
    target = home / f"{peer.name}-out"
    shutil.rmtree(target, ignore_errors=True)
    return _timed(peer.command(home / peer.name, target), home / peer.name)


def _timed(command: list[str], folder: Path) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment() | {"PYTHONPATH": str(Path.cwd())},
                          capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return seconds


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[str]:
    port = 8765
    server = subprocess.Popen([*HERITAGE, "serve", "--port", str(port)], cwd=folder,
                              env=environment() | {"PYTHONPATH": str(Path.cwd())},
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        while "<title>" not in _get(address):
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=600) as answer:
            found: str = answer.read().decode()
            return found
    except OSError:
        return ""


if __name__ == "__main__":
    main()
