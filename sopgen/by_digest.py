"""Finished pages known by the digests of their files: the bytes stand in the output folder, where they were published.

What is made of all pages of a site, and the index of its search, are known in the same way.
"""

from __future__ import annotations

import dataclasses
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sopgen.finish import Finished, Finisher, Together
from sopgen.keyed import Keyed
from sopgen.keys import code_key, digest
from sopgen.lean import as_standing, sha256_of
from sopgen.model import Output
from sopgen.outputs.search import ENTRY, part_of_index, together
from sopgen.said import on_disk, state
from sopgen.view import CardView


class ByDigest(Keyed):
    """Pages whose files stand in an output folder.

    output: where the sites stand. standing: by path below it ("help/index.html"), the SHA-256 in hex of each file that
    surely holds what was published. others: what else the pages come about by.
    """

    def __init__(self, output: Path, standing: Mapping[str, str], *others: Any) -> None:
        super().__init__(*others)
        self._output, self._standing = output, standing
        self._seen: dict[Finisher, object] = {}

    def begin(self, finisher: Finisher) -> None:
        self._seen[finisher] = _read_while_made(finisher)
        super().begin(finisher)

    @property
    def undisturbed(self) -> bool:
        """Whether nobody has changed a theme or a picture since: else nobody knows which pages have seen it."""
        return all(_read_while_made(finisher) == seen for finisher, seen in self._seen.items())

    def search(self, finisher: Finisher, pages: Mapping[str, Sequence[Output]]) -> Iterable[Output]:
        """The index of the site; of each language as it stands where its pages are the same."""
        return together([self._part_of_index(finisher, language, files) for language, files in pages.items()])

    def _part_of_index(self, finisher: Finisher, language: str, files: Iterable[Output]) -> tuple[Output, ...]:
        outputs = [file for file in files if file.html]
        site, name = finisher.site, f"{finisher.site}/{language}/search"
        said = ((output.path, output.sha256 or sha256_of(output.data)) for output in outputs)
        key = digest(code_key(), repr((finisher.links, sorted(said))))
        known = self.recall_whole(name, key)
        if known is not None and self.all_stand(site, (file for file in known if file.path != ENTRY)):
            return known
        index = part_of_index((self.with_bytes(site, output) for output in outputs), finisher.links)
        stands = tuple(file if file.path == ENTRY else as_standing(file) for file in index)
        self.remember_whole(name, key, stands)
        return index

    def codes(self, finisher: Finisher, cards: Sequence[CardView]) -> tuple[Output, ...]:
        """As all do; as they stand where they say the same: to draw one takes as long as to make five pages."""
        name = f"{finisher.site}/codes"
        key = digest(code_key(), repr((finisher.secrets, [(card.picture, card.code) for card in cards])))
        known = self.recall_whole(name, key)
        if known is None or not self.all_stand(finisher.site, known):
            known = super().codes(finisher, cards)
            self.remember_whole(name, key, tuple(map(as_standing, known)))
        return known

    def together(
        self, finisher: Finisher, finished: Sequence[Finished], own: Sequence[str], paths: Sequence[str]
    ) -> Together:
        """As all do; as it stands where all pages tell the same, nothing was wrong, and all that links lead to is there
        yet."""
        name = f"{finisher.site}/together"
        grounds = (self._ground(finisher, edition) for edition in finisher.editions.values())
        key = digest(self._register, *grounds, repr((finisher.secrets, own)), *(one.told for one in finished))
        known = self.recall_whole(name, key)
        if known is not None and self.all_stand(finisher.site, known[0]) and {*known[1]} <= {*paths}:
            return Together(known[0], (), known[1])
        made = super().together(finisher, finished, own, paths)
        if not made.findings:
            self.remember_whole(name, key, (tuple(map(as_standing, made.outputs)), made.linked))
        return made

    def with_bytes(self, site: str, output: Output) -> Output:
        if not output.sha256:
            return output
        return dataclasses.replace(output, data=(self._output / site / output.path).read_bytes(), sha256="")

    @abstractmethod
    def recall_whole(self, name: str, key: bytes) -> tuple[Any, ...] | None:
        """What is known of a whole site or edition under this name and key."""

    @abstractmethod
    def remember_whole(self, name: str, key: bytes, known: tuple[Any, ...]) -> None:
        """This, known from now on."""

    def all_stand(self, site: str, files: Iterable[Output]) -> bool:
        """Whether all these files stand as they were published."""
        return all(self._standing.get(f"{site}/{file.path}") == file.sha256 for file in files)


def _read_while_made(finisher: Finisher) -> object:
    """What is read only when pages are made, as the disk tells of it: the theme, and how large pictures are."""
    files = (file for layer in finisher.look.layers for file in sorted(layer.rglob("*")))
    return [state(file) for file in files if file.is_file()], on_disk(finisher.library)
