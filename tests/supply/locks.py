"""What the lock files pin: names, versions, the digests that pip compares, and who asks for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
US = "sopgen (pyproject.toml"
"""How a lock names pyproject.toml: followed by `)`, or by the group and `)`."""
_PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))? \\")
_DIGEST = re.compile(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package as a lock pins it. digests: of its files, SHA-256. asked_by: names of packages, or `US` and a group."""

    name: str
    version: str
    digests: tuple[str, ...]
    asked_by: tuple[str, ...]


def locks() -> Mapping[str, Path]:
    """The lock files by name: run, test, …"""
    return {path.stem: path for path in sorted(REQUIREMENTS.glob("*.lock"))}


def pins(lock: Path) -> tuple[Pin, ...]:
    """What a lock pins, in its order. Raises ValueError for a line that pins nothing, or without a digest."""
    found: list[Pin] = []
    for part in re.split(r"^(?=\S)", lock.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        first, *rest = part.splitlines()
        pin = _PIN.fullmatch(first)
        digests = [line for line in rest if not line.lstrip().startswith("#")]
        if pin is None or not digests or not all(_DIGEST.fullmatch(line) for line in digests):
            raise ValueError(f"{lock.name}: `{first}` is not pinned with digests")
        hashes = tuple(_DIGEST.sub(r"\1", line) for line in digests)
        found.append(Pin(pin["name"], pin["version"], hashes, tuple(_asked_by(rest))))
    return tuple(found)


def _asked_by(lines: list[str]) -> list[str]:
    said = (line.strip().removeprefix("#").strip().removeprefix("via").strip() for line in lines if "#" in line)
    return [name for name in said if name and not name.startswith("-c ")]


def delivered(found: tuple[Pin, ...]) -> frozenset[str]:
    """The packages that whoever installs sopgen gets: not those that only build it."""
    names = {pin.name for pin in found if f"{US})" in pin.asked_by}
    while more := {pin.name for pin in found if names & set(pin.asked_by)} - names:
        names |= more
    return frozenset(names)
