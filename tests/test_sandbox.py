"""How templates run: what they may not see, and that what pages share is rendered once and is the same on each."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape
from msgspec.structs import replace

from sopgen import sandbox
from sopgen.model import SopgenError
from sopgen.sandbox import Sandbox, remembered_code
from sopgen.theme import Theme, _filled, load
from sopgen.view import Frame, NavItem, Page
from tests.theme_samples import LANGUAGES, TEMPLATES, THEMES, frame, page

LOADED = {name: load(name, None, tuple(LANGUAGES)) for name in THEMES}


def theme_with(tmp_path: Path, template: str) -> Theme:
    """A theme whose page "home" is this template."""
    file = tmp_path / "mine" / "templates" / "home.html"
    file.parent.mkdir(parents=True)
    file.write_text(template, "utf-8")
    return load("mine", tmp_path, ["en"])


def home(**changes: object) -> Page:
    return page("home", "handbook", "en", **changes)


# --------------------------------------------------------------------------------------- what is rendered once


@pytest.mark.parametrize("theme", THEMES)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_pages_share_is_on_each_as_if_there_were_no_other(theme: str, data: st.DataObject) -> None:
    """Pages of any kind, place and depth, one after the other with one frame, and each with a frame of its own."""
    site = "help" if theme == "help" else "handbook"
    language = data.draw(st.sampled_from([*LANGUAGES]))
    navigation = data.draw(BRANCHES)
    together = replace(frame(site, language), navigation=navigation)
    keys = ["", *(key for item in navigation for key in keys_of(item)), "elsewhere/page"]
    for _ in range(3):
        key, template = data.draw(st.sampled_from(keys)), data.draw(st.sampled_from(TEMPLATES))
        url = "404.html" if template == "404" else f"{key}/" if key else ""
        one = page(template, site, language, key=key, url=url)
        assert LOADED[theme].render(together, one) == LOADED[theme].render(other(together), one)


def other(same: Frame) -> Frame:
    """An equal frame that nothing was rendered with."""
    return replace(same)


def branch(children: st.SearchStrategy[list[NavItem]]) -> st.SearchStrategy[NavItem]:
    names = st.sampled_from(["a", "b", "a-b", "c"])
    return st.builds(lambda name, below: NavItem(name.upper(), f"{name}/", name, tuple(below)), names, children)


def below(key: str, items: tuple[NavItem, ...]) -> tuple[NavItem, ...]:
    """Items with keys and addresses that begin with those of what they lie below."""
    return tuple(
        dataclasses.replace(
            item, key=f"{key}{item.key}", url=f"{key}{item.url}", children=below(f"{key}{item.key}/", item.children)
        )
        for item in items
    )


def keys_of(item: NavItem) -> list[str]:
    return [item.key, *(key for child in item.children for key in keys_of(child))]


BRANCHES = st.lists(
    st.recursive(branch(st.just([])), lambda inner: branch(st.lists(inner, max_size=3)), max_leaves=8), max_size=4
).map(lambda items: below("", tuple(items)))


def test_once_for_each_depth_and_value(tmp_path: Path) -> None:
    theme = theme_with(
        tmp_path, "{% kept page.title %}{{ page.title }} {{ page.heading }} {{ href('a/') }}{% endkept %}"
    )
    same = frame()
    pages = [
        home(url="", title="A", heading="first"),
        home(url="x/", title="A", heading="second"),
        home(url="y/", title="A", heading="third"),
        home(url="y/", title="B", heading="fourth"),
    ]
    assert [theme.render(same, one) for one in pages] == [
        "A first a/",
        "A second ../a/",
        "A second ../a/",
        "B fourth ../a/",
    ]
    assert theme.render(other(same), pages[2]) == "A third ../a/"


def test_what_is_kept_is_escaped_as_all_else(tmp_path: Path) -> None:
    theme = theme_with(
        tmp_path, "{% kept %}{{ frame.title }}<b>{% kept 1, 2 %}{{ frame.title }}{% endkept %}</b>{% endkept %}"
    )
    assert theme.render(frame(title="<&>"), home()) == "&lt;&amp;&gt;<b>&lt;&amp;&gt;</b>"


TEXTS = st.text("ab{}<&\"' %:!.", max_size=12)


SAID = st.lists(st.sampled_from(["{a}", "{b}", "{a:>5}", "{a!r}", "{", "}}", "{{", "<i>", "%", "words "])).map("".join)


@given(st.one_of(TEXTS, SAID), st.one_of(TEXTS, TEXTS.map(Markup), st.integers()))
def test_values_are_filled_in_as_markupsafe_does(text: str, value: object) -> None:
    said, values = escape(text), {"a": value, "b": "<b>"}
    try:
        wanted = said.format(**values)
    except (AttributeError, LookupError, ValueError):
        with pytest.raises((AttributeError, LookupError, ValueError)):
            _filled(said, values)
    else:
        assert _filled(said, values) == wanted


# ------------------------------------------------------------------------------------------------ remembered code


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of templates as they are compiled, by a process that has not compiled any."""
    names: list[str] = []
    compile_ = Sandbox.compile

    def noted(self: Sandbox, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_(self, source, name, filename)

    monkeypatch.setattr(Sandbox, "compile", noted)
    sandbox._compiled.cache_clear()
    return names


def built_in(folder: Path) -> str:
    """A page rendered by another process with this folder."""
    sandbox._compiled.cache_clear()
    with remembered_code(str(folder)):
        return load("help", None, ["en"]).render(frame("help"), page("document", "help"))


def test_what_was_compiled_once_is_not_compiled_again(tmp_path: Path, compiling: list[str]) -> None:
    first = built_in(tmp_path / "cache")
    assert "base.html" in compiling and len(compiling) == len(set(compiling))
    compiling.clear()
    assert built_in(tmp_path / "cache") == first and compiling == []
    assert sorted(file.name for file in (tmp_path / "cache").iterdir()) == [".gitignore", "templates"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9], lambda data: data.replace(b"x", b"y"), lambda data: b"", bytes.upper]
)
def test_a_damaged_file_is_forgotten(tmp_path: Path, compiling: list[str], damage: Callable[[bytes], bytes]) -> None:
    first, file = built_in(tmp_path), tmp_path / "templates"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    compiling.clear()
    assert built_in(tmp_path) == first and "base.html" in compiling
    assert len(file.read_bytes()) == len(whole)


def test_code_of_another_sopgen_is_forgotten(
    tmp_path: Path, compiling: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    built_in(tmp_path)
    compiling.clear()
    monkeypatch.setattr(sandbox, "__version__", "another")
    built_in(tmp_path)
    assert "base.html" in compiling


def test_a_changed_template_is_compiled_again(tmp_path: Path, compiling: list[str]) -> None:
    for text in ("one", "two"):
        home_html = tmp_path / "themes" / "mine" / "templates" / "home.html"
        home_html.parent.mkdir(parents=True, exist_ok=True)
        home_html.write_text(text, "utf-8")
        sandbox._compiled.cache_clear()
        with remembered_code(str(tmp_path / "cache")):
            assert load("mine", tmp_path / "themes", ["en"]).render(frame(), home()) == text


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path, compiling: list[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert built_in(tmp_path / "file").startswith("<!doctype html>")


# -------------------------------------------------------------------------------------- what templates may see


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.__class__.__mro__ }}",
        "{{ frame._x }}",
        "{{ page.__class__ }}",
        "{{ page.__init__ }}",
        "{% for x in [1] %}{{ loop._iterable }}{% endfor %}",
        "{% import 'parts.html' as parts with context %}{{ parts._body_stream }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ range(1000000) | length }}",
        "{{ _.func.__globals__ }}",
        "{{ parts.__init__ }}{% import 'parts.html' as parts with context %}{{ parts._body_stream }}",
        "{% macro m() %}{% endmacro %}{{ m._environment }}",
        "{% for x in [1] %}{{ loop.__class__.__mro__ }}{% endfor %}",
        "{{ ''.__class__ }}",
        "{{ href.func.__globals__ }}",
        "{{ page.no_such_thing }}",
        "{% kept %}{{ frame.no_such_thing }}{% endkept %}",
        "{% kept page.no_such_thing %}{% endkept %}",
        "{{ page() }}",
    ],
)
def test_what_is_no_templates_business(tmp_path: Path, template: str) -> None:
    with pytest.raises(SopgenError, match=r"theme mine: home\.html"):
        theme_with(tmp_path, template).render(frame(), home())


def test_a_value_that_is_missing_can_be_asked_for(tmp_path: Path) -> None:
    template = "{{ page.colour is defined }} {{ page.colour|default('none') }} {{ page.title is defined }}"
    assert theme_with(tmp_path, template).render(frame(), home()) == "False none True"


def test_a_kept_tag_that_is_not_closed_is_the_themes_fault(tmp_path: Path) -> None:
    with pytest.raises(SopgenError, match=r"home\.html:1"):
        theme_with(tmp_path, "{% kept %}").render(frame(), home())
