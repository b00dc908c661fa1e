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
        ("Se la spia è accesa, chiama il tecnico.", ""),
        ("Apri la scheda e, se manca il nome, chiama il cliente.", ""),
    ],
)
def test_condition(text: str, condition: str) -> None:
    found = only(text).condition
    assert (text[found[0] : found[1]] if found else "") == condition


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
    if not source.exists():
        pytest.skip("the challenge steps are not there yet")
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
