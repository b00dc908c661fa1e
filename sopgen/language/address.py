"""How a language speaks to its reader: the forms it has, and the words that tell which of them a sentence uses."""

from __future__ import annotations

from collections.abc import Mapping

from sopgen.language.grammar import Clause, Span
from sopgen.language.tokens import Sentence


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "it": {
        "tu": _set("tu te ti tuo tua tuoi tue puoi devi vuoi hai"),
        "voi": _set("voi vostro vostra vostri vostre potete dovete volete avete siete"),
    },
    "ca": {
        "tu": _set("tu teu teva teus teves tens ets necessites"),
        "vós": _set("vós vosaltres vostre vostra vostres podeu voleu teniu heu necessiteu us"),
        "vostè": _set("vostè vostès"),
    },
    "el": {
        "singular": _set("εσύ εσένα σου μπορείς θέλεις έχεις είσαι χρειάζεσαι"),
        "plural": _set("εσείς εσάς σας μπορείτε θέλετε έχετε είστε χρειάζεστε"),
    },
}
"""Words that can only be meant for the reader: pronouns, possessives, a few verbs."""

CAPITALS: Mapping[str, Mapping[str, frozenset[str]]] = {"it": {"Lei": _set("Lei Suo Sua Suoi Sue")}}
"""Words that are meant for the reader where they have a capital inside a sentence."""

POLITE: Mapping[str, str] = {"it": "Lei", "ca": "vostè"}
SEVERAL: Mapping[str, str] = {"it": "voi", "ca": "vós", "el": "plural"}
ONE: Mapping[str, str] = {"it": "tu", "ca": "tu", "el": "singular"}


def by_words(language: str, sentence: Sentence) -> tuple[str, Span] | None:
    """The form of address that the words of a sentence tell, with the first word that does; a question tells none.

    In a question it may be the reader who speaks: "Qual è il vostro orario?"
    """
    if sentence.mark and sentence.mark not in ".!…":
        return None
    words, capitals = WORDS.get(language, {}), CAPITALS.get(language, {})
    for index, word in enumerate(sentence.lower):
        for form, known in words.items():
            if word in known:
                return form, sentence.span(index, index)
        for form, known in capitals.items():
            if index and sentence.words[index] in known:
                return form, sentence.span(index, index)
    return None


def by_clause(language: str, clause: Clause) -> tuple[str, Span] | None:
    """The form of address that the command of a step tells."""
    if language not in ONE or clause.plural is None or clause.form != "imperative" or not clause.commands:
        return None
    span = clause.commands[0]
    if clause.polite and language in POLITE:
        return POLITE[language], span
    return (SEVERAL if clause.plural else ONE)[language], span
