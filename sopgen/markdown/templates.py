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
_OTHERS = {"{{": "}}", "{%": "%}", "<%": "%>"}


def fact(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "{<":
        return False
    match = _FACT.match(state.src, state.pos, state.posMax)
    end = match.end() if match else _end_of_other(state)
    if not end:
        return False
    if not silent:
        token = state.push("fact" if match else "template", "", 0)
        token.content, token.info = state.src[state.pos : end], match[1] if match else ""
    state.pos = end
    return True


def _end_of_other(state: StateInline) -> int:
    """Where a template of another tool ends that begins here; 0 where none does."""
    closing = _OTHERS.get(state.src[state.pos : min(state.pos + 2, state.posMax)])
    end = state.src.find(closing, state.pos + 2, state.posMax) if closing else -1
    return end + 2 if end >= 0 and "\n\n" not in state.src[state.pos : end] else 0


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
