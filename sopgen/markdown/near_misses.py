"""Blocks that are meant for one audience and not written so: found before Markdown is read, kept from customers."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from sopgen.markdown.fences import Scanner, block_end, prefix_length

_OTHER_NAMES = {
    "staff": (
        "internal internals internalonly intern interno interna private confidential restricted secret hidden "
        "employee employees employeesonly team teamonly agents personnel workers colleagues "
        "personale personal dipendenti empleats treballadors εσωτερικό εσωτερικο προσωπικό προσωπικο"
    ),
    "customer": (
        "costumer costumers public external clients client clienti cliente pubblico públic "
        "πελάτες πελατες πελάτης πελατης"
    ),
}
_MEANT = {name: audience for audience, names in _OTHER_NAMES.items() for name in names.split()}
_SAYS = re.compile(
    r"(?P<colons>[:\uff1a]{2,})[ \t]*(?P<braces>\{[^}]*\}?|[.#]?\w[\w-]*)"
    r"|(?P<mark>!!!|\?\?\?\+?)[ \t]*(?P<cry>\w[\w-]*)"
    r"|\[!(?P<alert>[^\]\n]+)\]"
    r"|(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>\{?[ \t]*\.?[\w-]+[ \t]*\}?)[ \t]*$"
)
_WORD = re.compile(r"[.#]?(\w[\w-]*)")


class NearMiss(NamedTuple):
    """A block that opens on line `start` and ends before line `end` (indexes from 0); written: from column `column`
    (from 1) on. audience: whom it seems to mean."""

    start: int
    end: int
    column: int
    written: str
    audience: str


def meant(name: str) -> str:
    """The audience that a block's name seems to mean, "" where it means none: "staff" of "staff-only"."""
    bare = re.sub(r"[\s_-]+", "", name).lower()
    for audience in _OTHER_NAMES:
        if bare.startswith(audience):
            return audience
    return _MEANT.get(bare) or next(iter(get_close_matches(bare, _OTHER_NAMES, n=1, cutoff=0.8)), "")


def near_misses(lines: list[str]) -> tuple[NearMiss, ...]:
    """Every block of a text that is almost one for an audience; not those inside code and comments."""
    signs = [_SIGN.search(line) is not None for line in lines]
    if True not in signs:
        return ()
    found: list[NearMiss] = []
    scanner = Scanner()
    for start, line in enumerate(lines):
        inside = scanner.inside
        scanner.read(line)
        if inside or not signs[start]:
            continue
        prefix = prefix_length(line)
        match = _SAYS.match(line, prefix)
        if not match or (match["alert"] and ">" not in line[:prefix]):
            continue
        if audience := _audience(match):
            end = _end(match, lines, start, prefix) if len(found) < _MANY else len(lines)
            found.append(NearMiss(start, end, prefix + 1, match[0].strip(), audience))
    return tuple(found)


_MANY = 20
"""After so many, each is taken to reach to the end: the file is not published before they are mended."""
_SIGN = re.compile(r"::|\uff1a|!!!|\?\?\?|\[!|```|~~~")


def _audience(match: re.Match[str]) -> str:
    if match["colons"]:
        words = _WORD.findall(match["braces"])
        exact = len(words) == 1 and words[0].lower() in ("staff", "customer") and "#" not in match["braces"]
        if exact and len(match["colons"]) > 2 and "\uff1a" not in match["colons"]:
            return ""
        classes = words if len(words) == 1 else re.findall(r"\.(\w[\w-]*)", match["braces"])
        return next(filter(None, map(meant, classes)), "")
    if match["fence"]:
        name = re.sub(r"[{}.\s]", "", match["info"])
        return meant(name) if "{" in match["info"] or name.lower().startswith(("staff", "customer")) else ""
    return meant(match["cry"] or match["alert"])


def _end(match: re.Match[str], lines: list[str], start: int, prefix: int) -> int:
    """The line after the block, rather too far than too near."""
    if match["mark"]:
        return _indented_end(lines, start, prefix)
    if match["alert"]:
        depth = lines[start][:prefix].count(">")
        end = start + 1
        while end < len(lines) and lines[end].strip() and lines[end][: prefix_length(lines[end])].count(">") >= depth:
            end += 1
        while end < len(lines) and lines[end].strip():  # lines that go on without `>`
            end += 1
        return end
    if match["fence"]:
        closing = re.compile(rf"[\s>]*{match['fence']}{match['fence'][0]}*\s*$")
    elif len(match["colons"]) > 2 and "\uff1a" not in match["colons"] and "#" not in match["braces"]:
        if Scanner().read(lines[start]):
            whole = block_end(lines[index] for index in range(start, len(lines)))
            if whole.closed:
                return start + whole.line + 1
        closing = re.compile(rf"[\s>]*:{{{len(match['colons'])}}}\s*$")
    else:
        closing = re.compile(r"[\s>]*[:\uff1a]{2,}\s*$")
    return next((index + 1 for index in range(start + 1, len(lines)) if closing.match(lines[index])), len(lines))


def _indented_end(lines: list[str], start: int, prefix: int) -> int:
    """The line after the indented text below a line, and after the paragraph that goes on from it."""
    end = start + 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if not line.strip(" \t>"):
            continue
        if len(line) - len(line.lstrip(" \t>")) <= prefix and (index > end or not lines[index - 1].strip()):
            break
        end = index + 1
    return end
