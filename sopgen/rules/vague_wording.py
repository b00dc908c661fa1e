"""Words say how much, when and which: nobody has to guess.

## Why

“As needed” and “soon” leave the decision to the reader. Two colleagues then do two different things, and neither can
be told what was right. Where somebody must decide, the text says who, and by what.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Clean the filter regularly, and replace it as needed.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Pulire il filtro regolarmente e sostituirlo se necessario.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Netegeu el filtre regularment i canvieu-lo si cal.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Καθαρίζετε το φίλτρο τακτικά και αλλάζετέ το όταν χρειάζεται.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Clean the filter every Monday, and replace it when it is grey.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Pulire il filtro ogni lunedì e sostituirlo quando è grigio.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Netegeu el filtre cada dilluns i canvieu-lo quan sigui gris.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Καθαρίζετε το φίλτρο κάθε Δευτέρα και αλλάζετέ το όταν γίνει γκρι.
```

Read are steps, and elsewhere the sentences that tell the reader what to do: commands, and what must or should be done.
What only describes (“The disk fills up soon”, “Deployments are regularly updated”, “You may need a lot of memory”) is
left alone, like headings, quotation and code. A line that says little else (“How often: as needed”) is found.

## Source

EPA QA/G-6, section 2.1 (concise, not open to interpretation); ASD-STE100 rule 1.4 (approved meanings); FDA data on
procedures that leave criteria open.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language import language
from sopgen.language.grammar import Clause, Hit, Language
from sopgen.model import Finding, Severity
from sopgen.prose import Passage
from sopgen.rule import Reading
from sopgen.word_faults import finding, hits

SEVERITY: Severity = "warning"
SCOPE = "prose"

HINT = "say how much, when, which, or who decides and by what"
TELLING = frozenset({"imperative", "infinitive", "na-clause", "modal"})
_POSSIBLE = """
can could cannot can't may might would wouldn't
può possono puoi potete possiamo potrebbe potrebbero potresti potreste
pot poden podeu pots podem podria podrien podríeu podries
μπορεί μπορείτε μπορείς μπορούν μπορούμε μπορούσε ενδέχεται
"""
POSSIBLE = frozenset(_POSSIBLE.split())
"""Verbs of what may be: their sentences tell nobody to do anything."""


def check(reading: Reading) -> Iterator[Finding]:
    grammar = language(reading.prose.language)
    for passage, hit in hits(reading, "vague-wording"):
        if passage.block.place in reading.prose.step_places or _tells(passage, hit, grammar):
            yield finding(passage, hit, "{} leaves it to the reader", HINT)


def _tells(passage: Passage, hit: Hit, grammar: Language) -> bool:
    """Whether the sentence around the words says what is to be done, or little more than they do."""
    text = passage.block.text
    start, end = hit.span
    if (end - start) * 2 >= len(text):
        return True
    sentence = next(one for one in passage.sentences if one.start <= start < one.end)
    clause = grammar.clause(sentence, frozenset())
    return bool(clause.commands) or (clause.form in TELLING and not _is_possible(clause, text))


def _is_possible(clause: Clause, text: str) -> bool:
    return clause.form == "modal" and not POSSIBLE.isdisjoint(text[slice(*clause.verb)].lower().split())
