"""Runs sopgen in children of one process that has imported it, each as `python -m sopgen` would: run by `program.py`.

A child remembers nothing of another one, and needs no second to start. One JSON line asks for calls at the same time,
one line answers when all have ended.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import sys
import time
from importlib import import_module
from typing import Any

IMPORTED = ("cli", "commands.build", "commands.check", "commands.translate", "build", "memory")


WORKERS = {"sopgen.crew.FEWEST": 2, "sopgen.crew.CHUNK": 2, "sopgen.memory.WORTH_WORKERS": 2, "sopgen.memory.CHUNK": 2}
"""With these several processes do what one would do in so small a project."""
SPARE = {"sopgen.publish.spare.WORTH_SPARE": 0}
"""With this two trees take turns, as they do in a large project."""
SURVIVE = 20.0
"""Seconds that workers of a call have to end after it."""


def child(call: dict[str, Any]) -> None:
    os.setsid()  # its workers can be told from those of others
    os.chdir(call["folder"])
    os.environ.update(call["environment"])
    os.umask(0o022)
    for number, name in ((0, os.devnull), (1, call["said"] + ".out"), (2, call["said"] + ".err")):
        file = os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode) for number, mode in ((0, "r"), (1, "w"), (2, "w")))
    os.umask(call["umask"])
    for name, value in {**SPARE, **(WORKERS if call["workers"] else {})}.items():
        module, _, constant = name.rpartition(".")
        setattr(import_module(module), constant, value)
    sys.argv = ["sopgen", *call["arguments"]]
    runpy.run_module("sopgen", run_name="__main__", alter_sys=True)


def ended(pid: int, kill_at: float | None) -> int:
    """The exit code of a child, negative for the signal that ended it. kill_at: time of the monotonic clock."""
    while True:
        done, status = os.waitpid(pid, os.WNOHANG if kill_at is not None else 0)
        if done:
            assert not alive(pid), "a worker outlives what it worked for"
            return os.waitstatus_to_exitcode(status)
        assert kill_at is not None
        if time.monotonic() >= kill_at:
            os.kill(pid, signal.SIGKILL)
            kill_at = None
        else:
            time.sleep(0.001)


def alive(group: int) -> bool:
    """Whether processes of a call that has ended are there after a while; they are ended then."""
    until = time.monotonic() + SURVIVE
    while any(_lives(name, group) for name in (os.listdir("/proc") if sys.platform == "linux" else ())):
        if time.monotonic() > until:
            os.killpg(group, signal.SIGKILL)
            return True
        time.sleep(0.02)
    return False


def _lives(process: str, group: int) -> bool:
    """Whether a process is there and of this group; one that has ended, and of which nobody asked, is not."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            state, _, of = file.read().rpartition(b")")[2].split()[:3]
    except OSError:
        return False
    return int(of) == group and state != b"Z"


def main() -> None:
    for name in IMPORTED:
        import_module(f"sopgen.{name}")
    for line in sys.stdin:
        calls = json.loads(line)
        started = time.monotonic()
        pids = []
        for call in calls:
            pid = os.fork()
            if not pid:
                child(call)
                return
            pids.append(pid)
        codes = []
        for call, pid in zip(calls, pids, strict=True):
            codes.append(ended(pid, None if call["kill"] is None else started + call["kill"]))
        print(json.dumps(codes), flush=True)


if __name__ == "__main__":
    main()
