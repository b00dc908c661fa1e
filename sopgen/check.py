"""Runs the rules over a library: findings in, problems with a severity out; exemptions are honoured here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from msgspec.structs import replace

from sopgen.config import Config, RuleSetting
from sopgen.contact.models import Branch
from sopgen.library import Library
from sopgen.links import leads
from sopgen.model import Body, DocumentType, Entry, Exemption, Finding, Place, Problem, Severity, Verdict
from sopgen.prose import Prose
from sopgen.rule import Change, Linked, Reading, Rule, front_matter_unread
from sopgen.rules import RULES


def check(
    library: Library,
    by_itself: Mapping[str, Verdict],
    among: Mapping[str, Iterable[Finding]],
    found: Iterable[Finding] = (),
) -> tuple[Problem, ...]:
    """All problems of a library, sorted by place: those found while reading, those `found` before, and the rules'.

    by_itself: by path, what the rules say of a document that need no other (see `of_one`). among: what those say that
    see it among the others (see `of_place`).
    """
    findings = [*found, *library.findings]
    asked = _asked(library.config)
    for rule in asked:
        if rule.check_library:
            findings.extend(rule.check_library(library))
    for verdict in by_itself.values():
        findings.extend(verdict.findings)
    for of_document in among.values():
        findings.extend(of_document)
    return judge(findings, library.config, tuple(library_exemptions(library)), _types(library.entries, library.config))


def _types(entries: Iterable[Entry], config: Config) -> dict[str, DocumentType]:
    """By path, the type of each document that somebody reads already."""
    return {entry.record.path: entry.meta.type for entry in entries if not _waits(entry, config)}


def problems_of(entry: Entry, findings: Iterable[Finding], config: Config) -> tuple[Problem, ...]:
    """What of the findings of one document is a problem, with its severity."""
    return judge(findings, config, entry.record.exemptions, _types((entry,), config))


def _waits(entry: Entry, config: Config) -> bool:
    """Whether a document of a project says that it is a draft: nobody reads it yet, so its wording stops nothing.

    One that says no status is none: somebody may only have forgotten the line.
    """
    return config.found and entry.meta.status == "draft" and "status" in entry.record.places


_OF_DOCUMENT = tuple(rule for rule in RULES.values() if rule.check_document)


def judged_by(config: Config) -> Config:
    """The settings as a document by itself is judged by, whatever the day is.

    They hold only what its rules may ask for: so a changed telephone number, which is not in them, changes no finding.
    Of the rules, whether each is asked, and its options; how severe it is counts when its findings are judged.
    """
    kept = {name: getattr(config, name) for name in _KEPT}
    branches = {key: Branch.model_construct(name=branch.name, country="") for key, branch in config.branches.items()}
    rules = _settings(_OF_DOCUMENT, config)
    return Config(Path(), date.max, config.languages[:1], branches=branches, rules=rules, **kept)


_KEPT = ("roles", "products", "facts", "journey", "services", "profiles", "style", "terms", "found")


def _settings(rules: Iterable[Rule], config: Config) -> dict[str, RuleSetting]:
    """Whether each of these rules is asked, and its options."""
    asked = {rule.name for rule in _asked(config, rules)}
    return {rule.name: _setting(rule.name in asked, config.rules.get(rule.name)) for rule in rules}


def _setting(asked: bool, given: RuleSetting | None) -> RuleSetting:
    return (
        RuleSetting.model_construct(severity="warning", options=given.options if given else {}) if asked else NOT_ASKED
    )


NOT_ASKED = RuleSetting(severity="off")


def of_one(entry: Entry, body: Body, config: Config) -> Verdict:
    """What the rules say of a document by itself, or of an included file. Pure: the same input, the same findings.

    config: the settings that it is judged by (see `judged_by`). Text that is not UTF-8 has no words to judge.
    """
    kind = entry.meta.type
    prose = Prose(body, entry.language, kind, config.style, config.profiles[kind])
    reading = Reading(entry, body, config, prose)
    asked = _asked(config, _OF_DOCUMENT)
    garbled = any(finding.rule == "encoding" for finding in entry.record.findings)
    chosen = [rule for rule in asked if (not garbled if rule.scope == "prose" else not entry.record.snippet)]
    findings = tuple(
        finding
        for rule in _readable(chosen, entry)
        for finding in rule.check_document(reading)  # type: ignore[misc]
    )
    told = {finding.rule for finding in findings}
    return Verdict(findings, tuple(silence for silence in reading.silences if silence.rule not in told))


_AMONG = tuple(rule for rule in RULES.values() if rule.check_links)


def placed_by(library: Library) -> Library:
    """The library as a document is judged by that sees it: its settings hold no rules but those that do so, of which
    they say whether each is asked, and its options."""
    config = dataclasses.replace(library.config, rules=_settings(_AMONG, library.config), dropped=frozenset())
    return replace(library, config=config)


def of_place(entry: Entry, library: Library) -> tuple[Finding, ...]:
    """What the rules say of a document among the others: where its links lead, what its pictures are."""
    place = Linked(entry, library, leads(entry, library))
    return tuple(
        finding
        for rule in _readable(_asked(library.config, _AMONG), entry)
        for finding in rule.check_links(place)  # type: ignore[misc]  # filtered above
    )


def of_changes(changes: Iterable[Change], config: Config) -> tuple[Problem, ...]:
    """What the rules say of documents that are not as they were."""
    asked = [rule for rule in _asked(config) if rule.check_change]
    findings = [
        finding
        for change in changes
        for rule in _readable(_readable(asked, change.entry), change.before)
        for finding in rule.check_change(change)  # type: ignore[misc]  # filtered above
    ]
    return judge(findings, config)


def _asked(config: Config, rules: Iterable[Rule] = tuple(RULES.values())) -> list[Rule]:
    """Of these rules, those that are not switched off, and that everything they need could be read for."""
    return [rule for rule in rules if _severity(rule, config) != "off" and not rule.needs & config.dropped]


def _readable(rules: Iterable[Rule], entry: Entry) -> Iterator[Rule]:
    """Of these rules, those that can judge this document: some need all of its front matter."""
    unread = front_matter_unread(entry.record)
    return (rule for rule in rules if not (unread and rule.front_matter))


def library_exemptions(library: Library) -> Iterator[Exemption]:
    for record in library.records.values():
        yield from record.exemptions


def judge(
    findings: Iterable[Finding],
    config: Config | None,
    exemptions: tuple[Exemption, ...] = (),
    types: Mapping[str, DocumentType] = MappingProxyType({}),
) -> tuple[Problem, ...]:
    """Findings with the severities that the project wants, sorted, each once; what is exempted is left out.

    types: by path, the type of a document, where a rule is stricter in some.
    """
    problems: list[Problem] = []
    used: set[Exemption] = set()
    by_path: dict[str, list[Exemption]] = {}
    for exemption in exemptions:
        by_path.setdefault(exemption.place.path, []).append(exemption)
    for finding in sorted(set(findings)):
        rule = RULES[finding.rule]
        nearby = by_path.get(finding.place.path, ())
        covering = next((found for found in nearby if _covers(found, finding, rule)), None)
        if covering:
            used.add(covering)
            continue
        place = finding.place
        severity = _severity(rule, config, place, types.get(place.path))
        if severity != "off":
            problems.append(
                Problem(place, finding.rule, severity, finding.message, finding.hint, finding.edits, finding.certain)
            )
    problems.extend(_about_exemptions(exemptions, used, config))
    return tuple(sorted(problems))


def _covers(exemption: Exemption, finding: Finding, rule: Rule) -> bool:
    if rule.fixed or rule.name in NO_EXEMPTION or exemption.rule != finding.rule or not exemption.reason:
        return False
    return exemption.first_line <= finding.place.line <= exemption.last_line


def _severity(
    rule: Rule, config: Config | None, place: Place | None = None, kind: DocumentType | None = None
) -> Severity | Literal["off"]:
    """The rule's own severity, or the project's; `all` caps rules about content. Some rules stay as they are."""
    own_severity: Severity | Literal["off"] = "error" if kind in rule.error_in else rule.severity
    if config is None or rule.fixed:
        return own_severity
    own = config.rules.get(rule.name)
    if own and own.severity:
        return own.severity
    cap = config.rules.get("all")
    about_content = place is None or _in_content(place, config)
    if cap and cap.severity and about_content:
        order: tuple[Literal["off"] | Severity, ...] = ("off", "info", "warning", "error")
        return order[min(order.index(cap.severity), order.index(own_severity))]
    return own_severity


def _in_content(place: Place, config: Config) -> bool:
    return config.content == "." or place.path.startswith(f"{config.content}/")


_UNREAD = ("encoding", "front-matter", "missing-key", "unreadable-file")
NO_EXEMPTION = frozenset(
    {*_UNREAD, "exemption", "exemption-reason", "step-role", "unknown-fact", "unknown-role", "version-unchanged"}
)
"""What no comment in the text can excuse."""


NOT_NEEDED = "delete it; or write it on its own above the block that it is about, or at the end of the step"


def may_be_exempted(problem: Problem) -> bool:
    """Whether a comment in the text can excuse this problem."""
    excusable = not RULES[problem.rule].fixed and problem.rule not in NO_EXEMPTION
    return excusable and problem.place.path.lower().endswith((".md", ".markdown"))


def _about_exemptions(
    exemptions: tuple[Exemption, ...], used: set[Exemption], config: Config | None
) -> Iterator[Problem]:
    for exemption in exemptions:
        rule = RULES.get(exemption.rule)
        if rule is None or rule.fixed or rule.name in NO_EXEMPTION:
            message = (
                f"there is no rule `{exemption.rule}`" if rule is None else f"`{exemption.rule}` has no exemptions"
            )
            found = Finding(exemption.place, "exemption", message, "`sopgen rules` lists them")
        elif exemption.reason and exemption not in used:
            message = f"this exemption from `{exemption.rule}` is not needed"
            found = Finding(exemption.place, "exemption", message, NOT_NEEDED)
        else:
            continue
        severity = _severity(RULES["exemption"], config, found.place)
        if severity != "off":
            yield Problem(found.place, found.rule, severity, found.message, found.hint)
