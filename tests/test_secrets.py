"""Notices and terms that are for staff only: a page for customers that says them stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import BASE, problems

NOTICES = """\
notices:
  - {text: {en: The inspector comes today., it: Oggi ispezione.}, until: 2026-12-31}
  - {text: We close at noon., until: 2026-12-31}
  - {text: We close at noon., until: 2026-12-31, audience: customer}
"""
TERMS = """\
- {prefer: colleague, avoid: [dog body], why: It hurt somebody., audience: staff}
- {prefer: key safe, meaning: A safe for keys., avoid: [lock box], why: We lost a case in court.}
- {prefer: set of keys, meaning: A safe for keys., avoid: [key safe], why: A safe for keys., audience: staff}
"""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        # left alone: what customers are told too, a word that they may say themselves
        ("We close at noon.", ""),
        ("A safe for keys.", ""),
        ("**lock box**", ""),
        ("**key safe**", ""),
        ("The inspector never comes today.", ""),
        # for staff only
        ("The inspector comes today.", "a notice"),
        ("**Oggi ispezione.**", "a notice"),
        ("**dog body**", "a word to avoid of the term colleague"),
        ("It hurt somebody.", "the reason of the term colleague"),
        ("We lost a case in court.", "the reason of the term key safe"),
    ],
)
def test_what_is_for_staff_only(text: str, what: str, tmp_path: Path) -> None:
    files = {
        "sopgen.yaml": BASE["sopgen.yaml"] + NOTICES,
        "terms.yaml": TERMS,
        "procedures/hours.md": BASE["procedures/hours.md"] + f"\n{text}\n",
    }
    leaks = {one.message.partition("”: ")[2] for one in problems(tmp_path, files) if one.rule == "audience-leak"}
    assert leaks == ({f"{what}, which is for staff only"} if what else set())
