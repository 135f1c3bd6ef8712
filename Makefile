# Two commands for a newcomer: `make run` and `make test`. Each first installs what it needs into .venv, with the
# versions of constraints.txt: `make run` only what aligning, scoring and exporting need, everything else all of it.
PYTHON ?= python3
VENV := .venv
ALL := $(VENV)/.ready
# A .venv that holds everything also runs.
RUN := $(if $(wildcard $(ALL)),$(ALL),$(VENV)/.ready-run)
PIP := $(VENV)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test lint lint-js docs gallery bench mutants clean

run: $(RUN)
	$(VENV)/bin/align run --to html,xlsx,tmx
	$(VENV)/bin/align score data out

test: $(ALL)
	$(VENV)/bin/python -m pytest $(PYTEST_ARGS)

lint: $(ALL)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# The scripts of the review page: format, lint and types. The tools are development tools only; the page has no build step.
lint-js: tests/js/node_modules/.ready
	cd tests/js && npx biome ci --config-path=biome.json ../../align/page/static/*.js *.js
	cd tests/js && npx tsc --project tsconfig.json

tests/js/node_modules/.ready: tests/js/package.json
	cd tests/js && npm install --silent --no-audit --no-fund --no-package-lock
	@touch $@

# The manual, in docs/_build; a warning is an error. A link to another page or a picture that is not there is a warning.
docs: $(ALL)
	$(PIP) --editable '.[all,dev,docs]'
	$(VENV)/bin/python -m sphinx -q -W --keep-going -b html docs docs/_build

# What docs/gallery.md shows, made from the bundled pairs.
gallery: $(ALL)
	$(VENV)/bin/python docs/gallery.py docs/_gallery

bench: $(ALL)
	$(PIP) --editable '.[all,dev,bench]'
	$(VENV)/bin/python -m tests.bench $(BENCH_ARGS)

# One-line changes of each room: how many of them a test notices. Takes hours; MUTANTS="--rooms check" names a room.
mutants: $(ALL)
	$(VENV)/bin/python -m tests.bench.mutants $(MUTANTS)

clean:
	rm -rf $(VENV) out docs/_build docs/_gallery

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "align needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Without byte code: Python compiles the few modules that are used when they are first imported.
$(VENV)/.ready-run: pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(PIP) --no-compile --editable '.[run]'
	@touch $@

$(ALL): pyproject.toml constraints.txt | $(VENV)/bin/pip
	$(PIP) --editable '.[all,dev]'
	@touch $@
