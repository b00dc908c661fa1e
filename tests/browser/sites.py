"""The sample sites as the browser tests see them: a page of each kind, in each language, and a server for them."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import takewhile
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

LANGUAGES = ("en", "it", "ca", "el")

# what marks a page of each kind: by template, documents by type
KINDS: dict[str, dict[str, str]] = {
    "handbook": {
        "home": "body.page-home",
        "section": "body.page-section",
        "procedure": "body.page-document .document-procedure",
        "decision": "body.page-document .document-procedure [data-decision]",
        "policy": "body.page-document .document-policy",
        "role": "body.page-role",
        "owner": "body.page-owner",
        "people": "body.page-people",
        "changes": "body.page-changes",
        "contact": "body.page-contact",
        "branch": "body.page-branch",
        "large print": "body.page-large-print",
        "card": "body.page-card",
        "a to z": "body.page-a-z",
        "glossary": "body.page-glossary",
        "search": "body.page-search",
        "run sheet": "body.page-run-sheet",
        "whole section": "body.page-print",
    },
    "help": {
        "home": "body.page-home",
        "section": "body.page-section",
        "services compared": "body.page-section .table.compare",
        "article": "body.page-document .document-article",
        "decision": "body.page-document .document-guide [data-decision]",
        "pictures compared": "body.page-document .document-service .before-after",
        "guide": "body.page-document .document-guide",
        "service": "body.page-document .document-service",
        "product": "body.page-product",
        "contact": "body.page-contact",
        "branch": "body.page-branch",
        "ask": "body.page-ask",
        "large print": "body.page-large-print",
        "card": "body.page-card",
        "a to z": "body.page-a-z",
        "glossary": "body.page-glossary",
        "search": "body.page-search",
        "whole section": "body.page-print",
    },
}

PREFIX = "/some/where/"


@cache
def parsed(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


@cache
def html_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.rglob("*.html")))


@cache
def headers_of(folder: str) -> tuple[tuple[str, str], ...]:
    """What the site itself asks its host to send with every file: the lines below `/*` of its `_headers`."""
    written = Path(folder, "_headers").read_text("utf-8").partition("/*\n")[2]
    lines = takewhile(lambda line: line.startswith("  "), written.splitlines())
    return tuple((name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines))


def example(folder: Path, kind: str, language: str) -> str:
    """The address below the site of its longest page of this kind in this language: the one with most in it."""
    found = [
        file
        for file in html_files(folder)
        if parsed(file).css_first("html").attributes.get("lang") == language
        and parsed(file).css_first(KINDS[folder.name][kind])
        and not parsed(file).css_first("meta[http-equiv=refresh]")
    ]
    assert found, f"{folder.name} has no {kind} page in {language}"
    longest = max(found, key=lambda file: (file.stat().st_size, file.as_posix()))
    return longest.relative_to(folder).as_posix().removesuffix("index.html")


class Handler(SimpleHTTPRequestHandler):
    """A site at the root and below PREFIX, as a static host serves it; 404.html for what is not there."""

    def translate_path(self, path: str) -> str:
        path = urlsplit(path).path
        if path.startswith(PREFIX):
            path = "/" + path.removeprefix(PREFIX)
        return super().translate_path(path)

    def end_headers(self) -> None:
        for name, value in headers_of(self.directory):
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes() if code == 404 else b""
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what matters is what the browser says."""


class SlowHandler(Handler):
    """The same over a slow line: a page comes in pieces with time to paint between them, all else comes late."""

    # style and script, before the second piece of a page, so that it could be painted from then on
    STYLE = 0.1
    SECOND_PIECE = 0.3
    PIECE = 0.04
    # after the last piece of the page
    OTHER = 2.0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if file.suffix == ".html" and file.is_file():
            self.send_page(file.read_bytes())
            return
        time.sleep(self.STYLE if file.suffix in (".css", ".js") else self.OTHER)
        super().do_GET()

    def send_page(self, page: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        for number, piece in enumerate(pieces(page)):
            time.sleep((0, self.SECOND_PIECE)[number] if number < 2 else self.PIECE)
            self.wfile.write(piece)


def pieces(page: bytes) -> Iterator[bytes]:
    """The head; small pieces of what may stand in the first screen, cut anywhere; the rest."""
    body = page.index(b"<body")
    rest = body + 9000
    yield page[:body]
    yield from re.findall(rb"(?s).{1,300}", page[body:rest])
    yield page[rest:]


@contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serves one site on a free port of 127.0.0.1; gives its origin ("http://127.0.0.1:40001")."""

    class Here(handler):  # type: ignore[misc, valid-type]  # a class of the caller's
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]  # as socketserver calls it

    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
