"""An output folder that sopgen may not have is refused before any page is made, but after the project's problems."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from sopgen import build as corridor
from sopgen.build import build, open_project
from sopgen.cache import FOLDER_VARIABLE
from sopgen.memory import remembered
from sopgen.model import SopgenError
from sopgen.publish import ready
from sopgen.publish.workshop import open_workshop
from sopgen.server.rebuild import Rebuilder
from tests.projects import AS_OF, BASE, write


def built(project: Path, output: Path, remember: bool) -> corridor.Built:
    with remembered(project if remember else None) as memory:
        read = open_project(project / "sopgen.yaml", AS_OF, True, stages=memory)
        return build(read, output, memory=memory if remember else None)


@pytest.mark.parametrize("remember", [True, False])
@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("build", "files that sopgen did not make: mine.txt"),
        ("papers", "files that sopgen did not make: letter.txt"),
        ("project/procedures/out", "lies in"),
        ("project", "is or holds"),
        ("letter.txt", "is a file"),
    ],
)
def test_nobody_waits_for_pages_to_be_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, why: str, remember: bool
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    project = write(tmp_path / "project", BASE)
    assert built(project, tmp_path / "build", remember).published
    write(tmp_path, {"build/mine.txt": "mine", "papers/letter.txt": "mine", "letter.txt": "mine"})
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr(corridor, "render", None)
    with pytest.raises(SopgenError, match=why):
        built(project, tmp_path / output, remember)
    assert [path for path in sorted(tmp_path.rglob("*")) if "cache" not in path.parts] == [
        path for path in before if "cache" not in path.parts
    ]


@pytest.mark.parametrize("remember", [True, False])
def test_nor_where_a_build_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remember: bool) -> None:
    project, output = write(tmp_path / "project", BASE), tmp_path / "build"
    opened = partial(remembered, project if remember else None, str(tmp_path / "cache"), 1)
    rebuilder = Rebuilder(project / "sopgen.yaml", output, opened, 1, as_of=AS_OF)
    assert rebuilder.build().published
    write(tmp_path, {"build/mine.txt": "mine"})
    write(project, {"procedures/greet.md": BASE["procedures/greet.md"] + "\nSmile.\n"})
    with monkeypatch.context() as patched:
        patched.setattr(corridor, "render", None)
        with pytest.raises(SopgenError, match=r"did not make: mine\.txt"):
            rebuilder.build([project / "procedures/greet.md"])
    (output / "mine.txt").unlink()
    assert rebuilder.build().published


def test_what_another_build_publishes_is_not_refused(tmp_path: Path) -> None:
    """What stands there may be half exchanged: it is for `publish` to say, which waits."""
    output = tmp_path / "build"
    write(output, {"mine.txt": "mine"})
    with open_workshop(output, wait=0):
        ready(output)
    with pytest.raises(SopgenError, match=r"did not make: mine\.txt"):
        ready(output)
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_problems_are_told_first(tmp_path: Path) -> None:
    project = write(tmp_path / "project", BASE, {"procedures/bad.md": "---\ntitle: Bad\n---\n\n[x](nowhere.md)\n"})
    write(tmp_path, {"build/mine.txt": "mine"})
    found = built(project, tmp_path / "build", remember=False)
    assert found.published is None and "broken-link" in {problem.rule for problem in found.problems}
