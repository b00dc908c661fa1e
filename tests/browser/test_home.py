"""The first pages as people use them: notices that come and go, my role, my branch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import PHONE
from tests.browser.sites import served
from tests.conftest import build_sample
from tests.projects import BASE, write

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-first-pages")]

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
def at(browser: Browser, small: str) -> Iterator[object]:
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
def test_notices_follow_the_readers_clock(clock: str, shown: list[str], at) -> None:  # type: ignore[no-untyped-def]
    page = at(clock)
    assert notices(page) == shown
    assert page.locator(".notices").is_visible() is bool(shown), "an empty box is not seen"


def test_notices_without_script_are_those_of_the_build(at) -> None:  # type: ignore[no-untyped-def]
    assert notices(at("2026-12-09T00:00:00+01:00", script=False)) == ["Past"]
