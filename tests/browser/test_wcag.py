"""What axe cannot see of WCAG 2.2, and a program can: spacing, borders, titles, two ways to a page, one order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from sopgen.colours import contrast_ratio
from tests.browser.chromium import PHONE
from tests.browser.conftest import PAINTED, OpenPage, Site
from tests.browser.sites import KINDS, LANGUAGES, html_files, parsed
from tests.browser.test_pages import wider_than_window

pytestmark = pytest.mark.browser

SITES = [pytest.param(site, marks=pytest.mark.xdist_group(f"browser-{site}")) for site in KINDS]

# The distances that 1.4.12 names; a sheet of the reader's own, which no policy of the site keeps out.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

# Elements with words of their own whose box is smaller than these; not what is only meant for screen readers.
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(e => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (box.width < 2 || box.height < 2 || style.clipPath !== 'none' || style.visibility === 'hidden') return false;
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) return false;
  const cut = (way, size, room) => ['hidden', 'clip'].includes(way) && size > room + 2;
  return cut(style.overflowX, e.scrollWidth, e.clientWidth) || cut(style.overflowY, e.scrollHeight, e.clientHeight);
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", ["en", "el"])
@pytest.mark.parametrize("site", SITES)
def test_text_with_more_space_is_whole(site: str, language: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites[site].at(""), viewport=PHONE)
    for kind in KINDS[site]:
        page.goto(sites[site].example(kind, language))
        page.evaluate(SPACED)
        page.evaluate(PAINTED)
        assert wider_than_window(page) == "", kind
        assert page.evaluate(CUT_OFF) == [], kind


def test_cut_off_text_is_noticed(open_page: OpenPage) -> None:
    page, _ = open_page("about:blank", viewport=PHONE)
    page.set_content("<p style='height: 1.2em; overflow: hidden'>two<br>lines</p><p>whole</p>")
    page.evaluate(SPACED)
    found = page.evaluate(CUT_OFF)
    assert len(found) == 1 and "two" in found[0]


def colour(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    """A colour as it is painted ("#0f5c5a")."""
    written = page.locator(selector).first.evaluate(
        "(e, [name, pseudo]) => getComputedStyle(e, pseudo || null)[name]", [name, pseudo]
    )
    channels = [float(number) for number in re.findall(r"[\d.]+", written)[:3]]
    if written.startswith("color("):
        channels = [255 * channel for channel in channels]
    return "#" + "".join(f"{round(channel):02x}" for channel in channels)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("site", SITES)
def test_borders_and_rings_stand_out(site: str, scheme: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    """1.4.11: the edge of a field and the ring of the focus against what is around them, at least 3 to 1."""
    page, _ = open_page(sites[site].at("a-z/"), color_scheme=scheme)
    ground = colour(page, "html", "backgroundColor")
    assert contrast_ratio(colour(page, ".search-row", "borderTopColor"), ground) >= 3, "the edge of the search field"
    page.locator(".letters a").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert contrast_ratio(colour(page, ":focus-visible", "outlineColor"), ground) >= 3, "the ring of the focus"


@pytest.mark.parametrize("site", SITES)
def test_every_page_has_a_title_of_its_own(site: str, sites: dict[str, Site]) -> None:
    """2.4.2: in a language no two pages are called the same."""
    titles: Counter[tuple[str, str]] = Counter()
    for file in html_files(sites[site].folder):
        tree = parsed(file)
        if not tree.css_first("meta[http-equiv=refresh]"):
            titles[tree.css_first("html").attributes["lang"] or "", tree.css_first("title").text().strip()] += 1
    assert {code for code, _ in titles} == set(LANGUAGES)
    assert [title for title, count in titles.items() if count > 1 or not title[1]] == []


def links(tree: LexborHTMLParser, within: str) -> list[str]:
    return [str(node.attributes["href"]) for node in tree.css(f"{within} a[href]")]


@pytest.mark.parametrize("site", SITES)
def test_two_ways_lead_to_every_document(site: str, sites: dict[str, Site]) -> None:
    """2.4.5: the list from A to Z and the menu, besides the search."""
    folder = sites[site].folder
    for language, file in product(LANGUAGES, html_files(folder)):
        tree = parsed(file)
        if tree.css_first("html").attributes["lang"] != language or not tree.css_first("body.page-document"):
            continue
        home = folder if language == "en" else folder / language
        listed = {(home / "a-z" / link).resolve() for link in links(parsed(home / "a-z" / "index.html"), ".letter")}
        assert file.resolve() in listed, f"{file} is not in the list from A to Z"
        menu = {(file.parent / link).resolve() for link in links(tree, "nav.menu")}
        assert file.resolve() in menu, f"{file} is not in its own menu"


@pytest.mark.parametrize("site", SITES)
def test_the_menu_stands_in_one_order(site: str, sites: dict[str, Site]) -> None:
    """3.2.3: its sections are the same, in the same order, on every page of a language."""
    seen: dict[str, set[tuple[str, ...]]] = {}
    for file in html_files(sites[site].folder):
        tree = parsed(file)
        top = tuple(" ".join(node.text().split()) for node in tree.css("nav.menu .fold-inside > ul > li > a"))
        if tree.css_first("nav.menu"):
            seen.setdefault(tree.css_first("html").attributes["lang"] or "", set()).add(top)
    assert set(seen) == set(LANGUAGES)
    assert all(len(orders) == 1 and len(next(iter(orders))) > 2 for orders in seen.values()), seen


@pytest.mark.parametrize("site", SITES)
def test_no_page_minds_how_a_telephone_is_held(site: str, sites: dict[str, Site]) -> None:
    """1.3.4: no style sheet and no script asks for upright or lying."""
    assets = [*sites[site].folder.rglob("*.css"), *(sites[site].folder / "assets").rglob("*.js")]
    assert assets
    assert [file.name for file in assets if "orientation" in file.read_text("utf-8")] == []
