"""Prices written by hand: what must be left alone, what equals a fact, what contradicts one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.build import read_project
from sopgen.config import default_config
from sopgen.model import Problem
from tests.projects import FOUR_LANGUAGES, problems

FILES = {
    "sopgen.yaml": FOUR_LANGUAGES["sopgen.yaml"] + "services: services.yaml\n",
    "facts.yaml": """\
cancellation_fee:
  type: money
  value: 15 EUR
  label: {en: [cancellation fee, late fee], it: costo di annullamento, ca: cost de cancel·lació, el: χρέωση ακύρωσης}
rate: {type: money, by_branch: {milan: 23.50 EUR, rome: 20 EUR}}
key_safe: {type: money, value: 39 EUR}
deposit: {type: money, value: 39 EUR}
large: {type: money, value: 1250 EUR}
wait: {type: duration, value: 15 minutes}
""",
    "services.yaml": """\
deep:
  name: {en: Deep clean, it: Pulizia a fondo, ca: Neteja a fons, el: Καθαρισμός σε βάθος}
  price: rate
""",
    "branches.yaml": "milan: {name: Milan, country: IT}\nrome: {name: Rome, country: IT}\n",
}


def found(folder: Path, text: str, language: str = "en", *, head: str = "") -> list[Problem]:
    ending = "" if language == "en" else f".{language}"
    files = {f"procedures/page{ending}.md": f"---\ntitle: A page\n{head}---\n\n{text}\n"}
    return [one for one in problems(folder, FILES, files, render=False) if one.rule == "literal-price"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It costs {{ facts.cancellation_fee }}."),
        ("en", "Come at 15:00 on 15 May, in room 15, for 15 minutes, 15 % off."),
        ("en", "It costs $15, £15 or 15 USD, and 15 times more."),
        ("en", "Taxis cost €14.99, €150, €1515, €15,000 or €1.5 million."),
        ("en", "Expect €15–20, €10-15 or 15-20 euros. Write -€15 for a discount."),
        ("en", "Change a 15-euro note, or a 20 euro banknote, for 15 euro coins."),
        ("en", "The field shows `€15` and `15 EUR`."),
        ("en", "```\nprice: €15\n```"),
        ("en", "> The shop said: €15."),
        ("en", "See https://shop.example/?price=15EUR and EUR15X."),
        ("en", "The deposit for a deep clean is €50. Send a voucher for a deep clean: €50."),
        ("en", "A deep clean saves €50. Deep clean vouchers cost €50. The fee is €50."),
        ("en", "The cancellation fee does not apply above €200."),
        ("en", "| Service | Refund |\n| --- | --- |\n| Deep clean | €50 |"),
        ("en", "| Service | Price |\n| --- | --- |\n| Deep clean voucher | €50 |\n| Deep clean | €5 less than €40 |"),
        ("it", "Una banconota da 15 euro. La cauzione per la pulizia a fondo è di 50 euro. Ore 15.00."),
        ("ca", "Un bitllet de 15 euros. Són 15,5 euros."),
        ("el", "Ένα χαρτονόμισμα των 15 ευρώ. Στις 15:00, 15 λεπτά."),
    ],
)
def test_what_is_left_alone(language: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, text, language) == []


@pytest.mark.parametrize(
    ("language", "amount"),
    [
        ("en", "€15"), ("en", "€15.00"), ("en", "EUR 15"), ("en", "15 EUR"), ("en", "15.00 euros"), ("en", "15 €"),
        ("it", "15 €"), ("it", "15,00 €"), ("it", "15 euro"), ("it", "€ 15,00"), ("it", "15,-\u00a0€"),
        ("ca", "15 €"), ("ca", "15,00 euros"), ("ca", "15\u202f€"),
        ("el", "15 €"), ("el", "15,00 ευρώ"), ("el", "15€"),
    ],
)  # fmt: skip
def test_what_equals_a_fact(language: str, amount: str, tmp_path: Path) -> None:
    [one] = found(tmp_path, f"X {amount}.", language)
    assert one.message == f"“{amount}” is written by hand, and is the value of `cancellation_fee`"
    assert one.hint == "write {{ facts.cancellation_fee }}"
    assert [edit.new for edit in one.edits] == ["{{ facts.cancellation_fee }}"] and not one.certain
    assert one.place.end_column - one.place.column == len(amount)


@pytest.mark.parametrize("amount", ["€1,250", "1.250,00 €", "1250 euros", "€1'250.00"])
def test_large_amounts(amount: str, tmp_path: Path) -> None:
    assert "`large`" in found(tmp_path, f"Pay {amount} now.")[0].message


def test_where_several_facts_have_the_amount_all_are_named(tmp_path: Path) -> None:
    [one] = found(tmp_path, "Pay €39.")
    assert one.message == "“€39” is written by hand; facts have this amount: `key_safe` and `deposit`"
    assert one.hint == "write the one that it is, if any: {{ facts.key_safe }} and {{ facts.deposit }}"
    assert one.edits == ()


@pytest.mark.parametrize("text", ["## Pay €15", "- Pay €15", "| Fee |\n| --- |\n| €15 |", "**€15**", "[€15](hours.md)"])
def test_where_it_is_found(text: str, tmp_path: Path) -> None:
    assert len(found(tmp_path, text + "\n\nText.")) == 1


def test_titles_and_descriptions_print_facts_too(tmp_path: Path) -> None:
    [one] = found(tmp_path, "Text.", head="description: Only €15.\n")
    assert one.place.line == 3 and one.hint == "write {{ facts.cancellation_fee }}, in quotes"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The cancellation fee is €20.", "cancellation fee"),
        ("en", "You pay a late fee of €20, or a €39 cancellation fee.", "late fee"),
        ("en", "Cancellation fee: €39", "cancellation fee"),
        ("en", "A deep clean costs only €25 an hour.", "Deep clean"),
        ("en", "| What | Price |\n| --- | --- |\n| Deep clean, each hour | €25 per hour |", "Deep clean"),
        ("it", "Il costo di annullamento è 20 €.", "costo di annullamento"),
        ("it", "| Voce | Prezzo |\n| --- | --- |\n| [Pulizia a fondo](hours.md) | 25,00 € |", "Pulizia a fondo"),
        ("ca", "El cost de cancel·lació és de 20 euros.", "cost de cancel·lació"),
        ("el", "Η χρέωση ακύρωσης είναι 20 ευρώ.", "χρέωση ακύρωσης"),
        ("el", "Ο καθαρισμός σε βάθος κοστίζει 25 € την ώρα.", "Καθαρισμός σε βάθος"),
    ],
)
def test_what_contradicts_a_fact(language: str, text: str, words: str, tmp_path: Path) -> None:
    one = found(tmp_path, text, language)[0]
    assert f"is not the price of “{words}”" in one.message
    assert "€" in one.message.partition(" says ")[2]


def test_a_document_for_one_branch_has_its_prices(tmp_path: Path) -> None:
    [one] = found(tmp_path, "The deep clean costs €23.50.", head="branches: [rome]\n")
    assert one.message == "“€23.50” is not the price of “Deep clean”: `rate` says €20"
    assert one.hint == "write {{ facts.rate }}"


def test_the_subject_tells_which_fact_it_is(tmp_path: Path) -> None:
    facts = FILES["facts.yaml"].replace(
        "key_safe: {type: money, value: 39 EUR}", "key_safe: {type: money, value: 15 EUR}"
    )
    page = {"procedures/page.md": "---\ntitle: A page\n---\n\nThe cancellation fee is €15.\n"}
    read = problems(tmp_path, FILES, {"facts.yaml": facts}, page, render=False)
    [one] = [problem for problem in read if problem.rule == "literal-price"]
    assert one.hint == "write {{ facts.cancellation_fee }}"


BRANCHES = {
    "facts.yaml": """\
fee:
  type: money
  by_branch: {milan: 15 EUR, rome: 10 EUR}
  label: {en: cancellation fee, it: penale, ca: càrrec per cancel·lació, el: χρέωση ακύρωσης}
rate: {type: money, by_branch: {milan: 23.50 EUR, rome: 20 EUR}}
supplement: {type: money, value: 4 EUR}
goodwill: {type: money, value: 22 EUR}
""",
    "services.yaml": """\
deep:
  name: {en: Deep clean, it: Pulizia a fondo}
  price: rate
  options: [{name: {en: Organic}, price: supplement}]
""",
    "branches.yaml": "milan: {name: {en: Milan, it: Milano, ca: Milà, el: Μιλάνο}, country: IT}\n"
    "rome: {name: {en: Rome, it: Roma, ca: Roma, el: Ρώμη}, country: IT}\n",
}


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("en", "The cancellation fee applies in Milan above €22.", None),
        ("en", "Deep clean, then lunch for €4 in Rome with the cancellation fee.", "`supplement`"),
        ("en", "The cancellation fee in Milan is €15.", "is the value of `fee`"),
        ("en", "The cancellation fee in Milan is 22 euros.", "`fee` says €15"),
        ("en", "The cancellation fee in Milan is €10.", "`fee` says €15"),
        ("en", "In Rome, the cancellation fee is €15.", "`fee` says €10"),
        ("en", "The cancellation fee is €12 in Milan. In Rome we wait.", "`fee` says €15"),
        ("en", "The cancellation fee is €12 in Milan and in Rome.", "`fee` says €15 and €10"),
        ("en", "| Thing | Price |\n| --- | --- |\n| Cancellation fee in Rome | €15 |", "`fee` says €10"),
        ("it", "La penale a Milano è di 22 euro.", "`fee` says €15"),
        ("ca", "El càrrec per cancel·lació a Milà és de 22 euros.", "`fee` says €15"),
        ("el", "Η χρέωση ακύρωσης στο Μιλάνο είναι 22 ευρώ.", "`fee` says €15"),
        ("en", "A deep clean is €4.", "`rate` says €23.50 and €20"),
        ("en", "A gift of €22.", "; a fact has this amount: `goodwill`"),
        ("en", "A gift of €22, no more than {{ facts.goodwill }}.", "is the value of `goodwill`"),
    ],
)
def test_the_branch_and_the_price_that_a_sentence_names(
    language: str, text: str, says: str | None, tmp_path: Path
) -> None:
    ending = "" if language == "en" else f".{language}"
    page = {f"procedures/page{ending}.md": f"---\ntitle: A page\n---\n\n{text}\n"}
    read = problems(tmp_path, FILES, BRANCHES, page, render=False)
    messages = [one.message.replace(",00\xa0€", "") for one in read if one.rule == "literal-price"]
    if says is None:
        assert messages == []
    else:
        [message] = messages
        assert (says if language == "en" else says.replace("€15", "15")) in message


def test_without_facts_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Fee\n\nThe fee is €15, or EUR 20.\n")
    read = read_project(default_config(tmp_path, "."))
    assert [one for one in read.problems if one.rule == "literal-price"] == []
