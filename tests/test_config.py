"""`sopgen.yaml`: every mistake at once, each with its place; long lists in files of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sopgen.build import build
from sopgen.config import THEMES, find, read_config, today
from sopgen.model import SopgenError
from tests.projects import AS_OF, BASE, project, write


def findings(folder: Path, text: str) -> list[tuple[str, int, int, str]]:
    path = write(folder, BASE, {"sopgen.yaml": text}) / "sopgen.yaml"
    return [(f.place.path, f.place.line, f.place.column, f.rule) for f in read_config(path, AS_OF)[1]]


def test_the_base_is_read(tmp_path: Path) -> None:
    config, found = read_config(write(tmp_path, BASE) / "sopgen.yaml", AS_OF)
    assert found == () and config is not None
    assert config.languages == ("en", "it")
    assert config.theme_of("handbook") == "handbook" and config.theme_of("help") == "help"
    assert config.places.at("contacts", 0, "number").path == "contacts.yaml"
    assert config.facts["cancellation_fee"].value.currency == "EUR"


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    text = """\
organisation: {name: Serenetta, contry: IT}
languages: [en, xxxx]
sites:
  handbook: {title: Handbook, audience: staf}
hours: missing.yaml
facts:
  fee: {type: money, value: 15 euros}
  notice: {type: duration}
rules: {alt-text: warn}
colour: red
"""
    assert findings(tmp_path, text) == [
        ("sopgen.yaml", 5, 8, "unreadable-file"),
        ("sopgen.yaml", 1, 33, "unknown-key"),
        ("sopgen.yaml", 2, 17, "language-code"),
        ("sopgen.yaml", 4, 41, "config"),
        ("sopgen.yaml", 7, 29, "fact-value"),
        ("sopgen.yaml", 8, 11, "fact-value"),
        ("sopgen.yaml", 9, 19, "config"),
        ("sopgen.yaml", 10, 1, "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("line", "rule", "message"),
    [
        ("organisation: Serenetta", "config", "`organisation` should be keys and values, not the text `Serenetta`"),
        ("languages: en", "config", "`languages` should be a list, not the text `en`"),
        ("languages: []", "config", "`languages` is empty"),
        ("sites: [a]", "config", "`sites` should be keys and values, not a list"),
        ("sites: {}", "config", "`sites` is empty"),
        ("sites: {a: hello}", "config", "`a` should be keys and values, not the text `hello`"),
        ("roles: {a: Boss}", "config", "`a` should be keys and values, not the text `Boss`"),
        ("roles: {a: }", "config", "`a` is empty"),
        ("roles: {a: {}}", "missing-key", "the key `title` is missing"),
        ("contacts: {a: b}", "config", "`contacts` should be a list, not keys and values"),
        ("contacts: [x]", "config", "an item of `contacts` should be keys and values, not the text `x`"),
        ("profiles: {proc: []}", "unknown-key", "the key `proc` is not known here"),
        ("content: [a]", "config", "`content` should be a text, not a list"),
        ("content:", "config", "`content` is empty"),
        ("html: x", "config", "`html`: `x` is not one of escape, sanitise"),
        ("html: [a]", "config", "`html` should be one of escape, sanitise, not a list"),
        ("colour: red", "unknown-key", "the key `colour` is not known here"),
        ('defaults: {"**": {audience: []}}', "config", "`audience` is empty"),
        ('defaults: {"**": {order: x}}', "config", "`order` should be a whole number, not the text `x`"),
        ('defaults: {"**": {search: maybe}}', "config", "`search` should be true or false, not the text `maybe`"),
        ('defaults: {"**": {changes: x}}', "config", "`changes` should be a list, not the text `x`"),
        ('defaults: {"**": {approved: me}}', "config", "`approved` should be keys and values, not the text `me`"),
    ],
)
def test_mistakes_are_said_in_plain_words(line: str, rule: str, message: str, tmp_path: Path) -> None:
    key = line.partition(":")[0]
    others = [
        one for one in BASE["sopgen.yaml"].splitlines() if not one.startswith((key, "  " if key == "sites" else key))
    ]
    path = write(tmp_path, BASE, {"sopgen.yaml": "\n".join([*others, line]) + "\n"}) / "sopgen.yaml"
    found = read_config(path, AS_OF)[1]
    assert [(one.rule, one.message) for one in found] == [(rule, message)]
    assert found[0].hint and found[0].place.line == len(others) + 1


BROKEN_PAGE = {"procedures/greet.md": BASE["procedures/greet.md"] + "\nSee [there](gone.md).\n"}


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("html", "html", {"broken-link"}),
        ("contacts: contacts.yaml", "contacts: contacts.yaml\ncolour: red", {"unknown-key", "broken-link"}),
        ("audience: staff}", "audience: staf}", {"config", "broken-link"}),
        ("country: IT,", "country: XX,", {"country-code", "broken-link"}),
        ("roles: {", "rolse: {", {"unknown-key", "broken-link"}),
        ("facts: facts.yaml", "facts: fact.yaml", {"unreadable-file", "broken-link"}),
        ("facts: facts.yaml", 'facts: "facts" yaml', {"yaml", "broken-link"}),
        ("{manager: {title: Manager}", "{manager: {titel: Manager}", {"unknown-key", "broken-link"}),
        ("[en, it]", "[en, xxxx]", {"language-code"}),
        ("[en, it]", "en", {"config"}),
    ],
)
def test_mistakes_do_not_keep_documents_from_being_read(old: str, new: str, rules: set[str], tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"].replace(old, new)
    read = project(tmp_path, BROKEN_PAGE, {"sopgen.yaml": settings})
    assert {problem.rule for problem in read.problems} == rules
    assert (read.config is None) == (rules != {"broken-link"})
    assert build(read, tmp_path / "build").published is None


def test_a_mistake_in_a_named_file_has_its_place_there(tmp_path: Path) -> None:
    path = write(tmp_path, BASE, {"contacts.yaml": "- id: phone\n  kind: fone\n  audience: staff\n  label: Call\n"})
    found = read_config(path / "sopgen.yaml", AS_OF)[1]
    assert [(f.place.path, f.place.line, f.place.column, f.hint) for f in found] == [
        ("contacts.yaml", 2, 9, "did you mean `phone`?")
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n- b\n", "just words", "\x00", "languages: [en"])
def test_a_file_that_is_no_configuration_is_named(text: str, tmp_path: Path) -> None:
    assert findings(tmp_path, text)


def test_texts_once_or_by_language(tmp_path: Path) -> None:
    text = BASE["sopgen.yaml"].replace("title: Help", "title: {en: Help, it: Aiuto}")
    config, _ = read_config(write(tmp_path, BASE, {"sopgen.yaml": text}) / "sopgen.yaml", AS_OF)
    assert config is not None
    assert config.sites["help"].title.get("it") == "Aiuto"
    assert config.sites["handbook"].title.get("it", "en") == "Handbook"


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    write(tmp_path, BASE)
    assert find(tmp_path / "procedures") == tmp_path / "sopgen.yaml"
    assert find(tmp_path / "procedures" / "greet.md") == tmp_path / "sopgen.yaml"


def test_today_is_an_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert today("Europe/Rome") == date(1970, 1, 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(SopgenError):
        today("Europe/Rome")


@pytest.mark.parametrize(
    ("where", "rule"),
    [
        ("quality@serenetta.example", ""),
        ("https://ask.example/?d={id}&v={version}&l={language}&a={answer}&t={title}&u={url}", ""),
        ("help at example", "web-address"),
        ("a b@example.org", "email-address"),
        ("javascript:alert(1)", "web-address"),
        ("https://ask.example/?d={doc}", "config"),
    ],
)
def test_where_answers_go(where: str, rule: str, tmp_path: Path) -> None:
    found = findings(tmp_path, BASE["sopgen.yaml"] + f'feedback: {{customer: "{where}"}}\n')
    assert [finding[3] for finding in found] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        ("  help:", "  ../evil:", "config", "`../evil` cannot be the name of a site's folder"),
        ("  help:", "  my help:", "config", "`my help` cannot be the name"),
        ("  help:", "  .help:", "config", "`.help` cannot be the name"),
        ("  help:", "  Handbook:", "config", "but for capitals"),
        ("[en, it]", "[en, en]", "config", "`en` is written twice"),
        ("audience: staff}", "audience: staff, languages: [it, it]}", "config", "`it` is written twice"),
        ("audience: staff}", "audience: staff, languages: [it, fr]}", "unknown-setting", "no language `fr`"),
        ("audience: staff}", "audience: staff, theme: handbok}", "unknown-setting", "no theme `handbok`"),
        ("facts: facts.yaml", 'facts: facts.yaml\ndefaults: {"offfice/**": {order: 1}}', "unused-setting", "offfice"),
        ("facts: facts.yaml", 'facts: facts.yaml\ndefaults: {"office/**": {order: 1}}', "", ""),
        (
            "facts: facts.yaml",
            "facts: facts.yaml\nrepository: {url: https://dev.azure.com/x/y}",
            "unused-setting",
            "suggest a change",
        ),
        ("facts: facts.yaml", "facts: facts.yaml\nrepository: {url: https://gitlab.example.org/x/y}", "", ""),
        ("facts: facts.yaml", "facts: facts.yaml\nrepository: {url: https://sr.ht/x, edit: '{url}/{path}'}", "", ""),
    ],
)
def test_names_that_lead_nowhere(old: str, new: str, rule: str, message: str, tmp_path: Path) -> None:
    page = {"procedures/office/open.md": "---\ntitle: Open\n---\n\nOpen.\n"}
    read = project(tmp_path, page, {"sopgen.yaml": BASE["sopgen.yaml"].replace(old, new)})
    assert [problem.rule for problem in read.problems] == ([rule] if rule else [])
    assert all(message in problem.message and problem.hint for problem in read.problems)


def test_a_folder_of_static_that_is_no_site(tmp_path: Path) -> None:
    files = {"static/hepl/CNAME": "help.example\n", "static/help/CNAME": "help.example\n", "static/logo.svg": "<svg/>"}
    [problem] = project(tmp_path, files).problems
    assert (problem.rule, problem.place.path, problem.hint) == ("unused-setting", "static/hepl", "did you mean `help`?")


def test_the_themes_are_those_in_the_folder() -> None:
    folder = Path(__file__).parents[1] / "themes"
    assert sorted(THEMES) == sorted(theme.name for theme in folder.iterdir() if theme.is_dir())


def test_today_is_that_of_the_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the zone of the machine: these two are 25 hours apart, so that it is never the same day in both."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert today("Pacific/Pago_Pago") < today("Pacific/Kiritimati")
