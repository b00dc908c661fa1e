"""Lines that YAML cannot take: which one is to blame, and how it should be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml
from msgspec import Struct

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_VALUE = re.compile(r"^(\s*(?:- )*\s*[^\s:#][^:]*:\s+|\s*(?:- )+)(.+?)\s*$")
"""What leads to a value on a line (key, colon, hyphens), and the value."""
_KEY = re.compile(r"\s*(?:- )*[^\s:#\"'\[{][^:]*:(\s|$)")
_INNER = re.compile(r"(?<=[\s,:\[{])(\{\{[^{}]*\}\}[^,\[\]{}]*)(?=[,\]}])")
_SIGNS = "[{*&!%@`|>"
_QUOTES = "\"'"


class Slip(Struct, frozen=True):
    """A line that cannot be read: rows and columns from 0. rows: what to leave out, so that the rest can be read.

    plain: it is plain to see in the line itself, not a guess from where the reading stopped.
    """

    row: int
    column: int
    message: str
    hint: str
    rows: range
    plain: bool = True


def slip(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Slip:
    """The line that made this error, and how to mend it."""
    return next(_guesses(error, lines))


def quote_hint(line: str) -> str:
    """The line as it should be: its value in quotes, or the `{{ … }}` inside its list."""
    match = _VALUE.match(line)
    if not match:
        return "put the value in quotes"
    value = match[2]
    if value[0] in "[{" and not value.startswith("{{") and (inner := _INNER.search(value)):
        quoted = f'{value[: inner.start()]}"{inner[1].rstrip()}"{value[inner.end() :]}'
        return f"put the value inside in quotes: {match[1].strip()} {quoted}"
    comma = "," if value[0] in _QUOTES and value[-1] == "," else ""
    escaped = value.removesuffix(comma).replace("\\", "\\\\").replace('"', '\\"')
    return f'put the value in quotes: {match[1].strip()} "{escaped}"{comma}'


def _guesses(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Iterator[Slip]:
    """What it may be, the surest first."""
    problem, context = error.problem or str(error), error.context or ""
    row, column = _spot(error.problem_mark or error.context_mark, lines)
    opened, opening = _spot(error.context_mark or error.problem_mark, lines)
    at_end = row == len(lines) - 1 and column >= len(lines[row].rstrip())
    tab = next((n for n, line in enumerate(lines) if re.match(r"^ *\t", line)), None)
    if tab is not None and ("\\t" in problem or tab <= row):
        hint = "indent with spaces: YAML does not allow tabs"
        yield _at(tab, lines[tab].index("\t"), "a tab indents this line", hint)
    if "mapping values are not allowed" in problem:
        yield from _second_colon(lines, row, column)
    if "could not find expected ':'" in problem:
        yield _no_colon(opened, opening)
    if "quoted scalar" in context and "end of stream" in problem:
        yield _open_quote(lines, opened, opening)
    if "parsing a flow" in context and lines[opened][opening:] and (at_end or _runs_on(lines, opened, row)):
        yield _open_list(lines, opened, opening, len(lines) if at_end else row)
    value = _VALUE.match(lines[row])
    if value and (_fails_alone(lines[row]) or "undefined alias" in problem):
        if value[2][0] in _QUOTES:
            message = "text follows the quotation mark that ends the value"
            yield _at(row, value.start(2), message, quote_hint(lines[row]))
        if value[2][0] in _SIGNS:
            begins = value[2][:2].strip()
            message = f"a value that starts with {begins} is not plain text for YAML"
            yield _at(row, value.start(2), message, quote_hint(lines[row]))
    for above in range(row - 1, -1, -1):
        begins_above = _VALUE.match(lines[above])
        if begins_above and begins_above[2][0] in _QUOTES and _fails_alone(lines[above]):
            yield _open_quote(lines, above, begins_above.start(2))
    hint = "look here and one line above: quotes in pairs, equal indents, a space after each colon"
    yield _at(row, column, f"YAML cannot be read here: {problem}", hint, plain=False)


def _spot(mark: yaml.Mark | None, lines: Sequence[str]) -> tuple[int, int]:
    """Row and column of a mark; what lies behind the last line is its end."""
    if mark is None or mark.line >= len(lines):
        return len(lines) - 1, len(lines[-1])
    return mark.line, mark.column


def _second_colon(lines: Sequence[str], row: int, column: int) -> Iterator[Slip]:
    above = next((n for n in range(row - 1, -1, -1) if lines[n].strip()), None)
    key = _KEY.match(lines[row])
    first = key is not None and key.start(1) - 1 == column
    if above is not None and first and _indent(lines[row]) > _indent(lines[above]):
        end = next((n for n in range(row, len(lines)) if _ends(lines[n], _indent(lines[row]))), len(lines))
        message = "this line is indented deeper than the line above"
        hint = f"give keys side by side the same indent: {' ' * _indent(lines[above])}{lines[row].strip()}"
        yield _at(row, _indent(lines[row]), message, hint, range(row, end))
    elif above is not None and first and not _KEY.match(lines[above]):
        yield _no_colon(above, _indent(lines[above]))
    message = "a colon followed by a space ends the key, and this line has two"
    yield _at(row, column, message, quote_hint(lines[row]))


def _no_colon(row: int, column: int) -> Slip:
    hint = "write `key: value`; where a text goes on, indent its lines deeper than its key"
    return _at(row, column, "this line has no colon", hint)


def _open_quote(lines: Sequence[str], row: int, column: int) -> Slip:
    sign, line = lines[row][column], lines[row].strip()
    message = f"the quotation mark {sign} that opens here is not closed"
    return _at(row, column, message, f"write quotes in pairs: {line}{sign}")


def _open_list(lines: Sequence[str], row: int, column: int, end: int) -> Slip:
    closing = "]" if lines[row][column] == "[" else "}"
    hint = f"write {closing} at its end"
    if _VALUE.match(lines[row]):
        hint += f"; if it is a text, {quote_hint(lines[row])}"
    message = f"the {lines[row][column]} that opens here is not closed"
    return _at(row, column, message, hint, range(row, max(end, row + 1)))


def _runs_on(lines: Sequence[str], opened: int, row: int) -> bool:
    """Whether a list in brackets has run into the next key: one that is no deeper than its own line."""
    indent = _indent(lines[opened])
    return any(_ends(line, indent + 1) and _KEY.match(line) for line in lines[opened + 1 : row + 1])


def _ends(line: str, indent: int) -> bool:
    return bool(line.strip()) and _indent(line) < indent


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _fails_alone(line: str) -> bool:
    """Whether YAML cannot take the line by itself."""
    try:
        list(yaml.parse(line.strip(), Loader=LOADER))
    except (yaml.YAMLError, ValueError, RecursionError):
        return True
    return False


def _at(row: int, column: int, message: str, hint: str, rows: range | None = None, plain: bool = True) -> Slip:
    return Slip(row, column, message, hint, rows or range(row, row + 1), plain)
