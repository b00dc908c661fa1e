"""What a contact page tells machines is what it shows people: numbers, addresses and languages, in each language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

LANGUAGES = {"en": "", "it": "it/", "ca": "ca/", "el": "el/"}


def told(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """The contact points of the page's JSON-LD."""
    found = [json.loads(script.text()) for script in tree.css("script[type='application/ld+json']")]
    return [point for each in found for point in each.get("contactPoint", [])]


def link(point: dict[str, Any]) -> str:
    """The link that shows a contact point."""
    if "telephone" in point:
        return f"tel:{point['telephone']}"
    return f"mailto:{point['email']}" if "email" in point else str(point["url"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_contact_and_branch_pages(language: str, sample_sites: Path) -> None:
    for page in ("contact", "branches/milan", "branches/athens"):
        file = sample_sites / "help" / LANGUAGES[language] / page / "index.html"
        tree = LexborHTMLParser(file.read_text("utf-8"))
        shown = {node.attributes["href"]: node for node in tree.css("main [data-channel] a[href]")}
        points = told(tree)
        assert points, page
        for point in points:
            assert link(point) in shown, f"{page} tells {link(point)} and does not show it"
            assert "{" not in link(point)
