"""Parsing files: front matter, encodings, audiences, blocks with their places; and that no input brings it down."""

from __future__ import annotations

import html as html_module
import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sopgen.markdown.matter import split
from sopgen.markdown.rawhtml import VOID
from sopgen.model import Block, Document, FactRef, ImageRef, IncludeRef, LinkRef, Source
from sopgen.parse import ParseOptions, parse


def read(text: str | bytes, html: str = "escape", **more: object) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    source = Source("a/wash.md", "a/wash", "en", data, "digest", **more)  # type: ignore[arg-type]  # flags by name
    return parse(source, ParseOptions("sanitise" if html == "sanitise" else "escape"))


def text_of(document: Document, audience: str = "staff") -> str:
    pieces = document.body.views[audience]  # type: ignore[index]  # an audience by name
    return "".join(piece for piece in pieces if isinstance(piece, str))


def rules(document: Document) -> list[str]:
    return [finding.rule for finding in document.record.findings]


# ------------------------------------------------------------------------------------------ front matter and bytes


@pytest.mark.parametrize(
    ("text", "yaml", "yaml_line", "body", "body_line"),
    [
        ("", "", 1, "", 1),
        ("Text", "", 1, "Text", 1),
        ("---\ntitle: A\n---\nText", "title: A\n", 2, "Text", 4),
        ("---\n---\n", "", 2, "", 3),
        ("---\n---", "", 2, "", 3),
        ("---  \na: 1\n...\n\nText", "a: 1\n", 2, "\nText", 4),
        ("---\ntitle: A\n---\u200b\nText", "title: A\n", 2, "Text", 4),
        ("\n \n---\ntitle: A\n---\nText", "title: A\n", 4, "Text", 6),
        ("\u200b---\ntitle: A\n---\nText", "title: A\n", 2, "Text", 4),
        ("\n\ufeff---\ntitle: A\n---\nText", "title: A\n", 3, "Text", 5),
        ("  ---\n  title: A\n  ---\nText", "  title: A\n", 2, "Text", 4),
        ("<!-- a\nb -->\n---\ntitle: A\n---\nText", "title: A\n", 4, "Text", 6),
        ("<!-- a --> ---\ntitle: A\n---\nText", "title: A\n", 2, "Text", 4),
    ],
)
def test_front_matter_is_split_off(text: str, yaml: str, yaml_line: int, body: str, body_line: int) -> None:
    matter = split(text, "a.md")
    assert (matter.yaml, matter.yaml_line, matter.body, matter.body_line) == (yaml, yaml_line, body, body_line)
    assert matter.finding is None
    assert matter.text.split("\n")[body_line - matter.first_line :] == body.split("\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("----\ntitle: A\n----\nText", 1),
        ('+++\ntitle = "A"\naudience = ["staff"]\n+++\nText', 1),
        ("\u2014\ntitle: A\n\u2014\nText", 1),
        ("\u2014-\ntitle: A\n---\nText", 1),
        ("---yaml\ntitle: A\n---\nText", 1),
        ('{\n"title": "A",\n"audience": "staff"\n}\nText', 1),
        ("title: A\naudience: staff\n---\nText", 1),
        ("\ntitle: A\n---\nText", 2),
        ("Title: A\nAudience: staff\n\nText", 1),
        ("# A\n\n---\ntitle: A\naudience: staff\n---\nText", 3),
        ("One.\n---\naudience:\n  - staff\n---\nText", 2),
        ("<!-- ok -->\nOne\n\n---\ntype: policy\n---\nText", 4),
        ("<!--\n---\naudience: staff\n---\n-->\nText", 1),
        ("---\ntitle: A\n\nText", 1),
        ("\n---\ntitle: A\n\nText", 2),
        ("---\ntitle: A\n----\nText", 1),
    ],
)
def test_front_matter_in_the_wrong_place_is_found_and_its_text_is_for_staff(text: str, line: int) -> None:
    document = read(text)
    found = [finding.place.line for finding in document.record.findings if finding.rule == "front-matter-place"]
    assert found == [line]
    assert document.record.written["audience"] == ("staff",)
    assert "Text" in text_of(document)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nText.",
        "\n---\n\nText.\n\n---\n\nMore: text.\n",
        "----\na\n----\n",
        "---a\n---\n",
        "***\n\nOwner: the front office\n\n***\n",
        "A heading\n---\n\nText: more.\n",
        "Opening times: all week\n---\n\nText.",
        "Purpose: why we do this\n---\n\nText.",
        "Note: be careful.\n\nText.",
        "version: 3\n\nText.",
        "# A\n\n---\n\nOwner: x\n\n---\n",
        "Write it so:\n\n```\n---\naudience: staff\n---\n```\n",
        "```yaml\naudience: staff\n---\n```\n",
        "<!-- for the audience: staff know this -->\nText.",
        "1\n\n2\n\n3\n\n4\n\n5\n\n---\ntitle: A\n---\n",
        "| a | b |\n|---|---|\n| title: | b |\n",
    ],
)
def test_ordinary_beginnings_are_no_front_matter(text: str) -> None:
    document = read(text)
    assert [finding for finding in document.record.findings if finding.rule == "front-matter-place"] == []
    assert document.record.written == {}


def test_an_exemption_above_the_front_matter_is_for_the_whole_file() -> None:
    document = read("<!-- sopgen: ignore alt-text because x -->\n\n---\ntitle: A\n---\n\nText\n")
    assert [(found.place.line, found.rule, found.first_line) for found in document.record.exemptions] == [
        (1, "alt-text", 1)
    ]
    assert document.record.written == {"title": "A"}
    assert (document.record.body_line, document.body.blocks[0].place.line) == (6, 7)
    assert text_of(document) == "<p>Text</p>\n"


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nOne\r\ntwo\r\n", b"---\rtitle: A\r---\rOne\rtwo\r"]
)
def test_byte_order_mark_and_line_ends(data: bytes) -> None:
    document = read(data)
    assert document.record.written == {"title": "A"}
    assert text_of(document) == "<p>One\ntwo</p>\n"
    assert document.body.blocks[0].place_of(4, 7).line == 5
    assert not document.record.findings


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"\xff", 1, 1), (b"ab\n\xc3\xa9 \xe9t\xe9", 2, 3), (b"\xef\xbb\xbfa\r\nb\r\nc\xff", 3, 2), (b"a\rb\xff", 2, 2)],
)
def test_invalid_utf8_is_found_where_it_stands(data: bytes, line: int, column: int) -> None:
    document = read(data)
    found = [finding for finding in document.record.findings if finding.rule == "encoding"]
    assert [(finding.place.line, finding.place.column) for finding in found] == [(line, column)]
    assert "\ufffd" in text_of(document)


def test_nul_becomes_a_replacement_character() -> None:
    assert text_of(read("a\0b")) == "<p>a\ufffdb</p>\n"


@pytest.mark.parametrize(("text", "empty"), [("", True), ("---\ntitle: A\n---\n \n", True), ("a", False)])
def test_empty(text: str, empty: bool) -> None:
    document = read(text)
    assert document.record.empty is empty
    assert not document.record.findings


def test_the_record_knows_the_heading_and_where_the_text_begins() -> None:
    record = read("---\ntitle: A\n---\n\n# Wash *hands*\n").record
    assert (record.heading, record.body_line) == ("Wash hands", 4)


# ------------------------------------------------------------------------------------------------------ audiences


def test_a_file_without_audience_blocks_is_parsed_once() -> None:
    document = read("# A\n\nText [a](b.md)\n")
    assert not document.record.split
    assert document.body.views["staff"] is document.body.views["customer"]
    assert document.record.outlines["staff"] is document.record.outlines["customer"]


def test_blocks_hold_both_audiences_and_say_so() -> None:
    document = read(":::staff\nOne\n:::\n\n:::customer\n> Two\n:::\n")
    assert document.record.split
    assert [(block.text, block.inside) for block in document.body.blocks] == [
        ("One", ("staff",)),
        ("Two", ("customer", "quote")),
    ]


SECRETS = st.text(alphabet="SECRET`~:#[]()*>-{}<! \n1.\\|", max_size=60)
AROUND = st.sampled_from(
    [
        "",
        "Text\n",
        "Text\n\n",
        "- item\n  ",
        "- ",
        "1. a\n\n   ",
        "> ",
        "> a\n> ",
        "    ",
        "```\nx\n```\n",
        "```\nx\n",
        "- x\n  ```\n  y\n\nText\n\n",
        "<div>\n",
        "<!-- x\n\ny -->\n",
        "| a |\n|---|\n",
        "[^1]: ",
        "!!! note\n    ",
        ":::note\n",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(AROUND, SECRETS, st.sampled_from(["", "\n\nAfter [x] [^1]", "\n- b", "\n> c"]), st.booleans())
@example("```\nx\n", "[x]: SECRET", "", False)
def test_nothing_of_a_staff_block_reaches_customers(before: str, secret: str, after: str, sanitise: bool) -> None:
    prefix = before.rpartition("\n")[2]
    indent = re.sub(r"[^>\s]", " ", prefix)
    inner = "".join(f"{indent}{line}\n" for line in f"XSECRETX {secret} XSECRETX".split("\n"))
    text = f"{before}:::staff\n{inner}{indent}:::{after}\n"
    document = read(text, "sanitise" if sanitise else "escape")
    shown = repr((document.body.views["customer"], document.record.outlines["customer"]))
    fenced = before.count("```") % 2 == 1 and not before.startswith("- ")
    assert fenced or "XSECRETX" not in shown


# ---------------------------------------------------------------------------------------------------------- blocks


def block(text: str, kind: str = "paragraph") -> Block:
    return next(block for block in read(text).body.blocks if block.kind == kind)


PLACES = [
    # text, kind, words, (line, column, end column)
    ("One **two** three", "paragraph", "two", (1, 7, 10)),
    ("One\n  two", "paragraph", "two", (2, 3, 6)),
    ("One\r\ntwo", "paragraph", "two", (2, 1, 4)),
    ("a &amp; b \\* two", "paragraph", "two", (1, 14, 17)),
    ("[one two](x.md) three", "paragraph", "three", (1, 17, 22)),
    ("![alt two](x.png)", "paragraph", "two", (1, 7, 10)),
    ("`` a` `` `two`", "paragraph", "two", (1, 11, 14)),
    ("` two `", "paragraph", "two", (1, 3, 6)),
    ("> > one\n> > two", "paragraph", "two", (2, 5, 8)),
    ("> one\ntwo", "paragraph", "two", (2, 1, 4)),
    ("- a\n\n  one\n  two", "paragraph", "two", (4, 3, 6)),
    ("10. one\n    two", "item", "two", (2, 5, 8)),
    ("- [ ] one two", "item", "two", (1, 11, 14)),
    ("1. Two {#two}", "item", "Two", (1, 4, 7)),
    ("## one *two* ##", "heading", "two", (1, 9, 12)),
    ("- # one two", "heading", "two", (1, 9, 12)),
    ("one\ntwo\n---", "heading", "two", (2, 1, 4)),
    ("\tone", "code", "one", (1, 2, 5)),
    ("```x\none\n two\n```", "code", "two", (3, 2, 5)),
    ("- ```\n  one\n  two\n  ```", "code", "two", (3, 3, 6)),
    ("| a | b |\n|---|---|\n| a | a two |", "cell", "two", (3, 9, 12)),
    ("| a\\|b two |\n|---|", "cell", "two", (1, 8, 11)),
    ("> [!NOTE] one two\n> x", "title", "two", (1, 15, 18)),
    ("> [!NOTE]\n>\n> one two", "paragraph", "two", (3, 7, 10)),
    ('!!! note "one two"\n    x', "title", "two", (1, 15, 18)),
    (":::details one two\n:::", "title", "two", (1, 16, 19)),
    (":::note\none two\n:::", "paragraph", "two", (2, 5, 8)),
    ("Term two\n: x", "term", "two", (1, 6, 9)),
    ("Term\n: one two", "definition", "two", (2, 7, 10)),
    ("a[^1]\n\n[^1]: one two", "paragraph", "two", (3, 11, 14)),
    ("---\na: 1\n---\n\none two", "paragraph", "two", (5, 5, 8)),
    ("Ελλάδα 😀 two", "paragraph", "two", (1, 10, 13)),
    ("one {{ facts.x }} two", "paragraph", "two", (1, 19, 22)),
    ("one  \ntwo", "paragraph", "two", (2, 1, 4)),
    ("<https://a.org> two", "paragraph", "two", (1, 17, 20)),
    ("a <!-- x --> two", "paragraph", "two", (1, 14, 17)),
]


@pytest.mark.parametrize(("text", "kind", "words", "expected"), PLACES)
def test_words_know_their_place(text: str, kind: str, words: str, expected: tuple[int, int, int]) -> None:
    found = [block for block in read(text).body.blocks if block.kind == kind and words in block.text]
    start = found[0].text.index(words)
    place = found[0].place_of(start, start + len(words))
    assert (place.line, place.column, place.end_column) == expected


WORD = st.text(alphabet="abcdeéλω", min_size=1, max_size=6)
SPAN = st.one_of(
    WORD,
    WORD.map(lambda word: f"*{word}*"),
    WORD.map(lambda word: f"**{word}**"),
    WORD.map(lambda word: f"`{word}`"),
    WORD.map(lambda word: f"~~{word}~~"),
    st.tuples(WORD, WORD).map(lambda two: f"[{two[0]}]({two[1]}.md)"),
    st.tuples(WORD, WORD).map(lambda two: f'[{two[0]}](<{two[1]}.md> "t")'),
    st.tuples(WORD, WORD).map(lambda two: f"![{two[0]}]({two[1]}.png)"),
    st.sampled_from(["&amp;", "\\*", "{{ facts.a }}", "&copy;", "https://a.org/b", "<b>", "~", "*"]),
)
PREFIX = st.sampled_from([("", ""), ("> ", "> "), ("- ", "  "), ("1.  ", "    "), ("> - ", ">   "), ("- > ", "  > ")])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(SPAN, min_size=1, max_size=5), min_size=1, max_size=4), PREFIX, st.sampled_from(["\n", "\r\n"])
)
def test_each_word_stands_where_it_says(lines: list[list[str]], prefix: tuple[str, str], end: str) -> None:
    written = [f"{prefix[bool(number)]}q{' '.join(spans)}" for number, spans in enumerate(lines)]
    document = read("\n\n".join(["Before", end.join(written)]))
    for found in document.body.blocks[1:]:
        for word in re.finditer(r"[abcdeéλω]{2,}", found.text):
            place = found.place_of(*word.span())
            assert written[place.line - 3][place.column - 1 : place.end_column - 1] == word[0]


def test_blocks_say_what_they_are() -> None:
    text = """# Title

Intro **bold** [link](a.md) `code` {{ facts.x }}

## Part

1. One
   1. Inner
2. Two

- bullet

:::steps
- first
:::

> [!WARNING] Hot
> Water
"""
    blocks = read(text).body.blocks
    assert [(b.kind, b.text, b.level, b.number, b.depth, b.section) for b in blocks] == [
        ("heading", "Title", 1, "", 0, -1),
        ("paragraph", "Intro bold link code {{ facts.x }}", 0, "", 0, -1),
        ("heading", "Part", 2, "", 0, 0),
        ("item", "One", 0, "1", 1, 0),
        ("item", "Inner", 0, "1.1", 2, 0),
        ("item", "Two", 0, "2", 1, 0),
        ("item", "bullet", 0, "", 1, 0),
        ("item", "first", 0, "1", 1, 0),
        ("title", "Hot", 0, "", 0, 0),
        ("paragraph", "Water", 0, "", 0, 0),
    ]
    assert [(mark.kind, blocks[1].text[mark.start : mark.end]) for mark in blocks[1].marks] == [
        ("strong", "bold"),
        ("link", "link"),
        ("code", "code"),
        ("fact", "{{ facts.x }}"),
    ]
    assert [b.ordered for b in blocks if b.kind == "item"] == [True, True, True, False, False]
    assert [b.steps for b in blocks if b.kind == "item"] == [False, False, False, False, True]
    items = [b.list_id for b in blocks if b.kind == "item"]
    assert items[0] == items[2] and len(set(items)) == 4
    assert blocks[-1].inside == ("warning",)


def test_a_list_can_be_exempt() -> None:
    assert block("{.list}\n1. a", "item").exempt
    assert not block("1. a", "item").exempt


def test_the_outline_holds_what_links_and_proofs_need() -> None:
    outline = read(
        "# T\n\n## A {#own}\n\n1. Do {#it}\n2. [l](b.md#x) <a@b.org>\n\n![i](c.png)\n\n{{ facts.f }}\n\n"
        '{{ include "_x.md" }}\n\n:::video\nsource: v.mp4\ncaptions: v.vtt\n\nWords\n:::\n'
    ).record.outlines["customer"]
    assert [(heading.level, heading.text, heading.anchor, heading.own_anchor) for heading in outline.headings] == [
        (2, "A", "own", True)
    ]
    assert [anchor for anchor, _ in outline.anchors] == ["t", "own", "it", "step-2"]
    assert [(link.target, link.text, link.place.line) for link in outline.links] == [
        ("b.md#x", "l", 6),
        ("mailto:a@b.org", "a@b.org", 6),
    ]
    assert [image.target for image in outline.images] == ["c.png"]
    assert [fact.name for fact in outline.facts] == ["facts.f"]
    assert [include.target for include in outline.includes] == ["_x.md"]
    assert [(video.source, video.captions) for video in outline.videos] == [("v.mp4", "v.vtt")]


# ------------------------------------------------------------------------------------------- whatever comes

MARKDOWNISH = st.text(alphabet="ab1 \n\n\t#*_`~>-+.:|[](){}<>!&\\/\"'=%^?;x\0\ufeffλ", max_size=120)
PARTS = st.lists(
    st.sampled_from(
        [
            "\n", "\n\n", " ", "    ", "> ", "- ", "1. ", "3. ", "# ", "```\n", ":::staff\n", ":::customer\n",
            ":::\n",
            "::::note x\n", ":::steps\n", ":::video\n", ":::tabs\n", '=== "T"\n', '!!! note "x"\n', "??? tip\n",
            "<!--", "-->", "{{ facts.a }}", '{{ include "a" }}\n', "{{", "}}", "{% x %}", "<b>", "</b>", "<div>\n",
            "</div>\n", "<table>", "<td>", "<a href=x>", "<script>", "</script>\n", "<img src=x id=b>",
            "<details id=a>",
            "# a\n", "## b\n", "<a name=b>", "{#a}\n",
            "| a | b |\n", "|---|---|\n", "[^1]", "[^1]: ", "[a](b.md)", "![a](b.png)", "[a", "](", "{#id}",
            "{.list}\n", "- [ ] ", "Term\n: ", "***", "`", "word", "[x]: y\n", "[x]",
            "<!-- sopgen: ignore a because b -->\n",
            "---\n", "===\n", "[TOC]\n", "> [!NOTE] t\n", "\\", "&amp;", "<p>", "<br>", "</p>",
        ]
    ),
    max_size=25,
).map("".join)  # fmt: skip


class Balance(HTMLParser):
    """Fails where an element is closed that is not the innermost open one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in VOID and tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def filled(document: Document, audience: str) -> str:
    out = []
    for piece in document.body.views[audience]:  # type: ignore[index]  # an audience by name
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, LinkRef):
            out.append("<a" + "".join(f' {key}="{html_module.escape(v)}"' for key, v in piece.attributes) + ">")
        elif isinstance(piece, ImageRef):
            out.append("<img" + "".join(f' {key}="{html_module.escape(v)}"' for key, v in piece.attributes) + ">")
        elif isinstance(piece, FactRef):
            out.append("fact")
        else:
            out.append("<div>include</div>" if isinstance(piece, IncludeRef) else "<video></video>")
    return "".join(out)


@settings(max_examples=400, deadline=None)
@given(st.one_of(MARKDOWNISH, PARTS), st.sampled_from(["escape", "sanitise"]), st.booleans())
@example(":::staff\n<img src=x>", "sanitise", False)
@example("[^1]:- [^1]:", "escape", False)
@example("```", "escape", False)
@example("<p><a name=b><p>\n", "sanitise", False)
@example("<p><b id=b>x<p>\n", "sanitise", False)
def test_nothing_brings_it_down(text: str, html: str, snippet: bool) -> None:
    document = read(text, html, snippet=snippet)
    for audience in ("staff", "customer"):
        shown = filled(document, audience)
        balance = Balance()
        balance.feed(shown)
        balance.close()
        assert not balance.open
        assert "\0" not in shown
        assert not re.search(r"<script|<!--|onclick|data-hole", shown)
        ids = re.findall(r' id="([^"]*)"', shown)
        anchors = [anchor for anchor, _ in document.record.outlines[audience].anchors]  # type: ignore[index]
        assert len(ids) == len(set(ids))
        assert set(ids) <= set(anchors)
    lines = text.replace("\r\n", "\n").split("\n")
    for found in document.body.blocks:
        assert 1 <= found.place.line <= len(lines)
        assert found.place.column <= len(lines[found.place.line - 1]) + 1
        assert [spot[0] for spot in found.spots] == sorted(spot[0] for spot in found.spots)
    for finding in document.record.findings:
        assert 1 <= finding.place.line <= len(lines) + 1


@given(st.binary(max_size=60))
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert parse(Source("a.md", "a", "en", data, ""), ParseOptions()).record.path == "a.md"


@pytest.mark.parametrize(
    "text", ["> " * 300 + "a", "- " * 300 + "a", "[" * 5000, "*" * 5000, "<div>" * 500, ":::note\n" * 300]
)
@pytest.mark.parametrize("html", ["escape", "sanitise"])
def test_deep_nesting_is_no_danger(text: str, html: str) -> None:
    assert read(text, html).record.body_line == 1
