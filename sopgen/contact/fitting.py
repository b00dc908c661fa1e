"""Which way fits: for each purpose, the first channels to try for readers of a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from sopgen.contact.models import Purpose
from sopgen.model import Audience
from sopgen.view import BranchView, ChannelView, Fitting

FIRST = 4
"""Channels that are named for a purpose: of more than that nobody chooses."""
_FIRST_FOR: dict[Audience, Purpose] = {"staff": "emergencies", "customer": "questions"}


def fitting(channels: Iterable[ChannelView], branches: Iterable[BranchView], audience: Audience) -> tuple[Fitting, ...]:
    """For each purpose that a channel names, those to try first: one of each kind, in the order of the page.

    Where there are such, only those that serve the reader's language and work from where its readers are. Offices
    stand by themselves: whether one takes this is said, not which. Staff see first what to do in an emergency.
    """
    channels = tuple(channels)
    offices = [way for branch in branches for way in branch.channels if way.kind == "office"]
    purposes = sorted(get_args(Purpose), key=lambda purpose: purpose != _FIRST_FOR[audience])
    return tuple(_fitting(purpose, channels, offices) for purpose in purposes if _able(purpose, channels, offices))


def _able(purpose: str, *groups: Iterable[ChannelView]) -> list[ChannelView]:
    return [way for group in groups for way in group if purpose in way.purposes]


def _fitting(purpose: str, channels: Iterable[ChannelView], offices: Iterable[ChannelView]) -> Fitting:
    able = [way for way in _able(purpose, channels) if way.kind != "office"]
    near = [way for way in able if way.serves and not way.country] or able
    return Fitting(purpose, tuple(_one_of_each_kind(near))[:FIRST], bool(_able(purpose, offices)))


def _one_of_each_kind(channels: Iterable[ChannelView]) -> Iterator[ChannelView]:
    seen: set[str] = set()
    for way in channels:
        if way.kind not in seen:
            seen.add(way.kind)
            yield way
