# README's two commands are `make serve` and `make test`.  Each makes its own set-up on a machine that has
# Python 3.11 (with its venv module), git and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := $(BIN)/uv

.DEFAULT_GOAL := help
.PHONY: help serve demo test lint types bench bench-doctor ledger docs lock

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(UV):
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/serve.done: $(UV) locks/serve.txt pyproject.toml
	$(UV) pip install --quiet --compile-bytecode --require-hashes -r locks/serve.txt
	$(UV) pip install --quiet --no-deps --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev.done: $(UV) locks/dev.txt pyproject.toml
	$(UV) pip install --quiet --require-hashes -r locks/dev.txt
	$(UV) pip install --quiet --no-deps --editable .
	$(BIN)/python -m compileall -q src .venv/lib/python3*/site-packages/click # a command starts twice as fast
	@touch $@ .venv/serve.done

serve: .venv/serve.done ## Open the console at 127.0.0.1:8000
	$(BIN)/kagimori serve

demo: .venv/serve.done ## Look around: invented teams in the folder .data/demo, opened at 127.0.0.1:8000
	test -e .data/demo/kagimori.sqlite3 || $(BIN)/kagimori demo --data .data/demo
	$(BIN)/kagimori serve --data .data/demo

test: .venv/dev.done ## Run every quick test that needs no server of its own
	$(BIN)/pytest -q -n 2 -m "not browser and not postgres and not slow"

lint: .venv/dev.done ## Style, types, import contracts, security
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -r src -c pyproject.toml

ledger: .venv/dev.done ## Which ledger rows are shown, in part or whole
	$(BIN)/python docs/ledger.py

docs: .venv/dev.done ## Make the reference from the code and build the site
	$(BIN)/python docs/make_reference.py
	$(BIN)/zensical build --strict

bench: .venv/dev.done ## Ratios against peers
	$(BIN)/python -m bench

bench-doctor: .venv/dev.done ## The doctor, the article's order and others over the same simulated patients
	$(BIN)/python -m bench.doctor

lock: $(UV) ## Renew the lock files
	$(UV) pip compile -q pyproject.toml --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -o locks/serve.txt
	$(UV) pip compile -q pyproject.toml --group dev --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -o locks/dev.txt
