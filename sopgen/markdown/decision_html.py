"""A decision as text: a numbered list of questions whose answers are links, readable on paper and without script."""

from __future__ import annotations

from sopgen.markdown.cut_words import without_links
from sopgen.markdown.decision import Answer, Decision, Entry
from sopgen.markdown.sheet import escape
from sopgen.markdown.spans import Spans
from sopgen.markdown.tree import Node, inline_of, plain
from sopgen.markdown.words import word
from sopgen.model import Choice, ContactRef, DecisionNode, DecisionRef


def write_decision(writer: Spans, node: Node) -> None:
    """Writes a decision: its title, its questions and ends as a list, and the hole for its drawing."""
    decision: Decision = node.token.meta["decision"]
    title = next((inline_of(child) for child in node.children if child.kind == "title"), None)
    out, lines = writer.out, writer.lines
    own = f' id="{escape(node.id)}"' if node.id else ""
    classes = escape(" ".join(["decision", *node.classes]))
    anchors = [node.id] if node.id else []
    for anchor in (*anchors, decision.anchor, f"{decision.anchor}-title"):
        writer.anchors.append((anchor, lines.whole(max(node.first, 0))))
    out.append(f'<div{own} class="{classes}" role="group" aria-labelledby="{decision.anchor}-title">\n')
    out.append(f'<p class="decision-title" id="{decision.anchor}-title">')
    if title:
        writer.inline(title.token)
    else:
        out.append(escape(word("decision", writer.language)))
    out.append(f'</p>\n<ol class="list decision-list" id="{decision.anchor}">\n')
    for entry in decision.entries:
        if not entry.inside:
            _entry(writer, entry, decision)
    out.append("</ol>\n")
    if decision.whole:
        name = plain(title.token.children) if title else word("decision", writer.language)
        place = lines.whole(max(node.first, 0))
        out.append(DecisionRef(name, _nodes(decision.entries), decision.anchor, place))
    out.append("</div>\n")


def _entry(writer: Spans, entry: Entry, decision: Decision) -> None:
    out = writer.out
    writer.anchors.append((entry.anchor, entry.place))
    kind = "question" if entry.kind == "question" else "end"
    out.append(f'<li class="decision-{kind}" id="{escape(entry.anchor)}"><p class="decision-words">')
    _end(writer, entry) if kind == "end" else _inline(writer, entry.words)
    out.append("</p>")
    if entry.answers:
        out.append('\n<ul class="decision-answers">\n')
        for answer in entry.answers:
            _answer(writer, answer, decision)
        out.append("</ul>")
    out.append("</li>\n")


def _answer(writer: Spans, answer: Answer, decision: Decision) -> None:
    """A link where the answer leads on; its end beside it where it has its own."""
    out = writer.out
    target = decision.entries[answer.to] if answer.to >= 0 else None
    if target is None or target.inside:
        if target:
            writer.anchors.append((target.anchor, target.place))
        own = f' class="decision-end" id="{escape(target.anchor)}"' if target else ""
        out.append(f'<li{own}><strong class="decision-answer">')
        _inline(writer, answer.words)
        out.append("</strong>")
        if target:
            out.append('<span class="decision-next">:</span> <span class="decision-outcome">')
            _end(writer, target)
            out.append("</span>")
    else:
        out.append(f'<li><a href="#{escape(target.anchor)}"><strong class="decision-answer">')
        _inline(writer, answer.words, in_link=True)
        where = word("go to", writer.language).format(number=target.number)
        out.append(f'</strong> <span class="decision-next">→ {escape(where)}</span></a>')
    out.append("</li>\n")


def _end(writer: Spans, entry: Entry) -> None:
    _inline(writer, entry.words)
    if entry.kind == "contact":
        if entry.text:
            writer.out.append(" ")
        writer.out.append(ContactRef(entry.place))


def _inline(writer: Spans, words: Node, in_link: bool = False) -> None:
    inline = inline_of(words)
    if inline is None:
        return
    if in_link:
        inline.token.children = list(without_links(inline.token.children or ()))
    writer.inline(inline.token)


def _nodes(entries: list[Entry]) -> tuple[DecisionNode, ...]:
    """What is drawn: all entries, in the order of the file."""
    return tuple(
        DecisionNode(
            entry.kind, entry.text, entry.number, tuple(Choice(answer.text, answer.to) for answer in entry.answers)
        )
        for entry in entries
    )
