"""The bill of materials: what whoever installs sopgen gets, and what builds it, as CycloneDX JSON, from the lock.

Made from the lock, not from an environment: the same on every machine and Python, with the digests that pip compares.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tests.supply.licences import licence
from tests.supply.locks import US, Pin, delivered, locks, pins


def bill(version: str, commit: str, seconds: int) -> str:
    """The bill as text. version: of sopgen. commit: the name of the one that is released. seconds: its time, as POSIX.

    Raises ValueError where CycloneDX's own schema says that it is none.
    """
    found = pins(locks()["run"])
    users = delivered(found)
    parts = {pin.name: _component(pin, pin.name in users) for pin in found}
    own = Component(
        name="sopgen",
        version=version,
        type=ComponentType.APPLICATION,
        licenses=[LicenseFactory().make_from_string("MIT")],
        purl=PackageURL("pypi", name="sopgen", version=version),
        bom_ref=f"sopgen@{version}",
    )
    bom = Bom(components=parts.values(), serial_number=uuid5(NAMESPACE_URL, f"sopgen {version} {commit}"))
    bom.metadata.timestamp = datetime.fromtimestamp(seconds, UTC)
    bom.metadata.component = own
    for name, part in {US: own, **parts}.items():
        wanted = (pin.name for pin in found if any(who == name or who.startswith(f"{name})") for who in pin.asked_by))
        bom.register_dependency(part, [parts[one] for one in wanted])
    text = JsonV1Dot6(bom).output_as_string(indent=2) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong:
        raise ValueError(f"the bill of materials is none: {str(wrong)[:300]}")
    return text


def _component(pin: Pin, delivered: bool) -> Component:
    """A package. Its digests are those of all its files, one for each platform: an installation has one of them."""
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED if delivered else ComponentScope.EXCLUDED,
        licenses=[LicenseFactory().make_from_string(licence(pin.name) or "")],
        purl=PackageURL("pypi", name=pin.name, version=pin.version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.digests],
        bom_ref=f"{pin.name}@{pin.version}",
    )


def licences() -> str:
    """What users get, as a table in words: package, version, licence."""
    found = pins(locks()["run"])
    users = delivered(found)
    rows = [("Package", "Version", "Licence"), ("sopgen", "", "MIT")]
    rows += [(pin.name, pin.version, licence(pin.name) or "unknown") for pin in found if pin.name in users]
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(f"{one:{wide[0]}}  {other:{wide[1]}}  {last}\n" for one, other, last in rows)
