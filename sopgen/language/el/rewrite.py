"""A faulty Greek step as a command, where it can be derived with certainty: "Πρέπει να ελέγξετε …", "Ελέγξτε …"."""

from __future__ import annotations

from sopgen.language.el.letters import accented, plain
from sopgen.language.el.line import ADVERBS, CLITICS, NEVER
from sopgen.language.el.losses import says_more, speaks_of_subject
from sopgen.language.el.reading import PLEASE, Reading
from sopgen.language.el.stems import STEMS, unaugmented
from sopgen.language.el.verbs import WORDS, form, passive_dependent

_PEOPLE = WORDS.lists["people"]
_AGENTS = frozenset(person[:-1] if person.endswith("ς") else person for person in _PEOPLE)
_ARTICLES = {"ο": "τον", "η": "τη", "το": "το", "τα": "τα"}
_GENITIVES = frozenset(("του", "της", "των"))
DUTIES = frozenset(("πρεπει", "επρεπε", "οφειλετε", "οφειλει", "οφειλουν", "χρειαζεται", "ειναι"))
_BARS = (
    ("δεν", "πρεπει", "να"),
    ("δεν", "θα", "πρεπει", "να"),
    ("δεν", "επιτρεπεται", "να"),
    ("απαγορευεται", "να"),
    ("δεν", "κανει", "να"),
)
_SOFT = frozenset("αεηιουωκπτξψ") | {"ντ", "μπ", "γκ", "τσ", "τζ"}
"""Before these the feminine article keeps its ν."""

_SIGMATIC = frozenset("σξψ")
_TE = WORDS.lists["commands-in-te"]
_EITE = WORDS.lists["commands-in-eite"]
_NO_ORDERS = WORDS.lists["no-orders"]
"""Stems of verbs for what happens to one: no command can be made of them."""

_LOST = frozenset(("χασ", "χαν", "ξεχασ", "ξεχν"))
"""Stems of what nobody is told to do, but not to do: "μην ξεχάσετε"."""

_RECEIVED = frozenset(("παρ", "παραλαβ"))
"""Stems that in the future can say what comes to the reader: "θα πάρετε μήνυμα"."""

_STATES = frozenset(("ειστε", "ειναι", "ειμαστε", "ειμαι", "θυμαστε"))
_OWN_ACTS = WORDS.lists["own-acts"]
_HAPPENS = WORDS.lists["happens"]
"""Stems whose passive is no order: what is allowed, needed, or what a machine does by itself."""

_ENDINGS = ("ουμε", "ουνε", "ετε", "ουν", "ει", "ω", "ε", "αν", "α", "αμε", "ατε", "ειτε")


def better(reading: Reading) -> str:
    """The whole sentence as a command without its final mark, "" where that is not certain."""
    sentence = reading.sentence
    if sentence.bracketed or reading.led or reading.start > reading.first >= 0:
        return ""
    if says_more(reading) or (_is_of_person(reading) and speaks_of_subject(reading)):
        return ""
    if reading.kind == "na-clause" or reading.kind == "modal" or reading.tense == "future":
        return _after_particle(reading)
    if not reading.kind:
        return _from_gerund(reading)
    return _from_passive(reading) if reading.passive else _from_statement(reading)


def command(stem: str) -> str:
    """The command of an aorist stem, to several or politely: "ελεγξ", "ελέγξτε"."""
    if stem in _EITE:
        return stem + "είτε"
    if stem[-1] in _SIGMATIC or stem in _TE:
        return accented(stem + "τε", 2)
    return accented(stem + "ετε", 3)


def is_state(word: str) -> bool:
    """Whether a verb says what somebody has, knows or is, and not what they do."""
    bare = plain(word)
    return bare in _STATES or any(bare.endswith(end) and bare[: -len(end)] in _NO_ORDERS for end in _ENDINGS)


def command_from(word: str) -> str:
    """The command of the verb of which this is a personal form; "" where its stem is not known."""
    bare = plain(word)
    for ending in _ENDINGS:
        if bare.endswith(ending) and not (ending == "ε" and bare.endswith("τε")):
            stem = bare[: -len(ending)]
            if stem in _NO_ORDERS:
                return ""
            if stem in STEMS.aorist:
                return command(stem)
            if STEMS.present.get(stem):
                return command(STEMS.present[stem])
            past = unaugmented(stem, STEMS.aorist)
            if past and ending in ("ε", "αν", "α", "αμε", "ατε"):
                return command(past)
            if stem[-1:] in _SIGMATIC and ending in ("ετε", "ει", "ουν", "ουμε") and len(stem) > 3:
                return command(stem)
    return ""


def _after_particle(reading: Reading) -> str:
    """Of "να", "θα", "πρέπει να" and their like: the verb after the particle is the one to command."""
    words, lower = reading.words, reading.lower
    if reading.kind == "modal" and (barred := _barred(reading)):
        told = _told(reading, lower[reading.last], True)
        return _forbidden(reading, [*lower[barred : reading.last], told]) if told and not reading.passive else ""
    if reading.kind == "modal" and not DUTIES.intersection(words[reading.first : reading.last]):
        return ""
    if reading.passive or not _may_be_dropped(reading) or "δεν" in words[: reading.last]:
        return ""
    verb = lower[reading.last]
    particle = max(at for at in range(reading.last) if words[at] in ("να", "θα", "ας")) if reading.last else 0
    if words[particle] not in ("να", "θα") or not _is_bare_duty(reading, particle):
        return ""
    between = lower[particle + 1 : reading.last]
    negated = any(word in NEVER for word in between)
    told = _told(reading, verb, negated)
    if not told:
        return ""
    clitics = [word for word in between if word not in NEVER]
    if negated:
        return _forbidden(reading, [*clitics, told])
    return _sentence(reading, [told, *map(_behind, clitics)], reading.last + 1)


def _behind(pronoun: str) -> str:
    """A pronoun as it is written behind a command: "ανοίξτε την"."""
    return "την" if pronoun == "τη" else pronoun


def _barred(reading: Reading) -> int:
    """Where what must not be done begins, in "δεν πρέπει να …", "απαγορεύεται να …" at the start; else 0."""
    for words in _BARS:
        if reading.first == 0 and tuple(reading.words[: len(words)]) == words:
            return len(words) if reading.words[len(words)] not in NEVER else 0
    return 0


def _forbidden(reading: Reading, told: list[str]) -> str:
    return _sentence(reading, ["Μην" if _keeps_n(told[0]) else "Μη", *told], reading.last + 1)


def _is_bare_duty(reading: Reading, particle: int) -> bool:
    """Whether nothing stands between "πρέπει" and "να" but who has the duty."""
    between = reading.words[reading.first + 1 : particle]
    between = [word for word in between if word not in ("πρεπει", "απαραιτητο", "αναγκαιο", "υποχρεωτικο")]
    return not between or is_person(between)


def _told(reading: Reading, verb: str, negated: bool) -> str:
    """The command of the verb after a particle: "ελέγξετε", of a person of the house "ελέγξει" too."""
    bare = plain(verb)
    if bare.endswith("τε"):
        stem = bare[:-3] if bare.endswith("ετε") else bare[:-4]
        if (
            bare in _STATES
            or (stem in _NO_ORDERS and not (negated and stem in _LOST))
            or (reading.tense == "future" and stem in _RECEIVED)
        ):
            return ""
        to_you = bare.endswith("ειτε") and (reading.tense == "future" or passive_dependent(stem))
        if to_you and not _is_own_act(stem):
            return ""
        lasting = stem in STEMS.present and stem not in STEMS.aorist
        return verb if negated or lasting or bare.endswith(("ειτε", "ατε")) else command_from(verb)
    by_person = is_person(reading.words[: reading.first]) or "ο" in reading.words[reading.first : reading.last]
    if negated or not by_person or not bare.endswith(("ει", "ουν")):
        return ""
    return command_from(verb)


def _is_own_act(stem: str) -> bool:
    """Of a passive form to the reader: something they do ("συνδεθείτε"), not something done to them."""
    return stem in _OWN_ACTS or stem in STEMS.present or stem in _EITE


def _may_be_dropped(reading: Reading) -> bool:
    """Whether nothing but who does it stands before the verb."""
    before = reading.words[: reading.first]
    return not before or is_person(before) or all(word in PLEASE or word == "σας" for word in before)


def _is_of_person(reading: Reading) -> bool:
    """Whether somebody else than the reader does it."""
    return reading.last >= 0 and form(reading.lower[reading.last]).person in (0, 3) and not reading.passive


def is_person(words: list[str]) -> bool:
    """Whether these words, all that stand before the verb, are a person of the house."""
    return len(words) > 1 and words[0] in ("ο", "η") and words[1] in _PEOPLE and _only_genitives(words[2:])


def _only_genitives(words: list[str]) -> bool:
    return not words or (words[0] in _GENITIVES and len(words) == 2)


def _sentence(reading: Reading, told: list[str], rest: int) -> str:
    text = " ".join(told)
    return text[0].upper() + text[1:] + _rest(reading, rest)


def _rest(reading: Reading, first: int) -> str:
    """The text from a word on, as it is written."""
    sentence = reading.sentence
    if first >= len(sentence.words):
        return ""
    return sentence.text[sentence.ends[first - 1] : sentence.end]


def _from_gerund(reading: Reading) -> str:
    if reading.gerund != 0:
        return ""
    bare = reading.words[0]
    stem = bare[: -len("οντας")]
    told = STEMS.present.get(stem, "")
    return _sentence(reading, [command(told)], 1) if told else ""


def _from_statement(reading: Reading) -> str:
    """ "Ο τεχνικός ελέγχει …", "Ελέγξαμε …": what a person of the house does or did."""
    first = reading.first
    if reading.words[first] in ("δεν", "δε", "ας"):
        return ""
    if reading.last != first:
        told = command_from(reading.lower[reading.last]) if _is_perfect(reading) else ""
        return _sentence(reading, [told], reading.last + 1) if told else ""
    person = reading.form.person if reading.form else 0
    before = reading.words[:first]
    if person == 2 and len(before) == 1 and before[0] in CLITICS:
        told = command_from(reading.lower[first])
        return _sentence(reading, [told, _behind(reading.lower[0])], first + 1) if told else ""
    to_you = person == 2 and reading.tense == "past"
    if (before and not is_person(before)) or (not before and person != 1 and not to_you):
        return ""
    if before and (first + 1 >= len(reading.words) or reading.words[first + 1] == "στις"):
        return ""  # "Η ταμίας αρχίζει στις 9": so it is, and nobody is told to
    told = command_from(reading.lower[first])
    return _sentence(reading, [told], first + 1) if told else ""


def _is_perfect(reading: Reading) -> bool:
    """Whether the sentence begins with "έχετε", "έχω" and the verb at once."""
    return reading.first == 0 and reading.last == 1 and reading.words[0] in ("εχετε", "εχω", "εχουμε")


def _from_passive(reading: Reading) -> str:
    """ "Η παραγγελία ελέγχθηκε από …", "Ελέγχεται η στάθμη": what is acted on becomes the object."""
    words = reading.words
    told = _active(words[reading.last]) if reading.first == reading.last else ""
    if not told:
        return ""
    if reading.first == 0:
        first, last = 1, len(words) - 1
    else:
        first, last = 0, reading.first - 1
    if "απο" in words[first : last + 1]:
        return ""
    thing = _object(reading, first, last)
    if not thing:
        return ""
    rest = len(words)
    if reading.first:
        agent = words[reading.last + 1 :]
        if agent[:1] != ["απο"] or len(agent) != 3 or agent[-1] not in _AGENTS:
            return ""
    elif reading.tense == "past":
        return ""
    return told[0].upper() + told[1:] + " " + thing + _rest(reading, rest)


def _active(word: str) -> str:
    for ending in ("ηκαν", "ηκε"):
        if word.endswith(ending):
            stem = STEMS.passive.get(word[: -len(ending)], "")
            return command(stem) if stem else ""
    for ending in ("ονται", "ουνται", "ιουνται", "ωνται", "εται", "ειται", "αται"):
        stem = STEMS.present.get(word[: -len(ending)], "") if word.endswith(ending) else ""
        if stem and word[: -len(ending)] not in _HAPPENS:
            return command(stem)
    return ""


def _object(reading: Reading, first: int, last: int) -> str:
    """A subject in the words from first to last as an object: an article, a noun, perhaps another in the genitive."""
    words, lower = reading.words, reading.lower
    if last <= first or lower[first] not in _ARTICLES:
        return ""
    noun = first + 1
    adjective = last == noun + 1 and lower[first] != "ο" and words[last] not in ADVERBS
    if noun < last and not adjective and (words[noun + 1] not in _GENITIVES or last - noun > 2):
        return ""
    written = reading.sentence.words[noun]
    article = _ARTICLES[lower[first]]
    if lower[first] == "η":
        article += "ν" if _keeps_n(lower[noun]) else ""
    if lower[first] == "ο":
        written = _accusative(written)
    return f"{article} {written}" + _text_between(reading, noun, last)


def _text_between(reading: Reading, first: int, last: int) -> str:
    return reading.sentence.text[reading.sentence.ends[first] : reading.sentence.ends[last]]


def _accusative(noun: str) -> str:
    return noun[:-1] if noun.endswith("ς") else noun


def _keeps_n(word: str) -> bool:
    bare = plain(word)
    return bare[:1] in _SOFT or bare[:2] in _SOFT
