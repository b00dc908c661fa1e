"""Pages finished: each made, rendered, read again, its twin written; one piece of work for each document.

The same piece comes to the same in this process and in a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from sopgen.audience import secrets
from sopgen.crew import each
from sopgen.edition import (
    Anchors,
    Bodies,
    Edition,
    document_pages,
    make_edition,
    other_pages,
    section_to_print,
    with_uses,
)
from sopgen.keys import digest
from sopgen.library import SHEET, Library
from sopgen.model import Finding, Output, Record
from sopgen.outputs import of_pages
from sopgen.outputs.assets import media, theme_assets, used_files
from sopgen.outputs.codes import codes, with_codes
from sopgen.outputs.headers import embedded
from sopgen.outputs.pages import page_output
from sopgen.outputs.search import search_index
from sopgen.outputs.static import static_files
from sopgen.outputs.twins import twin, twin_urls
from sopgen.proof import PageLinks, Proof, parsed
from sopgen.proof.links import as_plain
from sopgen.reads import Row
from sopgen.register import Register
from sopgen.theme import Theme
from sopgen.view import CardView, Page, SectionPart


class Work(Struct, frozen=True):
    """A document's page with its run sheet, or a section's page to print: what one piece of work makes.

    language: of the edition. key: of the document, or the section's folder.
    """

    language: str
    kind: Literal["document", "print"]
    key: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A page and all that is made of it alone.

    language: of its edition. page: as feeds, sitemaps and the glossary see it, without its text. files: its HTML, then
    its twin if it has one. links, findings: what the proof read in them. told: a digest of what it tells of itself to
    what is made of all pages: all but the bytes of its files.
    """

    language: str
    page: Page
    files: tuple[Output, ...]
    links: PageLinks
    findings: tuple[Finding, ...]
    told: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a piece of work. reads: the rows of the register that its pages depend on, in order."""

    pages: tuple[Finished, ...]
    reads: tuple[Row, ...]


class Site(Struct, frozen=True):
    """All files of a site, what the proof says of them, and the number of its pages."""

    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    pages: int


class Together(Struct, frozen=True):
    """What is made of all pages of a site; what the proof says of that, and of where all links lead. linked: of the
    paths given, those that links lead to."""

    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...]
    linked: tuple[str, ...]


class Finisher:
    """Finishes the pages of one site. What it remembers from page to page changes no answer."""

    def __init__(self, library: Library, site: str, look: Theme, bodies: Bodies, how: Anew) -> None:
        """how: what is made of the site comes about."""
        config = library.config
        self.library, self.site, self.look, self._bodies, self._how = library, site, look, bodies, how
        self.links = config.sites[site].links
        self.editions: Mapping[str, Edition] = {
            language: make_edition(library, site, language) for language in config.languages_of(site)
        }
        contacts = {language: edition.frame.contact for language, edition in self.editions.items()}
        self.secrets = secrets(library, site)
        self.proof = Proof(site, contacts, self.secrets, config.sites[site].url or "")
        twins = [
            url
            for language, edition in self.editions.items()
            if edition.routes.audience == "customer"
            for url in twin_urls(edition, self.others[language])
        ]
        self.registers = {
            language: Register(edition, twins, look.reader) for language, edition in self.editions.items()
        }

    @cached_property
    def others(self) -> Mapping[str, tuple[Page, ...]]:
        """By language, the pages that no document gives."""
        return {language: self._how.others(self, edition) for language, edition in self.editions.items()}

    @property
    def size(self) -> int:
        """The number of pieces of work."""
        return sum(len(one.routes.entries) + len(one.lists.whole) for one in self.editions.values())

    def work(self) -> Iterator[Work]:
        """All there is to do, but for the pages that no document gives: documents first, in the order of the site."""
        for language, edition in self.editions.items():
            yield from (Work(language, "document", key) for key in edition.routes.entries)
            yield from (Work(language, "print", folder) for folder in edition.lists.whole)

    def do(self, work: Work) -> Made:
        """The pages of one piece of work. Pure."""
        edition = self.registers[work.language].edition
        with self.look.reader.noting() as rows:
            pages = tuple(self.finish(work.language, page) for page in self._pages(edition, work))
        return Made(pages, tuple(sorted(rows, key=repr)))

    def with_text(self, work: Work, record: Record, bodies: Bodies) -> tuple[Finished, ...]:
        """The pages of a document with a later text that says the same to others. record, bodies: of that text."""
        own, edition = self.editions[work.language].routes.entries, self.registers[work.language].edition
        entries = {**own, work.key: replace(own[work.key], record=record)}
        edition = replace(edition, routes=replace(edition.routes, entries=entries))
        with self.look.reader.noting():
            return tuple(self.finish(work.language, page) for page in document_pages(edition, work.key, bodies))

    def at(self, path: str) -> tuple[tuple[Record, ...], tuple[Finished, ...]]:
        """The page at this path of the site ("it/refund/index.html"), with all that comes of the same piece of work;
        and the files whose text it shows. Nothing where no page is, and for one that is made of others."""
        url = path.removesuffix("index.html")
        for language, edition in self.editions.items():
            routes = edition.routes
            key = routes.keys.get(url.removesuffix(f"{SHEET}/"))
            if key is not None and key in routes.entries:
                entry = routes.entries[key]
                pages = self.do(Work(language, "document", key)).pages
                if any(page.page.url == url for page in pages):
                    return self.library.parts(entry.record, routes.audience, entry.language), pages
            for page in self.others[language]:
                if page.url == url and page.template != "glossary":
                    return (), (self.finish(language, page),)
        return (), ()

    def _pages(self, edition: Edition, work: Work) -> Iterator[Page]:
        if work.kind == "print":
            yield section_to_print(edition, work.key, self._bodies, partial(self._how.part, self, work))
        else:
            yield from document_pages(edition, work.key, self._bodies)

    def finish(self, language: str, page: Page) -> Finished:
        """A page, rendered and read again."""
        register = self.registers[language]
        frame = register.edition.frame
        output = page_output(self.look, frame, page)
        tree = parsed(output.data)
        seen = [self.proof.read(output, tree)]
        copy = twin(frame, page, tree, register.twins)  # last: it takes parts of the tree away
        if copy:
            seen.append(self.proof.read(copy))
        files = (output, copy) if copy else (output,)
        links, lean = seen[0].links, without_text(page)
        assert links is not None
        findings = tuple(finding for one in seen for finding in one.findings)
        told = digest(repr((language, lean, as_plain(links), [file.path for file in files])))
        return Finished(language, lean, files, links, findings, told)

    def site_of(self, made: Sequence[Finished], search: bool) -> Site:
        """The whole site. made: what came of each piece of work. search: with the index of its pages."""
        how = self._how
        documents = [(self.editions[one.language], one) for one in made]
        others = [
            how.other(self, edition, with_uses(edition, page, (one.page for of, one in documents if of is edition)))
            for language, edition in self.editions.items()
            for page in self.others[language]
        ]
        finished = [*made, *others]
        own = tuple(static_files(self.library.config.root, self.site))
        cards = with_codes(page for pages in self.others.values() for page in pages)
        rest = [*media(self.library, how.used(self)), *own, *theme_assets(self.look), *how.codes(self, cards)]
        if search and self.library.config.sites[self.site].search:
            pages = {
                one: [file for page in finished if page.language == one for file in page.files] for one in self.editions
            }
            rest.extend(how.search(self, pages))
        findings = [finding for one in finished for finding in one.findings]
        findings.extend(finding for output in rest for finding in self.proof.read(output).findings)
        together = how.together(self, finished, [output.path for output in own], [output.path for output in rest])
        findings.extend(together.findings)
        outputs = (*(file for one in finished for file in one.files), *rest, *together.outputs)
        return Site(outputs, tuple(findings), len(finished))

    def together(self, finished: Sequence[Finished], own: Sequence[str], paths: Sequence[str]) -> Together:
        """What is made of all pages. own: paths of the project's own files; paths: of all files that are no page's."""
        framed = [(self.editions[one.language].frame, one.page) for one in finished]
        outputs = tuple(of_pages(self.look, tuple(self.editions.values()), framed, own))
        seen = [self.proof.read(output) for output in outputs]
        links = [*(one.links for one in finished), *(one.links for one in seen if one.links)]
        findings = [finding for one in seen for finding in one.findings]
        files = (file for one in finished for file in one.files)
        findings.extend(self.proof.links(links, [*(file.path for file in (*files, *outputs)), *paths]))
        targets = set().union(*(one.targets for one in links))
        return Together(
            outputs, tuple(findings), tuple(sorted({target.path for target in targets}.intersection(paths)))
        )


def done(finisher: Finisher, work: Sequence[Work], jobs: int) -> Iterator[Made]:
    """What comes of these pieces of work, in their order. The first is done here: so templates are compiled and
    libraries loaded once, and every worker has them."""
    yield from map(finisher.do, work[:1])
    yield from each(finisher.do, work[1:], jobs)


class Anew:
    """How the pages of sites come about: each is made now, by several processes. Others remember them."""

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs

    def begin(self, finisher: Finisher) -> None:
        """Before any page of a site is made."""

    def pages(self, finisher: Finisher) -> Iterable[tuple[Finished, ...]]:
        """What comes of each piece of a site's work, in its order."""
        return (made.pages for made in done(finisher, tuple(finisher.work()), self._jobs))

    def part(
        self, finisher: Finisher, work: Work, key: str, here: Anchors, make: Callable[[], SectionPart]
    ) -> SectionPart:
        """The part that a document is of the page that a section's piece of work makes (see `edition.printed`)."""
        return make()

    def others(self, finisher: Finisher, edition: Edition) -> tuple[Page, ...]:
        """The pages of an edition that no document gives."""
        return tuple(other_pages(edition))

    def other(self, finisher: Finisher, edition: Edition, page: Page) -> Finished:
        """One of them, finished."""
        return finisher.finish(edition.frame.language, page)

    def together(
        self, finisher: Finisher, finished: Sequence[Finished], own: Sequence[str], paths: Sequence[str]
    ) -> Together:
        """What is made of all pages of a site (see `Finisher.together`)."""
        return finisher.together(finished, own, paths)

    def missing(self, finisher: Finisher, language: str) -> tuple[str, ...]:
        """The interface texts that the theme has no words for."""
        return finisher.look.missing(language)

    def used(self, finisher: Finisher) -> tuple[str, ...]:
        """The files of the content folder that a site's pages show or link to."""
        return used_files(finisher.editions.values())

    def codes(self, finisher: Finisher, cards: Sequence[CardView]) -> tuple[Output, ...]:
        """The drawings of the codes on these cards, which are all that a site has."""
        return codes(cards)

    def search(self, finisher: Finisher, pages: Mapping[str, Sequence[Output]]) -> Iterable[Output]:
        """The index of a site's pages. pages: by language of the edition, all files that are made of one page."""
        return search_index((file for files in pages.values() for file in files), finisher.links)


def without_text(page: Page) -> Page:
    """What feeds, sitemaps and the glossary see of a page: not its text, but what that embeds from other hosts."""
    document = page.document and replace(page.document, needed_next=(), related=(), roles=(), branches=(), owner=None)
    return Page(
        url=page.url,
        template=page.template,
        kind=page.kind,
        title=page.title,
        heading="",
        description=page.description,
        key=page.key,
        text_language=page.text_language,
        fallback=page.fallback,
        body=embedded(page.body),
        alternates=page.alternates,
        document=document,
        terms=tuple(replace(term, meaning="") for term in page.terms),
        cards=page.cards,
        indexed=page.indexed,
        in_sitemap=page.in_sitemap,
        canonical=page.canonical,
    )
