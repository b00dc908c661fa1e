"""A step says “if …” before what to do, with a comma between.

## Why

Readers act on the first words. Who reads “Call the manager if the amount is above your limit” has the telephone in
hand before the “if” comes. With the condition in front, whoever it does not concern goes on with the next step.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. Call the manager if the amount is above your limit.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Chiamare il responsabile se l'importo supera il limite.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Truqueu al responsable si l'import supera el límit.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Καλέστε τον υπεύθυνο αν το ποσό ξεπερνά το όριο.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
type: procedure
---

## Steps

1. If the amount is above your limit, call the manager.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

## Passi

1. Se l'importo supera il limite, chiamare il responsabile.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

## Passos

1. Si l'import supera el límit, truqueu al responsable.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

## Βήματα

1. Αν το ποσό ξεπερνά το όριο, καλέστε τον υπεύθυνο.
```

## Source

Follows ASD-STE100 rule 5.4 (the condition first, a comma, then the command) and Google's guide for developer
documentation (conditions before instructions).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.language.grammar import Clause
from sopgen.language.tokens import OPAQUE, Sentence
from sopgen.model import Block, Finding, Severity
from sopgen.rule import Reading
from sopgen.step_faults import quoted, rewritten

SEVERITY: Severity = "warning"
SCOPE = "prose"
APART = frozenset(",;:·–—()")
"""What divides a sentence into parts that a condition may belong to."""

EXCEPTIONS = ("unless", "a meno che", "salvo che", "tranne", "tret que", "llevat que", "a menys que", "εκτός")
OR = frozenset({"or", "either", "o", "oppure", "ή", "είτε", "bé"})
FUTURE = frozenset({"will", "won't", "would", "can", "may", "might", "should"})
"""A statement of its own, to which the condition belongs: “Say why, and they will read it when they decide.”"""
ASKED = re.compile(r"\b(?:find|figure|work) out\W*$")
"""Before these words “if” and “when” begin a question: “Find out when it closes.”"""
ALTERNATIVE = re.compile(r"[,;] (?:or|o|oppure|ή) [^,;]*$")
CONDITIONS = frozenset({"if", "when", "se", "quando", "si", "quan", "αν", "εάν", "όταν"})
BANS = frozenset({"not", "don't", "don’t", "never", "non", "mai", "no", "μη", "μην", "ποτέ"})

HINT = "put the condition in front, with a comma before the command"


def check(reading: Reading) -> Iterator[Finding]:
    for step in reading.prose.steps:
        for sentence, clause in zip(step.sentences, step.clauses, strict=True):
            if clause.missing_comma is not None:
                yield _without_comma(step.block, sentence, clause.missing_comma)
            if clause.condition is None or not clause.commands or _belongs_there(sentence, clause):
                continue
            block = step.block
            message = f"{quoted(block.text[slice(*clause.condition)])} comes after the command"
            place = block.place_of(*clause.condition)
            better = turned(sentence, clause)
            if better:
                better, edits = rewritten(block, sentence, better)
                yield Finding(place, "step-condition-first", message, f"write “{better}”", edits)
            else:
                yield Finding(place, "step-condition-first", message, HINT)


def _without_comma(block: Block, sentence: Sentence, end: int) -> Finding:
    place = block.place_of(sentence.start, end)
    words = quoted(block.text[sentence.start : end])
    edit = block.edit(end - 1, end, f"{block.text[end - 1]},")
    message = f"{words} has no comma behind it"
    return Finding(place, "step-condition-first", message, "put a comma before the command", (edit,) if edit else ())


def _belongs_there(sentence: Sentence, clause: Clause) -> bool:
    """Whether a condition holds the command itself (only its comma is missing), what a ban spares (“Do not
    open the valve unless you are told to”), or one of several cases (“Call if …, or write if …”)."""
    assert clause.condition is not None
    start, end = clause.condition
    if any(start <= command[0] < end for command in clause.commands):
        return True
    before = sentence.text[sentence.start : start].lower()
    after = sentence.text[end : sentence.end].lower().lstrip(" ,;").split()[:1]
    several = len(clause.commands) > 1 or not CONDITIONS.isdisjoint(before.split())
    last = max(stop for begin, stop in clause.commands if begin < start)
    if not FUTURE.isdisjoint(sentence.text[last:start].lower().split()):
        return True
    if ASKED.search(before) or ALTERNATIVE.search(before):
        return True
    if not OR.isdisjoint(after) or (several and not OR.isdisjoint(before.split())):
        return True
    return sentence.text[start:end].lower().startswith(EXCEPTIONS) and not BANS.isdisjoint(before.split())


def turned(sentence: Sentence, clause: Clause) -> str:
    """The sentence with its condition in front; "" where more follows the condition, or more than one simple command
    stands before it: then it is not sure to what the condition belongs."""
    assert clause.condition is not None
    start, end = clause.condition
    condition = sentence.text[start:end]
    command = sentence.text[sentence.start : start].rstrip(" ,")
    begins = clause.commands[0][0] == sentence.start and sentence.lower[0] != OPAQUE
    if end < sentence.end or not begins or len(clause.commands) > 1 or not APART.isdisjoint(command):
        return ""
    return f"{condition[:1].upper()}{condition[1:]}, {command[:1].lower()}{command[1:]}"
