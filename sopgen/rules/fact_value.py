"""A fact has a value of its type.

## Why

Documents print facts in each reader's language: `15.00 EUR` becomes €15 in English and 15 € in Italian. That needs
a value that is an amount, a length of time, a date or an address, as its type says.

## Bad

```yaml facts.yaml
cancellation_fee: {type: money, value: fifteen euros}
```

## Good

```yaml facts.yaml
cancellation_fee: {type: money, value: 15.00 EUR}
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
