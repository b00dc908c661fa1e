"""A real Chromium, both sample sites behind a strict policy, and a watch on everything that a page does wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests import tools
from tests.browser.chromium import DESKTOP, launched
from tests.browser.sites import KINDS, PREFIX, example, served


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this folder, stopped after them: others need the event loop."""
    with launched() as chromium:
        yield chromium


@dataclass(frozen=True)
class Site:
    """A built site behind a server: its folder, and where it answers."""

    name: str
    folder: Path
    origin: str

    def at(self, url: str) -> str:
        """Below a prefix: how most sites are hosted, and where a link from the root would break."""
        return f"{self.origin}{PREFIX}{quote(url)}"

    def example(self, kind: str, language: str = "en") -> str:
        """The full address of a page of this kind (see `KINDS`)."""
        return self.at(example(self.folder, kind, language))


@pytest.fixture(scope="package")
def sites(sample_sites: Path) -> Iterator[dict[str, Site]]:
    with ExitStack() as stack:
        folders = {name: sample_sites / name for name in KINDS}
        yield {name: Site(name, path, stack.enter_context(served(path))) for name, path in folders.items()}


@dataclass
class Watch:
    """What a page did that it should not: errors and warnings in the console, requests to other hosts, failures."""

    origin: str
    wrong: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the next page was asked for while this one was still loading
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"console: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.wrong.append(f"request to another host: {request.url}")


# Layout shifts are only known to who asked before the page was drawn.
SHIFTS = """
window.sopgenShifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    window.sopgenShifts.push(`${entry.value.toFixed(4)} by ` + entry.sources.map(s => s.node?.nodeName).join(', '));
}).observe({type: 'layout-shift', buffered: true});
"""

# What the last action did has been painted, and told to who watches.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"

# Whether an element with the focus is marked: itself, what is drawn over it, the field around it, its circle.
RING = """e => {
  const marked = (one, part) => {
    const style = getComputedStyle(one, part);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  };
  const circle = e.querySelector(':scope > circle'), row = e.closest('.search-row');
  return marked(e) || marked(e, '::after') || (e.matches('input') && !!row && marked(row))
    || (!!circle && parseFloat(getComputedStyle(circle).strokeWidth) >= 4);
}"""

OpenPage = Callable[..., tuple[Page, Watch]]


def arrive(page: Page, mark: str) -> None:
    """Waits until the page that a click led to is there, whole: a selector tells it from the one before."""
    page.wait_for_selector(mark, state="attached")
    page.wait_for_load_state("load")


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens an address in a fresh context: `open_page(url, viewport=PHONE, color_scheme="dark", …)`.

    until="commit" comes back when the page begins to arrive.
    """
    contexts: list[BrowserContext] = []

    def opened(url: str, until: Literal["commit", "load"] = "load", **options: Any) -> tuple[Page, Watch]:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **options})
        # a busy machine is slow, and that is no fault of the page
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        watch = Watch("file:" if url.startswith("file:") else "/".join(url.split("/", 3)[:3]) + "/")
        watch.over(page)
        if options.get("java_script_enabled", True):
            page.add_init_script(SHIFTS)
        page.goto(url, wait_until=until)
        return page, watch

    yield opened
    for context in contexts:
        context.close()


class RunAxe(Protocol):
    def __call__(self, page: Page, /, *, colours: bool = True) -> list[str]: ...


@pytest.fixture(scope="package")
def axe() -> RunAxe:
    """Runs axe-core over the page as it is shown now: every rule but those still in trial; violations as lines.

    colours=False leaves contrast out, which takes most of the time.
    """
    assert tools.AXE.exists(), "axe-core is not there: run `make test`, or `python -m tests.tools`"
    source = tools.AXE.read_text(encoding="utf-8")

    def violations(page: Page, /, *, colours: bool = True) -> list[str]:
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(source)
        rules = {"target-size": True, "color-contrast": colours, "link-in-text-block": colours}
        options = {
            "resultTypes": ["violations"],
            "rules": {rule: {"enabled": enabled} for rule, enabled in rules.items()},
        }
        run = f"axe.run(document, {json.dumps(options)}).then(found => found.violations)"
        return [
            f"{found['id']} ({found['impact']}): {found['help']}: "
            + "; ".join(
                " ".join(map(str, node["target"])) + " " + node["failureSummary"] for node in found["nodes"][:3]
            )
            for found in page.evaluate(run)
        ]

    return violations
