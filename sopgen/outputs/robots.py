"""robots.txt: what crawlers may fetch."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.address import public_url
from sopgen.model import Output
from sopgen.view import Frame

_STAFF = """\
# This handbook is for staff. Each of its pages says noindex, which only who may fetch it can read, so nothing is
# disallowed here. What protects it is a sign-in.
User-agent: *
Allow: /
"""


def robots_file(frame: Frame) -> Iterator[Output]:
    """robots.txt of a site; frame: of any of its languages. Crawlers read it at the root of a host only."""
    if frame.audience == "staff":
        text = _STAFF
    else:
        text = "User-agent: *\nAllow: /\n"
        if frame.public_url:
            text += f"\nSitemap: {public_url(frame.public_url, 'sitemap.xml')}\n"
    yield Output("robots.txt", text.encode())
