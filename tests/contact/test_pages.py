"""The Bad and the Good of each contact rule's page, laid over a small project."""

import re
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from sopgen.config import read_config

NAMES = (
    "branch_time_zone", "channel_language", "contact_channels", "contact_id", "contact_value",
    "email_address", "hours", "hours_unused", "language_code", "opening_hours", "phone_number", "time_zone",
    "toll_free", "web_address",
)  # fmt: skip

BASE = {
    "sopgen.yaml": """
organisation: {name: Serenetta, country: IT, time_zone: Europe/Rome}
languages: [en, it]
sites:
  handbook: {title: Handbook, audience: staff}
  help: {title: Help, audience: customer}
contacts: contacts.yaml
hours: hours.yaml
branches: branches.yaml
""",
    "contacts.yaml": "[]\n",
    "hours.yaml": "{}\n",
    "branches.yaml": "{}\n",
}


def rules_found(page: str, heading: str, name: str, folder: Path) -> list[str]:
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section
    files = dict(re.findall(r"^```yaml (\S+)\n(.*?)^```$", section[1], re.MULTILINE | re.DOTALL))
    assert files
    for path, text in (BASE | files).items():
        (folder / path).write_text(text, encoding="utf-8")
    config, findings = read_config(folder / "sopgen.yaml")
    rule, found = import_module(f"sopgen.rules.{name}"), [*findings]
    if config and rule.SCOPE == "library":
        found += rule.check(SimpleNamespace(config=config))
    assert all(finding.place.path in files or finding.place.path == "sopgen.yaml" for finding in found)
    return [finding.rule for finding in found]


@pytest.mark.parametrize("name", NAMES)
def test_bad_and_good(name: str, tmp_path: Path) -> None:
    page = import_module(f"sopgen.rules.{name}").__doc__
    assert [part for part in re.findall(r"^## (.*)$", page, re.MULTILINE) if part != "Options"] == [
        "Why", "Bad", "Good", "Source",
    ]  # fmt: skip
    rule = name.replace("_", "-")
    assert rule in rules_found(page, "Bad", name, tmp_path)
    assert rules_found(page, "Good", name, tmp_path) == []
