"""YAML as people write it: values stay text, each mistake has its place and a hint that mends it."""

from __future__ import annotations

import subprocess
import sys

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
        ("title: 'open", 1, 8, "yaml", "quotes in pairs: title: 'open'"),
        ("name: Room #5", 1, 12, "yaml-comment", 'name: "Room #5"'),
        ("tags:\n  - Room #5 and #6", 2, 10, "yaml-comment", '- "Room #5 and #6"'),
        ("a: 1\nb: 2\na: 3", 3, 1, "duplicate-key", "line 1"),
        ("? [a, b]\n: c", 1, 3, "yaml", ""),
        ("a: \x01", 1, 4, "yaml", "control character"),
    ],
)
def test_mistakes_have_a_place_and_a_hint(text: str, line: int, column: int, rule: str, hint: str) -> None:
    finding = read(text, "x.yaml").findings[0]
    assert (finding.place.line, finding.place.column, finding.rule) == (line, column, rule)
    assert hint in finding.hint


FLOWS = "languages: [en, it]\nsites: {a: {title: A}, b: {title: B}}\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ('title: "Hello" world', 3, 8, 'title: "\\"Hello\\" world"'),
        ("title: 'Hello' world", 3, 8, "title: \"'Hello' world\""),
        ('title: "Hello', 3, 8, 'title: "Hello"'),
        ('title: "Hello\nid: "7"', 3, 8, 'title: "Hello"'),
        ("a:\n name: A\n   model: B\n   picture: C", 5, 4, "the same indent:  model: B"),
        ("tags: [one, two", 3, 7, "write ] at its end"),
        ("tags: [one,\n  two", 3, 7, "write ] at its end"),
        ("tags: [one,\n  two\nid: 7", 3, 7, "write ] at its end"),
        ("text: {en: A, it: B", 3, 7, "write } at its end"),
        ('text: {\n  en: "A" B,\n  it: C\n}', 4, 7, 'en: "\\"A\\" B",'),
        ("y: {name: {{ facts.x }}, it: B}", 3, 12, 'y: {name: "{{ facts.x }}", it: B}'),
        ("y: {name: {{ facts.x }} a visit, it: B}", 3, 4, 'y: {name: "{{ facts.x }} a visit", it: B}'),
        ("title\nid: 7", 3, 1, "key: value"),
        ("title: *home", 3, 8, 'title: "*home"'),
        ("title: ]x", 3, 8, "look here"),
    ],
)
@pytest.mark.parametrize("after", ["", "\norder: [1, 2]\nrules: {x: off}"], ids=["last", "before-others"])
def test_one_mistake_is_named_once_on_its_own_line(text: str, line: int, column: int, hint: str, after: str) -> None:
    found = read(FLOWS + text + after, "x.yaml").findings
    assert [(one.place.line, one.place.column) for one in found] == [(line, column)], found
    assert hint in found[0].hint


@pytest.mark.parametrize(
    "text",
    ["a: b # c", "a: b  #", "a: [b] # c", 'a: "Room #5"', "a: Room#5", "a: # 5\n  b: c", "a: x # 5"],
)
def test_comments_are_left_alone(text: str) -> None:
    assert read(text, "x.yaml").findings == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("[null, ~, a]", ["null", "~", "a"]), ("[a, '']", ["a", ""]), ("- a\n-", ["a", None]), ("{a: null}", {"a": None})],
)
def test_null_in_a_list_is_a_word(text: str, value: object) -> None:
    assert read(text, "x.yaml").value == value


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


DEEP = (
    *("[" * 50_000 + "]" * 50_000, "[" * 100_000, "{a: " * 25_000, "- " * 50_000 + "a", "? " * 50_000, "-\t" * 50_000),
    *("\n".join(" " * n + sign for n in range(2000)) for sign in ("b:", "-", "?", "- - -", "b: [", "b: {c: [")),
    "a:\n" + "\n".join(" " * n + "- b:" for n in range(0, 4000, 2)),
)
READ_THEM = """
import sys
from sopgen.yaml_source import read
for text in sys.stdin.read().split("\\0"):
    print(read(text, "x.yaml").findings[0].message)
"""


def test_depth_is_a_problem_and_no_fault_of_the_system() -> None:
    """In a process of its own: composing the first of these once ended Python itself."""
    done = subprocess.run([sys.executable, "-c", READ_THEM], input="\0".join(DEEP), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.count("nested too deeply") >= len(DEEP) - 3  # a few cannot be read before that


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
