"""The workshop: the folder beside the output where the next sites are staged, one build at a time.

It holds `lock`, `new` (the staged tree; after the exchange, the tree that stood before), where a system cannot
exchange folders `old`, and beside a large output `spare`, which stays from build to build (`spare.py`). `exchange` is
the journal: it is made when `new` is complete and goes last. Without it `new` was never published, or not since it was
a spare, and is ours to remove. With it, an output folder that is missing is completed from `new` or rolled back from
`old`, and what is left is removed file by file, by its manifest.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from sopgen.model import SopgenError
from sopgen.publish.exchange import exchange
from sopgen.publish.manifest import NAME, SYSTEM_FILES, read_manifest
from sopgen.refusals import what_to_do

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Workshop(Struct, frozen=True):
    """folder: `.build.sopgen` beside `build`. new: where the next tree is staged. journal: `exchange`, as told."""

    folder: Path
    new: Path
    old: Path
    spare: Path
    journal: Path


@contextmanager
def failures(what: str) -> Iterator[None]:
    """What the system refuses becomes one SopgenError that says what could not be done, and why."""
    try:
        yield
    except OSError as error:
        said = f"{what}: {error.strerror or error}. The sites stand as they were."
        raise SopgenError(said, what_to_do(error)) from error


@contextmanager
def open_workshop(output: Path, wait: float) -> Iterator[Workshop]:
    """The workshop of an output folder, cleared of what a dead build has left, ours alone until the block ends.

    wait: seconds that another build is given to finish. Raises SopgenError where it does not.
    """
    workshop = _workshop(output)
    with failures(f"{workshop.folder} cannot be made"):
        os.makedirs(output.parent, exist_ok=True)
        lock = _lock(workshop, time.monotonic() + wait)
    try:
        with failures(f"what a build has left in {workshop.folder} cannot be cleared"):
            _settle(workshop, output)
        yield workshop
    finally:
        clear(workshop, output)
        _unlock(workshop, lock)


def recover(output: Path) -> bool:
    """Clears up after a build that was killed while it published: True where there was something to clear.

    Quick where there is nothing to do; a folder at which another build works right now is left alone.
    """
    output = Path(os.path.abspath(output))
    workshop = _workshop(output)
    try:
        if set(os.listdir(workshop.folder)) == {"lock", "spare"}:
            return False
    except FileNotFoundError:
        return False
    except OSError:
        pass  # the workshop cannot be opened then either
    try:
        with open_workshop(output, wait=0):
            return True
    except SopgenError:
        return False


def exchange_output(workshop: Workshop, output: Path) -> None:
    """Puts the staged tree in the place of the standing one, which is left in the workshop."""
    with failures(f"{output} cannot be exchanged"):
        os.close(os.open(workshop.journal, os.O_WRONLY | os.O_CREAT, 0o666))
        if not output.exists():
            os.rename(workshop.new, output)
        elif not exchange(workshop.new, output):
            os.rename(output, workshop.old)
            try:
                os.rename(workshop.new, output)
            except OSError as error:
                _take_back(workshop, output, error)
                raise


def _take_back(workshop: Workshop, output: Path, error: OSError) -> None:
    """Puts the tree that stood back to its place, where only a second rename had failed. Raises SopgenError."""
    try:
        os.rename(workshop.old, output)
    except OSError:
        said = f"{output} cannot be exchanged: {error.strerror}. The sites that stood there are in {workshop.old} now"
        raise SopgenError(said, f"The next build puts them back. {what_to_do(error)}") from error


def clear(workshop: Workshop, output: Path) -> None:
    """Removes what was published before. What is left over, the next build clears, or says why it cannot."""
    with suppress(OSError, SopgenError):
        _settle(workshop, output)


def _workshop(output: Path) -> Workshop:
    folder = output.parent / f".{output.name}.sopgen"
    return Workshop(folder, folder / "new", folder / "old", folder / "spare", folder / "exchange")


def _settle(workshop: Workshop, output: Path) -> None:
    """Completes or rolls back an exchange that was cut short, and removes trees that stand in the workshop."""
    if not workshop.journal.exists():
        if workshop.new.exists():
            shutil.rmtree(workshop.new)
        return
    if workshop.old.exists() and not output.exists():
        os.rename(workshop.new if workshop.new.exists() else workshop.old, output)
    for tree in (workshop.old, workshop.new):
        if tree.exists():
            _remove(tree, output)
    os.unlink(workshop.journal)


def _remove(tree: Path, output: Path) -> None:
    """Removes a tree that was published, but only our files: others, which came while we worked, go to the output.

    The manifest goes last, so that a removal that is cut short can be taken up again.
    """
    for path in read_manifest(tree).files:
        try:
            os.unlink(f"{tree}/{path}")
        except FileNotFoundError:
            pass
        except OSError:
            if not os.path.isdir(f"{tree}/{path}"):  # a folder that somebody made of our file goes with the others
                raise
    for folder, _, names in os.walk(tree, topdown=False):
        for name in names:
            kept = Path(folder, name)
            if kept != tree / NAME:
                _rescue(kept, output / kept.relative_to(tree))
        if Path(folder) != tree:
            os.rmdir(folder)
    with suppress(FileNotFoundError):
        os.unlink(tree / NAME)
    os.rmdir(tree)


def _rescue(file: Path, wanted: Path) -> None:
    """Moves a file that is not ours out of a tree that goes; it never takes the place of another."""
    if file.name in SYSTEM_FILES and wanted.exists():
        os.unlink(file)
        return
    place, number = wanted, 1
    while os.path.lexists(place):
        place, number = wanted.with_name(f"{wanted.name}.kept-{number}"), number + 1
    os.makedirs(place.parent, exist_ok=True)
    os.rename(file, place)


def _lock(workshop: Workshop, until: float) -> int:
    """A descriptor that holds the lock. Who waited for a folder that is gone when the lock comes, asks again."""
    path = workshop.folder / "lock"
    while True:
        with suppress(FileExistsError):
            os.mkdir(workshop.folder)
        with suppress(FileNotFoundError):
            inside = os.listdir(workshop.folder)
            if "lock" not in inside and inside not in ([], ["spare"]):  # somebody may have begun to delete it
                raise SopgenError(
                    f"{workshop.folder} is not sopgen's: it holds {inside[0]}",
                    "sopgen stages sites in a folder of that name. Rename yours, or name another with --output DIR.",
                )
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
            try:
                if _take(descriptor) and os.path.samestat(os.fstat(descriptor), os.stat(path)):
                    return descriptor
                os.close(descriptor)
            except FileNotFoundError:
                os.close(descriptor)
                continue
        if time.monotonic() >= until:
            raise SopgenError(
                f"another build is publishing to the folder beside {workshop.folder.name}",
                "Wait until it has finished, or name another folder with --output DIR.",
            )
        time.sleep(0.05)


def _take(descriptor: int) -> bool:
    """Takes the lock, which goes with the process that holds it; False where another has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _unlock(workshop: Workshop, descriptor: int) -> None:
    """Leaves nothing behind: the lock file goes while the lock is still held."""
    if sys.platform == "win32":
        os.close(descriptor)  # an open file cannot be removed there
    with suppress(OSError):
        if os.listdir(workshop.folder) == ["lock"]:
            os.unlink(workshop.folder / "lock")
            os.rmdir(workshop.folder)
    if sys.platform != "win32":
        os.close(descriptor)
