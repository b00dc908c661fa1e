"""The same parser, sooner done: each rule is asked only where a line or a character begins as the rule wants it.

markdown-it asks every rule at every line and every character that may mean something; nearly all of them look at one
character and say no. Here that character is looked at once. What comes out is the same: the tests compare every text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sopgen.markdown.length import is_full
from sopgen.markdown.places import Env, PlacedParser, as_written, too_long

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

LINES = {
    "admonition": "!?",
    "attribute_line": "{",
    "blockquote": ">",
    "comment_block": "<",
    "container": ":",
    "fence": "`~",
    "footnote_def": "[",
    "heading": "#",
    "hidden_line": "\0",
    "hr": "*-_",
    "html_block": "<",
    "include": "{",
    "list": "*+-0123456789",
    "reference": "[",
    "tabs": "=",
}
"""By block rule, the characters with which a line can begin that it is for. Others are asked at every line."""

CHARACTERS = {
    "after_inline": "{",
    "autolink": "<",
    "autolink_mail": "@",
    "autolink_url": ":",
    "backticks": "`",
    "comment_inline": "<",
    "emphasis": "*_",
    "entity": "&",
    "escape": "\\",
    "fact": "{<",
    "footnote_ref": "[",
    "html_inline": "<",
    "image": "!",
    "link": "[",
    "newline": "\n",
    "strikethrough": "~",
    "undefined_footnote": "[",
}
"""By inline rule, the characters at which it can begin. All other text is skipped, but for `]`, where a label ends."""

_PAIRS = re.compile(r"[*_~]")
_SPECIAL = re.compile(f"[{re.escape(''.join(sorted({*''.join(CHARACTERS.values()), ']'})))}]")


class _LineRules(Ruler[BlockRule]):
    """The block rules of another ruler: each chain is one rule, which asks those that the line may be for."""

    def __init__(self, ruler: Ruler[BlockRule]) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        self._chains: dict[str, list[BlockRule]] = {}

    def getRules(self, chainName: str = "") -> list[BlockRule]:
        chain = self._chains.get(chainName)
        if chain is None:
            rules = [rule for rule in self.__rules__ if rule.enabled and (not chainName or chainName in rule.alt)]
            ask = _by_line([(rule.name, rule.fn) for rule in rules])
            chain = self._chains[chainName] = [ask] if chainName else [is_full, ask]
        return chain


def _by_line(rules: Sequence[tuple[str, BlockRule]]) -> BlockRule:
    every = tuple(rule for _, rule in rules)
    others = tuple(rule for name, rule in rules if name not in LINES and name != "code")
    letters = {letter for name, _ in rules for letter in LINES.get(name, "")}
    of_letter = {
        letter: tuple(rule for name, rule in rules if letter in LINES.get(name, letter) and name != "code")
        for letter in letters
    }
    of_letter |= {"": every, "\n": every}

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if state.sCount[line] - state.blkIndent >= 4:
            asked = every
        else:
            at = state.bMarks[line] + state.tShift[line]
            asked = of_letter.get(state.src[at : at + 1], others)
        for rule in asked:  # noqa: SIM110  # any() would cost a generator for each line
            if rule(state, line, end, silent):
                return True
        return False

    return ask


class _CharacterRules(Ruler[InlineRule]):
    """The inline rules of another ruler as one, which asks those that the character may be for."""

    def __init__(self, ruler: Ruler[InlineRule]) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        rules = [(rule.name, rule.fn) for rule in self.__rules__ if rule.enabled]
        self._chain = [_by_character(rules)]

    def getRules(self, chainName: str = "") -> list[InlineRule]:
        return self._chain


def _by_character(rules: Sequence[tuple[str, InlineRule]]) -> InlineRule:
    (_, text), *others = rules
    of_letter = {
        letter: tuple(rule for name, rule in others if letter in CHARACTERS[name])
        for letter in {*"".join(CHARACTERS.values()), "]"}
    }

    def ask(state: StateInline, silent: bool) -> bool:
        asked = of_letter.get(state.src[state.pos])
        if asked is None:
            return text(state, silent)
        for rule in asked:  # noqa: SIM110  # as above
            if rule(state, silent):
                return True
        return False

    return ask


class _QuickInline(PlacedParser):
    """Text without anything special is one token; without marks that stand in pairs nothing has to be paired."""

    def __init__(self, inline: PlacedParser) -> None:
        super().__init__()
        self.ruler, self.ruler2 = _CharacterRules(inline.ruler), inline.ruler2
        self.terminator_re = _SPECIAL
        self._join = self.ruler2.getRules("")[-1]

    def parse(self, src: str, md: MarkdownIt, env: Env, tokens: list[Token]) -> list[Token]:
        if not _SPECIAL.search(src) or too_long(src):
            if src:
                tokens.append(as_written(src))
            return tokens
        if _PAIRS.search(src):
            return super().parse(src, md, env, tokens)
        state = self.read(src, md, env, tokens)
        self._join(state)
        return state.tokens


def quickened(md: MarkdownIt) -> MarkdownIt:
    """A parser whose rules are all there, changed so that each is asked only where it may have something to say."""
    assert isinstance(md.inline, PlacedParser)
    md.inline = _QuickInline(md.inline)
    md.block.ruler = _LineRules(md.block.ruler)
    return md
