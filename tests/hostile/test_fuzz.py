"""A short run of the fuzzer, the same each time; `make torture` and `make fuzz` go on. And inputs that once failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.fuzz import VALUES, attacked
from tests.hostile.reading import READERS, read, written

FOUND = Path(__file__).parent / "found"
"""What `make fuzz` found, a file each: it ends in build/fuzz/found, and belongs here when it is mended."""


def test_a_file_changed_by_chance_is_no_fault(tmp_path: Path) -> None:
    assert list(attacked(tmp_path, 1, 15, 60)) == []


@pytest.mark.parametrize("kind", READERS)
def test_inputs_of_each_kind_are_read(kind: str) -> None:
    for value in VALUES[::9]:
        for text in (value, f"a: {value}", f"desk:\n  weekly: {{mon: {value}}}", f"- {value}\n\n## {value}"):
            read(written(kind, text.encode("utf-8", "surrogatepass")))
    for path in FOUND.glob("*"):
        read(path.read_bytes())


@pytest.mark.parametrize(
    ("kind", "name"),
    [("markdown", "sopgen.parse.near_misses"), ("html", "sopgen.parse.net"), ("front-matter", "sopgen.parse.decode")]
    + [(kind, "sopgen.yaml_source.yaml.compose") for kind in READERS if kind.endswith(".yaml")],
)
def test_a_fault_in_reading_shows(kind: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fuzzer reads what it should."""
    read(written("markdown", b"a"))  # the settings of all documents are read before there is a fault

    def fault(*arguments: object, **named: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(name, fault)
    with pytest.raises(ZeroDivisionError):
        read(written(kind, b"a: <b>b</b>"))
