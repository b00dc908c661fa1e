"""The captions of a video can be read, stand in order, and are in the language of the page.

## Why

A browser says nothing about a mistake in a file of captions: it leaves out the caption, or all of them. Who cannot
hear sees a film without words.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

:::video
source: refund.mp4
captions: refund.vtt

A hand gives a receipt to a customer.
:::
```

```text procedures/refund.mp4
(a film)
```

```text procedures/refund.vtt
WEBVTT

00:00,000 --> 00:02,000
Here is your receipt.

00:04.000 --> 00:03.000
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

:::video
source: refund.mp4
captions: refund.vtt

A hand gives a receipt to a customer.
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

WebVTT: The Web Video Text Tracks Format (W3C).
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.captions import faults
from sopgen.links import captions_language, file_of
from sopgen.model import Finding, Severity
from sopgen.rule import Linked

SEVERITY: Severity = "error"
SCOPE = "links"


def check(document: Linked) -> Iterator[Finding]:
    record, library = document.entry.record, document.library
    videos = {(video.captions, video.place) for outline in record.outlines.values() for video in outline.videos}
    for target, place in sorted(videos):
        found = file_of(target, record, library) if target else ""
        if not found:
            continue
        try:
            data = (library.config.root / found).read_bytes()
        except OSError:  # rule `broken-image` says so
            continue
        yield from faults(data, found)
        language = captions_language(found, library)
        if language and language != document.entry.language:
            message = f"`{target}` holds captions in `{language}`, and this page is in `{document.entry.language}`"
            yield Finding(place, "captions", message, "name the file of captions in the language of the page")
