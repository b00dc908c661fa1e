"""Pieces of work done by several processes, which have what they need from the process that they were forked from."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from threading import Thread
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

CHUNK = 20
"""Pieces that a worker is given at a time: enough that asking costs nothing, few enough that all end together."""
FEWEST = 60
"""With fewer pieces, starting workers takes longer than they save."""
AHEAD = 4
"""Chunks for each worker that are done before somebody takes them: memory does not grow with the work."""

# What forked workers do: they inherit it, so that nothing is packed for them but the pieces themselves.
_do: Callable[[object], object] | None = None


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes that are started here hear no interrupt: it is for the one that they work for, which ends them. Nor is
    that one asked to end while it starts them by halves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """What a worker does first: see to it that it is gone when the process that it works for is, be that killed."""

    from multiprocessing import parent_process

    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a forked process has inherited what its parent does first
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})

    def watch() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            signal.raise_signal(signal.SIGTERM)

    Thread(target=watch, daemon=True).start()


def each(do: Callable[[Given], Made], pieces: Sequence[Given], jobs: int) -> Iterator[Made]:
    """Each piece done, in order. jobs: processes that work; 1 does all here, as do systems where forking is not safe.

    do: must change nothing that shows. What it raises is raised here.
    """
    if jobs <= 1 or len(pieces) < FEWEST or sys.platform != "linux":
        yield from map(do, pieces)
        return
    from concurrent.futures.process import BrokenProcessPool  # lazy: most runs have little to do

    done = 0
    with suppress(BrokenProcessPool):  # the system stopped a worker: without them it only takes longer
        for made in _forked(do, pieces, jobs):
            yield from made
            done += len(made)
    yield from map(do, pieces[done:])


def _forked(do: Callable[[Given], Made], pieces: Sequence[Given], jobs: int) -> Iterator[list[Made]]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    global _do
    chunks = (pieces[start : start + CHUNK] for start in range(0, len(pieces), CHUNK))
    _do = do  # type: ignore[assignment]  # any pieces
    gc.freeze()  # so that collecting does not copy what is shared
    try:
        with ProcessPoolExecutor(jobs, get_context("fork"), end_with_parent) as pool:
            with undisturbed():
                waiting = [pool.submit(_chunk, chunk) for chunk in islice(chunks, jobs * AHEAD)]
            try:
                while waiting:
                    made = waiting.pop(0).result()
                    waiting.extend(pool.submit(_chunk, chunk) for chunk in islice(chunks, 1))
                    yield made  # type: ignore[misc]  # of what `do` makes
            finally:
                pool.shutdown(cancel_futures=True)  # where nobody takes what they make, they need make no more
    finally:
        _do = None
        gc.unfreeze()


def _chunk(pieces: Sequence[object]) -> list[object]:
    assert _do is not None
    return [_do(piece) for piece in pieces]
