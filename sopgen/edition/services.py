"""Services side by side: what each includes, what it costs, what can be added; a table that is cards on a phone."""

from __future__ import annotations

import html

from sopgen.edition.facts import fact_values
from sopgen.edition.scope import PageScope, in_language
from sopgen.markdown.words import word
from sopgen.model import Text
from sopgen.named import page_of, shown_services
from sopgen.services import Feature, Price, Service


def comparison(names: tuple[str, ...], scope: PageScope) -> str:
    """The services of these names, or all, as one table: a column for each, a row for each thing they differ in."""
    known = shown_services(scope.library, scope.routes)
    chosen = {name: known[name] for name in names or known if name in known}
    return _Table(chosen, scope).html() if chosen else ""


_COMMA = '<span class="compare-comma">, </span>'
"""Stands between values for who reads the text without its look; else each stands on a line of its own."""


class _Table:
    """A table being written, in the reader's language."""

    def __init__(self, services: dict[str, Service], scope: PageScope) -> None:
        self.services, self.scope = tuple(services.values()), scope
        self.language = scope.frame.language
        self.labels = tuple(self._text(service.name) for service in self.services)

    def html(self) -> str:
        label = html.escape(self._word("compared"))
        foreign = in_language(self.language, self.scope.page.language)
        heads = "".join(
            f'<th scope="col">{self._linked(name, service.document)}</th>'
            for name, service in zip(self.labels, self.services, strict=True)
        )
        rows = [
            self._row(self._escaped("described"), [self._described(service) for service in self.services]),
            self._row(self._escaped("price"), [self._prices(service.price) for service in self.services]),
            self._row(self._escaped("minimum"), [self._fact(service.minimum) for service in self.services]),
            self._row(self._escaped("duration"), [self._fact(service.duration) for service in self.services]),
            *self._features(),
            self._row(self._escaped("options"), [self._options(service) for service in self.services]),
        ]
        return (
            f'<div class="table compare" role="group" tabindex="0" aria-label="{label}"{foreign}><table>\n'
            f"<caption>{label}</caption>\n<thead>\n<tr><td></td>{heads}</tr>\n</thead>\n"
            f"<tbody>\n{''.join(rows)}</tbody>\n</table></div>"
        )

    def _row(self, head: str, cells: list[str]) -> str:
        """A row, "" where no service has anything to say in it."""
        if not any(cells):
            return ""
        filled = "".join(
            f'<td data-service="{label}">{cell}</td>' if cell else '<td class="compare-empty"></td>'
            for label, cell in zip(self.labels, cells, strict=True)
        )
        return f'<tr><th scope="row">{head}</th>{filled}</tr>\n'

    def _described(self, service: Service) -> str:
        text = self._text(service.description)
        return f'<span class="compare-about">{text}</span>' if text else ""

    def _features(self) -> list[str]:
        rows = []
        for key, feature in self.scope.library.config.features.items():
            if any(_speaks_of(service, key) for service in self.services):
                cells = [self._has(service, key) for service in self.services]
                rows.append(self._row(self._feature(feature), cells))
        return rows

    def _feature(self, feature: Feature) -> str:
        return self._linked(self._text(feature.name), feature.document)

    def _has(self, service: Service, feature: str) -> str:
        """Whether a service includes a feature: a word, and a sign for the eye."""
        option = service.option(feature)
        if feature in service.included:
            return self._mark("included")
        if option:
            return self._mark("added") + (f" {self._prices((option.price,))}" if option.price else "")
        return self._mark("excluded" if feature in service.not_included else "unsaid")

    def _mark(self, what: str) -> str:
        return f'<span class="compare-mark {what}">{self._escaped(what)}</span>'

    def _options(self, service: Service) -> str:
        own = [option for option in service.options if option.name]
        items = (
            f"<li>{self._text(option.name)}{f' {self._prices((option.price,))}' if option.price else ''}</li>"
            for option in own
        )
        return f"<ul>{''.join(items)}</ul>" if own else ""

    def _prices(self, prices: tuple[Price, ...]) -> str:
        return _COMMA.join(self._price(price) for price in prices)

    def _price(self, price: Price) -> str:
        per = self._text(price.per)
        value = self._fact(price.fact)
        return value + (f' <span class="compare-per">{per}</span>' if value and per else "")

    def _fact(self, name: str) -> str:
        """The values of a fact, each on a line of its own, with its branch where they differ."""
        fact = self.scope.library.config.facts.get(name)
        lines = fact_values(fact, self.scope) if fact else ()
        return _COMMA.join(
            f'<span class="compare-value">{f"""<span class="fact-branch">{branch}</span> """ if branch else ""}'
            f"{value}</span>"
            for branch, value in lines
        )

    def _linked(self, text: str, document: str) -> str:
        key = page_of(document, self.scope.library, self.scope.routes) if document else ""
        if not key or self.scope.routes.urls[key] == self.scope.url:
            return text
        return f'<a href="{html.escape(self.scope.href(self.scope.routes.urls[key]))}">{text}</a>'

    def _text(self, text: Text) -> str:
        return html.escape(text.get(self.language, self.scope.frame.source_language))

    def _word(self, key: str) -> str:
        return word(key, self.language)

    def _escaped(self, key: str) -> str:
        return html.escape(self._word(key))


def _speaks_of(service: Service, feature: str) -> bool:
    return feature in (*service.included, *service.not_included) or service.option(feature) is not None
