"""Names that no disk can hold, that lead out, and files that are larger than anybody reads: problems, never faults."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

import pytest

from sopgen.audience_lock import read as read_readers
from sopgen.build import build, open_project
from sopgen.edition import make_edition
from sopgen.footprint import footprint
from sopgen.outputs.redirects import redirect_pages
from sopgen.translation import read as read_pairs
from sopgen.yaml_source import MAX_NODES
from sopgen.yaml_source import read as read_yaml
from tests.hostile.injected import document
from tests.projects import AS_OF, BASE, problems, project, write

LONG = ("a" * 300, "/".join(["a" * 100] * 60))
TEXT = """\
[a]({0})

![b]({0})

{{{{ include "{0}" }}}}

:::video
source: {0}
captions: {0}
poster: {0}

What is said.
:::
"""


@pytest.mark.parametrize("name", [*LONG, *(f"/{name}" for name in LONG), "/%00", "%00", "/%ff", "/../../sopgen.yaml"])
def test_a_link_to_what_cannot_be(name: str, tmp_path: Path) -> None:
    write(tmp_path, {"static/help/a.txt": "a", "static/handbook/a.txt": "a"})
    found = problems(tmp_path, {"procedures/a.md": document(title="A", text=TEXT.format(name))}, render=False)
    assert {"broken-link", "include", "broken-image"} <= {one.rule for one in found}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("country: IT", "country: IT, logo: {0}.png"),
        ("name: Dispenser}", "name: Dispenser, picture: {0}.png}}"),
        ("facts: facts.yaml", "facts: {0}.yaml"),
        ("languages:", "content: {0}\nlanguages:"),
        ("languages:", "baseline: {0}.yaml\nlanguages:"),
    ],
)
def test_a_setting_that_names_what_cannot_be(old: str, new: str, name: str, tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"].replace(old, new.format(name), 1)
    assert problems(tmp_path, {"sopgen.yaml": settings}, render=False)


@pytest.mark.parametrize("where", ["../outside.gif", "{0}/outside.gif"])
@pytest.mark.parametrize(
    ("old", "new"),
    [("country: IT", "country: IT, logo: {0}"), ("name: Dispenser}", "name: Dispenser, picture: {0}}}")],
)
def test_a_picture_outside_that_nobody_can_read(old: str, new: str, where: str, tmp_path: Path) -> None:
    (tmp_path / "outside.gif").write_bytes(b"GIF89a broken")
    settings = BASE["sopgen.yaml"].replace(old, new.format(where.format(tmp_path)), 1)
    found = problems(tmp_path / "project", {"sopgen.yaml": settings}, render=False)
    assert "unknown-setting" in {one.rule for one in found}


def test_an_old_address_that_no_file_can_have(tmp_path: Path) -> None:
    found = problems(tmp_path, {"procedures/a.md": document(title="A", aliases=["/a/" + "b" * 256])}, render=False)
    assert [one.rule for one in found if one.severity == "error"] == ["front-matter"]


def test_a_path_longer_than_the_system_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, BASE)
    with monkeypatch.context() as patch:
        patch.chdir(tmp_path / "procedures")
        for _ in range(150):
            Path("d" * 30).mkdir()
            patch.chdir("d" * 30)
        Path("a.md").write_text(document(title="A"))
    read = open_project(tmp_path / "sopgen.yaml", AS_OF, drafts=True)
    assert "unreadable-file" in {one.rule for one in read.problems}


@pytest.mark.parametrize("name", ["facts.yaml", "sopgen.yaml", "procedures/a.md"])
@pytest.mark.parametrize("line", ["a: b\n", "a b. ", "- - "])
def test_fifty_megabytes(name: str, line: str, tmp_path: Path) -> None:
    write(tmp_path, BASE, {name: line * (50_000_000 // len(line))})
    started = process_time()
    read = open_project(tmp_path / "sopgen.yaml", AS_OF, drafts=True)
    assert process_time() - started < 3
    assert "limits" in {one.rule for one in read.problems}
    (tmp_path / name).unlink()


@pytest.mark.parametrize("alias", ["/%2e%2e/up/", "/a/%2e%2e/%2e%2e/up.html", "%2e%2e/%2e%2e/"])
def test_an_old_address_leads_out_of_no_site(alias: str, tmp_path: Path) -> None:
    """A host decodes an address before it looks for the file; so do we, and then it must not climb."""
    made = project(tmp_path, {"procedures/a.md": document(title="A", aliases=[alias])}, drafts=False)
    assert made.library is not None
    for site in ("handbook", "help"):
        pages = redirect_pages(make_edition(made.library, site, "en"))
        assert [page.url for page in pages if ".." in page.url] == []


def test_a_link_out_of_the_content_is_not_read(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", {"secret.md": document(title="Secret"), "secret.txt": "secret"})
    inside = write(tmp_path / "project", BASE)
    for name in ("a.md", "b.txt"):
        (inside / "procedures" / name).symlink_to(outside / f"secret{Path(name).suffix}")
    (inside / "procedures" / "c").symlink_to(outside)
    (inside / "procedures" / "d.md").symlink_to("greet.md")
    read = open_project(inside / "sopgen.yaml", AS_OF, drafts=True)
    told = {one.place.path for one in read.problems if one.rule == "unreadable-file" and one.severity == "error"}
    assert told == {"procedures/a.md", "procedures/b.txt"}
    assert read.library is not None
    assert set(read.library.records) == {f"procedures/{name}.md" for name in ("greet", "hours", "d")}
    assert set(read.library.files) == set()


SETTINGS = ("contacts.yaml", "hours.yaml", "branches.yaml", "facts.yaml", "terms.yaml", "audience.lock", "baseline.txt")


@pytest.mark.parametrize("end", ["pipe", "endless"])
@pytest.mark.parametrize("command", ["build", "check", "list", "audience"])
def test_settings_that_are_no_files_are_named(command: str, end: str, tmp_path: Path) -> None:
    """All in one run: a pipe is not waited for, and what a device gives is not gathered until no memory is left."""
    settings = BASE["sopgen.yaml"] + "audience_lock: audience.lock\nbaseline: baseline.txt\n"
    write(tmp_path, BASE, {"sopgen.yaml": settings})
    for name in SETTINGS:
        (tmp_path / name).unlink(missing_ok=True)
        os.mkfifo(tmp_path / name) if end == "pipe" else (tmp_path / name).symlink_to("/dev/zero")
    done = sopgen(tmp_path, command)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    asked = SETTINGS if command in ("build", "check") else SETTINGS[:5]
    assert [name for name in asked if f"{name} cannot be read: it is a pipe or a device" not in said] == [], said


def test_a_baseline_may_come_through_a_pipe(tmp_path: Path) -> None:
    """Whoever names one in a command means it: `--baseline <(git show main:baseline.txt)`."""
    write(tmp_path, BASE, {"procedures/a.md": document(title="A", text="Text [b](b.md).")})
    assert sopgen(tmp_path, "check", "--write-baseline", "--baseline", "old.txt").returncode == 0
    assert sopgen(tmp_path, "check", "--strict").returncode == 1
    reading, writing = os.pipe()
    os.write(writing, (tmp_path / "old.txt").read_bytes())
    os.close(writing)
    done = sopgen(tmp_path, "check", "--strict", "--baseline", f"/dev/fd/{reading}", open_too=(reading,))
    os.close(reading)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("link", "code", "said"),
    [
        ("static/help/a.txt", 1, "static/help/a.txt:1:1: error: this is no file that can be read [static-file]"),
        ("static/help", 1, "static/help:1:1: error: this is no folder [static-file]"),
        ("static", 1, "static:1:1: error: this is no folder [static-file]"),
        ("procedures/a.md", 1, "procedures/a.md:1:1: error: cannot be read: Too many levels of symbolic links"),
        ("facts.yaml", 1, "facts.yaml cannot be read: Too many levels of symbolic links"),
        ("build", 2, "build is a symbolic link"),
        ("themes", 0, "no problems"),
    ],
)
def test_a_link_to_itself(link: str, code: int, said: str, tmp_path: Path) -> None:
    """git keeps such links. Where nothing need be, none is there."""
    write(tmp_path, BASE)
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).unlink(missing_ok=True)
    (tmp_path / link).symlink_to(Path(link).name)
    done = sopgen(tmp_path, "build")
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done.stdout + done.stderr
    assert sopgen(tmp_path, "check").returncode == int(code == 1)


def test_what_is_written_in_the_place_of_a_link_to_itself(tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"] + "audience_lock: audience.lock\n"
    write(tmp_path, BASE, {"sopgen.yaml": settings})
    (tmp_path / "audience.lock").symlink_to("audience.lock")
    done = sopgen(tmp_path, "audience", "--write")
    assert done.returncode == 0 and sopgen(tmp_path, "check").returncode == 0, done.stderr
    (tmp_path / "procedures" / "loop").symlink_to("loop")
    (tmp_path / "empty.md").write_text("")
    with open(tmp_path / "empty.md") as text:
        done = sopgen(tmp_path, "check", "-", "--stdin-filename", "procedures/loop/x.md", stdin=text.fileno())
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("end", ["pipe", "endless"])
def test_a_manifest_that_is_no_file_is_named(end: str, tmp_path: Path) -> None:
    """git keeps links in an output that somebody has committed."""
    write(tmp_path, BASE)
    assert sopgen(tmp_path, "build").returncode == 0
    manifest = tmp_path / "build" / ".sopgen-manifest.json"
    manifest.unlink()
    os.mkfifo(manifest) if end == "pipe" else manifest.symlink_to("/dev/zero")
    done = sopgen(tmp_path, "build")
    assert (done.returncode, manifest.name in done.stderr) == (2, True), done.stderr
    assert (tmp_path / "build/help/index.html").exists()


def test_an_edit_shows_beside_a_link_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the order in which the disk names both."""
    scandir = os.scandir

    @contextmanager
    def links_first(path: str) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(path) as entries:
            yield sorted(entries, key=lambda entry: not entry.is_symlink())

    (tmp_path / "loop").symlink_to("loop")
    write(tmp_path, {"a.md": "One."})
    monkeypatch.setattr(os, "scandir", links_first)
    before = footprint(str(tmp_path), 0).digest
    assert footprint(str(tmp_path), 0).digest == before
    write(tmp_path, {"a.md": "Another."})
    assert footprint(str(tmp_path), 0).digest != before


def sopgen(
    project: Path, *arguments: str, open_too: tuple[int, ...] = (), stdin: int = subprocess.DEVNULL
) -> subprocess.CompletedProcess[str]:
    """As a user, with memory for ten such projects."""
    code = "import resource, runpy; resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31)); "
    command = [sys.executable, "-c", code + "runpy.run_module('sopgen', run_name='__main__')", *arguments]
    return subprocess.run(
        command, cwd=project, capture_output=True, text=True, timeout=60, pass_fds=open_too, stdin=stdin
    )


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """Whoever opens a pipe waits for ever."""
    write(tmp_path, BASE)
    os.mkfifo(tmp_path / "procedures" / "a.md")
    os.mkfifo(tmp_path / "procedures" / "b.png")
    (tmp_path / "procedures" / "c.md").symlink_to("/dev/zero")
    command = [sys.executable, "-m", "sopgen", "check", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    told = {one["path"] for one in json.loads(done.stdout) if one["rule"] == "unreadable-file"}
    assert done.returncode == 1 and told == {f"procedures/{name}" for name in ("a.md", "b.png", "c.md")}


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_editors_count_them(sign: str, tmp_path: Path) -> None:
    """In front matter, text and settings alike: what Unicode calls a line break is a space."""
    page = f"---\ntitle: A{sign}b\nbogus: 1\n---\n\nOne{sign}two [a](no.md).\r\n\r[b](no.md)\n"
    facts = f"# a{sign}b\nfee: 'x{sign}y'\nfee: z\n"
    found = problems(tmp_path, {"procedures/a.md": page, "facts.yaml": facts}, render=False)
    places = {(one.rule, one.place.path, one.place.line, one.place.column) for one in found}
    assert {
        ("unknown-key", "procedures/a.md", 3, 1),
        ("broken-link", "procedures/a.md", 6, 9),
        ("broken-link", "procedures/a.md", 8, 1),
        ("duplicate-key", "facts.yaml", 3, 1),
    } <= places
    assert not [one for one in found if one.rule in ("yaml", "encoding")]


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028"])
def test_lines_of_locks_are_counted_so_too(sign: str) -> None:
    _, wrong = read_pairs(f"# a{sign}b\n\nc.md\n  nothing\n".encode(), "x.lock")
    _, places, other = read_readers(f"# a{sign}b\n\nnothing\n", "audience.lock")
    assert [one.place.line for one in (*wrong, *other)] == [4, 3] and not places


@pytest.mark.parametrize(
    "aliases",
    [
        *(["/old/a\nb"], ["/old/a\tb"], ["/old/a\\b"], ["/old/../b"], ["//b"], ["a:b"], ["/a/" + "é" * 128]),
        *(["/index.html"], ["/%41"], ["/A/"], ["/404.html"], ["/HOURS/index.html"], ["/old", "/Old"], ["/a?b"]),
        ["/caf\u00e9", "/cafe\u0301x", "/CAFE\u0301"],
    ],
)
def test_an_old_address_that_cannot_stand_is_named(aliases: list[str], tmp_path: Path) -> None:
    """Nothing stops the build that no problem has named."""
    read = project(tmp_path, {"procedures/a.md": document(title="A", aliases=aliases)}, drafts=False)
    found = [one for one in read.problems if one.severity == "error"]
    assert {one.rule for one in found} <= {"front-matter", "url-clash"} and found
    assert all(one.place.path == "procedures/a.md" and one.place.line == 5 for one in found)


@pytest.mark.parametrize("name", ["con", "NUL.txt", "a.", "a ", "\u202egnp", "e\u0301", "x" * 252, "é" * 126])
def test_odd_names_are_pages_like_others(name: str, tmp_path: Path) -> None:
    """Reserved elsewhere, ending in dots and spaces, with marks of direction, of 255 bytes; old addresses too."""
    page = document(title="A", text="Text [b](b.md).", aliases=[f"/old/{name}"])
    files = {f"procedures/{name}.md": page, "procedures/b.md": document(title="B", text=f"[a](<{name}.md>)")}
    read = project(tmp_path, files, drafts=False)
    built = build(read, tmp_path / "build")
    assert built.published, [one for one in built.problems if one.severity == "error"]
    links = list((tmp_path / "build/help/old").rglob("index.html"))
    assert len(links) == 1 and (tmp_path / "build/help").resolve() in links[0].resolve().parents


@pytest.mark.parametrize(
    ("one", "other"), [("e\u0301", "\u00e9"), ("A", "a"), ("straße", "STRASSE"), ("ΟΔΟΣ", "οδός"), ("ﬁ", "fi")]
)
def test_two_names_that_are_one_on_some_disk(one: str, other: str, tmp_path: Path) -> None:
    files = {f"procedures/{name}/a.md": document(title=name) for name in (one, other)}
    read = project(tmp_path, files, drafts=False)
    named = [found for found in read.problems if found.rule == "url-clash"]
    assert named or build(read, tmp_path / "build").published


def test_yaml_of_more_values_than_anybody_writes() -> None:
    tree = read_yaml("a:\n  b: [" + "1," * (MAX_NODES + 10) + "]\nc: 1\n", "x.yaml")
    (found,) = tree.findings
    assert (found.place.line, found.rule) == (2, "yaml") and "200000 values" in found.message


@pytest.mark.parametrize("folder", ["themes/own", "themes/own/assets", "pictures", "."])
def test_what_is_no_file_keeps_no_build_waiting(folder: str, tmp_path: Path) -> None:
    """Looked at because it has only just changed: with a pipe among it, a build that begins at once waited for ever."""
    write(tmp_path, BASE, {"themes/own/theme.yaml": "extends: help\n", "themes/own/assets/a.txt": "", "pictures/a": ""})
    os.mkfifo(tmp_path / folder / "pipe")
    (tmp_path / folder / "endless").symlink_to("/dev/zero")
    code = "import sys; from sopgen.footprint import content; print([content(path) for path in sys.argv[1:]])"
    paths = [str(tmp_path / folder / name) for name in ("pipe", "endless", "none")]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, timeout=30)
    assert done.stdout == "[b'', b'', b'']\n", done.stderr
    built = [sys.executable, "-m", "sopgen", "build", "--as-of", "2026-11-21"]
    assert subprocess.run(built, cwd=tmp_path, capture_output=True, timeout=60).returncode == 0
