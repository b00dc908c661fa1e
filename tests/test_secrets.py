"""Notices and terms that are for staff only: a page for customers that says them stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.build import build
from tests.commands.repositories import sopgen
from tests.projects import BASE, problems, project, write

NOTICES = """\
notices:
  - {text: {en: The inspector comes today., it: Oggi ispezione.}, until: 2026-12-31}
  - {text: We close at noon., until: 2026-12-31}
  - {text: We close at noon., until: 2026-12-31, audience: customer}
"""
PRODUCTS = """\
products:
  vault: {name: The night vault, model: V-3000, description: It locks itself., picture: ""}
  lamp: {name: A warm lamp, model: L-3000, description: It locks itself.}
canaries: [Project Bluebird]
"""
SETTINGS = BASE["sopgen.yaml"].replace("products: {dispenser: {name: Dispenser}}\n", PRODUCTS) + NOTICES
HOURS = BASE["procedures/hours.md"].replace("status:", "product: lamp\nstatus:")
TERMS = """\
- {prefer: colleague, avoid: [dog body], why: It hurt somebody., audience: staff}
- {prefer: key safe, meaning: A safe for keys., avoid: [lock box], why: We lost a case in court.}
- {prefer: set of keys, meaning: A safe for keys., avoid: [key safe], why: A safe for keys., audience: staff}
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        # left alone: what customers are told too, a word that they may say themselves
        ("We close at noon.", ""),
        ("A safe for keys.", ""),
        ("**lock box**", ""),
        ("**key safe**", ""),
        ("The inspector never comes today.", ""),
        # for staff only
        ("**The night vault**", "a product"),
        ("Model V-3000.", "a product"),
        ("Model L-3000, **A warm lamp**, **It locks itself.**", ""),
        ("**How to greet anybody.**", "the description of procedures/greet.md"),
        ("Our project bluebirds.", "a canary of sopgen.yaml"),
        ("The inspector comes today.", "a notice"),
        ("**Oggi ispezione.**", "a notice"),
        ("**dog body**", "a word to avoid of the term colleague"),
        ("It hurt somebody.", "the reason of the term colleague"),
        ("We lost a case in court.", "the reason of the term key safe"),
    ],
)
def test_what_is_for_staff_only(text: str, what: str, tmp_path: Path) -> None:
    files = {
        "sopgen.yaml": SETTINGS,
        "terms.yaml": TERMS,
        "procedures/greet.md": BASE["procedures/greet.md"].replace(
            "type:", "description: How to greet anybody.\ntype:"
        ),
        "procedures/hours.md": HOURS + f"\n{text}\n",
    }
    leaks = {one.message.partition("”: ")[2] for one in problems(tmp_path, files) if one.rule == "audience-leak"}
    assert leaks == ({f"{what}, which is for staff only"} if what else set())


def test_pages_that_stand_are_searched_for_a_new_canary(tmp_path: Path) -> None:
    """What a build remembers was searched for other words."""
    write(tmp_path, BASE, {"procedures/hours.md": BASE["procedures/hours.md"] + "\nBluebird.\n"})
    assert sopgen("build", cwd=tmp_path).returncode == 0
    write(tmp_path, {"sopgen.yaml": BASE["sopgen.yaml"] + "canaries: bluebird\n"})
    done = sopgen("build", cwd=tmp_path)
    assert done.returncode == 1 and "holds “bluebird”: a canary of sopgen.yaml" in done.stdout
    assert "help/hours/index.html" in done.stdout and "help/hours/index.md" in done.stdout


def test_a_canary_is_long_enough_to_mean_something(tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"] + "canaries: [bluebird, ' ab']\n"
    found = [one for one in problems(tmp_path, {"sopgen.yaml": settings}) if one.rule == "config"]
    assert [(one.place.line, one.place.column) for one in found] == [(13, 22)] and found[0].hint


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"sopgen.yaml": "rules: {audience-leak: {severity: warning}}\n"},
        {"sopgen.yaml": "rules: {audience-leak: off}\n"},
        {"sopgen.yaml": "rules: {all: {severity: info}}\n"},
        {"procedures/hours.md": "\n<!-- sopgen: ignore audience-leak because all may know -->\n"},
    ],
)
def test_a_leak_stops_the_build_whatever_the_settings_say(given: dict[str, str], tmp_path: Path) -> None:
    leaking = {
        "sopgen.yaml": BASE["sopgen.yaml"] + "canaries: bluebird\n",
        "procedures/hours.md": BASE["procedures/hours.md"] + "\nBluebird.\n",
    }
    before = build(project(tmp_path, drafts=False), tmp_path / "build")
    stood = (tmp_path / "build/help/hours/index.html").read_bytes()
    read = project(tmp_path, leaking, {path: leaking[path] + more for path, more in given.items()}, drafts=False)
    built = build(read, tmp_path / "build")
    assert before.published and not built.published
    assert any(one.severity == "error" for one in built.problems)
    assert (tmp_path / "build/help/hours/index.html").read_bytes() == stood
