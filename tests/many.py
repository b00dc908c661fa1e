"""Four hundred documents in two languages, for what must hold however much there is: made from a few lists of words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from tests.projects import BASE

DOCUMENTS = 400
_ROOMS = ("kitchen", "bathroom", "hall", "stairs", "cellar", "balcony", "garage", "office", "bedroom", "living room")
_JOBS = ("Clean", "Air", "Check", "Dust", "Mop", "Empty", "Light", "Lock", "Measure", "Paint")
_WHEN = ("before the first visit", "in winter", "after a party", "for a guest")
_STANZE = ("la cucina", "il bagno", "l’ingresso", "le scale", "la cantina", "il balcone", "il garage", "l’ufficio")


def many_documents() -> dict[str, str]:
    """The files of a project: sections of forty documents, procedures for staff and guides for customers in turn."""
    return {**BASE, "sopgen.yaml": BASE["sopgen.yaml"].replace("[en, it]", "[en, it]"), **dict(_files())}


def _files() -> Iterator[tuple[str, str]]:
    for number, (job, when, room) in enumerate(islice(product(_JOBS, _WHEN, _ROOMS), DOCUMENTS)):
        customers = number % 2
        name = f"procedures/part-{number // 40 + 1}/{job}-{room}-{number}".lower().replace(" ", "-")
        other = f"{_JOBS[(number + 1) % 10]}".lower()
        yield f"{name}.md", _document(number, f"{job} the {room} {when}", bool(customers), other)
        if number % 5 == 0:
            head = f"---\ntitle: Pulire {_STANZE[number % 8]} {number}\ndescription: Come si fa.\n---\n"
            yield f"{name}.it.md", f"{head}{_TESTO}\n## Passi\n\n{_numbered(_PASSI)}\n\n## Cura\n\n{_TESTO}"


def _document(number: int, title: str, customers: bool, other: str) -> str:
    head = f"---\nid: N-{number}\ntitle: {title}\ndescription: How we {other} and {title.lower()}.\nstatus: approved\n"
    if customers:
        kind = "type: guide\naudience: [staff, customer]\nproduct: dispenser\npurpose: use\n"
    else:
        kind = "type: procedure\naudience: staff\nversion: '1.0'\nowner: manager\nroles: [agent]\n"
        kind += "approved: {by: manager, date: 2026-03-01}\nreviewed: 2026-03-01\nreview_every: 12 months\n"
    tags = f"tags: [t{number % 7}, t{number % 11}]\n---\n"
    return f"{head}{kind}{tags}{_TEXT}\n## Steps\n\n{_numbered(_STEPS)}\n\n## Care\n\n{_TEXT}"


def _numbered(steps: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {step}." for number, step in enumerate(steps, 1))


_STEPS = (
    "Open the window",
    "Put on the gloves",
    "Fill the bucket with warm water",
    "Wipe the shelf from left to right",
    "Dry the shelf with a clean cloth",
    "Close the window",
)
_TEXT = """\
Good light helps. A colleague who is new to the home asks first, and begins with the part that the customer cares for.

> [!WARNING] Wet floors
> Somebody may slip. Put up the sign before you begin.

| Where | What |
| --- | --- |
| Wood | A dry cloth |
| Stone | Warm water |

"""
_PASSI = (
    "Apri la finestra",
    "Metti i guanti",
    "Riempi il secchio di acqua tiepida",
    "Passa il panno sulla mensola",
    "Asciuga la mensola con un panno pulito",
    "Chiudi la finestra",
)
_TESTO = """\
Serve una buona luce. Chi è nuovo chiede prima, e comincia dalla parte che sta a cuore al cliente.

> [!WARNING] Pavimento bagnato
> Qualcuno può scivolare. Metti il cartello prima di cominciare.

| Dove | Che cosa |
| --- | --- |
| Legno | Un panno asciutto |
| Pietra | Acqua tiepida |

"""
