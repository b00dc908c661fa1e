"""The pages that sopgen makes besides the documents: home, sections, contact, branches, roles, products, 404."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from msgspec.structs import replace

from sopgen.address import public_url
from sopgen.contact import json_ld
from sopgen.contact.book import address_book
from sopgen.contact.cards import cards
from sopgen.edition.a_to_z import by_letter
from sopgen.edition.documents import document_alternates
from sopgen.edition.feedback import feedback
from sopgen.edition.lists import Lists
from sopgen.edition.navigation import breadcrumbs, section_words
from sopgen.edition.origins import origins
from sopgen.edition.printed import PartOf, section_parts, whole_sections
from sopgen.edition.sections import by_section, changes, guides_of, product_cards, role_cards, section_groups, with_role
from sopgen.formats import autonym
from sopgen.library import Library, Routes
from sopgen.model import Body
from sopgen.view import Alternate, BranchView, Card, CardView, Frame, Group, Link, Page, SectionPart


def generated_pages(library: Library, routes: Routes, frame: Frame, lists: Lists) -> Iterator[Page]:
    """Every page of an edition that shows no document's text. A title of "" is the theme's to say, in its own words."""
    make, listed, whole = _Maker(library, routes, frame, lists), lists.shown, lists.whole
    if "" not in routes.entries:
        yield make.page("home", "home", frame.home, frame.title, key="")
    for folder, url in routes.sections.items():
        if folder and folder not in routes.entries:
            address = routes.pages[f"print/{folder}"] if folder in whole else ""
            yield replace(make.section(folder, url), whole=address)
    asked = origins(library, routes, frame, lists)
    yield replace(make.page("contact", "contact", routes.pages["contact"], ""), origins=asked)
    yield from make.paper()
    if "ask" in routes.pages:
        yield replace(make.page("ask", "ask", routes.pages["ask"], ""), origins=asked)
    if "changes" in routes.pages:
        lately = Group("changes", "", changes(listed, routes, frame.as_of))
        yield make.page("changes", "changes", routes.pages["changes"], "", (lately,))
    if frame.search:
        yield make.page("search", "search", frame.search, "", listed=False)
    yield make.page("a-z", "a-z", routes.pages["a-z"], "", by_letter(library, routes, frame, listed))
    if "glossary" in routes.pages:
        yield make.page("glossary", "glossary", routes.pages["glossary"], "")
    yield from make.branches()
    yield from make.products()
    if routes.audience == "staff":
        yield from make.roles()
    yield make.page("404", "404", f"{frame.home}404.html", "", listed=False)


def whole_section(
    folder: str,
    library: Library,
    routes: Routes,
    frame: Frame,
    lists: Lists,
    bodies: Callable[[str], Body],
    part_of: PartOf,
) -> Page:
    """The page of a section to print, with the texts of its documents."""
    parts = tuple(section_parts(folder, lists.whole[folder], library, routes, frame, bodies, part_of))
    return _Maker(library, routes, frame, lists).whole_section(folder, routes.pages[f"print/{folder}"], parts)


_NOT_FOUND = frozenset({"404", "a-z", "home", "print", "search"})
"""Pages that the search does not lead to: they only lead on themselves."""


class _Maker:
    """Makes generated pages of one edition: holds what they share."""

    def __init__(self, library: Library, routes: Routes, frame: Frame, lists: Lists) -> None:
        self.library, self.routes, self.frame, self.listed = library, routes, frame, lists.shown
        self.whole: dict[str, Container[str]] = {routes.language: lists.whole}
        self.public = routes.audience == "customer"
        self.book = address_book(library.config)

    def page(
        self,
        template: str,
        name: str,
        url: str,
        title: str,
        groups: tuple[Group, ...] = (),
        *,
        key: str | None = None,
        description: str = "",
        listed: bool = True,
        crumbs: tuple[Link, ...] = (),
    ) -> Page:
        home = Link(self.frame.title, self.frame.home)
        # "Did this solve it?" means nothing there; a colleague can report what led to a missing page
        silent = ("ask", "404", "search", "a-z") if self.public else ()
        return Page(
            url=url,
            template=template,
            kind=name,
            key=key or "",
            title=title,
            heading=title,
            description=description or (self.frame.description if template == "home" else ""),
            text_language=self.frame.language,
            breadcrumbs=() if template in ("home", "404") else crumbs or (home,),
            alternates=self._alternates(name, url),
            groups=tuple(group for group in groups if group.cards),
            indexed=self.public and listed,
            in_sitemap=self.public and listed,
            feedback=None if template in silent else feedback(self.library.config, self.frame, url, name, title),
            canonical=public_url(self.frame.public_url, url) if listed else "",
            json_ld=(self._organisation(),) if template in ("home", "contact") else (),
            searchable=bool(self.frame.search) and template not in _NOT_FOUND,
        )

    def _alternates(self, name: str, url: str) -> tuple[Alternate, ...]:
        languages = self.library.config.languages_of(self.routes.site)
        ours = self.routes.prefix
        return tuple(
            Alternate(
                language,
                autonym(language),
                self.library.routes[self.routes.site, language].prefix + url[len(ours) :],
                True,
                language == self.frame.language,
            )
            for language in languages
        )

    def _organisation(self) -> str:
        config, frame = self.library.config, self.frame
        organisation = config.organisation
        logo = public_url(frame.public_url, frame.logo) if frame.logo else ""
        found = json_ld.organisation(
            self.book,
            frame.audience,
            frame.language,
            organisation.name,
            frame.public_url,
            organisation.legal_name,
            logo,
        )
        return json_ld.script(found)

    def _branch(self, branch: BranchView) -> str:
        frame = self.frame
        url = public_url(frame.public_url, branch.url)
        name = self.library.config.organisation.name
        found = json_ld.branch(
            self.book, branch.key, frame.audience, frame.language, frame.as_of, name, url, frame.public_url
        )
        return json_ld.script(found)

    def whole_section(self, folder: str, url: str, parts: tuple[SectionPart, ...]) -> Page:
        """The page of a section to print. Its address is no place of its own for search engines."""
        title, description, language = section_words(folder, self.routes)
        crumbs = (
            *breadcrumbs(folder, Link(self.frame.title, self.frame.home), self.routes),
            Link(title, self.routes.sections[folder], language=language),
        )
        page = self.page("print", f"print:{folder}", url, title, key=folder, crumbs=crumbs, listed=False)
        alternates = tuple(
            replace(alternate, url=self._whole_url(folder, alternate.language)) for alternate in page.alternates
        )
        page = replace(page, alternates=alternates, description=description, text_language=language)
        return replace(page, parts=parts, feedback=None)

    def _whole_url(self, folder: str, language: str) -> str:
        """Where the whole section is in a language; if it has no page to print there, the section or the home page."""
        there = self.library.routes[self.routes.site, language]
        if language not in self.whole:
            keys = (key for key, entry in there.entries.items() if entry.meta.status != "retired")
            self.whole[language] = frozenset(whole_sections(keys, there))
        if folder in self.whole[language]:
            return there.pages[f"print/{folder}"]
        return there.sections.get(folder, there.prefix)

    def section(self, folder: str, url: str) -> Page:
        title, _, _ = section_words(folder, self.routes)
        groups = section_groups(folder, self.routes, self.frame)
        crumbs = breadcrumbs(folder, Link(self.frame.title, self.frame.home), self.routes)
        page = self.page("section", f"section:{folder}", url, title, groups, key=folder, crumbs=crumbs)
        alternates = tuple(
            alternate
            if (there := self.library.routes[self.routes.site, alternate.language].sections.get(folder)) is None
            else Alternate(alternate.language, alternate.name, there, True, alternate.current)
            for alternate in document_alternates(folder, self.library, self.routes)
        )
        return replace(page, alternates=alternates)

    def paper(self) -> Iterator[Page]:
        """Contact in large print, and on cards to cut out."""
        home = Link(self.frame.title, self.frame.home)
        crumbs = (home, Link("", self.routes.pages["contact"], label="contact"))
        for template in ("large-print", "card"):
            url = self.routes.pages[f"contact/{template}"]
            page = self.page(template, template, url, "", listed=False, crumbs=crumbs)
            yield replace(page, cards=self._cards(url) if template == "card" else (), feedback=None)

    def _cards(self, url: str) -> tuple[CardView, ...]:
        frame = self.frame
        address = public_url(frame.public_url, frame.contact.url)
        return tuple(cards(frame.contact, frame.organisation, url, address))

    def branches(self) -> Iterator[Page]:
        contact = Link("", self.routes.pages["contact"], label="contact")
        home = Link(self.frame.title, self.frame.home)
        for branch in self.frame.contact.branches:
            page = self.page(
                "branch",
                f"branch:{branch.key}",
                branch.url,
                branch.name,
                description=", ".join(branch.address),
                crumbs=(home, contact),
            )
            yield replace(page, branch=branch, json_ld=(self._branch(branch),))

    def products(self) -> Iterator[Page]:
        cards = {card.url: card for card in product_cards(self.library, self.routes, self.listed)}
        for key in self.library.config.products:
            url = self.routes.pages[f"products/{key}"]
            if url in cards:
                guides = tuple(
                    Card(e.meta.title, self.routes.urls[e.record.key], e.meta.description, e.language, e.meta.purpose)
                    for e in guides_of(key, self.listed)
                )
                groups = (Group("products", "", (cards[url],)), Group("guides", "", guides))
                yield self.page(
                    "product", f"product:{key}", url, cards[url].title, groups, description=cards[url].description
                )

    def roles(self) -> Iterator[Page]:
        people = Link("", self.routes.pages["roles"], label="people")
        home = Link(self.frame.title, self.frame.home)
        groups = tuple(
            Group(kind, "", role_cards(self.library, self.routes, kind, self.listed)) for kind in ("roles", "owners")
        )
        yield self.page("people", "people", self.routes.pages["roles"], "", groups)
        for template, kind in (("role", "roles"), ("owner", "owners")):
            for role, words in self.library.config.roles.items():
                title = words.title.get(self.frame.language, self.frame.source_language)
                documents = by_section(with_role(role, kind, self.listed), self.routes)
                url = self.routes.pages[f"{kind}/{role}"]
                yield self.page(template, f"{template}:{role}", url, title, documents, crumbs=(home, people))
