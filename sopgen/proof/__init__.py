"""The proof room: what is about to be published is read once more, as a browser reads it, and must keep our promises.

Every HTML page carries the contact block, no customer file names what is for staff, every link of a site leads
somewhere in it. Each page is parsed once. Findings name the published file (`help/it/index.html`) and its template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from sopgen.audience import Secret
from sopgen.model import Finding, Output
from sopgen.proof.audience import audience_faults, make_search
from sopgen.proof.contact import Known, contact_faults
from sopgen.proof.links import PageLinks, identity_faults, link_faults, read_links
from sopgen.view import ContactBlock

__all__ = ["PageLinks", "Proof", "Seen", "parsed", "prove"]


def parsed(html: bytes) -> LexborHTMLParser:
    """A finished page as a browser reads it."""
    return LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)


class Seen(Struct, frozen=True):
    """What a finished file says: the ids and links of a page (None for all else), and what is wrong with it alone."""

    links: PageLinks | None
    findings: tuple[Finding, ...]


class Proof:
    """Reads the finished files of one site, each by itself; `link_faults` then says which links lead nowhere.

    contacts: the block that pages of each language must show (`frame.contact` of each edition). secrets: what must not
    be in this site; none for a site for staff. Give none that a customer document says rightly, such as a title that
    both have: a find is an error without exemption.
    public_url: the site's own, whose path the links of its 404 pages start from.
    """

    def __init__(
        self,
        site: str,
        contacts: Mapping[str, ContactBlock],
        secrets: Iterable[Secret] = (),
        public_url: str = "",
    ) -> None:
        self.site, self._contacts, self._public_url = site, contacts, public_url
        self._search = make_search(secrets)
        self._known: Known = {}
        self._clean: set[str] = set()

    def read(self, output: Output, tree: LexborHTMLParser | None = None) -> Seen:
        """What one file says. Pure: what is remembered from file to file changes no answer. tree: of the same page,
        where somebody has parsed it already."""
        links: PageLinks | None = None
        findings: list[Finding] = []
        if output.html:
            tree = tree or parsed(output.data)
            findings.extend(contact_faults(self.site, output, tree, self._contacts, self._known))
            findings.extend(identity_faults(self.site, output, tree))
            links = read_links(output, tree, self._public_url)
        findings.extend(audience_faults(self.site, output, self._search, self._clean))
        return Seen(links, tuple(findings))

    def links(self, pages: Iterable[PageLinks], paths: Iterable[str]) -> Iterator[Finding]:
        """What is wrong with the links of all pages together. paths: of all files of the site."""
        return link_faults(self.site, pages, frozenset(paths))


def prove(
    site: str,
    outputs: Iterable[Output],
    contacts: Mapping[str, ContactBlock],
    secrets: Iterable[Secret] = (),
    public_url: str = "",
) -> Iterator[Finding]:
    """What is wrong with the finished files of one site; nothing, if it may be published. Arguments: as of `Proof`."""
    proof = Proof(site, contacts, secrets, public_url)
    paths: set[str] = set()
    pages: list[PageLinks] = []
    for output in outputs:
        paths.add(output.path)
        seen = proof.read(output)
        yield from seen.findings
        if seen.links:
            pages.append(seen.links)
    yield from proof.links(pages, paths)
