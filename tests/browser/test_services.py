"""The comparison of services: a table on a wide window, cards on a narrow one, nothing beyond the edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Site


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["", "el/"])
def test_it_fits(
    width: int, language: str, open_page: OpenPage, sites: dict[str, Site], axe: Callable[[Page], list[str]]
) -> None:
    address = sites["help"].at(f"{language}services/index.html")
    page, watch = open_page(address, viewport={"width": width, "height": 700})
    table = page.locator(".compare")
    assert table.evaluate(
        "it => it.scrollWidth <= it.clientWidth + 1 && it.getBoundingClientRect().right <= innerWidth"
    )
    assert table.evaluate("it => it.firstElementChild.offsetWidth >= it.clientWidth - 1"), "it leaves room unused"
    assert width < 1280 or table.evaluate("it => it.clientWidth") > 1000
    row = page.locator(".compare tbody tr").nth(3)
    label = row.locator("td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    cards = row.evaluate("row => getComputedStyle(row).display") == "grid"
    assert cards == (width == 320) == (label != "none")
    assert row.locator("td").first.inner_text().strip() == ("Ναι" if language else "Yes"), "a word says it"
    assert axe(page) == [] and watch.wrong == []


def test_it_stays_a_table_for_who_listens(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["help"].at("services/index.html"), viewport={"width": 320, "height": 700})
    assert page.get_by_role("columnheader", name="Deep clean").count() == 1
    assert page.get_by_role("rowheader", name="Price").count() == 1
