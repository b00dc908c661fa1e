"""Changes that are certainly right: what they leave alone, that they come to an end, and that none does harm."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopgen.fix import Mended, applied, difference, mend
from sopgen.model import Edit, Place, Problem

PATH = "procedures/a.md"


def edit(line: int, column: int, old: str, new: str) -> tuple[Edit, ...]:
    return (Edit(Place(PATH, line, column, column + len(old)), old, new),)


CASES = {
    "a word": ("Please go.\n", [edit(1, 1, "Please go", "Go")], "Go.\n"),
    "two on a line": ("a b c\n", [edit(1, 1, "a", "xx"), edit(1, 5, "c", "yyy")], "xx b yyy\n"),
    "Windows line ends": ("a\r\nb\r\n", [edit(2, 1, "b", "c")], "a\r\nc\r\n"),
    "old Mac line ends": ("a\rb\r", [edit(2, 1, "b", "c")], "a\rc\r"),
    "no end of line": ("a\nb", [edit(2, 1, "b", "c")], "a\nc"),
    "a byte order mark": ("\ufeffa b\n", [edit(1, 3, "b", "c")], "\ufeffa c\n"),
    "other line ends count for none": ("a\x0bb\u2028c\n", [edit(1, 5, "c", "d")], "a\x0bb\u2028d\n"),
    "an emoji is one column": ("👍🏽 b\n", [edit(1, 4, "b", "c")], "👍🏽 c\n"),
    "other words stand there": ("a b\n", [edit(1, 1, "x", "y")], "a b\n"),
    "no such line": ("a\n", [edit(7, 1, "a", "y")], "a\n"),
    "one over the other": ("abc\n", [edit(1, 1, "ab", "x"), edit(1, 2, "bc", "y")], "xc\n"),
    "one beside the other": ("abcd\n", [edit(1, 1, "ab", "x"), edit(1, 3, "cd", "y")], "xcd\n"),
    "all of a group or none": ("a b\n", [edit(1, 1, "a", "x") + edit(1, 3, "c", "y")], "a b\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_applied(name: str) -> None:
    before, edits, after = CASES[name]
    assert applied(before.encode(), edits) == after.encode()


def test_what_is_not_utf8_stays() -> None:
    assert applied(b"\xff a\n", [edit(1, 3, "a", "b")]) == b"\xff a\n"


def judge(text: str, words: dict[str, str], harmful: str = "\0") -> tuple[Problem, ...]:
    """A checker that knows some words, and what to write instead; and one word that must not be there."""

    def found() -> Iterator[Problem]:
        for number, line in enumerate(text.split("\n"), 1):
            for word, better in words.items():
                for match in re.finditer(rf"\b{word}\b", line):
                    place = Place(PATH, number, match.start() + 1, match.end() + 1)
                    yield Problem(place, word, "warning", word, "", (Edit(place, word, better),), certain=True)
            if harmful in line:
                yield Problem(Place(PATH, number), "harm", "error", "harm")

    return tuple(found())


def mended(text: str, words: dict[str, str], harmful: str = "\0") -> Mended:
    return mend(lambda _: text.encode(), lambda now: judge(now.get(PATH, text.encode()).decode(), words, harmful))


def after(text: str, words: dict[str, str], harmful: str = "\0") -> str:
    changes = mended(text, words, harmful).changes
    return changes[PATH][1].decode() if PATH in changes else text


def test_what_overlaps_is_mended_in_the_next_round() -> None:
    assert after("aa bb\n", {"aa bb": "bb", "bb": "b"}) == "b\n"


def test_a_change_that_lays_open_another_problem_is_left_out() -> None:
    assert after("aa\n", {"aa": "bb", "bb": "cc"}) == "aa\n"


def test_two_rules_at_odds_come_to_an_end() -> None:
    assert after("aa\n", {"aa": "bb", "bb": "aa"}) in ("aa\n", "bb\n")


def test_what_would_do_harm_is_left_out_and_the_rest_is_done() -> None:
    assert after("aa\nbb\naa\n", {"aa": "xx", "bb": "harm"}, "harm") == "xx\nbb\nxx\n"


def test_what_does_harm_only_together_is_left_out() -> None:
    assert after("aa-bb\n", {"aa": "ha", "bb": "rm"}, "ha-rm") == "aa-bb\n"


def test_nothing_to_do_is_no_change() -> None:
    assert mended("aa\n", {}) == Mended({}, (), 0)


WORDS = {"aa": "bb", "cc": "", "dd": "aa", "ee": "harm"}


@given(st.lists(st.sampled_from([*WORDS, "bb", "zz", "\n", "ä", "👍"]), max_size=12).map(" ".join))
def test_a_mended_file_has_nothing_left_to_mend_and_nothing_new(text: str) -> None:
    once = after(text, WORDS, "harm")
    assert after(once, WORDS, "harm") == once
    had = {problem.rule for problem in judge(text, WORDS, "harm")}
    left = {problem.rule for problem in judge(once, WORDS, "harm")}
    assert "harm" not in left - had
    assert left <= had
    assert once.count("\n") == text.count("\n")


def test_difference() -> None:
    assert difference("a.md", b"a\nb\n", b"a\nc") == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n\\ No newline at end of file\n"
    )
