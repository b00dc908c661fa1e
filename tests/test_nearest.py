"""Which name somebody may have meant: of many, the right one, soon."""

from __future__ import annotations

from time import process_time

import pytest

from sopgen.nearest import NOTHING_NEAR, nearest

WORDS = (
    "refund",
    "complaint",
    "opening",
    "greet",
    "cleaning",
    "oven",
    "invoice",
    "voucher",
    "allergy",
    "basket",
    "kiln",
)
MANY = [f"procedures/{one}-{other}-{third}.md" for one in WORDS for other in WORDS for third in WORDS]


@pytest.mark.parametrize("known", [[], MANY], ids=["few", "many"])
@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("procedures/gift-crad.md", "procedures/gift-card.md"),
        ("from.md", "form.md"),
        ("Gift_card.html", "procedures/gift-card.md"),
        ("help/gift-card.md", "procedures/gift-card.md"),
        ("CU01", "CU-001"),
        ("CU02", ""),
        ("gift-card.png", ""),
        ("xyz", ""),
        ("a" * 300, ""),
    ],
)
def test_the_name_that_was_meant(name: str, meant: str, known: list[str]) -> None:
    names = [*known, "procedures/gift-card.md", "form.md", "CU-001"]
    assert nearest(name, names) == (f"did you mean `{meant}`?" if meant else NOTHING_NEAR)


def test_a_folder_nearer_by_goes_first() -> None:
    known = ["a/shop/refund.md", "b/help/refund.md"]
    assert nearest("b/help2/refund.md", known) == "did you mean `b/help/refund.md`?"


@pytest.mark.parametrize("kind", ["page-{}", "{}-of-the-house", "procedure-{}-for-staff"])
def test_hundreds_of_names_among_ten_thousand(kind: str) -> None:
    known = [f"procedures/{kind.format(number)}.md" for number in range(10_000)]
    started = process_time()
    for number in range(300):
        nearest(f"procedures/{kind.format(f'x{number}')}.md", known)
    assert process_time() - started < 6
