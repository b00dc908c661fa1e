"""What the server's pages hold, asked of the application itself: no port, no browser."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request

from sopgen.model import Output, Place, Problem
from sopgen.outputs.headers import policy
from sopgen.server.app import App
from sopgen.server.pages import problems_page, stopped_page
from sopgen.server.snapshot import SiteFiles, Snapshot

PAGE = b"<!doctype html><html><head><title>A</title></head><body><p>A</p></body></html>"
BAD = "<script>boom()</script><img src=x onerror=boom()>"


def test_pages_are_shown_under_the_policy_of_their_site(tmp_path: Path) -> None:
    """So that an author sees at once what it forbids; the pages of the server itself run under it too."""
    app = App("127.0.0.1", tmp_path)
    files = {"index.html": Output("index.html", PAGE, html=True), "404.html": Output("404.html", PAGE, html=True)}
    app.show(Snapshot({"help": SiteFiles("Help", "", "customer", "en", "/", files, {})}))
    for path in ("/", "/help/", "/help/none/", "/none/", "/-/problems"):
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "headers": [(b"host", b"localhost")],
        }
        assert app.answer(Request(scope)).headers["content-security-policy"] == policy([""]), path


def test_problems_are_shown_as_text() -> None:
    """A pull request brings names of files, and words that are quoted."""
    problem = Problem(Place(f"{BAD}.md", 1, 1, 9), "broken-link", "error", BAD, BAD)
    snapshot = Snapshot(problems=(problem,), stopped=(problem,), lines={problem.place: f"x{BAD}"})
    for page in (problems_page(snapshot, ""), stopped_page(snapshot, "", anyway=True)):
        assert page.count("&lt;script&gt;") >= 4 and "<script" not in page and "<img" not in page
