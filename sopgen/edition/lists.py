"""What the pages of an edition list, put into order once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from sopgen.edition.navigation import order_of
from sopgen.edition.printed import whole_sections
from sopgen.edition.sections import shown
from sopgen.library import Routes
from sopgen.model import Entry
from sopgen.view import NavItem


class Lists(Struct, frozen=True):
    """shown: the documents that lists may name, section by section. order: the keys of all as navigation shows them;
    place: of each in it. whole: the documents of each section that has a page to print, by folder."""

    shown: Sequence[Entry]
    order: tuple[str, ...]
    place: Mapping[str, int]
    whole: Mapping[str, tuple[str, ...]]


def make_lists(navigation: tuple[NavItem, ...], routes: Routes) -> Lists:
    """The lists of an edition from its navigation."""
    order = order_of(navigation, routes)
    place = {key: at for at, key in enumerate(order)}
    return Lists(tuple(shown(routes)), order, place, whole_sections(order, routes))
