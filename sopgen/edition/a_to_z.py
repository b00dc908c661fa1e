"""The index from A to Z: every document of an edition by the first letter of its title, for who does not search."""

from __future__ import annotations

from collections.abc import Sequence

from sopgen.collation import letter_of, sort_key
from sopgen.edition.sections import branch_cards, card, product_cards
from sopgen.library import Library, Routes
from sopgen.model import Entry
from sopgen.view import Card, Frame, Group


def by_letter(library: Library, routes: Routes, frame: Frame, listed: Sequence[Entry]) -> tuple[Group, ...]:
    """A group for each letter that a title begins with, in the order of the reader's language: documents, products and
    branches."""
    language = frame.language
    documents = [card(entry, routes) for entry in listed]
    others = (*product_cards(library, routes, listed), *branch_cards(frame))
    cards = [*documents, *(Card(other.title, other.url, other.description) for other in others)]
    letters: dict[str, list[Card]] = {}
    for item in sorted(cards, key=lambda item: (sort_key(item.title, language), item.url)):
        letters.setdefault(letter_of(item.title, language), []).append(item)
    return tuple(Group("letter", letter, tuple(items)) for letter, items in letters.items())
