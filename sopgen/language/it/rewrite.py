"""Say an Italian sentence as a command, where that can be derived with certainty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sopgen.language.it.further import Further, further
from sopgen.language.it.line import (
    ADVERBS,
    AGENTS,
    ARTICLES,
    BETWEEN,
    CLITICS,
    DETERMINERS,
    LIMITING,
    NO_ACT,
    NO_COMMAND,
    NO_PASSIVE_SI,
    OF_SUBJECT,
    PAST_DAYS,
    REFLEXIVE,
    SHOWN,
    Line,
)
from sopgen.language.it.predicates import Predicate
from sopgen.language.it.scan import Head
from sopgen.language.it.verbs import CLITIC, FINITE, FUTURE, INFINITIVE, NOI, PARTICIPLE, PAST, THIRD, conjugated
from sopgen.language.tokens import NUMBER, OPAQUE

_DOER = frozenset(("da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"))
_TOLD_TO_VOI = ("dovete", "dovrete", "dovreste", "voi", "vostro", "vostra", "vostri", "vostre")
_SI = ("si", "s'")
_BANS = frozenset(("vietato", "proibito"))
_LEAVES = frozenset(("consentito", "permesso"))
_NO_BETTER = frozenset(("", "essere", "avere", "potere", "dovere", "volere"))
_ATTACHED = frozenset(("lo", "la", "li", "le", "ne", "gli", "mi", "ti", "vi"))
_SHORT = frozenset(("vai", "fai", "dai", "stai", "di'", "rifai"))


class Rewrite(NamedTuple):
    """The sentence as a command, and the verbs that it then gives; ("", ()) where that is not certain."""

    text: str = ""
    verbs: tuple[Further, ...] = ()


_NONE = Rewrite()


def better(line: Line, head: Head, told: Predicate) -> Rewrite:
    """The sentence as a command to tu (to voi or Lei, where it speaks to them), without its final mark."""
    if told.verb in _NO_BETTER or told.verb in NO_ACT or line.verbs[head.at] == "potere":
        return _NONE
    auxiliary = told.at != head.at and line.bits[head.at]
    if auxiliary and ((told.tense == "past" and auxiliary & FUTURE) or (auxiliary & PAST and not auxiliary & THIRD)):
        return _NONE  # "avrà chiuso", "era stato chiuso", "doveva chiudere": what was, or will have been, so
    begin = _begin(line, head)
    if not PAST_DAYS.isdisjoint(line.lower) or not OF_SUBJECT.isdisjoint(line.lower):
        return _NONE
    subject = line.lower[begin : told.first]
    forbidden = _forbids(line, head, told, subject)
    adverbs = _adverbs(line, told)
    if forbidden is None or adverbs is None or (forbidden and adverbs):
        return _NONE
    slot = _address(line, head)
    others = further(line, told.at, _kind(line, told))
    if others is None or (forbidden and others) or any(other.verb in NO_ACT for other in others):
        return _NONE
    command = conjugated(told.verb, slot)
    if forbidden:
        command = f"non {told.verb}" if slot == "t" else f"non {command}" if command else ""
    if told.passive and not _impersonal(line, head):
        kept = " ".join((command, *adverbs)) if command else ""
        return _from_passive(line, told, begin, kept, others, slot)
    if not _said_of_reader(line, head, told, begin, subject):
        return _NONE
    command = _with_pronouns(line, told, command, subject, slot)
    if not command or (forbidden and " " in command.removeprefix("non ")):
        return _NONE
    impersonal = _impersonal(line, head) and not subject and _kind(line, told) == FINITE
    text = _rest(line, told.last + 1, others, slot, impersonal)
    verbs = (Further(told.first, told.last, told.verb), *others)
    if text is None:
        return Rewrite("", verbs)
    return Rewrite(_before(line, begin) + _cased(line, begin, " ".join((command, *adverbs))) + text, verbs)


def better_of_form(line: Line, at: int, verb: str, kind: int) -> str:
    """The same for an infinitive, gerund or participle with which a sentence begins."""
    if verb in _NO_BETTER or (verb in NO_ACT and kind != INFINITIVE) or not OF_SUBJECT.isdisjoint(line.lower[at:]):
        return ""
    if line.bits[at] & CLITIC and kind != INFINITIVE:
        return ""
    others = further(line, at, kind)
    text = None if others is None else _rest(line, at + 1, others, "t")
    command = _with_enclitic(line, at, conjugated(verb, "t"), "t")
    return _before(line, at) + _cased(line, at, command) + text if command and text is not None else ""


def _kind(line: Line, told: Predicate) -> int:
    bits = line.bits[told.at]
    if told.last == told.at and told.at > told.first and line.verbs[told.at] != "":
        if bits & INFINITIVE:
            return INFINITIVE
        if bits & PARTICIPLE and not (bits & (FINITE | NOI) and told.tense == "present" and not told.passive):
            return PARTICIPLE
    return INFINITIVE if bits & INFINITIVE and told.form == "modal" else FINITE


def _address(line: Line, head: Head) -> str:
    """The slot of the command: to voi ("v"), to Lei ("l") or to tu ("t")."""
    if any(word in _TOLD_TO_VOI for word in line.lower) or line.lower[head.at].endswith(("erete", "irete")):
        return "v"
    return "l" if "Lei" in line.sentence.words else "t"


def _forbids(line: Line, head: Head, told: Predicate, subject: Sequence[str]) -> bool | None:
    """Whether it says what not to do; None where a "not" or "only" in it makes no plain prohibition."""
    said = [*subject, *line.lower[told.first : told.at]]
    if "non" not in said:
        if not _BANS.isdisjoint(said):
            return True
        return None if any(word in NO_COMMAND or word in LIMITING for word in said) else False
    verb = line.verbs[head.at]
    if not LIMITING.isdisjoint([word for word in said if word != "non"]):
        return None
    if told.form == "modal":
        plain = verb in ("dovere", "bisognare", "andare") or line.lower[head.at] == "bisogna"
        return True if plain or not _LEAVES.isdisjoint(said) else None
    plain = told.tense == "present" and told.at == head.at
    return True if plain else None


def _adverbs(line: Line, told: Predicate) -> list[str] | None:
    """The adverbs between an auxiliary and its verb, which have to be kept; None where one says too much."""
    found = []
    for index in range(told.first, told.last):
        word = line.lower[index]
        if word in BETWEEN or (word.endswith("mente") and not line.bits[index]):
            if word in LIMITING and word != "non":
                return None
            if word not in ("non", "solo", "mai", "più"):
                found.append(word)
    return found


def _impersonal(line: Line, head: Head) -> bool:
    return line.word(head.at - 1) in _SI


def _said_of_reader(line: Line, head: Head, told: Predicate, begin: int, words: Sequence[str]) -> bool:
    """Whether what the sentence says is done by the reader: you, one, an operator; "Si apre la porta"."""
    subject = [word for word in words if word not in ARTICLES]
    impersonal = _impersonal(line, head)
    if subject:
        if subject[-1] in ("tu", "voi", "lei"):
            return len(subject) == 1
        told_how = [word for word in subject[1:] if word in ADVERBS or word in BETWEEN or word.endswith("mente")]
        agent = len(subject) <= 2 and subject[0] in AGENTS and not told_how
        return agent and not (impersonal and told.form == "modal")
    if line.verbs[head.at] == "pregare":
        return impersonal
    if (head.subject and told.first > 0) or told.first > begin or line.lower[told.first] == OPAQUE:
        return False
    if impersonal and told.form == "declarative":
        following = line.word(told.last + 1)
        if told.verb in REFLEXIVE:
            return following in ("che", "di") and told.tense == "present"
        noun = line.word(told.last + 2) if following in ARTICLES else following
        if told.tense == "past" or noun in SHOWN:
            return False
        return told.passive and _object_at(line, told.last + 1)
    return not (told.at == head.at and told.form == "declarative" and told.tense == "present")


def _object_at(line: Line, at: int) -> bool:
    return line.word(at) in DETERMINERS or line.word(at) in (OPAQUE, NUMBER) or (at < line.n and line.named[at])


def _with_pronouns(line: Line, told: Predicate, command: str, subject: Sequence[str], slot: str) -> str:
    """The command with the pronouns that stand before its verb, or are joined to it; "" where that is not plain."""
    clitics = [word for word in line.lower[told.first : told.at] if word in CLITICS]
    if any(word in _SI for word in clitics):
        if told.verb in NO_PASSIVE_SI:
            return ""  # "L'addetto si chiama …", "si trova in cassa"
        reflexive = bool(subject) or (told.verb in REFLEXIVE and told.form == "declarative")
        clitics = [word for word in clitics if word not in _SI] + (["ti"] if reflexive else [])
    if command.startswith("non ") and (clitics or line.bits[told.at] & CLITIC):
        return ""
    if line.bits[told.at] & CLITIC and line.bits[told.at] & INFINITIVE:
        return "" if clitics else _with_enclitic(line, told.at, command, slot)
    return _attached(command, clitics, slot)


def _with_enclitic(line: Line, at: int, command: str, slot: str) -> str:
    """A command with the pronoun of the infinitive at this place: "Assicurarsi" is "Assicurati"."""
    if not line.bits[at] & CLITIC:
        return command
    word, verb = line.lower[at], line.verbs[at]
    for cut in (1, 2):
        clitic = word.removeprefix(verb[:-cut])
        if clitic != word and clitic in _ATTACHED | {"si", "ci"}:
            return _attached(command, ["ti" if clitic == "si" else clitic], slot)
    return ""


def _attached(command: str, clitics: Sequence[str], slot: str) -> str:
    if not clitics or not command:
        return command
    if len(clitics) > 1 or clitics[0] not in _ATTACHED:
        return ""
    if slot == "l":
        return f"{'si' if clitics[0] == 'ti' else clitics[0]} {command}"
    if command in _SHORT:
        return ""
    return command + ("vi" if clitics[0] == "ti" and slot == "v" else clitics[0])


def _begin(line: Line, head: Head) -> int:
    """The first word of the main clause: behind the last comma, "poi" and the like before its verb."""
    begin = head.at
    for index in range(head.at - 1, -1, -1):
        word = line.lower[index]
        if word in (",", ":", "poi", "quindi", "infine", "ora", "adesso", "inoltre"):
            break
        begin = index
    return begin


def _from_passive(
    line: Line, told: Predicate, begin: int, command: str, others: Sequence[Further], slot: str
) -> Rewrite:
    """ "La valvola deve essere chiusa" as "Chiudi la valvola": the subject becomes the object."""
    if line.word(begin) not in ARTICLES or told.first <= begin or not command:
        return _NONE
    last = told.last + 1
    for other in others:
        form = conjugated(other.verb, slot)
        if other.first != last + 1 or line.lower[last] not in ("e", "ed") or not form:
            return _NONE
        command += f" {line.lower[last]} {form}"
        last = other.last + 1
    if line.word(last) in _DOER and line.word(last + 1) in AGENTS:
        if line.word(last + 2) == "che":
            return _NONE
        last += 2
    if not _DOER.isdisjoint(line.lower[last:]):
        return _NONE
    sentence = line.sentence
    subject = sentence.text[sentence.starts[begin] : sentence.ends[told.first - 1]]
    subject = subject[:1].lower() + subject[1:]
    rest = sentence.text[sentence.starts[last] : sentence.end] if last < line.n else ""
    between = "" if not rest or rest[0] in ",;:" else " "
    verbs = (Further(told.first, told.last, told.verb), *others)
    return Rewrite(_before(line, begin) + _cased(line, begin, command) + " " + subject + between + rest, verbs)


def _rest(line: Line, start: int, others: Sequence[Further], slot: str, impersonal: bool = False) -> str | None:
    """The text from this word on, its further verbs turned too; None where one of them cannot be."""
    sentence = line.sentence
    if start >= line.n:
        return ""
    text, place = "", sentence.starts[start]
    for other in others:
        clitics = ["ti" if word in _SI else word for word in other.clitics]
        if impersonal:
            if "ti" not in clitics or (len(clitics) == 1 and not _object_at(line, other.last + 1)):
                return None  # "Si tolgono i guanti e si buttano"
            clitics.remove("ti")
        command = conjugated(other.verb, slot)
        turned = (
            _with_enclitic(line, other.last, command, slot)
            if line.bits[other.last] & INFINITIVE and line.bits[other.last] & CLITIC
            else _attached(command, clitics, slot)
        )
        if not turned:
            return None
        text += sentence.text[place : sentence.starts[other.first]] + turned
        place = sentence.ends[other.last]
    text += sentence.text[place : sentence.end]
    return text if text[:1] in ",;:" else " " + text


def _before(line: Line, begin: int) -> str:
    sentence = line.sentence
    return sentence.text[sentence.start : sentence.starts[begin]] if begin else ""


def _cased(line: Line, begin: int, command: str) -> str:
    if begin == 0 or line.sentence.words[begin][:1].isupper():
        return command[:1].upper() + command[1:]
    return command
