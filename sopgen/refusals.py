"""What a system refuses a program that is right: a full disk, no permission, too many files. And what to do then."""

from __future__ import annotations

import errno

_PERMISSION = "You may not do that there: mend the permissions, or name another folder with --output DIR."
_HINTS = {
    errno.EACCES: _PERMISSION,
    errno.EAGAIN: "The system has nothing left to give: end other programs, or build with --jobs 1.",
    errno.EBUSY: "A program or a mount holds the folder: name another with --output DIR.",
    errno.EDQUOT: "Your share of the disk is used up: make room and build again.",
    errno.EFBIG: "Your system limits how long a file may be: `ulimit -f` says how long.",
    errno.EIO: "The disk cannot be read or written there: look at it before you build again.",
    errno.EMFILE: "Your system limits how many files may be open: allow more with `ulimit -n`.",
    errno.ENAMETOOLONG: "The name is too long for the disk: give the document a shorter `slug`.",
    errno.ENFILE: "The system has too many files open: end other programs.",
    errno.ENOMEM: "There is not enough memory: end other programs, or build with --jobs 1.",
    errno.ENOSPC: "The disk is full: make room and build again.",
    errno.EPERM: _PERMISSION,
    errno.EROFS: "The disk can only be read: name a folder elsewhere with --output DIR.",
}


def is_refusal(error: BaseException) -> bool:
    """Whether this is no fault of a program: the system, or its owner, does not want or cannot do something."""
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _HINTS)


def what_to_do(error: BaseException) -> str:
    """A sentence for who has to do with it; "" where there is none."""
    code = errno.ENOMEM if isinstance(error, MemoryError) else getattr(error, "errno", None)
    return _HINTS.get(code or 0, "")


def said(error: BaseException) -> str:
    """What the system said, and of which file."""
    if not isinstance(error, OSError):
        return "not enough memory"
    return f"{error.filename}: {error.strerror}" if error.filename else f"{error.strerror or error}"
