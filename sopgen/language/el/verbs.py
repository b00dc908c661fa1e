"""What a Greek word can be as a verb: a command, a finite form, a past form, a gerund; by endings and known stems."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language import wording
from sopgen.language.el.letters import plain, stress, syllables
from sopgen.language.el.stems import STEMS, unaugmented

WORDS = wording.read("el")


class Form(NamedTuple):
    """kind: one of those below, "" for what is no verb. plural: of a command or a second person.

    aorist: no statement has this form; in a main clause it is a command ("βεβαιωθείτε", "μεταβείτε").
    """

    kind: str
    person: int = 0
    plural: bool | None = None
    passive: bool = False
    aorist: bool = False


NONE = Form("")
COMMAND = Form("command", 0, True)
COMMAND_ONE = Form("command", 0, False)
EITHER = Form("either", 2, True)
"""Second person plural: a command, or a statement, or what follows "να"."""
AORIST = Form("either", 2, True, aorist=True)
BARE = Form("bare", 3, False)
"""A command to one person, or the third person of the past ("καθάρισε")."""
SHORT = Form("short", 0, False)
"""A command to one person that can be a noun ("μέτρα", "κράτα")."""
GERUND = Form("gerund")
UNSURE = Form("unsure")
"""No known word, but shaped like a verb."""
PRESENT = Form("present", 3)
PRESENT_PLURAL = Form("present", 3, True)
FIRST = Form("present", 1)
SECOND = Form("present", 2, False)
SECOND_PLURAL = Form("present", 2, True)
PASSIVE = Form("present", 3, None, True)
PAST = Form("past", 3)
PAST_FIRST = Form("past", 1)
PAST_SECOND = Form("past", 2, True)
PAST_PASSIVE = Form("past", 3, None, True)
MODAL = Form("modal", 3)
MODAL_FIRST = Form("modal", 1)
MODAL_SECOND = Form("modal", 2, True)
MODAL_SECOND_ONE = Form("modal", 2, False)
HAVE = Form("have", 3)
HAVE_SECOND = Form("have", 2, True)

_KINDS = {
    "not-verbs": NONE,
    "present": PRESENT,
    "present-first": FIRST,
    "present-second": SECOND,
    "present-second-plural": SECOND_PLURAL,
    "past": PAST,
    "past-first": PAST_FIRST,
    "past-second": PAST_SECOND,
    "commands": COMMAND,
    "commands-to-one": COMMAND_ONE,
    "commands-or-statements": EITHER,
    "commands-or-dependent": AORIST,
    "modal": MODAL,
    "modal-first": MODAL_FIRST,
    "modal-second": MODAL_SECOND,
    "modal-second-one": MODAL_SECOND_ONE,
    "have": HAVE,
    "have-second": HAVE_SECOND,
}
"""The lists of the word file that name single forms, which no ending tells, and what they are."""

_FIXED = {word: kind for name, kind in _KINDS.items() for word in WORDS.lists[name]}
_FIXED_BY_ACCENT = {"ελέγχω": FIRST, "γράφω": FIRST}

_DEPONENT = WORDS.lists["deponent"]
_DEPONENT_PAST = WORDS.lists["deponent-past"]
_EITE = WORDS.lists["commands-in-eite"]
_AGAIN = ("ξανα", "επανα", "ξαν", "επαν", "συν")
_ACTIVE_THI = WORDS.lists["active-in-theta"]
_PASSIVE_ENDS = ("θ", "στ", "χτ", "φτ", "ευτ", "ντ", "υτ", "ωτ")
_SIGMATIC = frozenset("σξψ")
_VOWELS = frozenset("αεηιουω")

_FORMS: dict[str, Form] = {}


def form(word: str) -> Form:
    """What a word in lower case can be as a verb."""
    found = _FORMS.get(word)
    if found is None:
        if len(_FORMS) > 20_000:
            _FORMS.clear()
        found = _FORMS[word] = _form(word)
    return found


def _form(word: str) -> Form:
    bare = plain(word).rstrip("'")
    fixed = _FIXED.get(bare)
    if fixed is not None:
        return _FIXED_BY_ACCENT.get(word, fixed)
    if len(bare) < 3 or not "α" <= bare[0] <= "ω":
        return NONE
    place = stress(word)
    last = bare[-1]
    if "'" in word:
        return COMMAND_ONE if bare.partition("'")[0] in STEMS.aorist else NONE
    if bare.endswith("τε"):
        return _second_plural(bare, place)
    if bare.endswith(("ται", "μαι")):
        return _middle(bare)
    if last == "ε":
        return _in_e(word, bare, place)
    if last == "ι":
        return _in_i(bare)
    if last == "ν":
        return _in_n(bare, place)
    if last == "α":
        return _in_a(word, bare, place)
    if last == "ς":
        return _in_s(bare, place)
    if last == "ω":
        return FIRST if bare[:-1] in STEMS.present or bare.endswith("ποιω") else NONE
    if last == "υ" and bare[-3:] in ("σου", "ξου", "ψου") and bare[:-2] in STEMS.aorist and place != 1:
        return COMMAND_ONE
    return NONE


def _second_plural(bare: str, place: int) -> Form:
    stem = bare[:-2]
    end = stem[-1]
    if end == "σ":
        if stem in STEMS.aorist and place != 3:
            return COMMAND
        if stem.endswith(("ομασ", "ουμασ")):
            return FIRST
        if (stem.endswith(("εσ", "εισ", "ουσ")) and place in (0, 3)) or stem.endswith("οσασ"):
            return SECOND_PLURAL
        if stem.endswith("εισ") or stem in ("θυμασ", "λυπασ", "κοιμασ", "φοβασ"):
            return SECOND_PLURAL
        return COMMAND if stem[-2] in _VOWELS else NONE
    if end in "ξψ":
        return COMMAND
    if end in "χφ":
        return COMMAND if stem[-2:-1] in _VOWELS or stem[-2:-1] == "γ" else NONE
    if end in "λρν":
        return COMMAND if stem in STEMS.aorist else NONE
    if stem.endswith("ει") and (_is_passive_aorist(stem[:-2]) or stem[:-2] in _EITE):
        return AORIST
    if end == "ε" or stem.endswith("ει"):
        return EITHER
    if end == "α":
        return PAST_SECOND if place == 3 or (place == 0 and stem[:-1] in STEMS.aorist) else EITHER
    return NONE


def _middle(bare: str) -> Form:
    if bare.endswith("μαι"):
        return FIRST if bare[-4:-3] in ("ο", "υ", "α") and len(bare) > 6 else NONE
    stem = bare[:-3]
    if stem.endswith("ν"):
        stem = stem[:-1]
    for ending in ("ιε", "ει", "ου", "ο", "ω", "ε", "α"):
        if stem.endswith(ending):
            stem = stem[: -len(ending)]
            break
    else:
        return NONE
    return PRESENT if deponent(stem) else PASSIVE


def deponent(stem: str) -> bool:
    """Whether a present stem is that of a verb that is passive in form only."""
    return _listed(stem, _DEPONENT)


def _deponent_past(stem: str) -> bool:
    return _listed(stem, _DEPONENT_PAST)


def _listed(stem: str, stems: frozenset[str]) -> bool:
    return stem in stems or any(stem.startswith(prefix) and stem[len(prefix) :] in stems for prefix in _AGAIN)


def _in_e(word: str, bare: str, place: int) -> Form:
    if place == 1 and len(bare) > 3:
        return NONE
    stem = bare[:-1]
    if bare.endswith("ηκε"):
        return _past_passive(stem)
    if bare.endswith("ουσε") and stem not in STEMS.aorist:
        return PAST
    if bare.endswith(("ουμε", "ομε")):
        return FIRST
    if bare.endswith("αμε"):
        return PAST_FIRST if place == 3 else FIRST
    if bare.endswith("ουνε") or (bare.endswith("ανε") and place == 2 and len(bare) > 5):
        return PRESENT_PLURAL
    if stem in STEMS.aorist:
        if syllables(bare) == 2 or (stem[-1] not in _SIGMATIC and bare[0] != "ε" and syllables(bare) == 2):
            return COMMAND_ONE
        return BARE
    if unaugmented(stem, STEMS.aorist):
        return PAST
    if stem in STEMS.present:
        return BARE
    if stem[-1] in _SIGMATIC and len(stem) > 2 and (stem[-2] in _VOWELS or stem[-1] != "σ"):
        if place == 2 and syllables(bare) > 2:
            return NONE
        return PAST if bare[0] == "ε" and syllables(bare) == 3 and place == 3 else BARE
    if unaugmented(stem, _PRESENT_STEMS):
        return PAST
    return UNSURE if place >= 2 and syllables(bare) > 2 else NONE


_PRESENT_STEMS = frozenset(stem for stem in STEMS.present if len(stem) > 2)


def _in_i(bare: str) -> Form:
    if not bare.endswith("ει"):
        return NONE
    return PASSIVE if passive_dependent(bare[:-2]) else PRESENT


def passive_dependent(stem: str) -> bool:
    """Whether a stem before -εί/-ούν/-είτε is that of a passive aorist, and not only passive in form."""
    return _is_passive_aorist(stem) and not _deponent_past(stem)


def _is_passive_aorist(stem: str) -> bool:
    """Whether a stem before -είτε is that of a passive aorist, whatever the verb means."""
    if stem in STEMS.present or stem in _ACTIVE_THI:
        return False
    return stem in STEMS.passive or stem.endswith(_PASSIVE_ENDS)


def _in_n(bare: str, place: int) -> Form:
    if bare.endswith("ουν"):
        return Form("present", 3, True, True) if passive_dependent(bare[:-3]) else PRESENT_PLURAL
    if not bare.endswith("αν"):
        return NONE
    stem = bare[:-2]
    if stem.endswith("ηκ"):
        return _past_passive(stem)
    if stem.endswith(("ουσ", "αγ")) and stem not in STEMS.aorist and len(stem) > 4:
        return PAST
    if bare.endswith(("οταν", "ονταν", "ουνταν", "ιεταν", "ονταν")) and len(bare) > 6:
        return PAST if deponent(stem.rstrip("τνουι")) else PAST_PASSIVE
    if place != 1 and (stem in STEMS.aorist or stem in STEMS.present or unaugmented(stem, STEMS.aorist)):
        return PAST
    if place != 1 and unaugmented(stem, _PRESENT_STEMS):
        return PAST
    return PAST if stem[-1:] in _SIGMATIC and place >= 2 and len(stem) > 3 else NONE


def _past_passive(stem: str) -> Form:
    root = stem[:-2]
    if root in _ACTIVE_THI or len(root) < 2:
        return NONE
    if stem.endswith(("βηκ", "βγηκ", "μπηκ", "βρηκ")) or _deponent_past(root):
        return PAST
    return PAST_PASSIVE


def _in_a(word: str, bare: str, place: int) -> Form:
    stem = bare[:-1]
    if place == 1:
        return PRESENT if stem in STEMS.contracted and len(stem) > 2 else NONE
    if place == 0:
        return NONE
    if stem in STEMS.contracted:
        return SHORT
    if place == 3 and (stem in STEMS.aorist or unaugmented(stem, STEMS.aorist)):
        return PAST_FIRST
    return PAST_FIRST if place == 3 and bare.endswith(("θηκα", "στηκα", "φτηκα", "χτηκα")) else NONE


def _in_s(bare: str, place: int) -> Form:
    if bare.endswith(("οντας", "ωντας")) and len(bare) > 7:
        return GERUND
    if bare.endswith("εις") and len(bare) > 5:
        stem = bare[:-3]
        if stem in STEMS.present and (place == 1) == (stem in STEMS.contracted) and place:
            return SECOND
    return NONE
