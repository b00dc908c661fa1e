"""The commands as a user calls them: what they print, where, and how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sopgen.commands.list import COLUMNS, FORMATS
from tests.projects import BASE, write

ROOT = Path(__file__).parents[1]
BROKEN = {"procedures/refund.md": "---\ntitle: Refund\nonwer: me\n---\n\nSee [x](gone.md).\n"}
KEYS = ["path", "line", "column", "end_column", "rule", "severity", "message", "hint", "edits", "certain"]


def sopgen(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    command = [sys.executable, "-m", "sopgen", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path, BASE)


def test_check_of_a_clean_project(base: Path) -> None:
    done = sopgen("check", cwd=base)
    assert (done.returncode, done.stdout) == (0, "")
    assert "no problems" in done.stderr and "sopgen: ignore" not in done.stderr


def test_check_prints_problems_to_standard_output(base: Path) -> None:
    write(base, BROKEN)
    done = sopgen("check", cwd=base)
    assert done.returncode == 1
    first, hint, *_ = done.stdout.splitlines()
    assert first == "procedures/refund.md:3:1: error: the key `onwer` is not known here [unknown-key]"
    assert hint.strip() == "did you mean `owner`?"
    assert "sopgen: ignore" not in done.stdout
    assert "2 errors" in done.stderr and done.stderr.count("<!-- sopgen: ignore RULE because … -->") == 1
    assert not (base / "build").exists()


def test_check_json_is_one_sorted_array_with_the_same_keys(base: Path) -> None:
    write(base, BROKEN)
    found = json.loads(sopgen("check", "--format", "json", cwd=base / "procedures").stdout)
    assert [list(problem) for problem in found] == [KEYS] * len(found)
    assert [(p["path"], p["line"], p["column"], p["end_column"], p["rule"]) for p in found] == [
        ("refund.md", 3, 1, 6, "unknown-key"),
        ("refund.md", 6, 5, 17, "broken-link"),
    ]
    assert json.loads(sopgen("check", "greet.md", "--format", "json", cwd=base / "procedures").stdout) == []


def test_check_prints_problems_in_path_only(base: Path) -> None:
    write(base, BROKEN)
    done = sopgen("check", "procedures/greet.md", cwd=base)
    assert (done.returncode, done.stdout) == (0, "")
    done = sopgen("check", str(base / "procedures" / "refund.md"), cwd=ROOT)
    assert done.returncode == 1 and "gone.md" in done.stdout


def test_check_github_annotations(base: Path) -> None:
    write(base, BROKEN)
    lines = sopgen("check", "--format", "github", cwd=base).stdout.splitlines()
    assert lines[0].startswith("::error file=procedures/refund.md,line=3,col=1,endLine=3,endColumn=6,title=sopgen ")


def test_min_severity_narrows(base: Path) -> None:
    write(base, {"procedures/x.md": "---\ntitle: X\n---\n\n## One\n\n### Two\n\n##### Five\n\nText.\n"})
    assert "heading-level" in sopgen("check", cwd=base).stdout
    assert sopgen("check", "--min-severity", "error", cwd=base).stdout == ""
    assert sopgen("check", cwd=base).returncode == 0
    assert sopgen("check", "--strict", cwd=base).returncode == 1


def test_as_of_moves_today(base: Path) -> None:
    text = "---\ntitle: X\nstatus: approved\nreviewed: 2026-01-01\nreview_every: 12 months\n---\n\nText.\n"
    write(base, {"procedures/x.md": text})
    assert "review-overdue" not in sopgen("check", "--as-of", "2026-12-31", cwd=base).stdout
    assert "review-overdue" in sopgen("check", "--as-of", "2027-01-02", cwd=base).stdout
    assert "review-overdue" in sopgen("check", cwd=base, SOURCE_DATE_EPOCH="1893456000").stdout
    assert sopgen("check", "--as-of", "tomorrow", cwd=base).returncode == 2


def test_check_without_a_project_asks_nothing_that_only_a_project_knows(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.md": "# A\n\n[b](b.md) [gone](gone.md) [site](/somewhere/) {{ facts.fee }} ![](x.png)\n",
            "b.md": "---\naudience: customer\nowner: somebody\n---\n\n# B\n\nText, see [a](a.md).\n",
            "c.el.md": "# Γ\n\nΚείμενο.\n",
        },
    )
    found = json.loads(sopgen("check", "--format", "json", cwd=tmp_path).stdout)
    assert {(p["path"], p["rule"]) for p in found} == {
        ("a.md", "broken-link"),
        ("a.md", "alt-text"),
        ("a.md", "broken-image"),
    }
    assert json.loads(sopgen("check", "b.md", "--format", "json", cwd=tmp_path).stdout) == []


def test_build_publishes_both_sites(base: Path) -> None:
    done = sopgen("build", cwd=base)
    assert (done.returncode, done.stdout) == (0, "")
    for page in ("handbook/greet/index.html", "handbook/it/greet/index.html", "help/hours/index.html", "help/404.html"):
        assert (base / "build" / page).is_file()
    assert not (base / "build" / "help" / "greet").exists()
    assert "handbook" in done.stderr


def test_a_build_with_errors_says_of_nothing_that_it_stands(base: Path) -> None:
    write(base, BROKEN)
    done = sopgen("build", cwd=base)
    assert done.returncode == 1 and "Nothing published" in done.stderr and "still stands" not in done.stderr


def test_a_build_with_errors_leaves_what_stood(base: Path) -> None:
    assert sopgen("build", cwd=base).returncode == 0
    before = {file: file.read_bytes() for file in (base / "build").rglob("*") if file.is_file()}
    write(base, BROKEN)
    done = sopgen("build", cwd=base)
    assert done.returncode == 1 and "Nothing published" in done.stderr
    assert f"What stood in {base / 'build'} still stands." in done.stderr
    assert done.stderr.count("<!-- sopgen: ignore RULE because … -->") == 1
    assert {file: file.read_bytes() for file in (base / "build").rglob("*") if file.is_file()} == before


def test_strict_builds_fail_on_warnings(base: Path) -> None:
    write(base, {"procedures/x.md": "---\nstatus: approved\n---\n\nText.\n"})
    assert sopgen("build", "--strict", cwd=base).returncode == 1
    assert not (base / "build").exists()
    assert sopgen("build", cwd=base).returncode == 0


def test_build_one_site_from_elsewhere(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = sopgen("build", "--config", str(base / "sopgen.yaml"), "--site", "help", "--output", "out", cwd=elsewhere)
    assert done.returncode == 0, done.stdout
    assert sorted(path.name for path in (elsewhere / "out").iterdir() if not path.name.startswith(".")) == ["help"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["buid"], "Did you mean `build`?"),
        (["build", "--site", "intranet"], "handbook, help"),
        (["build", "--config", "nowhere.yaml"], "does not exist"),
        (["check", "nowhere.md"], "does not exist"),
        (["check", "--format", "xml"], "github"),
        (["rules", "alt-txt"], "`alt-text`"),
        (["check", "README.md"], "is not a part of the project"),
        (["check", "--language", "de"], "en, it"),
        (["build", "--output", "procedures"], "output folder"),
    ],
)
def test_wrong_use_ends_with_2(arguments: list[str], says: str, base: Path) -> None:
    write(base, {"README.md": "# Read me\n"})
    done = sopgen(*arguments, cwd=base)
    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr


def test_without_a_project_build_says_how_to_start(tmp_path: Path) -> None:
    done = sopgen("build", cwd=tmp_path)
    assert done.returncode == 2 and "sopgen init" in done.stderr


def test_foreign_files_in_the_output_folder_are_kept(base: Path) -> None:
    write(base, {"build/handbook/mine.txt": "mine"})
    done = sopgen("build", cwd=base)
    assert done.returncode == 2 and "mine.txt" in done.stderr
    assert (base / "build/handbook/mine.txt").read_text() == "mine"


def test_a_fault_of_ours_is_short_and_its_details_are_in_a_file(base: Path) -> None:
    code = (
        "import sys; import sopgen.library as library\n"
        "def fault(*given): raise RuntimeError('planted')\n"
        "library.build = fault\n"
        "from sopgen.cli import main; sys.exit(main(['check']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(base)}
    done = subprocess.run([sys.executable, "-c", code], cwd=base, env=environment, capture_output=True, text=True)
    assert done.returncode == 3
    assert "planted" in done.stderr and "Traceback" not in done.stderr
    assert "Traceback" in next(base.glob("sopgen-fault-*.txt")).read_text()


def test_interrupted_ends_with_130(base: Path) -> None:
    code = (
        "import sys; import sopgen.load as load\n"
        "def stop(*given): raise KeyboardInterrupt\n"
        "load.load = stop\n"
        "from sopgen.cli import main; sys.exit(main(['build']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=base, env=environment, capture_output=True, text=True)
    assert done.returncode == 130 and "Traceback" not in done.stderr


def test_the_register(base: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sopgen("list", "--format", "csv", cwd=base).stdout)))
    assert [(row["title"], row["audience"], row["status"]) for row in rows] == [
        ("Greet a customer", "staff", "approved"),
        ("When we are open", "customer", "approved"),
    ]
    assert rows[0]["review_due"] == "2027-03-01"
    assert json.loads(sopgen("list", "--format", "json", cwd=base).stdout) == rows
    assert "CS-001  Greet a customer  procedure" in sopgen("list", cwd=base).stdout


def test_csv_never_starts_a_formula(base: Path) -> None:
    write(base, {"procedures/x.md": '---\ntitle: "=HYPERLINK(1)"\nstatus: approved\n---\n\nText.\n'})
    rows = list(csv.DictReader(io.StringIO(sopgen("list", "--format", "csv", cwd=base).stdout)))
    assert "'=HYPERLINK(1)" in [row["title"] for row in rows]


def test_no_cell_is_a_formula() -> None:
    """However a spreadsheet parts the cells, and whatever it passes over before the first sign."""
    begins = ("", " ", "\t", "\r", "\n", "\u00a0", "\u3000", "Keys;", "Keys; ", "Keys\t", "Keys|", "Keys\n", "Keys\r\n")
    values = [f"{before}{sign}cmd|/C calc!A0" for sign in "=+-@＝＋－＠" for before in begins] + ["\tplain", "\rplain"]
    said = FORMATS["csv"]([dict.fromkeys(COLUMNS, value) for value in values])
    cells = [
        cell for sign in ",;\t|" for row in csv.reader(io.StringIO(said, newline=""), delimiter=sign) for cell in row
    ]
    assert len(cells) > 4 * len(values)
    found = [cell for cell in cells if re.search(r"(?:^|[;|\t\r\n])\s*\"?[=+\-@＝＋－＠]|^[\t\r\n]", cell)]
    assert found == []
    plain = ["Keys – and more", "A = B", "a@example.org", "1-2", "it's"]
    assert [
        row["title"] for row in csv.DictReader(io.StringIO(FORMATS["csv"]([{"title": one} for one in plain])))
    ] == plain


def test_rules_and_their_pages(base: Path) -> None:
    assert "alt-text " in sopgen("rules", cwd=base).stdout
    page = sopgen("rules", "alt-text", cwd=base).stdout
    assert "## Bad" in page and "WCAG 2.2" in page and "Severity: error" in page


def test_the_page_of_a_rule_speaks_the_languages_of_the_project(base: Path) -> None:
    def headings(*arguments: str) -> list[str]:
        page = sopgen("rules", "step-modal", *arguments, cwd=base).stdout
        assert page.index("Severity: warning") < page.index("## Why")
        return [line for line in page.splitlines() if line.startswith("## ")]

    assert headings() == ["## Why", "## Bad", "## Steps", "## Passi", "## Good", "## Steps", "## Passi", "## Source"]
    assert headings("--language", "el") == ["## Why", "## Bad", "## Βήματα", "## Good", "## Βήματα", "## Source"]
    assert headings("--language", "de").count("## Passos") == 2
    (base / "sopgen.yaml").unlink()
    assert "## Passi" not in headings()


@pytest.mark.parametrize("what", ["config", "document"])
def test_schemas_are_schemas(what: str, base: Path) -> None:
    schema = json.loads(sopgen("schema", what, cwd=base).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    described = schema["properties"].items()
    assert [name for name, field in described if not (field.get("description") or "$ref" in field)] == []


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and true or false by YAML 1.2, dates as text."""


EditorLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool", ":int", ":float"))]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for tag, pattern, signs in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(signs))


def as_editors_read(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)


@pytest.fixture(scope="module")
def validators() -> dict[str, jsonschema.Draft202012Validator]:
    schemas = {what: json.loads(sopgen("schema", what, cwd=ROOT).stdout) for what in ("config", "document")}
    return {what: jsonschema.Draft202012Validator(schema) for what, schema in schemas.items()}


def test_the_schema_of_documents_accepts_what_sopgen_does(
    validators: dict[str, jsonschema.Draft202012Validator],
) -> None:
    blocks = [
        (file.name, found[1])
        for file in sorted((ROOT / "procedures").rglob("*.md"))
        if (found := re.match(r"---\n(.*?)^---$", file.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL))
    ]
    blocks.append(("own", "version: 1.10\ntags: [112, true]\nreview_every: 12 months\naliases: /old\norder: 3\n"))
    assert len(blocks) > 50
    wrong = [
        (name, list(error.path), error.message)
        for name, block in blocks
        for error in validators["document"].iter_errors(as_editors_read(block))
    ]
    assert wrong == []


def test_the_schema_of_settings_accepts_what_sopgen_does(
    validators: dict[str, jsonschema.Draft202012Validator],
) -> None:
    settings = as_editors_read((ROOT / "sopgen.yaml").read_text("utf-8"))
    validators["config"].validate(settings)
    files = {key: value for key, value in settings.items() if isinstance(value, str) and value.endswith(".yaml")}
    assert files
    inlined = {key: as_editors_read((ROOT / file).read_text("utf-8")) for key, file in files.items()}
    validators["config"].validate({**settings, **inlined})


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("document", "onwer: me"),
        ("document", "type: proc"),
        ("document", "audience: all"),
        ("document", "title: [a]"),
        ("config", "{}"),
        ("config", "{organisation: {name: A, country: IT}, languages: [en], sites: {}}"),
        ("config", "{organisation: {name: A, country: IT}, languages: [en], sites: sites.txt}"),
    ],
)
def test_the_schemas_refuse_what_sopgen_does(
    what: str, text: str, validators: dict[str, jsonschema.Draft202012Validator]
) -> None:
    assert not validators[what].is_valid(as_editors_read(text))


def test_quick_answers_import_nothing_heavy(base: Path) -> None:
    code = (
        "import sys; from sopgen.cli import main; main([sys.argv[1]])\n"
        "heavy = {'yaml', 'pydantic', 'jinja2', 'markdown_it', 'babel', 'rich', 'phonenumbers', 'selectolax'}\n"
        "sys.exit(str(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)"
    )
    for option in ("--version", "--help"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code, option], cwd=base, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert "sopgen" in done.stdout


def test_on_a_terminal_the_place_is_shown_with_a_caret(base: Path) -> None:
    write(base, BROKEN)
    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "sopgen", "check"], cwd=base, env=environment, stdout=slave, stderr=subprocess.DEVNULL
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    assert process.wait() == 1
    lines = shown.decode().replace("\r", "").splitlines()
    at = next(number for number, line in enumerate(lines) if "See [x](gone.md)" in line)
    assert "\x1b[31m" in lines[at - 1]
    assert lines[at + 1].replace("\x1b[31m", "").replace("\x1b[0m", "") == "      ^^^^^^^^^^^^"


def test_the_same_input_gives_the_same_bytes(base: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another folder, hash seed, time zone, locale and umask, files written in another order: not a byte differs."""
    other = tmp_path_factory.mktemp("other") / "Überall"
    odd = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}  # names are ASCII there
    extra = {
        "procedures/ζ.md": BASE["procedures/greet.md"].replace("CS-001", "CS-9"),
        "static/help/CNAME": "help.example\n",
    }
    write(base, extra)
    write(other, dict(reversed([*BASE.items(), *extra.items()])))
    first = sopgen("build", "--as-of", "2026-11-21", cwd=base, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    mask = os.umask(0o077)
    try:
        second = sopgen("build", "--as-of", "2026-11-21", cwd=other, PYTHONHASHSEED="2", **odd)
    finally:
        os.umask(mask)
    assert (first.returncode, second.returncode) == (0, 0), first.stdout + second.stdout

    def tree(folder: Path) -> dict[str, bytes]:
        return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    assert tree(base / "build") == tree(other / "build")


def test_check_reads_every_project_that_is_named(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "good", BASE), write(tmp_path / "bad", BASE, BROKEN)
    done = sopgen("check", str(good / "procedures"), str(bad / "procedures" / "refund.md"), cwd=tmp_path)
    assert done.returncode == 1 and "bad/procedures/refund.md:3:1" in done.stdout
    assert "Checked 3 documents" in done.stderr


def test_build_says_what_it_does_not_show(base: Path) -> None:
    write(base, {"procedures/x.md": "---\ntitle: X\n---\n\nText.\n"})
    assert "1 draft not shown" in sopgen("build", cwd=base).stderr
    assert "not shown" not in sopgen("build", "--drafts", cwd=base).stderr
