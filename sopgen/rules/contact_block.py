"""Every page shows whom to reach.

## Why

A person who needs help must not have to look for it, and must find it in the same place and order on every page.
After rendering, each HTML page of each site is read as a browser reads it. Inside the page's `<header>` it must show
the first channel and a link to the contact page, in an element with `data-contact="header"`. Inside the page's
`<footer>` it must show all channels in the order of the page's language, in an element with `data-contact="footer"`.
Each channel carries `data-channel="ID"`, its text, and its link (`tel:`, `mailto:` …). What is hidden, folded away or
needs JavaScript does not count.

A theme of your own that overrides a template keeps this when it extends `base.html`. This rule cannot be switched
off.

## Bad

```html themes/help/templates/home.html
<!doctype html>
<html lang="{{ frame.language }}">
<head><meta charset="utf-8"><title>{{ page.title }}</title></head>
<body><main><h1>{{ page.heading }}</h1></main></body>
</html>
```

## Good

```html themes/help/templates/home.html
{% extends "base.html" %}
{% block main %}
<h1>{{ page.heading }}</h1>
{% endblock %}
```

## Source

WCAG 2.2, success criterion 3.2.6 (consistent help). EN 301 549, clause 12.2.
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "proof"
