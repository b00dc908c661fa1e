"""What documents may print: organisation, branches, channels and facts; a name that does not exist gets a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.build import render
from tests.projects import BASE, problems, project

FILES = {
    "sopgen.yaml": BASE["sopgen.yaml"].replace("{name: Serenetta,", "{name: Serenetta, legal_name: Serenetta & Co,"),
    "branches.yaml": "milan: {name: Milan, country: IT, address: [Via 1], map: https://map.example/milan}\n",
}


def page(text: str) -> dict[str, str]:
    return {"procedures/about.md": f"---\ntitle: About\nstatus: approved\n---\n\n{text}\n"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("organisation.legal_name", "Serenetta &amp; Co"),
        ("branch.milan.address", "Via 1"),
        ("branch.milan.map", '<a href="https://map.example/milan" rel="external">map.example/milan</a>'),
    ],
)
def test_what_documents_may_print(name: str, shown: str, tmp_path: Path) -> None:
    read = project(tmp_path, FILES, page(f"It is {{{{ {name} }}}}."))
    assert read.problems == ()
    outputs, _, _ = render(read, ("handbook",))
    html = next(output.data for output in outputs["handbook"] if output.path == "about/index.html")
    assert f"It is {shown}." in (html if isinstance(html, str) else html.decode())


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("branch.milan.nam", "`branch.milan.name`"),
        ("organisation.legal_name", "organisation.name"),
        ("facts.zzz", "known: facts.cancellation_fee, branch.milan.name, "),
        ("branch.milan.map", ""),
    ],
)
def test_names_that_do_not_exist(name: str, hint: str, tmp_path: Path) -> None:
    [problem] = problems(tmp_path, page(f"It is {{{{ {name} }}}}."), render=False)
    assert problem.rule == "unknown-fact" and hint in problem.hint and problem.hint
