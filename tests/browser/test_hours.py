"""Open now or not, beside the hours: around every edge, by the clock of the place, and not a word where unsure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from sopgen.build import build
from sopgen.contact.hours import Hours, is_open
from tests.browser.conftest import OpenPage, Site, Watch
from tests.browser.sites import served
from tests.contact.builders import yaml
from tests.projects import project

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-help")]

TOLD = ".branch .open-now"


def instant(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass
class Clock:
    """A page whose clock is ours. Its browser stands in `zone`."""

    open_page: OpenPage
    zone: str = "Europe/Rome"

    def at(self, url: str, moment: datetime, script: str = "", **options: Any) -> tuple[Page, Watch]:
        page, _ = self.open_page("about:blank", timezone_id=self.zone, **options)
        page.clock.set_fixed_time(moment)
        if script:
            page.add_init_script(script)
        watch = Watch("/".join(url.split("/", 3)[:3]) + "/")
        watch.over(page)
        page.goto(url)
        return page, watch


def turn(page: Page, moment: datetime) -> None:
    """The same page at another time, as when a reader comes back to its tab."""
    page.clock.set_fixed_time(moment)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


# The sample is built on 21 November 2026, a Saturday.
EDGES = {
    ("milan", ""): [
        ("2026-11-23T07:59", "Closed now. Opens today 08:00"),
        ("2026-11-23T08:00", "Open now, until 18:30"),
        ("2026-11-23T18:29", "Open now, until 18:30"),
        ("2026-11-23T18:30", "Closed now. Opens tomorrow 08:00"),
        ("2026-11-24T00:00", "Closed now. Opens today 08:00"),
        ("2026-11-27T19:00", "Closed now. Opens tomorrow 09:00"),
        ("2026-11-28T13:00", "Closed now. Opens Monday 08:00"),
        ("2026-12-06T12:00", "Closed now. Opens Wednesday 08:00"),  # two holidays ahead
        ("2026-12-07T10:00", "Closed today (Saint Ambrose's Day). Opens Wednesday 08:00"),
        ("2026-12-08T10:00", "Closed today (Immaculate Conception). Opens tomorrow 08:00"),
        ("2026-12-24T12:59", "Open now, until 13:00"),  # an exception
        ("2026-12-24T13:00", "Closed now. Opens Monday 08:00"),
        ("2026-12-25T10:00", "Closed today (Christmas Day). Opens Monday 08:00"),
        ("2027-03-29T10:00", "Closed today (Easter Monday). Opens tomorrow 08:00"),
        ("2027-05-22T12:59", "Open now, until 13:00"),  # near the end of what the page knows
    ],
    ("barcelona", "ca"): [
        ("2026-11-23T08:59", "Ara tancat. Obre avui a les 9:00"),
        ("2026-11-23T13:59", "Obert ara, fins a les 14:00"),
        ("2026-11-23T14:00", "Ara tancat. Obre avui a les 16:00"),
        ("2026-11-23T16:00", "Obert ara, fins a les 19:30"),
        ("2026-11-28T14:00", "Ara tancat. Obre dilluns a les 9:00"),
        ("2027-01-06T11:00", "Avui tancat (Reis). Obre demà a les 9:00"),
    ],
    ("milan", "it"): [
        ("2026-11-23T10:00", "Aperto ora, fino alle 18:30"),
        ("2026-11-28T13:00", "Ora chiuso. Apre lunedì alle 08:00"),
        ("2026-12-07T10:00", "Oggi chiuso (Sant'Ambrogio). Apre mercoledì alle 08:00"),
    ],
    ("athens", "el"): [
        ("2026-11-23T10:00", "Ανοιχτά τώρα, έως τις 17:30"),
        ("2026-11-28T14:30", "Κλειστά. Ανοίγει Δευτέρα στις 08:30"),
        ("2027-01-06T10:00", "Κλειστά σήμερα (Θεοφάνεια). Ανοίγει αύριο στις 08:30"),
    ],
}
ZONES = {"milan": "Europe/Rome", "barcelona": "Europe/Madrid", "athens": "Europe/Athens"}


@pytest.mark.parametrize(("branch", "language"), EDGES)
def test_edges(branch: str, language: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    url = sites["help"].at(f"{language}/branches/{branch}/".lstrip("/"))
    zone = ZONES[branch]
    page, watch = Clock(open_page, zone).at(url, instant("2026-11-23T10:00", zone))
    said = {}
    for when, _ in EDGES[branch, language]:
        turn(page, instant(when, zone))
        said[when] = page.locator(TOLD).inner_text()
    assert said == dict(EDGES[branch, language])
    assert watch.wrong == []


def test_the_clock_of_the_branch_counts(sites: dict[str, Site], open_page: OpenPage) -> None:
    """A reader in New York is told whose clock it is, and so is one in Lord Howe, where it is tomorrow already."""
    url = sites["handbook"].at("branches/milan/")
    for zone in ("America/New_York", "Australia/Lord_Howe"):
        page, _ = Clock(open_page, zone).at(url, instant("2026-11-23T18:29", "Europe/Rome"))
        assert page.locator(TOLD).inner_text() == "Open now, until 18:30 · Central European Time (Rome)"


def test_today_is_a_word_of_the_reader(sites: dict[str, Site], open_page: OpenPage) -> None:
    """In Athens it is Tuesday, in Rome still Monday: no "today" that is tomorrow, and at midnight it changes."""
    page, _ = open_page("about:blank", timezone_id="Europe/Rome")
    page.clock.install(time=instant("2026-11-23T23:58", "Europe/Rome"))
    page.goto(sites["help"].at("branches/athens/"))
    told, zone = page.locator(TOLD), " · Eastern European Time (Athens)"
    assert told.inner_text() == f"Closed now. Opens Tuesday 08:30{zone}"
    page.clock.run_for("02:10")
    assert told.inner_text() == f"Closed now. Opens today 08:30{zone}"
    turn(page, instant("2027-01-05T23:30", "Europe/Rome"))  # a holiday over there already
    assert told.inner_text() == f"Closed now. Opens Thursday 08:30{zone}"


UNSURE = [
    ("the clock of the device is years behind", "2020-01-01T10:00", ""),
    ("it is before the day of the build", "2026-11-20T10:00", ""),
    ("past what the page knows", "2027-05-23T00:00", ""),
    ("years later", "2031-01-01T10:00", ""),
    (
        "the browser has no words in the language",
        "2026-11-23T10:00",
        "Intl.DateTimeFormat.supportedLocalesOf = () => []",
    ),
    ("the browser has no Intl", "2026-11-23T10:00", "delete globalThis.Intl"),
    ("the clock is none", "2026-11-23T10:00", "Date.now = () => NaN"),
]


@pytest.mark.parametrize(("why", "when", "script"), UNSURE, ids=[why for why, _, _ in UNSURE])
def test_nothing_where_unsure(why: str, when: str, script: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    moment = instant(when, "Europe/Rome")
    page, watch = Clock(open_page).at(sites["help"].at("branches/milan/"), moment, script)
    assert set(page.locator(".open-now").all_inner_texts()) == {""}
    assert "08:00–18:30" in page.locator(".branch .hours").first.inner_text(), "the table stands there"
    assert watch.wrong == []


def test_without_script_there_is_the_table(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = open_page(sites["help"].at("branches/milan/"), java_script_enabled=False)
    assert "08:00–18:30" in page.locator(".branch .hours").first.inner_text()
    for line in page.locator(".open-now").all():
        assert not line.is_visible(), "room is kept for what never comes"


def test_it_changes_while_the_page_stands_open(sites: dict[str, Site], open_page: OpenPage) -> None:
    """At the next change and at no other time: a timer for each change, no poll."""
    page, _ = open_page("about:blank", timezone_id="Europe/Rome")
    page.clock.install(time=instant("2026-11-23T07:00", "Europe/Rome"))
    page.add_init_script(
        "window.waits = []; const wait = setTimeout; window.setTimeout = (f, ms) => (waits.push(ms), wait(f, ms))"
    )
    page.goto(sites["help"].at("branches/milan/"))
    told = page.locator(TOLD)
    assert told.inner_text() == "Closed now. Opens today 08:00"
    page.clock.run_for("59:50")
    assert told.inner_text() == "Closed now. Opens today 08:00"
    page.clock.run_for("00:20")
    assert told.inner_text() == "Open now, until 18:30"
    page.clock.run_for("10:30:00")
    assert told.inner_text() == "Closed now. Opens tomorrow 08:00"
    page.clock.run_for("06:00:00")
    assert told.inner_text() == "Closed now. Opens today 08:00", "tomorrow became today at midnight"
    assert len(page.evaluate("waits")) < 12, page.evaluate("waits")


def test_beside_each_channel_with_hours(sites: dict[str, Site], open_page: OpenPage) -> None:
    """In the footer once for all that share hours; on the contact page beside each; nothing beside day and night."""
    page, _ = Clock(open_page).at(sites["help"].at("contact/"), instant("2026-11-23T10:00", "Europe/Rome"))
    assert page.locator("footer .usual .open-now").inner_text() == "Open now, until 20:00"
    usual = page.get_by_text("At our usual hours")
    assert usual.count() > 3
    for words in usual.all():
        beside = words.locator("xpath=..").locator(".open-now")
        assert beside.all_inner_texts() == ["Open now, until 20:00"], words.locator("xpath=..").inner_text()
    assert page.locator("#way_emergency .open-now, #way_email .open-now").count() == 0
    assert page.locator(".place .open-now").all_inner_texts() == [
        "Open now, until 18:30", "Open now, until 14:00", "Open now, until 17:30 · Eastern European Time (Athens)",
    ]  # fmt: skip
    assert page.locator("[aria-live], [role=alert], [role=timer]").count() == 0


def test_under_the_number_of_the_header_only_while_nobody_answers(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = Clock(open_page).at(sites["help"].at(""), instant("2026-11-23T10:00", "Europe/Rome"))
    line = page.locator("[data-contact=header] .open-now")
    assert not line.is_visible()
    turn(page, instant("2026-11-23T20:00", "Europe/Rome"))
    assert line.inner_text() == "Closed now. Opens tomorrow 07:30"
    row = page.locator("[data-contact=header]").bounding_box()
    box = line.bounding_box()
    assert row and box and box["x"] >= row["x"] and box["x"] + box["width"] <= row["x"] + row["width"] + 1
    turn(page, instant("2027-11-23T20:00", "Europe/Rome"))
    assert not line.is_visible()


def test_on_paper_it_says_nothing(sites: dict[str, Site], open_page: OpenPage) -> None:
    page, _ = Clock(open_page).at(sites["help"].at("contact/"), instant("2026-11-23T10:00", "Europe/Rome"))
    page.emulate_media(media="print")
    assert not any(line.is_visible() for line in page.locator(".open-now").all())


# -------------------------------------------------------------------------------------- hours that the sample has not

ODD = {
    "bar": ("Europe/Rome", "{mon-sat: 18:00-02:00, sun: 18:00-24:00}", "{}"),
    "nights": ("America/New_York", "{mon-sun: 22:00-06:00}", "{}"),
    "island": ("Australia/Lord_Howe", "{mon-sun: [00:00-02:15, 02:45-24:00]}", "{2027-03-01..2027-03-02: closed}"),
    "weekdays": ("Europe/Rome", "{mon-fri: 00:00-24:00}", "{2027-01-04..2027-01-15: closed}"),
}
SPECIAL = {
    "bar": [
        ("2026-11-24T01:59", "Open now, until 02:00"),
        ("2026-11-24T02:00", "Closed now. Opens today 18:00"),
        ("2026-11-23T00:00", "Closed now. Opens today 18:00"),  # after Sunday's 24:00
        ("2026-11-22T23:59", "Open now, until 24:00"),
    ],
    "weekdays": [
        ("2026-11-23T10:00", "Open now"),
        ("2026-11-27T10:00", "Open now, until 24:00"),
        ("2027-01-02T10:00", "Closed now. Opens Monday 18 January 00:00"),
    ],
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a site whose branches have the hours above."""
    root = tmp_path_factory.mktemp("odd")
    phone = "kind: phone, audience: customer, label: Call us, number: '02 5550 0130'"
    written = {
        "hours.yaml": "desk: {time_zone: Europe/Rome, weekly: {mon-sat: 09:00-20:00}}\n"
        + "".join(f"{key}: {{time_zone: {z}, weekly: {w}, exceptions: {e}}}\n" for key, (z, w, e) in ODD.items()),
        "branches.yaml": "".join(
            f"{key}:\n  name: The {key}\n  country: IT\n  hours: {key}\n  channels:\n"
            f"    - {{id: {key}-phone, {phone}, hours: {key}}}\n"
            for key in ODD
        ),
    }
    built = build(project(root, written), root / "build")
    assert built.published, built.problems
    with served(root / "build" / "help") as origin:
        yield origin


@pytest.mark.parametrize("branch", SPECIAL)
def test_odd_hours(branch: str, odd: str, open_page: OpenPage) -> None:
    zone = ODD[branch][0]
    page, _ = Clock(open_page, zone).at(f"{odd}/branches/{branch}/", instant("2026-11-23T10:00", zone))
    said = {}
    for when, _ in SPECIAL[branch]:
        turn(page, instant(when, zone))
        said[when] = page.locator(TOLD).inner_text()
    assert said == dict(SPECIAL[branch])


NIGHTS = {"bar": date(2027, 3, 28), "nights": date(2027, 3, 14), "island": date(2027, 4, 4)}


@pytest.mark.parametrize("branch", NIGHTS)
def test_the_browser_agrees_with_the_build(branch: str, odd: str, open_page: OpenPage) -> None:
    """Every ten minutes, and the minute before, from the noon before a night when clocks change to the noon after."""
    zone, weekly, exceptions = ODD[branch]
    week = Hours.model_validate({"time_zone": zone, "weekly": yaml(weekly), "exceptions": yaml(exceptions)})
    noon = instant(f"{NIGHTS[branch] - timedelta(days=1)}T12:00", zone)
    page, _ = Clock(open_page, "UTC").at(f"{odd}/branches/{branch}/", noon)
    moments = [noon + timedelta(minutes=step + around) for step in range(0, 24 * 60, 10) for around in (-1, 0)]
    differing = []
    for moment in moments:
        turn(page, moment)
        if (page.locator(TOLD).get_attribute("data-open") == "yes") != is_open(week, moment):
            differing.append(moment)
    assert differing == []
