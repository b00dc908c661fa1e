"""`--since`: only what changed since a revision, as git knows it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.commands.repositories import HEAD, OLD, REFUND, ROOT, commit, found, git, repository, sopgen
from tests.projects import BASE, write

APPROVED = OLD.replace("audience: staff\n", "audience: staff\nstatus: approved\nversion: 1.0\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return repository(tmp_path, {REFUND: OLD, ".gitignore": "/.cache\n/ignored.md\n"})


def test_nothing_changed(project: Path) -> None:
    assert found(cwd=project) != []
    assert found("--since", "HEAD", cwd=project) == []


@pytest.mark.parametrize("how", ["in the working tree", "staged", "committed", "on a branch"])
def test_the_line_that_changed(how: str, project: Path) -> None:
    if how == "on a branch":
        git(project, "switch", "--quiet", "--create", "mine")
    write(project, {REFUND: OLD.replace("2. Count the money.", "2. Count the money as needed.")})
    if how == "staged":
        git(project, "add", "--all")
    elif how != "in the working tree":
        commit(project)
    revision = {"committed": "HEAD~1", "on a branch": "main"}.get(how, "HEAD")
    assert found("--since", revision, cwd=project) == [(REFUND, 10, "vague-wording")]


def test_what_the_other_branch_did_is_not_ours(project: Path) -> None:
    """Counted from the commit that both have in common."""
    git(project, "switch", "--quiet", "--create", "mine")
    write(project, {REFUND: OLD + "\nDo it soon.\n"})
    commit(project)
    git(project, "switch", "--quiet", "main")
    write(project, {"procedures/greet.md": BASE["procedures/greet.md"] + "2. Answer as needed.\n"})
    commit(project)
    git(project, "switch", "--quiet", "mine")
    assert {path for path, _, _ in found("--since", "main", cwd=project)} == {REFUND}


def test_a_new_file_is_all_new_and_an_ignored_one_is_not_asked(project: Path) -> None:
    write(project, {"procedures/exchange.md": OLD.replace("Give a refund", "Exchange"), "ignored.md": OLD})
    here = found("--since", "HEAD", cwd=project)
    assert {path for path, _, _ in here} == {"procedures/exchange.md"}
    git(project, "add", "--all")
    assert found("--since", "HEAD", cwd=project) == here


@pytest.mark.parametrize("name", ["give-a-refund.md", "Ωmega & 'x' \"y\" z.md", "tab\there.md"])
def test_a_file_with_another_name(name: str, project: Path) -> None:
    new = f"procedures/{name}"
    git(project, "mv", REFUND, new)
    assert found("--since", "HEAD", cwd=project) == []
    write(project, {new: OLD.replace("2. Count the money.", "2. Count the money as needed.")})
    assert found("--since", "HEAD", cwd=project) == [(new, 10, "vague-wording")]


def test_lines_that_moved_are_not_new(project: Path) -> None:
    write(project, {REFUND: OLD.replace("## Steps", "Good text.\n\n## Steps")})
    assert found("--since", "HEAD", cwd=project) == []


def test_a_paragraph_over_several_lines_is_one(project: Path) -> None:
    text = HEAD + "Ask the team as needed,\nand then tell them\nwhat you found.\n"
    write(project, {REFUND: text})
    commit(project)
    write(project, {REFUND: text.replace("what you found", "what you saw")})
    assert (REFUND, 7, "vague-wording") in found("--since", "HEAD", cwd=project)


def test_a_problem_of_the_whole_document_counts_when_it_changed(project: Path) -> None:
    text = OLD.replace("title: Give a refund\n", "title: Give a refund\nstatus: approved\n")
    write(project, {REFUND: text})
    commit(project)
    assert found("--since", "HEAD", cwd=project) == []
    write(project, {REFUND: text.replace("Count the money", "Count the coins")})
    assert {rule for _, _, rule in found("--since", "HEAD", cwd=project)} == {"approval-missing"}


def test_a_review_that_falls_due_fails_no_change(project: Path) -> None:
    due = BASE["procedures/greet.md"].replace("2026-03-01\nreview_every", "2020-03-01\nreview_every")
    write(project, {"procedures/greet.md": due})
    commit(project)
    write(project, {REFUND: OLD.replace("coins", "money")})
    assert "review-overdue" in {rule for _, _, rule in found(cwd=project)}
    assert found("--since", "HEAD", cwd=project) == []
    assert sopgen("check", "--since", "HEAD", "--strict", cwd=project).returncode == 0


def test_settings_are_lines_too(project: Path) -> None:
    settings = BASE["sopgen.yaml"] + "rules: {alt-txt: warning}\n"
    write(project, {"sopgen.yaml": settings})
    assert found("--since", "HEAD", cwd=project) == [("sopgen.yaml", 13, "unknown-setting")]
    commit(project)
    assert found("--since", "HEAD", cwd=project) == []


def test_settings_that_cannot_be_read_are_always_told(project: Path) -> None:
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace("languages: [en, it]", "languages: [")})
    commit(project)
    write(project, {REFUND: OLD + "\nText.\n"})
    assert sopgen("check", "--since", "HEAD", cwd=project).returncode == 1


def test_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    write(tmp_path / "docs", BASE, {REFUND: OLD, ".gitignore": "/.cache\n"})
    write(tmp_path, {"other.md": "Text.\n"})
    commit(tmp_path)
    write(tmp_path / "docs", {REFUND: OLD + "\nDo it soon.\n"})
    write(tmp_path, {"other.md": "Soon.\n"})
    assert {path for path, _, _ in found("--since", "HEAD", cwd=tmp_path / "docs")} == {REFUND}


@pytest.mark.parametrize("how", [["--all"], ["docs/procedures/refund.md"]], ids=["all", "one file"])
def test_in_a_hook_of_git(how: list[str], tmp_path: Path) -> None:
    """git tells its hooks which folder and which index they are for, in words that are wrong elsewhere."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    write(tmp_path / "docs", BASE, {REFUND: OLD})
    commit(tmp_path)
    call = f"cd docs && PYTHONPATH='{ROOT}' '{sys.executable}' -m sopgen check --strict --since HEAD >&2"
    hook = write(tmp_path, {".git/hooks/pre-commit": f"#!/bin/sh\n{call}\n"}) / ".git/hooks/pre-commit"
    hook.chmod(0o755)
    write(tmp_path / "docs", {REFUND: OLD + "\nTell the customer.\n"})
    git(tmp_path, "commit", "--quiet", "--message", "good", *how)
    write(tmp_path / "docs", {REFUND: OLD + "\nTell the customer as needed.\n"})
    with pytest.raises(AssertionError, match="vague-wording"):
        git(tmp_path, "commit", "--quiet", "--message", "bad", *how)


def test_what_git_is_told_by_its_user_changes_nothing(project: Path) -> None:
    write(project, {REFUND: OLD + "\n++ Do it as appropriate.\n\nDo it -\n-- as appropriate.\n"})
    here = found("--since", "HEAD", cwd=project)
    assert len(here) >= 2
    for key, value in [("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"), ("color.ui", "always")]:
        git(project, "config", key, value)
    git(project, "config", "diff.external", "false")
    assert found("--since", "HEAD", cwd=project) == here


# ------------------------------------------------------------------------------------------------ version-unchanged


@pytest.fixture
def approved(tmp_path: Path) -> Path:
    return repository(tmp_path, {REFUND: APPROVED, ".gitignore": "/.cache\n"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (APPROVED, APPROVED + "\n"),
        (APPROVED, APPROVED.replace("Ask the team", "Ask\nthe team")),
        (APPROVED, APPROVED.replace("title:", "tags: [a]\ntitle:")),
        (APPROVED, APPROVED.replace("Count", "See").replace("1.0", "1.1")),
        (APPROVED, APPROVED.replace("Count", "See").replace("status: approved", "status: draft")),
        (APPROVED.replace("approved", "draft"), APPROVED.replace("Count", "See")),
        (APPROVED.replace("version: 1.0\n", ""), APPROVED.replace("version: 1.0\n", "").replace("Count", "See")),
        (APPROVED, APPROVED + "\n<!-- sopgen: ignore please because it is a quotation -->\n"),
    ],
    ids=["blank line", "line break", "key", "new version", "now a draft", "was a draft", "no version kept", "comment"],
)
def test_a_version_that_may_stay(before: str, after: str, approved: Path) -> None:
    write(approved, {REFUND: before})
    commit(approved)
    write(approved, {REFUND: after})
    assert "version-unchanged" not in {rule for _, _, rule in found("--since", "HEAD", cwd=approved)}


@pytest.mark.parametrize("renamed", [False, True])
def test_a_text_that_changed_without_a_new_version(renamed: bool, approved: Path) -> None:
    path = "procedures/give.md" if renamed else REFUND
    git(approved, "mv", REFUND, path) if renamed else None
    write(approved, {path: APPROVED.replace("Count the money", "Count the coins")})
    changed = [one for one in found("--since", "HEAD", cwd=approved) if one[2] not in ("approval-missing",)]
    assert changed == [(path, 6, "version-unchanged")]
    assert "version-unchanged" not in {rule for _, _, rule in found(cwd=approved)}, "without --since nobody knows"


# --------------------------------------------------------------------------------------------------- what goes wrong


def test_an_unknown_revision(project: Path) -> None:
    for revision in ("nowhere", "--upload-pack=x", "HEAD:sopgen.yaml"):
        done = sopgen("check", f"--since={revision}", cwd=project)
        assert done.returncode == 2 and "no revision" in done.stderr and "git fetch" in done.stderr


def test_no_repository(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    done = sopgen("check", "--since", "HEAD", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert done.returncode == 2 and "repository" in done.stderr


def test_no_git(project: Path) -> None:
    done = sopgen("check", "--since", "HEAD", cwd=project, PATH=str(project))
    assert done.returncode == 2 and "install git" in done.stderr


def test_a_shallow_clone_says_how_to_get_the_rest(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    first = git(project, "rev-parse", "HEAD").strip()
    commit(project, "later")
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    git(project, "clone", "--quiet", "--depth", "1", project.as_uri(), str(clone))
    done = sopgen("check", "--since", first, cwd=clone)
    assert done.returncode == 2 and "fetch-depth: 0" in done.stderr


def test_branches_with_nothing_in_common(project: Path) -> None:
    git(project, "switch", "--quiet", "--orphan", "other")
    write(project, BASE)
    commit(project)
    done = sopgen("check", "--since", "main", cwd=project)
    assert done.returncode == 2 and "in common" in done.stderr


def test_git_is_there() -> None:
    assert shutil.which("git"), "these tests need git"
