"""`sopgen rules`: the rules there are, and the page of each."""

from __future__ import annotations

import re
from pathlib import Path

import click

from sopgen.model import SopgenError

EXAMPLE = re.compile(r"^(`{3,})markdown [^\s`.]+(?:\.(?P<code>[\w-]+))?\.md\n.*?^\1\n\n?", re.MULTILINE | re.DOTALL)
SECTION = re.compile(r"^(?=## (?:Bad|Good|Source)$)", re.MULTILINE)
UNNAMED = "en"
"""The language of an example whose name says none."""


@click.command("rules")
@click.argument("name", required=False)
@click.option("--language", help="Examples in this language (default: those of the project).")
def command(name: str | None, language: str | None) -> int:
    """List the rules with their severities, or print the page of the rule NAME."""
    from sopgen.fields import did_you_mean
    from sopgen.rules import RULES

    if name is None:
        width = max(map(len, RULES))
        for rule in RULES.values():
            remark = f" ({rule.remark.partition(':')[0]})" if rule.remark and rule.severity != "off" else ""
            click.echo(f"{rule.name:{width}}  {rule.severity:7}  {rule.summary}{remark}")
        return 0
    if name not in RULES:
        raise SopgenError(f"there is no rule `{name}`", did_you_mean(name, list(RULES), "`sopgen rules` lists them."))
    rule = RULES[name]
    summary, _, rest = rule.page.partition("\n")
    if rule.scope == "prose":
        rest = shortened(rest, (language,) if language else _languages())
    severity = f"{rule.severity}{', ' if rule.remark else ''}{rule.remark}"
    click.echo(f"{rule.name}: {summary}\n\nSeverity: {severity}\n{rest}")
    return 0


def shortened(page: str, languages: tuple[str, ...]) -> str:
    """A page with the examples in these languages alone; a section that has none of them keeps all."""
    return "".join(_section(section, languages) for section in SECTION.split(page))


def _section(section: str, languages: tuple[str, ...]) -> str:
    def asked(example: re.Match[str]) -> bool:
        return (example["code"] or UNNAMED) in languages

    if not any(map(asked, EXAMPLE.finditer(section))):
        return section
    return EXAMPLE.sub(lambda example: example[0] if asked(example) else "", section)


def _languages() -> tuple[str, ...]:
    """Those of the project around here; without one, English."""
    from sopgen.config import find, read_in_part

    file = find(Path.cwd())
    config = read_in_part(file)[0] if file else None
    return config.languages if config else (UNNAMED,)
