"""The reader's own branch: chosen once, kept in the browser, first inside the block; the block and the rest stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import PAINTED, OpenPage, Site
from tests.browser.sites import KINDS

pytestmark = pytest.mark.browser

SITES = [pytest.param(site, marks=pytest.mark.xdist_group(f"browser-{site}")) for site in KINDS]
CHOICE = "[data-branch-choice] select"
FOOTER = "[data-contact=footer]"
ORDER = f"[...document.querySelectorAll('{FOOTER} [data-channel]')].map(e => e.dataset.channel)"


def choose(page: Page, key: str) -> None:
    page.locator(CHOICE).select_option(key)
    page.wait_for_selector(f"{FOOTER} .yours")


@pytest.mark.parametrize("site", SITES)
def test_it_comes_first_and_all_else_stays(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites[site].example("section"))
    before = page.evaluate(ORDER), page.locator("[data-contact=header]").inner_text()
    choose(page, "barcelona")
    first = page.locator(f"{FOOTER} > :not(h2)").first
    assert first.locator(".yours").count() == 1, "the branch is not the first in the block"
    text = first.inner_text()
    assert all(part in text for part in ("Barcelona", "+34 93 555 01 47", "Carrer de l'Escuma 27", "16:00–19:30")), text
    assert first.locator("a[href='tel:+34935550147']").is_visible()
    assert (
        first.locator("a", has_text="Open the map").get_attribute("href").startswith("https://www.openstreetmap.org/")
    )  # type: ignore[union-attr]  # there is one
    assert (page.evaluate(ORDER), page.locator("[data-contact=header]").inner_text()) == before
    assert page.evaluate(f"!!document.querySelector('footer.site-footer {FOOTER}')")
    assert watch.wrong == []


@pytest.mark.parametrize("site", SITES)
def test_it_is_remembered_and_forgotten(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites[site].at(""))
    choose(page, "milan")
    for address, name in (
        ("", "Milan"),
        ("it/contact/", "Milano"),
        ("el/branches/athens/", "Μιλάνο"),
        ("404.html", "Milan"),
    ):
        page.goto(sites[site].at(address) if address != "404.html" else f"{sites[site].origin}/404.html")
        page.wait_for_selector(f"{FOOTER} .yours")
        assert page.locator(f"{FOOTER} .yours-title a").inner_text() == name
        assert page.locator(CHOICE).input_value() == "milan"
    page.goto(sites[site].at("contact/"))
    assert page.locator("main > .yours-slot .yours, main .yours-slot .yours").count() == 1
    page.locator("main [data-branch-off]").click()
    assert page.locator(".yours").count() == 0
    assert page.evaluate("document.activeElement.matches('main [data-your-branch]')"), "the focus is lost"
    assert page.locator("[data-branch-said]").inner_text() == "Milan is no longer your branch."
    page.reload()
    assert page.locator(".yours").count() == 0
    assert page.locator(CHOICE).input_value() == ""
    assert [line for line in watch.wrong if "ERR_ABORTED" not in line] == []


@pytest.mark.xdist_group("browser-help")
def test_a_branch_page_offers_itself(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].at("el/branches/athens/"), viewport=PHONE)
    button = page.locator("main [data-branch-button] button")
    assert button.locator("span").first.inner_text() == "Αυτό είναι το υποκατάστημά μου"
    button.focus()
    page.keyboard.press("Enter")
    assert button.locator("span").first.inner_text() == "Είναι το υποκατάστημά σας. Να μη θυμάμαι την επιλογή"
    assert "Αθήνα" in page.locator("[data-branch-said][role=status]").inner_text()
    page.wait_for_selector(f"{FOOTER} .yours")
    page.keyboard.press("Enter")
    assert page.locator(".yours").count() == 0


@pytest.mark.xdist_group("browser-handbook")
@pytest.mark.parametrize("address", ["", "contact/"])
def test_each_button_says_its_branch(address: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at(address), viewport=PHONE)
    for branch in ("Milan", "Barcelona", "Athens"):
        button = page.get_by_role("button", name=f"Make this my branch – {branch}", exact=True)
        assert button.count() == 1
        assert button.evaluate("it => it.firstChild.textContent") == "Make this my branch"
    places = page.evaluate(
        """() => [...document.querySelectorAll('[data-mine=branch] li')].map(row => {
          const name = row.querySelector('a').getBoundingClientRect();
          const button = row.querySelector('button').getBoundingClientRect();
          return [button.left, button.top < name.bottom]; })"""
    )
    assert len({tuple(place) for place in places}) == (0 if address else 1), "the buttons stand in one line"


@pytest.mark.xdist_group("browser-help")
@pytest.mark.parametrize("language", ["", "it/", "ca/", "el/"])
def test_numbers_and_times_on_cards_are_in_one_piece(
    language: str, sites: dict[str, Site], open_page: OpenPage
) -> None:
    page, _ = open_page(sites["help"].at(f"{language}contact/card/"), viewport=PHONE)
    whole = """() => [...document.querySelectorAll('.paper-number, .paper-hours .unbroken')]
      .filter(it => it.offsetWidth)
      .filter(it => it.getBoundingClientRect().height > 2 * parseFloat(getComputedStyle(it).fontSize)
        || it.getBoundingClientRect().right > it.closest('.paper-words').getBoundingClientRect().right + 1)
      .map(it => it.textContent)"""
    full = """() => [...document.querySelectorAll('.paper-card')].filter(it => it.clientHeight)
      .filter(it => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1).length"""
    assert page.evaluate(whole) == [] and page.evaluate(full) == 0
    page.set_viewport_size({"width": 690, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    assert page.evaluate(whole) == [] and page.evaluate(full) == 0
    assert page.locator(".small-card").first.is_visible()


@pytest.mark.xdist_group("browser-help")
def test_by_keyboard_in_the_footer(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].example("home"))
    assert page.locator("footer").get_by_label("Your branch", exact=True).count() == 1
    page.locator(CHOICE).focus()
    page.keyboard.type("Ath")
    page.wait_for_selector(f"{FOOTER} .yours")
    assert page.locator(f"{FOOTER} .yours-title a").inner_text() == "Athens"
    assert page.evaluate("document.activeElement.matches('[data-branch-choice] select')")


@pytest.mark.xdist_group("browser-help")
def test_from_a_folder(sites: dict[str, Site], open_page: OpenPage) -> None:
    folder = sites["help"].folder
    page, watch = open_page((folder / "index.html").as_uri())
    choose(page, "athens")
    page.goto((folder / "el" / "index.html").as_uri())
    page.wait_for_selector(f"{FOOTER} .yours")
    page.locator(f"{FOOTER} .yours-title a").click()
    page.wait_for_selector("body.page-branch")
    assert page.locator("h1").inner_text() == "Αθήνα"
    assert watch.wrong == []


@pytest.mark.xdist_group("browser-help")
def test_nothing_is_asked_for_before_a_choice(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].at(""))
    loaded = "performance.getEntriesByType('resource').filter(e => e.name.includes('branches.')).length"
    assert page.evaluate(loaded) == 0
    choose(page, "milan")
    assert page.evaluate(loaded) == 1


@pytest.mark.xdist_group("browser-help")
def test_a_browser_that_keeps_nothing(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page("about:blank")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page.goto(sites["help"].at(""))
    choose(page, "milan")
    assert page.locator("[data-branch-said]").inner_text().endswith("holds for this page only.")


@pytest.mark.xdist_group("browser-help")
@pytest.mark.parametrize("kept", ['"gone"', "7", "{}", "null", "not JSON"])
def test_a_branch_that_is_gone(kept: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["help"].at(""))
    page.evaluate("kept => localStorage.setItem('sopgen:help:branch', kept)", kept)
    page.goto(sites["help"].at("contact/"))
    assert page.locator(".yours").count() == 0
    assert page.locator(CHOICE).input_value() == ""
    # a picture of the first page that was left
    assert [line for line in watch.wrong if "ERR_ABORTED" not in line] == []


@pytest.mark.xdist_group("browser-help")
def test_without_script_the_branches_are_links(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].at("branches/milan/"), java_script_enabled=False)
    assert page.locator(".footer-branches a").all_inner_texts() == ["Milan", "Barcelona", "Athens"]
    for selector in (CHOICE, "[data-branch-button] button", ".yours"):
        assert page.locator(selector).count() == 0
    box = page.locator("main [data-branch-button]").bounding_box()
    assert box is None, "room is kept for a button that never comes"


@pytest.mark.parametrize("site", SITES)
def test_it_is_accessible_and_nothing_moves_but_in_the_footer(
    site: str, sites: dict[str, Site], open_page: OpenPage, axe: Callable[[Page], list[str]]
) -> None:
    page, _ = open_page(sites[site].at(""), viewport=PHONE, color_scheme="light")
    choose(page, "milan")
    for kind, scheme, window in (("contact", "light", PHONE), ("branch", "dark", DESKTOP), ("home", "dark", PHONE)):
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
        page.goto(sites[site].example(kind, "el"))
        page.wait_for_selector(f"{FOOTER} .yours")
        page.evaluate(PAINTED)
        assert page.evaluate("window.sopgenShifts") == [], kind
        assert axe(page) == [], kind
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), kind
