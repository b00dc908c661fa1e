"""A server among hostile pages, programs and files: what it refuses, and that it goes on answering."""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.serve.test_server import Serving, serving

SECRET = "nobody may read this"
DRAFT = "---\ntitle: Not yet\ntype: article\nstatus: draft\n---\nSoon.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server with secrets all around."""
    above = tmp_path_factory.mktemp("above")
    for place in (above, above / "project", above / "project" / "static", above / "project" / "procedures"):
        place.mkdir(exist_ok=True)
        (place / "secret.txt").write_text(SECRET)
    (above / "project" / "procedures" / "not-yet.md").write_text(DRAFT)
    (above / "project" / "static" / "help").mkdir()
    (above / "project" / "static" / "help" / "price.txt").write_text("10 euros")
    (above / "project" / "static" / "help" / "long.bin").write_bytes(bytes(2_000_000))
    with serving(above / "project") as found:
        yield found


def sent(server: Serving, request: bytes, over: bool = False) -> bytes:
    """All that comes back for these very bytes. over: and nothing more will come."""
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection,
        suppress(ConnectionResetError, BrokenPipeError),  # it has hung up on what it did not want to read
    ):
        connection.sendall(request)
        if over:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(1 << 16):
            answer += piece
    return answer


def get(server: Serving, path: str, *headers: str) -> bytes:
    lines = (f"GET {path} HTTP/1.1", f"Host: localhost:{server.port}", "Connection: close", *headers, "", "")
    return sent(server, "\r\n".join(lines).encode("latin-1"))


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0


_UP = (
    *("../", "%2e%2e/", "..%2f", "%2e%2e%2f", ".%2e/", "%2E%2E%2F", "..%5c", "..\\", "%2e%2e%5c", "%252e%252e%252f"),
    *("..%252f", "..%c0%af", "%c0%ae%c0%ae/", "%e0%80%ae%e0%80%ae/", "..%ef%bc%8f", "%ef%bc%8e%ef%bc%8e/", "....//"),
    *("..;/", "..%00/", "..%0d%0a/", ".././", "./../", "//../", "..%09/", "%u002e%u002e/", "..%u2215", "%2e%2e;/"),
)
SPELLINGS = (
    *(f"/help/{up * depth}secret.txt" for up in _UP for depth in (1, 2, 3)),
    *("/secret.txt", "//secret.txt", "/help//secret.txt", "/help/./secret.txt", "/-/../secret.txt", "/-/secret.txt"),
    *("/static/secret.txt", "/procedures/secret.txt", "/help/%2fetc%2fpasswd", "//etc/passwd", "/help//etc/passwd"),
    *("file:///etc/passwd", "/help/file:///etc/passwd", "/help/C:%5csecret.txt", "/help/price.txt/../../../secret.txt"),
    *("/help/price.txt%00.html", "/help/pagefind/../../../secret.txt", "/help/pagefind/%2e%2e/%2e%2e/secret.txt"),
    *("/help/procedures/secret.txt", "/help/..", "/..", "/.", "/help/%2e%2e", "/-/%2e%2e/app.py", "/-/app.py"),
)


@pytest.mark.parametrize("path", SPELLINGS)
def test_no_spelling_leads_out(server: Serving, path: str) -> None:
    answer = get(server, path)
    assert status(answer) in (307, 400, 404)
    assert SECRET.encode() not in answer and b"root:" not in answer and b"import" not in answer
    if status(answer) == 307:
        assert re.search(rb"\r\nlocation: /help/\r\n", answer)


def test_a_file_that_becomes_a_link_out_of_the_project_is_not_followed(server: Serving) -> None:
    """The sites as they were stay, and know the file by its name."""
    assert b"10 euros" in get(server, "/help/price.txt")
    file = server.project / "static" / "help" / "price.txt"
    try:
        for target in (server.project.parent / "secret.txt", Path("/etc/passwd"), file):
            file.unlink()
            file.symlink_to(target)
            answer = get(server, "/help/price.txt")
            assert status(answer) in (404, 500) and SECRET.encode() not in answer and b"root:" not in answer
        file.unlink()
        file.symlink_to(server.project / "static" / "secret.txt")  # in the project: its owner's to decide
        assert SECRET.encode() in get(server, "/help/price.txt")
    finally:
        file.unlink()
        file.write_text("10 euros")


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ((), 200),
        (("Origin: http://localhost:{port}",), 200),
        (("Origin: http://LOCALHOST:{port}",), 200),
        (("Origin: http://evil.example",), 403),
        (("Origin: null",), 403),
        (("Origin: http://localhost",), 403),
        (("Origin: http://localhost:1",), 403),
        (("Origin: http://localhost:{port}@evil.example",), 403),
        (("Origin:",), 403),
        (("Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 200),
        (("Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"), 200),
        (("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"), 200),
        (("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"), 403),
        (("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"), 403),
        (("Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: image"), 403),
    ],
)
def test_pages_of_other_sites_are_shown_nothing(server: Serving, headers: tuple[str, ...], wanted: int) -> None:
    filled = [header.format(port=server.port) for header in headers]
    for path in ("/help/", "/handbook/", "/-/reload.js"):
        assert status(get(server, path, *filled)) == wanted


HOST = b"Host: localhost\r\nConnection: close\r\n"
MALFORMED = {
    "noise": b"\x00\xff\x01\r\n\r\n",
    "nothing": b"",
    "empty lines": b"\r\n\r\n\r\n",
    "a TLS greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no version": b"GET /help/\r\n\r\n",
    "no host": b"GET /help/ HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /help/ HTTP/1.1\r\nHost: evil\r\n" + HOST + b"\r\n",
    "host with a zero": b"GET /help/ HTTP/1.1\r\nHost: local\x00host\r\n\r\n",
    "another host's address": b"GET http://evil.example/help/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "raw zero": b"GET /help/\x00 HTTP/1.1\r\n" + HOST + b"\r\n",
    "raw letters": "GET /help/é HTTP/1.1\r\n".encode() + HOST + b"\r\n",
    "half an escape": b"GET /help/%f%zz HTTP/1.1\r\n" + HOST + b"\r\n",
    "half a character": b"GET /help/%ed%a0%80/%ff/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a header in the path": b"GET /help%0d%0aSet-Cookie:x=1/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a query of noise": b"GET /help/?%ff=%zz&show HTTP/1.1\r\n" + HOST + b"\r\n",
    "a long path": b"GET /" + b"a/" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "many headers": b"GET /help/ HTTP/1.1\r\n" + HOST + b"".join(b"X-%d: y\r\n" % at for at in range(3000)) + b"\r\n",
    "two lengths": b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "no length": b"GET /help/ HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\n",
    "a long body": b"POST /help/ HTTP/1.1\r\n" + HOST + b"Content-Length: 3000000\r\n\r\n" + bytes(3_000_000),
    "all of it": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "a tunnel": b"CONNECT evil.example:80 HTTP/1.1\r\n" + HOST + b"\r\n",
    "small letters": b"get /help/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a socket of the web": b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "pieces without number": b"GET /help/long.bin HTTP/1.1\r\n"
    + HOST
    + b"Range: bytes="
    + b"0-1," * 5000
    + b"0-1\r\n\r\n",
    "a piece of nothing": b"GET /help/long.bin HTTP/1.1\r\n" + HOST + b"Range: bytes=9-1,x-,--\r\n\r\n",
    "a piece from far behind": b"GET /help/long.bin HTTP/1.1\r\n"
    + HOST
    + b"Range: bytes="
    + b"9" * 4000
    + b"-\r\n\r\n",
    "a date of noise": b"GET /help/long.bin HTTP/1.1\r\n" + HOST + b"If-Range: \xff\r\nIf-Modified-Since: \xff\r\n\r\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_no_request_does_no_harm(server: Serving, name: str) -> None:
    before, heard = time.monotonic(), len(server.said)
    answer = sent(server, MALFORMED[name], over=True)
    assert status(answer) in (0, 200, 206, 307, 400, 403, 404, 405, 416), answer[:200]
    assert b"\r\nset-cookie" not in answer.lower()
    assert time.monotonic() - before < 5
    assert status(get(server, "/help/")) == 200
    assert [line for line in server.said[heard:] if not line.startswith("Rebuilt")] == []  # that is another test's


def test_two_hundred_slow_clients_keep_nobody_waiting(server: Serving) -> None:
    """A third of them stop in the middle of a request, one reads nothing of a long answer, one listens for ever."""
    host = f"Host: localhost:{server.port}\r\n"
    kinds = ("GET /help/ HTTP/1.1\r\nHo", f"GET /help/long.bin HTTP/1.1\r\n{host}\r\n")
    kinds += (f"GET /-/events HTTP/1.1\r\n{host}\r\n",)
    with ExitStack() as slow:
        for number in range(200):
            client = slow.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            client.sendall(kinds[number % 3].encode())
        before = time.monotonic()
        for path in ("/help/", "/handbook/", "/help/price.txt", "/-/problems"):
            assert status(get(server, path)) == 200
        assert time.monotonic() - before < 3
    assert status(get(server, "/help/")) == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/handbook/", "/handbook/not-yet/", "/help/", "/help/price.txt", "/help/none", "/none", "/-/problems",
     "/-/reload.js", "/help", "/handbook/pagefind/pagefind-entry.json"],
)  # fmt: skip
def test_nobody_keeps_what_was_shown(server: Serving, path: str) -> None:
    """Drafts and staff pages in the cache of a shared computer would outlive the server."""
    head = get(server, path).partition(b"\r\n\r\n")[0].lower()
    assert b"\r\ncache-control: no-store" in head and b"\r\ncross-origin-resource-policy: same-origin" in head
    refused = get(server, path, "Origin: null").partition(b"\r\n\r\n")[0].lower()
    assert b"\r\ncache-control: no-store" in refused and status(get(server, path, "Origin: null")) == 403


def test_it_listens_on_this_machine_only_unless_told(server: Serving, tmp_path: Path) -> None:
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    outside = sorted(address for address in others if not str(address).startswith("127."))
    for address in outside:
        with pytest.raises(OSError):
            socket.create_connection((address, server.port), timeout=2).close()
    assert not any("Warning" in line for line in server.said)
    with serving(tmp_path / "open", "--host", "0.0.0.0") as told:
        assert any(
            "everyone who can reach 0.0.0.0 can read this, drafts and the staff site too" in s for s in told.said
        )
        for address in outside:
            socket.create_connection((address, told.port), timeout=5).close()
        assert status(get(told, "/help/")) == 200


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="makes links")
def test_a_folder_of_files_that_leads_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "key.txt").write_text(SECRET)
    (tmp_path / "project" / "static").mkdir(parents=True)
    (tmp_path / "project" / "static" / "help").symlink_to(tmp_path / "outside")
    with serving(tmp_path / "project") as server:
        assert SECRET.encode() not in get(server, "/help/key.txt")
        assert b"static/help leads out of the project" in get(server, "/-/problems")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    """The problems are shown with their lines: also where a file has none that anybody can read."""
    (tmp_path / "project" / "procedures").mkdir(parents=True)
    os.mkfifo(tmp_path / "project" / "procedures" / "pipe.md")
    with serving(tmp_path / "project") as server:
        assert b"this is not a file that can be read" in get(server, "/-/problems")
