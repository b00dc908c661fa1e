"""Italian verbs: what a word can be as a verb form, and the forms of a verb."""

from __future__ import annotations

from importlib.resources import files

TU, VOI, LEI, NOI = 1, 2, 4, 8
INFINITIVE, GERUND, PARTICIPLE = 16, 32, 64
FIRST, SECOND, THIRD, PLURAL = 128, 256, 512, 1024
PAST, FUTURE, CONDITIONAL, SUBJUNCTIVE = 2048, 4096, 8192, 16384
CLITIC = 32768
"""What a form can be: a command to tu, voi, Lei, noi; a form without person; a person of the present; another tense.

PLURAL is the third person plural; CLITIC says that a pronoun is joined to it ("inviarlo").
"""

COMMAND = TU | VOI | LEI
FINITE = FIRST | SECOND | THIRD | PLURAL | PAST | FUTURE | CONDITIONAL

Reading = tuple[int, str]
"""What a word can be, all ways together, and the infinitive; (0, "") for what is no verb form."""

_NONE: Reading = (0, "")


def _endings(text: str) -> dict[str, int]:
    names = {
        "tu": TU,
        "voi": VOI | SECOND,
        "lei": LEI,
        "noi": NOI,
        "1": FIRST,
        "2": SECOND,
        "3": THIRD,
        "6": PLURAL,
        "p": PAST,
        "f": FUTURE,
        "k": CONDITIONAL,
        "s": SUBJUNCTIVE,
        "inf": INFINITIVE,
        "ger": GERUND,
        "pp": PARTICIPLE,
    }
    found: dict[str, int] = {}
    for line in text.strip().splitlines():
        name, *endings = line.split()
        for ending in endings:
            found[ending] = found.get(ending, 0) | names[name]
    return found


_FUTURE = "f {0}rò {0}rai {0}rà {0}remo {0}rete {0}ranno\nk {0}rei {0}resti {0}rebbe {0}remmo {0}reste {0}rebbero\n"

_ARE = _endings(
    "1 o\n2 i\nlei i\n3 a\ntu a\nnoi iamo\nvoi ate\n6 ano\ns ino assi asse assimo aste assero\ninf are\nger ando\n"
    "pp ato ata ati ate\np avo avi ava avamo avate avano ai asti ò ammo aste arono\n" + _FUTURE.format("e")
)
_ERE = _endings(
    "1 o\n2 i\ntu i\n3 e\nnoi iamo\nvoi ete\n6 ono\nlei a\ns ano essi esse essimo este essero\ninf ere\nger endo\n"
    "pp uto uta uti ute\np evo evi eva evamo evate evano ei esti é emmo este erono etti ette ettero\n"
    + _FUTURE.format("e")
)
_COMMON_IRE = (
    "noi iamo\nvoi ite\ns issi isse issimo iste issero\ninf ire\nger endo\npp ito ita iti ite\n"
    "p ivo ivi iva ivamo ivate ivano ii isti ì immo iste irono\n" + _FUTURE.format("i")
)
_IRE = _endings("1 o\n2 i\ntu i\n3 e\n6 ono\nlei a\ns ano\n" + _COMMON_IRE)
_ISC = _endings("1 isco\n2 isci\ntu isci\n3 isce\n6 iscono\nlei isca\ns iscano\n" + _COMMON_IRE)

_BY_ENDING: dict[str, list[tuple[str, str, int]]] = {}
"""The conjugations that have an ending: name, ending of the infinitive, what the form can be."""
for _kind, _infinitive, _table in (("a", "are", _ARE), ("e", "ere", _ERE), ("i", "ire", _IRE), ("s", "ire", _ISC)):
    for _ending, _what in _table.items():
        _BY_ENDING.setdefault(_ending, []).append((_kind, _infinitive, _what))

_SLOTS = {
    "1": FIRST,
    "2": SECOND,
    "3": THIRD,
    "4": NOI,
    "5": VOI | SECOND,
    "6": PLURAL,
    "t": TU,
    "v": VOI | SECOND,
    "l": LEI,
    "c": SUBJUNCTIVE,
    "r": PAST,
    "s": PAST,
    "u": PAST,
    "g": GERUND,
}

_SHORT = """
essere 2 sei|p ero eri era eravamo eravate erano fosti fummo foste|pp stato stata stati state|inf essere|ger essendo
essere f sarò sarai sarà saremo sarete saranno|k sarei saresti sarebbe saremmo sareste sarebbero|s fossi fosse fossero
dare inf dare|ger dando|pp data|p dava davi davano davo|noi diamo|voi date|tu dai da'|s desse
stare inf stare|ger stando|p stava stavi stavano stavo|noi stiamo|tu stai sta'|s stesse
fare inf fare|tu fai fa'|pp fatto fatta fatti fatte|p faceste facesti|s facesse facessero facessi
dire inf dire|tu di' dì|p dicesti|s dicesse dicessero dicessi
andare tu va'
rifare tu rifai
sapere pp saputo
potere 3 può
dovere 3 dev'
""".strip()
"""Forms of the shortest verbs, whose regular forms would be taken for other words ("di", "fa")."""

_CLITICS = frozenset(
    (
        *["mi", "ti", "si", "ci", "vi", "lo", "la", "li", "le", "ne", "gli"],
        *(
            first + second
            for first in ("me", "te", "se", "ce", "ve", "glie")
            for second in ("lo", "la", "li", "le", "ne")
        ),
    )
)
_CLITIC_TAILS = frozenset(clitic[-2:] for clitic in _CLITICS)
_DOUBLING = {"da": "dare", "fa": "fare", "di": "dire", "sta": "stare", "va": "andare", "rifa": "rifare"}


def _read() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """The stems of each conjugation, and the text of the irregular forms by infinitive."""
    text = (files("sopgen.language") / "it" / "verbs.txt").read_text(encoding="utf-8")
    stems: dict[str, frozenset[str]] = {}
    odd: dict[str, str] = {}
    for part in text.split("\n[")[1:]:
        name, _, body = part.partition("]\n")
        if name != "odd":
            stems[name] = frozenset(body.split())
            continue
        for line in body.splitlines():
            forms, _, prefixes = line.partition(" : ")
            ending, _, slots = forms.partition(" ")
            for prefix in prefixes.split():
                prefix = "" if prefix == "-" else prefix
                odd[prefix + ending] = "".join(f" {slot[0]}{prefix}{slot[1:]}" for slot in slots.split())
    return stems, odd


_STEMS, _ODD_TEXT = _read()
_TINY = frozenset(["dare", "stare", "fare", "dire", "essere"])
_SHORT_COMMANDS = {"dare": "dai", "stare": "stai", "fare": "fai", "rifare": "rifai", "dire": "di'", "andare": "vai"}
_readings: dict[str, Reading] = {}
_irregular: dict[str, Reading] = {}


def _note(form: str, bits: int, verb: str) -> None:
    known = _irregular.get(form)
    _irregular[form] = (known[0] | bits, known[1]) if known else (bits, verb)


def _note_odd(verb: str, text: str) -> None:
    """The irregular forms of a verb: those written down, and those that follow from them."""
    slots = {slot[0]: slot[1:] for slot in text.split()}
    for slot, form in slots.items():
        if slot == "p":
            for ending in "oaie":
                _note(form[:-1] + ending, PARTICIPLE, verb)
        elif slot == "i":
            for ending in ("o", "i", "a", "amo", "ate", "ano"):
                _note(form[:-1] + ending, PAST, verb)
        elif slot == "f":
            for ending in ("ò", "ai", "à", "emo", "ete", "anno"):
                _note(form[:-1] + ending, FUTURE, verb)
            for ending in ("ei", "esti", "ebbe", "emmo", "este", "ebbero"):
                _note(form[:-1] + ending, CONDITIONAL, verb)
        else:
            bits = _SLOTS[slot]
            if slot == "2" and "t" not in slots and not verb.endswith("are"):
                bits |= TU
            if slot == "3" and verb.endswith("fare"):
                bits |= TU
            _note(form, bits, verb)


def _note_all() -> None:
    for verb, text in _ODD_TEXT.items():
        _note_odd(verb, text)
    for verb in _STEMS["r"]:
        _note(verb, INFINITIVE, verb)
    for line in _SHORT.splitlines():
        verb, _, rest = line.partition(" ")
        for form, bits in _endings(rest.replace("|", "\n")).items():
            _note(form, bits, verb)


_note_all()


def reading(word: str) -> Reading:
    """What a word in lower case can be."""
    found = _readings.get(word)
    if found is None:
        found = _readings[word] = _find(word)
    return found


def _find(word: str) -> Reading:
    plain = _plain(word)
    if not plain[0] and word.endswith(("ar", "er", "ir")) and len(word) > 2:
        bits, verb = _plain(word + "e")
        return (INFINITIVE, verb) if bits & INFINITIVE else plain
    joined = _with_clitic(word)
    if not joined[0]:
        return plain if plain[0] or len(word) < 7 or not word.startswith("ri") else _again(word)
    return (plain[0] | joined[0], joined[1]) if plain[0] else joined


def _again(word: str) -> Reading:
    """A verb with "ri-" that is not listed: "riappendi"."""
    bits, verb = _find(word[2:])
    return (bits, "ri" + verb) if bits else _NONE


def _plain(word: str) -> Reading:
    bits, verb = _irregular.get(word, _NONE)
    shortened = False  # "premerà" is of "premere" rather than of "premiare"
    for length in range(1, min(len(word), 8)):
        found = _BY_ENDING.get(word[-length:])
        if found is None:
            continue
        ending, stem = word[-length:], word[:-length]
        for kind, infinitive, what in found:
            known = _stem(stem, ending, _STEMS[kind]) if kind == "a" else stem if stem in _STEMS[kind] else ""
            if known and known + infinitive not in _TINY:
                if (what & TU and not bits & TU) or (kind != "a" and shortened):
                    verb = known + infinitive
                shortened = kind == "a" and known != stem and ending[0] == "e"
                bits |= what
                verb = verb or known + infinitive
    return (bits, verb) if bits else _NONE


def _stem(stem: str, ending: str, stems: frozenset[str]) -> str:
    """The stem of a verb in -are as it is listed: "cerch" before i and e is "cerc", "lasc" before e is "lasci"."""
    if ending[0] not in "ei":
        return stem if stem in stems else ""
    if stem[-1] == "h":
        return stem[:-1] if stem[:-1] in stems else ""
    if stem + "i" in stems:
        return stem + "i"
    return stem if stem in stems and stem[-1] not in "cg" else ""


def _with_clitic(word: str) -> Reading:
    if word[-2:] not in _CLITIC_TAILS:
        return _NONE
    for length in (6, 5, 4, 3, 2):
        clitic = word[-length:]
        if clitic not in _CLITICS or len(word) - length < 2:
            continue
        base = word[: -len(clitic)]
        if base.endswith("r"):
            for ending in ("e", "re"):
                bits, verb = reading(base + ending)
                if bits & INFINITIVE:
                    return INFINITIVE | CLITIC, verb
        if base[-1] == clitic[0] and base[:-1] in _DOUBLING:
            return TU | CLITIC, _DOUBLING[base[:-1]]
        bits, verb = _plain(base)
        found = bits & (GERUND | VOI | NOI) if base not in _DOUBLING else 0
        if bits & TU and base not in _DOUBLING and len(base) > 2:
            found |= TU
        if found:
            return found | CLITIC, verb
    return _NONE


def conjugated(verb: str, slot: str) -> str:
    """A form of a verb: "t" the command to tu, "v" to voi, "l" to Lei; "" where the verb is not known."""
    if slot == "t" and verb in _SHORT_COMMANDS:
        return _SHORT_COMMANDS[verb]
    irregular = {item[0]: item[1:] for item in _ODD_TEXT.get(verb, "").split()}
    if slot in irregular:
        return irregular[slot]
    stem, ending = verb[:-3], verb[-3:]
    if slot == "v":
        return irregular.get("5") or (stem + {"are": "ate", "ere": "ete", "ire": "ite"}.get(ending, "") if stem else "")
    if slot == "l":
        return _courteous(stem, ending, irregular)
    if ending != "are" and "2" in irregular:
        return irregular["2"]
    if ending == "are":
        return stem + "a" if stem in _STEMS["a"] else ""
    if ending == "ere":
        return stem + "i" if stem in _STEMS["e"] else ""
    if stem in _STEMS["s"]:
        return stem + "isci"
    return stem + "i" if stem in _STEMS["i"] else ""


def _courteous(stem: str, ending: str, irregular: dict[str, str]) -> str:
    """The regular command to Lei: "controlli", "cerchi", "lasci", "chiuda", "pulisca"."""
    if ending == "are" and stem in _STEMS["a"]:
        return stem + ("hi" if stem[-1] in "cg" else "" if stem[-1] == "i" else "i")
    if irregular.keys() & {"1", "2"}:
        return ""
    if stem in _STEMS["s"]:
        return stem + "isca"
    return stem + "a" if stem in _STEMS["e" if ending == "ere" else "i"] else ""
