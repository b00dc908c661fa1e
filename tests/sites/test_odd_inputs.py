"""Whole small sites from odd files: files in; problems, pages and their words out. Never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sopgen.build import build
from tests.projects import BASE, project

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'


def page(body: str = "Some text.", **keys: str) -> str:
    """A document for staff, approved, with these keys besides."""
    given = {"title": "A page", "audience": "staff", "status": "approved", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in given.items()) + f"---\n\n{body}\n"


@dataclass(frozen=True)
class Case:
    """files: laid over the base project. problems: "path:line rule". pages: words of published files; lacks: words
    they do not have. gone: files that are not published. Where a problem is an error nothing is published."""

    name: str
    files: Mapping[str, str | bytes]
    problems: tuple[str, ...] = ()
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


CASES = (
    Case(
        "an empty file is a draft without a title",
        {"procedures/office/opening-hours.md": b""},
        ("procedures/office/opening-hours.md:1 empty-document", "procedures/office/opening-hours.md:1 title-missing"),
        gone=("handbook/office/opening-hours/index.html",),
    ),
    Case(
        "a picture without a byte",
        {"procedures/a.md": page("![A red bucket by the door](b.png)"), "procedures/b.png": b""},
        ("procedures/a.md:7 image-unreadable",),
    ),
    Case(
        "a byte order mark",
        {"procedures/a.md": b"\xef\xbb\xbf" + page().encode()},
        pages={"handbook/a/index.html": ("<h1>A page</h1>", "<p>Some text.</p>")},
    ),
    Case(
        "line ends of Windows, of an old Mac, and both: lines are counted right",
        {
            "procedures/a.md": page("One.\n\n[Two](nowhere.md)").replace("\n", "\r\n"),
            "procedures/b.md": page("One.\n\n[Two](nowhere.md)", title="B").replace("\n", "\r"),
            "procedures/c.md": page("One.\r\n\n[Two](nowhere.md)", title="C"),
        },
        (
            "procedures/a.md:9 broken-link",
            "procedures/b.md:9 broken-link",
            "procedures/c.md:9 broken-link",
        ),
    ),
    Case(
        "letters in another encoding",
        {"procedures/a.md": page("Our Café is open.").encode("latin-1")},
        ("procedures/a.md:7 encoding",),
    ),
    Case(
        "UTF-16",
        {"procedures/a.md": page().encode("utf-16")},
        ("procedures/a.md:1 encoding",),
    ),
    Case(
        "a folder named like a file",
        {"procedures/refunds.md/cash.md": page()},
        pages={"handbook/refunds-md/cash/index.html": ("<h1>A page</h1>",)},
    ),
    Case(
        "front matter that YAML cannot read, all of it at once, in two files",
        {
            "procedures/a.md": "---\ntitle: Refund: what you may decide\n\towner: agent\n---\n\nText.\n",
            "procedures/b.md": "---\ntitle: [a\n---\n\nText.\n",
        },
        ("procedures/a.md:2 yaml", "procedures/a.md:3 yaml", "procedures/b.md:2 yaml"),
    ),
    Case(
        "front matter that is no list of keys",
        {"procedures/a.md": "---\nJust words.\n---\n\nText.\n"},
        ("procedures/a.md:2 front-matter",),
    ),
    Case(
        "front matter that is never closed",
        {"procedures/a.md": "---\ntitle: A page\n\nText.\n"},
        ("procedures/a.md:1 front-matter-place",),
    ),
    Case(
        "front matter that refers to itself",
        {"procedures/a.md": "---\ntitle: A page\nextra: &a {b: *a}\n---\n\nText.\n"},
        ("procedures/a.md:3 yaml",),
    ),
    Case(
        "two lines without a key between them",
        {"procedures/a.md": "---\n---\n\nText.\n"},
        ("procedures/a.md:1 title-missing",),
    ),
    Case(
        "includes in a circle, and of the page itself",
        {
            "procedures/a.md": page('{{ include "_s/x.md" }}\n\n{{ include "a.md" }}'),
            "procedures/_s/x.md": 'X.\n\n{{ include "_s/y.md" }}\n',
            "procedures/_s/y.md": 'Y.\n\n{{ include "_s/x.md" }}\n',
        },
        ("procedures/_s/x.md:3 include", "procedures/_s/y.md:3 include", "procedures/a.md:9 include"),
    ),
    Case(
        "an include from outside",
        {"procedures/a.md": page('{{ include "../contacts.yaml" }}')},
        ("procedures/a.md:7 include",),
    ),
    Case(
        "spaces in names of folders, pages and pictures",
        {
            "procedures/My Folder/My page.md": page("[Other](<other page.md>) ![A red bucket](<my pic.svg>)"),
            "procedures/My Folder/other page.md": page("[Back](My%20page.md)", title="Other page"),
            "procedures/My Folder/my pic.svg": PICTURE,
        },
        pages={
            "handbook/my-folder/my-page/index.html": (
                'href="../../my-folder/other-page/"',
                'src="../../My%20Folder/my%20pic.svg"',
            ),
            "handbook/my-folder/other-page/index.html": ('href="../../my-folder/my-page/"',),
            "handbook/My Folder/my pic.svg": ("<svg",),
        },
    ),
    Case(
        "Greek names keep their script, capitals do not stay",
        {
            "procedures/Επιστροφή Χρημάτων.md": page("## Πότε;\n\nΤώρα. [Πότε](#πότε)", title="Επιστροφή"),
            "procedures/b.md": page("[Refund](<Επιστροφή Χρημάτων.md#πότε>)", title="B"),
        },
        pages={
            "handbook/επιστροφή-χρημάτων/index.html": ('<h2 id="πότε">',),
            "handbook/b/index.html": ('href="../επιστροφή-χρημάτων/#πότε"',),
        },
    ),
    Case(
        "an accent written as two characters in the name, as one in the link",
        {"procedures/cafe\u0301.md": page(), "procedures/b.md": page("[Café](caf\u00e9.md)", title="B")},
        pages={"handbook/caf\u00e9/index.html": ("<h1>A page</h1>",)},
    ),
    Case(
        "names that differ in capitals only",
        {"procedures/Refund.md": page(), "procedures/refund.md": page(title="B")},
        ("procedures/refund.md:1 url-clash",),
    ),
    Case(
        "a name without a letter",
        {"procedures/!!!.md": page()},
        pages={"handbook/page/index.html": ("<h1>A page</h1>",)},
    ),
    Case(
        "README.md is the page of its folder",
        {"procedures/s/README.md": page(title="Section"), "procedures/s/a.md": page("[Up](README.md)")},
        pages={
            "handbook/s/index.html": ("<h1>Section</h1>",),
            "handbook/s/a/index.html": ('<a href="../../s/">Up</a>',),
        },
    ),
    Case(
        "README.md beside index.md is a page of its own",
        {"procedures/s/index.md": page(title="Section"), "procedures/s/README.md": page(title="Read me")},
        pages={
            "handbook/s/index.html": ("<h1>Section</h1>",),
            "handbook/s/readme/index.html": ("<h1>Read me</h1>",),
        },
    ),
    Case(
        "two languages by the `language` key: each falls back to the other",
        {"procedures/a.md": page(title="English"), "procedures/b.md": page("Ciao.", title="Italiano", language="it")},
        pages={
            "handbook/a/index.html": ('<html lang="en"', "<h1>English</h1>"),
            "handbook/b/index.html": ('<html lang="en"', 'lang="it"', "Italiano"),
            "handbook/it/b/index.html": ('<html lang="it"', "<h1>Italiano</h1>"),
        },
    ),
    Case(
        "a language that is none of the project's, and one that the file name contradicts",
        {
            "procedures/a.md": page(language="fr"),
            "procedures/a.it.md": page(language="en", title="B"),
        },
        ("procedures/a.it.md:5 language-code", "procedures/a.md:5 language-code"),
    ),
    Case(
        "a folder with the name of a language",
        {"procedures/it/a.md": page()},
        ("procedures/it/a.md:1 url-clash",),
    ),
    Case(
        "a retired document names its successor and leaves the navigation",
        {
            "procedures/old.md": page("Old text.", title="Old way", status="retired", successor="NEW-1"),
            "procedures/new.md": page("New text.", title="New way", id="NEW-1"),
        },
        pages={"handbook/old/index.html": ("New way", 'href="../new/"'), "handbook/index.html": ("New way",)},
        lacks={"handbook/index.html": ("Old way",), "handbook/new/index.html": ('href="../old/"',)},
    ),
    Case(
        "a draft is on no page, and a link to it is an error",
        {"procedures/a.md": page(status="draft"), "procedures/b.md": page("[The plan](a.md)", title="B")},
        ("procedures/b.md:7 draft-link",),
    ),
    Case(
        "a draft that nobody links to",
        {"procedures/a.md": page("Not yet.", status="draft", title="Half done")},
        lacks={"handbook/index.html": ("Half done",)},
        gone=("handbook/a/index.html", "handbook/it/a/index.html", "help/a/index.html"),
    ),
    Case(
        "a day to come",
        {"procedures/a.md": page(effective="2027-01-15")},
        pages={"handbook/a/index.html": ("In force from", '<time datetime="2027-01-15">')},
    ),
    Case(
        "old addresses lead on",
        {"procedures/a.md": page(aliases='[/old/a.html, old/b, "two words/"]')},
        pages={
            "handbook/old/a.html": ("../a/", 'http-equiv="refresh"'),
            "handbook/old/b/index.html": ("../../a/",),
            "handbook/two words/index.html": ("../a/",),
        },
    ),
    Case(
        "old addresses that lead out of the site, or are taken",
        {
            "procedures/a.md": page(aliases="[../up]"),
            "procedures/b.md": page(aliases="['https://serenetta.example/b']", title="B"),
            "procedures/c.md": page(aliases="[/greet/, /]", title="C"),
            "procedures/d.md": page(aliases="[/was]", title="D"),
            "procedures/e.md": page(aliases="[was/]", title="E"),
        },
        (
            "procedures/a.md:5 front-matter",
            "procedures/b.md:5 front-matter",
            "procedures/c.md:5 url-clash",
            "procedures/c.md:5 url-clash",
            "procedures/e.md:5 url-clash",
        ),
    ),
    Case(
        "pages where sopgen makes some",
        {"procedures/contact.md": page(), "procedures/branches/milan.md": page(title="Milan")},
        ("procedures/branches/milan.md:1 url-clash", "procedures/contact.md:1 url-clash"),
    ),
    Case(
        "links to folders, with a page of their own or without",
        {
            "procedures/s/a.md": page("[Home](/) [Up](./) [Other](../t/)"),
            "procedures/t/index.md": page("[Section](../s/) [Section](/s)", title="T"),
        },
        pages={
            "handbook/s/a/index.html": (
                '<a href="../../">Home</a>',
                '<a href="../../s/">Up</a>',
                '<a href="../../t/">',
            ),
            "handbook/t/index.html": ('<a href="../s/">Section</a> <a href="../s/">Section</a>',),
        },
    ),
    Case(
        "links that lead nowhere, each said at its place",
        {"procedures/a.md": page("[a](%zz.md) [b](..) [c](javascript:alert(1))\n[d](\\\\server\\x) [e](a.md#none)")},
        (
            "procedures/a.md:7 broken-link",
            "procedures/a.md:7 broken-link",
            "procedures/a.md:7 link-scheme",
            "procedures/a.md:8 broken-anchor",
            "procedures/a.md:8 broken-link",
        ),
    ),
    Case(
        "links to facts and channels",
        {
            "facts.yaml": BASE["facts.yaml"]
            + "site: {type: url, value: 'https://book.example/?a=b'}\nnumber: '+39025550130'\n"
            + "page: {value: greet.md}\nbad: 'javascript:alert(1)'\n",
            "procedures/a.md": page(
                "[Book]({{ facts.site }}) [Ring](tel:{{ facts.number }}) [Greet]({{ facts.page }})"
                "\n[Bad]({{ facts.bad }}) [Call]({{ contact.phone }}) [Call us](tel:{{ contact.phone }})"
            ),
        },
        pages={
            "handbook/a/index.html": (
                '<a href="https://book.example/?a=b" rel="external">Book</a>',
                '<a href="tel:+39025550130">Ring</a>',
                '<a href="../greet/">Greet</a>',
                "<a>Bad</a>",
                '<a href="tel:+390255500130">Call</a>',
                '<a href="tel:+390255500130">Call us</a>',
            )
        },
        lacks={"handbook/a/index.html": ("{{", "javascript")},
    ),
    Case(
        "links without a target, to no host, to a fact that is none, and with a label that is not defined",
        {"procedures/a.md": page("[a]()\n[b](#)\n[c](https://)\n[d]({{ facts.none }})\n[ee][ff]\n[g](My Doc (v2).md)")},
        (
            "procedures/a.md:10 unknown-fact",
            "procedures/a.md:11 broken-link",
            "procedures/a.md:12 broken-link",
            "procedures/a.md:7 broken-link",
            "procedures/a.md:8 broken-link",
            "procedures/a.md:9 broken-link",
        ),
    ),
    Case(
        "includes that are no Markdown, or without quotes",
        {
            "procedures/a.md": page('{{ include "b.svg" }}\n\n{{ include b.md }}'),
            "procedures/b.svg": PICTURE,
        },
        ("procedures/a.md:7 include", "procedures/a.md:9 template-syntax"),
    ),
    Case(
        "a heading without text is not in the contents list",
        {"procedures/a.md": page("## One\n\nText.\n\n##\n\nText.\n\n## Two\n\nText.\n\n## Three\n\nText.")},
        ("procedures/a.md:11 section-empty",),
        pages={"handbook/a/index.html": ('href="#one"',)},
        lacks={"handbook/a/index.html": ('href="#section"',)},
    ),
    Case(
        "a snippet included twice, whose ids the page has too",
        {
            "procedures/a.md": page(
                '## Wash\n\nFirst.\n\n{{ include "_s/w.md" }}\n\n## Again\n\n{{ include "_s/w.md" }}\n\n## End\n\nText.'
            ),
            "procedures/_s/w.md": "## Wash\n\nUse soap.[^1] See [step](#soap).\n\n1. Wash. {#soap}\n\n[^1]: Any.\n",
        },
        pages={
            "handbook/a/index.html": (
                '<h2 id="wash">',
                '<h2 id="wash-2">',
                '<h2 id="wash-3">',
                '<li id="soap">',
                '<a href="#soap">step</a>',
                '<li id="soap-2">',
                '<a href="#soap-2">step</a>',
                'id="w-fn-1"',
                'id="w-fn-1-2"',
                'href="#w-fn-1-2"',
                '<a href="#wash-2">Wash</a>',
            )
        },
    ),
    Case(
        "very deep and very long Markdown",
        {
            "procedures/a.md": page(
                ">" * 40 + " deep\n\n" + "- " * 20 + "low\n\n" + "[" * 400 + "\n\n" + "b" + " a" * 4000
            )
        },
        ("procedures/a.md:13 sentence-length",),
        pages={"handbook/a/index.html": ("deep", "low", "[" * 400, "b" + " a" * 4000)},
    ),
    Case(
        "quotes so deep that their text cannot be shown",
        {"procedures/a.md": page(">" * 300 + " deep")},
        ("procedures/a.md:7 limits",),
    ),
    Case(
        "texts that are longer than anybody reads, and documents",
        {
            "procedures/a.md": page("One.\n\n" + "[a](nowhere.md) " * 800 + "\n\n| a |\n| - |\n| " + "[" * 600 + " |"),
            "procedures/b.md": page("Words. " * 150_000),
        },
        ("procedures/a.md:13 limits", "procedures/a.md:9 limits", "procedures/b.md:1 limits"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_site(case: Case, tmp_path: Path) -> None:
    built = build(project(tmp_path, case.files, drafts=False), tmp_path / "build")
    found = [f"{problem.place.path}:{problem.place.line} {problem.rule}" for problem in built.problems]
    assert sorted(found) == sorted(case.problems)
    if any(problem.severity == "error" for problem in built.problems):
        assert built.published is None and not (tmp_path / "build").exists()
        return
    for name, words in case.pages.items():
        text = (
            (tmp_path / "build" / name)
            .read_text("utf-8")
            .replace(" data-pagefind-body", "")
            .replace(' data-pagefind-weight="0.5"', "")
        )
        assert [piece for piece in words if piece not in text] == []
    for name, words in case.lacks.items():
        text = (
            (tmp_path / "build" / name)
            .read_text("utf-8")
            .replace(" data-pagefind-body", "")
            .replace(' data-pagefind-weight="0.5"', "")
        )
        assert [piece for piece in words if piece in text] == []
    assert [name for name in case.gone if (tmp_path / "build" / name).exists()] == []
