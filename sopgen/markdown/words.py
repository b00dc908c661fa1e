"""Words of ours that stand in the HTML of a text: short, in the language of the text, English where we have none."""

from __future__ import annotations

_WORDS = {
    "en": {
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
        "danger": "Danger",
        "details": "Details",
        "transcript": "Transcript",
        "table": "Table",
        "task": "Task",
        "footnotes": "Footnotes",
        "back": "Back to the text",
        "tab": "Option",
    },
    "it": {
        "note": "Nota",
        "tip": "Suggerimento",
        "important": "Importante",
        "warning": "Attenzione",
        "caution": "Cautela",
        "danger": "Pericolo",
        "details": "Dettagli",
        "transcript": "Trascrizione",
        "table": "Tabella",
        "task": "Attività",
        "footnotes": "Note",
        "back": "Torna al testo",
        "tab": "Opzione",
    },
    "ca": {
        "note": "Nota",
        "tip": "Consell",
        "important": "Important",
        "warning": "Atenció",
        "caution": "Precaució",
        "danger": "Perill",
        "details": "Detalls",
        "transcript": "Transcripció",
        "table": "Taula",
        "task": "Tasca",
        "footnotes": "Notes",
        "back": "Torna al text",
        "tab": "Opció",
    },
    "el": {
        "note": "Σημείωση",
        "tip": "Συμβουλή",
        "important": "Σημαντικό",
        "warning": "Προειδοποίηση",
        "caution": "Προσοχή",
        "danger": "Κίνδυνος",
        "details": "Λεπτομέρειες",
        "transcript": "Απομαγνητοφώνηση",
        "table": "Πίνακας",
        "task": "Εργασία",
        "footnotes": "Σημειώσεις",
        "back": "Πίσω στο κείμενο",
        "tab": "Επιλογή",
    },
}


def word(key: str, language: str) -> str:
    """The word in a language ("it", "pt-BR"); in English where there is no catalogue for it."""
    return _WORDS.get(language.partition("-")[0], _WORDS["en"])[key]
