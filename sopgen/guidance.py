"""What belongs in each section: the comments and first words of a new document, in the author's language."""

from __future__ import annotations

from collections.abc import Mapping

from sopgen.model import DocumentType, Text


def _text(en: str, it: str, ca: str, el: str) -> Text:
    return Text((("en", en), ("it", it), ("ca", ca), ("el", el)))


DESCRIPTION = _text(
    "Replace this: one sentence, what the reader gets here.",
    "Sostituisci questa frase: che cosa trova qui chi legge.",
    "Substitueix aquesta frase: què hi troba qui llegeix.",
    "Αντικαταστήστε αυτή τη φράση: τι βρίσκει εδώ ο αναγνώστης.",
)
FIRST_VERSION = _text("First version.", "Prima versione.", "Primera versió.", "Πρώτη έκδοση.")
TO_WRITE = _text("To be written.", "Da scrivere.", "Per escriure.", "Να γραφτεί.")
STEPS = _text(
    "One action for each number, the verb first, at most 20 words. Warnings stand before the step.",
    "Un'azione per numero, prima il verbo, al massimo 20 parole. Gli avvisi stanno prima del passo.",
    "Una acció per número, primer el verb, com a molt 20 paraules. Els avisos van abans del pas.",
    "Μία ενέργεια για κάθε αριθμό, πρώτα το ρήμα, το πολύ 20 λέξεις. Οι προειδοποιήσεις πριν από το βήμα.",
)
FIRST_STEP = _text(
    "Write the first step here.",
    "Scrivi qui il primo passo.",
    "Escriu aquí el primer pas.",
    "Γράψτε εδώ το πρώτο βήμα.",
)
BODY = _text(
    "The answer first, then why. Short paragraphs, the reader's own words.",
    "Prima la risposta, poi il perché. Paragrafi brevi, le parole di chi legge.",
    "Primer la resposta, després el perquè. Paràgrafs curts, les paraules de qui llegeix.",
    "Πρώτα η απάντηση, μετά το γιατί. Σύντομες παράγραφοι, με τα λόγια του αναγνώστη.",
)
_DECIDE = _text(
    "What each role may decide alone, and up to which amount.",
    "Che cosa può decidere da solo ogni ruolo, e fino a quale importo.",
    "Què pot decidir sol cada rol, i fins a quin import.",
    "Τι μπορεί να αποφασίσει μόνος του κάθε ρόλος, και μέχρι ποιο ποσό.",
)
_RECORDS = _text(
    "What is written down, where, and how long it is kept.",
    "Che cosa si annota, dove, e per quanto tempo si conserva.",
    "Què s'anota, on, i quant de temps es guarda.",
    "Τι καταγράφεται, πού, και για πόσο φυλάσσεται.",
)

SECTIONS: Mapping[DocumentType, Mapping[str, Text]] = {
    "procedure": {
        "purpose": _text(
            "Why we do this, in one or two sentences.",
            "Perché lo facciamo, in una o due frasi.",
            "Per què ho fem, en una o dues frases.",
            "Γιατί το κάνουμε, σε μία ή δύο προτάσεις.",
        ),
        "when": _text(
            "What sets it off: the event, the day, the hour.",
            "Che cosa la avvia: l'evento, il giorno, l'ora.",
            "Què l'engega: el fet, el dia, l'hora.",
            "Τι την ξεκινά: το γεγονός, η μέρα, η ώρα.",
        ),
        "need": _text(
            "Tools, papers, access, time.",
            "Strumenti, documenti, accessi, tempo.",
            "Eines, papers, accessos, temps.",
            "Εργαλεία, έγγραφα, πρόσβαση, χρόνος.",
        ),
        "steps": STEPS,
        "trouble": _text(
            "What may go wrong, what to do then, whom to call.",
            "Che cosa può andare storto, che cosa fare, chi chiamare.",
            "Què pot anar malament, què cal fer, a qui trucar.",
            "Τι μπορεί να πάει στραβά, τι κάνετε τότε, ποιον καλείτε.",
        ),
        "decide": _DECIDE,
        "follow": _text(
            "Who checks afterwards, when, and what.",
            "Chi controlla dopo, quando, e che cosa.",
            "Qui ho comprova després, quan, i què.",
            "Ποιος ελέγχει αργότερα, πότε, και τι.",
        ),
        "records": _RECORDS,
    },
    "policy": {
        "purpose": _text(
            "What this policy protects.",
            "Che cosa protegge questa regola.",
            "Què protegeix aquesta norma.",
            "Τι προστατεύει αυτή η πολιτική.",
        ),
        "scope": _text(
            "For whom and where it holds, and where not.",
            "Per chi e dove vale, e dove no.",
            "Per a qui i on val, i on no.",
            "Για ποιους και πού ισχύει, και πού όχι.",
        ),
        "rules": _text(
            "One rule for each line, so that it can be checked.",
            "Una regola per riga, in modo che si possa verificare.",
            "Una norma per línia, de manera que es pugui comprovar.",
            "Ένας κανόνας σε κάθε γραμμή, ώστε να μπορεί να ελεγχθεί.",
        ),
        "decide": _DECIDE,
        "records": _RECORDS,
    },
    "guide": {
        "before": _text(
            "What to have ready, and what to be careful of.",
            "Che cosa preparare, e a che cosa fare attenzione.",
            "Què cal tenir a punt, i amb què cal anar amb compte.",
            "Τι να έχετε έτοιμο, και τι να προσέξετε.",
        ),
        "steps": STEPS,
        "trouble": _text(
            "What the customer sees when it fails, and what helps.",
            "Che cosa vede il cliente quando non funziona, e che cosa aiuta.",
            "Què veu el client quan falla, i què hi ajuda.",
            "Τι βλέπει ο πελάτης όταν δεν λειτουργεί, και τι βοηθά.",
        ),
        "care": _text(
            "How to clean it and keep it working.",
            "Come pulirlo e mantenerlo in funzione.",
            "Com netejar-lo i mantenir-lo en marxa.",
            "Πώς το καθαρίζετε και το διατηρείτε σε λειτουργία.",
        ),
    },
    "service": {
        "included": _text(
            "What the customer gets, one thing for each line.",
            "Che cosa riceve il cliente, una cosa per riga.",
            "Què rep el client, una cosa per línia.",
            "Τι παίρνει ο πελάτης, ένα πράγμα σε κάθε γραμμή.",
        ),
        "excluded": _text(
            "What customers expect and do not get, and where they get it.",
            "Che cosa i clienti si aspettano e non ricevono, e dove lo trovano.",
            "Què esperen els clients i no reben, i on ho troben.",
            "Τι περιμένουν οι πελάτες και δεν παίρνουν, και πού το βρίσκουν.",
        ),
        "options": _text(
            "What can be added, and what it costs.",
            "Che cosa si può aggiungere, e quanto costa.",
            "Què s'hi pot afegir, i què costa.",
            "Τι μπορεί να προστεθεί, και πόσο κοστίζει.",
        ),
        "prices": _text(
            "Prices as facts of sopgen.yaml, so that they are the same everywhere.",
            "I prezzi come fatti di sopgen.yaml, così sono uguali ovunque.",
            "Els preus com a fets de sopgen.yaml, perquè siguin iguals a tot arreu.",
            "Οι τιμές ως στοιχεία του sopgen.yaml, ώστε να είναι παντού ίδιες.",
        ),
    },
    "article": {},
}
"""By document type and section id; a project's own sections have none."""
