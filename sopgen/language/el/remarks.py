"""Greek sentences that tell no further action, whatever their verb: examples, cautions, and where to read more."""

from __future__ import annotations

from sopgen.language.el.line import CLITICS
from sopgen.language.el.reading import Reading
from sopgen.language.el.verbs import WORDS
from sopgen.language.tokens import OPAQUE

_POINTERS = WORDS.lists["pointers"]
"""Commands that do nothing but send the reader to another text."""

_READING = WORDS.lists["reading"]
"""Commands that do so where what follows is a text: "δείτε το παράρτημα", but not "δείτε αν ανάβει"."""

_TEXTS = WORDS.lists["texts"]
_MORE = WORDS.lists["more"]
_KNOWLEDGE = WORDS.lists["knowledge"]
_ASKING = WORDS.lists["asking"]
_READ = frozenset(("διαβαστε", "διαβασε", "επισκεφθειτε", "επισκεφτειτε"))
_LEARN = frozenset(("μαθετε", "μαθε", "διαβασετε", "διαβασεις", "μαθεις"))


def is_remark(reading: Reading) -> bool:
    """Whether a sentence after a command tells no action of its own: "Για παράδειγμα, …", "Μην …", "Ανατρέξτε …"."""
    words = reading.words
    command = words[reading.commands[0][1]]
    if reading.prohibits and len(reading.commands) == 1:
        return True
    if _is_example(words) or _points(words, reading.commands[0][1]):
        return True
    if command in _ASKING or len(reading.commands) > 1:
        return False
    return _leads_to_more(words) or (command in _READ and _is_for_more(words))


def without_pointers(reading: Reading) -> list[tuple[int, int]]:
    """The commands of a sentence but for those after the first that send the reader to another text."""
    first, *further = reading.commands
    return [first, *(command for command in further if reading.words[command[1]] not in _POINTERS)]


def _is_example(words: list[str]) -> bool:
    return words[:2] in (["για", "παραδειγμα"], ["λογου", "χαρη"], ["παραδειγματος", "χαρη"]) or words[0] in (
        "π.χ.",
        "λ.χ.",
        "παραδειγμα",
        "παραδειγματα",
    )


def _leads_to_more(words: list[str]) -> bool:
    """ "Για περισσότερες πληροφορίες, …", "Για να μάθετε περισσότερα, …", "Για λεπτομέρειες, …"."""
    if words[0] != "για" or len(words) < 4:
        return False
    if words[1] == "να":
        return words[2] in _LEARN
    return _is_knowledge(words, 0)


def _is_for_more(words: list[str]) -> bool:
    return any(words[index] == "για" and _is_knowledge(words, index) for index in range(len(words) - 1))


def _is_knowledge(words: list[str], index: int) -> bool:
    """Whether "για" at this place goes on "πληροφορίες", "περισσότερες λεπτομέρειες"."""
    if words[index + 1] in _KNOWLEDGE:
        return True
    return words[index + 1] in _MORE and not _KNOWLEDGE.isdisjoint(words[index + 2 : index + 5])


def _points(words: list[str], command: int) -> bool:
    word = words[command]
    if word in _POINTERS:
        return True
    if word not in _READING:
        return False
    at = command + 1
    while at < len(words) and (words[at] in CLITICS or words[at] in _MORE):
        at += 1
    if at == len(words):
        return words[at - 1] == "περισσοτερα"
    if words[at] == OPAQUE:
        return words[command + 1] == OPAQUE
    if words[at - 1] in _MORE and words[at] in _KNOWLEDGE:
        return True
    return words[at] in _TEXTS or words[at - 1] == "περισσοτερα" or words[at] in ("επισης", "πως", "σχετικα")
