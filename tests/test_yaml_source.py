"""YAML as people write it: values stay text, each mistake has its place and a hint that mends it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.yaml_source import read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("version: 1.10", {"version": "1.10"}),
        ("opens: 18:00", {"opens": "18:00"}),
        ("number: 0039", {"number": "0039"}),
        ("number: 02 5550 0130", {"number": "02 5550 0130"}),
        ("language: no", {"language": "no"}),
        ("on: yes", {"on": "yes"}),
        ("day: 2026-09-01", {"day": "2026-09-01"}),
        ("size: 1_000", {"size": "1_000"}),
        ("hex: 0x1F", {"hex": "0x1F"}),
        ('quoted: "1.10"', {"quoted": "1.10"}),
        ("empty:", {"empty": None}),
        ('text: ""', {"text": ""}),
        ("list: [a, 1, no]", {"list": ["a", "1", "no"]}),
        ("a: &x {en: Hi}\nb: *x", {"a": {"en": "Hi"}, "b": {"en": "Hi"}}),
        ("base: &b {k: 1, l: 2}\nown: {<<: *b, l: 3}", {"base": {"k": "1", "l": "2"}, "own": {"k": "1", "l": "3"}}),
        ("", None),
        ("# only a comment", None),
    ],
)
def test_scalars_stay_as_written(text: str, value: object) -> None:
    tree = read(text, "x.yaml")
    assert (tree.value, tree.findings) == (value, ())


@pytest.mark.parametrize(
    ("text", "line", "column", "rule", "hint"),
    [
        ("title: Refund: what", 1, 14, "yaml", 'title: "Refund: what"'),
        ("a: 1\n- title: Refund: what", 2, 1, "yaml", ""),
        ("a: 1\n\tb: 2", 2, 1, "yaml", "spaces"),
        ("fee: {{ facts.fee }} a visit", 1, 6, "yaml", 'fee: "{{ facts.fee }} a visit"'),
        ("title: [Draft] Refund", 1, 8, "yaml", 'title: "[Draft] Refund"'),
        ("title: *Important*", 1, 8, "yaml", 'title: "*Important*"'),
        ("title: @home", 1, 8, "yaml", 'title: "@home"'),
        ("title: %d", 1, 8, "yaml", 'title: "%d"'),
        ("title: !Careful now", 1, 8, "yaml", 'title: "!Careful now"'),
        ("title: 'open", 1, 13, "yaml", "quotes in pairs"),
        ("a: 1\nb: 2\na: 3", 3, 1, "duplicate-key", "line 1"),
        ("? [a, b]\n: c", 1, 3, "yaml", ""),
        ("a: \x01", 1, 4, "yaml", "control character"),
    ],
)
def test_mistakes_have_a_place_and_a_hint(text: str, line: int, column: int, rule: str, hint: str) -> None:
    finding = read(text, "x.yaml").findings[0]
    assert (finding.place.line, finding.place.column, finding.rule) == (line, column, rule)
    assert hint in finding.hint


def test_several_mistakes_are_reported_in_one_run() -> None:
    text = "title: One: two\nid: 7\nfee: {{ x }} y\nowner: me"
    tree = read(text, "x.yaml", first_line=2)
    assert [finding.place.line for finding in tree.findings] == [2, 4]
    assert tree.value == {"id": "7", "owner": "me"}


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]",
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]" for i in range(9)),
        "[" * 500,
        "a:\n" + "\n".join(" " * n + "b:" for n in range(1, 200)),
    ],
    ids=["ring", "bomb", "brackets", "deep"],
)
def test_values_that_grow_without_end_are_named(text: str) -> None:
    assert read(text, "x.yaml").findings


@given(st.text())
def test_any_text_gives_a_tree(text: str) -> None:
    tree = read(text, "x.yaml")
    assert tree.places.at("nowhere").path == "x.yaml"


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@, \n\t?", max_size=60))
def test_any_yaml_like_text_gives_a_tree_or_a_finding(text: str) -> None:
    tree = read(text, "x.yaml")
    for finding in tree.findings:
        assert 1 <= finding.place.line <= text.count("\n") + 2
        assert finding.place.column >= 1
