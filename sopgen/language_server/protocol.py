"""The language server itself: takes what an editor sends, and sends what the rooms beside it know."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types
from msgspec import Struct
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from sopgen import __version__
from sopgen.config import find
from sopgen.fingerprint import lines_in
from sopgen.footprint import read_file
from sopgen.language_server import messages
from sopgen.language_server.actions import fix_all, has_certain, quick_fixes
from sopgen.language_server.completion import complete
from sopgen.language_server.desk import Desk
from sopgen.language_server.hover import hover
from sopgen.language_server.positions import Unit, characters
from sopgen.language_server.project import Draft, Project, Texts
from sopgen.load import ENDINGS
from sopgen.model import SopgenError

QUICK_FIX = types.CodeActionKind.QuickFix.value
WATCHED = "**/*.{md,markdown,yaml,yml}"


class Buffer(Struct, frozen=True):
    """A text that is open in the editor."""

    uri: str
    version: int | None
    path: Path
    data: bytes


class Server(LanguageServer):
    """A desk for each project of which a text is open; all desks share one worker, so nothing is read twice at once."""

    def __init__(self) -> None:
        super().__init__("sopgen", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.worker = ThreadPoolExecutor(1, "read")
        self.buffers: dict[str, Buffer] = {}
        self.desks: dict[Path, Desk] = {}
        self.shown: dict[Path, set[str]] = {}

    @property
    def unit(self) -> Unit:
        """What this editor counts in; the specification says UTF-16 where it has not said."""
        agreed = self.server_capabilities.position_encoding
        said = getattr(agreed, "value", agreed)
        return "utf-8" if said == "utf-8" else "utf-32" if said == "utf-32" else "utf-16"

    # ------------------------------------------------------------------------------------------ open texts

    def take(self, uri: str) -> None:
        """A text was opened or has changed."""
        path = to_fs_path(uri)
        if path is None or (base := _base(Path(path))) is None:
            return
        document = self.workspace.get_text_document(uri)
        data = document.source.encode("utf-8", "replace")
        before = self.buffers.get(uri)
        self.buffers[uri] = Buffer(uri, document.version, Path(path), data)
        if before is None or before.data != data:
            self.desk(base).touch()

    def drop(self, uri: str) -> None:
        """A text was closed: what is on disk counts again."""
        buffer = self.buffers.pop(uri, None)
        if buffer is None:
            return
        self.publish(uri, None, [])
        base = _base(buffer.path)
        if base is not None and base in self.desks:
            self.desks[base].touch()
        for unused in set(self.desks) - {_base(buffer.path) for buffer in self.buffers.values()}:
            self.desks.pop(unused).close()
            for uri in self.shown.pop(unused, ()):
                self.publish(uri, None, [])

    def desk(self, base: Path) -> Desk:
        if base not in self.desks:
            project = Project(base.parent, base if base.name == "sopgen.yaml" else None)
            self.desks[base] = Desk(
                project, self.worker, lambda: self.texts(base), lambda draft, texts: self.show(base, draft), self.failed
            )
        return self.desks[base]

    def texts(self, base: Path) -> Texts:
        if base.name != "sopgen.yaml":
            return {buffer.path: buffer.data for buffer in self.buffers.values() if buffer.path == base}
        return {buffer.path: buffer.data for buffer in self.buffers.values()}

    # ------------------------------------------------------------------------------------------ problems

    def show(self, base: Path, draft: Draft) -> None:
        """Send the problems of all open texts of a project, and of its settings where something is wrong there."""
        open_uris: set[str] = set()
        for buffer in self.buffers.values():
            path = _inside(buffer.path, draft.root)
            if path is not None and _base(buffer.path) == base:
                open_uris.add(buffer.uri)
                lines = draft.lines.get(path, ())
                version = buffer.version if tuple(lines_in(buffer.data)) == lines else None
                self.publish(buffer.uri, version, self.diagnostics(draft, path, lines))
        closed: set[str] = set()
        for path in draft.settings & set(draft.problems):
            uri = from_fs_path(str(draft.root / path)) or ""
            if uri not in open_uris:
                closed.add(uri)
                self.publish(uri, None, self.diagnostics(draft, path, _on_disk(draft.root / path)))
        for uri in self.shown.get(base, set()) - closed - open_uris:
            self.publish(uri, None, [])
        self.shown[base] = closed

    def diagnostics(self, draft: Draft, path: str, lines: tuple[str, ...]) -> list[types.Diagnostic]:
        return [messages.diagnostic(problem, lines, self.unit) for problem in draft.problems.get(path, ())]

    def publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def failed(self, error: Exception) -> None:
        """Something that should not be: told in the editor's log; a wrong surrounding is told to the writer."""
        if isinstance(error, SopgenError):
            text = f"sopgen: {error.message}; {error.hint}"
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))
        else:
            logging.getLogger("sopgen").error("this project could not be read", exc_info=error)

    # ------------------------------------------------------------------------------------------ questions

    def where(self, uri: str) -> tuple[Buffer, Desk] | None:
        buffer = self.buffers.get(uri)
        base = _base(buffer.path) if buffer else None
        return (buffer, self.desk(base)) if buffer and base else None

    def changes(self, uri: str, version: int | None) -> Callable[[list[types.TextEdit]], types.WorkspaceEdit]:
        """Edits of one text: of this version of it, where the editor understands that."""
        workspace = self.client_capabilities.workspace
        able = workspace is not None and workspace.workspace_edit is not None
        if able and workspace is not None and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
            return lambda edits: types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
        return lambda edits: types.WorkspaceEdit(changes={uri: edits})


def _base(path: Path) -> Path | None:
    """What a text belongs to: the `sopgen.yaml` around it, else itself where it is Markdown."""
    if path.name == "sopgen.yaml":
        return path
    return find(path) or (path if path.name.lower().endswith(ENDINGS) else None)


def _inside(path: Path, root: Path) -> str | None:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


def _on_disk(path: Path) -> tuple[str, ...]:
    try:
        return tuple(lines_in(read_file(path)))
    except OSError:
        return ()


def make_server() -> Server:
    """A server that knows what to do with each message."""
    server = Server()

    @server.feature(types.INITIALIZED)
    async def initialized(ls: Server, params: types.InitializedParams) -> None:
        await _watch(ls)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.take(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.take(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.drop(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
        for desk in ls.desks.values():
            desk.touch()

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, messages.FIX_ALL]),
    )
    async def actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        here = ls.where(params.text_document.uri)
        draft = await here[1].draft() if here else None
        path = _inside(here[0].path, draft.root) if here and draft else None
        if not here or not draft or path is None:
            return []
        wanted = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        whole = has_certain(draft, path) and _wants(wanted, messages.FIX_ALL)
        mended = await here[1].mended(path) if whole else None
        return list(_actions(ls, params, draft, path, mended, _wants(wanted, QUICK_FIX)))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
        here = ls.where(params.text_document.uri)
        draft = await here[1].draft() if here else None
        path = _inside(here[0].path, draft.root) if here and draft else None
        if not draft or path is None or path not in draft.lines:
            return None
        lines = draft.lines[path]
        row, column = _position(params.position, lines, ls.unit)
        note = hover(draft, path, row, column)
        if note is None:
            return None
        shown = types.MarkupContent(types.MarkupKind.Markdown, note.text)
        return types.Hover(shown, messages.range_of(note.span, lines, ls.unit))

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["{", "(", "/", "#", ":", " ", "."])
    )
    async def completed(ls: Server, params: types.CompletionParams) -> types.CompletionList:
        here = ls.where(params.text_document.uri)
        draft = await here[1].recent() if here else None
        path = _inside(here[0].path, draft.root) if here and draft else None
        if not here or not draft or path is None or path not in draft.documents:
            return types.CompletionList(False, [])
        lines = lines_in(ls.buffers[here[0].uri].data)
        row, column = _position(params.position, lines, ls.unit)
        found, more = complete(draft, path, lines, row, column)
        items = [messages.completion_item(one, row, lines, ls.unit, order) for order, one in enumerate(found)]
        return types.CompletionList(more, items)

    return server


def _actions(
    ls: Server, params: types.CodeActionParams, draft: Draft, path: str, mended: bytes | None, quick: bool
) -> Iterator[types.CodeAction]:
    """Quick fixes of these lines, and all that is certain, where it was asked for; none if the text has changed."""
    uri, lines = params.text_document.uri, draft.lines.get(path, ())
    buffer = ls.buffers.get(uri)
    if buffer is None or tuple(lines_in(buffer.data)) != lines:
        return
    change = ls.changes(uri, buffer.version)
    if quick:
        for action in quick_fixes(draft, path, params.range.start.line + 1, params.range.end.line + 1):
            yield messages.code_action(action, QUICK_FIX, lines, ls.unit, change)
    if mended is not None:
        yield messages.code_action(fix_all(draft, path, mended), messages.FIX_ALL, lines, ls.unit, change)


def _wants(wanted: list[str], kind: str) -> bool:
    return not wanted or any(kind == one or kind.startswith(f"{one}.") for one in wanted)


def _position(position: types.Position, lines: list[str] | tuple[str, ...], unit: Unit) -> tuple[int, int]:
    line = lines[position.line] if position.line < len(lines) else ""
    return position.line, characters(line, position.character, unit)


async def _watch(ls: Server) -> None:
    """Ask to be told of files that change outside the editor, where it can tell."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
        registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([registration]))
