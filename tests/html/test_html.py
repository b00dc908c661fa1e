"""The Nu HTML checker over every page of both sample sites: HTML, SVG within it, and the style sheets."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests import tools

pytestmark = [pytest.mark.html, pytest.mark.xdist_group("html")]


def errors(folder: Path) -> list[str]:
    """What the checker calls an error, a line for each: file, place, message."""
    java = tools.java()
    if java is None and not tools.IN_CI:
        pytest.skip(f"no Java {tools.OLDEST_JAVA} or newer, in .venv neither: `python -m tests.tools` installs one")
    assert java, "CI needs Java: `python -m tests.tools` said why there is none"
    assert tools.VNU.exists(), "the Nu checker is not there: run `make test`, or `python -m tests.tools`"
    # by name: of a folder it would read scripts and texts as HTML too
    files = [
        str(file.relative_to(folder)) for kind in ("html", "css", "svg") for file in sorted(folder.rglob(f"*.{kind}"))
    ]
    # deep pages need a deeper stack than Java's own
    command = [java, "-Xss4m", "-jar", str(tools.VNU), "--errors-only", "--format", "json", "--exit-zero-always"]
    options = ["--also-check-css", "--also-check-svg"]
    done = subprocess.run([*command, *options, *files], capture_output=True, text=True, check=False, cwd=folder)
    assert done.stderr.startswith("{"), f"the checker itself failed:\n{done.stdout}\n{done.stderr}"
    return [
        f"{said.get('url', '').removeprefix(f'file:{folder}')}:{said.get('lastLine')}:{said.get('firstColumn')}:"
        f" {said['message']} … {said.get('extract', '')}"
        for said in json.loads(done.stderr)["messages"]
    ]


@pytest.mark.parametrize("site", ["handbook", "help"])
def test_every_page_is_valid(site: str, sample_sites: Path) -> None:
    folder = sample_sites / site
    assert len(list(folder.rglob("*.html"))) > 50
    assert errors(folder) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><p>a<div></p><img src=a.png>", "utf-8")
    (tmp_path / "site.css").write_text("p { colour: red; width: 3 }", "utf-8")
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle colour="red"/></svg>', "utf-8")
    found = "\n".join(errors(tmp_path))
    assert "“alt”" in found and "site.css" in found and "a.svg" in found
