"""A translation gives steps the times and roles of its source.

## Why

Two colleagues read the same procedure in two languages. Where one page says 5 minutes and the other 10, one of them
stops too early. Copy the braces as they are: times and roles are written in English and shown in the reader's language.

## Bad

```markdown procedures/open.md
---
title: Open the office
type: procedure
---

## Steps

1. Open the windows. {time="10 minutes"}
2. Count the keys.
```

```markdown procedures/open.it.md
---
title: Aprire l’ufficio
---

## Passi

1. Apri le finestre. {time="5 minutes"}
2. Conta le chiavi.
```

## Good

```markdown procedures/open.md
---
title: Open the office
type: procedure
---

## Steps

1. Open the windows. {time="10 minutes"}
2. Count the keys.
```

```markdown procedures/open.it.md
---
title: Aprire l’ufficio
---

## Passi

1. Apri le finestre. {time="10 minutes"}
2. Conta le chiavi.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from sopgen.library import Library
from sopgen.model import Finding, Place, Record, Severity, StepRef

SEVERITY: Severity = "warning"
SCOPE = "library"
NAME = "translation-steps"


def check(library: Library) -> Iterator[Finding]:
    for path, source in sorted(library.sources.items()):
        own = library.records[path]
        if not own.empty:
            yield from _compared(source, own)


def _compared(source: Record, own: Record) -> Iterator[Finding]:
    theirs, ours = _steps(source), _steps(own)
    said = [_said(step) for step in theirs], [_said(step) for step in ours]
    for tag, start, end, first, last in SequenceMatcher(None, *said, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        before = ours[first - 1].place if first else Place(own.path, own.body_line)
        for there, here in zip_longest(theirs[start:end], ours[first:last]):
            yield _finding(there, here, before)


def _finding(there: StepRef | None, here: StepRef | None, before: Place) -> Finding:
    if there is None:
        assert here is not None
        return Finding(here.place, NAME, f"the source has no `{_said(here)}` here", "take it out")
    hint = f"copy it from {there.place.path}:{there.place.line}"
    if here is None:
        return Finding(before, NAME, f"the source has `{_said(there)}` below here, the translation has not", hint)
    return Finding(here.place, NAME, f"the source has `{_said(there)}` here, the translation `{_said(here)}`", hint)


def _steps(record: Record) -> Sequence[StepRef]:
    """All that the steps of a file say of themselves, whoever reads them, in the order of the text."""
    found = dict.fromkeys(step for outline in record.outlines.values() for step in outline.steps)
    return sorted(found, key=lambda step: step.place)


def _said(step: StepRef) -> str:
    """The braces of a step as they would be written."""
    unit = step.unit if step.count == 1 else f"{step.unit}s"
    time = [f'time="{step.count} {unit}"'] if step.count else []
    roles = [f'role="{", ".join(step.roles)}"'] if step.roles else []
    return f"{{{' '.join([*time, *roles])}}}"
