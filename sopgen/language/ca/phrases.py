"""Wording that takes grammar to find: nouns that hide a verb."""

from __future__ import annotations

from bisect import bisect_left

from sopgen.language.ca import verbs as v
from sopgen.language.ca.words import ARTICLES, VERB_OF, WORDS
from sopgen.language.grammar import Hit
from sopgen.language.tokens import NUMBER, Sentence

_LIGHT, _WITH_DO = WORDS.lists["light-verbs"], WORDS.lists["light-only"]
_PLAIN_ADJECTIVES = frozenset(["nova", "nou", "bona", "bon", "petita", "petit", "última", "primera", "segona", "breu"])
_OF = frozenset(["de", "d'", "del", "dels"])
_PLACES, _PERSON_ACTS = WORDS.lists["person-places"], WORDS.lists["person-acts"]


def nominalisations(sentence: Sentence, hits: list[Hit]) -> list[Hit]:
    """The hits with those of hidden verbs: "Realitzeu el control del cable", "Substitució del filtre"."""
    lower = sentence.lower
    hits = [_proceeding(sentence, hit) if hit.kind == "wordy-phrase" else hit for hit in hits]
    first = lower[0]
    titles = sentence.start == 0  # behind a step it is the caption of a picture
    if titles and first in VERB_OF and len(lower) > 2 and _is_process(lower) and not _says_something(lower):
        hits.append(Hit("nominalisation", sentence.span(0, 0), VERB_OF[first]))
        return hits
    for index, word in enumerate(lower):
        if word in _PLACES and lower[index + 1 : index + 2] == [NUMBER]:
            hits.extend(_person_as_number(sentence, index))
        elif word in VERB_OF and index:
            start = _light_verb(lower, index)
            if start >= 0:
                hits = [
                    hit for hit in hits if not (hit.kind == "wordy-phrase" and _overlaps(sentence, hit, start, index))
                ]
                hits.append(Hit("nominalisation", sentence.span(start, index), VERB_OF[word]))
    return hits


def _proceeding(sentence: Sentence, hit: Hit) -> Hit:
    """ "Procediu a obrir" with the command that is enough: "obriu"."""
    first = bisect_left(sentence.starts, hit.span[0])
    lower = sentence.lower
    if not lower[first].startswith("proced") or lower[first + 1 : first + 2] != ["a"] or first + 2 >= len(lower):
        return hit
    reading, form = v.lexicon().reading(lower[first + 2]), v.lexicon().reading(lower[first]).form
    if not reading.form & v.INFINITIVE or "-" in lower[first + 2]:
        return hit
    address = v.TU if form & v.TU else v.VOS
    told = lower[first + 2] if form & v.INFINITIVE else v.lexicon().imperative(reading.lemma, address)
    further = any(v.lexicon().reading(word).form & v.INFINITIVE for word in lower[first + 3 :])
    return Hit(hit.kind, sentence.span(first, first + 2), told, bool(told) and not further)


def _person_as_number(sentence: Sentence, index: int) -> list[Hit]:
    """ "El llit 4 demana aigua": the number of a place for who is there."""
    lower = sentence.lower
    last = index + 2
    while last < len(lower) and lower[last] in ("es", "ha", "va", "s'", "no"):
        last += 1
    acts = last < len(lower) and v.lexicon().reading(lower[last]).lemma in _PERSON_ACTS
    return [Hit("person-as-number", sentence.span(index, last))] if acts else []


def _is_process(lower: list[str]) -> bool:
    """Whether a verbal noun at the start names what is to be done, not a kind of thing ("Canvi de plans")."""
    if lower[1] in ("de", "d'"):
        return lower[2] in ARTICLES or lower[0].endswith(("ció", "ment", "atge"))
    return lower[1] in _OF


def _overlaps(sentence: Sentence, hit: Hit, start: int, end: int) -> bool:
    return hit.span[0] < sentence.ends[end] and hit.span[1] > sentence.starts[start]


def _light_verb(lower: list[str], index: int) -> int:
    """Index of a light verb before the noun here ("realitzeu el control", "procediu a la substitució"), -1 if none."""
    at = index - 1
    if at > 1 and lower[at] in _PLAIN_ADJECTIVES:
        at -= 1
    if at > 0 and lower[at] in ARTICLES:
        at -= 1
    if at > 0 and lower[at] in ("a", "al", "als", "amb"):
        at -= 1
    elif at > 0 and lower[at] in ("terme",) and lower[at - 1] == "a":
        at -= 2
    elif lower[at] in ("a", "al", "als"):
        return -1
    if at < 0 or lower[at][:1] not in "reptdf":
        return -1
    reading = v.lexicon().reading(lower[at])
    if reading.lemma not in _LIGHT or reading.form & v.PARTICIPLE:
        return -1
    if reading.lemma in ("portar", "dur"):
        return at if lower[at + 1 : at + 3] == ["a", "terme"] else -1
    if reading.lemma == "fer":
        return at if lower[index] in _WITH_DO else -1
    followed = index + 1 < len(lower) and lower[index + 1] in _OF
    return at if followed or reading.lemma in ("procedir", "realitzar", "efectuar") else -1


def _says_something(lower: list[str]) -> bool:
    """Whether a verb follows: then the noun is the subject of a sentence, no fragment."""
    lexicon = v.lexicon()
    for index in range(2, len(lower)):
        form = lexicon.reading(lower[index]).form
        if form & (v.FINITE | v.COMMAND) and not form & v.NOUN:
            return True
    return False
