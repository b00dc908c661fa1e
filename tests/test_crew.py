"""Work by several processes comes to the same as work by one, in the same order, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sopgen.crew import CHUNK, FEWEST, each
from sopgen.memory import Memory

HERE = os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, FEWEST - 1, FEWEST, 10 * CHUNK + 1])
def test_the_order_is_that_of_the_pieces(jobs: int, count: int) -> None:
    assert list(each(lambda piece: piece * 2, range(count), jobs)) == [piece * 2 for piece in range(count)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in one process")
def test_others_do_it() -> None:
    assert HERE not in set(each(lambda piece: os.getpid(), range(FEWEST), 2))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in one process")
def test_a_worker_that_is_stopped_costs_only_time() -> None:
    def do(piece: int) -> int:
        if piece == 7 * CHUNK and os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)
        return piece

    assert list(each(do, range(10 * CHUNK), 2)) == list(range(10 * CHUNK))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_raised_is_raised_here(jobs: int) -> None:
    def do(piece: int) -> int:
        return 1 // (piece - FEWEST // 2)

    with pytest.raises(ZeroDivisionError):
        list(each(do, range(FEWEST), jobs))


def hears_interrupts(piece: object, process: str = "self") -> bool:
    """As Linux tells it."""
    blocked = Path(f"/proc/{process}/status").read_text().split("SigBlk:")[1].split()[0]
    return not int(blocked, 16) >> (signal.SIGINT - 1) & 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in one process")
def test_ctrl_c_is_heard_by_one_process_alone() -> None:
    """A terminal interrupts all of them: workers, and those that only begin, would each print a traceback."""
    assert set(each(hears_interrupts, range(FEWEST), 2)) == {False}
    memory = Memory(None, 2)
    try:
        pool = memory._workers()
        assert not pool.submit(hears_interrupts, 0).result()
        assert not pool.submit(hears_interrupts_above, os.getpid()).result()
    finally:
        memory.close()
    assert hears_interrupts(0)


def hears_interrupts_above(us: int) -> bool:
    """Of what forked this worker, which is a process between it and us."""
    assert os.getppid() != us
    return hears_interrupts(0, str(os.getppid()))


BEGINNING = """
import os, signal, time
from sopgen.memory import WORTH_WORKERS, Memory

memory = Memory(None, 2)
us = os.getpid()
if not os.fork():
    time.sleep(0.1)
    os.kill(us, signal.SIGINT)
    os._exit(0)
try:
    memory._each(list, [[]] * WORTH_WORKERS, print)
except KeyboardInterrupt:
    memory.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in one process")
def test_an_interrupt_while_workers_begin_is_no_fault_of_theirs() -> None:
    done = subprocess.run([sys.executable, "-c", BEGINNING], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


ALONE = """
import os, signal, time
from sopgen.crew import each

def do(piece):
    os.write(1, b"%d\\n" % os.getpid())  # at once: a print may be two pieces, and two workers write
    time.sleep(60)

list(each(do, range(100), 2))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in one process")
def test_no_worker_outlives_the_process_that_it_works_for() -> None:
    with subprocess.Popen([sys.executable, "-c", ALONE], stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        workers = [int(killed.stdout.readline()) for _ in range(2)]
        killed.kill()
    until = time.monotonic() + 60
    while any(map(lives, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(lives, workers))


def lives(process: int) -> bool:
    """Whether a process is there, and not only its name until somebody asks what became of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
