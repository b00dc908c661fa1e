"""Fuzzes reading by coverage, with Atheris: `make fuzz MINUTES=10 SEED=7`. What fails is kept in build/fuzz/found."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import traceback
from hashlib import blake2b
from pathlib import Path

FOLDER = Path("build/fuzz")
FOUND = FOLDER / "found"
SLOW = 10
"""Seconds after which an input counts as one that never ends."""


def seeds() -> None:
    """Writes what the fuzzer begins with: texts that mean something, and words of which others are made."""
    from tests.hostile.fuzz import KEYS, VALUES, corpus
    from tests.hostile.reading import READERS, written
    from tests.hostile.shapes import REPEATED

    (FOLDER / "corpus").mkdir(parents=True, exist_ok=True)
    FOUND.mkdir(exist_ok=True)
    for name, text in corpus().items():
        file, _, rest = text.removeprefix("---\n").partition("\n---\n")
        texts = {"markdown": rest, "html": rest, "front-matter": file} if name.endswith(".md") else {name: text}
        for kind, content in texts.items():
            if kind in READERS:
                _keep(FOLDER / "corpus", written(kind, content.encode("utf-8", "surrogatepass")[:4000]))
    for kind in ("markdown", "html"):
        for piece in REPEATED:
            _keep(FOLDER / "corpus", written(kind, (piece * 3).encode("utf-8", "surrogatepass")))
    words = sorted({word.encode("utf-8", "surrogatepass")[:60] for word in (*REPEATED, *KEYS, *VALUES)} - {b""})
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in words)
    (FOLDER / "words").write_text("".join(f'"{word}"\n' for word in quoted))


def _keep(folder: Path, data: bytes) -> None:
    (folder / blake2b(data, digest_size=8).hexdigest()).write_bytes(data)


def fuzz(seed: int, seconds: int) -> None:
    """Runs for so long; this process ends with it."""
    import atheris

    with atheris.instrument_imports(include=["sopgen", "markdown_it", "mdit_py_plugins"], enable_loader_override=False):
        from tests.hostile.reading import read

    faults: set[str] = set()

    def one(data: bytes) -> None:
        try:
            read(data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
            if where not in faults:
                faults.add(where)
                _keep(FOUND, data)
                print(f"FOUND {where}: {error!r} {data[:200]!r}", flush=True)

    options = [f"-seed={seed}", f"-max_total_time={seconds}", "-max_len=4000", f"-timeout={SLOW}", "-rss_limit_mb=4096"]
    files = [f"-dict={FOLDER / 'words'}", f"-artifact_prefix={FOUND}/", "-print_final_stats=1", str(FOLDER / "corpus")]
    atheris.Setup([sys.argv[0], *options, *files], one)
    atheris.Fuzz()


def main() -> int:
    seed, minutes = int(os.environ.get("SEED") or 1), float(os.environ.get("MINUTES") or 10)
    if len(sys.argv) > 1:
        fuzz(seed, int(minutes * 60))
        return 0
    seeds()
    command = [sys.executable, "-m", "tests.hostile.guided", "here"]
    ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (FOLDER / "log").write_text(f"{ran.stdout}\n{ran.stderr}", encoding="utf-8")
    count = re.search(r"number_of_executed_units:\s*(\d+)", ran.stderr)
    kept = sorted(str(path) for path in FOUND.iterdir())
    done = count[1] if count else "an unknown number of"
    print(f"seed {seed}, {minutes:g} minutes, {done} executions, {len(kept)} faults")
    print(*kept, *re.findall(r"^FOUND .*", ran.stdout, re.M), sep="\n")
    if ran.returncode:
        print(
            f"the fuzzer ended with {ran.returncode}; {FOLDER / 'log'} says why",
            *ran.stderr.splitlines()[-15:],
            sep="\n",
        )
    return 1 if kept or ran.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
