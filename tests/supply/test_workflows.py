"""The workflows that we show and hand out can do no more than they need: what a pull request brings is a stranger's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
OF_THE_HOST = re.compile(r"(?:actions|github)/[\w/-]+@v\d+")
"""Actions of the host itself, who runs the workflow anyway; all others by a commit, which nobody can move."""
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


def _yaml() -> Iterator[tuple[str, Any]]:
    """Every YAML of ours that a CI could read: whole files, and what Markdown shows."""
    files = [*ROOT.glob(".github/**/*.y*ml"), *(ROOT / "sopgen" / "starter").rglob("*.y*ml")]
    for path in files:
        yield str(path.relative_to(ROOT)), yaml.safe_load(path.read_text("utf-8").replace("@VERSION@", "1"))
    for folder in ("sopgen", "procedures", "tests"):
        for path in (ROOT / folder).rglob("*.md"):
            if "node_modules" not in path.parts:
                for number, text in enumerate(
                    re.findall(r"^```ya?ml\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)
                ):
                    yield f"{path.relative_to(ROOT)} {number}", _loaded(text)


def _loaded(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:  # examples of what is wrong
        return None


def _steps(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "uses" in value or "run" in value:
            yield value
        for one in value.values():
            yield from _steps(one)
    elif isinstance(value, list):
        for one in value:
            yield from _steps(one)


ALL = dict(_yaml())
WORKFLOWS = {name: value for name, value in ALL.items() if isinstance(value, dict) and "jobs" in value}
STEPS = {name: found for name, value in ALL.items() if (found := list(_steps(value)))}
GITLAB = {
    f"{name} {job}": one
    for name, value in ALL.items()
    if isinstance(value, dict)
    for job, one in value.items()
    if isinstance(one, dict) and "script" in one
}


def faults(workflow: dict[Any, Any]) -> Iterator[str]:
    """What a workflow can do without need."""
    for where, rights in [("all", workflow.get("permissions"))] + [
        (name, job["permissions"]) for name, job in workflow["jobs"].items() if "permissions" in job
    ]:
        if rights != {"contents": "read"}:
            yield f"{where}: permissions {rights}"
    on = workflow.get("on", workflow.get(True)) or {}  # YAML 1.1 reads `on` as true
    if set(on) & {"pull_request_target", "workflow_run", "issue_comment"}:
        yield "runs what strangers bring with the rights of the project"
    for name, job in workflow["jobs"].items():
        if "timeout-minutes" not in job:
            yield f"{name} may run for hours"
    for step in _steps(workflow):
        yield from step_faults(step)


def step_faults(step: dict[str, Any]) -> Iterator[str]:
    """What a step lets others do."""
    uses, run = step.get("uses", ""), step.get("run", "")
    if uses and not OF_THE_HOST.fullmatch(uses) and not PINNED.fullmatch(uses):
        yield f"{uses} may be another program tomorrow"
    if uses.startswith("actions/checkout") and step.get("with", {}).get("persist-credentials") is not False:
        yield "the checkout keeps a token for the steps after it"
    if "${{" in run:
        yield f"a stranger's words become a command: {run}"
    if "secrets." in str(step):
        yield "asks for a secret"
    if "pip install" in run and "==" not in run and ".whl" not in run:
        yield f"installs any version: {run}"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_the_least_rights(name: str) -> None:
    assert list(faults(WORKFLOWS[name])) == []


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_pinned(name: str) -> None:
    assert [fault for step in STEPS[name] for fault in step_faults(step)] == []


@pytest.mark.parametrize("name", GITLAB)
def test_a_job_of_gitlab_is_pinned(name: str) -> None:
    job = GITLAB[name]
    assert re.fullmatch(r"python:3\.\d+", job["image"])
    assert all("==" in line for line in job.get("before_script", ()) if "pip install" in line)


def test_we_have_looked_at_all_of_them() -> None:
    assert {name.split()[0].rpartition("/")[2] for name in WORKFLOWS} >= {"sopgen.yml", "ci.md"}
    assert len(STEPS) >= 4 and len(GITLAB) >= 2


GOOD = yaml.safe_load((ROOT / "sopgen/starter/dot-github/workflows/sopgen.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.pop("permissions"), "permissions None"),
        (lambda one: one.update(permissions="write-all"), "permissions write-all"),
        (lambda one: one["jobs"]["due"].update(permissions={"contents": "write"}), "due: permissions"),
        (lambda one: one.update({True: {"pull_request_target": None}}), "rights of the project"),
        (lambda one: one["jobs"]["due"].pop("timeout-minutes"), "due may run for hours"),
        (lambda one: one["jobs"]["due"]["steps"][0].pop("with"), "keeps a token"),
        (lambda one: one["jobs"]["due"]["steps"][0].update(uses="else/where@main"), "another program"),
        (lambda one: one["jobs"]["due"]["steps"][0].update(uses="actions/checkout@main"), "another program"),
        (lambda one: one["jobs"]["due"]["steps"][-1].update(run="echo ${{ github.head_ref }}"), "a command"),
        (lambda one: one["jobs"]["due"]["steps"][-1].update(env={"X": "${{ secrets.X }}"}), "secret"),
        (lambda one: one["jobs"]["due"]["steps"][-1].update(run="pip install sopgen"), "any version"),
    ],
)
def test_what_a_workflow_should_not_do_is_seen(change: Any, said: str) -> None:
    workflow = yaml.safe_load(yaml.safe_dump(GOOD))
    assert list(faults(workflow)) == []
    change(workflow)
    assert said in " ".join(faults(workflow))
