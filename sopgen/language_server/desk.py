"""When a project is read: soon after a change, not at every key, and never twice at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor

from sopgen.language_server.project import Draft, Project, Texts

QUIET = 0.08
"""Seconds without a further key before the project is read."""
PATIENCE = 0.8
"""Seconds after which it is read though somebody types on."""


class Desk:
    """One project, and its last draft. texts: gives what is open now. worker: reads, in one thread for all projects.

    show: is given each draft and the texts that it was read from. failed: is given what should not have happened.
    """

    def __init__(
        self,
        project: Project,
        worker: Executor,
        texts: Callable[[], Texts],
        show: Callable[[Draft, Texts], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._project, self._worker, self._texts = project, worker, texts
        self._show, self._failed = show, failed
        self._draft: Draft | None = None
        self._stale = False
        self._changed = 0.0
        self._work: asyncio.Task[None] | None = None

    def touch(self) -> None:
        """Something changed."""
        self._stale, self._changed = True, asyncio.get_running_loop().time()
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._read())

    async def draft(self) -> Draft | None:
        """The project as it stands now: waits for a reading that is due."""
        if self._work is not None and not self._work.done():
            await asyncio.wait([self._work])
        return self._draft

    async def recent(self) -> Draft | None:
        """The project as it was last read: waits only where it never was."""
        return self._draft or await self.draft()

    async def mended(self, path: str) -> bytes | None:
        """An open text with all that is certain mended; None where nothing is."""
        texts = self._texts()
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._project.mended, path, texts)

    def close(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._worker.submit(self._project.close)

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        while self._stale:
            await self._pause(loop)
            self._stale = False
            texts = self._texts()
            try:
                draft = await loop.run_in_executor(self._worker, self._project.read, texts)
            except Exception as error:
                self._failed(error)  # what was known before stays shown, and the next change is a new chance
                continue
            self._draft = draft
            self._show(draft, texts)

    async def _pause(self, loop: asyncio.AbstractEventLoop) -> None:
        """Waits until nobody types, or somebody has typed for long."""
        if self._draft is None:
            return
        latest = loop.time() + PATIENCE
        while (wait := min(self._changed + QUIET, latest) - loop.time()) > 0:
            await asyncio.sleep(wait)
