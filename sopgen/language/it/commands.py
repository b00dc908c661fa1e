"""Whether a word is a command: the reading of a verb form, and what stands beside it."""

from __future__ import annotations

from sopgen.language.it.beside import is_adjective, is_plural
from sopgen.language.it.line import (
    ADVERBS,
    ARTICLES,
    ASKERS,
    CLITICS,
    CONNECTORS,
    DETERMINERS,
    NOUN_OR_COMMAND,
    NOUNS,
    OF,
    POSSESSIVES,
    PREPOSITIONS,
    PRESENTING,
    SEPARATORS,
    STAGES,
    SUBORDINATORS,
    TURNING,
    Line,
)
from sopgen.language.it.verbs import CLITIC, GERUND, INFINITIVE, LEI, NOI, PARTICIPLE, THIRD, TU, VOI
from sopgen.language.tokens import NUMBER

NEGATIVE = TU | NOI
"""The command "non" with an infinitive."""

UNSURE = LEI | NOI
"""What could be a command as well as a noun."""

_NOT_UNKNOWN = CONNECTORS | PREPOSITIONS | SUBORDINATORS | ADVERBS
_PASSED_OVER = frozenset(("anche", "sempre", "subito", "ora", "quindi", "poi", "inoltre", "infine", "prima"))
_NEVER_COMMAND = frozenset(["essere", "avere", "potere", "dovere", "volere"])
_NO_VOI = frozenset(["dovere", "potere", "volere", "avere", "essere", "sapere", "desiderare"])


def command_at(line: Line, at: int, *, loose: bool = False) -> int:
    """TU, VOI, LEI, INFINITIVE or NEGATIVE where a command begins at this word; UNSURE; else 0.

    loose: nothing parts the word from what stands before it, so only plain commands count.
    """
    if at >= line.n:
        return 0
    if line.lower[at] == "non":
        return _forbidden(line, at)
    if not loose and line.lower[at] in _BE_SO:
        return _told_to_be(line, at)
    bits = line.bits[at]
    if not bits:
        if line.lower[at] in CLITICS and at + 1 < line.n:
            return _courteous(line, at)
        return 0 if loose or line.named[at] else _unknown(line, at)
    if bits & CLITIC and bits & (TU | VOI | INFINITIVE):
        if bits & PARTICIPLE and loose:
            return 0
        return TU if bits & TU else VOI if bits & VOI else INFINITIVE
    if bits & INFINITIVE:
        return INFINITIVE if not (loose and line.governed(at)) else 0
    if bits & VOI:
        return VOI if _plural_command(line, at, loose) else 0
    if bits & TU:
        return _familiar(line, at, loose)
    if bits & LEI:
        return LEI if _formal(line, at, loose) else 0
    return 0


_BE_SO = {
    "sii": TU,
    "abbi": TU,
    "siate": VOI,
    "abbiate": VOI,
    "sia": LEI,
    "abbia": LEI,
    "stia": LEI,
}
"""Commands to be or to have: "Sia gentile", "Abbi pazienza", "Stia fermo"."""


def _told_to_be(line: Line, at: int) -> int:
    following = line.word(at + 1)
    if line.lower[at] == "sia" and (following in DETERMINERS or following in PREPOSITIONS or "che" in line.lower[at:]):
        return 0  # "sia il cliente che …", "Sia per …"
    return _BE_SO[line.lower[at]] if following and following not in SEPARATORS and not line.named[at + 1] else 0


def _forbidden(line: Line, at: int) -> int:
    """ "Non aprire", "Non lo aprire", "Non aprite", "Non apra"."""
    verb = at + 1
    while verb < line.n and line.lower[verb] in CLITICS:
        verb += 1
    if verb >= line.n:
        return 0
    bits = line.bits[verb]
    if bits & INFINITIVE:
        return NEGATIVE
    if bits & VOI and line.verbs[verb] not in _NO_VOI:
        return VOI
    return LEI if bits & LEI and not bits & TU and line.verbs[verb] not in _NEVER_COMMAND else 0


def _courteous(line: Line, at: int) -> int:
    """A command to Lei behind its pronoun: "Si assicuri", "Lo apra", "Gli dica"."""
    verb = at + 1
    while verb < line.n and line.lower[verb] in CLITICS:
        verb += 1
    if verb >= line.n or (verb == at + 1 and line.lower[at] in ("se", "ce", "ve", "te", "me")):
        return 0
    bits = line.bits[verb]
    if bits & LEI and not bits & (TU | THIRD) and line.verbs[verb] not in _NEVER_COMMAND:
        pronoun = line.lower[at] in ("si", "mi", "ci", "ne", "ce", "se", "me") or line.lower[verb].endswith("a")
        return LEI if pronoun else 0
    return 0


def _unknown(line: Line, at: int) -> int:
    """What the ending of an unknown word says before an article, where no noun can stand."""
    word = line.lower[at]
    if len(word) < 5 or word in _NOT_UNKNOWN or word.endswith("mente"):
        return 0
    after = line.word(at + 2 if line.word(at + 1).endswith("mente") else at + 1)
    if after not in ARTICLES:
        return UNSURE if word.endswith(("are", "ire")) and not word.endswith("lare") else 0
    if word.endswith(("are", "ere", "ire")):
        return INFINITIVE
    if word.endswith(("ate", "ete", "ite")):
        return VOI
    return TU if word.endswith(("a", "isci")) else 0


def _plural_command(line: Line, at: int, loose: bool) -> bool:
    if line.verbs[at] in _NO_VOI:
        return line.lower[at] in ("abbiate", "siate", "sappiate")
    after = line.word(at + 1)
    if line.bits[at] & PARTICIPLE and (line.noun_place(at) or (loose and not _takes_object(line, at + 1))):
        return not loose and not line.noun_place(at)
    return after not in OF or not line.bits[at] & PARTICIPLE


def _takes_object(line: Line, at: int) -> bool:
    """Whether an object or a clause begins here: an article, a name, a number, "che"."""
    if at >= line.n:
        return False
    word = line.lower[at]
    if word in OF:
        return False
    if word in ("un", "più") or line.named[at] or word == NUMBER:
        return True
    return word in DETERMINERS or word in POSSESSIVES or word in ASKERS or word in '+"'


def _familiar(line: Line, at: int, loose: bool) -> int:
    """A command to tu; its form is often that of the third person ("controlla") or of a noun ("verifica")."""
    word = line.lower[at]
    bits = line.bits[at]
    if word in PRESENTING or line.verbs[at] in _NEVER_COMMAND or (loose and line.noun_place(at)):
        return 0
    after = at + 1
    if line.word(after) == "di" and line.word(after + 1) == "nuovo":
        after += 2
    while line.word(after).endswith("mente") or line.word(after) in _PASSED_OVER:
        after += 1
    if line.word(after) == "invece" and line.word(after + 1) != "di":
        after += 1
    following = line.word(after)
    if word in NOUNS:
        if following == "e" and not loose and after + 1 < line.n and line.bits[after + 1] & TU:
            return TU if line.word(after + 2) in ARTICLES else 0  # "Data e firma il modulo"
        return TU if (following in ARTICLES or following in ("che", "questo", "questa")) and not loose else 0
    if word in NOUN_OR_COMMAND:
        return _noun_or_command(line, at, after, loose)
    if _takes_object(line, after):
        return TU
    if loose and bits & THIRD:
        return TU if following in PREPOSITIONS and following not in OF else 0
    if bits & PARTICIPLE and following in OF:
        return 0
    return TU


def _noun_or_command(line: Line, at: int, after: int, loose: bool) -> int:
    following = line.word(after)
    if following in OF and following not in ("dei", "degli", "delle"):
        return TU if line.lower[at] in TURNING and line.word(after + 1) == NUMBER else 0
    if following in ("dei", "degli", "delle"):
        return 0
    numbered = at == 0 and (line.lower[at] in STAGES or line.lower[at] == "porta")
    if following == NUMBER and numbered and (after + 1 >= line.n or line.lower[after + 1] in SEPARATORS):
        return UNSURE  # "Porta 22", "Prova 3:"
    if _takes_object(line, after):
        return TU
    if loose:
        return 0
    if not following or following in SEPARATORS:
        if following == "," and bare_command(line, after + 1):
            return TU
        return 0 if _stage_name(line, at, after) else UNSURE
    if following in ("e", "ed", "o", "oppure", "/", "+"):
        return TU if line.bits[after + 1 : after + 2] and line.bits[after + 1] & TU else 0
    if following in PREPOSITIONS:
        if line.lower[at] in TURNING or _object_later(line, after):
            return TU
        return UNSURE if following not in _BARE or line.word(after + 1) in ARTICLES else 0
    if following in ADVERBS or after > at + 1:
        return TU
    if is_adjective(following) and (after + 1 >= line.n or line.word(after + 1) in _AFTER_ADJECTIVE):
        return 0
    return TU if is_plural(following) else UNSURE


_BARE = frozenset(("a", "ad", "da", "in", "per", "con", "su", "senza", "tra", "fra", "entro", "presso"))
"""Prepositions without an article: with a noun behind them they tell the kind ("Consegna a domicilio")."""
_AFTER_ADJECTIVE = SEPARATORS | PREPOSITIONS | OF | {"e", "ed", "o"}


def _stage_name(line: Line, at: int, after: int) -> bool:
    """Whether a word that can be a command stands for a stage: alone, without a full stop ("Consegna", "Verifica:")."""
    alone = after >= line.n or (line.lower[after] == ":" and after + 1 >= line.n)
    return (
        alone and after == at + 1 and not line.sentence.mark and line.sentence.start == 0 and line.lower[at] in STAGES
    )


def bare_command(line: Line, at: int) -> bool:
    """Whether a verb goes on with a list of commands: "Pesa, lava e taglia le verdure"."""
    if at >= line.n or not line.bits[at] & TU:
        return False
    doubtful = line.lower[at] in NOUNS or line.lower[at] in NOUN_OR_COMMAND
    return not doubtful or _takes_object(line, at + 1)


def _object_later(line: Line, at: int) -> bool:
    """Whether an object without a preposition follows: "Porta al tavolo il conto"."""
    for index in range(at + 1, line.next_comma(at)):
        if line.lower[index] in ARTICLES and line.lower[index - 1] not in PREPOSITIONS:
            return line.lower[index - 1] not in ("e", "ed", "o") and not line.bits[index - 1] & INFINITIVE
    return False


_MANY = ("zioni", "sioni", "menti", "aggi", "tori")
"""Endings of nouns that stand for several things ("Relazioni tra i sistemi")."""
_FORMAL_NEVER = frozenset(["abbia", "possa", "debba", "voglia", "sia", "stia"])


def _formal(line: Line, at: int, loose: bool) -> bool:
    """A command to Lei: the subjunctive, in -i also the plural of many nouns."""
    word = line.lower[at]
    if word in _FORMAL_NEVER or line.bits[at] & GERUND or (loose and line.noun_place(at)):
        return False
    if _takes_object(line, at + 1):
        return word not in NOUNS or line.word(at + 1) in ARTICLES
    if line.verbs[at] in ("lasciare", "fare") and at + 1 < line.n and line.bits[at + 1] & INFINITIVE and not loose:
        return True
    if loose or word in NOUNS:
        return False
    if word.endswith("i") and not word.endswith(("chi", "ghi")):
        if word.endswith(_MANY):
            return False
        return (
            line.word(at + 1) in PREPOSITIONS and line.word(at + 1) not in OF and line.word(at + 1) not in ("per", "in")
        )
    return True
