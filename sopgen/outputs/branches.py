"""What browsers ask for when their reader has chosen a branch: a small script for each language of a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sopgen.contact.branch_facts import branches_script
from sopgen.edition import Edition
from sopgen.model import Output


def branches_scripts(editions: Iterable[Edition]) -> Iterator[Output]:
    """The facts about the branches, once for each language; nothing where there are no two to choose from."""
    for edition in editions:
        contact = edition.frame.contact
        if contact.script:
            yield Output(contact.script, branches_script(contact.branches))
