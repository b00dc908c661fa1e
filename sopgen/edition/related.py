"""Where a reader may want to go from a document: what is needed next, and what is about the same, each with a reason.

The ties are gathered once for an edition: links, tags, products and stages point at documents, so that the page of one
looks at the few that share something with it, never at all. Only what the edition shows is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial

from msgspec import Struct

from sopgen.library import Library, Routes
from sopgen.links import SCHEME, find_entry
from sopgen.model import Entry
from sopgen.view import Link, Onward, Reason

PURPOSES = ("assemble", "use", "solve")
"""The order in which a product's guides are needed."""
MOST_NEXT, MOST_RELATED = 3, 4
LEAST = 3
"""The weight from which two documents are worth naming to a reader."""
FROM_THERE, FROM_HERE, SAME_PRODUCT, TAG = 8, 5, 9, 12
"""Weights: a document that leads here says more than one that this text names already; a tag is shared out among
those that have it, so that a rare one says much and one on every page nothing."""

Keys = frozenset[str]
Ways = Mapping[str, Keys]
"""By key of each document that others may send a reader to, those that its text leads its readers to."""


class Ties(Struct, frozen=True):
    """What ties the documents of one edition together. order: all, as the navigation has them; place: of each in it.

    leads: by key, the documents that it links to; led: those that link to it. tagged, about: keys by tag and by
    product. first: of each stage the document that comes first in the navigation.
    """

    library: Library
    routes: Routes
    order: tuple[str, ...]
    place: Mapping[str, int]
    leads: Mapping[str, Keys]
    led: Mapping[str, Keys]
    tagged: Mapping[str, Keys]
    first: Mapping[str, str]
    about: Mapping[str, Keys]


class Around(Struct, frozen=True):
    """Where a reader may go from a document: the one before and the one after it, what may be needed next, what is
    related. No document is named twice."""

    before: Link | None
    after: Link | None
    needed: tuple[Onward, ...]
    related: tuple[Onward, ...]


class Tie(Struct, frozen=True):
    """How much two documents have to do with each other, and the strongest of the reasons."""

    weight: int
    reason: Reason
    about: str = ""


def ways(library: Library, routes: Routes) -> Ways:
    """Where the texts of an edition lead."""
    named = {key: entry for key, entry in routes.entries.items() if _named(entry)}
    return {key: _links(entry, library, routes, named) for key, entry in named.items()}


def ties(library: Library, routes: Routes, order: tuple[str, ...], leads: Ways) -> Ties:
    """Gather what ties the documents of an edition. order: their keys as the navigation shows them; leads: `ways`."""
    named = {key: entry for key, entry in routes.entries.items() if _named(entry)}
    place = {key: at for at, key in enumerate(order)}
    staged = _by((entry.meta.stage, key) for key, entry in named.items() if entry.meta.stage)
    return Ties(
        library,
        routes,
        order,
        place,
        leads,
        _by((key, to) for to, keys in leads.items() for key in keys),
        _by((tag, key) for key, entry in named.items() for tag in entry.meta.tags),
        {stage: min(keys, key=lambda key: (place.get(key, len(place)), key)) for stage, keys in staged.items()},
        _by((entry.meta.product, key) for key, entry in named.items() if entry.meta.product),
    )


def _named(entry: Entry) -> bool:
    """Whether other pages may send a reader there: a document in force, not the page of a section."""
    return entry.meta.status == "approved" and not entry.index


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, Keys]:
    found: dict[str, set[str]] = {}
    for name, key in pairs:
        found.setdefault(name, set()).add(key)
    return {name: frozenset(keys) for name, keys in found.items()}


def _links(entry: Entry, library: Library, routes: Routes, named: Mapping[str, Entry]) -> Keys:
    """The documents that this one's text leads its readers to."""
    found = set()
    for record, outline in library.outlines(entry.record, routes.audience, entry.language):
        for target in {link.target.partition("#")[0].partition("?")[0] for link in outline.links}:
            if target and "{{" not in target and not SCHEME.match(target):
                to = find_entry(target, record, library, entry.language)
                if to and to.record.key in named and to.record.key != entry.record.key:
                    found.add(to.record.key)
    return frozenset(found)


class Arounds(Mapping[str, Around]):
    """What is around each document of an edition, by key; found when somebody asks. order: as `ties` wants it.

    found: what was asked for. ways: gives where the texts lead; somebody may know it already.
    """

    def __init__(self, library: Library, routes: Routes, order: tuple[str, ...]) -> None:
        self._library, self._routes, self._order = library, routes, order
        self.found: dict[str, Around] = {}
        self.ways: Callable[[], Ways] = partial(ways, library, routes)

    @cached_property
    def _ties(self) -> Ties:
        return ties(self._library, self._routes, self._order, self.ways())

    def __getitem__(self, key: str) -> Around:
        if key not in self.found:
            if key not in self._routes.entries:
                raise KeyError(key)
            self.found[key] = _around(key, self._ties)
        return self.found[key]

    def __contains__(self, key: object) -> bool:
        return key in self._routes.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._routes.entries)

    def __len__(self) -> int:
        return len(self._routes.entries)


def _around(key: str, ties: Ties) -> Around:
    neighbours = (None, None) if ties.routes.entries[key].meta.status == "retired" else _neighbours(key, ties)
    needed, related = onward(key, ties, neighbours)
    before, after = (_to(other, ties.routes, needed) for other in neighbours)
    return Around(before, after, needed, related)


def _neighbours(key: str, ties: Ties) -> tuple[str | None, str | None]:
    """The keys of the documents before and after this one, as the navigation has them; None where there is none."""
    at = ties.place.get(key)
    if at is None:
        return None, None
    return ties.order[at - 1] if at else None, ties.order[at + 1] if at + 1 < len(ties.order) else None


def _to(key: str | None, routes: Routes, needed: tuple[Onward, ...]) -> Link | None:
    """The link to a neighbour; none to one that stands among what is needed next."""
    if key is None or any(to.url == routes.urls[key] for to in needed):
        return None
    entry = routes.entries[key]
    return Link(entry.meta.nav_title, routes.urls[key], entry.meta.description, entry.language)


def onward(key: str, ties: Ties, apart: Collection[str | None] = ()) -> tuple[tuple[Onward, ...], tuple[Onward, ...]]:
    """What a reader of the document `key` may need next, and what is related.

    apart: documents that the page leads to anyway, as the previous and the next one; "related" does not repeat them.
    """
    entry = ties.routes.entries[key]
    if entry.meta.status == "retired" or entry.index:
        return (), ()
    chosen = _chosen(entry, ties)
    near = _near(entry, ties)
    guides = _later_guides(entry, ties)
    staged = [pair for pair in _next_stage(entry, ties, near, chosen) if pair[0] not in dict(guides)]
    needed = [*guides, *staged][:MOST_NEXT]
    named = {to for to, _ in needed} | {*apart, key}
    rest = sorted((to for to in near if to not in named and near[to].weight >= LEAST), key=_ranked(ties, near))
    related = [*(to for to in chosen if to not in named), *(to for to in rest if to not in chosen)][:MOST_RELATED]
    return (
        tuple(_onward(to, tie, ties) for to, tie in needed),
        tuple(_onward(to, near.get(to) or Tie(0, "chosen"), ties) for to in related),
    )


def _chosen(entry: Entry, ties: Ties) -> tuple[str, ...]:
    """What the author has named as related, in the author's order, as far as this site's readers may see it."""
    keys = (ties.library.ids.get(name, name) for name in entry.meta.related)
    entries = ties.routes.entries
    return tuple(dict.fromkeys(key for key in keys if key in entries and entries[key].meta.status == "approved"))


def _near(entry: Entry, ties: Ties) -> dict[str, Tie]:
    """Every document that has something to do with this one: the weights added up, with the reason of the heaviest; of
    equal ones the first."""
    key, weights, strongest = entry.record.key, dict[str, int](), dict[str, Tie]()

    def add(keys: Collection[str], tie: Tie) -> None:
        weight = tie.weight
        for to in keys:
            if to not in weights:
                weights[to], strongest[to] = weight, tie
            else:
                weights[to] += weight
                if weight > strongest[to].weight:
                    strongest[to] = tie

    add(ties.led.get(key, ()), Tie(FROM_THERE, "leads-here"))
    add(ties.leads.get(key, ()), Tie(FROM_HERE, "named-here"))
    if entry.meta.product:
        add(ties.about.get(entry.meta.product, ()), _product(entry, ties))
    for tag in dict.fromkeys(entry.meta.tags):
        holders = ties.tagged.get(tag, frozenset())
        others = len(holders) - (key in holders)
        if others and TAG // others:
            add(holders, Tie(TAG // others, "about", _tag_name(tag, ties)))
    weights.pop(key, None)
    return {to: Tie(weight, strongest[to].reason, strongest[to].about) for to, weight in weights.items()}


def _tag_name(tag: str, ties: Ties) -> str:
    """What readers call a tag; "" where nobody has said it in their language. The bare tag is for colleagues only: it
    is a word of the office."""
    config, language = ties.library.config, ties.routes.language
    if tag not in config.tags:
        return tag if ties.routes.audience == "staff" and language == config.source_language else ""
    written = dict(config.tags[tag].by_language)
    return written.get(language) or written.get("", "")


def _product(entry: Entry, ties: Ties) -> Tie:
    config = ties.library.config
    product = config.products.get(entry.meta.product)
    name = product.name.get(ties.routes.language, config.source_language) if product else ""
    return Tie(SAME_PRODUCT, "about", name)


def _later_guides(entry: Entry, ties: Ties) -> list[tuple[str, Tie]]:
    """The guides of the same product that are needed after this one."""
    if entry.meta.purpose not in PURPOSES:
        return []
    at, entries = PURPOSES.index(entry.meta.purpose), ties.routes.entries
    found = [
        (PURPOSES.index(purpose), ties.place.get(key, 0), key)
        for key in ties.about.get(entry.meta.product, ())
        if (purpose := entries[key].meta.purpose) in PURPOSES and PURPOSES.index(purpose) > at
    ]
    return [(key, Tie(0, "purpose", PURPOSES[rank])) for rank, _, key in sorted(found)]


def _next_stage(entry: Entry, ties: Ties, near: Mapping[str, Tie], chosen: Collection[str]) -> list[tuple[str, Tie]]:
    """Documents of the next stage of the customer's journey: those that have to do with this one, else the first."""
    stages = [*ties.library.config.journey]
    if entry.meta.stage not in stages:
        return []
    later = stages[stages.index(entry.meta.stage) + 1 :]
    stage = next((stage for stage in later if stage in ties.first), None)
    if stage is None:
        return []
    name = ties.library.config.journey[stage].get(ties.routes.language, ties.library.config.source_language)
    entries = ties.routes.entries
    tied = [key for key in {*near, *chosen} if entries[key].meta.stage == stage and _named(entries[key])]
    ranked = sorted(tied, key=_ranked(ties, near, chosen)) or [ties.first[stage]]
    return [(key, Tie(0, "stage", name)) for key in ranked[: MOST_NEXT - 1]]


def _ranked(
    ties: Ties, near: Mapping[str, Tie], chosen: Collection[str] = ()
) -> Callable[[str], tuple[bool, int, int, str]]:
    """Sorts keys: the author's choice first, then by weight, then as the navigation has them."""
    return lambda key: (
        key not in chosen,
        -(near[key].weight if key in near else 0),
        ties.place.get(key, len(ties.place)),
        key,
    )


def _onward(key: str, tie: Tie, ties: Ties) -> Onward:
    entry = ties.routes.entries[key]
    meta = entry.meta
    return Onward(meta.title, ties.routes.urls[key], meta.description, entry.language, meta.id, tie.reason, tie.about)
