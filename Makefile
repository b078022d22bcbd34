# Needs Python >= 3.11 and make, nothing else; the rest goes into .venv. Another Python: make test PYTHON=python3.12
PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
DEMO = salesplan-demo

# Stamps: what is installed already, so that it is not installed again.
MADE = $(VENV)/.made
INSTALLED = $(VENV)/.installed
DEVELOPED = $(VENV)/.developed

.PHONY: help demo test check unit flow live long bench docs clean

help:
	@echo "make demo    a sample company's plan in $(DEMO)/"
	@echo "make test    everything: check, unit, live"
	@echo "make check   style and types"
	@echo "make unit    the tests of the parts: a minute"
	@echo "make flow    whole runs on files, and the documents' examples"
	@echo "make live    the tests that need LibreOffice; they skip where it is missing"
	@echo "make long    what takes minutes: other languages and sizes; before a release"
	@echo "make bench   the benchmarks: minutes"
	@echo "make docs    templates, workbooks and generated pages anew"
	@echo "make clean   away with .venv and caches"

demo: $(INSTALLED)
	@if [ -e $(DEMO)/sales_plan.xlsx ]; then \
	  echo "$(DEMO)/ is there already; delete it for a new one"; \
	else \
	  $(BIN)/salesplan demo $(DEMO); \
	fi

test: check unit flow live

check: $(DEVELOPED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

unit: $(DEVELOPED)
	$(BIN)/pytest -q -n auto -m "not live and not flow and not long"

flow: $(DEVELOPED)
	$(BIN)/pytest -q -n auto -m "flow and not live and not long"

# A file of tests shares a spreadsheet program.
live: $(DEVELOPED)
	$(BIN)/pytest -q -n auto --dist loadfile -m "live and not long"

long: $(DEVELOPED)
	$(BIN)/pytest -q -n auto --dist loadfile -m long

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks

docs: $(DEVELOPED)
	$(BIN)/python -m scripts.regenerate

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(MADE):
	$(PYTHON) -c 'import sys; sys.exit("salesplan needs Python 3.11 or newer: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	touch $@

$(INSTALLED): $(MADE) pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEVELOPED): $(INSTALLED)
	$(BIN)/python -m pip install --quiet --group dev
	touch $@
