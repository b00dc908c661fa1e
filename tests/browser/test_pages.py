"""Every kind of page, in every language, on a telephone and a desktop, light and dark: reachable, readable, quiet."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import OpenPage, Site, Watch
from tests.browser.sites import KINDS, LANGUAGES, html_files, parsed

Axe = Callable[[Page], list[str]]

# the help centre and the handbook take a process each
EVERY_PAGE = [
    pytest.param(site, kind, language, id=f"{site}-{kind}-{language}", marks=pytest.mark.xdist_group(f"browser-{site}"))
    for site, kinds in KINDS.items()
    for kind, language in product(kinds, LANGUAGES)
]
SITES = [pytest.param(site, marks=pytest.mark.xdist_group(f"browser-{site}")) for site in KINDS]

pytestmark = pytest.mark.browser


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def wider_than_window(page: Page) -> str:
    """Which elements stick out to the right; "" where the page needs no scrolling sideways."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return '';
          return width + ': ' + [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > width + 1)
            .slice(0, 5).map(e => e.nodeName + '.' + e.className).join(', ');
        }"""
    )


def check_first_viewport(page: Page) -> None:
    """The telephone number stands in the first screen, as text to read and as a link large enough for a thumb."""
    block = page.locator("[data-contact=header]")
    assert block.count() == 1
    call = block.locator("a[href^='tel:']").first
    assert call.is_visible(), "no telephone link to be seen in the header"
    box, window = call.bounding_box(), page.viewport_size
    assert box and window
    assert box["x"] >= 0 and box["x"] + box["width"] <= window["width"]
    assert box["y"] >= 0 and box["y"] + box["height"] <= window["height"], "the number is below the first screen"
    assert box["height"] >= 44 and box["width"] >= 44, f"too small for a thumb: {box}"
    number, shown = digits(call.get_attribute("href") or ""), digits(call.inner_text())
    assert len(shown) >= 3 and number.endswith(shown.lstrip("0")), f"shows {shown}, calls {number}"
    assert not block.evaluate("e => getComputedStyle(e).position === 'fixed'"), "a fixed header covers what is read"


@pytest.mark.parametrize(("site", "kind", "language"), EVERY_PAGE)
def test_page(site: str, kind: str, language: str, sites: dict[str, Site], open_page: OpenPage, axe: Axe) -> None:
    page, watch = open_page(sites[site].example(kind, language), viewport=PHONE, color_scheme="light")
    check(page, watch, axe, language)


@pytest.mark.parametrize("site", SITES)
def test_page_that_is_not_there(site: str, sites: dict[str, Site], open_page: OpenPage, axe: Axe) -> None:
    page, watch = open_page(f"{sites[site].origin}/no/such/page/", viewport=PHONE, color_scheme="light")
    # the browser reports the status of the page itself; all else must be there
    watch.wrong[:] = [line for line in watch.wrong if "404" not in line]
    check(page, watch, axe, "en")
    page.locator("[data-contact=header] a").last.click()
    assert page.locator("main [data-channel]").count() > 1, "the way from 404 to the contact page is broken"
    assert watch.wrong == []


def check(page: Page, watch: Watch, axe: Axe, language: str) -> None:
    """All that holds on every page. Colours know no language: one language sees each width in each scheme."""
    shifts = page.evaluate("window.sopgenShifts")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    check_first_viewport(page)
    found = [f"360 light: {line}" for line in axe(page)]
    if language == "en":
        page.emulate_media(color_scheme="dark")
        found += [f"360 dark: {line}" for line in axe(page)]
        page.emulate_media(color_scheme="light")
    assert wider_than_window(page) == ""
    page.set_viewport_size({"width": 320, "height": 640})
    assert wider_than_window(page) == ""
    page.set_viewport_size(DESKTOP)
    assert wider_than_window(page) == ""
    check_first_viewport(page)
    if language == "en":
        found += [f"1280 light: {line}" for line in axe(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"1280 dark: {line}" for line in axe(page)]
    assert found == []
    assert watch.wrong == []
    assert shifts == [], "something moved while the page was loading"


@pytest.mark.parametrize("site", SITES)
def test_nothing_moves_on_a_desktop(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites[site].at(""))
    for kind in KINDS[site]:
        page.goto(sites[site].example(kind))
        assert page.evaluate("window.sopgenShifts") == [], kind


@pytest.mark.parametrize("site", SITES)
def test_dark_is_dark(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    def brightness(page: Page) -> float:
        colours = page.evaluate(
            "() => [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor)"
        )
        painted = next(colour for colour in colours if colour != "rgba(0, 0, 0, 0)")
        return sum(float(channel) for channel in re.findall(r"[\d.]+", painted)[:3]) / 3

    light, _ = open_page(sites[site].at(""), color_scheme="light")
    dark, _ = open_page(sites[site].at(""), color_scheme="dark")
    assert brightness(light) > 200 and brightness(dark) < 80


@pytest.mark.parametrize("site", SITES)
def test_channels_stand_in_one_order(site: str, sites: dict[str, Site]) -> None:
    """On every page of a language, header and footer name the same channels in the same order (WCAG 2.2, 3.2.6)."""
    orders: dict[str, dict[tuple[str, ...], Path]] = {}
    for file in html_files(sites[site].folder):
        tree = parsed(file)
        language = tree.css_first("html").attributes["lang"] or ""
        ids = [
            node.attributes["data-channel"] or ""
            for place in ("header", "footer")
            for node in tree.css(f"[data-contact={place}] [data-channel]")
        ]
        orders.setdefault(language, {})[tuple(ids)] = file
    assert set(orders) == set(LANGUAGES)
    for language, seen in orders.items():
        assert len(seen) == 1, f"{language}: {seen}"
        assert len(next(iter(seen))) >= 3, f"{language}: too few ways to reach a person"


@pytest.mark.xdist_group("browser-help")
def test_axe_finds_what_is_wrong(open_page: OpenPage, axe: Axe) -> None:
    """The tests above are worth what axe is: a picture without a text and grey on grey must be found."""
    page, _ = open_page("about:blank")
    page.set_content("<main><h1>x</h1><img src='data:,'><p style='color:#aaa;background:#bbb'>grey on grey</p></main>")
    assert {line.split()[0] for line in axe(page)} >= {"image-alt", "color-contrast", "html-has-lang"}
