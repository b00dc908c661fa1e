"""The further commands that an Italian sentence joins to its first, and a condition that stands after it."""

from __future__ import annotations

from sopgen.language.it.commands import NEGATIVE, UNSURE, bare_command, command_at
from sopgen.language.it.line import (
    ARTICLES,
    ASK_VERBS,
    ASKERS,
    CLITICS,
    DETERMINERS,
    DUTY,
    JOINERS,
    NOUN_OR_COMMAND,
    PREPOSITIONS,
    RELATIVES,
    SEPARATORS,
    SUBORDINATORS,
    Line,
)
from sopgen.language.it.remarks import example_at, points
from sopgen.language.it.scan import weighty
from sopgen.language.it.verbs import CLITIC, FINITE, INFINITIVE, LEI, PARTICIPLE, SECOND, THIRD, TU, reading
from sopgen.language.tokens import OPAQUE

_ORDER = frozenset(["poi", "quindi", "infine", "dopodiché", "successivamente"])
_FILLERS = frozenset(
    ["anche", "subito", "ora", "inoltre", "eventualmente", "facoltativamente", "già", "ancora", "allora"]
)
_OR = frozenset(("o", "oppure", "ovvero", "od"))
_ONE_MOVEMENT = frozenset(
    {
        ("copiare", "incollare"),
        ("tagliare", "incollare"),
        ("trascinare", "rilasciare"),
        ("cliccare", "trascinare"),
        ("fare", "trascinare"),
        ("premere", "rilasciare"),
        ("premere", "tenere"),
        ("cliccare", "tenere"),
        ("toccare", "tenere"),
        ("tenere", "trascinare"),
        ("tenere", "premere"),
        ("spegnere", "riaccendere"),
    }
)
"""Verbs that name one movement when one stands right after the other ("copia e incolla", "premi e rilascia")."""


def command_places(line: Line, head: int, command: int) -> list[int]:
    """The places of the verbs that command, the first one first; a prohibition joined to a command adds none.

    Alternatives ("scarica o copia il file"; "chiama, scrivi o passa in filiale") are one action.
    """
    places = [head]
    wanted = TU if command == NEGATIVE else command
    last = head
    listed = 0
    index = head + 1
    while index < line.n:
        word = line.lower[index]
        if word in _OR:
            if command_at(line, index + 1) == wanted and listed:
                del places[-listed:]
                listed = 0
            index += 1
            continue
        if word not in JOINERS:
            index += 1
            continue
        begin = index + 1
        order = word in _ORDER or word == ";"
        comma = word == ","
        bare = comma
        while begin < line.n and (line.lower[begin] in JOINERS or _fills(line, begin)):
            order = order or line.lower[begin] in _ORDER
            comma = comma or line.lower[begin] == ","
            bare = False
            begin += 1
        if begin >= line.n or line.lower[begin] in _OR or line.word(index - 1) in _OR:
            index = max(begin, index + 1)
            continue
        at = begin
        if line.lower[at] in PREPOSITIONS or line.lower[at] in SUBORDINATORS:
            at = _past_lead_in(line, begin, wanted)
        if at and _commands_too(line, at, wanted, lead=at != begin, order=order):
            embedded = not order and _embedded(line, last, at, wanted, comma)
            aside = points(line, at, joined=True) or example_at(line, at)
            if not embedded and not aside and not _same_movement(line, last, index, at):
                places.append(_verb_place(line, at))
                listed = listed + 1 if bare else 0
            if not embedded:
                last = at
            index = at + 1
        else:
            index = begin if begin > index else index + 1
    if len(places) == 1 and command != NEGATIVE:
        places.extend(_without_verb(line, head))
    return places


_AND = frozenset(("e", "ed", ","))
_ONTO = frozenset(("su", "sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"))
_WHERE = frozenset(("a", "al", "alla", "all'", "in", "nel", "nella", "nell'"))


def _without_verb(line: Line, head: int) -> list[int]:
    """The second object of a command, a further step of its own: "Seleziona Strumenti e quindi Nuovo"; its place."""
    for index in range(head + 2, line.n - 2):
        if line.lower[index] in RELATIVES or line.bits[index] & INFINITIVE:
            return []
        if line.lower[index] not in _AND or line.lower[index + 1] not in _ORDER:
            continue
        begin = index + 2
        word = line.lower[begin]
        led = word in _ONTO or (word in _WHERE and line.lower[head + 1] in _WHERE)
        named = word == OPAQUE or line.sentence.words[begin][0].isupper()
        if (led or named or word in ARTICLES) and not _says_something(line, begin):
            return [begin]
    return []


def _says_something(line: Line, start: int) -> bool:
    """Whether a verb follows before a comma or a relative clause: then a subject began, no object."""
    for index in range(start + 1, line.n):
        if line.lower[index] == "," or line.lower[index] in RELATIVES:
            return False
        if line.bits[index] & FINITE and not line.noun_place(index) and weighty(line, index):
            return True
    return False


def _fills(line: Line, at: int) -> bool:
    """Whether a word can stand between "e" and the command: "poi", "anche", an adverb."""
    word = line.lower[at]
    return word in _FILLERS or (word.endswith("mente") and not line.bits[at])


def _verb_place(line: Line, at: int) -> int:
    while line.lower[at] in CLITICS:
        at += 1
    return at


def _past_lead_in(line: Line, at: int, wanted: int) -> int:
    """The command behind a place, purpose or condition: "e nella barra dei menu scegliete …"; 0 where none is."""
    if line.lower[at] in SUBORDINATORS:
        comma = line.next_comma(at)
        return comma + 1 if comma < line.n - 1 else 0
    for index in range(at + 1, min(at + 10, line.n)):
        word = line.lower[index]
        if word == ",":
            return index + 1 if index + 1 < line.n else 0
        if word in JOINERS or word in RELATIVES:
            return 0
        bits = line.bits[index]
        if bits & wanted and not line.noun_place(index) and not line.governed(index):
            return index if line.word(index + 1) in DETERMINERS or line.named[min(index + 1, line.n - 1)] else 0
        if bits & FINITE and not line.noun_place(index) and line.verbs[index] and bits & THIRD and not bits & TU:
            return 0
    return 0


def _commands_too(line: Line, at: int, wanted: int, *, lead: bool, order: bool) -> bool:
    """Whether a further command begins here, and no noun that looks like one."""
    if line.lower[at] == "non" or command_at(line, at) != wanted:
        return False
    following = line.word(at + 1)
    ends = not following or following in SEPARATORS or following in JOINERS or following in _OR
    bits = line.bits[at]
    if wanted == LEI:
        return following in DETERMINERS or order or not (ends or line.lower[at].endswith("i"))
    if wanted == INFINITIVE:
        return order or lead or not _goes_on_label(line, at)
    if bits & CLITIC:
        return not bits & PARTICIPLE or following in PREPOSITIONS or following in ASKERS
    if wanted == TU and line.lower[at] in NOUN_OR_COMMAND:
        return order or following in DETERMINERS or following == "che" or (not ends and line.named[at + 1])
    if not lead and at >= 2 and line.named[at - 2] and line.lower[at - 1] in ("e", "ed"):
        return not ends and (not _goes_on_label(line, at) or following in DETERMINERS or line.named[at + 1])
    if wanted == TU and following in ("e", "ed", ",") and bare_command(line, at + 2):
        return True
    return order or lead or not ends or line.lower[at - 1] in ("e", "ed")


def _goes_on_label(line: Line, at: int) -> bool:
    """Whether the words before are the beginning of a button's name with a verb: "Salva e chiudi"."""
    if at < 2 or not line.named[at - 2] or line.lower[at - 1] not in ("e", "ed"):
        return False
    return bool(reading(line.lower[at - 2])[0] & line.bits[at] & (TU | INFINITIVE))


def _embedded(line: Line, last: int, at: int, wanted: int, comma: bool) -> bool:
    """Whether a verb behind "e" goes on with a subordinate one: "Chiedi di firmare e datare il modulo"."""
    if wanted == INFINITIVE:
        return _embedded_infinitive(line, last, at, comma)
    if wanted == TU and line.bits[at] & THIRD and not line.bits[at] & CLITIC and not comma:
        for index in range(at - 1, last, -1):
            word = line.lower[index]
            if word == ",":
                return False
            if word in RELATIVES or word in SUBORDINATORS:
                return any(
                    line.bits[between] & THIRD
                    and not line.noun_place(between)
                    and line.verbs[between] not in ("essere", "avere", "volere")
                    for between in range(index + 1, at - 1)
                )
    return False


def _embedded_infinitive(line: Line, last: int, at: int, comma: bool) -> bool:
    for index in range(at - 1, last, -1):
        word = line.lower[index]
        if word == "," and comma and index < at - 2:
            return False
        if line.bits[index] & INFINITIVE and line.governed(index):
            if index >= at - 2:
                return True
            before = line.lower[index - 1]
            before = line.lower[index - 2] if before in CLITICS and index >= 2 else before
            return before in ("di", "a", "ad", "senza", "d'") and not comma
    return False


def _same_movement(line: Line, last: int, joint: int, at: int) -> bool:
    pair = (line.verbs[last], line.verbs[_verb_place(line, at)])
    if pair not in _ONE_MOVEMENT:
        return False
    if pair == ("trascinare", "rilasciare"):
        return True
    return joint - last <= 2


_IF = frozenset(("se", "qualora", "quando"))


def condition_place(line: Line, head: int) -> tuple[int, int] | None:
    """First and last word of a condition behind the command; a question told or asked ("Chiedi se …") is none."""
    for index in range(head + 2, line.n):
        word = line.lower[index]
        case = (
            word == "nel" and line.word(index + 1) == "caso" and line.word(index + 2) in ("in", "il", "la", "che", "i")
        )
        if word not in _IF and not case:
            continue
        if word == "se" and line.word(index + 1) == "ne" and _goes(line, index + 2):
            continue
        if line.word(index - 1) in ("solo", "soltanto", "solamente", "unicamente", "esclusivamente", "tranne"):
            continue  # "only" goes with the condition wherever that stands
        if line.word(index - 1) in ("come", "anche", "e", "o", "ma", ":"):
            continue
        if word in ("se", "quando") and _asks(line, head, index):
            return None
        if line.word(index + 1) in DUTY or line.word(index + 1) in ("occorre", "serve", "presente", "presenti"):
            continue
        comma = line.next_comma(index)
        later = command_at(line, comma + 1) if comma < line.n - 1 else 0
        if later and later != UNSURE:
            return None
        if line.word(index - 1) in _ORDER:
            return None
        return index, (comma if comma < line.n else line.n) - 1
    return None


def _goes(line: Line, at: int) -> bool:
    """Whether "se ne" is the pronoun of "andarsene" and its like: "prima che se ne vada"."""
    return at < line.n and line.verbs[at] in ("andare", "stare", "uscire", "tornare", "accorgere", "occupare")


def _asks(line: Line, head: int, at: int) -> bool:
    return any(
        line.verbs[index] in ASK_VERBS and line.bits[index] and line.word(at - 1) != "," for index in range(head, at)
    ) or bool(line.bits[at - 1] & SECOND and line.verbs[at - 1] in ASK_VERBS)
