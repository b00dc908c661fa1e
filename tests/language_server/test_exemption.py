"""The comment that lets a problem stand: wherever it is put, it covers the place, and the text says the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.language_server.actions import exemption
from sopgen.language_server.project import Project
from sopgen.model import Edit, Place, Problem
from tests.projects import BASE, write

PATH = "procedures/refund.md"
HEAD = "---\ntitle: Refund\ntype: procedure\naudience: staff\nstatus: draft\n---\n\n"
COMMENT = "<!-- sopgen: ignore broken-link because -->"
REASON = "because it is the name of a form -->"

CASES = {
    "first paragraph": "The [form](nowhere.md) is here.\n\nAnd here.\n",
    "later paragraph": "Here.\n\nThe [form](nowhere.md) is here,\nin two lines.\n",
    "second line": "Here.\n\nThe form\nis [form](nowhere.md).\n",
    "heading": "Here.\n\n## The [form](nowhere.md) {#todo}\n\nThere.\n",
    "first heading": "## The [form](nowhere.md)\n\nThere.\n",
    "step": "## Steps\n\n1. Open it.\n2. Fill in the [form](nowhere.md).\n3. Close it.\n",
    "step of several paragraphs": "## Steps\n\n1. Open it.\n\n   The [form](nowhere.md) is blue.\n\n2. Close it.\n",
    "nested item": "## Steps\n\n1. Open it.\n   - The [form](nowhere.md).\n   - The lid.\n2. Close it.\n",
    "hard break": "Here.\n\nThe [form](nowhere.md).  \nAnd more.\n",
    "table": "Here.\n\n| Form | Colour |\n| --- | --- |\n| [form](nowhere.md) | blue |\n| DONE | red |\n",
    "steps": ":::steps\n1. Open it.\n2. Fill in the [form](nowhere.md).\n:::\n",
    "call-out": 'Here.\n\n!!! note "Mind"\n    The [form](nowhere.md) is blue.\n\nThere.\n',
    "quotation": "Here.\n\n> The [form](nowhere.md) is blue.\n",
    "definition": "Here.\n\nForm\n: The [form](nowhere.md) is blue.\n",
    "tabs and spaces": "- Here.\n\n\t- The [form](nowhere.md) is blue.\n",
    "last line without an end": "Here.\n\nThe [form](nowhere.md)",
}


def applied(text: str, edit: Edit) -> str:
    lines = text.split("\n")
    row, column = edit.place.line - 1, edit.place.column - 1
    lines[row] = lines[row][:column] + edit.new + lines[row][column:]
    return "\n".join(lines)


def blocks(project: Project, file: Path, text: str) -> list[tuple[str, str, str]]:
    body = project.read({file: text.encode()}).documents[PATH].body
    return [(block.kind, block.text.strip(), block.number) for block in body.blocks]


@pytest.mark.parametrize("body", CASES.values(), ids=CASES)
def test_the_comment_covers_the_place_alone(tmp_path: Path, body: str) -> None:
    write(tmp_path, BASE)
    project, file = Project(tmp_path, tmp_path / "sopgen.yaml"), tmp_path / PATH
    text = HEAD + body
    draft = project.read({file: text.encode()})
    (problem,) = [one for one in draft.problems[PATH] if one.rule == "broken-link"]
    edit = exemption(draft, problem)
    assert edit is not None
    unsaid = applied(text, edit)
    assert COMMENT in unsaid
    assert blocks(project, file, unsaid) == blocks(project, file, text)
    said = unsaid.replace("because -->", REASON)
    after = project.read({file: said.encode()})
    assert {one.rule for one in after.problems.get(PATH, ())} & {
        "broken-link",
        "exemption",
        "exemption-reason",
    } == set()
    (one,) = after.documents[PATH].record.exemptions
    assert one.last_line < 1000, "not the whole file"


def test_what_is_said_above_the_text_is_exempted_there(tmp_path: Path) -> None:
    write(tmp_path, BASE, {"sopgen.yaml": BASE["sopgen.yaml"] + "rules: {missing-key: off}\n"})
    project, file = Project(tmp_path, tmp_path / "sopgen.yaml"), tmp_path / PATH
    text = HEAD.replace("Refund", "The TODO") + "Here.\n"
    draft = project.read({file: text.encode()})
    problem = Problem(Place(PATH, 2, 8, 16), "duplicate-title", "warning", "twice")
    edit = exemption(draft, problem)
    assert edit is not None
    assert applied(text, edit) == text.replace(
        "---\n\nHere", "---\n\n<!-- sopgen: ignore duplicate-title because -->\n\nHere"
    )


@pytest.mark.parametrize("rule", ["encoding", "unknown-fact", "exemption", "yaml"])
def test_no_comment_for_what_has_no_exemption(tmp_path: Path, rule: str) -> None:
    write(tmp_path, BASE)
    project, file = Project(tmp_path, tmp_path / "sopgen.yaml"), tmp_path / PATH
    draft = project.read({file: (HEAD + "Here.\n").encode()})
    assert exemption(draft, Problem(Place(PATH, 8, 1, 5), rule, "error", "wrong")) is None


def test_code_that_no_comment_can_stand_in_is_exempted_from_above(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    project, file = Project(tmp_path, tmp_path / "sopgen.yaml"), tmp_path / PATH
    text = HEAD + "Here.\n\n```text\nTODO\n```\n"
    draft = project.read({file: text.encode()})
    edit = exemption(draft, Problem(Place(PATH, 11, 1, 5), "broken-link", "error", "wrong"))
    assert edit is not None
    assert blocks(project, file, applied(text, edit)) == blocks(project, file, text)
    assert (edit.place.line, edit.place.column) in ((9, 1), (10, 1))
