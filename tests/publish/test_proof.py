"""The proofs: pages of the built-in themes pass, and each way to break them is found and named."""

from __future__ import annotations

import dataclasses
import gzip
import io
import pickle
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from sopgen import theme
from sopgen.audience import Secret
from sopgen.model import Finding, Output
from sopgen.packing import pack, unpack_model
from sopgen.proof import prove
from sopgen.proof.audience import audience_faults, make_search
from sopgen.proof.contact import Known, contact_faults
from sopgen.proof.links import PageLinks, Target, as_plain, link_faults, page_links, read_links
from tests import theme_samples as samples

LANGUAGES = ("en", "it", "ca", "el")
CONTACT = samples.frame("help").contact
HELP = theme.load("help", None, LANGUAGES)
HOME = HELP.render(samples.frame("help"), samples.page("home", "help"))


def page(html: str, path: str = "index.html") -> Output:
    return Output(path, html.encode(), html=True, template="home.html")


def contact(html: str, path: str = "index.html") -> list[Finding]:
    return list(contact_faults("help", page(html, path), LexborHTMLParser(html), {"en": CONTACT}))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", samples.TEMPLATES)
@pytest.mark.parametrize("site", ["handbook", "help"])
@pytest.mark.parametrize("link_style", ["folder", "file"])
def test_every_page_of_the_built_in_themes_carries_the_block(
    site: str, template: str, language: str, link_style: str
) -> None:
    look = HELP if site == "help" else theme.load(site, None, LANGUAGES)
    frame = samples.frame(site, language, link_style=link_style)
    html = look.render(frame, samples.page(template, site, language))
    url = samples.page(template, site, language).url
    output = page(html, f"{url}index.html" if not url or url.endswith("/") else url)
    assert list(contact_faults(site, output, LexborHTMLParser(html), {language: frame.contact})) == []


def test_the_contact_page_itself_may_link_to_itself() -> None:
    frame = samples.frame("help")
    html = HELP.render(frame, samples.page("contact", "help", url="contact/"))
    assert contact(html, "contact/index.html") == []


def test_the_header_may_lead_with_a_channel_that_is_not_the_first_of_the_footer() -> None:
    block = replace(CONTACT, first=CONTACT.channels[2])
    html = HELP.render(samples.frame("help", contact=block), samples.page("home", "help"))
    assert list(contact_faults("help", page(html), LexborHTMLParser(html), {"en": block})) == []


FOOTER = 'class="footer-contact"'
BREAK = [
    ("no header", ('data-contact="header"', ""), 'no element with data-contact="header"'),
    ("no footer", ('data-contact="footer"', ""), 'no element with data-contact="footer"'),
    ("hidden header", ('data-contact="header"', 'data-contact="header" hidden'), 'data-contact="header" is hidden'),
    ("aria-hidden", (FOOTER, 'aria-hidden="true"'), 'data-contact="footer" is hidden'),
    ("styled away", (FOOTER, 'style="display: none"'), 'data-contact="footer" is hidden'),
    ("inert above", ('<footer class="site-footer"', "<footer inert"), 'data-contact="footer" is hidden'),
    ("no landmark", ('<footer class="site-footer"', "<div"), "is not inside the page's <footer>"),
    ("footer of main", ('<footer class="site-footer"', "<main><footer"), "is not inside the page's <footer>"),
    ("other role", ('<footer class="site-footer"', '<footer role="none"'), "is not inside the page's <footer>"),
    ("a channel lost", ('<li class="channel" data-channel="email"', "<li"), "the footer lacks channel email"),
    ("another channel", ('<li class="channel" data-channel="email"', '<li data-channel="desk"'), "shows channel desk"),
    ("hidden channel", ('class="channel" data-channel="post"', 'hidden data-channel="post"'), "lacks channel post"),
    ("folded away", ('<ul class="channels">', "<details><summary>All</summary><ul>"), "lacks channels phone-en"),
    ("script only", ('<ul class="channels">', "<noscript><ul>"), "lacks channels phone-en"),
    ("wrong number", ('href="tel:+390255500147"', 'href="tel:+39025"'), "no link to tel:+390255500147"),
    ("no mail link", ('href="mailto:help@serenetta.example"', 'href="contact/"'), "no link to mailto:help@"),
    ("no contact link", ('<a class="more-ways" href="contact/"', '<a href="prices/"'), "no link to the contact page"),
    ("other language", ('<html lang="en"', '<html lang="fr"'), '<html lang="fr"> is no language'),
    ("no language", ('<html lang="en"', "<html"), '<html lang=""> is no language'),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), [case[1:] for case in BREAK], ids=[case[0] for case in BREAK])
def test_a_page_that_breaks_the_contract_is_named(change: tuple[str, str], said: str) -> None:
    assert change[0] in HOME, "the theme has changed: mend this case"
    found = contact(HOME.replace(*change))
    assert len(found) == 1 and found[0].rule == "contact-block" and found[0].place.path == "help/index.html"
    assert said in found[0].message
    assert "help/index.html" in found[0].message and "home.html" in found[0].message and found[0].hint


def test_number_and_order_are_shown_as_written() -> None:
    silent = HOME.replace("+39 02 5550 0147", "Call")
    assert "does not show +39 02 5550 0147" in contact(silent)[0].message
    assert contact(HOME.replace("+39 02 5550 0147", "+39\xa002&nbsp;5550\u202f0147")) == []
    swapped = HOME.replace('data-channel="email"', "data-channel=X").replace(
        'data-channel="post"', 'data-channel="email"'
    )
    assert (
        "the order is phone-en, whatsapp, email"
        in contact(swapped.replace("data-channel=X", 'data-channel="post"'))[0].message
    )


def test_other_landmarks_by_role_and_open_details_are_right() -> None:
    html = HOME.replace('<footer class="site-footer"', '<div role="contentinfo"')
    assert contact(html.replace('<ul class="channels">', "<details open><summary>All</summary><ul>")) == []


def test_an_empty_page_says_all_at_once() -> None:
    assert contact("")[0].message.count(";") == 0
    assert contact('<html lang="en">')[0].message.count("there is no element") == 2


def test_pages_that_share_a_block_share_its_faults() -> None:
    broken = HOME.replace('<li class="channel" data-channel="email"', "<li")
    found = list(
        prove("help", [page(html, f"{n}/index.html") for n, html in enumerate((broken, HOME, broken))], {"en": CONTACT})
    )
    lost = [finding.place.path for finding in found if "lacks channel email" in finding.message]
    assert lost == ["help/0/index.html", "help/2/index.html"]


def test_a_link_that_asks_from_a_page_is_no_difference_unless_a_channel_has_it() -> None:
    """A page whose block differs in nothing else shares what was found; a channel's own link is looked at each time."""
    links = '<p class="footer-links">'
    pages = [page(HOME.replace(links, f'{links}<a href="contact/?from={name}">More</a>')) for name in "ab"]
    known: Known = {}
    for one in pages:
        assert list(contact_faults("help", one, LexborHTMLParser(one.data), {"en": CONTACT}, known)) == []
    assert len(known) == 2, "a header and a footer"
    first = replace(CONTACT.channels[0], href="https://x.example/?from=a")
    contacts = {"en": replace(CONTACT, channels=(first, *CONTACT.channels[1:]))}
    shown = CONTACT.channels[0].href
    known.clear()
    said = []
    for name in "aba":
        one = page(HOME.replace(f'href="{shown}"', f'href="https://x.example/?from={name}"'))
        found = contact_faults("help", one, LexborHTMLParser(one.data), contacts, known)
        said.append("in the footer has no link to https://x.example/?from=a" in "".join(f.message for f in found))
    assert said == [False, True, False]


# ---------------------------------------------------------------------------------------------------- audience

SECRETS = [
    Secret("Handle keys without a name", "the title of procedures/keys.md"),
    Secret("Say “no” & mean it", "the title of procedures/no.md"),
    Secret("Κλειδιά & τηλέφωνα", "the title of procedures/keys.el.md"),
    Secret("SOP-012", "the id of procedures/keys.md"),
    Secret("work/keys", "the id of procedures/work/keys.md"),
    Secret("+39 02 5550 0152", "the number of channel desk"),
    Secret("Desk@Serenetta.example", "the address of channel desk-mail"),
    Secret("112", "the number of channel emergency"),
    Secret("+44 20 7946 0018", "the number of channel london"),
    Secret("020 7946 0991", "the number of channel london-night"),
    Secret("Keys", "the title of procedures/k.md"),
]


def leaks(text: str, path: str = "index.html") -> list[str]:
    found = audience_faults("help", Output(path, text.encode(), template="x.html"), make_search(SECRETS))
    return [finding.message.partition("“")[2].partition("”:")[0] for finding in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<a>Handle keys without a name</a>", ["Handle keys without a name"]),
        ("<a>\n  Handle keys without a name\n</a>", ["Handle keys without a name"]),
        ('<a title="Handle keys without a name">x</a>', ["Handle keys without a name"]),
        ("<title>Handle keys without a name · Serenetta</title>", ["Handle keys without a name"]),
        ("<h1>Say “no” &amp; mean it</h1>", ["Say “no” & mean it"]),
        ("<h1>Κλειδιά &amp; τηλέφωνα</h1>", ["Κλειδιά & τηλέφωνα"]),
        ('{"t": "Handle keys without a name"}', ["Handle keys without a name"]),
        ("<p>as SOP-012 says</p>", ["SOP-012"]),
        ("<li data-id=SOP-012>", ["SOP-012"]),
        ("<p>See SOP-012.</p>", ["SOP-012"]),
        ('<li data-key="work/keys">', ["work/keys"]),
        ("<p>Call 02 5550 0152</p>", ["390255500152"]),
        ("<p>Call 5550 0152 or 5550152</p>", ["390255500152"]),
        ("<p>020 7946 0018 and 0044 20 7946 0991</p>", ["02079460991", "442079460018"]),
        ("<p>Call +39 02 5550 0152</p>", ["390255500152"]),
        ("<a href=tel:+390255500152>", ["390255500152"]),
        ("<p>+39-02-5550.0152, day and night", ["390255500152"]),
        ("<p>(+39)&nbsp;02&nbsp;5550&nbsp;0152", ["390255500152"]),
        ("<p>Call +39 02\n5550 0152", ["390255500152"]),
        ("<p>+39&emsp14;02&emsp13;5550&#8239;&#48;152", ["390255500152"]),
        ("<p>as SOP&#45;&#48;12 says</p>", ["SOP-012"]),
        ("<a href=mailto:desk@serenetta.example>", ["desk@serenetta.example"]),
        ("<p>In an emergency call 112. Keys. We handle keys without a name on them.</p>", []),
        ("<p>SOP-0123, XSOP-012, work/keys/more</p>", []),
        ("<p>+39 02 5550 0147</p>", []),
    ],
)
def test_what_is_for_staff_is_found(text: str, found: list[str]) -> None:
    assert leaks(text) == found


PIECES = st.sampled_from(
    ["5550", "0152", "39", "020 7946", "0018", " ", "-", "&nbsp;", "&#48;", "٣", "SOP", "012", "/", "A"]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_is_passed_over_at_once_holds_nothing(text: str) -> None:
    search = make_search(SECRETS)
    thorough = replace(search, starts=frozenset({""}), endings=frozenset({""}))
    output = Output("index.html", text.encode())
    assert list(audience_faults("help", output, search)) == list(audience_faults("help", output, thorough))


def test_files_of_other_kinds_are_searched_and_pictures_are_not(tmp_path: Path) -> None:
    assert leaks("<loc>https://x/SOP-012/</loc>", "sitemap.xml") == ["SOP-012"]
    assert leaks("SOP-012", "picture.png") == []
    (tmp_path / "prices.csv").write_text("see SOP-012\n")
    copied = Output("prices.csv", copy_of=str(tmp_path / "prices.csv"))
    assert len(list(audience_faults("help", copied, make_search(SECRETS)))) == 1
    missing = dataclasses.replace(copied, copy_of=str(tmp_path / "gone.csv"))
    assert list(audience_faults("help", missing, make_search(SECRETS))) == []


CANARIES = [Secret("Project Bluebird", "a canary", True), Secret("4711", "a canary", True), Secret("Φάρος", "x", True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("projectbluebird, project blue, 471 1", []),
        ("<p>For PROJECT BlueBird.</p>", ["project bluebird"]),
        ("<p>Project\n  <b>Blue</b>bird</p>", ["project bluebird"]),
        ("project&nbsp;&#66;luebird", ["project bluebird"]),
        ('<a href="/x?q=project%20bluebird">', ["project bluebird"]),
        ('{"a":"x4711x"}', ["4711"]),
        ("<p>ΦΆΡΟΣ</p>", ["φάρος"]),
    ],
)
def test_a_canary_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    faults = audience_faults("help", Output("index.html", text.encode()), make_search(CANARIES))
    assert [fault.message.partition("“")[2].partition("”:")[0] for fault in faults] == found


@pytest.mark.parametrize(
    "path", ["forms/SOP-012.pdf", "SOP-012/plan.png", "x/Project%20Bluebird.png", "a/b4711c.woff2"]
)
def test_names_of_files_are_searched(path: str) -> None:
    search = make_search([*SECRETS, *CANARIES])
    assert len(list(audience_faults("help", Output(path, b"\xff\xd8"), search))) == 1


def archive(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name.replace("_", "."), text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("path", "data", "found"),
    [
        ("form.docx", archive(document_xml="<w:t>SOP-012</w:t>"), 1),
        ("form.zip", archive(SOP_012="") + b"", 0),
        ("form.zip", archive(**{"4711": ""}), 1),
        ("form.odt", archive(content_xml="<p>Handle keys without a name</p>", image_png="SOP-012"), 1),
        ("form.zip", b"PK\3\4 SOP-012 damaged", 0),
        ("pagefind/fragment/en_1.pf_fragment", gzip.compress(b'pagefind_dcd{"content":"as SOP-012 says"}'), 1),
        ("pagefind/words.en.pf_words", gzip.compress(b'{"words":["SOP-012"]}'), 1),
        ("pagefind/words.en.pf_words", b"SOP-012", 0),
    ],
    ids=["text", "empty name", "name", "text of one of two", "damaged", "page", "words", "not packed"],
)
def test_what_is_packed_is_searched(path: str, data: bytes, found: int) -> None:
    search = make_search([*SECRETS, *CANARIES])
    assert len(list(audience_faults("help", Output(path, data), search))) == found


def test_an_archive_is_not_unpacked_for_ever() -> None:
    bomb = archive(a_txt="0 " * 4_500_000 + "SOP-012", b_txt="SOP-012")
    packed = gzip.compress(b" " * 9_000_000 + b"SOP-012")
    for output in (Output("a.zip", bomb), Output("a.pf_words", packed)):
        assert list(audience_faults("help", output, make_search(SECRETS))) == []


def test_a_number_over_two_lines_is_found_also_where_both_lines_are_known() -> None:
    clean: set[str] = set()
    search = make_search(SECRETS)
    for text in ("Call +39 02 5550\nus", "0152 is\na number"):
        assert list(audience_faults("help", Output("index.html", text.encode()), search, clean)) == []
    both = Output("index.html", b"Call +39 02 5550\n0152 is\na number")
    assert len(list(audience_faults("help", both, search, clean))) == 1
    assert "us" in clean and "a number" in clean


def test_a_leak_says_what_it_is() -> None:
    output = Output("it/index.html", b"SOP-012", template="home.html")
    (finding,) = audience_faults("help", output, make_search(SECRETS))
    assert finding.rule == "audience-leak" and finding.place.path == "help/it/index.html" and finding.hint
    assert "the id of procedures/keys.md" in finding.message and "home.html" in finding.message


# ------------------------------------------------------------------------------------------------------- links


def links(path: str, *hrefs: str, public_url: str = "", ids: str = "") -> list[str]:
    html = "".join(f'<a href="{href}">x</a>' for href in hrefs) + ids
    other = '<h2 id="a">A</h2><h2 id="πρώτα">B</h2><a name="old">'
    made = [page(html, path), page(other, "it/b/index.html")]
    pages = [read_links(each, LexborHTMLParser(each.data), public_url) for each in made]
    paths = {path, "it/b/index.html", "index.html", "assets/a b.pdf", "404.html"}
    return [finding.message.partition(") ")[2] for finding in link_faults("help", pages, paths)]


@pytest.mark.parametrize(
    ("path", "hrefs"),
    [
        (
            "index.html",
            ["./", "", "it/b/", "it/b/index.html", "it/b/?x=1", "it/b/#a", "it/b/#%CF%80%CF%81%CF%8E%CF%84%CE%B1"],
        ),
        ("index.html", ["it/b/#old", "#", "#top", "it/b/#:~:text=x", "assets/a%20b.pdf", "./it/../it/b/."]),
        ("index.html", ["https://x/y", "//x/y", "mailto:a@b", "tel:+39", "data:image/png,x", "javascript:x"]),
        ("it/a/c/index.html", ["../../b/", "../../../", "../../../it/b/#a", "../../../404.html"]),
        ("it/b/index.html", ["../../", "./", "../b/"]),
    ],
)
def test_links_that_lead_somewhere(path: str, hrefs: list[str]) -> None:
    assert links(path, *hrefs) == []


@pytest.mark.parametrize(
    ("path", "href", "said"),
    [
        ("index.html", "it/c/", "links to it/c/index.html, which is not in the site"),
        ("index.html", "it/b", "links to it/b, which is not in the site (a folder's address ends in a slash)"),
        ("index.html", "it/b/#x", "links to it/b/index.html#x, and there is no such id"),
        ("index.html", "#x", "links to index.html#x, and there is no such id"),
        ("index.html", "../", "links to ../, which leads out of the site"),
        ("it/a/index.html", "../../../x/", "links to ../x/, which leads out of the site"),
        ("index.html", "/it/b/", "links to /it/b/, which counts from the root of the server: links are relative"),
        ("a/index.html", "it/b/", "links to a/it/b/index.html, which is not in the site"),
    ],
)
def test_links_that_lead_nowhere(path: str, href: str, said: str) -> None:
    assert links(path, href) == [said]


def test_a_404_page_counts_from_the_path_of_the_public_url() -> None:
    public = "https://example.org/help/"
    assert links("404.html", "/help/it/b/#a", "/help/", public_url=public) == []
    assert links("it/404.html", "/help/it/b/#a", public_url=public) == []
    assert links("404.html", "/it/b/", public_url=public) == ["links to /it/b/, which lies outside /help/"]
    assert links("404.html", "/it/b/", "/", public_url="") == []


def test_all_that_a_page_loads_is_followed() -> None:
    html = (
        '<link href="a1"><script src="a2"></script><img src="a3" srcset="a4 1x, a5 2x"><video src="a6" poster="a7">'
        '<track src="a8"></video><meta http-equiv="refresh" content="0; url=a9"><form action="b1"></form>'
        '<object data="b2"></object><svg><use href="b3"></use></svg>'
    )
    found = read_links(page(html), LexborHTMLParser(html))
    assert {target.path for target in found.targets} == {f"a{n}" for n in range(1, 10)} | {"b1", "b2", "b3"}


def test_a_page_with_twenty_thousand_ids_and_a_link_to_each() -> None:
    ids = [f"a{number}" for number in range(20_000)]
    target = page("".join(f'<p id="{id}"><a href="#{id}">x</a>' for id in ids), "index.html")
    read = read_links(target, LexborHTMLParser(target.data))
    started = time.process_time()
    assert list(link_faults("help", [read], {"index.html"})) == []
    assert time.process_time() - started < 1


def test_one_finding_for_a_place_that_many_pages_link_to() -> None:
    html = '<a href="/gone/">x</a><a href="../gone/">x</a>'
    pages = [read_links(page(html, f"{name}/index.html"), LexborHTMLParser(html)) for name in "cba"]
    found = list(link_faults("help", pages, {"a/index.html", "b/index.html", "c/index.html"}))
    assert [finding.place.path for finding in found] == ["help/a/index.html"] * 2
    assert all("as 2 more pages do" in finding.message and finding.rule == "internal-link" for finding in found)


# ----------------------------------------------------------------------------------------------------- together


def test_all_proofs_in_one_go() -> None:
    broken = HOME.replace('data-contact="footer"', "").replace("</main>", "<p id=main>SOP-012</p></main>")
    found = list(prove("help", [page(broken)], {"en": CONTACT}, SECRETS))
    assert {finding.rule for finding in found} == {"contact-block", "anchor-twice", "audience-leak", "internal-link"}


def test_a_thousand_pages_are_proved_in_seconds() -> None:
    frame, document = samples.frame("help"), samples.page("document", "help")
    html = HELP.render(frame, document).encode()
    outputs = [Output(f"p/{n}/index.html", html, html=True, template="document.html") for n in range(1000)]
    start = time.process_time()
    for _ in prove("help", outputs, {"en": frame.contact}, SECRETS):
        pass
    assert time.process_time() - start < 10  # measured: below 1


def test_what_a_page_links_to_in_itself_is_kept_only_where_it_is_missing() -> None:
    html = b'<html><body><h2 id="a">A</h2><a href="#a">1</a><a href="./#a">2</a><a href="./">3</a><a href="#b">4</a>'
    output = Output("x/index.html", html, html=True)
    assert read_links(output, LexborHTMLParser(html)).targets == (Target("x/index.html", "b"),)


@example("index.html", (), ())
@example(
    "index.html", ("a",), (Target("", "", "leads out of the site"), Target("a\nb/index.html"), Target("b/index.html"))
)
@given(
    st.text(min_size=1),
    st.sets(st.text(min_size=1)).map(sorted).map(tuple),
    st.sets(st.builds(Target, *(st.text("ab/\n#", max_size=4) for _ in range(3)))).map(sorted).map(tuple),
)
def test_links_are_the_same_after_a_way(path: str, anchors: tuple[str, ...], targets: tuple[Target, ...]) -> None:
    """From a worker, and through what is remembered on disk."""
    links = PageLinks(path, "document", anchors, targets)
    assert pickle.loads(pickle.dumps(links)) == links
    assert page_links(path, *unpack_model(pack(as_plain(links)))) == links
