"""The search index: Pagefind's, for each language of a site, made of its finished pages and of nothing else.

So the index cannot hold what the pages do not: the proof that reads the pages (`proof/`) speaks for the index too.
Pagefind takes a page's language from `<html lang>`: a page that falls back to another language is in the index of the
language it is shown to, because its readers search there.

The words are those between `data-pagefind-body`; title and `asked_as` are taken as metadata, and weighted by
`assets/search.js`.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, cast

from sopgen.address import LinkStyle
from sopgen.model import Output, SopgenError
from sopgen.refusals import what_to_do

if TYPE_CHECKING:
    from pagefind.service.types import (
        InternalAddDirRequest,
        InternalGetFilesRequest,
        InternalNewIndexRequest,
        InternalServiceRequest,
    )

    Request = InternalAddDirRequest | InternalGetFilesRequest | InternalNewIndexRequest

FOLDER = "pagefind"
ENTRY = f"{FOLDER}/pagefind-entry.json"
"""The file that names the index of each language."""
MARK = b"data-pagefind-body"
_LANGUAGE = re.compile(rb"<html\b[^>]*?\slang=[\"']?([\w-]+)", re.IGNORECASE)
LONGEST_LIST = 5000
"""Words that a list for suggestions holds at most: those of titles and questions, then those on most pages."""
# Pagefind brings its own interface in several forms; ours is assets/search.js.
_NEEDED = re.compile(r"pagefind\.js|pagefind-entry\.json|.+\.pf_\w+|wasm\.(?P<language>.+)\.pagefind")
_HEADINGS = ("h2", "h3")
_SIGNATURE = b"pagefind_dcd"
_CELLS = re.compile(r"(</t[dh]>)(<t[dh]\b)")
_WORD = re.compile(r"[^\W\d_]+(?:[·-][^\W\d_]+)*")
_PIECE = 1 << 20


def search_index(outputs: Iterable[Output], links: LinkStyle = "folder") -> Iterator[Output]:
    """The files of a site's search, of all its languages; nothing where no page may be searched.

    outputs: the finished pages, in any order. links: how addresses of pages are written. Raises SopgenError where
    Pagefind does not run.
    """
    by_language: dict[bytes, list[Output]] = {}
    for output in outputs:
        if output.html and MARK in output.data:
            found = _LANGUAGE.search(output.data)
            by_language.setdefault(found[1].lower() if found else b"", []).append(output)
    yield from together([part_of_index(pages, links) for pages in by_language.values()])


def part_of_index(outputs: Iterable[Output], links: LinkStyle) -> tuple[Output, ...]:
    """What an index holds of the pages of one language; nothing where none of them may be searched. As `search_index`
    else."""
    try:
        with TemporaryDirectory(prefix="sopgen-") as folder:
            pages = _written((output for output in outputs if output.html and MARK in output.data), Path(folder))
            if not pages:
                return ()
            with _Pagefind() as pagefind:
                files = pagefind.index(folder, pages, links)
    except OSError as error:
        raise _not_made(error, what_to_do(error)) from error
    return (*(Output(f"{FOLDER}/{path}", files[path]) for path in sorted(files)), *_word_lists(files))


def together(parts: Sequence[Iterable[Output]]) -> tuple[Output, ...]:
    """The index that has these parts, each of a language of its own (the proof of contacts lets no page through that
    says another language than its edition's), in the order of their paths."""
    files = {file.path: file for part in parts for file in part}
    if ENTRY in files:
        entries = [json.loads(file.data) for part in parts for file in part if file.path == ENTRY]
        languages = {code: told for entry in entries for code, told in entry["languages"].items()}
        files[ENTRY] = Output(ENTRY, _as_json({**entries[0], "languages": languages}))
    return tuple(files[path] for path in sorted(files))


def _as_json(value: object) -> bytes:
    """In one order: Pagefind's comes in another each time."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _written(pages: Iterable[Output], folder: Path) -> int:
    """Write pages where Pagefind reads them; how many they are. One after the other: all of them may be hundreds of
    megabytes."""
    count = 0
    for page in pages:
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_readable(page.data.decode()).encode())
        count += 1
    return count


def _readable(html: str) -> str:
    """Pagefind parts words at an apostrophe, so that `aigua` finds “l'aigua”; at a printer's one it does not.

    Nor does it part the cells of a table: "Thing" beside "Price" would be found, and shown, as "ThingPrice".
    """
    return _CELLS.sub(r"\1 \2", html.replace("\u2019", "&#39;"))


def _not_made(why: object, hint: str = "") -> SopgenError:
    return SopgenError(f"the search index cannot be made: {why}", hint)


class _Pagefind:
    """Pagefind's service, spoken to over its pipes: one question, one answer.

    Its own Python client cannot take an index of more than 2 MB. The protocol is the client's: base64 of JSON, parted
    by commas. Pages that lie in a folder are read by all processors; those sent over the pipe, one after the other.
    """

    def __init__(self) -> None:
        # lazy: only a build needs them. Its own program always, never one that is found on the PATH.
        from pagefind_bin import get_executable  # type: ignore[import-untyped] # Pagefind's other half has no types

        try:
            program = Path(get_executable())
            self._service = subprocess.Popen(
                [program, "--service"],
                # It takes settings from `pagefind.toml` where it starts, and from variables: such as a file to write.
                cwd=program.parent,
                env={name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            broken = isinstance(error, (FileNotFoundError, PermissionError))
            hint = "install sopgen anew" if broken else what_to_do(error)
            raise _not_made(error, hint) from error
        self._number = 0

    def __enter__(self) -> _Pagefind:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for pipe in (self._service.stdin, self._service.stdout):
            if pipe is not None:
                pipe.close()
        if error is not None:
            self._service.kill()
        self._service.wait()

    def index(self, folder: str, pages: int, links: LinkStyle) -> dict[str, bytes]:
        """The files of the index of a folder, by path. pages: how many it holds."""
        number = self._ask({"type": "NewIndex", "config": {"keep_index_url": links == "file"}})["index_id"]
        added = self._ask({"type": "AddDir", "index_id": number, "path": folder, "glob": "**/*.html"})["page_count"]
        if added != pages:
            raise _not_made(f"Pagefind has read {added} pages of {pages}")
        found = self._ask({"type": "GetFiles", "index_id": number})["files"]
        files = {file["path"]: base64.b64decode(file["content"]) for file in found if _NEEDED.fullmatch(file["path"])}
        entry = json.loads(files["pagefind-entry.json"])
        files["pagefind-entry.json"] = _as_json(entry)
        used = {language["wasm"] or "unknown" for language in entry["languages"].values()}
        return {path: data for path, data in files.items() if _NEEDED.fullmatch(path)["language"] in {None, *used}}  # type: ignore[index] # all match

    def _ask(self, payload: Request) -> dict[str, Any]:
        self._number += 1
        question: InternalServiceRequest = {"message_id": self._number, "payload": payload}
        sent, received = cast(IO[bytes], self._service.stdin), cast(IO[bytes], self._service.stdout)
        answer = bytearray()
        try:
            sent.write(base64.b64encode(json.dumps(question).encode()) + b",")
            sent.flush()
            while not answer.endswith(b","):
                piece = received.read1(_PIECE)  # type: ignore[attr-defined] # a buffered reader
                if not piece:
                    raise BrokenPipeError("Pagefind ended early")
                answer += piece
        except OSError as error:
            raise _not_made(error) from error
        found: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
        if found["type"] == "Error":
            raise _not_made(found["message"])
        return found


def _word_lists(files: dict[str, bytes]) -> Iterator[Output]:
    """For each language what ranks its pages and mends words: titles, headings and questions, and all words.

    JSON, packed with gzip as Pagefind packs its files: {"pages": {id: [title, headings, [question, …]]}, "words": […]},
    the words being those on most pages first.
    """
    counts: dict[str, Counter[str]] = {}
    pages: dict[str, dict[str, tuple[str, str, list[str]]]] = {}
    for path, data in sorted(files.items()):
        if path.endswith(".pf_fragment"):
            page = json.loads(gzip.decompress(data).removeprefix(_SIGNATURE))
            name = path.rpartition("/")[2].partition(".")[0]
            language = name.rpartition("_")[0]
            title, asked = page["meta"].get("title", ""), page["meta"].get("asked_as", "")
            headings = " ".join(anchor["text"] for anchor in page["anchors"] if anchor["element"] in _HEADINGS)
            pages.setdefault(language, {})[name] = (title, headings, asked.split(", ") if asked else [])
            said = " ".join((page["content"], title, asked))
            words = {word.lower() for word in _WORD.findall(said) if len(word) > 2}
            counts.setdefault(language, Counter()).update(words)
    for language, found in sorted(counts.items()):
        known = {word.lower() for page in pages[language].values() for word in _WORD.findall(f"{page[0]} {page[2]}")}
        first = sorted(found, key=lambda word: (word not in known, -found[word], word))[:LONGEST_LIST]
        words_ = sorted(first, key=lambda word: (-found[word], word))
        text = json.dumps({"pages": pages[language], "words": words_}, ensure_ascii=False, separators=(",", ":"))
        yield Output(f"{FOLDER}/words.{language}.pf_words", _packed(text.encode()))


def _packed(data: bytes) -> bytes:
    """Data as gzip packs it, without the byte that says by which system: Python 3.13 says it otherwise."""
    packed = gzip.compress(data, mtime=0)
    return packed[:9] + b"\xff" + packed[10:]
