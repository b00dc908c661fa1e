"""No text for staff is in a site for customers, wherever it was written: a canary for each place, built and sought."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.commands.repositories import git, sopgen
from tests.leak.canaries import NUMBERS, TIMES, canary, kinds, project, turned
from tests.leak.seen import digits, haystack
from tests.projects import write

DAY = ("--as-of", "2026-11-21")


NAMES = """
USER LOGNAME USERNAME HOSTNAME HOST NAME HOME PWD OLDPWD MAIL EMAIL EDITOR VISUAL PAGER SHELL TERM DISPLAY SUDO_USER
SSH_CONNECTION SSH_AUTH_SOCK XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME LANGUAGE API_TOKEN GITHUB_TOKEN GITHUB_ACTOR
GITHUB_REPOSITORY GITHUB_SHA GITHUB_RUN_ID CI_JOB_TOKEN CI_COMMIT_AUTHOR GITLAB_USER_EMAIL AWS_SECRET_ACCESS_KEY
NETLIFY_AUTH_TOKEN CLOUDFLARE_API_TOKEN DATABASE_URL HTTP_PROXY HTTPS_PROXY ALL_PROXY VIRTUAL_ENV BUILD_TAG SITE_URL
JINJA_DEBUG PAGEFIND_SITE PAGEFIND_OUTPUT_PATH SOPGEN_URL SOPGEN_TITLE
"""
AROUND = {
    **{name: f"/zqaround{name.lower()}" for name in NAMES.split()},
    **{
        f"GIT_{role}_{what}": f"zqaround{role.lower()}"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
}
"""Values around a build that are nobody's business."""


def built(folder: Path, files: Mapping[str, str | bytes], *more: str) -> dict[str, str]:
    """Everything that each site holds once these files are built, over what stands there."""
    write(folder, files)
    done = sopgen("build", *DAY, *more, cwd=folder, **AROUND)
    assert done.returncode == 0, done.stdout + done.stderr
    return {site: haystack(folder / "build" / site) for site in ("handbook", "help")}


def seen(site: str) -> set[str]:
    """The names of the canaries, numbers and times that are found in a site."""
    dialled = digits(site)
    found = {name for name in kinds() if canary(name) in site}
    found |= {name for name, number in NUMBERS.items() if number.removeprefix("0") in dialled}
    return found | {name for name, time in TIMES.items() if time in site}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In a repository of somebody."""
    folder = tmp_path_factory.mktemp("zqaroundfolder")
    git(folder, "init", "--quiet", "--initial-branch", "zqaroundbranch")
    for name, value in (("user.name", "zqaroundgit"), ("user.email", "zqaroundgit@example.org")):
        git(folder, "config", name, value)
    git(folder, "remote", "add", "origin", "https://zqaroundremote.example/")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "zqaroundcommit")
    return folder


@pytest.fixture(scope="module")
def sites(folder: Path) -> dict[str, str]:
    return built(folder, project())


def test_there_are_enough_kinds() -> None:
    assert sum(kinds().values()) >= 100


def test_staff_see_every_canary(sites: Mapping[str, str]) -> None:
    """So that the search is known to find it; what no site shows is found by none."""
    assert seen(sites["handbook"]) == {name for name, shown in kinds().items() if shown} | {*NUMBERS, *TIMES}


def test_customers_see_no_canary(sites: Mapping[str, str], record_property: Callable[[str, object], None]) -> None:
    record_property("cases", len(kinds()) + len(NUMBERS) + len(TIMES))
    assert seen(sites["help"]) == set()


def test_pages_for_customers_are_not_even_given_it(tmp_path: Path) -> None:
    """A theme that prints all it is given: what it was never given it cannot show."""
    files = project()
    settings = str(files["sopgen.yaml"])
    loud = settings.replace("Ask us., audience: customer,", "Ask us., audience: customer, theme: loud,")
    assert loud != settings
    said = {
        "themes/loud/theme.yaml": "extends: help\n",
        "themes/loud/templates/feedback.html": "{{ page }} {{ frame }}",
    }
    shown = built(tmp_path, {**files, "sopgen.yaml": loud, **said})["help"]
    assert "documentfacts(id=&#39;cu-001&#39;" in shown
    assert seen(shown) == set()


def test_no_site_tells_of_the_machine_that_built_it(folder: Path, sites: Mapping[str, str]) -> None:
    """Nor does the manifest: no folder, user, host, value of the environment, nothing of git."""
    everything = haystack(folder / "build")
    assert "zqaround" in f"{folder}" and canary("body") in everything
    commit = git(folder, "rev-parse", "HEAD").strip()
    told = ["zqaround", commit, commit[:7], sys.prefix, str(Path.home()), tempfile.gettempdir(), platform.node()]
    assert [one for one in told if len(one) > 4 and one.casefold() in everything] == []


def test_drafts_are_seen_only_where_they_are_asked_for(folder: Path, sites: Mapping[str, str]) -> None:
    shown = built(folder, {}, "--drafts", "--output", "build")
    drafts = {"draft", "draft-for-customers", "draft-translation", "draft-translated"}
    assert seen(shown["help"]) == drafts
    assert seen(shown["handbook"]) - seen(sites["handbook"]) >= {"draft-for-staff", "draft-body"}
    assert seen(built(folder, {})["help"]) == set()


def test_what_turns_from_customers_to_staff_is_gone(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """The second build remembers the first, whose customers saw most of it."""
    open_to_all = seen(built(tmp_path, turned())["help"])
    assert len(open_to_all) >= 80, "what customers saw before"
    record_property("cases", len(open_to_all))
    assert seen(built(tmp_path, project())["help"]) == set()
