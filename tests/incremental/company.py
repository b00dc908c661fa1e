"""A company in small: of everything that a page can depend on, one or two, so that a clean build takes a second."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

LANGUAGES = ("en", "it", "el")

_SETTINGS = """\
organisation: {name: Lume, legal_name: Lume Lamps, country: IT, time_zone: Europe/Rome, logo: static/logo.svg}
languages: [en, it, el]
sites:
  handbook:
    title: {en: Lume handbook, it: Manuale Lume, el: Εγχειρίδιο Lume}
    description: {en: How we work., it: Come lavoriamo., el: Πώς δουλεύουμε.}
    audience: staff
    url: https://handbook.lume.example/
    most_asked: [LA-001, LA-002]
    colours: {accent: '#0a4b6d'}
  help:
    title: {en: Lume help, it: Aiuto Lume, el: Βοήθεια Lume}
    description: {en: A person to ask., it: Una persona a cui chiedere., el: Ένας άνθρωπος για να ρωτήσετε.}
    audience: customer
    url: https://help.lume.example/
    languages: [en, it]
    links: file
    notice: {en: Lume is a sample., it: Lume è un esempio.}
repository: {url: https://github.com/lume-example/handbook, branch: main}
feedback: {customer: 'https://ask.lume.example/?d={id}&a={answer}', staff: handbook@lume.example}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
facts: facts.yaml
services: services.yaml
features: features.yaml
notices: notices.yaml
terms: terms.yaml
baseline: baseline.txt
roles:
  manager: {title: {en: Manager, it: Responsabile, el: Υπεύθυνος}, email: manager@lume.example}
  fitter: {title: {en: Fitter, it: Montatore, el: Τεχνίτης}}
products:
  lamp: {name: {en: Lamp, it: Lampada, el: Λάμπα}, model: L-1, picture: lamps/lamp.svg, description: {en: It lights.}}
journey: {choose: {en: Choosing, it: Scegliere}, problem: {en: If it is dark, it: Se è buio}}
tags: {bulb: {en: bulbs, it: lampadine, el: λαμπτήρες}}
rules: {all: warning, sentence-length: warning, literal-price: warning, step-length: {severity: warning, words: 20}}
defaults: {'**': {status: approved}, 'visits/**': {audience: customer, type: article}}
"""

_CONTACTS = """\
- {id: phone, kind: phone, audience: [customer, staff], label: {en: Call us, it: Chiamaci}, number: 02 5550 0130,
   country: IT, hours: desk, purposes: [questions, complaints], languages: [en, it], accessibility: No menus.}
- {id: email, kind: email, audience: customer, label: E-mail, address: help@lume.example, reply_time: 1 day}
- {id: desk, kind: phone, audience: staff, label: Night desk, number: 02 5550 0152, country: IT, hours: always}
"""

_HOURS = """\
desk:
  time_zone: Europe/Rome
  weekly: {mon-fri: 09:00-18:00, sat: 09:00-13:00}
  exceptions: {2026-12-25: closed}
always: {time_zone: Europe/Rome, weekly: {mon-sun: 00:00-24:00}}
"""

_BRANCHES = """\
milan: {name: {en: Milan, it: Milano}, country: IT, languages: [it, en], hours: desk,
        address: [Via del Lume 1, 20121 Milano], channels: [{id: milan-phone, kind: phone, audience: customer,
        label: Milan, number: 02 5550 0131}]}
athens: {name: {en: Athens, it: Atene, el: Αθήνα}, country: GR, languages: [el, en], hours: desk}
"""

_FACTS = """\
fee: {type: money, by_branch: {milan: 15.00 EUR, athens: 10.00 EUR}, label: {en: call-out fee, it: costo della visita}}
rate: {type: money, value: 23.50 EUR}
wait: {type: duration, value: 2 hours}
opened: {type: date, value: 2020-03-01}
"""

_SERVICES = """\
fit: {name: {en: Fit a lamp, it: Montare}, document: SV-001, price: {fact: rate, per: each hour}, minimum: wait,
      included: ladder, options: [{feature: bulbs, price: {fact: fee, per: each visit}}]}
mend: {name: {en: Mend a lamp, it: Riparare}, price: fee, included: [ladder, bulbs]}
"""

_FEATURES = """\
ladder: {en: A ladder, it: Una scala}
bulbs: {name: {en: New bulbs, it: Lampadine nuove}, document: SV-001}
"""

_NOTICES = """\
- text: {en: The lift is being mended., it: L’ascensore è in riparazione.}
  from: 2026-11-10
  until: 2026-12-20
  level: warning
  audience: [customer, staff]
  branches: milan
- {text: {en: Book early for the winter., it: Prenota presto.}, until: 2026-11-30, audience: customer, link: LA-002}
"""

_TERMS = """\
- {prefer: {en: colleague, it: collega}, meaning: {en: Somebody who works with us., it: Chi lavora con noi.},
   avoid: {en: [co-worker]}, audience: staff}
- {prefer: {en: bulb, it: lampadina, el: λαμπτήρας}, meaning: {en: The part that glows., it: La parte che brilla.},
   forms: {en: [bulbs]}}
"""

_CHANGE = """\
---
id: LA-001
title: Change a bulb
description: How to change a bulb without a shock.
type: procedure
audience: [staff, customer]
version: "1.2"
approved: {by: manager, date: 2026-03-01}
owner: manager
effective: 2026-03-01
reviewed: 2026-03-01
review_every: 12 months
roles: [fitter]
tags: [bulb, ladder]
related: [LA-002]
aliases: [/old/bulb.html]
changes: [{version: "1.2", date: 2026-03-01, what: New ladder.}]
---
## Purpose

Light for the customer, and no shock for a colleague.

## You need

- A new bulb
- A ladder

{{ include "_snippets/switch-off.md" }}

## Steps

1. Switch off the light. {#off time="1 minute" role=fitter}
2. Turn the bulb to the left.
3. Put the new bulb in.

![A lamp with its bulb.](lamp.svg "The lamp")

:::staff
Tell the manager. The night desk knows more: [Close the shop](../shop/close.md).
:::

:::customer
The fee is {{ facts.fee }}. See [Choose a lamp](../visits/choose.md#how-bright).
:::

## If it goes wrong

Call {{ contact.phone }}.
"""

_CHANGE_IT = """\
---
title: Cambiare una lampadina
description: Come si cambia una lampadina senza scosse.
---
## Scopo

Luce per il cliente, e nessuna scossa per un collega.

## Occorrente

- Una lampadina nuova
- Una scala

{{ include "_snippets/switch-off.md" }}

## Passi

1. Spegni la luce. {#off time="1 minute" role=fitter}
2. Gira la lampadina a sinistra.
3. Metti la lampadina nuova.

![Una lampada con la lampadina.](lamp.svg "La lampada")

:::staff
Avvisa il responsabile. Chi è di notte ne sa di più: [Chiudere](../shop/close.md).
:::

:::customer
Il costo della visita è {{ facts.fee }}. Vedi [Scegliere](../visits/choose.md#how-bright).
:::

## Se qualcosa va storto

Chiama {{ contact.phone }}.
"""

_CHANGE_EL = """\
---
title: Αλλαγή λαμπτήρα
description: Πώς αλλάζουμε λαμπτήρα.
---
## Σκοπός

Φως για τον πελάτη.

## Βήματα

1. Σβήστε το φως. {#off}
2. Γυρίστε τον λαμπτήρα αριστερά.
"""

_SOLVE = """\
---
id: LA-002
title: The lamp stays dark
description: What to try first.
type: guide
audience: [customer, staff]
product: lamp
purpose: solve
stage: problem
asked_as: [Why is it dark?, No light]
tags: [bulb]
related: [LA-001]
---
## If it stays dark

:::decision What is wrong?

Is it dark in the whole house? {#house}
: Yes -> #contact We come within {{ facts.wait }}.
: No -> #bulb

Is the bulb black? {#bulb}
: Yes -> [Change the bulb](change-a-bulb.md#off).
: No -> #contact
:::

:::picture
![A lamp.](photo.png)

1. The switch {at="20% 20%"}
2. The bulb {at="60% 60%"}
:::

## Steps

### The switch is off

1. Press the switch.

:::did-it-work
:::

### The bulb is loose

1. Turn the bulb to the right.

:::did-it-work
#contact Bring it to us.
:::

:::video
source: film.webm
captions: film.vtt
poster: photo.png
title: The bulb turns

The film shows a hand. It turns the bulb to the right.
:::
"""

_SOLVE_IT = """\
---
title: La lampada resta spenta
description: Che cosa provare per prima.
---
## Se resta spenta

Guarda prima l’interruttore.

## Passi

1. Premi l’interruttore.
"""

_LAMPS = """\
---
title: Lamps
description: All about lamps.
type: article
audience: [staff, customer]
icon: sparkle
order: 1
---
What a lamp needs.
"""

_CLOSE = """\
---
id: SH-001
title: Close the shop
description: What to do in the evening.
type: procedure
audience: staff
version: 2.0
approved: {by: manager, date: 2026-05-01}
owner: manager
reviewed: 2025-11-20
review_every: 12 months
branches: [milan]
---
## Steps

### Inside {time="5 minutes"}

1. Switch off the lamps of the window, of the counter and of the stairs, one after the other, each with its own switch.
2. Lock the door.

## Records

Ask a co-worker. The fee is €15. See [Open the shop](open.md) and [the old way](closing-before.md).
"""

_OPEN = """\
---
id: SH-002
title: Open the shop
description: What to do in the morning.
type: procedure
audience: staff
version: 1.0
owner: manager
status: draft
---
## Steps

1. Unlock the door.

{{ include "_snippets/switch-off.md" }}
"""

_BEFORE = """\
---
id: SH-003
title: Closing, before 2025
description: Not used any more.
type: procedure
audience: staff
status: retired
successor: SH-001
---
Go home.
"""

_CHOOSE = """\
---
title: Choose a lamp
description: Which lamp for which room.
stage: choose
tags: [bulb]
---
## How bright?

Ask in {{ branch.milan.name }}: {{ branch.milan.phone }}. A bulb lasts.[^1]

[^1]: About {{ facts.wait }} a day.

### For the kitchen

| Room | Light |
| --- | --- |
| Kitchen | Bright |

## What it costs

{{ services }}
"""

_CHOOSE_IT = """\
---
title: Scegliere una lampada
description: Quale lampada per quale stanza.
---
## Quanta luce? {#how-bright}

Chiedi a {{ branch.milan.name }}: {{ branch.milan.phone }}.

## Quanto costa

{{ services }}
"""

_FIT = """\
---
id: SV-001
title: Fitting
description: We fit your lamp.
type: service
---
## What is included

- A ladder

## What is not included

- A lamp

## Price

Fitting costs {{ facts.rate }} each hour. The form: [Form (text)](form.txt).
"""

_LOCALE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Reach a person"
msgstr "Chiedi a noi"
"""

_LOST = """\
{% extends "plain.html" %}
{% block lists %}
<p class="own">{{ frame.title }}</p>
{% include "own-words.html" %}
{% endblock %}
"""
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="{}"/></svg>\n'


def png(width: int, height: int, grey: int) -> bytes:
    """A picture of one shade of grey, 0 to 255."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([grey]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def svg(colour: str) -> str:
    """A box of this colour."""
    return _SVG.format(colour)


FILES: Mapping[str, str | bytes] = {
    "sopgen.yaml": _SETTINGS,
    "contacts.yaml": _CONTACTS,
    "hours.yaml": _HOURS,
    "branches.yaml": _BRANCHES,
    "facts.yaml": _FACTS,
    "services.yaml": _SERVICES,
    "features.yaml": _FEATURES,
    "notices.yaml": _NOTICES,
    "terms.yaml": _TERMS,
    "baseline.txt": "",
    "procedures/lamps/index.md": _LAMPS,
    "procedures/lamps/change-a-bulb.md": _CHANGE,
    "procedures/lamps/change-a-bulb.it.md": _CHANGE_IT,
    "procedures/lamps/change-a-bulb.el.md": _CHANGE_EL,
    "procedures/lamps/stays-dark.md": _SOLVE,
    "procedures/lamps/stays-dark.it.md": _SOLVE_IT,
    "procedures/lamps/lamp.svg": svg("gold"),
    "procedures/lamps/photo.png": png(60, 40, 200),
    "procedures/lamps/film.webm": b"\x1aE\xdf\xa3 a film\n",
    "procedures/lamps/film.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nA hand turns the bulb.\n",
    "procedures/shop/close.md": _CLOSE,
    "procedures/shop/open.md": _OPEN,
    "procedures/shop/closing-before.md": _BEFORE,
    "procedures/visits/choose.md": _CHOOSE,
    "procedures/visits/choose.it.md": _CHOOSE_IT,
    "procedures/visits/fitting.md": _FIT,
    "procedures/visits/form.txt": "Name: ______\n",
    "procedures/_snippets/switch-off.md": "> [!WARNING] A shock\n> Switch off the light first.\n",
    "procedures/_snippets/switch-off.it.md": "> [!WARNING] Una scossa\n> Spegni prima la luce.\n",
    "static/logo.svg": svg("navy"),
    "static/help/CNAME": "help.lume.example\n",
    "static/help/.well-known/security.txt": "Contact: mailto:help@lume.example\n",
    "static/handbook/favicon.ico": b"\0\0\1\0",
    "themes/help/templates/404.html": _LOST,
    "themes/help/templates/own-words.html": "<p>{{ page.title }}</p>\n",
    "themes/handbook/assets/site.css/90-own.css": ".own { color: navy }\n",
    "themes/help/locales/it.po": _LOCALE,
}
"""The files of the project, by path."""
