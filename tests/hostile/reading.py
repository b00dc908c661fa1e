"""What a fuzzer hands over, read as sopgen reads files: bytes in, findings out, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from sopgen import library, load
from sopgen.build import ParseOptions, parse
from sopgen.check import judged_by, of_one
from sopgen.config import Config, read_in_part
from sopgen.model import Finding, SopgenError
from tests.projects import AS_OF, BASE

ROOT = Path("/project")
MOST = 5_000
"""Bytes of an input: what is wrong with more is wrong with less."""


def read(data: bytes) -> None:
    """Reads what the first byte says, made of the others. Raises what no reading may raise."""
    if data:
        kinds = sorted(READERS)
        READERS[kinds[data[0] % len(kinds)]](data[1:MOST])


def written(kind: str, data: bytes) -> bytes:
    """The input that is read as this kind."""
    return bytes([sorted(READERS).index(kind)]) + data


def _markdown(html: str) -> Callable[[bytes], None]:
    return lambda data: _document(b"---\ntitle: A\naudience: [staff, customer]\n---\n\n" + data, html)


def _front_matter(data: bytes) -> None:
    _document(b"---\n" + data + b"\n---\n\nText.\n", "escape")


def _document(data: bytes, html: str) -> None:
    settings = _settings()
    source = load.source("procedures/a.md", data, "procedures", settings.languages, settings.translations)
    document = parse(source, ParseOptions(html=html, languages=settings.languages))  # type: ignore[arg-type]  # a choice
    _placed(document.record.findings)
    _placed(of_one(library.alone(document.record, settings), document.body, judged_by(settings)).findings)


@cache
def _settings() -> Config:
    found, _ = read_in_part(ROOT / "sopgen.yaml", AS_OF, True, lambda path: BASE[path.name].encode())
    assert found
    return found


def _file(name: str) -> Callable[[bytes], None]:
    def settings(data: bytes) -> None:
        try:
            _, findings = read_in_part(
                ROOT / "sopgen.yaml",
                AS_OF,
                True,
                lambda path: data if path.name == name else BASE.get(path.name, "").encode(),
            )
        except SopgenError:
            return
        _placed(findings)

    return settings


def _placed(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert finding.message and finding.place.path and finding.place.line >= 1 and finding.place.column >= 0


READERS: Mapping[str, Callable[[bytes], None]] = {
    "markdown": _markdown("escape"),
    "html": _markdown("sanitise"),
    "front-matter": _front_matter,
    **{name: _file(name) for name in BASE if name.endswith(".yaml")},
}
"""By what they read."""
