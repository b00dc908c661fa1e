"""The proof room: what is about to be published is read once more, as a browser reads it, and must keep our promises.

Every HTML page carries the contact block, no customer file names what is for staff, every link of a site leads
somewhere in it. Each page is parsed once. Findings name the published file (`help/it/index.html`) and its template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

from sopgen.model import Finding, Output
from sopgen.proof.audience import audience_faults, make_search
from sopgen.proof.contact import Known, contact_faults
from sopgen.proof.links import PageLinks, identity_faults, link_faults, read_links
from sopgen.view import ContactBlock

__all__ = ["prove"]


def prove(
    site: str,
    outputs: Iterable[Output],
    contacts: Mapping[str, ContactBlock],
    secrets: Iterable[tuple[str, str]] = (),
    public_url: str = "",
) -> Iterator[Finding]:
    """What is wrong with the finished files of one site; nothing, if it may be published.

    contacts: the block that pages of each language must show (`frame.contact` of each edition). secrets: strings that
    must not be in this site, each with what it is ("the title of procedures/keys.md"); none for a site for staff. Give
    none that a customer document says rightly, such as a title that both have: a find is an error without exemption.
    public_url: the site's own, whose path the links of its 404 pages start from.
    """
    search = make_search(secrets)
    known: Known = {}
    clean: set[str] = set()
    paths: set[str] = set()
    pages: list[PageLinks] = []
    for output in outputs:
        paths.add(output.path)
        if output.html:
            tree = LexborHTMLParser(output.data)
            yield from contact_faults(site, output, tree, contacts, known)
            yield from identity_faults(site, output, tree)
            pages.append(read_links(output, tree, public_url))
        yield from audience_faults(site, output, search, clean)
    yield from link_faults(site, pages, paths)
