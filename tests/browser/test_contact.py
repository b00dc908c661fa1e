"""The way to a person: what a page hands over to the one where readers ask, and what is shown there."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import PHONE
from tests.browser.conftest import OpenPage, Site, arrive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-contact")]


def mail(page: Page) -> dict[str, list[str]]:
    """The subject and body of the first e-mail link of the text."""
    return parse_qs(urlsplit(page.locator("main a[href^='mailto:']").first.get_attribute("href") or "").query)


def test_the_page_that_readers_come_from_goes_along(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["help"].at("el/visits/prices/"), viewport=PHONE)
    title = page.inner_text("h1")
    page.click(".ask-instead a")
    arrive(page, "body.page-ask")
    assert page.is_visible("[data-about]") and page.inner_text("[data-about-title]") == title
    assert title in mail(page)["subject"][0] and "el" in mail(page)["subject"][0]
    assert mail(page)["body"][0].strip() == "https://help.serenetta.example/el/visits/prices/"
    form = page.locator("main [data-channel=callback] a").first.get_attribute("href") or ""
    assert parse_qs(urlsplit(form).query)["page"] == ["https://help.serenetta.example/el/visits/prices/"]
    assert watch.wrong == []


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "?from=",
        "?from=nowhere/",
        "?from=https://evil.example/",
        "?from=//evil.example",
        "?from=../../handbook/",
        "?from=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "?from=__proto__",
        "?from=constructor",
        "?from=%E0%A4%A",
    ],
)
def test_an_address_that_is_no_page_here_says_nothing(asked: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["help"].at("ask/") + asked)
    assert page.is_hidden("[data-about]")
    assert mail(page) == {}
    assert watch.wrong == []


def test_in_the_handbook_the_contact_page_does_it(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].example("procedure", "it"))
    title = page.inner_text("h1")
    page.click(".more-ways")
    arrive(page, "body.page-contact")
    assert page.inner_text("[data-about-title]") == title
    assert watch.wrong == []


def test_without_script_the_page_itself_carries_it(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].at("visits/prices/"), java_script_enabled=False)
    link = page.locator("footer a[href^='mailto:']").first.get_attribute("href") or ""
    assert page.inner_text("h1") in parse_qs(urlsplit(link).query)["subject"][0]


ROLES = """() => {
  const table = document.querySelector(".ways-table"), seen = e => e.getClientRects().length > 0;
  return {
    rows: [...table.querySelectorAll("tbody tr")].filter(seen).length,
    heads: [...table.querySelectorAll("thead th")].filter(seen).length,
    names: [...table.querySelectorAll("tbody tr:first-child .cell-name")].filter(seen).length,
    laid: getComputedStyle(table).display,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


@pytest.mark.parametrize("site", ["handbook", "help"])
@pytest.mark.parametrize(("width", "laid"), [(320, "block"), (700, "block"), (1280, "table")])
def test_ways_are_compared_in_a_table_or_on_cards(
    site: str, width: int, laid: str, sites: dict[str, Site], open_page: OpenPage
) -> None:
    """Either each column or each value has its name, and it is a table for screen readers whatever it looks like."""
    page, _ = open_page(sites[site].at("el/contact/"), viewport={"width": width, "height": 800})
    found = page.evaluate(ROLES)
    assert found["laid"] == laid and found["wide"] <= 0
    assert (found["heads"] > 0) != (found["names"] > 0)
    assert page.get_by_role("table").locator("tbody").get_by_role("row").count() == found["rows"] > 3
    row = page.get_by_role("table").locator("tbody").get_by_role("row").first
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("cell").count() == (found["heads"] or found["names"] + 1) - 1


def test_a_way_that_is_no_link_leads_to_its_row(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].at("contact/"), viewport=PHONE)
    broken = page.evaluate(
        "[...document.querySelectorAll('main a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1)))"
        ".map(a => a.outerHTML)"
    )
    assert broken == []
