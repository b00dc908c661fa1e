"""The card in the reader's pocket: what a browser needs to put the branch that its reader chose first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sopgen.contact.clock import attribute_json
from sopgen.view import BranchView, ChannelView, HoursLine


def branch_facts(branch: BranchView, soon: Iterable[HoursLine]) -> str:
    """JSON about a branch, safe in an attribute in single quotes: `ways` [kind, label, value, address of the link],
    `hours` and `other` [days, times], `clock` as `clock_data` has it, `address` lines, `map`."""
    clock = json.loads(branch.clock) if branch.clock else None
    return attribute_json(
        {
            "ways": [_way(way) for way in branch.channels if way.href],
            "hours": [_line(line) for line in branch.hours],
            "other": [_line(line) for line in soon],
            "clock": clock,
            "address": branch.address,
            "map": branch.map,
        }
    )


def _way(way: ChannelView) -> tuple[str, str, str, str]:
    return way.kind, way.label, way.value, way.href


def _line(line: HoursLine) -> tuple[str, str]:
    return f"{line.days} ({line.name})" if line.name else line.days, line.times


def branches_script(branches: Iterable[BranchView]) -> bytes:
    """A script that tells a page about all branches: a page from a folder can load no other kind of file."""
    facts = ",\n".join(f"{json.dumps(branch.key)}:{branch.facts}" for branch in branches)
    return f"sopgen.branches({{\n{facts}\n}});\n".encode()


def script_path(branches: tuple[BranchView, ...], language: str) -> str:
    """Where that script stands in the site: "assets/branches.el.3f9c2a1b.js"; "" where there is nothing to choose."""
    if len(branches) < 2:
        return ""
    digest = hashlib.sha256(branches_script(branches)).hexdigest()[:8]
    return f"assets/branches.{language}.{digest}.js"
