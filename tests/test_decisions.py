"""Decisions: any valid one is drawn without boxes on each other, and all of it stands in its text."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sopgen.decisions import endless, reached, returns
from sopgen.edition.flowchart import Box, Line, draw
from sopgen.edition.lettering import text_width, wrap
from sopgen.model import Choice, DecisionNode, DecisionRef, Source
from sopgen.parse import ParseOptions, parse

WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x3100), min_size=1, max_size=80)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[DecisionNode, ...]:
    """Questions of which each can be reached from one before it, and from each an end; answers may lead back."""
    count = draw(st.integers(1, 12))
    ends = count + draw(st.integers(1, 4))
    leads: list[list[int]] = [[draw(st.integers(count, ends - 1))] for _ in range(count)]
    for question in range(1, count):
        leads[draw(st.integers(0, question - 1))].append(question)
    for end in range(count, ends):
        if all(end not in answers for answers in leads):
            leads[draw(st.integers(0, count - 1))].append(end)
    for answers in leads:
        answers += draw(st.lists(st.integers(0, ends - 1), max_size=2))
    nodes = [
        DecisionNode("question", draw(WORDS), str(number), tuple(Choice(draw(WORDS), to) for to in answers))
        for number, answers in enumerate(leads, 1)
    ]
    return (*nodes, *(DecisionNode("outcome", draw(WORDS), str(number)) for number in range(count + 1, ends + 1)))


@given(decisions())
def test_no_box_stands_on_another_and_no_line_runs_through_one(nodes: tuple[DecisionNode, ...]) -> None:
    chart = draw(nodes)
    assert {box.node for box in chart.boxes if box.node >= 0} == set(range(len(nodes)))
    for one, other in combinations(chart.boxes, 2):
        assert _apart(one, other), (one, other)
    for box in chart.boxes:
        assert box.left >= 0 and box.left + box.width <= chart.width
        assert box.top >= 0 and box.top + box.height <= chart.height
        assert all(text_width(words) <= box.width for words in box.words)
        assert not [line for line in chart.lines if _through(line, box)]


def _apart(one: Box, other: Box) -> bool:
    beside = one.left + one.width < other.left or other.left + other.width < one.left
    return beside or one.top + one.height < other.top or other.top + other.height < one.top


def _through(line: Line, box: Box) -> bool:
    """Whether a line passes the inside of a box: between two of its points it stays between their columns and rows."""
    for (x, y), (to_x, to_y) in zip(line.points, line.points[1:], strict=False):
        rows = max(y, box.top + 1) < min(to_y, box.top + box.height - 1)
        if rows and min(x, to_x) < box.left + box.width and max(x, to_x) > box.left:
            return True
    return False


@given(decisions())
def test_the_same_decision_gives_the_same_drawing(nodes: tuple[DecisionNode, ...]) -> None:
    assert draw(nodes) == draw(tuple(nodes))


@given(decisions())
def test_every_question_and_end_stands_in_the_text_and_can_be_reached_there(nodes: tuple[DecisionNode, ...]) -> None:
    html, drawn = _read(_written(nodes))
    assert [choice.to for node in drawn for choice in node.choices] == [c.to for node in nodes for c in node.choices]
    for number in range(len(nodes)):
        assert f'id="n{number}"' in html
        assert number == 0 or f'href="#n{number}"' in html


def _written(nodes: tuple[DecisionNode, ...]) -> str:
    """A decision as its author writes it: plain words, each answer of its own."""
    lines = [":::decision Which?", ""]
    for number, node in enumerate(nodes):
        lines.append(f"Node {number}? {{#n{number}}}")
        lines += [f": Answer {at} -> #n{choice.to}" for at, choice in enumerate(node.choices)]
        lines += [": Else -> Stop."] if len(node.choices) == 1 else []
        lines.append("")
    return "\n".join([*lines, ":::"])


def _read(text: str) -> tuple[str, tuple[DecisionNode, ...]]:
    document = parse(Source("d.md", "d", "en", text.encode(), ""), ParseOptions())
    assert document.record.findings == ()
    pieces = document.body.views["staff"]
    drawing = next(piece for piece in pieces if isinstance(piece, DecisionRef))
    own = [node for node in drawing.nodes if node.number]  # without the ends that only this test has added
    places = {index: int(node.number) - 1 for index, node in enumerate(drawing.nodes) if node.number}
    kept = tuple(
        DecisionNode(
            node.kind,
            node.text,
            node.number,
            tuple(Choice(c.answer, places[c.to]) for c in node.choices if c.to in places),
        )
        for node in own
    )
    return "".join(piece for piece in pieces if isinstance(piece, str)), kept


def test_what_leads_where() -> None:
    edges = [[1, 2], [0, 3], [2], [], [3]]
    assert reached(edges) == {0, 1, 2, 3}
    assert endless(edges) == {2}
    assert returns(edges) == {(1, 0), (2, 0)}


def test_a_long_word_is_cut_and_no_word_is_lost() -> None:
    text = "a Donaudampfschifffahrtsgesellschaftskapitän b"
    lines = wrap(text, 100)
    assert all(text_width(line) <= 100 for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
