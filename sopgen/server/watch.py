"""Waits for changes of a project: its documents, themes, static files, `sopgen.yaml` and the files that it names."""

from __future__ import annotations

import logging
import os
import re
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from sopgen.config import Settings
from sopgen.footprint import read_file
from sopgen.yaml_source import read

QUIET = 0.01
"""Seconds without a further change before a rebuild: editors save in several moves."""
PATIENCE = 1.0
"""Seconds after which a rebuild begins, or is shown, though changes go on."""
HEARD = 1.0
"""Seconds after which who waits looks whether it is told to end."""
REST = 1.0
"""Seconds without a change after which nobody is likely to save just now."""

_TEMPORARY = re.compile(
    r"^[.#]|[~#]$|\.(?:sw[a-z]|tmp|temp|part|crdownload|bak|orig)$|^4913$|___jb_(?:tmp|old)___$", re.I
)
logging.getLogger("watchdog").addHandler(logging.NullHandler())  # else it says that a change came as it ended
_CHANGES = frozenset({"created", "modified", "deleted", "moved"})


def is_temporary(name: str) -> bool:
    """Whether a file of this name is an editor's own: a lock, a swap file, a copy made while saving."""
    return bool(_TEMPORARY.search(name))


class Watcher(FileSystemEventHandler):
    """Tells that something changed. `folders`: what is watched now, and whether with all below it."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.folders: Mapping[Path, bool] = {}
        self._files: frozenset[Path] = frozenset()
        self._changed, self._paths = threading.Event(), set[Path]()
        self._watches: dict[Path, tuple[tuple[int, int], Any]] = {}
        self._observer: Any = Observer()

    def start(self) -> None:
        """Begin to watch: what changes from now on. Where the system gives no watches, files are looked at twice a
        second."""
        try:
            self._observer.start()
            self.follow()
        except OSError:
            self._observer = PollingObserver(timeout=0.5)
            self._watches.clear()
            self._observer.start()
            self.follow()
        self._changed.clear()
        self._paths.clear()

    def stop(self) -> None:
        self._observer.stop()
        self._changed.set()

    def follow(self) -> None:
        """Watch what `sopgen.yaml` names now; folders that came since, or were exchanged, are found again."""
        self.folders, self._files = watched(self.config)
        for folder in [folder for folder in self._watches if folder not in self.folders]:
            self._drop(folder)
        for folder, deep in self.folders.items():
            try:
                status = folder.stat()
            except OSError:
                self._drop(folder)
                continue
            identity = (status.st_dev, status.st_ino)
            if folder in self._watches and self._watches[folder][0] != identity:
                self._drop(folder)
            if folder not in self._watches:
                self._watches[folder] = (identity, self._observer.schedule(self, str(folder), recursive=deep))
                self._note(self.config)

    @property
    def changed(self) -> bool:
        """Whether something has changed since `wait` returned."""
        return self._changed.is_set()

    def rests(self, seconds: float) -> bool:
        """Whether nothing changes for so long."""
        return not self._changed.wait(seconds)

    def wait(self, enough: Callable[[], bool] = lambda: False) -> frozenset[Path]:
        """Return when something has changed and is quiet again: what was seen to change.

        enough: asked each second; nothing has to change where it holds.
        """
        while not self._changed.wait(HEARD):  # without end, Windows would not hear Ctrl-C
            if enough():
                return frozenset()
        latest = monotonic() + PATIENCE
        self._changed.clear()
        while self._changed.wait(QUIET) and monotonic() < latest:
            self._changed.clear()
        self._changed.clear()
        paths, self._paths = self._paths, set()
        return frozenset(paths)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        for path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path or "")):
            if path and self._matters(Path(path)):
                self._note(Path(path))

    def _note(self, path: Path) -> None:
        self._paths.add(path)
        self._changed.set()

    def _matters(self, path: Path) -> bool:
        if path in self._files or path in self.folders:
            return True
        around = next((folder for folder, deep in self.folders.items() if deep and path.is_relative_to(folder)), None)
        return around is not None and not any(is_temporary(part) for part in path.relative_to(around).parts)

    def _drop(self, folder: Path) -> None:
        _, watch = self._watches.pop(folder, (None, None))
        if watch is not None:
            with suppress(KeyError, OSError):
                self._observer.unschedule(watch)


def watched(config: Path) -> tuple[dict[Path, bool], frozenset[Path]]:
    """Folders to watch (with all below them or not), and the single files that matter outside the deep ones."""
    try:
        value = read(read_file(config).decode("utf-8-sig", "replace"), config.name).value
    except OSError:
        value = None
    settings = value if isinstance(value, dict) else {}
    root = config.parent
    content = settings.get("content") or Settings.model_fields["content"].default
    files = {config}
    for name, given in settings.items():
        names_one = name in ("baseline", "audience_lock") or str(given).endswith((".yaml", ".yml"))
        if name in Settings.model_fields and isinstance(given, str) and names_one:
            files.add(root / given)
    organisation = settings.get("organisation")
    if isinstance(organisation, dict) and isinstance(organisation.get("logo"), str):
        files.add(root / organisation["logo"])
    folders = dict.fromkeys((file.parent for file in sorted(files)), False)
    folders.update({root / str(content): True, root / "themes": True, root / "static": True})
    return folders, frozenset(files)
