"""What a rule is, and what it sees: a document with its blocks, and the library around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import inf
from typing import Any, Literal

from msgspec import Struct, field

from sopgen.config import Config
from sopgen.library import Library
from sopgen.links import Lead
from sopgen.model import Body, DocumentType, Entry, Finding, ImageRef, Outline, Record, Severity, Silence
from sopgen.prose import Prose

Scope = Literal["prose", "document", "links", "library", "change", "reading", "proof"]
"""Where a rule's findings come from: `check(reading)` for each document by itself, "prose" for included files too;
`check(place)` for each document in its place among the others; `check(library)` once; `check(change)` for each document
that is not as it was at the revision of `--since`; while files are read (no check of its own); or the proof of the
finished pages."""


class Reading(Struct, frozen=True):
    """A document by itself, as a rule of scope "prose" or "document" sees it. What it is told of the other documents
    is in the register entry alone, so that its findings can be remembered until the file or the settings change.

    prose: its steps and sentences. silences: what the rules have noted by `silent`.
    """

    entry: Entry
    body: Body
    config: Config
    prose: Prose
    silences: list[Silence] = field(default_factory=list)

    def option(self, rule: str, name: str, default: Any) -> Any:
        """An option that the project gave to a rule, in the type of its default."""
        return option(self.config, rule, name, default)

    def silent(self, rule: str, name: str, least: float = -inf, most: float = inf) -> None:
        """Note that a rule finds nothing in this document while this option is from `least` to `most`, whatever its
        other options are: so it need not be asked again when somebody moves its limit. Of no account where it has found
        something."""
        self.silences.append(Silence(rule, name, least, most))


class Linked(Struct, frozen=True):
    """A document among the others, as a rule of scope "links" sees it: its register entry and the library around it.

    links: where each of its links leads, on each site that shows it.
    """

    entry: Entry
    library: Library
    links: tuple[Lead, ...] = ()

    def parts(self) -> Iterator[tuple[Record, Outline]]:
        """What some reader sees of the document, and of each file that it includes, with the file it stands in."""
        for audience in self.entry.record.outlines:
            yield from self.library.outlines(self.entry.record, audience, self.entry.language)

    def option(self, rule: str, name: str, default: Any) -> Any:
        """An option that the project gave to a rule, in the type of its default."""
        return option(self.library.config, rule, name, default)


class Change(Struct, frozen=True):
    """A document as it is and as it was at an earlier revision, as a rule of scope "change" sees it.

    entry, body: now. before, body_before: then, its register entry made complete by the defaults of today.
    """

    entry: Entry
    body: Body
    before: Entry
    body_before: Body


def option(config: Config, rule: str, name: str, default: Any) -> Any:
    """An option that a project gave to a rule, in the type of its default."""
    setting = config.rules.get(rule)
    value = setting.options.get(name) if setting else None
    return default if value is None else option_value(value, default, default)


def option_value(written: Any, kind: Any, otherwise: Any = None) -> Any:
    """What `sopgen.yaml` gives to an option, in the type of its default: a list of texts, or a number that is not
    negative. What is neither is `otherwise`; rule `unknown-setting` reports it."""
    if isinstance(kind, list):
        texts = [written] if isinstance(written, str) else written
        return texts if isinstance(texts, list) and all(isinstance(text, str) for text in texts) else otherwise
    try:
        number = type(kind)(written)
    except (TypeError, ValueError, OverflowError):
        return otherwise
    return number if 0 <= number < float("inf") else otherwise


class Rule(Struct, frozen=True):
    """A rule as the rooms around it see it. fixed: its severity cannot be changed and it has no exemptions.

    needs: keys of `sopgen.yaml`; where one could not be read whole, the rule would raise false alarms.
    front_matter: it asks what the front matter says, and is silent where that could not be read.
    error_in: the types of documents in which it is an error by default, whatever it is elsewhere.
    options: what a project may set for it, with what holds where nothing is said.
    """

    name: str
    page: str
    severity: Severity | Literal["off"]
    scope: Scope
    fixed: bool
    check_document: Callable[[Reading], Iterable[Finding]] | None
    check_links: Callable[[Linked], Iterable[Finding]] | None
    check_library: Callable[[Library], Iterable[Finding]] | None
    check_change: Callable[[Change], Iterable[Finding]] | None
    needs: frozenset[str] = frozenset()
    front_matter: bool = False
    error_in: frozenset[DocumentType] = frozenset()
    options: Mapping[str, list[str] | int | float] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        return self.page.partition("\n")[0].rstrip(".")

    @property
    def remark(self) -> str:
        """What is to be said of its severity besides its name; "" where there is nothing."""
        if self.fixed:
            return "fixed: it cannot be changed"
        if self.severity == "off":
            return "it is checked only where `sopgen.yaml` asks for it"
        return f"error in a {' or '.join(sorted(self.error_in))}" if self.error_in else ""


UNREAD = frozenset({"yaml", "front-matter", "front-matter-place", "duplicate-key", "unknown-key", "encoding"})
"""What keeps front matter from being read whole has been reported."""


def front_matter_unread(record: Record) -> bool:
    """Whether something in the document's front matter could not be read."""
    return any(finding.rule in UNREAD for finding in record.findings)


def written_names(record: Record, key: str) -> tuple[str, ...]:
    """The names that a document's own front matter gives under a key, one or several."""
    written = record.written.get(key)
    if isinstance(written, str):
        return (written,)
    return tuple(str(name) for name in written) if isinstance(written, tuple) else ()


def pictures(reading: Reading) -> Iterator[ImageRef]:
    """Every picture of a document, each place once, whatever audience sees it."""
    seen: set[ImageRef] = set()
    for pieces in reading.body.views.values():
        for piece in pieces:
            if isinstance(piece, ImageRef) and piece not in seen:
                seen.add(piece)
                yield piece
