"""Whatever authors and translators write, in whatever field: no script of theirs runs, no address that runs one."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from sopgen.build import build
from sopgen.edition.media import media_html
from sopgen.markdown.links import forbidden_scheme
from sopgen.markdown.rawhtml import net
from sopgen.model import ImageRef, Place
from tests.hostile import injected
from tests.hostile.injected import document
from tests.hostile.scanner import faults, page_faults
from tests.projects import BASE, problems, project


@pytest.mark.parametrize("html", ["escape", "sanitise"])
@pytest.mark.parametrize("what", ["words", "quotes", "addresses"])
def test_nothing_of_an_author_runs(what: str, html: str, tmp_path: Path) -> None:
    """Even where all problems are taken for none."""
    read = project(tmp_path, getattr(injected, what)(html), drafts=False)
    assert read.config is not None and read.library is not None, read.problems
    built = build(replace(read, problems=()), tmp_path / "build")
    found = list(faults(tmp_path / "build" if built.published else tmp_path))
    assert found == []
    assert built.published, built.problems
    shown = [path for path in (tmp_path / "build").rglob("*.html") if "boom()" in path.read_text("utf-8")]
    assert len(shown) >= (2 if what == "addresses" else 40), "what was written is there, as text"


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=boom()>",
        "<script>boom()</script>",
        "<a href=' java\nscript:boom()'>a</a>",
        "<a href='data:text/html,x'>a</a>",
        "<a href='/\\boom.example'>a</a>",
        "<img src='https://boom.example/x.png'>",
        "<iframe srcdoc=x></iframe>",
        "<base href='x'>",
        "<meta http-equiv=Refresh content='0; url=javascript:boom()'>",
        "<svg><a xlink:href='javascript:boom()'></a></svg>",
        "<button formaction='x'>b</button>",
    ],
)
def test_the_scanner_sees(html: str) -> None:
    assert list(page_faults(html))


def test_a_picture_or_video_elsewhere_is_a_link_that_is_safe() -> None:
    """Though no such address comes so far: it is reported where it is written."""
    picture = ImageRef("javascript:boom()", Place("a.md"), "Words")
    assert media_html(picture, None, None, in_link=False) == "Words"  # type: ignore[arg-type]  # not asked


@pytest.mark.parametrize("key", ["source", "captions", "poster"])
@pytest.mark.parametrize("address", ["javascript:boom()", "//boom.example/x.mp4", "/\\boom.example/x.mp4"])
def test_an_address_of_a_video_that_runs_something(key: str, address: str, tmp_path: Path) -> None:
    page = document(text=f":::video\n{key}: {address}\n\nWhat is said.\n:::\n")
    found = problems(tmp_path, {"procedures/a.md": page}, render=False)
    assert [(one.place.line, one.severity) for one in found if one.rule == "link-scheme"] == [(7, "error")]


@pytest.mark.parametrize(
    "target", ["//boom.example/x", "/\\boom.example", "\\\\boom.example", "\x01" * 300 + "javascript:x"]
)
def test_links_whose_beginning_deceives(target: str) -> None:
    assert forbidden_scheme(target)


@pytest.mark.parametrize("target", ["/a//b", "a//b", "https://a.example//b", "\\a", "a.md", "?a=//b", "#//"])
def test_links_that_only_look_like_these(target: str) -> None:
    assert forbidden_scheme(target) == ""


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\uffff"])
def test_control_characters_are_named_and_shown_as_lost(sign: str, tmp_path: Path) -> None:
    """They are in no page: HTML and XML cannot hold them."""
    read = project(tmp_path, {"procedures/a.md": document(title="A", text=f"One.\r\nTw{sign}o.")}, drafts=False)
    (found,) = (one for one in read.problems if one.rule == "encoding")
    assert (found.place.line, found.place.column, found.severity) == (8, 3, "error")
    assert build(replace(read, problems=()), tmp_path / "build").published
    text = (tmp_path / "build/help/a/index.html").read_text("utf-8")
    assert "Tw\ufffdo." in text and sign not in text


def test_control_characters_written_in_yaml(tmp_path: Path) -> None:
    (found,) = (one for one in problems(tmp_path, {"facts.yaml": 'a: x\nb: "x\\u0001"\n'}) if one.rule == "yaml")
    assert (found.place.path, found.place.line, found.place.column) == ("facts.yaml", 2, 4)


def test_breaks_of_word_processors_are_spaces(tmp_path: Path) -> None:
    read = project(tmp_path, {"procedures/a.md": document(title="A", text="One\x0btwo\x0cthree.")}, drafts=False)
    assert not [one for one in read.problems if one.rule == "encoding"]
    assert "One two three." in read.body("procedures/a.md").views["staff"][0]


RUNNING = (
    '<p onclick="boom()">x</p>',
    '<p style="background: url(javascript:boom())">x</p>',
    "<script>boom()</script>",
    '<iframe src="https://boom.example/">x</iframe>',
    "<object data=x></object>",
    "<form action=x><input name=y></form>",
    '<svg onload="boom()"></svg>',
    '<a href="javascript:boom()">x</a>',
    '<img src="data:image/svg+xml,x" alt="x">',
    '<a href="/\\boom.example">x</a>',
)


@pytest.mark.parametrize("html", RUNNING)
def test_raw_html_that_runs_is_left_out_and_said(html: str, tmp_path: Path) -> None:
    """Tag by tag, so that the author learns where; what comes after that has a net of its own."""
    settings = {"sopgen.yaml": BASE["sopgen.yaml"] + "html: sanitise\n"}
    found = problems(
        tmp_path, settings, {"procedures/a.md": document(title="A", text=f"One.\n\n{html}\n")}, render=False
    )
    assert {one.place.line for one in found if one.rule == "html-dropped"} == {9}


@pytest.mark.parametrize("html", RUNNING[:-1])
def test_the_last_net_holds(html: str) -> None:
    """Should ever a tag pass that must not. Addresses of links never come so far: they are filled in later."""
    (clean,) = net([f"<p>One.</p>{html}<p>Two.</p>"], "Table") or ("",)
    assert isinstance(clean, str) and clean.startswith("<p>One.</p>")
    assert list(page_faults(clean)) == []
    assert "style" not in clean and "src" not in clean
