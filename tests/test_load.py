"""Files that stand as they were read are not read again; whatever changes is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen import load
from sopgen.load import Loaded

Edit = Callable[[Path], object]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(load, "COARSE", 0)  # its files are old enough to be believed
    for name in ("index.md", "a.md", "b.md", "shop/README.md"):
        (tmp_path / "procedures" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "procedures" / name).write_text(f"Words of {name}.\n", "utf-8")
    return tmp_path


def loaded(project: Path, before: Loaded | None = None) -> Loaded:
    return load.load(project, "procedures", ("en",), "beside", before)


def test_what_stands_as_it_was_is_not_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = loaded(project)
    (project / "procedures/a.md").write_text("Other words.\n", "utf-8")
    read: list[str] = []
    real = load.read_file

    def noting(path: str) -> bytes:
        read.append(Path(path).name)
        return real(path)

    monkeypatch.setattr(load, "read_file", noting)
    now = loaded(project, before)
    assert read == ["a.md"]
    assert now.sources[0].data.decode() == "Other words.\n"
    assert now == loaded(project)


def test_what_was_changed_just_now_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk whose clock is slow shows no difference between two texts written one after the other."""
    monkeypatch.undo()
    before = loaded(project)
    assert before.sources and not before.stamps


def same_size_and_time(project: Path) -> None:
    file = project / "procedures/a.md"
    found = file.stat()
    file.write_text("Words of z.md.\n", "utf-8")
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


def exchanged(project: Path) -> None:
    a, b, other = (project / "procedures" / name for name in ("a.md", "b.md", "c"))
    a.rename(other)
    b.rename(a)
    other.rename(b)


EDITS: dict[str, Edit] = {
    "nothing": lambda project: None,
    "the same size and time": same_size_and_time,
    "two files that change places": exchanged,
    "a file that goes": lambda project: (project / "procedures/b.md").unlink(),
    "an index that makes a README a page": lambda project: (project / "procedures/shop/index.md").write_text("New.\n"),
    "a file that cannot be read": lambda project: (
        (project / "procedures/b.md").unlink(),
        (project / "procedures/b.md").symlink_to("nowhere"),
    ),
    "a link that leads to itself": lambda project: (project / "procedures/c.md").symlink_to("c.md"),
    "a folder that goes": lambda project: (project / "procedures/shop").rename(project / "procedures/.shop"),
    "a picture that comes": lambda project: (project / "procedures/shop/a.png").write_bytes(b"x"),
    "a file that grows too large": lambda project: (project / "procedures/b.md").write_bytes(b"x" * 1_000_001),
}


@pytest.mark.parametrize("name", EDITS)
def test_remembered_and_read_anew_are_the_same(project: Path, name: str) -> None:
    before = loaded(project)
    EDITS[name](project)
    assert loaded(project, before) == loaded(project)


def test_a_link_that_leads_to_itself_is_named(project: Path) -> None:
    (project / "procedures/c.md").symlink_to("c.md")
    assert [(finding.place.path, finding.rule) for finding in loaded(project).findings] == [
        ("procedures/c.md", "unreadable-file")
    ]
