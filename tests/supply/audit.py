"""`make audit`: what is known against the packages that the locks pin, where somebody who knows can be asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.supply.locks import REQUIREMENTS, locks

SECONDS = 90
"""After which nobody waits any more for one lock."""


def audit() -> int:
    """1 where something is known against what users install; against tools it is said only. 0 where nobody answers."""
    code = 0
    for name in ("run", *sorted(set(locks()) - {"run"})):
        found = asked(REQUIREMENTS / f"{name}.lock")
        if found is None:
            print(f"{name}.lock: not audited, nobody could be asked", file=sys.stderr)
            continue
        lines = list(told(found))
        unknown = sum("skip_reason" in package for package in found)
        print(f"{name}.lock: {len(found) - unknown} packages audited, {unknown} unknown, {len(lines)} problems")
        print("".join(f"  {line}\n" for line in lines), end="")
        code = code or int(bool(lines) and name == "run")
    return code


def asked(lock: Path) -> list[dict[str, Any]] | None:
    """What pip-audit says of each package of a lock; None where it could ask nobody who knows one of them."""
    options = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--timeout", "5", "--format", "json")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *options, "--requirement", str(lock)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return None
    return packages if any("skip_reason" not in one for one in packages) else None


def told(found: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each known vulnerability: the package, the name of the report, the version that mends it."""
    for package in found:
        for one in package.get("vulns", ()):
            mended = ", ".join(one.get("fix_versions", ())) or "nothing yet"
            yield f"{package['name']} {package['version']}: {one['id']}, mended by {mended}"
