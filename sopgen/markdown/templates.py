"""`{{ facts.x }}`, `{{ include "x.md" }}`, `{{ services }}`; other `{{ … }}`, `{% … %}`, `<% … %>` stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from sopgen.markdown.audience import INTERRUPTS
from sopgen.markdown.places import line_text

_FACT = re.compile(r"\{\{[ \t]*((?:facts|organisation|contact|branch)\.[\w.-]*[\w-])[ \t]*\}\}")
_INCLUDE = re.compile(r"""\{\{[ \t]*include[ \t]+(?:"([^"{}]+)"|'([^'{}]+)')[ \t]*\}\}[ \t]*$""")
_SERVICES = re.compile(r"""\{\{[ \t]*services(?:[ \t]+(?:"([^"{}]+)"|'([^'{}]+)'))?[ \t]*\}\}[ \t]*$""")
_OTHER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>", re.DOTALL)


def fact(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "{<":
        return False
    if match := _FACT.match(state.src, state.pos, state.posMax):
        kind = "fact"
    elif (match := _OTHER.match(state.src, state.pos, state.posMax)) and "\n\n" not in match[0]:
        kind = "template"
    else:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content, token.info = match[0], match[1] if kind == "fact" else ""
    state.pos = match.end()
    return True


def include(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    text = line_text(state, start)
    if not text.startswith("{{"):
        return False
    kind, match = "include", _INCLUDE.match(text)
    if not match:
        kind, match = "services", _SERVICES.match(text)
    if not match:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.map, token.content = [start, start + 1], match[1] or match[2] or ""
        state.line = start + 1
    return True


def facts_in(text: str) -> Iterator[re.Match[str]]:
    """The facts in a text: group 1 is the name."""
    return _FACT.finditer(text)


def extend(md: MarkdownIt) -> None:
    md.block.ruler.before("table", "include", include, INTERRUPTS)
    md.inline.ruler.before("escape", "fact", fact)
