"""Steps to tick: by keyboard, kept for this version, forgotten with the next, honest where nothing is kept; paper."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.chromium import PHONE
from tests.browser.conftest import OpenPage, Site

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-handbook")]

EQUIPMENT = "work/look-after-equipment/"
OFFICE = "office/open-the-office/"
KEYS = "Object.keys(localStorage).filter(key => key.includes('ticks:'))"
REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('not here'); }})"


def line(page: Page) -> str:
    return page.locator(".ticks-line").inner_text()


def test_a_step_is_ticked_by_keyboard_and_stays_so(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].at(EQUIPMENT))
    assert line(page) == "0 of 22 done"
    first = page.get_by_role("checkbox", name="1. Sort the cloths by colour into the laundry bags.")
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert line(page) == "2 of 22 done"
    assert page.locator(".ticks-line").get_attribute("role") == "status"
    page.reload()
    assert line(page) == "2 of 22 done" and first.is_checked()
    first.press("Space")
    assert line(page) == "1 of 22 done", "what was ticked can be unticked"
    assert watch.wrong == []


def test_the_button_takes_all_ticks_back(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].at(EQUIPMENT))
    reset = page.get_by_role("button", name="Start again")
    assert not reset.is_visible(), "there is nothing to take back"
    page.locator(".need .tick").first.check()
    page.locator(".to-tick .tick").first.check()
    reset.focus()
    page.keyboard.press("Enter")
    assert line(page) == "0 of 22 done" and page.locator(".tick:checked").count() == 0
    assert page.evaluate("document.activeElement.matches('.to-tick .tick')"), "the focus is lost with the button"
    assert page.evaluate(KEYS) == []
    assert watch.wrong == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "Things ready: 1 of 4"),
        ("it/", "Cose pronte: 1 di 4"),
        ("ca/", "Coses a punt: 1 de 4"),
        ("el/", "Έτοιμα πράγματα: 1 από 4"),
    ],
)
def test_what_is_at_hand_is_counted_apart(
    language: str, said: str, sites: dict[str, Site], open_page: OpenPage
) -> None:
    page, _ = open_page(sites["handbook"].at(f"{language}work/start-a-visit/"))
    ready, before = page.locator(".ticks-needs"), line(page)
    assert ready.inner_text() == ""
    page.locator(".need .tick").first.check()
    assert ready.inner_text() == said and line(page) == before
    page.locator(".ticks-reset").click()
    assert ready.inner_text() == "" and not page.locator(".ticks-reset").is_visible()


def test_all_steps_done_is_said(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at("it/" + EQUIPMENT))
    for box in page.locator(".to-tick > .tick").all():
        box.check()
    assert line(page) == "Tutto fatto: 22 di 22"
    assert page.locator(".ticks-end").inner_text() == "Tutto fatto: 22 di 22"


def test_of_tabs_the_one_that_is_begun_counts(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at(OFFICE))
    assert line(page) == "0 of 21 done"
    page.locator(".tab").nth(0).locator(".tick").first.check()
    assert line(page) == "1 of 20 done"


@pytest.mark.parametrize("change", ["state => state.replace(/^[^-]*/, '0.9')", "state => state + 'x'"])
def test_a_new_version_forgets_old_ticks_and_says_so(change: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at(EQUIPMENT))
    page.locator(".to-tick .tick").first.check()
    page.evaluate(
        f"""() => {{ const key = {KEYS}[0], kept = JSON.parse(localStorage[key]);
        kept.state = ({change})(kept.state); localStorage[key] = JSON.stringify(kept); }}"""
    )
    page.reload()
    assert line(page) == "0 of 22 done"
    assert "The steps have changed" in page.locator(".ticks-note").inner_text()
    assert page.evaluate(KEYS) == [], "what the old version kept is still there"


def test_ticks_of_another_day_are_shown_with_their_day(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at(EQUIPMENT))
    page.locator(".to-tick .tick").first.check()
    assert page.locator(".ticks-note").inner_text() == ""
    page.evaluate(
        f"""() => {{ const key = {KEYS}[0], kept = JSON.parse(localStorage[key]);
        kept.day = '2026-3-2'; localStorage[key] = JSON.stringify(kept); }}"""
    )
    page.reload()
    assert page.locator(".ticks-note").inner_text() == "Ticked on Monday 2 March. Go on, or start again."
    page.locator(".to-tick .tick").nth(1).check()
    assert page.locator(".ticks-note").inner_text() == "", "they are of today now"


def test_a_browser_that_keeps_nothing_says_so_once(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["handbook"].at(EQUIPMENT))
    page.add_init_script(REFUSED)
    page.reload()
    assert page.locator(".ticks-note").inner_text() == ""
    page.locator(".to-tick .tick").first.check()
    assert line(page) == "1 of 22 done"
    assert "keeps no ticks" in page.locator(".ticks-note").inner_text()
    assert watch.wrong == []


def test_ticks_work_from_a_folder(sample_sites: Path, open_page: OpenPage) -> None:
    page, watch = open_page((sample_sites / "handbook" / EQUIPMENT / "index.html").as_uri())
    page.locator(".to-tick .tick").first.check()
    page.reload()
    assert line(page) == "1 of 22 done"
    assert watch.wrong == []


def test_a_customer_ticks_a_guide(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, watch = open_page(sites["help"].at("el/guides/dispenser/assemble-the-dispenser/"), viewport=PHONE)
    page.locator(".to-tick .tick").first.check()
    assert line(page) == "Έγιναν 1 από 21"
    assert page.locator(".to-sheet, .step-role").count() == 0
    assert watch.wrong == []


def test_boxes_are_large_and_beside_their_step(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at(EQUIPMENT), viewport={"width": 320, "height": 640})
    for box in page.locator(".tick").all():
        size = box.bounding_box()
        assert size and size["width"] >= 44 and size["height"] >= 44
        assert size["x"] >= 0 and size["x"] + size["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_warning_is_heard_with_the_box_of_the_step_that_it_guards(
    sites: dict[str, Site], open_page: OpenPage
) -> None:
    page, _ = open_page(sites["handbook"].at(EQUIPMENT))
    told = page.get_by_role("checkbox", name="6. Empty the bottles").get_attribute("aria-describedby")
    assert "One product at a time" in page.locator(f"#{told}").inner_text()


def test_without_scripts_nothing_is_there_to_tick(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at(EQUIPMENT), java_script_enabled=False)
    assert page.locator(".tick").count() == 0 and not page.locator(".ticks").is_visible()
    assert page.locator(".steps-sum").is_visible() and page.locator(".to-sheet a").is_visible()


@pytest.mark.parametrize("language", ["en", "el"])
def test_the_page_and_its_run_sheet_are_accessible(
    language: str, sites: dict[str, Site], open_page: OpenPage, axe: object
) -> None:
    assert callable(axe)
    prefix = "" if language == "en" else f"{language}/"
    for url in (f"{prefix}{OFFICE}", f"{prefix}{OFFICE}run-sheet/"):
        page, watch = open_page(sites["handbook"].at(url), viewport=PHONE)
        for box in page.locator(".to-tick .tick").all()[:2]:
            box.check()
        assert axe(page) == []
        assert page.evaluate("window.sopgenShifts") == [], "something moved when the script came"
        assert watch.wrong == []


def printed(page: Page) -> list[str]:
    return [text.extract_text() for text in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]


@pytest.mark.parametrize("url", [OFFICE, "el/safety/respond-to-an-accident/", "it/people/welcome-a-new-colleague/"])
def test_run_sheet_on_paper(url: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["handbook"].at(f"{url}run-sheet/"))
    expected = [word.strip() for word in page.locator(".sheet-fields dt").all_inner_texts()]
    steps = page.locator(".text ol:not(.list) > li").count()
    sheets = printed(page)
    text = "\n".join(sheets)
    assert all(word in text for word in expected) and len(expected) == 5
    assert "02 5550 0112" in text, "the number for emergencies is not on the paper"
    assert all("https://handbook.serenetta.example/" in sheet for sheet in sheets), "a sheet that says no version"
    assert page.locator("body").inner_text().count("\n") > steps
    assert len(sheets) <= 4


def test_no_part_of_the_steps_begins_at_the_foot_of_a_sheet(sites: dict[str, Site], open_page: OpenPage) -> None:
    """A heading stands with two steps at least; a warning with the step that it guards."""
    for url in (OFFICE, EQUIPMENT, "people/train-and-sign-off/", "safety/handle-chemicals/"):
        page, _ = open_page(sites["handbook"].at(f"{url}run-sheet/"))
        headings = page.locator(".text :is(h2, h3)").all_inner_texts()
        guards = [" ".join(said.split()) for said in page.locator(".guards > .callout-title").all_inner_texts()]
        for sheet in printed(page):
            lines = [" ".join(part.split()) for part in sheet.split("\n") if part.strip()]
            foot = lines[-6:]
            assert not [said for said in foot[-3:] if said in headings], foot
            assert not [said for said in foot[-2:] if said in guards], foot
