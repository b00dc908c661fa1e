"""Projects with one file changed by chance, built whole: what ends in anything but a message is a fault."""

from __future__ import annotations

import random
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import monotonic, process_time

from msgspec.structs import replace

from sopgen.build import open_project, render
from sopgen.model import SopgenError
from tests.hostile import injected
from tests.hostile.shapes import OTHERS, REPEATED
from tests.incremental.company import FILES
from tests.projects import AS_OF, BASE, write

ROOT = Path(__file__).parents[2]
KEYS = (
    "title", "nav_title", "description", "type", "audience", "language", "id", "version", "status", "approved",
    "owner", "effective", "reviewed", "review_every", "roles", "branches", "product", "purpose", "stage",
    "asked_as", "changes", "successor", "tags", "order", "icon", "slug", "aliases", "related", "search",
    "extra", "number", "country", "hours", "address", "url", "weekly", "exceptions", "holidays", "value",
    "by_branch", "label", "text", "until", "from", "level", "prefer", "avoid",
)  # fmt: skip
VALUES = (
    "", "~", "null", "no", "yes", "[]", "{}", "[[]]", "{a: b}", "- a", "0", "-1", "1e999", ".nan", ".inf",
    "0x10", "0o7", "1_0", "9" * 400, "2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "10000-01-01",
    "2026-1-1", "99:99-25:61", "00:00-24:00", "24:00-00:00", "mon-fri", "9999999999999 months", "1 months",
    "-5 years", "1e9 EUR", "NaN EUR", "-0.00 EUR", "1.005 EUR", "5 XXX", "&a [*a]", "*a",
    "!!python/object:os.system x", "!!binary aGk=", "|", ">-", "? a", "<<: {a: b}", "\"\\ud800\"",
    "\"\\u0001\"", "'", "\"", "`", "@", "%", "\u2028", "\u202e", "\ufeff", "..", "../..", "/", "//", "C:\\",
    "con", "a" * 300, "*", "**", "{{ facts.x }}", "javascript:x", "é", "é", "😀", "#", "# a", "a: b", "a #b",
    "[a, [b, {c: d}]]", "{en: a, en: b}", "en",
)  # fmt: skip

PLACES: tuple[Callable[[Path], object], ...] = (
    lambda file: file.mkdir(),
    lambda file: file.symlink_to("nowhere"),
    lambda file: file.symlink_to(file.name),
    lambda file: file.symlink_to(".."),
)
"""What stands in the place of a file: nothing that anybody can read."""


def corpus() -> dict[str, str]:
    """What is changed: by path in a project, texts that mean something."""
    files = {**BASE, **{name: text for name, text in injected.words("sanitise").items() if name.endswith(".md")}}
    for number, path in enumerate(sorted((ROOT / "procedures").rglob("*.md"))[::9]):
        files[f"procedures/sample-{number}.md"] = path.read_text("utf-8")
    for name in ("hours", "branches", "contacts", "facts", "services", "features", "notices", "terms"):
        files[f"{name}.yaml"] = (ROOT / f"{name}.yaml").read_text("utf-8")
    others = {name: text for name, text in FILES.items() if name.startswith(("static/", "themes/"))}
    return files | {name: text for name, text in others.items() if isinstance(text, str)}


def changed(text: str, chance: random.Random) -> bytes:
    """A text after a few changes."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        text = _change(text, chance)
    data = text.encode("utf-8", "surrogatepass")
    kind = chance.random()
    if kind < 0.1 and data:
        at = chance.randrange(len(data))
        data = data[:at] + chance.randbytes(chance.choice((1, 1, 2, 9))) + data[at + chance.randrange(3) :]
    if kind > 0.98:
        data = text.encode(chance.choice(("utf-16", "utf-32", "utf-8-sig", "utf-16-le")), "surrogatepass")
    return data


def _change(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(9):
        case 0:
            lines.insert(at, f"{'  ' * chance.randrange(4)}{chance.choice(KEYS)}: {chance.choice(VALUES)}")
        case 1:
            key = lines[at].partition(":")[0]
            lines[at] = f"{key}: {chance.choice(VALUES)}"
        case 2:
            lines[at] = chance.choice(REPEATED) * chance.choice((1, 2, 60)) + lines[at]
        case 3:
            lines[at : at + chance.randrange(4)] = []
        case 4:
            lines[at:at] = lines[chance.randrange(len(lines)) :][: chance.randrange(12)]
        case 5:
            lines[at] = chance.choice("  \t>-:") * chance.randrange(1, 6) + lines[at]
        case 6:
            lines.insert(at, chance.choice(tuple(OTHERS.values()))(chance.choice((9, 99, 999))))
        case 7:
            column = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:column] + chance.choice((*REPEATED, *VALUES)) + lines[at][column:]
        case _:
            column = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:column] + chr(chance.choice((*range(128), 0x2028, 0xD800, 0xFFFF, 0x10FFFF, 0x301)))
    return "\n".join(lines)


def attacked(
    folder: Path, seed: int, most: int, seconds: float, tried: Callable[[int], None] = lambda cases: None
) -> Iterator[tuple[int, str, str]]:
    """(seed of the case, file, what went wrong) for each fault of up to so many cases, in so many seconds.

    tried: is told how many cases there were so far.
    """
    files, began = corpus(), monotonic()
    write(folder, BASE)
    for number in range(seed, seed + most):
        if monotonic() - began > seconds:
            return
        tried(number - seed + 1)
        if fault := case(folder, files, number):
            yield (number, *fault)


def case(folder: Path, files: Mapping[str, str], number: int) -> tuple[str, str] | None:
    """The file that is changed in this case, and what went wrong; None where nothing did."""
    chance = random.Random(number)
    name = chance.choice(sorted(files))
    write(folder, {name: changed(files[name], chance)})
    if chance.random() < 0.05:
        (folder / name).unlink()
        chance.choice(PLACES)(folder / name)
    began = process_time()
    try:
        read = open_project(folder / "sopgen.yaml", AS_OF, drafts=True)
        for problem in read.problems:
            assert problem.place.path and problem.place.line >= 1 and problem.place.column >= 0 and problem.message
        if read.library and read.config and (name.startswith(("static/", "themes/")) or chance.random() < 0.3):
            render(replace(read, problems=()), tuple(read.config.sites), search=False)
    except SopgenError:
        pass
    except Exception as error:
        return name, f"{error!r}\n{''.join(traceback.format_tb(error.__traceback__)[-3:])}"
    finally:
        _take(folder / name)
        write(folder, BASE)
    took = process_time() - began
    return (name, f"took {took:.1f} seconds") if took > 20 else None


def _take(file: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        file.rmdir()
    else:
        file.unlink()
