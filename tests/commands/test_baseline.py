"""An old handbook is switched on with a baseline: old problems wait, new ones count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.baseline import CONTACTS, may_wait
from sopgen.model import Place, Problem
from sopgen.rules import RULES
from sopgen.server.snapshot import Snapshot, Workshop
from tests.commands.repositories import HEAD, OLD, REFUND, found, sopgen
from tests.projects import AS_OF, BASE, write

NAMED = {"sopgen.yaml": BASE["sopgen.yaml"] + "baseline: baseline.txt\n"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with old problems, and a baseline that holds them."""
    write(tmp_path, BASE, NAMED, {REFUND: OLD})
    done = sopgen("check", "--write-baseline", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    return tmp_path


def rename(project: Path) -> None:
    (project / REFUND).rename(project / "procedures" / "give-a-refund.md")


def moved_and_renamed(project: Path) -> None:
    write(project, {"procedures/money/refund.md": OLD.replace("## Steps", "New text.\n\n## Steps")})
    (project / REFUND).unlink()


# Each leaves the sentences as they are.
QUIET: dict[str, Callable[[Path], object]] = {
    "nothing": lambda project: None,
    "lines above": lambda project: write(project, {REFUND: OLD.replace("## Steps", "Some text.\n\n## Steps")}),
    "key above": lambda project: write(project, {REFUND: OLD.replace("---\n\n", "tags: [a]\n---\n\n", 1)}),
    "steps change places": lambda project: write(
        project,
        {
            REFUND: OLD.replace(
                "1. The receipt was checked.\n2. Count the money.", "1. Count the money.\n2. The receipt was checked."
            )
        },
    ),
    "lines are broken": lambda project: write(project, {REFUND: OLD.replace("The receipt was", "The receipt\n   was")}),
    "windows": lambda project: write(project, {REFUND: OLD.replace("\n", "\r\n")}),
    "another sentence beside it": lambda project: write(project, {REFUND: OLD.replace("needed.", "needed. Then go.")}),
    "another step": lambda project: write(project, {REFUND: OLD.replace("Count the money.", "Count the coins.")}),
    "renamed": rename,
    "moved, renamed, text above": moved_and_renamed,
}


@pytest.mark.parametrize("change", QUIET.values(), ids=QUIET.keys())
def test_what_was_there_waits(change: Callable[[Path], object], project: Path) -> None:
    change(project)
    assert found(cwd=project) == []


def test_a_file_with_another_name_and_another_text_keeps_its_old_problems(tmp_path: Path) -> None:
    """Those of the whole file have no words by which it could be known."""
    write(tmp_path, BASE, NAMED, {REFUND: HEAD + "Ask the team as needed.\n"})
    assert sopgen("check", "--write-baseline", cwd=tmp_path).returncode == 0
    waiting = (tmp_path / "baseline.txt").read_text("utf-8")
    assert "  section-missing" in waiting and "  vague-wording" in waiting
    (tmp_path / REFUND).unlink()
    write(tmp_path, {"procedures/give-it-back.md": HEAD + "Ask the whole team.\n"})
    assert {rule for _, _, rule in found(cwd=tmp_path)} == {"baseline-mended"}


def test_a_new_file_is_not_one_that_is_gone(project: Path) -> None:
    """Few problems in common are not enough where the old file had many."""
    many = "".join(f"{number}. Ask office {number} as needed.\n" for number in range(1, 9))
    write(project, {REFUND: HEAD + many})
    assert sopgen("check", "--write-baseline", cwd=project).returncode == 0
    (project / REFUND).unlink()
    write(project, {"procedures/other.md": HEAD.replace("Give a refund", "Other") + "Text.\n"})
    assert ("procedures/other.md", 3, "section-missing") in found(cwd=project)


# Each brings in a problem, or an old one back: the rules that are reported.
LOUD = {
    "the sentence is edited": (OLD.replace("The receipt was", "The old receipt was"), ["step-passive-voice"]),
    "the same sentence again": (
        OLD.replace("2. Count the money.", "2. The receipt was checked."),
        ["step-passive-voice"],
    ),
    "a new step": (OLD.replace("2. Count the money.", "2. Call the customer as needed."), ["vague-wording"]),
}


@pytest.mark.parametrize(("text", "rules"), LOUD.values(), ids=LOUD.keys())
def test_what_is_new_is_reported(text: str, rules: list[str], project: Path) -> None:
    before = (project / "baseline.txt").read_text("utf-8")
    assert "step-passive-voice" in before or "step-past-tense" in before
    write(project, {REFUND: text})
    new = [rule for path, _, rule in found(cwd=project) if path == REFUND]
    assert new and set(new) & {*rules, "step-past-tense"}
    assert sopgen("check", "--strict", cwd=project).returncode == 1


def test_another_document_with_the_same_words_is_new(project: Path) -> None:
    write(project, {"procedures/exchange.md": OLD.replace("Give a refund", "Exchange")})
    assert {path for path, _, _ in found(cwd=project)} == {"procedures/exchange.md"}


def test_what_is_mended_is_a_note_in_the_baseline_and_leaves_it(project: Path) -> None:
    lines = (project / "baseline.txt").read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if "vague-wording" in line)
    write(project, {REFUND: OLD.replace(" as needed", "")})
    assert found(cwd=project) == [("baseline.txt", at, "baseline-mended")]
    assert sopgen("check", cwd=project).returncode == 0
    assert sopgen("check", "--write-baseline", cwd=project).returncode == 0
    assert (project / "baseline.txt").read_text("utf-8").splitlines() == [*lines[: at - 1], *lines[at:]]
    assert found(cwd=project) == []


def test_the_file_is_sorted_and_the_same_each_time(project: Path) -> None:
    write(project, {"procedures/a.md": OLD.replace("Give a refund", "A"), "procedures/z.md": OLD + "\nAs needed.\n"})
    assert sopgen("check", "--write-baseline", cwd=project).returncode == 0
    first = (project / "baseline.txt").read_bytes()
    lines = [line for line in first.decode().splitlines() if not line.startswith("#")]
    files = [line for line in lines if not line.startswith(" ")]
    assert files == sorted(files) and len(files) >= 3
    assert sopgen("check", "--write-baseline", cwd=project, PYTHONHASHSEED="7").returncode == 0
    assert (project / "baseline.txt").read_bytes() == first


def test_build_and_serve_leave_old_problems_alone(project: Path) -> None:
    assert sopgen("build", "--strict", cwd=project).returncode == 0
    assert Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot()).errors == ()
    write(project, NAMED | {"sopgen.yaml": BASE["sopgen.yaml"]})
    assert sopgen("build", "--strict", cwd=project).returncode == 1


def test_the_option_names_another_file(project: Path) -> None:
    (project / "baseline.txt").rename(project / "other.txt")
    assert [rule for _, _, rule in found(cwd=project) if rule == "baseline"] == ["baseline"]
    assert found("--baseline", "other.txt", cwd=project) == []
    done = sopgen("check", "--baseline", "nowhere.txt", cwd=project)
    assert done.returncode == 2 and "--write-baseline" in done.stderr and "empty" in done.stderr


def test_with_an_empty_file_nothing_waits(project: Path) -> None:
    write(project, {"empty.txt": ""})
    assert REFUND in {path for path, _, _ in found("--baseline", "empty.txt", cwd=project)}


def test_build_prints_what_is_wrong_in_the_settings_first(project: Path) -> None:
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"] + "colour: blue\n"})
    done = sopgen("build", cwd=project)
    assert done.returncode == 1 and done.stdout.startswith("sopgen.yaml:13:1: error: ") and REFUND in done.stdout


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.fixed])
def test_what_nobody_may_switch_off_never_waits(name: str) -> None:
    assert not may_wait(Problem(Place("procedures/refund.md"), name, "error", "wrong"))
    assert {"audience-leak", "contact-block"} <= {rule.name for rule in RULES.values() if rule.fixed}


# A site on which readers reach nobody, or the wrong one: what takes the place of the base's contacts, and the rule.
UNREACHABLE = {
    "no contacts": ("[]\n", "contact-channels"),
    "only one way": ("".join(BASE["contacts.yaml"].partition("- id: email")[:1]), "contact-channels"),
    "a number of nobody": (BASE["contacts.yaml"].replace("02 5550 0130", "02 5"), "phone-number"),
    "an address of nobody": (BASE["contacts.yaml"].replace("help@", "help at "), "email-address"),
    "hours that nobody wrote": (BASE["contacts.yaml"].replace("hours: desk", "hours: night"), "hours"),
}


@pytest.mark.parametrize(("contacts", "rule"), UNREACHABLE.values(), ids=UNREACHABLE.keys())
def test_a_site_that_shows_nobody_is_no_old_problem(contacts: str, rule: str, tmp_path: Path) -> None:
    write(tmp_path, BASE, NAMED, {"contacts.yaml": contacts, REFUND: OLD})
    done = sopgen("check", "--write-baseline", cwd=tmp_path)
    assert done.returncode == 1 and f"[{rule}]" in done.stdout
    assert f"  {rule} " not in (tmp_path / "baseline.txt").read_text("utf-8")
    done = sopgen("build", cwd=tmp_path)
    assert done.returncode == 1 and f"[{rule}]" in done.stdout and not (tmp_path / "build").exists()


def test_errors_about_contacts_never_wait() -> None:
    of_contacts = {name for name, rule in RULES.items() if {"contacts", "hours"} <= rule.needs} - {"language-code"}
    assert {name for name in of_contacts if RULES[name].severity == "error"} <= CONTACTS <= RULES.keys()


def test_what_waited_before_it_could_not_is_named(project: Path) -> None:
    write(project, {"baseline.txt": "contacts.yaml\n  contact-channels 0123456789abcdef\n"})
    assert ("baseline.txt", 2, "baseline") in found(cwd=project)


def test_a_slip_in_the_settings_leaves_old_problems_alone(project: Path) -> None:
    write(project, {"sopgen.yaml": NAMED["sopgen.yaml"] + "colour: blue\n"})
    assert found(cwd=project) == [("sopgen.yaml", 14, "unknown-key")]
    write(project, {"procedures/new.md": OLD.replace("Give a refund", "Exchange")})
    assert {path for path, _, _ in found(cwd=project)} == {"procedures/new.md", "sopgen.yaml"}
    printed = sopgen("check", cwd=project).stdout
    assert printed.startswith("sopgen.yaml:14:1: error: ")


def test_a_draft_that_build_leaves_out_is_not_mended(tmp_path: Path) -> None:
    draft = {"procedures/later.md": OLD.replace("audience: staff", "audience: staff\nstatus: draft")}
    broken = {"procedures/links.md": HEAD.replace("Give a refund", "Links") + "[There](later.md#nowhere).\n"}
    write(tmp_path, BASE, NAMED, draft, broken)
    assert sopgen("check", "--write-baseline", cwd=tmp_path).returncode == 0
    assert "procedures/links.md\n  broken-anchor" in (tmp_path / "baseline.txt").read_text("utf-8")
    for arguments in ([], ["--drafts"]):
        done = sopgen("build", *arguments, cwd=tmp_path)
        assert "baseline-mended" not in done.stdout, done.stdout


def test_build_says_what_is_mended(tmp_path: Path) -> None:
    shown = "---\ntitle: Refunds\naudience: staff\nstatus: approved\n---\n\nAsk the team as needed.\n"
    write(tmp_path, BASE, NAMED, {REFUND: shown})
    assert sopgen("check", "--write-baseline", cwd=tmp_path).returncode == 0
    write(tmp_path, {REFUND: shown.replace(" as needed", "")})
    assert "baseline-mended" in sopgen("build", cwd=tmp_path).stdout


def test_without_a_project(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "# A\n\n[b](b.md)\n"})
    assert sopgen("check", "--write-baseline", "--baseline", "old.txt", cwd=tmp_path).returncode == 0
    assert found("--baseline", "old.txt", cwd=tmp_path) == []
    write(tmp_path, {"a.md": "# A\n\n[b](b.md)\n\n[c](c.md)\n"})
    assert found("--baseline", "old.txt", cwd=tmp_path) == [("a.md", 5, "broken-link")]


def test_a_leak_never_waits(tmp_path: Path) -> None:
    """What nobody may switch off is reported, whatever stands in the baseline."""
    broken = {"sopgen.yaml": NAMED["sopgen.yaml"] + "rules: {alt-txt: warning}\n", REFUND: OLD}
    write(tmp_path, BASE, broken, {"baseline.txt": f"{REFUND}\n  audience-leak 0123456789abcdef\n"})
    (problem,) = [one for one in found(cwd=tmp_path) if one[2] == "baseline"]
    assert problem == ("baseline.txt", 2, "baseline")
    assert sopgen("check", "--write-baseline", cwd=tmp_path).returncode == 0
    assert "audience-leak" not in (tmp_path / "baseline.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("procedures/refund.md\n  step-past-tense\n", "2:3"),
        ("procedures/refund.md\n  step-past-tense 0123\n", "2:3"),
        ("  step-past-tense 0123456789abcdef\n", "1:3"),
        ("procedures/refund.md\n<<<<<<< ours\n  please 0123456789abcdef ×0\n", "2:1"),
    ],
)
def test_what_cannot_be_read_has_a_place(text: str, place: str, project: Path) -> None:
    write(project, {"baseline.txt": text})
    done = sopgen("check", cwd=project)
    assert done.returncode == 1
    assert f"baseline.txt:{place}: error: " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--write-baseline", "procedures"], "whole project"),
        (["--write-baseline", "--since", "HEAD"], "whole project"),
        (["--write-baseline", "--baseline", "procedures"], "cannot be written"),
        (["--write-baseline", "--baseline", "nowhere/baseline.txt"], "cannot be written"),
    ],
)
def test_wrong_use(arguments: list[str], says: str, project: Path) -> None:
    done = sopgen("check", *arguments, cwd=project)
    assert done.returncode == 2 and says in done.stderr and "Traceback" not in done.stderr


def test_without_a_file_it_says_where_to_name_one(tmp_path: Path) -> None:
    write(tmp_path, BASE, {REFUND: OLD})
    done = sopgen("check", "--write-baseline", cwd=tmp_path)
    assert done.returncode == 2 and "baseline: baseline.txt" in done.stderr
    done = sopgen("check", "--write-baseline", "--baseline", "b.txt", cwd=tmp_path)
    assert done.returncode == 0 and "baseline: b.txt" in done.stderr


def test_broken_settings_hide_nothing(project: Path) -> None:
    write(project, {"sopgen.yaml": NAMED["sopgen.yaml"].replace("audience: staff", "audience: all", 1)})
    before = (project / "baseline.txt").read_bytes()
    done = sopgen("check", "--write-baseline", cwd=project)
    assert done.returncode == 2 and done.stdout.startswith("sopgen.yaml:4") and REFUND not in done.stdout
    assert "mend them first: sopgen.yaml:4" in done.stderr
    assert (project / "baseline.txt").read_bytes() == before


def test_odd_names_come_back(tmp_path: Path) -> None:
    files = {f"procedures/{name}.md": HEAD.replace("Give", name[:1]) + "1. As needed.\n" for name in ("a b", "Ωmega")}
    write(tmp_path, BASE, NAMED, files)
    assert sopgen("check", "--write-baseline", cwd=tmp_path).returncode == 0
    assert found(cwd=tmp_path) == []
