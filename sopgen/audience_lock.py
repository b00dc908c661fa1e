"""Who may read what, a line for each file and site: kept beside the project, so that a reviewer sees what changes.

    procedures/refund.md: handbook (staff)
    procedures/refund.md: help (customer), without 2 blocks

A file that becomes one for customers changes a line, whatever made it so: its own front matter, a folder's default, a
site's audience, a page that includes it, a colon that closed a block. Drafts are on no line: nobody reads them yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sopgen.library import Library
from sopgen.lines import lines_of
from sopgen.model import Entry, Finding, Place

RULE = "audience-lock"
HEADER = """\
# Who may read what: for each file the sites that show it. Look at what changes here before you merge it.
# `sopgen audience --write` writes this file.
"""
HINT = "have it looked at by somebody who answers for it, then `sopgen audience --write`"
_LINE = re.compile(r"(?P<path>.+): (?P<shown>[^\s:]+ \((?:staff|customer)\)(?:, without (?:1 block|\d+ blocks))?)")

Shown = Mapping[str, tuple[str, ...]]
"""By path of a file, on which sites it is shown, and for whom: ("handbook (staff)", …)."""


def shown(library: Library) -> Shown:
    """Who may read what, as of the documents that are no drafts; files in the order of their names."""
    found: dict[str, dict[str, None]] = {}
    for name, site in library.config.sites.items():
        for language in library.config.languages_of(name):
            for entry in _entries(library, site.audience, language):
                for record, outline in library.outlines(entry.record, site.audience, entry.language):
                    left = f", without {outline.apart} block{'s' * (outline.apart > 1)}" if outline.apart else ""
                    found.setdefault(_on_a_line(record.path), {})[f"{name} ({site.audience}){left}"] = None
    return {path: tuple(found[path]) for path in sorted(found)}


def _on_a_line(path: str) -> str:
    """A path in signs that are shown as they are: one that ends the line, or turns it round, could pass for another."""
    if path.isprintable():
        return path
    signs = (sign if sign.isprintable() else sign.encode("unicode_escape", "surrogatepass").decode() for sign in path)
    return "".join(signs)


def _entries(library: Library, audience: str, language: str) -> Iterator[Entry]:
    """What a site shows in a language: of each document its own text, or the one that stands in for it."""
    order = (language, library.config.source_language, *library.config.languages)
    for translations in library.by_key.values():
        for code in order:
            entry = translations.get(code)
            if entry and audience in entry.meta.audience and entry.meta.status != "draft":
                yield entry
                break


def written(of: Shown) -> str:
    """The file as it says this."""
    return HEADER + "".join(f"{line}\n" for line in lines(of))


def lines(of: Shown) -> Iterator[str]:
    """A line for each file and site."""
    return (f"{path}: {where}" for path, sites in of.items() for where in sites)


def read(text: str, name: str) -> tuple[dict[str, tuple[str, ...]], dict[str, int], tuple[Finding, ...]]:
    """What a file says, the line on which it first names each path, and what in it cannot be read.

    name: of the file, from the project.
    """
    found: dict[str, tuple[str, ...]] = {}
    places: dict[str, int] = {}
    wrong: list[Finding] = []
    for number, line in enumerate(lines_of(text.removeprefix("\ufeff")), 1):
        match = _LINE.fullmatch(line.rstrip())
        if match:
            places.setdefault(match["path"], number)
            found[match["path"]] = (*found.get(match["path"], ()), match["shown"])
        elif line.strip() and not line.startswith("#"):
            place = Place(name, number, 1, len(line) + 1)
            hint = "keep the lines of both sides of a merge, then `sopgen audience --write`"
            wrong.append(Finding(place, RULE, f"`{line.strip()[:60]}` does not say who may read what", hint))
    return found, places, tuple(wrong)


def changes(before: Shown, now: Shown) -> Iterator[tuple[str, str]]:
    """The path of each file that is not for the readers that it was for, and what changed, in words."""
    for path in sorted(before.keys() | now.keys()):
        was, is_ = before.get(path, ()), now.get(path, ())
        if set(was) != set(is_):
            yield path, f"{_words(set(was) - set(is_), was)} → {_words(set(is_) - set(was), is_)}"


def _words(which: Iterable[str], order: tuple[str, ...]) -> str:
    return ", ".join(one for one in order if one in which) or "nobody"


def differences(library: Library, text: str, name: str) -> Iterator[Finding]:
    """What the file does not say as it is. text: of the file. name: its path from the project."""
    before, places, wrong = read(text, name)
    yield from wrong
    now = shown(library)
    for path, what in changes(before, now):
        record = library.records.get(path)
        place = record.places.get("audience", record.places.get("", Place(path))) if record else None
        yield Finding(
            place or Place(name, places.get(path, 1)),
            RULE,
            f"{path} changes its readers: {what}; {name} does not say so",
            HINT,
        )
