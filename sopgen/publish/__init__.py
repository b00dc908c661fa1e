"""The publishing room: sites are staged beside the output folder and proved, then the whole is exchanged at once.

A build that is killed at any moment leaves each site whole, old or new:
- all writing happens in a workshop folder beside the output (`.build.sopgen/` beside `build/`);
- a file that has not changed is hard-linked from the standing site, and no file is ever opened for writing twice, so
  that nothing is written through a link;
- one system call puts the staged folder in the place of the standing one (`exchange.py`), which is then removed.
What a dead build has left is cleared by the next, or by `recover`. The manifest, inside the output, says which files
are ours: a folder that holds others is refused, and what appears there while we work is kept.
Only the manifest is flushed to the disk before the exchange. After a power cut a page may thus be empty; the next build
compares contents, not dates, and mends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sopgen.model import Output
from sopgen.publish.manifest import manifest_text, read_manifest, standing_files
from sopgen.publish.paths import guard_output, site_name
from sopgen.publish.stage import Stage
from sopgen.publish.workshop import exchange_output, failures, open_workshop, recover

__all__ = ["Published", "guard_output", "publish", "recover"]


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, left as they stood (hard-linked), and are gone from the output folder."""

    written: int
    unchanged: int
    removed: int


def publish(
    output: Path,
    sites: Mapping[str, Iterable[Output]],
    version: str,
    *,
    keep_others: bool = False,
    prove: Callable[[Path], None] | None = None,
    wait: float = 30.0,
) -> Published:
    """Makes `output/<site>/` hold exactly these files, all sites at once.

    sites: the files of each site; read one by one, so a generator may make them as it goes, and what it raises stops
    the build with the old sites standing. version: of sopgen, for the manifest. keep_others: sites not given keep their
    files (`--site`); without it they go. prove: called with the staged folder before it is published; raising stops.
    wait: seconds to wait for another build that is publishing to the same folder.
    Hashed theme assets that are no longer used stay until the site's assets change again, so that a reader with an old
    page still finds them. Raises SopgenError (exit code 2) for a folder with foreign files, an output path that leaves
    the site or meets another, a full or read-only disk, a busy folder; the standing sites are then as they were.
    """
    output = guard_output(output)
    with open_workshop(output, wait) as workshop:
        with failures(f"{output} cannot be read"):
            old = read_manifest(output)
            standing = standing_files(output, old)
        stage = Stage(workshop.new, output, standing)
        for site, outputs in sites.items():
            site_name(site)
            stage.site(site, outputs)
            stage.keep_assets(site, old)
        if keep_others:
            stage.keep_sites(old, without=sites)
        stage.keep_foreign()
        stage.finish(manifest_text(version, stage.files))
        if prove is not None:
            prove(workshop.new)
        exchange_output(workshop, output)
    removed = len(old.files.keys() - stage.files.keys())
    return Published(stage.written, stage.unchanged, removed)
