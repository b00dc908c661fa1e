"""One run of the benchmark at one size: the two programs in turns, so that what else the machine does hits both."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tests.benchmarks.corpus import articles, settings, write_corpus
from tests.benchmarks.edits import EDITS, Corpus, edit_text
from tests.benchmarks.figures import Figures
from tests.benchmarks.measure import Taken, run
from tests.benchmarks.programs import Hugo, Project, Sopgen
from tests.benchmarks.serving import Server, hugo_server, hugo_watching, sopgen_server, sopgen_watching

MANY = 50_000
"""From so many pages on only sopgen is measured, once, and only its builds: Hugo would need some 10 GB."""
QUICK = 15
"""Rounds of what takes a tenth of a second."""
VARIANTS = {"plain": settings(style=False), "both": settings(both=True), "search": settings(search=True)}
GROUPS = ("cold", "edits", "check", "serve", "watch", "start", "memory")

Step = Callable[[], object]


def _nothing() -> None:
    """What is to be done where nothing is."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one program does in a round: `ready` is not measured, `run` is; `proof` looks at what came of it."""

    case: str
    program: str
    run: Callable[..., Taken]
    ready: Step = _nothing
    proof: Step = _nothing


class Wrong(Exception):
    """A program ended well, and what it made is not right: its time counts for nothing."""


class Session:
    """Measures both programs over one corpus. turn: counts the edits, so that each is another one."""

    def __init__(self, figures: Figures, folder: Path, pages: int, rounds: int, ours: Sopgen, theirs: Hugo | None):
        self.figures, self.pages, self.ours = figures, pages, ours
        self.theirs = theirs if pages < MANY else None
        self.rounds = rounds if pages < MANY else 1
        self.corpus = Corpus(folder / "sopgen", "sopgen", articles(pages))
        self.other = Corpus(folder / "hugo", "hugo", self.corpus.every)
        self.main = Project(self.corpus.folder, folder / "built" / "sopgen")
        self.hugo = Project(self.other.folder, folder / "built" / "hugo")
        self.variants = {name: self.main.apart(name, f"{name}.yaml") for name in VARIANTS}
        self.turn = 0
        self._news, self._since = "", 0

    def measure(self, groups: Sequence[str]) -> Iterator[str]:
        """Measure; says what comes next."""
        yield "writing the corpus"
        self._write()
        steps: dict[str, Callable[[], Iterator[str]]] = {
            "cold": self._cold,
            "edits": self._edits,
            "check": self._check,
            "serve": self._serve,
            "watch": self._watch,
            "start": self._start,
            "memory": self._memory,
        }
        for group in GROUPS:
            if group in groups and (self.pages < MANY or group in ("cold", "edits")):
                yield from steps[group]()

    def _write(self) -> None:
        shutil.rmtree(self.corpus.folder.parent, ignore_errors=True)
        size = write_corpus(self.corpus.folder, self.pages, "sopgen")
        for name, text in VARIANTS.items():
            (self.corpus.folder / f"{name}.yaml").write_text(text, "utf-8")
        if self.theirs:
            write_corpus(self.other.folder, self.pages, "hugo")
        self.figures.sizes.setdefault(self.pages, {})["sources"] = size

    def _in_turns(self, turns: Iterable[Turn], rounds: int) -> None:
        every = tuple(turns)
        for turn in every:
            self.figures.forget(turn.case, self.pages)
        for _ in range(rounds):
            self.turn += 1
            for turn in every:
                turn.ready()
                self.figures.add(turn.case, self.pages, turn.program, turn.run())
                turn.proof()

    # ------------------------------------------------------------------------------------------- what is measured

    def _cold(self) -> Iterator[str]:
        yield "cold builds"
        cases = {"cold": self.main}
        if self.pages < MANY:
            cases |= {f"cold-{name}": project for name, project in self.variants.items()}
        turns = [self._ours(case, project, project.forget) for case, project in cases.items()]
        if self.pages >= MANY:  # once is long enough: memory is looked at while the clock runs
            turns = [replace(turn, run=partial(turn.run, memory=True)) for turn in turns]
        self._in_turns([*turns[:1], *self._hugo("cold", self.hugo.forget), *turns[1:]], self.rounds)
        sizes = self.figures.sizes[self.pages]
        sizes["cache"] = _measured(self.main.cache)[1]
        sizes["files"], sizes["bytes"] = _measured(self.main.output)
        if self.theirs:
            sizes["hugo-files"], sizes["hugo-bytes"] = _measured(self.hugo.output)

    def _edits(self) -> Iterator[str]:
        search = self.variants["search"]
        self._warm(self.main)
        yield "builds where nothing changed"
        rounds = max(self.rounds, QUICK // 3)
        self._in_turns([self._ours("none", self.main), *self._hugo("none")], rounds)
        for name in EDITS:
            yield f"builds after a change: {name}"
            edit, prove = partial(self._edit, name), partial(self._prove, name)
            site = self.main.output / "handbook"
            turns = [self._ours(name, self.main, partial(edit, self.corpus), partial(prove, self.corpus, site))]
            turns += self._hugo(name, partial(edit, self.other), partial(prove, self.other, self.hugo.output))
            if name in ("text", "contact") and self.pages < MANY:
                self.ours.build(search)  # it has not seen the edits before these
                turns.append(self._ours(f"{name}-search", search))
            self._in_turns(turns, self.rounds)

    def _check(self) -> Iterator[str]:
        yield "checks"
        project = self.main.apart("check")
        first = Turn("check", "sopgen", partial(self.ours.run, project, "check"), project.forget)
        self._in_turns([first, replace(first, case="check-again", ready=_nothing)], self.rounds)

    def _serve(self) -> Iterator[str]:
        yield "development servers"
        self._warm(self.main)
        with ExitStack() as servers:
            own, elsewhere = servers.enter_context(sopgen_server(self.ours, self.main))
            turns = [self._saving("serve", self.corpus, own)]
            if self.theirs:
                hugo = servers.enter_context(hugo_server(self.theirs, self.hugo))
                turns.append(self._saving("serve", self.other, hugo))
            turns.append(self._saving("serve-all", self.corpus, elsewhere, QUICK))
            self._in_turns(turns, QUICK)
            for name in ("title", "contact", "template"):
                yield f"development servers after a change: {name}"
                turns = [self._saving(f"serve-{name}", self.corpus, own, edit=EDITS[name])]
                if self.theirs:
                    turns.append(self._saving(f"serve-{name}", self.other, hugo, edit=EDITS[name]))
                self._in_turns(turns, self.rounds)

    def _watch(self) -> Iterator[str]:
        self._warm(self.main)
        with ExitStack() as programs:
            ours = programs.enter_context(sopgen_watching(self.ours, self.main))
            theirs = programs.enter_context(hugo_watching(self.theirs, self.hugo)) if self.theirs else None
            for case, name in (("watch", "text"), ("watch-title", "title")):
                yield f"builds that stay after a change: {name}"
                turns = [self._saving(case, self.corpus, ours, edit=EDITS[name])]
                if theirs:
                    turns.append(self._saving(case, self.other, theirs, edit=EDITS[name]))
                self._in_turns(turns, self.rounds)

    def _start(self) -> Iterator[str]:
        yield "starting"
        bare = partial(run, [sys.executable, "-c", "pass"], self.corpus.folder, {})
        words = [Turn(word, "sopgen", partial(self.ours.run, self.main, f"--{word}")) for word in ("version", "help")]
        self._in_turns([Turn("python", "sopgen", bare), *words], QUICK)

    def _memory(self) -> Iterator[str]:
        yield "memory of cold builds"
        turns = [self._ours("memory", self.main, self.main.forget), *self._hugo("memory", self.hugo.forget)]
        self._in_turns([replace(turn, run=partial(turn.run, memory=True)) for turn in turns], 1)

    # ---------------------------------------------------------------------------------------------------- its parts

    def _ours(self, case: str, project: Project, ready: Step = _nothing, proof: Step = _nothing) -> Turn:
        return Turn(case, "sopgen", partial(self.ours.build, project), ready, proof)

    def _hugo(self, case: str, ready: Step = _nothing, proof: Step = _nothing) -> list[Turn]:
        return [Turn(case, "hugo", partial(self.theirs.build, self.hugo), ready, proof)] if self.theirs else []

    def _warm(self, project: Project) -> None:
        self.ours.build(project)
        if self.theirs:
            self.theirs.build(self.hugo)

    def _edit(self, name: str, corpus: Corpus) -> None:
        self._news = EDITS[name](corpus, self.turn)
        self._since = time.time_ns()

    def _prove(self, name: str, corpus: Corpus, site: Path) -> None:
        """Count what was written. Raises Wrong where the edited page does not say what is new."""
        page = site / corpus.page(self.turn) / "index.html"
        if self._news not in page.read_text("utf-8"):
            raise Wrong(f"{page} does not say “{self._news}” after a change: {name}")
        if corpus.flavour == "sopgen":
            written = (file.stat().st_mtime_ns >= self._since for file in site.rglob("*") if file.is_file())
            self.figures.sizes[self.pages][f"written-{name}"] = sum(written)

    def _saving(
        self,
        case: str,
        corpus: Corpus,
        server: Server,
        later: int = 0,
        edit: Callable[[Corpus, int], str] = edit_text,
    ) -> Turn:
        """later: so many turns, so that it is another article than that of another case."""

        def save() -> Taken:
            turn = self.turn + later
            return server.after(corpus.page(turn), partial(edit, corpus, turn))

        return Turn(case, corpus.flavour, save)


def _measured(folder: Path) -> tuple[int, int]:
    """How many files there are in a folder, and their bytes."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)
