"""The search index of what is served: made when somebody searches, not while somebody waits for a page."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from sopgen.model import Output
from sopgen.outputs.search import FOLDER, search_index
from sopgen.server.snapshot import SiteFiles

INDEX = f"{FOLDER}/"


class Indexes:
    """The indexes of the sites that were asked for, each made once for a build."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[SiteFiles, Mapping[str, Output]]] = {}
        self._lock = Lock()

    def file(self, name: str, site: SiteFiles, path: str) -> Output | None:
        """A file of the index of the site of this name ("pagefind/pagefind.js"); takes a second the first time. Raises
        SopgenError where the index cannot be made."""
        with self._lock:  # a browser asks for several at once
            made = self._made.get(name)
            if made is None or made[0] is not site:
                outputs = search_index(site.files.values(), site.links)
                made = self._made[name] = (site, {output.path: output for output in outputs})
            return made[1].get(path)
