"""What all pages of one site in one language share: names, languages, navigation, the contact block."""

from __future__ import annotations

from sopgen import __version__
from sopgen.address import file_url
from sopgen.contact.block import block
from sopgen.contact.book import address_book
from sopgen.edition.navigation import navigation
from sopgen.edition.notices import midnight, notices
from sopgen.formats import autonym, direction
from sopgen.library import Library, Routes
from sopgen.model import Audience
from sopgen.view import Alternate, ChannelView, ContactBlock, Frame, PaperPages


def make_frame(library: Library, routes: Routes) -> Frame:
    """The frame of an edition."""
    config, language = library.config, routes.language
    site = config.sites[routes.site]
    source = config.source_language
    book = address_book(config)

    def contact(audience: Audience) -> ContactBlock:
        pages = routes.pages
        return block(book, audience, language, config.as_of, pages["contact"], lambda key: pages[f"branches/{key}"])

    reach = contact(site.audience)
    public = contact("customer") if site.audience == "staff" else None
    return Frame(
        site=routes.site,
        title=site.title.get(language, source),
        description=site.description.get(language, source),
        audience=site.audience,
        language=language,
        source_language=source,
        direction=direction(language),
        home=routes.prefix,
        organisation=config.organisation.name,
        logo=file_url(logo_path(config.organisation.logo)),
        notice=site.notice.get(language, source),
        public_url=_with_slash(site.url or ""),
        link_style=site.links,
        contact=reach,
        navigation=navigation(library, routes),
        languages=tuple(
            Alternate(other, autonym(other), library.routes[routes.site, other].prefix, True, other == language)
            for other in config.languages_of(routes.site)
        ),
        ask=routes.pages.get("ask", ""),
        search=routes.pages.get("search", ""),
        a_to_z=routes.pages["a-z"],
        paper=PaperPages(routes.pages["contact/large-print"], routes.pages["contact/card"]),
        glossary=routes.pages.get("glossary", ""),
        customer_channels=_all_channels(public) if public else (),
        notices=notices(library, routes, reach.branches),
        built=midnight(config.as_of, library),
        as_of=config.as_of,
        drafts=config.drafts,
        generator=f"sopgen {__version__}",
    )


def _all_channels(contact: ContactBlock) -> tuple[ChannelView, ...]:
    """What staff may tell customers: every channel for them, wherever it stands."""
    return (*contact.channels, *(channel for branch in contact.branches for channel in branch.channels))


def logo_path(logo: str) -> str:
    """Where the logo lands in a site: "media/logo.svg", "" where there is none."""
    return f"media/{logo.rpartition('/')[2]}" if logo else ""


def _with_slash(url: str) -> str:
    return url if not url or url.endswith("/") else f"{url}/"
