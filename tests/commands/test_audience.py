"""Who may read what: each change of it changes a line that a reviewer sees, or nothing is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.repositories import ROOT, sopgen
from tests.projects import BASE, project, write

LOCK = "audience.lock"
ON = {"sopgen.yaml": BASE["sopgen.yaml"] + f"audience_lock: {LOCK}\n"}
BOTH = "---\ntitle: Keys\naudience: [staff, customer]\nstatus: approved\n---\n\n"
KEYS = {
    "procedures/keys.md": BOTH + '{{ include "_snippets/safe.md" }}\n\n:::staff\nOne.\n:::\n\n:::staff\nTwo.\n:::\n',
    "procedures/_snippets/safe.md": "For all.\n",
    "procedures/idea.md": "---\ntitle: Idea\naudience: customer\nstatus: draft\n---\n\nNot yet.\n",
}
LINES = """\
procedures/_snippets/safe.md: handbook (staff)
procedures/_snippets/safe.md: help (customer)
procedures/greet.md: handbook (staff)
procedures/hours.md: help (customer)
procedures/keys.md: handbook (staff)
procedures/keys.md: help (customer), without 2 blocks
"""


def said(folder: Path, *layers: dict[str, str]) -> list[str]:
    """What the rule finds."""
    found = [one for one in project(folder, *layers).problems if one.rule == "audience-lock"]
    assert all(one.severity == "error" and one.hint for one in found)
    return [f"{one.place.path}:{one.place.line}: {one.message}" for one in found]


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A project whose file says how things are."""
    write(tmp_path, BASE, ON, KEYS)
    done = sopgen("audience", "--write", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [line for line in (tmp_path / LOCK).read_text().splitlines(True) if line[0] != "#"] == LINES.splitlines(True)
    return tmp_path


def test_it_is_printed_and_nothing_is_written(tmp_path: Path) -> None:
    write(tmp_path, BASE, KEYS)
    assert sopgen("audience", cwd=tmp_path).stdout == LINES
    assert not (tmp_path / LOCK).exists()
    asked = sopgen("audience", "--write", cwd=tmp_path)
    assert asked.returncode == 2 and "audience_lock: audience.lock" in asked.stderr


def test_without_the_new_line_nothing_is_built(locked: Path) -> None:
    assert sopgen("build", cwd=locked).returncode == 0
    page = locked / "procedures/greet.md"
    page.write_text(page.read_text().replace("audience: staff", "audience: customer"))
    done = sopgen("build", cwd=locked)
    wrong = (
        "procedures/greet.md:4:11: error: procedures/greet.md changes its readers: "
        "handbook (staff) → help (customer); audience.lock does not say so [audience-lock]"
    )
    assert done.returncode == 1 and wrong in done.stdout
    assert not (locked / "build/help/greet").exists()
    assert sopgen("check", cwd=locked).returncode == 1
    noted = sopgen("audience", "--write", cwd=locked)
    assert noted.stdout == "procedures/greet.md: handbook (staff) → help (customer)\n"
    assert sopgen("build", cwd=locked).returncode == 0 and (locked / "build/help/greet").exists()
    (locked / LOCK).unlink()  # a build in which nothing else has changed
    gone = sopgen("build", cwd=locked)
    assert gone.returncode == 1 and f"{LOCK} cannot be read: No such file or directory" in gone.stdout


HOURS = BASE["procedures/hours.md"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        # left alone: text, a draft, where no line says another thing
        ({"procedures/hours.md": HOURS + "More.\n"}, []),
        ({"procedures/idea.md": ""}, []),
        ({LOCK: "# Ours.\r\n\r\n" + LINES.replace("\n", " \r\n")}, []),
        # what changes who reads
        (
            {"procedures/idea.md": KEYS["procedures/idea.md"].replace("draft", "approved")},
            ["procedures/idea.md:3: procedures/idea.md changes its readers: nobody → help (customer)"],
        ),
        (
            {"procedures/keys.md": KEYS["procedures/keys.md"].replace(":::staff\nTwo.", ":::note\nTwo.")},
            [
                "procedures/keys.md:3: procedures/keys.md changes its readers: "
                "help (customer), without 2 blocks → help (customer), without 1 block"
            ],
        ),
        (
            {"procedures/keys.md": KEYS["procedures/keys.md"].replace("{{ include", "{{ no include")},
            [
                "procedures/_snippets/safe.md:1: procedures/_snippets/safe.md changes its readers: "
                "handbook (staff), help (customer) → nobody"
            ],
        ),
        (
            {"sopgen.yaml": ON["sopgen.yaml"].replace("Ask us., audience: customer", "Ask us., audience: staff")},
            [
                "procedures/_snippets/safe.md:1: procedures/_snippets/safe.md changes its readers: "
                "help (customer) → help (staff)",
                "procedures/greet.md:4: procedures/greet.md changes its readers: nobody → help (staff)",
                "procedures/hours.md:4: procedures/hours.md changes its readers: help (customer) → nobody",
                "procedures/keys.md:3: procedures/keys.md changes its readers: "
                "help (customer), without 2 blocks → help (staff)",
            ],
        ),
        (
            {LOCK: LINES.replace("keys", "locks")},
            [
                f"{LOCK}:5: procedures/locks.md changes its readers: "
                "handbook (staff), help (customer), without 2 blocks → nobody",
                "procedures/keys.md:3: procedures/keys.md changes its readers: "
                "nobody → handbook (staff), help (customer), without 2 blocks",
            ],
        ),
        ({LOCK: f"<<<<<<< ours\n{LINES}"}, [f"{LOCK}:1: `<<<<<<< ours` does not say who may read what"]),
    ],
)
def test_what_the_file_does_not_say(change: dict[str, str], found: list[str], tmp_path: Path) -> None:
    messages = [
        one.replace("; audience.lock does not say so", "") for one in said(tmp_path, ON, KEYS, {LOCK: LINES}, change)
    ]
    assert messages == found


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert said(tmp_path, ON) == [f"sopgen.yaml:13: {LOCK} cannot be read: No such file or directory"]
    folder = {"sopgen.yaml": BASE["sopgen.yaml"] + "audience_lock: procedures\n"}
    assert said(tmp_path, folder) == ["sopgen.yaml:13: procedures cannot be read: Is a directory"]


def test_it_cannot_be_switched_off(tmp_path: Path) -> None:
    off = {"sopgen.yaml": ON["sopgen.yaml"] + "rules: {audience-lock: off}\n"}
    assert "error" in {one.severity for one in project(tmp_path, off).problems if one.rule != "audience-lock"}


def test_the_sample_keeps_its_lock() -> None:
    """`sopgen check` of the sample, in `make check`, says whether it is up to date."""
    assert "\naudience_lock: audience.lock " in (ROOT / "sopgen.yaml").read_text("utf-8")
    told = (ROOT / "audience.lock").read_text("utf-8")
    assert "procedures/customers/give-a-refund.md: handbook (staff)\n" in told


@pytest.mark.parametrize(
    "name",
    [
        "a\nprocedures/keys.md: help (customer)\n",
        "a\x1b]0;title\x07",
        "a\u202edm.b",
        "a\r\nb",
        "a\u2028b",
        "a\x85b",
        "a: help (customer)",
    ],
    ids=range(7),
)
def test_no_name_passes_for_another_line(name: str, locked: Path) -> None:
    """Nor is it a command to the terminal of whoever looks; and the file that is written can be read."""
    write(locked, {f"procedures/{name}.md": BOTH + "Text.\n"})
    assert len(said(locked, ON, KEYS)) == 1
    done = sopgen("audience", "--write", cwd=locked)
    assert done.returncode == 0, done.stderr
    written = (locked / LOCK).read_text("utf-8").split("\n")
    added = [line for line in written if line and line[0] != "#" and line not in LINES.splitlines()]
    assert all(line.isprintable() for line in written)
    assert len(added) == 2 and all(line.startswith("procedures/a") for line in added)
    assert said(locked, ON, KEYS) == []
