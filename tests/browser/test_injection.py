"""No script of an author runs, though no policy forbids it: a real browser opens what `tests/hostile` has written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from sopgen.build import build
from tests.hostile import injected
from tests.projects import project

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-injection")]
TRAP = "window.booms = 0; window.boom = () => { window.booms += 1 }"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


def _clicked(page: Page) -> None:
    """Each link that could run something, opened in place as a reader would."""
    for scheme in ("javascript", "data", "vbscript"):
        assert page.locator(f"a[href^='{scheme}' i]").count() == 0
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate("document.querySelectorAll('input, button, summary').forEach(one => one.focus())")


@pytest.mark.parametrize("what", ["words", "addresses"])
def test_nothing_of_an_author_runs(what: str, browser: Browser, tmp_path: Path) -> None:
    read = project(tmp_path, getattr(injected, what)("sanitise"), drafts=False)
    assert build(replace(read, problems=()), tmp_path / "build").published
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path / "build")))
    Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    context = browser.new_context(bypass_csp=True)
    try:
        page = context.new_page()
        page.add_init_script(TRAP)
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(origin) else route.abort())
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        longest = max((tmp_path / "build/help").rglob("index.html"), key=lambda path: path.stat().st_size)
        start = longest.parent.relative_to(tmp_path / "build").as_posix()
        for address in (start, start.replace("help", "handbook", 1), "handbook", "help/contact", "help/glossary"):
            page.goto(f"{origin}/{address}/")
            page.wait_for_timeout(100)
            _clicked(page)
            assert page.evaluate("window.booms") == 0, address
        page.goto(f"{origin}/help/search/?q=onerror")
        page.fill("#search_field", "onerror boom")
        page.wait_for_timeout(1500)
        assert page.evaluate("window.booms") == 0
        assert [url for url in asked if not url.startswith((origin, "data:"))] == []
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:x\" onerror=boom()>')")
        page.wait_for_timeout(200)
        assert page.evaluate("window.booms") == 1, "what runs is seen"
    finally:
        context.close()
        server.shutdown()
        server.server_close()
