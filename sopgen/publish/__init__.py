"""The publishing room: sites are staged beside the output folder and proved, then the whole is exchanged at once.

A build that is killed at any moment leaves each site whole, old or new:
- all writing happens in a workshop folder beside the output (`.build.sopgen/` beside `build/`);
- a file that has not changed is hard-linked from the standing site, and no file is ever opened for writing twice, so
  that nothing is written through a link;
- one system call puts the staged folder in the place of the standing one (`exchange.py`), which is then removed, or
  kept in the workshop where making so many folders anew takes long (`spare.py`).
What a dead build has left is cleared by the next, or by `recover`. The manifest, inside the output, says which files
are ours: a folder that holds others is refused, and what appears there while we work is kept.
Only the manifest is flushed to the disk before the exchange. After a power cut a page may thus be empty; the next build
mends it: a file is taken for what was published only where it was read, or has the stamp (`sopgen.stamps`) that was
noted when it was published.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sopgen.model import Output, SopgenError
from sopgen.publish.inventory import NotStanding, look
from sopgen.publish.manifest import manifest_text
from sopgen.publish.paths import guard_output, site_name
from sopgen.publish.spare import close_stage, open_stage
from sopgen.publish.workshop import exchange_output, failures, open_workshop, recover
from sopgen.stamps import wait_for_tick, write_notes

__all__ = ["NotStanding", "Published", "guard_output", "publish", "ready", "recover", "standing"]


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, left as they stood (hard-linked), and are gone from the output folder.

    manifest: SHA-256 in hex of the manifest, which tells this build from others. notes: the file that was asked for.
    """

    written: int
    unchanged: int
    removed: int
    manifest: str = field(default="", compare=False)
    notes: Path | None = field(default=None, compare=False)


def standing(output: Path, notes: Path | None) -> Mapping[str, str]:
    """By path below the output (`help/it/index.html`), the SHA-256 in hex of each published file that stands as it was.

    notes: the file in which `publish` notes what it has published; without it, or where a note is out of date, files
    are read. Nothing stands where publishing would be refused: it says why.
    """
    try:
        return look(Path(os.path.abspath(output)), notes).digests()
    except (SopgenError, OSError):
        return {}


def ready(output: Path) -> None:
    """Raises the SopgenError with which `publish` would refuse what stands in this folder, before pages are made.
    Silent while another build publishes there: this one waits for it when its pages are made."""
    output = Path(os.path.abspath(output))
    if _refusal(output) is None:
        return
    refusal = None
    with suppress(SopgenError), open_workshop(output, wait=0):  # it may have been exchanged while we looked
        refusal = _refusal(output)
    if refusal is not None:
        raise refusal


def _refusal(output: Path) -> SopgenError | None:
    try:
        look(output)
    except SopgenError as error:
        return error
    except OSError:
        pass  # gone since, or not to be read: publishing says what is wrong
    return None


def publish(
    output: Path,
    sites: Mapping[str, Iterable[Output]],
    version: str,
    *,
    keep_others: bool = False,
    prove: Callable[[Path], None] | None = None,
    wait: float = 30.0,
    notes: Path | None = None,
) -> Published:
    """Makes `output/<site>/` hold exactly these files, all sites at once.

    sites: the files of each site; read one by one, so a generator may make them as it goes, and what it raises stops
    the build with the old sites standing. version: of sopgen, for the manifest. keep_others: sites not given keep their
    files (`--site`); without it they go. prove: called with the staged folder before it is published; raising stops.
    wait: seconds to wait for another build that is publishing to the same folder. notes: a file outside the output, in
    which is noted what was published, so that the next build need not read it; it may be lost or be another's.
    Lasting files (a theme's, under hashed names) that are no longer used stay until others take their turn, so that a
    reader with an old page still finds them; all else goes at once, for it may be what only staff may read now.
    Raises SopgenError (exit code 2) for a folder with foreign files, an output path that leaves the site or meets
    another, a full or read-only disk, a busy folder; the standing sites are then as they were.
    NotStanding, one of these, for an output with a `sha256` that does not stand.
    """
    output = guard_output(output)
    with open_workshop(output, wait) as workshop:
        with failures(f"{output} cannot be read"):
            before = look(output, notes)
        stage = open_stage(workshop, before)
        for site, outputs in sites.items():
            site_name(site)
            stage.site(site, outputs)
            stage.keep_assets(site)
        if keep_others:
            stage.keep_sites(without=sites)
        stage.keep_foreign()
        manifest = manifest_text(version, stage.files)
        last = stage.finish(manifest)
        if prove is not None:
            prove(workshop.new)
        believed = notes is not None and wait_for_tick(last)
        exchange_output(workshop, output)
        if notes is not None and believed:
            write_notes(notes, close_stage(workshop, output, stage, before))
    removed = len(before.manifest.files.keys() - stage.files.keys())
    return Published(stage.written, stage.unchanged, removed, sha256(manifest).hexdigest(), notes)
