"""Greek steps and phrases: what they are, what is wrong with them, and what to write instead."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from sopgen import prose
from sopgen.language import el
from sopgen.language.grammar import Clause

HERE = Path(__file__).parent
NONE: frozenset[str] = frozenset()
SHORT = {
    "past-tense": "past",
    "future-tense": "future",
    "passive-voice": "passive",
    "vague-wording": "vague",
    "wordy-phrase": "wordy",
}


def lines(name: str) -> list[tuple[str, str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(expected, step) for expected, step in pairs]


def clauses(step: str) -> tuple[Clause, ...]:
    return tuple(el.clause(sentence, NONE) for sentence in el.TOKENIZER.sentences(step))


def one(step: str) -> Clause:
    (clause,) = clauses(step)
    return clause


def kinds(text: str) -> set[str]:
    return {hit.kind for sentence in el.TOKENIZER.sentences(text) for hit in el.wording(sentence)}


@pytest.mark.parametrize(("expected", "step"), lines("el.txt"))
def test_step(expected: str, step: str) -> None:
    what, _, count = expected.partition(" ")
    told = prose.telling(clauses(step))
    found = "-" if told is None else ",".join(told.faults) or "ok"
    commands = sum(len(clause.commands) for clause in clauses(step))
    assert (found, commands) == (what, int(count or 1))


def test_decomposed_accents() -> None:
    """A text whose accents are characters of their own is read as the composed one, with offsets into itself."""
    for _, step in lines("el.txt"):
        decomposed = unicodedata.normalize("NFD", step)
        assert [spans(clause, decomposed) for clause in clauses(decomposed)] == [
            spans(clause, step) for clause in clauses(step)
        ]


def spans(clause: Clause, step: str) -> tuple[object, ...]:
    parts = [clause.verb, *clause.commands, clause.condition or (0, 0)]
    return clause.faults, [unicodedata.normalize("NFC", step[start:end]) for start, end in parts]


def test_challenge() -> None:
    """The labelled steps of all languages: none of the Greek ones is read otherwise than its label says."""
    rows = [json.loads(row) for row in (HERE / "challenge.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = [row["text"] for row in rows if row["lang"] == "el" and codes(row["text"]) != labels(row)]
    assert wrong == []


def labels(row: dict[str, dict[str, list[str]]]) -> set[str]:
    return set(row["labels"]["violations"]) - {"too-long"}


def codes(step: str) -> set[str]:
    """What is found in a step, by the names the labels use."""
    found = clauses(step)
    told = prose.telling(found)
    names = set(told.faults) if told else set()
    if sum(len(clause.commands) for clause in found) > 1:
        names.add("multi-action")
    return {SHORT.get(name, name) for name in names | kinds(step)}


@pytest.mark.parametrize(
    ("step", "better"),
    [
        ("Πρέπει να ελέγξετε την ασφάλεια.", "Ελέγξτε την ασφάλεια"),
        ("Να συμπληρώσετε το έντυπο.", "Συμπληρώστε το έντυπο"),
        ("Να το στείλετε αύριο.", "Στείλτε το αύριο"),
        ("Να μην ανοίγετε την πόρτα.", "Μην ανοίγετε την πόρτα"),
        ("Ο χειριστής θα κλείσει έπειτα τη βαλβίδα.", "Κλείστε έπειτα τη βαλβίδα"),
        ("Θα μεταβείτε στη σελίδα Ρυθμίσεις.", "Μεταβείτε στη σελίδα Ρυθμίσεις"),
        ("Ο αποθηκάριος σαρώνει τον κωδικό.", "Σαρώστε τον κωδικό"),
        ("Ο τεχνικός έλεγξε τη βαλβίδα.", "Ελέγξτε τη βαλβίδα"),
        ("Καταγράψαμε τη θερμοκρασία.", "Καταγράψτε τη θερμοκρασία"),
        ("Η παραγγελία ελέγχθηκε από τον υπάλληλο.", "Ελέγξτε την παραγγελία"),
        ("Ελέγχεται η στάθμη λαδιού.", "Ελέγξτε τη στάθμη λαδιού"),
        ("Τα φίλτρα αντικαταστάθηκαν από τον τεχνικό.", "Αντικαταστήστε τα φίλτρα"),
        ("Πρέπει να κάνετε κλικ στο κουμπί.", "Κάντε κλικ στο κουμπί"),
        ("Έχετε επιλέξει το κελί.", "Επιλέξτε το κελί"),
        ("Καταγράφοντας την κλήση.", "Καταγράψτε την κλήση"),
        # nothing certain
        ("Μπορείτε να επανεκκινήσετε την εφαρμογή.", ""),
        ("Η λυχνία ανάβει.", ""),
        ("Τα φίλτρα αντικαταστάθηκαν τον Μάιο.", ""),
        ("Το αρχείο χρησιμοποιείται για ελέγχους.", ""),
        ("Θα ξεκινήσει ένας οδηγός.", ""),
        ("Θα δείτε την οθόνη.", ""),
        ("Πρέπει να βγάλετε το καπάκι και να καθαρίσετε το φίλτρο.", ""),
        ("Πρέπει πρώτα να κλείσετε τη βάνα.", ""),
        ("Να ελέγξεις τη βαλβίδα.", ""),
        ("Η βαλβίδα θα κλείσει.", ""),
        ("Ο πελάτης υπέγραψε το έντυπο.", ""),
        ("Αν ανάβει η λυχνία, πρέπει να καλέσετε τον τεχνικό.", ""),
        ("Θα εμφανιστεί ένα παράθυρο.", ""),
        ("Δεν χρειάζεται να ανοίξετε το καπάκι.", ""),
        ("Δεν μπορείτε να ανοίξετε το καπάκι.", ""),
        # a prohibition stays one
        ("Δεν πρέπει να ανοίξετε το καπάκι.", "Μην ανοίξετε το καπάκι"),
        ("Δεν πρέπει να το ανοίξετε.", "Μην το ανοίξετε"),
        ("Δεν πρέπει να βγάλετε το φις.", "Μη βγάλετε το φις"),
        ("Απαγορεύεται να καπνίζετε.", "Μην καπνίζετε"),
        ("Δεν επιτρέπεται να καπνίζετε.", "Μην καπνίζετε"),
        ("Δεν πρέπει να ανοίξετε το καπάκι και να βγάλετε το φίλτρο.", ""),
        ("Δεν πρέπει ποτέ να ανοίξετε το καπάκι.", ""),
        ("Ποτέ δεν πρέπει να ανοίξετε το καπάκι.", ""),
        ("Ποτέ δεν ανοίγουμε την πόρτα.", ""),
        ("Απαγορεύεται το κάπνισμα.", ""),
        ("Απαγορεύεται η είσοδος.", ""),
        ("Επιτρέπεται η είσοδος.", ""),
        ("Ενεργοποιείται ο συναγερμός.", ""),
        ("Μόνο ο ταμίας μετρά τα χρήματα.", ""),
        ("Ο τεχνικός ελέγχει σπάνια τη στάθμη.", ""),
        ("Να μην το βάλετε στο ψυγείο.", "Μην το βάλετε στο ψυγείο"),
        ("Παρακαλώ να ανοίξετε το κουτί.", "Ανοίξτε το κουτί"),
        ("Ζυγίσατε τον ασθενή.", "Ζυγίστε τον ασθενή"),
        ("Του δίνετε τον λογαριασμό.", "Δώστε του τον λογαριασμό"),
        # whose it is
        ("Η νοσοκόμα πλένει τα χέρια της.", ""),
        ("Ο ταμίας ανοίγει το συρτάρι του και περιμένει.", ""),
        ("Οι ταμίες ανοίγουν τα συρτάρια τους.", ""),
        ("Ο ταμίας ανοίγει το συρτάρι του ταμείου.", "Ανοίξτε το συρτάρι του ταμείου"),
        ("Ο υπάλληλος δίνει το δικό του κλειδί.", ""),
        ("Ο ταμίας κλείνει το ταμείο πριν φύγει.", ""),
        (
            "Ο ταμίας καλεί τον υπεύθυνο αν το ποσό ξεπερνά τα 100 €.",
            "Καλέστε τον υπεύθυνο αν το ποσό ξεπερνά τα 100 €",
        ),
        # a state, or what happens to one
        ("Ο ταμίας διαθέτει κωδικό.", ""),
        ("Ο ταμίας αρχίζει στις 9.", ""),
        ("Πρέπει να εγκριθείτε από τον υπεύθυνο.", ""),
        ("Πρέπει να συνδεθείτε.", "Συνδεθείτε"),
        ("Θα πάρετε το κλειδί.", ""),
        ("Πρέπει να πάτε στο ταμείο.", "Πάτε στο ταμείο"),
        ("Να μη χάσετε το κλειδί.", "Μη χάσετε το κλειδί"),
        ("Να τη βγάλετε.", "Βγάλτε την"),
        ("Η παραγγελία πάντα ελέγχεται από τον υπάλληλο.", ""),
        ("Ελέγχοντας και καταγράφοντας τη στάθμη.", ""),
        ("Δεν πρέπει να έχετε κλειδί.", ""),
        ("Δεν πρέπει να ξεχάσετε το κλειδί.", "Μην ξεχάσετε το κλειδί"),
        # one verb of two
        ("Δεν πρέπει να κλείσετε την πόρτα αλλά να περιμένετε.", ""),
        ("Να καλέσετε τον τεχνικό και αυτός να κλείσει την πόρτα.", ""),
        ("Ο ταμίας ανοίγει το συρτάρι, μετρά τα χρήματα.", ""),
        ("Ο ταμίας ανοίγει το συρτάρι και στο τέλος μετρά τα χρήματα.", ""),
    ],
)
def test_better(step: str, better: str) -> None:
    assert one(step).better == better


@pytest.mark.parametrize(
    ("step", "condition"),
    [
        ("Καλέστε τον διευθυντή αν το ποσό ξεπερνά τα 100 €.", "αν το ποσό ξεπερνά τα 100 €"),
        ("Κλείστε τη βάνα όταν ανάψει η λυχνία.", "όταν ανάψει η λυχνία"),
        ("Αν το ποσό ξεπερνά τα 100 €, καλέστε τον διευθυντή.", None),
        ("Ελέγξτε αν η πόρτα είναι κλειστή.", None),
        ("Μην ανοίγετε το καπάκι αν ανάβει η λυχνία.", None),
        ("Αφήστε το κουτί εκεί, εκτός αν εμποδίζει.", None),
        ("Να ανοίξετε το κουτί αν είναι κλειστό.", "αν είναι κλειστό"),
        ("Πρέπει να ανοίξετε το κουτί αν είναι κλειστό.", "αν είναι κλειστό"),
        ("Να ελέγξετε αν η πόρτα είναι κλειστή.", None),
        ("Ο ταμίας ελέγχει αν η πόρτα είναι κλειστή.", None),
        ("Πρέπει να τον καλέσετε αν το ποσό ξεπερνά τα 100 € και να περιμένετε.", None),
        # it would carry what says nothing to the front
        ("Καλέστε τον τεχνικό όταν χρειάζεται, το συντομότερο δυνατόν.", None),
    ],
)
def test_condition_after_the_command(step: str, condition: str | None) -> None:
    found = one(step).condition
    assert (step[found[0] : found[1]] if found else None) == condition


def test_the_words_quoted_are_whole() -> None:
    step = "Καλό είναι να κλείσετε την πόρτα."
    assert step[slice(*one(step).verb)] == "Καλό είναι να κλείσετε"


@pytest.mark.parametrize(
    ("step", "before"),
    [
        ("Αν η λυχνία είναι κόκκινη βγάλτε το φις.", "Αν η λυχνία είναι κόκκινη"),
        ("Όταν τελειώσει ο κύκλος ανοίξτε το καπάκι.", "Όταν τελειώσει ο κύκλος"),
        ("Εάν το δοχείο έχει ελεγχθεί βάλτε το στο ράφι.", "Εάν το δοχείο έχει ελεγχθεί"),
        ("Αν η λυχνία είναι κόκκινη τότε βγάλτε το φις.", "Αν η λυχνία είναι κόκκινη"),
        ("Αν είναι σπασμένο μην το χρησιμοποιήσετε.", "Αν είναι σπασμένο"),
        ("Αν η λυχνία είναι κόκκινη, βγάλτε το φις.", None),
        ("Αν λείπει η απόδειξη στο ταμείο ζητήστε νέα.", None),  # "at the till" can go with either
        ("Αν ανάβει η λυχνία αμέσως βγάλτε το φις.", None),
        ("Βγάλτε το φις αν η λυχνία είναι κόκκινη.", None),
    ],
)
def test_missing_comma(step: str, before: str | None) -> None:
    found = one(step).missing_comma
    assert (step[:found] if found else None) == before


@pytest.mark.parametrize(
    ("step", "plural"),
    [("Πάτησε το κουμπί.", False), ("Πατήστε το κουμπί.", True), ("Πρέπει να ελέγξεις τη βαλβίδα.", False)],
)
def test_address(step: str, plural: bool | None) -> None:
    assert one(step).plural is plural


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Διενεργήστε επαλήθευση του υπολοίπου.", {"nominalisation"}),
        ("Προχωρήστε στη συμπλήρωση του εντύπου.", {"nominalisation"}),
        ("Κάντε έλεγχο της βαλβίδας.", {"nominalisation"}),
        ("Πραγματοποιούμε επαλήθευση των στοιχείων.", {"nominalisation"}),
        ("Ο ταμίας έκανε καταμέτρηση των χρημάτων.", {"nominalisation"}),
        ("Προβαίνουμε στη συμπλήρωση του εντύπου.", {"nominalisation"}),
        ("Διενεργείται έλεγχος των στοιχείων.", {"nominalisation"}),
        ("Ρίξτε μια ματιά στο έντυπο.", {"nominalisation"}),
        ("Παίρνουμε απόφαση για την επιστροφή.", {"nominalisation"}),
        ("Σταματήστε την εκτύπωση.", set()),
        ("Καθαρισμός του φίλτρου.", {"nominalisation"}),
        ("Καθαρισμός του φίλτρου", set()),
        ("Κάντε κλικ στο κουμπί.", set()),
        ("Κάντε λήψη του αρχείου.", set()),
        ("Προχωρήστε στην επόμενη αίθουσα.", set()),
        ("Προσθέστε επαρκή ποσότητα νερού.", {"vague-wording"}),
        ("Καλέστε τον τεχνικό αν χρειαστεί.", {"vague-wording"}),
        ("Αν χρειάζεται να αλλάξετε τη λάμπα, κλείστε τον διακόπτη.", set()),
        ("Καθαρίστε τακτικά τον πάγκο.", {"vague-wording"}),
        ("Το πρόβλημα αυτό εμφανίζεται συχνά.", set()),
        ("Συχνά η πόρτα δεν κλείνει: σπρώξτε την.", set()),
        ("Ξαναγράψτε την ετικέτα εκ νέου.", set()),
        ("Αν απαιτείται απόδειξη, εκτυπώστε τη.", set()),
        ("Κάντε τα απαραίτητα.", {"vague-wording"}),
        ("Δείξτε τα απαραίτητα έγγραφα.", set()),
        ("Απαντήστε σύντομα.", {"vague-wording"}),
        ("Κρατήστε τα αρχεία που χρησιμοποιείτε τακτικά.", set()),
        ("Μη χάσετε το κλειδί.", set()),
        ("Μη χάσετε την ευκαιρία!", {"pressure-selling"}),
        ("Προκειμένου να ανοίξετε το πάνελ, αφαιρέστε τις βίδες.", {"wordy-phrase"}),
        ("Παρακαλώ κλείστε τον φάκελο.", {"please"}),
        ("Ο πελάτης ισχυρίζεται ότι πλήρωσε.", {"blaming-wording"}),
        ("Το δωμάτιο 12 ζητά πετσέτες.", {"person-as-number"}),
        ("Καθαρίστε το δωμάτιο 12.", set()),
        ("Τελευταία ευκαιρία: μόνο σήμερα.", {"pressure-selling"}),
        ("Κάντε κλικ εδώ", {"link-text"}),
        ("Σταματήστε εδώ.", set()),
    ],
)
def test_wording(text: str, found: set[str]) -> None:
    assert kinds(text) == found


def test_a_verb_of_the_project_is_known() -> None:
    (sentence,) = el.TOKENIZER.sentences("Λούστραρε το πάτωμα.")
    assert el.clause(sentence, NONE).form == "unknown"
    assert el.clause(sentence, frozenset({"λουστράρω"})).form == "imperative"
