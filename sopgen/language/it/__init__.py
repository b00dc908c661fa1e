"""Italian: what a step is made of, and wording that rules are for."""

from __future__ import annotations

from sopgen.language import language
from sopgen.language.grammar import Clause, Hit
from sopgen.language.it.actions import command_places, condition_place
from sopgen.language.it.clauses import find_head, may_hold_verb
from sopgen.language.it.commands import command_at
from sopgen.language.it.further import further
from sopgen.language.it.line import (
    ARTICLES,
    CLITICS,
    CONNECTORS,
    FOREIGN,
    JOINERS,
    PREPOSITIONS,
    RELATIVES,
    WORDS,
    Line,
)
from sopgen.language.it.nouns import fragment_as_command, hidden_actions, names_action, opening_noun
from sopgen.language.it.people import numbered_people
from sopgen.language.it.predicates import person_of, predicate
from sopgen.language.it.remarks import gives_example, is_alternative, points, says_how
from sopgen.language.it.rewrite import better, better_of_form
from sopgen.language.it.scan import Head, past_connectors
from sopgen.language.it.verbs import GERUND, INFINITIVE, LEI, PARTICIPLE, SECOND, THIRD, TU, VOI
from sopgen.language.tokens import NUMBER, Sentence, Tokenizer

TOKENIZER = Tokenizer(
    elision=True,
    abbreviations=(
        *("p. es.", "p.es.", "per es.", "ad es.", "es.", "ecc.", "art.", "artt.", "n.", "nr.", "num.", "pag.", "pagg."),
        *("p.", "pp.", "fig.", "tab.", "cap.", "all.", "sig.", "sig.ra", "sigg.", "dott.", "dott.ssa", "dr.", "ing."),
        *(
            "avv.",
            "prof.",
            "prof.ssa",
            "geom.",
            "rag.",
            "tel.",
            "cell.",
            "min.",
            "max.",
            "ca.",
            "cfr.",
            "vs.",
            "s.p.a.",
        ),
        *("s.r.l.", "c.a.", "c.f.", "p.iva", "v.", "vol.", "rif.", "prot.", "int.", "ndt.", "st.", "cod.", "q.tà"),
    ),
    questions="?",
)
_UNKNOWN = Clause("unknown")
_OR = frozenset(("o", "oppure"))
_IF = frozenset(("se", "quando", "qualora"))
_NO_WORD = frozenset("□#")


def clause(sentence: Sentence, verbs: frozenset[str]) -> Clause:
    """What the sentence is. The second person counts as its subject only where a pronoun says it. English among
    Italian steps is read as English."""
    line = Line(sentence, verbs)
    head = find_head(line)
    asked = bool(sentence.mark) and sentence.mark in TOKENIZER.questions
    if head.kind == "command" and not (asked and line.verbs[head.at] == "vedere"):
        return _command(line, head)
    if line.lower[0] == "grazie" and line.word(1) != "a":
        return _UNKNOWN
    if sentence.mark and sentence.mark in TOKENIZER.questions:
        return Clause("question", verb=sentence.span(0, line.n - 1))
    if head.kind == "gerund":
        return Clause("gerund", verb=sentence.span(head.at, head.at), better=_better_gerund(line, head))
    if head.kind == "participle":
        told = better_of_form(line, head.at, line.verbs[head.at], PARTICIPLE)
        return Clause("declarative", "past", verb=sentence.span(head.at, head.at), better=told)
    if head.kind == "finite" and _may_command(line, head):
        return _UNKNOWN
    if head.kind == "finite":
        return _statement(line, head)
    if head.kind == "none" and not FOREIGN.isdisjoint(line.lower):
        return language("en").clause(sentence, verbs) if sentence.start == 0 else _UNKNOWN
    if head.kind == "none" and any(word.isalpha() for word in line.lower):
        if may_hold_verb(line):
            return _UNKNOWN
        return Clause("no-verb", verb=sentence.span(0, line.n - 1), better=fragment_as_command(line, 0))
    return _UNKNOWN


def _may_command(line: Line, head: Head) -> bool:
    """Whether the verb behind a condition without a comma may be a command: "Se chiede la fattura stampa la copia"."""
    conditional = line.lower[0] in _IF and "," not in line.lower
    told_of_more = not {"e", "ed", "o", "oppure"}.isdisjoint(line.lower[: head.at])
    return conditional and (told_of_more or bool(line.bits[head.at] & TU))


def _command(line: Line, head: Head) -> Clause:
    sentence, command = line.sentence, head.command
    first = head.at
    while line.lower[first] in CLITICS or line.lower[first] == "non":
        first += 1
    aside = sentence.start > 0 and (gives_example(line) or points(line, first))
    same = is_alternative(line) or says_how(line, first)
    places = [] if aside else command_places(line, first, command)[same:]
    condition = condition_place(line, first)
    return Clause(
        "infinitive" if command == INFINITIVE else "imperative",
        plural=None if command == INFINITIVE else command == VOI,
        polite=None if command == INFINITIVE else command == LEI,
        verb=sentence.span(head.at, first),
        commands=tuple(sentence.span(head.at if place == first else place, place) for place in places),
        condition=sentence.span(*condition) if condition and places else None,
        missing_comma=_missing_comma(line, head),
        better=_better_infinitive(line, first, places) if command == INFINITIVE else "",
    )


def _missing_comma(line: Line, head: Head) -> int | None:
    """The offset behind a condition that leads in to the command without a comma, where it is sure where it ends."""
    start = past_connectors(line, 0)
    if (
        line.lower[start] not in _IF
        or head.at < start + 3
        or not {",", ":", ";", "–", "—"}.isdisjoint(line.lower[: head.at])
    ):
        return None
    last = line.lower[head.at - 1]
    if (
        last in JOINERS
        or last in CONNECTORS
        or last in PREPOSITIONS
        or not RELATIVES.isdisjoint(line.lower[start + 1 : head.at])
    ):
        return None
    bits, following = line.bits[head.at], line.word(head.at + 1)
    if bits & (THIRD | PARTICIPLE) and following not in ARTICLES:
        return None
    return line.sentence.ends[head.at - 1]


def _better_infinitive(line: Line, first: int, places: list[int]) -> str:
    """ "Controllare la data" as "Controlla la data", where all its commands can be turned."""
    others = further(line, first, INFINITIVE)
    if others is None or not {*places} <= {first, *(other.last for other in others)}:
        return ""
    return better_of_form(line, first, line.verbs[first], INFINITIVE)


def _statement(line: Line, head: Head) -> Clause:
    told = predicate(line, head.at, subject=head.subject)
    person = person_of(line, head.at, told)
    bits = line.bits[head.at]
    word = line.lower[head.at]
    told_better = better(line, head, told)
    # "Premi Rimborso. Si apre la finestra." tells what follows from the step.
    result = line.sentence.start > 0 and told.form == "declarative" and line.word(head.at - 1) == "si"
    acts = [verb for verb in told_better.verbs if not result and line.word(verb.first - 1) not in _OR]
    condition = condition_place(line, told.last) if acts else None
    second = person == 2 or bool(bits & SECOND) or word.endswith(("rai", "rete", "resti", "reste"))
    return Clause(
        told.form,
        told.tense,
        told.passive,
        0 if second and person != 2 else person,
        plural=bool(bits & VOI) or word.endswith(("rete", "reste")) if second else None,
        polite=(person == 2 and "Lei" in line.sentence.words) if second else None,
        verb=line.sentence.span(told.first, told.last),
        commands=tuple(line.sentence.span(verb.first, verb.last) for verb in acts),
        condition=line.sentence.span(*condition) if condition else None,
        better=told_better.text,
    )


def _better_gerund(line: Line, head: Head) -> str:
    return better_of_form(line, head.at, line.verbs[head.at], GERUND) if head.at == 0 else ""


def wording(sentence: Sentence) -> list[Hit]:
    """Phrases of the word file, actions hidden in nouns; a link's text is a hit only where it is all there is."""
    found = []
    for hit in WORDS.hits(sentence):
        if hit.kind != "link-text" or hit.span == (sentence.start, sentence.end):
            found.append(hit)
    if NUMBER in sentence.lower:
        found.extend(numbered_people(sentence))
    if not any(map(names_action, sentence.lower)):
        return found
    line = Line(sentence, frozenset())
    found.extend(hidden_actions(line))
    start = past_connectors(line, 0)
    caption = sentence.start > 0  # of a picture, behind the step
    opening = opening_noun(line, start) if start < line.n and not caption else None
    if opening and not command_at(line, start) and find_head(line).kind == "none":
        found.append(opening)
    return found


__all__ = ["TOKENIZER", "WORDS", "clause", "wording"]
