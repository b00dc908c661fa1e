"""A finished page has each id once.

## Why

Links with `#id`, labels and screen readers go to the first element of that id, so the second cannot be reached. Ids
come from headings and steps (`{#id}`), from texts that are included twice, and from templates.

## Bad

```html themes/help/templates/home.html
{% extends "base.html" %}
{% block main %}
<h1>{{ page.heading }}</h1>
<h2 id="news">News</h2>
<p id="news">We are open on Sundays.</p>
{% endblock %}
```

## Good

```html themes/help/templates/home.html
{% extends "base.html" %}
{% block main %}
<h1>{{ page.heading }}</h1>
<h2 id="news">News</h2>
<p>We are open on Sundays.</p>
{% endblock %}
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "warning"
SCOPE = "proof"
FIXED = False
