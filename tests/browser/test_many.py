"""Four hundred documents: pages stay light, keep the strict policy, and are as easy to use as those of a small site."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from tests.browser.chromium import DESKTOP, PHONE, TABLET
from tests.browser.conftest import OpenPage
from tests.browser.sites import served
from tests.browser.test_pages import wider_than_window
from tests.conftest import build_sample
from tests.many import DOCUMENTS, many_documents
from tests.projects import write

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-many")]

HEAVIEST = 60 * 1024
"""Bytes that a page's first view may send, pictures apart."""


@pytest.fixture(scope="module")
def many_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("many"), many_documents())
    return build_sample(folder / "build", folder / "sopgen.yaml")


def weight(file: Path, kept: dict[Path, int]) -> int:
    """What a browser fetches before it shows a page: the page, its style sheets and scripts, compressed by the host."""
    tree = LexborHTMLParser(file.read_bytes())
    links = [node.attributes["href"] for node in tree.css("link[rel=stylesheet]")]
    links += [node.attributes["src"] for node in tree.css("script[src]")]
    total = len(gzip.compress(file.read_bytes(), 6))
    for link in links:
        asset = (file.parent / str(link)).resolve()
        if file.name == "404.html":
            continue
        if asset not in kept:
            kept[asset] = len(gzip.compress(asset.read_bytes(), 6))
        total += kept[asset]
    return total


def heavy(folder: Path) -> dict[str, int]:
    kept: dict[Path, int] = {}
    weights = {file.relative_to(folder).as_posix(): weight(file, kept) for file in sorted(folder.rglob("*.html"))}
    assert kept
    return {page: bytes_ for page, bytes_ in weights.items() if bytes_ > HEAVIEST}


@pytest.mark.parametrize("site", ["handbook", "help"])
def test_no_page_of_the_sample_is_heavy(site: str, sample_sites: Path) -> None:
    assert heavy(sample_sites / site) == {}


@pytest.mark.parametrize("site", ["handbook", "help"])
def test_no_page_of_many_is_heavy(site: str, many_sites: Path) -> None:
    assert len(list((many_sites / site).rglob("*.html"))) > DOCUMENTS / 2
    assert heavy(many_sites / site) == {}


PAGES = {
    "handbook": ("", "part-1/", "part-1/clean-kitchen-0/", "part-1/print/", "changes/", "roles/", "a-z/"),
    "help": ("", "part-2/", "part-1/clean-bathroom-1/", "products/dispenser/", "contact/", "a-z/", "it/a-z/"),
}


@pytest.mark.parametrize("site", ["handbook", "help"])
def test_pages_of_many_can_be_used(
    site: str, many_sites: Path, open_page: OpenPage, axe: Callable[[Page], list[str]]
) -> None:
    for origin in _served(many_sites / site):
        for url in PAGES[site]:
            page, watch = open_page(f"{origin}/{url}", viewport=PHONE, color_scheme="dark")
            found = [f"{url} 360: {line}" for line in axe(page)]
            for window in (TABLET, DESKTOP):
                page.set_viewport_size(window)
                assert wider_than_window(page) == "", (url, window)
            found += [f"{url} 1280: {line}" for line in axe(page)]
            # browsers ask for it on pages without an icon
            wrong = [line for line in watch.wrong if "favicon.ico" not in line]
            assert found == [] and wrong == []


def _served(folder: Path) -> Iterator[str]:
    with served(folder) as origin:
        yield origin
