"""A language that nobody speaks, made of the English texts: what is not in it was never translated, and its words are
longer than those of most languages. A second one is written from right to left."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from babel.messages.pofile import read_po

LONG, RIGHT_TO_LEFT = "el-XA", "ar-XB"
"""Codes whose dates, names of days and of languages Babel says in letters that English has not."""
LANGUAGES = (LONG, RIGHT_TO_LEFT)
_FROM = "aceghijklmnorstuyzdbfpqvwx"
_TO = {
    LONG: "àçéğĥîĵķļḿñöŕšţüýžđƀƒþǫṽŵẋ",
    RIGHT_TO_LEFT: "אבגדהוזחטיכלמנסעפצקרשתםןףץ",
}
_KEPT = re.compile(r"(\{[^{}]*\}|\{\{.*?\}\}|&\w+;|<[^>]*>)")
_MARKUP = re.compile(
    r"(\{\{.*?\}\}|\]\([^)\x22]*[\x22)]|\x22\)|`[^`]*`|\{[^{}]*\}|<[^>]*>|https?:\S+|\[\^\w+\]|\[!\w+\])"
)
_ALONE = re.compile(r"\s*(:::\w*\s*$|<!--|```|\{\{|\[\^)|^\s*$")
_OPENING = re.compile(r"\s*(?:[>\s]*\[!\w+\]|:::\w+|!!! \w+|\?\?\? \w+)?")
_VOWELS = re.compile(r"[aeiou]", re.IGNORECASE)


def pseudo(text: str, language: str) -> str:
    """A text as this language has it: half as long again, what stands in braces or tags as it is."""
    return "".join(part if number % 2 else _said(part, language) for number, part in enumerate(_KEPT.split(text)))


def _said(text: str, language: str) -> str:
    table = str.maketrans(_FROM + _FROM.upper(), _TO[language] + _TO[language].upper())
    return _VOWELS.sub(lambda vowel: vowel[0] * 2, text).translate(table)


def project(repository: Path, folder: Path) -> Path:
    """The sample company in English and both pseudo-languages; most documents are not translated. Its `sopgen.yaml`."""
    shutil.copytree(repository / "procedures", folder / "procedures")
    shutil.copytree(repository / "static", folder / "static")
    for path in folder.glob("procedures/**/*"):
        if re.search(r"\.(?:it|ca|el)\.\w+$", path.name) or path.suffix == ".lock":
            path.unlink()
    for path in sorted(repository.glob("*.yaml")):
        settings = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        if path.name == "sopgen.yaml":
            settings["languages"] = ["en", *LANGUAGES]
            settings.pop("audience_lock")  # of the sample's own languages
            settings["rules"] = {"section-missing": "off"}  # sections have no names in these languages
        (folder / path.name).write_text(yaml.safe_dump(_with(settings), allow_unicode=True, sort_keys=False), "utf-8")
    _catalogues(repository, folder)
    return folder / "sopgen.yaml"


def _with(value: Any) -> Any:
    """Settings with each text in English in the pseudo-languages too, in place of all other languages."""
    if isinstance(value, list):
        return [_with(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and all(re.fullmatch(r"[a-z]{2}", key) for key in value):
        english = value["en"]
        return {"en": english, **{code: _texts(english, code) for code in LANGUAGES}}
    return {key: _with(one) for key, one in value.items()}


def _texts(value: Any, language: str) -> Any:
    return [_texts(one, language) for one in value] if isinstance(value, list) else pseudo(str(value), language)


def _catalogues(repository: Path, folder: Path) -> None:
    """Words of the interface for both themes, made of the English ones."""
    for theme in ("handbook", "help"):
        there = folder / "themes" / theme / "locales"
        there.mkdir(parents=True)
        for language in LANGUAGES:
            lines = ['msgid ""', 'msgstr ""', '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"', ""]
            for catalogue in sorted((repository / "themes").glob("*/locales/en.po")):
                with catalogue.open("rb") as source:
                    for message in read_po(source, locale="en"):
                        if message.id:
                            lines += _entry(message, language)
            (there / f"{language.replace('-', '_')}.po").write_text("\n".join(lines), "utf-8")


def _entry(message: Any, language: str) -> list[str]:
    if isinstance(message.id, str):
        return [f"msgid {_quoted(message.id)}", f"msgstr {_quoted(pseudo(message.string, language))}", ""]
    one, many = message.id
    said = [f"msgstr[{n}] {_quoted(pseudo(text, language))}" for n, text in enumerate(message.string)]
    return [f"msgid {_quoted(one)}", f"msgid_plural {_quoted(many)}", *said, ""]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def translate(document: Path) -> None:
    """Put a translation of a document beside it in both pseudo-languages."""
    _, front, body = document.read_text("utf-8").split("---\n", 2)
    words = {key: value for key, value in yaml.load(front, yaml.BaseLoader).items() if key in ("title", "description")}
    for language in LANGUAGES:
        own = {key: pseudo(value, language) for key, value in words.items()}
        lines = [line if _ALONE.match(line) else _line(line, language) for line in body.split("\n")]
        head = yaml.safe_dump(own, allow_unicode=True, width=1000)
        document.with_suffix(f".{language}.md").write_text(f"---\n{head}---\n" + "\n".join(lines), "utf-8")


def _line(line: str, language: str) -> str:
    opening = _OPENING.match(line)
    kept = opening[0] if opening else ""
    parts = _MARKUP.split(line[len(kept) :])
    return kept + "".join(part if number % 2 else _said(part, language) for number, part in enumerate(parts))
