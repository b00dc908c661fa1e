"""What a command has read and said, remembered for when it is asked again and nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sopgen import unchanged
from sopgen.footprint import read_file

if TYPE_CHECKING:
    from sopgen.config import Config


def remember(
    look: unchanged.Look,
    config: Config,
    said: unchanged.Said,
    published: Callable[[], unchanged.Standing | None] = lambda: unchanged.NOTHING,
) -> None:
    """Remember what was said of this project. look: the look before it. published: what stands of a build."""
    span = unchanged.ALWAYS if look.question.dated else _span(config)
    unchanged.keep(look, _read(config), span, said, published)


def _read(config: Config) -> Iterator[unchanged.Root]:
    """Whatever of a project a command reads, or asks whether it is there."""
    root = config.root
    named = [*config.files]
    if config.organisation.logo:
        named.append(root / config.organisation.logo)
    if config.audience_lock:
        named.append(root / config.audience_lock)
    if config.baseline:
        from sopgen.baseline import read

        named.append(root / config.baseline)
        with suppress(OSError):  # a check goes on without it
            named += [root / path for path in read(read_file(root / config.baseline), config.baseline).by_path]
    yield from (("file", str(path)) for path in named)
    yield "documents", str(root / config.content)
    yield from (("folder", str(root / name)) for name in ("static", "themes"))


def _span(config: Config) -> tuple[int, int]:
    """The seconds since 1970 between which the day of this configuration lasts."""
    zone = ZoneInfo(config.organisation.time_zone)
    start, end = (datetime.combine(day, time(), zone) for day in (config.as_of, config.as_of + timedelta(days=1)))
    return int(start.timestamp()), int(end.timestamp())
