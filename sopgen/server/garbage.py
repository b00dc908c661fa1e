"""When a server looks for garbage: while nobody waits for a page, as it goes through all that the server holds."""

from __future__ import annotations

import gc
from time import monotonic

WORTH = 10
"""Builds take so many times as long as the last search before there is another one."""
LATEST = 100
"""So many times as long, and a search waits no longer until nobody saves."""


class Garbage:
    """Cycles of values that nobody uses any longer. Other garbage goes by itself."""

    def __init__(self) -> None:
        self._built = self._took = 0.0

    def built(self, seconds: float) -> None:
        """A build took so long."""
        self._built += seconds

    @property
    def much(self) -> bool:
        """Whether there may be enough of it for a search."""
        return self._built > WORTH * self._took

    @property
    def too_much(self) -> bool:
        """Whether it cannot wait."""
        return self._built > LATEST * self._took

    def collect(self) -> None:
        """Search all that is held: some half a second for 1,000 documents, in which nothing else is done."""
        started = monotonic()
        gc.collect()
        self._built, self._took = 0.0, monotonic() - started
