"""The file of old problems can be read.

## Why

What cannot be read keeps no problem back: problems that wait are reported as if they were new, and a build stops. It
happens when two branches are merged, or when the file was edited by hand.

## Bad

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
roles: {manager: {title: Manager}}
baseline: baseline.txt
```

```text baseline.txt
procedures/refund.md
  step-past-tense
```

## Good

```yaml sopgen.yaml
organisation: {name: Serenetta, country: IT}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
roles: {manager: {title: Manager}}
baseline: baseline.txt
```

```text baseline.txt
procedures/refund.md
  step-past-tense 3b1f0c8a97d2e645
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
FIXED = True
