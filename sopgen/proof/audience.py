"""What is for staff is in no file of a customer site: the finished files are searched for it, whatever made them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from sopgen.audience import Secret
from sopgen.model import Finding, Output, Place
from sopgen.proof.texts import text_of

RULE = "audience-leak"
_REMEMBERED = 200_000
_KNOWN_BY = 8
"""Digits at its end by which a number is known without the code of its country."""
_NO_DIGITS = bytes(byte for byte in range(256) if not chr(byte).isdigit() or byte > 127)
_FIRST_DIGIT = re.compile(r"\d")
_PART_MARKS = "·|–—"
_BETWEEN = re.compile(r"[<>\"\n\r\t]+")
_PARTS = re.compile(r"\s[·|–—]\s")
_NUMBER = re.compile(r"\+?\(?\d(?:[\s.()/\u00a0\u202f-]{0,3}\d){5,}")
_WRITTEN_NUMBER = re.compile(r"\+?[\d\s.()/\u00a0\u202f-]+")
_CODE = re.compile(r"(?=\D*\d)[\w.]+(?:[-/_][\w.]+)*")
_AROUND_NUMBERS = " \t\r\u00a0\u202f.()/+-"
_TAG = re.compile(r"<[^<>]*>")
_TOKEN = re.compile(r"\w[\w.]*(?:[-/_][\w.]+)*")


class Search(Struct, frozen=True):
    """What to look for, by the way it is looked for; each with what it is. canaries: in lower case.

    starts: of all codes, up to their first digit; endings: of all numbers. A text with none of them has no code, no
    number.
    """

    whole: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    canaries: Mapping[str, str] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.whole or self.codes or self.numbers or self.addresses or self.canaries)


def make_search(secrets: Iterable[Secret]) -> Search:
    """Sorts secrets by how each can be found without false alarm:

    - a canary: anywhere, in any case, also across tags, lines and in the addresses of links;
    - a telephone number of six digits or more: its digits, however they are grouped;
    - an e-mail or web address: anywhere, in any case;
    - a code, one word with a digit in it such as SOP-012: as a word;
    - all else of more than one word, such as titles: as the whole of a text, an attribute, a part of a window title.
      A single word is not looked for: what one says, many say.
    """
    whole: dict[str, str] = {}
    codes: dict[str, str] = {}
    numbers: dict[str, str] = {}
    addresses: dict[str, str] = {}
    canaries: dict[str, str] = {}
    for text, what, canary in secrets:
        text = _plain(text)
        digits = re.sub(r"\D", "", text)
        if canary:
            canaries.setdefault(text.lower(), what)
        elif _WRITTEN_NUMBER.fullmatch(text):
            if len(digits) >= 6:
                numbers.setdefault(digits, what)
        elif "@" in text or "://" in text:
            addresses.setdefault(text.lower(), what)
        elif _CODE.fullmatch(text):
            codes.setdefault(text, what)
        elif re.search(r"\W", text):
            whole.setdefault(text, what)
    starts = frozenset(_FIRST_DIGIT.split(code, maxsplit=1)[0] for code in codes)
    endings = frozenset(digits.lstrip("0")[-_KNOWN_BY:] for digits in numbers)
    return Search(whole, codes, numbers, addresses, canaries, starts, endings)


def audience_faults(site: str, output: Output, search: Search, clean: set[str] | None = None) -> Iterator[Finding]:
    """A finding for each secret that a file of the site holds, or has in its name.

    clean: remembers lines that hold none, which is most of what pages share; give the same to all files of a site.
    """
    if not search:
        return
    clean = set() if clean is None else clean
    text = text_of(output)
    lines = [line for line in text.split("\n") if line not in clean]
    found = _found("\n".join(lines), search) if lines else set()
    if not found and len(clean) < _REMEMBERED:
        clean.update(line for line in lines if not _may_be_half(line))
    found |= set(_canaries(f"{output.path} {text}", search.canaries))
    found |= _found(output.path.replace(".", " "), replace(search, numbers={}, endings=frozenset()))
    for secret, what in sorted(found):
        made = f" (template {output.template})" if output.template else ""
        yield Finding(
            Place(f"{site}/{output.path}"),
            RULE,
            f"{site}/{output.path}{made} holds “{secret}”: {what}, which is for staff only",
            "take it out of the text that customers read, or put the sentence into a `:::staff` block",
        )


def _found(text: str, search: Search) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    if search.whole:
        pieces = {piece.strip() for piece in _BETWEEN.split(text)}
        if any(mark in text for mark in _PART_MARKS):
            pieces |= {part for piece in pieces if _PARTS.search(piece) for part in _PARTS.split(piece)}
        pieces |= {_plain(html.unescape(piece)) for piece in pieces if "&" in piece or not piece.isascii()}
        found |= {(secret, search.whole[secret]) for secret in pieces & search.whole.keys()}
    if search.codes or search.addresses or search.numbers:
        text = html.unescape(text) if "&" in text else text
    if any(start in text for start in search.starts):
        words = set(_TOKEN.findall(text))
        words |= {part for word in words if "/" in word for part in word.split("/")}
        words |= {word.rstrip(".") for word in words if word.endswith(".")}  # at the end of a sentence
        found |= {(code, search.codes[code]) for code in words & search.codes.keys()}
    if search.addresses:
        lower = text.lower()
        found |= {(address, what) for address, what in search.addresses.items() if address in lower}
    if _has_ending(text, search.endings):
        runs = {re.sub(r"\D", "", run) for run in _NUMBER.findall(text)}
        found |= {(digits, what) for digits, what in search.numbers.items() if any(_same(digits, run) for run in runs)}
    return found


def _canaries(text: str, canaries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The canaries that a text holds, however it is marked up or escaped."""
    if canaries:
        words = html.unescape(_TAG.sub("", text))
        forms = [_plain(one).lower() for one in (text, html.unescape(text), words, unquote(text))]
        yield from ((one, what) for one, what in canaries.items() if any(one in form for form in forms))


def _may_be_half(line: str) -> bool:
    """Whether a line begins or ends with digits: the others of a number may stand on another line."""
    bare = line.strip(_AROUND_NUMBERS)
    return bare[:1].isdigit() or bare[-1:].isdigit()


def _has_ending(text: str, endings: frozenset[str]) -> bool:
    """Whether the digits of a text, whatever stands between them, hold one of these."""
    digits = text.encode("ascii", "ignore").translate(None, _NO_DIGITS).decode() if endings else ""
    return any(ending in digits or not ending.isascii() for ending in endings)


def _same(number: str, run: str) -> bool:
    """Whether digits on a page are this number, with or without the code of the country or its leading 0."""
    bare, run = number.lstrip("0"), run.lstrip("0")
    return bare in run or (len(run) >= _KNOWN_BY and bare.endswith(run))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
