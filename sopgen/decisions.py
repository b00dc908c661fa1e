"""Decisions as graphs: which questions can be reached, which never end, which answers lead back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Edges = Sequence[Sequence[int]]
"""For each node the nodes that it leads to, by index; a node that leads nowhere is an end."""


def reached(edges: Edges, starts: Iterable[int] = (0,)) -> set[int]:
    """The nodes that can be reached from these, themselves included."""
    found = set(starts)
    waiting = sorted(found)
    while waiting:
        for to in edges[waiting.pop()]:
            if to not in found:
                found.add(to)
                waiting.append(to)
    return found


def endless(edges: Edges) -> set[int]:
    """The nodes from which no end can be reached: who comes there goes round for ever."""
    back: list[list[int]] = [[] for _ in edges]
    for node, others in enumerate(edges):
        for to in others:
            back[to].append(node)
    return set(range(len(edges))) - reached(back, (node for node, others in enumerate(edges) if not others))


def returns(edges: Edges) -> set[tuple[int, int]]:
    """The (node, number of its edge) that lead back to a node on the way there: without them there is no circle.

    Walks from node 0 without recursion: a decision may be as deep as its author likes.
    """
    found: set[tuple[int, int]] = set()
    on_the_way, seen = {0}, {0}
    walk = [(0, iter(enumerate(edges[0])))] if edges else []
    while walk:
        node, rest = walk[-1]
        step = next(rest, None)
        if step is None:
            on_the_way.discard(node)
            walk.pop()
            continue
        number, to = step
        if to in on_the_way:
            found.add((node, number))
        elif to not in seen:
            seen.add(to)
            on_the_way.add(to)
            walk.append((to, iter(enumerate(edges[to]))))
    return found
