"""What a writer sees in an editor, with a real client and the real process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from lsprotocol import types

from tests.language_server.editor import Editor
from tests.projects import BASE, write

HEAD = "---\ntitle: Refund\ntype: procedure\naudience: staff\nstatus: draft\n---\n\n## Steps\n\n"


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    editor = Editor()
    yield editor
    assert editor.quit() == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, BASE)


def found(editor: Editor, path: Path) -> dict[str, str]:
    """Rule and words of each problem."""
    return {str(one.code): editor.words(path, one.range) for one in editor.problems(path)}


def test_a_wrong_word_is_underlined_while_typing(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, HEAD + "1. Say your name.\n")
    assert "unknown-fact" not in found(editor, file)
    editor.change(file, HEAD + "1. Say the fee, {{ facts.fee }}.\n")
    (one,) = [one for one in editor.problems(file) if one.code == "unknown-fact"]
    assert editor.words(file, one.range) == "{{ facts.fee }}"
    assert one.severity == types.DiagnosticSeverity.Error
    assert one.source == "sopgen"
    assert one.message.startswith("there is no fact `facts.fee`\n")
    assert editor.version(file) == 2
    assert not file.exists(), "what is only typed is on no disk"
    editor.change(file, HEAD + "1. Say the fee, {{ facts.cancellation_fee }}.\n")
    assert "unknown-fact" not in found(editor, file)


def test_a_step_of_the_past_is_underlined(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, HEAD + "1. Say your name.\n2. The order was checked by the agent.\n")
    assert any(one.range.start.line == 10 and str(one.code).startswith("step-") for one in editor.problems(file))
    assert not any(one.range.start.line == 9 for one in editor.problems(file))


def test_other_open_documents_follow(editor: Editor, root: Path) -> None:
    refund, greet = root / "procedures/refund.md", root / "procedures/greet.md"
    editor.open(greet, BASE["procedures/greet.md"])
    editor.open(refund, HEAD + "1. Read [the end](greet.md#the-end).\n")
    assert found(editor, refund)["broken-anchor"]
    before = editor.count(refund)
    editor.change(greet, BASE["procedures/greet.md"] + "\n### The end\n\nBye.\n")
    editor.wait(refund, before)
    assert "broken-anchor" not in found(editor, refund)
    before = editor.count(refund)
    editor.close(greet)
    editor.wait(refund, before)
    assert "broken-anchor" in found(editor, refund), "what was not saved is gone"
    assert editor.problems(greet) == []


def test_settings_are_checked_and_followed(editor: Editor, root: Path) -> None:
    file, facts, settings = root / "procedures/refund.md", root / "facts.yaml", root / "sopgen.yaml"
    editor.open(file, HEAD + "1. Say {{ facts.new }}.\n")
    before = editor.count(file)
    editor.open(facts, "new: {type: money, value: 5.00 EUR}\ncancellation_fee: {type: money, value: 15.00 EUR}\n")
    editor.wait(file, before)
    assert "unknown-fact" not in found(editor, file)
    assert editor.hover(file, "facts.new").endswith("**€5**") or "5" in editor.hover(file, "facts.new")
    editor.change(facts, "new: {type: money, value: five}\ncancellation_fee: {type: money, value: 15.00 EUR}\n")
    assert [editor.words(facts, one.range) for one in editor.problems(facts)] == ["five"]
    editor.open(settings, BASE["sopgen.yaml"].replace("country: IT", "cuontry: IT"))
    assert {"unknown-key", "missing-key"} & {str(one.code) for one in editor.problems(settings)}


@pytest.mark.parametrize(
    "broken", ["organisation: {name: [", "", "languages: 7\n", "- a\n- b\n", "\t", "sites:\n  help: {audience: "]
)
def test_broken_settings_cost_nothing_else(editor: Editor, root: Path, broken: str) -> None:
    file, settings = root / "procedures/refund.md", root / "sopgen.yaml"
    editor.open(settings, BASE["sopgen.yaml"])
    editor.open(file, HEAD + "1. Say {{ facts.nothing }}.\n")
    editor.change(settings, broken)
    assert editor.problems(settings)
    assert "unknown-fact" in found(editor, file)
    editor.change(file, HEAD + "1. Say {{ facts.nothing }} and {{ facts.cancellation_fee }}.\n")
    assert found(editor, file)["unknown-fact"] == "{{ facts.nothing }}"
    assert "15" in editor.hover(file, "facts.cancellation_fee")
    editor.change(settings, BASE["sopgen.yaml"])
    assert not [one for one in editor.problems(settings) if one.severity == types.DiagnosticSeverity.Error]


@pytest.mark.parametrize(
    "half",
    [
        "# x\n",
        "---\n",
        "---\ntit",
        "---\ntitle: [",
        "---\ntitle: x\n--",
        "---\n: \n---\n",
        "",
        "\x00\ud800",
        "# \r\r\n\u2028",
    ],
)
def test_half_typed_documents_cost_nothing_else(editor: Editor, root: Path, half: str) -> None:
    file, other = root / "procedures/refund.md", root / "procedures/other.md"
    editor.open(other, HEAD + "1. Say {{ facts.nothing }}.\n")
    editor.open(file, HEAD)
    before = editor.count(other)
    editor.change(file, half)
    editor.wait(other, before)
    assert found(editor, other)["unknown-fact"] == "{{ facts.nothing }}"
    editor.complete(file, half[:1])
    editor.hover(file, half[:1])


def test_settings_that_are_not_open_are_shown_where_they_are_wrong(editor: Editor, root: Path) -> None:
    write(root, {"hours.yaml": "desk: nine\n"})
    file = root / "procedures/refund.md"
    before = editor.count(root / "hours.yaml")
    editor.open(file, HEAD)
    editor.wait(root / "hours.yaml", before)
    assert editor.problems(root / "hours.yaml")
    editor.close(file)
    editor.wait(root / "hours.yaml", before + 1)
    assert editor.problems(root / "hours.yaml") == []


def test_a_file_of_no_project_is_checked_by_the_defaults(editor: Editor, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    editor.open(file, "# Notes\n\n![](a.png)\n")
    assert "alt-text" in found(editor, file)
    assert editor.hover(file, "![]").startswith("**alt-text**")


def test_a_file_beside_the_content_is_left_alone(editor: Editor, root: Path) -> None:
    assert editor.open(root / "README.md", "# Read me\n\n![](a.png)\n") == []


# ---------------------------------------------------------------------------------------------- quick fixes

WORDY = "1. In order to open it, turn the key.\n2. In order to pay {{ facts.nothing }}, open it.\n"


def test_a_certain_correction_is_preferred_and_right(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, HEAD + WORDY)
    first, *_ = editor.actions(file, "In order to open")
    assert (first.kind, first.is_preferred) == (types.CodeActionKind.QuickFix, True)
    assert [one.code for one in first.diagnostics or []] == ["wordy-phrase"]
    assert editor.applied(file, first) == HEAD + WORDY.replace("In order to open it", "To open it")


def test_all_that_is_certain_at_once(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, HEAD + WORDY)
    (action,) = editor.actions(file, "---", "source.fixAll")
    assert action.kind == "source.fixAll.sopgen"
    assert editor.applied(file, action) == HEAD + WORDY.replace("In order to", "To")
    editor.change(file, editor.applied(file, action))
    assert "wordy-phrase" not in found(editor, file)
    assert editor.actions(file, "---", "source.fixAll") == []
    assert editor.actions(file, "---", "refactor") == []


def test_code_and_line_ends_are_kept(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, HEAD + "1. In order to pay 😀, open it.\r\n2. Say `in order to`, in order to open it.\r\n")
    (action,) = editor.actions(file, "---", "source.fixAll")
    assert editor.applied(file, action) == HEAD + "1. To pay 😀, open it.\r\n2. Say `in order to`, to open it.\r\n"


def test_an_exemption_is_offered_and_asks_for_its_reason(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, HEAD + WORDY)
    (exempt,) = [one for one in editor.actions(file, "In order to open") if "exempt" in one.title]
    assert not any("sopgen: ignore" in one.message for one in editor.problems(file)), "said by the action alone"
    assert exempt.is_preferred is None
    text = editor.applied(file, exempt)
    assert "turn the key. <!-- sopgen: ignore wordy-phrase because -->\n2." in text
    editor.change(file, text)
    assert "exemption-reason" in found(editor, file)
    editor.change(file, text.replace("because -->", "because callers are upset -->"))
    lines = [one.range.start.line for one in editor.problems(file) if one.code == "wordy-phrase"]
    assert lines == [10]
    assert "exemption-reason" not in found(editor, file)
    assert not [one for one in editor.actions(file, "{{ facts.no") if "`unknown-fact`" in one.title], "none is allowed"


def test_an_editor_that_knows_no_versions(root: Path) -> None:
    editor = Editor(document_changes=False)
    file = root / "procedures/refund.md"
    editor.open(file, HEAD + WORDY)
    first, *_ = editor.actions(file, "In order to open")
    assert first.edit and first.edit.document_changes is None
    assert editor.applied(file, first) == HEAD + WORDY.replace("In order to open it", "To open it")
    assert editor.quit() == 0


# ---------------------------------------------------------------------------------------------- hover, completion

TEXT = HEAD + "1. Say {{ facts.cancellation_fee }}, as [they ask](greet.md), or [by id](CS-001).\n2. ![](a.png)\n"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("status:", "draft (also when absent), approved or retired."),
        ("type:", "One of: `procedure`, `policy`"),
        ("{{ facts", "15"),
        ("they ask", "**Greet a customer** (CS-001, procedure, approved)"),
        ("CS-001", "**Greet a customer**"),
        ("![](a", "## Why"),
        ("Say", ""),
        ("Refund", ""),
    ],
)
def test_hover(editor: Editor, root: Path, word: str, said: str) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, TEXT)
    shown = editor.hover(file, word)
    assert said in shown if said else shown == ""


def test_completion_in_front_matter_and_text(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, "---\ntitle: T\now\nroles: [\nstatus: \n---\n\nSee {{ facts.c and [x](gr and [y](C\n")
    assert editor.complete(file, "ow") == {"owner": "owner: "}
    assert set(editor.complete(file, "roles: [")) == {"manager", "agent"}
    assert list(editor.complete(file, "status: ")) == ["draft", "approved", "retired"]
    assert editor.complete(file, "{{ facts.c") == {"facts.cancellation_fee": "facts.cancellation_fee }}"}
    assert editor.complete(file, "[x](gr") == {"greet.md": "greet.md"}
    assert "CS-001" in editor.complete(file, "[y](C")


# ---------------------------------------------------------------------------------------------- columns, time, end


@pytest.mark.parametrize(
    ("units", "agreed"),
    [((), "utf-16"), (("utf-8", "utf-16"), "utf-8"), (("utf-16",), "utf-16"), (("utf-32",), "utf-32")],
)
def test_columns_are_counted_as_the_editor_does(root: Path, units: tuple[str, ...], agreed: str) -> None:
    editor = Editor(*units)
    assert editor.unit == agreed
    file = root / "procedures/refund.md"
    editor.open(
        file, HEAD + "1. Πείτε 😀👩‍👧 στον πελάτη {{ facts.τέλος }} και 😀 {{ facts.fee }}, [é😀](nowhere.md).\n"
    )
    assert found(editor, file)["unknown-fact"] == "{{ facts.fee }}"
    assert found(editor, file)["broken-link"] == "[é😀](nowhere.md)"
    editor.change(file, HEAD + "1. 😀 Πείτε {{ facts.c\n")
    position = editor.position(file, "facts.c")
    assert editor.complete(file, "{{ facts.c") == {"facts.cancellation_fee": "facts.cancellation_fee }}"}
    assert position.character == {"utf-8": 22, "utf-16": 15, "utf-32": 14}[agreed]
    assert editor.quit() == 0


def test_many_keys_are_few_readings_and_the_last_one_counts(editor: Editor, root: Path) -> None:
    file = root / "procedures/refund.md"
    editor.open(file, HEAD)
    before = editor.count(file)
    for length in range(60):
        editor.type(file, HEAD + "1. " + "x" * length + "\n")
    editor.change(file, HEAD + "1. Say {{ facts.last }}.\n")
    deadline = monotonic() + 10
    while "unknown-fact" not in found(editor, file) and monotonic() < deadline:
        editor.wait(file, editor.count(file) - 1)
    assert found(editor, file)["unknown-fact"] == "{{ facts.last }}"
    assert editor.count(file) - before < 12


def test_the_end_of_the_editor_is_the_end_of_the_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "language-server", "--stdio"], input=b"", capture_output=True, timeout=30
    )
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
