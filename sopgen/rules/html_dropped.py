"""Raw HTML is only what readers will get.

## Why

With `html: sanitise` a safe subset of HTML passes. Scripts, styles, embedded pages and most attributes do not: they
can harm readers, break the design, or load something from elsewhere. What is left out is said, so that nothing goes
missing unseen. The text inside an element that is left out stays, but that of scripts and styles goes.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT, time_zone: Europe/Rome}
languages: [en, it]
html: sanitise
sites:
  handbook: {title: Handbook, description: How we work., audience: staff}
  help: {title: Help, description: Ask us., audience: customer, url: "https://help.serenetta.example/"}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
facts: facts.yaml
roles: {manager: {title: Manager}, agent: {title: Agent}}
products: {dispenser: {name: Dispenser}}
```

```markdown procedures/refund.md
---
title: Give a refund
---

Press <font color="red">stop</font> first.
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT, time_zone: Europe/Rome}
languages: [en, it]
html: sanitise
sites:
  handbook: {title: Handbook, description: How we work., audience: staff}
  help: {title: Help, description: Ask us., audience: customer, url: "https://help.serenetta.example/"}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
facts: facts.yaml
roles: {manager: {title: Manager}, agent: {title: Agent}}
products: {dispenser: {name: Dispenser}}
```

```markdown procedures/refund.md
---
title: Give a refund
---

Press **stop** first.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "reading"
