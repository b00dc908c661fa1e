"""A project as it is being written: read again and again, with the texts that are not saved laid over the files."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping, Set
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from sopgen import load
from sopgen.build import read_sources, without_old
from sopgen.check import judge
from sopgen.config import Config, default_config, read_in_part
from sopgen.fingerprint import lines_in
from sopgen.fix import mend
from sopgen.footprint import read_file
from sopgen.library import Library
from sopgen.load import ENDINGS, Loaded, OnDisk
from sopgen.memory import Memory, remembered
from sopgen.model import Entry, Finding, Problem, Verdict
from sopgen.stages import Documents, Parsed, Recent

Texts = Mapping[Path, bytes]
"""The texts that are open in the editor, by the path of their file."""


class Draft(Struct, frozen=True):
    """A project as read at one moment. problems: by path from its root. settings: sopgen.yaml and the files it names.

    library: None where there are no settings to read the documents by. lines: of the texts that are open.
    """

    root: Path
    library: Library | None
    documents: Documents
    problems: Mapping[str, tuple[Problem, ...]]
    settings: frozenset[str]
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def entry(self, path: str) -> Entry | None:
        """The document, or the included file, at this path."""
        if self.library is None:
            return None
        entries = (*self.library.entries, *self.library.snippets)
        return next((entry for entry in entries if entry.record.path == path), None)


class Patient(Recent):
    """For texts that are half written: where a rule of ours stumbles over one, the others keep their problems."""

    def judge(self, entry: Entry, document: Parsed, settings: Config) -> Verdict | None:
        try:
            return super().judge(entry, document, settings)
        except Exception:
            logging.getLogger("sopgen").exception("%s could not be judged", entry.record.path)
            return None


class Project:
    """Reads one project; what did not change since it was last read is neither parsed nor judged again.

    file: its sopgen.yaml. Without one, root and defaults stand in for it and the open texts are all there is.
    """

    def __init__(self, root: Path, file: Path | None) -> None:
        self.root, self.file = root, file
        self._stages: Patient | None = None
        self._memory: Memory | None = None
        self._closing = ExitStack()
        self._whole: Config | None = None
        self._settings: frozenset[str] = frozenset()

    def read(self, texts: Texts) -> Draft:
        """The project as it stands now. Settings that are half written do not count until they can be read again."""
        if self.file is None:
            return self._without_settings(texts)
        config, findings = read_in_part(self.file, drafts=True, bytes_of=lambda path: _bytes(path, texts))
        self._settings = self._settings_files(config, findings)
        if config is not None and not config.dropped:
            self._whole = config
            return self._draft(config, texts, findings)
        wrong = judge(findings, None)
        used = self._whole or config
        if used is None:
            return Draft(self.root, None, {}, _by_path(wrong), self._settings, _lines(self._own(texts)))
        draft = self._draft(used, texts, ())
        rest = {path: found for path, found in draft.problems.items() if path not in self._settings}
        return replace(draft, problems={**rest, **_by_path(wrong)})

    def mended(self, path: str, texts: Texts) -> bytes | None:
        """This open text with all that is certain mended, as `sopgen check --fix` does it; None where nothing is."""

        def judge(tried: Mapping[str, bytes]) -> tuple[Problem, ...]:
            laid = {self.root / name: data for name, data in tried.items()}
            return self.read({**texts, **laid}).problems.get(path, ())

        change = mend(lambda name: texts[self.root / name], judge).changes.get(path)
        return change[1] if change else None

    def close(self) -> None:
        """To be called in the thread that reads."""
        self._closing.close()

    def _remembering(self, own: Mapping[str, bytes]) -> Patient:
        """What the first reading asks is what earlier runs remember, where the settings are those on disk."""
        if self._stages is None:
            saved = not any(path.endswith((".yaml", ".yml")) for path in own)
            if self.file and saved:
                self._memory = self._closing.enter_context(remembered(self.root))
            self._stages = Patient(self._memory)
        return self._stages

    def _draft(self, config: Config, texts: Texts, findings: Iterable[Finding]) -> Draft:
        own = self._own(texts)
        stages = self._remembering(own)
        read = read_sources(config, lay_over(stages.load(config), config, own), findings=findings, stages=stages)
        if self._memory:
            self._memory.rest()
        project = without_old(read, unsaved=own)
        found = _by_path(project.problems)
        return Draft(self.root, project.library, project.documents, found, self._settings, _lines(own))

    def _without_settings(self, texts: Texts) -> Draft:
        config, own = default_config(self.root, "."), self._own(texts)
        loaded = lay_over(Loaded((), OnDisk(self.root), ()), config, own)
        project = read_sources(config, loaded, stages=self._remembering(own))
        found = _by_path(project.problems)
        return Draft(self.root, project.library, project.documents, found, frozenset(), _lines(own))

    def _own(self, texts: Texts) -> dict[str, bytes]:
        """The texts that are files of this project, by their paths in it."""
        return {
            path.relative_to(self.root).as_posix(): data
            for path, data in texts.items()
            if path.is_relative_to(self.root)
        }

    def _settings_files(self, config: Config | None, findings: Iterable[Finding]) -> frozenset[str]:
        assert self.file is not None
        named = {finding.place.path for finding in findings}
        if config is not None:
            named |= {place.path for place in config.places.values.values()}
        else:
            named |= self._settings
        return frozenset({self.file.name, *(path for path in named if path.endswith((".yaml", ".yml")))})


def lay_over(loaded: Loaded, config: Config, texts: Mapping[str, bytes]) -> Loaded:
    """The sources with these texts in place of the files, those too that are on no disk yet."""
    chosen = {path: data for path, data in texts.items() if _is_document(path, config.content)}
    known: Set[str] = {*chosen, *(source.path for source in loaded.sources)}
    sources = {source.path: source for source in loaded.sources}
    for path, data in chosen.items():
        sources[path] = load.source(path, data, config.content, config.languages, config.translations, known)
    findings = tuple(finding for finding in loaded.findings if finding.place.path not in chosen)
    return Loaded(tuple(sources[path] for path in sorted(sources)), loaded.files, findings)


def _is_document(path: str, content: str) -> bool:
    inside = content == "." or path.startswith(f"{content}/")
    hidden = any(part.startswith(".") for part in path.removeprefix(f"{content}/").split("/"))
    return inside and not hidden and path.lower().endswith(ENDINGS)


def _bytes(path: Path, texts: Texts) -> bytes:
    named = Path(os.path.normpath(path))
    return texts[named] if named in texts else read_file(path)


def _lines(texts: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    return {path: tuple(lines_in(data)) for path, data in texts.items()}


def _by_path(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.place.path, []).append(problem)
    return {path: tuple(of_file) for path, of_file in found.items()}
