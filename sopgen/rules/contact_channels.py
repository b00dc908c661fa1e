"""Each site has a way to reach a person, and customers have two: one to speak, one to write.

## Why

Who can't hear can't call; who can't see well or finds writing hard may need to speak. Support by voice alone, or by
mail and chat alone, shuts somebody out. Voice: phone, callback, office. Text: e-mail, form, chat, text message,
WhatsApp, Viber, post, text relay. Emergency numbers do not count. A site for colleagues needs one channel.

## Bad

```yaml contacts.yaml
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
- id: chat
  kind: chat
  audience: customer
  label: Chat with us
  url: https://chat.serenetta.example/
- id: desk
  kind: phone
  audience: staff
  label: Operations desk
  number: "02 5550 0152"
  country: IT
```

## Good

```yaml contacts.yaml
- id: email
  kind: email
  audience: customer
  label: E-mail
  address: help@serenetta.example
- id: phone
  kind: phone
  audience: customer
  label: Call us
  number: "02 5550 0130"
  country: IT
- id: desk
  kind: phone
  audience: staff
  label: Operations desk
  number: "02 5550 0152"
  country: IT
```

## Source

EN 301 549, clause 12.2.3 (effective communication): support services accommodate the communication needs of people
with disabilities, themselves or through a referral point.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.contact.verify import findings
from sopgen.library import Library
from sopgen.model import Finding, Severity

SEVERITY: Severity = "error"
SCOPE = "library"
NEEDS = ("branches", "contacts", "hours", "organisation", "sites")


def check(library: Library) -> Iterator[Finding]:
    return findings(library.config, "contact-channels")
