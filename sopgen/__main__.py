"""`python -m sopgen`."""

from sopgen.cli import run

run()
