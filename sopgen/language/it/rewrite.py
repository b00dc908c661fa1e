"""Say an Italian sentence as a command, where that can be derived with certainty."""

from __future__ import annotations

from sopgen.language.it.line import AGENTS, ARTICLES, CLITICS, NO_ACT, NO_COMMAND, PAST_DAYS, Line
from sopgen.language.it.predicates import Predicate
from sopgen.language.it.scan import Head
from sopgen.language.it.verbs import CLITIC, INFINITIVE, conjugated

_DOER = {"dal": 1, "dallo": 1, "dalla": 1, "dall'": 1, "dai": 1, "dagli": 1, "dalle": 1}
_TOLD_TO_VOI = ("dovete", "dovrete", "dovreste", "voi")


def better(line: Line, head: Head, told: Predicate) -> str:
    """The sentence as a command to tu (to voi, where it speaks to voi), without its final mark; else ""."""
    if told.verb in ("", "essere", "avere", "potere", "dovere", "volere") or "," in line.lower[told.first :][:1]:
        return ""
    if any(word in NO_COMMAND for word in line.lower[told.first : told.last]):
        return ""
    if told.verb in NO_ACT or not PAST_DAYS.isdisjoint(line.lower):
        return ""
    voi = any(word in _TOLD_TO_VOI for word in line.lower) or line.lower[head.at].endswith(("erete", "irete"))
    command = conjugated(told.verb, "v" if voi else "t")
    if not command or line.verbs[head.at] == "potere":
        return ""
    clitics = [word for word in line.lower[told.first : told.at] if word in CLITICS and word not in ("si", "s'")]
    if clitics or (line.bits[told.at] & CLITIC and line.bits[told.at] & INFINITIVE):
        return ""
    begin = _begin(line, head)
    if told.passive and told.form == "declarative" and line.word(head.at - 1) == "si":
        return _joined(line, begin, command, told.last + 1, line.n)
    if told.passive:
        return _from_passive(line, head, told, begin, command)
    subject = [word for word in line.lower[begin : told.first] if word not in ARTICLES]
    if told.first > begin:
        if not subject or subject[-1] in ("tu", "voi"):
            pass
        elif len(subject) > 2 or subject[0] not in AGENTS:
            return ""
    elif head.subject or line.sentence.lower[told.first] == "□":
        return ""
    if told.at == head.at and told.form == "declarative" and told.tense == "present" and not subject:
        return ""
    return _joined(line, begin, command, told.last + 1, line.n)


def better_of_form(line: Line, at: int, verb: str) -> str:
    """The same for a gerund or participle with which a sentence begins."""
    if line.bits[at] & CLITIC:
        return ""
    command = conjugated(verb, "t")
    return _joined(line, at, command, at + 1, line.n) if command else ""


def _begin(line: Line, head: Head) -> int:
    """The first word of the main clause: behind the last comma, "poi" and the like before its verb."""
    begin = head.at
    for index in range(head.at - 1, -1, -1):
        word = line.lower[index]
        if word in (",", ":", "poi", "quindi", "infine", "ora", "inoltre"):
            break
        begin = index
    return begin


def _from_passive(line: Line, head: Head, told: Predicate, begin: int, command: str) -> str:
    """ "La valvola deve essere chiusa" as "Chiudi la valvola": the subject becomes the object."""
    if line.word(begin) not in ARTICLES or told.first <= begin:
        return ""
    last = told.last + 1
    if line.word(last) in _DOER:
        doer = line.word(last + 1)
        if doer not in AGENTS or (last + 2 < line.n and line.lower[last + 2] == "che"):
            return ""
        last += 2
    sentence = line.sentence
    subject = sentence.text[sentence.starts[begin] : sentence.ends[told.first - 1]]
    if line.lower[begin] not in ("i", "gli") or begin:
        subject = subject[:1].lower() + subject[1:]
    else:
        subject = subject[:1].lower() + subject[1:]
    rest = sentence.text[sentence.starts[last] : sentence.end] if last < line.n else ""
    between = "" if not rest or rest[0] in ",;:" else " "
    return _before(line, begin) + _cased(line, begin, command) + " " + subject + between + rest


def _joined(line: Line, begin: int, command: str, rest: int, end: int) -> str:
    sentence = line.sentence
    text = sentence.text[sentence.starts[rest] : sentence.ends[end - 1]] if rest < end else ""
    between = "" if not text or text[0] in ",;:" else " "
    return _before(line, begin) + _cased(line, begin, command) + between + text


def _before(line: Line, begin: int) -> str:
    sentence = line.sentence
    return sentence.text[sentence.start : sentence.starts[begin]] if begin else ""


def _cased(line: Line, begin: int, command: str) -> str:
    if begin == 0 or line.sentence.words[begin][:1].isupper():
        return command[:1].upper() + command[1:]
    return command
