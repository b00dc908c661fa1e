"""Catalan: what a step is made of."""

from __future__ import annotations

from sopgen.language import language
from sopgen.language.ca import verbs as forms
from sopgen.language.ca.actions import commands, condition, missing_comma
from sopgen.language.ca.clauses import Scan
from sopgen.language.ca.phrases import nominalisations
from sopgen.language.ca.rewrite import command, from_fragment, from_gerund
from sopgen.language.ca.verbs import Lexicon
from sopgen.language.ca.walk import Found, Verb
from sopgen.language.ca.words import ADDRESSED, ARTICLES, FOREIGN, FUNCTION, WORDS
from sopgen.language.grammar import Clause, Hit
from sopgen.language.tokens import Sentence, Tokenizer

_SHORT = "sr. sra. srs. dr. dra. núm. núms. tel. pàg. pàgs. av. p.ex. art. ref. màx. mín. aprox. vs. c/ n.º vg."
TOKENIZER = Tokenizer(elision=True, abbreviations=[*_SHORT.split(), "p. ex."], questions="?")


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    lexicon = forms.lexicon(verbs)
    found = Scan(sentence, lexicon).run()
    main = found.main
    if sentence.mark == "?" and not (main and main.kind == "imperative" and ":" in sentence.lower):
        return Clause("question", verb=(sentence.start, sentence.end))
    if main is None:
        return _without_verb(sentence, found, lexicon)
    plural, polite = _address(main, sentence)
    if main.kind in ("imperative", "infinitive"):
        told = commands(sentence, found)
        return Clause(
            main.kind,
            plural=plural,
            polite=polite,
            verb=sentence.span(main.first, main.last),
            commands=told,
            condition=condition(sentence, found) if told else None,
            missing_comma=missing_comma(sentence, found) if told else None,
            better=command(sentence, found, lexicon).text if main.kind == "infinitive" else "",
        )
    if main.kind == "unknown" or found.doubtful:
        return Clause("unknown")
    rewritten = command(sentence, found, lexicon)
    orders = rewritten.verbs if _is_order(main, found, len(rewritten.verbs) > 1) else ()
    return Clause(
        main.kind,
        tense=main.tense,
        passive=main.passive,
        person=_person(main, sentence),
        plural=plural,
        polite=polite,
        verb=sentence.span(main.first, main.last),
        commands=orders,
        condition=condition(sentence, found) if orders else None,
        better=rewritten.text,
    )


def _is_order(main: Verb, found: Found, several: bool) -> bool:
    """Whether what can be said as a command tells the reader what to do, not only what was or will be done."""
    if main.kind == "modal":
        return True
    if main.tense != "present":
        return several and not main.passive
    return several or (not main.passive and found.subject >= 0)


def wording(sentence: Sentence) -> list[Hit]:
    hits = [hit for hit in WORDS.hits(sentence) if _is_whole(sentence, hit)]
    return nominalisations(sentence, hits)


def _is_whole(sentence: Sentence, hit: Hit) -> bool:
    """The text of a link must be all there is; "si cal" must say no more ("Si cal un permís …"
    is a condition)."""
    if hit.kind == "link-text":
        return hit.span == (sentence.start, sentence.end)
    said = sentence.text[hit.span[0] : hit.span[1]].lower()
    if hit.kind == "person-as-number" and said.startswith(("tan", "proc")):  # a client can be a program
        return not sentence.text[hit.span[1] : sentence.end].strip()
    if hit.kind == "vague-wording" and said.startswith(("si ", "quan ", "com ")):
        after = sentence.text[hit.span[1] : sentence.end].split()
        return not after or not after[0][0].isalpha() or _goes_on(sentence, hit.span[0], after[0].lower())
    return True


def _goes_on(sentence: Sentence, start: int, following: str) -> bool:
    """Whether "si cal" ends before a word: the command begins there ("Si cal canvieu el filtre"), or the command
    goes on ("Canvieu si cal el filtre")."""
    if start > sentence.start:
        return following in ARTICLES and sentence.text[start:].lower().startswith("si ")
    form = forms.lexicon().reading(following).form
    return bool(form & forms.COMMAND) and not form & forms.NOUN


_UNKNOWN_ENDINGS = ("a", "e", "eu", "iu", "ïu", "eix", "in", "ar", "ir", "re", "er", "en")


def _without_verb(sentence: Sentence, found: Found, lexicon: Lexicon) -> Clause:
    """A gerund, or a fragment; not sure where a word can be a verb that is not known. English among Catalan steps is
    read as English."""
    whole = (sentence.start, sentence.end)
    gerund = next((verb for verb in found.verbs if verb.kind == "gerund"), None)
    if gerund is not None:
        rewritten = from_gerund(sentence, gerund, lexicon)
        return Clause(
            "gerund",
            verb=sentence.span(gerund.first, gerund.last),
            commands=rewritten.verbs if len(rewritten.verbs) > 1 else (),
            better=rewritten.text,
        )
    if sentence.start == 0 and not FOREIGN.isdisjoint(sentence.lower):
        return language("en").clause(sentence, frozenset())
    if found.doubtful or _may_have_verb(sentence, lexicon):
        return Clause("unknown")
    return Clause("no-verb", verb=whole, better=from_fragment(sentence, lexicon))


_AFTER_INFINITIVE = FUNCTION - {"de", "d'", "del", "dels", "i", "o", "ni"}


def _may_have_verb(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a word that is not known stands as a verb does: before an article, at the start or after a comma."""
    lower = sentence.lower
    if (
        len(lower) > 1
        and len(lower[0]) > 5
        and lower[0].endswith(("ar", "ir", "dre"))
        and lower[1] in _AFTER_INFINITIVE
    ):
        return True
    if len(lower) == 1 and lower[0].endswith(("a", "eu", "iu", "eix")):
        return True
    for index, word in enumerate(lower[:-1]):
        opens = index == 0 or lower[index - 1] in (",", ":", ";", "–", "—")
        if opens and "-" in word and word.rpartition("-")[2] in forms.CLITICS:
            return True
        shaped = len(word) > 3 and word.endswith(_UNKNOWN_ENDINGS) and word not in FUNCTION
        if (
            shaped
            and lower[index + 1] in ARTICLES
            and not lexicon.reading(word).form & (forms.INFINITIVE | forms.PARTICIPLE)
        ):
            return True
    return False


def _address(main: Verb, sentence: Sentence) -> tuple[bool | None, bool | None]:
    """Whether the verb speaks to several or by vós, and whether by vostè."""
    form = main.form
    if main.kind == "infinitive":
        return None, None
    if form & forms.ENCLITIC or main.kind == "imperative":
        if form & forms.VOS or (main.negative and form & forms.SECOND and form & forms.PLURAL):
            return True, False
        if form & forms.TU or (main.negative and form & forms.SECOND):
            return False, False
        return bool(form & forms.VOSTES), True
    subject = set(sentence.lower[max(0, main.first - 2) : main.first])
    if subject & {"vostè", "vostès"}:
        return "vostès" in subject, True
    if form & forms.SECOND and not form & (forms.FIRST | forms.THIRD):
        return bool(form & forms.PLURAL), False
    return None, None


def _person(main: Verb, sentence: Sentence) -> int:
    """The person of the subject; of the second only where it is said ("vosaltres", "vostè"), else a duty or a future
    without a subject would be blamed twice."""
    subject = set(sentence.lower[max(0, main.first - 2) : main.first])
    if subject & ADDRESSED:
        return 2
    form = main.form
    if form & forms.THIRD:
        return 3
    return 1 if form & forms.FIRST else 0
