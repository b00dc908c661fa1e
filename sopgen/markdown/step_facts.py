"""`{time="5 minutes" role=team-leader}` at the end of a step, or of the heading of a part of the steps."""

from __future__ import annotations

import re

from sopgen.formats import parse_duration
from sopgen.markdown.places import Lines
from sopgen.markdown.tree import Node
from sopgen.model import Place, StepRef

KEYS = ("time", "role")
_HINT = "write it at the end of a numbered step, or of the heading of a part of the steps"


def step_facts(node: Node, lines: Lines) -> StepRef | None:
    """What a step or heading says of itself; None for what says nothing, and for all that is neither."""
    own = node.own
    if not own or not any(key in own for key in KEYS) or not (node.kind == "heading" or node.number):
        return None
    roles = tuple(dict.fromkeys(filter(None, re.split(r"[\s,]+", own.get("role", "")))))
    try:
        time = parse_duration(own["time"]) if "time" in own else None
    except ValueError:  # `report_step_facts` says so
        time = None
    if not roles and not time:
        return None
    return StepRef(_place(node, lines), roles, *((time.count, time.unit) if time else ()))


def report_step_facts(root: Node, lines: Lines) -> None:
    """A finding for each time that is none, and for times and roles where no step is."""
    if any("{" in line for line in lines.lines):
        _report(root, lines, exempt=False)


def _report(node: Node, lines: Lines, exempt: bool) -> None:
    for child in node.children:
        exempt_below = exempt or "list" in child.classes
        own = child.own
        if found := [key for key in KEYS if key in own]:
            if child.kind != "heading" and (not child.number or exempt):
                message = f"`{found[0]}` is for steps: nobody sees it here"
                lines.note(_place(child, lines), "step-time", message, _HINT)
            elif "time" in own:
                _judge(own["time"], _place(child, lines), lines)
        _report(child, lines, exempt_below)


def _judge(time: str, place: Place, lines: Lines) -> None:
    try:
        parse_duration(time)
    except ValueError as error:
        message, _, hint = str(error).partition("\n")
        lines.note(place, "step-time", message, hint.replace("24 hours", '`time="5 minutes"`'))


def _place(node: Node, lines: Lines) -> Place:
    place: Place | None = node.token.meta.get("own_place")
    return place or lines.whole(max(node.first, 0))
