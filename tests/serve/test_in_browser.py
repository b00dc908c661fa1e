"""A browser that is left open follows what is written, without a click."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import launched
from tests.serve.test_server import REFUND, serving


@pytest.mark.browser
def test_the_page_follows_the_file(tmp_path: Path) -> None:
    with serving(tmp_path) as server, launched() as chromium:
        page = chromium.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.port}/handbook/customers/give-a-refund/")
        server.edit(REFUND, "Give the customer the receipt.", "Smile at the customer.")
        page.get_by_text("Smile at the customer.").wait_for()
        assert said == []
        server.edit(REFUND, "title: Give a refund", "title: [Give a refund")
        page.get_by_role("heading", name="This page has an error").wait_for()
        page.get_by_role("link", name="Show the page as it was last read").click()
        page.get_by_text("Smile at the customer.").wait_for()
        page.go_back()
        server.edit(REFUND, "title: [Give a refund", "title: Pay back")
        page.get_by_role("heading", name="Pay back").wait_for()


@pytest.mark.browser
def test_a_page_is_loaded_once_for_one_text(tmp_path: Path) -> None:
    """Though it is shown before the rest is built; whoever looks at another page follows then."""
    with serving(tmp_path) as server, launched() as chromium:
        base, loads = f"http://127.0.0.1:{server.port}/handbook/", list[str]()
        other, page = chromium.new_page(), chromium.new_page()
        other.goto(base)
        page.goto(f"{base}customers/give-a-refund/")
        page.on("load", lambda: loads.append("page"))
        other.on("load", lambda: loads.append("other"))
        for text, before in (("Smile.", "Give the customer the receipt."), ("Smile again.", "Smile.")):
            loads.clear()
            with other.expect_event("load"):
                server.edit(REFUND, before, text)
                page.get_by_text(text, exact=True).wait_for()
            page.wait_for_timeout(300)
            assert sorted(loads) == ["other", "page"]
