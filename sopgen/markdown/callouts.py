"""Call-outs: `> [!WARNING] Title`; the six kinds and the names that other tools and languages give them."""

from __future__ import annotations

import re
from difflib import get_close_matches

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sopgen.markdown.near_misses import meant
from sopgen.markdown.places import Lines
from sopgen.model import Place

KINDS = ("note", "tip", "important", "warning", "caution", "danger")
BLOCKS = (
    "staff",
    "customer",
    "steps",
    "video",
    "tabs",
    "tab",
    "details",
    "decision",
    "picture",
    "before-after",
    "did-it-work",
)
"""The other names that may stand behind `:::`."""
_NAMES = {
    "note": (
        "note info information seealso summary abstract quote example definition question faq aside todo "
        "nota notes informazione informazioni esempio informació exemple σημείωση σημειωση πληροφορία πληροφορίες"
    ),
    "tip": ("tip hint success check done suggerimento consiglio consell suggeriment truc συμβουλή συμβουλη υπόδειξη"),
    "important": "important importante σημαντικό σημαντικο",
    "warning": (
        "warning attention warn attenzione avviso avvertenza avvertimento avís avis advertiment advertència "
        "atenció atencio προειδοποίηση προειδοποιηση"
    ),
    "caution": "caution cautela prudenza precaució precaucio compte προσοχή προσοχη",
    "danger": "danger error bug failure fail security pericolo perill κίνδυνος κινδυνος",
}
_KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_OTHER = re.compile(r"\[!([A-Za-z]+)[ \t]+[^\]]+\]")
_MARKER = re.compile(r"\[!([\w-]+)\]([+-]?)[ \t]*(.*)$")


def is_kind(name: str) -> bool:
    return name.lower() in _KIND_OF


def kind_of(name: str, lines: Lines, place: Place) -> str:
    """The kind of call-out that a name means; an unknown name is a note and a finding."""
    if is_kind(name):
        return _KIND_OF[name.lower()]
    if meant(name):  # has been found as a near miss
        return "note"
    known = name.lower()
    close = get_close_matches(known, (*KINDS, *BLOCKS), n=1)
    guess = f"did you mean `{close[0]}`?" if close else f"the kinds are {', '.join(KINDS)}"
    lines.note(place, "callout-type", f"there is no call-out of the kind `{name}`: it is shown as a note", guess)
    return "note"


def push_title(state: StateBlock, title: str, line: int) -> None:
    """The tokens of a title: inline text of its own, where there is any."""
    if not title:
        return
    state.push("title_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.map, inline.content, inline.children = [line, line + 1], title, []
    state.push("title_close", "p", -1)


def alerts(state: StateCore) -> None:
    """Turns quotes that begin with `[!KIND]` into call-outs."""
    if "[!" not in state.src:
        return
    tokens = state.tokens
    lines: Lines = state.env["lines"]
    out: list[Token] = []
    opened: list[bool] = []
    skip = 0
    for index, token in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        if token.type == "blockquote_open":
            text = _first_text(tokens, index)
            match = text and _MARKER.match(text.content.partition("\n")[0])
            opened.append(bool(match))
            if text and not match and (other := _OTHER.match(text.content)):
                message = f"`[!{other[1]} …]` means nothing here: it is shown as text"
                hint = "write a link to it, or a `:::video` with a file of your own"
                lines.note(lines.span(text, 0, other.end()), "callout-type", message, hint)
            if text and match:
                skip = _open_callout(tokens, index, match, lines, out)
                continue
        elif token.type == "blockquote_close" and opened.pop():
            token.type, token.tag = "callout_close", "div"
        out.append(token)
    state.tokens = out


def _first_text(tokens: list[Token], index: int) -> Token | None:
    if index + 2 < len(tokens) and tokens[index + 1].type == "paragraph_open":
        return tokens[index + 2]
    return None


def _open_callout(tokens: list[Token], index: int, match: re.Match[str], lines: Lines, out: list[Token]) -> int:
    """Writes the opening tokens; says how many tokens after the quote's own have been used up."""
    quote, paragraph, text = tokens[index : index + 3]
    first, last = text.map or [0, 0]
    line, column = lines.locate(text, match.start(1))
    place = Place(lines.path, line, column, column + len(match[1]))
    quote.type, quote.tag = "callout_open", "div"
    quote.meta |= {"kind": kind_of(match[1], lines, place), "fold": {"-": "closed", "+": "open"}.get(match[2], "")}
    out.append(quote)
    title = match[3].strip()
    if title:
        span = [first, first + 1]
        inline = Token("inline", "", 0, map=span, content=title, children=[], level=quote.level + 2)
        inline.meta["segments"] = [(0, *lines.locate(text, match.start(3)))]
        level = quote.level + 1
        out += [
            Token("title_open", "p", 1, map=span, level=level, block=True),
            inline,
            Token("title_close", "p", -1, level=level, block=True),
        ]
    rest = text.content.partition("\n")[2]
    if not rest.strip():
        return 3
    leading = len(rest) - len(rest.lstrip())
    text.content = rest.lstrip()
    text.map = [first + 1 + rest[:leading].count("\n"), last]
    text.meta.pop("segments", None)
    paragraph.map = text.map
    return 0


def extend(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "alerts", alerts)
