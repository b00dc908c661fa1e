"""A translation says what its source says today.

## Why

The English page now says five days, the Italian one still says three: nobody sees it on either page. `sopgen translate
--accept FILE` notes what a translation was made from, block by block, in `translations.it.lock` in the content folder.
From then on each change of the source is found, and the page says where its meaning may differ. Spaces, line breaks and
bold letters are no change, and dates play no part. A translation that was never accepted is left alone.

## Bad

```markdown procedures/closed.md
---
title: Closed days
---

We are closed on Sundays and on Mondays.
```

```markdown procedures/closed.it.md
---
title: Giorni di chiusura
---

La domenica siamo chiusi.
```

```text procedures/translations.it.lock
closed.it.md
  9242f0bf 0f7472b5  Closed days
  369c0a70 5bfa7b4b  We are closed on Sundays.
```

## Good

```markdown procedures/closed.md
---
title: Closed days
---

We are closed on Sundays and on Mondays.
```

```markdown procedures/closed.it.md
---
title: Giorni di chiusura
---

La domenica e il lunedì siamo chiusi.
```

```text procedures/translations.it.lock
closed.it.md
  9242f0bf 0f7472b5  Closed days
  95240058 ced2ba4d  We are closed on Sundays and on Mondays.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.library import Library
from sopgen.model import Finding, Place, Severity
from sopgen.translation import RULE

SEVERITY: Severity = "warning"
SCOPE = "library"
_SHOWN = 5


def check(library: Library) -> Iterator[Finding]:
    for path, fresh in sorted(library.fresh.items()):
        if not fresh.changed:
            continue
        places = sorted({changed.own.place for changed in fresh.changed if changed.own}) or [Place(path)]
        of = f"{len(fresh.changed)} of {fresh.blocks} blocks of {fresh.source.path}"
        message = f"{of} changed since this translation was accepted: {_lines(places)}"
        hint = f"`sopgen translate {path}` shows them; `sopgen translate --accept {path}` when it is right"
        yield Finding(places[0], RULE, message, hint)


def _lines(places: list[Place]) -> str:
    """ "line 5", "lines 5, 12, 30 …"."""
    numbers = [*dict.fromkeys(str(place.line) for place in places)]
    more = " …" if len(numbers) > _SHOWN else ""
    return f"line{'s' * (len(numbers) > 1)} {', '.join(numbers[:_SHOWN])}{more}"
