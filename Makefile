# make run    sets everything up and opens the app
# make quick  passes linters, type checks, and all tests that need no server and no browser
# make test   passes these, and all other tests
# make bench  measures speed and memory, and writes bench/RESULTS.md
# make load   measures many readers and authors at once, and writes bench/LOAD.md and bench/AUTHORS.md
# make shots  takes the screenshots of README
# make lock   writes requirements.lock anew from requirements.txt, with the newest of what these need
# make audit  asks for known vulnerabilities; fails where one is found, not where nobody answers

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
NODE_BIN := node_modules/.bin
export PATH := $(PATH):$(abspath $(BIN))
unexport PYTHONDONTWRITEBYTECODE # each process of a test would compile all that it imports

.PHONY: run quick types checks-of-the-browser test bench load shots lock audit clean

run: $(VENV)/.ready
	$(BIN)/python -m streamlit run app.py

quick: $(VENV)/.ready-dev node_modules/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) -j2 types checks-of-the-browser
	$(BIN)/python -m pytest -m "not served" -n 2 --dist worksteal

# Side by side: the one takes a processor for half a minute, the others take one for a moment.
types:
	$(BIN)/mypy

checks-of-the-browser:
	$(NODE_BIN)/biome check .
	$(NODE_BIN)/tsc
	node --test tests/*.test.js

test: quick
	$(BIN)/python -m tests.helpers.chromium
	$(BIN)/python -m tests.helpers.nginx
	$(BIN)/python -m tests.helpers.postgres
	$(BIN)/python -m pytest -m served -n 2 --dist worksteal

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench.run

load: $(VENV)/.ready-dev
	$(BIN)/python -m bench.load
	$(BIN)/python -m bench.authors

shots: $(VENV)/.ready-dev
	$(BIN)/python -m tests.helpers.shots

lock: $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group supply
	$(BIN)/uv pip compile requirements.txt --output-file requirements.lock --upgrade --quiet \
	  --universal --python-version 3.11 --generate-hashes --no-config --custom-compile-command "make lock"

audit: $(VENV)/.ready node_modules/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group supply
	$(BIN)/python -m tests.helpers.audit

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Standpoint needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { ./.ci/install python3-venv && $(PYTHON) -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

$(VENV)/.ready: requirements.lock $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

# What checks the browser's half comes from npm; a machine without npm gets that as a Python package.
node_modules/.ready: package-lock.json | $(VENV)/.ready
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --group npm
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf $(VENV) node_modules
