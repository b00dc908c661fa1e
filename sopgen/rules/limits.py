"""A file, a paragraph and what stands in each other are no larger than anybody reads.

## Why

Beyond these sizes a text is a mistake, such as a log that was pasted in, or an attack. Reading it could take for ever,
so sopgen says where it stands and goes on.

- A document of more than 1 MB is not read, nor a file of settings of more than 2 MB.
- A paragraph, heading or cell of more than 10,000 characters is shown as plain text, without links and facts. So is one
  with 500 opening square brackets that nothing closes.
- A document is read up to some 10,000 headings, paragraphs and cells, or 6,000 items of lists. What follows is not
  shown.
- Quotes, lists and blocks that stand more than 50 deep in each other are not shown.

## Bad

```markdown procedures/refund.md
---
title: Give a refund
---

>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> The customer wrote first.
```

## Good

```markdown procedures/refund.md
---
title: Give a refund
---

> The customer wrote first.
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "reading"
