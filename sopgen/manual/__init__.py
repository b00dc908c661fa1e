"""The manual: a sopgen project in this folder, and a page for each rule, written from the rule itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from sopgen.rule import Rule
from sopgen.rules import RULES

HERE = Path(__file__).resolve().parent
LOST = "\ufffd"
"""Stands for a letter that was lost: rule `encoding` would find it in the page about itself."""
_FENCE = re.compile(r"^(`{3,})([\w-]+) ([^\s`]+)$", re.MULTILINE)


def manual_files() -> Iterator[tuple[str, bytes]]:
    """The files of the manual's project: path from its folder, and bytes."""
    for file in sorted(HERE.rglob("*")):
        if file.is_file() and file.suffix not in (".py", ".pyc"):
            yield file.relative_to(HERE).as_posix(), file.read_bytes()
    for rule in RULES.values():
        yield f"procedures/rules/{rule.name}.md", rule_page(rule).encode()


def rule_page(rule: Rule) -> str:
    """The page of a rule as a Markdown document; the files of its examples are named above them."""
    text = rule.page.partition("\n")[2].strip().replace(LOST, "▯")
    named = _FENCE.sub(lambda match: f"`{match[3]}`:\n\n{match[1]}{match[2]}", text)
    severity = f"Severity: **{rule.severity}**{', ' if rule.remark else ''}{rule.remark}."
    heading = (
        f"---\ntitle: {json.dumps(rule.name)}\ndescription: {json.dumps(rule.summary + '.', ensure_ascii=False)}\n"
    )
    return f"{heading}---\n{severity}\n\n{named}\n"
