"""How many steps there are, how long they take, and whose they are: counted, and in words beside the step."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import cast

from msgspec import Struct

from sopgen.edition.scope import PageScope, in_language
from sopgen.edition.steps import Section, Step, Tab
from sopgen.formats import Duration, DurationUnit, format_duration, join_list
from sopgen.library import Library, Routes
from sopgen.model import StepRef
from sopgen.view import Link

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200, "year": 525600}
_PERIODS = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


def role_link(role: str, kind: str, library: Library, routes: Routes) -> Link:
    """A role's title in the reader's language, leading to its page on the staff site; on others without a page."""
    known = library.config.roles.get(role)
    title = known.title.get(routes.language, library.config.source_language) if known else role
    return Link(title, routes.pages.get(f"{kind}/{role}", ""))


def step_facts_html(piece: StepRef, scope: PageScope) -> str:
    """The time of a step and whose it is, in the reader's language. Roles are the staff's matter alone."""
    shown, said = [], ""
    if piece.count:
        time = html.escape(in_words(((piece.count, piece.unit),), scope.frame.language))
        shown.append(f'<time class="step-time" datetime="{_PERIODS[piece.unit].format(piece.count)}">{time}</time>')
        said += f' data-time="{piece.count} {piece.unit}"'
    if piece.roles and scope.routes.audience == "staff":
        for role in piece.roles:
            to = role_link(role, "roles", scope.library, scope.routes)
            href = f' href="{html.escape(scope.href(to.url))}"' if to.url else ""
            shown.append(f'<a class="step-role"{href}>{html.escape(to.title)}</a>')
        said += f' data-roles="{html.escape(" ".join(piece.roles))}"'
    lang = in_language(scope.frame.language, scope.page.language)
    return f'<p class="step-facts"{said}{lang}>{" ".join(shown)}</p>' if shown else ""


def in_words(time: Iterable[tuple[int, str]], language: str) -> str:
    """Times of different units as one: "1 hour and 35 minutes"."""
    return join_list([format_duration(Duration(n, cast(DurationUnit, unit)), language) for n, unit in time], language)


def count(steps: Iterable[Step]) -> int:
    """How many steps a reader does: of tabs those of the longest one."""
    alone = 0
    tabs: dict[int, dict[int, int]] = {}
    for step in steps:
        if step.tab is None:
            alone += 1
        else:
            group = tabs.setdefault(step.tab[0], {})
            group[step.tab[1]] = group.get(step.tab[1], 0) + 1
    return alone + sum(max(group.values()) for group in tabs.values())


class Times(Struct, frozen=True):
    """What steps take together. whole: (count, unit) longest unit first; by_role: the same for each role that does
    them, in the order of the text; complete: every step has a time, its own or that of its part."""

    whole: tuple[tuple[int, str], ...]
    by_role: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    complete: bool


def times(steps: Iterable[Step], sections: tuple[Section, ...]) -> Times:
    """Adds times up: that of a part counts for all steps in it; of tabs only the longest counts."""
    said: list[tuple[Tab | None, tuple[int, str], tuple[str, ...]]] = []
    roles: dict[str, None] = {}
    parts: set[int] = set()
    complete = True
    for step in steps:
        above = [index for index in step.parts if sections[index].given.time]
        own = step.given.roles or next((s for index in reversed(step.parts) if (s := sections[index].given.roles)), ())
        roles.update(dict.fromkeys(own))
        if above:
            given = sections[above[0]].given
            if above[0] not in parts and given.time:
                said.append((sections[above[0]].tab, given.time, given.roles or own))
            parts.add(above[0])
        elif step.given.time:
            said.append((step.tab, step.given.time, own))
        else:
            complete = False
    by_role = tuple((role, _sum((tab, time) for tab, time, whose in said if role in whose)) for role in roles)
    return Times(_sum((tab, time) for tab, time, _ in said), by_role, complete)


def _sum(said: Iterable[tuple[Tab | None, tuple[int, str]]]) -> tuple[tuple[int, str], ...]:
    alone: list[tuple[int, str]] = []
    tabs: dict[int, dict[int, list[tuple[int, str]]]] = {}
    for tab, time in said:
        if tab is None:
            alone.append(time)
        else:
            tabs.setdefault(tab[0], {}).setdefault(tab[1], []).append(time)
    for group in tabs.values():
        alone += max(group.values(), key=lambda given: sum(number * _MINUTES[unit] for number, unit in given))
    totals: dict[str, int] = {}
    for number, unit in alone:
        if unit == "hour":
            number, unit = number * 60, "minute"
        totals[unit] = totals.get(unit, 0) + number
    hours, minutes = divmod(totals.pop("minute", 0), 60)
    totals |= {"hour": hours, "minute": minutes}
    longest_first = sorted(totals.items(), key=lambda total: -_MINUTES[total[0]])
    return tuple((number, unit) for unit, number in longest_first if number)
