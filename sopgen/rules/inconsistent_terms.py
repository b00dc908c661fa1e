"""In one document a thing is spelt in one way.

## Why

“E-mail” here and “email” there look like two things to whoever searches, and like two hands to whoever reads. Two ways
to spell are both right; two in one document are not.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

Send an e-mail to the office. The email names the customer. Organize the keys by
colour.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Manda una e-mail in ufficio. La email dice il nome del cliente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Feu el check-in a la recepció. El checkin acaba a les nou.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Στείλτε e-mail στο γραφείο. Το email λέει το όνομα του πελάτη.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Send an email to the office. The email names the customer. Organise the keys by
colour.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Manda una email in ufficio. La email dice il nome del cliente.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Feu el check-in a la recepció. El check-in acaba a les nou.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Στείλτε email στο γραφείο. Το email λέει το όνομα του πελάτη.
```

What is found, in every language: words with and without a hyphen (“set-up”, “setup”); names with different capitals
(“WhatsApp”, “Whatsapp”); two words with capitals here and without there (“Branch Manager”, “branch manager”). In
English also two words that are one elsewhere (“worktop”, “work top”), British beside American spelling, and -ise beside
-ize. Words with “up”, “in” or “out” are compared after an article: “the log in”, “the login”; “to log in” is a verb.
“Organize” beside “colour” is left alone: Oxford writes so.

Headings, code, quotation, links and what is set in bold or italics (titles and labels, written by others or in
their own way) are not read. What is written less often is reported, with the line of the other.

## Source

Microsoft Writing Style Guide, “Word choice” (use one term consistently); ASD-STE100 rule 1.12 and 9.1 (one spelling,
one wording).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from sopgen.language.spelling import Ways, alike, system
from sopgen.model import Block, Finding, Severity
from sopgen.prose import Passage
from sopgen.rule import Reading
from sopgen.step_faults import quoted
from sopgen.word_faults import RUNNING, TITLES, as_written

SEVERITY: Severity = "warning"
SCOPE = "prose"

NAMES = {"British": "British spelling", "American": "American spelling", "ise": "-ise", "ize": "-ize"}


class Use(Struct, frozen=True):
    """A way to write something, at its place."""

    way: str
    block: Block
    span: tuple[int, int]

    @property
    def words(self) -> str:
        return quoted(self.block.text[slice(*self.span)])

    @property
    def line(self) -> int:
        return self.block.place_of(*self.span).line

    @property
    def is_label(self) -> bool:
        """Whether it stands in a link or in emphasis: the title of a page, a label, a name."""
        start, end = self.span
        return any(mark.kind in TITLES and mark.start <= start and end <= mark.end for mark in self.block.marks)

    def finding(self, message: str, hint: str, better: str = "") -> Finding:
        edit = self.block.edit(*self.span, better) if better else None
        place = self.block.place_of(*self.span)
        return Finding(place, "inconsistent-terms", message, hint, (edit,) if edit else ())


def check(reading: Reading) -> Iterator[Finding]:
    english = reading.prose.language.partition("-")[0].lower() == "en"
    passages = [passage for passage in reading.prose.passages if passage.block.kind in RUNNING]
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    ways = alike(sentences, english)
    if ways:
        yield from _spellings(passages, ways, english)
    if english:
        yield from _systems(passages)


def _spellings(passages: list[Passage], ways: Ways, english: bool) -> Iterator[Finding]:
    groups: dict[str, list[Use]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            for about, way, first, last in ways.found(sentence):
                spelling = way.removesuffix("s") if english else way  # one or several is no other spelling
                use = Use(spelling, passage.block, sentence.span(first, last))
                if not use.is_label:
                    groups.setdefault(about, []).append(use)
    for uses in groups.values():
        for use, other in minority(uses):
            message = f"{use.words} is also written {other.words}, on line {other.line}"
            written = use.block.text[slice(*use.span)]
            number = "s" if english and written.endswith("s") and not other.way.endswith("s") else ""
            better = as_written(written, other.way) if other.way.islower() else other.way
            yield use.finding(message, "write it in one way", better and better + number)


def minority(uses: list[Use]) -> Iterator[tuple[Use, Use]]:
    """The uses of all ways but the one used most (of several, the first), each with the first use of that one."""
    counts = Counter(use.way for use in uses)
    if len(counts) > 1:
        most = max(counts, key=lambda way: counts[way])
        first = next(use for use in uses if use.way == most)
        yield from ((use, first) for use in uses if use.way != most)


def _systems(passages: list[Passage]) -> Iterator[Finding]:
    """British and American spelling, -ise and -ize: by their words, those that are fewer."""
    uses = [
        Use(way, passage.block, sentence.span(index, index))
        for passage in passages
        for sentence in passage.sentences
        for index, word in enumerate(sentence.lower)
        if (way := system(word)) and not _is_name(sentence.words, index)
    ]
    uses = [use for use in uses if not use.is_label]
    seen: set[Use] = set()
    endings = [use for use in uses if use.way in ("ise", "ize")]
    spelling = [use for use in uses if use.way != "ize"]
    for use, other in (*minority(endings), *_regions(spelling)):
        if use not in seen:
            seen.add(use)
            message = f"{use.words} has {NAMES[use.way]}, {other.words} on line {other.line} {NAMES[other.way]}"
            yield use.finding(message, "spell the whole document in one way")


def _is_name(words: list[str], index: int) -> bool:
    """Whether a word is, or begins, the name of something: the Labour Party."""
    beside = words[index + 1 : index + 2]
    return words[index][0].isupper() and (index > 0 or any(word[0].isupper() for word in beside))


def _regions(uses: list[Use]) -> Iterator[tuple[Use, Use]]:
    """The same for British and American spelling, where -ise is British too."""
    american = [use for use in uses if use.way == "American"]
    british = [use for use in uses if use.way != "American"]
    if american and british:
        fewer, more = (american, british) if len(american) <= len(british) else (british, american)
        yield from ((use, more[0]) for use in fewer)
