"""`sopgen check --fix` and `--diff`, as an operations writer uses them."""

from __future__ import annotations

import io
import json
import re
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from sopgen.cli import main
from tests.projects import BASE, write

CHALLENGE = Path(__file__).parents[1] / "language" / "challenge.jsonl"

HEAD = "---\ntitle: T\ntype: procedure\naudience: staff\nlanguage: {}\n---\n\n## Steps\n\n:::steps\n\n"


def run(folder: Path, *arguments: str, text: str | None = None) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `sopgen check` in this folder."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((text or "").encode())))
        code = main(["check", *arguments])
    return code, out.getvalue(), err.getvalue()


def steps(*lines: str, language: str = "en") -> str:
    return HEAD.format(language) + "".join(f"{n}. {line}\n" for n, line in enumerate(lines, 1)) + "\n:::\n"


CASES = [
    ("Please open the door.", "Open the door."),
    ("You enter the amount.", "Enter the amount."),
    ("Open the panel in order to see the fuse.", "Open the panel to see the fuse."),
    ("**Please** open the `in order to` file.", "**Please** open the `in order to` file."),
    ("Please press **Save**, then wait.", "Press **Save**, then wait."),
    (
        'Please open the [shop\'s *own* page](page.md "Please read").',
        'Open the [shop\'s *own* page](page.md "Please read").',
    ),
]

LEFT_ALONE = [
    "You should check the fuse.",
    "The valve must be closed.",
    "You can restart the app.",
    "The order was checked by the agent.",
    "Open the valve and start the pump.",
    "Write “Please wait” on the board.",
    "Print the page [Please pay here](page.md).",
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_what_is_certainly_right_is_changed(tmp_path: Path, before: str, after: str) -> None:
    write(tmp_path, {"a.md": steps(before)})
    run(tmp_path, "--fix", "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == steps(after)


@pytest.mark.parametrize("step", LEFT_ALONE)
def test_what_could_change_the_meaning_is_left_to_a_person(tmp_path: Path, step: str) -> None:
    write(tmp_path, {"a.md": steps(step)})
    run(tmp_path, "--fix", "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == steps(step)


def test_the_rest_of_the_file_stays_as_it_is(tmp_path: Path) -> None:
    text = "\ufeff" + steps("Please  open   the *door*\\. ", "Go\thome.").replace("\n", "\r\n") + "Ende ohne Zeilenende"
    write(tmp_path, {"a.md": text.encode()})
    (tmp_path / "a.md").chmod(0o640)
    run(tmp_path, "--fix", "a.md")
    assert (tmp_path / "a.md").read_bytes().decode() == text.replace("Please  open", "Open")
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640


def test_what_is_said_is_what_was_done(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": steps("Please open the door.", "You should go.")})
    code, out, err = run(tmp_path, "--fix", "a.md")
    assert err.startswith("Mended 1 problem in 1 file.\nChecked 1 document: 2 errors")
    assert "[please]" not in out and "[step-modal]" in out
    assert code == 1
    assert "Mended" not in run(tmp_path, "--fix", "a.md")[2]


def test_diff_writes_nothing_and_git_applies_it(tmp_path: Path) -> None:
    text = steps("Please open the door.", "Go.", "You go home.")
    write(tmp_path, {"docs/a.md": text, "docs/b.md": steps("Go.")})
    code, out, _ = run(tmp_path, "--diff", "docs")
    assert (tmp_path / "docs" / "a.md").read_text("utf-8") == text
    assert code == 1
    assert out.startswith("--- a/docs/a.md\n+++ b/docs/a.md\n@@")
    subprocess.run(["git", "apply", "-"], input=out, text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "docs" / "a.md").read_text("utf-8") == steps("Open the door.", "Go.", "Go home.")
    assert run(tmp_path, "--diff", "docs") == (0, "", "There is nothing to mend without asking.\n")


def test_diff_of_standard_input(tmp_path: Path) -> None:
    assert "+1. Open the door.\n" in run(tmp_path, "-", "--diff", text=steps("Please open the door."))[1]
    code, _, err = run(tmp_path, "-", "--fix", text=steps("Please open the door."))
    assert code == 2 and "no file to mend" in err


def test_a_check_says_how_many_mend_themselves(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": steps("Please open the door.", "Please go."), "b.md": steps("Go.")})
    assert "2 of them can be mended: sopgen check --fix" in run(tmp_path, "a.md")[2]
    assert "can be mended" not in run(tmp_path, "b.md")[2]
    assert "can be mended" not in run(tmp_path, "--format", "json", "a.md")[2]


def test_in_a_project_only_what_was_asked_for_is_changed(tmp_path: Path) -> None:
    bad = "---\ntitle: {}\ntype: procedure\naudience: staff\n---\n\n## Steps\n\n1. Please open the door.\n"
    write(tmp_path, BASE, {f"procedures/{name}.md": bad.format(name) for name in "ab"})
    run(tmp_path, "--fix", "procedures/a.md")
    assert "Please" not in (tmp_path / "procedures" / "a.md").read_text("utf-8")
    assert "Please" in (tmp_path / "procedures" / "b.md").read_text("utf-8")
    run(tmp_path, "--write-baseline", "--baseline", "old.txt")
    run(tmp_path, "--fix", "--baseline", "old.txt")
    assert "Please" in (tmp_path / "procedures" / "b.md").read_text("utf-8")
    run(tmp_path, "--fix")
    assert "Please" not in (tmp_path / "procedures" / "b.md").read_text("utf-8")


def test_an_exempted_step_is_not_changed(tmp_path: Path) -> None:
    text = steps("Go.", "Please open the door.").replace(
        "2. ", "<!-- sopgen: ignore please because of manners -->\n2. "
    )
    write(tmp_path, {"a.md": text})
    run(tmp_path, "--fix", "a.md")
    assert (tmp_path / "a.md").read_text("utf-8") == text


PLEASE = {
    "en": "Please close the door.",
    "it": "Per favore, chiudi la porta.",
    "ca": "Si us plau, tanqueu la porta.",
    "el": "Παρακαλώ κλείστε την πόρτα.",
}


@pytest.mark.parametrize("language", PLEASE)
def test_labelled_steps_come_out_no_worse_and_at_rest(tmp_path: Path, language: str) -> None:
    """Over every labelled step: a second run changes nothing, and no step has a problem that it did not have."""
    rows = [json.loads(line) for line in CHALLENGE.read_text("utf-8").splitlines()]
    texts = [re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", row["text"]) for row in rows if row["lang"] == language]
    write(tmp_path, {"a.md": steps(PLEASE[language], *texts, language=language)})
    before = found(tmp_path)
    run(tmp_path, "--fix", "a.md")
    once = (tmp_path / "a.md").read_bytes()
    after = found(tmp_path)
    run(tmp_path, "--fix", "a.md")
    assert (tmp_path / "a.md").read_bytes() == once
    assert after <= before
    assert after != before, "nothing was there to mend"


def found(folder: Path) -> set[tuple[int, str]]:
    problems = json.loads(run(folder, "--format", "json", "a.md")[1])
    return {(problem["line"], problem["rule"]) for problem in problems}
