"""Catalan: clauses, commands, rewrites, address and wording, over our own sentences and the challenge set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sopgen import prose
from sopgen.language import ca
from sopgen.language.ca import verbs
from sopgen.language.grammar import Clause

FOLDER = Path(__file__).parent
NONE: frozenset[str] = frozenset()
CODES = {
    "past-tense": "past",
    "future-tense": "future",
    "passive-voice": "passive",
    "vague-wording": "vague",
    "wordy-phrase": "wordy",
}


def clauses(text: str) -> tuple[Clause, ...]:
    return tuple(ca.clause(sentence, NONE) for sentence in ca.TOKENIZER.sentences(text))


def only(text: str) -> Clause:
    return clauses(text)[0]


def found(text: str) -> set[str]:
    """Faults of the clauses (an infinitive is none) and kinds of wording."""
    faults = {fault for clause in clauses(text) for fault in clause.faults} - {"infinitive"}
    return faults | {hit.kind for sentence in ca.TOKENIZER.sentences(text) for hit in ca.wording(sentence)}


def told(text: str) -> int:
    return sum(len(clause.commands) for clause in clauses(text))


def written() -> list[tuple[str, str]]:
    lines = (FOLDER / "ca.txt").read_text(encoding="utf-8").splitlines()
    return [(label, text) for label, tab, text in (line.partition("\t") for line in lines) if tab]


def test_own_sentences() -> None:
    wrong = []
    for label, text in written():
        expected, _, count = label.partition(" ")
        if found(text) != set(expected.split(",")) - {"-"} or told(text) != int(count):
            wrong.append((label, text, sorted(found(text)), told(text)))
    assert not wrong


def challenge() -> list[dict[str, object]]:
    lines = (FOLDER / "challenge.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["lang"] == "ca"]


def test_challenge() -> None:
    rows = challenge()
    assert len(rows) == 54
    for row in rows:
        text = str(row["text"])
        labels = row["labels"]
        assert isinstance(labels, dict)
        codes = {CODES.get(kind, kind) for kind in found(text)}
        codes |= {"multi-action"} if told(text) > 1 else set()
        codes |= {"too-long"} if any(prose.words(one) > 20 for one in ca.TOKENIZER.sentences(text)) else set()
        assert codes == set(labels["violations"]), text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("L'operari va revisar el filtre.", "Reviseu el filtre"),
        ("La comanda va ser revisada per l'agent.", "Reviseu la comanda"),
        ("Les mostres es conserven a 4 °C.", "Conserveu les mostres a 4 °C"),
        ("Es comprova el nivell d'oli.", "Comproveu el nivell d'oli"),
        ("Cal netejar-lo bé.", "Netegeu-lo bé"),
        ("Hauries d'avisar el responsable.", "Avisa el responsable"),
        ("S'han de comptar els bitllets.", "Compteu els bitllets"),
        ("Tots els camps han de ser omplerts.", "Ompliu tots els camps"),
        ("Si l'alarma sona, heu d'evacuar l'edifici.", "Si l'alarma sona, evacueu l'edifici"),
        ("Després obriràs la pestanya.", "Després obre la pestanya"),
        ("Es recomana netejar el filtre cada mes.", "Netegeu el filtre cada mes"),
        ("Obrim la vàlvula.", "Obriu la vàlvula"),
        ("Comprovant la vàlvula.", "Comproveu la vàlvula"),
        ("Neteja del filtre.", "Netegeu el filtre"),
        ("Revisió de les juntes.", "Reviseu les juntes"),
        ("Podeu reiniciar l'aplicació.", ""),
        ("El llum és verd.", ""),
        ("S'obre la finestra Propietats.", ""),
        ("No s'ha d'obrir la tapa.", "No obriu la tapa"),
        ("El client va rebre la comanda.", ""),
        ("Cal que el client signi.", ""),
    ],
)
def test_better(text: str, better: str) -> None:
    assert only(text).better == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Es recomana no obrir la porta.", "No obriu la porta"),
        ("Cal no tocar la placa.", "No toqueu la placa"),
        ("Està prohibit fumar.", "No fumeu"),
        ("No has de moure la mostra.", "No moguis la mostra"),
        ("No heu de prendre ni moure la mostra.", "No prengueu ni mogueu la mostra"),
        ("No s'ha de fer soroll.", "No feu soroll"),
        ("Els tècnics no han d'obrir mai la caixa.", "No obriu mai la caixa"),
        ("No heu d'obrir la porta i tancar el gas.", ""),
        ("Està prohibit no portar casc.", ""),
        ("No cal obrir la porta.", ""),
        ("No es pot fumar.", ""),
        ("Només s'ha d'obrir la porta.", ""),
        ("S'aconsella no fer-ho mai.", ""),
        ("L'operari mai obre la porta.", ""),
        ("Cap operari no ha d'obrir la porta.", ""),
        ("Ningú no ha d'obrir la porta.", ""),
        ("No s'ha de tocar res.", "No toqueu res"),
        ("Heu de tancar el gas i no obrir la porta.", ""),
        ("Està prohibit obrir la porta sense guants.", "No obriu la porta sense guants"),
        ("L'operari només obre la porta.", ""),
        ("L'operari gairebé sempre tanca la porta.", ""),
        ("Heu sempre de tancar la porta.", ""),
    ],
)
def test_what_is_denied_stays_denied(text: str, better: str) -> None:
    assert only(text).better == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("L'agent introdueix el codi i prem Retorn.", "Introduïu el codi i premeu Retorn"),
        ("L'agent saluda el client i demana la targeta.", "Saludeu el client i demaneu la targeta"),
        ("Has d'arribar a les vuit i obrir la porta.", "Arriba a les vuit i obre la porta"),
        ("L'operari va mesurar i va anotar el pes.", "Mesureu i anoteu el pes"),
        ("L'infermer pren la temperatura i la registra.", "Preneu la temperatura i registreu-la"),
        ("Es comprova el nivell i s'anota el resultat.", "Comproveu el nivell i anoteu el resultat"),
        ("Comprovant la vàlvula i tancant la tapa.", "Comproveu la vàlvula i tanqueu la tapa"),
        ("Netejar la taula i assecar-la.", "Netegeu la taula i assequeu-la"),
        ("Neteja del forn i de les safates.", "Netegeu el forn i les safates"),
        ("El cambrer porta el plat, saluda i se'n va.", ""),
        ("L'agent saluda el client i el client entra.", ""),
        ("L'operari prem el botó i s'obre la finestra.", ""),
        ("L'operari prem el botó i comença la impressió.", ""),
        ("El cambrer pregunta si el client vol aigua i anota la comanda.", ""),
        ("La mostra va ser etiquetada i desada per l'agent.", ""),
        ("Neteja del forn i desinfecció de les taules.", ""),
        ("La cuinera prepara la massa i la deixa reposar.", ""),
        ("L'operari munta la peça, la fixa i la prova.", ""),
        ("L'agent revisa l'albarà i la factura del client.", "Reviseu l'albarà i la factura del client"),
        ("Es mesura la temperatura i s'anota al full.", ""),
        ("Si la caixa és plena, s'ha de buidar.", ""),
        ("S'ha de netejar amb un drap.", ""),
        (
            "Per obrir la tapa i treure el filtre, prémer el botó.",
            "Per obrir la tapa i treure el filtre, premeu el botó",
        ),
    ],
)
def test_every_verb_of_a_row_is_turned(text: str, better: str) -> None:
    assert only(text).better == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("L'agent s'assegura que la porta és tancada.", "Assegureu-vos que la porta és tancada"),
        ("L'agent s'ha d'assegurar que tanca.", "Assegureu-vos que tanca"),
        ("El cuiner es renta les mans.", "Renteu-vos les mans"),
        ("T'has de rentar les mans.", "Renta't les mans"),
        ("La caixera s'asseu a la caixa.", "Asseieu-vos a la caixa"),
        ("L'operari es troba al magatzem.", ""),
        ("L'agent neteja el seu lloc.", ""),
        ("La porta va ser oberta per l'ajudant.", ""),
        ("El sistema envia un correu.", ""),
        ("L'operari va revisar ahir el filtre.", ""),
        ("Aniràs al magatzem.", "Ves al magatzem"),
        ("Tu comproves el tiquet.", "Comprova el tiquet"),
        ("Obrir la porta.", "Obriu la porta"),
        ("És possible obrir la porta.", ""),
        ("Disposa de tres dies.", ""),
        ("Esperem que us connecteu.", ""),
        ("Si el client vol factura, ha de demanar-la.", ""),
    ],
)
def test_who_acts(text: str, better: str) -> None:
    assert only(text).better == better


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Si veus fum truca als bombers.", "Si veus fum"),
        ("Si el llum és vermell desendolla la màquina.", "Si el llum és vermell"),
        ("Quan soni l'alarma evacueu l'edifici.", "Quan soni l'alarma"),
        ("Si la màquina que fa cafè no va bé aviseu el tècnic.", ""),
        ("Si la màquina que fa cafè falla aviseu el tècnic.", "Si la màquina que fa cafè falla"),
        ("Si veus fum, truca als bombers.", ""),
        ("Si el client paga en efectiu el caixer compta els bitllets.", ""),
        ("Truqueu al responsable si cal.", ""),
    ],
)
def test_missing_comma(text: str, condition: str) -> None:
    end = only(text).missing_comma
    assert text[: end or 0] == condition


def test_procedeix_and_the_verb_that_is_enough() -> None:
    sentence = ca.TOKENIZER.sentences("Procediu a obrir la porta.")[0]
    assert [(hit.better, hit.certain) for hit in ca.wording(sentence)] == [("obriu", True)]


@pytest.mark.parametrize(
    ("text", "plural", "polite"),
    [
        ("Obre la caixa.", False, False),
        ("Posa't els guants.", False, False),
        ("No obris la caixa.", False, False),
        ("Obriu la caixa.", True, False),
        ("No l'obriu.", True, False),
        ("Heu de signar el full.", True, False),
        ("Obri la caixa.", False, True),
        ("Obrin la caixa.", True, True),
        ("Vostè ha d'omplir el full.", False, True),
        ("Obrir la caixa.", None, None),
        ("El llum és verd.", None, None),
    ],
)
def test_address(text: str, plural: bool | None, polite: bool | None) -> None:
    clause = only(text)
    assert (clause.plural, clause.polite) == (plural, polite)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Truqueu al responsable si l'import supera 100 €.", "si l'import supera 100 €"),
        ("Demana ajuda quan el pes passi de 20 kg.", "quan el pes passi de 20 kg"),
        ("Premeu el polsador en cas d'incendi.", "en cas d'incendi"),
        ("Pregunteu al client si vol factura.", ""),
        ("Pregunta quan va passar.", ""),
        ("Comproveu que el llum s'encén quan premeu el botó.", ""),
        ("Porteu aigua per si fa calor.", ""),
        ("Si fa calor, porteu aigua.", ""),
    ],
)
def test_condition(text: str, condition: str) -> None:
    span = only(text).condition
    assert (text[slice(*span)] if span else "") == condition


def test_spans() -> None:
    text = "Si cal un permís, no obriu la caixa: el client va signar."
    assert [text[slice(*span)] for span in only(text).commands] == ["no obriu"]
    text = "La infermera ja ha pres la temperatura."
    assert text[slice(*only(text).verb)] == "ha pres"


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("toqueu", "tocar"),
        ("netegeu", "netejar"),
        ("comenceu", "començar"),
        ("introduïu", "introduir"),
        ("traieu", "treure"),
        ("mantingueu", "mantenir"),
        ("entén", "entendre"),
        ("substituïts", "substituir"),
        ("deseu-lo", "desar"),
        ("digitalitzeu", "digitalitzar"),
    ],
)
def test_forms(word: str, lemma: str) -> None:
    assert verbs.lexicon().reading(word).lemma == lemma


@pytest.mark.parametrize("address", [verbs.TU, verbs.VOS, verbs.VOSTE, verbs.VOSTES])
def test_imperatives_are_read_again(address: int) -> None:
    lexicon = verbs.lexicon()
    for lemma in ("obrir", "netejar", "tocar", "introduir", "fer", "treure", "comprendre", "incloure", "escriure"):
        reading = lexicon.reading(lexicon.imperative(lemma, address))
        assert reading.lemma == lemma
        assert reading.form & address


def test_own_verbs_of_a_project() -> None:
    sentence = ca.TOKENIZER.sentences("Zumbeu i grufeu la peça.")[0]
    assert len(ca.clause(sentence, frozenset({"zumbar", "grufar"})).commands) == 2


def test_words_that_are_links() -> None:
    assert found("Aquí") >= {"link-text"}
    assert found("Poseu la caixa aquí.") == set()


def test_a_caption_behind_a_step_is_no_hidden_action() -> None:
    def hits(text: str) -> list[str]:
        return [hit.kind for sentence in ca.TOKENIZER.sentences(text) for hit in ca.wording(sentence)]

    assert hits("Obriu la finestra. Configuració de la pantalla") == []
    assert hits("Configuració de la pantalla") == ["nominalisation"]
