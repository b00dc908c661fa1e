"""An editor for tests: a real client that talks to the real `sopgen language-server` process, as a person would."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.projects import AS_OF

T = TypeVar("T")
PATIENCE = 15.0
DAY = str((AS_OF.toordinal() - 719163) * 86400)
"""SOURCE_DATE_EPOCH of the day on which the test projects are read."""


class Editor:
    """Open texts by path. unit: what its columns count; they are given and taken as it counts them."""

    def __init__(self, *units: str, document_changes: bool = True) -> None:
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self._told: dict[str, types.PublishDiagnosticsParams] = {}
        self._count: dict[str, int] = {}
        self._versions: dict[Path, int] = {}
        self.texts: dict[Path, str] = {}
        self.unit = self._run(self._start(units, document_changes))

    async def _start(self, units: tuple[str, ...], document_changes: bool) -> str:
        self._client = LanguageClient("editor", "1")
        self._news = asyncio.Condition()

        @self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def published(told: types.PublishDiagnosticsParams) -> None:
            async with self._news:
                self._told[told.uri] = told
                self._count[told.uri] = self._count.get(told.uri, 0) + 1
                self._news.notify_all()

        await self._client.start_io(
            sys.executable, "-m", "sopgen", "language-server", env={**os.environ, "SOURCE_DATE_EPOCH": DAY}
        )
        general = types.GeneralClientCapabilities(position_encodings=list(units)) if units else None
        edits = types.WorkspaceEditClientCapabilities(document_changes=document_changes)
        able = types.ClientCapabilities(
            general=general, workspace=types.WorkspaceClientCapabilities(workspace_edit=edits)
        )
        answer = await self._client.initialize_async(types.InitializeParams(able))
        self._client.initialized(types.InitializedParams())
        return str(getattr(answer.capabilities.position_encoding, "value", answer.capabilities.position_encoding))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, PATIENCE), self._loop).result()

    # ------------------------------------------------------------------------------------------ writing

    def open(self, path: Path, text: str) -> list[types.Diagnostic]:
        """Open a text, and what is wrong with it."""
        return self._tell(path, text, self._opened)

    def change(self, path: Path, text: str) -> list[types.Diagnostic]:
        """Write, and what is then wrong."""
        return self._tell(path, text, self._changed)

    def type(self, path: Path, text: str) -> None:
        """Write without looking."""
        self._loop.call_soon_threadsafe(self._changed, path, text)

    def close(self, path: Path) -> None:
        uri = path.as_uri()
        self._loop.call_soon_threadsafe(
            lambda: self._client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
            )
        )

    def _tell(self, path: Path, text: str, how: Any) -> list[types.Diagnostic]:
        before = self.count(path)
        self._loop.call_soon_threadsafe(how, path, text)
        self.wait(path, before)
        return self.problems(path)

    def _opened(self, path: Path, text: str) -> None:
        self.texts[path], self._versions[path] = text, 1
        item = types.TextDocumentItem(path.as_uri(), "markdown", 1, text)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def _changed(self, path: Path, text: str) -> None:
        self.texts[path] = text
        self._versions[path] += 1
        document = types.VersionedTextDocumentIdentifier(uri=path.as_uri(), version=self._versions[path])
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    # ------------------------------------------------------------------------------------------ reading

    def count(self, path: Path) -> int:
        """How often the problems of a file were sent."""
        return self._count.get(path.as_uri(), 0)

    def version(self, path: Path) -> int | None:
        return self._told[path.as_uri()].version

    def wait(self, path: Path, before: int) -> None:
        """Until the problems of a file are sent once more."""

        async def wait() -> None:
            async with self._news:
                await self._news.wait_for(lambda: self.count(path) > before)

        self._run(wait())

    def problems(self, path: Path) -> list[types.Diagnostic]:
        return list(self._told[path.as_uri()].diagnostics) if path.as_uri() in self._told else []

    def words(self, path: Path, where: types.Range) -> str:
        """The words of a range of one line."""
        line = self.texts[path].split("\n")[where.start.line]
        code = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.unit]
        size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.unit]
        data = line.encode(code)
        return data[where.start.character * size : where.end.character * size].decode(code)

    def position(self, path: Path, word: str) -> types.Position:
        """The position before the first occurrence of a word."""
        assert word in self.texts[path]
        before = self.texts[path][: self.texts[path].index(word)]
        line = before.rpartition("\n")[2]
        size = {"utf-8": len(line.encode()), "utf-16": len(line.encode("utf-16-le")) // 2, "utf-32": len(line)}
        return types.Position(before.count("\n"), size[self.unit])

    # ------------------------------------------------------------------------------------------ asking

    def actions(self, path: Path, word: str, *kinds: str) -> list[types.CodeAction]:
        position = self.position(path, word)
        context = types.CodeActionContext(self.problems(path), list(kinds) or None)
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(path.as_uri()), types.Range(position, position), context
        )
        found = self._run(self._client.text_document_code_action_async(params))
        return [one for one in found or [] if isinstance(one, types.CodeAction)]

    def applied(self, path: Path, action: types.CodeAction) -> str:
        """The text after an action, as an editor makes it: last edit first."""
        assert action.edit
        if action.edit.document_changes:
            (change,) = action.edit.document_changes
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.version == self._versions[path]
            edits = list(change.edits)
        else:
            edits = list((action.edit.changes or {})[path.as_uri()])
        lines = self.texts[path].split("\n")
        for edit in sorted(edits, key=lambda edit: (-edit.range.start.line, -edit.range.start.character)):
            assert isinstance(edit, types.TextEdit)
            line = lines[edit.range.start.line]
            size = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[self.unit]
            code = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[self.unit]
            data = line.encode(code)
            head, tail = data[: edit.range.start.character * size], data[edit.range.end.character * size :]
            lines[edit.range.start.line] = head.decode(code) + edit.new_text + tail.decode(code)
        return "\n".join(lines)

    def hover(self, path: Path, word: str) -> str:
        params = types.HoverParams(types.TextDocumentIdentifier(path.as_uri()), self.position(path, word))
        found = self._run(self._client.text_document_hover_async(params))
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""

    def complete(self, path: Path, after: str) -> dict[str, str]:
        """What can be written behind these words: label and new text."""
        position = self.position(path, after)
        position.character += len(after)
        params = types.CompletionParams(types.TextDocumentIdentifier(path.as_uri()), position)
        found = self._run(self._client.text_document_completion_async(params))
        assert isinstance(found, types.CompletionList)
        return {
            item.label: item.text_edit.new_text for item in found.items if isinstance(item.text_edit, types.TextEdit)
        }

    def quit(self) -> int | None:
        """Shut the server down, and its exit code."""
        self._run(self._client.shutdown_async(None))
        self._loop.call_soon_threadsafe(self._client.exit, None)

        async def ended() -> int | None:
            server = self._client._server
            assert server is not None
            return await server.wait()

        return self._run(ended())
