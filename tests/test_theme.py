"""The theme room: every template in every language, what each page must carry, words, assets, links, lookups."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from jinja2.ext import babel_extract
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from sopgen.address import relative_url
from sopgen.build import build
from sopgen.colours import COLOUR_NAMES, DARK, LIGHT, colours_css, contrast_faults, contrast_ratio, is_colour, palette
from sopgen.model import SopgenError
from sopgen.theme import Theme, load
from sopgen.view import Card, Group, Link
from tests.projects import BASE, project
from tests.theme_samples import FACTS, LANGUAGES, TEMPLATES, THEMES, frame, page

ROOT = Path(__file__).parents[1] / "themes"
LOADED = {name: load(name, None, tuple(LANGUAGES)) for name in THEMES}
SITES = ("handbook", "help")
TAGS = "sopgen.sandbox.KeptTag"


def site_of(theme: str) -> str:
    return "help" if theme == "help" else "handbook"


def rendered(theme: str, template: str, language: str = "en", **changes: object) -> LexborHTMLParser:
    site = site_of(theme)
    return LexborHTMLParser(LOADED[theme].render(frame(site, language), page(template, site, language, **changes)))


EVERY = [(theme, template, language) for theme in THEMES for template in TEMPLATES for language in LANGUAGES]


# ------------------------------------------------------------------------------------------------- every page


@pytest.mark.parametrize(("theme", "template", "language"), EVERY)
def test_every_page(theme: str, template: str, language: str) -> None:
    site = site_of(theme)
    html = LOADED[theme].render(frame(site, language), page(template, site, language))
    tree = LexborHTMLParser(html)

    root = tree.css_first("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == (language, "ltr")
    for landmark in ("header.site-header", "main#main", "footer.site-footer", "nav.menu[aria-label]", "h1"):
        assert len(tree.css(landmark)) == 1, landmark
    assert tree.css_first("h1").text(strip=True)
    assert tree.css_first("a.skip").attributes["href"] == "#main"

    contact = frame(site, language).contact
    shown = [way.attributes["data-channel"] for way in tree.css("[data-contact=footer] [data-channel]")]
    assert shown == list(contact.order)
    assert [way.attributes["data-channel"] for way in tree.css("[data-contact=header] [data-channel]")] == [
        contact.first.id
    ]
    assert tree.css_first("footer [data-contact=footer]") and tree.css_first("header [data-contact=header]")
    for way in contact.channels:
        place = tree.css_first(f"[data-contact=footer] [data-channel='{way.id}']")
        assert way.value in place.text() and way.label in place.text()
        if way.href:
            assert place.css_first("a").attributes["href"] == way.href

    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert all(node.text(strip=True) or node.css_first("img[alt]:not([alt=''])") for node in tree.css("a"))
    labels = [node.attributes["aria-label"] for node in tree.css("nav")]
    assert len(labels) == len(set(labels)), labels


@pytest.mark.parametrize(("theme", "template", "language"), EVERY)
def test_a_strict_content_security_policy_can_stand(theme: str, template: str, language: str) -> None:
    site = site_of(theme)
    html = LOADED[theme].render(frame(site, language), page(template, site, language))
    tree = LexborHTMLParser(html)
    assert not tree.css("style, [style]")
    assert all(
        script.attributes.get("src") or script.attributes["type"] == "application/ld+json"
        for script in tree.css("script")
    )
    assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    fetched = [node.attributes.get("src") or "" for node in tree.css("[src]")]
    fetched += [node.attributes["href"] or "" for node in tree.css("link[rel=stylesheet], link[rel=icon]")]
    assert not [url for url in fetched if "//" in url or url.startswith("data:")]
    assert not re.search(r"<(?:meta|link|img|br|hr|input)\b[^>]*/>", html)


@pytest.mark.parametrize("theme", THEMES)
def test_data_is_escaped(theme: str) -> None:
    bad = '<script>alert(1)</script>"'
    site = site_of(theme)
    for template in TEMPLATES:
        sheet = page(template, site, heading=bad, title=bad, description=bad, next=Link(bad, "x/"))
        sheet = replace(
            sheet, document=replace(FACTS, approved_by=bad, owner=Link(bad, "x/")) if sheet.document else None
        )
        tree = LexborHTMLParser(LOADED[theme].render(frame(site, title=bad, notice=bad, organisation=bad), sheet))
        assert not [
            node for node in tree.css("script") if not node.attributes.get("src") and "type" not in node.attributes
        ]
        assert "alert(1)" in tree.css_first("h1").text()


# ------------------------------------------------------------------------------------------------------- the head


def test_head_of_a_customer_page() -> None:
    tree = rendered("help", "document", "it")
    assert tree.css_first("title").text() == "Give a refund – Serenetta help centre"
    assert (
        tree.css_first("link[rel=canonical]").attributes["href"]
        == "https://help.serenetta.example/it/customers/refund/"
    )
    alternates = {node.attributes["hreflang"]: node.attributes["href"] for node in tree.css("link[hreflang]")}
    assert alternates == {
        "en": "https://help.serenetta.example/customers/refund/",
        "x-default": "https://help.serenetta.example/customers/refund/",
        "it": "https://help.serenetta.example/it/customers/refund/",
        "el": "https://help.serenetta.example/el/customers/refund/",
    }
    assert tree.css_first("meta[property='og:title']").attributes["content"] == "Give a refund"
    assert not tree.css("meta[name=robots]")
    assert "\\u003c/script>" in tree.css_first("script[type='application/ld+json']").text()


@pytest.mark.parametrize(("theme", "template", "language"), EVERY)
def test_every_page_says_what_it_is_about(theme: str, template: str, language: str) -> None:
    tree = rendered(theme, template, language, description="")
    if template not in ("document", "product", "branch"):
        content = tree.css_first("meta[name=description]").attributes["content"] or ""
        assert len(content) > 20 and "{" not in content and content == content.strip()
    assert not [node for node in tree.css("meta[name=description]") if not node.attributes["content"]]


def test_head_of_shared_links() -> None:
    assert (
        rendered("help", "home", "el", text_language="el").css_first("meta[property='og:locale']").attributes["content"]
        == "el_GR"
    )
    assert not rendered("help", "home").css("meta[property='og:image']"), "no preview shows an SVG"
    png = LOADED["help"].render(frame("help", logo="files/logo.png"), page("home", "help"))
    image = LexborHTMLParser(png).css_first("meta[property='og:image']")
    assert image.attributes["content"] == "https://help.serenetta.example/files/logo.png"
    moved = rendered("help", "redirect", canonical="https://help.serenetta.example/customers/complaint/")
    assert moved.css_first("link[rel=canonical]").attributes["href"].endswith("/customers/complaint/")


def test_head_of_a_staff_page_and_of_a_site_without_a_public_url() -> None:
    assert rendered("handbook", "document").css_first("meta[name=robots]").attributes["content"] == "noindex"
    html = LOADED["help"].render(frame("help", public_url=""), page("document", "help", canonical=""))
    tree = LexborHTMLParser(html)
    assert not tree.css(
        "link[rel=canonical], link[hreflang], link[type='application/atom+xml'], meta[property='og:url']"
    )


# -------------------------------------------------------------------------------------------------- documents


def test_a_handbook_document_shows_its_facts() -> None:
    tree = rendered("handbook", "document")
    text = " ".join(tree.css_first(".document-header").text().split())
    for shown in (
        "CS-003",
        "Version 1.3",
        "Approved",
        "Branch manager",
        "24 August 2026",
        "1 September 2026",
        "Team leader",
        "Milan",
    ):
        assert shown in text
    history = tree.css_first(".history").text()
    assert "Goodwill credit added" in history and "3 November 2025" in history
    assert tree.css_first(".feedback a").attributes["href"] == "mailto:handbook@serenetta.example?subject=CS-003"
    assert "/edit/main/" in tree.css(".feedback a")[1].attributes["href"]
    line = tree.css_first(".print-line").text()
    assert line == (
        "CS-003 · Version 1.3 · 1 September 2026 · Uncontrolled when printed; current version: "
        "https://handbook.serenetta.example/customers/refund/"
    )
    assert [node.attributes["rel"] for node in tree.css(".neighbours a")] == ["prev", "next"]


def test_marks_of_draft_future_and_overdue() -> None:
    facts = replace(FACTS, in_force=False, effective=date(2027, 1, 1), overdue=True, review_due=date(2026, 3, 1))
    text = rendered("handbook", "document", document=facts).css_first(".document-header").text()
    for shown in ("In force from 1 January 2027", "was due on 1 March 2026", "Overdue"):
        assert shown in text
    plain = rendered("handbook", "document").css_first(".document-header").text()
    assert "Draft" not in plain and "Overdue" not in plain and "Until then" not in plain


@pytest.mark.parametrize("site", SITES)
def test_a_draft_is_neither_approved_nor_in_force(site: str) -> None:
    facts = replace(FACTS, status="draft", effective=date(2027, 1, 1), in_force=False)
    tree = rendered(site, "document", document=facts)
    text = tree.css_first(".document-header").text()
    assert "Draft: not approved, not in force." in text
    for not_shown in ("Approved", "In force", "applies from", "1 January 2027"):
        assert not_shown not in text.replace("Draft: not approved, not in force.", ""), not_shown
    assert "2027" not in tree.css_first(".print-line").text() and "2026" not in tree.css_first(".print-line").text()


def test_a_procedure_leads_to_its_steps() -> None:
    assert rendered("handbook", "document").css_first(".to-steps a").attributes["href"] == "#steps"
    assert not rendered("handbook", "document", body='<ol><li id="step-1">Go.</li></ol>').css(".to-steps")
    policy = replace(FACTS, type="policy")
    assert not rendered("handbook", "document", document=policy).css(".to-steps")


@pytest.mark.parametrize(
    "steps",
    [
        '<ol start="2">\n<li class="to-tick" id="step-1">Go.</li></ol>',
        '<div class="tabs"><ol><li id="step-1" class="one to-tick"><p>Go.</p></li></ol></div>',
        '<h3 class="part" id="in">In</h3><p class="step-facts">1 min</p><ol><li class="to-tick">Go.</li></ol>',
        '<ol><li class="first" id="step-1">Go.</li></ol>',
    ],
)
def test_a_procedure_leads_to_its_steps_whatever_they_are_made_of(steps: str) -> None:
    body = (
        '<h2 id="you-need">You need</h2><ul class="need"><li class="tick">Keys</li></ul>'
        f'<h2 id="steps">Steps</h2>{steps}<h2 id="wrong">If it goes wrong</h2><ol><li id="wrong-1">Stop.</li></ol>'
    )
    assert rendered("handbook", "document", body=body).css_first(".to-steps a").attributes["href"] == "#steps"


def test_hours_that_most_channels_keep_stand_once() -> None:
    footer = rendered("help", "document").css_first(".footer-contact")
    assert footer.css_first(".usual").text().count("07:30–20:00") == 1
    assert "Central European Time (Rome)" in footer.css_first(".usual").text(), "readers live by other clocks too"
    assert "25–26 December 2026" in footer.css_first(".usual").text() and "1 January" not in footer.text()
    assert [node.attributes["data-channel"] for node in footer.css(".channel") if "07:30" in node.text()] == [
        "text-relay", "milan-phone",
    ]  # fmt: skip
    assert "Catalan" not in footer.css_first("[data-channel=phone-en]").text(), "it speaks all languages of the site"
    assert "For any request" in footer.css_first("[data-channel=phone-en]").text()
    assert "For questions, orders" in footer.css_first("[data-channel=whatsapp]").text()
    assert "In English and Italian" in footer.css_first("[data-channel=email]").text()


def test_a_number_says_what_it_costs_and_where_it_works() -> None:
    way = rendered("help", "document").css_first("[data-contact=footer] [data-channel=milan-phone]").text()
    assert "As much as a call to a landline" in way and "Only from: Italy" in way


def test_the_contact_page_has_every_channel() -> None:
    tree = rendered("help", "contact")
    branches = [way for branch in frame("help").contact.branches for way in branch.channels]
    shown = [node.attributes["data-channel"] for node in tree.css("main [data-channel]")]
    assert shown == [*frame("help").contact.order, *(way.id for way in branches)]
    assert [node.text() for node in tree.css("main .place h3 a")] == ["Milan", "Barcelona", "Athens"]


def test_addresses_break_at_signs_only() -> None:
    value = rendered("help", "document").css_first("[data-contact=footer] [data-channel=email] .channel-value")
    assert "help@<wbr>serenetta<wbr>.example" in (value.html or "") and value.text() == "help@serenetta.example"


def test_a_page_that_falls_back_says_so_and_says_its_language() -> None:
    tree = rendered("handbook", "document", "ca")
    assert "en anglès" in tree.css_first(".bar").text()
    assert tree.css_first("h1").attributes["lang"] == "en" and tree.css_first(".text").attributes["lang"] == "en"
    assert "lang" not in tree.css_first(".bar").attributes
    assert "lang" not in rendered("handbook", "document", "en").css_first("h1").attributes


def test_a_help_document_asks_whether_it_solved_it() -> None:
    tree = rendered("help", "document", "it")
    yes, partly, no = tree.css(".feedback .buttons a")
    assert yes.attributes["href"] == "#thanks" and tree.css_first("#thanks").text()
    assert partly.attributes["href"].endswith("answer=partly") and no.attributes["href"].endswith("answer=no")
    assert [node.text(strip=True) for node in (yes, partly, no)] == ["Sì", "In parte", "No"]
    assert tree.css_first(".ask-instead a").attributes["href"] == "../../../it/contact/?from=it/customers/refund/"
    assert {node.attributes["class"] for node in (yes, partly, no)} == {"button button-quiet"}
    html = LOADED["help"].render(frame("help", ask="ask/"), page("document", "help"))
    asking = LexborHTMLParser(html).css_first(".ask-instead a")
    assert asking.attributes["href"] == "../../ask/?from=customers/refund/"


@pytest.mark.parametrize("template", [name for name in TEMPLATES if name not in ("ask", "404")])
def test_a_person_is_one_step_away_without_feedback(template: str) -> None:
    html = LOADED["help"].render(frame("help", ask="ask/"), page(template, "help", feedback=None))
    tree = LexborHTMLParser(html)
    assert "ask/" in tree.css_first(".ask-instead a").attributes["href"].partition("?")[0]
    assert not tree.css(".feedback .buttons")


def test_retired_names_its_successor_and_redirect_leads_on() -> None:
    assert (
        rendered("handbook", "retired").css_first("main .big-link a").attributes["href"].endswith("customers/goodwill/")
    )
    tree = rendered("help", "redirect")
    assert tree.css_first("meta[http-equiv=refresh]").attributes["content"] == "0; url=../../customers/complaint/"
    assert tree.css_first("main .big-link a").attributes["href"] == "../../customers/complaint/"


def test_the_switcher_stays_on_the_document() -> None:
    tree = rendered("help", "document", "it")
    links = tree.css(".languages li a")
    assert [a.attributes["href"] for a in links] == [
        "../../../customers/refund/",
        "../../../it/customers/refund/",
        "../../../ca/customers/refund/",
        "../../../el/customers/refund/",
    ]
    assert [a.attributes["hreflang"] for a in links] == ["en", "it", "en", "el"]
    assert [a.text(strip=True) for a in links if "aria-current" in a.attributes] == ["Italiano"]


def test_navigation_opens_where_the_reader_is() -> None:
    tree = rendered("handbook", "document")
    assert tree.css_first(".menu [aria-current=page]").text() == "Give a refund"
    assert "Lone working" not in tree.css_first(".menu").text()
    assert tree.css_first(".menu details summary")


@pytest.mark.parametrize("site", SITES)
def test_empty_groups_are_left_out(site: str) -> None:
    groups = (Group("documents", "", ()), Group("changes", "Lately", ()))
    for template in ("home", "section", "role", "owner", "people"):
        assert not rendered(site, template, groups=groups).css(
            "main .group, main h2:not(#feedback-title, #reach_home, #at_once)"
        )


def test_a_product_shows_its_guides_in_the_order_set_up_use_solve() -> None:
    tree = rendered("help", "product")
    assert [node.text() for node in tree.css("main .group h2")] == [
        "Set it up",
        "Use it every day",
        "When something does not work",
    ]
    assert [node.text() for node in tree.css("main h3 a")][1:3] == ["Mix a bottle", "Clean the nozzle"]
    assert "Model SM-2" in tree.css_first("main").text()


def test_lists_show_ids_to_staff_only_and_keys_to_nobody() -> None:
    groups = (Group("documents", "", (Card("Refund", "x/", label="CS-003"),)),)
    assert "CS-003" in rendered("handbook", "section", groups=groups).css_first("main").text()
    assert "CS-003" not in rendered("help", "section", groups=groups).css_first("main").text()
    branches = rendered("help", "home").css_first("main .group-branches")
    assert branches.text().count("Milan") == 2 and "milan" not in branches.text()


def test_long_cards_are_cut_and_say_how_much_is_left() -> None:
    card = rendered("help", "home").css_first(".group-topics .card")
    assert len(card.css(".card-links li")) == 5
    assert card.css(".card-links a")[-1].text().startswith("4 more")


def test_links_without_words_get_those_of_the_theme() -> None:
    assert rendered("help", "branch", "it").css(".breadcrumbs a")[-1].text() == "Contatti"


# ------------------------------------------------------------------------------------------------------- words


def texts_of(templates: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(templates.glob("*.html")):
        options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false", "extensions": TAGS}
        for _, function, texts, _ in babel_extract(io.BytesIO(file.read_bytes()), ("_", "ngettext"), [], options):
            first, second = (texts, "") if isinstance(texts, str) else texts[:2]
            yield (first, second) if function == "ngettext" else (first, "")


TEXTS = {text for theme in THEMES for text in texts_of(ROOT / theme / "templates")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_have_every_text_and_no_other(language: str) -> None:
    with (ROOT / "base" / "locales" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    said = {(m.id, "") if isinstance(m.id, str) else m.id: m for m in catalogue if m.id}
    assert set(said) == TEXTS and len(TEXTS) > 100
    for (text, _), message in said.items():
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        assert all(strings) and not message.fuzzy, text
        names = set(re.findall(r"{\w+}", text))
        assert all(set(re.findall(r"{\w+}", string)) == names for string in strings), text
        if language == "en":
            assert strings[0] == text
    assert LOADED["handbook"].missing(language) == ()


def test_no_word_stands_in_a_template_itself() -> None:
    for theme in THEMES:
        for file in (ROOT / theme / "templates").glob("*.html"):
            source = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", file.read_text("utf-8"), flags=re.DOTALL)
            source = re.sub(r"<[^>]*>|(?:lang|dir)=\"\s*\"|data-[\w-]+(?:=\"[^\"]*\")?", " ", source)
            assert not re.findall(r"[A-Za-z]{2,}", source), file


def test_a_language_without_a_catalogue_reads_english_and_says_so() -> None:
    german = frame("help", "de", languages=())
    assert "Reach a person" in LOADED["help"].render(german, page("home", "help"))
    missing = LOADED["help"].missing("de")
    assert "Reach a person" in missing and missing == tuple(sorted(missing))


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 1, "1 document for this role"),
        ("en", 2, "2 documents for this role"),
        ("it", 1, "1 documento per questo ruolo"),
    ],
)
def test_plural_forms(language: str, count: int, said: str) -> None:
    site = frame("handbook", language)
    groups = tuple(replace(group, cards=group.cards[:count]) for group in page("role").groups)
    html = LOADED["handbook"].render(site, page("role", groups=groups))
    assert LexborHTMLParser(html).css("main .lead")[-1].text() == said


# ------------------------------------------------------------------------------------------------------ assets


EVERY_PAGE = {"css": ("site.css", "theme.css", "colours.css"), "js": ("site.js",)}


@pytest.mark.parametrize("theme", THEMES)
def test_weights(theme: str) -> None:
    """What every page loads, and what only some pages load beside it."""
    sizes = {asset.name: len(gzip.compress(asset.data)) for asset in LOADED[theme].assets}
    always = {kind: sum(sizes.get(name, 0) for name in names) for kind, names in EVERY_PAGE.items()}
    assert 0 < always["css"] < 20_000 and 0 < always["js"] < 6_000
    others = {name: size for name, size in sizes.items() if not any(name in names for names in EVERY_PAGE.values())}
    assert {name: size for name, size in others.items() if size > 6_500} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_assets_are_named_by_content_and_ask_for_nothing_outside(theme: str) -> None:
    for asset in LOADED[theme].assets:
        stem, _, suffix = asset.name.rpartition(".")
        assert re.fullmatch(rf"assets/{stem}\.[0-9a-f]{{8}}\.{suffix}", asset.path)
        assert b"url(" not in asset.data and b"@import" not in asset.data
        assert not re.search(rb"XMLHttp|innerHTML|eval\(|https?:", asset.data)
        # the search asks its own site, and only when somebody searches: tests/browser/test_search.py watches it
        assert b"fetch(" not in asset.data or asset.name == "search.js"
    assert LOADED[theme].assets == load(theme, None, ("en",)).assets


def test_only_logical_sides_in_style_sheets() -> None:
    for theme in THEMES:
        for file in filter(Path.is_file, (ROOT / theme / "assets").rglob("*.css")):
            assert not re.findall(
                r"(?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right|float)\s*:", file.read_text("utf-8")
            )


# ------------------------------------------------------------------------------------------------------- links

LINKS = [
    # url, page, public url, style, link
    ("", "", "", "folder", "./"),
    ("", "it/", "", "folder", "../"),
    ("", "a/b/", "", "file", "../../index.html"),
    ("a/", "", "", "folder", "a/"),
    ("a/", "", "", "file", "a/index.html"),
    ("a/b/", "a/c/", "", "folder", "../../a/b/"),
    ("a/b/#step-2", "a/", "", "file", "../a/b/index.html#step-2"),
    ("a/?x=1#y", "a/", "", "file", "../a/index.html?x=1#y"),
    ("assets/site.css", "it/a/", "", "file", "../../assets/site.css"),
    ("/a/", "b/", "", "folder", "../a/"),
    ("#thanks", "a/", "", "file", "#thanks"),
    ("τιμές/", "el/τιμές/", "", "folder", "../../τιμές/"),
    ("https://x.example/a/", "a/", "", "file", "https://x.example/a/"),
    ("mailto:a@b.example", "a/", "", "file", "mailto:a@b.example"),
    ("tel:+39025550", "a/", "", "file", "tel:+39025550"),
    ("//cdn.example/a", "a/", "", "folder", "//cdn.example/a"),
    ("a/", "404.html", "https://x.example/", "folder", "/a/"),
    ("a/", "404.html", "https://x.example/help/", "folder", "/help/a/"),
    ("", "404.html", "https://x.example/help", "file", "/help/index.html"),
    ("", "404.html", "", "folder", "/"),
    ("a/", "it/404.html", "https://x.example/help/", "folder", "/help/a/"),
    ("assets/site.css", "404.html", "", "folder", "/assets/site.css"),
]


@pytest.mark.parametrize(("url", "where", "public", "style", "link"), LINKS)
def test_relative_urls(url: str, where: str, public: str, style: str, link: str) -> None:
    assert relative_url(url, where, public, "file" if style == "file" else "folder") == link


FOLDERS = st.lists(st.text(st.characters(categories=("Ll", "Nd")), min_size=1, max_size=5), max_size=4).map(
    lambda parts: "".join(f"{part}/" for part in parts)
)


@given(FOLDERS, FOLDERS)
def test_a_relative_url_leads_to_its_target(target: str, where: str) -> None:
    steps = (where + relative_url(target, where)).split("/")[:-1]
    path: list[str] = []
    for step in steps:
        if step == "..":
            path.pop()
        elif step != ".":
            path.append(step)
    assert "".join(f"{part}/" for part in path) == target


# ---------------------------------------------------------------------------------------- a project's own files


def write(folder: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding)
    return folder


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Menu"\nmsgstr "{}"\n'


def test_a_project_overrides_single_files(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        {
            "base/templates/people.html": "from the project's base",
            "base/templates/404.html": "base: nowhere",
            "help/templates/404.html": "help: nowhere {{ _('Menu') }} {{ _('Contact') }} {{ _('Only ours') }}",
            "help/assets/theme.css": "main { color: inherit }",
            "help/locales/it.po": PO.format("Indice"),
        },
    )
    theme = load("help", own, ["en", "it"])
    assert theme.render(frame("help", "it"), page("404", "help")) == "help: nowhere Indice Contatti Only ours"
    assert theme.render(frame("help"), page("people", "help")) == "from the project's base"
    assert theme.missing("it") == ("Only ours",)
    assert {a.name: a.data for a in theme.assets}["theme.css"] == b"main { color: inherit }"
    assert load("handbook", own, ["en"]).render(frame(), page("404")) == "base: nowhere"
    assert "data-contact" in theme.render(frame("help"), page("home", "help"))


def test_a_folder_named_like_a_style_sheet_is_one(tmp_path: Path) -> None:
    own = write(
        tmp_path,
        {
            "mine/theme.yaml": "extends: help\n",
            "mine/assets/site.css/20-head.css": "header { color: inherit }",
            "mine/assets/site.css/99-ours.css": "p { margin: 0 }\n\n",
            "mine/assets/site.js": "// all of it\nlet  all",
        },
    )
    assets = {asset.name: asset.data.decode() for asset in load("mine", own, ["en"]).assets}
    assert not [name for name in assets if name.startswith(("site.css/", "site.js/"))]
    assert assets["site.js"] == "// all of it\nlet  all"
    assert assets["site.css"].endswith(" p { margin: 0 }") and " header { color: inherit } " in assets["site.css"]
    built_in = {asset.name: asset.data.decode() for asset in LOADED["help"].assets}["site.css"]
    parts = [part.read_text("utf-8") for part in sorted((ROOT / "base" / "assets" / "site.css").iterdir())]
    assert "/*" not in built_in and "  " not in built_in and "--accent:" in built_in
    assert 0.8 < len(built_in) / sum(map(len, parts)) < 0.98


def test_a_theme_of_the_project_extends_a_built_in_one(tmp_path: Path) -> None:
    own = write(tmp_path, {"shop/theme.yaml": "extends: help\n", "shop/templates/changes.html": "ours"})
    theme = load("shop", own, ["en"])
    assert theme.render(frame("help"), page("changes", "help")) == "ours"
    assert "Did this solve it?" in theme.render(frame("help"), page("document", "help"))


BROKEN = [
    ("{{ page.nothing }}", "404.html"),
    ("{% if %}", "404.html:1"),
    ("{{ asset('x.css') }}", "x.css"),
    ("{{ page.__class__.__mro__ }}", "404.html"),
    ("{% include 'away.html' %}", "away.html"),
]


@pytest.mark.parametrize(("template", "named"), BROKEN)
def test_a_broken_template_is_named(tmp_path: Path, template: str, named: str) -> None:
    theme = load("help", write(tmp_path, {"help/templates/404.html": template}), ["en"])
    with pytest.raises(SopgenError, match=re.escape(named)):
        theme.render(frame("help"), page("404", "help"))


UNUSED = [
    ("<p>{{ page.title", "1: unexpected end of template"),
    ("<p>\n<p>perch\xe9", "2: not UTF-8: save the file as UTF-8"),
    ("{{ 1" + "0" * 5000 + " }}", " ValueError: Exceeds the limit"),
    ("{% if a %}" * 2000, " RecursionError: maximum recursion depth exceeded"),
]


@pytest.mark.parametrize(("template", "said"), UNUSED)
def test_a_broken_template_that_no_page_uses_is_named(template: str, said: str, tmp_path: Path) -> None:
    write(tmp_path, {"handbook/templates/parts/own.html": template}, "latin-1")
    with pytest.raises(SopgenError, match=re.escape(f"theme handbook: parts/own.html:{said}")):
        load("handbook", tmp_path, ("it",)).missing("it")


def test_what_is_no_template_is_none(tmp_path: Path) -> None:
    """Links that lead nowhere, such as Emacs makes while somebody writes, pipes, and what begins with a point."""
    own = write(tmp_path, {"help/templates/404.html": "{{ _('Only ours') }}", "help/templates/._a.html": "{% if %}"})
    (own / "help/templates/.#404.html").symlink_to("me@host.1:2")
    (own / "help/templates/b.html").symlink_to("b.html")
    os.mkfifo(own / "help/templates/c.html")
    assert load("help", own, ("it",)).missing("it") == ("Only ours",)


def test_templates_are_utf_8(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"help/templates/404.html": "<p>perché"}, "utf-8-sig")
    assert load("help", one, ["en"]).render(frame("help"), page("404", "help")) == "<p>perché"
    other = write(tmp_path / "other", {"help/templates/404.html": "{% include 'parts/own.html' %}"})
    write(other, {"help/templates/parts/own.html": "<p>\n\nperch\xe9"}, "latin-1")
    with pytest.raises(SopgenError, match=r"theme help: parts/own\.html:3: not UTF-8"):
        load("help", other, ["en"]).render(frame("help"), page("404", "help"))


CATALOGUES = [
    ('msgid "a"\nmsgstr "b"\n\nm\n', "it.po:4: Unknown or misformatted keyword"),
    ('msgid "a"\n', "it.po:1: missing msgstr for msgid 'a'"),
    ('msgid ""\nmsgstr "Content-Type: text/plain; charset=none\\n"\n', "it.po: unknown encoding: none"),
    (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=ascii\\n"\n\nmsgid "à"\nmsgstr "b"\n',
        "it.po: 'ascii' codec",
    ),
    ('msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=x();\\n"\n', "it.po: invalid token in plural form: x"),
]


@pytest.mark.parametrize(("text", "said"), CATALOGUES)
def test_a_broken_catalogue_is_named(text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    themes = write(tmp_path, {"help/locales/it.po": text})
    with pytest.raises(SopgenError, match=re.escape(f"help/locales/{said}")):
        load("help", themes, ["it"]).say("it", "Menu")
    assert capsys.readouterr().out == ""


def test_unknown_and_circular_themes(tmp_path: Path) -> None:
    with pytest.raises(SopgenError, match="no theme halp") as error:
        load("halp", None, ["en"])
    assert "base, handbook, help" in error.value.hint
    own = write(tmp_path, {"a/theme.yaml": "extends: b", "b/theme.yaml": "extends: a"})
    with pytest.raises(SopgenError, match="extends itself"):
        load("a", own, ["en"])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("extends: " + "[" * 5000 + "]" * 5000, "themes/a/theme.yaml:1:73: this value is nested too deeply"),
        (
            "a: &a [" + "x," * 999 + "]\nb: &b [" + "*a," * 999 + "]\nc: [" + "*b," * 999 + "]\nextends: help",
            "theme.yaml:",
        ),
        ("extends: 2026-99-99", "there is no theme 2026-99-99"),
        ("extends: !!python/object:os.x 1", "there is no theme 1"),
        ("extends: [help]", "`extends` is not the name of a theme"),
        ("extends: {help: base}", "`extends` is not the name of a theme"),
        ("extends: help\nextends: base", "theme.yaml:2:1: "),
        ("extends: 'help", "theme.yaml:1:"),
        ("extends: " + "x" * 300, "there is no theme xxx"),
        ("extends: ../../themes/help", "there is no theme ../../themes/help"),
        ("extends: /", "there is no theme /"),
        ("extends: a\\0b", "there is no theme a"),
        ("\0", "theme.yaml:1:1: "),
        ("\udcff", "cannot be read"),
    ],
    ids=range(14),
)
def test_settings_of_a_theme_that_nobody_can_read(settings: str, said: str, tmp_path: Path) -> None:
    own = write(tmp_path, {"a/theme.yaml": ""})
    (own / "a" / "theme.yaml").write_bytes(settings.encode("utf-8", "surrogateescape"))
    with pytest.raises(SopgenError) as caught:
        load("a", own, ("en",))
    assert said in caught.value.message and len(caught.value.message) < 400


@pytest.mark.parametrize(
    "settings", ["", "# nothing\n", "extends:\n", "extends: ''\n", "\ufeffextends: help\n", "other: 1\n"]
)
def test_settings_of_a_theme_that_say_little(settings: str, tmp_path: Path) -> None:
    own = write(tmp_path, {"a/theme.yaml": settings})
    names = [layer.name for layer in load("a", own, ("en",)).layers]
    assert names == ["a", "help", "base"] if "help" in settings else ["a"]


@pytest.mark.parametrize("name", ["x" * 300, "../a", "a/../a", "a/", "."])
def test_a_name_that_no_theme_has(name: str, tmp_path: Path) -> None:
    own = write(tmp_path, {"themes/a/theme.yaml": "extends: help\n"}) / "themes"
    with pytest.raises(SopgenError, match="there is no theme"):
        load(name, own, ("en",))


def test_the_template_of_a_page() -> None:
    theme: Theme = LOADED["help"]
    assert theme.template_of(page("contact")) == "contact.html"


# ------------------------------------------------------------------------------------------------------ colours


def test_the_style_sheet_and_the_colour_room_agree() -> None:
    light, dark = (
        (ROOT / "base" / "assets" / "site.css" / "10-ground.css")
        .read_text("utf-8")
        .split("@media (prefers-color-scheme: dark)", 1)
    )
    for values, css in ((LIGHT, light), (DARK, dark.split("\n}\n", 1)[0])):
        for name, colour in values.items():
            assert f"--{name.replace('_', '-')}: {colour};" in css, name
    assert "var(--accent) 9%" in light
    assert contrast_faults({}) == ()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#767676", "#fff", 4.54),
        ("#777", "#fff", 4.48),
        ("#f00", "#fff", 4.0),
    ],
)
def test_contrast_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.005) == contrast_ratio(other, one)


def test_contrast_faults_name_the_key_to_change() -> None:
    faults = contrast_faults({"accent": "#0a5"})
    assert {(fault.scheme, fault.text, fault.behind, fault.key) for fault in faults} == {
        ("light", "accent", "background", "accent"),
        ("light", "accent", "surface", "accent"),
        ("light", "accent", "tint", "accent"),
    }
    assert all(1 < fault.ratio < fault.needed == 4.5 for fault in faults)
    assert contrast_faults({"accent": "#064"}) == ()
    assert {fault.key for fault in contrast_faults({"accent": "#064", "accent_dark": "#064"})} == {"accent_dark"}
    assert {fault.key for fault in contrast_faults({"text": "#bbb"})} == {"text"}


HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(HEX)
def test_a_derived_dark_accent_and_the_text_on_an_accent_can_always_be_read(accent: str) -> None:
    assert not [
        fault for fault in contrast_faults({"accent": accent}) if fault.scheme == "dark" or fault.behind == "accent"
    ]
    inks = palette({"accent": accent}, "light")
    assert inks["accent"] == accent and inks["on_accent"] in ("#ffffff", "#000000")


def test_colours_become_an_asset_that_pages_load() -> None:
    theme = load("help", None, ["en"], colours={"accent": "#064", "accent_dark": "#9fc"})
    (asset,) = [asset for asset in theme.assets if asset.name == "colours.css"]
    assert b"--accent: #064;" in asset.data and b"--accent: #9fc;" in asset.data
    sheets = LexborHTMLParser(theme.render(frame("help"), page("home", "help"))).css("link[rel=stylesheet]")
    assert sheets[-1].attributes["href"] == asset.path
    dark = load("help", None, ["en"], colours={"background": "#fffaf0", "background_dark": "#101820"})
    metas = LexborHTMLParser(dark.render(frame("help"), page("home", "help"))).css("meta[name=theme-color]")
    assert [meta.attributes["content"] for meta in metas] == ["#fffaf0", "#101820"]
    assert colours_css({}) == "" and "colours.css" not in {a.name for a in LOADED["help"].assets}


@pytest.mark.parametrize(
    ("value", "good"),
    [("#0a5", True), ("#00AA55", True), ("0a5", False), ("#0a", False), ("#00gg00", False), ("red", False)],
)
def test_what_is_a_colour(value: str, good: bool) -> None:
    assert is_colour(value) is good
    assert "accent" in COLOUR_NAMES and "accent_dark" in COLOUR_NAMES


@pytest.mark.parametrize("theme", THEMES)
def test_any_theme_suits_any_site(theme: str, tmp_path: Path) -> None:
    """Its answers lead somewhere too: the proof of links says so."""
    settings = BASE["sopgen.yaml"].replace("audience: staff}", f"audience: staff, theme: {theme}}}")
    settings = settings.replace("audience: customer, url", f"audience: customer, theme: {theme}, url")
    feedback = 'feedback: {customer: "https://ask.example/?d={id}&a={answer}", staff: book@serenetta.example}\n'
    read = project(tmp_path, {"sopgen.yaml": settings + feedback})
    made = build(read, tmp_path / "build")
    assert made.published, made.project.problems
    page = (tmp_path / "build/help/hours/index.html").read_text("utf-8")
    assert ("ask.example/?d=hours&amp;a=no" in page) == (theme != "base")
