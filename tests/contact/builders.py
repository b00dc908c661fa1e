"""Makes address books for the tests, from YAML as people write it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from sopgen.contact.book import AddressBook, SiteFacts
from sopgen.contact.models import Branch, Channel, Hours
from sopgen.yaml_source import read

HELP = SiteFacts("help", "customer", ("en", "it", "ca", "el"))
HANDBOOK = SiteFacts("handbook", "staff", ("en", "it", "ca", "el"))


def yaml(text: str) -> Any:
    tree = read(text, "test.yaml")
    assert not tree.findings, tree.findings
    return tree.value


def book(
    contacts: str = "[]",
    branches: str = "{}",
    hours: str = "{}",
    country: str = "IT",
    sites: tuple[SiteFacts, ...] = (),
    languages: tuple[str, ...] = ("en", "it", "ca", "el"),
) -> AddressBook:
    return AddressBook(
        contacts=TypeAdapter(tuple[Channel, ...]).validate_python(yaml(contacts)),
        branches=tuple(TypeAdapter(dict[str, Branch]).validate_python(yaml(branches)).items()),
        hours=tuple(TypeAdapter(dict[str, Hours]).validate_python(yaml(hours)).items()),
        country=country,
        languages=languages,
        sites=sites,
    )


def errors(model: Any, text: str) -> list[tuple[tuple[str | int, ...], str, str, str]]:
    """What the decoding of a YAML text finds: (loc, rule, message, hint)."""
    try:
        TypeAdapter(model).validate_python(yaml(text))
    except ValidationError as error:
        return [
            (fault["loc"], fault["type"], fault["msg"], fault.get("ctx", {}).get("hint", ""))
            for fault in error.errors()
        ]
    return []


BRANCHES = """
milan:
  name: {en: Milan, it: Milano, ca: Milà, el: Μιλάνο}
  country: IT
  languages: [it, en]
  address: [Via del Sapone 14, 20121 Milano]
  map: https://maps.example.org/milan
  services: {en: [Keys, Talk], it: [Chiavi, Parlare]}
  channels:
    - {id: milan-phone, kind: phone, audience: [customer, staff], label: Milan, number: "02 5550 0130"}
    - {id: milan-office, kind: office, audience: customer, label: Visit Milan}
    - {id: milan-store, kind: phone, audience: staff, label: Store room, number: "02 5550 0131"}
barcelona:
  name: Barcelona
  country: ES
  languages: [ca, en]
  channels:
    - {id: barcelona-phone, kind: phone, audience: [customer, staff], label: Barcelona, number: "93 555 01 47"}
athens:
  name: {en: Athens, it: Atene, ca: Atenes, el: Αθήνα}
  country: GR
  languages: [el, en]
  channels:
    - {id: athens-phone, kind: phone, audience: [customer, staff], label: Athens, number: "210 555 0147"}
depot:
  name: Depot
  country: IT
  languages: [it]
  channels:
    - {id: depot-phone, kind: phone, audience: staff, label: Depot, number: "02 5550 0199"}
"""

CONTACTS = """
- id: phone-it
  kind: phone
  audience: customer
  label: {en: Call us (Italy), it: Chiamaci}
  number: "800 555 014"
  country: IT
  toll_free: true
  purposes: [questions, complaints]
  hours: desk
  languages: [it, en]
- {id: phone-gr, kind: phone, audience: customer, label: Call, number: "800 555 0147", country: GR, languages: [el, en]}
- {id: phone-en, kind: phone, audience: customer, label: Us, number: "+39 02 5550 0147", languages: [en, it, ca, el]}
- {id: whatsapp, kind: whatsapp, audience: customer, label: WhatsApp, number: "+39 347 555 0147"}
- {id: email, kind: email, audience: customer, label: E-mail, address: help@serenetta.example, reply_time: 1 day}
- {id: chat, kind: chat, audience: customer, label: Chat, url: "https://chat.serenetta.example/now"}
- {id: desk, kind: phone, audience: staff, label: Desk, number: "+39 02 5550 0152", hours: desk}
- {id: emergency, kind: emergency, audience: [staff, customer], label: Emergency, number: "112"}
"""

HOURS = """
desk:
  time_zone: Europe/Rome
  weekly: {mon-fri: 07:30-20:00, sat: 09:00-17:00}
  exceptions: {2026-12-25: closed, 2026-12-26: closed, 2027-06-02: closed}
"""
