"""What people change all day, done to a corpus on disk: each call is another edit of the same kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpus import CONTENT, Article, Flavour


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus as written by `write_corpus`."""

    folder: Path
    flavour: Flavour
    every: tuple[Article, ...]

    def article(self, turn: int) -> Path:
        """The file of an article: another one in each turn."""
        return self.folder / CONTENT[self.flavour] / self._chosen(turn).path

    def page(self, turn: int) -> str:
        """The folder of that article's page, from the site's root."""
        return self._chosen(turn).path.removesuffix(".md")

    def _chosen(self, turn: int) -> Article:
        return self.every[turn * 37 % len(self.every)]


def edit_text(corpus: Corpus, turn: int) -> str:
    """Another first paragraph in one article. Returns what only the new page says."""
    news = f"Edition {turn} of this page is new."
    _exchange(
        corpus.article(turn), r"\n## Purpose\n\n(Edition \d+ of this page is new\. )?", f"\n## Purpose\n\n{news} "
    )
    return news


def edit_title(corpus: Corpus, turn: int) -> str:
    news = f"Title {turn} of all"
    _exchange(corpus.article(turn), r"\ntitle: [^\n]*", f"\ntitle: {news}")
    return news


def edit_contact(corpus: Corpus, turn: int) -> str:
    """Another telephone number, which stands on every page."""
    for file in sorted(corpus.folder.glob("*.yaml" if corpus.flavour == "sopgen" else "hugo.toml")):
        _exchange(file, r"113 496 \d{4}", f"113 496 {turn % 1000:04d}")
    return f"496 {turn % 1000:04d}"


def edit_template(corpus: Corpus, turn: int) -> str:
    """Another line below the text of every page."""
    sopgen, hugo = "themes/handbook/templates/feedback.html", "layouts/partials/footer.html"
    news = f"Edition {turn} of this theme."
    _exchange(corpus.folder / (sopgen if corpus.flavour == "sopgen" else hugo), r"Edition \d+ of this theme\.", news)
    return news


def edit_rule(corpus: Corpus, turn: int) -> str:
    """Another limit of a rule; Hugo has none, nothing changes for it."""
    if corpus.flavour == "sopgen":
        _exchange(corpus.folder / "sopgen.yaml", r"words: \d+", f"words: {26 + turn % 100}")
    return ""


EDITS: Mapping[str, Callable[[Corpus, int], str]] = {
    "text": edit_text,
    "title": edit_title,
    "contact": edit_contact,
    "template": edit_template,
    "rule": edit_rule,
}


def _exchange(file: Path, pattern: str, by: str) -> None:
    before = file.read_text("utf-8")
    after, count = re.subn(pattern, lambda _: by, before, count=1)
    if not count or after == before:
        raise ValueError(f"{file} has nothing to exchange for {by!r}")
    file.write_text(after, "utf-8")
