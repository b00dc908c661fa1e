"""Recipe of `sopgen/language/ca/verbs.txt`: Catalan verbs by conjugation. Not part of the program.

usage: python ca.py FOLDER > verbs.txt

FOLDER holds the Catalan lemmatizer tables of spacy-lookups-data 1.0.5 (`ca_lemma_*.json.gz`, folder `data` of the
package), made by the Text Mining Unit of the Barcelona Supercomputing Center, licence CC0 (public domain). They say
which verbs there are and which verb forms are nouns or adjectives too. The families of irregular verbs are written by
hand below.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

HEAD = """\
# Catalan verbs by conjugation, made by tests/language/recipes/ca.py.
# Source: Catalan lemmatizer tables of spacy-lookups-data 1.0.5, Barcelona Supercomputing Center, CC0 (public domain);
# the families of irregular verbs are our own.
# [ar] [ir] [nouns]: a line holds the letters that its words share, then the rest of each word (- where none is left).
# [ar] [ir]: what stands before the ending ([ir]: with -eix). A stem with + makes a noun or an adjective with -a.
# [families]: infinitive; it does; you do; stem of we do, of that it does, of it will do; participles; the rest as
# tag=form (tu: in place of "it does", also: beside it); after |: what can stand before the infinitive.
# [nouns]: verb forms that are another word too.
"""

# Infinitive; 3rd and 2nd person singular; stems of -em, of the subjunctive, of the future; participles; further forms.
FAMILIES = """\
batre bat bats bat bat batr batut
metre met mets met met metr mès,mesa,mesos,meses,més
perdre perd perds perd perd perdr perdut
rebre rep reps reb reb rebr rebut
cebre cep ceps ceb ceb cebr cebut
rompre romp romps romp romp rompr romput
retre ret rets ret ret retr retut
vèncer venç vences venc venc vencer vençut 2p=venceu vostè=venci vostès=vencin 3p=vencen
tòrcer torç torces torc torc torcer torçut
témer tem tems tem tem temer temut
prémer prem prems prem prem premer premut
córrer corre corres corr corr correr corregut vostè=correga
prendre pren prens pren prengu prendr pres,presa,presos,preses,près 3s=prèn 2s=prèns
vendre ven vens ven vengu vendr venut 3s=vèn
tenir té tens ten tingu tindr tingut 1s=tinc 1p=tenim 2p=teniu vos=teniu,tingueu 3s=tén also=tingues ger=tenint
tendre tén tens ten tengu tendr tès,tesa,tesos,teses
pendre pèn pens pen pengu pendr pès,pesa,pesos,peses 3s=pen
fendre fèn fens fen fengu fendr fès,fesa,fesos,feses
cendre cén cens cen cengu cendr cès,cesa,cesos,ceses
fondre fon fons fon fongu fondr fos,fosa,fosos,foses,fós
pondre pon pons pon pongu pondr post,posta,postos,postes
moldre mol mols mol molgu moldr mòlt,mòlta,mòlts,mòltes
soldre sol sols sol solgu soldr solt,solta,solts,soltes
doldre dol dols dol dolgu doldr dolgut
valer val vals val valgu valdr valgut
caldre cal cals cal calgu caldr calgut
conèixer coneix coneixes coneix conegu coneixer conegut
parèixer pareix pareixes pareix paregu pareixer paregut
merèixer mereix mereixes mereix mereix mereixer merescut
créixer creix creixes creix creix creixer crescut 2s=creixes
néixer neix neixes neix neix neixer nascut
pertànyer pertany pertanys pertany pertany pertanyer pertangut
plànyer plany planys plany plany planyer plangut
estrènyer estreny estrenys estreny estreny estrenyer estret,estreta,estrets,estretes
empènyer empeny empenys empeny empeny empenyer empès,empesa,empesos,empeses
atènyer ateny atenys ateny ateny atenyer atès,atesa,atesos,ateses
beure beu beus bev begu beur begut 3p=beuen
deure deu deus dev degu deur degut 3p=deuen
creure creu creus crei cregu creur cregut 3p=creuen ger=creient
seure seu seus sei segu seur segut 3p=seuen ger=seient
jeure jeu jeus jei jegu jeur jagut 3p=jeuen ger=jaient
caure cau caus cai caigu caur caigut 3p=cauen ger=caient
plaure plau plaus pla plagu plaur plagut 3p=plauen
treure treu treus trai tregu treur tret,treta,trets,tretes 3p=treuen ger=traient vos=tragueu neg2p=tragueu \
vostè=tragui vostès=traguin neg2s=traguis
moure mou mous mov mogu mour mogut 3p=mouen
ploure plou plous plov plogu plour plogut 3p=plouen
coure cou cous co cogu cour cuit,cuita,cuits,cuites 3p=couen
cloure clou clous clo clogu clour clos,closa,closos,closes,clòs 3p=clouen
riure riu rius ri rigu riur rigut 3p=riuen
viure viu vius viv visqu viur viscut 3p=viuen 2p=viviu 1p=vivim vos=viviu
escriure escriu escrius escriv escrigu escriur escrit 3p=escriuen 2p=escriviu 1p=escrivim vos=escriviu
scriure scriu scrius scriv scrigu scriur scrit 3p=scriuen 2p=scriviu 1p=scrivim vos=scriviu
veure veu veus vei veg veur vist 3p=veuen also=veges ger=veient vos=vegeu 2s=veus
fer fa fas f fac far fet 1s=faig 3p=fan tu=fes vos=feu 2p=feu 1p=fem vostè=faci vostès=facin neg2s=facis ger=fent \
imp=feia,feien,fèiem,fèieu,feies past=féu,feren,feu 3s=fà
dir diu dius di digu dir dit 1s=dic 3p=diuen tu=digues vos=digueu 2p=dieu ger=dient imp=deia,deien
dur du duus du dugu dur dut 3p=duen 3s=duu
anar va vas an vag anir anat 1s=vaig 1p=anem,vam,vàrem 2p=aneu,vau,vàreu 3p=van,varen tu=ves,vés vos=aneu \
vostè=vagi vostès=vagin neg2s=vagis neg2p=aneu ger=anant imp=anava,anaven past=anà,anaren
estar està estàs est estigu estar estat 3p=estan tu=estigues ger=estant imp=estava,estaven past=estigué vos=estigueu
ser és ets s sigu ser estat,sigut 1s=sóc,soc 3p=són 1p=som 2p=sou tu=sigues vos=sigueu ger=essent \
imp=era,eren,eres,érem,éreu past=fou,foren inf=ésser
haver ha has h hag haur hagut 3p=han vostè=hagi vostès=hagin neg2s=hagis neg2p=hàgiu,hagueu ger=havent \
imp=havia,havien,havies,havíem,havíeu 1s=he
poder pot pots pod pugu podr pogut 1s=puc
voler vol vols vol vulgu voldr volgut 1s=vull
saber sap saps sab sàpigu sabr sabut tu=sàpigues vos=sapigueu vostè=sàpiga neg2s=sàpigues
venir ve vens ven vingu vindr vingut 1s=vinc 1p=venim 2p=veniu vos=veniu tu=vine 3s=vé,vén 2s=véns ger=venint 3p=vénen
obrir obre obres obr obr obrir obert,oberta,oberts,obertes
omplir omple omples ompl ompl omplir omplert,omplerta,omplerts,omplertes,omplit,omplida
cobrir cobreix cobreixes cobr cobreix cobrir cobert,coberta,coberts,cobertes
oferir ofereix ofereixes ofer ofereix oferir ofert,oferta,oferts,ofertes
sofrir sofreix sofreixes sofr sofreix sofrir sofert,soferta,soferts,sofertes
imprimir imprimeix imprimeixes imprim imprimeix imprimir imprès,impresa,impresos,impreses,imprimit
morir mor mors mor mor morir mort,morta,morts,mortes
sortir surt surts sort surt sortir sortit
sentir sent sents sent sent sentir sentit
dormir dorm dorms dorm dorm dormir dormit
collir cull culls coll cull collir collit
cosir cus cuses cos cus cosir cosit
tossir tus tusses toss tuss tossir tossit
fugir fuig fuges fug fug fugir fugit
bullir bull bulls bull bull bullir bullit
escopir escup escups escop escup escopir escopit
mentir ment ments ment ment mentir mentit
partir part parts part part partir partit
ajupir ajup ajups ajup ajup ajupir ajupit
servir serveix serveixes serv serveix servir servit
llegir llegeix llegeixes lleg llegeix llegir llegit
escollir escull esculls escoll escull escollir escollit
"""
ALONE = {"fer", "dir", "dur", "ser", "haver", "anar", "estar", "retre"}
"""Bases that end many other verbs: only these prefixes go before them."""
PREFIXES = {"fer": "re des satis contra estra rare per", "dir": "contra des", "dur": "en", "retre": "", "ser": ""}
STARTS = frozenset(["man", "sos", "abs", "a", "re", "des", "en", "em", "con", "com", "per", "ad", "so", "sobre", "pre"])
STARTS |= frozenset(["sub", "entre", "ante", "trans", "contra", "mal", "pro", "de", "in", "im", "inter", "ob", "su"])
EXTRA = """
clicar escanejar resetejar testejar desar reiniciar reinicialitzar emplenar higienitzar desinstal·lar autoritzar
deshabilitar habilitar pitjar punxar fotografiar plastificar reetiquetar desendollar endollar reomplir
"""
NEVER = """
ad atenir avenir-se capiguer cerndre dar extendre grocs lead sapiguer scan sub volguer
"""
CLEAR = """
corres creix demani diguin diu dius eren escull esculls ets fa fan fas fes feu ha he met mets posi pot pots pren prens
rep reps ret rets sap saps som sous surt surts ten tens treu treus té va vas ve veus vol vols
"""
"""Verb forms that are another word too, but so rarely that the verb is meant."""


def main(folder: str) -> None:
    tables: dict[str, Any] = {
        name: json.loads(gzip.decompress((Path(folder) / f"ca_lemma_{name}.json.gz").read_bytes()))
        for name in ("index", "exc", "lookup")
    }
    verbs = {verb for verb in tables["index"]["verb"] if re.fullmatch(r"[a-zçñàèéíòóúïü·]{3,}", verb)} - set(
        NEVER.split()
    )
    verbs |= set(EXTRA.split())
    others = {
        word
        for part in ("noun", "adj", "adp", "det", "pron", "adv", "cconj", "sconj")
        for word in (*tables["index"].get(part, ()), *tables["exc"].get(part, ()))
    }
    verbs -= {verb for verb in verbs if verb.endswith("ir") and ({verb[:-2] + "re", verb[:-2] + "er"} & verbs)}
    families = [line.split() for line in FAMILIES.splitlines()]
    before: dict[str, list[str]] = {family[0]: [] for family in families}
    for verb in sorted(verbs):
        base = _base(verb, before)
        if base:
            before[base].append(verb[: -len(base)] if base != verb else "")
    taken = {prefix + base for base, prefixes in before.items() for prefix in prefixes}
    print(HEAD + "[ar]")
    stems = sorted(verb[:-2] for verb in verbs - taken if verb.endswith("ar") and not _productive(verb, others))
    _print_words(stem + "+" * (_with_a(stem) in others) for stem in stems)
    print("[ir]")
    _print_words(sorted(verb[:-2] for verb in verbs - taken if verb.endswith("ir")))
    print("[families]")
    for family in families:
        prefixes = [prefix for prefix in before[family[0]] if prefix]
        print(" ".join(family), "|", " ".join(prefixes))
    print("[nouns]")
    _print_words(sorted(_ambiguous(stems, families, others) - set(CLEAR.split())))


def _base(verb: str, families: dict[str, list[str]]) -> str:
    if verb in families:
        return verb
    fits = [base for base in families if verb.endswith(base)]
    if not fits:
        return ""
    base = max(fits, key=len)
    prefix = verb[: -len(base)]
    if base in ALONE:
        return base if prefix in PREFIXES.get(base, "").split() else ""
    return base if not base.endswith("ir") or prefix in STARTS or base in ("obrir", "cobrir") else ""


def _productive(verb: str, others: set[str]) -> bool:
    """Whether a verb is known by its ending, so that it need not be listed."""
    return len(verb) > 6 and verb.endswith(("itzar", "ejar", "ificar")) and verb[:-1].removesuffix("r") not in others


def _with_a(stem: str) -> str:
    return stem + "a"


def _ambiguous(stems: list[str], families: list[list[str]], others: set[str]) -> set[str]:
    found: set[str] = set()
    for stem in stems:
        soft = _soft(stem)
        found |= {
            form
            for form in (soft + "eu", soft + "en", soft + "i", soft + "in", soft + "em", stem + "à")
            if form in others
        }
    for family in families:
        stem, subjunctive = family[3:5]
        forms = [*family[1:3], stem + "eu", stem + "en", stem + "iu", subjunctive + "i"]
        forms += [form for part in family[7:] for form in part.partition("=")[2].split(",")]
        found |= {form for form in forms if form in others}
    return found


def _soft(stem: str) -> str:
    """The stem before e and i: toc-ar, toqu-eu."""
    for hard, soft in (("c", "qu"), ("gu", "gü"), ("qu", "qü"), ("g", "gu"), ("j", "g"), ("ç", "c")):
        if stem.endswith(hard):
            return stem[: -len(hard)] + soft
    return stem


SHARED = 3
"""So many letters stand once for all words of a line: a fifth of the file."""


def _print_words(words: Iterable[str]) -> None:
    for shared, group in groupby(words, key=lambda word: word[:SHARED]):
        print(shared, *(word[SHARED:] or "-" for word in group))


if __name__ == "__main__":
    main(sys.argv[1])
