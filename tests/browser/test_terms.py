"""What a term means, by pointer, keyboard and finger: shown, kept while it is read, taken away with Esc."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import PHONE
from tests.browser.conftest import OpenPage, RunAxe, Site

PAGE = "guides/key-safe/index.html"

Opened = Callable[..., Page]
"""Gives the page at an address of the help centre."""


@pytest.fixture
def opened(open_page: OpenPage, sites: dict[str, Site]) -> Iterator[Opened]:
    wrong: list[list[str]] = []

    def page(url: str = PAGE, **options: object) -> Page:
        found, watch = open_page(sites["help"].at(url), **options)
        wrong.append(watch.wrong)
        return found

    yield page
    assert [said for said in wrong if said] == []


def shown(page: Page) -> int:
    return page.locator(".meaning:visible").count()


def test_by_pointer(opened: Opened) -> None:
    page = opened()
    term, meaning = page.locator("a.term").first, page.locator(".meaning:visible")
    assert shown(page) == 0
    term.hover()
    meaning.wait_for()
    meaning.hover()
    page.wait_for_timeout(500)
    assert shown(page) == 1, "it stays while the pointer is on it"
    page.keyboard.press("Escape")
    assert shown(page) == 0
    term.hover()
    meaning.wait_for()
    page.locator("h1").hover()
    meaning.wait_for(state="hidden")


def test_by_keyboard(opened: Opened) -> None:
    page = opened()
    term = page.locator("a.term").first
    term.focus()
    assert shown(page) == 1
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    assert shown(page) == 1, "it stays while the word has the focus"
    page.keyboard.press("Escape")
    assert shown(page) == 0
    assert term.evaluate("word => word === document.activeElement"), "Esc leaves the focus where it is"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert shown(page) == 1
    page.keyboard.press("Tab")
    assert shown(page) == 0


def test_by_finger(opened: Opened) -> None:
    page = opened(viewport={"width": 320, "height": 640}, has_touch=True)
    term = page.locator("a.term").first
    term.tap()
    assert shown(page) == 1 and page.url.endswith(PAGE)
    box = page.locator(".meaning:visible").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    page.locator("h1").tap()
    assert shown(page) == 0
    term.tap()
    term.tap()
    page.wait_for_url("**/glossary/index.html#key-safe")


def test_without_script_it_leads_to_the_glossary(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["help"].at(PAGE), java_script_enabled=False)
    assert shown(page) == 0
    page.locator("a.term").first.click()
    assert page.url.endswith("/glossary/index.html#key-safe")
    assert page.locator("#key-safe").is_visible()


@pytest.mark.parametrize(
    ("site", "url"), [("help", PAGE), ("help", "el/glossary/index.html"), ("handbook", "glossary/index.html")]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(site: str, url: str, scheme: str, sites: dict[str, Site], open_page: OpenPage, axe: RunAxe) -> None:
    page, _ = open_page(sites[site].at(url), viewport=PHONE, color_scheme=scheme)
    if page.locator("a.term").count():
        page.locator("a.term").first.focus()
    assert axe(page) == []


def test_on_paper_a_term_is_plain_text(opened: Opened) -> None:
    page = opened()
    page.locator("a.term").first.focus()
    page.emulate_media(media="print")
    assert shown(page) == 0
    assert page.locator("a.term").first.evaluate("word => getComputedStyle(word).textDecorationLine") == "none"
