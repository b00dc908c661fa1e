"""No script of an author runs, with a policy or without: a real browser opens what `tests/hostile` has written."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from sopgen.build import build
from tests.hostile import injected
from tests.projects import project

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-injection")]
TRAP = "window.booms = 0; window.boom = () => { window.booms += 1 }"


class _Quiet(SimpleHTTPRequestHandler):
    """Sends the policy that the site's own headers have, where it is asked to."""

    policy = False

    def end_headers(self) -> None:
        site = Path(self.directory) / self.path.split("/")[1] / "_headers"
        if self.policy and site.is_file():
            for line in site.read_text("utf-8").splitlines():
                name, _, value = line.strip().partition(": ")
                if name == "Content-Security-Policy":
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def _clicked(page: Page) -> None:
    """Each link that could run something, opened in place as a reader would."""
    for scheme in ("javascript", "data", "vbscript"):
        assert page.locator(f"a[href^='{scheme}' i]").count() == 0
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate("document.querySelectorAll('input, button, summary').forEach(one => one.focus())")


class _Strict(_Quiet):
    policy = True


@pytest.mark.parametrize("served", [_Quiet, _Strict], ids=["without a policy", "with the site's policy"])
@pytest.mark.parametrize("what", ["words", "addresses"])
def test_nothing_of_an_author_runs(what: str, served: type[_Quiet], browser: Browser, tmp_path: Path) -> None:
    """On every page of both sites."""
    read = project(tmp_path, getattr(injected, what)("sanitise"), drafts=False)
    assert build(replace(read, problems=()), tmp_path / "build").published
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(served, directory=str(tmp_path / "build")))
    Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    context = browser.new_context(bypass_csp=not served.policy)
    try:
        page = context.new_page()
        page.add_init_script(TRAP)
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(origin) else route.abort())
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        refused: list[str] = []
        page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
        for path in sorted((tmp_path / "build").rglob("*.html")):
            address = path.relative_to(tmp_path / "build").as_posix()
            page.goto(f"{origin}/{quote(address)}", wait_until="load")
            _clicked(page)
            assert page.evaluate("window.booms") == 0, address
        page.goto(f"{origin}/help/search/?q=onerror")
        page.fill("#search_field", "onerror boom")
        page.wait_for_timeout(1500)
        assert page.evaluate("window.booms") == 0
        assert [url for url in asked if not url.startswith((origin, "data:"))] == []
        assert refused == [], "sopgen's own pages run under their policy"
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:x\" onerror=boom()>')")
        page.wait_for_timeout(200)
        assert page.evaluate("window.booms") == (0 if served.policy else 1), "what runs is seen, and what is forbidden"
        assert bool(refused) == served.policy
    finally:
        context.close()
        server.shutdown()
        server.server_close()
