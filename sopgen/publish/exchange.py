"""Two folders change places: in one system call where the system has one."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
# For C libraries that do not wrap renameat2 (glibc before 2.28, old musl).
_RENAMEAT2 = {"x86_64": 316, "aarch64": 276, "riscv64": 276, "armv7l": 382, "ppc64le": 357, "s390x": 347}


def exchange(one: Path, other: Path) -> bool:
    """Lets two folders on one file system change places at once; False where the system cannot, both then as before."""
    if sys.platform == "win32":
        return False
    paths = os.fsencode(one), os.fsencode(other)
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        swap = getattr(libc, "renamex_np", None)
        return swap is not None and swap(*paths, ctypes.c_uint(_RENAME_SWAP)) == 0
    places = ctypes.c_int(_AT_FDCWD), paths[0], ctypes.c_int(_AT_FDCWD), paths[1], ctypes.c_uint(_RENAME_EXCHANGE)
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is not None:
        return bool(renameat2(*places) == 0)
    number, syscall = _RENAMEAT2.get(platform.machine()), getattr(libc, "syscall", None)
    return number is not None and syscall is not None and syscall(ctypes.c_long(number), *places) == 0
