"""What `sopgen check` is asked to look at, part by part, and the changes that --fix and --diff make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from sopgen.commands.shared import from_here_path, write_whole

if TYPE_CHECKING:
    from sopgen.fix import Mended
    from sopgen.selection import Selected


class Part(Struct, frozen=True):
    """One project, or what belongs to none. root: the folder that paths count from. unsaved: by path, text that stands
    in for that of a file. look: what was asked for, with such texts."""

    root: Path
    unsaved: Mapping[str, bytes]
    look: Callable[[Mapping[str, bytes]], Selected]


def mended(part: Part) -> Selected:
    """What was asked for, after the changes that are certainly right: the files are written when all are known."""
    made = changes(part)
    for path, (_, after) in made.changes.items():
        write_whole(part.root / path, after)
    if made.changes:
        files = len(made.changes)
        counted = f"{made.made} problem{'s' * (made.made != 1)} in {files} file{'s' * (files != 1)}"
        click.echo(f"Mended {counted}.", err=True)
    return part.look({})


def as_diff(part: Part) -> str:
    """The changes of a part as a diff that `git apply` takes."""
    from sopgen.fix import difference

    return "".join(
        difference(from_here_path(part.root / path), before, after)
        for path, (before, after) in changes(part).changes.items()
    )


def changes(part: Part) -> Mended:
    """The changes of a part that are certainly right; nothing is written."""
    from sopgen.fix import mend

    def read(path: str) -> bytes:
        return part.unsaved[path] if path in part.unsaved else (part.root / path).read_bytes()

    return mend(read, lambda texts: part.look({**part.unsaved, **texts}).problems)
