"""A whole document is not hard to read.

## Why

A formula cannot say whether a text is good. It says which of a hundred documents to look at first: those of long
words in long sentences. It is a note, not a mistake.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

The administration of confidential organisational documentation necessitates considerable administrative
responsibility. Unauthorised dissemination of confidential information constitutes an extraordinarily significant
contractual violation. Organisational representatives are individually accountable for the appropriate
categorisation of documentation. Categorisation procedures incorporate technological, geographical and
organisational considerations. The administration of confidential organisational documentation necessitates
considerable administrative responsibility. Unauthorised dissemination of confidential information constitutes an
extraordinarily significant contractual violation. Organisational representatives are individually accountable for
the appropriate categorisation of documentation. Categorisation procedures incorporate technological, geographical
and organisational considerations. The administration of confidential organisational documentation necessitates
considerable administrative responsibility. Unauthorised dissemination of confidential information constitutes an
extraordinarily significant contractual violation. Organisational representatives are individually accountable for
the appropriate categorisation of documentation. Categorisation procedures incorporate technological, geographical
and organisational considerations.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

L'amministrazione della documentazione organizzativa confidenziale comporta considerevoli responsabilità
amministrative. La comunicazione non autorizzata di informazioni confidenziali costituisce una violazione
contrattuale straordinariamente significativa. I rappresentanti dell'organizzazione rispondono individualmente
dell'appropriata classificazione della documentazione. Le procedure di classificazione incorporano considerazioni
tecnologiche, geografiche e organizzative particolarmente approfondite. L'amministrazione della documentazione
organizzativa confidenziale comporta considerevoli responsabilità amministrative. La comunicazione non autorizzata
di informazioni confidenziali costituisce una violazione contrattuale straordinariamente significativa. I
rappresentanti dell'organizzazione rispondono individualmente dell'appropriata classificazione della
documentazione. Le procedure di classificazione incorporano considerazioni tecnologiche, geografiche e
organizzative particolarmente approfondite. L'amministrazione della documentazione organizzativa confidenziale
comporta considerevoli responsabilità amministrative. La comunicazione non autorizzata di informazioni
confidenziali costituisce una violazione contrattuale straordinariamente significativa. I rappresentanti
dell'organizzazione rispondono individualmente dell'appropriata classificazione della documentazione. Le procedure
di classificazione incorporano considerazioni tecnologiche, geografiche e organizzative particolarmente
approfondite.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

L'administració de la documentació organitzativa confidencial comporta considerables responsabilitats
administratives. La comunicació no autoritzada d'informacions confidencials constitueix una infracció contractual
extraordinàriament significativa. Els representants organitzatius responen individualment de l'apropiada
classificació documental. Els procediments classificatoris incorporen consideracions tecnològiques, geogràfiques,
organitzatives particularment aprofundides. L'administració de la documentació organitzativa confidencial comporta
considerables responsabilitats administratives. La comunicació no autoritzada d'informacions confidencials
constitueix una infracció contractual extraordinàriament significativa. Els representants organitzatius responen
individualment de l'apropiada classificació documental. Els procediments classificatoris incorporen consideracions
tecnològiques, geogràfiques, organitzatives particularment aprofundides. L'administració de la documentació
organitzativa confidencial comporta considerables responsabilitats administratives. La comunicació no autoritzada
d'informacions confidencials constitueix una infracció contractual extraordinàriament significativa. Els
representants organitzatius responen individualment de l'apropiada classificació documental. Els procediments
classificatoris incorporen consideracions tecnològiques, geogràfiques, organitzatives particularment aprofundides.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Η διαχείριση εμπιστευτικής επιχειρησιακής τεκμηρίωσης συνεπάγεται σημαντικότατες διοικητικές υποχρεώσεις. Η
κοινολόγηση εμπιστευτικών πληροφοριών αποτελεί εξαιρετικά σημαντική συμβατική παραβίαση. Οι εκπρόσωποι ευθύνονται
προσωπικά για την κατηγοριοποίηση εγγράφων. Οι διαδικασίες κατηγοριοποίησης ενσωματώνουν τεχνολογικές, γεωγραφικές
και οργανωτικές παραμέτρους. Η διαχείριση εμπιστευτικής επιχειρησιακής τεκμηρίωσης συνεπάγεται σημαντικότατες
διοικητικές υποχρεώσεις. Η κοινολόγηση εμπιστευτικών πληροφοριών αποτελεί εξαιρετικά σημαντική συμβατική παραβίαση.
Οι εκπρόσωποι ευθύνονται προσωπικά για την κατηγοριοποίηση εγγράφων. Οι διαδικασίες κατηγοριοποίησης ενσωματώνουν
τεχνολογικές, γεωγραφικές και οργανωτικές παραμέτρους. Η διαχείριση εμπιστευτικής επιχειρησιακής τεκμηρίωσης
συνεπάγεται σημαντικότατες διοικητικές υποχρεώσεις. Η κοινολόγηση εμπιστευτικών πληροφοριών αποτελεί εξαιρετικά
σημαντική συμβατική παραβίαση. Οι εκπρόσωποι ευθύνονται προσωπικά για την κατηγοριοποίηση εγγράφων. Οι διαδικασίες
κατηγοριοποίησης ενσωματώνουν τεχνολογικές, γεωγραφικές και οργανωτικές παραμέτρους.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

Lock papers about customers in the cupboard. Tell nobody what they say. Lock papers about customers in the
cupboard. Tell nobody what they say. Lock papers about customers in the cupboard. Tell nobody what they say. Lock
papers about customers in the cupboard. Tell nobody what they say. Lock papers about customers in the cupboard.
Tell nobody what they say. Lock papers about customers in the cupboard. Tell nobody what they say. Lock papers
about customers in the cupboard. Tell nobody what they say. Lock papers about customers in the cupboard. Tell
nobody what they say. Lock papers about customers in the cupboard. Tell nobody what they say.
```

```markdown procedures/refund.it.md
---
title: Rimborsare un cliente
---

Chiudi a chiave le carte dei clienti. Non dire a nessuno che cosa c'è scritto. Chiudi a chiave le carte dei
clienti. Non dire a nessuno che cosa c'è scritto. Chiudi a chiave le carte dei clienti. Non dire a nessuno che cosa
c'è scritto. Chiudi a chiave le carte dei clienti. Non dire a nessuno che cosa c'è scritto. Chiudi a chiave le
carte dei clienti. Non dire a nessuno che cosa c'è scritto. Chiudi a chiave le carte dei clienti. Non dire a
nessuno che cosa c'è scritto. Chiudi a chiave le carte dei clienti. Non dire a nessuno che cosa c'è scritto.
```

```markdown procedures/refund.ca.md
---
title: Tornar els diners a un client
---

Tanqueu amb clau els papers dels clients. No digueu a ningú què hi diu. Tanqueu amb clau els papers dels clients.
No digueu a ningú què hi diu. Tanqueu amb clau els papers dels clients. No digueu a ningú què hi diu. Tanqueu amb
clau els papers dels clients. No digueu a ningú què hi diu. Tanqueu amb clau els papers dels clients. No digueu a
ningú què hi diu. Tanqueu amb clau els papers dels clients. No digueu a ningú què hi diu. Tanqueu amb clau els
papers dels clients. No digueu a ningú què hi diu. Tanqueu amb clau els papers dels clients. No digueu a ningú què
hi diu.
```

```markdown procedures/refund.el.md
---
title: Επιστροφή χρημάτων
---

Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε
κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των
πελατών. Μην πείτε σε κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε κανέναν τι γράφουν.
Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε
κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των
πελατών. Μην πείτε σε κανέναν τι γράφουν. Κλειδώστε τα χαρτιά των πελατών. Μην πείτε σε κανέναν τι γράφουν.
```

Measured are the whole sentences of paragraphs, lists and definitions, in documents with at least 100 words of them.

| Language | Formula | Is reported |
| --- | --- | --- |
| English | Flesch reading ease: 206.835 − 1.015 × words per sentence − 84.6 × syllables per word | below 40 |
| Italian | Gulpease: 89 + 300 × sentences ÷ words − 10 × letters ÷ words | below 45 |
| Catalan, Greek | LIX: words per sentence + the percentage of words of more than six letters | above 60 |

LIX is not made for one language: we know of no formula that was made and tested for Catalan or Greek. In any other
language nothing is measured. Syllables are counted by rules; over the words of running English text 98 of 100 are
counted as a dictionary does.

## Options

`flesch`: the lowest score that is not reported, `40` where nothing says. `gulpease`: the same, `45`. `lix`: the highest
score that is not reported, `60`. `words`: fewer words than these are not measured, `100`.

## Source

R. Flesch, “A new readability yardstick”, Journal of Applied Psychology 32 (1948); P. Lucisano and M. E. Piemontese,
“GULPEASE: una formula per la predizione della difficoltà dei testi in lingua italiana”, Scuola e città 3 (1988); C.-H.
Björnsson, “Läsbarhet” (1968); J. Anderson, “Lix and Rix”, Journal of Reading 26 (1983).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.readability import FORMULAS, Measure, measure
from sopgen.rule import Reading

SEVERITY: Severity = "info"
SCOPE = "document"
WORDS = 100
OPTIONS = {"words": WORDS, **{formula.name: formula.limit for formula in FORMULAS.values()}}
LONGEST = 3


def check(reading: Reading) -> Iterator[Finding]:
    found = measure(reading.prose.language, reading.prose.passages)
    if found is None:
        reading.silent("readability", "words")
        return
    if found.words < reading.option("readability", "words", WORDS):
        reading.silent("readability", "words", least=found.words + 1)
        return
    limit = reading.option("readability", found.formula.name, found.formula.limit)
    if found.formula.higher:
        reading.silent("readability", found.formula.name, most=found.score)
    else:
        reading.silent("readability", found.formula.name, least=found.score)
    if found.hard(limit):
        side = "below" if found.formula.higher else "above"
        message = f"the document is hard to read: {found.formula.title} {found.score:.0f}, {side} {limit:g}"
        yield Finding(reading.prose.passages[0].block.place, "readability", message, _hint(found))


def _hint(found: Measure) -> str:
    longest = [
        f"line {block.place_of(sentence.start, sentence.end).line} ({words} words)"
        for block, sentence, words in found.sentences[:LONGEST]
    ]
    return f"use shorter words and sentences; the longest stand on {', '.join(longest)}"
