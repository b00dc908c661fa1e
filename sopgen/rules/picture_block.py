"""Numbers on a picture have a place and a text; before and after are two pictures.

## Why

A number that stands nowhere, or whose words are missing, sends the reader searching with a screwdriver in the hand.

## Bad

```markdown procedures/dispenser.md
---
title: Assemble the dispenser
---

:::picture
![The dispenser with its lid off](parts.svg)

1. The lid {at="50% 20%"}
2. The tap
3. The stand {at="50% 140%"}
:::
```

```svg procedures/parts.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```

## Good

```markdown procedures/dispenser.md
---
title: Assemble the dispenser
---

:::picture
![The dispenser with its lid off](parts.svg)

1. The lid {at="50% 20%"}
2. The tap {at="70% 75%"}
3. The stand {at="50% 90%"}
:::
```

```svg procedures/parts.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
