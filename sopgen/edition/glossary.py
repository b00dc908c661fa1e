"""The glossary of an edition: its terms from A to Z, and the first use of each on a page, with what it means."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from sopgen.collation import letter_of, sort_key
from sopgen.edition.scope import PageScope
from sopgen.language.inflection import fold, forms
from sopgen.library import Library, Routes
from sopgen.model import Audience
from sopgen.terms import Term, anchor_of
from sopgen.view import Link, TermGroup, TermView

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>""", re.DOTALL)
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_APART = re.compile(
    r"a|audio|b|button|code|dt|figcaption|h[1-6]|kbd|label|math|pre|script|strong|style|summary|svg|th|video"
)
"""Elements in which no term is explained: links, headings, code, and bold words, which are names of buttons."""
_TITLES = re.compile(r'\sclass="[^"]*\b(?:callout-title|tab-title|compare)\b')
_VOID = frozenset({"br", "hr", "img", "input", "source", "track", "wbr"})


@dataclass(frozen=True, slots=True)
class _Words:
    """What to look for in a language: for each group of the pattern the term; None for one that is not explained."""

    pattern: re.Pattern[str]
    groups: tuple[Term | None, ...]


def explained(body: str, scope: PageScope) -> tuple[str, tuple[TermView, ...]]:
    """The body with the first use of each term as a link to the glossary, and those terms in the order of the text."""
    page = scope.routes.pages.get("glossary")
    language, config = scope.page.language, scope.library.config
    words = _words(config.terms, language, scope.routes.audience) if page is not None else None
    if words is None or page is None:
        return body, ()
    marking = _Marking(words, language, scope.href(page), config.source_language, scope.frame.language)
    marked = marking.read(body)
    shown = tuple(_view(term, scope.frame.language, config.source_language, {}, "") for term in marking.found)
    return marked, shown


@lru_cache(maxsize=64)
def _words(terms: tuple[Term, ...], language: str, audience: Audience) -> _Words | None:
    """The words of all terms in a language, long ones first, so that a term inside a longer one is not found there."""
    code = language.partition("-")[0].lower()
    found: list[tuple[str, str, Term | None]] = []
    for term in terms:
        told = term if term.mark and term.meaning and term.shown_to(audience) else None
        found += ((word, forms(code, word), told) for word in filter(None, (term.preferred(language),)))
        found += ((word, re.escape(fold(code, word)), told) for word in term.other_forms(language))
    if not any(term for _, _, term in found):
        return None
    found.sort(key=lambda one: (-len(one[0]), one[2] is None))
    either = "|".join(f"({pattern})" for _, pattern, _ in found)
    initials = re.escape("".join(sorted({fold(code, word)[0] for word, _, _ in found})))
    pattern = re.compile(rf"(?<![\w-])(?=[{initials}])(?:{either})(?![\w-])")
    return _Words(pattern, tuple(term for _, _, term in found))


class _Marking:
    """One body being read: text by text, with the elements that no term is explained in."""

    def __init__(self, words: _Words, language: str, page: str, source: str, reader: str) -> None:
        self.words, self.language, self.page, self.source, self.reader = words, language, page, source, reader
        self.code = language.partition("-")[0].lower()
        self.found: dict[Term, None] = {}
        self.left = {term for term in words.groups if term and term.preferred(reader)}
        self.apart, self.depth = "", 0

    def read(self, body: str) -> str:
        written: list[str] = []
        end = 0
        for match in _TAG.finditer(body):
            if not self.left:
                break
            written += (self._text(body[end : match.start()]), match[0])
            end = match.end()
            if match[2]:
                self._tag(match[2].lower(), bool(match[1]), match[3])
        written.append(body[end:] if not self.left else self._text(body[end:]))
        return "".join(written)

    def _tag(self, name: str, closing: bool, attributes: str) -> None:
        """Follows an element that stands apart to its end."""
        if self.apart:
            if name == self.apart:
                self.depth += -1 if closing else 1
                self.apart = self.apart if self.depth else ""
        elif not closing and name not in _VOID and self._is_apart(name, attributes):
            self.apart, self.depth = name, 1

    def _is_apart(self, name: str, attributes: str) -> bool:
        if _APART.fullmatch(name) or _TITLES.search(attributes):
            return True
        language = _LANGUAGE.search(attributes)
        return bool(language) and language[1] != self.language  # type: ignore[index]  # bool says that there is one

    def _text(self, text: str) -> str:
        if self.apart or not text or text.isspace():
            return text
        written: list[str] = []
        end = 0
        for match in self.words.pattern.finditer(fold(self.code, text)):
            term = self.words.groups[(match.lastindex or 1) - 1]
            if term in self.left and term:
                self.left.discard(term)
                self.found[term] = None
                written += (text[end : match.start()], self._link(term, text[match.start() : match.end()]))
                end = match.end()
        return "".join((*written, text[end:]))

    def _link(self, term: Term, words: str) -> str:
        anchor = html.escape(anchor_of(term, self.source))
        return (
            f'<a class="term" href="{html.escape(self.page)}#{anchor}" aria-describedby="meaning_{anchor}">{words}</a>'
        )


Uses = Mapping[str, tuple[Link, ...]]
"""The pages on which a term is explained, by its anchor."""


def glossary(library: Library, routes: Routes, uses: Uses) -> tuple[TermGroup, ...]:
    """The terms that this edition shows, by their first letter."""
    config, language, staff = library.config, routes.language, routes.audience == "staff"
    known = [term for term in config.terms if term.shown_to(routes.audience) and term.preferred(language)]
    shown = [term for term in known if term.meaning or (staff and term.avoided(language))]
    views = [_view(term, language, config.source_language, uses, routes.audience) for term in shown]
    views.sort(key=lambda view: (sort_key(view.word, language), view.word))
    letters = groupby(views, lambda view: letter_of(view.word, language))
    return tuple(TermGroup(letter, tuple(found)) for letter, found in letters)


def _view(term: Term, language: str, source: str, uses: Uses, audience: Audience | str) -> TermView:
    """A term in the reader's language; what it is not called, and why, are for colleagues."""
    anchor, staff = anchor_of(term, source), audience == "staff"
    return TermView(
        anchor=anchor,
        word=term.preferred(language),
        meaning=term.meaning.get(language, source) if term.meaning else "",
        avoid=term.avoided(language) if staff else (),
        why=term.why.get(language, source) if staff and term.why else "",
        staff_only=term.audience == "staff",
        uses=uses.get(anchor, ()),
    )
