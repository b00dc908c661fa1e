"""A guard: a few words of sopgen's code without which an attack would succeed, and the tests that know it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Guard:
    """name: what it keeps from happening. file: from the repository. on, off: its text, and what stands there when it
    is switched off. tests: of which each must fail then, one case of it at least."""

    name: str
    file: str
    on: str
    off: str
    tests: tuple[str, ...]

    def switched_off(self, text: str) -> str:
        """The file without it. Raises ValueError where its text does not stand there once, or what is left is no
        Python: the table is to be put right then."""
        if (found := text.count(self.on)) != 1:
            raise ValueError(f"{self.name}: its text stands {found} times in {self.file}")
        without = text.replace(self.on, self.off)
        if self.file.endswith(".py"):
            compile(without, self.file, "exec")
        return without


def read(guard: Guard, folder: Path = REPOSITORY) -> str:
    return (folder / guard.file).read_text("utf-8")
