"""Both sites in two languages that nobody speaks: one has longer words, one is written from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests import pseudo
from tests.browser.conftest import OpenPage, Site
from tests.browser.sites import served
from tests.conftest import REPOSITORY, build_sample

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pseudo")]

TRANSLATED = (
    "customers/handle-a-complaint",
    "services/deep-clean",
    "safety/respond-to-an-accident",
    "guides/key-safe/fit-the-key-safe",
)
WIDTHS = (320, 360, 768, 1280)
_NAMES = r"Serenetta|Mix|WhatsApp|Viber|SMS|SM-2|KS-1|el-XA|ar-XB"
_SAME_EVERYWHERE = re.compile(
    rf"\b(?:{_NAMES})\b|\b[A-Z]{{2}}-\d+\b|[\w.+-]+@[\w.-]+|https?://\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?"
)
_TEXT_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")
_SILENT = {"script", "style", "code"}


@pytest.fixture(scope="module")
def pseudo_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    folder = tmp_path_factory.mktemp("pseudo")
    config = pseudo.project(REPOSITORY, folder)
    for document in TRANSLATED:
        pseudo.translate(folder / "procedures" / f"{document}.md")
    built = build_sample(folder / "build", config)
    with ExitStack() as stack:
        yield {
            name: Site(name, built / name, stack.enter_context(served(built / name))) for name in ("handbook", "help")
        }


# ------------------------------------------------------------------------------------------------------------ words


def in_page_language(page: LexborNode) -> Iterator[tuple[LexborNode, str]]:
    """Every text, and attribute with a text, that claims to be in the language of the page."""
    language = page.attributes["lang"]

    def below(node: LexborNode) -> Iterator[tuple[LexborNode, str]]:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                yield node, child.text(deep=False) or ""
            elif child.tag not in _SILENT and child.attributes.get("lang", language) == language:
                yield from ((child, text) for key in _TEXT_ATTRIBUTES if (text := child.attributes.get(key)))
                yield from below(child)

    body = page.css_first("body")
    assert body is not None
    return below(body)


def addresses() -> tuple[str, ...]:
    """What is written as the post of its country wants it."""
    branches = yaml.load((REPOSITORY / "branches.yaml").read_text("utf-8"), yaml.BaseLoader).values()
    channels = yaml.load((REPOSITORY / "contacts.yaml").read_text("utf-8"), yaml.BaseLoader)
    return tuple(line for place in (*branches, *channels) for line in place.get("address", ()) if len(line) > 2)


def english_in(page: Path, known: tuple[str, ...]) -> Iterator[str]:
    tree = LexborHTMLParser(page.read_text("utf-8").replace("<wbr>", ""))
    html = tree.css_first("html")
    assert html is not None
    for node, text in in_page_language(html):
        left = text
        for line in known:
            left = left.replace(line, "")
        left = _SAME_EVERYWHERE.sub("", left)
        if re.search(r"[A-Za-z]{2,}", left) and "print-line" not in (node.attributes.get("class") or ""):
            yield f"“{' '.join(text.split())[:80]}” in <{node.tag} class={node.attributes.get('class')}>"


@pytest.mark.parametrize("language", pseudo.LANGUAGES)
@pytest.mark.parametrize("site", ["handbook", "help"])
def test_no_text_is_left_in_english(site: str, language: str, pseudo_sites: dict[str, Site]) -> None:
    """But for texts that say that they are in English, so that a screen reader reads them as such."""
    found: dict[str, str] = {}
    known = addresses()
    pages = sorted((pseudo_sites[site].folder / language).rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        for wrong in english_in(page, known):
            found.setdefault(wrong, page.relative_to(pseudo_sites[site].folder).as_posix())
    assert [f"{page}: {wrong}" for wrong, page in found.items()] == []


# ----------------------------------------------------------------------------------------------------------- layout

MEASURE = """() => {
  const wrong = [], root = document.documentElement, wide = root.clientWidth;
  if (root.scrollWidth > wide + 1) wrong.push(`the page is ${root.scrollWidth} wide`);
  const name = e => `<${e.localName} class="${e.getAttribute('class') || ''}"> ${e.textContent.trim().slice(0, 40)}`;
  const above = (e, is) => e !== document.body && (is(e, getComputedStyle(e)) || above(e.parentElement, is));
  // clipped on purpose, or out of sight until it is reached
  const hidden = e => above(e, (one, style) => style.visibility === 'hidden' || style.clipPath !== 'none'
    || style.position === 'absolute' && one.offsetWidth <= 1 || one.matches('.skip, .print-line'));
  const scrolls = style => /auto|scroll/.test(style.overflowX);
  const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    const e = node.parentElement, style = getComputedStyle(e), range = document.createRange();
    if (!node.data.trim() || e.matches('script, style, template, option')) continue;
    if (!e.checkVisibility() || hidden(e)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      const outside = box.left < -1 || box.right > wide + 1;
      if (outside && !above(e, (_, around) => scrolls(around))) wrong.push(`beyond the edge: ${name(e)}`);
      boxes.push({box, e});
    }
    const cut = style.overflowX !== 'visible' && !scrolls(style) && e.scrollWidth > e.clientWidth + 1;
    if (cut) wrong.push(`cut off: ${name(e)}`);
  }
  boxes.sort((a, b) => a.box.top - b.box.top);
  boxes.forEach(({box, e}, at) => {
    for (const other of boxes.slice(at + 1)) {
      if (other.box.top > box.bottom - 4) break;
      if (e.contains(other.e) || other.e.contains(e)) continue;
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 3 && down > Math.min(box.height, other.box.height) / 3)
        wrong.push(`over each other: ${name(e)} | ${name(other.e)}`);
    }
  });
  return [...new Set(wrong)];
}"""


def test_the_measure_finds_what_breaks(open_page: OpenPage, pseudo_sites: dict[str, Site]) -> None:
    page, _ = open_page(pseudo_sites["help"].at("404.html"), viewport={"width": 360, "height": 800})
    assert page.evaluate(MEASURE) == []
    for rule, expected in {
        ".call { min-width: 50rem }": "the page is",
        ".brand { transform: translateX(-9rem) }": "beyond the edge",
        "h1 { inline-size: 3rem; overflow: hidden; overflow-wrap: normal; hyphens: none }": "cut off",
        ".call-label { position: relative; inset-block-start: 1.1rem }": "over each other",
    }.items():
        page.evaluate(
            "rule => { const own = new CSSStyleSheet(); own.replaceSync(rule); document.adoptedStyleSheets = [own]; }",
            rule,
        )
        assert any(wrong.startswith(expected) for wrong in page.evaluate(MEASURE)), rule


def a_page_of_each_kind(site: Site, language: str) -> list[str]:
    """Addresses of one page for each template and type of document, and of all that are translated."""
    chosen: dict[str, str] = {}
    for page in sorted((site.folder / language).rglob("*.html")):
        text = page.read_text("utf-8")
        kind = re.search(r'<body class="([^"]*)"', text)
        document = re.search(r'<article class="(document document-\w+)', text)
        if kind:
            address = page.relative_to(site.folder).as_posix()
            own = any(address.endswith(f"{name}/index.html") for name in TRANSLATED)
            chosen.setdefault(address if own else kind[1] + (document[1] if document else ""), address)
    return [*chosen.values()]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", pseudo.LANGUAGES)
@pytest.mark.parametrize("site", ["handbook", "help"])
def test_longer_words_break_no_layout(
    site: str, language: str, width: int, pseudo_sites: dict[str, Site], open_page: OpenPage
) -> None:
    here = pseudo_sites[site]
    addresses = a_page_of_each_kind(here, language)
    assert len(addresses) > 10
    viewport: Any = {"width": width, "height": 800}
    page, _ = open_page(here.at(addresses[0]), viewport=viewport)
    found = []
    for address in addresses:
        page.goto(here.at(address))
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
        found += [f"{address}: {wrong}" for wrong in page.evaluate(MEASURE)]
    assert found == []


# -------------------------------------------------------------------------------------------------- right to left


def test_what_is_written_from_right_to_left_begins_there(pseudo_sites: dict[str, Site], open_page: OpenPage) -> None:
    here = pseudo_sites["handbook"]
    page, _ = open_page(here.at("ar-XB/customers/handle-a-complaint/index.html"))
    assert page.evaluate("document.documentElement.dir") == "rtl"
    title, text = page.locator("h1"), page.locator(".text p").first
    for one in (title, text):
        begins = one.evaluate(
            "e => { const r = document.createRange(); r.selectNodeContents(e);"
            " return Math.abs(r.getClientRects()[0].right - e.getBoundingClientRect().right); }"
        )
        assert begins < 3
    menu, content = page.locator("nav.menu").bounding_box(), page.locator(".content").bounding_box()
    assert menu and content and menu["x"] > content["x"], "the menu stands where reading begins"


def test_numbers_keep_their_order_from_right_to_left(pseudo_sites: dict[str, Site], open_page: OpenPage) -> None:
    """The last group of a telephone number stands right of the first one, in the text and in every contact block."""
    here = pseudo_sites["handbook"]
    page, _ = open_page(here.at("ar-XB/safety/respond-to-an-accident/index.html"))
    order = """() => [...document.querySelectorAll('a[href^="tel:"]')].filter(e => e.checkVisibility()).flatMap(e => {
      const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), found = [];
      for (let node; node = walker.nextNode();) {
        const groups = [...node.data.matchAll(/[+0-9]+/g)], range = document.createRange();
        const place = group => {
          range.setStart(node, group.index);
          range.setEnd(node, group.index + group[0].length);
          return range.getBoundingClientRect();
        };
        if (groups.length < 3) continue;
        const first = place(groups[0]), last = place(groups.at(-1));
        if (Math.abs(first.top - last.top) < 4) found.push(first.left < last.left);
      }
      return found;
    })"""
    found = page.evaluate(order)
    assert len(found) >= 2 and all(found)
    page, _ = open_page(here.at("ar-XB/contact/index.html"))
    assert all(page.evaluate(order))


def test_arrows_turn_and_a_text_in_english_keeps_its_side(pseudo_sites: dict[str, Site], open_page: OpenPage) -> None:
    here = pseudo_sites["help"]
    page, _ = open_page(here.at("ar-XB/services/standard-clean/index.html"))
    turned = "e => new DOMMatrix(getComputedStyle(e).transform).a"
    arrows = page.locator(".neighbours .turns")
    assert arrows.count() and arrows.first.evaluate(turned) == -1
    assert page.locator("h1").get_attribute("dir") == "ltr"
    assert page.locator("div.text").get_attribute("dir") == "ltr"
