"""The theme room: templates, assets and interface words of a site; a frame and a page go in, HTML comes out."""

from __future__ import annotations

import gettext
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache, partial
from pathlib import Path
from string import Formatter
from typing import Any
from urllib.parse import quote, urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.ext import extract_from_ast
from markupsafe import Markup, escape
from msgspec import Struct

from sopgen.address import public_url, relative_url
from sopgen.colours import colours_css, palette
from sopgen.contact import json_ld
from sopgen.contact.carried import About, link_about
from sopgen.formats import direction, format_date, join_list, language_name, language_territory
from sopgen.model import SopgenError
from sopgen.sandbox import Kept, Sandbox, keep
from sopgen.view import ChannelView, Frame, NavItem, Page
from sopgen.yaml_source import read

_PACKAGE = Path(__file__).resolve().parent


class Asset(Struct, frozen=True):
    """A file that pages load. name: as templates call it ("site.css"); path: "assets/site.3f9c2a1b.css" in the site."""

    name: str
    path: str
    data: bytes


class _Templates(FileSystemLoader):
    """The templates of a theme's layers. One that is not UTF-8 has a mistake at the line where that shows."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja's. Raises TemplateNotFound, or TemplateSyntaxError for text that is not UTF-8."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise TemplateSyntaxError("not UTF-8: save the file as UTF-8", line, template) from error


class _Press(Struct, frozen=True):
    """What renders the pages of one edition. environment: whose templates all know the frame; kept: what they share."""

    frame: Frame
    environment: Sandbox
    kept: Kept


class Theme:
    """One site's theme, in the order its files are looked up: `layers`, the project's own folders first.

    Rendering changes nothing that shows: the same frame and page give the same HTML. digest: of all that it is made of,
    as that was before it was read. reader: notes what templates read of a frame that is watched.
    """

    def __init__(
        self, name: str, layers: tuple[Path, ...], languages: tuple[str, ...], colours: Mapping[str, str]
    ) -> None:
        self.name, self.layers, self.languages = name, layers, languages
        self.digest = _digest(name, layers, languages, colours)
        self.assets = _assets(layers, colours)
        self._paths = {asset.name: asset.path for asset in self.assets}
        self._words: dict[str, gettext.NullTranslations] = {}
        self._presses: dict[tuple[str, str], _Press] = {}
        self._environment = Sandbox(_Templates([layer / "templates" for layer in layers], "utf-8-sig"))
        self.reader = self._environment.reader
        self._environment.globals["assets"] = frozenset(self._paths)
        self._environment.globals["ground"] = {
            "light": palette(colours, "light")["background"],
            "dark": palette(colours, "dark")["background"],
        }
        self._environment.globals["direction"] = direction
        self._environment.globals["territory"] = language_territory
        self._environment.globals["breadcrumb_list"] = lambda steps: Markup(json_ld.script(json_ld.breadcrumbs(steps)))
        self._environment.globals["steps_anchor"] = _steps_anchor
        self._environment.globals["on_the_way"] = _on_the_way
        self._environment.filters["breakable"] = _breakable

    def template_of(self, page: Page) -> str:
        """The file name of the page's template, for messages: "document.html"."""
        return f"{page.template}.html"

    def render(self, frame: Frame, page: Page) -> str:
        """The page as HTML. Raises SopgenError where a template is missing or wrong."""
        press, name = self._press(frame), self.template_of(page)
        href = partial(relative_url, page_url=page.url, public_url=frame.public_url, link_style=frame.link_style)
        with self._blamed(name):
            return press.environment.get_template(name).render(
                page=page,
                href=href,
                keep=partial(keep, press.kept, self.reader, href("")),
                asset=partial(self._asset, href),
                reach=partial(_reach, frame, page, href),
                asking=partial(_asking, page, href),
            )

    @contextmanager
    def _blamed(self, template: str) -> Iterator[None]:
        """Whatever a project's template does wrong is the theme's fault, not ours: raises SopgenError that names it."""
        try:
            yield
        except TemplateSyntaxError as error:  # it may stand in a template that this one includes
            named = f"{error.name or template}:{error.lineno}"
            raise SopgenError(f"theme {self.name}: {named}: {error.message}") from error
        except TemplateError as error:
            raise SopgenError(f"theme {self.name}: {template}: {error.message or error}") from error
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
            raise SopgenError(f"theme {self.name}: {template}: {type(error).__name__}: {error}") from error

    def _press(self, frame: Frame) -> _Press:
        """What renders the pages with this frame: made anew for each that is not the last one of its edition."""
        press = self._presses.get((frame.site, frame.language))
        if press is None or press.frame is not frame:
            press = self._presses[frame.site, frame.language] = _Press(frame, self._knowing(frame), {})
        return press

    def _knowing(self, frame: Frame) -> Sandbox:
        """An environment whose templates know the frame and its language, those too that are imported without page."""
        language, words = frame.language, self._catalogue(frame.language)
        return self._environment.with_globals(
            frame=frame,
            _=partial(_say, _Said(words)),
            ngettext=partial(_count, words),
            absolute=partial(_absolute, frame.public_url),
            date=partial(format_date, language=language),
            language_name=partial(language_name, in_language=language),
            language_names=partial(_language_names, language),
        )

    def say(self, language: str, text: str) -> str:
        """An interface text, in English, in the words of a language: for what is no page. A template has it too."""
        return self._catalogue(language).gettext(text)

    def missing(self, language: str) -> tuple[str, ...]:
        """Interface texts, in English, that have no words in this language (English itself is never without)."""
        if language.split("-")[0] == "en":
            return ()
        words = self._catalogue(language)
        return tuple(text for text, plural in self._texts if not _has(words, text, plural))

    def has_catalogue(self, language: str) -> bool:
        """Whether any layer has words in this language."""
        return any((layer / "locales" / f"{language.replace('-', '_')}.po").is_file() for layer in self.layers)

    @cached_property
    def _texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of the templates: (singular, plural or ""). Raises SopgenError for one that cannot be read."""
        found: set[tuple[str, str]] = set()
        for name in self._environment.list_templates(extensions=["html"]):
            if name.rpartition("/")[2].startswith("."):  # an editor's, a file manager's
                continue
            with self._blamed(name):  # no page need use it: nothing else would say so
                try:
                    source, _, _ = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr] # set above
                except TemplateNotFound:  # a link that leads nowhere, a pipe: it is no template
                    continue
                tree = self._environment.parse(source, name)
            for _, _, texts in extract_from_ast(tree, ("_", "ngettext")):
                one, plural = (texts, "") if isinstance(texts, str) else (*(texts or ()), "", "")[:2]
                if one:
                    found.add((one, plural or ""))
        return tuple(sorted(found))

    def _catalogue(self, language: str) -> gettext.NullTranslations:
        if language not in self._words:
            self._words[language] = _catalogue(self.layers, language)
        return self._words[language]

    def _asset(self, href: Callable[[str], str], name: str) -> str:
        if name not in self._paths:
            raise SopgenError(f"theme {self.name}: there is no asset {name}", "Put it into the theme's assets folder.")
        return href(self._paths[name])


def load(
    name: str, project_themes: Path | None, languages: Sequence[str], colours: Mapping[str, str] | None = None
) -> Theme:
    """The theme of this name. project_themes: the project's folder of themes, which come first, file by file.

    languages: codes, the source language first. colours: names of `sopgen.colours.COLOUR_NAMES` to "#rrggbb".
    Raises SopgenError where no such theme exists or themes extend each other in a ring.
    """
    return Theme(name, layers(name, project_themes), tuple(languages), colours or {})


def layers(name: str, project_themes: Path | None) -> tuple[Path, ...]:
    """The folders of a theme and of those that it extends, in the order its files are looked up. Raises as `load`."""
    roots = [root for root in (project_themes, _built_in()) if root and root.is_dir()]
    known = sorted({folder.name for root in roots for folder in root.iterdir() if folder.is_dir()})
    names: list[str] = []
    while name:
        if name in names:
            raise SopgenError(f"theme {names[0]}: {name} extends itself", "Mend `extends` in its theme.yaml.")
        names.append(name)
        if name not in known:  # asked before any disk: a name may be no name of a folder, or lead out of them all
            raise SopgenError(f"there is no theme {name[:60]}", f"Themes there are: {', '.join(known)}.")
        folders = [root / name for root in roots if (root / name).is_dir()]
        name = next((parent for folder in folders if (parent := _extends(folder))), "")
    return tuple(folder for root in roots for each in names if (folder := root / each).is_dir())


_STEP = re.compile(r'<li\b[^>]*\sclass="(?:[^"]*\s)?to-tick["\s]')
_LIST = re.compile(r'<(?:ol|ul)([^>]*)>\s*<li\b[^>]*\sid="')
_HEADING = re.compile(r'<h([2-6])\b[^>]*\sid="([^"]+)"')


def _steps_anchor(page: Page) -> str:
    """Where the steps of a procedure or guide begin: the nearest heading above the first item to tick, or above the
    first numbered list where nothing is to tick; "" without steps, or where they come first anyway."""
    if not page.document or page.document.type not in ("procedure", "guide"):
        return ""
    text = page.body.partition('<div class="footnotes"')[0]
    lists = (found for found in _LIST.finditer(text) if 'class="list' not in found[1])
    first = _STEP.search(text) or next(lists, None)
    above = list(_HEADING.finditer(text, 0, first.start())) if first else []
    sections = [found[2] for found in above if found[1] == "2"] or [found[2] for found in above]
    return sections[-1] if len(above) > 1 else ""


def _on_the_way(items: Sequence[NavItem], key: str) -> list[NavItem]:
    """Those of a list of navigation that are the page of this key, or that it lies below."""
    return [item for item in items if item.key and (item.key == key or key.startswith(f"{item.key}/"))]


def _breakable(value: str) -> Markup:
    """An address that may break after its @ and before its dots, and nowhere else."""
    if "@" not in value and "." not in value:
        return escape(value)
    return Markup(re.sub(r"(@|\.(?=\w))", lambda at: "@<wbr>" if at[0] == "@" else "<wbr>.", str(escape(value))))


def _absolute(public_url: str, url: str) -> str:
    return url if urlsplit(url).scheme else f"{public_url.rstrip('/')}/{url}"


def _reach(frame: Frame, page: Page, href: Callable[[str], str], way: ChannelView, title: str) -> str:
    """The link of a channel that says which page the reader comes from. title: of this page, "" where it is none that
    somebody asks about."""
    if not title or not way.carries:
        return href(way.href)
    id_, version = (page.document.id, page.document.version) if page.document else ("", "")
    url = public_url(frame.public_url, page.url) or page.url
    return link_about(way, About(title, url, frame.language, id_, version))


def _language_names(language: str, codes: Iterable[str]) -> str:
    return join_list([language_name(code, language) for code in codes], language)


def _asking(page: Page, href: Callable[[str], str], url: str, title: str) -> str:
    """The link to a page where readers ask a person; it is told which page they come from."""
    return href(f"{url}?from={quote(page.url)}" if title and page.url else url)


def _built_in() -> Path:
    inside = _PACKAGE / "themes"
    return inside if inside.is_dir() else _PACKAGE.parent / "themes"


def _extends(folder: Path) -> str:
    file = folder / "theme.yaml"
    if not file.is_file():
        return ""
    try:
        tree = read(file.read_text("utf-8-sig"), f"themes/{folder.name}/{file.name}")
    except UnicodeDecodeError as error:
        raise SopgenError(f"{file.name} of theme {folder.name} cannot be read: {error}") from error
    if tree.findings:
        first = tree.findings[0]
        place = f"{first.place.path}:{first.place.line}:{first.place.column}"
        raise SopgenError(f"{place}: {first.message}", first.hint)
    parent = tree.value.get("extends") if isinstance(tree.value, dict) else None
    if parent and not isinstance(parent, str):
        raise SopgenError(f"theme {folder.name}: `extends` is not the name of a theme", "Write `extends: base`.")
    return parent or ""


def _assets(layers: tuple[Path, ...], colours: Mapping[str, str]) -> tuple[Asset, ...]:
    data: dict[str, bytes] = {}
    for layer in layers:
        folder = layer / "assets"
        for file in folder.rglob("*"):
            if file.is_file() and not file.name.startswith("."):
                data.setdefault(file.relative_to(folder).as_posix(), file.read_bytes())
    if colours:
        data["colours.css"] = colours_css(colours).encode()
    joined = {name: _smaller(name, whole) for name, whole in _joined(data).items()}
    return tuple(Asset(name, _hashed(name, joined[name]), joined[name]) for name in sorted(joined))


def _joined(data: Mapping[str, bytes]) -> dict[str, bytes]:
    """A folder named like a style sheet or script is one: its parts, joined in the order of their names. So a theme can
    replace or add a part; a file with the name of the folder replaces all of it."""
    joined: dict[str, bytes] = {}
    for name in sorted(data):
        whole, _, part = name.rpartition("/")
        if part and whole.endswith((".css", ".js")):
            if whole not in data:
                joined[whole] = joined.get(whole, b"") + data[name].rstrip() + b"\n"
        else:
            joined[name] = data[name]
    return joined


_SPACES = re.compile(rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?:\s|/\*.*?\*/)+""", re.DOTALL)


@lru_cache(maxsize=64)
def _smaller(name: str, data: bytes) -> bytes:
    """A style sheet without its comments, each run of spaces as one: readers wait for it before they see anything."""
    return _SPACES.sub(_shorter, data).strip() if name.endswith(".css") else data


def _shorter(found: re.Match[bytes]) -> bytes:
    """A string as it is, a run of spaces and comments as one space; a comment alone still parts two words."""
    alone = found[0].startswith(b"/*") and found[0].find(b"*/") == len(found[0]) - 2
    return found[1] or (b"/**/" if alone else b" ")


def _digest(name: str, layers: tuple[Path, ...], languages: tuple[str, ...], colours: Mapping[str, str]) -> bytes:
    digest = hashlib.blake2b(repr((name, languages, sorted(colours.items()))).encode(), digest_size=16)
    for number, layer in enumerate(layers):
        for file in sorted(file for file in layer.rglob("*") if file.is_file()):
            data = file.read_bytes()
            digest.update(f"\0{number}\0{file.relative_to(layer).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.digest()


def _hashed(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"assets/{stem}.{digest}.{suffix}" if dot else f"assets/{name}.{digest}"


def _catalogue(layers: tuple[Path, ...], language: str) -> gettext.NullTranslations:
    """The words of one language: the first layer that has a text says it; English, the source, where none does.

    Raises SopgenError for a catalogue that cannot be read.
    """
    words = gettext.NullTranslations()
    for layer in reversed(layers):
        file = layer / "locales" / f"{language.replace('-', '_')}.po"
        if file.is_file():
            layer_words = _translations(file)
            layer_words.add_fallback(words)
            words = layer_words
    return words


@lru_cache(maxsize=64)
def _compiled(source: bytes, locale: str) -> bytes:
    """A catalogue as gettext reads it. Raises PoFileError, LookupError or ValueError where it cannot be read."""
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=locale, abort_invalid=True))
    return compiled.getvalue()


def _translations(file: Path) -> gettext.GNUTranslations:
    shown = "/".join(file.parts[-4:])
    try:
        return gettext.GNUTranslations(io.BytesIO(_compiled(file.read_bytes(), file.stem)))
    except PoFileError as error:
        message = str(error).rpartition(" on ")[0] or str(error)
        raise SopgenError(f"{shown}:{error.lineno + 1}: {message}", "mend the line, or take it out") from error
    except (LookupError, ValueError) as error:  # an encoding that is none, or not that of the text; forms of the plural
        raise SopgenError(
            f"{shown}: {error}", "save it as UTF-8, with the header of sopgen's own catalogues"
        ) from error


def _has(words: gettext.NullTranslations | None, text: str, plural: str) -> bool:
    while isinstance(words, gettext.GNUTranslations):
        catalogue: Mapping[object, str] = words._catalog  # type: ignore[attr-defined] # no public way to ask
        if catalogue.get((text, 0) if plural else text):
            return True
        words = words._fallback  # type: ignore[attr-defined] # as above
    return False


class _Said(dict[str, Markup]):
    """The interface texts of a language as they stand in HTML, by the English text."""

    def __init__(self, words: gettext.NullTranslations) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, text: str) -> Markup:
        said = self[text] = escape(self._words.gettext(text))
        return said


def _say(said: _Said, text: str, **values: Any) -> Markup:
    return _filled(said[text], values) if values else said[text]


def _count(words: gettext.NullTranslations, one: str, many: str, count: int, **values: Any) -> Markup:
    return _filled(escape(words.ngettext(one, many, count)), {"count": count, **values})


def _filled(said: Markup, values: Mapping[str, Any]) -> Markup:
    """A text with its values in place of their {names}, escaped as `Markup.format` does."""
    pieces = _pieces(said)
    if pieces is None:
        return said.format(**values)
    return Markup(
        "".join([part for literal, name in pieces for part in (literal, escape(values[name]) if name else "")])
    )


@lru_cache(maxsize=4096)
def _pieces(said: str) -> tuple[tuple[str, str], ...] | None:
    """A text in pieces, each with the name of the value behind it ("" for none); None where it asks for more."""
    pieces = tuple(Formatter().parse(said))
    if any(
        name is not None and (not name.isidentifier() or spec or conversion) for _, name, spec, conversion in pieces
    ):
        return None
    return tuple((literal, name or "") for literal, name, _, _ in pieces)
