"""An alt text says what the picture shows.

## Why

“Image”, “screenshot” or a file name tells a person who cannot see the picture nothing, and takes time to listen to.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

![image](till.svg)
```

```svg procedures/till.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

![The till with its drawer open and the refund key lit](till.svg)
```

```svg procedures/till.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```

## Options

`words`: more words of your own that say nothing, such as `[step, screen]`.

## Source

WCAG 2.2, failure F30: text alternatives that are not alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.model import Finding, Severity
from sopgen.rule import Reading, pictures

SEVERITY: Severity = "warning"
SCOPE = "document"
OPTIONS: dict[str, list[str]] = {"words": []}


_NAMES = """
image images imagen picture photo photograph screenshot screen shot graphic icon logo diagram drawing figure untitled
img pic alt immagine foto fotografia schermata figura disegno icona diagramma imatge captura dibuix diagrama
εικόνα φωτογραφία σχήμα στιγμιότυπο διάγραμμα εικονίδιο
"""
_SMALL = """
a an the of my our this il la lo le un una di del della el els les de d l το η ο του της ένα
"""
USELESS = frozenset(_NAMES.split())
SMALL = frozenset(_SMALL.split())
"""Articles and prepositions around such a word change nothing."""
FILE_NAME = re.compile(r"^[\w%-]+[\w .%-]*\.(png|jpe?g|gif|svg|webp|avif|bmp|tiff?)$", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    useless = USELESS | {word.casefold() for word in reading.option("alt-text-useless", "words", list[str]())}
    for image in pictures(reading):
        alt = image.alt.strip()
        words = [word for word in re.findall(r"\w+", alt.casefold()) if word not in SMALL]
        only_names = bool(alt) and all(word in useless or word.isdigit() for word in words)
        file_name = image.target.rpartition("/")[2].rpartition(".")[0].casefold()
        if only_names or FILE_NAME.match(alt) or (alt and alt.casefold() == file_name and re.search(r"[-_\d]", alt)):
            message = f"the alt text “{alt}” does not say what the picture shows"
            yield Finding(image.place, "alt-text-useless", message, "write what is to be seen and why it matters here")
