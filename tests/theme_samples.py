"""Hand-made frames and pages with every field filled, as an edition would hand them to the theme."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from sopgen.model import Change, Heading, Place
from sopgen.view import (
    Alternate,
    BranchView,
    Card,
    CardView,
    ChannelView,
    ContactBlock,
    DocumentFacts,
    Feedback,
    Frame,
    Group,
    HoursLine,
    Link,
    NavItem,
    Onward,
    Page,
)

LANGUAGES = {"en": "English", "it": "Italiano", "ca": "Català", "el": "Ελληνικά"}
TEMPLATES = (
    "home",
    "section",
    "document",
    "retired",
    "product",
    "role",
    "owner",
    "people",
    "contact",
    "branch",
    "changes",
    "ask",
    "large-print",
    "card",
    "404",
    "redirect",
)
THEMES = ("base", "handbook", "help")

DESK = (HoursLine("Mon–Fri", "07:30–20:00"), HoursLine("Sat", "09:00–17:00"), HoursLine("Sun", "10:00–14:00"))
CLOSED = (HoursLine("25–26 December 2026", "closed"), HoursLine("1 January 2027", "closed"))

CUSTOMER_CHANNELS = (
    ChannelView(
        id="phone-en",
        kind="phone",
        label="Call us",
        value="+39 02 5550 0147",
        href="tel:+390255500147",
        purposes=("questions", "complaints", "orders", "returns"),
        hours=DESK,
        exceptions=CLOSED,
        soon=CLOSED[:1],
        time_zone="Central European Time (Rome)",
        away=True,
        languages=("en", "it", "ca", "el"),
        toll_free=True,
    ),
    ChannelView(
        id="whatsapp",
        kind="whatsapp",
        label="WhatsApp",
        value="+39 347 555 0147",
        href="https://wa.me/393475550147",
        purposes=("questions", "orders"),
        hours=DESK,
        exceptions=CLOSED,
        soon=CLOSED[:1],
        time_zone="Central European Time (Rome)",
        away=True,
        reply_time="1 hour",
        languages=("en", "it", "ca", "el"),
    ),
    ChannelView(
        id="email",
        kind="email",
        label="E-mail",
        value="help@serenetta.example",
        href="mailto:help@serenetta.example",
        purposes=("questions", "complaints", "orders", "returns"),
        reply_time="1 day",
        languages=("en", "it"),
    ),
    ChannelView(
        id="text-relay",
        kind="text relay",
        label="Text relay",
        value="ask.serenetta.example",
        href="https://ask.serenetta.example/relay",
        purposes=("questions",),
        hours=DESK,
        languages=("en", "it"),
        accessibility="For people who are deaf, hard of hearing or cannot speak. You write, a person speaks for you.",
    ),
    ChannelView(
        id="post",
        kind="post",
        label="Post",
        value="",
        href="",
        lines=("Serenetta Home Cleaning", "Via del Sapone 14", "20121 Milano", "Italia"),
        purposes=("complaints",),
        reply_time="10 days",
    ),
    ChannelView(
        id="milan-phone",
        kind="phone",
        label="Milan office",
        value="+39 02 5550 0130",
        href="tel:+390255500130",
        hours=DESK,
        languages=("it", "en"),
        cost="As much as a call to a landline",
        country="Italy",
        branch="milan",
    ),
    ChannelView(
        id="emergency",
        kind="emergency",
        label="Fire, police, ambulance",
        value="112",
        href="tel:112",
        purposes=("emergencies",),
        always=True,
    ),
)
STAFF_CHANNELS = (
    replace(CUSTOMER_CHANNELS[0], id="desk", label="Operations desk", value="+39 02 5550 0152", toll_free=False),
    replace(
        CUSTOMER_CHANNELS[6],
        id="safety-line",
        kind="phone",
        label="Safety line (day and night)",
        value="+39 02 5550 0112",
    ),
    CUSTOMER_CHANNELS[6],
    replace(CUSTOMER_CHANNELS[1], id="staff-chat", kind="chat", label="Desk chat", value="chat.serenetta.example"),
    CUSTOMER_CHANNELS[5],
)
BRANCHES = tuple(
    BranchView(
        key=key,
        name=name,
        url=f"contact/{key}/",
        country="IT",
        address=(street, city),
        map="https://www.openstreetmap.org/#map=17/45.4719/9.1881",
        channels=(CUSTOMER_CHANNELS[5],),
        hours=DESK,
        exceptions=CLOSED,
        time_zone="Central European Time (Rome)",
        languages=("it", "en"),
        services=("Collect or return keys", "Borrow a Serenetta Mix dispenser", "Speak to a person"),
        access="Step-free entrance. Metro line M2, stop 150 m away. Hearing loop at the desk.",
    )
    for key, name, street, city in (
        ("milan", "Milan", "Via del Sapone 14", "20121 Milano, Italia"),
        ("barcelona", "Barcelona", "Carrer de l'Escuma 27", "08012 Barcelona, Espanya"),
        ("athens", "Athens", "Οδός Σαπουνιού 8", "105 57 Αθήνα, Ελλάδα"),
    )
)

CARDS = (
    CardView("", "", CUSTOMER_CHANNELS[0], None, CUSTOMER_CHANNELS[2], DESK, (), "contact/card/qr.svg", "MECARD:;;"),
    CardView("milan", "Milan", CUSTOMER_CHANNELS[0], CUSTOMER_CHANNELS[5], None, (), ("Via del Sapone 14",), "", ""),
)

BODY = """\
<h2 id="purpose">Purpose</h2>
<p>A customer who is owed money gets it back without having to argue. See
<a href="../complaint/">Handle a complaint</a>.</p>
<h2 id="you-need">You need</h2>
<ul><li>The invoice number</li><li>The customer record</li></ul>
<h2 id="steps">Steps</h2>
<h3 id="decide">Decide</h3>
<ol>
<li id="step-1"><p>Open the invoice in the customer record.</p></li>
<li id="step-2"><p>Check that nobody has refunded it before.</p>
<ol><li id="step-2-1">Look under <kbd>History</kbd>.</li><li id="step-2-2">Look at the bank statement.</li></ol></li>
<li id="amount"><p>Work out the amount with the table.</p>
<div class="callout callout-warning">
<p class="callout-title"><span class="callout-kind">Warning:</span> Same way back</p>
<p>Money goes back the way it came: same card, same account. Never pay to another account.</p></div></li>
<li id="step-4"><p>Tell the customer that the money arrives within 5 days.</p></li>
</ol>
<div class="callout callout-danger">
<p class="callout-title"><span class="callout-kind">Danger:</span> Never mix</p>
<p>Bleach and acid make a gas that kills.</p></div>
<div class="callout callout-tip"><p class="callout-title">Tip</p><p>Say the amount aloud, then write it.</p></div>
<h3 id="how-much">How much</h3>
<div class="table"><table><thead><tr><th>What happened</th><th>Give back</th></tr></thead>
<tbody><tr><td>Part of the time was not worked</td><td>Missing hours of each person × rate</td></tr>
<tr><td>The whole visit did not take place</td><td>The full price of the visit</td></tr></tbody></table></div>
<p>Standard clean, each hour and person:
<span class="fact-values"><span class="fact-value"><span class="fact-branch">Milan</span> €23.50</span>
<span class="fact-value"><span class="fact-branch">Barcelona</span> €21</span>
<span class="fact-value"><span class="fact-branch">Athens</span> €15.50</span></span>.</p>
<h2 id="wrong">If it goes wrong</h2>
<dl><dt>The card has expired</dt><dd>Tell the customer that the bank passes the money on.</dd></dl>
<details><summary>Why so strict?</summary><p>Because fraud looks like kindness.</p></details>
<ol class="list"><li>One thing</li><li>Another thing</li></ol>
"""

NAVIGATION = (
    NavItem(
        "Customers",
        "customers/",
        "customers",
        (
            NavItem("Greet a customer", "customers/greet/", "customers/greet"),
            NavItem("Give a refund", "customers/refund/", "customers/refund"),
            NavItem("Handle a complaint", "customers/complaint/", "customers/complaint", language="en"),
        ),
    ),
    NavItem("Safety", "safety/", "safety", (NavItem("Lone working", "safety/lone/", "safety/lone"),)),
    NavItem("The work", "work/", "work"),
    NavItem("Office", "office/", "office"),
    NavItem("People", "people/", "people"),
)


def frame(site: str = "handbook", language: str = "en", **changes: object) -> Frame:
    staff = site == "handbook"
    root = "" if language == "en" else f"{language}/"
    channels = STAFF_CHANNELS if staff else CUSTOMER_CHANNELS
    values = Frame(
        site=site,
        title="Serenetta handbook" if staff else "Serenetta help centre",
        description="How we work, the same in every branch."
        if staff
        else "What we clean, what it costs, and a person to ask.",
        audience="staff" if staff else "customer",
        language=language,
        source_language="en",
        direction="ltr",
        home=root,
        organisation="Serenetta",
        logo="files/logo.svg",
        notice="Serenetta is a sample company. Its telephone numbers and addresses are examples.",
        public_url=f"https://{site}.serenetta.example/",
        link_style="folder",
        contact=ContactBlock(
            channels[0], channels, BRANCHES, tuple(way.id for way in channels), f"{root}contact/", channels[0]
        ),
        navigation=NAVIGATION,
        languages=alternates(language, ""),
        as_of=date(2026, 11, 21),
        drafts=False,
        generator="sopgen",
    )
    return replace(values, **changes)  # type: ignore[arg-type] # the tests name fields of Frame


def alternates(language: str, url: str) -> tuple[Alternate, ...]:
    return tuple(
        Alternate(code, name, ("" if code == "en" else f"{code}/") + url, code != "ca", code == language)
        for code, name in LANGUAGES.items()
    )


FACTS = DocumentFacts(
    id="CS-003",
    key="customers/refund",
    type="procedure",
    status="approved",
    version="1.3",
    owner=Link("Branch manager", "people/branch-manager/"),
    roles=(Link("Team leader", "roles/team-leader/"), Link("Customer agent", "roles/customer-agent/")),
    branches=(Link("Milan", "contact/milan/"), Link("Barcelona", "contact/barcelona/")),
    approved_by="Branch manager",
    approved_on=date(2026, 8, 24),
    effective=date(2026, 9, 1),
    reviewed=date(2026, 8, 24),
    review_due=date(2027, 8, 24),
    changes=(
        Change("1.3", date(2026, 9, 1), "Goodwill credit added beside the refund."),
        Change("1.2", date(2025, 11, 3), "Higher limit for customer agents."),
    ),
    changes_language="en",
    successor=Link("Refund and goodwill", "customers/goodwill/"),
    product=Link("Serenetta Mix dispenser", "products/dispenser/"),
    purpose="use",
    tags=("refund",),
    needed_next=(Onward("Close the case", "customers/close/", language="en", reason="stage", about="After the visit"),),
    related=(
        Onward("Handle a complaint", "customers/complaint/", "Listen, restate, solve, follow up.", "en"),
        Onward("Count the till", "office/till/", language="en", reason="about", about="money"),
    ),
)


def cards(*titles: str, **fields: object) -> tuple[Card, ...]:
    made = (
        Card(title, f"x/{number}/", f"{title}: what it is about, in a sentence.") for number, title in enumerate(titles)
    )
    return tuple(replace(card, **fields) for card in made)  # type: ignore[arg-type] # the tests name fields of Card


CHANGES = (
    Card(
        "Give a refund",
        "customers/refund/",
        "Goodwill credit added beside the refund.",
        label="1.3",
        date=date(2026, 9, 1),
    ),
    Card(
        "Lone working", "safety/lone/", "Check in every two hours.", language="en", label="2.0", date=date(2026, 8, 3)
    ),
)
DOCUMENTS = tuple(Link(f"Document {number}", f"x/{number}/", label=f"CS-{number:03}") for number in range(1, 9))
HOME = {
    "handbook": (
        Group(
            "sections", "", cards("Customers", "Safety", "The work", "Office", "People", "Quality", links=DOCUMENTS[:4])
        ),
        Group("changes", "", CHANGES, "changes/"),
        Group("roles", "", cards("Cleaner", "Team leader", "Customer agent", "Branch manager", links=DOCUMENTS)),
        Group("owners", "", cards("Branch manager", "Quality lead")),
    ),
    "help": (
        Group(
            "topics",
            "",
            cards("Our services", "Before a visit", "Prices", "If you are not happy", links=DOCUMENTS),
        ),
        Group("products", "", cards("Serenetta Mix dispenser", "Serenetta key safe", picture="files/dispenser.svg")),
        Group("branches", "", cards("Milan", "Barcelona", label="milan"), "contact/"),
    ),
}
GUIDES = (
    *cards("Fill the dispenser for the first time", label="assemble"),
    *cards("Mix a bottle", "Clean the nozzle", label="use"),
    *cards("The dispenser drips", label="solve"),
)
GROUPS = {
    "section": (Group("documents", "", cards("Greet a customer", "Give a refund", "Handle a complaint")),),
    "product": (
        Group("products", "", cards("Serenetta Mix dispenser", picture="files/dispenser.svg", label="SM-2")),
        Group("guides", "", GUIDES),
    ),
    "role": (Group("documents", "", cards("Greet a customer", "Give a refund")),),
    "owner": (Group("documents", "", cards("Give a refund")), Group("retired", "", cards("Old refund"))),
    "people": (Group("roles", "", cards("Cleaner", links=DOCUMENTS)), Group("owners", "", cards("Branch manager"))),
    "changes": (Group("changes", "", CHANGES),),
}


def page(template: str, site: str = "handbook", language: str = "en", **changes: object) -> Page:
    root = "" if language == "en" else f"{language}/"
    url = {"home": "", "404": "404.html", "document": "customers/refund/"}.get(template, f"some/{template}/")
    heading = {
        "home": frame(site).title,
        "contact": "",
        "ask": "",
        "large-print": "",
        "card": "",
        "404": "",
        "changes": "",
        "people": "",
        "redirect": "",
    }
    document = template in ("document", "retired")
    feedback = (Link("", "mailto:handbook@serenetta.example?subject=CS-003"),)
    if site != "handbook":
        ask = "https://ask.serenetta.example/new?document=CS-003&answer="
        feedback = (Link("Yes", ""), Link("Partly", f"{ask}partly"), Link("No", f"{ask}no"))
    place = Place("procedures/customers/refund.md")
    contents = (
        ("purpose", "Purpose", 2),
        ("steps", "Steps", 2),
        ("decide", "Decide", 3),
        ("wrong", "If it goes wrong", 2),
    )
    values = Page(
        url=root + url,
        template=template,
        kind="document" if document else template,
        title=heading.get(template, "Give a refund"),
        heading=heading.get(template, "Give a refund"),
        description="Who may give back how much without asking, and how to do it so that the money arrives.",
        key="customers/refund" if document else "",
        text_language="en",
        fallback=language == "ca" and document,
        body=BODY if template == "document" else "",
        contents=tuple(Heading(level, text, anchor, place) for anchor, text, level in contents)
        if template == "document"
        else (),
        breadcrumbs=(Link("Serenetta handbook", root), Link("", f"{root}contact/", label="contact")),
        alternates=alternates(language, url),
        previous=Link("Greet a customer", "customers/greet/") if document else None,
        next=Link("Handle a complaint", "customers/complaint/", language="en")
        if document or template == "redirect"
        else None,
        document=FACTS if document else None,
        groups=HOME["help" if site == "help" else "handbook"] if template == "home" else GROUPS.get(template, ()),
        cards=CARDS if template == "card" else (),
        branch=BRANCHES[0] if template == "branch" else None,
        feedback=Feedback(feedback) if document else None,
        edit_url="https://github.com/serenetta-example/handbook/edit/main/refund.md"
        if document and site == "handbook"
        else "",
        json_ld=('{"@context": "https://schema.org", "name": "</script><b>"}',),
        indexed=site != "handbook" and template != "404",
        canonical=f"https://{site}.serenetta.example/{root}{url}",
    )
    return replace(values, **changes)  # type: ignore[arg-type] # the tests name fields of Page
