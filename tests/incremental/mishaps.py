"""What happens to the output folder, to the cache and to sopgen itself between two builds: accidents, updates."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from sopgen.publish.manifest import NAME
from tests.incremental.trees import foreign, tree
from tests.incremental.world import OURS, World, put, take_away

MISHAPS: dict[str, Callable[[World, Random], str]] = {}
"""By name; what they answer is as with edits."""


def mishap(do: Callable[[World, Random], str]) -> Callable[[World, Random], str]:
    MISHAPS[do.__name__] = do
    return do


# ------------------------------------------------------------------------------------------------ output


def _published(world: World, random: Random, count: int = 1) -> list[Path]:
    files = sorted(path for path in world.output.rglob("*") if path.is_file() and path.name != NAME)
    return random.sample(files, min(count, len(files)))


@mishap
def pages_deleted(world: World, random: Random) -> str:
    gone = _published(world, random, random.randrange(1, 4))
    for file in gone:
        file.unlink()
    return f"deleted {', '.join(map(str, gone))}" if gone else ""


@mishap
def page_changed(world: World, random: Random) -> str:
    """Sometimes with the size and the time that it had."""
    for file in _published(world, random):
        data = file.read_bytes()
        return f"{file} says {put(file, data[:-3] + bytes(3) if random.random() < 0.6 else b'mine', random)}"
    return ""


@mishap
def pages_swapped(world: World, random: Random) -> str:
    files = _published(world, random, 2)
    if len(files) < 2:
        return ""
    between = world.folder / "between"
    files[0].rename(between)
    files[1].rename(files[0])
    between.rename(files[1])
    return f"swapped {files[0]} and {files[1]}"


@mishap
def page_copied(world: World, random: Random) -> str:
    """The same bytes in another file: what stands need not be written, and may be."""
    for file in _published(world, random):
        return f"{file} anew, {put(file, file.read_bytes(), random)}"
    return ""


@mishap
def page_locked(world: World, random: Random) -> str:
    for file in _published(world, random):
        file.chmod(0o600)
        return f"{file} for its owner only"
    return ""


@mishap
def page_is_a_folder(world: World, random: Random) -> str:
    for file in _published(world, random):
        file.unlink()
        file.mkdir()
        return f"{file} is a folder"
    return ""


@mishap
def page_is_a_link(world: World, random: Random) -> str:
    for file in _published(world, random):
        file.rename(world.folder / "led-to")
        file.symlink_to(world.folder / "led-to")
        return f"{file} is a link"
    return ""


@mishap
def foreign_file(world: World, random: Random) -> str:
    if not world.output.is_dir():
        return ""
    folder = random.choice(sorted(path for path in world.output.rglob("*") if path.is_dir()) or [world.output])
    (folder / random.choice(("mine.txt", ".DS_Store", "Thumbs.db"))).write_text("mine")
    return f"a file in {folder}"


@mishap
def folder_deleted(world: World, random: Random) -> str:
    folders = sorted(path for path in world.output.rglob("*") if path.is_dir())
    if not folders:
        return ""
    folder = random.choice(folders)
    shutil.rmtree(folder)
    return f"deleted {folder}"


@mishap
def output_deleted(world: World, random: Random) -> str:
    shutil.rmtree(world.output, ignore_errors=True)
    return "deleted the output"


@mishap
def manifest_damaged(world: World, random: Random) -> str:
    file = world.output / NAME
    if not file.is_file():
        return ""
    what = random.choice(("deleted", "half", "anew"))
    if what == "deleted":
        file.unlink()
    else:
        data = file.read_bytes()
        put(file, data[: len(data) // 2] if what == "half" else data, random)
    return f"the manifest: {what}"


@mishap
def output_rolled_back(world: World, random: Random) -> str:
    """The sites of some builds ago, put back with their times; or these are kept for later."""
    return _rolled(world.output, world.folder / "kept-output", "output")


def put_right(world: World) -> list[str]:
    """Take away what keeps sopgen from building into its folder, as its message asks for, and from remembering."""
    if world.cache.is_file():
        world.cache.unlink()
    found = foreign(tree(world.output))
    if NAME in found or not (world.output / NAME).is_file():
        if found:
            shutil.rmtree(world.output)
            return ["deleted the output, as asked for"]
        return []
    for path in found:
        take_away(world.output / path)
    return [f"took {path} out of the output" for path in found]


# ------------------------------------------------------------------------------------------------ cache


def _damage(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    match random.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return bytes(len(data))
        case 2:
            return data[:at] + bytes(min(4096, len(data) - at)) + data[at + 4096 :]
        case 3:
            return random.randbytes(len(data) // 2)
    flipped = bytearray(data)
    for _ in range(random.choice((1, 1, 30))):
        if flipped:
            flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _kept(world: World) -> list[Path]:
    return sorted(path for path in world.cache.rglob("*") if path.is_file())


@mishap
def cache_deleted(world: World, random: Random) -> str:
    if world.cache.is_dir():
        shutil.rmtree(world.cache)
    else:
        world.cache.unlink(missing_ok=True)
    return "deleted the cache"


@mishap
def cache_damaged(world: World, random: Random) -> str:
    damaged = [file for file in _kept(world) if random.random() < 0.7]
    for file in damaged:
        put(file, _damage(file.read_bytes(), random), random)
    return f"damaged {', '.join(file.name for file in damaged)}" if damaged else ""


@mishap
def cache_file_deleted(world: World, random: Random) -> str:
    for file in random.sample(_kept(world), min(1, len(_kept(world)))):
        file.unlink()
        return f"deleted {file.name}"
    return ""


@mishap
def cache_rolled_back(world: World, random: Random) -> str:
    """The cache of some builds ago, or it is kept for later."""
    return _rolled(world.cache, world.folder / "kept-cache", "cache")


@mishap
def cache_restored(world: World, random: Random) -> str:
    """The same bytes in other files, as CI puts a cache back."""
    for file in _kept(world):
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    return "restored the cache"


@mishap
def cache_of_another(world: World, random: Random) -> str:
    """What another project has remembered, under our names."""
    others = sorted(path for path in (world.folder / "other-cache").rglob("*") if path.is_file())
    for file in _kept(world):
        same = [other for other in others if other.suffix == file.suffix]
        if same:
            shutil.copy2(same[0], file)
    return "the cache of another project" if others else ""


@mishap
def cache_in_the_way(world: World, random: Random) -> str:
    """There is no place for a cache."""
    cache_deleted(world, random)
    world.cache.write_bytes(b"a file")
    return "a file stands where the cache belongs"


@mishap
def project_elsewhere(world: World, random: Random) -> str:
    """The project in another folder: moved with its output, or as fresh files without any, as from git."""
    place = world.project.with_name(f"project-{random.randrange(1000)}")
    if place.exists():
        return ""
    if random.random() < 0.5:
        world.project.rename(place)
        world.project = place
        return f"moved the project to {place.name}"
    shutil.copytree(world.project, place, symlinks=True, copy_function=shutil.copy, ignore=_no_output)
    shutil.rmtree(world.project)
    world.project = place
    return f"a fresh copy of the project in {place.name}"


def _no_output(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in OURS]


def _rolled(folder: Path, kept: Path, what: str) -> str:
    if not folder.is_dir():
        return ""
    if not kept.exists():
        shutil.copytree(folder, kept, symlinks=True)
        return f"the {what} is kept"
    shutil.rmtree(folder)
    kept.rename(folder)
    return f"an old {what} is back"


# ------------------------------------------------------------------------------------------------ program


_PARTS = (
    ("sopgen/__init__.py", '__version__ = "', '__version__ = "9'),
    ("sopgen/language/en/words.txt", "[vague-wording]\n", "[vague-wording]\nknows -> say who\n"),
    ("sopgen/language/en/words.txt", "[vague-wording]\n", "[vague-wording]\nlight -> say how\n"),
    ("sopgen/formats.py", "}–{format_time(closes", "}-{format_time(closes"),
    ("sopgen/rules/step_length.py", "a step takes at most", "a step has at most"),
    ("sopgen/parse.py", "\n", "\n# newer\n"),
    ("themes/base/templates/404.html", "<p>", "<p >"),
    ("themes/base/assets/site.js/10-shared.js", "\n", "\n\n"),
    ("themes/base/locales/it.po", 'msgstr "Cerca"', 'msgstr "Trova"'),
)
"""Files of sopgen, a text in each, and what stands there in a newer one."""


@mishap
def another_sopgen(world: World, random: Random) -> str:
    """An update, or the way back to what was installed before, to the very time of each file."""
    if world.program is None:
        return ""
    kept = world.folder / "kept-program"
    kept.mkdir(exist_ok=True)
    world.stale_program = True
    for file in sorted(kept.iterdir()):
        name = file.name.replace("+", "/")
        shutil.copy2(file, world.program / name)
        file.unlink()
        return f"{name} is the old one again"
    name, old, new = random.choice(_PARTS)
    file = world.program / name
    shutil.copy2(file, kept / name.replace("/", "+"))
    text = file.read_text("utf-8")
    assert old in text, f"{old} is no longer in {name}"
    file.write_text(text.replace(old, new, 1), "utf-8")
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        os.unlink(compiled)
    return f"a newer {name}"
