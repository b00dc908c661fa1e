"""Finished files between rendering and publishing: beyond some megabytes they wait on disk."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile

from sopgen.model import Output

IN_MEMORY = 1 << 26
"""Bytes that wait in memory."""


class Spool:
    """Files that wait until they are published. Raises OSError where the disk for temporary files takes no more."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._file = SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115 # open as long as somebody may ask
        self._length = 0

    def laid(self, output: Output) -> Output:
        """The same file, whose bytes wait here."""
        if not output.data:
            return output
        at = self._length
        self._file.seek(at)
        self._file.write(output.data)
        self._length += len(output.data)
        return _Waiting(output, self, at)

    def read(self, at: int, length: int) -> bytes:
        self._file.seek(at)
        return self._file.read(length)


class _Waiting(Output):
    """A file whose bytes are read from a spool each time."""

    __slots__ = ("_at", "_length", "_spool")
    _at: int
    _length: int
    _spool: Spool

    def __init__(self, output: Output, spool: Spool, at: int) -> None:
        put = object.__setattr__
        for name in ("path", "copy_of", "sha256", "html", "template", "lasting"):
            put(self, name, getattr(output, name))
        put(self, "_at", at)
        put(self, "_length", len(output.data))
        put(self, "_spool", spool)

    @property
    def data(self) -> bytes:
        return self._spool.read(self._at, self._length)
