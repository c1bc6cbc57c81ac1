# The one entry: `make demo` plays the first ten minutes, `make check` runs every check.
# Both set up what they need on a machine that has only Python 3.11 or newer.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
READY := $(VENV)/.ready

# Hundreds of processes start in a check: without bytecode each would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

# A store waits for its disk at each commit, and no test cuts the power: where memory has room for
# the 2 GB that the tests leave, they run there, and what they leave goes with them.
IN_MEMORY = if [ "$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }')" -gt 4000000 ] 2>/dev/null; then \
	export TMPDIR=$$(mktemp -d /dev/shm/kit.XXXXXX); chmod 755 "$$TMPDIR"; \
	trap 'rm -rf "$$TMPDIR"' EXIT; trap 'exit 130' INT TERM; fi;

.PHONY: help setup demo check format lint types contracts test docs docs-write screens soak bench clean

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## make the virtual environment

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip
	$(PIP) install --no-compile --constraint constraints.txt --editable . --group dev
	@touch $@

demo: $(VENV)/.demo ## play a newcomer's first ten minutes on the examples
	@$(VENV)/demo/bin/python examples/demo.py

$(VENV)/.demo: pyproject.toml constraints.txt $(shell find src -name '*.py' -newer pyproject.toml)
	@$(PYTHON) -m venv $(VENV)/demo
	@$(VENV)/demo/bin/pip --disable-pip-version-check --quiet install --constraint constraints.txt .
	@touch $@

check: format lint ## everything that must hold
	@$(MAKE) --no-print-directory --jobs=2 test types contracts docs

format: setup ## is the code formatted
	$(BIN)/ruff format --check src tests benchmarks examples docs

lint: setup ## style and spelling
	$(BIN)/ruff check src tests benchmarks examples docs
	$(BIN)/codespell src tests benchmarks examples docs *.md

types: setup ## static types
	$(BIN)/mypy

contracts: setup ## who may import whom
	$(BIN)/lint-imports

test: setup ## tests with branch coverage
	@$(IN_MEMORY) $(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --fail-under=95
	$(BIN)/coverage report --include='*/keepintouch/domain/*' --fail-under=100

docs: setup ## are the generated pages up to date
	$(BIN)/python -m docs.generate --check

docs-write: setup ## make the generated pages anew
	$(BIN)/python -m docs.generate

screens: setup ## compare the screens of docs/screens with tmux's
	$(BIN)/python -m docs.screens.capture

soak: setup ## the long runs: mutated files, killed processes
	KIT_SOAK=20000 $(BIN)/pytest -n 2 -m "" tests/formats tests/store

bench: setup ## measure whole processes against a bare interpreter
	$(PYTHON) -m venv $(VENV)/bench
	$(VENV)/bench/bin/pip --disable-pip-version-check --quiet install --force-reinstall --constraint constraints.txt .
	env -u PYTHONDONTWRITEBYTECODE $(VENV)/bench/bin/python benchmarks/commands.py --write

clean: ## remove what was made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
