"""Reads finished files as a browser does, and names what could run a script or leave the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

LOADED = ("script", "link", "img", "video", "source", "track", "audio", "iframe", "object", "embed")
BY_NAME = ("canonical", "alternate")
"""What a `<link>` names without fetching it."""
NEVER = (
    "iframe,object,embed,base,frame,frameset,applet,math,form:not(.search)[action],[formaction],[srcdoc],"
    "[style*=boom],animate,set"
)
_SCHEMES = re.compile(r"(?:https?|mailto|tel|sms|geo|ftps?|viber|whatsapp):", re.I)
_JUNK = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")


def _leads_astray(address: str) -> bool:
    """Whether a browser takes an address for one that runs something, or for another host's without saying so."""
    seen = _JUNK.sub("", address)
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", seen):
        return not _SCHEMES.match(seen)
    return re.match(r"[/\\]{2}", seen) is not None


def faults(folder: Path) -> Iterator[str]:
    """What is wrong in the files below a folder, one line each."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in (".html", ".htm"):
            yield from (f"{name}: {fault}" for fault in page_faults(path.read_text("utf-8")))
        elif path.suffix == ".xml":
            ElementTree.parse(path)
        elif path.suffix in (".json", ".webmanifest"):
            json.loads(path.read_bytes())


def page_faults(html: str) -> Iterator[str]:
    tree = LexborHTMLParser(html)
    for node in tree.css("*"):
        tag, attributes = node.tag, node.attributes
        for name, value in attributes.items():
            if name.startswith("on"):
                yield f"<{tag} {name}={value!r}>"
            if name in ("href", "src", "action", "poster", "data", "xlink:href", "background", "cite", "srcset"):
                if _leads_astray(value or ""):
                    yield f"<{tag} {name}={value!r}>"
                elif tag in LOADED and ":" in (value or "").partition("/")[0] and attributes.get("rel") not in BY_NAME:
                    yield f"<{tag}> loads {value!r}"
        if tag == "script":
            kind = attributes.get("type", "")
            if kind in ("application/ld+json", "application/json"):
                json.loads(node.text())
            elif node.text().strip() or "src" not in attributes:
                yield f"a script in the page: {node.text()[:80]!r}"
        if tag == "style" and "boom" in node.text():
            yield "words in a style sheet"
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            target = (attributes.get("content") or "").partition("url=")[2]
            if _leads_astray(target):
                yield f"a refresh to {target!r}"
    for node in tree.css(NEVER):
        yield f"<{node.tag}> {node.attributes}"
