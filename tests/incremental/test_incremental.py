"""After any edit a build that remembers leaves the very bytes that a clean build makes, and says the same.

`SOPGEN_EDITS=500` walks as many steps, `SOPGEN_EDITS_SEED` a walk that failed.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import pytest

from sopgen.publish.manifest import NAME, FileFacts, manifest_text
from tests.incremental.search import SEED, steps_asked, walk
from tests.incremental.trees import File, Tree, changed, differences, foreign
from tests.incremental.walk import Walk

STEPS = 8
"""Of an ordinary run: a minute of one core, nearly all of it for the clean builds."""

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="each build is a child of a process that is ready")


@FORKS
def test_what_is_remembered_changes_nothing(tmp_path: Path) -> None:
    print(f"SOPGEN_EDITS_SEED={SEED}")
    walk(Walk, tmp_path, steps_asked(STEPS))


BEFORE = {"help/assets/a.11111111.css": File(b"a", 0o644)}
CLEAN = {"help/index.html": File(b"<p>", 0o644), "handbook/index.html": File(b"<i>", 0o644)}


def with_manifest(files: Tree, superseded: Tree = MappingProxyType({})) -> Tree:
    """A tree as it is published: with a manifest of these files."""
    facts = {
        path: FileFacts(len(file.data), sha256(file.data).hexdigest(), path in superseded, path in superseded)
        for path, file in {**files, **superseded}.items()
    }
    return {**files, **superseded, NAME: File(manifest_text("1", facts), 0o644)}


@pytest.mark.parametrize(
    ("built", "superseded", "wrong"),
    [
        (CLEAN, {}, ""),
        (CLEAN, BEFORE, ""),
        ({**CLEAN, **BEFORE}, {}, "help/assets/a.11111111.css should not be there"),
        (CLEAN, {"help/assets/b.11111111.css": File(b"b", 0o644)}, "never stood there"),
        ({**CLEAN, "help/.DS_Store": File(b"", 0o644)}, {}, "is {'size': 0"),
        ({**CLEAN, "help/index.html": File(b"<b>", 0o644)}, {}, "help/index.html differs at byte 1"),
        ({**CLEAN, "help/index.html": File(b"<p>", 0o600)}, {}, "help/index.html has mode 600, not 644"),
        ({"help/index.html": CLEAN["help/index.html"]}, {}, "handbook/index.html is missing"),
    ],
)
def test_the_comparison_sees(built: Tree, superseded: Tree, wrong: str) -> None:
    found = list(differences(with_manifest(built, superseded), with_manifest(CLEAN), BEFORE, ()))
    assert any(wrong in one for one in found) if wrong else found == []


def test_other_sites_stay_as_they_were() -> None:
    old = with_manifest({"handbook/index.html": File(b"old", 0o644), "help/index.html": File(b"old", 0o644)})
    clean = with_manifest({"help/index.html": CLEAN["help/index.html"]})
    right = with_manifest({**clean, "handbook/index.html": File(b"old", 0o644)})
    wrong = with_manifest({**clean, "handbook/index.html": File(b"new", 0o644)})
    assert list(differences(right, clean, old, ("help",))) == []
    assert "handbook/index.html differs" in "".join(differences(wrong, clean, old, ("help",)))


def test_foreign_files_are_known() -> None:
    assert foreign(with_manifest(CLEAN)) == []
    assert foreign({**with_manifest(CLEAN), "help/mine.txt": File(b"", 0o644)}) == ["help/mine.txt"]
    assert foreign({**with_manifest(CLEAN), "help/.DS_Store": File(b"", 0o644)}) == []
    assert foreign({**with_manifest(CLEAN), NAME: File(b"{", 0o644)})
    assert list(changed(CLEAN, {})) != list(changed(CLEAN, CLEAN)) == []
