"""A decision as people use it: answer by answer, back again, all at once, on paper, with keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import PAINTED, OpenPage, Site

DISPENSER = "guides/dispenser/solve-dispenser-problems/"
HERE = ".decision .is-here"


def words(page: Page) -> str:
    """What stands in front of the reader now: the question, or the end that has come."""
    return page.locator(".decision .is-reached, .decision .is-here > .decision-words").inner_text()


def answer(page: Page, text: str) -> None:
    page.locator(f"{HERE} .decision-answers a").filter(has_text=text).first.click()
    page.evaluate(PAINTED)


def test_question_by_question_and_back(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, watch = open_page(sites["help"].at(DISPENSER), viewport=PHONE)
    assert words(page) == "Has concentrate leaked or spilled?"
    answer(page, "No")
    answer(page, "never stops")
    assert words(page) == "The tap drips."
    assert page.evaluate("document.activeElement.textContent") == "The tap drips."
    past = page.locator(".decision .is-past").all_inner_texts()
    assert [" ".join(text.split()) for text in past] == [
        "Has concentrate leaked or spilled? No",
        "Does anything come out when you open the tap? Yes, and it never stops The tap drips.",
    ]
    page.go_back()
    assert words(page) == "Does anything come out when you open the tap?"
    page.go_forward()
    assert words(page) == "The tap drips."
    page.get_by_role("button", name="One question back").click()
    assert words(page) == "Does anything come out when you open the tap?"
    page.get_by_role("button", name="Start again").click()
    assert words(page) == "Has concentrate leaked or spilled?"
    assert watch.wrong == []


def test_an_address_leads_to_its_question(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, watch = open_page(sites["help"].at(DISPENSER) + "#colour")
    assert words(page) == "How does the mix look in the spray bottle?"
    answer(page, "foam")
    page.locator(".decision .is-reached a").click()
    page.evaluate(PAINTED)
    assert page.locator("#there-is-too-much-foam").bounding_box()
    assert page.url.endswith("#there-is-too-much-foam")
    assert watch.wrong == []


def test_keys_alone(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["handbook"].at("customers/give-a-refund/"))
    page.locator(f"{HERE} a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(HERE)).to_contain_text("credit for this event")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".decision .is-reached")).to_have_text("Offer a goodwill credit of up to €20.")


def test_all_questions_at_once_and_on_paper(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["help"].at("services/"))
    questions = page.locator(".decision-question > .decision-words")
    assert [each.is_visible() for each in questions.all()] == [True, False, False, False]
    page.emulate_media(media="print")
    assert all(each.is_visible() for each in questions.all())
    assert page.locator(".decision .flowchart").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show all questions").click()
    assert all(each.is_visible() for each in questions.all())
    page.get_by_role("button", name="One question at a time").click()
    assert [each.is_visible() for each in questions.all()] == [True, False, False, False]


def test_without_script_it_is_a_list(open_page: OpenPage, sites: dict[str, Site]) -> None:
    page, _ = open_page(sites["help"].at("services/"), java_script_enabled=False)
    assert all(each.is_visible() for each in page.locator(".decision-words").all())
    assert not page.locator(".decision-buttons").is_visible()


@pytest.mark.parametrize("language", ["", "it/", "ca/", "el/"])
def test_words_stay_in_their_boxes(open_page: OpenPage, sites: dict[str, Site], language: str) -> None:
    page, _ = open_page(sites["help"].at(f"{language}{DISPENSER}"))
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.flowchart g')].filter(box => {
          const edge = box.querySelector('rect').getBoundingClientRect();
          return [...box.querySelectorAll('text')].some(words => {
            const at = words.getBoundingClientRect();
            return at.left < edge.left || at.right > edge.right || at.top < edge.top || at.bottom > edge.bottom;
          });
        }).map(box => box.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize("language", ["", "it/", "ca/", "el/"])
@pytest.mark.parametrize("address", ["services/", DISPENSER])
def test_a_drawing_uses_the_room_there_is_and_can_be_read(
    open_page: OpenPage, sites: dict[str, Site], address: str, language: str
) -> None:
    page, _ = open_page(sites["help"].at(f"{language}{address}"))
    cut = "[...document.querySelectorAll('.decision-frame')].map(it => it.scrollWidth > it.clientWidth + 1)"
    assert page.evaluate(cut) == [False], "cut off beside empty room"
    page.set_viewport_size(PHONE)
    page.evaluate("document.querySelector('.decision-drawing').open = true")
    letters = page.evaluate(
        """() => { const drawing = document.querySelector('.flowchart');
          return drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width * 14; }"""
    )
    assert letters >= 11.9 and page.evaluate(cut) == [True]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(
    open_page: OpenPage, sites: dict[str, Site], axe: Callable[[Page], list[str]], scheme: str
) -> None:
    page, _ = open_page(sites["help"].at(DISPENSER), viewport=PHONE, color_scheme=scheme)
    assert axe(page) == []
    answer(page, "No")
    answer(page, "nothing")
    page.locator(".decision-drawing summary").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
