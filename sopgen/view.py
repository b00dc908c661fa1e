"""What templates may see: pages and what stands on them, in words of one language. Values, like those of `model`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from msgspec import Struct

from sopgen.model import Audience, Change, DocumentType, Heading, Status


class Link(Struct, frozen=True):
    """A link in navigation or a list: url from the site's root ("it/customers/"), or absolute."""

    title: str
    url: str
    description: str = ""
    language: str = ""
    label: str = ""


Reason = Literal["chosen", "about", "leads-here", "named-here", "purpose", "stage"]


class Onward(Struct, frozen=True):
    """A document to go on with, and why.

    reason: "chosen" (by the author), "about" (the same subject: `about` names it, "" where it has no name in the
    reader's language), "leads-here", "named-here" (in this text), "purpose" (`about` is that of the product's guide)
    or "stage" (`about` names the stage of the customer's journey).
    """

    title: str
    url: str
    description: str = ""
    language: str = ""
    label: str = ""
    reason: Reason = "chosen"
    about: str = ""


@dataclass(frozen=True, slots=True)
class NavItem:
    """A section or document of the navigation. key: "customers/refund", to mark where the reader is."""

    title: str
    url: str
    key: str
    children: tuple[NavItem, ...] = ()
    description: str = ""
    language: str = ""


class Alternate(Struct, frozen=True):
    """The same page in another language: name in that language; translated is False where it falls back."""

    language: str
    name: str
    url: str
    translated: bool
    current: bool


class HoursLine(Struct, frozen=True):
    """A line of opening hours, ready to read: days ("Mon-Fri"), times ("08:00-18:30", or the word for closed).

    name: of the public holiday, "" where it is none or has no name in this language.
    """

    days: str
    times: str
    name: str = ""


class ChannelView(Struct, frozen=True):
    """A way to reach a person, ready to show in one language.

    kind: as in YAML ("phone", "text relay" …). href: "tel:+39…", "mailto:…", "https:…", "" where there is nothing to
    follow (post). carries: the same link with {names} where the page that readers come from is filled in, "" where it
    can carry none (`contact.carried`). value: the number as shown, the address, the host. lines: a postal address.
    purposes: keys ("questions"); their words come from the theme's catalogue. branch: key, "" for a channel of the
    whole organisation.
    country: name of the only country where the number works, "" where that is the reader's or it works everywhere.
    serves: somebody there speaks the language of the page. exceptions: of the coming 60 days; soon: those of 14 days.
    time_zone: of the hours, in words ("Central European Time (Rome)"). away: readers' own clocks may show another time.
    clock: JSON by which the page's script knows whether it is open now, safe in single quotes; "" without hours, or
    where it is always open.
    """

    id: str
    kind: str
    label: str
    value: str
    href: str
    lines: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    hours: tuple[HoursLine, ...] = ()
    exceptions: tuple[HoursLine, ...] = ()
    soon: tuple[HoursLine, ...] = ()
    always: bool = False
    time_zone: str = ""
    away: bool = False
    reply_time: str = ""
    languages: tuple[str, ...] = ()
    accessibility: str = ""
    toll_free: bool = False
    cost: str = ""
    country: str = ""
    branch: str = ""
    serves: bool = True
    carries: str = ""
    clock: str = ""


class BranchView(Struct, frozen=True):
    """A branch, ready to show in one language. url: its page, from the site's root. time_zone: in words.

    clock: as of a channel. facts: JSON by which the page's script puts it first where it is the reader's own branch,
    safe in single quotes.
    """

    key: str
    name: str
    url: str
    country: str
    address: tuple[str, ...]
    map: str
    channels: tuple[ChannelView, ...]
    hours: tuple[HoursLine, ...]
    exceptions: tuple[HoursLine, ...]
    time_zone: str
    languages: tuple[str, ...]
    services: tuple[str, ...]
    access: str
    clock: str = ""
    facts: str = ""


class Fitting(Struct, frozen=True):
    """What to try first for a purpose ("questions"). office: an office takes it too."""

    purpose: str
    channels: tuple[ChannelView, ...]
    office: bool


class ContactBlock(Struct, frozen=True):
    """The contact contract of one site in one language: `order` is the ids that every page shows, in this order.

    usual: a channel that keeps the hours which most channels keep, so that a page says them once; None where no two
    keep the same. fitting: what to try first, by purpose.
    script: the file, from the site's root, that has the facts of all branches; "" without a choice.
    """

    first: ChannelView
    channels: tuple[ChannelView, ...]
    branches: tuple[BranchView, ...]
    order: tuple[str, ...]
    url: str
    usual: ChannelView | None = None
    fitting: tuple[Fitting, ...] = ()
    script: str = ""


class NoticeView(Struct, frozen=True):
    """A dated notice, ready to show in one language.

    current: its first day has come (as of the build); else it stands on the page unseen. begins, ends: the instants
    between which it is to be seen ("2026-12-01T00:00:00+01:00"); begins is "" where it always has been, ends where it
    never will be over. link: where more is said; its title is "" for an address elsewhere. branches: label is the key.
    """

    text: str
    level: Literal["info", "warning"]
    until: date
    current: bool
    begins: str
    ends: str
    link: Link | None = None
    branches: tuple[Link, ...] = ()


class CardView(Struct, frozen=True):
    """A contact card to print. key, name: of the branch, "" for the organisation's own card.

    first: the organisation's first channel; own: the branch's telephone. code: what its QR code says (a MeCard), "" for
    none; picture: its drawing, from the site's root.
    """

    key: str
    name: str
    first: ChannelView
    own: ChannelView | None
    email: ChannelView | None
    hours: tuple[HoursLine, ...]
    address: tuple[str, ...]
    picture: str
    code: str


class PaperPages(Struct, frozen=True):
    """Where contact can be printed: urls from the site's root."""

    large_print: str
    card: str


class Feedback(Struct, frozen=True):
    """Where "Did this solve it?" and "Report a problem" lead, filled in: answer is "", "yes", "partly" or "no".

    For customers: three links (yes leads to a thank-you anchor on the page itself: ""); for staff: one.
    """

    links: tuple[Link, ...]


class Frame(Struct, frozen=True):
    """What is the same on all pages of one edition (one site in one language).

    ask: the page that helps to ask a person, from the site's root; "" where the contact page does it. search: the
    page of its results; "" where the site has none. a_to_z: the page of all documents from A to Z.
    glossary: the page of all terms, "" where there is none.
    notices: the dated ones, of today and of the coming weeks. built: the instant at which the day of `as_of` begins.
    """

    site: str
    title: str
    description: str
    audience: Audience
    language: str
    source_language: str
    direction: Literal["ltr", "rtl"]
    home: str
    organisation: str
    logo: str
    notice: str
    public_url: str
    link_style: Literal["folder", "file"]
    contact: ContactBlock
    navigation: tuple[NavItem, ...]
    languages: tuple[Alternate, ...]
    as_of: date
    drafts: bool
    generator: str
    ask: str = ""
    search: str = ""
    a_to_z: str = ""
    glossary: str = ""
    customer_channels: tuple[ChannelView, ...] = ()
    paper: PaperPages | None = None
    notices: tuple[NoticeView, ...] = ()
    built: str = ""


class DocumentFacts(Struct, frozen=True):
    """What a document page shows about its document, in words of the reader's language where it has any.

    needed_next: the next step of the product or of the customer's journey. related: what else to read. Neither names
    a document that the other names, or that is the previous or the next page. On a site for customers there is no
    owner, no role, no name of who approved it, and a change has no words.
    """

    id: str
    key: str
    type: DocumentType
    status: Status
    version: str
    owner: Link | None = None
    roles: tuple[Link, ...] = ()
    branches: tuple[Link, ...] = ()
    approved_by: str = ""
    approved_on: date | None = None
    effective: date | None = None
    in_force: bool = True
    reviewed: date | None = None
    review_due: date | None = None
    overdue: bool = False
    changes: tuple[Change, ...] = ()
    changes_language: str = ""
    successor: Link | None = None
    product: Link | None = None
    purpose: str = ""
    tags: tuple[str, ...] = ()
    needed_next: tuple[Onward, ...] = ()
    related: tuple[Onward, ...] = ()


class Outdated(Struct, frozen=True):
    """What a translated page says where its source has changed since.

    language: of the source. count: how many of its blocks changed. places: links to the marks in the text, each with
    the words that stand there. source: the same page in the source language; None where this site has none.
    """

    language: str
    count: int
    places: tuple[Link, ...] = ()
    source: Link | None = None


class Card(Struct, frozen=True):
    """A card or list line on home, section, product, role and owner pages. icon: a drawing of the theme, by name."""

    title: str
    url: str
    description: str = ""
    language: str = ""
    label: str = ""
    picture: str = ""
    date: date | None = None
    links: tuple[Link, ...] = ()
    icon: str = ""


class Group(Struct, frozen=True):
    """A titled list of cards. kind says how to show it and, where title is "", how the theme names it. language: of the
    title, "" for that of the page.

    kinds: "sections", "topics", "most-asked", "documents", "changes", "due", "roles", "owners", "products", "guides",
    "branches", "letter", "retired".
    """

    kind: str
    title: str
    cards: tuple[Card, ...]
    url: str = ""
    language: str = ""


class TermView(Struct, frozen=True):
    """A term of the glossary in the reader's language. anchor: its id on the glossary page.

    avoid, why: words that are not used for it, and the reason; for staff, "" for customers. uses: links to the pages
    that explain it, on the glossary page.
    """

    anchor: str
    word: str
    meaning: str = ""
    avoid: tuple[str, ...] = ()
    why: str = ""
    staff_only: bool = False
    uses: tuple[Link, ...] = ()


class TermGroup(Struct, frozen=True):
    """The terms that begin with a letter."""

    letter: str
    terms: tuple[TermView, ...]


class SectionPart(Struct, frozen=True):
    """A document on the page of its whole section. anchor: of the part; body: safe HTML, its ids begin with anchor.

    url: of the document's own page, from the site's root. language: of its text.
    """

    anchor: str
    title: str
    url: str
    description: str
    language: str
    id: str
    version: str
    status: Status
    type: DocumentType
    body: str


class Mine(Struct, frozen=True):
    """What the first page shows to who has chosen this role or branch: its key as the browser keeps it, its own page,
    and its documents by section."""

    kind: Literal["role", "branch"]
    key: str
    title: str
    url: str
    description: str = ""
    groups: tuple[Group, ...] = ()


class Steps(Struct, frozen=True):
    """The steps of a document, as its page speaks of them all.

    count: of tabs those of the longest one. time: in words ("1 hour and 35 minutes"), "" where no step gives any;
    complete: all of them do. by_role: whose steps they are, for staff; label: their time, "" where none is given.
    name, state: of the document and of these very steps, for what a browser keeps. begin, end: offsets into the body,
    below the heading of the steps and behind them. sheet: the address of the run sheet, "" where there is none.
    """

    count: int
    time: str
    complete: bool
    by_role: tuple[Link, ...]
    name: str
    state: str
    begin: int
    end: int
    sheet: str = ""


class Page(Struct, frozen=True):
    """One page, all that its template may see besides the frame.

    url: from the site's root, ending in "/" (or a file name: "404.html"); "" is the root.
    template: "home", "section", "document", "retired", "product", "role", "owner", "people", "contact", "branch",
    "changes", "ask", "search", "a-z", "run-sheet", "large-print", "card", "404" (the file: `templates/<name>.html`).
    heading: what the h1 says; title: what the window, search engines and navigation say.
    text_language: of title and body: the source language where the page falls back (`fallback`), else the frame's.
    outdated: for a translation whose source has changed since.
    body: safe HTML, links already relative. contents: for the contents list, levels 2 and 3 (facts of both).
    cards: contact cards, on the page to print them.
    origins: where readers ask, the pages they can come from, as JSON: {url: [title, id, version, language]}.
    kind: stable name of a generated page ("contact", "branch:milan"), or "document".
    terms: those whose first use in the body is explained. glossary: all terms by letter ("glossary").
    parts: the documents of a section, on its page to print ("print"). whole: where that page is, on the section's own.
    searchable: readers find it by the search field. asked_as: what they call it, for the search alone.
    steps: of a procedure or guide; its items to tick have the class "to-tick", the lists of what it needs "need".
    """

    url: str
    template: str
    kind: str
    title: str
    heading: str
    description: str = ""
    key: str = ""
    text_language: str = ""
    fallback: bool = False
    outdated: Outdated | None = None
    body: str = ""
    contents: tuple[Heading, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    previous: Link | None = None
    next: Link | None = None
    document: DocumentFacts | None = None
    steps: Steps | None = None
    groups: tuple[Group, ...] = ()
    mine: tuple[Mine, ...] = ()
    branch: BranchView | None = None
    parts: tuple[SectionPart, ...] = ()
    whole: str = ""
    feedback: Feedback | None = None
    edit_url: str = ""
    json_ld: tuple[str, ...] = ()
    terms: tuple[TermView, ...] = ()
    glossary: tuple[TermGroup, ...] = ()
    origins: str = ""
    cards: tuple[CardView, ...] = ()
    indexed: bool = True
    in_sitemap: bool = True
    canonical: str = ""
    searchable: bool = False
    asked_as: tuple[str, ...] = ()
