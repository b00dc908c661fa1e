"""`make release`: wheel, source archive, bill of materials and licences of the last commit, the same bytes twice.

What is built is what git has, not what lies in the folder: a file that was never looked at cannot get in. The time of
each file is that of the commit, its mode what git knows, so neither clock, umask nor the folder's place is in them.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.supply.bill import bill, licences
from tests.supply.licences import unaccepted

ROOT = Path(__file__).parents[2]


def release(output: Path, root: Path = ROOT) -> int:
    """Writes a release into a folder, which it empties first; 1 where a licence is not one of those accepted.

    root: the checkout of which it is one.
    """
    if wrong := list(unaccepted()):
        print("\n".join(wrong), file=sys.stderr)
        return 1
    commit = _git(root, "rev-parse", "HEAD").decode().strip()
    seconds = int(_git(root, "log", "-1", "--format=%ct"))
    if _git(root, "status", "--porcelain"):
        print(f"What is not committed is not released: this is {commit[:10]}.", file=sys.stderr)
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", "--format=tar", commit))) as archive:
            archive.extractall(folder, filter="data")
        _build(Path(folder), output, seconds)
        version = re.findall(r'^__version__ = "(.+)"', Path(folder, "sopgen/__init__.py").read_text("utf-8"), re.M)[0]
    (output / f"sopgen-{version}.cdx.json").write_text(bill(version, commit, seconds), "utf-8")
    (output / f"sopgen-{version}.licences.txt").write_text(licences(), "utf-8")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(output.iterdir())]
    (output / "SHA256SUMS").write_text("".join(sums), "utf-8")
    print("".join(sums), end="")
    return 0


def _git(root: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"A release is made from a checkout of git: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _build(folder: Path, output: Path, seconds: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(output)],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds), "PYTHONPATH": ""},
        stdout=subprocess.DEVNULL,
        check=True,
    )
