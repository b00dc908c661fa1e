"""By keyboard alone, without JavaScript, from a folder, on paper: the same content and the same way to a person."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import RING, OpenPage, Site, arrive
from tests.browser.sites import KINDS, LANGUAGES
from tests.conftest import build_sample

pytestmark = pytest.mark.browser

SITES = [pytest.param(site, marks=pytest.mark.xdist_group(f"browser-{site}")) for site in KINDS]
A_DOCUMENT = {"handbook": "procedure", "help": "guide"}

FOCUS = "document.activeElement"
SHOWS_FOCUS = (
    f"() => {{ const ring = {RING};"
    + """
  const e = document.activeElement, box = e.getClientRects()[0];
  const height = Math.min(box.height, innerHeight - box.y);
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + height / 2);
  const covered = !(middle && (e.contains(middle) || middle.contains(e)));
  return { name: e.outerHTML.slice(0, 90), ring: ring(e), covered };
}"""
)


def tab_to(page: Page, selector: str, limit: int = 60) -> None:
    """Presses Tab until an element that fits the selector has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(f"s => {FOCUS}.matches(s)", selector):
            return
    raise AssertionError(
        f"{selector} is not reached by {limit} times Tab; now at {page.evaluate(f'{FOCUS}.outerHTML')}"
    )


@pytest.mark.parametrize("site", SITES)
def test_skip_link_comes_first_and_leads_to_the_text(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites[site].example(A_DOCUMENT[site]))
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.hash") == "#main"
    box = page.evaluate(f"{FOCUS}.getBoundingClientRect().toJSON()")
    assert box["top"] >= 0 and box["left"] >= 0 and box["height"] > 20, "the skip link cannot be seen when it has focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!{FOCUS}.closest('main')"), "Tab after the skip link is not in the text"


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("site", SITES)
def test_focus_is_seen_everywhere(
    site: str, viewport: dict[str, int], sites: dict[str, Site], open_page: OpenPage
) -> None:
    # without motion: where a focused element stands is known at once
    page, _ = open_page(sites[site].example(A_DOCUMENT[site]), viewport=viewport, reduced_motion="reduce")
    seen, unseen = 0, []
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUS} === document.body"):
            break
        focus = page.evaluate(SHOWS_FOCUS)
        seen += 1
        if not focus["ring"] or focus["covered"]:
            unseen.append(focus)
    assert unseen == []
    assert seen > 15, "the keyboard reaches next to nothing"


@pytest.mark.parametrize("site", SITES)
def test_navigation_by_keyboard_on_a_telephone(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites[site].example(A_DOCUMENT[site]), viewport=PHONE)
    links = page.locator("nav.menu a")
    assert not links.first.is_visible(), "the menu is open before it is asked for, and hides the text"
    tab_to(page, "nav.menu summary")
    page.keyboard.press("Enter")
    assert links.first.is_visible()
    tab_to(page, "nav.menu li a:not([aria-current])")
    leads_to = page.evaluate(f"{FOCUS}.href")
    page.keyboard.press("Enter")
    page.wait_for_url(leads_to)
    assert page.locator("main h1").is_visible()
    assert watch.wrong == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
@pytest.mark.parametrize("site", SITES)
def test_language_switch_stays_on_the_document(
    site: str, scripts: bool, sites: dict[str, Site], open_page: OpenPage
) -> None:
    start = sites[site].example("contact")
    page, watch = open_page(start, java_script_enabled=scripts)
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        page.locator("nav.languages summary").press("Enter")
        page.locator(f"nav.languages a[hreflang={language}]").press("Enter")
        arrive(page, f"html[lang={language}]")
        assert "page-contact" in (page.locator("body").get_attribute("class") or "")
    assert page.url.removesuffix("index.html") == start
    assert watch.wrong == []


@pytest.mark.parametrize("site", SITES)
def test_document_in_another_language(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    """From a document to the same one in Italian: the same picture, steps and number of sections, other words."""
    page, _ = open_page(sites[site].example(A_DOCUMENT[site]))
    words, headings = page.locator("h1").inner_text(), page.locator("main .text h2").count()
    page.locator("nav.languages summary").click()
    page.locator("nav.languages a").filter(has_text="Italiano").click()
    arrive(page, "html[lang=it]")
    assert page.locator("main .text h2").count() == headings
    assert page.locator("h1").inner_text() != words


@pytest.mark.parametrize("site", SITES)
def test_without_scripts(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites[site].at(""), java_script_enabled=False, viewport=PHONE)
    assert page.locator("[data-contact=header] a[href^='tel:']").first.is_visible()
    page.locator("nav.menu summary").click()
    page.locator("nav.menu a:not([aria-current])").first.click()
    arrive(page, "body.page-section")
    page.locator("main .cards a").first.click()
    arrive(page, "body.page-document")
    assert page.locator("main h1").is_visible()
    assert watch.wrong == []


@pytest.mark.xdist_group("browser-help")
def test_did_this_solve_it(sites: dict[str, Site], open_page: OpenPage) -> None:
    """Yes says thank you on the page itself; partly and no open ask-a-person with all that the reader need not type."""
    page, watch = open_page(sites["help"].example("guide", "it"), java_script_enabled=False)
    yes, partly, no = page.locator("section.feedback .buttons a").all()
    for link, answer in ((partly, "partly"), (no, "no")):
        href = unquote(link.get_attribute("href") or "")
        assert re.search(rf"answer={answer}\b", href) and re.search(r"language=it\b", href)
        assert re.search(r"document=[\w-]+", href) and re.search(r"version=[\d.]+", href), href
    assert not page.locator("#thanks").is_visible()
    yes.click()
    page.locator("#thanks").wait_for()
    assert watch.wrong == []


@pytest.mark.xdist_group("browser-handbook")
def test_report_a_problem_names_the_document(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].example("procedure"), java_script_enabled=False)
    identifier = page.locator("main .eyebrow .code").inner_text()
    href = unquote(page.locator("section.feedback a").first.get_attribute("href") or "")
    assert href.startswith("mailto:") and identifier in href


@pytest.mark.xdist_group("browser-handbook")
@pytest.mark.parametrize(("language", "words"), [("en", "Uncontrolled when printed"), ("el", "")])
def test_printed_procedure(language: str, words: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    """Every sheet says which document and version it is; the channels are on paper; nothing to click is."""
    page, _ = open_page(sites["handbook"].example("procedure", language), color_scheme="dark")
    identifier = page.locator("main .eyebrow .code").inner_text()
    versions = re.search(r"\d+(\.\d+)+", page.locator("main .eyebrow").inner_text())
    assert versions
    number = re.sub(r"\D", "", page.locator("[data-contact=header] .call-value").inner_text())
    address = page.locator("link[rel=canonical]").get_attribute("href") or ""
    page.emulate_media(media="print")
    assert not page.locator("nav.menu").is_visible() and not page.locator("section.feedback").is_visible()
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert len(sheets) >= 2, "the longest procedure of the sample fits on one sheet: the test shows nothing"
    for sheet in sheets:
        flat = " ".join(sheet.split())
        assert identifier in flat and versions[0] in flat and words in flat, flat
        assert str(urlsplit(address).hostname) in re.sub(r"\s", "", flat), "where the current version stands"
    assert number in re.sub(r"\D", "", "".join(sheets)), "no telephone number on paper"


@pytest.mark.xdist_group("browser-handbook")
def test_call_outs_differ_without_colour(sites: dict[str, Site], open_page: OpenPage) -> None:
    """On paper the kind stands before the title; on a screen a danger has another sign than a note."""
    page, _ = open_page(sites["handbook"].at("safety/handle-chemicals/"))
    kinds = page.locator(".callout-danger .callout-kind, .callout-tip .callout-kind")
    assert {text.strip() for text in kinds.all_text_contents()} == {"Danger:", "Tip:"}
    signs = page.evaluate(
        """() => ['.callout-danger', '.callout-warning', '.callout-tip'].map(kind => {
          const s = getComputedStyle(document.querySelector(kind + ' > .callout-title'), '::before');
          return [s.content, s.clipPath].join();
        })"""
    )
    assert len(set(signs)) == 3
    page.emulate_media(media="print")
    widths = kinds.evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    assert min(widths) > 20, "the kind cannot be read on paper"


@pytest.mark.parametrize("site", SITES)
def test_paper_is_white_in_the_dark(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites[site].example(A_DOCUMENT[site]), color_scheme="dark")
    page.emulate_media(media="print")
    ink = page.evaluate("() => getComputedStyle(document.querySelector('main p')).color")
    assert sum(map(float, re.findall(r"[\d.]+", ink)[:3])) < 240, f"pale text on white paper: {ink}"


@pytest.mark.parametrize("site", SITES)
def test_pages_are_light(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    """What a first visit loads, compressed as a host would: CSS under 20 KB, JavaScript under 10 KB."""
    page, _ = open_page("about:blank")
    weights: dict[str, int] = {"stylesheet": 0, "script": 0, "font": 0}
    loaded: list[str] = []
    page.on("requestfinished", lambda request: loaded.append(f"{request.resource_type} {request.url}"))
    page.goto(sites[site].example(A_DOCUMENT[site]))
    for kind, url in (line.split(" ", 1) for line in loaded):
        file = sites[site].folder / unquote(urlsplit(url).path).split("/where/", 1)[-1]
        if kind in weights:
            weights[kind] += len(gzip.compress(file.read_bytes()))
    assert 0 < weights["stylesheet"] < 20_000, weights
    assert weights["script"] < 11_000 and weights["font"] == 0, weights


@pytest.mark.xdist_group("browser-help")
def test_opens_from_a_folder(tmp_path: Path, open_page: OpenPage) -> None:
    """`links: file`, as the sample has it: the home page opened from disk leads on, with its colours and languages."""
    folder = build_sample(tmp_path / "sites")
    page, watch = open_page((folder / "help" / "index.html").as_uri())
    page.locator("main .cards a").first.click()
    arrive(page, "body:not(.page-home)")
    page.locator("nav.languages summary").click()
    page.locator("nav.languages a").filter(has_text="Ελληνικά").click()
    arrive(page, "html[lang=el]")
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") != "static", "no style sheet"
    page.locator("[data-contact=header] a").last.click()
    arrive(page, "body.page-contact")
    assert watch.wrong == []
