"""Where the boxes and lines of a decision's drawing stand: layer by layer, no box on another, no line through a box.

All lengths are pixels. The same decision gives the same drawing.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field

from sopgen.decisions import returns
from sopgen.edition.lettering import LINE, text_width, wrap
from sopgen.model import DecisionNode

Kind = Literal["question", "outcome", "contact", "answer", "jump", "bend"]
_WIDEST = {"question": 168, "outcome": 150, "contact": 150, "answer": 104, "jump": 40, "bend": 0}
_PAD = {
    "question": (12, 10),
    "outcome": (12, 10),
    "contact": (12, 10),
    "answer": (8, 4),
    "jump": (9, 5),
    "bend": (0, 0),
}
_APART, _BENDS_APART, _LAYERS_APART, _EDGE = 16, 12, 26, 8
_SWEEPS = 8


class Box(Struct, frozen=True):
    """A box with its words, line by line. left, top: its corner. node: index of the question or end, -1 for others."""

    kind: Kind
    node: int
    words: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.left + self.width // 2


class Line(Struct, frozen=True):
    """A line from box to box: straight down, then in a curve, in turns; arrow: with a point at its end."""

    points: tuple[tuple[int, int], ...]
    arrow: bool


class Flowchart(Struct, frozen=True):
    """A drawing: its size, boxes in the order of reading, and lines."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


class _Vertex(Struct, eq=False):
    """A box to be placed. x: its middle. above, below: the vertices that lines lead to."""

    kind: Kind
    node: int
    words: tuple[str, ...]
    width: int
    height: int
    layer: int
    x: int = 0
    above: list[_Vertex] = field(default_factory=list)
    below: list[_Vertex] = field(default_factory=list)


def draw(nodes: Sequence[DecisionNode]) -> Flowchart:
    """The drawing of a decision. nodes: node 0 is where it begins, all can be reached from there; texts as shown."""
    back = returns([[choice.to for choice in node.choices] for node in nodes])
    depth = _depths(nodes, back)
    tried = []
    for longest in (0, 1, -1):  # answers as they are written; those that lead far down last; first
        layers = _layers(nodes, back, depth, longest)
        tried.append((_ordered(layers), layers))
    layers = min(tried, key=lambda found: found[0])[1]
    _place(layers)
    return _drawn(layers)


# ------------------------------------------------------------------------------------------------------ layers


def _layers(
    nodes: Sequence[DecisionNode], back: set[tuple[int, int]], depth: list[int], longest: int
) -> list[list[_Vertex]]:
    """The boxes, layer by layer: a question, below it its answers, below them where they lead.

    longest: where answers stand that lead far down: 1 last, -1 first, 0 where they are written.
    """
    layers: list[list[_Vertex]] = [[] for _ in range(max(depth) + 3)]
    placed: dict[int, _Vertex] = {}

    def add(kind: Kind, node: int, text: str, layer: int) -> _Vertex:
        vertex = _sized(kind, node, text, layer)
        layers[layer].append(vertex)
        return vertex

    waiting = [0]
    while waiting:
        index = waiting.pop()
        node, vertex = nodes[index], placed.get(index)
        vertex = vertex or placed.setdefault(index, add(node.kind, index, _words_of(node), depth[index]))
        following = []
        for number, choice in sorted(enumerate(node.choices), key=lambda pair: longest * depth[pair[1].to]):
            answer = add("answer", -1, choice.answer, depth[index] + 1)
            _join(vertex, answer)
            target = nodes[choice.to]
            if (index, number) in back:
                _join(answer, add("jump", -1, f"↑ {target.number}", depth[index] + 2))
                continue
            last = answer
            for layer in range(depth[index] + 2, depth[choice.to]):
                bend = add("bend", -1, "", layer)
                _join(last, bend)
                last = bend
            if choice.to not in placed:
                placed[choice.to] = add(target.kind, choice.to, _words_of(target), depth[choice.to])
                following.append(choice.to)
            _join(last, placed[choice.to])
        waiting += reversed(following)
    return [layer for layer in layers if layer]


def _depths(nodes: Sequence[DecisionNode], back: set[tuple[int, int]]) -> list[int]:
    """The layer of each node: below all that lead to it."""
    waits = [0] * len(nodes)
    for index, node in enumerate(nodes):
        for number, choice in enumerate(node.choices):
            waits[choice.to] += (index, number) not in back
    depth = [0] * len(nodes)
    ready = [index for index, count in enumerate(waits) if not count]
    while ready:
        index = ready.pop()
        for number, choice in enumerate(nodes[index].choices):
            if (index, number) in back:
                continue
            depth[choice.to] = max(depth[choice.to], depth[index] + 2)
            waits[choice.to] -= 1
            if not waits[choice.to]:
                ready.append(choice.to)
    return depth


def _words_of(node: DecisionNode) -> str:
    return f"{node.number}. {node.text}" if node.number else node.text


def _sized(kind: Kind, node: int, text: str, layer: int) -> _Vertex:
    across, down = _PAD[kind]
    words = wrap(text, _WIDEST[kind])
    width = 2 * across + round(max(map(text_width, words), default=0))
    width = max(width, 120 if kind in ("question", "outcome", "contact") else width)
    return _Vertex(kind, node, words, width + width % 2, 2 * down + LINE * len(words), layer)


def _join(upper: _Vertex, lower: _Vertex) -> None:
    upper.below.append(lower)
    lower.above.append(upper)


# ------------------------------------------------------------------------------------------------------ places


def _ordered(layers: list[list[_Vertex]]) -> int:
    """Orders the boxes of each layer as those above and below stand, so that few lines cross; how many ends of lines
    still do."""
    _number(layers)
    best = _crossings(layers), [list(layer) for layer in layers]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            wish = {id(v): _mean(v.above if down else v.below, v.x) for v in layer}
            layer.sort(key=lambda v: wish[id(v)])
            _number([layer])
        _swap(layers)
        if (found := _crossings(layers)) < best[0]:
            best = found, [list(layer) for layer in layers]
    layers[:] = best[1]
    _number(layers)
    return best[0]


def _number(layers: list[list[_Vertex]]) -> None:
    for layer in layers:
        for place, vertex in enumerate(layer):
            vertex.x = place


def _mean(others: list[_Vertex], otherwise: float) -> float:
    return sum(other.x for other in others) / len(others) if others else otherwise


def _swap(layers: list[list[_Vertex]]) -> None:
    """Lets neighbours change places wherever fewer lines cross then."""
    for layer in layers:
        for place in range(len(layer) - 1):
            one, other = layer[place], layer[place + 1]
            crossed, swapped = _between(one, other), _between(other, one)
            if swapped < crossed:
                layer[place : place + 2] = other, one
                one.x, other.x = other.x, one.x


def _between(left: _Vertex, right: _Vertex) -> int:
    """How many lines of two boxes cross, where the first stands left of the second."""
    pairs = ((left.above, right.above), (left.below, right.below))
    return sum(a.x > b.x for ours, theirs in pairs for a in ours for b in theirs)


def _crossings(layers: list[list[_Vertex]]) -> int:
    """How many lines cross: each crossing is seen from its upper and from its lower end."""
    return sum(_between(one, other) for layer in layers for at, one in enumerate(layer) for other in layer[at + 1 :])


def _place(layers: list[list[_Vertex]]) -> None:
    """Gives each box the middle of what it is joined to, as near as its neighbours let it."""
    for layer in layers:
        _spread(layer, [0.0] * len(layer))
    for sweep in range(2 * _SWEEPS):
        down = sweep % 2 == 0
        for layer in layers if down else reversed(layers):
            _spread(layer, [_mean(vertex.above if down else vertex.below, vertex.x) for vertex in layer])
    least = min(vertex.x - vertex.width // 2 for layer in layers for vertex in layer)
    for layer in layers:
        for vertex in layer:
            vertex.x += _EDGE - least


def _spread(layer: list[_Vertex], wishes: list[float]) -> None:
    """Places a layer as near to its wishes as its order and the distances between its boxes allow (least squares)."""
    offsets = [0]
    for left, right in itertools.pairwise(layer):
        bend = "bend" in (left.kind, right.kind)
        offsets.append(offsets[-1] + (left.width + right.width) // 2 + (_BENDS_APART if bend else _APART))
    runs: list[tuple[float, int]] = []  # the sum of the wishes of boxes that touch each other, and their number
    for wish, offset in zip(wishes, offsets, strict=True):
        runs.append((wish - offset, 1))
        while len(runs) > 1 and runs[-2][0] / runs[-2][1] >= runs[-1][0] / runs[-1][1]:
            total, count = runs.pop()
            runs[-1] = runs[-1][0] + total, runs[-1][1] + count
    starts = [round(total / count) for total, count in runs for _ in range(count)]
    for vertex, start, offset in zip(layer, starts, offsets, strict=True):
        vertex.x = start + offset


def _drawn(layers: list[list[_Vertex]]) -> Flowchart:
    boxes: list[Box] = []
    lines: list[Line] = []
    tops = [_EDGE]
    for layer in layers:
        tops.append(tops[-1] + max(vertex.height for vertex in layer) + _LAYERS_APART)
    for layer, top, following in zip(layers, tops, tops[1:], strict=False):
        for vertex in layer:
            if vertex.kind != "bend":
                left = vertex.x - vertex.width // 2
                boxes.append(Box(vertex.kind, vertex.node, vertex.words, left, top, vertex.width, vertex.height))
                lines += (_line(vertex, other, top, following, tops) for other in vertex.below)
    width = max(box.left + box.width for box in boxes) + _EDGE
    bends = [vertex.x + _EDGE for layer in layers for vertex in layer if vertex.kind == "bend"]
    return Flowchart(max([width, *bends]), tops[-1] - _LAYERS_APART + _EDGE, tuple(boxes), tuple(lines))


def _line(vertex: _Vertex, to: _Vertex, top: int, following: int, tops: list[int]) -> Line:
    """From the foot of a box straight down to the end of its layer, and on to the next box, round what is between."""
    points = [(vertex.x, top + vertex.height), (vertex.x, following - _LAYERS_APART)]
    layer = following
    while to.kind == "bend":
        after = tops[tops.index(layer) + 1]
        points += [(to.x, layer), (to.x, after - _LAYERS_APART)]
        layer, to = after, to.below[0]
    return Line((*points, (to.x, layer)), to.kind != "answer")
