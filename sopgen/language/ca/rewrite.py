"""A Catalan sentence rewritten as a command, where that is certain."""

from __future__ import annotations

from sopgen.language.ca import verbs as v
from sopgen.language.ca.verbs import Lexicon
from sopgen.language.ca.walk import Found, Verb
from sopgen.language.ca.words import ADVERBS, ARTICLES, HAPPENS, VERB_OF, WORDS
from sopgen.language.tokens import Sentence

_SELF_ACTING = WORDS.lists["self-acting"]
_READERS = WORDS.lists["readers"]
_LEAVE = HAPPENS | {
    "ser",
    "estar",
    "voler",
    "veure",
    "tenir",
    "quedar",
    "necessitar",
    "conèixer",
    "servir",
    "durar",
    "trigar",
}
_AFTER_OF = {"del": "el", "dels": "els"}
_ENCLITICS = {
    "lo": "lo",
    "la": "la",
    "los": "los",
    "les": "les",
    "ho": "ho",
    "hi": "hi",
    "vos": "vos",
    "ne": "ne",
    "li": "li",
}


def better(sentence: Sentence, found: Found, lexicon: Lexicon) -> str:
    """The sentence with its main clause as a command; "" where what it should be is not certain."""
    main = found.main
    if main is None or main.lemma in _LEAVE or main.negative or sentence.bracketed:
        return ""
    lower = sentence.lower
    if main.kind == "modal" and (lower[main.head - 1 : main.head] == [] or _only_allows(lower, main)):
        return ""
    told = _command(lower, main, found, lexicon)
    if not told:
        return ""
    if _by_itself(lower, main):
        return ""
    start = main.first - (main.first > 0 and lower[main.first - 1] == "ja")
    moved = ""
    if found.subject >= 0:
        subject = lower[found.subject : main.first]
        if main.passive:
            if not _plain_phrase(subject):
                return ""
            moved = _text(sentence, found.subject, main.first - 1)
        elif not any(word in _READERS for word in subject) or len(subject) > 3:
            return ""
        start = found.subject
    elif main.form & v.THIRD and main.kind == "declarative" and not main.passive:
        return ""
    last = _without_agent(lower, main)
    if last < 0:
        return ""
    before = sentence.text[sentence.start : sentence.starts[start]]
    after = sentence.text[sentence.ends[main.last] : sentence.ends[last]] if last > main.last else ""
    told = told[0].upper() + told[1:] if not before.strip() else told
    moved = " " + moved[0].lower() + moved[1:] if moved else ""
    return (before + told + moved + after).strip()


def from_fragment(sentence: Sentence, lexicon: Lexicon) -> str:
    """A verbal noun and what it is of as a command: "Substitució del filtre" is "Substituïu el filtre"."""
    lower = sentence.lower
    if len(lower) < 3 or lower[0] not in VERB_OF or sentence.bracketed:
        return ""
    told = lexicon.imperative(VERB_OF[lower[0]], v.VOS)
    told = told[:1].upper() + told[1:]
    rest = sentence.text[sentence.starts[2] : sentence.end]
    if lower[1] in _AFTER_OF:
        return f"{told} {_AFTER_OF[lower[1]]} {rest}"
    return f"{told} {rest}" if lower[1] == "de" and lower[2] in ARTICLES else ""


def from_gerund(sentence: Sentence, gerund: Verb, lexicon: Lexicon) -> str:
    """Comprovant la vàlvula: Comproveu la vàlvula."""
    told = _with_pronouns(sentence.lower[gerund.head], gerund.lemma, lexicon, v.VOS)
    if not told or gerund.first or gerund.negative or sentence.bracketed:
        return ""
    return told[0].upper() + told[1:] + sentence.text[sentence.ends[gerund.last] : sentence.end]


def _by_itself(lower: list[str], main: Verb) -> bool:
    """Whether the sentence may tell what happens or has happened without the reader: "S'obre la finestra"."""
    if not main.passive or not {"es", "s'"} & set(lower[main.first : main.head]):
        return False
    return main.kind == "declarative" and (main.tense == "past" or main.lemma in _SELF_ACTING)


def _only_allows(lower: list[str], main: Verb) -> bool:
    """Whether the reader may do it, or may not: "podeu", "es pot"; that is no command."""
    return any(word.startswith(("pod", "pot", "pug", "pog", "perm", "proh")) for word in lower[main.first : main.head])


def _command(lower: list[str], main: Verb, found: Found, lexicon: Lexicon) -> str:
    word = lower[main.head]
    proclitics = any(
        one in ("ho", "hi", "li", "en", "el", "la", "els", "les", "us", "et") for one in lower[main.first : main.head]
    )
    if proclitics:
        return ""
    return _with_pronouns(word, main.lemma, lexicon, _address(main))


def _address(main: Verb) -> int:
    """Who is told: the second person that the verb speaks to, else vós."""
    if main.form & v.SECOND and not main.form & (v.PLURAL | v.FIRST):
        return v.TU
    return v.VOS


def _with_pronouns(word: str, lemma: str, lexicon: Lexicon, address: int) -> str:
    told = lexicon.imperative(lemma, address) if lemma else ""
    _, hyphen, pronouns = word.partition("-")
    if not told or not hyphen:
        return told
    if address == v.VOS and pronouns in _ENCLITICS:
        return f"{told}-{pronouns}"
    return ""


def _plain_phrase(subject: list[str]) -> bool:
    """Whether words are an article and a noun or two, which can follow the verb as they are."""
    return bool(subject) and subject[0] in ARTICLES and len(subject) <= 6 and not set(subject) & (ADVERBS | {",", ":"})


def _without_agent(lower: list[str], main: Verb) -> int:
    """Index of the last word that stays: "… pel tècnic" at the end is dropped; -1 where something follows it."""
    last = len(lower) - 1
    if not main.passive:
        return last
    for index in range(main.last + 1, len(lower)):
        article = lower[index] == "per" and lower[index + 1 : index + 2] and lower[index + 1] in ARTICLES
        if lower[index] in ("pel", "pels") or article:
            return index - 1 if len(lower) - index <= 4 else -1
    return last


def _text(sentence: Sentence, first: int, last: int) -> str:
    return sentence.text[sentence.starts[first] : sentence.ends[last]]
