"""Texts of `sopgen.yaml`: in every language that shows them, in no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import BASE, problems

HELP = "title: Help, description: Ask us."


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        (HELP, "title: {en: Help}", "sopgen.yaml:5", "missing in `it`"),
        (HELP, "title: {en: Help, it: Aiuto}", "", ""),
        (HELP, "title: {en: Help}, languages: [en]", "", ""),
        ("{title: Agent}", "{title: {it: Agente}}", "sopgen.yaml:10", "missing in `en`"),
        ("{name: Dispenser}", "{name: {en: Dispenser}}", "sopgen.yaml:11", "missing in `it`"),
        ("facts: facts.yaml", "facts: {cancellation_fee: {value: {en: Ten}}}", "sopgen.yaml:9", "missing in `it`"),
        ("facts: facts.yaml", "facts: {x: {by_branch: {milan: {en: Ten}}}}", "sopgen.yaml:9", "missing in `it`"),
        (
            "facts: facts.yaml",
            "facts: facts.yaml\nprofiles: {article: [{id: x, title: {en: X}}]}",
            "sopgen.yaml:10",
            "missing in `it`",
        ),
    ],
)
def test_texts_that_are_missing(old: str, new: str, where: str, message: str, tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"].replace(old, new)
    found = problems(tmp_path, {"sopgen.yaml": settings}, render=False)
    assert [(one.rule, f"{one.place.path}:{one.place.line}") for one in found] == (
        [("text-translation", where)] if where else []
    )
    assert all(message in one.message for one in found)


def test_a_language_taken_out_is_named_once_for_each_file(tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"].replace("{title: Manager}", "{title: {en: Manager, it: Capo, el: X}}")
    settings = settings.replace("{title: Agent}", "{title: {en: Agent, it: Agente, el: Y}}")
    branches = "milan: {name: {en: Milan, it: Milano, el: Z}, country: IT, languages: [it, en]}\n"
    found = problems(tmp_path, {"sopgen.yaml": settings, "branches.yaml": branches}, render=False)
    assert [(one.place.path, one.rule, one.message) for one in found] == [
        ("branches.yaml", "language-code", "the project has no language `el`: nobody will see this text"),
        ("sopgen.yaml", "language-code", "the project has no language `el`: nobody will see this text and 1 more here"),
    ]


def test_a_country_written_for_a_language(tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"].replace("languages: [en, it]", "languages: [en, el]")
    settings = settings.replace("{title: Agent}", "{title: {en: Agent, gr: X}}")
    branches = "milan: {name: Milan, country: IT, languages: [el, en]}\n"
    found = problems(tmp_path, {"sopgen.yaml": settings, "branches.yaml": branches}, render=False)
    hints = {one.rule: one.hint for one in found}
    assert hints["language-code"] == "did you mean `el`?"
    assert "text-translation" in hints
