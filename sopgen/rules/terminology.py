"""The words of the glossary are used.

## Why

One thing has one name: a reader who meets “client” after “customer” looks for the difference, and a search finds half
of the documents. Put the words that your company uses, and those it does not, in `terms` of `sopgen.yaml`.

## Bad

```yaml terms.yaml
- prefer: {en: customer, it: cliente, ca: client, el: πελάτης}
  avoid: {en: [client, user], it: [utente], ca: [usuari], el: [χρήστης]}
  why: One word for the people we work for.
```

```markdown procedures/refund.md
---
title: Give a refund
---

Call the client. Clients without a receipt are welcome.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Chiama l'utente. Gli utenti senza scontrino sono benvenuti.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Truqueu a l'usuari. Els usuaris sense tiquet són benvinguts.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Καλέστε τον χρήστη. Οι χρήστες χωρίς απόδειξη είναι ευπρόσδεκτοι.
```

## Good

```yaml terms.yaml
- prefer: {en: customer, it: cliente, ca: client, el: πελάτης}
  avoid: {en: [client, user], it: [utente], ca: [usuari], el: [χρήστης]}
  why: One word for the people we work for.
```

```markdown procedures/refund.md
---
title: Give a refund
---

Call the customer. Customers without a receipt are welcome.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Chiama il cliente. I clienti senza scontrino sono benvenuti.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Truqueu al client. Els clients sense tiquet són benvinguts.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Καλέστε τον πελάτη. Οι πελάτες χωρίς απόδειξη είναι ευπρόσδεκτοι.
```

Whole words are found by their endings, in singular and plural, in Greek in the other cases too; words of up to three
letters only as they are written. A word that differs from the preferred one only by its capitals is found
as it is written. Code, quotation, names of buttons, and words inside a preferred term are left alone.

Where a term says `replace: true`, `check --fix` writes the preferred word, unless the one found has another form or
“a” would have to become “an”; otherwise an editor offers it. In languages with genders leave that to a person.

## Source

ISO 704 and ISO 30042 (preferred and deprecated terms); ASD-STE100 rules 1.5 to 1.14 (technical nouns and verbs, one
name for one thing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from sopgen.language.inflection import fold, forms
from sopgen.model import Edit, Finding, Severity
from sopgen.prose import Passage
from sopgen.rule import Reading
from sopgen.terms import Term
from sopgen.word_faults import as_written, for_customers, named

SEVERITY: Severity = "warning"
SCOPE = "prose"
NEEDS = ("terms",)

VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)


class Words(Struct, frozen=True):
    """What to look for in a language: avoided words, and preferred ones, inside which nothing is found.

    groups: for each group of the pattern the avoided word and its term; None for a preferred word.
    """

    pattern: re.Pattern[str]
    groups: tuple[tuple[str, Term] | None, ...]


def check(reading: Reading) -> Iterator[Finding]:
    terms = reading.config.terms
    language = reading.prose.language.partition("-")[0].lower()
    words = look_for(terms, language) if terms else None
    if words is None:
        return
    for passage in reading.prose.passages:
        for match in words.pattern.finditer(fold(language, passage.block.text)):
            group = words.groups[(match.lastindex or 1) - 1]
            if group and _counts(reading, passage, match.span(), *group):
                yield _finding(passage, match.span(), *group, language)


@lru_cache(maxsize=64)
def look_for(terms: tuple[Term, ...], language: str) -> Words | None:
    """The words of the glossary in a language, long ones first; None where it has none."""
    found: list[tuple[str, tuple[str, Term] | None]] = []
    for term in terms:
        avoided = term.avoided(language)
        found += ((word, (word, term)) for word in avoided)
        if avoided:
            found.append((term.preferred(language), None))
    if not found:
        return None
    found.sort(key=lambda one: (-len(one[0]), one[1] is None))
    either = "|".join(f"({forms(language, word)})" for word, _ in found)
    initials = re.escape(
        "".join({fold(language, word)[0] for word, _ in found})
    )  # most words begin with another letter
    return Words(re.compile(rf"(?<![\w-])(?=[{initials}])(?:{either})(?![\w-])"), tuple(group for _, group in found))


def _counts(reading: Reading, passage: Passage, span: tuple[int, int], word: str, term: Term) -> bool:
    """Whether an avoided word stands there for this reader, and not in a name."""
    start, end = span
    if term.audience and for_customers(reading, passage.block) != (term.audience == "customer"):
        return False
    only_capitals = word.lower() == term.preferred(reading.prose.language).lower()
    if only_capitals and passage.block.text[start:end] != word:
        return False
    return not any(start < last and first < end for first, last in named(passage))


def _finding(passage: Passage, span: tuple[int, int], word: str, term: Term, language: str) -> Finding:
    block, (start, end) = passage.block, span
    found, preferred = block.text[start:end], term.preferred(language)
    better = replacement(found, word, preferred, language)
    why = f": {term.why.get(language)}" if term.why else ""
    message = f"“{found}” is not the word we use{why}"
    hint = f"write “{better}”" if better else f"use “{preferred}” instead"
    edit = block.edit(start, end, better) if better else None
    certain = edit is not None and term.replace and not _article_changes(block.text[:start], edit)
    return Finding(block.place_of(start, end), "terminology", message, hint, (edit,) if edit else (), certain)


def replacement(found: str, word: str, preferred: str, language: str) -> str:
    """The preferred word in the form of the one found; "" where that takes grammar."""
    if word.lower() == preferred.lower():
        return preferred
    ending = found[len(word) :]
    if found[: len(word)].lower() != word.lower():
        return ""
    if not ending:
        return as_written(found, preferred)
    regular = language == "en" and ending in ("s", "'s", "’s") and not re.search(r"(?:[sxzy]|[cs]h)$", preferred)
    return as_written(found, preferred) + ending if regular and as_written(found, preferred) else ""


def _article_changes(before: str, edit: Edit) -> bool:
    """Whether the English article in front would change between “a” and “an”."""
    article = re.search(r"\ban?\s+$", before, re.IGNORECASE)
    return bool(article) and bool(VOWEL.match(edit.old)) != bool(VOWEL.match(edit.new))
