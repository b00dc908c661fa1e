"""Make `sopgen/language/it/verbs.txt`: the Italian verbs in use, and the forms that follow no rule.

Run with the development packages mlconjug3 4.0.1 (MIT licence: the verbs and their conjugation) and wordfreq 3.1.1
(Apache-2.0; its figures only say which verbs are common enough to keep). sopgen itself needs neither.

    python tests/language/recipes/it.py > sopgen/language/it/verbs.txt
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from importlib.resources import files
from typing import Any

from wordfreq import zipf_frequency  # type: ignore[import-not-found,unused-ignore]

COMMON = 2.1
"""Zipf frequency of its infinitive or third person plural from which a verb is kept: one in eight million words."""

ADDED = """
deselezionare scansionare taggare resettare accertare assicurare linkare loggare scannerizzare cliccare digitare
formattare zippare decomprimere sovrascrivere ridimensionare etichettare pallettizzare imbustare riavviare disinstallare
sbloccare sganciare agganciare svitare avvitare riavvitare sciacquare risciacquare spolverare igienizzare sanificare
disinfettare sterilizzare decontaminare centrifugare pipettare titolare tarare calibrare ricalibrare campionare
autoclavare incubare dosare pesare scolare sbucciare affettare tritare impastare infornare sfornare lievitare marinare
sbollentare scongelare surgelare abbattere impiattare condire rosolare soffriggere frullare setacciare infarinare
fatturare contabilizzare rimborsare stornare protocollare archiviare vidimare timbrare siglare controfirmare inoltrare
telefonare richiamare riagganciare smistare imballare disimballare sigillare spedire stoccare inventariare prelevare
immagazzinare bancalare sballare reimpostare ripristinare aggiornare sincronizzare crittografare decifrare cifrare
autenticare autorizzare abilitare disabilitare attivare disattivare monitorare tracciare mappare filtrare ordinare
raggruppare comprimere estrarre caricare ricaricare scaricare ruotare capovolgere agitare mescolare miscelare diluire
versare svuotare riempire asciugare strofinare lucidare lubrificare ingrassare smontare rimontare montare serrare
allentare stringere fissare bloccare sfilare infilare inserire reinserire disinserire staccare attaccare collegare
scollegare ricollegare accendere spegnere riaccendere medicare disinfestare bendare auscultare palpare iniettare
somministrare prescrivere refertare ricoverare dimettere anonimizzare verbalizzare notificare segnalare evadere
pranzare cenare annodare sfregare premere ripremere trascinare rilasciare scorrere zoomare scrollare copiare incollare
ritagliare annullare confermare convalidare validare verificare ispezionare misurare annotare registrare compilare
allegare stampare ristampare firmare consegnare ritirare restituire accogliere accompagnare accomodare prenotare
riprenotare disdire posticipare anticipare avvisare informare contattare riassegnare assegnare delegare evidenziare
sottolineare sottoscrivere depennare cassare debuggare deployare committare pushare clonare compilare eseguire lanciare
bisognare occorrere
virgolettare criptare decriptare hackerare twittare postare bannare googlare whatsappare chattare switchare triturare
"""

LEFT_OUT = frozenset(
    [
        "are",
        "ire",
        "savere",
        "calere",
        "casare",
        "cartare",
        "riare",
        "ritare",
        "nare",
        "sare",
        "mercare",
        "ardire",
        "marcire",
        "torre",
        "propendere",
    ]
)
"""Rare verbs whose forms are better known as something else."""

MENDED = """
fare 1faccio 2fai 3fa 4facciamo 5fate 6fanno tfa vfate lfaccia cfacciano ifaceva rfeci sfece ufecero
fare ffarà gfacendo pfatto
dire 1dico 2dici 3dice 4diciamo 5dite 6dicono tdi vdite ldica cdicano idiceva rdissi sdisse udissero
dire fdirà gdicendo pdetto
dare 1do 2dai 3dà 6danno tda ldia cdiano rdiedi sdiede udiedero fdarà
stare 1sto 2stai 6stanno tsta lstia cstiano rstetti sstette ustettero fstarà
andare 1vado 2vai 3va 6vanno tvai lvada cvadano fandrà
avere 1ho 2hai 3ha 4abbiamo 6hanno tabbi vabbiate labbia cabbiano rebbi sebbe uebbero favrà
bere 1bevo 2bevi 3beve 4beviamo 5bevete 6bevono tbevi vbevete lbeva cbevano ibeveva rbevvi sbevve ubevvero
bere fberrà gbevendo pbevuto
sapere 1so 2sai 3sa 4sappiamo 6sanno tsappi vsappiate lsappia csappiano rseppi sseppe useppero fsaprà
cogliere 1colgo 2cogli 3coglie 4cogliamo 6colgono ccolgano lcolga pcolto rcolsi scolse tcogli ucolsero
raccogliere 1raccolgo 2raccogli 3raccoglie 4raccogliamo 6raccolgono craccolgano lraccolga praccolto rraccolsi sraccolse
raccogliere traccogli uraccolsero
riempire 1riempio 2riempi 3riempie 6riempiono triempi lriempia criempiano
compiere 4compiamo pcompiuto rcompii scompì ucompirono fcompirà gcompiendo
apparire 1appaio 3appare 2appari 6appaiono tappari lappaia cappaiano rapparvi sapparve uapparvero papparso
comparire 1compaio 3compare 2compari 6compaiono tcompari lcompaia ccompaiano rcomparvi scomparve ucomparvero pcomparso
scomparire 1scompaio 3scompare 2scompari 6scompaiono tscompari lscompaia cscompaiano rscomparvi uscomparvero pscomparso
dovere 1devo 2devi 3deve 4dobbiamo 6devono ldebba cdebbano rdovei fdovrà
"""
"""The irregular forms of verbs of which mlconjug3 has some wrong."""

_TRARRE = {"1": "traggo", "2": "trai", "3": "trae", "4": "traiamo", "5": "traete", "6": "traggono", "t": "trai"}

SLOTS = {
    "1": ("Indicativo", "Indicativo presente", 0),
    "2": ("Indicativo", "Indicativo presente", 1),
    "3": ("Indicativo", "Indicativo presente", 2),
    "4": ("Indicativo", "Indicativo presente", 3),
    "5": ("Indicativo", "Indicativo presente", 4),
    "6": ("Indicativo", "Indicativo presente", 5),
    "t": ("Imperativo", "Imperativo", 1),
    "v": ("Imperativo", "Imperativo", 4),
    "l": ("Congiuntivo", "Congiuntivo presente", 2),
    "c": ("Congiuntivo", "Congiuntivo presente", 5),
    "i": ("Indicativo", "Indicativo imperfetto", 2),
    "r": ("Indicativo", "Indicativo passato remoto", 0),
    "s": ("Indicativo", "Indicativo passato remoto", 2),
    "u": ("Indicativo", "Indicativo passato remoto", 5),
    "f": ("Indicativo", "Indicativo futuro semplice", 2),
    "g": ("Infinito", "Infinito / Gerundio", 2),
    "p": ("Participio", "Participio", 1),
}
"""The letter of each form that is written down where it follows no rule, and where mlconjug3 has it."""

ENDINGS = {
    "a": dict(
        zip(
            "123456tvlcisufgp",
            ["o", "i", "a", "iamo", "ate", "ano", "a", "ate", "i", "ino", "ava", "ò", "arono", "erà", "ando", "ato"],
            strict=True,
        )
    ),
    "e": dict(
        zip(
            "123456tvlcisufgp",
            ["o", "i", "e", "iamo", "ete", "ono", "i", "ete", "a", "ano", "eva", "é", "erono", "erà", "endo", "uto"],
            strict=True,
        )
    ),
    "i": dict(
        zip(
            "123456tvlcisufgp",
            ["o", "i", "e", "iamo", "ite", "ono", "i", "ite", "a", "ano", "iva", "ì", "irono", "irà", "endo", "ito"],
            strict=True,
        )
    ),
    "s": dict(
        zip(
            "123456tvlcisufgp",
            [
                "isco",
                "isci",
                "isce",
                "iamo",
                "ite",
                "iscono",
                "isci",
                "ite",
                "isca",
                "iscano",
                "iva",
                "ì",
                "irono",
                "irà",
                "endo",
                "ito",
            ],
            strict=True,
        )
    ),
}


def spelled(stem: str, ending: str) -> str:
    """A stem in -are with an ending: "cerc" and "i" make "cerchi", "lasci" and "erà" "lascerà"."""
    if ending[0] in "ei":
        if stem.endswith(("c", "g")):
            return stem + "h" + ending
        if stem.endswith("i") and (ending[0] == "i" or stem.endswith(("ci", "gi"))):
            return stem[:-1] + ending
    return stem + ending


def regular(infinitive: str, kind: str) -> dict[str, str]:
    stem = infinitive[:-3]
    join = spelled if kind == "a" else (lambda one, ending: one + ending)
    return {slot: join(stem, ending) for slot, ending in ENDINGS[kind].items()}


def conjugated(root: str, table: dict[str, Any]) -> dict[str, str]:
    """The forms that mlconjug3 has, those that are missing or doubtful left out."""
    forms = {}
    for slot, (mood, tense, person) in SLOTS.items():
        cells = dict(table[mood][tense])
        ending = cells.get(person, "")
        if ending and re.fullmatch(r"[a-zàèéìòù]+", root + ending):
            forms[slot] = root + ending
    return forms


def main() -> None:
    folder = files("mlconjug3") / "data" / "conjug_manager"
    verbs = json.loads((folder / "verbs-it.json").read_text(encoding="utf-8"))
    tables = json.loads((folder / "conjugation-it.json").read_text(encoding="utf-8"))
    added = set(ADDED.split())
    kept: dict[str, list[str]] = defaultdict(list)
    odd: dict[str, dict[str, str]] = {}
    for verb in sorted(set(verbs) | added):
        if verb in LEFT_OUT or not re.fullmatch(r"[a-z]{2,}(are|ere|ire|rre)", verb):
            continue
        forms = conjugated(verbs[verb]["root"], tables[verbs[verb]["template"]]) if verb in verbs else {}
        if verb not in added and not any(zipf_frequency(form, "it") >= COMMON for form in (verb, forms.get("6", ""))):
            continue
        kinds = {"are": "a", "ere": "e", "ire": "is"}.get(verb[-3:], "")
        if not kinds:
            kept["r"].append(verb)
            odd[verb] = forms
            continue
        fitting = max(
            kinds, key=lambda kind: sum(regular(verb, kind).get(slot) == form for slot, form in forms.items())
        )
        kept[fitting].append(verb[:-3])
        expected = regular(verb, fitting)
        wrong = {slot: form for slot, form in forms.items() if slot in expected and expected[slot] != form}
        if "r" in forms and fitting == "e" and {"s", "p"} & set(wrong):
            wrong["r"] = forms["r"]
        if fitting == "a" and not verb.endswith(("dare", "fare", "andare", "stare")):
            wrong = {slot: form for slot, form in wrong.items() if verb[:-3].endswith("i") and slot in "2lc"}
        if wrong:
            odd[verb] = wrong
    for verb in kept["r"]:
        if verb.endswith("trarre"):
            odd[verb] |= {slot: verb[:-6] + form for slot, form in _TRARRE.items()}
    mended: dict[str, dict[str, str]] = {}
    for line in MENDED.split("\n"):
        if line:
            verb, *forms_of_it = line.split()
            mended.setdefault(verb, {}).update({form[0]: form[1:] for form in forms_of_it})
            if verb[:-3] not in {stem for stems in kept.values() for stem in stems}:
                kept["a" if verb.endswith("are") else "e" if verb.endswith("ere") else "s"].append(verb[:-3])
    write(kept, odd | mended)


def write(kept: dict[str, list[str]], odd: dict[str, dict[str, str]]) -> None:
    print(
        "# Italian verbs by conjugation, and the forms that follow no rule: made by tests/language/recipes/it.py from"
    )
    print("# mlconjug3 4.0.1 (MIT licence, https://github.com/Ars-Linguistica/mlconjug3); kept where wordfreq 3.1.1")
    print("# (Apache-2.0) counts them common. Stems without -are, -ere, -ire; [s] are those in -ire with -isc-.")
    for kind in "aeisr":
        print(f"[{kind}]")
        line = ""
        for stem in sorted(set(kept[kind])):
            if len(line) + len(stem) > 118:
                print(line)
                line = ""
            line += (" " if line else "") + stem
        print(line)
    print("[odd]")
    families: dict[str, list[str]] = defaultdict(list)
    for verb, forms in odd.items():
        best = verb
        for cut in range(len(verb) - 3):
            if all(form.startswith(verb[:cut]) for form in forms.values()):
                best = verb[cut:]
        prefix = verb[: len(verb) - len(best)]
        line = best + " " + " ".join(f"{slot}{form[len(prefix) :]}" for slot, form in sorted(forms.items()))
        families[line].append(prefix or "-")
    for line, prefixes in sorted(families.items()):
        print(f"{line} : {' '.join(sorted(prefixes))}")


if __name__ == "__main__":
    main()
