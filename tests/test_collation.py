"""Under which letter words stand, and in which order, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.collation import letter_of, sort_key
from sopgen.edition import make_edition, pages
from tests.projects import BASE, project


@pytest.mark.parametrize(
    ("words", "language", "letter"),
    [
        # what must be left alone first
        ("Prices", "en", "P"),
        ("prices", "en", "P"),
        ("“Quoted” words", "en", "Q"),
        ("112 for help", "en", "0–9"),
        ("…", "en", "0–9"),
        ("", "en", "0–9"),
        ("Échelle", "fr", "E"),
        ("École", "it", "E"),
        ("Àrea", "ca", "A"),
        ("Çalışma", "ca", "C"),
        ("Ακυρώστε", "el", "Α"),
        ("Άδεια", "el", "Α"),
        ("ώρες", "el", "Ω"),
        ("Serenetta", "el", "S"),
        ("Ñandú", "es", "Ñ"),
        ("Ñandú", "it", "N"),
        ("Ärende", "sv", "Ä"),
        ("Ärger", "de", "A"),
        ("Øre", "da", "Ø"),
        ("Øre", "de", "O"),
        ("Łódź", "pl", "Ł"),
        ("Łódź", "en", "L"),
        ("ılık", "tr", "I"),
        ("İzin", "tr", "İ"),
        ("ёлка", "ru", "Е"),
        ("йод", "ru", "Й"),
    ],
)
def test_letter(words: str, language: str, letter: str) -> None:
    assert letter_of(words, language) == letter


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("en", ["apple", "Àrea", "Banana", "zoo", "Ωmega", "112"]),
        ("el", ["Αθήνα", "Άλφα", "Βάρος", "Ώρες", "Apple", "zoo"]),
        ("en", ["Clean 2 rooms", "Clean the hall", "Cleaning"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("sv", ["zebra", "ål", "ärlig", "öppen"]),
        ("de", ["Ärger", "Öl", "Zebra"]),
        ("ru", ["Ёлка", "Ель", "Жук", "apple"]),
    ],
)
def test_order(language: str, ordered: list[str]) -> None:
    assert sorted({*ordered}, key=lambda words: sort_key(words, language)) == ordered


def test_menus_and_lists_are_in_the_order_of_the_language(tmp_path: Path) -> None:
    titles = {"a": "Ώρες", "b": "Άδεια", "c": "Βάρδιες", "d": "Έλεγχος"}
    head = "---\nstatus: approved\naudience: customer\ntype: article\ndescription: Κείμενο.\n"
    settings = BASE["sopgen.yaml"].replace("[en, it]", "[en, it, el]")
    files = {f"procedures/x/{name}.el.md": f"{head}title: {title}\n---\nΚείμενο.\n" for name, title in titles.items()}
    files |= {f"procedures/x/{name}.md": f"{head}title: {name.upper()}\n---\nText.\n" for name in titles}
    library = project(tmp_path, {"sopgen.yaml": settings}, files).library
    assert library is not None
    lists = make_edition(library, "help", "el").lists
    assert [key for key in lists.order if key.startswith("x/")] == ["x/b", "x/c", "x/d", "x/a"]
    assert [e.meta.title for e in lists.shown if e.section == "x"] == ["Άδεια", "Βάρδιες", "Έλεγχος", "Ώρες"]


def test_every_document_stands_under_its_letter(tmp_path: Path) -> None:
    read = project(tmp_path, {})
    library = read.library
    assert library is not None
    edition = make_edition(library, "handbook", "en")
    (page,) = [page for page in pages(edition, read.body) if page.template == "a-z"]
    titles = [card.title for group in page.groups for card in group.cards]
    shown = [entry.meta.title for entry in edition.routes.entries.values() if not entry.index]
    assert set(shown) <= set(titles) and len(titles) == len(set(titles))
    assert all(card.title.startswith(group.title) for group in page.groups for card in group.cards)
