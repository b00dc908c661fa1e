"""Addresses inside a site: from one page to another, under any prefix, and the whole address where one is known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urlsplit

LinkStyle = Literal["folder", "file"]
_AUTHORITY = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?(?://[^/?#]*)?")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def relative_url(url: str, page_url: str, public_url: str = "", link_style: LinkStyle = "folder") -> str:
    """The link from one page to `url`: "it/customers/", "" for the root, "assets/…"; absolute ones pass as they are.

    page_url: where the link stands, from the site's root. A 404 page is served anywhere: its links start from the
    path of the public URL ("/" where there is none). link_style "file" spells the index.html.
    """
    parts = _inside(url, link_style)
    if parts is None:
        return url
    path, rest = parts
    if page_url.rsplit("/", 1)[-1] == "404.html":
        return "/".join(["", *(part for part in urlsplit(public_url).path.split("/") if part), path]) + rest
    return ("../" * page_url.count("/") + path or "./") + rest


@lru_cache(maxsize=1 << 16)
def _inside(url: str, link_style: LinkStyle) -> tuple[str, str] | None:
    """The path of a link from the site's root, and what follows it; None for one that leads elsewhere."""
    if url.startswith(("#", "//")) or urlsplit(url).scheme:
        return None
    cut = min((at for mark in "?#" if (at := url.find(mark)) >= 0), default=len(url))
    path, rest = url[:cut].lstrip("/"), url[cut:]
    if link_style == "file" and (not path or path.endswith("/")):
        path += "index.html"
    return path, rest


def file_url(path: str) -> str:
    """The address of a file: what cannot stand in one is escaped, letters of any script stay."""
    return "".join(char if char.isalnum() else quote(char, safe="/-_.~()!,+@") for char in path)


def public_url(root: str, url: str) -> str:
    """The whole address of a page, percent-encoded, "" where the site's public URL is not known."""
    return f"{root.rstrip('/')}/{quote(url, safe='/-_.~')}" if root else ""


def escaped(url: str) -> str:
    """The address with all escaped that may not stand in one; brackets only in a host."""
    head = _AUTHORITY.match(url)
    start = head.end() if head else 0
    path = _BARE_PERCENT.sub("%25", url[start:])
    pieces = (char if char.isalnum() or char in "!#$%&'()*+,-./:;=?@_~" else quote(char) for char in path)
    return url[:start] + "".join(pieces)


EDITORS = (
    ("gitlab", "{url}/-/edit/{branch}/{path}"),
    ("codeberg", "{url}/_edit/{branch}/{path}"),
    ("gitea", "{url}/_edit/{branch}/{path}"),
    ("forgejo", "{url}/_edit/{branch}/{path}"),
    ("bitbucket.org", "{url}/src/{branch}/{path}?mode=edit"),
    ("github", "{url}/edit/{branch}/{path}"),
)
"""What a repository host's name holds, and the address of its web editor."""


def editor(repository: str) -> str:
    """The template of the web editor of this repository's host, "" for a host that we do not know."""
    host = urlsplit(repository).hostname or ""
    return next((template for name, template in EDITORS if name in host), "")
