"""A Catalan sentence rewritten as a command, where that is certain for all of it."""

from __future__ import annotations

from typing import NamedTuple

from sopgen.language.ca import verbs as v
from sopgen.language.ca.turning import LEAVE, LIMITING, MIRRORS, SELF_ACTING, Row, Turn, acts_on_self, turned
from sopgen.language.ca.verbs import Lexicon
from sopgen.language.ca.walk import Found, Verb
from sopgen.language.ca.words import (
    ADDRESSED,
    ADVERBS,
    AGENTS,
    ARTICLES,
    NECESSARY,
    PREPOSITIONS,
    PRONOMINAL,
    PRONOUNS,
    RECOMMENDING,
    VERB_OF,
    WORDS,
)
from sopgen.language.grammar import Span
from sopgen.language.tokens import MARKS, OPAQUE, Sentence

_READERS = WORDS.lists["readers"]
_WITHOUT_OBJECT = WORDS.lists["without-object"]
_NOT_THE_READER, _OF_THE_PAST = WORDS.lists["not-the-reader"], WORDS.lists["of-the-past"]
_AFTER_OF = {"del": "el", "dels": "els"}
_ENDS = frozenset([",", ":", ";", "–", "—"])
_READER_ARTICLES = frozenset(["el", "la", "l'", "els", "les", "un", "una", "cada"])
_BEHIND_THE_VERB = frozenset(["també", "sempre", "després", "llavors", "aleshores", "seguidament", "finalment"])
_IN_A_VERB = NECESSARY | {"de", "d'", "que", "no", "falta", "ja"}


class Command(NamedTuple):
    """A sentence as a command. verbs: where the words stand that tell the reader to do something."""

    text: str
    verbs: tuple[Span, ...]


NONE = Command("", ())


def command(sentence: Sentence, found: Found, lexicon: Lexicon) -> Command:
    """The sentence with its main clause as a command; without text where what it should be is not certain."""
    main, lower = found.main, sentence.lower
    if main is None or main.lemma in LEAVE or sentence.bracketed or _is_another_s(lower):
        return NONE
    hoped = main.lemma == "esperar" and lower[main.last + 1 : main.last + 2] == ["que"]
    if hoped or (main.passive and main.lemma in RECOMMENDING):
        return NONE
    start, subject = _subject(lower, found, main)
    if start < 0 or not _only_verbs(lower, main, lexicon) or _is_limited(lower, start, main):
        return NONE
    ban = _ban(lower, main)
    if ban is None or (not ban and "mai" in lower[main.last :]) or _by_itself(lower, main):
        return NONE
    if main.tense == "past" and not _OF_THE_PAST.isdisjoint(lower):
        return NONE
    address = _address(found, main, lower)
    told = _told(lower, main, lexicon, address, ban, subject is not None)
    turns = Row(sentence, main, lexicon, address, ban).turns()
    last = _without_agent(lower, main)
    if not told or turns is None or last < 0 or (turns and main.passive and subject):
        return NONE
    if main.tense == "past" and _others(found, main, turns):
        return NONE
    moved = f" {_lowered(_text(sentence, *subject))}" if main.passive and subject else ""
    if not main.passive and subject:
        moved = "".join(f" {word}" for word in lower[subject[0] : subject[1] + 1] if word in _BEHIND_THE_VERB)
    before = sentence.text[sentence.start : sentence.starts[start]]
    told = f"no {told}" if ban else told
    told = told[0].upper() + told[1:] if not before.strip() else told
    text = before + told + moved + _rest(sentence, main.last, last, turns)
    return Command(text.strip(), _spans(sentence, main, [] if ban else turns))


def from_fragment(sentence: Sentence, lexicon: Lexicon) -> str:
    """A verbal noun and what it is of as a command: "Substitució del filtre" is "Substituïu el filtre"."""
    lower = sentence.lower
    if len(lower) < 3 or lower[0] not in VERB_OF or sentence.bracketed or _is_another_s(lower):
        return ""
    if any(word in AGENTS for word in lower) or any(word in VERB_OF for word in lower[1:]):
        return ""
    told = lexicon.imperative(VERB_OF[lower[0]], v.VOS)
    parts = [told[:1].upper() + told[1:]]
    index, written = 1, sentence.ends[0]
    while index < len(lower) - 1:
        opens = index == 1 or lower[index - 1] in ("i", ",", "o")
        if opens and lower[index] in _AFTER_OF:
            parts += [sentence.text[written : sentence.starts[index]], _AFTER_OF[lower[index]]]
            written = sentence.ends[index]
        elif opens and lower[index] == "de" and lower[index + 1] in ARTICLES:
            parts.append(sentence.text[written : sentence.starts[index]])
            written = sentence.starts[index + 1]
        elif index == 1 or (opens and lower[index] in ("de", "d'")):
            return ""
        index += 1
    return "".join(parts) + sentence.text[written : sentence.end]


def from_gerund(sentence: Sentence, gerund: Verb, lexicon: Lexicon) -> Command:
    """Comprovant la vàlvula: Comproveu la vàlvula."""
    if gerund.first or gerund.negative or sentence.bracketed or _is_another_s(sentence.lower):
        return NONE
    told = turned(sentence.lower[gerund.head], gerund.lemma, [], lexicon, v.VOS)
    turns = Row(sentence, gerund, lexicon, v.VOS, banned=False).turns()
    if not told or turns is None or gerund.lemma in LEAVE or "mai" in sentence.lower:
        return NONE
    text = told[0].upper() + told[1:] + _rest(sentence, gerund.last, len(sentence.lower) - 1, turns)
    return Command(text, _spans(sentence, gerund, turns))


def _spans(sentence: Sentence, main: Verb, turns: list[Turn]) -> tuple[Span, ...]:
    return (sentence.span(main.first, main.last), *(sentence.span(turn.first, turn.last) for turn in turns))


def _rest(sentence: Sentence, after: int, last: int, turns: list[Turn]) -> str:
    """What stands behind the main verb, with the further verbs turned."""
    parts: list[str] = []
    written = sentence.ends[after]
    for turn in turns:
        parts += [sentence.text[written : sentence.starts[turn.first]], turn.told]
        written = sentence.ends[turn.last]
    return "".join(parts) + sentence.text[written : max(written, sentence.ends[last])]


def _is_another_s(lower: list[str]) -> bool:
    """Whether words speak of who acts by the third person or the first: they would mean another in a command."""
    return not _NOT_THE_READER.isdisjoint(lower)


def _subject(lower: list[str], found: Found, main: Verb) -> tuple[int, tuple[int, int] | None]:
    """Where the command begins, -1 where another than the reader acts; the words of the subject, where it is said."""
    start = main.first - (main.first > 0 and lower[main.first - 1] == "ja")
    if found.subject < 0:
        words = lower[main.first : main.head]
        duty = words[-1:] in (["de"], ["d'"], ["que"]) and MIRRORS.isdisjoint(words) and NECESSARY.isdisjoint(words)
        duty = duty and words[0] not in ("cal", "hi")  # "Si el client vol factura, ha de demanar-la"
        told = main.form & v.THIRD and not main.passive and (main.kind == "declarative" or duty)
        return (-1 if told else start), None
    subject = lower[found.subject : start]
    if main.passive:
        fits = _plain_phrase(subject)
    elif subject[:1] and subject[0] in ADDRESSED:
        fits = all(word in _BEHIND_THE_VERB for word in subject[1:])
    else:
        fits = len(subject) > 1 and subject[0] in _READER_ARTICLES and subject[1] in _READERS
        rest = subject[4:] if subject[2:4] in (["de", "torn"], ["de", "guàrdia"]) else subject[2:]
        fits = fits and all(word in _BEHIND_THE_VERB for word in rest)
    return (found.subject if fits else -1), (found.subject, start - 1)


def _only_verbs(lower: list[str], main: Verb, lexicon: Lexicon) -> bool:
    """Whether no adverb stands between the words of a verb: it would be lost."""
    return all(
        word in PRONOUNS or word in _IN_A_VERB or bool(lexicon.reading(word).form)
        for word in lower[main.first : main.last + 1]
    )


def _is_limited(lower: list[str], start: int, main: Verb) -> bool:
    """Whether "only", "never", "no one" stands before the verb, in its own clause, or somebody who is not its subject
    for sure."""
    begin = next((index for index in range(start, 0, -1) if lower[index - 1] in _ENDS), 0)
    nobody = "cap" in lower[begin:start] and lower[begin:start][-1:] != ["cap"]
    somebody = any(word in AGENTS and word != "cap" for word in lower[begin:start])
    return nobody or somebody or not LIMITING.isdisjoint(lower[begin : main.first])


def _ban(lower: list[str], main: Verb) -> bool | None:
    """Whether the command must be "do not"; None where what is denied is no command ("no cal", "podeu")."""
    words = lower[main.first : main.head]
    if main.kind == "infinitive":
        return main.negative
    forbidden = any(word.startswith(("prohib", "desaconsell")) for word in words)
    allowed = any(word.startswith(("pod", "pot", "pug", "pog", "perm", "poss")) for word in words)
    denials = words.count("no")
    if "mai" in words or allowed or (forbidden and denials) or denials > 1:
        return None
    if main.kind != "modal":
        return None if main.negative or denials else False
    if len(words) == 0:
        return None
    if (forbidden or denials) and not LIMITING.isdisjoint(
        set(lower[main.last :]) - {"mai", "no", "ni", "res", "ningú"}
    ):
        return None
    if not denials:
        return forbidden
    inner = "no" in words[1:] and "de" not in words[words.index("no") :] and "d'" not in words[words.index("no") :]
    duty = bool({"de", "d'"} & set(words)) and not NECESSARY.intersection(words)
    return True if inner or (duty and words[0] == "no") else None


def _by_itself(lower: list[str], main: Verb) -> bool:
    """Whether the sentence may tell what happens or has happened without the reader: "S'obre la finestra"."""
    if not main.passive or not {"es", "s'"} & set(lower[main.first : main.head]):
        return False
    if main.kind == "declarative" and (main.tense == "past" or main.lemma in SELF_ACTING):
        return True
    several = lower[main.last + 1 : main.last + 2] in (["els"], ["les"])
    return several and not main.form & v.PLURAL  # "Es renta les mans": who does it is left out


def _told(lower: list[str], main: Verb, lexicon: Lexicon, address: int, ban: bool, acting: bool) -> str:
    before = [word for word in lower[main.first : main.head] if word in PRONOUNS and word not in MIRRORS]
    mirrored = not MIRRORS.isdisjoint(lower[main.first : main.head])
    if "l'" in before or (mirrored and before):
        return ""
    following = lower[main.last + 1 : main.last + 3]
    oneself = acts_on_self(main.lemma, following)
    recommended = any(lexicon.reading(word).lemma in RECOMMENDING for word in lower[main.first : main.head])
    duty = main.kind == "modal" and not recommended
    acting_alone = (duty and acting) or (not main.passive and main.kind == "declarative")
    pronominal = duty and main.lemma in PRONOMINAL and following[:1] and following[0] not in ARTICLES
    bare = not acting and not recommended and not _has_object(lower, main)
    if mirrored and oneself:
        before = ["se"]
    elif mirrored and (acting_alone or pronominal or bare):
        return ""
    return turned(lower[main.head], main.lemma, before, lexicon, address, ban)


def _has_object(lower: list[str], main: Verb) -> bool:
    """Whether what is to be done is done to something named here: "Si és plena, s'ha de buidar" needs it."""
    if main.lemma in _WITHOUT_OBJECT:
        return True
    index = main.last + 1
    while index < len(lower) and (lower[index] in ADVERBS - {"i", "o", "ni"} or lower[index].endswith("ment")):
        index += 1
    return index < len(lower) and lower[index] not in (PREPOSITIONS | MARKS | {"i", "o", "ni"}) - {OPAQUE}


def _others(found: Found, main: Verb, turns: list[Turn]) -> bool:
    """Whether a sentence about the past has verbs that stay as they are."""
    return any(
        one.form & v.FINITE and one is not main and not any(turn.first <= one.first <= turn.last for turn in turns)
        for one in found.verbs
    )


def _address(found: Found, main: Verb, lower: list[str]) -> int:
    """Who is told: the person that the sentence speaks to, else vós; 0 where it speaks to two."""
    if "vostè" in lower or "vostès" in lower:
        return v.VOSTES if "vostès" in lower else v.VOSTE
    singular = bool({"tu", "teu", "teva", "teus", "teves", "et", "t'"} & set(lower))
    several = bool({"vós", "vosaltres", "vostre", "vostra", "vostres", "us"} & set(lower))
    for one in found.verbs:
        if one.form & v.SECOND and not one.form & (v.FIRST | v.THIRD):
            several = several or bool(one.form & v.PLURAL)
            singular = singular or not one.form & v.PLURAL
    if singular and several:
        return 0
    return v.TU if singular else v.VOS


def _plain_phrase(subject: list[str]) -> bool:
    """Whether words are an article and a noun or two, which can follow the verb as they are."""
    return bool(subject) and subject[0] in ARTICLES and len(subject) <= 6 and not set(subject) & (ADVERBS | {",", ":"})


def _without_agent(lower: list[str], main: Verb) -> int:
    """Index of the last word that stays: "… pel tècnic" at the end is dropped; -1 where something follows it, or
    another than the reader does it."""
    last = len(lower) - 1
    by_participle = main.passive and not {"es", "s'"} & set(lower[main.first : main.head])
    for index in range(main.last + 1, len(lower)):
        article = lower[index] == "per" and lower[index + 1 : index + 2] and lower[index + 1] in ARTICLES
        if lower[index] not in ("pel", "pels") and not article:
            continue
        who = lower[index + 1 + bool(article) :]
        if by_participle or (who and who[0] in AGENTS and "es" in lower[main.first : main.head]):
            return index - 1 if len(who) == 1 and who[0] in _READERS else -1
    return last


def _text(sentence: Sentence, first: int, last: int) -> str:
    return sentence.text[sentence.starts[first] : sentence.ends[last]]


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:]
