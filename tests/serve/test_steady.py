"""What a server remembers of links is what a new one would find, whatever changes around them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from sopgen import check, library
from sopgen.server import steady
from sopgen.server.snapshot import Snapshot, Workshop
from tests.projects import AS_OF, BASE, write

PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>"
LINKS = """\
---
title: Lead
audience: staff
---

[Hours](hours.md#when), [a list](list.csv), [rules](/rules.txt).

![A till](till.svg)

{{ include "_note.md" }}
"""
SITE = {
    "procedures/lead.md": LINKS,
    "procedures/_note.md": "Read [how we greet](greet.md).\n",
    "procedures/till.svg": PICTURE,
    "procedures/list.csv": "a,b\n",
    "procedures/hours.md": BASE["procedures/hours.md"] + "\n## When\n\nAll day.\n",
    "static/handbook/rules.txt": "Be kind.\n",
}
CHANGES: Mapping[str, Mapping[str, str | None]] = {
    "a line above a broken link": {"procedures/lead.md": LINKS.replace("[Hours]", "Now:\n\n[Gone](gone.md) [Hours]")},
    "the line is longer": {"procedures/lead.md": LINKS.replace("[Hours]", "Now, see\n\n\n[Gone](gone.md) [Hours]")},
    "the link is mended": {"procedures/lead.md": LINKS},
    "a heading elsewhere": {"procedures/hours.md": SITE["procedures/hours.md"].replace("## When", "## Which days")},
    "the heading is back": {"procedures/hours.md": SITE["procedures/hours.md"]},
    "the file that is included": {"procedures/_note.md": "Read on.\n\nRead [how we greet](greeting.md).\n"},
    "another line of it": {"procedures/_note.md": "Read.\n\n\n\nRead [how we greet](greeting.md).\n"},
    "its link is mended": {"procedures/_note.md": SITE["procedures/_note.md"]},
    "another audience": {
        "procedures/greet.md": BASE["procedures/greet.md"].replace("audience: staff", "audience: customer")
    },
    "a picture that is none": {"procedures/till.svg": "<svg"},
    "a picture again": {"procedures/till.svg": PICTURE},
    "an attachment that is gone": {"procedures/list.csv": None},
    "a static file that is gone": {"static/handbook/rules.txt": None},
    "a rule that is off": {"sopgen.yaml": BASE["sopgen.yaml"] + "rules: {broken-link: off}\n"},
    "the rule is on": {"sopgen.yaml": BASE["sopgen.yaml"]},
    "a document that is gone": {"procedures/hours.md": None},
}


def test_problems_are_those_of_a_new_server(tmp_path: Path) -> None:
    project = write(tmp_path, BASE, SITE)
    workshop, before = Workshop(project / "sopgen.yaml", AS_OF), Snapshot()
    assert not any(one.rule.startswith("broken") for one in workshop.build(before).problems)
    said = []
    for what, files in CHANGES.items():
        for name, text in files.items():
            if text is None:
                (project / name).unlink()
            else:
                write(project, {name: text})
        before = workshop.build(before)
        assert before.problems == Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot()).problems, what
        said.append(before.problems)
    changed = sum(one != other for one, other in pairwise(said))
    assert changed >= len(said) - 3, "nearly each change is one that links show"


def test_only_what_is_another_text_is_judged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, judged = write(tmp_path, BASE, SITE), []
    monkeypatch.setattr(
        steady, "of_place", lambda entry, library: judged.append(entry.record.path) or check.of_place(entry, library)
    )
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    assert len(judged) == 3
    for name, text, expected in (
        ("lead.md", LINKS.replace("[Hours]", "More words: [Hours]"), ["lead.md"]),
        ("_note.md", "Slowly read [how we greet](greet.md).\n", ["lead.md"]),
        ("greet.md", BASE["procedures/greet.md"].replace("title: Greet", "title: Meet"), ["greet"]),
        ("greet.md", BASE["procedures/greet.md"].replace("CS-001", "CS-002"), ["greet", "hours", "lead"]),
    ):
        judged.clear()
        write(project, {f"procedures/{name}": text})
        before = workshop.build(before)
        assert [
            path.removeprefix("procedures/")[: len(part)] for path, part in zip(judged, expected, strict=True)
        ] == expected


def test_another_setting_puts_no_library_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of links under it is found anew, in what was put together before."""
    project = write(tmp_path, BASE, SITE)
    workshop = Workshop(project / "sopgen.yaml", AS_OF)
    before = workshop.build(Snapshot())
    write(project, {"contacts.yaml": BASE["contacts.yaml"].replace("5550 0130", "5550 0131")})
    with monkeypatch.context() as patch:
        patch.setattr(library, "build", None)
        after = workshop.build(before)
    assert after == Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot()) != before
    write(project, {"sopgen.yaml": BASE["sopgen.yaml"].replace("languages: [en, it]", "languages: [en]")})
    assert workshop.build(after) == Workshop(project / "sopgen.yaml", AS_OF).build(Snapshot()) != after
