"""Twelve typical views of the sample, and the two pictures of the manual: `make screenshots`, and look at them."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.chromium import DESKTOP, PHONE, launched
from tests.browser.conftest import PAINTED
from tests.browser.sites import served
from tests.conftest import REPOSITORY, build_sample

HERE = Path(__file__).parent / "views"
THEMES = HERE / "themes.txt"
MANUAL = REPOSITORY / "sopgen" / "manual" / "procedures" / "pictures"

# a working morning shortly after the day of the build, where the first branch is: what is open is always the same
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=ZoneInfo("Europe/Rome"))
# what the margins leave of a sheet of A4
SHEET: ViewportSize = {"width": 680, "height": 1030}
CARDS: ViewportSize = {"width": 680, "height": 904}
COVER: ViewportSize = {"width": 1200, "height": 850}


def search(page: Page) -> None:
    page.locator("input[type=search]").first.fill("wrong day, how do i cancel")
    page.locator(".results a").first.wait_for()


def first_answer(page: Page) -> None:
    page.locator(".decision").scroll_into_view_if_needed()
    page.locator(".decision a").first.click()
    page.evaluate("document.querySelector('.decision').scrollIntoView()")


def three_steps(page: Page) -> None:
    for box in page.locator(".text-steps ol input").all()[:3]:
        box.check()
    page.evaluate("document.querySelector('.steps-bar').scrollIntoView()")


def to(selector: str) -> Callable[[Page], None]:
    return lambda page: page.evaluate("s => document.querySelector(s).scrollIntoView()", selector)


@dataclass(frozen=True, slots=True)
class View:
    """One picture: the page below its site, the window, and what is done there before it is taken."""

    name: str
    site: str
    url: str
    window: ViewportSize
    scheme: Literal["light", "dark"] = "light"
    paper: bool = False
    does: Callable[[Page], None] | None = None


VIEWS = (
    View("help-home-phone", "help", "", PHONE),
    View("help-home-desktop-dark", "help", "", DESKTOP, "dark"),
    View("help-search-desktop", "help", "", DESKTOP, does=search),
    View("help-services-it-desktop", "help", "it/services/", DESKTOP, does=to(".compare")),
    View("help-decision-el-phone", "help", "el/services/", PHONE, does=first_answer),
    View("help-contact-ca-phone-dark", "help", "ca/contact/", PHONE, "dark"),
    View("help-branch-el-desktop", "help", "el/branches/athens/", DESKTOP),
    View("help-card-el-paper", "help", "el/contact/card/", CARDS, paper=True),
    View("handbook-home-desktop", "handbook", "", DESKTOP),
    View("handbook-procedure-desktop-dark", "handbook", "safety/handle-chemicals/", DESKTOP, "dark"),
    View("handbook-steps-it-phone", "handbook", "it/work/start-a-visit/", PHONE, does=three_steps),
    View("handbook-run-sheet-paper", "handbook", "safety/respond-to-an-accident/run-sheet/", SHEET, paper=True),
)
COVERS = (View("handbook", "handbook", "safety/handle-chemicals/", COVER), View("help-centre", "help", "", COVER))


def digest() -> str:
    """Of everything that decides how a page looks; line endings are no difference."""
    themes = REPOSITORY / "themes"
    told = hashlib.sha256()
    for file in sorted(themes.rglob("*"), key=lambda file: file.relative_to(themes).as_posix()):
        if file.is_file() and "locales" not in file.parts:
            text = file.read_bytes().replace(b"\r\n", b"\n")
            told.update(f"{file.relative_to(themes).as_posix()} {len(text)}\n".encode() + text)
    return told.hexdigest()


def take(browser: Browser, origin: str, view: View) -> bytes:
    """The picture as PNG."""
    context = browser.new_context(
        viewport=view.window,
        color_scheme=view.scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="Europe/Rome",
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    page.goto(f"{origin}/{view.url}")
    if view.does:
        view.does(page)
    if view.paper:
        page.emulate_media(media="print")
    page.evaluate(PAINTED)
    page.wait_for_timeout(300)  # pictures that are loaded when they come into view
    picture = page.screenshot()
    context.close()
    return picture


def taken(built: Path, views: tuple[View, ...]) -> Iterator[tuple[View, bytes]]:
    """Each view and its picture, of the sites below `built`."""
    with launched() as browser:
        for site in sorted({view.site for view in views}):
            with served(built / site) as origin:
                for view in views:
                    if view.site == site:
                        yield view, take(browser, origin, view)


def main() -> int:
    HERE.mkdir(exist_ok=True)
    for old in HERE.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for view, picture in taken(build_sample(Path(folder) / "sites"), VIEWS + COVERS):
            place = MANUAL if view in COVERS else HERE
            (place / f"{view.name}.png").write_bytes(picture)
            print(f"{len(picture) // 1024:4} KB  {(place / view.name).relative_to(REPOSITORY)}.png")
    THEMES.write_text(f"{digest()}\n", "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
