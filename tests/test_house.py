"""The plan of the house: which room may know which, who may print, how each module opens."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sopgen"

# Each room may import those above it. A new room is a new line here.
STREET = [
    "cache",
    "footprint",
    "unchanged",
    "keys",
    "refusals",
    "model",
    "view",
    "reads",
    "dates",
    "formats",
    "amounts",
    "collation",
    "slug",
    "address",
    "lines",
    "stamps",
    "pictures",
    "metadata",
    "colours",
    "yaml_syntax",
    "yaml_source",
    "mistakes",
    "fields",
    "front_matter",
    "contact",
    "profiles",
    "guidance",
    "style",
    "terms",
    "notices",
    "services",
    "config",
    "texts",
    "load",
    "captions",
    "decisions",
    "markdown",
    "outlined",
    "parse",
    "translation",
    "library",
    "translated",
    "nearest",
    "links",
    "named",
    "said",
    "among",
    "audience_lock",
    "language",
    "step_lists",
    "prose",
    "readability",
    "rule",
    "step_faults",
    "word_faults",
    "price_faults",
    "rules",
    "check",
    "crew",
    "verdicts",
    "stages",
    "packing",
    "store",
    "memory",
    "fix",
    "fingerprint",
    "baseline",
    "git",
    "changes",
    "statistics",
    "reports",
    "audience",
    "edition",
    "sandbox",
    "theme",
    "outputs",
    "proof",
    "register",
    "finish",
    "spool",
    "publish",
    "keyed",
    "lean",
    "by_digest",
    "recall",
    "build",
    "selection",
    "manual",
    "server",
    "language_server",
    "commands",
    "cli",
    "__main__",
]

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """ "sopgen.rules.links" of its path; packages without "__init__"."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> list[tuple[int, str]]:
    """Line and full name of each import of ours, in functions and under TYPE_CHECKING too."""
    tree, found = ast.parse(path.read_text(encoding="utf-8")), []
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            base = ".".join(part for part in (start, node.module) if part)
            # `from sopgen import parse` names a module, `from sopgen.parse import parse` what is in it
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return [(line, name) for line, name in found if name.split(".")[0] == "sopgen"]


def room(name: str) -> str:
    """ "rules" of "sopgen.rules.links"; "" of the package itself and of its version."""
    parts = name.split(".")[1:]
    return parts[0] if parts and parts[0] != "__version__" else ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_up_the_street(path: Path) -> None:
    own = room(name_of(path))
    if not own:
        assert imports(path) == [], "the package itself imports nothing, so that every room can import it"
        return
    assert own in STREET, f"{own} has no place in the street: give it one in STREET"
    above = ["", *STREET[: STREET.index(own) + 1]]
    assert [f"line {line}: {name}" for line, name in imports(path) if room(name) not in above] == []


def test_model_imports_nothing_of_ours() -> None:
    assert imports(PACKAGE / "model.py") == []


def test_every_library_is_declared_and_every_declared_one_is_used() -> None:
    """What is imported without being declared works here and breaks at the user's."""
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=~! ;\[]", line)[0] for line in project["dependencies"]}
    distributions = packages_distributions()
    used = {name for path in MODULES for name in roots(path)} - {"sopgen"} - set(sys.stdlib_module_names)
    needed = {distributions[name][0].lower() for name in used}
    # markupsafe is Jinja's, pydantic_core pydantic's, lsprotocol pygls's and pagefind_bin Pagefind's own other half;
    # tzdata is read by zoneinfo
    assert needed - {"markupsafe", "pydantic_core", "lsprotocol", "pagefind_bin"} | {"tzdata"} == declared


def roots(path: Path) -> set[str]:
    """The first word of every import."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def speaks(tree: ast.AST) -> list[int]:
    """Lines that print, exit, or write to a standard stream."""
    calls = ("print", "exit", "quit", "sys.exit", "os._exit", "click.echo", "click.secho")
    names = ("sys.stdout", "sys.stderr", "sys.stdin", "SystemExit")
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and ast.unparse(node.func) in calls)
        or (isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node) in names)
    ]


@pytest.mark.parametrize(
    "path", [p for p in MODULES if room(name_of(p)) not in ("__main__", "cli", "commands")], ids=name_of
)
def test_only_commands_print_or_exit(path: Path) -> None:
    assert speaks(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_opens_with_what_room_it_is(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said and said.splitlines()[0].rstrip()[-1] in ".:;!?…", "open with one line that says what room this is"


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("print('x')", [1]),
        ("import sys\nsys.exit(1)", [2]),
        ("import sys\nsys.stderr.write('x')", [2]),
        ("raise SystemExit(2)", [1]),
        ("import click\nclick.echo('x')", [2]),
        ("report.print('x')\nfingerprint('x')\nfoot.exit()", []),
    ],
)
def test_speaking_is_seen(code: str, lines: list[int]) -> None:
    assert speaks(ast.parse(code)) == lines


@pytest.mark.parametrize(
    ("file", "code", "names"),
    [
        ("parse.py", "from sopgen.model import Place", ["sopgen.model.Place"]),
        ("parse.py", "from .model import Place", ["sopgen.model.Place"]),
        ("parse.py", "from sopgen import build, __version__", ["sopgen.build", "sopgen.__version__"]),
        ("parse.py", "def f():\n    import sopgen.build", ["sopgen.build"]),
        ("rules/links.py", "from ..model import Place", ["sopgen.model.Place"]),
        ("rules/__init__.py", "from . import links", ["sopgen.rules.links"]),
        ("parse.py", "import sys\nfrom pathlib import Path", []),
    ],
)
def test_imports_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, code: str, names: list[str]
) -> None:
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path / "sopgen")
    path = tmp_path / "sopgen" / file
    path.parent.mkdir(parents=True)
    path.write_text(code)
    assert [name for _, name in imports(path)] == names
