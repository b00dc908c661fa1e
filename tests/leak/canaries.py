"""A project full of canaries: words that no language has, one for each place in which text for staff can stand.

`@@name@@` in a text, a file's name or a picture becomes the canary of that name. What follows the name says on which
site it is rightly seen: nothing where only staff see it, `!` where no site shows it at all, as a comment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from tests.projects import BASE
from tests.publish.test_pictures import png

_PLACE = re.compile(r"@@([a-z0-9-]+)(!?)@@")
_LETTERS = "bcdfghjklmnpqrtvwxz"


def canary(name: str) -> str:
    """The canary of a name: twelve consonants, so that no stemmer and no list of words knows it."""
    digest = hashlib.sha256(name.encode()).digest()
    return "zq" + "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:9]) + "k"


def planted(text: str) -> str:
    """A text with its canaries in their places."""
    return _PLACE.sub(lambda found: canary(found[1]), text)


NUMBERS = {
    "staff telephone": "0255507713",
    "staff telephone of a branch": "0255507724",
    "telephone in a block": "0255507735",
}
"""Digits that are for staff only, as they are dialled."""
TIMES = {"staff hours": "03:17"}

STAFF = """\
---
title: Open the @@title@@ safe
nav_title: Safe @@nav-title@@
description: How to open it @@description@@.
type: procedure
audience: staff
status: approved
approved: {by: Anna @@approver@@, date: 2026-03-01}
id: ST-@@id@@
version: 1.0-@@version@@
owner: keeper
roles: [porter]
branches: [milan]
reviewed: 2026-03-01
review_every: 12 months
asked_as: [where is the @@asked-as@@]
tags: [tag@@tag!@@, shared]
slug: safe-@@slug@@
aliases: [/old/@@alias@@.html]
related: [ST-@@related@@]
changes:
  - {version: 1.0, date: 2026-03-01, what: Because of @@change@@.}
extra: {note: "@@extra!@@"}
# @@yaml-comment!@@
---

The safe @@body@@ of a @@term-prefer@@ is behind the {{ facts.hidden }}, {{ facts.by_branch }}. <!-- @@comment!@@ -->

## Steps

1. Turn the @@step@@ dial. {time="5 minutes" role=opener}
2. Follow [the @@link-text@@ way](https://safe.example/@@link-address@@ "@@link-title@@").
3. Call 02 5550 7735.

## Codes @@heading@@ {#anchor-@@anchor@@}

| Code | For |
| --- | --- |
| @@cell@@ | all |

![A dial @@alt@@](dial-@@picture-name@@.png "@@picture-title@@")

[The plan](plan-@@attachment-name@@.txt)

    code @@code@@

Text[^1] and *@@emphasis@@*.

[^1]: Not @@footnote@@.

:::note "About @@callout@@"
Careful.
:::

:::decision Whose @@decision@@?

Is it @@question@@? {#limit}
: Yes @@answer@@ -> Take @@outcome@@.
: No -> #contact Ask @@decision-contact@@.
:::

:::video
source: film-@@film-name@@.mp4
captions: film.vtt
poster: poster-@@poster-name@@.png
title: Film @@film-title@@

The @@transcript@@.
:::

{{ include "_snippets/staff.md" }}

{{ services "inside" }}
"""

MIXED = """\
---
title: Lost keys
description: What to do.
type: article
audience: [customer, staff]
status: approved
approved: {by: Berta @@mixed-approver@@, date: 2026-03-02}
id: CU-001
version: 2.0
owner: guardian
roles: [runner]
reviewed: 2026-03-01
review_every: 12 months
tags: [shared]
related: [ST-@@id@@]
changes:
  - {version: 2.0, date: 2026-03-02, what: After @@mixed-change@@.}
extra: {note: "@@mixed-extra!@@"}
# @@mixed-yaml-comment!@@
---

Call us. <!-- @@mixed-comment!@@ -->

Please ask. <!-- sopgen: ignore please because @@exemption-reason!@@ -->

Here [a link][unused] and [^outside] no note.

[staff only]: https://unused.example/@@unused-address!@@ "@@unused-title!@@"

{{ include "_snippets/both.md" }}

<!-- @@block-comment!@@

over lines -->

:::staff
## Block @@block-heading@@ {#@@block-anchor@@}

The @@block-text@@ with [a link](https://block.example/@@block-address@@), [the safe](../back/safe.md) and
`@@block-code@@` about {{ facts.in_block }}, {{ organisation.name }}.[^b]

- One @@block-item@@
  - Two @@block-deeper@@

![A key @@block-alt@@](key-@@block-picture@@.png)

[^b]: Foot @@block-footnote@@.

{{ include "_snippets/deep.md" }}
:::

1. Wait. {time="5 minutes" role=waiter}

   :::staff
   In a step @@block-in-step@@.
   :::

- Or

  :::staff
  > A quote @@block-quote@@.
  :::

A colleague and a keyring.

{{ services }}
"""

FILES: Mapping[str, str] = {
    "sopgen.yaml": BASE["sopgen.yaml"]
    .replace("roles: {manager: {title: Manager}, agent: {title: Agent}}\n", "")
    .replace("products: {dispenser: {name: Dispenser}}\n", "")
    .replace(
        "title: Handbook, description: How we work.", "title: Book @@site-title@@, description: Our @@site-words@@."
    )
    .replace(
        "audience: staff}",
        'audience: staff, url: "https://@@site-address@@.example/", notice: Only @@site-notice@@., '
        "most_asked: [ST-@@id@@]}",
        1,
    )
    + """\
# @@settings-comment!@@
repository: {url: "https://git.example/@@repository@@", branch: "@@git-branch@@",
  edit: "{url}/edit/{branch}/{path}"}
feedback: {customer: "https://ask.example/", staff: "@@feedback@@@serenetta.example"}
services: services.yaml
features: features.yaml
notices: notices.yaml
roles:
  manager: {title: Manager}
  agent: {title: Agent}
  keeper: {title: "Keeper @@owner@@", description: "Who @@role-words@@.", email: "@@role-address@@@serenetta.example"}
  porter: {title: "Porter @@role@@"}
  opener: {title: "Opener @@step-role@@"}
  guardian: {title: "Guardian @@mixed-owner@@", email: "@@mixed-owner-address@@@serenetta.example"}
  waiter: {title: "Waiter @@mixed-step-role@@"}
  runner: {title: "Runner @@mixed-role@@"}
products:
  dispenser: {name: Dispenser}
  vault: {name: "Vault @@product@@", model: "V-@@model@@", picture: back/vault-@@product-picture@@.png,
    description: "It is @@product-words@@."}
journey: {night: "At @@stage!@@", day: By day}
tags: {"tag@@tag!@@": "About @@tag-name@@", shared: Shared}
rules: {all: {severity: warning}}
""",
    "contacts.yaml": BASE["contacts.yaml"]
    + """\
- id: inside
  kind: phone
  audience: staff
  label: Inside @@channel-label@@
  number: "02 5550 7713"
  country: IT
  hours: night
  cost: Costs @@channel-cost@@
  accessibility: Ring @@channel-access@@
- {id: chat, kind: chat, audience: staff, label: Chat, url: "https://chat.example/@@channel-address@@"}
- {id: mail, kind: email, audience: staff, label: Mail, address: "@@channel-mail@@@serenetta.example"}
""",
    "hours.yaml": BASE["hours.yaml"]
    + "night:  # @@hours-comment!@@\n  time_zone: Europe/Rome\n  weekly: {mon-fri: 03:17-04:19}\n",
    "branches.yaml": """\
milan:
  name: Milan
  country: IT
  languages: [it, en]
  channels:
    - {id: door, kind: phone, audience: staff, label: "Door @@branch-channel@@", number: "02 5550 7724", country: IT}
    - {id: front, kind: email, audience: customer, label: Front, address: milan@serenetta.example}
turin:
  name: Turin
  country: IT
  languages: [it, en]
  channels: [{id: back, kind: email, audience: [customer, staff], label: Back, address: turin@serenetta.example}]
""",
    "facts.yaml": BASE["facts.yaml"]
    + """\
hidden: {type: text, value: "picture @@fact@@", label: "key price @@fact-label!@@"}
by_branch: {type: text, by_branch: {milan: "m @@fact-of-branch@@", turin: "t @@fact-of-other-branch!@@"}}
in_block: {type: text, value: "the @@block-fact@@"}
unused: {type: text, value: "@@fact-unused!@@"}
""",
    "terms.yaml": """\
- {prefer: {en: colleague}, meaning: Who works with us., avoid: {en: [co-worker@@avoided@@]}, why: "It @@why@@ hurt."}
- prefer: {en: "@@term-prefer@@", it: "@@term-translated@@"}
  meaning: A @@term-meaning@@ thing.
  avoid: {en: ["@@term-avoid@@ox"]}
  why: "@@term-why@@ reason"
  audience: staff
""",
    "notices.yaml": """\
- {text: For all., until: 2027-12-31, audience: [customer, staff]}
- {text: {en: Now @@notice@@., it: Ora @@notice-translated@@.}, until: 2027-12-31}
""",
    "services.yaml": """\
inside: {name: "Inside @@service@@", description: "It @@service-words@@.", document: ST-@@id@@, included: [hatch],
  options: [{name: "More @@service-option@@"}]}
outside: {name: Outside, description: For all., document: CU-001, included: [door]}
""",
    "features.yaml": 'hatch: "A hatch @@feature@@"\ndoor: {name: A door, document: ST-@@id@@}\n',
    "procedures/back/safe.md": STAFF,
    "procedures/back/safe.it.md": """\
---
title: Apri la @@translated-title@@
description: Come @@translated-description@@.
status: approved
asked_as: [dove @@translated-asked@@]
---

La cassaforte @@translated-body@@.
""",
    "procedures/back/index.md": """\
---
title: Back @@section@@
audience: staff
status: approved
---

We @@section-words@@.
""",
    "procedures/back/@@folder@@/deep-@@file-name@@.md": """\
---
title: Deep
audience: staff
status: approved
id: ST-@@related@@
product: vault
stage: night
---

Deep text.
""",
    "procedures/back/old.md": """\
---
title: Old @@retired@@
audience: staff
status: retired
id: ST-OLD-@@retired-id@@
successor: ST-@@id@@
---

It was @@retired-body!@@.
""",
    "procedures/back/sketch.md": """\
---
title: Sketch @@draft-for-staff!@@
audience: staff
---

The @@draft-body!@@.
""",
    "procedures/front/keys.md": MIXED,
    "procedures/translations.it.lock": """\
front/keys.it.md
  0123abcd 0123abce  title @@lock-title!@@
  0123abcf 0123abde  paragraph @@lock-words!@@
  0123abdf --------  step @@lock-step!@@
""",
    "procedures/front/keys.it.md": """\
---
title: Chiavi perse
status: approved
---

Chiamaci.

:::staff
In italiano @@translated-block@@.
:::
""",
    "procedures/front/hours.it.md": """\
---
title: Orari @@draft-translation!@@
status: draft
---

Da @@draft-translated!@@.
""",
    "procedures/front/hours.md": BASE["procedures/hours.md"],
    "procedures/front/plan.md": """\
---
title: Plan @@draft!@@
audience: customer
---

Next @@draft-for-customers!@@.
""",
    "procedures/front/index.md": "---\ntitle: Front\naudience: [customer, staff]\nstatus: approved\n---\n\nFor all.\n",
    "procedures/back/other.md": """\
---
title: Other @@other-of-a-tag@@
type: guide
audience: staff
status: approved
tags: [tag@@tag!@@, shared]
product: dispenser
purpose: use
stage: day
---

Other text.
""",
    "procedures/back/third.md": """\
---
title: Third
audience: staff
status: approved
tags: tag@@tag!@@
---

Third.
""",
    "procedures/front/guide.md": """\
---
title: Use the dispenser
type: guide
audience: [customer, staff]
status: approved
product: dispenser
purpose: assemble
stage: day
tags: shared
---

For all.
""",
    "procedures/mixed/index.md": """\
---
title: Inner @@section-around@@
nav_title: Inner @@section-around-nav@@
description: We say @@section-around-words@@.
audience: staff
status: approved
---

Inner @@section-around-text@@.
""",
    "procedures/mixed/open.md": "---\ntitle: Open\naudience: [customer, staff]\nstatus: approved\n---\n\nFor all.\n",
    "procedures/mixed/tax.md": "---\ntitle: Tax\naudience: customer\nstatus: approved\n---\n\nFor all.\n",
    "procedures/mixed/tax.it.md": """\
---
title: Tassa @@translation-for-staff@@
description: Come @@translation-for-staff-words@@.
slug: tassa-@@translation-for-staff-slug@@
audience: staff
status: approved
---

Per noi @@translation-for-staff-text@@.
""",
    "procedures/mixed/way.md": """\
---
title: Way @@source-for-staff@@
audience: staff
status: approved
---

The way @@source-for-staff-text@@.
""",
    "procedures/mixed/way.it.md": "---\ntitle: Via\naudience: [customer, staff]\nstatus: approved\n---\n\nPer tutti.\n",
    "procedures/mixed/gone.md": """\
---
title: Gone
audience: [customer, staff]
status: retired
id: CU-OLD
successor: ST-@@id@@
---

It was.
""",
    "procedures/_snippets/staff.md": "Snippet @@snippet@@.\n",
    "procedures/_snippets/deep.md": "Deep @@block-snippet@@.\n",
    "procedures/_snippets/both.md": "For all.\n\n:::staff\nHalf @@block-in-snippet@@.\n:::\n",
    "procedures/_snippets/unused.md": "Never @@snippet-unused!@@.\n",
    "procedures/back/plan-@@attachment-name@@.txt": "Plan @@attachment@@.\n",
    "procedures/back/film.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nSaid @@captions@@.\n",
    "procedures/back/film-@@film-name@@.mp4": "film @@film@@",
    "procedures/back/orphan-@@orphan!@@.txt": "Orphan @@orphan-text!@@.\n",
    "static/handbook/note-@@static-name@@.txt": "Static @@static@@.\n",
    "baseline.txt": "",
    ".env": "TOKEN=@@hidden-file!@@\n",
}
PICTURES = (
    "procedures/back/dial-@@picture-name@@.png",
    "procedures/back/poster-@@poster-name@@.png",
    "procedures/back/vault-@@product-picture@@.png",
    "procedures/front/key-@@block-picture@@.png",
)


def project() -> dict[str, str | bytes]:
    """The files of the project, with their canaries."""
    files: dict[str, str | bytes] = {planted(path): planted(text) for path, text in FILES.items()}
    for size, path in enumerate(PICTURES, 3):
        files[planted(path)] = png(size, size)
    return files


def kinds() -> dict[str, bool]:
    """Every kind of canary by name, and whether the staff's site shows it."""
    written = "\n".join([*FILES, *FILES.values(), *PICTURES])
    return {found[1]: not found[2] for found in _PLACE.finditer(written)}


def turned() -> dict[str, str | bytes]:
    """The same project before its documents, blocks, channels, terms, notices became those of staff alone."""
    files: dict[str, str | bytes] = {}
    for path, text in project().items():
        if isinstance(text, str):
            both = "customer" if path == "terms.yaml" else "[customer, staff]"
            text = text if path == "sopgen.yaml" else text.replace("audience: staff", f"audience: {both}")
            text = text.replace(":::staff", ":::important").replace(".}, until", ".}, audience: customer, until")
        files[path] = text
    return files
