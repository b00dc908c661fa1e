"""Facts on a page: values in the reader's language, one for all branches or each with its branch."""

from __future__ import annotations

import html
import re
from datetime import date

from sopgen.address import escaped, public_url
from sopgen.config import Fact
from sopgen.contact.carried import About, link_about
from sopgen.edition.scope import PageScope
from sopgen.formats import Duration, Money, format_date, format_duration, format_money
from sopgen.model import Text
from sopgen.view import ChannelView, Frame

FACT = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")


def fact_html(name: str, scope: PageScope, in_link: bool = False) -> str:
    """The value of a fact for this page's reader; a name that does not exist stays as written (a rule reports it)."""
    language, config = scope.frame.language, scope.library.config
    head, _, rest = name.partition(".")
    if head == "facts" and rest in config.facts:
        fact = config.facts[rest]
        if fact.by_branch:
            return _by_branch(fact, scope, in_link)
        return _value_html(fact.value, language, in_link, fact.type)
    if name in ("organisation.name", "organisation.legal_name"):
        return html.escape(getattr(config.organisation, rest))
    if head == "contact" and (channel := find_channel(scope.frame, rest)):
        return _channel_html(channel, scope, in_link)
    branch, _, part = rest.partition(".")
    if head == "branch" and branch in config.branches:
        if part == "name":
            return html.escape(config.branches[branch].name.get(language, config.source_language))
        if part == "address":
            return html.escape(", ".join(config.branches[branch].address))
        if part == "map" and config.branches[branch].map:
            return _value_html(config.branches[branch].map, language, in_link, "url")
        if channel := find_channel(scope.frame, part, branch):
            return _channel_html(channel, scope, in_link)
    return html.escape(f"{{{{ {name} }}}}")


def find_channel(frame: Frame, name: str, branch: str | None = None) -> ChannelView | None:
    """A channel of this site by id, else the first of this kind: what the reader of this language should use first."""
    branches = (channel for place in frame.contact.branches for channel in place.channels)
    everywhere = (*frame.contact.channels, *branches, *frame.customer_channels)
    channels = [channel for channel in everywhere if branch in (None, channel.branch)]
    by_id = [channel for channel in channels if channel.id == name]
    return next(iter([*by_id, *(channel for channel in channels if channel.kind == name.replace("-", " "))]), None)


def _channel_html(channel: ChannelView, scope: PageScope, in_link: bool) -> str:
    value = html.escape(channel.value or ", ".join(channel.lines) or channel.label)
    if channel.value and scope.frame.direction == "rtl":  # among such letters the parts of a number change places
        value = f'<bdi dir="ltr">{value}</bdi>'
    return value if in_link or not channel.href else channel_link(channel, value, scope)


def channel_link(channel: ChannelView, words: str, scope: PageScope) -> str:
    """A link to a channel that carries which page its reader comes from. words: its HTML."""
    meta, url = scope.page.meta, public_url(scope.frame.public_url, scope.url) or scope.url
    about = About(meta.title, url, scope.frame.language, meta.id, meta.version)
    return f'<a href="{html.escape(link_about(channel, about))}">{words}</a>'


def with_channels(target: str, scope: PageScope) -> str:
    """A link's target with the addresses of the channels that it names: `{{ contact.phone }}` as `tel:+39…`."""
    return FACT.sub(lambda match: _channel_address(match, scope), target) if "{{" in target else target


def _channel_address(match: re.Match[str], scope: PageScope) -> str:
    head, _, rest = match[1].partition(".")
    branch, _, part = rest.partition(".")
    channel = None
    if head == "contact":
        channel = find_channel(scope.frame, rest)
    elif head == "branch":
        channel = find_channel(scope.frame, part, branch)
    if channel is None or not channel.href:
        return match[0]
    return channel.href.partition(":")[2] if match.start() else channel.href


def fact_text(text: str, scope: PageScope) -> str:
    """Plain text with its facts filled in, for the contents list and window titles."""
    return FACT.sub(lambda match: _plain(fact_html(match[1], scope, in_link=True)), text)


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def fact_values(fact: Fact, scope: PageScope, in_link: bool = False) -> tuple[tuple[str, str], ...]:
    """(branch, value) as HTML for each branch that the page is for; one pair without a branch where all agree."""
    branches, language = scope.library.config.branches, scope.frame.language
    values = fact.by_branch
    if not values:
        return (("", _value_html(fact.value, language, in_link, fact.type)),)
    applies = [key for key in (scope.page.meta.branches or branches) if key in values]
    if len(applies) == 1 or len({str(values[key]) for key in applies}) == 1:
        return (("", _value_html(values[applies[0]], language, in_link, fact.type)),) if applies else ()
    amounts = [value.amount for value in values.values() if isinstance(value, Money)]
    cents = any(amount != amount.to_integral_value() for amount in amounts)
    found = []
    for key in applies:
        label = html.escape(branches[key].name.get(language, scope.frame.source_language)) if key in branches else key
        found.append((label, _value_html(values[key], language, in_link, fact.type, cents)))
    return tuple(found)


def _by_branch(fact: Fact, scope: PageScope, in_link: bool) -> str:
    """All values, each with its branch; one where the document is for one branch, or all are the same."""
    found = fact_values(fact, scope, in_link)
    if len(found) < 2:
        return found[0][1] if found else ""
    parts = []
    for number, (label, value) in enumerate(found, 1):
        comma = "," if number < len(found) else ""
        parts.append(f'<span class="fact-value"><span class="fact-branch">{label}</span> {value}{comma}</span>')
    return f'<span class="fact-values">{" ".join(parts)}</span>'


def _value_html(value: object, language: str, in_link: bool, kind: str, cents: bool = False) -> str:
    if isinstance(value, Money):
        shown = html.escape(format_money(value.amount, value.currency, language, cents))
        return f'<data value="{value.amount} {value.currency}">{shown}</data>'
    if isinstance(value, Duration):
        return html.escape(format_duration(value, language))
    if isinstance(value, date):
        return f'<time datetime="{value.isoformat()}">{html.escape(format_date(value, language))}</time>'
    text = value.get(language) if isinstance(value, Text) else str(value)
    if kind == "url" and not in_link:
        shown = text.removeprefix("https://").removeprefix("http://").rstrip("/")
        return f'<a href="{html.escape(escaped(text))}" rel="external">{html.escape(shown)}</a>'
    return html.escape(text)
