"""Nothing that is for staff stands in a customer site.

## Why

Staff text never reaches the room where customer pages are made. What can still slip through is written by hand: the
number of the operations desk in an article, an internal id in a heading, a list in `static/`. So the finished files
of each customer site are searched, whatever made them, for:

- telephone numbers and addresses of channels that are not for customers, however a number is grouped;
- ids of documents that the site does not show;
- their titles and descriptions, where one is all that a link, a heading or an attribute says; likewise names of
  products and services that the site does not show;
- the `canaries` of `sopgen.yaml`, anywhere.

Names of files are searched too, and what search indexes, archives and office documents pack.

What a customer document says rightly, such as a title that both have, is not looked for. This rule cannot be
switched off.

## Bad

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: [customer, staff]
  label: Call us
  number: "02 5550 0130"
  country: IT
  hours: desk
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
- id: night-desk
  kind: phone
  audience: staff
  label: Night desk
  number: "02 5550 0152"
  country: IT
  hours: desk
```

```markdown procedures/hours.md
---
title: When we are open
description: Our opening hours.
audience: customer
status: approved
---

At night, call 02 5550 0152.
```

## Good

```yaml contacts.yaml
- id: phone
  kind: phone
  audience: [customer, staff]
  label: Call us
  number: "02 5550 0130"
  country: IT
  hours: desk
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
- id: night-desk
  kind: phone
  audience: staff
  label: Night desk
  number: "02 5550 0152"
  country: IT
  hours: desk
```

```markdown procedures/hours.md
---
title: When we are open
description: Our opening hours.
audience: customer
status: approved
---

Call us in the morning: {{ contact.phone }}.

::: staff
At night, call 02 5550 0152.
:::
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "proof"
NEEDS = ("defaults",)
