"""Wording that takes grammar to find in Greek: a verb hidden in a noun, a person called a number, vague adverbs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from sopgen.language.el.letters import plain
from sopgen.language.el.line import AND, OR
from sopgen.language.el.reading import Reading
from sopgen.language.el.verbs import WORDS, form
from sopgen.language.grammar import Hit
from sopgen.language.tokens import MARKS, NUMBER, Sentence

_NUMBERED = WORDS.lists["numbered"]
_HUMAN_ACTS = WORDS.lists["human-acts"]
_VAGUE = WORDS.lists["vague-in-commands"]
_VAGUE_TIMES = [tuple(phrase.split("_")) for phrase in WORDS.lists["vague-time"]]
_VAGUE_FIRST = frozenset(phrase[0] for phrase in _VAGUE_TIMES)
_ARTICLES = frozenset(("τη", "την", "τον", "το", "τα", "τις", "τους", "μια", "μία", "έναν", "ένα", "κάθε"))
_GENITIVES = frozenset(("του", "της", "των", "τους", "όλων", "ενός", "μιας", "μίας", "κάθε"))
_IN = frozenset(("σε", "στη", "στην", "στο", "στον", "στις", "στα", "στους"))

_NEED_NOTHING_AFTER = frozenset(("αν", "εάν", "όταν", "όπου", "όπως", "όσο", "τα", "σύντομα"))
"""Phrases that begin so are vague only where nothing follows that says more."""

_HOLLOW = WORDS.lists["hollow-verbs"]
"""Verbs that say only that something is done; what is done is in the noun."""

_HOLLOW_TO = WORDS.lists["hollow-verbs-with-se"]
"""The same with "σε": "προχωρήστε στη συμπλήρωση"."""

_MAKE = WORDS.lists["make"]
"""The same, with some nouns only: "κάντε κλικ" is good Greek."""


def _nouns() -> dict[str, str]:
    """The forms of verbal nouns without accents, and the command each hides."""
    found: dict[str, str] = {}
    for entry in WORDS.lists["verbal-nouns"]:
        noun, _, verb = entry.partition(":")
        bare = plain(noun)
        found[bare] = verb
        if bare.endswith("ος"):
            found[bare[:-1]] = verb
    return found


_NOUNS = _nouns()
_PLAIN_WITH_MAKE = frozenset(plain(word) for word in WORDS.lists["nouns-for-make"])


def hits(sentence: Sentence) -> Iterator[Hit]:
    """All wording in a sentence that a rule is for."""
    whole = sentence.start, sentence.end
    for hit in WORDS.hits(sentence):
        if hit.kind == "link-text" and hit.span != whole:
            continue
        if hit.kind == "vague-wording" and _goes_on(sentence, hit):
            continue
        yield hit
    yield from _hidden_verbs(sentence)
    lower = sentence.lower
    if NUMBER in lower:
        yield from _numbers(sentence)
    if not _VAGUE.isdisjoint(lower) or not _VAGUE_FIRST.isdisjoint(lower):
        yield from _vague(sentence)


def _goes_on(sentence: Sentence, hit: Hit) -> bool:
    """ "If a copy is needed" says what is meant, "if needed" with nothing after it does not."""
    first = bisect_left(sentence.starts, hit.span[0])
    after = bisect_left(sentence.starts, hit.span[1])
    if after == len(sentence.lower):
        return False
    following = sentence.lower[after]
    if sentence.lower[first] in _NEED_NOTHING_AFTER:
        return following not in MARKS and following not in AND and following not in OR
    return following in ("που", "να")


def _hidden_verbs(sentence: Sentence) -> Iterator[Hit]:
    lower = sentence.lower
    last = len(lower) - 1
    for at in range(1, last + 1):
        noun = plain(lower[at])
        if noun not in _NOUNS:
            continue
        index = at - 2 if lower[at - 1] in _ARTICLES and at > 1 else at - 1
        bare = plain(lower[index])
        if bare in _MAKE:
            hollow = noun in _PLAIN_WITH_MAKE
        elif lower[index] in _IN:
            index -= 1
            hollow = index >= 0 and at < last and plain(lower[index]) in _HOLLOW_TO and lower[at + 1] in _GENITIVES
        else:
            hollow = bare in _HOLLOW
        if hollow:
            yield Hit("nominalisation", sentence.span(index, at), _NOUNS[noun])
    if sentence.mark == "." and last and lower[1] in _GENITIVES and plain(lower[0]) in _NOUNS and _is_verbless(lower):
        yield Hit("nominalisation", sentence.span(0, 0), _NOUNS[plain(lower[0])])


def _is_verbless(lower: list[str]) -> bool:
    """Whether a sentence is a title with a full stop: a heading of these words is good, a step is not."""
    return not any(form(word).kind for word in lower[2:])


def _numbers(sentence: Sentence) -> Iterator[Hit]:
    """ "Το δωμάτιο 12 ζητά πετσέτες": a room asks for nothing."""
    lower = sentence.lower
    for index in range(1, len(lower) - 1):
        if lower[index] == NUMBER and plain(lower[index - 1]) in _NUMBERED and plain(lower[index + 1]) in _HUMAN_ACTS:
            yield Hit("person-as-number", sentence.span(index - 1, index + 1))


def _command_begins(reading: Reading) -> int:
    """Where the part of a sentence begins that commands: "Η πόρτα κολλάει συχνά: λαδώστε την" describes first."""
    command = reading.commands[0][0]
    for index in range(command - 1, 0, -1):
        if reading.words[index] in (":", ",", "·", "\u0387", "–", "—"):
            if any(form(word).kind in ("present", "past", "have", "modal") for word in reading.lower[:index]):
                return index
            return 0
    return 0


def _vague(sentence: Sentence) -> Iterator[Hit]:
    """How often and how long without a number: vague where it is a command, fair in a description."""
    reading = Reading(sentence, frozenset())
    if not reading.commands or reading.conditions:
        return
    lower = sentence.lower
    begins = _command_begins(reading)
    for index, word in enumerate(lower):
        if index < begins:
            continue
        if word in _VAGUE and lower[index - 1] not in ("πιο", "πολύ", "πόσο", "όσο"):
            hit = Hit("vague-wording", sentence.span(index, index))
            if word != "σύντομα" or not _goes_on(sentence, hit):
                yield hit
        elif word in _VAGUE_FIRST:
            for phrase in _VAGUE_TIMES:
                if tuple(lower[index : index + len(phrase)]) == phrase:
                    yield Hit("vague-wording", sentence.span(index, index + len(phrase) - 1))
                    break
