"""`sopgen rules`: the rules there are, and the page of each."""

from __future__ import annotations

import click

from sopgen.model import SopgenError


@click.command("rules")
@click.argument("name", required=False)
def command(name: str | None) -> int:
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
    click.echo(f"{rule.name}: {rule.page}\n\nSeverity: {rule.severity}{', ' if rule.remark else ''}{rule.remark}")
    return 0
