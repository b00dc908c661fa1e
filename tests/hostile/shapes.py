"""Texts that keep a reader busy: what is known to do so for readers of CommonMark and YAML, and for ours. By size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import isqrt

Shape = Callable[[int], str]
PARAGRAPH = 9_900
"""Characters of a paragraph that is still read."""


def _times(piece: str) -> Shape:
    return lambda size: piece * (size // len(piece))


def _lines(line: Callable[[int], str], length: int) -> Shape:
    return lambda size: "\n".join(map(line, range(size // length)))


REPEATED = (
    "a_ ", "_a ", "a]", "[a", "*a_ ", "*_", "**", "[ a_", "[ (](", "![[]()", "> - ", "- ", "1. ", ">",
    "abc\x00de", "[a](<b", "[a](b", "</", "<!--", "<!-- ", "a <!-- --> ", "<!--\n", "a <?", "a <!A ",
    "a <![CDATA[", "<a ", '<a b="', "<div>\n", "<div>\n\n", "</div>\n\n", "<script>\n", "|", "|-|\n", "\\|",
    "|a|b|\n|-|-|\n\n", "[a]: b\n", "[a]: <b\n", "[a]: b 'c\n", "[a](", "[a](( ", "a\n==\n", "# a\n",
    "## a b c\n\n", "---\n", "* * * * *\n", "-\n", "- a\n", "- a\n\n", "1. a\n", "ab cd. ", "a", " ", "\t",
    "\n", "&amp;", "&a", "&#", "\\", "[^a]", "[^a]: ", "^[", "[^", "{", "{{ ", "{{ facts.x }} ",
    "{{ facts.cancellation_fee }} ", "a {#b} ", "{#b\n", "{.a}\n", "# a {#", ":::staff\n",
    ":::staff\na\n:::\n\n", ":::\n", ":", "::staff\n", ":::staf\n", "!!! note\n", '=== "a"\n',
    "> [!NOTE]\n> a\n\n", "a\n: b\n\n", ": b\n", ": ", "http://a.b ", "http://", "www.a.b ", "a@b.c ", "a@",
    "a.b-c_d+", "<http:", "```\n", "```a\n~~~b\n", "~", "~~a ", "~~a~ ", "![a](b.png)\n", "![a](b.png) ",
    "[a](b.md) ", '{{ include "x.md" }}\n\n', '{{ include "_s/x.md" }}\n\n', "{% a %}", "{% ", "<% ", "{{<",
    "15 EUR 16.00 ", "1", "1,", "1_", "1.1_", "+39 02 5550 0130 ", "2026-01-01 ", '"a ', "“a ", ".", "-", "a, ",
    "AB CD ", "A", "\xa0", "a\u200d", "́", "\u202e", "Καλημέρα σας. ", "你好世界", "👩\u200d👧 ", "a-", "l'", "'a",
    "_", "*", "* ", "+ ", "+\n", "- a\n+ b\n* c\n", ":::decision\n", "- [ ] a\n", "- [x", "a  \n", "a\r", "\r",
    ":::picture\n", ":::tabs\n", ":::did-it-work\n", "[[toc]]\n", "[[a", "{{ video a.mp4 }}\n\n", "<\n", "<b>",
    "<a x=x>", "++a", "$a", "Take it; ", "<!-- sopgen: ignore all because a -->\n\n", "(", ")", "()", "[]", "�",
    "\x0b", "é", "é", "The guest comes. ",
)  # fmt: skip
OTHERS: Mapping[str, Shape] = {
    "strong in strong": lambda size: "*a **a " * (size // 14) + "b" + " a** a*" * (size // 14),
    "brackets in brackets": lambda size: "[" * (size // 2) + "a" + "]" * (size // 2),
    "brackets of a target": lambda size: "[a](" + "(" * (size // 2) + ")" * (size // 2) + ")",
    "lists in lists": _lines(lambda n: "  " * (n % 60) + "* a", 64),
    "longer backticks": lambda size: "".join("e" + "`" * n for n in range(isqrt(2 * size))),
    "closed stars": lambda size: "a**b" + "c* " * (size // 3),
    "a wide table": lambda size: "\n".join(
        ("|" + "a|" * (size // 6), "|" + "-|" * (size // 6), "|" + "a|" * (size // 6))
    ),
    "many wide rows": lambda size: "|" + "a|" * 50 + "\n|" + "-|" * 50 + "\n" + "a\n" * (size // 120),
    "a long table": lambda size: "|a|b|\n|-|-|\n" + "|a|b|\n" * (size // 6),
    "code in a table": lambda size: "|a|\n|-|\n|" + "`\\|" * (size // 3),
    "definitions": _lines(lambda n: f"[r{n}]: u{n}", 14),
    "one definition, used": lambda size: "[a]: " + "b" * 900 + "\n\n" + "[a] " * (size // 4 - 230),
    "a long title": lambda size: "[a]: b '" + "c\n" * (size // 2),
    "a long heading": lambda size: "a\n" * (size // 2) + "===",
    "numbers": _lines(lambda n: f"{n + 1}. Do it.", 14),
    "spaces between": lambda size: "a" + " " * size + "a",
    "footnotes": _lines(lambda n: f"a[^{n}]\n\n[^{n}]: a\n", 24),
    "attributes": lambda size: "# a {" + "a=b " * (size // 4) + "}",
    "blocks in blocks": lambda size: "".join(":" * (n + 3) + "staff\n" for n in range(isqrt(2 * size), 0, -1)),
    "notes in notes": lambda size: "\n".join("    " * n + "!!! note" for n in range(isqrt(size // 2))),
    "tabs in tabs": lambda size: "\n".join("    " * n + '=== "a"' for n in range(isqrt(size // 2))),
    "call-outs in call-outs": lambda size: "".join("> " * n + "[!NOTE]\n" for n in range(1, isqrt(size))),
    "brackets of an address": lambda size: "http://a.b/" + "(" * (size // 2) + ")" * (size // 2),
    "closing brackets of an address": lambda size: "http://a.b/" + ")" * size,
    "entities of an address": lambda size: "http://a.b/" + "&a;" * (size // 3),
    "dots of an address": lambda size: "http://" + "a." * (size // 2),
    "a long e-mail address": lambda size: "a" * (size // 2) + "@" + "b" * (size // 2),
    "dots of an e-mail address": lambda size: "a." * (size // 2) + "@b",
    "links to nowhere": _lines(lambda n: f"[a](page-{n}.md)", 18),
    "anchors of nothing": _lines(lambda n: f"[a](#h{n})", 12),
    "headings, and anchors of none": _lines(lambda n: f"# h{n}\n\n[a](#hh{n})\n", 24),
    "steps": _lines(lambda n: f"{n + 1}. Take the bucket, then fill the bucket and close the door.", 65),
    "a decision": lambda size: (
        ":::decision\n"
        + "".join(f"## q{n}\n\nAsk?\n\n- Yes: go to q{n + 1}\n- No: [x](#q{n + 1})\n\n" for n in range(size // 60))
        + ":::"
    ),
    "blocks that are never closed": _lines(lambda n: f":::details {n}", 18),
    "blocks that nothing fits": lambda size: ":::::details\n" * (size // 26) + ":::\n" * (size // 8),
    "misspelt blocks": _lines(lambda n: f":::staf{n}", 12),
    "blocks for others": _lines(lambda n: f":::customer\n{n}\n:::\n", 24),
    "prices in rows": lambda size: "|a|Price|\n|-|-|\n" + "|a|15 EUR|\n" * (size // 11),
    "prices in columns": lambda size: "\n".join(
        ("|Price" * (size // 17), "|-" * (size // 17), "|15 EUR" * (size // 17))
    ),
    "headings of no end": _lines(lambda n: f"## Step {n}", 13),
    "procedures in procedures": _lines(lambda n: f"{'   ' * (n % 9)}{n % 9 + 1}. Take it.", 28),
    "includes": _lines(lambda n: f'{{{{ include "_s/{n}.md" }}}}\n', 30),
    "terms": lambda size: "A co-worker greets a colleague. " * (size // 32),
    "own attributes": _lines(lambda n: f"# a {{#h{n} .c{n}}}", 20),
    "comments of exemptions": _lines(lambda n: f"<!-- sopgen: ignore rule-{n} because a -->\n", 46),
    "definitions that nobody uses, in quotes": _lines(lambda n: f"> [r{n}]: u{n}\n", 17),
    "one name, defined again": _lines(lambda n: f"[a]: u{n}", 11),
    "links to one name": lambda size: "[a]: b\n\n" + "[a][] " * (size // 6),
    "questions": lambda size: (
        ":::decision\n"
        + "".join(f"## q{n}\n\nAsk?\n\n- Yes: go to q{n * 2}\n- No: go to q{n * 2 + 1}\n\n" for n in range(size // 60))
        + ":::"
    ),
    "raw elements": _lines(lambda n: f'<span id="a{n}">b</span>', 26),
    "raw tables": lambda size: "<table><tr><td>" * (size // 15),
    "raw details": lambda size: "<details>\n\n" * (size // 11),
    "raw formatting": lambda size: "<b><i><p>" * (size // 9),
    "raw attributes": lambda size: "<p " + " ".join(f"a{n}=b" for n in range(size // 8)) + ">",
    "words": _lines(lambda n: f"w{n}", 7),
}
SHAPES: Mapping[str, Shape] = {**{repr(piece): _times(piece) for piece in REPEATED}, **OTHERS}


def parted(text: str) -> str:
    """A text with an empty line wherever a paragraph would become too long to be read."""
    return "\n".join(_parted(text))


def _parted(text: str) -> Iterator[str]:
    length = 0
    for line in text.split("\n"):
        for start in range(0, max(len(line), 1), PARAGRAPH):
            piece = line[start : start + PARAGRAPH]
            if length and length + len(piece) > PARAGRAPH:
                yield ""
                length = 0
            yield piece
            length = length + len(piece) + 1 if piece.strip() else 0
