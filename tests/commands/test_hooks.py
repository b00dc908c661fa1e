"""What runs sopgen for a team: the hooks for pre-commit, run by pre-commit itself, and the workflows on their hosts."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sopgen import __version__
from sopgen.cli import sopgen as group
from sopgen.commands.init import STARTER
from tests.commands.repositories import OLD, REFUND, ROOT, git, repository, sopgen
from tests.projects import write

MANUAL = ROOT / "sopgen" / "manual" / "procedures" / "adapt" / "ci.md"
WORKFLOW = (STARTER / "dot-github" / "workflows" / "sopgen.yml").read_text("utf-8").replace("@VERSION@", __version__)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def run(*command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def blocks(heading: str) -> list[str]:
    """The YAML that the manual shows below a heading."""
    part = MANUAL.read_text("utf-8").split(f"\n## {heading}")[1].split("\n## ")[0]
    return re.findall(r"^```yaml\n(.*?)^```$", part, flags=re.MULTILINE | re.DOTALL)


# ---------------------------------------------------------------------------------------------------- pre-commit


@pytest.fixture
def bin_with_sopgen(tmp_path: Path) -> Path:
    """A folder for PATH with the command `sopgen` of this checkout."""
    script = write(tmp_path / "bin", {"sopgen": f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sopgen "$@"\n'})
    (script / "sopgen").chmod(0o755)
    return script


def test_pre_commit_knows_the_hooks(tmp_path: Path) -> None:
    done = run("pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_calls_what_there_is(hook: dict[str, str]) -> None:
    program, name, *options = shlex.split(hook["entry"])
    assert program == "sopgen"
    import click

    command = group.get_command(click.Context(group), name)
    assert command is not None
    known = {option for param in command.params for option in param.opts}
    assert set(options) <= known


def test_pre_commit_runs_the_hook(tmp_path: Path, bin_with_sopgen: Path) -> None:
    """Our hooks from a repository of their own; only the installing, which needs a network, is left out."""
    hooks = write(tmp_path / "hooks", {".pre-commit-hooks.yaml": (ROOT / ".pre-commit-hooks.yaml").read_bytes()})
    git(hooks, "init", "--quiet")
    git(hooks, "add", "--all")
    git(hooks, "commit", "--quiet", "--message", "hooks")
    revision = git(hooks, "rev-parse", "HEAD").strip()
    config = {
        "repos": [
            {
                "repo": hooks.as_uri(),
                "rev": revision,
                "hooks": [{"id": "sopgen-check", "language": "system", "args": ["--since", "HEAD", "--strict"]}],
            }
        ]
    }
    ignored = ".cache\n.pre-commit-home\n"
    project = repository(
        tmp_path / "project", {REFUND: OLD, ".pre-commit-config.yaml": yaml.safe_dump(config), ".gitignore": ignored}
    )
    variables = {
        "PATH": f"{bin_with_sopgen}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(project / ".pre-commit-home"),
        "SOPGEN_CACHE_DIR": str(project / ".cache"),
    }
    write(project, {REFUND: OLD + "\nTell the customer.\n"})
    git(project, "add", "--all")
    good = run("pre_commit", "run", cwd=project, **variables)
    assert good.returncode == 0 and "Passed" in good.stdout, good.stdout + good.stderr
    write(project, {REFUND: OLD + "\nTell the customer as needed.\n"})
    git(project, "add", "--all")
    bad = run("pre_commit", "run", cwd=project, **variables)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert f"{REFUND}:16:" in bad.stdout and "[vague-wording]" in bad.stdout
    assert "[step-past-tense]" not in bad.stdout and "[step-passive-voice]" not in bad.stdout


# ------------------------------------------------------------------------------------------------ GitHub, GitLab


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("vendor.github-workflows", WORKFLOW),
        ("vendor.github-workflows", blocks("On GitHub")[0]),
        ("vendor.gitlab-ci", blocks("On GitLab")[0]),
    ],
    ids=["starter", "manual, GitHub", "manual, GitLab"],
)
def test_workflows_are_what_their_hosts_read(schema: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, {"ci.yml": text})
    done = run("check_jsonschema", "--builtin-schema", schema, "ci.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    write(tmp_path, {"ci.yml": text.replace("  script:", "  scripts: []\n  srcipt:").replace("runs-on:", "run-on:")})
    assert run("check_jsonschema", "--builtin-schema", schema, "ci.yml", cwd=tmp_path).returncode == 1


def test_the_manual_shows_what_init_writes() -> None:
    starter = (STARTER / "dot-pre-commit-config.yaml").read_text("utf-8").replace("@VERSION@", __version__)
    assert blocks("On GitHub")[0] == WORKFLOW
    assert yaml.safe_load(blocks("Before each commit")[0]) == yaml.safe_load(starter)


def test_the_workflow_of_init_on_a_pull_request(tmp_path: Path) -> None:
    """Its commands as they stand there: a change is judged by its lines, a review that is due only on schedule."""
    jobs = yaml.safe_load(WORKFLOW)["jobs"]
    commands = {name: job["steps"][-1]["run"] for name, job in jobs.items()}
    assert jobs["change"]["steps"][0]["with"]["fetch-depth"] == 0
    assert "--strict" not in commands["change"] and "--since" in commands["change"]
    assert commands["due"].startswith("sopgen check --strict")
    origin = tmp_path / "origin"
    assert sopgen("init", origin, cwd=tmp_path).returncode == 0
    git(origin, "init", "--quiet", "--initial-branch", "main")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message", "start")
    git(tmp_path, "clone", "--quiet", origin.as_uri(), "clone")
    clone = tmp_path / "clone"
    git(clone, "switch", "--quiet", "--create", "mine")
    page = next((clone / "procedures").rglob("give-a-refund.md"))
    page.write_text(page.read_text("utf-8") + "\nThe receipt was [checked](gone.md).\n", "utf-8")

    def job(name: str, day: str) -> subprocess.CompletedProcess[str]:
        words = shlex.split(commands[name].replace("$BASE", "main"))
        assert words.pop(0) == "sopgen"
        epoch = {"today": {}, "later": {"SOURCE_DATE_EPOCH": "2208988800"}}[day]
        return sopgen(*words, cwd=clone, **epoch)

    bad = job("change", "later")
    assert bad.returncode == 1 and "broken-link" in bad.stdout
    shown = {line.partition("file=")[2].partition(",")[0] for line in bad.stdout.splitlines()}
    assert shown == {page.relative_to(clone).as_posix()}, "what is due elsewhere is not asked here"
    page.write_text(page.read_text("utf-8").replace("[checked](gone.md)", "checked"), "utf-8")
    assert job("change", "later").returncode == 0
    assert job("build", "later").returncode == 0
    due = job("due", "later")
    assert due.returncode == 1 and due.stdout.count("review-overdue") > 4
