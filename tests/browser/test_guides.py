"""What explains in a guide: numbers on pictures, before and after, and the way on when a remedy did not help."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import PAINTED, OpenPage, Site

PARTS = "guides/dispenser/assemble-the-dispenser/"
SOLVE = "guides/dispenser/solve-dispenser-problems/"
DEEP = "services/deep-clean/"

# How far the middle of each circle is from its place in per cent of the picture, in pixels; the largest.
ASTRAY = """() => {
  const picture = document.querySelector('.numbered-picture > img').getBoundingClientRect();
  return Math.max(...[...document.querySelectorAll('.numbered-mark circle')].map(circle => {
    const at = circle.getBoundingClientRect(), share = name => parseFloat(circle.getAttribute(name)) / 100;
    return Math.hypot(at.left + at.width / 2 - picture.left - share('cx') * picture.width,
                      at.top + at.height / 2 - picture.top - share('cy') * picture.height);
  }));
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_numbers_stand_where_they_belong(
    open_page: OpenPage, sites: dict[str, Site], viewport: ViewportSize, media: str
) -> None:
    page, watch = open_page(sites["help"].at(PARTS), viewport=viewport)
    page.locator(".numbered-picture").scroll_into_view_if_needed()
    page.emulate_media(media=media)  # type: ignore[arg-type]  # one of the two that it knows
    page.evaluate("document.querySelector('.numbered-picture > img').decode()")
    assert page.evaluate(ASTRAY) < 1
    assert watch.wrong == []


def test_a_number_leads_to_its_words_and_back(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["help"].at(PARTS), viewport=PHONE, has_touch=True, java_script_enabled=False)
    page.get_by_role("link", name="4: Seal ring, soft and black").tap()
    assert page.url.endswith("#part-4")
    assert page.locator(".numbered-part:target").inner_text().split("\n")[-1] == "Seal ring, soft and black"
    page.get_by_role("link", name="Number 4 in the picture").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#part-4-mark")


def test_a_slider_moves_between_before_and_after(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, watch = open_page(sites["help"].at(DEEP))
    page.locator(".before-after").scroll_into_view_if_needed()
    slider = page.get_by_role("slider", name="Before and after")
    slider.wait_for()
    shown = "getComputedStyle(document.querySelectorAll('.before-after img')[1]).clipPath"
    assert page.evaluate(shown) == "inset(0px 0px 0px 50%)"
    slider.press("ArrowRight")
    assert page.evaluate(shown) == "inset(0px 0px 0px 51%)"
    page.emulate_media(media="print")
    assert page.evaluate(shown) == "none"
    before, after = (
        box for box in (picture.bounding_box() for picture in page.locator(".before-after img").all()) if box
    )
    assert before["x"] + before["width"] <= after["x"]
    assert watch.wrong == []


def test_without_script_both_pictures_are_there(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["help"].at(DEEP), viewport=PHONE, java_script_enabled=False)
    before, after = page.locator(".before-after figure").all()
    above, below = before.bounding_box(), after.bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    assert before.inner_text() == "Before: A year of limescale"


def test_what_did_not_work_leads_on(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["help"].at(SOLVE), viewport=PHONE, java_script_enabled=False)
    first, second = page.locator(".worked").all()[:2]
    first.locator("summary").click()
    assert first.locator(".worked-yes > p").is_visible()
    first.get_by_role("link", name="Dirt blocks the tap").click()
    assert page.url.endswith("#dirt-blocks-the-tap")
    assert second.locator("a").first.get_attribute("href") == "tel:+390255500147"
    second.locator("a").last.click()
    assert "from=" in page.url


@pytest.mark.parametrize(("url", "part"), [(PARTS, ".numbered"), (DEEP, ".before-after"), (SOLVE, ".worked")])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(
    open_page: OpenPage,
    sites: dict[str, Site],
    axe: Callable[[Page], list[str]],
    url: str,
    part: str,
    scheme: str,
) -> None:
    page, _ = open_page(sites["help"].at(url), viewport=PHONE, color_scheme=scheme)
    page.locator(part).first.scroll_into_view_if_needed()
    page.evaluate(PAINTED)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_film_plays_with_its_captions_when_asked(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, watch = open_page(sites["help"].at("it/guides/dispenser/use-the-dispenser/"), viewport=PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate("document.querySelector('video').readyState") == 0
    shown = page.evaluate(
        """() => new Promise(done => {
          const film = document.querySelector('video'), track = film.textTracks[0];
          track.addEventListener('cuechange', () => { if (track.activeCues.length) done(track.activeCues[0].text); });
          film.muted = true;
          film.play();
        })"""
    )
    assert shown.startswith("Apri lo sportellino")
    assert [url.rpartition("/")[2] for url in asked if url.endswith((".webm", ".vtt"))][:2]
    assert page.locator("details.transcript").is_visible()
    assert watch.wrong == []
