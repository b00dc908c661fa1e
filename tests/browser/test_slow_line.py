"""Nothing moves while a page arrives in pieces and its pictures and scripts come late."""

from __future__ import annotations

from itertools import cycle, product

import pytest

from tests.browser.chromium import DESKTOP, PHONE
from tests.browser.conftest import PAINTED, OpenPage, Site
from tests.browser.sites import KINDS, LANGUAGES, SlowHandler, example, served

pytestmark = pytest.mark.browser

SITES = [pytest.param(site, marks=pytest.mark.xdist_group(f"browser-{site}")) for site in KINDS]


@pytest.mark.parametrize("site", SITES)
def test_nothing_moves_on_a_slow_line(site: str, sites: dict[str, Site], open_page: OpenPage) -> None:
    """A page of each kind, languages and windows in turn; all at once, for most of the time is waiting."""
    folder = sites[site].folder
    turns = zip(KINDS[site], cycle(product(LANGUAGES, (PHONE, DESKTOP))), strict=False)
    views = [("404.html", PHONE), *((example(folder, kind, language), window) for kind, (language, window) in turns)]
    moved = {}
    with served(folder, SlowHandler) as origin:
        pages = [open_page(f"{origin}/{address}", until="commit", viewport=window)[0] for address, window in views]
        for (address, _), page in zip(views, pages, strict=True):
            page.wait_for_load_state("load")
            page.evaluate(PAINTED)
            moved[address] = page.evaluate("window.sopgenShifts")
    assert set(moved) == {address for address, _ in views}
    assert {address: shifts for address, shifts in moved.items() if shifts} == {}
