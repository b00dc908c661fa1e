"""What a customers' document says to machines, as JSON-LD: nothing that its page does not show."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.address import public_url
from sopgen.contact import json_ld
from sopgen.edition.questions import questions
from sopgen.edition.scope import PageScope
from sopgen.formats import Money
from sopgen.model import Heading
from sopgen.named import page_of
from sopgen.services import Service


def for_machines(heading: str, contents: tuple[Heading, ...], body: str, scope: PageScope) -> tuple[str, ...]:
    """The notes of a document's page: its questions with their answers; the service that it is about.

    heading: its h1; contents: its headings of levels 2 and 3; body: its HTML.
    """
    notes = []
    if asked := questions(contents, scope.page.language, body):
        notes.append(json_ld.faq(asked))
    if scope.page.meta.type == "service":
        notes.append(_service(heading, scope))
    return tuple(json_ld.script(note) for note in notes)


def _service(heading: str, scope: PageScope) -> json_ld.Json:
    config, frame, meta = scope.library.config, scope.frame, scope.page.meta
    branches = [place for place in frame.contact.branches if not meta.branches or place.key in meta.branches]
    own = [
        service
        for service in config.services.values()
        if service.document and page_of(service.document, scope.library, scope.routes) == scope.page.record.key
    ]
    return json_ld.service(
        heading,
        meta.description,
        public_url(frame.public_url, scope.url),
        config.organisation.name,
        frame.public_url,
        [place.name for place in branches],
        [offer for service in own for offer in _offers(service, scope)],
    )


def _offers(service: Service, scope: PageScope) -> Iterator[tuple[Money, str, str]]:
    """The prices of a service that its page prints: the amount, the branch ("" for all), what one pays it for."""
    library, language = scope.library, scope.frame.language
    parts = library.outlines(scope.page.record, scope.routes.audience, scope.page.language)
    printed = {fact.name for _, outline in parts for fact in outline.facts}
    source = scope.frame.source_language
    names = {key: branch.name.get(language, source) for key, branch in library.config.branches.items()}
    for price in service.price:
        fact = library.config.facts.get(price.fact)
        if fact is None or f"facts.{price.fact}" not in printed:
            continue
        unit = price.per.get(language, source)
        values = fact.by_branch or {"": fact.value}
        for branch in scope.page.meta.branches or values:
            if isinstance(value := values.get(branch), Money):
                yield value, names.get(branch, ""), unit
