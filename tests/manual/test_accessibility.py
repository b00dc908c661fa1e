"""The manual's page on accessibility: every criterion of WCAG 2.2, once, and every test that it names is there."""

from __future__ import annotations

import re

from sopgen.manual import HERE
from tests.conftest import REPOSITORY

PAGE = HERE / "procedures" / "about" / "accessibility.md"
ROW = re.compile(r"^\| (\d\.\d\.\d+) (A{1,2}) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)

# Levels A and AA of the recommendation; 4.1.1 is no criterion any more.
A = re.findall(
    r"\S+",
    """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2""",
)
AA = re.findall(
    r"\S+",
    """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8
3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3""",
)


def test_every_criterion_stands_there_once_with_its_level() -> None:
    found = [(number, level) for number, level, *_ in ROW.findall(PAGE.read_text("utf-8"))]
    assert len(found) == len(A) + len(AA) == 55
    assert dict(found) == {**dict.fromkeys(A, "A"), **dict.fromkeys(AA, "AA")}


def test_every_test_that_it_names_is_there() -> None:
    named = 0
    for number, _, _, kept, tests in ROW.findall(PAGE.read_text("utf-8")):
        paths = re.findall(r"`([^`]+)`", tests)
        assert paths or tests == "–", number
        assert paths or re.search("Yours|person|not apply|Known from|no test", kept), f"{number}: who proves it?"
        for path in paths:
            named += 1
            assert (REPOSITORY / path).exists(), f"{number}: {path}"
    assert named > 50
