"""Nothing is installed that a lock does not pin with digests, and no lock names a place to fetch from."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.supply.licences import NPM
from tests.supply.locks import locks, pins

ROOT = Path(__file__).parents[2]
INSTALLING = ("Makefile", ".ci/run", "tests/tools.py", "tests/lighthouse/__main__.py", "tests/benchmarks/__main__.py")


@pytest.mark.parametrize("name", locks())
def test_a_lock_pins_with_digests(name: str) -> None:
    text = locks()[name].read_text("utf-8")
    assert pins(locks()[name])
    assert not re.search(r"://|^-|^\s*--(?!hash=sha256:)", text, re.MULTILINE), "a place to fetch from, or an option"


@pytest.mark.parametrize(
    "text",
    [
        "click\n",
        "click>=8.2\n",
        "click==8.2\n",
        "click==8.2 \\\n    # via sopgen\n",
        f"click==8.2 \\\n    --hash=md5:{'0' * 32}\n",
        f"click==8.2 \\\n    --hash=sha256:{'0' * 63}\n",
        "click @ git+file:///click\n",
        "--extra-index-url https://else.example\n",
    ],
)
def test_a_line_without_digests_is_seen(text: str, tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    lock.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="not pinned"):
        pins(lock)


def test_all_that_is_asked_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    run = {pin.name for pin in pins(locks()["run"])}
    assert {_name(one) for one in wanted} <= run
    anywhere = {pin.name for lock in locks().values() for pin in pins(lock)}
    assert {_name(one) for group in project["dependency-groups"].values() for one in group} <= anywhere


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def _installs() -> Iterator[tuple[str, str]]:
    for name in INSTALLING:
        path = ROOT / name
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                if re.search(r"(\$\(PIP\)|\bpip\b.*|uv pip) install\b", line):
                    yield name, line.strip()


def test_pip_compares_digests_wherever_we_install() -> None:
    found = list(_installs())
    assert len(found) >= 5
    loose = [line for _, line in found if "--require-hashes" not in line and "--no-deps" not in line]
    assert loose == []
    tools = (ROOT / "tests" / "tools.py").read_text("utf-8")
    assert tools.count('"pip", "install"') == tools.count('"--require-hashes", "-r"') == 1


@pytest.mark.parametrize("name", NPM)
def test_npm_compares_digests(name: str) -> None:
    packages = json.loads((ROOT / name).read_text("utf-8"))["packages"]
    loose = [key for key, one in packages.items() if key and not one.get("integrity", "").startswith("sha512-")]
    assert loose == [] and not any("resolved" in one for one in packages.values())
    wanted = json.loads((ROOT / name).with_name("package.json").read_text("utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d[\w.-]*", version) for version in wanted.values()), "a range, not a version"
