"""Every kind of page, in every language, in three windows, light and dark: reachable, readable, quiet."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import DESKTOP, PHONE, TABLET
from tests.browser.conftest import PAINTED, OpenPage, RunAxe, Site, Watch, arrive
from tests.browser.sites import KINDS, LANGUAGES, html_files, parsed

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
            .filter(e => !e.parentElement.closest('.table, .decision-frame'))
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
def test_page(site: str, kind: str, language: str, sites: dict[str, Site], open_page: OpenPage, axe: RunAxe) -> None:
    page, watch = open_page(sites[site].example(kind, language), viewport=PHONE, color_scheme="light")
    check(page, watch, axe, language)


# In the words of each language, something that both sites tell of, and what no page says.
FOUND = {"en": "key", "it": "chiavi", "ca": "claus", "el": "κλειδιά"}
NOT_FOUND = "zzzzqqqqxxxx"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("site", SITES)
def test_results_of_a_search(
    site: str, language: str, sites: dict[str, Site], open_page: OpenPage, axe: RunAxe
) -> None:
    search = sites[site].example("search", language)
    page, watch = open_page(f"{search}?q={FOUND[language]}", viewport=PHONE, color_scheme="light")
    page.locator(".results a").first.wait_for()
    check(page, watch, axe, language)
    page.locator("main input[type=search]").fill(NOT_FOUND)
    page.locator("[data-search-none]").wait_for()
    page.evaluate("window.sopgenShifts = []")  # what is typed may move what is below
    check(page, watch, axe, language)


@pytest.mark.parametrize("site", SITES)
def test_page_that_is_not_there(site: str, sites: dict[str, Site], open_page: OpenPage, axe: RunAxe) -> None:
    page, watch = open_page(f"{sites[site].origin}/no/such/page/", viewport=PHONE, color_scheme="light")
    # the browser reports the status of the page itself; all else must be there
    watch.wrong[:] = [line for line in watch.wrong if "404" not in line]
    check(page, watch, axe, "en")
    page.locator("[data-contact=header] a").last.click()
    arrive(page, "body.page-contact")
    assert page.locator("main [data-channel]").count() > 1, "the way from 404 to the contact page is broken"
    assert watch.wrong == []


def check(page: Page, watch: Watch, axe: RunAxe, language: str) -> None:
    """All that holds on every page. Colours know no language: in one of them each window is seen in each scheme."""
    shifts = page.evaluate("window.sopgenShifts")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    found = []
    for window in (PHONE, TABLET, DESKTOP):
        page.set_viewport_size(window)
        check_first_viewport(page)
        assert wider_than_window(page) == "", window
        if language == "en":
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                found += [f"{window['width']} {scheme}: {line}" for line in axe(page)]
        elif window == PHONE:
            found += [f"360 structure: {line}" for line in axe(page, colours=False)]
    page.set_viewport_size({"width": 320, "height": 640})
    assert wider_than_window(page) == ""
    assert found == []
    assert watch.wrong == []
    assert shifts == [], "something moved while the page was loading"


def enlarge(page: Page) -> None:
    """Text at twice its size, as readers set it in their browser."""
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")


@pytest.mark.parametrize("language", ["en", "el"])
@pytest.mark.parametrize("site", SITES)
def test_text_of_200_percent(site: str, language: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    """WCAG 2.2, 1.4.4 on a telephone: nothing sticks out, nothing covers the number, it can be read whole."""
    page, _ = open_page(sites[site].example("home", language), viewport=PHONE)
    for kind in KINDS[site]:
        page.goto(sites[site].example(kind, language))
        enlarge(page)
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert wider_than_window(page) == "", (kind, width)
            boxes = page.evaluate(
                """() => {
                  const text = e => {
                    const range = document.createRange(); range.selectNodeContents(e);
                    return [...range.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom]);
                  };
                  return {
                    number: text(document.querySelector('.call-value')),
                    others: [...document.querySelectorAll('.brand-title, .language-now')].flatMap(text),
                  };
                }"""
            )
            assert boxes["number"] and all(box[0] >= 0 and box[2] <= width for box in boxes["number"]), (kind, boxes)
            for left, top, right, bottom in boxes["others"]:
                for box in boxes["number"]:
                    apart = box[2] <= left or right <= box[0] or box[3] <= top or bottom <= box[1]
                    assert apart, (kind, width, "something covers the number")


@pytest.mark.parametrize("site", SITES)
def test_the_text_begins_early_on_a_telephone(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    """Call and contact share a row, and the title stands in the upper half of the screen, in every language."""
    page, _ = open_page(sites[site].example("home"), viewport=PHONE)
    for language in LANGUAGES:
        page.goto(sites[site].example("contact", language))
        tops = page.evaluate(
            "['.call', '.more-ways', 'h1'].map(s => document.querySelector(s).getBoundingClientRect().y)"
        )
        assert tops[0] == tops[1] and tops[2] < PHONE["height"] / 2, (language, tops)


@pytest.mark.xdist_group("browser-handbook")
def test_a_link_to_the_steps_stands_in_the_first_screen(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at("work/handle-keys/"), viewport=PHONE, reduced_motion="reduce")
    link = page.locator(".to-steps a")
    box = link.bounding_box()
    assert box and box["y"] + box["height"] < PHONE["height"]
    facts = page.locator(".document-facts")
    assert facts.locator("summary").is_visible() and not facts.locator("dd").first.is_visible()
    link.click()
    page.evaluate(PAINTED)
    assert page.evaluate("document.querySelector('.text-steps ol > li').getBoundingClientRect().top < innerHeight")
    page.set_viewport_size(DESKTOP)
    assert facts.locator("dd").nth(1).is_visible() and not facts.locator("summary").is_visible()


@pytest.mark.xdist_group("browser-help")
def test_the_footer_repeats_little_on_a_telephone(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].example("home"), viewport=PHONE)
    for language in LANGUAGES:
        page.goto(sites["help"].example("article", language))
        footer = page.locator("footer.site-footer")
        box = footer.bounding_box()
        assert box and box["height"] < 2300, (language, box)  # with what is open now, and the choice of a branch
        assert footer.inner_text().count("7:30–20:00") == 1, "the usual hours are said once"


@pytest.mark.xdist_group("browser-help")
def test_addresses_do_not_break_inside_words(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].example("contact"), viewport=PHONE)
    lines = page.evaluate(
        """() => [...document.querySelectorAll('.channel-value')].filter(e => e.textContent.includes('@')).flatMap(e =>
          [...e.childNodes].filter(n => n.nodeType === 3).map(n => {
            const range = document.createRange(); range.selectNodeContents(n); return range.getClientRects().length;
          }))"""
    )
    assert lines and set(lines) == {1}


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
def test_axe_finds_what_is_wrong(open_page: OpenPage, axe: RunAxe) -> None:
    """The tests above are worth what axe is: a picture without a text and grey on grey must be found."""
    page, _ = open_page("about:blank")
    page.set_content("<main><h1>x</h1><img src='data:,'><p style='color:#aaa;background:#bbb'>grey on grey</p></main>")
    assert {line.split()[0] for line in axe(page)} >= {"image-alt", "color-contrast", "html-has-lang"}
