# Two commands for a newcomer: `make run` and `make test`. Both build .venv first, from constraints.txt.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.ready

.PHONY: run test lint bench mutants clean

run: $(STAMP)
	$(VENV)/bin/align run --to html,xlsx,tmx
	$(VENV)/bin/align score data out

test: $(STAMP)
	$(VENV)/bin/python -m pytest $(PYTEST_ARGS)

lint: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(STAMP)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[all,dev,bench]'
	$(VENV)/bin/python -m tests.bench $(BENCH_ARGS)

mutants: $(STAMP)
	$(VENV)/bin/python -m tests.bench.mutants $(MUTANTS)

clean:
	rm -rf $(VENV) out

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "align needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[all,dev]'
	@touch $@
