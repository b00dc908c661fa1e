"""Files that stay as they stand: known by their stamps, read where these tell nothing, and never taken on trust."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sopgen.publish.inventory as inventory
import sopgen.stamps as stamps
from sopgen.footprint import footprint
from sopgen.model import Output
from sopgen.publish import NotStanding, Published, publish, standing
from sopgen.publish.manifest import NAME
from sopgen.stamps import as_noted, noted_footprint, read_notes

Pages = Mapping[str, bytes]
PAGES: Pages = {"index.html": b"home", "a/index.html": b"page", "b/index.html": b"more"}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def put(output: Path, pages: Pages, notes: Path | None = None) -> Published:
    return publish(output, {"help": [Output(path, data) for path, data in pages.items()]}, "1", notes=notes)


def leave(output: Path, pages: Pages, left: set[str], notes: Path | None) -> Published:
    """Publishes, but for some pages it says only that they shall stay."""
    outputs = [
        Output(path, sha256=sha256(data)) if path in left else Output(path, data) for path, data in pages.items()
    ]
    return publish(output, {"help": outputs}, "1", notes=notes)


def untouched(folder: Path, notes: Path) -> bool:
    """Whether a published folder is as the build left it that wrote these notes; what they foretell says the same."""
    found = as_noted(folder, read_notes(notes))
    assert found == (noted_footprint(folder, notes) == footprint(str(folder), 0).digest)
    return found


def tree(output: Path) -> dict[str, bytes]:
    files = (path for path in (output / "help").rglob("*") if path.is_file())
    return {path.relative_to(output / "help").as_posix(): path.read_bytes() for path in files}


def digests(pages: Pages) -> dict[str, str]:
    return {f"help/{path}": sha256(data) for path, data in pages.items()}


def edit(page: Path, data: bytes) -> None:
    """Another content of the same length, and the time set back: only `ctime` tells."""
    was = page.stat()
    page.write_bytes(data)
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))


@pytest.fixture
def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: str) -> str:
        raise AssertionError(f"{path} was read")

    monkeypatch.setattr(inventory, "_digest", read)


@pytest.mark.usefixtures("no_reading")
def test_what_was_noted_is_not_read(tmp_path: Path) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes"
    assert put(output, PAGES, notes) == Published(3, 0, 0)
    assert standing(output, notes) == digests(PAGES)
    assert put(output, PAGES, notes) == Published(0, 3, 0)
    assert leave(output, PAGES, set(PAGES), notes) == Published(0, 3, 0)
    assert leave(output, PAGES, {"a/index.html"}, notes) == Published(0, 3, 0)
    assert tree(output) == PAGES and untouched(output, notes)


def test_without_notes_it_is_read(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, PAGES)
    assert standing(output, None) == standing(output, tmp_path / "none") == digests(PAGES)
    assert leave(output, PAGES, set(PAGES), None) == Published(0, 3, 0)
    (output / "help/a/index.html").write_bytes(b"PAGE")
    assert standing(output, None) == digests({path: PAGES[path] for path in PAGES if path[0] != "a"})
    assert tree(output).keys() == PAGES.keys()


def test_files_that_stay_keep_inode_and_time(tmp_path: Path) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes"
    put(output, PAGES, notes)
    before = (output / "help/a/index.html").stat()
    leave(output, {**PAGES, "index.html": b"new"}, {"a/index.html", "b/index.html"}, notes)
    after = (output / "help/a/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (before.st_ino, before.st_mtime_ns, 1)
    assert tree(output) == {**PAGES, "index.html": b"new"}


TOUCHED: dict[str, Callable[[Path], object]] = {
    "edited": lambda page: page.write_bytes(b"longer page"),
    "edited, as long, at the same time": lambda page: edit(page, b"PAGE"),
    "gone": lambda page: page.unlink(),
    "exchanged": lambda page: (page.with_name("x").write_bytes(b"PAGE"), page.with_name("x").rename(page)),
    "closed": lambda page: [page.write_bytes(b"PAGE"), page.chmod(0)],
}


@pytest.mark.parametrize("how", TOUCHED)
@pytest.mark.parametrize("noted", [True, False])
def test_a_file_that_is_not_as_it_was_does_not_stand(tmp_path: Path, how: str, noted: bool) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes" if noted else None
    put(output, PAGES, notes)
    TOUCHED[how](output / "help/a/index.html")
    assert standing(output, notes) == digests({path: PAGES[path] for path in PAGES if path[0] != "a"})
    assert not untouched(output, tmp_path / "notes")
    before = sorted(os.listdir(tmp_path)), (output / NAME).read_bytes()
    with pytest.raises(NotStanding, match=r"help/a/index\.html") as caught:
        leave(output, PAGES, set(PAGES), notes)
    assert caught.value.exit_code == 2
    assert (sorted(os.listdir(tmp_path)), (output / NAME).read_bytes()) == before
    leave(output, PAGES, {"index.html", "b/index.html"}, notes)
    assert tree(output) == PAGES
    assert untouched(output, tmp_path / "notes") == noted


def test_what_never_stood_cannot_stay(tmp_path: Path) -> None:
    with pytest.raises(NotStanding):
        leave(tmp_path / "build", PAGES, set(PAGES), tmp_path / "notes")
    put(tmp_path / "build", PAGES)
    with pytest.raises(NotStanding):
        leave(tmp_path / "build", {**PAGES, "c/index.html": b"page"}, {"c/index.html"}, None)
    assert tree(tmp_path / "build") == PAGES and os.listdir(tmp_path) == ["build"]


def test_nothing_stands_where_publishing_is_refused(tmp_path: Path) -> None:
    assert standing(tmp_path / "build", None) == {}
    put(tmp_path / "build", PAGES, tmp_path / "notes")
    (tmp_path / "build/mine.txt").touch()
    assert standing(tmp_path / "build", tmp_path / "notes") == {}
    assert not untouched(tmp_path / "build", tmp_path / "notes")


def test_a_file_with_other_permissions_is_made_anew(tmp_path: Path) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes"
    put(output, PAGES, notes)
    page = output / "help/a/index.html"
    inode, mode = page.stat().st_ino, page.stat().st_mode
    page.chmod(0o777)
    assert leave(output, PAGES, set(PAGES), notes) == Published(1, 2, 0)
    assert page.stat().st_mode == mode and page.stat().st_ino != inode and tree(output) == PAGES


@pytest.mark.parametrize("damage", [b"", b"x", b"sopgen notes 1\n", stamps._HEAD, stamps._HEAD + b"\0\0\0\0\xff\xff"])
def test_damaged_notes_are_no_notes(tmp_path: Path, damage: bytes) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes"
    put(output, PAGES, notes)
    whole = notes.read_bytes()
    for written in (damage, whole[:-1], whole[:-9] + b"x" + whole[-8:], whole + b"x"):
        notes.write_bytes(written)
        edit(output / "help/a/index.html", b"PAGE")
        assert not untouched(output, notes)
        assert "help/a/index.html" not in standing(output, notes)
        edit(output / "help/a/index.html", b"page")
        assert standing(output, notes) == digests(PAGES)


def test_notes_with_any_byte_changed_or_cut_off_tell_nothing(tmp_path: Path) -> None:
    """Not only where they could not be read: where a path or a stamp would be another one."""
    notes = tmp_path / "notes"
    put(tmp_path / "build", PAGES, notes)
    whole = notes.read_bytes()
    assert read_notes(notes).files
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            notes.write_bytes(damaged)
            assert not read_notes(notes).files, f"byte {at}"


def test_notes_of_another_machine_tell_nothing(tmp_path: Path) -> None:
    put(tmp_path / "build", PAGES, tmp_path / "notes")
    shutil.copytree(tmp_path / "build", tmp_path / "other")
    assert not untouched(tmp_path / "other", tmp_path / "notes")
    (tmp_path / "other/help/a/index.html").write_bytes(b"PAGE")
    assert standing(tmp_path / "other", tmp_path / "notes").keys() == {"help/index.html", "help/b/index.html"}


def test_a_manifest_that_was_edited_is_not_believed(tmp_path: Path) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes"
    put(output, PAGES, notes)
    manifest = output / NAME
    edit(manifest, manifest.read_bytes().replace(sha256(b"page").encode(), sha256(b"PAGE").encode()))
    assert "help/a/index.html" not in standing(output, notes)


def test_nothing_is_noted_where_the_clock_is_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes within one tick of such a clock have the same time."""
    monkeypatch.setattr(stamps, "_COARSE", 1)
    put(tmp_path / "build", PAGES, tmp_path / "notes")
    assert not (tmp_path / "notes").exists()
    assert leave(tmp_path / "build", PAGES, set(PAGES), tmp_path / "notes").unchanged == 3


def test_a_file_that_is_changed_while_we_publish_is_not_noted(tmp_path: Path) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes"
    put(output, PAGES, notes)

    def outputs() -> Iterator[Output]:
        yield Output("a/index.html", b"page")
        (output / "help/a/index.html").write_bytes(b"PAGE")
        yield Output("index.html", b"home")

    publish(output, {"help": outputs()}, "1", notes=notes)
    assert standing(output, notes) == digests({"index.html": b"home"})


def test_another_site_that_is_kept_is_noted_only_when_it_is_as_published(tmp_path: Path) -> None:
    output, notes = tmp_path / "build", tmp_path / "notes"
    publish(output, {"help": [Output("x", b"1")], "book": [Output("x", b"1"), Output("y", b"2")]}, "1", notes=notes)
    (output / "book/x").write_bytes(b"?")
    publish(output, {"help": [Output("x", b"1")]}, "1", keep_others=True, notes=notes)
    assert standing(output, notes) == {"help/x": sha256(b"1"), "book/y": sha256(b"2")}


@pytest.mark.skipif(not hasattr(os, "umask"), reason="asks for permissions")
def test_another_umask_makes_all_files_anew(tmp_path: Path) -> None:
    put(tmp_path / "build", PAGES, tmp_path / "notes")
    before = os.umask(0o077)
    try:
        assert leave(tmp_path / "build", PAGES, set(PAGES), tmp_path / "notes") == Published(3, 0, 0)
    finally:
        os.umask(before)
    assert (tmp_path / "build/help/index.html").stat().st_mode & 0o777 == 0o600


names = st.sampled_from(["index.html", "a", "b/x", "b/y", "assets/a.11111111.css", "assets/a.22222222.css", "ξ/a"])
contents = st.sampled_from([b"1", b"2", b"three"])
builds = st.lists(
    st.tuples(
        st.dictionaries(names, contents, max_size=6),
        st.lists(st.tuples(names, contents, st.sampled_from(["edit", "delete", "lose notes"])), max_size=2),
    ),
    max_size=6,
)


@given(builds)
def test_whatever_happens_the_pages_are_those_of_the_last_build(
    tmp_path_factory: pytest.TempPathFactory, builds: list[tuple[Pages, list[tuple[str, bytes, str]]]]
) -> None:
    """Builds that leave all that stands, between them edits in place that keep size and time."""
    folder = tmp_path_factory.mktemp("builds")
    output, notes = folder / "build", folder / "notes"
    for pages, accidents in builds:
        stands = standing(output, notes)
        left = {path for path, data in pages.items() if stands.get(f"help/{path}") == sha256(data)}
        leave(output, pages, left, notes)
        assert untouched(output, notes)
        found = tree(output)
        assert {path: data for path, data in found.items() if path in pages} == pages
        assert all(path.startswith("assets/") for path in found.keys() - pages.keys())
        for path, data, what in accidents:
            page = output / "help" / path
            if what == "lose notes":
                notes.unlink(missing_ok=True)
            elif page.exists() and what == "delete":
                page.unlink()
            elif page.exists():
                edit(page, data.ljust(page.stat().st_size)[: page.stat().st_size])
