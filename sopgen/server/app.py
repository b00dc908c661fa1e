"""Answers requests from the present snapshot. Reads nothing from disk but pictures that the snapshot names."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import re
import socket
import unicodedata
from collections.abc import AsyncIterator, Callable, Collection
from functools import partial
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from sopgen.metadata import is_picture, published
from sopgen.model import SopgenError
from sopgen.outputs.headers import policy
from sopgen.server import pages
from sopgen.server.first import First
from sopgen.server.index import INDEX, Indexes
from sopgen.server.snapshot import SiteFiles, Snapshot

TYPES: Final = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wasm": "application/wasm",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""Content types by ending, the same on every machine; what is not here is downloaded."""

HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HERE = Path(__file__).parent
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
KEEP_ALIVE = 20.0
_BODY = re.compile(rb"<body[^>]*>", re.I)


class _Shown(Struct, frozen=True):
    """What is served. start: another word at each start of the server. number: of the build. ahead: the files, with
    their site, that are of the next build already."""

    snapshot: Snapshot
    start: str
    number: int = 0
    ahead: frozenset[str] = frozenset()

    def name(self, file: str) -> str:
        """The name of the build that a file is from."""
        return f"{self.start}-{self.number + (file in self.ahead)}"


class App:
    """The ASGI application. `show` gives it a new snapshot; requests under way end with the one they began with."""

    def __init__(self, host: str, root: Path) -> None:
        """host: the address that is listened on. root: the project, out of which no file is read."""
        self.host, self._root = host, os.path.realpath(root)
        self._shown = _Shown(Snapshot(), token_hex(4))
        self._streams: dict[asyncio.Queue[str], str] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._indexes = Indexes()
        self._own = {name: (HERE / name).read_bytes() for name in ("reload.js", "server.css")}

    @property
    def snapshot(self) -> Snapshot:
        """What is served now."""
        return self._shown.snapshot

    @property
    def looked_at(self) -> frozenset[str]:
        """The files, with their site, that browsers show now. May be asked from any thread."""
        return frozenset(tuple(self._streams.values()))

    def name(self, file: str) -> str:
        """The name of the build that a file, with its site, is from now."""
        return self._shown.name(file)

    def show(self, snapshot: Snapshot) -> None:
        """Serve this from now on, and tell the browsers. May be called from any thread."""
        before = self._shown
        seen = all(_looks(snapshot, path) == _looks(before.snapshot, path) for path in before.ahead)
        self._shown = _Shown(snapshot, before.start, before.number + (1 if seen else 2))
        self._tell()

    def show_first(self, first: First) -> None:
        """Serve this until the next `show`, and tell the browsers that look at its new files. They have the name of the
        next build already: it does not load them again where it says the same. Those of a later call have another."""
        before = self._shown
        number = before.number + bool(before.ahead)
        self._shown = replace(before, snapshot=first.snapshot, number=number, ahead=first.files)
        self._tell(first.files)

    def close(self) -> None:
        """End the event streams, so that the server can end."""
        self._call(self._end)

    def _tell(self, files: Collection[str] | None = None) -> None:
        self._call(partial(self._put, files))

    def _call(self, call: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def _put(self, files: Collection[str] | None) -> None:
        for stream, file in self._streams.items():
            if files is None or file in files:
                stream.put_nowait(self.name(file))

    def _end(self) -> None:
        for stream in self._streams:
            stream.put_nowait("")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        self._loop = asyncio.get_running_loop()
        request = Request(scope)
        # the index may have to be made: pages are answered meanwhile
        response = await asyncio.to_thread(self.answer, request) if _asks_index(scope["path"]) else self.answer(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        await response(scope, receive, send)

    def answer(self, request: Request) -> Response:
        """The response to one request, from one snapshot."""
        if not allowed_host(request.headers.get("host", ""), self.host):
            return PlainTextResponse("sopgen serve does not answer to this host name: use --host\n", 403)
        if _asked_by_another_site(request.headers):
            return PlainTextResponse("sopgen serve shows nothing to pages of other sites\n", 403)
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("sopgen serve only shows pages\n", 405, {"Allow": "GET, HEAD"})
        shown, path = self._shown, unicodedata.normalize("NFC", request.scope["path"])
        snapshot = shown.snapshot
        script = f'<script src="/-/reload.js" data-build="{shown.name(_file(path))}" defer></script>\n'
        if path == "/":
            if snapshot.stopped:
                return _html(pages.stopped_page(snapshot, script, anyway=False), 500)
            return _html(pages.start_page(snapshot, script))
        if path == "/favicon.ico":
            return Response(status_code=204)  # browsers ask for it on pages without an icon
        if path.startswith("/-/"):
            return self._own_file(path[3:], request, snapshot, script)
        name, slash, inner = path[1:].partition("/")
        site = snapshot.sites.get(name)
        if site is not None and not slash:
            return RedirectResponse(f"/{quote(name)}/", 307)
        if site is not None and inner.startswith(INDEX):
            return self._index_file(name, site, inner)
        output = site.files.get(inner) if site else None
        if output is not None and output.copy_of and not self._is_within(output.copy_of):
            return PlainTextResponse("this file now leads out of the project\n", 404)
        return _site_file(name, site, inner, pages.ALL_THE_SAME in request.query_params, snapshot, script)

    def _is_within(self, file: str) -> bool:
        """Whether a file that the snapshot names still lies in the project: it may have become a link meanwhile."""
        return Path(os.path.realpath(file)).is_relative_to(self._root)

    def _index_file(self, name: str, site: SiteFiles, path: str) -> Response:
        try:
            output = self._indexes.file(name, site, path)
        except SopgenError as error:
            return PlainTextResponse(f"{error.message}\n", 500)
        if output is None:
            return PlainTextResponse("there is no such file in the search index\n", 404)
        return Response(output.data, media_type=TYPES.get(PurePosixPath(path).suffix, "application/octet-stream"))

    def _own_file(self, name: str, request: Request, snapshot: Snapshot, script: str) -> Response:
        if name in self._own:
            return Response(self._own[name], media_type=TYPES[PurePosixPath(name).suffix])
        if name == "problems":
            return _html(pages.problems_page(snapshot, script))
        if name == "events":
            media = "text/event-stream"
            return (
                Response(media_type=media)
                if request.method == "HEAD"
                else StreamingResponse(
                    self._events(_file(unquote(request.query_params.get("page", "")))), 200, None, media
                )
            )
        return _html(pages.missing_page(script), 404)

    async def _events(self, file: str) -> AsyncIterator[str]:
        """The name of the present build, and of each that follows. file: what the browser looks at."""
        stream: asyncio.Queue[str] = asyncio.Queue()
        self._streams[stream] = file
        word = self.name(file)
        try:
            while word:
                yield f"event: build\ndata: {word}\n\n" if word != ":" else ":\n\n"
                try:
                    word = await asyncio.wait_for(stream.get(), KEEP_ALIVE)
                except TimeoutError:
                    word = ":"
        finally:
            del self._streams[stream]


def _file(path: str) -> str:
    """The file, with its site, of a page's path."""
    name, _, inner = unicodedata.normalize("NFC", path).lstrip("/").partition("/")
    return f"{name}/{_of_folder(inner)}"


def _of_folder(inner: str) -> str:
    return inner + "index.html" if not inner or inner.endswith("/") else inner


def _looks(snapshot: Snapshot, file: str) -> object:
    """What a browser sees of a file, with its site."""
    name, _, inner = file.partition("/")
    site = snapshot.sites.get(name)
    output = site.files.get(inner) if site else None
    return output and output.data, snapshot.stopped, snapshot.wrong.get(name, {}).get(inner), pages.bar(snapshot)


def _asks_index(path: str) -> bool:
    return path.partition("/")[2].partition("/")[2].startswith(INDEX)


def _site_file(
    name: str, site: SiteFiles | None, inner: str, all_the_same: bool, snapshot: Snapshot, script: str
) -> Response:
    files = site.files if site else {}
    path = _of_folder(inner)
    output = files.get(path)
    if output is None and f"{inner}/index.html" in files:
        return RedirectResponse(f"/{quote(name)}/{quote(inner)}/", 307)
    page = output.html if output else PurePosixPath(path).suffix in ("", ".html", ".htm")
    if page and not (output and all_the_same):
        if snapshot.stopped:
            return _html(pages.stopped_page(snapshot, script, anyway=output is not None), 500)
        if wrong := snapshot.wrong.get(name, {}).get(path):
            return _html(pages.broken_page(wrong, snapshot, script), 500)
    if site is None:
        return _html(pages.missing_page(script), 404)
    if output is None:
        return _not_found(name, site, path, snapshot, script)
    if output.html:
        data = output.data
        if path.rpartition("/")[2] == "404.html":
            data = _moved(data, site.public_path, f"/{quote(name)}/")
        return _html(_with_own(data, snapshot, script))
    media = TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
    if not output.copy_of:
        return Response(output.data, media_type=media)
    if not Path(output.copy_of).is_file():
        return _not_found(name, site, path, snapshot, script)
    if is_picture(output.copy_of):
        return Response(published(output.copy_of), media_type=media)
    return FileResponse(output.copy_of, media_type=media)


def _not_found(name: str, site: SiteFiles, path: str, snapshot: Snapshot, script: str) -> Response:
    """The site's own 404 page, the one nearest to the path: below `it/` the Italian one."""
    parts = path.split("/")[:-1]
    for depth in range(len(parts), -1, -1):
        output = site.files.get("/".join([*parts[:depth], "404.html"]))
        if output is not None and output.html:
            data = _moved(output.data, site.public_path, f"/{quote(name)}/")
            return _html(_with_own(data, snapshot, script), 404)
    return _html(pages.missing_page(script), 404)


def _html(page: str | bytes, status: int = 200) -> Response:
    """A page under the policy that it will be published under, so that its author sees what that forbids."""
    text = page if isinstance(page, str) else page.decode("utf-8", "replace")
    return Response(page, status, {"Content-Security-Policy": policy([text])}, TYPES[".html"])


def _with_own(data: bytes, snapshot: Snapshot, script: str) -> bytes:
    """A page of a site with the reloading script, and the bar while there are errors."""
    bar = pages.bar(snapshot).encode()
    style = b'<link rel="stylesheet" href="/-/server.css">\n' if bar else b""
    data = data.replace(b"</head>", style + script.encode() + b"</head>", 1)
    return _BODY.sub(lambda found: found[0] + bar, data, count=1) if bar else data


def _moved(data: bytes, public_path: str, here: str) -> bytes:
    """A 404 page, whose links start from the path of the public URL, at the place where it is served."""
    links = re.compile(rb'(\s(?:href|src|action)=")' + re.escape(public_path.encode()) + rb"(?!/)")
    return links.sub(lambda found: found[1] + here.encode(), data)


def _asked_by_another_site(headers: Headers) -> bool:
    """Whether a page of another site asks for this, to show or to read it; following a link to us is no harm."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return True
    foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    return foreign and (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) != ("navigate", "document")


def allowed_host(header: str, host: str) -> bool:
    """Whether a request with this Host header is meant for us: other names lead here by rebinding only.

    Where every address is listened on (0.0.0.0, ::), any address and the machine's own name will do.
    """
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]/@]+)(?::\d{1,5})?", header.strip())
    if not match:
        return False
    name = match[1].strip("[]").lower().rstrip(".")
    if name in LOOPBACK or name == host.strip("[]").lower():
        return True
    return host in ("0.0.0.0", "::") and (_is_address(name) or name == socket.gethostname().lower())


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
