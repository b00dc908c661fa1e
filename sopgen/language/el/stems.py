"""The stems of Greek verbs, as read from the verb data: present, aorist and passive aorist, without accents."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple


class Stems(NamedTuple):
    """present, passive: the stem to that of the aorist ("" where there is none). contracted: verbs in -ώ/-άω."""

    present: dict[str, str]
    aorist: frozenset[str]
    passive: dict[str, str]
    contracted: frozenset[str]


def _read() -> Stems:
    present: dict[str, str] = {}
    passive: dict[str, str] = {}
    contracted: set[str] = set()
    endings: list[str] = []
    text = files("sopgen.language.el").joinpath("verbs.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith(">"):
            endings = ["" if ending == "-" else ending for ending in line[1:].split()]
        elif len(endings) == 3:
            first, second, third = endings
            roots = line.split()
            for root in roots:
                present[root + first] = root + second
                passive[root + third] = root + second
            if not first:
                contracted.update(roots)
        else:
            for entry in line.split():
                first, second, third = entry.split("/")
                if first[0] == "+":
                    first = first[1:]
                    contracted.add(first)
                present[first] = "" if second == "-" else second
                if third != "-":
                    passive[third] = present[first]
    return Stems(present, frozenset(present.values()) - {""}, passive, frozenset(contracted))


STEMS = _read()

_AUGMENTS = (
    ("κατε", ("κατα",)),
    ("παρε", ("παρα",)),
    ("αντε", ("αντι",)),
    ("υπε", ("υπο",)),
    ("επε", ("επι",)),
    ("διε", ("δια",)),
    ("μετε", ("μετα",)),
    ("προσε", ("προσ",)),
    ("συνε", ("συν", "συγ", "συλ", "συμ", "συ")),
    ("ανε", ("ανα",)),
    ("απε", ("απο",)),
    ("εισε", ("εισ",)),
    ("εξε", ("εκ",)),
    ("ενε", ("εν", "εγ", "εμ")),
    ("περιε", ("περι",)),
    ("προε", ("προ",)),
    ("εισηγ", ("εισαγ",)),
    ("εξηγ", ("εξαγ",)),
    ("παρηγ", ("παραγ",)),
    ("ε", ("",)),
    ("η", ("", "ε")),
)
"""How a past form can begin, and how its stem begins without the augment."""


def unaugmented(stem: str, known: frozenset[str]) -> str:
    """The stem of a past form without its augment ("κατεγραψ": "καταγραψ"); "" where it has none."""
    for augmented, roots in _AUGMENTS:
        if stem.startswith(augmented):
            rest = stem[len(augmented) :]
            for root in roots:
                if root + rest in known:
                    return root + rest
                if rest.startswith("ρρ") and root + rest[1:] in known:
                    return root + rest[1:]
    return ""
