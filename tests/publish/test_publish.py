"""Publishing: what stands afterwards, what is refused, what is never touched."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sopgen.publish.stage as stage
import sopgen.publish.workshop as workshop
from sopgen.model import Output, SopgenError
from sopgen.publish import Published, publish, recover
from sopgen.publish.manifest import NAME

Sites = Mapping[str, Mapping[str, bytes]]
PAGES: Sites = {"help": {"index.html": b"help", "a/b/index.html": b"deep"}, "handbook": {"index.html": b"book"}}
LASTING = ("assets/site.", "assets/fonts/", "assets/a.")
"""How the files of a theme begin."""


def put(output: Path, sites: Sites, **options: bool) -> Published:
    outputs = {
        site: [Output(path, data, lasting=path.startswith(LASTING)) for path, data in files.items()]
        for site, files in sites.items()
    }
    return publish(output, outputs, "1.0", **options)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def flat(sites: Sites) -> dict[str, bytes]:
    return {f"{site}/{path}": data for site, files in sites.items() for path, data in files.items()}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_sites_are_published_and_counted(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "build"
    assert put(output, PAGES) == Published(written=3, unchanged=0, removed=0)
    assert tree(output) == flat(PAGES)
    changed = {"help": {"index.html": b"new", "a/b/index.html": b"deep"}}
    assert put(output, changed) == Published(written=1, unchanged=1, removed=1)
    assert tree(output) == flat(changed)
    assert not (output / "handbook").exists()
    assert os.listdir(output.parent) == ["build"]


def test_unchanged_files_keep_inode_and_time(tmp_path: Path) -> None:
    put(tmp_path / "build", PAGES)
    before = snapshot(tmp_path / "build")
    assert put(tmp_path / "build", PAGES) == Published(written=0, unchanged=3, removed=0)
    after = snapshot(tmp_path / "build")
    assert {path: facts for path, facts in after.items() if path != NAME} == {
        path: facts for path, facts in before.items() if path != NAME
    }
    assert after[NAME][0] == before[NAME][0]


def test_same_sites_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    put(tmp_path / "one", PAGES)
    put(tmp_path / "other", {"old": {"index.html": b"x"}})
    put(tmp_path / "other", dict(reversed(PAGES.items())))
    assert (tmp_path / "one" / NAME).read_bytes() == (tmp_path / "other" / NAME).read_bytes()
    files = json.loads((tmp_path / "one" / NAME).read_bytes())["files"]
    assert sorted(files) == sorted(flat(PAGES))


def test_a_file_edited_in_place_is_put_right(tmp_path: Path) -> None:
    put(tmp_path / "build", PAGES)
    page = tmp_path / "build/help/index.html"
    page.write_bytes(b"HELP")  # of the same length
    put(tmp_path / "build", PAGES)
    assert page.read_bytes() == b"help"


def test_a_folder_in_the_place_of_a_file_is_put_right(tmp_path: Path) -> None:
    put(tmp_path / "build", PAGES)
    for _ in range(2):
        (tmp_path / "build" / "help" / "index.html").unlink()
        (tmp_path / "build" / "help" / "index.html").mkdir()
        put(tmp_path / "build", PAGES)
        assert tree(tmp_path / "build") == flat(PAGES)
        assert os.listdir(tmp_path) == ["build"]


def test_nothing_is_written_through_a_hard_link(tmp_path: Path) -> None:
    output, copy = tmp_path / "build", tmp_path / "copy"
    put(output, PAGES)
    for path in flat(PAGES):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(output / path, copy / path)
    before = snapshot(copy)
    put(output, {site: dict.fromkeys(files, b"changed") for site, files in PAGES.items()})
    assert snapshot(copy) == before


def test_one_site_alone_leaves_the_others(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, {**PAGES, "handbook": {"index.html": b"book", "assets/x.1234abcd.css": b"x"}})
    before = snapshot(output)
    put(output, {"help": {"index.html": b"new"}}, keep_others=True)
    assert tree(output) == {
        "help/index.html": b"new",
        "handbook/index.html": b"book",
        "handbook/assets/x.1234abcd.css": b"x",
    }
    assert snapshot(output)["handbook/index.html"] == before["handbook/index.html"]


def test_superseded_assets_stay_one_generation(tmp_path: Path) -> None:
    output = tmp_path / "build"

    def assets(*paths: str) -> set[str]:
        put(output, {"help": {"index.html": b"", **{path: path.encode() for path in paths}}})
        return {path.removeprefix("help/") for path in tree(output)} - {"index.html"}

    one, two, three = "assets/site.11111111.css", "assets/site.22222222.css", "assets/fonts/x.33333333.woff2"
    assert assets(one) == {one}
    assert assets(two) == {one, two}
    assert assets(two) == {one, two}, "a build that changes no asset drops none"
    assert assets(three) == {two, three}
    assert assets(two) == {three, two}, "an asset that comes back is current again"
    assert assets() == {two}


@pytest.mark.parametrize("path", ["assets/plan.png", "assets/branches.en.11111111.js", "index.html", "x/a.1111.css"])
def test_what_is_no_theme_file_goes_at_once(tmp_path: Path, path: str) -> None:
    """Whatever it is called: it may be made of what was turned into text for staff."""
    put(tmp_path / "build", {"help": {path: b"secret"}})
    put(tmp_path / "build", {"help": {"x.html": b""}})
    assert tree(tmp_path / "build") == {"help/x.html": b""}


FOREIGN: dict[str, Callable[[Path], object]] = {
    "file": lambda build: (build / "help" / "notes.txt").write_text("mine"),
    "at the top": lambda build: (build / "notes.txt").write_text("mine"),
    "folder": lambda build: ((build / ".git").mkdir(), (build / ".git" / "HEAD").write_text("x")),
    "link for a page": lambda build: (
        (build / "help" / "index.html").unlink(),
        (build / "help" / "index.html").symlink_to("/etc/hosts"),
    ),
    "linked folder": lambda build: (build / "more").symlink_to("/etc"),
    "folder for a page": lambda build: (
        (build / "help" / "index.html").unlink(),
        (build / "help" / "index.html").mkdir(),
        (build / "help" / "index.html" / "x").touch(),
    ),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_foreign_files_are_refused(tmp_path: Path, kind: str) -> None:
    output = tmp_path / "build"
    put(output, PAGES)
    FOREIGN[kind](output)
    before = snapshot(output)
    with pytest.raises(SopgenError, match="sopgen did not make") as caught:
        put(output, {"help": {"index.html": b"new"}})
    assert caught.value.exit_code == 2 and "--output" in caught.value.hint
    assert snapshot(output) == before and os.listdir(tmp_path) == ["build"]


def test_a_folder_of_someone_else_is_refused_and_three_files_named(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / name).write_text("mine")
    with pytest.raises(SopgenError, match=r"a, b, c and 2 more"):
        put(tmp_path, PAGES)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "build" / "empty").mkdir(parents=True)
    put(tmp_path / "build", PAGES)
    assert tree(tmp_path / "build") == flat(PAGES)


def test_what_file_managers_leave_is_carried_along(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, PAGES)
    for folder in (output, output / "handbook"):
        (folder / ".DS_Store").write_text("view")
    put(output, {"help": PAGES["help"]})
    assert tree(output) == flat({"help": PAGES["help"]}) | {".DS_Store": b"view", "handbook/.DS_Store": b"view"}


def test_a_file_that_comes_while_we_publish_is_kept(tmp_path: Path) -> None:
    output = tmp_path / "build"
    put(output, PAGES)

    def outputs() -> Iterator[Output]:
        yield Output("index.html", b"new")
        (output / "help" / "late.txt").write_text("mine")
        (output / "help" / "new").mkdir()
        (output / "help" / "new" / "index.html").write_text("also mine")
        yield Output("new/index.html", b"page")

    publish(output, {"help": outputs()}, "1.0")
    assert tree(output) == {
        "help/index.html": b"new",
        "help/new/index.html": b"page",
        "help/late.txt": b"mine",
        "help/new/index.html.kept-1": b"also mine",
    }
    assert os.listdir(tmp_path) == ["build"]


def failing(error: BaseException) -> Iterator[Output]:
    yield Output("index.html", b"new")
    raise error


@pytest.mark.parametrize("error", [SopgenError("a template is wrong"), KeyboardInterrupt(), ZeroDivisionError()])
def test_a_build_that_fails_leaves_the_site(tmp_path: Path, error: BaseException) -> None:
    put(tmp_path / "build", PAGES)
    before = snapshot(tmp_path / "build")
    with pytest.raises(type(error)):
        publish(tmp_path / "build", {"help": failing(error)}, "1.0")
    assert snapshot(tmp_path / "build") == before and os.listdir(tmp_path) == ["build"]


def test_proof_sees_the_staged_sites_and_may_stop(tmp_path: Path) -> None:
    put(tmp_path / "build", PAGES)
    seen: list[bytes] = []

    def prove(staged: Path) -> None:
        seen.append((staged / "help/index.html").read_bytes())
        (staged / "scratch").write_text("of the proof")
        raise SopgenError("a page lacks the contact block")

    with pytest.raises(SopgenError, match="contact block"):
        publish(tmp_path / "build", {"help": [Output("index.html", b"new")]}, "1.0", prove=prove)
    assert seen == [b"new"]
    assert tree(tmp_path / "build") == flat(PAGES) and os.listdir(tmp_path) == ["build"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.ENAMETOOLONG])
@pytest.mark.parametrize("call", ["open", "mkdir", "fsync"])
def test_a_disk_that_refuses_is_told_and_the_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    put(tmp_path / "build", PAGES)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(SopgenError, match=os.strerror(code)) as caught:
        put(tmp_path / "build", {"help": {"b/index.html": b"new"}})
    monkeypatch.undo()
    assert caught.value.exit_code == 2 and "stand as they were" in caught.value.message
    assert tree(tmp_path / "build") == flat(PAGES)
    put(tmp_path / "build", {"help": {"b/index.html": b"new"}})
    assert os.listdir(tmp_path) == ["build"]


def test_without_hard_links_files_are_copied_with_their_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    put(tmp_path / "build", PAGES)
    page = tmp_path / "build/help/index.html"
    os.utime(page, (1_000_000_000, 1_000_000_000))
    monkeypatch.setattr(stage.os, "link", refuse)
    assert put(tmp_path / "build", PAGES).unchanged == 3
    assert tree(tmp_path / "build") == flat(PAGES) and page.stat().st_mtime == 1_000_000_000


def test_where_folders_cannot_be_exchanged_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "exchange", lambda one, other: False)
    put(tmp_path / "build", PAGES)
    put(tmp_path / "build", {"help": {"index.html": b"new"}})
    assert tree(tmp_path / "build") == {"help/index.html": b"new"} and os.listdir(tmp_path) == ["build"]


def test_a_second_rename_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "build", PAGES)
    rename = os.rename

    def refuse(one: Path, other: Path) -> None:
        if Path(one).name == "new":
            raise OSError(errno.EBUSY, "busy")
        rename(one, other)

    monkeypatch.setattr(workshop, "exchange", lambda one, other: False)
    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(SopgenError, match="cannot be exchanged"):
        put(tmp_path / "build", {"help": {"index.html": b"new"}})
    assert tree(tmp_path / "build") == flat(PAGES) and os.listdir(tmp_path) == ["build"]


def test_a_disk_that_refuses_between_two_renames_is_told_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "build", PAGES)
    rename = os.rename

    def refuse(one: Path, other: Path) -> None:
        if Path(one).name in ("new", "old"):
            raise OSError(errno.EROFS, "read-only")
        rename(one, other)

    monkeypatch.setattr(workshop, "exchange", lambda one, other: False)
    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(SopgenError, match=r"\.build\.sopgen/old now") as caught:
        put(tmp_path / "build", {"help": {"index.html": b"new"}})
    assert "puts them back" in caught.value.hint
    monkeypatch.undo()
    assert recover(tmp_path / "build")
    assert tree(tmp_path / "build") in (flat(PAGES), {"help/index.html": b"new"}) and os.listdir(tmp_path) == ["build"]


def test_two_builds_at_once_wait_for_one_another(tmp_path: Path) -> None:
    output, inside, go_on = tmp_path / "build", threading.Event(), threading.Event()

    def slow() -> Iterator[Output]:
        inside.set()
        go_on.wait(10)
        yield Output("index.html", b"first")

    first = threading.Thread(target=lambda: publish(output, {"help": slow()}, "1.0"))
    first.start()
    inside.wait(10)
    with pytest.raises(SopgenError, match="another build") as caught:
        publish(output, {"help": [Output("index.html", b"second")]}, "1.0", wait=0)
    assert not recover(output), "a build at work is not cleared away"
    waiting = threading.Thread(target=lambda: put(output, {"help": {"index.html": b"third"}}))
    waiting.start()
    go_on.set()
    first.join(10)
    waiting.join(10)
    assert "--output" in caught.value.hint
    assert tree(output) == {"help/index.html": b"third"} and os.listdir(tmp_path) == ["build"]


def test_a_folder_that_has_our_workshops_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".build.sopgen").mkdir()
    (tmp_path / ".build.sopgen" / "new").write_text("mine")
    with pytest.raises(SopgenError, match=r"not sopgen's"):
        put(tmp_path / "build", PAGES)
    assert (tmp_path / ".build.sopgen" / "new").read_text() == "mine"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"", "cannot be read"),
        (b"[]", "cannot be read"),
        (b'{"format": 1, "sopgen": "1", "files": {"help/index.html": 3}}', "cannot be read"),
        (b'{"format": 99, "sopgen": "7.0", "files": {}}', "sopgen 7.0"),
    ],
)
def test_a_manifest_that_cannot_be_understood_stops(tmp_path: Path, written: bytes, said: str) -> None:
    put(tmp_path / "build", PAGES)
    (tmp_path / "build" / NAME).write_bytes(written)
    with pytest.raises(SopgenError, match=said) as caught:
        put(tmp_path / "build", {"help": {}})
    assert "delete" in caught.value.hint and tree(tmp_path / "build") == flat(PAGES)


def test_copied_files(tmp_path: Path) -> None:
    source, output = tmp_path / "manual.pdf", tmp_path / "build"

    def copy(data: bytes) -> Published:
        source.write_bytes(data)
        return publish(output, {"help": [Output("manual.pdf", copy_of=str(source))]}, "1.0")

    big = os.urandom((1 << 20) + 7)
    assert copy(big).written == 1 and copy(big).unchanged == 1
    for other in (big[:-1], big + b"x", b"", big):
        assert copy(other).written == 1
        assert tree(output) == {"help/manual.pdf": other}
    source.unlink()
    with pytest.raises(SopgenError, match=r"manual\.pdf cannot be written: No such file"):
        publish(output, {"help": [Output("manual.pdf", copy_of=str(source))]}, "1.0")


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_the_umask_is_respected(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        put(tmp_path / "build", PAGES)
    finally:
        os.umask(before)
    assert (tmp_path / "build/help/index.html").stat().st_mode & 0o777 == 0o666 & ~umask
    assert (tmp_path / "build/help").stat().st_mode & 0o777 == 0o777 & ~umask


def test_a_closed_handbook_stays_closed(tmp_path: Path) -> None:
    put(tmp_path / "build", PAGES)
    (tmp_path / "build/handbook").chmod(0o700)
    put(tmp_path / "build", PAGES)
    assert (tmp_path / "build/handbook").stat().st_mode & 0o777 == 0o700


names = st.sampled_from(
    ["index.html", "a", "b", "ξ", "x.html", "assets/a.11111111.css", "assets/a.22222222.css", "c/a/d"]
)
site = st.dictionaries(names, st.sampled_from([b"", b"1", b"2", b"three"]), max_size=6)
builds = st.lists(st.tuples(st.dictionaries(st.sampled_from(["help", "handbook"]), site), st.booleans()), max_size=6)


@given(builds)
def test_what_stands_is_what_was_built_last(
    tmp_path_factory: pytest.TempPathFactory, builds: list[tuple[Sites, bool]]
) -> None:
    """Whatever is built after whatever: the sites as given, others if they are kept, one generation of assets."""
    output = tmp_path_factory.mktemp("builds") / "build"
    current: dict[str, dict[str, bytes]] = {}
    superseded: dict[str, dict[str, bytes]] = {}
    for sites, keep_others in builds:
        put(output, sites, keep_others=keep_others)
        for name in {*current, *sites}:
            if name in sites:
                was = {path: data for path, data in current.get(name, {}).items() if path.startswith(LASTING)}
                now = {path: data for path, data in sites[name].items() if path.startswith(LASTING)}
                old = superseded.get(name, {}) | was if was.keys() == now.keys() else was
                superseded[name] = {path: data for path, data in old.items() if path not in now}
                current[name] = dict(sites[name])
            elif not keep_others:
                current.pop(name)
                superseded.pop(name, None)
        assert tree(output) == flat(superseded) | flat(current)
        assert os.listdir(output.parent) == ["build"]
