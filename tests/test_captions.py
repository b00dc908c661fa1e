"""Files of captions: what browsers show is left alone, what they leave out is found at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.captions import faults
from tests.projects import problems

GOOD = {
    "plain": "WEBVTT\n\n00:00.000 --> 00:02.000\nOpen the flap.\n",
    "hours, settings, names, notes": (
        "\ufeffWEBVTT - The dispenser\nLanguage: en\n\nNOTE two\nlines\n\nfirst\n00:00:01.000 --> 01:00:02.000 line:0\n"
        "<v Anna>Press\nonce.\n\nSTYLE\n::cue { color: red }\n"
    ),
    "one ends as the next begins": "WEBVTT\n\n00:00.000 --> 00:02.000\nA\n\n00:02.000 --> 00:03.000\nB",
    "line ends of Windows": "WEBVTT\r\n\r\n00:00.000 --> 00:02.000\r\nA\r\n",
}
BAD = {
    "no head": ("00:00.000 --> 00:02.000\nA\n", ["1:1 captions begin"]),
    "nothing in it": ("WEBVTT\n", ["1:1 there are no captions"]),
    "commas of another format": ("WEBVTT\n\n1\n00:00:00,000 --> 00:00:02,000\nA\n", ["4:1 these times cannot be read"]),
    "no spaces": ("WEBVTT\n\n00:00.000-->00:02.000\nA\n", ["3:1 these times cannot be read"]),
    "too many seconds": ("WEBVTT\n\n00:61.000 --> 02:02.000\nA\n", ["3:1 these times cannot be read"]),
    "backwards": ("WEBVTT\n\n  00:02.000 --> 00:02.000\nA\n", ["3:3 this caption ends before it begins"]),
    "not in order": (
        "WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB\n",
        ["6:1 this caption begins before the one above it"],
    ),
    "both at once": (
        "WEBVTT\n\n00:01.000 --> 00:06.000\nA\n\n00:05.000 --> 00:07.000\nB\n",
        ["6:1 this caption begins while the one above"],
    ),
    "empty, and one after it": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<i> </i>\n\n00:03.000 --> 00:02.000\nB\n",
        ["3:1 this caption has no text", "6:1 this caption ends before"],
    ),
    "no line between": (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:02.000 --> 00:03.000\nB\n",
        ["5:1 a caption begins here without an empty line"],
    ),
    "text without times": (
        "WEBVTT\n\nHello\n\n00:01.000 --> 00:02.000\nA\n",
        ["3:1 this text has no times"],
    ),
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_browsers_show_is_left_alone(text: str) -> None:
    assert faults(text.encode(), "film.vtt") == ()


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_what_they_leave_out_is_found(text: str, expected: list[str]) -> None:
    found = [f"{each.place.line}:{each.place.column} {each.message}" for each in faults(text.encode(), "film.vtt")]
    assert len(found) == len(expected), found
    assert all(one.startswith(other) for one, other in zip(found, expected, strict=True)), found


def test_another_encoding_is_found() -> None:
    (found,) = faults("WEBVTT\n\nÀ".encode("latin-1"), "film.vtt")
    assert (found.place.line, found.message) == (3, "these captions are not UTF-8 text")


PAGE = """\
---
title: How to mix
description: A film of twelve seconds.
audience: customer
status: approved
---

:::video
source: film.mp4
captions: {}

A hand presses the button.
:::
"""


def test_captions_are_in_the_language_of_the_page(tmp_path: Path) -> None:
    """The name of the file says its language; without one it is that of the page."""
    files = {
        "procedures/film.md": PAGE.format("film.vtt"),
        "procedures/film.it.md": PAGE.format("film.en.vtt"),
        "procedures/film.mp4": "film",
        "procedures/film.vtt": GOOD["plain"],
        "procedures/film.en.vtt": "WEBVTT\n\n00:01,000 --> 00:02.000\nA\n",
    }
    found = [problem for problem in problems(tmp_path, files) if problem.rule == "captions"]
    assert [(each.place.path, each.place.line) for each in found] == [
        ("procedures/film.en.vtt", 3),
        ("procedures/film.it.md", 8),
    ]


def test_a_video_waits_for_its_reader(tmp_path: Path) -> None:
    files = {
        "procedures/film.it.md": PAGE.format("film.it.vtt"),
        "procedures/film.md": PAGE.format("film.vtt"),
        "procedures/film.mp4": "film",
        "procedures/film.vtt": GOOD["plain"],
        "procedures/film.it.vtt": GOOD["plain"],
    }
    assert [problem.rule for problem in problems(tmp_path, files) if problem.severity == "error"] == []
    html = (tmp_path / "build/help/it/film/index.html").read_text(encoding="utf-8")
    assert 'preload="none"' in html and "autoplay" not in html
    assert '<track kind="captions" src="../../film.it.vtt" srclang="it" label="Italiano" default>' in html
