"""Every page carries the contact block: visible, inside the landmarks, complete, in the order of its language."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sopgen.contact.carried import leads_to, without_pages
from sopgen.model import Finding, Output, Place
from sopgen.view import ChannelView, ContactBlock

RULE = "contact-block"
_LANDMARK = {"header": "banner", "footer": "contentinfo"}
# A <header> or <footer> inside one of these belongs to it, and is no landmark of the page.
_SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
# What these hold is shown in part of the browsers only, or to nobody.
_UNSEEN = frozenset({"head", "noscript", "script", "style", "template"})


Known = dict[tuple[str, str, str], tuple[str, ...]]
"""What was found in a container, by language, name and HTML: most pages of a site have the very same one."""


def contact_faults(
    site: str,
    output: Output,
    tree: LexborHTMLParser,
    contacts: Mapping[str, ContactBlock],
    known: Known | None = None,
) -> Iterator[Finding]:
    """One finding for a page that does not keep the contract; it says all that is missing.

    contacts: by the language of `<html lang>`. The block is known by `data-contact="header"` and `"footer"`, each
    channel in it by `data-channel="ID"`. known: remembers from page to page, give the same to all pages of a site.
    """
    known = {} if known is None else known
    html = tree.css_first("html")
    language = (html.attributes.get("lang") if html else None) or ""
    contact = contacts.get(language)
    if contact is None:
        missing = [f'<html lang="{language}"> is no language of this site']
    else:
        missing = []
        for name, faults in (("header", _header_faults), ("footer", _footer_faults)):
            container, fault = _container(tree, name)
            if container is None:
                missing.append(fault)
                continue
            key = language, name, without_pages(container.html or "", (contact.first, *contact.channels))
            if key not in known:
                known[key] = tuple(faults(container, contact))
            missing.extend(known[key])
            if name == "header" and not _has_link(container, contact.url, output.path):
                missing.append("the header has no link to the contact page")
    if missing:
        made = f" (template {output.template})" if output.template else ""
        message = f"page {site}/{output.path}{made} does not carry the contact block: {'; '.join(missing)}"
        hint = (
            'keep `data-contact="header"` in the header and `data-contact="footer"` in the footer, with the channels '
            "of frame.contact, as templates/base.html of the built-in theme has them"
        )
        yield Finding(Place(f"{site}/{output.path}"), RULE, message, hint)


def _header_faults(container: LexborNode, contact: ContactBlock) -> Iterator[str]:
    channels = _channels(container)
    if contact.order:
        if not channels or channels[0][0] != contact.first.id:
            shown = f"not {channels[0][0]}" if channels else "but none is shown"
            yield f"the header should show channel {contact.first.id} first, {shown}"
        else:
            yield from _channel_faults("header", channels[0][1], contact.first)


def _has_link(container: LexborNode, url: str, path: str) -> bool:
    links = container.css("a[href]")
    return any(_leads_to(link.attributes["href"] or "", url, path) and not _unseen(link, container) for link in links)


def _footer_faults(container: LexborNode, contact: ContactBlock) -> Iterator[str]:
    channels = _channels(container)
    shown = tuple(id for id, _ in channels)
    if shown != contact.order:
        lost = [id for id in contact.order if id not in shown]
        extra = [id for id in shown if id not in contact.order]
        if lost:
            yield f"the footer lacks {_named(lost)}"
        if extra:
            yield f"the footer shows {_named(extra)}, which this page's readers do not have"
        if not lost and not extra:
            yield f"the footer shows the channels as {', '.join(shown)}; the order is {', '.join(contact.order)}"
    views = {view.id: view for view in contact.channels}
    for id, node in channels:
        if id in views:
            yield from _channel_faults("footer", node, views[id])


def _channel_faults(where: str, node: LexborNode, view: ChannelView) -> Iterator[str]:
    text = _visible_text(node)
    if not text:
        yield f"channel {view.id} in the {where} has no text"
    if not view.href:
        return
    links = [node, *node.css("a[href]")] if node.tag == "a" else node.css("a[href]")
    if not any(leads_to(link.attributes.get("href") or "", view) and not _unseen(link, node) for link in links):
        yield f"channel {view.id} in the {where} has no link to {view.href}"
    if view.href.startswith(("tel:", "mailto:")) and _words(view.value) not in text:
        yield f"channel {view.id} in the {where} does not show {view.value}"


def _container(tree: LexborHTMLParser, name: str) -> tuple[LexborNode | None, str]:
    """The container of this name that readers see, else what is wrong."""
    found = tree.css(f'[data-contact="{name}"]')
    if not found:
        return None, f'there is no element with data-contact="{name}"'
    seen = [node for node in found if not _unseen(node, None)]
    if not seen:
        return None, f'the element with data-contact="{name}" is hidden'
    inside = [node for node in seen if _in_landmark(node, name)]
    if not inside:
        return None, f'the element with data-contact="{name}" is not inside the page\'s <{name}>'
    return inside[0], ""


def _channels(container: LexborNode) -> list[tuple[str, LexborNode]]:
    """(id, element) of the channels that readers see, in the order of the page."""
    nodes = container.css("[data-channel]")
    return [(node.attributes["data-channel"] or "", node) for node in nodes if not _unseen(node, container)]


def _unseen(node: LexborNode, top: LexborNode | None) -> bool:
    """Whether this element or one around it, up to and without `top`, is kept from some or all readers."""
    at: LexborNode | None = node
    below: LexborNode | None = None
    while at is not None and at.tag not in ("html", "-undef") and not (top is not None and at.mem_id == top.mem_id):
        given = at.attributes
        if at.tag in _UNSEEN or given.keys() & {"hidden", "inert", "popover"} or given.get("aria-hidden") == "true":
            return True
        if at.tag == "dialog" and "open" not in given:
            return True
        if at.tag == "details" and "open" not in given and (below is None or below.tag != "summary"):
            return True
        style = (given.get("style") or "").replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style:
            return True
        below, at = at, at.parent
    return False


def _in_landmark(node: LexborNode, name: str) -> bool:
    at: LexborNode | None = node
    found = False
    while at is not None:
        role = at.attributes.get("role") if at.is_element_node else None
        if role == _LANDMARK[name]:
            return True
        if found and at.tag in _SECTIONS:
            found = False
        if at.tag == name and role is None:
            found = True
        at = at.parent
    return found


def _visible_text(node: LexborNode) -> str:
    pieces = [
        piece.text_content or ""
        for piece in node.traverse(include_text=True)
        if piece.is_text_node and piece.parent is not None and not _unseen(piece.parent, node)
    ]
    return _words("".join(pieces))


def _words(text: str) -> str:
    """Text with every kind of space made one plain space, and without the marks that only allow a line to break."""
    return " ".join(text.replace("\xad", "").replace("\u200b", "").replace("\u2060", "").split())


def _leads_to(href: str, url: str, path: str) -> bool:
    """Whether a link on the page at `path` leads to the page `url`, both from the site's root."""
    wanted = url if not url or url.endswith("/") else url + "/"
    target = unquote(href.partition("#")[0].partition("?")[0]).removesuffix("index.html")
    if path.rpartition("/")[2] == "404.html" and target.startswith("/"):
        return target.endswith(f"/{wanted}")
    here = path.rpartition("/")[0]
    own = path.removesuffix("index.html") == wanted
    return (own and not target) or posixpath.normpath(posixpath.join(here, target)) == posixpath.normpath(wanted)


def _named(ids: list[str]) -> str:
    return f"channel {ids[0]}" if len(ids) == 1 else f"channels {', '.join(ids)}"
