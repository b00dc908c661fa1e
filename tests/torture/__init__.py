"""Attacks that take minutes, by seed: not in `make test`, but in `make torture`."""
