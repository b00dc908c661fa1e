"""sopgen asks nobody: no command opens a connection or looks up a name, none starts a program but Pagefind's and git.

Each runs with a hook of Python's own that hears every connection, every name and every program, and forbids the first
two. The workers of a build are forked, so they have it too. Pagefind's program is compiled: what it does the hook
cannot hear, so a whole build is also made where there is no network at all.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.request import urlopen

import pytest
from pagefind_bin import get_executable  # type: ignore[import-untyped] # it has no types

from tests.commands.repositories import ROOT, repository
from tests.projects import BASE, write

HEARING = """\
import json, os, sys
log = os.open(os.environ["REACH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
ASKS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
        "socket.sendto", "socket.sendmsg", "http.client.connect", "urllib.Request")
STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "pty.spawn",
          "webbrowser.open")
def hear(event, given):
    if event in ASKS or event in STARTS or event == "socket.bind":
        names = [event, *([os.fsdecode(x) for x in g] if isinstance(g, (list, tuple)) and event in STARTS else str(g)
                          for g in given[:2])]
        os.write(log, json.dumps(names).encode() + b"\\n")
        if event in ASKS and not (event == "socket.getaddrinfo" and given[0] == "127.0.0.1"):
            raise PermissionError("there is no network here")
sys.addaudithook(hear)
"""
SOPGEN = HEARING + "sys.argv[0] = 'sopgen'\nfrom sopgen.__main__ import run\nrun()\n"
ELSE = "https://else.example"
PAGE = "---\ntitle: Page\naudience: [customer, staff]\nstatus: approved\n---\n\nHere is what to know.\n"
CHANGED = "procedures/many/7.md"
FILES: Mapping[str, str | bytes] = {
    "sopgen.yaml": BASE["sopgen.yaml"]
    + f"repository: {{url: {ELSE}/handbook, branch: main}}\nfeedback: {{customer: '{ELSE}/?d={{id}}'}}\n",
    "procedures/far.md": f"""\
---
title: Far away
audience: [customer, staff]
status: approved
---

See [there]({ELSE}/page.html), <{ELSE}/auto>, //else.example/x and www.else.example.

![A drawing](drawing.svg)

![A film of somebody who waves]({ELSE}/film.mp4)
""",
    "procedures/drawing.svg": f"""\
<?xml version="1.0"?><?xml-stylesheet href="{ELSE}/style.css"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY % more SYSTEM "{ELSE}/more.dtd"> %more; <!ENTITY far SYSTEM "{ELSE}/far.txt">]>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{ELSE}/a.png"/><text>&far;</text></svg>
""",
    **{f"procedures/many/{number}.md": PAGE.replace("Page", f"Page {number}") for number in range(70)},
}
"""Addresses of elsewhere wherever something might follow one; enough documents that workers are started."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "project", FILES)
    write(folder, {CHANGED: PAGE.replace("Page", "Page of today")})
    return folder


def environment(project: Path) -> dict[str, str]:
    names = {"PYTHONPATH": str(ROOT), "SOPGEN_CACHE_DIR": str(project.parent / "cache")}
    return {**os.environ, **names, "REACH_LOG": str(project.parent / "log")}


def heard(project: Path) -> list[list[str | list[str]]]:
    log = project.parent / "log"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def started(project: Path) -> Iterator[list[str]]:
    """The programs that were started, all else failing the test."""
    for event, program, *words in heard(project):
        assert event == "subprocess.Popen", (event, program, words)
        assert isinstance(program, str) and os.path.isabs(program), "a program that somebody could put in our way"
        assert isinstance(words[0], list)
        yield words[0]


PAGEFIND = [os.fspath(get_executable()), "--service"]


@pytest.mark.parametrize(
    ("arguments", "programs"),
    [
        (["build"], {"pagefind"}),
        (["build", "--jobs", "3", "--no-cache", "--drafts"], {"pagefind"}),
        (["check"], set()),
        (["check", "--fix"], set()),
        (["check", "--jobs", "3", "--format", "sarif"], set()),
        (["check", "--since", "HEAD"], {"git"}),
        (["list", "--format", "csv"], set()),
        (["audience"], set()),
        (["translate", "--status"], set()),
        (["rules", "broken-link"], set()),
        (["schema", "config"], set()),
        (["cache"], set()),
        (["init", "new-one"], set()),
        (["manual", "--no-open", "--output", "manual"], {"pagefind"}),
    ],
    ids=" ".join,
)
def test_a_command_asks_nobody(arguments: list[str], programs: set[str], project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SOPGEN, *arguments],
        cwd=project,
        env=environment(project),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stdout + done.stderr
    if arguments[0] == "build":
        assert done.returncode == 0, done.stdout + done.stderr
    seen = set()
    for words in started(project):
        if words == PAGEFIND:
            seen.add("pagefind")
        else:
            assert (os.path.basename(words[0]), words[1]) == ("git", "--no-pager"), words
            seen.add("git")
    assert seen == programs


def test_the_server_listens_here_and_asks_nobody(project: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SOPGEN, "serve", "--port", "0"],
        cwd=project,
        env=environment(project) | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = next((line.split()[-1] for line in server.stdout if "help: http" in line), "")
        with urlopen(address, timeout=20) as answer:
            assert b"<html" in answer.read()
        (project / CHANGED).write_text(PAGE, "utf-8")  # it builds again
        time.sleep(1)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        server.stdout.close()  # type: ignore[union-attr] # a pipe, as asked for above
    events = heard(project)
    bound = [one for one in events if one[0] == "socket.bind"]
    assert bound and all("('127.0.0.1', 0)" in one[-1] for one in bound), bound
    asked = [one for one in events if str(one[0]).startswith("socket.") and one not in bound]
    assert all(one == ["socket.getaddrinfo", "127.0.0.1", "0"] for one in asked), asked
    assert {tuple(one[2]) for one in events if one[0] == "subprocess.Popen"} <= {tuple(PAGEFIND)}


@pytest.mark.skipif(
    shutil.which("unshare") is None or subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode != 0,
    reason="this system gives us no namespace of our own",
)
def test_where_there_is_no_network_the_build_is_the_same(project: Path) -> None:
    def built(name: str, *before: str) -> dict[str, bytes]:
        command = [*before, sys.executable, "-m", "sopgen", "build", "--as-of", "2026-11-21", "--no-cache"]
        done = subprocess.run(
            [*command, "--output", name], cwd=project, env=environment(project), capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        files = (path for path in (project / name).rglob("*") if path.is_file())
        return {path.relative_to(project / name).as_posix(): path.read_bytes() for path in files}

    without = built("without", "unshare", "-rn")
    assert len(without) > 200 and without == built("with")


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "socket.connect"),
        ("import urllib.request; urllib.request.urlopen('http://localhost:9')", "urllib.Request"),
        ("import socket; socket.gethostbyname('localhost')", "socket.gethostbyname"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import os; os.system('true')", "os.system"),
        ("import os; os.posix_spawn('/bin/true', ['true'], {})", "os.posix_spawn"),
        ("import os; os.execv('/bin/true', ['true'])", "os.exec"),
    ],
)
def test_the_hook_hears(code: str, event: str, tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", HEARING + code],
        env=environment(tmp_path / "project"),
        capture_output=True,
        text=True,
    )
    events = [one[0] for one in heard(tmp_path / "project")]
    assert event in events
    assert ("no network" in done.stderr) == event.startswith(("socket", "urllib"))
