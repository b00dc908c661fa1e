"""What all tests share: how hypothesis behaves here and in CI, and the two sample sites, built once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sopgen.cache import FOLDER_VARIABLE
from tests.tools import IN_CI

REPOSITORY = Path(__file__).parents[1]
AS_OF = "2026-11-21"

# In CI the same examples every time: a change never fails for what another change did. Elsewhere new ones each run.
# Two cores shared with a browser: a slow example is no finding.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "here")


@pytest.fixture(scope="session", autouse=True)
def own_memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests leave in a memory stays among them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(tmp_path_factory.mktemp("memory")))
        yield


def build_sample(output: Path, config: Path = REPOSITORY / "sopgen.yaml") -> Path:
    """Builds the sites of a project as a user would, in a process of its own; fails with what sopgen printed."""
    command = [sys.executable, "-m", "sopgen", "build", "--as-of", AS_OF, "--config", str(config)]
    done = subprocess.run([*command, "--output", str(output)], capture_output=True, text=True, cwd=REPOSITORY)
    if done.returncode:
        pytest.fail(f"sopgen build ended with {done.returncode}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return output


@pytest.fixture(scope="session")
def sample_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built sample sites: `handbook/` and `help/`."""
    return build_sample(tmp_path_factory.mktemp("sample") / "sites")
