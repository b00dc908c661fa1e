"""Every link of a finished page leads to a file of its site.

## Why

Links that authors write are checked in the text, with their place. This proof follows all others too, in the
finished pages: those of templates, menus, pictures, scripts and old addresses. A link leads to a file of the same
site and, after a `#`, to an id on it. It is relative, so that the site works below any address; on 404 pages, which
are served anywhere, it starts with the path of the site's public URL.

## Bad

```html themes/help/templates/home.html
{% extends "base.html" %}
{% block main %}
<h1>{{ page.heading }}</h1>
<p><a href="{{ href("prices/") }}">Prices</a></p>
{% endblock %}
```

## Good

```html themes/help/templates/home.html
{% extends "base.html" %}
{% block main %}
<h1>{{ page.heading }}</h1>
<p><a href="{{ href("contact/") }}">Contact</a></p>
{% endblock %}
```
"""

from __future__ import annotations

from sopgen.model import Severity

SEVERITY: Severity = "error"
SCOPE = "proof"
FIXED = False
