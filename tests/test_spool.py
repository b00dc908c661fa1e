"""Files that wait on disk until they are published are the same files."""

from __future__ import annotations

import pytest

from sopgen.model import Output
from sopgen.spool import Spool

FILES = [
    Output("index.html", b"<p>One</p>", html=True, template="home.html"),
    Output("assets/site.css", b"p {}", lasting=True),
    Output("empty.txt"),
    Output("film.mp4", copy_of="procedures/film.mp4"),
    Output("keys/index.html", sha256="ab" * 32, html=True),
    Output("it/index.html", "<p>Città</p>".encode() * 100, html=True),
]
FIELDS = ("path", "data", "copy_of", "sha256", "html", "template", "lasting")


@pytest.mark.parametrize("in_memory", [1, 30, 1 << 20])
def test_what_waits_is_the_same(in_memory: int) -> None:
    spool = Spool(in_memory)
    waiting = [spool.laid(file) for file in FILES]
    for _ in range(2):
        for before, after in zip(FILES, reversed([*reversed(waiting)]), strict=True):
            assert [getattr(after, name) for name in FIELDS] == [getattr(before, name) for name in FIELDS]
    assert spool.laid(FILES[0]).data == waiting[0].data == FILES[0].data


def test_bytes_beyond_what_fits_are_on_disk() -> None:
    spool = Spool(20)
    for file in FILES:
        spool.laid(file)
    assert spool._file._rolled  # type: ignore[attr-defined]  # as the library calls it
