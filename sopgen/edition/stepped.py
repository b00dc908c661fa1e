"""A document with steps: what its page says of them all, and what a browser keeps of the work done."""

from __future__ import annotations

import re

from sopgen.edition.scope import PageScope
from sopgen.edition.step_times import count, in_words, role_link, times
from sopgen.edition.steps import (
    NEED,
    STEPS,
    Outline,
    Section,
    changed,
    digest,
    of_section,
    read,
    section_of,
    with_class,
)
from sopgen.profiles import Profile
from sopgen.view import Link, Steps

KINDS = frozenset({"procedure", "guide"})
"""Types of documents whose numbered lists are steps to tick."""
_FACTS = re.compile(r'\s*<p class="step-facts"[^>]*>.*?</p>')


def with_steps(body: str, scope: PageScope, sheet: str) -> tuple[str, Steps | None]:
    """The text of a procedure or guide with its steps and what it needs marked to be ticked, warnings tied to their
    step; and what is said of its steps, None where it has none. sheet: the address of its run sheet."""
    meta = scope.page.meta
    if meta.type not in KINDS:
        return body, None
    outline, profile = read(body, scope.page.language), scope.library.config.profiles.get(meta.type, ())
    if not outline.steps:
        return body, None
    section = section_of(outline, profile, {STEPS})
    steps = of_section(outline, section)
    changes = [*outline.changes, *need_changes(body, outline, profile)]
    changes += (with_class(body, step.start, "to-tick") for step in steps)
    taken = times(steps, outline.sections)
    language = scope.frame.language
    at, end = _around(body, section)
    return changed(body, changes), Steps(
        count=count(steps),
        time=in_words(taken.whole, language),
        complete=taken.complete,
        by_role=tuple(
            Link(to.title, to.url, label=in_words(time, language))
            for role, time in taken.by_role
            if (to := role_link(role, "roles", scope.library, scope.routes))
        ),
        name=meta.id or scope.page.record.key,
        state=f"{meta.version}-{digest(body, steps)}",
        begin=at + sum(len(new) for place, new in changes if place < at),
        end=end + sum(len(new) for place, new in changes if place < end),
        sheet=sheet,
    )


def need_changes(body: str, outline: Outline, profile: Profile) -> list[tuple[int, str]]:
    """The changes that mark the lists of what to have at hand."""
    need = section_of(outline, profile, NEED)
    return [with_class(body, at, "need") for at in outline.lists if need and need.start <= at < need.end]


def _around(body: str, section: Section | None) -> tuple[int, int]:
    """Where the steps begin, below their heading and its time, and where they end."""
    if section is None:
        return 0, len(body)
    facts = _FACTS.match(body, section.start)
    begin = facts.end() if facts else section.start
    return begin, section.end if section.whole else begin
