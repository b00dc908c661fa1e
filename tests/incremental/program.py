"""A copy of sopgen that can be changed as an update changes it, and what its calls say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

REPOSITORY = Path(__file__).parents[2]
RUNNER = Path(__file__).with_name("runner.py")
KILLED = -9


@dataclass(frozen=True, slots=True)
class Call:
    """One call of sopgen. folder: where it is made. kill: after so many seconds, if it runs so long. umask: what new
    files may not allow. workers: whether several processes work even where there is little to do."""

    arguments: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    kill: float | None = None
    umask: int = 0o022
    workers: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a call came to: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


class Program:
    """sopgen's files in a folder of their own, and the process whose children run them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._said = folder / "program", folder / "said"
        self._said.mkdir(parents=True)
        for name in ("sopgen", "themes"):
            shutil.copytree(REPOSITORY / name, self.folder / name)
        self._runner: subprocess.Popen[str] | None = None
        self._asked = 0

    def start(self, *calls: Call) -> None:
        """Begin these calls, all at the same time."""
        self._asked = len(calls)
        asked = [
            {
                "arguments": call.arguments,
                "folder": str(call.folder),
                "environment": {**_PLAIN, **call.environment},
                "said": str(self._said / str(number)),
                "kill": call.kill,
                "umask": call.umask,
                "workers": call.workers,
            }
            for number, call in enumerate(calls)
        ]
        print(json.dumps(asked), file=self._pipe("stdin"), flush=True)

    def wait(self) -> list[Said]:
        """What became of the calls that were begun."""
        line = self._pipe("stdout").readline()
        assert line, "the process that runs sopgen has ended"
        return [self._read(number, code) for number, code in enumerate(json.loads(line))]

    def run(self, *calls: Call) -> list[Said]:
        """These calls at the same time."""
        self.start(*calls)
        return self.wait()

    def run_alone(self, call: Call) -> Said:
        """A call in an interpreter of its own, as from a shell."""
        done = subprocess.run(
            [sys.executable, "-m", "sopgen", *call.arguments],
            cwd=call.folder,
            env={**self._environment(), **_PLAIN, **call.environment},
            capture_output=True,
            text=True,
            umask=call.umask,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def forget(self) -> None:
        """The files of the program have changed: the next call reads them anew."""
        if self._runner is not None:
            self._pipe("stdin").close()
            self._runner.wait()
            self._pipe("stdout").close()
            self._runner = None

    def _pipe(self, name: str) -> IO[str]:
        if self._runner is None:
            self._runner = subprocess.Popen(
                [sys.executable, RUNNER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=self._environment(),
                text=True,
            )
        pipe: IO[str] = getattr(self._runner, name)
        return pipe

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.folder)}

    def _read(self, number: int, code: int) -> Said:
        out, err = (Path(f"{self._said / str(number)}.{end}").read_text("utf-8") for end in ("out", "err"))
        return Said(code, out, err)


_PLAIN = {"COLUMNS": "100", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": ""}
