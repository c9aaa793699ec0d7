"""Work is shared among real processes, and none of them outlives the program."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator import crew
from generator.crew import Crew
from generator.errors import HeritageError

MANY = crew.FEWEST + crew.CHUNK


def square_all(numbers: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [number * number for number in numbers]


def end_badly(numbers: Sequence[int]) -> int:
    os._exit(9)


def test_little_work_stays_here() -> None:
    with Crew() as few:
        found = list(few.each_chunk("square", square_all, range(30)))
    assert {process for process, _ in found} == {os.getpid()}
    assert [each for _, part in found for each in part] == [n * n for n in range(30)]


def test_much_work_is_shared_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_cores", lambda: 2)
    told: list[tuple[str, int, int]] = []
    with Crew(lambda *words: told.append(words)) as many:
        found = list(many.each_chunk("square", square_all, range(MANY)))
    assert os.getpid() not in {process for process, _ in found}
    assert sorted(each for _, part in found for each in part) == [n * n for n in range(MANY)]
    assert told[-1] == ("square", MANY, MANY)


def test_heavy_things_make_small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_cores", lambda: 1)
    with Crew() as one:
        found = list(one.each_chunk("square", square_all, range(4), weigh=lambda _: crew.CHUNK))
    assert [part for _, part in found] == [[0], [1], [4], [9]]


def test_a_killed_worker_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_cores", lambda: 2)
    with pytest.raises(HeritageError) as fault, Crew() as many:
        list(many.each_chunk("end", end_badly, range(MANY)))
    assert fault.value.problems[0].rule == "worker-lost"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_workers_end_with_the_program(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(
        "import os, sys\nfrom generator import crew\nfrom tests.test_crew import square_all\n"
        "if __name__ == '__main__':\n"
        "    crew._cores = lambda: 2\n"
        "    with crew.Crew() as many:\n"
        "        found = many.each_chunk('square', square_all, range(400))\n"
        "        print(next(found)[0], flush=True)\n"
        "        sys.stdin.read()\n")
    home = Path(__file__).parents[1]
    with subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True, cwd=home,
                          env={**os.environ, "PYTHONPATH": str(home)}) as program:
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        program.send_signal(signal.SIGKILL)
    until = time.monotonic() + 10
    while Path(f"/proc/{worker}/cmdline").exists() and Path(
            f"/proc/{worker}/cmdline").read_bytes():
        assert time.monotonic() < until, "a worker outlived the program"
        time.sleep(0.05)
