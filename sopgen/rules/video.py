"""A video has captions and a transcript.

## Why

Who cannot hear needs the captions, who cannot see or play the video needs what is said and shown as text. Search
finds a transcript too.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

:::video
source: refund.mp4
:::
```

```text procedures/refund.mp4
(a film)
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

:::video
source: refund.mp4
captions: refund.vtt

A hand opens the till, takes out the receipt and gives it to the customer.
:::
```

```text procedures/refund.mp4
(a film)
```

```text procedures/refund.vtt
WEBVTT

00:00.000 --> 00:02.000
Here is your receipt.
```

## Source

WCAG 2.2, success criteria 1.2.1, 1.2.2 and 1.2.3.
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
