"""Pictures of both sites, a page of each kind in each window: `python -m tests.browser.pictures build pictures`."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from tests.browser.chromium import DESKTOP, PHONE, launched
from tests.browser.sites import KINDS, example, served


def take(built: Path, output: Path, languages: tuple[str, ...] = ("en",)) -> None:
    """Writes `output/<site>-<kind>-<language>-<width>-<scheme>.png` of the sites below `built`."""
    output.mkdir(parents=True, exist_ok=True)
    with launched() as browser:
        for site, kinds in KINDS.items():
            with served(built / site) as origin:
                for viewport, scheme in product((PHONE, DESKTOP), ("light", "dark")):
                    page = browser.new_page(viewport=viewport, color_scheme=scheme)
                    for kind, language in product(kinds, languages):
                        page.goto(f"{origin}/{example(built / site, kind, language)}")
                        page.screenshot(path=output / f"{site}-{kind}-{language}-{viewport['width']}-{scheme}.png")
                    page.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]) or ("en",))
