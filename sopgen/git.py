"""git, asked with fixed arguments, so that no program runs which the repository names: it may come from strangers."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from sopgen.model import SopgenError

_FIXED = {
    "core.quotePath": "false",
    "diff.renameLimit": "5000",
    "diff.interHunkContext": "0",
    "core.fsmonitor": "false",  # a program that tells which files changed
    "core.hooksPath": os.devnull,
    "safe.bareRepository": "explicit",  # a folder of the content could be one, with settings of its own
}
"""What neither a repository nor its user may change."""
_FIXED_VARIABLES = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    # a clone that holds a part only would fetch the rest, by a program that its settings name
    "GIT_ALLOW_PROTOCOL": "none",
}
_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX")
"""What git tells its hooks of the folder in which they start: we ask in another one."""
_FILTER = re.compile(r"filter\.(?:.*\.)?(?:clean|smudge|process|required)", re.DOTALL)
_TRUSTED = ("system", "global", "command")


class Answer(Struct, frozen=True):
    """How git ended (0: well), what it said, and the line in which it says why it could not."""

    code: int
    out: bytes
    why: str = ""


class Repository(Struct, frozen=True):
    """A repository and the settings that replace its own. top: the folder of its working tree."""

    top: Path
    settings: Mapping[str, str]

    def ask(self, *arguments: str, given: bytes = b"") -> Answer:
        """What git answers to these arguments in the repository. Raises SopgenError where it cannot be run."""
        return _run(self.top, arguments, self.settings, given)

    def must(self, *arguments: str, given: bytes = b"") -> bytes:
        """The same where it has to end well. Raises SopgenError where it does not."""
        answer = self.ask(*arguments, given=given)
        if answer.code:
            raise SopgenError(f"git {arguments[0]} failed", answer.why)
        return answer.out


def repository(folder: Path) -> Repository:
    """The repository around a folder. Raises SopgenError where there is none that git will open."""
    found = _run(folder, ("rev-parse", "--show-toplevel"), _FIXED)
    if found.code:
        hint = "check without `--since`" if "not a git repository" in found.why else found.why
        raise SopgenError(f"{folder} is in no repository of git, so that nothing is known of changes", hint)
    top = Path(os.fsdecode(found.out).rstrip("\n"))
    return Repository(top, {**_FIXED, **_filters(top)})


def _filters(top: Path) -> dict[str, str]:
    """The filters that the repository's own settings name, as its user's settings have them: else nothing.

    `git diff` runs a filter's program on each file that changed.
    """
    listed = _run(top, ("config", "--show-scope", "--null", "--list"), _FIXED)
    if listed.code:
        raise SopgenError("git config failed", listed.why)
    words = os.fsdecode(listed.out).split("\0")
    trusted: dict[str, str] = {}
    named: set[str] = set()
    for scope, setting in zip(words[::2], words[1::2], strict=False):
        key, _, value = setting.partition("\n")
        if _FILTER.fullmatch(key):
            if scope in _TRUSTED:
                trusted[key] = value
            else:
                named.add(key)
    return {key: trusted.get(key, "") for key in sorted(named)}


def _run(folder: Path, arguments: tuple[str, ...], settings: Mapping[str, str], given: bytes = b"") -> Answer:
    try:
        done = subprocess.run(
            [_program(), "--no-pager", *arguments],
            cwd=folder,
            env=_environment(settings),
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise SopgenError(f"git cannot be run: {error.strerror}", "install git, or check without `--since`") from error
    return Answer(done.returncode, done.stdout, _last(done.stderr))


def _program() -> str:
    """git's own path: one that counts from the folder where we start could be a file of the repository."""
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]
    found = shutil.which("git", path=os.pathsep.join(folders)) if folders else None
    if found is None:
        raise SopgenError("git cannot be run: it is not on the PATH", "install git, or check without `--since`")
    return found


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Ours, with these settings, which count more than those of any file; a name may hold any sign."""
    own = {name: value for name, value in os.environ.items() if name not in _OURS}
    if "GIT_INDEX_FILE" in own:
        own["GIT_INDEX_FILE"] = os.path.abspath(own["GIT_INDEX_FILE"])
    count = own.get("GIT_CONFIG_COUNT", "")
    first = int(count) if count.isascii() and count.isdigit() else 0
    for number, (key, value) in enumerate(settings.items(), first):
        own |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return {**own, **_FIXED_VARIABLES, "GIT_CONFIG_COUNT": str(first + len(settings))}


def _last(said: bytes) -> str:
    """The line in which git says why."""
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    fatal = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "")
    return fatal.removeprefix("fatal: ").removeprefix("error: ")
