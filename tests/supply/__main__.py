"""`python -m tests.supply release [FOLDER]` and `python -m tests.supply audit`: what make calls."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """The exit code. Imports what a command needs: the audit's own tools are installed for it alone."""
    if arguments[:1] == ["release"] and len(arguments) <= 2:
        from tests.supply.release import release

        return release(Path(arguments[1] if arguments[1:] else "dist").absolute())
    if arguments == ["audit"]:
        from tests.supply.audit import audit

        return audit()
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
