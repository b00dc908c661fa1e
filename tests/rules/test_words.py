"""The rules about words, lengths and terms, as a writer meets them: first what is left alone, then what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen import prose
from sopgen.language import language
from sopgen.model import Problem
from sopgen.rules import RULES
from tests.projects import BASE, FOUR_LANGUAGES, problems

STAFF = "title: Give a refund\ntype: procedure"
CUSTOMER = "title: Give a refund\ntype: article\naudience: customer"


def found(
    folder: Path, rule: str, text: str, *, head: str = STAFF, language: str = "en", **settings: str
) -> list[Problem]:
    """What this rule says of a document with this text. settings: more lines of `sopgen.yaml`; terms: the glossary."""
    suffix = "" if language == "en" else f".{language}"
    files = {**FOUR_LANGUAGES, f"procedures/refund{suffix}.md": f"---\n{head}\n---\n\n{text}\n"}
    if "terms" in settings:
        files["terms.yaml"] = settings.pop("terms")
    files["sopgen.yaml"] += "".join(f"{key}: {value}\n" for key, value in settings.items())
    return [one for one in problems(folder, files, render=False) if one.rule == rule]


def mended(text: str, problem: Problem) -> str:
    """The document's text after the edits of a problem."""
    lines = f"---\n{STAFF}\n---\n\n{text}\n".split("\n")
    for edit in sorted(problem.edits, reverse=True):
        line = lines[edit.place.line - 1]
        first = edit.place.column - 1
        assert line[first : first + len(edit.old)] == edit.old
        lines[edit.place.line - 1] = line[:first] + edit.new + line[first + len(edit.old) :]
    return "\n".join(lines[5:-1])


# ------------------------------------------------------------------------------------------------ what is left alone


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("vague-wording", "Press **As needed** and type `as needed`."),
        ("vague-wording", "Never say “as soon as possible”."),
        ("vague-wording", "> Clean it as needed."),
        ("vague-wording", "## Clean as needed\n\nEvery Monday."),
        ("vague-wording", "```text\nas needed\n```"),
        ("vague-wording", "The disk fills up frequently. We soon saw why. Logs, traces etc. are kept."),
        ("vague-wording", "Deployments are regularly updated. You may need a lot of memory."),
        ("vague-wording", "Never charge more or less than the price."),
        ("vague-wording", "Hang up as soon as the lamp is red."),
        ("nominalisation", "- Explanation of the rules\n- Duration of the visit"),
        ("nominalisation", "A collection of pages about the shop."),
        ("nominalisation", "1. Read [carry out an inspection of the shop](inspect.md)."),
        ("noun-cluster", "Read the [customer account payment history report](report.md) page."),
        ("blaming-wording", "There is no such thing as a stupid question."),
        ("noun-cluster", "Read the 100-page crisis management plan."),
        ("noun-cluster", "Show the key business health metrics and the application end-to-end test suites."),
        ("paragraph-length", "| Role | Says |\n| One. Two. Three. Four. Five. Six. Seven. Eight. |"),
        ("inconsistent-terms", "Every HyperConverged resource belongs to the hyperconverged shop."),
        ("inconsistent-terms", "Open the price list. The Price List entity is old."),
        ("wordy-phrase", "Type “in order to”."),
        ("please", "We ask you to please wait."),  # no step
        ("link-text", "See [the form here at the desk](hours.md)."),
        ("link-text", "Click here to begin."),  # no link
        ("link-text", "See <https://help.example.org>."),
        ("sentence-length", f"1. Check {'the box and ' * 20}the door."),  # steps have a rule of their own
        ("sentence-length", f"Take these: {'one box, ' * 11}one bag; {'one box, ' * 11}one bag."),
        ("sentence-length", f"| A |\n| --- |\n| {'one two three ' * 10} |"),
        ("paragraph-length", "\n".join(f"- Box {number} is full." for number in range(9))),
        ("inconsistent-terms", "Log in with the login. Set up the setup. Follow up the follow-up."),
        ("inconsistent-terms", "Organize the colours."),
        ("inconsistent-terms", "Open every day for everyday work. Some time ago, sometimes."),
        ("inconsistent-terms", "Call Anna Rossi. Branch managers, Branch Manager Rossi, and the branch manager agree."),
        ("inconsistent-terms", "Open `e-mail`. Send an email."),
        ("inconsistent-terms", "Send an email. Read [The e-mail of the future](mail.md). **E-mail box:** an email."),
        ("inconsistent-terms", "Type MachineConfig. The machine config is old."),
        ("inconsistent-terms", "Clone worktop. The Work Top Company made it."),
        ("mixed-address", "You and your team."),
    ],
)
def test_left_alone(rule: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, rule, text) == []


@pytest.mark.parametrize(
    ("language", "rule", "text"),
    [
        ("it", "vague-wording", "Il disco si riempie periodicamente."),
        ("it", "please", "1. Saluta gentilmente il cliente.\n2. Saluta il cliente gentilmente."),
        ("ca", "vague-wording", "El directori es neteja periòdicament. El disc s'omple regularment."),
        ("el", "vague-wording", "Ο δίσκος γεμίζει κατά περίπτωση."),
        ("ca", "nominalisation", "1. Feu una còpia de seguretat del disc.\n2. Realitzeu una còpia de seguretat."),
    ],
)
def test_left_alone_in_other_languages(language: str, rule: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, rule, text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Clean the filter as needed.", "as needed"),
        ("en", "Filters must be cleaned regularly.", "regularly"),
        ("en", "The clerk should call back as soon as possible.", "as soon as possible"),
        ("en", "| How often |\n| --- |\n| As needed |", "As needed"),
        ("en", "1. Count the notes.\n2. The notes are counted as appropriate.", "as appropriate"),
        ("it", "Il filtro deve essere pulito periodicamente.", "periodicamente"),
        ("ca", "Cal netejar el filtre periòdicament.", "periòdicament"),
        ("el", "Καθαρίζετε το φίλτρο όταν χρειάζεται.", "όταν χρειάζεται"),
    ],
)
def test_vague_words_are_found_where_the_reader_is_told_something(
    language: str, text: str, words: str, tmp_path: Path
) -> None:
    (problem,) = found(tmp_path, "vague-wording", text, language=language)
    assert problem.message.startswith(f"“{words}”")


def test_a_noun_that_opens_a_step_is_found(tmp_path: Path) -> None:
    text = "## Steps\n\n1. Open the till.\n2. Verification of the notes."
    (problem,) = found(tmp_path, "nominalisation", text)
    assert problem.message.startswith("“Verification of”")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("please", ":::steps\n1. Please check the date.\n:::"),
        ("pressure-selling", ":::staff\nHurry, only today!\n:::\n\nHello."),
    ],
)
def test_left_alone_for_customers(rule: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, rule, text, head=CUSTOMER) == []


def test_pressure_among_colleagues_is_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path, "pressure-selling", "Hurry, only today!") == []
    assert found(tmp_path / "customer", "pressure-selling", "Hurry, only today!", head=CUSTOMER) != []


# ---------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("rule", "text", "better"),
    [
        ("please", "1. Please check the date.", "1. Check the date."),
        ("please", "1. Please **check** the date.", "1. **Check** the date."),
        ("please", "1. Check the date, please.", "1. Check the date."),
        ("please", "1. Check the date, please, and the time.", "1. Check the date and the time."),
        ("please", "1. If you see a guest, please, greet them.", "1. If you see a guest, greet them."),
        ("please", "1. Open the box, please, then close it.", "1. Open the box, then close it."),
        ("wordy-phrase", "In order to pay, show the card.", "To pay, show the card."),
        ("wordy-phrase", "Show the card in order to pay.", "Show the card to pay."),
        ("wordy-phrase", "Show the *card* in\norder to pay.", ""),  # over two lines: a person does it
        ("wordy-phrase", "IN ORDER TO PAY", ""),
    ],
)
def test_what_is_certain_is_offered_with_the_right_capital(rule: str, text: str, better: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, rule, text)
    assert problem.certain == bool(better)
    assert (mended(text, problem) if problem.edits else "") == better


@pytest.mark.parametrize(
    ("language", "text", "better"),
    [
        ("it", "1. Firmare, per favore, il modulo.", "1. Firmare il modulo."),
        ("ca", "1. Signeu, si us plau, el formulari.", "1. Signeu el formulari."),
        ("el", "1. Υπογράψτε, παρακαλώ, το έντυπο.", "1. Υπογράψτε το έντυπο."),
        ("el", "1. Αν χτυπήσει το τηλέφωνο, παρακαλώ, απαντήστε.", "1. Αν χτυπήσει το τηλέφωνο, απαντήστε."),
    ],
)
def test_both_commas_of_a_please_go_with_it(language: str, text: str, better: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "please", text, language=language)
    assert mended(text, problem) == better


def test_the_columns_are_those_of_the_words(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "vague-wording", "Clean the **filter** as needed.")
    assert (problem.place.line, problem.place.column, problem.place.end_column) == (6, 22, 31)
    assert "“as needed”" in problem.message


@pytest.mark.parametrize(
    "link", ["[here](hours.md)", "[Click here](hours.md)", "[click here.](hours.md)", "[**here**](hours.md)"]
)
def test_the_whole_text_of_a_link_is_judged(link: str, tmp_path: Path) -> None:
    assert len(found(tmp_path, "link-text", f"To see the hours, {link}.")) == 1


def test_a_long_address_is_no_text_for_customers(tmp_path: Path) -> None:
    text = "See <https://help.example.org/a/b?c=1>."
    assert found(tmp_path, "link-text", text) == []
    assert len(found(tmp_path / "customer", "link-text", text, head=CUSTOMER)) == 1


def test_an_exemption_excuses_words(tmp_path: Path) -> None:
    text = "<!-- sopgen: ignore vague-wording because a person decides -->\n\nClean as needed."
    assert found(tmp_path, "vague-wording", text) == []


def test_included_files_are_judged_once_where_they_stand(tmp_path: Path) -> None:
    text = '{{ include "_snippets/note.md" }}'
    files = {
        "procedures/_snippets/note.md": "Clean as needed.\n",
        "procedures/one.md": f"---\ntitle: One\n---\n\n{text}\n",
        "procedures/two.md": f"---\ntitle: Two\n---\n\n{text}\n",
    }
    places = [one.place.path for one in problems(tmp_path, files, render=False) if one.rule == "vague-wording"]
    assert places == ["procedures/_snippets/note.md"]


# ---------------------------------------------------------------------------------------------------- lengths


def test_limits_are_options(tmp_path: Path) -> None:
    text = "One two three four five six. Seven. Eight."
    rules = "{sentence-length: {words: 5}, paragraph-length: {sentences: 2}}"
    assert [one.message for one in found(tmp_path, "sentence-length", text, rules=rules)] == [
        "this sentence has 6 words, more than 5"
    ]
    assert len(found(tmp_path / "paragraph", "paragraph-length", text, rules=rules)) == 1
    assert found(tmp_path / "default", "sentence-length", text) == []


def test_readability_names_the_longest_sentences(tmp_path: Path) -> None:
    hard = "The organisational responsibility necessitates considerable administrative documentation. "
    (problem,) = found(tmp_path, "readability", f"{hard * 14}\n\nAn entirely {hard}")
    assert problem.severity == "info"
    assert "line 8 (9 words)" in problem.hint
    assert found(tmp_path / "short", "readability", hard) == []


# ---------------------------------------------------------------------------------------------------- address


@pytest.mark.parametrize(
    ("language", "text", "line", "other"),
    [
        ("it", "Porta la tua carta.\n\nMostra il tuo scontrino.\n\nPotete pagare qui.", 10, "line 6"),
        ("ca", "Porteu la vostra targeta.\n\nMostreu el vostre tiquet.\n\nMira el teu correu.", 10, "line 6"),
        ("el", "Φέρτε την κάρτα σας.\n\nΔείξτε την απόδειξή σας.\n\nΗ κάρτα σου.", 10, "line 6"),
    ],
)
def test_the_form_used_less_is_reported(language: str, text: str, line: int, other: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "mixed-address", text, language=language)
    assert problem.place.line == line and other in problem.message


def test_a_customer_who_asks_speaks_for_himself(tmp_path: Path) -> None:
    text = "## Qual è il vostro orario?\n\nVedi il tuo orario.\n\nSiete aperti la domenica?\n\nMostra la tua carta."
    assert found(tmp_path, "mixed-address", text, language="it") == []


def test_blocks_for_other_readers_are_judged_apart(tmp_path: Path) -> None:
    text = "Porta la tua carta.\n\n:::staff\nMostrate la vostra carta.\n:::"
    assert found(tmp_path, "mixed-address", text, head=CUSTOMER, language="it") == []


def test_the_project_settles_the_form(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "mixed-address", "Porta la tua carta.", language="it", style="{address: {it: Lei}}")
    assert problem.hint.startswith("write Lei")


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("{address: {it: Voi}}", "`Voi` is no form of address"),
        ("{address: {en: you}}", "`en` has no forms of address to choose from"),
        ("{address: tu}", ""),
    ],
)
def test_a_wrong_form_has_a_place(style: str, message: str, tmp_path: Path) -> None:
    files = {"sopgen.yaml": BASE["sopgen.yaml"] + f"style: {style}\n"}
    wrong = [one for one in problems(tmp_path, files, render=False) if one.place.path == "sopgen.yaml"]
    assert [one.place.line for one in wrong] == [BASE["sopgen.yaml"].count("\n") + 1]
    assert wrong[0].place.column > 1 and message in wrong[0].message


def test_commands_and_infinitives_in_one_list(tmp_path: Path) -> None:
    text = "## Passi\n\n1. Controllare la data.\n2. Inserire il codice.\n3. Chiudi la porta.\n4. Non aprire la cassa."
    (problem,) = found(tmp_path, "mixed-address", text, language="it")
    assert problem.place.line == 10 and "“Controllare” on line 8" in problem.message


# ---------------------------------------------------------------------------------------------------- glossary

TERMS = """\
- prefer: {en: customer, it: cliente, ca: client, el: πελάτης}
  avoid: {en: [client, user], it: [utente, pratica], ca: [usuari, botiga], el: [χρήστης, αίτημα]}
- {prefer: {en: e-mail}, avoid: {en: email}, replace: true}
- {prefer: {en: WhatsApp}, avoid: {en: Whatsapp}}
- {prefer: {en: user account}, avoid: {en: profile}}
- {prefer: {en: order}, avoid: {en: job}, audience: customer}
"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The customer, a client-side tool, `client`, “client” and **Client**."),
        ("en", "Open the user account on WhatsApp."),
        ("en", "The job is done."),  # for customers only
        ("it", "I clienti sono pratici."),
        ("ca", "El client."),
        ("el", "Οι πελάτες."),
    ],
)
def test_terms_that_are_left_alone(language: str, text: str, tmp_path: Path) -> None:
    assert found(tmp_path, "terminology", text, language=language, terms=TERMS) == []


@pytest.mark.parametrize(
    ("language", "text", "better"),
    [
        ("en", "Call the client.", "Call the customer."),
        ("en", "Clients wait.", "Customers wait."),
        ("en", "The client's key.", "The customer's key."),
        ("en", "The (client) waits.", "The (customer) waits."),
        ("en", "Send Whatsapp.", "Send WhatsApp."),
        ("it", "Le pratiche.", ""),
        ("it", "L'utente.", "L'cliente."),  # offered, not certain
        ("ca", "Les botigues.", ""),
        ("el", "Των χρηστών.", ""),
        ("el", "Τα αιτήματα.", ""),
    ],
)
def test_forms_of_a_term(language: str, text: str, better: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "terminology", text, language=language, terms=TERMS)
    assert not problem.certain
    assert (mended(text, problem) if problem.edits else "") == better


def test_a_term_may_be_replaced(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "terminology", "Email us.", terms=TERMS)
    assert problem.certain and mended("Email us.", problem) == "E-mail us."
    terms = "- {prefer: invoice, avoid: bill, replace: true}\n"
    (problem,) = found(tmp_path / "article", "terminology", "Send a bill.", terms=terms)
    assert not problem.certain


@pytest.mark.parametrize(
    ("terms", "line", "column", "message"),
    [
        ("- {prefer: {en: a}, avoid: {it: b}}\n", 1, 33, "no word is preferred in the language `it`"),
        ("- {prefer: a, avoid: [a]}\n", 1, 22, "`a` is both preferred and avoided"),
        ("- {prefer: a, avoid: b, sometimes: c}\n", 1, 25, "the key `sometimes` is not known here"),
        ("- {avoid: b}\n", 1, 3, "the key `prefer` is missing"),
        ("- {prefer: a, avoid: []}\n", 1, 22, "this should be a list of texts"),
        ("word\n", 1, 1, ""),
    ],
)
def test_a_wrong_glossary_has_a_place(terms: str, line: int, column: int, message: str, tmp_path: Path) -> None:
    (problem,) = [one for one in problems(tmp_path, {"terms.yaml": terms}, render=False) if one.severity == "error"]
    assert (problem.place.path, problem.place.line, problem.place.column) == ("terms.yaml", line, column)
    assert message in problem.message


# ---------------------------------------------------------------------------------------------------- spellings


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Send an e-mail. The e-mail is short.\n\nThe email.", 8, "“email” is also written “e-mail”, on line 6"),
        ("Read the emails and the e-mail.\n\nThe e-mail.", 6, "“emails” is also written “e-mail”, on line 6"),
        ("Clean the worktop.\n\nThe work top is dry.", 8, "“work top” is also written “worktop”, on line 6"),
        ("Use the login.\n\nUse the log in.", 8, "“log in” is also written “login”, on line 6"),
        ("Write on WhatsApp.\n\nOn Whatsapp too.", 8, "“Whatsapp” is also written “WhatsApp”, on line 6"),
        ("Ask the team leader.\n\nAsk the Team Leader.", 8, "“Team Leader” is also written “team leader”, on line 6"),
        ("The colour is grey.\n\nThe color.", 8, "“color” has American spelling, “colour” on line 6 British spelling"),
        ("Organise it.\n\nRecognize it.", 8, "“Recognize” has -ize, “Organise” on line 6 -ise"),
    ],
)
def test_two_spellings(text: str, line: int, message: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, "inconsistent-terms", text)
    assert (problem.place.line, problem.message) == (line, message)


def test_sentences_are_read_only_where_a_rule_asks_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    english = language("en")

    class Noted:
        """The grammar of English, which notes what it is asked for."""

        def __getattr__(self, name: str) -> object:
            asked.add(name)
            return getattr(english, name)

    monkeypatch.setattr(prose, "language", lambda code: Noted() if code == "en" else language(code))
    style = {rule.name for rule in RULES.values() if rule.scope == "prose" or rule.name == "readability"}

    def asked_by(*names: str) -> set[str]:
        off = "".join(f"  {name}: off\n" for name in sorted(style - {*names}))
        asked.clear()
        problems(tmp_path / str(len(names)), {"sopgen.yaml": BASE["sopgen.yaml"] + f"rules:\n{off}"}, render=False)
        return asked.copy()

    assert asked_by() == set()
    assert asked_by("sentence-length") == {"TOKENIZER"}  # neither steps nor wording
    assert asked_by("step-length") == {"TOKENIZER", "clause"}
    assert asked_by("vague-wording") == {"TOKENIZER", "wording"}
    assert asked_by(*style) == {"TOKENIZER", "clause", "wording"}
