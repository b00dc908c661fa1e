"""A real server in a process of its own: what it answers, what it shows after an edit, how it ends."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import REPOSITORY

STARTER = REPOSITORY / "sopgen" / "starter"
REFUND = "procedures/customers/give-a-refund.md"
PATIENCE = 30.0


class Serving:
    """A server under test: its project, and requests to it."""

    def __init__(self, project: Path, process: subprocess.Popen[str], port: int, said: list[str]) -> None:
        self.project, self.process, self.port, self.said = project, process, port, said

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            response = connection.getresponse()
            return response, response.read().decode()
        finally:
            connection.close()

    def page(self, path: str) -> str:
        return self.ask(path)[1]

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


class Events:
    """The stream of builds, as a browser hears it."""

    def __init__(self, serving: Serving, page: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=PATIENCE)
        self.connection.request("GET", f"/-/events?page={quote(page, safe='')}" if page else "/-/events")
        self.response = self.connection.getresponse()

    def next(self) -> str:
        for line in iter(self.response.readline, b""):
            if line.startswith(b"data: "):
                return line[6:].decode().strip()
        return ""

    def __enter__(self) -> Events:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Serving]:
    """Serves the starter's project, copied to a folder, on any free port; stops it at the end."""
    for file in STARTER.rglob("*"):
        if file.is_file() and not (folder / file.relative_to(STARTER)).exists():
            (folder / file.relative_to(STARTER)).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.relative_to(STARTER)).write_bytes(file.read_bytes())
    command = [sys.executable, "-m", "sopgen", "serve", "--port", "0", "--as-of", "2026-11-21", *options]
    process = subprocess.Popen(
        [*command, "--config", str(folder / "sopgen.yaml")],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        said = []
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"Serving http://[^/]+:(\d+)/", line):
                break
        else:
            pytest.fail("".join(said))
        threading.Thread(target=said.extend, args=(process.stderr,), daemon=True).start()  # never let its pipe fill
        yield Serving(folder, process, int(found[1]), said)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server that no test changes."""
    with serving(tmp_path_factory.mktemp("project")) as found:
        yield found


def test_both_sites_and_a_list_of_them(server: Serving) -> None:
    start = server.page("/")
    assert 'href="/handbook/"' in start and 'href="/help/"' in start
    response, home = server.ask("/help/")
    assert response.status == 200 and response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert "tel:+448081570123" in home and "020 7946" not in home
    assert re.search(r'<script src="/-/reload\.js" data-build="[\w-]+" defer></script>\n</head>', home)
    assert "sopgen-bar" not in home
    style = re.search(r'href="([^"]+\.css)"', home)
    assert style and server.ask(f"/help/{style[1]}")[0].headers["Content-Type"] == "text/css; charset=utf-8"
    assert server.ask("/-/reload.js")[0].headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_build_is_left_alone(server: Serving) -> None:
    assert not (server.project / "build").exists()


@pytest.mark.parametrize(("path", "to"), [("/help", "/help/"), ("/help/contact", "/help/contact/")])
def test_folders_end_in_a_slash(server: Serving, path: str, to: str) -> None:
    response, _ = server.ask(path)
    assert (response.status, response.headers["Location"]) == (307, to)


def test_the_site_says_what_is_not_there(server: Serving) -> None:
    response, page = server.ask("/help/no/such/page/")
    assert response.status == 404
    assert 'data-contact="header"' in page
    links = re.findall(r'(?:href|src)="(/[^"#]*)"', page)
    assert len(links) > 3 and all(link.startswith(("/help/", "/-/")) for link in links)
    assert {server.ask(link)[0].status for link in links} == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/../sopgen.yaml",
        "/help/../../sopgen.yaml",
        "/help/..%2f..%2fsopgen.yaml",
        "/help/%2e%2e/%2e%2e/sopgen.yaml",
        "/help//sopgen.yaml",
        "/help/..\\..\\sopgen.yaml",
        "/-/../app.py",
        "/-/app.py",
        "/-/%2e%2e/app.py",
        "/sopgen.yaml",
        "/help/%00",
        "/procedures/customers/give-a-refund.md",
        "//evil.example/",
    ],
)
def test_only_what_was_built_is_served(server: Serving, path: str) -> None:
    response, page = server.ask(path)
    assert response.status == 404
    assert "organisation:" not in page and "import" not in page


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1@evil.example", 403),
        ("localhost:80:80", 403),
        ("192.168.1.7", 403),
    ],
)
def test_other_host_names_are_refused(server: Serving, host: str, status: int) -> None:
    assert server.ask("/help/", host=host)[0].status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_pages_are_only_shown(server: Serving, method: str) -> None:
    response, _ = server.ask("/help/", method)
    assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/help/", "/-/events", "/-/reload.js"])
def test_head_has_no_body(server: Serving, path: str) -> None:
    response, body = server.ask(path, "HEAD")
    assert (response.status, body) == (200, "")


def known(server: Serving, path: str) -> list[str]:
    """The words of the list that the search mends words by."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=PATIENCE) as answer:
        words: list[str] = json.loads(gzip.decompress(answer.read()))["words"]
    return words


def test_the_search_index_is_made_when_somebody_searches(tmp_path: Path) -> None:
    """Of the build that is shown: an edit is found after it."""
    with serving(tmp_path / "project") as server:
        words = "/handbook/pagefind/words.en.pf_words"
        listed = known(server, words)
        assert "refund" in listed and "zeppelin" not in listed
        entry, _ = server.ask("/handbook/pagefind/pagefind-entry.json")
        assert (entry.status, entry.headers["Content-Type"]) == (200, "application/json")
        assert server.ask("/handbook/pagefind/nothing.json")[0].status == 404
        with Events(server) as events:
            events.next()
            server.edit(REFUND, "title: Give a refund", "title: Give a zeppelin")
            events.next()
        assert "zeppelin" in known(server, words)


def test_a_taken_port_is_named(server: Serving) -> None:
    command = [sys.executable, "-m", "sopgen", "serve", "--port", str(server.port)]
    command += ["--config", str(server.project / "sopgen.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.returncode == 2
    assert f"port {server.port} is taken" in done.stderr and f"--port {server.port + 1}" in done.stderr


def test_an_edit_is_shown(tmp_path: Path) -> None:
    with serving(tmp_path) as server, Events(server) as events:
        first = events.next()
        assert f'data-build="{first}"' in server.page("/handbook/customers/give-a-refund/")
        server.edit(REFUND, "Give the customer the receipt.", "Wish the customer a good day.")
        second = events.next()
        assert second and second != first
        page = server.page("/handbook/customers/give-a-refund/")
        assert "Wish the customer a good day." in page and f'data-build="{second}"' in page

        (tmp_path / "procedures" / "customers" / ".give-a-refund.md.swp").write_text("x")
        draft = "---\ntitle: Smile\ntype: article\nstatus: draft\n---\nSmile.\n"
        (tmp_path / "procedures" / "customers" / "smile.md").write_text(draft)
        assert events.next() not in ("", first, second)
        assert server.ask("/handbook/customers/smile/")[0].status == 200
        server.edit("sopgen.yaml", "Example Repairs help centre", "Ask us")
        while "Ask us" not in server.page("/help/"):
            assert events.next()
        picture = server.project / "static/help/dial.svg"
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><!-- Ours. --></svg>')
        while not server.page("/help/dial.svg").startswith("<svg"):
            events.next()
        assert server.page("/help/dial.svg") == '<svg xmlns="http://www.w3.org/2000/svg"></svg>', "as it is published"


def test_who_looks_at_a_page_sees_its_text_first_and_once(tmp_path: Path) -> None:
    """The name that comes with it is that of the whole build, which comes to the others."""
    path = "/handbook/customers/give-a-refund/"
    with serving(tmp_path) as server, Events(server, path) as own, Events(server, "/handbook/") as other:
        before = own.next()
        assert other.next() == before
        for text in ("Wish the customer a good day.", "Give the customer the receipt."):
            server.edit(
                REFUND, *sorted(("Wish the customer a good day.", "Give the customer the receipt."), key=text.__eq__)
            )
            while (name := own.next()) == before:
                pass
            page = server.page(path)
            assert text in page and f'data-build="{name}"' in page
            assert other.next() == name
            before = name
            assert f'data-build="{name}"' in server.page("/handbook/")


def test_who_looks_at_a_page_sees_all_else_first_and_once_too(tmp_path: Path) -> None:
    """A title, a fact of all pages, a template: one name comes, and the page that belongs to it."""
    path, template = "/handbook/customers/give-a-refund/", "themes/handbook/templates/feedback.html"
    with serving(tmp_path) as server, Events(server, path) as own, Events(server, "/help/") as other:
        before = own.next()
        assert other.next() == before
        (server.project / template).parent.mkdir(parents=True)
        for file, old, new in (
            (REFUND, "title: Give a refund", "title: Pay back"),
            ("sopgen.yaml", "name: Example Repairs", "name: Example Repair Shops"),
            (template, "", "<p>Ask the till.</p>"),
        ):
            if old:
                server.edit(file, old, new)
            else:
                (server.project / file).write_text(new)
            while (name := own.next()) == before:
                pass
            page = server.page(path)
            assert new.rpartition(": ")[2] in page and f'data-build="{name}"' in page
            while other.next() != name:  # the whole build has the name that came with the page
                pass
            before = name


def test_a_broken_page_shows_its_problems_until_it_is_mended(tmp_path: Path) -> None:
    with serving(tmp_path) as server, Events(server) as events:
        events.next()
        server.edit(REFUND, "title: Give a refund", "title: Refund: what you may give")
        events.next()
        response, page = server.ask("/handbook/customers/give-a-refund/")
        assert response.status == 500
        assert f"{REFUND}:2:" in page and "<mark>" in page and "What to do: " in page
        assert "data-build=" in page, "it comes back by itself"
        anyway = server.page("/handbook/customers/give-a-refund/?show")
        assert "Give a refund" in anyway and "Same way back" in anyway
        response, other = server.ask("/handbook/customers/handle-a-complaint/")
        assert response.status == 200
        assert '<aside class="sopgen-bar"' in other and "/-/problems" in other
        assert "Give a refund" in other, "what cannot be read now stays as it was read last"
        assert f"{REFUND}:2:" in server.page("/-/problems")

        server.edit(REFUND, "title: Refund: what you may give", "title: Refund")
        events.next()
        response, page = server.ask("/handbook/customers/give-a-refund/")
        assert response.status == 200 and "<h1" in page and "sopgen-bar" not in page


def test_a_broken_project_shows_its_problems_everywhere(tmp_path: Path) -> None:
    with serving(tmp_path) as server, Events(server) as events:
        events.next()
        server.edit("sopgen.yaml", "languages: [en]", "langauges: [en]")
        events.next()
        for path in ("/", "/help/", "/help/contact/", "/handbook/customers/give-a-refund/"):
            response, page = server.ask(path)
            assert response.status == 500
            assert "langauges" in page and "did you mean" in page.lower()
        assert 'data-contact="header"' in server.page("/help/?show")
        server.edit("sopgen.yaml", "langauges: [en]", "languages: [en]")
        events.next()
        assert server.ask("/help/")[0].status == 200


def test_a_project_broken_from_the_start_is_served_too(tmp_path: Path) -> None:
    (tmp_path / "sopgen.yaml").write_text("organisation: [")
    with serving(tmp_path) as server, Events(server) as events:
        events.next()
        assert server.ask("/help/")[0].status == 500
        (tmp_path / "sopgen.yaml").write_bytes((STARTER / "sopgen.yaml").read_bytes())
        events.next()
        assert server.ask("/help/")[0].status == 200


def test_a_broken_theme_names_the_template(tmp_path: Path) -> None:
    (tmp_path / "themes" / "help" / "templates").mkdir(parents=True)
    template = tmp_path / "themes" / "help" / "templates" / "home.html"
    template.write_text("{% if %}")
    with serving(tmp_path) as server, Events(server) as events:
        events.next()
        assert "home.html:1" in server.page("/help/")
        template.unlink()
        events.next()
        assert server.ask("/help/")[0].status == 200


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_it_ends_in_the_background_of_a_script(tmp_path: Path) -> None:
    """A script's shell has its background jobs ignore the interrupt, which children take over."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with serving(tmp_path) as server:
            server.page("/")  # it answers, so it listens to signals too
            server.process.send_signal(signal.SIGINT)
            assert server.process.wait(timeout=10) == 130
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_it_ends_at_once_though_browsers_listen(tmp_path: Path) -> None:
    with serving(tmp_path) as server, Events(server) as events:
        events.next()
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=10) == 130
        assert events.next() == ""
        with pytest.raises(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=2):
            pass
