"""The glossary of an edition: its terms from A to Z, and the first use of each on a page, with what it means."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from itertools import groupby

from msgspec import Struct

from sopgen.collation import letter_of, sort_key
from sopgen.edition.scope import PageScope
from sopgen.language.inflection import fold, forms
from sopgen.library import Library, Routes
from sopgen.model import Audience
from sopgen.terms import Term, anchor_of
from sopgen.view import Link, TermGroup, TermView

_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>""", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\w+|\w+);")
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_APART = re.compile(
    r"a|audio|b|button|code|dt|figcaption|h[1-6]|kbd|label|math|pre|script|strong|style|summary|svg|th|video"
)
"""Elements in which no term is explained: links, headings, code, and bold words, which are names of buttons."""
_TITLES = re.compile(r'\sclass="[^"]*\b(?:callout-title|tab-title|compare)\b')
_VOID = frozenset({"br", "hr", "img", "input", "source", "track", "wbr"})


class Words(Struct, frozen=True):
    """What to look for in texts of a language. groups: for each group of the pattern the place of its term in `terms`;
    None for one that is not explained. known: the places of those that readers of the edition have a word for."""

    pattern: re.Pattern[str]
    groups: tuple[int | None, ...]
    terms: tuple[Term, ...]
    known: frozenset[int]


WordsOf = Mapping[str, Words | None]
"""By language of a text, what to look for in it; None where nothing is explained."""


def explained(body: str, scope: PageScope, words_of: WordsOf) -> tuple[str, tuple[TermView, ...]]:
    """The body with the first use of each term as a link to the glossary, and those terms in the order of the text."""
    page = scope.routes.pages.get("glossary")
    language, config = scope.page.language, scope.library.config
    words = words_of.get(language)
    if words is None or page is None:
        return body, ()
    marking = _Marking(words, language, scope.href(page), config.source_language)
    marked = marking.read(body)
    shown = tuple(_view(words.terms[at], scope.frame.language, config.source_language, {}, "") for at in marking.found)
    return marked, shown


def words_of_texts(library: Library, routes: Routes) -> WordsOf:
    """What to look for on the pages of an edition, for each language that its texts are in."""
    if "glossary" not in routes.pages:
        return {}
    terms = tuple(dict.fromkeys(library.config.terms))
    known = frozenset(at for at, term in enumerate(terms) if term.preferred(routes.language))
    languages = {entry.language for entry in routes.entries.values()}
    return {language: _words(terms, known, language, routes.audience) for language in sorted(languages)}


def _words(terms: tuple[Term, ...], known: frozenset[int], language: str, audience: Audience) -> Words | None:
    """The words of all terms in a language, long ones first, so that a term inside a longer one is not found there."""
    code = language.partition("-")[0].lower()
    found: list[tuple[str, str, int | None]] = []
    for at, term in enumerate(terms):
        told = at if term.mark and term.meaning and term.shown_to(audience) else None
        found += ((word, forms(code, word), told) for word in filter(None, (term.preferred(language),)))
        found += ((word, re.escape(fold(code, word)), told) for word in term.other_forms(language))
    if all(at is None for _, _, at in found):
        return None
    found.sort(key=lambda one: (-len(one[0]), one[2] is None))
    either = "|".join(f"({pattern})" for _, pattern, _ in found)
    initials = re.escape("".join(sorted({fold(code, word)[0] for word, _, _ in found})))
    pattern = re.compile(rf"(?<![\w-])(?=[{initials}])(?:{either})(?![\w-])")
    groups = tuple(at for _, _, at in found)
    return Words(pattern, groups, terms, known.intersection(at for at in groups if at is not None))


class _Marking:
    """One body being read: text by text, with the elements that no term is explained in."""

    def __init__(self, words: Words, language: str, page: str, source: str) -> None:
        self.words, self.language, self.page, self.source = words, language, page, source
        self.code = language.partition("-")[0].lower()
        self.found: list[int] = []
        self.left = set(words.known)
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
        plain = _ENTITY.sub(lambda entity: "\0" * len(entity[0]), text) if "&" in text else text  # a sign is no word
        for match in self.words.pattern.finditer(fold(self.code, plain)):
            at = self.words.groups[(match.lastindex or 1) - 1]
            if at is not None and at in self.left:
                self.left.discard(at)
                self.found.append(at)
                words = self._link(self.words.terms[at], text[match.start() : match.end()])
                written += (text[end : match.start()], words)
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
