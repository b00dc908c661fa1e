"""Where text is being filled in: one page of one site, and the way to what it needs."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from sopgen.address import relative_url
from sopgen.formats import direction
from sopgen.library import Library, Routes
from sopgen.model import Body, Entry
from sopgen.view import Frame


class PageScope(Struct, frozen=True):
    """Where text is being filled in: the page, its site and language, and the way to other files' bodies."""

    library: Library
    routes: Routes
    frame: Frame
    page: Entry
    url: str
    bodies: Callable[[str], Body]

    def href(self, url: str) -> str:
        return relative_url(url, self.url, self.frame.public_url, self.frame.link_style)


def in_language(language: str, around: str) -> str:
    """The attributes of an element whose text is in another language than what stands around it; "" where it is not."""
    if language == around:
        return ""
    turned = f' dir="{direction(language)}"' if direction(language) != direction(around) else ""
    return f' lang="{language}"{turned}'
