"""The quick parser says what markdown-it says, rule by rule: the same tokens, notes and references for every text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sopgen.markdown import parser, quick, reference
from sopgen.markdown.places import Lines
from tests.markdown.test_cases import cases

ROOT = Path(__file__).parents[2]
CHARACTERS = "\n\n\n  \t\0ab0é.,:;!?*_`~#>[](){}<>=+-|\\/&@^\"'^$%1)"
BEGINNINGS = (
    *("", "  ", "    ", "\t", "> ", "- ", "* ", "+ ", "1. ", "12) ", "- [ ] ", "# ", "=== ", "---", "***", "===", "~ "),
    *(": ", "::: ", ":::steps", ":::tabs", ":::staff", ":::", '=== "Tab"', '!!! note "Title"', "??? tip", "!!! oh"),
    *(
        "[^1]: ",
        "[a]: b",
        "<!-- c",
        "-->",
        "<!-- c --> ",
        "<div>",
        "```",
        "~~~ py",
        "| a | b |",
        "|---|--:|",
        "{.list}",
    ),
    *("{#a .b}", '{{ include "a.md" }}', "{{ services }}", "\0", "> [!WARNING] T", "<script>", "[[toc]]"),
)
PIECES = (
    *(
        "word",
        "two words",
        "*",
        "**",
        "_",
        "__",
        "~",
        "~~",
        "~~~",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](a.md)",
        "<b>",
    ),
    *(
        '](<a b> "t")',
        "](two words.md)",
        "][a]",
        "[a]",
        "[^1]",
        "[^2]",
        "{.x}",
        "{#y}",
        "{{ facts.x }}",
        "{% x %}",
        "<",
    ),
    *("<!-- c -->", "<!--", "&amp;", "&#33;", "&no;", "\\*", "\\", "  ", "https://a.b/c", "a@b.cd", "mailto:a@b.cd"),
    *("www.a.bc", "<https://a.b>", "a_b_c", "2*3*4", ":", "!", "^", "$", "-", "|", "\n", "\n", "  \n", "\\\n", "</b>"),
)


def texts() -> Iterator[tuple[str, str]]:
    for path, case in cases():
        yield f"{path.name}: {case['title']}", case["text"]
    for folder in ("procedures", "sopgen", "tests/markdown"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def read(md: MarkdownIt, text: str) -> tuple[object, ...]:
    """All that a parser says of a text."""
    lines = Lines("a.md", text.split("\n"), 1)
    env: dict[str, object] = {"lines": lines, "view": "all", "audience_lines": []}
    tokens = md.parse(text, env)
    notes: Any = env.get("footnotes", {})  # the rule leaves an empty list where it was asked for nothing
    listed = notes.get("refs") or {}, notes.get("list") or {}
    return repr(tokens), lines.findings, env.get("references"), env["audience_lines"], listed


@pytest.mark.parametrize("raw_html", [False, True])
def test_every_text_has_the_same_tokens(raw_html: bool) -> None:
    slow, fast = reference(raw_html), parser(raw_html)
    for name, text in texts():
        assert read(fast, text) == read(slow, text), name


@settings(max_examples=400, deadline=None)
@given(st.booleans(), st.text(CHARACTERS, max_size=60))
def test_any_characters_have_the_same_tokens(raw_html: bool, text: str) -> None:
    assert read(parser(raw_html), text) == read(reference(raw_html), text)


@settings(max_examples=400, deadline=None)
@given(
    st.booleans(),
    st.lists(
        st.tuples(st.lists(st.sampled_from(BEGINNINGS), max_size=3), st.lists(st.sampled_from(PIECES), max_size=5)),
        max_size=12,
    ),
)
def test_any_markdown_has_the_same_tokens(raw_html: bool, lines: list[tuple[list[str], list[str]]]) -> None:
    text = "\n".join("".join((*beginning, *pieces)) for beginning, pieces in lines)
    assert read(parser(raw_html), text) == read(reference(raw_html), text)


def test_no_rule_is_forgotten() -> None:
    """A name that is misspelt would leave a rule slow, and a rule of none would be asked nowhere."""
    md = reference(True)
    assert quick.LINES.keys() | {"table", "code", "lheading", "deflist", "paragraph"} == {
        *md.block.ruler.get_active_rules()
    }
    assert quick.CHARACTERS.keys() | {"text"} == {*md.inline.ruler.get_active_rules()}


def test_extensions_begin_as_they_are_said_to() -> None:
    """Every character that stops markdown-it's own rules, and that no rule of ours or theirs begins with, is text."""
    stopping = {*re.findall(r".", "!#$%&*+-:<=>@[\\]^_`{}~")} | {"\n"}
    ours = {*"".join(quick.CHARACTERS.values()), "]"}
    assert ours <= stopping
    for letter in sorted(stopping - ours):
        text = f"a{letter}b {letter} c{letter}"
        assert read(parser(True), text) == read(reference(True), text)
