"""llms.txt: a help centre for programs that answer questions; what there is, and the Markdown twin of each page.

The form is that of https://llmstxt.org: a title, a quote that says what this is, lists of links below headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sopgen.address import public_url
from sopgen.edition import Edition
from sopgen.formats import language_name
from sopgen.model import Output
from sopgen.view import ChannelView, Frame, NavItem

NAME = "llms.txt"
Say = Callable[[str, str], str]
"""An interface text in a language: language and English text to the words."""


def llms_files(editions: Sequence[Edition], say: Say) -> Iterator[Output]:
    """One file for each language of a site for customers, at its home; none for staff."""
    for edition in editions:
        if edition.frame.audience == "customer":
            yield Output(f"{edition.frame.home}{NAME}", _text(edition.frame, editions, say).encode())


def _text(frame: Frame, editions: Sequence[Edition], say: Say) -> str:
    parts = [f"# {_plain(frame.title)}"]
    if frame.description:
        parts.append(f"> {_plain(frame.description)}")
    alone = [item for item in frame.navigation if not item.children]
    if alone:
        parts.append("\n".join(_lines(alone, frame)))
    for section in frame.navigation:
        if section.children:
            parts += [f"## {_plain(section.title)}", "\n".join(_lines((section,), frame))]
    ways = "\n".join(_way(way) for way in frame.contact.channels)
    contact = f"[{say(frame.language, 'All ways to reach us, with hours')}]({_twin(frame.contact.url, frame)})"
    parts += [f"## {say(frame.language, 'Reach a person')}", f"{ways}\n- {contact}"]
    others = [edition.frame for edition in editions if edition.frame.language != frame.language]
    if others:
        named = "\n".join(f"- [{language_name(o.language, o.language)}]({_url(o.home + NAME, frame)})" for o in others)
        parts += [f"## {say(frame.language, 'Language')}", named]
    return "\n\n".join(parts) + "\n"


def _lines(items: Sequence[NavItem], frame: Frame) -> Iterator[str]:
    for item in items:
        if item.url:
            about = f": {_plain(item.description)}" if item.description else ""
            yield f"- [{_plain(item.title)}]({_twin(item.url, frame)}){about}"
        yield from _lines(item.children, frame)


def _way(way: ChannelView) -> str:
    value = way.value or ", ".join(way.lines)
    said = ": ".join(part for part in (_plain(way.label or way.kind), _plain(value)) if part)
    hours = "; ".join(f"{line.days} {line.times}" for line in way.hours)
    return f"- {said}" + (f" ({hours})" if hours and not way.always else "")


def _twin(url: str, frame: Frame) -> str:
    return _url(f"{url}index.md", frame)


def _url(path: str, frame: Frame) -> str:
    """The whole address where the public one is known, else from this file's folder."""
    if frame.public_url:
        return public_url(frame.public_url, path)
    depth = frame.home.count("/")
    return "../" * depth + path if not path.startswith(frame.home) else path.removeprefix(frame.home)


def _plain(text: str) -> str:
    """Words on one line in which nothing is Markdown."""
    return re.sub(r"([\\\[\]`*_<>])", r"\\\1", " ".join(text.split()))
