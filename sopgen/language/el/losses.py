"""What would be lost if a Greek sentence became one command: a second verb, a limit, whose hands and whose leave."""

from __future__ import annotations

from sopgen.language.el.line import ADVERBS, AND, CLITICS, OR, PREPOSITIONS
from sopgen.language.el.reading import SUBORDINATORS, Reading
from sopgen.language.el.verbs import WORDS, form
from sopgen.language.tokens import MARKS

_LIMITS = WORDS.lists["limits"]
"""How often, how seldom: with a command they need its other form ("να ελέγχετε σπάνια")."""

_ONWARD = AND | OR | {"αλλά", "ούτε"}
_BESIDE = ("για", "χωρις", "πριν", "μεχρι", "αντι", "ωστε")
_THEIRS = ("του", "της", "τους")
_VERBS = frozenset(("present", "past", "modal", "have", "either", "command", "bare"))


def says_more(reading: Reading) -> bool:
    """Whether one command is not enough: the rest speaks of us or has a verb of its own, or says how often or how
    seldom, which takes another form of the verb."""
    lower, words = reading.lower, reading.words
    if not _LIMITS.isdisjoint(words):
        return True
    waiting, since = 0, reading.last + 1
    for index in range(max(reading.last, reading.gerund) + 1, len(lower)):
        word, kind = words[index], form(lower[index]).kind
        if word in ("μου", "μας") or form(lower[index]).person == 1:
            return True
        if kind == "gerund" and not reading.kind:
            return True
        if word in SUBORDINATORS:
            waiting += 1
        elif word in ("να", "θα", "δεν", "μην", "μη", "ας"):
            if words[index - 1] not in _BESIDE and not _ONWARD.isdisjoint(lower[since:index]):
                return True
            waiting += word == "να"
        elif kind in _VERBS and not reading.is_name(index):
            if not waiting:
                return True
            waiting, since = waiting - 1, index
    return False


def speaks_of_subject(reading: Reading) -> bool:
    """Whether what follows is of who does it: "τα χέρια της", with no noun after it, or "πριν φύγει"."""
    words, own = reading.words, False
    for index in range(reading.last + 1, len(words)):
        word = words[index]
        after = words[index + 1] if index + 1 < len(words) else ","
        if word in _THEIRS:
            own |= after in MARKS or after in AND or after in PREPOSITIONS or after in CLITICS or after in ADVERBS
        own |= word in ("ιδιος", "ιδια", "ιδιοι", "μονος", "μονη")
        own |= word.startswith(("δικο", "δικη", "δικα", "εαυτο")) and after in _THEIRS
        if word in SUBORDINATORS or word == "να":
            verb = reading.verb_after(index)
            own |= verb < len(words) and form(reading.lower[verb]).person == 3
    return own
