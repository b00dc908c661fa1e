"""`--since` in a repository of strangers: no program runs that it names, nothing is fetched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.changes import since
from sopgen.git import repository as opened
from sopgen.model import SopgenError
from tests.commands.repositories import OLD, REFUND, commit, git, repository
from tests.projects import BASE, write

NEW = OLD.replace("Count the money", "Count the coins")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return repository(tmp_path / "project", {REFUND: OLD})


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a mark when it runs, and hands on what it reads."""
    file = tmp_path / "program.sh"
    file.write_text(f"#!/bin/sh\ntouch '{tmp_path / 'it-ran'}'\nexec timeout 3 cat\n")
    file.chmod(0o755)
    return file


def ran(program: Path) -> bool:
    return (program.parent / "it-ran").exists()


def _config(key: str, value: str = "{program}", attributes: str = "") -> Callable[[Path, Path], None]:
    def attack(project: Path, program: Path) -> None:
        git(project, "config", key, value.format(program=program))
        if attributes:
            write(project, {".git/info/attributes": attributes})

    return attack


def _included(project: Path, program: Path) -> None:
    write(project, {".git/more": f'[filter "a=b.c"]\n\tclean = {program}\n\trequired\n'})
    git(project, "config", "include.path", "more")
    write(project, {".gitattributes": '*.md filter="a=b.c"\n'.replace('"', "")})


def _hook(project: Path, program: Path) -> None:
    hook = project / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_bytes(program.read_bytes())
    hook.chmod(0o755)


def _bare(project: Path, program: Path) -> None:
    """A folder of the content that is a repository itself: nothing of it stands in `.git`."""
    inner = project / "docs"
    write(inner, BASE)
    git(project, "init", "--quiet", "--bare", "docs")
    settings = ("--git-dir", "docs", "--work-tree", "docs")
    git(project, *settings, "add", "sopgen.yaml")
    git(project, *settings, "commit", "--quiet", "--message", "a")
    for key, value in (("core.bare", "false"), ("core.worktree", str(inner)), ("core.fsmonitor", str(program))):
        git(project, "config", "--file", "docs/config", key, value)


def _promised(project: Path, program: Path, **settings: str) -> None:
    """A clone that says that it holds only a part, and where the rest is."""
    old = git(project, "rev-parse", f"HEAD:{REFUND}").strip()
    (project / ".git/objects" / old[:2] / old[2:]).unlink()
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        **{key.replace("__", "."): value.format(program=program) for key, value in settings.items()},
    }.items():
        git(project, "config", key, value)


def _promise(**settings: str) -> Callable[[Path, Path], None]:
    return lambda project, program: _promised(project, program, **settings)


ATTACKS = {
    "a monitor": _config("core.fsmonitor"),
    "an outer diff": _config("diff.external"),
    "an outer diff of a kind": _config("diff.x.command", attributes="*.md diff=x\n"),
    "text of a kind": _config("diff.x.textconv", attributes="*.md diff=x\n"),
    "a filter": _config("filter.x.clean", attributes="*.md filter=x\n"),
    "a filter that stays": _config("filter.x.process", attributes="*.md filter=x\n"),
    "a filter in an included file": _included,
    "a pager": _config("core.pager"),
    "another word for diff": _config("alias.diff", "!{program}"),
    "a hook": _hook,
    "a repository in the content": _bare,
    "a part, the rest by ssh": _promise(remote__origin__url="ssh://a/b", core__sshCommand="{program}"),
    "a part, the rest by a program": _promise(remote__origin__url="ext::{program}", protocol__ext__allow="always"),
    "a part, the rest from here": _promise(remote__origin__url=".", remote__origin__uploadpack="{program}"),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_program_of_the_repository_runs(attack: Callable[[Path, Path], None], project: Path, program: Path) -> None:
    attack(project, program)
    write(project, {REFUND: NEW, "procedures/new.md": OLD})
    os.utime(project / "sopgen.yaml", (1, 1))  # as a file that might have changed: git looks into it
    folder = project / "docs" if (project / "docs").exists() else project
    try:
        changes = since(folder, "HEAD")
        assert "procedures/new.md" in {path.removeprefix("../") for path in changes.lines}
        changes.before([REFUND])
    except SopgenError as error:
        assert "git" in error.message
    assert not ran(program)


def test_these_attacks_are_no_straw_men(project: Path, program: Path) -> None:
    """Without our arguments a filter runs: the mark is one that these tests would see."""
    ATTACKS["a filter"](project, program)
    write(project, {REFUND: NEW})
    git(project, "diff")
    assert ran(program)


def test_what_the_user_trusts_still_runs(project: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A filter of the user's own settings, such as that of Git LFS, though the repository names one like it."""
    own = write(program.parent, {"own": f'[filter "x"]\n\tclean = {program}\n\trequired\n'}) / "own"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    _config("filter.x.clean", "false", "*.md filter=x\n")(project, program)
    write(project, {REFUND: NEW})
    assert since(project, "HEAD").lines[REFUND] == {10}
    assert ran(program)


def test_a_clone_that_holds_a_part_says_so(project: Path, program: Path) -> None:
    ATTACKS["a part, the rest by ssh"](project, program)
    write(project, {REFUND: NEW})
    with pytest.raises(SopgenError) as caught:
        since(project, "HEAD")
    assert "not allowed" in caught.value.hint or "promisor" in caught.value.hint


def test_git_itself_is_no_file_of_the_project(project: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the PATH says that programs are looked for in the folder where one stands."""
    (project / "git").write_bytes(program.read_bytes())
    (project / "git").chmod(0o755)
    monkeypatch.chdir(project)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    write(project, {REFUND: NEW})
    assert since(project, "HEAD").lines[REFUND]
    assert not ran(program)


def test_settings_that_no_repository_changes(project: Path) -> None:
    for key, value in (("core.hooksPath", "evil"), ("core.quotePath", "true"), ("diff.interHunkContext", "9")):
        git(project, "config", key, value)
    asked = opened(project)
    assert asked.must("config", "core.hooksPath") == f"{os.devnull}\n".encode()
    assert asked.must("config", "core.quotePath") == b"false\n"
    lines = OLD.split("\n")
    write(
        project, {REFUND: "\n".join([*lines[:7], "New.", *lines[7:11], "New.", *lines[11:]]), "sopgen.yaml": "a: b\n"}
    )
    assert since(project, "HEAD").lines[REFUND] == {8, 13}
    assert "sopgen.yaml" in since(project, "HEAD").lines


@pytest.mark.parametrize(
    "name", ["επιστροφή", "tornar-diners-à-l’hora", 'say "yes"', "a\ttab", "back\\slash", "b", "\x7f"]
)
@pytest.mark.parametrize("quote", ["true", "false"])
def test_names_are_read_as_they_are(name: str, quote: str, project: Path) -> None:
    """git writes odd ones in quotation marks, and all letters beyond ASCII too where `core.quotePath` says so."""
    path = f"procedures/{name}.md"
    write(project, {path: OLD})
    commit(project)
    git(project, "config", "core.quotePath", quote)
    write(project, {path: NEW})
    changes = since(project, "HEAD")
    assert dict(changes.lines) == {path: {10}}
    assert changes.before([path]) == {path: OLD.encode()}


def test_a_repository_of_somebody_else(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git does not open it: neither do we."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(SopgenError) as caught:
        since(project, "HEAD")
    assert "dubious ownership" in caught.value.hint or "safe.directory" in caught.value.hint
