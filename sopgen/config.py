"""`sopgen.yaml`, decoded once: the settings as written (`Settings`), and as used by every room (`Config`)."""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import get_close_matches
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from sopgen.contact.carried import NAMES
from sopgen.contact.models import Branch, Channel, Hours
from sopgen.fields import (
    BooleanField,
    CountryField,
    EmailField,
    Input,
    LanguageField,
    OneOrMany,
    TextField,
    TextListField,
    TimeZoneField,
    UrlField,
    email_problem,
    fail,
    failures,
    fault,
    placeholder_problem,
    url_problem,
)
from sopgen.footprint import read_file
from sopgen.formats import Duration, Money, parse_date, parse_duration, parse_money
from sopgen.front_matter import FrontMatter
from sopgen.mistakes import findings_of, without_faults
from sopgen.model import Audience, DocumentType, Finding, Place, SopgenError, Text
from sopgen.notices import Notice
from sopgen.profiles import PROFILES, Profile, Section
from sopgen.services import Feature, Service
from sopgen.style import Style
from sopgen.terms import Term
from sopgen.yaml_source import Places, Tree, read

NAME = "sopgen.yaml"
LARGEST = 2_000_000
"""Bytes of the largest file of settings that is read."""
THEMES = ("base", "handbook", "help")
"""The themes that sopgen brings."""
FactValue = str | Text | Money | Duration | date


class Organisation(Input):
    """Whose handbook and help centre this is."""

    name: str = Field(description="The name that readers know.")
    legal_name: str = Field("", description="The full name, for machines that read the page.")
    country: CountryField = Field(
        description="Two capitals of ISO 3166, such as IT: telephone numbers are checked by it."
    )
    time_zone: TimeZoneField = Field("UTC", description="Where the organisation's day begins, such as Europe/Rome.")
    logo: str = Field("", description="A picture file, path from sopgen.yaml.")


class Repository(Input):
    """Where the source stands: handbook pages then have "Suggest a change"."""

    url: UrlField = Field(description="The repository's address on its host.")
    branch: str = Field("main", description="The branch that is edited.")
    edit: str = Field(
        "", description="The address of the host's editor with {url}, {branch} and {path}; known hosts need none."
    )


def _site_name(name: str) -> str:
    if re.fullmatch(r"[^\W_][\w-]*(\.[\w-]+)*", name) and len(name) <= 64:
        return name
    fail("config", f"`{name}` cannot be the name of a site's folder", "use letters, digits and hyphens: help-centre")


def _apart(given: object) -> object:
    """Sites whose folders would be the same on some disks."""
    names = list(given) if isinstance(given, dict) else []
    same = [name for at, name in enumerate(names) if name.casefold() in {other.casefold() for other in names[:at]}]
    if same:
        hint = "give it another name: both would be written to one folder"
        message = "another site has this name but for capitals"
        raise failures([((name, "[key]"), fault("config", message, hint)) for name in same])
    return given


def _once(codes: tuple[str, ...]) -> tuple[str, ...]:
    for at, code in enumerate(codes):
        if code in codes[:at]:
            fail("config", f"the language `{code}` is written twice", "take one of them out", (at,))
    return codes


SiteName = Annotated[str, AfterValidator(_site_name)]
Languages = Annotated[tuple[LanguageField, ...], AfterValidator(_once)]


class Site(Input):
    """One of the sites made from the content."""

    title: TextField = Field(description="The site's title.")
    description: TextField = Field(Text(), description="One sentence about the site.")
    audience: Audience = Field(description="Who reads it: staff or customer.")
    url: UrlField | None = Field(None, description="Its public address; without it no sitemap and no canonical links.")
    theme: str = Field(
        "", description="A folder of themes/; handbook for staff, help for customers where nothing says."
    )
    links: Literal["folder", "file"] = Field(
        "folder", description="file spells index.html: the site opens from a folder."
    )
    notice: TextField = Field(Text(), description="A line on top of every page.")
    most_asked: OneOrMany[str] = Field((), description="Ids or keys of what its readers need most, in order.")
    search: BooleanField = Field(True, description="false leaves out the field to search the site, and the index.")
    languages: Languages = Field((), description="The languages of this site; all where nothing says.")
    colours: dict[str, str] = Field({}, description="Colours of the theme to replace, such as accent: '#0a6b5d'.")


PLACEHOLDERS = ("answer", *NAMES)


def _feedback(value: object) -> str:
    """An e-mail address, or a web address with known {names}."""
    if not isinstance(value, str) or not value.strip():
        fail("config", "this should be an e-mail address or a web address", "Write help@example.org, or https://…")
    where = value.strip()
    if "@" in where and "/" not in where:
        if problem := email_problem(where):
            fail("email-address", problem, "Write an address such as help@example.org.")
        return where
    if problem := url_problem(re.sub(r"\{\w*\}", "x", where), ("https", "http")):
        fail("web-address", problem, "Write an e-mail address, or a whole address that begins with https://")
    message, hint = placeholder_problem(where, PLACEHOLDERS)
    if message:
        fail("config", message, hint)
    return where


def _canaries(given: tuple[str, ...]) -> tuple[str, ...]:
    for at, one in enumerate(given):
        if len(" ".join(one.split())) < 4:
            hint = "write four letters or more, such as the name of a project"
            fail("config", f"`{one}` is so short that it stands in many words", hint, (at,))
    return given


Canaries = Annotated[OneOrMany[str], AfterValidator(_canaries)]
Answers = Annotated[str, BeforeValidator(_feedback)]


class FeedbackSettings(Input):
    """Where readers' answers go: an e-mail address, or a URL with {id} {title} {version} {language} {answer} {url}."""

    customer: Answers = Field("", description="For customers' answers to “Did this solve it?”.")
    staff: Answers = Field("", description="For colleagues who report a problem.")


class Role(Input):
    """A role of the organisation; people are not needed."""

    title: TextField = Field(description="The role's title.")
    description: TextField = Field(Text(), description="One sentence: what the role does.")
    email: EmailField = Field("", description="Where colleagues report problems of the role's documents.")


class Product(Input):
    """A product that guides are about."""

    name: TextField = Field(description="The product's name.")
    model: str = Field("", description="The model as printed on it.")
    picture: str = Field("", description="A picture, path from the content folder.")
    description: TextField = Field(Text(), description="One sentence about it.")


def _fact_value(kind: str, value: object, *at: str) -> FactValue:
    if kind == "text" and isinstance(value, dict) and value:
        return Text(tuple((code, str(_fact_value("", text, *at, code))) for code, text in value.items()))
    if not isinstance(value, str) or not value.strip():
        fail("fact-value", "the fact has no value", "Write the value on the line of its key.", at)
    parsers: Mapping[str, Any] = {"money": parse_money, "duration": parse_duration, "date": parse_date}
    if kind == "url" and not value.startswith(("https://", "http://")):
        fail(
            "fact-value",
            f"`{value}` is not a web address",
            "Write the whole address, such as https://example.org/.",
            at,
        )
    try:
        return parsers[kind](value) if kind in parsers else value
    except ValueError as error:
        message, _, hint = str(error).partition("\n")
        fail("fact-value", message, hint, at)


class Fact(Input):
    """A typed value that documents print: the same everywhere (value), or one for each branch (by_branch)."""

    type: Literal["text", "money", "duration", "date", "url"] = Field("text", description="What kind of value it is.")
    value: Any = Field(None, description="The value, the same everywhere.", json_schema_extra={"type": "string"})
    by_branch: dict[str, Any] = Field({}, description="A value for each branch.")
    label: TextListField | None = Field(None, description="What a price is called: an amount said of it is compared.")

    @model_validator(mode="before")
    @classmethod
    def _typed(cls, given: Any) -> Any:
        if isinstance(given, str):
            return {"type": "text", "value": given}
        if not isinstance(given, dict):
            return given
        kind = given.get("type") or "text"
        result = dict(given)
        if ("value" in given) == bool(given.get("by_branch")):
            fail("fact-value", "a fact has either a value or values by branch", "Write value: …, or by_branch: {…}.")
        if "value" in given:
            result["value"] = _fact_value(str(kind), given["value"], "value")
        if isinstance(given.get("by_branch"), dict):
            result["by_branch"] = {
                key: _fact_value(str(kind), value, "by_branch", key) for key, value in given["by_branch"].items()
            }
        return result


class RuleSetting(Input):
    """How strict a rule is, and its options."""

    severity: Literal["error", "warning", "info", "off"] | None = Field(
        None, description="error, warning, info or off."
    )
    options: dict[str, Any] = Field({}, description="The rule's own options: `sopgen rules NAME` lists them.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        if isinstance(given, str):
            return {"severity": given}
        if isinstance(given, dict):
            known = {key: value for key, value in given.items() if key in ("severity", "options")}
            rest = {key: value for key, value in given.items() if key not in known}
            return {**known, "options": {**(known.get("options") or {}), **rest}}
        return given


class SectionSetting(Input):
    """A section of a profile."""

    id: str = Field(description="A short name for it.")
    title: TextField = Field(description="Its heading, by language.")
    required: BooleanField = Field(False, description="Whether a document must have it.")


class FrontMatterSettings(Input):
    """How to read front matter that was written for another tool."""

    foreign: Literal["error", "ignore"] = Field("error", description="ignore leaves unknown keys and values alone.")


class Settings(Input):
    """Everything `sopgen.yaml` may say."""

    organisation: Organisation
    languages: Annotated[Languages, Field(min_length=1)] = Field(description="The first is the source language.")
    content: str = Field("procedures", description="The folder of the documents.")
    translations: Literal["beside", "folders"] = Field("beside", description="refund.it.md, or it/refund.md.")
    sites: Annotated[dict[SiteName, Site], Field(min_length=1), BeforeValidator(_apart)] = Field(
        description="The sites to build, by name."
    )
    repository: Repository | None = Field(None, description="Where the source stands.")
    feedback: FeedbackSettings = Field(FeedbackSettings(), description="Where readers' answers go.")
    contacts: tuple[Channel, ...] = Field((), description="The organisation's channels, in the order to show them.")
    hours: dict[str, Hours] = Field({}, description="Opening hours by name.")
    branches: dict[str, Branch] = Field({}, description="The branches.")
    roles: dict[str, Role] = Field({}, description="The roles.")
    products: dict[str, Product] = Field({}, description="The products.")
    facts: dict[str, Fact] = Field({}, description="Values that documents print.")
    journey: dict[str, TextField] = Field({}, description="The stages of the customer's journey, in order.")
    notices: tuple[Notice, ...] = Field((), description="What readers must know for a time, with its days.")
    tags: dict[str, TextField] = Field({}, description="What readers call a tag, in their languages.")
    services: dict[str, Service] = Field({}, description="The services, with what each includes and costs.")
    features: dict[str, Feature] = Field({}, description="What services include or do not.")
    defaults: dict[str, FrontMatter] = Field({}, description="Front matter by folder, such as services/**.")
    profiles: dict[DocumentType, tuple[SectionSetting, ...]] = Field({}, description="Section profiles by type.")
    rules: dict[str, RuleSetting] = Field({}, description="How strict each rule is; all caps every rule about content.")
    style: Style = Field(Style(), description="How texts are written.")
    terms: tuple[Term, ...] = Field((), description="The glossary: the word for each thing, and words to avoid.")
    baseline: str = Field("", description="A file of old problems that are not reported: the team mends them in time.")
    canaries: Canaries = Field((), description="Words that may stand in no file of a site for customers.")
    audience_lock: str = Field("", description="A file that says who may read what: whoever reviews sees it change.")
    front_matter: FrontMatterSettings = Field(FrontMatterSettings(), description="Front matter of other tools.")
    html: Literal["escape", "sanitise"] = Field(
        "escape", description="Raw HTML in documents: shown as text, or a safe part let through."
    )


@dataclass(frozen=True, slots=True)
class Config:
    """The settings as used. root: the folder of `sopgen.yaml`. found: False where defaults stand in for one.

    dropped: keys of which something could not be read; rules that need them stay silent, nothing is published.
    files: `sopgen.yaml` and all that were read because it names them. digest: in hex, of what they held then.
    """

    root: Path
    as_of: date
    languages: tuple[str, ...]
    organisation: Organisation = field(default_factory=lambda: Organisation(name="", country="GB"))
    content: str = "procedures"
    translations: Literal["beside", "folders"] = "beside"
    sites: Mapping[str, Site] = field(default_factory=dict)
    repository: Repository | None = None
    feedback: FeedbackSettings = field(default_factory=FeedbackSettings)
    contacts: tuple[Channel, ...] = ()
    hours: Mapping[str, Hours] = field(default_factory=dict)
    branches: Mapping[str, Branch] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    journey: Mapping[str, Text] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    tags: Mapping[str, Text] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    features: Mapping[str, Feature] = field(default_factory=dict)
    defaults: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    profiles: Mapping[DocumentType, Profile] = field(default_factory=lambda: dict(PROFILES))
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    terms: tuple[Term, ...] = ()
    baseline: str = ""
    audience_lock: str = ""
    canaries: tuple[str, ...] = ()
    ignore_foreign: bool = False
    html: Literal["escape", "sanitise"] = "escape"
    places: Places = field(default_factory=Places)
    drafts: bool = False
    found: bool = True
    dropped: frozenset[str] = frozenset()
    files: tuple[Path, ...] = ()
    digest: str = field(default="", compare=False)

    @property
    def source_language(self) -> str:
        return self.languages[0]

    def languages_of(self, site: str) -> tuple[str, ...]:
        return self.sites[site].languages or self.languages

    def theme_of(self, site: str) -> str:
        return self.sites[site].theme or {"staff": "handbook", "customer": "help"}[self.sites[site].audience]


def find(start: Path) -> Path | None:
    """The nearest `sopgen.yaml` in `start` or above it."""
    folder = start if start.is_dir() else start.parent
    return next((above / NAME for above in (folder, *folder.parents) if (above / NAME).is_file()), None)


def read_config(
    path: Path, as_of: date | None = None, drafts: bool = False
) -> tuple[Config | None, tuple[Finding, ...]]:
    """Decode `sopgen.yaml` and the files it names; all mistakes at once. None where there is one."""
    config, findings = read_in_part(path, as_of, drafts)
    return (None if config and config.dropped else config), findings


def read_in_part(
    path: Path,
    as_of: date | None = None,
    drafts: bool = False,
    bytes_of: Callable[[Path], bytes] = read_file,
) -> tuple[Config | None, tuple[Finding, ...]]:
    """The same; where mistakes leave enough to read the documents by, what is left, and `dropped` says what is not.

    bytes_of: gives the bytes of a file, on disk where nothing else is said.
    """
    files: list[Path] = []

    digest = blake2b(digest_size=16)

    def noted(file: Path) -> bytes:
        files.append(file)
        data = bytes_of(file)
        digest.update(f"{os.path.relpath(file, path.parent)} {len(data)}\n".encode("utf-8", "surrogateescape") + data)
        return data

    tree, findings = _tree(path, noted)
    if tree.value is None:
        if not findings:
            findings = (
                Finding(Place(path.name), "config", "the file is empty", "`sopgen init` writes one to start from"),
            )
        return None, findings
    unread = {_top(one, tree, path) for one in findings if one.rule in UNREAD}
    try:
        settings: Settings | None = Settings.model_validate(tree.value)
        dropped = frozenset(unread)
    except ValidationError as error:
        found = tuple(findings_of(error, Settings, tree, "config"))
        findings = (*findings, *(one for one in found if not (unread and one.rule == "missing-key")))
        settings = _rest(tree.value, error)
        dropped = frozenset({*unread, *_tops(error)})
    if "" in dropped:
        dropped = (
            frozenset(Settings.model_fields) - NEEDED if os.path.isdir(path.parent / _content(settings)) else NEEDED
        )
    if settings is None or dropped & NEEDED:
        return None, findings
    config = _config(path, settings, tree.places, as_of, drafts, dropped)
    return dataclasses.replace(config, files=tuple(files), digest=digest.hexdigest()), findings


UNREAD = ("limits", "yaml", "duplicate-key", "unreadable-file", "encoding")
NEEDED = frozenset({"languages", "content", "translations"})
"""Without these no document can be read as what it is."""
SITES = {"handbook": {"title": "?", "audience": "staff"}, "help": {"title": "?", "audience": "customer"}}
STAND_INS: Mapping[str, object] = {"organisation": {"name": "?", "country": "GB"}, "sites": SITES}
"""For what must be there, and cannot be read."""


def _content(settings: Settings | None) -> str:
    return settings.content if settings else "procedures"


def _top(finding: Finding, tree: Tree, path: Path) -> str:
    """The key that a file which could not be read whole belongs to; "" for `sopgen.yaml` itself."""
    for (name, *rest), place in tree.places.keys.items():
        if not rest and (place == finding.place or tree.places.at(name) == finding.place):
            return str(name)
    named = {place.path: str(loc[0]) for loc, place in tree.places.values.items() if loc}
    return "" if finding.place.path == path.name else named.get(finding.place.path, "")


def _tops(error: ValidationError) -> Iterator[str]:
    """The keys of `sopgen.yaml` with a mistake below them, and those that a misspelt one may have meant."""
    for mistake in error.errors(include_url=False, include_input=False):
        top = str(mistake["loc"][0]) if mistake["loc"] else ""
        yield from (top, *get_close_matches(top, list(Settings.model_fields), n=1))


def _rest(value: Any, error: ValidationError) -> Settings | None:
    """The settings without what is wrong; None where too little is left."""
    for _ in range(8):
        value = without_faults(value, error)
        if not isinstance(value, dict):
            return None
        value = {**STAND_INS, **value}
        if "sites" in _tops(error) and isinstance(value["sites"], dict):
            value["sites"] = {**SITES, **value["sites"]}
        try:
            return Settings.model_validate(value)
        except ValidationError as again:
            error = again
    return None


LANGUAGES = ("en", "it", "ca", "el")


def default_config(root: Path, content: str, as_of: date | None = None, language: str | None = None) -> Config:
    """What stands in where there is no `sopgen.yaml`: four languages, nothing that only a project can know.

    language: of files whose name does not say theirs; English where nothing says.
    """
    languages = tuple(dict.fromkeys((language, *LANGUAGES))) if language else LANGUAGES
    sites = {"handbook": Site(title=Text(), audience="staff"), "help": Site(title=Text(), audience="customer")}
    rules = {"html-dropped": RuleSetting(severity="off")}  # whether HTML may stand there, nobody has said
    day = as_of or today("UTC")
    return Config(
        root, day, languages, content=content, sites=sites, rules=rules, html="sanitise", drafts=True, found=False
    )


def today(time_zone: str) -> date:
    """`SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org) as a date, else the date there now.

    Raises SopgenError where the variable is not a number.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(ZoneInfo(time_zone)).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise SopgenError("SOURCE_DATE_EPOCH is not a number of seconds", "unset it, or use --as-of DATE") from None


LISTS = frozenset(Settings.model_fields) - {"baseline", "audience_lock"}
"""Keys that may name a file which has what belongs below them."""


def _tree(path: Path, bytes_of: Callable[[Path], bytes]) -> tuple[Tree, tuple[Finding, ...]]:
    """The YAML tree with the trees of the files it names (`branches: branches.yaml`) in their places."""
    tree = _file(path, path.name, bytes_of)
    if not isinstance(tree.value, dict):
        found = tree.findings
        if tree.value is not None:
            found = (
                *found,
                Finding(
                    Place(path.name), "config", "this is not a list of keys and values", "begin with `organisation:`"
                ),
            )
        return Tree(None, tree.places, found), found
    value, values, keys = dict(tree.value), dict(tree.places.values), dict(tree.places.keys)
    findings = list(tree.findings)
    for name, given in tree.value.items():
        if isinstance(given, str) and given.endswith((".yaml", ".yml")) and name in LISTS:
            part = _file(path.parent / given, given, bytes_of, tree.places.at(name))
            findings.extend(part.findings)
            value[name] = part.value if part.value is not None else type_of_empty(name)
            values.update({(name, *loc): place for loc, place in part.places.values.items()})
            keys.update({(name, *loc): place for loc, place in part.places.keys.items()})
    places = Places(values, keys, tree.places.root)
    return Tree(value, places, tuple(findings)), tuple(findings)


def type_of_empty(name: str) -> list[object] | dict[str, object]:
    return [] if name in ("contacts", "languages", "notices", "terms") else {}


def _file(path: Path, shown: str, bytes_of: Callable[[Path], bytes], named_at: Place | None = None) -> Tree:
    try:
        data = bytes_of(path)
        if len(data) > LARGEST:
            message = f"{shown} has {len(data) / 1e6:.1f} MB: {LARGEST / 1e6:.0f} MB is the most that is read"
            return Tree(None, Places(), (Finding(named_at or Place(shown), "limits", message, "part it"),))
        text = data.decode("utf-8-sig")
    except OSError as error:
        finding = Finding(
            named_at or Place(shown),
            "unreadable-file",
            f"{shown} cannot be read: {error.strerror}",
            "check its name and place",
        )
        return Tree(None, Places(), (finding,))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Tree(
            None,
            Places(),
            (Finding(Place(shown, line), "encoding", "this line is not UTF-8", "save the file as UTF-8"),),
        )
    return read(text.replace("\r\n", "\n"), shown)


def _config(
    path: Path, settings: Settings, places: Places, as_of: date | None, drafts: bool, dropped: frozenset[str]
) -> Config:
    profiles: dict[DocumentType, Profile] = dict(PROFILES)
    for kind, sections in settings.profiles.items():
        profiles[kind] = tuple(Section(part.id, part.title, part.required) for part in sections)
    return Config(
        root=path.parent,
        as_of=as_of or today(settings.organisation.time_zone),
        languages=settings.languages,
        organisation=settings.organisation,
        content=settings.content.strip("/") or ".",
        translations=settings.translations,
        sites=settings.sites,
        repository=settings.repository,
        feedback=settings.feedback,
        contacts=settings.contacts,
        hours=settings.hours,
        branches=settings.branches,
        roles=settings.roles,
        products=settings.products,
        facts=settings.facts,
        journey=settings.journey,
        tags=settings.tags,
        services=settings.services,
        features=settings.features,
        notices=settings.notices,
        defaults={pattern: given.values() for pattern, given in settings.defaults.items()},
        profiles=profiles,
        rules=settings.rules,
        style=settings.style,
        terms=settings.terms,
        baseline=settings.baseline,
        audience_lock=settings.audience_lock,
        canaries=settings.canaries,
        ignore_foreign=settings.front_matter.foreign == "ignore",
        html=settings.html,
        places=places,
        drafts=drafts,
        dropped=dropped,
    )
