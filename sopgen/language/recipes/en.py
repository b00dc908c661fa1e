"""Makes `sopgen/language/en/lexicon.txt`: the common verbs, nouns and adjectives of English.

Run at development time, in a scratch environment with the two packages; sopgen itself needs neither:

    pip install lemminflect==0.2.3 spacy-lookups-data==1.0.5
    python sopgen/language/recipes/en.py > sopgen/language/en/lexicon.txt

lemminflect (MIT licence) has the words, what part of speech each can be and how it is inflected: its `infl_lu.csv.gz`, made
from the SPECIALIST lexicon of the US National Library of Medicine. spacy-lookups-data (MIT licence) has how often each
form is written (`en_lexeme_prob.json.gz`), which tells the common words from the rare ones, and the words that are
mostly verbs ("record": recorded, recording) from the nouns that can be verbs ("front": hardly ever fronted).
"""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections import defaultdict
from importlib.resources import files
from itertools import groupby

VERBS, NOUNS, ADJECTIVES = 4500, 4200, 1500
"""How many of each, the most common ones."""

MOSTLY_VERB, MOSTLY_NOUN, NOUN = 0.5, 0.06, 0.012
"""How often the -ed and -ing forms of a word are written, as shares of its plain form: a word at or above the first is
mostly a verb ("label"), below the second mostly a noun ("water"), below the third as good as never a verb ("front")."""

OUR_VERBS = (
    "autoclave blacklist centrifuge cordon debrief deduplicate defragment deglaze deice delist descale desalt disinfect "
    "downvote gzip hotfix initialise instantiate laminate onboard offboard parametrise pipette preheat prefill "
    "preload prepopulate reassemble reattach reauthorise recalibrate recheck reconfirm redeploy reformat refrigerate "
    "regenerate reinitialise reinsert relabel relaunch remount reopen repackage replug reprint reseal resend reset "
    "reschedule resubmit retest retighten retype rewash sauté spellcheck timestamp triage unbox unclip uncheck uninstall "
    "unmount unmute unplug unscrew unsubscribe untick unzip upsell vortex whitelist whisk"
).split()
"""Verbs of the trades that write procedures, where the lexicon lacks them or their frequency is low."""

EITHER = frozenset("access back date email empty forward group phone sort water".split())
"""Verbs that steps use as often as the noun or adjective, whatever other texts do."""

ALWAYS_VERBS = frozenset("click close go open".split())
"""Words that are no noun in a step."""

NOT_VERBS = frozenset("google customer staff supervisor manager people coffee meter nurse doctor patient found felt".split())
"""What the lexicon gives as verbs and steps hardly ever use as one."""

GRAMMAR = frozenset(
    "it but or and the of by on to "
    "no not so as at off out up down in over under over then than there here all any some both each every few other another "
    "same own such more most less least much many very too also just only even still yet again once twice next last first "
    "second third one two three four five six seven eight nine ten this that these those what which who when where "
    "why how i you he she we they me him her us them my your his its our their am is are was were be been being has have "
    "had do does did will would shall should can could may might must ought dare near like per via with without plus minus "
    "worth well why while before after until since if because although though unless whereas both either neither nor".split()
)
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


def main() -> None:
    frequency = defaultdict(float)
    with gzip.open(files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz", "rt", encoding="utf-8") as file:
        for word, logarithm in json.load(file).items():
            frequency[word] = math.exp(logarithm)
    forms: dict[tuple[str, str], list[str]] = {}
    parts = defaultdict(set)
    with gzip.open(files("lemminflect") / "resources" / "infl_lu.csv.gz", "rt", encoding="utf-8") as file:
        for word, part, *inflected in csv.reader(file):
            if word.isalpha() and word.islower() and len(word) > 1 and word.isascii():
                forms[word, part] = inflected
                parts[word].add(part)

    def commonest(words: list[str], count: int) -> list[str]:
        return sorted(words, key=lambda word: -frequency[word])[:count]

    known = [word for word in parts if "verb" in parts[word] and word not in NOT_VERBS | GRAMMAR]
    verbs = {*commonest(known, VERBS), *OUR_VERBS}
    only, mostly_verb, both, adjective, mostly_noun, irregular = [], [], [], [], [], []
    for verb in sorted(verbs):
        past, participle, gerund, _ = (forms.get((verb, "verb")) or ["", "", "", ""])[:4]
        pasts, participles = written_as_one(past), written_as_one(participle or past)
        others = parts[verb] & {"noun", "adj"}
        inflected = sum(frequency[form] for form in {*pasts, *participles, gerund} - {"", verb})
        share = inflected / frequency[verb] if others and verb not in OUR_VERBS else 1
        if verb in ALWAYS_VERBS:
            others = set()
        if verb in EITHER:
            share = MOSTLY_NOUN
        if share < NOUN:
            verbs.discard(verb)
            continue
        if past and verb != "need" and not set(pasts) | set(participles) <= set(regular(verb)):
            irregular.append(f"{verb} {'/'.join(pasts)} {'/'.join(participles)}")
        if not others:
            only.append(verb)
        elif "noun" not in others:
            adjective.append(verb)
        elif share >= MOSTLY_VERB:
            mostly_verb.append(verb)
        elif share >= MOSTLY_NOUN:
            both.append(verb)
        else:
            mostly_noun.append(verb)
    nouns = commonest([w for w in parts if "noun" in parts[w] and w not in verbs | GRAMMAR], NOUNS)
    adjectives = commonest([w for w in parts if "adj" in parts[w] and w not in GRAMMAR - {"other", "same", "such"}], ADJECTIVES)
    print("# Common English words by what they can be; made by sopgen/language/recipes/en.py.")
    print("# Sources: lemminflect 0.2.3 (MIT licence), spacy-lookups-data 1.0.5 (MIT licence), own lists.")
    print("# A line: the letters that its words share, then the rest of each word (- where none is left).")
    sections = {"verbs": only, "mostly verbs": mostly_verb, "verbs or nouns": both, "mostly nouns": mostly_noun}
    sections |= {"verbs or adjectives": adjective, "nouns": nouns, "adjectives": adjectives}
    for name, words in sections.items():
        print(f"[{name}]", *folded([word for word in words if len(word) > 1]), sep="\n")
    print("[irregular]", *irregular, sep="\n")


if __name__ == "__main__":
    main()
