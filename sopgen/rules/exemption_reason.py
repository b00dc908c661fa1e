"""An exemption names its rule and says why.

## Why

Whoever reads the file in a year must be able to tell whether the exemption is still needed.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

<!-- sopgen: ignore alt-text -->

![](line.svg)
```

```svg procedures/line.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

<!-- sopgen: ignore alt-text because the line is only decoration -->

![](line.svg)
```

```svg procedures/line.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
