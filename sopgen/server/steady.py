"""What is said of documents among the others, remembered as long as nothing has changed that others can see."""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_

from sopgen import among
from sopgen.check import of_place
from sopgen.config import Config
from sopgen.library import Library
from sopgen.model import Finding, Record
from sopgen.said import Said, whole
from sopgen.stages import Recent


class Steady(Recent):
    """Remembers where links lead, too: only a file whose text is another one is judged again, unless the register, the
    settings or another file has changed. register: the digest of the documents that were judged last."""

    def __init__(self) -> None:
        super().__init__()
        self.register = b""
        self._said = Said()
        self._around = b""
        self._config: Config | None = None
        self._placed: dict[str, tuple[list[Record], tuple[Finding, ...]]] = {}

    def place(self, library: Library) -> Mapping[str, tuple[Finding, ...]]:
        self._said = Said(self._said)
        self.register = whole(library, self._said)
        around, _ = among.around(library, self.register)
        known = self._placed if around == self._around and library.config == self._config else {}
        self._around, self._config, self._placed = around, library.config, {}
        for entry in library.entries:
            path, parts = entry.record.path, among.parts(entry, library)
            before = known.get(path)
            if before is None or len(before[0]) != len(parts) or not all(map(is_, before[0], parts)):
                before = parts, of_place(entry, library)
            self._placed[path] = before
        return {path: findings for path, (_, findings) in self._placed.items()}
