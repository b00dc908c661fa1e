"""How many things a Catalan sentence tells the reader to do, and the condition that stands after them."""

from __future__ import annotations

from sopgen.language.ca import verbs as v
from sopgen.language.ca.walk import Found, Verb
from sopgen.language.ca.words import ARTICLES, BEFORE_NOUN, FUNCTION, PREPOSITIONS, WORDS
from sopgen.language.grammar import Span
from sopgen.language.tokens import MARKS, OPAQUE, Sentence

_ONE_MOVEMENT = WORDS.lists["one-movement"]
_ASKING = WORDS.lists["asking"]
_REFERRING = frozenset(["veure", "consultar", "llegir"])
_DOCUMENTS = WORDS.lists["documents"]
_REMINDING = frozenset(["recordar", "fixar"])
_EXAMPLES = (["per", "exemple"], ["com", "a", "exemple"], ["a", "tall", "d'"], ["p. ex."], ["p.ex."], ["exemple", ":"])
_OTHERWISE = (["alternativament"], ["com", "a", "alternativa"], ["o", "bé"])
_THEN = (["després"], ["tot", "seguit"], ["seguidament"], ["a", "continuació"], ["finalment"], ["llavors"])
_ANY_DISTANCE = frozenset(["arrossegar-deixar", "arrossegar-amollar"])
_NEEDED = frozenset(["cal", "calgués", "escau", "convé", "procedeix", "fos", "és", "s'", "pertoca"])


def commands(sentence: Sentence, found: Found) -> tuple[Span, ...]:
    """The verbs that tell the reader to do something: alternatives, prohibitions beside a command, examples, the title
    of the step and what is one movement do not count again."""
    main = found.main
    if main is None or _refers_only(sentence, main) or _gives_example(sentence):
        return ()
    spans: list[Span] = []
    before: Verb | None = None
    told = [one for one in found.verbs if not one.subordinate and one.kind in (main.kind, "imperative")]
    for verb in told:
        if before is not None and _titled(sentence, before, verb):
            spans = [sentence.span(verb.first, verb.last)]
            before = verb
            continue
        if (
            verb.choice
            and before is not None
            and before is not main
            and len(spans) > 1
            and sentence.lower[before.first - 1] == ","
        ):
            spans.pop()  # "A, B o C": B is an alternative too
        if verb is main or (before is not None and _counts(sentence, before, verb)):
            spans.append(sentence.span(verb.first, verb.last))
        before = verb
    if before is not None and len(spans) == 1:
        spans.extend(sentence.span(at, at) for at in _without_verb(sentence.lower, found, before))
    same = _is_alternative(sentence) or _says_how(sentence, found, main)
    return tuple(spans[same:])


def _gives_example(sentence: Sentence) -> bool:
    """Whether a sentence behind the step itself says how it could be done: "Per exemple, escriviu …"."""
    return sentence.start > 0 and any(sentence.lower[: len(words)] == words for words in _EXAMPLES)


_USING = frozenset(["utilitzar", "usar", "emprar", "fer"])
_CHECKING = frozenset(["comprovar", "verificar", "assegurar", "revisar", "confirmar"])


def _says_how(sentence: Sentence, found: Found, main: Verb) -> bool:
    """Whether a sentence only says with what the step before it is done: "Comproveu que tanca. Feu servir la clau per a
    comprovar que tanca."."""
    if sentence.start == 0 or main.lemma not in _USING:
        return False
    step = sentence.text.split(maxsplit=1)[0].lower().partition("-")[0]
    lemma = v.lexicon().reading(step).lemma
    purpose = [one.lemma for one in found.verbs if one.first > main.last and one.form & v.INFINITIVE]
    return bool(lemma) and any(one == lemma or {one, lemma} <= _CHECKING for one in purpose)


def _is_alternative(sentence: Sentence) -> bool:
    """Whether a sentence begins with what can be done instead of the step before it: "Alternativament, …"."""
    return sentence.start > 0 and any(sentence.lower[: len(words)] == words for words in _OTHERWISE)


def _example_at(lower: list[str], verb: Verb) -> bool:
    """Whether a command inside the sentence is only an example: "Tria un nom, per exemple escriu la data"."""
    end = verb.first - 1 if lower[verb.first - 1] == "," else verb.first
    return any(lower[end - len(words) : end] == words for words in _EXAMPLES if end >= len(words))


def _titled(sentence: Sentence, before: Verb, verb: Verb) -> bool:
    """Whether what stands before a colon is the title of what it announces: a new sentence begins behind it ("Reinicia
    el sistema: Prem el botó …"), or the same verb."""
    lower = sentence.lower
    if ":" not in lower[before.last : verb.first]:
        return False
    colon = lower.index(":", before.last)
    return verb.lemma == before.lemma or sentence.words[colon + 1][:1].isupper()


def _without_verb(lower: list[str], found: Found, last: Verb) -> list[int]:
    """The second object of the last verb, a further step of its own: "Trieu Eines i després Macros"; its place."""
    for index in range(last.last + 2, len(lower) - 2):
        if lower[index] != "i":
            continue
        words = next((one for one in _THEN if lower[index + 1 : index + 1 + len(one)] == one), None)
        if words is None:
            continue
        begin = index + 1 + len(words)
        if begin < len(lower) and _is_object(lower, begin, last) and all(one.last < begin for one in found.verbs):
            return [begin]
    return []


def _is_object(lower: list[str], index: int, last: Verb) -> bool:
    word = lower[index]
    if word == lower[last.last + 1] and word in ("a", "al", "en"):
        return True  # "Gireu a l'esquerra i després a la dreta"
    if word in ("a", "al") and "clic" in lower[last.last : last.last + 3]:
        return True
    return word == OPAQUE or word in ARTICLES or not (word in BEFORE_NOUN or word in PREPOSITIONS or word in MARKS)


def _counts(sentence: Sentence, before: Verb, verb: Verb) -> bool:
    if verb.choice or (verb.negative and not before.negative) or (before.negative and verb.negative):
        return False
    if _instead(sentence.lower, before, verb) or _example_at(sentence.lower, verb):
        return False
    pair = f"{before.lemma}-{verb.lemma}"
    if pair in _ONE_MOVEMENT and (pair in _ANY_DISTANCE or verb.first - before.last <= 2):
        return False
    return verb.kind != "imperative" or not _refers_only(sentence, verb, anywhere=True)


def _instead(lower: list[str], before: Verb, verb: Verb) -> bool:
    """Whether a command says how to do the one before it where it is not done yet: "Instal·leu el paquet, si no està
    instal·lat executeu …"."""
    between = lower[before.last + 1 : verb.first]
    if "si" not in between or between[between.index("si") + 1 : between.index("si") + 2] != ["no"]:
        return False
    readings = [v.lexicon().reading(word) for word in between[between.index("si") :]]
    return any(one.lemma == before.lemma and one.form & v.PARTICIPLE for one in readings)


def _refers_only(sentence: Sentence, verb: Verb, *, anywhere: bool = False) -> bool:
    """Whether a command only says where more can be read ("Per a més informació, vegeu …"), after the step itself."""
    if not anywhere and sentence.start == 0:
        return False
    if verb.lemma == "veure" and verb.form & (v.VOS | v.VOSTE | v.TU):
        return True
    lower = sentence.lower
    following = lower[verb.last + 1 : verb.last + 3]
    if verb.lemma in _REMINDING and following[:1] == ["que"]:
        return True
    if "compte" in following or (verb.lemma == "vigilar" and following[:1] in ([":"], ["que"], [])):
        return True  # "Vigileu: la placa crema", "Aneu amb compte"
    if verb.lemma == "consultar" and not anywhere and (OPAQUE in following[:1] or _DOCUMENTS.intersection(following)):
        return True
    opening = lower[: verb.first]
    if verb.lemma in _REFERRING and "més" in opening and ("informació" in opening or "detalls" in opening):
        return True
    return opening[:2] == ["per", "fer-ho"] or opening[:3] == ["per", "a", "fer-ho"]


def condition(sentence: Sentence, found: Found) -> Span | None:
    """A condition that stands after the command ("Truqueu al responsable si l'import supera 100 €")."""
    main = found.main
    if main is None:
        return None
    lower = sentence.lower
    for index in range(main.last + 1, len(lower)):
        if _is_condition(lower, index) and not _asked(lower, found, index):
            last = next(
                (one - 1 for one in range(index + 1, len(lower)) if lower[one] in (",", ";", ":")), len(lower) - 1
            )
            return sentence.span(index, max(index, last))
    return None


_EARLY = frozenset(["si", "quan", "en", "sempre"])


def missing_comma(sentence: Sentence, found: Found) -> int | None:
    """The offset behind a condition before the command that has no comma ("Si el llum és vermell| atureu …")."""
    main, lower = found.main, sentence.lower
    if main is None or lower[0] not in _EARLY or not main.first or main.kind != "imperative":
        return None
    before = lower[: main.first]
    if not (lower[0] == "si" or _is_condition(["", *lower], 1)) or not MARKS.isdisjoint(before):
        return None
    verbs = [one for one in found.verbs if one.last < main.first and one.form & v.FINITE]
    last = before[-1]
    several = len(verbs) > 1 and not main.form & v.VOS
    if lower[0] != "en" and (not verbs or several or verbs[0].first < 1):
        return None
    if last in FUNCTION or last.endswith("ment") or len(before) < 2:
        return None
    following = lower[main.last + 1] if main.last + 1 < len(lower) else ""
    alone = len(before) < 3 or before[-2] not in ARTICLES  # "… el caixer compta": it may be who does it
    certain = main.form & (v.VOS | v.ENCLITIC) or (alone and following in ARTICLES | {OPAQUE, "al", "als", "a"})
    return sentence.ends[main.first - 1] if certain else None


def _is_condition(lower: list[str], index: int) -> bool:
    word, before = lower[index], lower[index - 1]
    following = lower[index + 1] if index + 1 < len(lower) else ""
    if word == "si":
        return before not in ("per", "com", "i", "o") and following not in _NEEDED and following != "us"
    if word == "quan":
        return before not in ("de", "fins", "des", "i", "o", "per", "a") and following not in ("calgui", "sigui")
    if word == "sempre":
        return following == "que" and lower[index + 2 : index + 3] != ["sigui"]
    if word in ("llevat", "tret"):
        return following == "que"
    if word == "en":
        return following == "cas" and lower[index + 2 : index + 3] in (["de"], ["d'"], ["que"])
    return False


def _asked(lower: list[str], found: Found, index: int) -> bool:
    """Whether "si" or "quan" belongs to the verb before it: a question that it asks ("Pregunteu quan va passar"), or
    what is said in a clause of its own ("Comproveu que el llum s'encén quan …")."""
    before = [verb for verb in found.verbs if verb.last < index]
    if not before or "," in lower[before[-1].last : index]:
        return False
    last = before[-1]
    if last.subordinate and last.kind != "unknown":
        return True
    adjacent = last.last + 1 == index or lower[last.last + 1] in ("a", "al", "als")
    return last.lemma in _ASKING and (lower[index] == "si" or (lower[index] == "quan" and adjacent))
