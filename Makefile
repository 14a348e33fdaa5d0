# make demo   analyse the demonstration corpus: tables, summary, figure
# make test   run every test, notebooks included
# make test-browser   operate the widgets and notebooks in JupyterLab and voila, in Chromium (needs chromium)
# make lab    open JupyterLab on the notebooks
# make notebooks   run the notebooks again and keep their new outputs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-browser lab lint notebooks clean
.DEFAULT_GOAL := demo

demo: $(VENV)/ready
	$(BIN)/toolkit analyze data/articles --outlets data/outlets.csv --parties syria-2012 --out out/demo

test: export OMP_NUM_THREADS = 1
test: $(VENV)/ready-test lint
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadscope

test-browser: $(VENV)/ready-browser
	$(BIN)/python -m pytest -o addopts="-q --strict-markers" --numprocesses 2 --dist loadfile tests/browser $(PYTEST)

lab: $(VENV)/ready
	$(BIN)/jupyter lab --notebook-dir=notebooks

notebooks: $(VENV)/ready
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace \
		--ExecutePreprocessor.store_widget_state=False --ExecutePreprocessor.record_timing=False \
		notebooks/*.ipynb

lint: $(VENV)/ready-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check

$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; name another: make PYTHON=python3.12 demo" or 0)'
	@echo "Setting up $(VENV); the first time this takes a few minutes."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/ready-browser: $(VENV)/ready-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[browser]'
	@touch $@

clean:
	rm -rf $(VENV) out
