"""`:::decision`: questions with answers, as data: `Is it paid?` and below it `: Yes -> #id` or `: No -> what to do`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Literal

from markdown_it.token import Token
from msgspec import Struct, field

from sopgen.decisions import endless, reached
from sopgen.markdown.anchors import Anchors
from sopgen.markdown.cut_words import cut, first_text, split_at, words_node, words_place
from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node, inline_of, plain
from sopgen.model import Place

CONTACT = "contact"
"""The id of the end that is a person: `: No -> #contact`."""
_ARROW = re.compile(r"[ \t]*(?:[-\u2013=]+>|\u2192|\u21d2)[ \t]*")
GOTO = re.compile(r"#([^\s#.,:;]+)[ \t]*[.:]?[ \t]*")
_QUESTION = re.compile(r"[?\uff1f\u061f;\u037e]\s*$")
_HOW = "write `: Yes -> #id` to go on to a question or outcome with this id, or `: Yes -> what to do`"
_FORM = "write questions with `: Answer -> …` below them, and outcomes with an id: `What to do. {#id}`"


class Answer(Struct):
    """An answer: its words (a node "answer"); the entry that it leads to, -1 where that is not known."""

    words: Node
    text: str
    place: Place
    goes_to: str = ""
    to: int = -1


class Entry(Struct):
    """A question or an end. words: a node "ask" or "outcome". inside: it stands in an answer and has no number."""

    kind: Literal["question", "outcome", "contact"]
    words: Node
    anchor: str
    place: Place
    answers: list[Answer] = field(default_factory=list)
    inside: bool = False
    number: str = ""

    @property
    def text(self) -> str:
        inline = inline_of(self.words)
        return " ".join(plain(inline.token.children).split()) if inline else ""


class Decision(Struct):
    """What a `:::decision` says, in the order in which it is written. whole: it has no mistake, so it can be drawn."""

    entries: list[Entry]
    anchor: str
    whole: bool


def read_decisions(root: Node, lines: Lines, anchors: Anchors, prefix: str) -> None:
    """Reads every decision of a text: each node keeps what it says, and as its children the text blocks in order."""
    for node in root.walk():
        if node.kind == "decision":
            node.token.meta["decision"] = _Reader(node, lines, anchors, prefix).read()


class _Reader:
    """One decision being read: what is wrong is noted, all of it in one go."""

    def __init__(self, node: Node, lines: Lines, anchors: Anchors, prefix: str) -> None:
        self.node, self.lines, self.anchors, self.prefix = node, lines, anchors, prefix
        self.entries: list[Entry] = []
        self.texts: list[Node] = []
        self.faults = 0

    def read(self) -> Decision:
        children = self.node.children
        titles = [child for child in children if child.kind == "title"]
        anchor = self.anchors.give(f"{self.prefix}decision")
        self._parts([child for child in children if child.kind != "title"])
        self._lead()
        for number, entry in enumerate((entry for entry in self.entries if not entry.inside), 1):
            entry.number = str(number)
        self._judge()
        self.node.children = [*titles, *self.texts]
        return Decision(self.entries, anchor, not self.faults)

    def _note(self, place: Place, message: str, hint: str) -> None:
        self.faults += 1
        self.lines.note(place, "decision", message, hint)

    # ------------------------------------------------------------------------------------------------- reading

    def _parts(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            if node.kind in ("staff", "customer"):
                message = f"a decision cannot be partly for {node.kind if node.kind == 'staff' else 'customers'}"
                hint = f"put all of it into the `:::{node.kind}` block, and write another one for the others"
                self._note(self.lines.whole(max(node.first, 0)), message, hint)
                self._parts(node.children)
            elif node.kind == "dl":
                self._questions(node)
            elif node.kind == "paragraph" and inline_of(node):
                self._outcome(node)
            elif node.kind != "comment":
                self._note(
                    self.lines.whole(max(node.first, 0)), "only questions, answers and outcomes stand here", _FORM
                )

    def _questions(self, node: Node) -> None:
        for child in node.children:
            inline = inline_of(child) if child.kind == "dt" else None
            if inline:
                self.entries.append(self._entry("question", "ask", child, inline.token))
            elif child.kind == "dd" and self.entries:
                self._answer(child)

    def _entry(self, kind: Literal["question", "outcome"], name: str, node: Node, token: Token) -> Entry:
        """An entry of its own, with its id: the author's, else one by its number."""
        words = words_node(name, token, token.children or [], node)
        own = bool(node.id)
        if node.id == CONTACT:
            self._note(words_place(words, self.lines), f"the id `{CONTACT}` means a person", "give it another id")
        anchor = node.id or self.anchors.give(f"{self.prefix}question-{len(self.entries) + 1}")
        place = words_place(words, self.lines)
        if kind == "outcome" and not own and not self._is_contact(words):
            message = "no answer can lead here: this text has no id"
            hint = "write `{#id}` at its end and `-> #id` in an answer; or answers below it, if it is a question"
            if _QUESTION.search(plain(token.children)):
                message, hint = "this question has no answers", "write `: Yes -> …` and `: No -> …` below it"
            self._note(place, message, hint)
        entry = Entry(kind, words, anchor, place)
        self.texts.append(words)
        return entry

    def _outcome(self, node: Node) -> None:
        inline = inline_of(node)
        assert inline
        entry = self._entry("outcome", "outcome", node, inline.token)
        self._contact(entry)
        self.entries.append(entry)

    def _is_contact(self, words: Node) -> bool:
        match = GOTO.match(first_text(words))
        return bool(match and match[1].lower() == CONTACT)

    def _contact(self, entry: Entry) -> bool:
        """Takes `#contact` off the beginning of an outcome's words."""
        if not self._is_contact(entry.words):
            return False
        inline = inline_of(entry.words)
        assert inline and inline.token.children
        match = GOTO.match(inline.token.children[0].content)
        assert match
        cut(inline.token.children[0], match.end())
        entry.kind = "contact"
        return True

    def _answer(self, node: Node) -> None:
        question = next(entry for entry in reversed(self.entries) if not entry.inside)
        first = node.children[0] if node.children else None
        inline = inline_of(first) if first and first.kind == "paragraph" else None
        if first is None or inline is None or question.kind != "question":
            return self._note(self.lines.whole(max(node.first, 0)), "this answer is empty", _HOW)
        for other in node.children[1:]:
            if other.kind != "comment":
                self._note(self.lines.whole(max(other.first, 0)), "an outcome is one paragraph", _FORM)
        label, rest, arrow = split_at(inline.token, _ARROW)
        words = words_node("answer", inline.token, label, first)
        place = words_place(words, self.lines)
        answer = Answer(words, " ".join(plain(label).split()), place)
        question.answers.append(answer)
        self.texts.append(words)
        if not answer.text:
            self._note(self.lines.whole(max(node.first, 0)), "this answer has no words", _HOW)
        elif not arrow or not plain(rest).strip():
            self._note(place, f"the answer “{answer.text}” leads nowhere", _HOW)
        else:
            self._destination(answer, inline.token, rest, first)

    def _destination(self, answer: Answer, token: Token, rest: list[Token], paragraph: Node) -> None:
        words = words_node("outcome", token, rest, paragraph)
        match = GOTO.match(first_text(words))
        if match and match[1].lower() != CONTACT:
            answer.goes_to = match[1]
            answer.place = words_place(words, self.lines)
            after = plain(rest)[match.end() :].strip()
            if after:
                self._note(answer.place, f"`#{match[1]}` and words: an answer leads on or ends", _HOW)
            return
        number = len([entry for entry in self.entries if not entry.inside])
        anchor = paragraph.id or self.anchors.give(f"{self.prefix}question-{number}-answer")
        entry = Entry("outcome", words, anchor, words_place(words, self.lines), inside=True)
        self._contact(entry)
        answer.to = len(self.entries)
        self.entries.append(entry)
        self.texts.append(words)

    # ------------------------------------------------------------------------------------------------- judging

    def _lead(self) -> None:
        """Finds where each answer leads."""
        known = {entry.anchor: index for index, entry in enumerate(self.entries)}
        for question in self.entries:
            for answer in question.answers:
                if not answer.goes_to:
                    continue
                answer.to = known.get(answer.goes_to, -1)
                if answer.to >= 0:
                    self.entries[answer.to].inside = False  # several lead there: it stands by itself
                else:
                    close = get_close_matches(answer.goes_to, known, n=1)
                    hint = f"did you mean `#{close[0]}`?" if close else "write this id behind a question: `… {#id}`"
                    message = f"this decision has no question or outcome with the id `{answer.goes_to}`"
                    self._note(answer.place, message, hint)

    def _judge(self) -> None:
        if not any(entry.kind == "question" for entry in self.entries):
            return self._note(self.lines.whole(max(self.node.first, 0)), "this decision has no question", _FORM)
        if self.entries[0].kind != "question":
            return self._note(self.entries[0].place, "a decision begins with a question", "write a question before it")
        for question in self.entries:
            if question.kind == "question":
                self._judge_answers(question)
        if any(answer.to < 0 for entry in self.entries for answer in entry.answers):
            return  # what can be reached is not known before these are mended
        edges = [[answer.to for answer in entry.answers] for entry in self.entries]
        there = reached(edges)
        for index in sorted(set(range(len(edges))) - there):
            entry = self.entries[index]
            if not entry.inside:
                what = "question" if entry.kind == "question" else "outcome"
                hint = f"write `-> #{entry.anchor}` in an answer, or take it out"
                self._note(entry.place, f"no way leads from the first question to this {what}", hint)
        for index in sorted(endless(edges) & there)[:1]:
            message = "from this question the answers go round in a circle: none of them ends"
            self._note(self.entries[index].place, message, "let an answer end: `: No -> what to do` or `-> #contact`")

    def _judge_answers(self, question: Entry) -> None:
        if len(question.answers) == 1:
            self._note(question.place, "this question has one answer only", "write what to do in the other case too")
        said: set[str] = set()
        for answer in question.answers:
            words = answer.text.casefold().rstrip(".")
            if words and words in said:
                place = words_place(answer.words, self.lines)
                self._note(place, f"this question has the answer “{answer.text}” twice", "keep one of them")
            said.add(words)
