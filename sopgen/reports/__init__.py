"""How problems are written down: one module for each format; `REPORTS` is the one list that names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sopgen.fingerprint import LinesOf
from sopgen.model import Problem
from sopgen.reports import github, gitlab, json, sarif, text

REPORTS: Mapping[str, Callable[[Sequence[Problem], LinesOf], str]] = {
    "github": github.report,
    "gitlab": gitlab.report,
    "json": json.report,
    "sarif": sarif.report,
    "text": text.report,
}
"""Each takes problems (paths relative to the working directory) and what gives the lines of a file, and gives what to
print, "" where there is nothing."""
