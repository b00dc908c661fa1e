"""`sopgen.yaml`: every mistake at once, each with its place; long lists in files of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sopgen.config import find, read_config, today
from sopgen.model import SopgenError
from tests.projects import AS_OF, BASE, write


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
