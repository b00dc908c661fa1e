"""Every interface text of a theme has words in every language of its site.

## Why

A reader of Greek should not meet English buttons. A missing text is shown in English, never left empty.

## Bad

```html themes/handbook/templates/404.html
<p>{{ _("A text that no catalogue has") }}</p>
```

## Good

```html themes/handbook/templates/extra.html
<p>{{ _("Contact") }}</p>
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "proof"
FIXED = False
