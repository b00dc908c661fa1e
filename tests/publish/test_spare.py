"""The spare: two trees take turns, nobody can tell from what is published, and whatever happens to it is harmless."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sopgen.publish.spare as spare
import sopgen.publish.stage as stage
import sopgen.publish.workshop as workshop
from sopgen.footprint import footprint
from sopgen.model import Output, SopgenError
from sopgen.publish import Published, publish, recover, standing
from sopgen.publish.manifest import NAME
from sopgen.stamps import as_noted, noted_footprint, read_notes

Pages = Mapping[str, bytes]
PAGES: Pages = {"index.html": b"home", "a/index.html": b"page", "a/b/index.html": b"more", "c/index.html": b"last"}


@pytest.fixture(autouse=True)
def always_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare, "WORTH_SPARE", 0)


def put(folder: Path, pages: Pages, site: str = "help", keep_others: bool = False) -> Published:
    """Publishes; what stands already as it shall be is left."""
    stands = standing(folder / "build", folder / "notes")

    def outputs() -> Iterator[Output]:
        for path, data in pages.items():
            digest = hashlib.sha256(data).hexdigest()
            left = stands.get(f"{site}/{path}") == digest
            yield Output(path, sha256=digest) if left else Output(path, data, lasting=path.startswith("assets/site."))

    return publish(folder / "build", {site: outputs()}, "1", keep_others=keep_others, notes=folder / "notes")


def untouched(folder: Path, notes: Path) -> bool:
    """Whether a published folder is as the build left it that wrote these notes; what they foretell says the same."""
    found = as_noted(folder, read_notes(notes))
    assert found == (noted_footprint(folder, notes) == footprint(str(folder), 0).digest)
    return found


def tree(output: Path) -> dict[str, bytes]:
    files = (path for path in output.rglob("*") if path.is_file() and path != output / NAME)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def flat(pages: Pages, site: str = "help") -> dict[str, bytes]:
    return {f"{site}/{path}": data for path, data in pages.items()}


def changed(count: int) -> Pages:
    return {**PAGES, "a/index.html": f"page {count}".encode()}


def kept(folder: Path) -> list[str]:
    return sorted(os.listdir(folder / ".build.sopgen"))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done on the disk, by name and the last part of the path."""
    done: list[str] = []

    def watched(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def counted(path: object, *rest: object, **options: object) -> object:
            done.append(f"{name} {os.path.basename(str(path))}")
            return call(path, *rest, **options)

        return counted

    for name in ("mkdir", "rmdir", "link", "unlink"):
        monkeypatch.setattr(os, name, watched(name, getattr(os, name)))
    return done


def test_an_edited_page_costs_what_the_page_costs(tmp_path: Path, calls: list[str]) -> None:
    for count in range(2):
        put(tmp_path, changed(count))
    for count in range(2, 6):
        calls.clear()
        assert put(tmp_path, changed(count)) == Published(written=1, unchanged=3, removed=0)
        assert tree(tmp_path / "build") == flat(changed(count)) and kept(tmp_path) == ["lock", "spare"]
        assert untouched(tmp_path / "build", tmp_path / "notes")
        assert [call for call in calls if call.split()[0] in ("rmdir", "link")] == []
        assert len(calls) < 12
    calls.clear()
    assert put(tmp_path, changed(5)) == Published(written=0, unchanged=4, removed=0)
    assert [call for call in calls if call.split()[0] == "link"] == ["link index.html"]
    assert tree(tmp_path / "build") == flat(changed(5)) == tree(tmp_path / ".build.sopgen/spare")


def test_manifest_is_that_of_a_clean_build(tmp_path: Path) -> None:
    for count in range(4):
        put(tmp_path, {**changed(count), f"{count}/x": b"1"})
    (tmp_path / "clean").mkdir()
    put(tmp_path / "clean", {**changed(3), "3/x": b"1"})
    assert (tmp_path / "build" / NAME).read_bytes() == (tmp_path / "clean/build" / NAME).read_bytes()


def test_pages_come_and_go_with_their_folders(tmp_path: Path) -> None:
    more = {**PAGES, "d/e/index.html": b"new", "d/e/f/index.html": b"newer"}
    for pages in (PAGES, PAGES, more, PAGES, PAGES, more, more, PAGES, PAGES, {"index.html": b"home"}):
        put(tmp_path, pages)
        assert tree(tmp_path / "build") == flat(pages)
        assert (tmp_path / "build/help/d").exists() == ("d/e/index.html" in pages)
        assert untouched(tmp_path / "build", tmp_path / "notes")
    assert sorted(os.listdir(tmp_path / "build/help")) == ["index.html"]


def in_place(page: Path) -> None:
    """Another content of the same length, and the time set back."""
    was = page.stat()
    page.write_bytes(b"x" * was.st_size)
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))


ACCIDENTS: dict[str, Callable[[Path], object]] = {
    "all gone": lambda beside: shutil.rmtree(beside),
    "spare gone": lambda beside: shutil.rmtree(beside / "spare"),
    "lock gone": lambda beside: (beside / "lock").unlink(),
    "folder gone": lambda beside: shutil.rmtree(beside / "spare/help/c"),
    "file gone": lambda beside: (beside / "spare/help/c/index.html").unlink(),
    "manifest gone": lambda beside: (beside / "spare" / NAME).unlink(),
    "another file": lambda beside: (
        (beside / "spare/help/c/index.html").unlink(),
        (beside / "spare/help/c/index.html").write_bytes(b"evil"),
    ),
    "edited": lambda beside: in_place(beside / "spare/help/c/index.html"),
    "what differs edited": lambda beside: in_place(beside / "spare/help/a/index.html"),
    "one file more": lambda beside: (beside / "spare/help/mine.txt").write_bytes(b"mine"),
    "linked": lambda beside: (
        shutil.move(beside / "spare/help", beside.parent / "elsewhere"),
        (beside / "spare/help").symlink_to(beside.parent / "elsewhere"),
    ),
    "notes gone": lambda beside: (beside.parent / "notes").unlink(),
    "notes cut": lambda beside: os.truncate(beside.parent / "notes", 99),
    "another build": lambda beside: publish(beside.with_name("build"), {"help": [Output("x", b"y")]}, "1"),
}


@pytest.mark.parametrize("what", ACCIDENTS)
@pytest.mark.parametrize("ask", [True, False])
def test_what_happens_to_it_is_harmless(tmp_path: Path, what: str, ask: bool) -> None:
    for count in range(3):
        put(tmp_path, changed(count))
    ACCIDENTS[what](tmp_path / ".build.sopgen")
    if ask:
        recover(tmp_path / "build")
    for count in range(3, 6):
        put(tmp_path, changed(count))
        assert tree(tmp_path / "build") == flat(changed(count))
        assert untouched(tmp_path / "build", tmp_path / "notes")
    assert kept(tmp_path) == ["lock", "spare"] and not recover(tmp_path / "build")


def test_it_goes_where_nothing_is_noted(tmp_path: Path) -> None:
    for count in range(3):
        put(tmp_path, changed(count))
    publish(tmp_path / "build", {"help": [Output("x", b"y")]}, "1")
    assert sorted(os.listdir(tmp_path)) == ["build", "notes"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"d": b"file"}, {"d/index.html": b"page"}),
        ({"d.html": b"file"}, {"D.html": b"page"}),
        ({"d/x.html": b"file"}, {"D/x.html": b"page"}),
        ({"d/e/x.html": b"file", "d/y": b"y"}, {"d/E": b"page"}),
    ],
)
def test_names_that_get_in_the_way_of_others(tmp_path: Path, one: Pages, other: Pages) -> None:
    """Also those that are one only on a disk that ignores case."""
    for pages in (one, one, other, one, one, one, other, other, {}, one, other, {}, {}, other, one):
        put(tmp_path, {**PAGES, **pages})
        assert tree(tmp_path / "build") == flat({**PAGES, **pages})
        assert untouched(tmp_path / "build", tmp_path / "notes")


def test_another_sites_files_and_superseded_assets_stay(tmp_path: Path) -> None:
    css = [f"assets/site.{n}{n}{n}{n}{n}{n}{n}{n}.css" for n in range(4)]
    put(tmp_path, PAGES, "book", keep_others=True)
    for count in range(4):
        put(tmp_path, {**changed(count), css[count]: b"css"}, keep_others=True)
        assets = {css[n]: b"css" for n in (count - 1, count) if n >= 0}
        assert tree(tmp_path / "build") == flat(PAGES, "book") | flat({**changed(count), **assets})
    put(tmp_path, changed(4), "book", keep_others=True)
    assert tree(tmp_path / "build") == flat(changed(4), "book") | flat({**changed(3), css[2]: b"css", css[3]: b"css"})
    assert kept(tmp_path) == ["lock", "spare"]


def test_a_file_that_comes_while_we_publish_is_kept(tmp_path: Path) -> None:
    output = tmp_path / "build"
    for count in range(3):
        put(tmp_path, changed(count))

    def outputs() -> Iterator[Output]:
        yield Output("index.html", b"new")
        (output / "help/a/late.txt").write_text("mine")
        yield Output("c/index.html", b"last")

    publish(output, {"help": outputs()}, "1", notes=tmp_path / "notes")
    assert tree(output) == {"help/index.html": b"new", "help/c/index.html": b"last", "help/a/late.txt": b"mine"}
    assert not untouched(output, tmp_path / "notes") and sorted(os.listdir(tmp_path)) == ["build", "notes"]
    (output / "help/a/late.txt").unlink()
    put(tmp_path, PAGES)
    assert tree(output) == flat(PAGES)


def test_what_file_managers_leave_is_carried_along(tmp_path: Path) -> None:
    for count in range(6):
        put(tmp_path, changed(count))
        if count == 2:
            (tmp_path / "build/help/.DS_Store").write_text("view")
    assert tree(tmp_path / "build") == flat({**changed(5), ".DS_Store": b"view"})


@pytest.mark.parametrize("error", [SopgenError("a template is wrong"), KeyboardInterrupt(), ZeroDivisionError()])
def test_a_build_that_fails_leaves_the_site(tmp_path: Path, error: BaseException) -> None:
    for count in range(3):
        put(tmp_path, changed(count))

    def outputs() -> Iterator[Output]:
        yield Output("c/index.html", b"new")
        raise error

    with pytest.raises(type(error)):
        publish(tmp_path / "build", {"help": outputs()}, "1", notes=tmp_path / "notes")
    assert tree(tmp_path / "build") == flat(changed(2))
    assert sorted(os.listdir(tmp_path)) == ["build", "notes"]
    put(tmp_path, PAGES)
    assert tree(tmp_path / "build") == flat(PAGES)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("call", ["open", "mkdir", "fsync", "unlink", "rename", "rmdir"])
def test_a_disk_that_refuses_is_told_and_the_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    gone = {path: data for path, data in PAGES.items() if path[0] != "c"}
    for count in range(3):
        put(tmp_path, changed(count))

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(SopgenError, match=os.strerror(code)):
        put(tmp_path, {**gone, "d/index.html": b"new"})
    monkeypatch.undo()
    monkeypatch.setattr(spare, "WORTH_SPARE", 0)
    assert tree(tmp_path / "build") == flat(changed(2))
    put(tmp_path, {**gone, "d/index.html": b"new"})
    assert tree(tmp_path / "build") == flat({**gone, "d/index.html": b"new"})


def test_without_hard_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(stage.os, "link", refuse)
    for count in range(5):
        put(tmp_path, changed(count))
        assert tree(tmp_path / "build") == flat(changed(count))


def test_none_is_kept_where_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "exchange", lambda one, other: False)
    for count in range(4):
        put(tmp_path, changed(count))
        assert tree(tmp_path / "build") == flat(changed(count))
        assert sorted(os.listdir(tmp_path)) == ["build", "notes"]


def test_another_umask_makes_all_files_anew(tmp_path: Path) -> None:
    for count in range(3):
        put(tmp_path, changed(count))
    before = os.umask(0o077)
    try:
        assert put(tmp_path, changed(2)) == Published(4, 0, 0)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "build").rglob("*") if path.is_file()} == {0o600}


def test_folders_keep_the_permissions_that_they_were_given(tmp_path: Path) -> None:
    for count in range(6):
        put(tmp_path, changed(count))
        if count == 2:
            (tmp_path / "build/help").chmod(0o700)
        if count > 2:
            assert (tmp_path / "build/help").stat().st_mode & 0o777 == 0o700
    assert kept(tmp_path) == ["lock", "spare"]


names = st.sampled_from(["a", "A", "b", "b/x", "b/y", "B/x", "c/d/e", "assets/a.11111111.css", "assets/b.22222222.css"])
pages = st.lists(st.tuples(names, st.sampled_from([b"1", b"2", b"three"])), max_size=6)
accidents = st.lists(st.tuples(st.sampled_from(["build", ".build.sopgen/spare"]), names, st.booleans()), max_size=1)


@given(st.lists(st.tuples(pages, accidents), max_size=9))
def test_what_stands_is_what_was_built_last(
    tmp_path_factory: pytest.TempPathFactory,
    builds: list[tuple[list[tuple[str, bytes]], list[tuple[str, str, bool]]]],
) -> None:
    """Whatever is built after whatever, and whatever file is edited or removed in between, in either tree."""
    folder = tmp_path_factory.mktemp("builds")
    for wanted, happened in builds:
        site: dict[str, bytes] = {}
        for path, data in wanted:
            if not any(_meet(path, other) for other in site):
                site[path] = data
        put(folder, site)
        found = tree(folder / "build")
        assert {path: found.get(path) for path in flat(site)} == flat(site)
        assert all(path.startswith("help/assets/") for path in found.keys() - flat(site).keys())
        assert untouched(folder / "build", folder / "notes")
        folders = {path for path in (folder / "build").rglob("*") if path.is_dir()}
        assert all(any(folder.iterdir()) for folder in folders if folder.name != "help"), "an empty folder"
        for where, path, edited in happened:
            page = folder / where / "help" / path
            if page.is_file():
                in_place(page) if edited else page.unlink()


def _meet(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/") or (one[0] == other[0] == "b")
