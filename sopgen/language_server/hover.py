"""What is shown of the words under the pointer: a rule's page, a key's meaning, a fact's value, a link's document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sopgen.language_server import schema
from sopgen.language_server.facts import values
from sopgen.language_server.positions import Span, span
from sopgen.language_server.project import Draft
from sopgen.language_server.spots import front_matter, top_key
from sopgen.links import resolve
from sopgen.manual import rule_page
from sopgen.model import Entry, LinkRef
from sopgen.rules import RULES

_FACT = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
_KEY = re.compile(r"(\s*(?:- )?)(\w+)\s*:(?:\s|$)")


class Note(Struct, frozen=True):
    """What is shown, as Markdown, and for which words."""

    text: str
    span: Span


def hover(draft: Draft, path: str, row: int, column: int) -> Note | None:
    """Everything there is to say of a position (from 0, in characters): what is wrong here comes first."""
    lines = draft.lines.get(path, ())
    if row >= len(lines):
        return None
    notes = [*_rules(draft, path, lines, row, column), *_written(draft, path, lines, row, column)]
    return Note("\n\n---\n\n".join(note.text for note in notes), notes[0].span) if notes else None


def _rules(draft: Draft, path: str, lines: Sequence[str], row: int, column: int) -> Iterator[Note]:
    """The page of each rule that has found something here."""
    seen: set[str] = set()
    for problem in draft.problems.get(path, ()):
        where = span(problem.place, lines)
        if where.holds(row, column) and problem.rule not in seen:
            seen.add(problem.rule)
            rule = RULES[problem.rule]
            page = rule_page(rule).split("---\n", 2)[2].strip()
            yield Note(f"**{rule.name}**: {rule.summary}.\n\n{page}", where)


def _written(draft: Draft, path: str, lines: Sequence[str], row: int, column: int) -> Iterator[Note]:
    if path not in draft.documents:
        return
    if row in front_matter(lines):
        yield from _key(lines, row, column)
    elif entry := draft.entry(path):
        yield from _fact(draft, entry, lines[row], row, column)
        yield from _link(draft, entry, lines, row, column)


def _key(lines: Sequence[str], row: int, column: int) -> Iterator[Note]:
    match = _KEY.match(lines[row])
    if not match or not match.start(2) <= column <= match.end(2):
        return
    way = (match[2],) if match.start(2) == 0 else (top_key(lines, row - 1) or top_key(lines, row), match[2])
    if said := schema.about(way):
        allowed = schema.values(way)
        more = f"\n\nOne of: {', '.join(f'`{value}`' for value in allowed)}." if allowed else ""
        yield Note(f"**{match[2]}**: {said}{more}", Span(row, match.start(2), match.end(2)))


def _fact(draft: Draft, entry: Entry, line: str, row: int, column: int) -> Iterator[Note]:
    for match in _FACT.finditer(line):
        if match.start() <= column <= match.end():
            for audience, value in values(draft, entry, match[1]):
                who = f" ({audience})" if audience else ""
                yield Note(f"`{match[1]}`{who}: **{value}**", Span(row, match.start(), match.end()))


def _link(draft: Draft, entry: Entry, lines: Sequence[str], row: int, column: int) -> Iterator[Note]:
    """The document that a link leads to, once, whatever the site."""
    for link in _links(entry):
        where = span(link.place, lines)
        if link.place.path == entry.record.path and where.holds(row, column) and (text := _target(draft, entry, link)):
            yield Note(text, where)
            return


def _links(entry: Entry) -> Iterator[LinkRef]:
    for outline in entry.record.outlines.values():
        yield from outline.links


def _target(draft: Draft, entry: Entry, link: LinkRef) -> str:
    library = draft.library
    assert library is not None
    for (_, language), routes in library.routes.items():
        if language == entry.language and (entry.record.snippet or routes.audience in entry.meta.audience):
            target = resolve(link.target, entry.record, entry, library, routes)
            if target.entry:
                meta = target.entry.meta
                facts = ", ".join(part for part in (meta.id, meta.type, meta.status) if part)
                said = f"\n\n{meta.description}" if meta.description else ""
                return f"**{meta.title}** ({facts}){said}\n\n`{target.entry.record.path}`"
    return ""
