"""`sopgen check` on standard input, into a file, and in numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.repositories import HEAD, OLD, REFUND, found, sopgen
from tests.projects import BASE, write

# ------------------------------------------------------------------------------------------------ standard input


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write(tmp_path, BASE, {REFUND: OLD})


def test_a_text_from_standard_input_is_judged_as_its_file(project: Path) -> None:
    text = HEAD + "1. Count the money as needed. See [us](greet.md), [them](gone.md).\n"
    here = found("-", "--stdin-filename", REFUND, cwd=project, given=text)
    assert {(REFUND, 7, "broken-link"), (REFUND, 7, "vague-wording")} <= set(here)
    assert all(path == REFUND for path, _, _ in here)
    assert (project / REFUND).read_text("utf-8") == OLD


def test_its_path_counts_from_where_one_is(project: Path) -> None:
    text = HEAD + "[x](gone.md)\n"
    name = project / REFUND
    assert ("refund.md", 7, "broken-link") in found(
        "-", "--stdin-filename", "refund.md", cwd=project / "procedures", given=text
    )
    assert found("-", "--stdin-filename", name, cwd=project, given=text)[0][0] == REFUND


def test_a_file_that_is_not_there_yet_says_language_and_type(project: Path) -> None:
    text = "---\ntitle: Rimborsare\ntype: procedure\n---\n\n## Passi\n\n1. Lo scontrino è stato controllato.\n"
    here = found("-", "--stdin-filename", "procedures/rimborso.it.md", cwd=project, given=text)
    assert any(path == "procedures/rimborso.it.md" and rule.startswith("step-") for path, _, rule in here)


def test_without_a_name_there_is_no_project(project: Path) -> None:
    assert found("-", cwd=project, given="# Title\n\n[x](gone.md)\n") == [("stdin.md", 3, "broken-link")]
    assert sopgen("check", "-", cwd=project, given="# Title\n\nText.\n").returncode == 0


def test_old_problems_wait_there_too(project: Path) -> None:
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"] + "baseline: b.txt\n"})
    assert sopgen("check", "--write-baseline", cwd=project).returncode == 0
    assert found("-", "--stdin-filename", REFUND, cwd=project, given=OLD.replace("## Steps", "Text.\n\n## Steps")) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-", "procedures"], "alone"),
        (["-", "--since", "HEAD"], "--since"),
        (["-", "--stdin-filename", "sopgen.yaml"], "Markdown"),
        (["-", "--stdin-filename", "elsewhere/x.md"], "not a part of the project"),
        (["--stdin-filename", REFUND], "`-`"),
        (["--statistics", "--format", "github"], "text or JSON"),
    ],
)
def test_wrong_use(arguments: list[str], says: str, project: Path) -> None:
    done = sopgen("check", *arguments, cwd=project, given="Text.\n")
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr


def test_what_is_no_text_is_no_fault(project: Path) -> None:
    done = sopgen("check", "-", "--stdin-filename", REFUND, cwd=project, given="\x00\x1b---\n---\n")
    assert done.returncode in (0, 1), done.stderr


# ------------------------------------------------------------------------------------------------------ into a file


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_output_is_what_would_be_printed(form: str, project: Path) -> None:
    printed = sopgen("check", "--format", form, cwd=project)
    done = sopgen("check", "--format", form, "--output", "out.txt", cwd=project)
    assert (done.returncode, done.stdout) == (printed.returncode, "")
    assert (project / "out.txt").read_text("utf-8") == printed.stdout != ""
    assert [path.name for path in project.iterdir() if path.name.endswith(".new")] == []


def test_output_takes_the_place_of_a_file_and_keeps_its_mode(project: Path) -> None:
    (project / "real.txt").write_text("old")
    (project / "real.txt").chmod(0o640)
    (project / "out.txt").symlink_to("real.txt")
    sopgen("check", "--output", "out.txt", cwd=project)
    assert (project / "out.txt").is_symlink()
    assert "[" in (project / "real.txt").read_text("utf-8")
    assert (project / "real.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["procedures", "nowhere/out.txt", "sopgen.yaml/out.txt"])
def test_output_that_cannot_be_written(name: str, project: Path) -> None:
    done = sopgen("check", "--output", name, cwd=project)
    assert done.returncode == 2 and "cannot be written" in done.stderr and done.stdout == ""


def test_output_into_a_pipe(project: Path) -> None:
    done = sopgen("check", "--output", "/dev/stdout", cwd=project)
    assert REFUND in done.stdout


# ------------------------------------------------------------------------------------------------------- in numbers


def test_statistics_say_where_to_start(project: Path) -> None:
    write(project, {"procedures/money/a.md": OLD.replace("Give a refund", "A") + "\nAct soon. Do it soon.\n"})
    done = sopgen("check", "--statistics", "--format", "json", cwd=project)
    numbers = json.loads(done.stdout)
    problems = json.loads(sopgen("check", "--format", "json", cwd=project).stdout)
    counts = {one["name"]: one["problems"] for one in numbers["rules"]}
    assert counts == {rule: sum(one["rule"] == rule for one in problems) for rule in {one["rule"] for one in problems}}
    order = [(-one["error"], -one["problems"], one["name"]) for one in numbers["rules"]]
    assert order == sorted(order) and order[0][0] < 0 and list(counts.values()) != sorted(counts.values(), reverse=True)
    folders = {one["name"]: (one["documents"], one["problems"]) for one in numbers["folders"]}
    assert folders["procedures/money"][0] == 1 and sum(number for _, number in folders.values()) == len(problems)
    documents = {one["path"]: one for one in numbers["documents"]}
    assert (documents[REFUND]["steps"], documents["procedures/greet.md"]["steps"]) == (2, 1)
    assert documents[REFUND]["words"] > 10 and documents[REFUND]["formula"] == "Flesch reading ease"
    assert isinstance(documents[REFUND]["score"], float)
    assert done.returncode == sopgen("check", cwd=project).returncode


def test_statistics_for_people(project: Path) -> None:
    write(
        project, {"procedures/long.md": HEAD.replace("Give", "Long") + "We count the money in the till. " * 20 + "\n"}
    )
    shown = sopgen("check", "--statistics", cwd=project).stdout
    for title in ("Problems by rule", "Problems by folder", "Most problems", "Most steps", "Hardest to read (Flesch"):
        assert f"{title}" in shown
    row = next(line.split() for line in shown.split("Most steps")[1].splitlines() if REFUND in line)
    assert row[1:] == [row[1], row[2], "2"]
    assert shown.count("Flesch") == 1


def test_statistics_name_the_first_thing_to_do(project: Path) -> None:
    foreign = HEAD.replace("---\n\n", "layout: page\n---\n\n")
    pages = {
        f"procedures/old/{number}.md": foreign.replace("Give", f"Give {number}") + "Text.\n" for number in range(5)
    }
    write(project, pages, {"procedures/old/2.md": pages["procedures/old/2.md"] + "\nPlease click here.\n"})
    shown = sopgen("check", "--statistics", cwd=project).stdout.partition("Where to start\n")[2]
    assert "front_matter: {foreign: ignore}" in shown and "with `unknown-key` (5 errors)" in shown
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"] + "front_matter: {foreign: ignore}\n"})
    shown = sopgen("check", "--statistics", cwd=project).stdout.partition("Where to start\n")[2]
    assert "foreign" not in shown and "with `section-missing` (5 errors)" in shown


def test_statistics_say_what_mends_itself(project: Path) -> None:
    write(project, {REFUND: OLD.replace("Count the money.", "Please count the money.")})
    count = int(sopgen("check", cwd=project).stderr.partition(" of them can be mended")[0].rpartition("\n")[2])
    numbers = json.loads(sopgen("check", "--statistics", "--format", "json", cwd=project).stdout)
    assert sum(one["fixable"] for one in numbers["rules"]) == count > 0
    assert f"`sopgen check --fix` mends {count} problem" in sopgen("check", "--statistics", cwd=project).stdout


def test_statistics_of_what_is_bad_enough(project: Path) -> None:
    asked = ("check", "--statistics", "--format", "json", "--min-severity", "error")
    rules = json.loads(sopgen(*asked, cwd=project).stdout)["rules"]
    assert rules and all(one["error"] == one["problems"] for one in rules)


def test_statistics_count_no_more_documents_than_there_are(project: Path) -> None:
    """What is wrong in the settings is wrong in no document; a few words are not measured."""
    write(project, {"terms.yaml": "- {prefer: {en: colleague}, avoid: {en: [co-worker]}}\n" * 2, "a.md": "x"})
    write(
        project, {"procedures/long.md": HEAD.replace("Give", "Long") + "We count the money in the till. " * 20 + "\n"}
    )
    shown = sopgen("check", "--statistics", cwd=project).stdout
    hardest = shown.partition("Hardest")[2].partition("Where")[0]
    assert "long.md" in hardest and REFUND not in hardest
    numbers = json.loads(sopgen("check", "--statistics", "--format", "json", cwd=project).stdout)
    assert all(one["documents"] <= len(numbers["documents"]) for one in numbers["rules"])


def test_statistics_count_what_waits_in_the_baseline(project: Path) -> None:
    before = json.loads(sopgen("check", "--statistics", "--format", "json", cwd=project).stdout)
    assert sopgen("check", "--baseline", "b.txt", "--write-baseline", cwd=project).returncode == 0
    after = json.loads(sopgen("check", "--statistics", "--format", "json", "--baseline", "b.txt", cwd=project).stdout)
    assert [(one["name"], one["problems"]) for one in after["rules"]] == [
        (one["name"], one["problems"]) for one in before["rules"]
    ]
    assert all(one["waiting"] == one["problems"] for one in after["rules"])
