"""Dated notices: on which pages they stand, from when to when, for whom, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from tests.projects import BASE, problems, project

# the base is built as of 2026-11-21
BRANCHES = """\
milan: {name: Milan, country: IT, languages: [it, en], channels: [
  {id: milan-phone, kind: phone, audience: [staff, customer], label: Milan, number: "02 5550 0131"}]}
"""
BOTH = "audience: [staff, customer]"


def site(folder: Path, notices: str, name: str = "help") -> dict[str, LexborHTMLParser]:
    read = project(folder, {"sopgen.yaml": BASE["sopgen.yaml"] + f"notices:\n{notices}", "branches.yaml": BRANCHES})
    assert [p.message for p in read.problems if p.severity == "error"] == []
    outputs, findings, _ = render(read, (name,))
    assert list(findings) == []
    return {output.path: LexborHTMLParser(output.data) for output in outputs[name] if output.html}


def seen(page: LexborHTMLParser, hidden: bool = False) -> list[str]:
    """The words of the notices that a page shows without script, or of those that it holds back."""
    items = [item for item in page.css(".notices li") if ("hidden" in item.attributes) is hidden]
    return [" ".join(item.css_first(".notice-words").text(deep=True).split()) for item in items]


@pytest.mark.parametrize(
    ("days", "shown", "held"),
    [
        # over; far ahead
        ("until: 2026-11-20", False, False),
        ("from: 2026-11-01, until: 2026-11-20", False, False),
        ("from: 2027-01-21, until: 2027-02-01", False, False),
        # both days are included
        ("until: 2026-11-21", True, False),
        ("from: 2026-11-21, until: 2026-11-21", True, False),
        ("from: 2026-11-22, until: 2026-12-31", False, True),
        ("from: 2027-01-20, until: 2027-02-01", False, True),
    ],
)
def test_days(days: str, shown: bool, held: bool, tmp_path: Path) -> None:
    page = site(tmp_path, f"  - {{text: Closed., {days}, {BOTH}}}\n")["index.html"]
    assert (len(seen(page)), len(seen(page, hidden=True))) == (int(shown), int(held))
    board = page.css_first(".notices")
    assert (board is not None) is (shown or held)
    assert board is None or ("hidden" in board.attributes) is not shown, "an empty box is not seen"


def test_the_instants_are_midnight_where_the_organisation_is(tmp_path: Path) -> None:
    notices = f"  - {{text: Closed., from: 2026-10-24, until: 2027-03-28, {BOTH}}}\n"
    given = site(tmp_path, notices)["index.html"].css_first(".notices li").attributes
    assert given["data-begins"] == "2026-10-24T00:00:00+02:00"
    assert given["data-ends"] == "2027-03-29T00:00:00+02:00", "summer time begins on the last day"


@pytest.mark.parametrize(
    ("notice", "handbook", "help_centre"),
    [
        ("text: A", True, False),  # like a document: staff only where nothing says
        ("text: A, audience: staff", True, False),
        ("text: A, audience: customer", False, True),
        (f"text: A, {BOTH}", True, True),
    ],
)
def test_audience(notice: str, handbook: bool, help_centre: bool, tmp_path: Path) -> None:
    for name, expected in (("handbook", handbook), ("help", help_centre)):
        pages = site(tmp_path / name, f"  - {{{notice}, until: 2026-12-31, level: warning}}\n", name)
        document = "greet/index.html" if name == "handbook" else "hours/index.html"
        assert [bool(seen(pages[path])) for path in ("index.html", document)] == [expected] * 2


@pytest.mark.parametrize(
    ("notice", "pages"),
    [
        ("level: info", {"home", "contact"}),
        ("level: info, branches: milan", {"home", "contact", "branch"}),
        ("level: warning", {"home", "contact", "branch", "document", "ask", "404"}),
    ],
)
def test_pages(notice: str, pages: set[str], tmp_path: Path) -> None:
    made = site(tmp_path, f"  - {{text: A, until: 2026-12-31, audience: customer, {notice}}}\n")
    with_it = {
        page.css_first("body").attributes["class"].rpartition("page-")[2] for page in made.values() if seen(page)
    }
    assert with_it == pages if "info" in notice else with_it >= pages


def test_words_in_the_readers_language(tmp_path: Path) -> None:
    notices = (
        "  - {text: {en: Closed., it: Chiuso.}, until: 2027-01-06, audience: customer, link: hours}\n"
        "  - {text: Solo qui., until: 2027-01-06, audience: customer, languages: it, branches: milan, level: warning}\n"
    )
    pages = site(tmp_path, notices)
    assert seen(pages["index.html"]) == ["Closed. When we are open Until 6 January 2027"]
    assert seen(pages["it/index.html"]) == [
        "Milan: Solo qui. Fino al 6 gennaio 2027",
        "Chiuso. When we are open Fino al 6 gennaio 2027",
    ], "warnings first"
    links = [node.attributes["href"] for node in pages["it/index.html"].css(".notices a")]
    assert links == ["../it/branches/milan/", "../it/hours/"] or links == ["branches/milan/", "hours/"]


@pytest.mark.parametrize(
    ("notice", "rule", "severity", "message", "hint"),
    [
        ("until: 2026-12-31, link: https://example.org/", "", "", "", ""),
        ("until: 2026-12-31, link: hours, branches: milan", "", "", "", ""),
        ("until: 2026-12-31, link: http://example.org/", "", "", "", ""),
        ("until: 2026-11-21", "", "", "", ""),
        ("until: 2026-12-31, link: javascript://%0aalert(1)", "config", "error", "begins with javascript:", "address"),
        ("until: 2026-12-31, link: https://", "config", "error", "names no host", "or name a document"),
        ("until: 2026-12-31, link: hours://x y", "config", "error", "holds a space", "or name a document"),
        ("until: 2026-12-31, link: mailto:a@example.org", "notice", "error", "there is no document", ""),
        ("until: 2026-11-20", "notice-over", "info", "this notice is over since 2026-11-21", ""),
        ("until: 2026-12-31, link: huors", "notice", "error", "there is no document `huors`", "did you mean `hours`?"),
        ("until: 2026-12-31, link: CS-001", "notice", "error", "`CS-001` is for staff only", ""),
        ("until: 2026-12-31, branches: milano", "notice", "error", "no branch `milano`", "did you mean `milan`?"),
        ("until: 2026-12-31, level: alarm", "config", "error", "`alarm` is not one of info, warning", ""),
        ("until: 2026-31-12", "config", "error", "2026-31-12", ""),
        ("from: 2027-01-02, until: 2027-01-01", "config", "error", "before it begins on 2027-01-02", ""),
        ("unitl: 2026-12-31", "unknown-key", "error", "`unitl`", "did you mean `until`?"),
        ("form: 2026-12-30, until: 2026-12-31", "unknown-key", "error", "`form`", "did you mean `from`?"),
        ("from: 2026-12-30", "missing-key", "error", "`until` is missing", ""),
    ],
)
def test_mistakes(notice: str, rule: str, severity: str, message: str, hint: str, tmp_path: Path) -> None:
    settings = BASE["sopgen.yaml"] + f"notices:\n  - text: Closed.\n    audience: customer\n    {'{}'}\n"
    settings = settings.replace("    {}\n", "".join(f"    {part}\n" for part in notice.split(", ")))
    found = problems(tmp_path, {"sopgen.yaml": settings}, render=False)
    assert [(p.rule, p.severity) for p in found] == ([(rule, severity)] if rule else [])
    if rule:
        assert message in found[0].message and hint in found[0].hint
        assert found[0].place.path == "sopgen.yaml" and found[0].place.line > 12


def test_a_text_only_in_the_languages_that_show_it(tmp_path: Path) -> None:
    notice = "notices: [{text: {en: Closed.}, until: 2026-12-31, audience: customer%s}]\n"
    for languages, rules in (("", ["text-translation"]), (", languages: en", [])):
        settings = {"sopgen.yaml": BASE["sopgen.yaml"] + notice % languages}
        assert [p.rule for p in problems(tmp_path / (languages or "x").strip(", :"), settings, render=False)] == rules
