"""A project with a script in every field that takes words, and a dangerous address in every field that takes one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.projects import BASE

WORDS = "\"'><img src=x onerror=boom()><script>boom()</script></script></title></style></textarea><!--{{ 7*7 }}]]>\\"
"""Ends whatever it stands in: an attribute, a script, a title, a comment, a CDATA section, a string."""
QUOTES = 'a" onmouseover="boom()" b=\' onfocus=\'boom()'
"""Ends an attribute, and holds no other sign of HTML: what looks for those only lets it pass."""
ADDRESSES = (
    "javascript:boom()",
    "JaVaScRiPt:boom()",
    " javascript:boom()",
    "java\tscript:boom()",
    "java\nscript:boom()",
    "\x01javascript:boom()",
    "\x01" * 250 + "javascript:boom()",
    "java\u200bscript:boom()",
    "javascript&colon;boom()",
    "&#106;avascript:boom()",
    "java&Tab;script:boom()",
    "javascript%3Aboom()",
    "vbscript:boom()",
    "data:text/html,<script>boom()</script>",
    "data:text/html;base64,PHNjcmlwdD5ib29tKCk8L3NjcmlwdD4=",
    "blob:https://help.serenetta.example/boom",
    "filesystem:https://help.serenetta.example/boom",
    "view-source:javascript:boom()",
    "//boom.example/x",
    "///boom.example/x",
    "/\\boom.example/x",
    "\\\\boom.example\\x",
    "\\/boom.example/x",
    "/\t/boom.example/x",
    "https:boom.example/x",
    "https:/boom.example/x",
    "http:///boom.example/x",
    "https://help.serenetta.example@boom.example/",
)
SILENT = "rules:\n  all: off\n"


def yaml(value: object) -> str:
    """A value in YAML: JSON is that, but for control characters that YAML does not take even when written as such."""
    return json.dumps(value)


def document(**keys: object) -> str:
    """A document for both audiences, approved, with these keys; its text is the key `text`."""
    text = str(keys.pop("text", "Some text."))
    given = {"title": WORDS, "audience": ["staff", "customer"], "status": "approved", **keys}
    return "---\n" + "".join(f"{key}: {yaml(value)}\n" for key, value in given.items()) + f"---\n\n{text}\n"


CHANNELS = [
    {"id": "phone", "kind": "phone", "audience": ["customer", "staff"], "label": WORDS, "number": "02 5550 0130"}
    | {"country": "IT", "hours": "desk", "cost": WORDS, "accessibility": WORDS},
    {"id": "email", "kind": "email", "audience": ["customer", "staff"], "label": WORDS}
    | {"address": "help@serenetta.example", "accessibility": WORDS},
    {"id": "post", "kind": "post", "audience": ["customer", "staff"], "label": WORDS, "address": [WORDS, WORDS]},
    {"id": "form", "kind": "form", "audience": ["customer", "staff"], "label": WORDS}
    | {"url": "https://form.example/?from={url}&x=\"'><script>boom()</script>"},
]
SETTINGS: Mapping[str, object] = {
    "organisation": {"name": WORDS, "legal_name": WORDS, "country": "IT", "time_zone": "Europe/Rome"},
    "languages": ["en", "it"],
    "sites": {
        "handbook": {"title": WORDS, "description": WORDS, "audience": "staff", "notice": WORDS},
        "help": {"title": WORDS, "description": WORDS, "audience": "customer", "notice": WORDS, "most_asked": ["W-1"]}
        | {"url": "https://help.serenetta.example/"},
    },
    "repository": {"url": "https://git.example/a/b", "branch": WORDS, "edit": "https://git.example/{branch}/{path}"},
    "feedback": {"customer": "https://ask.example/?t={title}&a={answer}&u={url}", "staff": "help@serenetta.example"},
    "contacts": CHANNELS,
    "hours": {"desk": {"time_zone": "Europe/Rome", "weekly": {"mon-fri": "09:00-20:00"}}},
    "branches": {
        "milan": {"name": WORDS, "country": "IT", "region": WORDS, "address": [WORDS], "services": [WORDS]}
        | {"access": WORDS, "hours": "desk", "languages": ["it", "en"], "map": "https://map.example/\"'><script>"}
    },
    "roles": {"manager": {"title": WORDS, "description": WORDS}, "agent": {"title": WORDS}},
    "products": {"dispenser": {"name": WORDS, "model": WORDS, "description": WORDS}},
    "facts": {
        "words": WORDS,
        "by": {"type": "text", "by_branch": {"milan": WORDS}},
        "fee": {"type": "money", "value": "15.00 EUR", "label": WORDS},
        "script": "script:boom()",
        "site": {"type": "url", "value": "https://a.example/\"'><script>boom()</script>"},
    },
    "journey": {"before": WORDS},
    "notices": [{"text": WORDS, "until": "2026-12-31", "audience": ["staff", "customer"], "level": "warning"}],
    "tags": {"care": WORDS},
    "services": {
        "clean": {"name": WORDS, "description": WORDS, "price": {"fact": "fee", "per": WORDS}, "included": ["oven"]}
        | {"document": "W-1", "options": [{"name": WORDS, "price": "fee"}]}
    },
    "features": {"oven": WORDS},
    "terms": [{"prefer": {"en": "colleague"}, "meaning": WORDS, "avoid": {"en": ["co-worker"]}, "why": WORDS}],
}
TEXT = """\
{0}

## {0} {{#own .a}}

- {0}
- [ ] {0}

1. {0} (5 min)
2. **{0}** [{0}](hours.md "{1}") ![{1}](<{1}> "{1}")

| {0} | `{2}` |
| --- | --- |
| {0} | {0} |

```html {0}
{2}
```

> [!WARNING] {0}
> {0}

:::details {0}
{0}[^{0}] <{2}>
:::

:::staff
{0}
:::

[^{0}]: {0}

{{{{ facts.words }}}} {{{{ facts.by }}}} {{{{ facts.fee }}}} {{{{ facts.site }}}} [a]({{{{ facts.site }}}})

{{{{ services }}}}

{{{{ include "_s/x.md" }}}}

:::decision
## {0}

{0}

- {0}: {0}
- No: {0}
:::

:::video
source: {2}
captions: {2}
title: {2}
:::

:::picture
![{1}](a.png "{1}")

{0}

1. {0}
:::

:::did-it-work
{0}
:::

=== "{0}"
    {0}

Term {0}
:   {0}

<!-- sopgen: ignore all because {0} -->

<a href="{2}" onclick="boom()" style="x">a</a><svg onload=boom()><math><style><img src=x onerror=boom()></style></math>
<noscript><p title="</noscript><img src=x onerror=boom()>"></noscript><form><button formaction=javascript:boom()>b
<iframe srcdoc="<script>boom()</script>"></iframe><object data="javascript:boom()"></object><base href="//boom.example">
<table background=javascript:boom()><td><a id=x name=y href=" javascript:boom()">c</a><meta http-equiv=refresh>
<select><template><script>boom()</script></template></select><a data-hole=0 class=x data-hours="{{}}" id=own>d</a>
"""


def _text() -> str:
    escaped = WORDS.replace('"', "'").replace("\n", " ")
    return TEXT.format(WORDS, escaped, WORDS.replace("`", ""))


def words(html: str) -> dict[str, str]:
    """The files of the project, with raw HTML shown (`escape`) or let through (`sanitise`)."""
    page = document(
        text=_text(), id="W-1", description=WORDS, nav_title=WORDS, type="procedure", version=WORDS, owner="manager",
        approved={"by": WORDS, "date": "2026-03-01"}, reviewed="2026-03-01", review_every="12 months",
        roles=["manager"], branches=["milan"], product="dispenser", purpose="use", stage="before", asked_as=[WORDS],
        changes=[{"version": WORDS, "date": "2026-03-01", "what": WORDS}], tags=["care", WORDS], slug=WORDS,
        aliases=["/old/" + WORDS.replace("/", "")], related=["W-2"], extra={"a": WORDS},
    )  # fmt: skip
    files = dict.fromkeys((name for name in BASE if name.endswith(".yaml")), "{}\n")
    settings = "".join(f"{key}: {yaml(value)}\n" for key, value in SETTINGS.items())
    return {
        **files,
        "terms.yaml": "[]\n",
        "contacts.yaml": "[]\n",
        "sopgen.yaml": f"{settings}html: {html}\n{SILENT}",
        "procedures/words.md": page,
        "procedures/words.it.md": document(text=_text()),
        "procedures/_s/x.md": _text().replace('{{ include "_s/x.md" }}', ""),
        "procedures/section/index.md": document(id="W-2", icon="star"),
        "procedures/section/old.md": document(status="retired", successor="W-1"),
        "procedures/greet.md": document(title="Greet", text="A colleague."),
        "procedures/hours.md": document(title="Hours", related=["W-1"]),
    }


ATTRIBUTES = """\
![a" onerror="boom()](p.svg 'b" onload="boom()'){{width=9 class='c" onclick="boom()'}}

[d](hours.md 'e" onmouseover="boom()') [f](hours.md){{title='g" onfocus="boom()'}}
[h](https://a.example/ 'i" onblur="boom()')

Words{{title='j" onclick="boom()' lang='k" onclick="boom()'}}

:::video
source: film.mp4
captions: film.vtt
poster: p.svg
title: l" onplay="boom()

{0}
:::
"""


def quotes(html: str) -> dict[str, str]:
    """The same project with nothing but quotes to end an attribute, and a page of attributes that authors write."""
    files = {
        name: text.replace(yaml(WORDS)[1:-1], yaml(QUOTES)[1:-1]).replace(WORDS, QUOTES)
        for name, text in words(html).items()
    }
    return files | {
        "procedures/attributes.md": document(title=QUOTES, text=ATTRIBUTES.format(QUOTES)),
        "procedures/p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        "procedures/film.mp4": "film",
        "procedures/film.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nSaid.\n",
    }


def addresses(html: str) -> dict[str, str]:
    """A page with each address in every form of a link, raw HTML too."""
    lines = []
    for number, address in enumerate(ADDRESSES):
        spelt = address.replace("\n", "&#10;")
        quoted = spelt.replace('"', "&quot;")
        lines += [
            f"[a]({spelt}) [b](<{spelt}>) ![c]({spelt}) ![d](<{spelt}>) <{spelt}> [e][r{number}] [f]({spelt.strip()}",
            f"\n[r{number}]: <{spelt}>\n",
            f'<a href="{quoted}">g</a> <img src="{quoted}"> <a href={spelt}>h</a>\n',
            f":::video\nsource: {spelt}\ncaptions: {spelt}\nposter: {spelt}\n:::\n",
            f"[i]({{{{ facts.a{number} }}}}) [j](https:{{{{ facts.a{number} }}}}) {{{{ facts.a{number} }}}}\n",
        ]
    lines.append(
        "[k](java{{ facts.script }}) [l]({{ facts.empty }}javascript:boom()) [m]({{ facts.java }}script:boom())"
    )
    facts = {f"a{number}": address for number, address in enumerate(ADDRESSES) if "\x01" not in address}
    facts |= {"script": "script:boom()", "java": "java", "empty": "\u200b"}
    return {
        "facts.yaml": "".join(f"{name}: {yaml(value)}\n" for name, value in facts.items()),
        "sopgen.yaml": BASE["sopgen.yaml"] + f"html: {html}\n{SILENT}",
        "procedures/a.md": document(title="A", text="\n".join(lines)),
    }
