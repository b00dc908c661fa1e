"""`https://…`, `www.…` and mail addresses in running text are links; other bare domains are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SCHEME = re.compile(r"(?:^|[^\w.+-])(https?|mailto|tel)$", re.IGNORECASE)
_LONGEST_SCHEME, _LONGEST_LOCAL = 7, 320
"""How far back a scheme and what stands before it, and the name in an e-mail address can reach: texts have no end."""
_URL = re.compile(r"://[^\s<>/?#]+[^\s<>]*")
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+$")
_DOMAIN = re.compile(r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+")
_WWW = re.compile(r"(?<![\w./@:-])www\.[^\W_][\w-]*(?:\.[\w-]+)+(?:[/?#:][^\s<>]*)?", re.IGNORECASE)
_ENTITY = re.compile(r"&[A-Za-z0-9]+;$")


def url(state: StateInline, silent: bool) -> bool:
    """Called at a colon: looks back for the scheme, ahead for the rest."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-_LONGEST_SCHEME:])
    match = _URL.match(state.src, state.pos, state.posMax)
    if not scheme or not match or scheme[1].lower() not in ("http", "https"):
        return False
    tail = _trimmed(match[0])
    if len(tail) <= 3:
        return False
    return _push(state, scheme[1], tail, scheme[1] + tail)


def mail(state: StateInline, silent: bool) -> bool:
    """Called at an @ sign."""
    if silent or state.linkLevel or state.src[state.pos] != "@":
        return False
    local = _LOCAL.search(state.pending[-_LONGEST_LOCAL:])
    match = _DOMAIN.match(state.src, state.pos, state.posMax)
    if not local or not match or match[0][-1] in "-_":
        return False
    name = local[0].lstrip("/.")
    if name and state.pending[: -len(local[0])].lower().endswith("mailto:") and name == local[0]:
        before = state.pending[-len(name) - 7 :]
        return _push(state, before, match[0], before + match[0])
    return bool(name) and _push(state, name, match[0], f"mailto:{name}{match[0]}")


def _push(state: StateInline, before: str, after: str, target: str) -> bool:
    state.pending = state.pending[: len(state.pending) - len(before)]
    start, end = state.pos - len(before), state.pos + len(after)
    token = state.push("link_open", "a", 1)
    token.attrs, token.markup = {"href": target}, "autolink"
    token.meta |= {"at": start, "end": end}
    text = state.push("text", "", 0)
    text.content, text.meta["at"] = before + after, start
    state.push("link_close", "a", -1).markup = "autolink"
    state.pos = end
    return True


def www(state: StateCore) -> None:
    """Makes links of `www.…` in the texts that stand in no link."""
    if "www." not in state.src.lower():
        return
    for block in state.tokens:
        if block.type == "inline" and block.children and "www." in block.content.lower():
            block.children = list(_with_hosts(block.children))


def _with_hosts(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type != "text" or depth:
            yield token
            continue
        end, at = 0, token.meta.get("at", 0)
        for match in _WWW.finditer(token.content):
            host = _trimmed(match[0])
            if match.start() < end or "." not in host[4:]:
                continue
            yield _text(token, token.content[end : match.start()], at + end)
            end = match.start() + len(host)
            span = {"at": at + match.start(), "end": at + end}
            level = token.level
            yield Token("link_open", "a", 1, {"href": f"https://{host}"}, level=level, markup="autolink", meta=span)
            yield _text(token, host, at + match.start(), level + 1)
            yield Token("link_close", "a", -1, level=level, markup="autolink")
        yield _text(token, token.content[end:], at + end) if end else token


def _text(like: Token, content: str, at: int, level: int = -1) -> Token:
    return Token("text", "", 0, content=content, level=like.level if level < 0 else level, meta={"at": at})


def _trimmed(text: str) -> str:
    """Without the punctuation at the end that belongs to the sentence."""
    while text:
        opening = {")": "(", "]": "["}.get(text[-1], "")
        if text[-1] in "?!.,:*_~'\"" or (opening and text.count(text[-1]) > text.count(opening)):
            text = text[:-1]
        elif text[-1] == ";" and (entity := _ENTITY.match(text, max(text.rfind("&"), 0))):
            text = text[: entity.start()]
        elif text[-1] == ";":
            text = text[:-1]
        else:
            break
    return text


def extend(md: MarkdownIt) -> None:
    md.inline.ruler.push("autolink_url", url)
    md.inline.ruler.push("autolink_mail", mail)
    md.core.ruler.after("inline", "autolink_www", www)
