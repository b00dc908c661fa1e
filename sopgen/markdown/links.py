"""Links and pictures: targets stay as written, each knows where it stands; plain spaces in a file name are read too."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

_SPACED = re.compile(
    r"\([ \t]*((?:[^()<>\[\]\n\"']|\([^()<>\[\]\n\"']*\))+(?<!\s)"
    r"\.(?:md|markdown|png|jpe?g|gif|svg|webp|avif|pdf|docx?|xlsx?|pptx?|csv|zip)"
    r"(?:#[^()\s]*)?)[ \t]*(?:\"([^\"\n]*)\"[ \t]*)?\)",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"\([ \t]*((?:tel:|mailto:|https?://[^\s(){}\"']*)?"
    r"\{\{[ \t]*(?:facts|organisation|contact|branch)\.[\w.-]*[\w-][ \t]*\}\}[^\s(){}\"']*)"
    r"[ \t]*(?:\"([^\"\n]*)\"[ \t]*)?\)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\[([^\[\]\n]*[^\W\d_][^\[\]\n]+)\]")
SCHEMES = frozenset(
    ("http", "https", "mailto", "tel", "sms", "geo", "ftp", "ftps", "sftp", "xmpp", "whatsapp", "viber", "skype", "sip")
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST = re.compile(r"[/\\]{2}")
"""Another host by whatever scheme the page has; browsers take a backslash for a slash."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b\ufeff]+")


@lru_cache(maxsize=1024)
def forbidden_scheme(target: str) -> str:
    """How a target begins that we do not write ("javascript:", "//"); "" where it is fine.

    What browsers leave out before they look, we leave out as well.
    """
    bare = _IGNORED.sub("", target)
    if _HOST.match(bare):
        return "//"
    match = _SCHEME.match(bare)
    return match[0].lower() if match and match[1].lower() not in SCHEMES else ""


def placed_link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start, count = state.pos, len(state.tokens)
    if not (link(state, silent) or _spaced(state, silent)):
        if not silent:
            _undefined(state)
        return False
    if not silent:
        opened = next(token for token in state.tokens[count:] if token.type == "link_open")
        opened.meta |= {"at": start, "end": state.pos}
    return True


def _spaced(state: StateInline, silent: bool) -> bool:
    """`[text](two words.md)`: not CommonMark, but what people write."""
    label_end = state.md.helpers.parseLinkLabel(state, state.pos, True)
    match = _written_freely(state, label_end + 1) if label_end >= 0 else None
    if not match:
        return False
    if not silent:
        start, maximum = state.pos, state.posMax
        state.pos, state.posMax = start + 1, label_end
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": match[1]} | ({"title": match[2]} if match[2] else {})
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
        state.posMax = maximum
    state.pos = match.end()
    return True


def _written_freely(state: StateInline, start: int) -> re.Match[str] | None:
    """What stands in the brackets of a link whose target holds spaces or a fact: target and title."""
    if match := _FACT.match(state.src, start, state.posMax):
        return match
    match = _SPACED.match(state.src, start, state.posMax)
    return match if match and " " in match[1] else None


def _undefined(state: StateInline) -> None:
    """Notes a `[text][label]` whose label is nowhere defined; `x[i][j]` is none."""
    before = state.src[state.pos - 1] if state.pos else " "
    if before.isalnum() or before in "]_!":
        return
    label_end = state.md.helpers.parseLinkLabel(state, state.pos, True)
    if label_end > state.pos + 1 and (match := _REFERENCE.match(state.src, label_end + 1, state.posMax)):
        token = state.push("undefined_link", "", 0)
        token.info, token.meta["end"] = match[1], match.end()


def placed_image(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    start, count = state.pos, len(state.tokens)
    if not (image(state, silent) or _spaced_image(state, silent)):
        return False
    if not silent:
        token = next(token for token in state.tokens[count:] if token.type == "image")
        token.meta |= {"at": start, "end": state.pos}
        _shift(token.children, start + 2)
    return True


def _spaced_image(state: StateInline, silent: bool) -> bool:
    label_end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    match = _written_freely(state, label_end + 1) if label_end >= 0 else None
    if not match:
        return False
    if not silent:
        content = state.src[state.pos + 2 : label_end]
        children: list[Token] = []
        state.md.inline.parse(content, state.md, state.env, children)
        token = state.push("image", "img", 0)
        token.attrs = {"src": match[1], "alt": ""} | ({"title": match[2]} if match[2] else {})
        token.children, token.content = children, content
    state.pos = match.end()
    return True


def _shift(tokens: list[Token] | None, by: int) -> None:
    for token in tokens or ():
        token.meta["at"] = token.meta.get("at", 0) + by
        _shift(token.children, by)


def _as_written(url: str) -> str:
    return url


def extend(md: MarkdownIt) -> None:
    md.inline.ruler.at("link", placed_link)
    md.inline.ruler.at("image", placed_image)
    vars(md).update(validateLink=bool, normalizeLink=_as_written, normalizeLinkText=_as_written)
