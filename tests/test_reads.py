"""What is read of tables, lists and the navigation is noted, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sopgen.reads import NAVIGATION, Branch, Reader, Row, Watched, WatchedList
from sopgen.view import NavItem

ROWS = {"keys": 1, "lamps": 2}
Table = Watched[str, int]
ALL = Row("table", None)
READINGS: list[tuple[Callable[[Table], object], object, set[Row]]] = [
    (lambda table: table["keys"], 1, {Row("table", "keys")}),
    (lambda table: table.get("keys"), 1, {Row("table", "keys")}),
    (lambda table: table.get("doors", 7), 7, {Row("table", "doors")}),
    (lambda table: "lamps" in table, True, {Row("table", "lamps")}),
    (lambda table: "doors" in table, False, {Row("table", "doors")}),
    (lambda table: [*table], ["keys", "lamps"], {ALL}),
    (lambda table: len(table), 2, {ALL}),
    (lambda table: bool(table), True, {ALL}),
    (lambda table: [*table.keys()], ["keys", "lamps"], {ALL}),
    (lambda table: [*table.values()], [1, 2], {ALL}),
    (lambda table: dict(table.items()), ROWS, {ALL}),
    (lambda table: table == ROWS, True, {ALL}),
]


@pytest.mark.parametrize(("read", "found", "noted"), READINGS)
def test_a_table_notes_what_is_read_of_it(read: Callable[[Table], object], found: object, noted: set[Row]) -> None:
    reader = Reader()
    table = Watched("table", ROWS, reader)
    with reader.noting() as rows:
        assert read(table) == found
    assert rows >= noted
    assert {row for row in rows if row.key is None} == noted & {ALL}


def test_a_list_is_read_as_a_whole() -> None:
    reader = Reader()
    values = WatchedList("list", [1, 2], reader)
    for read in (lambda: [*values], lambda: values[0], lambda: values[:1], lambda: len(values), lambda: 2 in values):
        with reader.noting() as rows:
            read()
        assert rows == {Row("list", None)}


def test_the_navigation_notes_where_one_looks_further_down() -> None:
    reader = Reader()
    tree = NavItem("Tools", "tools/", "tools", (NavItem("Keys", "tools/keys/", "tools/keys"),), "What we use", "en")
    branch = Branch(tree, reader)
    with reader.noting() as rows:
        assert (branch.title, branch.url, branch.key, branch.description, branch.language) == (
            ("Tools", "tools/", "tools", "What we use", "en")
        )
    assert rows == set()
    with reader.noting() as rows:
        assert [child.title for child in branch.children] == ["Keys"]
    assert rows == {Row(NAVIGATION, "tools")}


def test_who_notes_around_a_reading_notes_it_too() -> None:
    reader = Reader()
    table = Watched("table", ROWS, reader)
    with reader.noting() as outer:
        table["keys"]
        with reader.noting() as inner:
            table["lamps"]
    assert inner == {Row("table", "lamps")}
    assert outer == {Row("table", "keys"), Row("table", "lamps")}
