"""Italian: clauses, commands, rewrites and wording, over our own sentences and the challenge set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sopgen import prose
from sopgen.language import it
from sopgen.language.grammar import Clause
from sopgen.language.it.verbs import COMMAND, conjugated, reading

FOLDER = Path(__file__).parent
NONE: frozenset[str] = frozenset()


def clauses(text: str) -> tuple[Clause, ...]:
    return tuple(it.clause(sentence, NONE) for sentence in it.TOKENIZER.sentences(text))


def only(text: str) -> Clause:
    return clauses(text)[0]


def hits(text: str) -> list[str]:
    return [hit.kind for sentence in it.TOKENIZER.sentences(text) for hit in it.wording(sentence)]


def written() -> list[tuple[str, str]]:
    lines = (FOLDER / "it.txt").read_text(encoding="utf-8").splitlines()
    return [
        (expected, text)
        for expected, tab, text in (line.partition("\t") for line in lines)
        if tab and not expected.startswith("#")
    ]


@pytest.mark.parametrize(("expected", "text"), written())
def test_sentence(expected: str, text: str) -> None:
    forms, _, rest = expected.partition(" ")
    count, *kinds = rest.split("+")
    clause = only(text)
    assert clause.form != "unknown"
    assert set(clause.faults) == ({*forms.split("+")} - {"ok"})
    several = len(clause.commands) if clause.orders or len(clause.commands) > 1 else 0
    assert several == int(count)
    assert set(hits(text)) == set(kinds)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("La valvola deve essere chiusa.", "Chiudi la valvola"),
        ("Dovete premere il tasto.", "Premete il tasto"),
        ("È necessario pulire il filtro.", "Pulisci il filtro"),
        ("Bisogna controllare la data di scadenza.", "Controlla la data di scadenza"),
        ("Si controlla il livello dell'olio.", "Controlla il livello dell'olio"),
        ("Il serbatoio va svuotato prima dell'uso.", "Svuota il serbatoio prima dell'uso"),
        ("L'operatore chiuderà poi la valvola.", "Chiudi poi la valvola"),
        ("L'operatore apre la valvola.", "Apri la valvola"),
        ("Poi aprirai la scheda Ordini.", "Poi apri la scheda Ordini"),
        ("Selezionerete la casella.", "Selezionate la casella"),
        ("Controllando la valvola.", "Controlla la valvola"),
        ("Ho verificato l'indirizzo.", "Verifica l'indirizzo"),
        ("Il cliente viene chiamato dall'operatore.", "Chiama il cliente"),
        ("Sostituzione del filtro dell'aria.", "Sostituisci il filtro dell'aria"),
        ("Quando il ciclo finisce, l'operatore svuota il cestello.", "Quando il ciclo finisce, svuota il cestello"),
        # Prohibitions stay prohibitions
        ("Non si apre la porta.", "Non aprire la porta"),
        ("Non si controllano i sigilli.", "Non controllare i sigilli"),
        ("Qui non si apre la porta.", ""),
        ("Mai si apre la porta.", ""),
        ("Tu mai apri la porta.", ""),
        ("Tu non apri mai la porta.", "Non aprire mai la porta"),
        ("Non devi aprire la porta.", "Non aprire la porta"),
        ("Non dovete aprire la porta.", "Non aprite la porta"),
        ("Lei non deve aprire la porta.", "Non apra la porta"),
        ("Non è consentito aprire la porta.", "Non aprire la porta"),
        ("La porta non deve essere aperta.", "Non aprire la porta"),
        ("Non devi solo aprire la porta.", ""),
        ("Non è necessario aprire la porta.", ""),
        ("Non occorre aprire la porta.", ""),
        ("È vietato aprire la porta e fumare.", ""),
        # Every coordinated verb is turned, or nothing is
        ("L'addetto inserisce il codice e preme Invio.", "Inserisci il codice e premi Invio"),
        ("L'addetto inserirà il codice e premerà Invio.", "Inserisci il codice e premi Invio"),
        ("Ho inserito il codice e premuto Invio.", "Inserisci il codice e premi Invio"),
        ("Devi inserire il codice e premere Invio.", "Inserisci il codice e premi Invio"),
        ("Inserendo il codice e premendo Invio.", "Inserisci il codice e premi Invio"),
        ("Si dovrebbe arrivare in anticipo e aprire la porta.", "Arriva in anticipo e apri la porta"),
        ("Si pesa il campione e si registra il valore.", "Pesa il campione e registra il valore"),
        ("Si compila il modulo e si firma.", ""),
        ("Il campione viene pesato e registrato.", "Pesa e registra il campione"),
        ("Il pacco è stato aperto e i pezzi contati.", ""),
        ("La busta va aperta e il sigillo tolto.", ""),
        ("Devi chiedere al cliente di firmare e datare il modulo.", ""),
        ("L'addetto controlla data e firma.", ""),
        ("Il tecnico apre la valvola e la pompa parte.", ""),
        ("Si prega di chiudere la porta e di spegnere la luce.", "Chiudi la porta e spegni la luce"),
        ("Pulizia del forno e delle teglie.", "Pulisci il forno e le teglie"),
        ("Sostituzione del filtro e pulizia della griglia.", ""),
        # Pronouns
        ("L'addetto si assicura che la porta sia chiusa.", "Assicurati che la porta sia chiusa"),
        ("L'addetto si lava le mani e si asciuga.", "Lavati le mani e asciugati"),
        ("Bisogna assicurarsi che la porta sia chiusa.", "Assicurati che la porta sia chiusa"),
        ("Si siede il cliente.", ""),
        ("Tu lo chiudi.", "Chiudilo"),
        ("Tu pesi il campione, poi lo metti nel frigo.", "Pesa il campione, poi mettilo nel frigo"),
        ("L'operatore apre la sua borsa.", ""),
        ("Ho aperto la mia borsa.", ""),
        # Infinitives, where a project does not accept them
        ("Controllare la data.", "Controlla la data"),
        ("Controllare la data e firmare il modulo.", "Controlla la data e firma il modulo"),
        ("Copiare e incollare il testo.", "Copia e incolla il testo"),
        ("Lavarsi le mani e asciugarle.", "Lavati le mani e asciugale"),
        ("Chiedere al cliente di firmare il modulo e datarlo.", ""),
        ("Inserire la propria password.", ""),
        ("Raccogliere i dati e spedirli al laboratorio.", "Raccogli i dati e spediscili al laboratorio"),
        ("L'addetto raccoglie i dati.", "Raccogli i dati"),
        ("L'addetto si chiama Ugo.", ""),
        ("L'addetto sa aprire la porta.", ""),
        # Adverbs stay; the form of address of the sentence too
        ("L'operatore deve sempre chiudere la valvola.", "Chiudi sempre la valvola"),
        ("Le chiavi devono essere sempre riconsegnate.", "Riconsegna sempre le chiavi"),
        ("L'operatore usa solo acqua.", "Usa solo acqua"),
        ("L'operatore raramente apre la porta.", ""),
        ("Lei pesa il campione e segna il peso.", "Pesi il campione e segni il peso"),
        ("Voi pesate il campione e lo mettete nel frigo.", "Pesate il campione e mettetelo nel frigo"),
        ("Le pillole verranno contate domani dall'infermiera.", ""),
        ("Lei apre il modulo e lo chiude.", "Apra il modulo e lo chiuda"),
        ("Lei deve assicurarsi che la porta sia chiusa.", "Si assicuri che la porta sia chiusa"),
        ("Il modulo era stato firmato.", ""),
        ("L'addetto avrà chiuso la porta.", ""),
        ("Dovevi chiudere la porta.", ""),
        ("L'operatore conosce il codice.", ""),
        ("Si accende la spia.", ""),
        ("Il cliente paga il conto.", ""),
        ("È vietato fumare.", "Non fumare"),
        ("Non si deve aprire il forno.", "Non aprire il forno"),
        ("Il modulo è firmato dal responsabile.", ""),
        ("Puoi usare la tastiera.", ""),
        ("Il sistema mostra un avviso.", ""),
    ],
)
def test_better(text: str, better: str) -> None:
    assert only(text).better == better


@pytest.mark.parametrize(
    ("text", "plural", "polite"),
    [
        ("Apri la porta.", False, False),
        ("Aprite la porta.", True, False),
        ("Apra la porta.", False, True),
        ("Si assicuri che sia chiusa.", False, True),
        ("Aprire la porta.", None, None),
        ("Dovete aprire la porta.", True, False),
        ("Lei deve aprire la porta.", False, True),
    ],
)
def test_address(text: str, plural: bool | None, polite: bool | None) -> None:
    clause = only(text)
    assert (clause.plural, clause.polite) == (plural, polite)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Chiama il responsabile se l'importo supera 100 €.", "se l'importo supera 100 €"),
        ("Premi il pulsante nel caso in cui suoni l'allarme.", "nel caso in cui suoni l'allarme"),
        ("Chiedi al cliente se vuole la ricevuta.", ""),
        ("Verifica se la spia è accesa.", ""),
        ("Fai il check-out quando sei in strada.", "quando sei in strada"),
        ("Chiedi quando preferisce l'appuntamento.", ""),
        ("Compilare i campi se necessario.", ""),
        ("Compila il modulo solo se il cliente lo chiede.", ""),
        ("Se la spia è accesa, chiama il tecnico.", ""),
        ("Apri la scheda e, se manca il nome, chiama il cliente.", ""),
    ],
)
def test_condition(text: str, condition: str) -> None:
    found = only(text).condition
    assert (text[found[0] : found[1]] if found else "") == condition


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Se la spia è rossa stacca la spina.", "Se la spia è rossa"),
        ("Se la spia è rossa staccare la spina.", "Se la spia è rossa"),
        ("Quando suona l'allarme premi il tasto rosso.", "Quando suona l'allarme"),
        ("Se la spia è rossa, stacca la spina.", ""),
        ("Se la spia che sta a destra lampeggia premi Reset.", ""),
        ("Stacca la spina.", ""),
    ],
)
def test_missing_comma(text: str, condition: str) -> None:
    assert text[: only(text).missing_comma or 0] == condition


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("L'addetto apre la porta e preme Invio.", ["apre", "preme"]),
        ("Devi aprire la porta e premere Invio.", ["Devi aprire", "premere"]),
        ("Non si deve aprire la porta.", ["Non si deve aprire"]),
        ("Il cliente apre la porta e paga il conto.", []),
        ("Puoi aprire la porta e premere Invio.", []),
        ("Si apre la finestra.", []),
        ("Bisogna aprire la porta o chiudere la finestra.", ["Bisogna aprire"]),
        ("Data e firma il modulo.", ["Data", "firma"]),
        ("a) Chiudi la porta.", ["Chiudi"]),
    ],
)
def test_actions_of_a_statement(text: str, verbs: list[str]) -> None:
    assert [text[start:end] for start, end in only(text).commands] == verbs


@pytest.mark.parametrize(
    "text",
    [
        "Il magazziniere gli consegna la merce.",
        "Il medico la visita.",
        "L'agente zorba lo scontrino.",
        "Aprirebbe la porta.",
        "Non aprendo la porta.",
        "Controllo la borsa.",
        "Se il cliente chiede la fattura stampa la fattura.",
        "Grazie per la collaborazione.",
        "L'addetto prova ad aprire la porta.",
        "L'addetto sta chiudendo la cassa.",
    ],
)
def test_what_is_not_sure_is_unknown(text: str) -> None:
    assert only(text).form == "unknown"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Non si deve aprire la porta.", "Non si deve aprire"),
        ("Nessuno deve aprire la porta.", "Nessuno deve aprire"),
        ("Mai si apre la porta.", "Mai si apre"),
        ("Il modulo è da firmare.", "è da firmare"),
    ],
)
def test_quoted_words(text: str, words: str) -> None:
    assert text[slice(*only(text).verb)] == words


def test_se_of_a_pronoun_is_no_condition() -> None:
    assert only("Scatta una foto prima che il corriere se ne vada.").condition is None


def test_who_else_acts_hides_no_action() -> None:
    assert hits("Fatti dare la firma del cliente.") == []
    assert hits("Effettuiamo una verifica del conto.") == ["nominalisation"]


def test_spans_of_commands() -> None:
    text = "Se serve, apri la valvola e avvia la pompa."
    assert [text[start:end] for start, end in only(text).commands] == ["apri", "avvia"]
    text = "Non si avvicini alla macchina."
    assert [text[start:end] for start, end in only(text).commands] == ["Non si avvicini"]


def test_project_verbs() -> None:
    own = frozenset({"sgrumare"})
    sentence = it.TOKENIZER.sentences("Sgruma bene.")[0]
    assert it.clause(sentence, own).form == "imperative"


def test_link_text_is_a_hit_only_as_a_whole() -> None:
    assert hits("Clicca qui") == ["link-text"]
    assert hits("Leggi la procedura e il documento.") == []


@pytest.mark.parametrize(
    ("verb", "tu", "voi"),
    [
        ("controllare", "controlla", "controllate"),
        ("pulire", "pulisci", "pulite"),
        ("tenere", "tieni", "tenete"),
        ("fare", "fai", "fate"),
        ("dire", "di'", "dite"),
        ("estrarre", "estrai", "estraete"),
        ("scegliere", "scegli", "scegliete"),
        ("spegnere", "spegni", "spegnete"),
        ("andare", "vai", "andate"),
    ],
)
def test_forms(verb: str, tu: str, voi: str) -> None:
    assert (conjugated(verb, "t"), conjugated(verb, "v")) == (tu, voi)
    assert reading(tu)[0] & COMMAND
    assert reading(voi)[0] & COMMAND


def test_challenge() -> None:
    """The hand-written challenge steps: no good one flagged, and all but one in a hundred judged as they should be."""
    source = FOLDER / "challenge.jsonl"
    codes = {"past-tense": "past", "future-tense": "future", "passive-voice": "passive"}
    codes |= {"vague-wording": "vague", "wordy-phrase": "wordy"}
    wrong = []
    steps = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    steps = [step for step in steps if step["lang"] == "it"]
    for step in steps:
        found = clauses(step["text"])
        told = prose.telling(found)
        names = {*(told.faults if told else ()), *hits(step["text"])} - {"infinitive"}
        names = {codes.get(name, name) for name in names}
        if sum(len(clause.commands) for clause in found) > 1:
            names.add("multi-action")
        if names != set(step["labels"]["violations"]) - {"too-long"}:
            wrong.append((step["id"], names))
    assert len(wrong) * 100 <= len(steps), wrong


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dai un nome al pacco. Ad esempio, scrivi la data e il luogo.", 1),
        ("Etichetta il campione. P. es. scrivi il numero della cella.", 1),
        ("Salva la fattura. Vedi la tabella 2.", 1),
        ("Salva la fattura. Vedi se il messaggio è sparito.", 2),
        ("Chiudi la cassa. Consulta la sezione «Chiusura».", 1),
        ("Chiudi la cassa. Consulta il saldo del conto.", 2),
        ("Chiudi la cassa. Per ulteriori informazioni, leggi il manuale.", 1),
        ("Tieni la ricevuta. Ricorda che il cliente può chiederla.", 1),
        ("Apri la porta. In alternativa, apri la finestra.", 1),
        ("Apri la porta. In alternativa, apri la finestra e accendi la ventola.", 2),
        ("Apri la porta. Stampa.", 1),
        ("Verifica che la porta chiuda. Usa la chiave per verificare che chiuda.", 1),
        ("Pulisci il tavolo. Usa il panno blu per asciugarlo.", 2),
        ("Riavvia la bilancia: riavvia la bilancia con il tasto rosso.", 1),
        ("Apri il menu: Seleziona File e scegli Salva.", 2),
    ],
)
def test_actions_of_a_step(text: str, count: int) -> None:
    assert sum(len(clause.commands) for clause in clauses(text)) == count


def test_a_caption_behind_a_step_is_no_hidden_action() -> None:
    assert hits("Apri la finestra. Sostituzione del filtro") == []
    assert hits("Sostituzione del filtro") == ["nominalisation"]
