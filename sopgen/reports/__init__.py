"""How problems are written down: one module for each format; `REPORTS` is the one list that names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sopgen.model import Problem
from sopgen.reports import github, json, text

REPORTS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "github": github.report,
    "json": json.report,
    "text": text.report,
}
"""Each takes problems (paths relative to the working directory) and gives what to print, "" where there is nothing."""
