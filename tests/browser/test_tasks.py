"""What people come for, done to the end: by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import PAINTED, RING, OpenPage, Site, Watch, arrive

pytestmark = pytest.mark.browser

HELP = pytest.mark.xdist_group("browser-help")
HANDBOOK = pytest.mark.xdist_group("browser-handbook")

# what somebody who sees knows of the focus: which element, whether it is marked, in the window, and covered by nothing
FOCUS = (
    f"() => {{ const ring = {RING};"
    + """
  const e = document.activeElement, boxes = [...e.getClientRects()];
  const seen = boxes.some(box => {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right - left < 1 || bottom - top < 1) return false;
    const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return middle && (e.contains(middle) || middle.contains(e));
  });
  return { what: e.outerHTML.slice(0, 120), lost: e === document.body, place: e.id === 'main', ring: ring(e), seen };
}"""
)


# which steps are done, counted from 0
TICKED = "[...document.querySelectorAll('.text-steps ol input')].flatMap((e, at) => e.checked ? [at] : [])"


class Keys:
    """A reader with a keyboard and nothing else: after each key the focus is somewhere, marked, and can be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        # a page of its own for every check below: a link that moves smoothly is not there yet
        page.emulate_media(reduced_motion="reduce")

    def press(self, key: str) -> None:
        """A key that stays on the page."""
        self.page.keyboard.press(key)
        self.look(key)

    def look(self, after: str) -> None:
        self.page.evaluate(PAINTED)
        focus = self.page.evaluate(FOCUS)
        assert not focus["lost"], f"after {after} the focus is nowhere"
        # where a skip link leads is the whole text: no ring around that
        if not focus["place"]:
            assert focus["ring"] and focus["seen"], f"after {after} nobody sees where the focus is: {focus}"

    def tab_to(self, selector: str, limit: int = 90, key: str = "Tab") -> None:
        """Tab until something that fits the selector has the focus; no key that leads nowhere on the way."""
        before = None
        for _ in range(limit):
            self.page.keyboard.press(key)
            now = self.page.evaluate_handle("document.activeElement")
            assert before is None or not before.evaluate("(e, now) => e === now", now), "the focus is trapped"
            self.look(key)
            if now.evaluate("(e, s) => e.matches(s)", selector):
                return
            before = now
        raise AssertionError(f"{selector} is not reached by {limit} times {key}")

    def follow(self, mark: str) -> None:
        """Enter on a link; waits for the page that it leads to."""
        self.page.keyboard.press("Enter")
        arrive(self.page, mark)

    def skip(self) -> None:
        """What stands on every page is passed by at once."""
        self.tab_to(".skip", limit=1)
        self.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "main"


@pytest.fixture
def no_script(sites: dict[str, Site], open_page: OpenPage) -> Iterator[Callable[[str], Page]]:
    """The first page of a site ("help") on a telephone, without JavaScript."""
    watches: list[Watch] = []

    def opened(site: str) -> Page:
        page, watch = open_page(sites[site].at(""), java_script_enabled=False, viewport=PHONE)
        watches.append(watch)
        return page

    yield opened
    assert [watch.wrong for watch in watches] == [[]]


def document_of(page: Page) -> str:
    """The part of its address that no language changes."""
    return urlsplit(page.url).path.rstrip("/").removesuffix("/index.html").rpartition("/")[2]


def euros(text: str) -> list[float]:
    return [float(found) for found in re.findall(r"€(\d+(?:\.\d+)?)", text)]


# ------------------------------------------------------------------------------------------------- by keyboard alone


@HELP
def test_keys_find_how_to_cancel_a_visit(sites: dict[str, Site], open_page: OpenPage) -> None:
    """A slash, words of one's own, an arrow, Enter; then until when it costs nothing, and the number to call."""
    page, watch = open_page(sites["help"].at(""))
    keys = Keys(page)
    keys.press("/")
    page.keyboard.type("cancel my appointment")
    page.locator(".results a").first.wait_for()
    keys.press("ArrowDown")
    while "Cancel" not in page.evaluate("document.activeElement.textContent"):
        keys.press("ArrowDown")
    keys.follow("body.page-document")
    assert document_of(page) == "cancel-or-move"
    keys.skip()
    keys.tab_to("main a[href^='tel:']")
    main = page.locator("main").inner_text()
    assert re.search(r"24 hours before", main) and euros(main), "until when it is free, and what it costs later"
    assert watch.wrong == []


@HELP
def test_keys_change_to_greek_on_the_same_page(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["help"].at("visits/prices/"), viewport=PHONE)
    keys = Keys(page)
    prices = sorted(page.locator("main data[value]").evaluate_all("all => all.map(e => e.value)"))
    keys.tab_to("nav.languages summary")
    keys.press("Enter")
    keys.tab_to("nav.languages a[hreflang=el]", limit=4)
    keys.follow("html[lang=el]")
    assert document_of(page) == "prices"
    assert sorted(page.locator("main data[value]").evaluate_all("all => all.map(e => e.value)")) == prices
    assert re.search("[Ͱ-Ͽ]{4}", page.locator("h1").inner_text())
    assert watch.wrong == []


@HELP
def test_keys_compare_prices_and_get_advice(sites: dict[str, Site], open_page: OpenPage) -> None:
    """From the home page to two services side by side, then answer by answer to the one that fits."""
    page, watch = open_page(sites["help"].at(""))
    keys = Keys(page)
    keys.skip()
    keys.tab_to("main .card-title a")
    keys.follow("body.page-section")
    price = {
        service: page.locator(f".compare td[data-service='{service}']").nth(1).inner_text()
        for service in ("Standard clean", "Deep clean")
    }
    assert euros(price["Standard clean"]) < euros(price["Deep clean"]) and "each hour" in price["Deep clean"]
    keys.skip()
    for answer in ("No", "No", "Yes"):
        keys.tab_to(".decision :is(a, button, input, label)")
        while page.evaluate("document.activeElement.textContent").split()[:1] != [answer]:
            keys.press("Tab")
        page.keyboard.press("Enter")
        keys.look("an answer")
    outcome = page.locator(".decision-outcome:visible")
    assert outcome.count() == 1 and "deep clean" in outcome.inner_text()
    keys.tab_to(".decision-outcome a", limit=5)
    keys.follow("article.document-service")
    assert page.locator("h1").inner_text() == "Deep clean"
    assert watch.wrong == []


@HELP
def test_keys_say_no_and_reach_a_person(sites: dict[str, Site], open_page: OpenPage) -> None:
    """Who is asked knows the page, its version, the language and the answer; who calls sees what to name."""
    page, watch = open_page(sites["help"].at("visits/make-a-complaint/"))
    title = page.locator("h1").inner_text()
    keys = Keys(page)
    keys.tab_to(".feedback a:nth-of-type(3)", limit=150)
    asked = parse_qs(urlsplit(page.evaluate("document.activeElement.href")).query)
    assert asked["document"][0].startswith("VI-") and asked["answer"] == ["no"] and asked["language"] == ["en"]
    keys.tab_to(".feedback .ask-instead a", limit=3)
    keys.follow("body.page-ask")
    assert title in page.locator("[data-about]").inner_text()
    keys.skip()
    keys.tab_to("main a[href^='mailto:']", limit=20)
    assert title in unquote(page.evaluate("document.activeElement.href"))
    assert watch.wrong == []


@HANDBOOK
def test_keys_through_an_accident_and_back(sites: dict[str, Site], open_page: OpenPage) -> None:
    """From the first page to the steps, two of them done, called away, and back where it was left."""
    page, watch = open_page(sites["handbook"].at(""), viewport=PHONE)
    keys = Keys(page)
    keys.skip()
    keys.tab_to("a[href*='respond-to-an-accident']")
    keys.follow("article.document-procedure")
    keys.skip()
    for _ in range(2):
        keys.tab_to(".text-steps ol input:not(:checked)")
        keys.press("Space")
    expect(page.locator(".ticks-line")).to_have_text(re.compile(r"\b2 of \d+"))
    ticked = page.evaluate(TICKED)
    assert len(ticked) == 2
    keys.tab_to(".brand", limit=150, key="Shift+Tab")
    keys.follow("body.page-home")
    page.go_back()
    arrive(page, "article.document-procedure")
    page.reload()
    page.locator(".text-steps ol input:checked").first.wait_for()
    assert page.evaluate(TICKED) == ticked
    assert watch.wrong == []


@HANDBOOK
def test_keys_find_the_safety_line(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].at("work/handle-keys/"), viewport=PHONE)
    keys = Keys(page)
    keys.tab_to(".more-ways")
    keys.follow("body.page-contact")
    keys.skip()
    keys.tab_to("main [data-channel=safety-line] a, main a[href='tel:+390255500112']", limit=20)
    assert "Safety line" in page.evaluate("document.activeElement.closest('li, p, tr, div').textContent")
    assert watch.wrong == []


# ------------------------------------------------------------------------------------------------ without JavaScript


@HELP
def test_without_scripts_find_how_to_cancel(no_script: Callable[[str], Page]) -> None:
    """The search says where else to look, and the list from A to Z leads there."""
    page = no_script("help")
    page.locator("form[role=search] input[type=search]").fill("cancel")
    page.locator("form[role=search] button").click()
    arrive(page, "body.page-search")
    assert page.locator("main noscript").inner_text().strip()
    page.locator("main .search-ways a").first.click()
    arrive(page, "body.page-a-z")
    page.locator("nav.letters a", has_text=re.compile("^C$")).click()
    page.get_by_role("main").get_by_role("link", name="Cancel or move a visit").click()
    arrive(page, "body.page-document")
    assert "24 hours before" in page.locator("main").inner_text()


@HELP
def test_without_scripts_find_the_way_to_an_office(no_script: Callable[[str], Page]) -> None:
    """Hours, map, telephone and the way in, of the one that is near."""
    page = no_script("help")
    page.locator("main a[href*='branches/athens']").first.click()
    arrive(page, "body.page-branch")
    main = page.locator("main")
    assert re.search(r"Mon–Fri\s+08:30–17:30", main.inner_text())
    assert "lift" in main.inner_text(), "who comes with a wheelchair or a stick knows what the way in is like"
    map_ = main.get_by_role("link", name="Open the map").first
    assert "openstreetmap.org" in (map_.get_attribute("href") or "")
    assert main.locator("a[href='tel:+302105550147']").first.is_visible()


@HELP
def test_without_scripts_read_prices_in_greek(no_script: Callable[[str], Page]) -> None:
    page = no_script("help")
    page.locator("nav.languages summary").click()
    page.locator("nav.languages a[hreflang=el]").click()
    arrive(page, "html[lang=el]")
    page.locator("main a[href*='services/']").first.click()
    arrive(page, "body.page-section")
    table = page.locator(".compare")
    assert table.locator("td[data-service]").first.is_visible()
    assert re.search(r"\d+,\d\d\s€", table.inner_text()), "amounts are written as in Greek"
    assert page.locator("details.decision-drawing, ol.decision-list").first.is_visible()


@HELP
def test_without_scripts_say_no_and_reach_a_person(no_script: Callable[[str], Page], sites: dict[str, Site]) -> None:
    page = no_script("help")
    page.goto(sites["help"].example("guide"))
    no = page.locator("section.feedback .buttons a").last
    asked = parse_qs(urlsplit(no.get_attribute("href") or "").query)
    assert asked["answer"] == ["no"] and asked["document"] and asked["version"]
    page.locator(".feedback .ask-instead a").click()
    arrive(page, "body.page-ask")
    assert page.locator("main [data-channel] a[href^='tel:']").first.is_visible()
    assert page.locator("main [data-channel] a[href^='mailto:']").first.is_visible()


@HANDBOOK
def test_without_scripts_print_what_to_do_after_an_accident(no_script: Callable[[str], Page]) -> None:
    page = no_script("handbook")
    page.locator("main a[href*='safety/respond-to-an-accident']").first.click()
    arrive(page, "article.document-procedure")
    steps = page.locator(".text-steps ol > li").count()
    assert page.locator(".text-steps").get_by_text("112").first.is_visible()
    page.locator(".to-sheet a").click()
    arrive(page, "body.page-run-sheet")
    page.emulate_media(media="print")
    assert page.locator(".sheet ol > li:visible").count() >= steps > 4
    assert page.locator(".sheet-fields").first.is_visible(), "no room for date and place"


@HANDBOOK
def test_without_scripts_see_what_changed_and_what_is_mine(no_script: Callable[[str], Page]) -> None:
    """What changed lately, newest first, each with its day; then the documents of a role."""
    page = no_script("handbook")
    page.locator("main a[href*='changes/']").last.click()
    arrive(page, "body.page-changes")
    days = page.locator("main time").evaluate_all("all => all.map(e => e.dateTime)")
    assert len(days) > 5 and days == sorted(days, reverse=True)
    page.locator(".brand").click()
    arrive(page, "body.page-home")
    page.locator("main a[href*='roles/cleaner']").first.click()
    arrive(page, "body.page-role")
    assert page.locator("main .card-title a").count() > 10
    assert page.locator("main a[href*='respond-to-an-accident']").first.is_visible()


# ------------------------------------------------------------------------------------ these tests can fail themselves


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("<style>a:focus { outline: none; box-shadow: none }</style>", "nobody sees"),
        ("<style>.cover { position: fixed; inset: 0; background: #fff }</style><div class=cover></div>", "nobody sees"),
        ("<script>addEventListener('focusin', e => e.target.id == 'b' && e.target.blur())</script>", "nowhere"),
        ("<script>addEventListener('keydown', e => e.target.id == 'a' && e.preventDefault())</script>", "trapped"),
    ],
    ids=["no-ring", "covered", "lost", "trapped"],
)
@HELP
def test_keys_notice(fault: str, says: str, open_page: OpenPage) -> None:
    page, _ = open_page("about:blank", viewport=DESKTOP)
    ring = "<style>a:focus { outline: 3px solid }</style>"
    page.set_content(
        f"<!doctype html>{ring}<a id=a href=#a>one</a> <a id=b href=#b>two</a> <a id=c href=#c>three</a>{fault}"
    )
    with pytest.raises(AssertionError, match=says):
        Keys(page).tab_to("#c", limit=9)
