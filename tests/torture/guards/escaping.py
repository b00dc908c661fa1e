"""Guards that keep what authors write from running in a reader's browser."""

from __future__ import annotations

from tests.torture.guards.guard import Guard

_RUNS = "tests/hostile/test_injection.py::test_nothing_of_an_author_runs"
_DECEIVES = "tests/hostile/test_injection.py::test_links_whose_beginning_deceives"
_LINKS = "sopgen/markdown/links.py"
_SANDBOX = "tests/test_sandbox.py"
_ODD = "tests/sites/test_odd_inputs.py"

ESCAPING = (
    Guard(
        "only known schemes are written",
        _LINKS,
        "match[1].lower() not in SCHEMES else",
        'match[1] == "nothing" else',
        (_RUNS,),
    ),
    Guard(
        "what browsers leave out of an address is left out",
        _LINKS,
        '    bare = _IGNORED.sub("", target)\n',
        "    bare = target\n",
        (_DECEIVES,),
    ),
    Guard(
        "no address leads to another host by the page's own scheme",
        _LINKS,
        "    if _HOST.match(bare):\n",
        "    if False:\n",
        (_DECEIVES, _RUNS),
    ),
    Guard(
        "links of text are judged",
        "sopgen/markdown/spans.py",
        'links are not written: the text stays", _SCHEME_HINT)\n            return True\n',
        'links are not written: the text stays", _SCHEME_HINT) if False else None\n',
        (f"{_ODD}::test_site[links that lead nowhere, each said at its place]",),
    ),
    Guard(
        "links that are filled in are judged",
        "sopgen/edition/fill.py",
        'target.kind == "external" and (not target.url or forbidden_scheme(target.url)):',
        'target.kind == "external" and not target.url:',
        (f"{_ODD}::test_site[links to facts and channels]",),
    ),
    Guard(
        "links of raw HTML are judged",
        "sopgen/markdown/rawhtml.py",
        '    if name in ("href", "src") and (scheme := forbidden_scheme(value)):\n',
        '    if name == "nothing" and (scheme := forbidden_scheme(value)):\n',
        ("tests/hostile/test_injection.py::test_raw_html_that_runs_is_left_out_and_said",),
    ),
    Guard(
        "addresses of videos are judged",
        "sopgen/markdown/html.py",
        '            if key != "title" and (scheme := forbidden_scheme(written)):\n',
        '            if key == "nothing" and (scheme := forbidden_scheme(written)):\n',
        ("tests/hostile/test_injection.py::test_an_address_of_a_video_that_runs_something",),
    ),
    Guard(
        "pictures elsewhere are judged",
        "sopgen/edition/media.py",
        "        if in_link or forbidden_scheme(target)\n",
        "        if in_link\n",
        ("tests/hostile/test_injection.py::test_a_picture_or_video_elsewhere_is_a_link_that_is_safe",),
    ),
    Guard(
        "addresses of settings are https",
        "sopgen/fields.py",
        "    if scheme.lower() not in schemes:\n",
        "    if False:\n",
        ("tests/contact/test_fields.py",),
    ),
    Guard(
        "attributes of raw HTML that run are left out",
        "sopgen/markdown/rawhtml.py",
        "    if name not in _GLOBAL and name not in _OF_ELEMENT.get(tag, ()):\n",
        "    if False:\n",
        ("tests/hostile/test_injection.py::test_raw_html_that_runs_is_left_out_and_said",),
    ),
    Guard(
        "elements of raw HTML that run are left out",
        "sopgen/markdown/rawhtml.py",
        "        elif tag not in ALLOWED:\n",
        "        elif False:\n",
        ("tests/hostile/test_injection.py::test_raw_html_that_runs_is_left_out_and_said",),
    ),
    Guard(
        "raw HTML goes through a last net",
        "sopgen/markdown/rawhtml.py",
        "    clean = nh3.clean(html, tags",
        "    clean = (lambda html, **_: html)(html, tags",
        ("tests/hostile/test_injection.py::test_the_last_net_holds",),
    ),
    Guard(
        "templates escape",
        "sopgen/sandbox.py",
        "            autoescape=True,\n",
        "            autoescape=False,\n",
        (_RUNS,),
    ),
    Guard(
        "text with a sign of HTML is escaped",
        "sopgen/sandbox.py",
        '_SPECIAL = re.compile("[<>&\\"\']")',
        '_SPECIAL = re.compile("[&]")',
        (_RUNS,),
    ),
    Guard(
        "quotes are escaped in attributes",
        "sopgen/sandbox.py",
        '_SPECIAL = re.compile("[<>&\\"\']")',
        '_SPECIAL = re.compile("[<>&]")',
        (_RUNS,),
    ),
    Guard(
        "values in interface texts are escaped",
        "sopgen/theme.py",
        '(literal, escape(values[name]) if name else "")',
        '(literal, values[name] if name else "")',
        (f"{_SANDBOX}::test_values_are_filled_in_as_markupsafe_does",),
    ),
    Guard(
        "JSON-LD ends no script",
        "sopgen/contact/json_ld.py",
        '    for character in "<>&\\u2028\\u2029":\n',
        '    for character in "":\n',
        (_RUNS, "tests/contact/test_json_ld.py"),
    ),
    Guard(
        "attributes of pictures and links are escaped",
        "sopgen/edition/media.py",
        'return "".join(f\' {name}="{html.escape(value)}"\' for name, value in pairs)',
        'return "".join(f\' {name}="{value}"\' for name, value in pairs)',
        (_RUNS,),
    ),
    Guard(
        "alt texts are escaped",
        "sopgen/edition/media.py",
        'alt="{html.escape(piece.alt)}"{title}',
        'alt="{piece.alt}"{title}',
        (_RUNS,),
    ),
    Guard(
        "titles of links are escaped",
        "sopgen/edition/fill.py",
        "f' title=\"{html.escape(link.title)}\"' if link.title",
        "f' title=\"{link.title}\"' if link.title",
        (_RUNS,),
    ),
    Guard(
        "feeds are well-formed",
        "sopgen/outputs/feeds.py",
        '    return escape(_NOT_XML.sub("", words))\n',
        '    return _NOT_XML.sub("", words)\n',
        (_RUNS,),
    ),
    Guard(
        "llms.txt holds no Markdown of authors",
        "sopgen/outputs/llms.py",
        '    return re.sub(r"([\\\\\\[\\]`*_<>])", r"\\\\\\1", " ".join(text.split()))\n',
        '    return " ".join(text.split())\n',
        ("tests/publish/test_formats.py",),
    ),
    Guard(
        "the policy allows no inline script",
        "sopgen/outputs/headers.py",
        "\"'self' 'wasm-unsafe-eval'\" if search",
        "\"'self' 'unsafe-inline' 'wasm-unsafe-eval'\" if search",
        ("tests/publish/test_formats.py",),
    ),
    Guard(
        "the policy allows no other host",
        "sopgen/outputs/headers.py",
        '"default-src": "\'none\'",',
        '"default-src": "*",',
        ("tests/publish/test_formats.py",),
    ),
    Guard(
        "themes run in a sandbox",
        "sopgen/sandbox.py",
        "        return super().getattr(obj, attribute)\n",
        "        return getattr(obj, attribute)\n",
        (f"{_SANDBOX}::test_what_is_no_templates_business",),
    ),
    Guard(
        "themes do not see what begins with _",
        "sopgen/sandbox.py",
        '        if type(obj) in _OPEN and attribute[0] != "_":\n',
        "        if type(obj) in _OPEN:\n",
        (f"{_SANDBOX}::test_what_is_no_templates_business",),
    ),
)
