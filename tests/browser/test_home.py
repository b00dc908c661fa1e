"""The first pages as people use them: notices that come and go, my role, my branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import OpenPage, Site
from tests.browser.sites import LANGUAGES, served
from tests.conftest import build_sample
from tests.projects import BASE, write

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-first-pages")]

At = Callable[..., Page]
"""Opens the first page at a time of the reader's clock."""

NOTICES = """\
notices:
  - {text: Past., from: 2026-11-01, until: 2026-11-30, audience: customer}
  - {text: Soon., from: 2026-12-01, until: 2026-12-08, audience: customer}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a small help centre, built on 2026-11-21."""
    folder = write(tmp_path_factory.mktemp("small"), {**BASE, "sopgen.yaml": BASE["sopgen.yaml"] + NOTICES})
    with served(build_sample(folder / "out", folder / "sopgen.yaml") / "help") as origin:
        yield origin


@pytest.fixture
def at(browser: Browser, small: str) -> Iterator[At]:
    """Opens the small help centre when the reader's clock says so, in a zone far from the organisation's."""
    contexts = []

    def opened(clock: str, script: bool = True) -> Page:
        context = browser.new_context(viewport=PHONE, timezone_id="Pacific/Auckland", java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.clock.set_fixed_time(datetime.fromisoformat(clock))
        page.goto(f"{small}/")
        return page

    yield opened
    for context in contexts:
        context.close()


def notices(page: Page) -> list[str]:
    return [text.partition(".")[0] for text in page.locator(".notices li:visible .notice-words").all_inner_texts()]


@pytest.mark.parametrize(
    ("clock", "shown"),
    [
        ("2026-11-21T12:00:00+01:00", ["Past"]),
        ("2026-11-30T23:59:59+01:00", ["Past"]),
        ("2026-12-01T00:00:00+01:00", ["Soon"]),
        ("2026-12-08T23:59:59+01:00", ["Soon"]),
        ("2026-12-09T00:00:00+01:00", []),
        # a clock that is behind the build knows nothing
        ("2020-01-01T00:00:00+01:00", ["Past"]),
    ],
)
def test_notices_follow_the_readers_clock(clock: str, shown: list[str], at: At) -> None:
    page = at(clock)
    assert notices(page) == shown
    assert page.locator(".notices").is_visible() is bool(shown), "an empty box is not seen"


def test_notices_without_script_are_those_of_the_build(at: At) -> None:
    assert notices(at("2026-12-09T00:00:00+01:00", script=False)) == ["Past"]


# ---------------------------------------------------------------------------------------------- my role, my branch


@pytest.mark.parametrize("language", ["en", "el"])
def test_my_role_is_chosen_once(language: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].example("home", language), viewport=PHONE)
    role = page.locator("[data-mine=role]")
    choice = role.locator("select")
    assert choice.is_visible() and role.locator("summary").count() == 0
    choice.select_option("cleaner")
    title = choice.locator("option:checked").inner_text()
    shown = role.locator(".mine-shown")
    assert shown.locator("details[open]").count() == 1, "on a telephone one part is open, the others wait"
    count = shown.locator("li").count()
    assert count > 10
    page.reload()
    assert choice.input_value() == "cleaner" and shown.locator("li").count() == count
    # the other pages of the role say the same
    shown.locator(".group-more a").click()
    page.wait_for_url("**/roles/cleaner/index.html")
    assert page.locator("h1").inner_text() == title and page.locator("main .card").count() == count
    page.go_back()
    choice.select_option("")
    page.reload()
    assert choice.input_value() == "" and shown.locator("li").count() == 0
    assert watch.wrong == []


def test_my_role_without_script_is_a_list_of_links(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].example("home"), viewport=PHONE, java_script_enabled=False)
    role = page.locator("[data-mine=role]")
    assert not role.locator("select").is_visible()
    role.locator(".mine-all a").first.click()
    assert "/roles/" in page.url


def test_a_role_that_is_gone_and_a_browser_that_keeps_nothing(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].example("home"))
    page.evaluate("localStorage.setItem('sopgen:handbook:role', '\"plumber\"')")
    page.reload()
    assert page.locator("[data-mine=role] select").input_value() == ""
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    page.locator("[data-mine=role] select").select_option("cleaner")
    assert page.locator("[data-mine=role] .mine-shown li").count() > 10, "for this page it holds all the same"
    # a reload may break off what was still on its way
    assert [wrong for wrong in watch.wrong if "ERR_ABORTED" not in wrong] == []


def test_my_branch_is_the_one_that_was_chosen_elsewhere(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].example("home"))
    panel = page.locator("[data-mine=branch]")
    assert panel.locator(".mine-all a").count() == 3
    page.evaluate("sopgen.keep('branch', 'athens')")
    page.evaluate("document.dispatchEvent(new CustomEvent('sopgen:branch', { detail: 'athens' }))")
    link = panel.locator(".mine-shown .group-more a")
    assert link.text_content() == "Athens" and not panel.locator(".mine-all").is_visible()
    page.reload()
    assert link.text_content() == "Athens"
    assert panel.locator(".yours-slot").inner_text().count("Athens"), "whom to reach there stands in the panel"
    page.evaluate("sopgen.keep('branch', null); document.dispatchEvent(new CustomEvent('sopgen:branch'))")
    assert panel.locator(".mine-all").is_visible() and link.count() == 0
    assert watch.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("site", ["handbook", "help"])
def test_the_first_page_has_no_barrier(
    site: str,
    viewport: ViewportSize,
    scheme: str,
    sites: dict[str, Site],
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
) -> None:
    page, watch = open_page(sites[site].example("home"), viewport=viewport, color_scheme=scheme)
    if site == "handbook":
        page.locator("[data-mine=role] select").select_option("cleaner")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watch.wrong == []


def test_whom_to_call_stands_in_the_first_screen(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].example("home"), viewport=PHONE)
    for language in LANGUAGES:
        page.goto(sites["handbook"].example("home", language))
        for link in page.locator(".at-once-calls a").all():
            box = link.bounding_box()
            assert box and box["y"] + box["height"] < PHONE["height"] and box["height"] >= 44, (language, box)


def test_the_branch_is_chosen_in_its_panel(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].example("home"), viewport=PHONE)
    panel = page.locator("[data-mine=branch]")
    panel.locator("[data-branch-button=milan] button").click()
    assert not panel.locator(".mine-all").is_visible()
    panel.locator("[data-branch-off]").click()
    assert panel.locator(".mine-all").is_visible()
    assert watch.wrong == []
