"""Each guard of sopgen switched off by itself, in a copy: the tests that should notice must fail. `make guards`.

What a guard is stands in `leak.py`, `loss.py` and `surprise.py`, a line each; `tests/test_guards.py` keeps them fresh.
"""
