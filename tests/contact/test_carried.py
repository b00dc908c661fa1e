"""Which page a reader comes from, in the links of channels: filled in, left plain, and proved on finished pages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import build, render
from sopgen.contact.block import block
from sopgen.contact.carried import About, leads_to, link_about, plain_link, without_pages
from sopgen.contact.verify import faults
from sopgen.view import ChannelView
from tests.contact.builders import book
from tests.projects import project

PAGE = About("Prices & “fees”", "https://help.example/en/prices/", "en", "VI-002", "1.3")
NOWHERE = "https://ask.example.org/new"


def way(channel: str, language: str = "en") -> ChannelView:
    shown = block(book(contacts=f"[{{audience: customer, label: x, {channel}}}]"), "customer", language,
                  date(2026, 11, 21), "contact/", str)  # fmt: skip
    return shown.channels[0]


@pytest.mark.parametrize(
    ("channel", "plain", "about"),
    [
        # left alone: what can carry nothing
        ("id: a, kind: phone, number: '02 5550 0130'", "tel:+390255500130", "tel:+390255500130"),
        ("id: a, kind: sms, number: '347 555 0147'", "sms:+393475550147", "sms:+393475550147"),
        (f"id: a, kind: chat, url: {NOWHERE}", NOWHERE, NOWHERE),
        (f"id: a, kind: chat, url: '{NOWHERE}?a=1#top'", f"{NOWHERE}?a=1#top", f"{NOWHERE}?a=1#top"),
        (
            "id: a, kind: email, address: help@x.example",
            "mailto:help@x.example",
            "mailto:help@x.example?subject=Prices%20%26%20%E2%80%9Cfees%E2%80%9D%20%28VI-002%2C%20en%29"
            "&body=%0D%0A%0D%0Ahttps%3A%2F%2Fhelp.example%2Fen%2Fprices%2F",
        ),
        (
            "id: a, kind: whatsapp, number: '347 555 0147'",
            "https://wa.me/393475550147",
            "https://wa.me/393475550147?text=Prices%20%26%20%E2%80%9Cfees%E2%80%9D%0A"
            "https%3A%2F%2Fhelp.example%2Fen%2Fprices%2F%0A%0A",
        ),
        (
            f"id: a, kind: form, url: '{NOWHERE}?l={{language}}&p={{url}}&d={{id}}&v={{version}}'",
            f"{NOWHERE}?l=en",
            f"{NOWHERE}?l=en&p=https%3A%2F%2Fhelp.example%2Fen%2Fprices%2F&d=VI-002&v=1.3",
        ),
        (f"id: a, kind: form, url: '{NOWHERE}/{{language}}'", f"{NOWHERE}/en", f"{NOWHERE}/en"),
        (f"id: a, kind: form, url: '{NOWHERE}#{{title}}'", NOWHERE, f"{NOWHERE}#Prices%20%26%20%E2%80%9Cfees%E2%80%9D"),
    ],
)
def test_a_link_says_which_page(channel: str, plain: str, about: str) -> None:
    shown = way(channel)
    assert shown.href == plain
    assert link_about(shown, PAGE) == about
    assert leads_to(plain, shown) and leads_to(about, shown)


def test_a_page_without_an_id_is_named_by_title_and_language() -> None:
    subject = link_about(way("id: a, kind: email, address: a@x.example"), About("Milà", "u", "ca"))
    assert subject.startswith("mailto:a@x.example?subject=Mil%C3%A0%20%28ca%29&")


@pytest.mark.parametrize(
    "href",
    [
        "mailto:other@x.example?subject=Hi&body=u",
        "mailto:help@x.example?cc=other@x.example",
        "mailto:help@x.example?subject=Hi&body=u&bcc=other@x.example",
        "mailto:help@x.example?subject=Hi&body=a@b",
        "mailto:help@x.example?subject=Hi",
        "",
    ],
)
def test_no_other_link_counts_as_the_channels(href: str) -> None:
    assert not leads_to(href, way("id: a, kind: email, address: help@x.example"))


def test_without_its_pages_a_footer_is_the_same_everywhere() -> None:
    mail, form = way("id: a, kind: email, address: a@x.example"), way(f"id: a, kind: form, url: '{NOWHERE}?p={{url}}'")
    pages = [
        "".join(f'<a href="{link_about(each, about)}">'.replace("&", "&amp;") for each in (mail, form))
        for about in (PAGE, About("Ω", "https://help.example/", "el"))
    ]
    first, second = (without_pages(page, (mail, form)) for page in pages)
    assert pages[0] != pages[1] and first == second
    assert without_pages(pages[0].replace("a@x", "b@x"), (mail, form)) != first


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://a.example/x?b=1", "https://a.example/x?b=1"),
        ("https://a.example/{id}/x?b={url}&c=1#{title}", "https://a.example//x?c=1"),
        ("https://a.example/?b={url}", "https://a.example/"),
    ],
)
def test_plain_link(url: str, plain: str) -> None:
    assert plain_link(url) == plain


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("https://a.example/?p={url}&t={title}&i={id}&v={version}&l={language}", None),
        ("https://a.example/?p={page}", "there is nothing to fill in for `{page}`"),
        ("https://a.example/?p={answer}", "there is nothing to fill in for `{answer}`"),
        ("https://{language}.a.example/", "`{language}` stands in the name of the host"),
        ("http://a.example/?p={url}", "`http://a.example/?p=x` begins with http:, not with https://"),
    ],
)
def test_names_in_a_web_address(url: str, message: str | None) -> None:
    channel = f"[{{id: a, kind: form, audience: customer, label: x, url: '{url}'}}]"
    found = [fault.message for fault in faults(book(contacts=channel)) if fault.rule == "web-address"]
    assert found == ([message] if message else [])


def test_every_ask_a_person_link_of_a_site_carries_its_page(tmp_path: Path) -> None:
    text = "Write to {{ contact.email }}.\n"
    hours = "---\ntitle: When & where\nid: HC-1\naudience: customer\nstatus: approved\n---\n\n" + text
    built = build(project(tmp_path, {"procedures/hours.md": hours}), tmp_path / "build")
    assert built.published
    page = LexborHTMLParser((tmp_path / "build/help/it/hours/index.html").read_text("utf-8"))
    links = [link.attributes["href"] or "" for link in page.css("a")]
    mails = {link for link in links if link.startswith("mailto:")}
    assert mails == {
        "mailto:help@serenetta.example?subject=When%20%26%20where%20%28HC-1%2C%20it%29"
        "&body=%0D%0A%0D%0Ahttps%3A%2F%2Fhelp.serenetta.example%2Fit%2Fhours%2F"
    }
    asking = [link for link in links if "/ask/" in link or "/contact/" in link]
    assert asking and {link.partition("?")[2] for link in asking} == {"from=it/hours/"}
    for name in ("it/ask/", "it/contact/"):
        shown = LexborHTMLParser((tmp_path / f"build/help/{name}index.html").read_text("utf-8"))
        mails = {link.attributes["href"] or "" for link in shown.css("a[href^=mailto]")}
        assert mails == {"mailto:help@serenetta.example"}, "there the page is the one before, which a script knows"
        origins = json.loads(shown.css_first("script[data-origins]").text())
        assert origins["it/hours/"] == ["When & where", "HC-1", "", "en"]
        assert not any("greet" in url for url in origins), "a page for staff is no origin for customers"


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("kind: chat, url: 'https://ask.example.org/new?p={url}'", ["Open"]),
        ("kind: chat, url: 'https://ask.example.org/new?p={id}'", ["Open", "HC-1"]),
        ("kind: chat, url: 'https://ask.example.org/new?p={version}'", ["Open", "", "2.5"]),
        ("kind: email, address: help@serenetta.example", ["Open", "HC-1"]),
    ],
)
def test_ids_and_versions_are_told_only_where_a_channel_carries_them(
    channel: str, said: list[str], tmp_path: Path
) -> None:
    hours = "---\ntitle: Open\nid: HC-1\nversion: 2.5\naudience: customer\nstatus: approved\n---\n\nText.\n"
    contacts = f"""\
- {{id: phone, kind: phone, audience: [customer, staff], label: Call, number: "02 5550 0130", country: IT}}
- {{id: other, audience: customer, label: Write, {channel}}}
"""
    read = project(tmp_path, {"procedures/hours.md": hours, "contacts.yaml": contacts})
    outputs, _, _ = render(read, ("help",))
    (page,) = [output.data for output in outputs["help"] if output.path == "contact/index.html"]
    assert json.loads(LexborHTMLParser(page).css_first("script[data-origins]").text())["hours/"] == said
