"""Actions hidden in Italian nouns: "eseguire il controllo del cavo", "Sostituzione del filtro"."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.language.grammar import Hit
from sopgen.language.it.line import ARTICLES, LIGHT_VERBS, NO_ACTION, OF, Line
from sopgen.language.it.verbs import COMMAND, FINITE, GERUND, INFINITIVE, NOI, PARTICIPLE, conjugated, reading

_NEEDS_TO = frozenset(("procedere", "provvedere"))
_TO = frozenset(("a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle", "con", "col"))
_ODD = {
    "controllo": "controllare",
    "controlli": "controllare",
    "verifica": "verificare",
    "verifiche": "verificare",
    "pulizia": "pulire",
    "modifica": "modificare",
    "modifiche": "modificare",
    "stampa": "stampare",
    "copia": "copiare",
    "firma": "firmare",
    "consegna": "consegnare",
    "conferma": "confermare",
    "ricerca": "cercare",
    "prova": "provare",
    "misura": "misurare",
    "notifica": "notificare",
    "raccolta": "raccogliere",
    "scelta": "scegliere",
    "richiesta": "chiedere",
    "chiusura": "chiudere",
    "apertura": "aprire",
    "lettura": "leggere",
    "analisi": "analizzare",
    "invio": "inviare",
    "avvio": "avviare",
    "riavvio": "riavviare",
    "arresto": "arrestare",
    "rinnovo": "rinnovare",
    "ritiro": "ritirare",
    "rimborso": "rimborsare",
    "calcolo": "calcolare",
    "conteggio": "contare",
    "montaggio": "montare",
    "smontaggio": "smontare",
    "lavaggio": "lavare",
    "risciacquo": "risciacquare",
    "salvataggio": "salvare",
    "monitoraggio": "monitorare",
    "dosaggio": "dosare",
    "ripristino": "ripristinare",
    "acquisto": "acquistare",
    "scarico": "scaricare",
    "carico": "caricare",
    "trasferimento": "trasferire",
    "taratura": "tarare",
    "pesatura": "pesare",
    "revisione": "rivedere",
    "manutenzione": "",
    "correzione": "correggere",
    "sostituzione": "sostituire",
    "rimozione": "rimuovere",
    "esecuzione": "eseguire",
    "installazione": "installare",
    "distribuzione": "distribuire",
    "restituzione": "restituire",
    "costruzione": "costruire",
    "descrizione": "descrivere",
    "iscrizione": "iscrivere",
    "aggiunta": "aggiungere",
    "estrazione": "estrarre",
    "riduzione": "ridurre",
    "selezione": "selezionare",
    "ispezione": "ispezionare",
    "disinfezione": "disinfettare",
    "definizione": "definire",
    "esposizione": "esporre",
    "disposizione": "disporre",
    "trascrizione": "trascrivere",
    "protezione": "proteggere",
    "asciugatura": "asciugare",
    "spegnimento": "spegnere",
    "accensione": "accendere",
    "immissione": "immettere",
    "inserimento": "inserire",
    "svuotamento": "svuotare",
    "riempimento": "riempire",
    "aggiornamento": "aggiornare",
}
"""Nouns of action, and the verb where one takes it up with the same object ("" where none does)."""

_ENDINGS = (("zione", ("are", "ire")), ("mento", ("are", "ire", "ere")), ("tura", ("are", "ire")), ("aggio", ("are",)))
_known: dict[str, str | None] = {}


def action_of(noun: str) -> str | None:
    """The verb of a noun of action ("sostituzione": "sostituire"); "" where it has no plain verb; None for others."""
    if noun not in _known:
        _known[noun] = _find(noun)
    return _known[noun]


def names_action(word: str) -> bool:
    """Whether a word is a noun of action."""
    return action_of(word) is not None


def _find(noun: str) -> str | None:
    if noun in NO_ACTION:
        return None
    if noun in _ODD:
        return _ODD[noun]
    for ending, infinitives in _ENDINGS:
        stem = noun.removesuffix(ending)
        if stem == noun:
            continue
        for vowel, infinitive in (("a", "are"), ("i", "ire"), ("i", "ere"), ("", infinitives[0])):
            verb = (stem[: -len(vowel)] if vowel and stem.endswith(vowel) else stem if not vowel else "?") + infinitive
            if reading(verb)[0] & INFINITIVE:
                return verb
    return None


def hidden_actions(line: Line) -> Iterator[Hit]:
    """Light verbs with a noun of action; and a noun of action with which a sentence without verb begins."""
    for at in range(line.n):
        verb = line.verbs[at]
        if verb in LIGHT_VERBS and line.bits[at] & (COMMAND | FINITE | NOI | INFINITIVE | GERUND | PARTICIPLE):
            hit = _light(line, at, verb)
            if hit:
                yield hit


def _light(line: Line, at: int, verb: str) -> Hit | None:
    index = at + 1
    if verb == "dare" and line.bits[at] & INFINITIVE and at and line.verbs[at - 1] == "fare":
        return None  # "Fatti dare la firma": somebody else gives it
    if verb in _NEEDS_TO:
        if line.word(index) not in _TO:
            return None
        joined = line.word(index) not in ("a", "ad", "con")
        index += 1
        if not joined and line.word(index) in ARTICLES:
            index += 1
    elif line.word(index) in ARTICLES:
        index += 1
    noun = line.word(index)
    action = action_of(noun)
    if action is None or noun in ("gestione",):
        return None
    after = line.word(index + 1)
    if verb in ("fare", "dare") and (after not in OF or noun in ("copia", "prova", "carico", "test")):
        return None
    if after not in OF and verb not in _NEEDS_TO and not (line.lower[at + 1] in ARTICLES and index + 1 >= line.n):
        return None
    if noun in ("copia", "test", "prova", "misura", "acquisto"):
        return None if verb not in _NEEDS_TO else Hit("nominalisation", line.sentence.span(at, index), action)
    return Hit("nominalisation", line.sentence.span(at, index), action)


def opening_noun(line: Line, start: int) -> Hit | None:
    """The hit for a fragment that begins with a noun of action: "Sostituzione del filtro"."""
    index = start + 1 if line.word(start) in ARTICLES else start
    noun = line.word(index)
    if action_of(noun) is None or line.word(index + 1) not in OF:
        return None
    after = index + 3 if line.word(index + 2) == "non" else index + 2
    if after < line.n and line.bits[after] & INFINITIVE:
        return None
    return Hit("nominalisation", line.sentence.span(index, index), action_of(noun) or "")


_OBJECT = {
    "del": "il",
    "dello": "lo",
    "della": "la",
    "dell'": "l'",
    "dei": "i",
    "degli": "gli",
    "delle": "le",
}


def fragment_as_command(line: Line, start: int) -> str:
    """ "Sostituzione del filtro" as "Sostituisci il filtro"; "" where the noun's verb or its object is not plain."""
    index = start + 1 if line.word(start) in ARTICLES else start
    verb = action_of(line.word(index))
    article = _OBJECT.get(line.word(index + 1))
    if not verb or not article or start or index + 2 >= line.n:
        return ""
    command = conjugated(verb, "t")
    if not command:
        return ""
    rest = _objects(line, index + 2)
    return (
        command[:1].upper() + command[1:] + " " + article + ("" if article.endswith("'") else " ") + rest
        if rest
        else ""
    )


def _objects(line: Line, start: int) -> str:
    """What follows, with "e delle teglie" as "e le teglie"; "" where something else is joined to the first noun."""
    sentence = line.sentence
    text, place = "", sentence.starts[start]
    for index in range(start, line.n):
        if line.lower[index] not in ("e", "ed", ",", "o", "oppure"):
            continue
        article = _OBJECT.get(line.word(index + 1))
        if article is None or not OF.isdisjoint(line.lower[start:index]) or index + 2 >= line.n:
            return ""
        text += sentence.text[place : sentence.starts[index + 1]] + article
        place = sentence.ends[index + 1]
        start = index + 2
    return text + sentence.text[place : sentence.end]
