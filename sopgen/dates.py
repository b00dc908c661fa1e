"""Dates that follow from dates: when a review is due."""

from __future__ import annotations

from datetime import date


def review_due(last: date | None, months: int) -> date | None:
    """The day the next review is due: `months` after the last one, at the end of a shorter month."""
    if last is None or not months:
        return None
    month = last.month - 1 + months
    year, month = last.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return None
    days = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days if year < date.max.year else 28
    return date(year, month, min(last.day, days))
