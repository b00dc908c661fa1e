"""Builds to the output folder again and again: what has not changed is neither read, nor made, nor written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import date
from math import inf
from pathlib import Path
from time import monotonic

from sopgen import publish
from sopgen.build import Built, Project, asked_sites, build, build_with, notes_of, open_project, render
from sopgen.config import Config, today
from sopgen.load import ENDINGS
from sopgen.memory import Memory
from sopgen.model import SopgenError
from sopgen.recall import Recall
from sopgen.refusals import is_refusal
from sopgen.server.garbage import Garbage
from sopgen.server.held_output import HeldOutput
from sopgen.server.looks import Looks
from sopgen.server.snapshot import Overtaken
from sopgen.server.steady import Steady
from sopgen.server.watch import REST, Watcher
from sopgen.stages import Progress, quiet

RETRY = 10.0
"""Seconds after which what may have passed is tried again."""
SPARING = 20
"""Between two tries so many times as long passes as one takes."""


class Rebuilder:
    """Builds one project, one time after the other, in one thread.

    path: of `sopgen.yaml`. opened: opens the memory on disk, which does what is much: the first build, and one after a
    change of more than documents. jobs: processes. For the rest see `build.open_project` and `build.build`.
    """

    def __init__(
        self,
        path: Path,
        output: Path,
        opened: Callable[[], AbstractContextManager[Memory]],
        jobs: int,
        sites: tuple[str, ...] = (),
        strict: bool = False,
        drafts: bool = False,
        as_of: date | None = None,
    ) -> None:
        self.path, self._output = path, output
        self._opened, self._jobs, self._as_of = opened, jobs, as_of
        self._sites, self._strict, self._drafts = sites, strict, drafts
        self._open = ExitStack()
        self._memory: Memory | None = None
        self._stages = Steady()
        self._looks = Looks()
        self._last: Project | None = None  # what was published last
        self._held: HeldOutput | None = None
        self._config: Config | None = None  # that of the last build
        self._tried: date | None = None  # the day of the last try

    @property
    def outdated(self) -> bool:
        """Whether another day has begun where the organisation is: notices, reviews and opening hours go by it."""
        return not self._as_of and self._today() not in (None, self._tried)

    def _today(self) -> date | None:
        return today(self._config.organisation.time_zone) if self._config else None

    def build(self, paths: Collection[Path] = (), progress: Progress = quiet) -> Built:
        """The project as it stands on disk now. paths: of the files that have changed since, as far as is known: they
        decide how it is built, not what."""
        self._tried = self._today()
        if not all(path.name.lower().endswith(ENDINGS) for path in paths):
            self.forget()
        memory = self._memory = self._memory or self._begin()
        project = open_project(self.path, self._as_of, self._drafts, progress, self._stages)
        self._config = project.config
        if project.config is not None:
            self._tried = project.config.as_of
            asked_sites(project.config, self._sites)
        memory.rest()
        if self._last or notes_of(self._output, memory) is None:  # else the disk is to remember all of it
            with suppress(publish.NotStanding):  # somebody has changed the output meanwhile
                return self._next(project, memory, progress)
        built = build(project, self._output, self._sites, self._strict, progress, memory, self._jobs)
        self._last, self._held = project if built.published else None, None
        return built

    def _next(self, project: Project, memory: Memory, progress: Progress) -> Built:
        """A build that knows the last one."""
        publish.recover(self._output)
        notes = notes_of(self._output, memory)
        standing = publish.standing(self._output, notes)
        held, look = self._holding(memory, standing, self._stages.register), self._looks.load
        built = build_with(held, project, self._output, self._sites, self._strict, progress, notes, standing, look)
        if built.published:
            self._hold(project, held)
        return built

    def settle(self, progress: Progress = quiet) -> None:
        """Hold in memory what was published last, where only the disk knows it: so the next build need not ask there.
        Writes nothing."""
        if not self._memory or not self._last or not self._last.config or self._held:
            return
        if standing := publish.standing(self._output, notes_of(self._output, self._memory)):
            held = self._holding(self._memory, standing)
            render(self._last, asked_sites(self._last.config, self._sites), progress, self._looks.load, finishing=held)
            self._hold(self._last, held)

    def _holding(self, memory: Memory, standing: Mapping[str, str], register: bytes = b"") -> HeldOutput:
        known = self._held or Recall(memory, self._output, standing, self._jobs)
        return HeldOutput(self._output, standing, known, register, self._jobs)

    def _hold(self, project: Project, held: HeldOutput) -> None:
        self._last = project
        self._looks.built()
        if held.undisturbed:
            held.let_go()
            self._held = held

    def _begin(self) -> Memory:
        memory = self._open.enter_context(self._opened())
        self._stages = Steady(memory)
        return memory

    def forget(self) -> None:
        """Let go of all that is held of documents and pages."""
        self._memory = self._last = self._held = None
        self._stages = Steady()
        self._open.close()


Report = Callable[[Built, float], None]
"""Called after each build: what it came to, seconds."""


def rebuild_on_change(
    rebuilder: Rebuilder,
    report: Report,
    tell: Callable[[Exception, float], object],
    progress: Callable[[], AbstractContextManager[Progress]],
) -> None:
    """Build, and again after each change and at midnight, until interrupted: returns by KeyboardInterrupt. What the
    first build raises is raised.

    tell: what a later one raised, and after how many seconds it is tried again without a change, for ever where that
    helps nobody; the same is told once. progress: of a build.
    """
    watcher, garbage = Watcher(rebuilder.path), Garbage()
    watcher.start()

    def build(paths: Collection[Path] = ()) -> None:
        started = monotonic()
        with progress() as shown:
            built = rebuilder.build(paths, shown)
        report(built, monotonic() - started)

    def unless_changed(what: str, done: int, of: int) -> None:
        if watcher.changed:
            raise Overtaken

    def settle() -> None:
        """Only saves time: where it cannot be done, the next build says why, if that is still so."""
        try:
            rebuilder.settle(unless_changed)
        except Overtaken:
            pass
        except Exception:
            rebuilder.forget()

    again, told = None, ""  # the moment when it is tried again; why it has to be

    def enough() -> bool:
        return rebuilder.outdated or (again is not None and monotonic() >= again)

    try:
        build()
        settle()
        garbage.collect()
        while True:
            if garbage.too_much or (garbage.much and watcher.rests(REST)):
                garbage.collect()
            paths, started = watcher.wait(enough), monotonic()
            try:
                watcher.follow()
                build(paths or (rebuilder.path,))  # of all documents, as after a change of the settings
            except BrokenPipeError:  # nobody reads what is said
                raise
            except Exception as error:
                rebuilder.forget()
                may_pass = isinstance(error, SopgenError) or is_refusal(error)
                pause = max(RETRY, SPARING * (monotonic() - started)) if may_pass else inf
                if paths or str(error) != told:
                    tell(error, pause)
                again, told = monotonic() + pause, str(error)
            else:
                again, told = None, ""
                settle()
            garbage.built(monotonic() - started)
    finally:
        watcher.stop()
        rebuilder.forget()
