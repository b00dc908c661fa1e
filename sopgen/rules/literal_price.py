"""A price is printed from its fact, not written by hand.

## Why

A price that stands in ten documents is changed in nine. Where a text prints the fact, the new price is right
everywhere, in every language, for every branch. A price that says something else than its fact misleads a customer.

## Bad

```yaml facts.yaml
cancellation_fee: {type: money, value: 15 EUR, label: {en: cancellation fee, it: costo di annullamento}}
```

```markdown procedures/cancel.md
---
title: Cancel a visit
---

You pay €15 when nobody opens the door. The cancellation fee is €20 on Sundays.
```

```markdown procedures/cancel.it.md
---
title: Annullare un intervento
---

Se nessuno apre, paghi 15,00 euro.
```

## Good

```yaml facts.yaml
cancellation_fee: {type: money, value: 15 EUR, label: {en: cancellation fee, it: costo di annullamento}}
```

```markdown procedures/cancel.md
---
title: Cancel a visit
---

You pay {{ facts.cancellation_fee }} when nobody opens the door. A taxi costs us €40.
```

```markdown procedures/cancel.it.md
---
title: Annullare un intervento
---

Se nessuno apre, paghi {{ facts.cancellation_fee }}.
```

Amounts in the currencies of your facts are compared, in text, headings, tables, titles and descriptions. An amount
**equals** a fact wherever it stands. It **contradicts** one only where it is certainly said of it:

- in a sentence such as “the cancellation fee is €20”, by the `label` of a fact or the name of a service;
- in the price column of a table, where the row begins with one of these.

A branch named beside it (“in Milan”) has its own value. The same amount may stand there by chance. So a fact without a
label, which no service and nothing on the page uses, is only named.

Other amounts, ranges, notes and coins, code and quotations are left alone. An editor offers the fact where only one has
the amount. `--fix` never writes it: the same amount can be another price by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sopgen.amounts import amounts
from sopgen.formats import Money, format_money, join_list
from sopgen.model import Block, FactRef, Finding, Severity
from sopgen.price_faults import Said, Subject, cells, said_of, values_of
from sopgen.rule import Reading

SEVERITY: Severity = "warning"
SCOPE = "prose"
NEEDS = ("facts", "services", "branches")


def check(reading: Reading) -> Iterator[Finding]:
    values = values_of(reading)
    currencies = {money.currency for found in values.values() for money in found}
    if not currencies:
        return
    language = reading.prose.language
    blocks = [passage.block for passage in reading.prose.passages]
    table = cells(blocks)
    for block in blocks:
        for amount in amounts(block.text, currencies, language):
            start, end = amount.start, amount.end
            if any(mark.start < end and start < mark.end for mark in block.marks if mark.kind in _NAMES):
                continue
            said = said_of(start, end, block, table, reading)
            its = values_of(reading, said.branches) if said.branches else values
            equal = [name for name in _asked(said, block, its) if amount.money in its.get(name, ())]
            if equal:
                yield _equal(block, start, end, equal, reading)
            elif said.subject and any(its.get(name) for name in said.subject.facts):
                yield _contradicts(block, start, end, said.subject, its, reading)
    yield from _in_front_matter(reading)


_NAMES = frozenset({"code", "fact", "image", "key"})


def _asked(said: Said, block: Block, values: Iterable[str]) -> Iterable[str]:
    """The facts that an amount can be: where something is named that has a price, no other one."""
    if said.subject:
        return (*said.subject.facts, *(said.subject.added if block.kind == "cell" else ()))
    return [name for name in values if name in said.facts] if said.facts else values


def _equal(block: Block, start: int, end: int, names: list[str], reading: Reading) -> Finding:
    found = block.text[start:end]
    if known := [name for name in names if _is_price(name, reading)]:
        message = f"“{found}” is written by hand, and is the value of {_listed(known)}"
        return _finding(block, start, end, known, message)
    message = _by_chance(found, names)
    return Finding(block.place_of(start, end), "literal-price", message, _if_it_is(names))


def _is_price(name: str, reading: Reading) -> bool:
    """Whether a fact is surely told to the readers of this text: customers know its price, or it stands there."""
    return (
        reading.config.facts[name].label is not None
        or any(name in service.facts() for service in reading.config.services.values())
        or all(
            any(isinstance(piece, FactRef) and piece.name in (name, f"facts.{name}") for piece in pieces)
            for pieces in reading.body.views.values()
        )
    )


def _by_chance(found: str, names: list[str]) -> str:
    have = "facts have" if len(names) > 1 else "a fact has"
    return f"“{found}” is written by hand; {have} this amount: {_listed(names)}"


def _if_it_is(names: list[str]) -> str:
    if len(names) > 1:
        return f"write the one that it is, if any: {join_list([f'{{{{ facts.{name} }}}}' for name in names], 'en')}"
    return f"write {{{{ facts.{names[0]} }}}} if it is that"


def _contradicts(
    block: Block, start: int, end: int, subject: Subject, values: Mapping[str, tuple[Money, ...]], reading: Reading
) -> Finding:
    names = [name for name in subject.facts if name in values]
    said = dict.fromkeys(
        format_money(one.amount, one.currency, reading.prose.language) for name in names for one in values[name]
    )
    found = block.text[start:end]
    verb = "say" if len(names) > 1 else "says"
    message = f"“{found}” is not the price of “{subject.words}”: {_listed(names)} {verb} {join_list(said, 'en')}"
    return _finding(block, start, end, names, message)


def _finding(block: Block, start: int, end: int, names: list[str], message: str) -> Finding:
    if len(names) > 1:
        hint = f"write the one that it is: {join_list([f'{{{{ facts.{name} }}}}' for name in names], 'en')}"
        return Finding(block.place_of(start, end), "literal-price", message, hint)
    edit = block.edit(start, end, f"{{{{ facts.{names[0]} }}}}")
    hint = f"write {{{{ facts.{names[0]} }}}}"
    return Finding(block.place_of(start, end), "literal-price", message, hint, (edit,) if edit else ())


def _in_front_matter(reading: Reading) -> Iterator[Finding]:
    """Amounts in the title and the description, which print facts as well."""
    record, values = reading.entry.record, values_of(reading)
    currencies = {money.currency for found in values.values() for money in found}
    for key in ("title", "nav_title", "description"):
        text = str(record.written.get(key, ""))
        for amount in amounts(text, currencies, reading.prose.language):
            names = [name for name, found in values.items() if amount.money in found]
            if names:
                found_text = text[amount.start : amount.end]
                if not (known := [name for name in names if _is_price(name, reading)]):
                    message = _by_chance(found_text, names)
                    yield Finding(record.places[key], "literal-price", message, f"{_if_it_is(names)}, in quotes")
                    continue
                names, message = known, f"“{found_text}” is written by hand, and is the value of {_listed(known)}"
                shown = join_list([f"{{{{ facts.{name} }}}}" for name in names], "en")
                yield Finding(record.places[key], "literal-price", message, f"write {shown}, in quotes")


def _listed(names: list[str]) -> str:
    return join_list([f"`{name}`" for name in names], "en")
