"""Sitemap, robots, redirects and static files."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

import sopgen.outputs.sitemap as sitemap_module
from sopgen.build import render
from sopgen.edition import make_edition
from sopgen.model import Change, Output, SopgenError
from sopgen.outputs.feeds import feeds
from sopgen.outputs.headers import header_files, policy
from sopgen.outputs.redirects import redirect_pages
from sopgen.outputs.robots import robots_file
from sopgen.outputs.sitemap import sitemaps
from sopgen.outputs.static import static_files
from sopgen.publish import publish
from sopgen.view import Frame, Page
from tests import theme_samples as samples
from tests.projects import BASE, project, write

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def made(language: str = "en", url: str = "prices/", **changes: object) -> tuple[Frame, Page]:
    root = "" if language == "en" else f"{language}/"
    alternates = samples.alternates(language, url)
    page = samples.page("document", "help", language, url=root + url, alternates=alternates, **changes)
    return samples.frame("help", language), page


def urls(pages: list[tuple[Frame, Page]]) -> list[ElementTree.Element]:
    (output,) = sitemaps(pages)
    assert output.path == "sitemap.xml"
    return ElementTree.fromstring(output.data).findall("s:url", NAMES)


def test_sitemap_names_pages_with_their_translations() -> None:
    italian, english = urls([made("en"), made("it")])
    assert english.findtext("s:loc", "", NAMES) == "https://help.serenetta.example/prices/"
    assert italian.findtext("s:loc", "", NAMES) == "https://help.serenetta.example/it/prices/"
    for url in (english, italian):
        links = [(link.get("hreflang"), link.get("href")) for link in url.findall("x:link", NAMES)]
        assert links == [
            ("en", "https://help.serenetta.example/prices/"),
            ("it", "https://help.serenetta.example/it/prices/"),
            ("el", "https://help.serenetta.example/el/prices/"),
            ("x-default", "https://help.serenetta.example/prices/"),
        ]


def test_sitemap_tells_the_last_change_that_is_in_force() -> None:
    changes = (
        Change("2", date(2027, 1, 1), "x"),
        Change("1.1", date(2026, 9, 1), "x"),
        Change("1", date(2025, 1, 1), "x"),
    )
    (url,) = urls([made(document=replace(samples.FACTS, changes=changes))])
    assert url.findtext("s:lastmod", "", NAMES) == "2026-09-01"
    (url,) = urls([made(document=None)])
    assert url.find("s:lastmod", NAMES) is None


def test_sitemap_spells_addresses_for_machines() -> None:
    (url,) = urls([made(url="τιμές/a&b/", document=None)])
    assert url.findtext("s:loc", "", NAMES).endswith("/%CF%84%CE%B9%CE%BC%CE%AD%CF%82/a%26b/")


@pytest.mark.parametrize(
    "changes",
    [
        {"in_sitemap": False},
        {"indexed": False},
        {"fallback": True},
        {"document": replace(samples.FACTS, status="draft")},
        {"document": replace(samples.FACTS, status="retired")},
    ],
)
def test_sitemap_leaves_out_what_nobody_should_find(changes: dict[str, object]) -> None:
    assert list(sitemaps([made(**changes)])) == []
    assert len(urls([made(**changes), made(url="other/")])) == 1


def test_a_handbook_and_a_site_without_address_have_no_sitemap() -> None:
    frame, page = made()
    assert list(sitemaps([(replace(frame, audience="staff"), page), (replace(frame, public_url=""), page)])) == []


def test_a_large_site_has_several_sitemaps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_module, "LARGEST", 2)
    outputs = {
        output.path: ElementTree.fromstring(output.data) for output in sitemaps([made(url=f"{n}/") for n in range(5)])
    }
    locs = [loc.text for loc in outputs["sitemap.xml"].findall("s:sitemap/s:loc", NAMES)]
    assert locs == [f"https://help.serenetta.example/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert sum(len(outputs[f"sitemap-{n}.xml"].findall("s:url", NAMES)) for n in (1, 2, 3)) == 5


def test_robots_let_a_handbook_be_fetched_so_that_noindex_is_read() -> None:
    (staff,) = robots_file(samples.frame("handbook"))
    assert b"Disallow" not in staff.data and b"Sitemap" not in staff.data and b"Allow: /" in staff.data
    (help_centre,) = robots_file(samples.frame("help"))
    assert help_centre.data.endswith(b"Sitemap: https://help.serenetta.example/sitemap.xml\n")
    (nowhere,) = robots_file(samples.frame("help", public_url=""))
    assert b"Sitemap" not in nowhere.data


ALIASES = """\
---
title: When we are open
audience: customer
status: approved
aliases: [/old/hours.html, opening, "/a%20b/?from=mail#top", /orari/]
---

Text.
"""


def test_old_addresses_lead_on(tmp_path: Path) -> None:
    aliases = ALIASES.replace("[/old", "[/τιμές/, /old")
    read = project(tmp_path, {"procedures/hours.md": aliases})
    assert read.library is not None
    edition = make_edition(read.library, "help", "en")
    pages = list(redirect_pages(edition))
    assert [page.url for page in pages] == ["τιμές/", "old/hours.html", "opening/", "a b/", "orari/"]
    assert {page.next.url for page in pages if page.next} == {"hours/"}
    assert {page.canonical for page in pages} == {"https://help.serenetta.example/hours/"}
    assert not any(page.indexed or page.in_sitemap for page in pages)


def test_an_old_address_never_takes_the_place_of_a_page(tmp_path: Path) -> None:
    taken = ALIASES.replace("/old/hours.html", "contact")
    read = project(tmp_path, {"procedures/hours.md": taken})
    assert read.library is not None
    assert [page.url for page in redirect_pages(make_edition(read.library, "help", "en"))] == [
        "opening/",
        "a b/",
        "orari/",
    ]


def test_a_site_has_all_its_formats_and_they_are_sound(tmp_path: Path) -> None:
    static_files = {"static/help/.well-known/security.txt": "Contact: help", "static/help/CNAME": "help.example"}
    read = project(tmp_path, {"procedures/hours.md": ALIASES, **static_files})
    rendered, findings, _ = render(read, ("handbook", "help"))
    assert findings == ()
    paths = {site: {output.path for output in outputs} for site, outputs in rendered.items()}
    assert {"robots.txt", "sitemap.xml", ".well-known/security.txt", "CNAME", "old/hours.html"} <= paths["help"]
    assert "robots.txt" in paths["handbook"] and not {"sitemap.xml", "CNAME"} & paths["handbook"]
    old = next(output for output in rendered["help"] if output.path == "old/hours.html")
    assert b'content="0; url=../hours/"' in old.data


def test_static_files_are_copied_as_they_are(tmp_path: Path) -> None:
    names = [".well-known/x.txt", "CNAME", "b/a.txt", "b/c/d.txt", "favicon.ico"]
    write(
        tmp_path, {f"static/help/{name}": name for name in (*names, ".DS_Store", "b/.gitkeep")}, {"static/other/x": ""}
    )
    (tmp_path / "static/help/linked.txt").symlink_to(tmp_path / "static/other/x")
    outputs = {output.path: output for output in static_files(tmp_path, "help")}
    assert set(outputs) == {*names, "linked.txt"}
    assert all(Path(outputs[name].copy_of).read_text() == name and not outputs[name].html for name in names)
    assert list(static_files(tmp_path, "none")) == []


@pytest.mark.parametrize("target", ["/etc/hosts", "nowhere", ".", "../../../outside"])
def test_links_that_lead_elsewhere_are_refused(tmp_path: Path, target: str) -> None:
    write(tmp_path, {"outside": "secret", "project/static/help/x.txt": ""})
    (tmp_path / "project/static/help/link").symlink_to(target)
    with pytest.raises(SopgenError, match="static/help/link"):
        list(static_files(tmp_path / "project", "help"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "static/help").mkdir(parents=True)
    os.mkfifo(tmp_path / "static/help/pipe")
    with pytest.raises(SopgenError, match="is no file"):
        list(static_files(tmp_path, "help"))


def test_a_static_file_that_a_page_has_is_refused_and_both_ways_out_are_named(tmp_path: Path) -> None:
    write(tmp_path, {"static/help/robots.txt": "x"})
    outputs = [Output("robots.txt", b"y"), *static_files(tmp_path, "help")]
    with pytest.raises(SopgenError, match=r"help/robots\.txt is made twice") as caught:
        publish(tmp_path / "build", {"help": outputs}, "1.0")
    assert "static/" in caught.value.hint


# ----------------------------------------------------------------------------------------------------- headers


@pytest.mark.parametrize(
    ("body", "directive"),
    [
        ("<p>Text</p>", "img-src 'self' data:;"),
        ('<img src="media/a.svg"><a href="https://shop.example/">shop</a>', "img-src 'self' data:;"),
        (
            '<img alt="a &gt; b" src="https://pictures.example/a.png?x">',
            "img-src 'self' data: https://pictures.example;",
        ),
        ('<img src="//pictures.example:8443/a.png">', "img-src 'self' data: https://pictures.example:8443;"),
        ('<video controls src="media/a.webm"></video>', "media-src 'self';"),
        ('<video src="https://films.example/a.webm"></video>', "media-src 'self' https://films.example;"),
    ],
)
def test_the_policy_names_what_authors_show_from_elsewhere_and_nothing_else(body: str, directive: str) -> None:
    given = policy([body])
    assert directive in given
    assert ("media-src" in given) == ("<video" in body)
    assert given.startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; ")
    assert "unsafe-inline" not in given and given.endswith("base-uri 'none'; frame-ancestors 'none'")


def test_three_kinds_of_host_are_told_the_same() -> None:
    files = {output.path: output.data.decode() for output in header_files([made()])}
    assert sorted(files) == [".htaccess", "_headers", "headers.nginx"]
    for text in files.values():
        assert policy(search=False) in text and "nosniff" in text and "X-Robots-Tag" not in text
    assert "public, max-age=31536000, immutable" in files["_headers"]
    staff = {output.path: output.data.decode() for output in header_files([(samples.frame(), samples.page("home"))])}
    assert all("X-Robots-Tag" in text and "public" not in text for text in staff.values())


def test_headers_of_the_project_come_first(tmp_path: Path) -> None:
    read = project(tmp_path, {"procedures/hours.md": ALIASES, "static/help/_headers": "/*\n  X: ours\n"})
    rendered, findings, _ = render(read, ("help",))
    named = [output for output in rendered["help"] if output.path in ("_headers", ".htaccess", "headers.nginx")]
    assert findings == () and sorted(output.path for output in named) == [".htaccess", "_headers", "headers.nginx"]
    assert next(Path(o.copy_of).read_text() for o in named if o.path == "_headers").endswith("X: ours\n")


# ------------------------------------------------------------------------------------------ feeds, llms.txt, twins

ATOM = {"a": "http://www.w3.org/2005/Atom"}
CHANGED = """\
---
id: HOURS-1
title: "Hours & <prices>"
description: When we are open.
type: article
audience: [staff, customer]
status: approved
version: "1.2"
changes:
  - {version: "1.2", date: 2026-03-01, what: SECRET-REASON the boss said so}
  - {version: "1.1", date: 2026-02-01, what: SECRET-REASON before}
  - {version: "1.1", date: 2026-02-01, what: SECRET-REASON written twice}
  - {version: "2.0", date: 2999-01-01, what: SECRET-REASON to come}
---
We open at eight. See [the keys](keys.md).

:::staff
SECRET-BLOCK for colleagues.
:::

| Day | Hours |
| --- | --- |
| Monday | 8 |
"""
KEYS = """\
---
title: Keys
description: How we keep them.
type: article
audience: [staff, customer]
status: approved
---
Text about keys.
"""


def files(tmp_path: Path) -> dict[str, dict[str, str]]:
    address = 'audience: staff, url: "https://handbook.serenetta.example/"'
    config = BASE["sopgen.yaml"].replace("audience: staff", address)
    read = project(tmp_path, {"sopgen.yaml": config, "procedures/hours.md": CHANGED, "procedures/keys.md": KEYS})
    rendered, findings, _ = render(read, ("handbook", "help"), search=False)
    assert findings == ()
    return {site: {o.path: o.data.decode() for o in outputs if o.data} for site, outputs in rendered.items()}


def test_feeds_tell_staff_what_and_customers_that_something_changed(tmp_path: Path) -> None:
    made = files(tmp_path)
    customers, staff = (ElementTree.fromstring(made[site]["feed.xml"]) for site in ("help", "handbook"))
    told = [
        [(e.findtext("a:title", "", ATOM), e.findtext("a:summary", "", ATOM)) for e in feed.findall("a:entry", ATOM)]
        for feed in (customers, staff)
    ]
    assert told[0] == [("Hours & <prices>", "When we are open.")] * 2
    assert told[1] == [
        ("Hours & <prices> (1.2)", "SECRET-REASON the boss said so"),
        ("Hours & <prices> (1.1)", "SECRET-REASON before"),
    ]
    ids = [entry.findtext("a:id", "", ATOM) for entry in customers.findall("a:entry", ATOM)]
    assert len(set(ids)) == 2 and all(one.startswith("https://help.serenetta.example/hours/#2026-0") for one in ids)
    assert customers.findtext("a:updated", "", ATOM) == "2026-03-01T00:00:00Z"
    assert "feed.xml" in made["help"]["index.html"]


def test_control_characters_are_in_no_feed() -> None:
    """XML cannot hold them, whoever lets them pass before."""
    frame, page = made()
    told = replace(page.document, changes=(Change("1", date(2026, 1, 1), "x"),)) if page.document else None
    signs = "".join(map(chr, (*range(9), 0x0B, 0x1B, 0xFFFE, 0xFFFF)))
    (feed,) = feeds([(replace(frame, title=f"H{signs}"), replace(page, title=f"a{signs}b <i>", document=told))])
    entry = ElementTree.fromstring(feed.data).find("a:entry", ATOM)
    assert entry is not None and entry.findtext("a:title", "", ATOM).startswith("ab <i>")


def test_a_run_sheet_tells_no_change_a_second_time() -> None:
    frame, page = made()
    changed = replace(page.document, changes=(Change("1", date(2026, 1, 1), "x"),)) if page.document else None
    for kind, number in (("document", 1), ("run-sheet:prices", 0)):
        (feed,) = feeds([(frame, replace(page, kind=kind, document=changed))])
        assert feed.data.count(b"<entry>") == number


def test_a_site_without_public_address_has_no_feed() -> None:
    frame, page = made()
    assert list(feeds([(replace(frame, public_url=""), page)])) == []


def test_a_twin_says_what_the_page_says(tmp_path: Path) -> None:
    made = files(tmp_path)
    twin = made["help"]["hours/index.md"]
    assert twin.startswith(
        "# Hours & <prices>\n\nWhen we are open.\n\nWe open at eight. See [the keys](../keys/index.md)"
    )
    assert "| Monday | 8" in twin and "## Reach a person" in twin
    assert twin.endswith("<https://help.serenetta.example/hours/>\n")
    assert "<svg" not in twin and "Did this solve it?" not in twin
    assert not any(path.endswith(".md") for path in made["handbook"])
    assert (
        "404.md" not in made["help"]
        and 'type="text/markdown" href="../hours/index.md"' in made["help"]["hours/index.html"]
    )


def test_llms_txt_leads_to_every_page_of_the_navigation(tmp_path: Path) -> None:
    made = files(tmp_path)
    text = made["help"]["llms.txt"]
    assert text.startswith("# ") and "\n> " in text
    assert r"- [Hours & \<prices\>](https://help.serenetta.example/hours/index.md): When we are open." in text
    assert "## Reach a person" in text and "[italiano](https://help.serenetta.example/it/llms.txt)" in text
    for named in re.findall(r"\]\(https://help.serenetta.example/([^)]*)\)", text + made["help"]["it/llms.txt"]):
        assert named in made["help"], named
    assert "llms.txt" not in made["handbook"]


def test_nothing_for_machines_tells_customers_what_is_for_staff(tmp_path: Path) -> None:
    made = files(tmp_path)
    assert "SECRET" in made["handbook"]["hours/index.html"] and "SECRET" in made["handbook"]["feed.xml"]
    assert [path for path, text in made["help"].items() if "SECRET" in text] == []


def test_machines_are_told_nothing_of_drafts(tmp_path: Path) -> None:
    """Whoever builds with `--drafts` shows them to people that were asked to look."""
    asked = CHANGED.replace("status: approved", "status: draft") + "\n## Why?\n\nSo.\n\n## When?\n\nNow.\n"
    read = project(tmp_path, {"procedures/hours.md": asked, "procedures/keys.md": KEYS}, drafts=True)
    rendered, _, _ = render(read, ("help",), search=False)
    made = {output.path: output.data.decode() for output in rendered["help"] if output.data}
    assert "hours/index.html" in made and "hours/index.md" not in made
    assert "<entry>" not in made["feed.xml"] and "/hours/" not in made["sitemap.xml"]
    assert "FAQPage" not in made["hours/index.html"]
    approved = project(tmp_path, {"procedures/hours.md": asked.replace("status: draft", "status: approved")})
    rendered, _, _ = render(approved, ("help",), search=False)
    made = {output.path: output.data.decode() for output in rendered["help"] if output.data}
    assert "hours/index.md" in made and "<entry>" in made["feed.xml"] and "FAQPage" in made["hours/index.html"]


def test_breadcrumbs_for_machines_are_those_that_are_seen(tmp_path: Path) -> None:
    read = project(tmp_path, {"procedures/rooms & more/hours.md": KEYS.replace("Keys", "Keys & 'locks' <b>")})
    rendered, _, _ = render(read, ("help",))
    page = next(o for o in rendered["help"] if o.path == "rooms-more/hours/index.html")
    tree = LexborHTMLParser(page.data)
    listed = [json.loads(script.text()) for script in tree.css("script[type='application/ld+json']")]
    (crumbs,) = [one["itemListElement"] for one in listed if one["@type"] == "BreadcrumbList"]
    seen = [node.text(strip=True) for node in (*tree.css(".breadcrumbs li"), *tree.css("h1"))]
    assert [crumb["name"] for crumb in crumbs] == seen and seen[-1] == "Keys & 'locks' <b>"
    assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
    assert crumbs[0]["item"] == "https://help.serenetta.example/" and "item" not in crumbs[-1]
