"""Italian commands that are no step of their own: examples, pointers to a text, reminders."""

from __future__ import annotations

from sopgen.language.it.line import ASKERS, WORDS, Line
from sopgen.language.it.verbs import INFINITIVE, reading

_DOCUMENTS = WORDS.lists["documents"]
_EXAMPLES = [
    *(["ad", "esempio"], ["per", "esempio"], ["a", "titolo", "di"], ["esempio", ":"]),
    *(["p. es."], ["p.es."], ["per es."], ["ad es."], ["es."]),
]
_OTHERWISE = (["in", "alternativa"], ["alternativamente"], ["oppure"])
_MORE = frozenset(["ulteriori", "maggiori", "altre", "altri", "più"])
_TO_KNOW = frozenset(["informazioni", "dettagli", "istruzioni", "indicazioni"])
_CHECKING = ASKERS | {"se", "che", "cosa"}
_USING = frozenset(["usare", "utilizzare", "impiegare"])
_CHECKS = frozenset(["verificare", "controllare", "accertare", "assicurare", "confermare"])


def gives_example(line: Line) -> bool:
    """Whether a sentence behind the step itself says how it could be done: "Ad esempio, scrivi la data"."""
    return line.sentence.start > 0 and any(line.lower[: len(words)] == words for words in _EXAMPLES)


def says_how(line: Line, at: int) -> bool:
    """Whether a sentence only says with what the step before it is done: "Verifica che chiuda. Usa la chiave per
    verificare che chiuda."."""
    if line.sentence.start == 0 or line.verbs[at] not in _USING:
        return False
    step = reading(line.sentence.text.split(maxsplit=1)[0].lower())[1]
    return bool(step) and any(
        line.bits[index] & INFINITIVE and (verb == step or {verb, step} <= _CHECKS)
        for index, verb in enumerate(line.verbs)
        if index > at
    )


def is_alternative(line: Line) -> bool:
    """Whether a sentence begins with what can be done instead of the step before it: "In alternativa, …"."""
    return line.sentence.start > 0 and any(line.lower[: len(words)] == words for words in _OTHERWISE)


def example_at(line: Line, at: int) -> bool:
    """Whether a command inside the sentence is only an example: "Scegli un nome, ad esempio scrivi la data"."""
    end = at - 1 if line.word(at - 1) == "," else at
    return any(line.lower[end - len(words) : end] == words for words in _EXAMPLES if end >= len(words))


def points(line: Line, at: int, *, joined: bool = False) -> bool:
    """Whether a command behind the step itself sends the reader to a text, or reminds of something.

    joined: to a command in the same sentence, where only "vedi …" is surely no act.
    """
    verb, following = line.verbs[at], line.word(at + 1)
    if verb == "vedere":
        return bool(following) and following not in _CHECKING
    if joined:
        return False
    if verb == "ricordare":
        return following == "che"
    if verb == "fare":
        return following in ("riferimento", "attenzione")
    if verb == "prestare":
        return following == "attenzione"
    opening = line.lower[:at]
    if not _MORE.isdisjoint(opening) and not _TO_KNOW.isdisjoint(opening):
        return True
    named = at + 1 < line.n and line.named[at + 1]
    return verb == "consultare" and (named or not _DOCUMENTS.isdisjoint(line.lower[at + 1 : at + 3]))
