"""The server's own pages: the start page, problems, what is not there; and the bar that it puts on pages of a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from unicodedata import combining, east_asian_width
from urllib.parse import quote

from sopgen.model import Place, Problem
from sopgen.rules import RULES
from sopgen.server.snapshot import SiteFiles, Snapshot

ALL_THE_SAME = "show"
"""The query that asks for a page in spite of its problems."""
SHOWN = 200

_WORDS = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}


def counted(problems: Iterable[Problem]) -> str:
    """ "2 errors, 1 warning"; "" where there is none."""
    found = [problem.severity for problem in problems]
    numbers = [(found.count(severity), words) for severity, words in _WORDS.items()]  # type: ignore[arg-type]  # its keys
    return ", ".join(f"{number} {words[number != 1]}" for number, words in numbers if number)


def _page(title: str, body: str, script: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="robots" content="noindex">\n'
        f'<link rel="stylesheet" href="/-/server.css">\n{script}</head>\n'
        f'<body class="sopgen">\n<main>\n<h1>{escape(title)}</h1>\n{body}</main>\n</body>\n</html>\n'
    )


def start_page(snapshot: Snapshot, script: str) -> str:
    """The sites there are, and how the project is doing."""
    items = "".join(_site_item(name, site) for name, site in snapshot.sites.items())
    state = counted(snapshot.problems)
    link = f'<a href="/-/problems">{state}</a>' if state else "no problems"
    body = f'<ul class="sites">\n{items}</ul>\n<p>Drafts are shown here. The project has {link}.</p>\n'
    return _page("Your sites", body, script)


def _site_item(name: str, site: SiteFiles) -> str:
    readers = {"staff": "for staff", "customer": "for customers"}[site.audience]
    about = f' <span lang="{escape(site.language)}">{escape(site.description)}</span>' if site.description else ""
    link = f'<a href="/{quote(name)}/" lang="{escape(site.language)}">{escape(site.title)}</a>'
    return f"<li>{link} <span>({readers})</span>{about}</li>\n"


def stopped_page(snapshot: Snapshot, script: str, anyway: bool) -> str:
    """What keeps all sites from being built. anyway: this page was built before and can still be shown."""
    body = "<p>Nothing can be built until this is mended. This page comes back by itself then.</p>\n"
    return _page("The project cannot be built", body + _anyway(anyway) + listed(snapshot.stopped, snapshot), script)


def broken_page(problems: Sequence[Problem], snapshot: Snapshot, script: str) -> str:
    """The errors of one page, in its place."""
    number = len(problems)
    rest = len(snapshot.errors) - number
    other = (
        f'<p><a href="/-/problems">All problems of the project</a> ({rest} more of them errors).</p>\n' if rest else ""
    )
    them = "it is" if number == 1 else "they are"
    body = f"<p>This page comes back by itself when {them} mended.</p>\n" + _anyway(True)
    title = "This page has an error" if number == 1 else f"This page has {number} errors"
    return _page(title, body + listed(problems, snapshot) + other, script)


def problems_page(snapshot: Snapshot, script: str) -> str:
    """All problems of the project, worst first."""
    order = list(_WORDS)
    problems = sorted({*snapshot.stopped, *snapshot.problems}, key=lambda found: (order.index(found.severity), found))
    home = '<p><a href="/">Your sites</a></p>\n'
    if not problems:
        return _page("No problems", home, script)
    return _page(f"Problems: {counted(problems)}", home + listed(problems, snapshot), script)


def missing_page(script: str) -> str:
    return _page("There is no such page", '<p><a href="/">Your sites</a></p>\n', script)


def bar(snapshot: Snapshot) -> str:
    """A line on top of every page of a site, while the project has errors."""
    number = len(snapshot.errors)
    if not number:
        return ""
    said = "1 error keeps" if number == 1 else f"{number} errors keep"
    return (
        '<aside class="sopgen-bar" lang="en" aria-label="sopgen">'
        f'<p>{said} these sites from being published. <a href="/-/problems">What to mend</a></p></aside>'
    )


def _anyway(there: bool) -> str:
    return f'<p><a href="?{ALL_THE_SAME}">Show the page as it was last read</a></p>\n' if there else ""


def listed(problems: Sequence[Problem], snapshot: Snapshot) -> str:
    """Problems in the order given, each with its source line and a caret under the place."""
    pieces: list[str] = []
    for path, group in groupby(problems[:SHOWN], key=lambda problem: problem.place.path):
        pieces.append(
            f"<h2>{escape(path)}</h2>\n<ol>\n{''.join(_item(found, snapshot.lines) for found in group)}</ol>\n"
        )
    if len(problems) > SHOWN:
        pieces.append(f"<p>{len(problems) - SHOWN} more: <code>sopgen check</code> lists them all.</p>\n")
    return "".join(pieces)


def _item(problem: Problem, lines: Mapping[Place, str]) -> str:
    place = problem.place
    where = f"<code>{escape(place.path)}:{place.line}:{place.column}</code> " if problem.rule in RULES else ""
    said = (
        f'<p>{where}<strong class="{problem.severity}">{problem.severity}</strong>: '
        f"{escape(problem.message)} <code>[{escape(problem.rule)}]</code></p>\n"
    )
    source = f"<pre>{_excerpt(lines[place], place)}</pre>\n" if where and lines.get(place, "").strip() else ""
    hint = f'<p class="hint">What to do: {escape(problem.hint)}</p>\n' if problem.hint else ""
    return f"<li>\n{said}{source}{hint}</li>\n"


def _excerpt(line: str, place: Place, width: int = 100) -> str:
    """The source line, the place marked in it, and a caret under its beginning; of a long line the part around it."""
    line = "".join(char if char.isprintable() else " " for char in line)
    at = min(max(place.column - 1, 0), len(line))
    start = 0 if len(line) <= width else max(0, min(at - width // 2, len(line) - width))
    end = min(max(place.end_column - 1, at + 1), start + width)
    before, marked, after = line[start:at], line[at:end], line[end : start + width]
    caret = " " * sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in before)
    shown = f"{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}"
    return f'<code>{shown}</code>\n<span aria-hidden="true">{caret}^</span>'
