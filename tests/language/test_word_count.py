"""How many words a sentence has: as spaces part them, in every language."""

from __future__ import annotations

import pytest

from sopgen import prose
from sopgen.language import language


@pytest.mark.parametrize(
    ("code", "text", "count"),
    [
        ("it", "Apri l'ordine dell'ospite.", 3),
        ("it", "Apri l’ordine d’acquisto «Nuovo cliente» entro un'ora.", 6),
        ("it", "Aggiungi un po' di sale.", 5),
        ("it", "Misura l'80 % del liquido.", 4),
        ("ca", "Obre l'armari d'eines.", 3),
        ("ca", "Posa't els guants, treu-te l'anell i renta't.", 7),
        ("ca", "Instal·la l'R2 a l'ordinador.", 4),
        ("en", "Don't open the driver's door.", 5),
        ("el", "Άνοιξε απ' έξω την πόρτα.", 5),
        ("el", "Πάρ' το κλειδί.", 3),
        ("pt", "Abra a caixa d'água.", 4),
    ],
)
def test_elided_words_count_with_the_next(code: str, text: str, count: int) -> None:
    (sentence,) = language(code).TOKENIZER.sentences(text)
    assert prose.words(sentence) == count
