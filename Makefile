# Everything a contributor runs. `make venv` and `make tools` do nothing the second time.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help venv tools demo check test bench nightly lock format clean

OPA_VERSION := 1.22.2
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/$(BIN):$(PATH)

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

venv: $(VENV)/.done ## make .venv with everything a contributor needs (uv where present, else pip)

$(VENV)/.done: requirements.lock pyproject.toml
	@if command -v uv >/dev/null; then \
	  uv venv --quiet --allow-existing --python '>=3.11' $(VENV) && \
	  uv pip sync --quiet --require-hashes --compile-bytecode --python $(BIN)/python requirements.lock && \
	  uv pip install --quiet --no-deps --python $(BIN)/python -e . ; \
	else \
	  python3 -m venv $(VENV) && \
	  $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e . ; \
	fi
	@touch $@

tools: .tools/bin/opa ## put opa into .tools/bin: from ACGS_OPA or PATH if it is the pinned version, else built from its Go module

.tools/bin/opa: tools/opa.sh
	@OPA_VERSION=$(OPA_VERSION) bash tools/opa.sh $@

demo: venv tools ## the whole road in a temporary folder; KEEP=1 leaves server and sidecar running
	@$(BIN)/acgs demo $(if $(KEEP),--keep)

check: venv ## format, lint, types, import contracts, workflows
	@$(BIN)/ruff format --check --quiet engine tests
	@$(BIN)/ruff check --quiet engine tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/zizmor --offline --quiet .github/workflows engine/acgs/cli/starter/workflow.yml

test: venv tools ## the whole suite
	@$(BIN)/pytest -n auto -m "not nightly" --ignore tests/bench

bench: venv tools ## the speeds, as ratios beside their anchor
	@$(BIN)/pytest tests/bench --benchmark-only --benchmark-disable-gc

nightly: venv tools ## the long runs: many more random conditions, rendered and decided by OPA
	@HYPOTHESIS_PROFILE=nightly $(BIN)/pytest -n auto -m nightly --ignore tests/bench

lock: ## resolve the dependencies anew
	uv pip compile --universal --generate-hashes --only-binary :all: --no-header --no-annotate \
	  --python-version 3.11 pyproject.toml --group dev -o requirements.lock

format: venv ## rewrite to the one format
	@$(BIN)/ruff format engine tests
	@$(BIN)/ruff check --fix --quiet engine tests

clean: ## remove what the targets made
	rm -rf $(VENV) .tools .cache
