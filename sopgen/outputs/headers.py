"""What a host should send with the pages: the content security policy and its companions, for three kinds of host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sopgen.model import Audience, Output
from sopgen.view import Frame, Page

Headers = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they are written."""

YEAR = 31_536_000
"""Seconds that a file may be kept whose name changes with its content."""
_FOREIGN = re.compile(r'<(img|source|video)\b[^>]*?\s(?:src|poster)="((?:https?:)?//[^/"?#]+)')


def header_files(pages: Sequence[tuple[Frame, Page]], taken: Iterable[str] = ()) -> Iterator[Output]:
    """The headers of a site, as files: `_headers` (Cloudflare Pages, Netlify), `.htaccess` (Apache), `headers.nginx`.

    pages: all of the site, at least one. taken: names that the project fills itself, from `static/<site>/`.
    """
    frame = pages[0][0]
    audience = frame.audience
    sent = headers(audience, policy((page.body for _, page in pages), bool(frame.search)))
    kept = f"{'public' if audience == 'customer' else 'private'}, max-age={YEAR}, immutable"
    written = {"_headers": _for_pages(sent, kept), ".htaccess": _for_apache(sent, kept), "headers.nginx": _nginx(sent)}
    for name in sorted(written.keys() - set(taken)):
        yield Output(name, written[name].encode())


def headers(audience: Audience, policy: str) -> Headers:
    """What comes with each file of a site. Pictures and attachments of a handbook cannot say noindex: the host does."""
    common = (
        ("Content-Security-Policy", policy),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
    )
    return (*common, ("X-Robots-Tag", "noindex")) if audience == "staff" else common


def policy(bodies: Iterable[str] = (), search: bool = True) -> str:
    """The strictest content security policy (W3C CSP 3) that pages with these bodies run under.

    Nothing is inline and nothing comes from elsewhere, but for the pictures and videos of other hosts that authors
    wrote. search: whether the site has one, which runs on WebAssembly.
    """
    pictures: set[str] = set()
    videos: set[str] = set()
    for body in bodies:
        if "<video" in body:
            videos.add("'self'")
        for tag, origin in _FOREIGN.findall(body):
            (pictures if tag == "img" else videos).add(f"https:{origin}" if origin.startswith("//") else origin)
    directives = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'" if search else "'self'",
        "style-src": "'self'",
        "img-src": " ".join(["'self' data:", *sorted(pictures | videos - {"'self'"})]),
        "media-src": " ".join(sorted(videos)),
        "connect-src": "'self'",
        "font-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items() if value)


def embedded(body: str) -> str:
    """What of a body its policy depends on: as short a text that gives the same policy."""
    tags = "".join(f'{found[0]}">' for found in _FOREIGN.finditer(body))
    return f"<video>{tags}" if "<video" in body else tags


def _for_pages(sent: Headers, kept: str) -> str:
    lines = "".join(f"  {name}: {value}\n" for name, value in sent)
    return f"/*\n{lines}/assets/*\n  Cache-Control: {kept}\n"


def _for_apache(sent: Headers, kept: str) -> str:
    lines = "".join(f'  Header always set {name} "{value}"\n' for name, value in sent)
    named = r"\.[0-9a-f]{8}\.(?:css|js|json|svg)$"
    return (
        "# The host must allow this file: AllowOverride FileInfo\n"
        f"<IfModule mod_headers.c>\n{lines}"
        f'  <FilesMatch "{named}">\n    Header always set Cache-Control "{kept}"\n  </FilesMatch>\n</IfModule>\n'
    )


def _nginx(sent: Headers) -> str:
    lines = "".join(f'add_header {name} "{value}" always;\n' for name, value in sent)
    return (
        "# In the server block of this site: include …/headers.nginx;\n"
        "# and again in each location that has an add_header of its own, which forgets all others.\n"
        f"{lines}"
    )
