"""Where sopgen may write, and which paths may stand in a site."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.model import Output, SopgenError
from sopgen.publish import guard_output, publish
from sopgen.publish.paths import Paths


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "company"
    for folder in ("procedures/office", "static/help", "themes"):
        (root / folder).mkdir(parents=True)
    return root


@pytest.mark.parametrize("output", ["build", "out/sites", "../elsewhere", "procedures2", "build/../other"])
def test_a_folder_of_its_own_is_taken(project: Path, output: str) -> None:
    sources = [project / "procedures", project / "static", project / "themes"]
    assert guard_output(project / output, project, sources) == (project / output).resolve()


@pytest.mark.parametrize(
    "output",
    [".", "..", "/", "~", "~/..", "procedures", "procedures/build", "procedures/office/x", "static",
     "static/help/build", "procedures/../procedures", "linked", "linked/x", ".git/x"],
)  # fmt: skip
def test_a_folder_that_is_not_ours_to_exchange_is_refused(project: Path, output: str) -> None:
    (project / "linked").symlink_to("procedures")
    sources = [project / "procedures", project / "static", project / "themes"]
    with pytest.raises(SopgenError) as caught:
        guard_output(project / Path(output).expanduser(), project, sources)
    assert caught.value.exit_code == 2 and caught.value.hint


def test_a_folder_among_the_documents_is_refused_and_one_outside_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`content: .` reads all of the project: its own build/ is no way out."""
    monkeypatch.chdir(project)
    with pytest.raises(SopgenError, match="lies in") as caught:
        guard_output(project / "build", project, [project])
    named = Path(caught.value.hint.rpartition("--output ")[2])
    assert guard_output(named, project, [project]) == project.resolve().parent / "build"


def test_a_link_is_refused_and_where_it_leads_is_named(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "build").symlink_to("disk")
    with pytest.raises(SopgenError, match="symbolic link") as caught:
        publish(tmp_path / "build", {}, "1.0")
    assert str(tmp_path / "disk") in caught.value.hint


def test_a_file_and_a_mount_point_are_refused(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("mine")
    with pytest.raises(SopgenError, match="is a file"):
        guard_output(tmp_path / "build")
    with pytest.raises(SopgenError, match=r"mount point|is or holds"):
        guard_output(Path("/proc"))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/x",
        "../x",
        "a/../../x",
        "a//b",
        "./a",
        "a/",
        "a/.",
        "C:/x",
        "a\\b",
        "..\\x",
        "a\nb",
        "a\0b",
        "\udcff.png",
    ],
)
def test_a_path_that_leaves_its_site_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(SopgenError, match="no path inside the site"):
        publish(tmp_path / "build", {"help": [Output(path, b"")]}, "1.0")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("site", ["", ".", "..", "a/b", ".sopgen-manifest.json", "/x"])
def test_a_site_needs_a_plain_name(tmp_path: Path, site: str) -> None:
    with pytest.raises(SopgenError, match="site"):
        publish(tmp_path / "build", {site: [Output("index.html", b"")]}, "1.0")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.html", "a.html"),
        ("A.html", "a.html"),
        ("é.html", unicodedata.normalize("NFD", "é.html")),
        ("ΌΡΟΣ/index.html", "όρος/index.html"),
        ("a", "a/b"),
        ("a/b/c", "a"),
        ("a/b/c", "A/b"),
        ("Pictures/a.png", "pictures/b.png"),
    ],
)
def test_paths_that_meet_on_some_disk_are_refused(tmp_path: Path, one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        with pytest.raises(SopgenError) as caught:
            publish(tmp_path / "build", {"help": [Output(first, b"1"), Output(second, b"2")]}, "1.0")
        assert "help/" in caught.value.message and caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_names_are_written_composed(tmp_path: Path) -> None:
    publish(tmp_path / "build", {"help": [Output(unicodedata.normalize("NFD", "café/όρος.html"), b"")]}, "1.0")
    assert (tmp_path / "build" / "help" / "café" / "όρος.html").is_file()


@given(st.lists(st.text(alphabet="aAb/", min_size=1, max_size=6), max_size=6))
def test_paths_meet_exactly_when_a_disk_without_case_could_not_hold_them(paths: list[str]) -> None:
    clean = ["/".join(part for part in path.split("/") if part) for path in paths]
    clean = [path for path in clean if path]
    spelt: dict[str, tuple[str, str]] = {}  # each name on such a disk: its spelling, and whether file or folder
    tree, fits = Paths(), True
    for path in clean:
        parts = path.split("/")
        wanted = {"/".join(parts[:end]): "folder" for end in range(1, len(parts))}
        fits = path.lower() not in spelt and all(
            spelt.get(folder.lower(), (folder, "folder")) == (folder, "folder") for folder in wanted
        )
        if not fits:
            with pytest.raises(SopgenError):
                tree.add(path)
            return
        tree.add(path)
        spelt |= {folder.lower(): (folder, "folder") for folder in wanted} | {path.lower(): (path, "file")}
