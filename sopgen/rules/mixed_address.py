"""A document speaks to its reader in one way.

## Why

“Porta il tuo scontrino” and “chiamate il vostro consulente” on one page are two voices: the reader wonders who is
meant, and the page looks pasted together. The same holds for a list of steps that goes from commands to
infinitives and back. English has one “you”, so there is nothing to find.

## Bad

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

1. Porta il tuo scontrino.
2. Mostra la tua carta.
3. Se avete domande, chiamate il vostro consulente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

1. Porteu el vostre tiquet.
2. Mostreu la vostra targeta.
3. Si vostè té preguntes, truqui.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

1. Φέρτε την απόδειξή σας.
2. Δείξτε την κάρτα σας.
3. Αν έχεις απορίες, ρώτα τον σύμβουλό σου.
```

## Good

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
type: procedure
---

1. Porta il tuo scontrino.
2. Mostra la tua carta.
3. Se hai domande, chiama il tuo consulente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
type: procedure
---

1. Porteu el vostre tiquet.
2. Mostreu la vostra targeta.
3. Si teniu preguntes, truqueu.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
type: procedure
---

1. Φέρτε την απόδειξή σας.
2. Δείξτε την κάρτα σας.
3. Αν έχετε απορίες, ρωτήστε τον σύμβουλό σας.
```

What is used less is reported, with the line of what is used more. `style: {address: {it: Lei}}` in `sopgen.yaml`
settles it for all documents:

| Language | Forms |
| --- | --- |
| Italian | `tu`, `Lei`, `voi` |
| Catalan | `tu`, `vós`, `vostè` |
| Greek | `singular`, `plural` |

The verbs of steps are read, and in all other text pronouns, possessives and a few verbs. Headings and questions are
not: there it may be the customer who speaks. Blocks for staff and for customers are judged apart.

## Source

Microsoft Italian, Catalan and Greek localisation style guides (form of address, consistency).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sopgen.language.address import WORDS, by_clause, by_words
from sopgen.model import Block, Finding, Severity
from sopgen.prose import Step
from sopgen.rule import Reading
from sopgen.step_faults import quoted
from sopgen.word_faults import RUNNING

SEVERITY: Severity = "warning"
SCOPE = "prose"

NEGATIVE = frozenset({"no", "non", "mai"})
"""After these an infinitive can be the command itself: “Non aprire”."""


class Use(Struct, frozen=True):
    """Words that use a form."""

    form: str
    block: Block
    span: tuple[int, int]

    @property
    def words(self) -> str:
        return quoted(self.block.text[slice(*self.span)])

    @property
    def line(self) -> int:
        return self.block.place_of(*self.span).line

    def finding(self, message: str, hint: str) -> Finding:
        return Finding(self.block.place_of(*self.span), "mixed-address", message, hint)


def check(reading: Reading) -> Iterator[Finding]:
    language = reading.prose.language.partition("-")[0].lower()
    if language not in WORDS:
        return
    fixed = reading.config.style.address.get(language, "")
    groups: dict[str, list[Use]] = {}
    for use in _addresses(reading, language):
        reader = next((name for name in use.block.inside if name in ("staff", "customer")), "")
        groups.setdefault(reader, []).append(use)
    for uses in groups.values():
        if fixed:
            yield from _against(fixed, uses)
        else:
            for use, other in minority(uses):
                there = f"{other.words} on line {other.line} as {other.form}"
                message = f"{use.words} speaks to the reader as {use.form}, {there}"
                yield use.finding(message, f"choose one; `style: {{address: {{{language}: {other.form}}}}}` settles it")
    if "infinitive" in reading.prose.accepted:
        yield from _moods(reading.prose.steps)


def _against(fixed: str, uses: Iterable[Use]) -> Iterator[Finding]:
    for use in uses:
        if use.form != fixed:
            message = f"{use.words} speaks to the reader as {use.form}"
            yield use.finding(message, f"write {fixed}, as sopgen.yaml says")


def _addresses(reading: Reading, language: str) -> Iterator[Use]:
    """How the document speaks to its reader, once for each sentence."""
    clauses = {step.block.place: step.clauses for step in reading.prose.steps}
    for passage in reading.prose.passages:
        if passage.block.kind not in RUNNING:
            continue
        of_step = clauses.get(passage.block.place, ())
        for index, sentence in enumerate(passage.sentences):
            told = by_clause(language, of_step[index]) if index < len(of_step) else None
            told = told or by_words(language, sentence)
            if told:
                yield Use(told[0], passage.block, told[1])


def minority(uses: list[Use]) -> Iterator[tuple[Use, Use]]:
    """The uses of all forms but the one used most (of several, the first), each with the first use of that one."""
    counts = Counter(use.form for use in uses)
    if len(counts) > 1:
        most = max(counts, key=lambda form: counts[form])
        first = next(use for use in uses if use.form == most)
        yield from ((use, first) for use in uses if use.form != most)


def _moods(steps: Iterable[Step]) -> Iterator[Finding]:
    """Infinitives among commands, or commands among infinitives, in one list of steps."""
    lists: dict[str, list[Use]] = {}
    for step in steps:
        clause = step.clause
        if clause is None or clause.form not in ("imperative", "infinitive"):
            continue
        sentence = step.sentences[step.clauses.index(clause)]
        if not NEGATIVE.intersection(sentence.lower[:3]):
            span = clause.commands[0] if clause.commands else clause.verb
            lists.setdefault(step.block.list_id, []).append(Use(clause.form, step.block, span))
    for uses in lists.values():
        for use, other in minority(uses):
            names = {"imperative": "a command", "infinitive": "an infinitive"}
            message = f"{use.words} is {names[use.form]}, {other.words} on line {other.line} {names[other.form]}"
            yield use.finding(message, "write all steps of a list in one form")
