"""The Markdown we read: CommonMark, GFM and our own, one extension a file."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from sopgen.markdown import (
    admonitions,
    attributes,
    audience,
    autolinks,
    callouts,
    comments,
    containers,
    footnotes,
    length,
    links,
    places,
    quick,
    tabs,
    templates,
)

EXTENSIONS = (  # in the order in which they try a line or a character
    places,
    audience,
    containers,
    admonitions,
    tabs,
    comments,
    attributes,
    templates,
    links,
    footnotes,
    autolinks,
    callouts,
    length,
)

DEEPEST = 50
"""How deep blocks may stand in each other."""


@cache
def parser(raw_html: bool) -> MarkdownIt:
    """The parser, made once: with raw HTML read as such, or as text."""
    return quick.quickened(reference(raw_html))


def reference(raw_html: bool) -> MarkdownIt:
    """The parser as markdown-it works, rule by rule: what `parser` is measured by."""
    settings = {"html": raw_html, "maxNesting": DEEPEST, "tasklists": True, "strikethrough_single_tilde": True}
    md = MarkdownIt("commonmark", settings)
    md.inline = places.PlacedParser()
    md.configure("commonmark", settings)
    md.enable(["table", "strikethrough"])
    md.use(deflist_plugin)
    for extension in EXTENSIONS:
        extension.extend(md)
    return md
