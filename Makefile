# The main commands are `make` and `make test`. `make help` lists all commands.

.DEFAULT_GOAL := generate
.PHONY: generate check review test test-fast typing lint test-matrix test-recipes test-oldest test-soak review-proof review-redocly mutants docs corpus bench lock clean help
.DELETE_ON_ERROR:

# The first Python on the PATH that is new enough. `make PYTHON=...` selects another one.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
# Stamps: READY has the packages that the generator needs, READY_DEV also has the tools for tests and lint.
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --requirement
# The lower bounds of the dependencies of a generated package.
OLDEST = $(shell sed -n 's/^dependencies = .*httpx2>=\([0-9.]*\),.*msgspec>=\([0-9.]*\),.*/httpx2==\1 msgspec==\2/p' generated/pyproject.toml)
COMPILE := $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--no-header --no-emit-index-url --no-annotate
SPECS ?= $(wildcard ../*/specs) # a folder of OpenAPI documents, for `corpus` and `bench`

generate: $(READY) ## validate the spec, generate the client, list the changes (the default)
	@$(BIN)/python -m generator generate

check: $(READY) ## validate the spec and compare the committed client with a new one, without writing
	@$(BIN)/python -m generator check
	@$(BIN)/python -m generator diff

review: $(READY) ## tell what the changes of the spec do to callers; BASE=ref selects what to compare with
	@$(BIN)/python -m generator review $(BASE)

# The type checkers use one core, so they run beside the tests.
test: $(READY_DEV) ## run the fast tests and strict type checking
	@$(MAKE) --no-print-directory --jobs 2 typing test-fast

test-fast: $(READY_DEV)
	$(BIN)/pytest -n 2 --dist worksteal

typing: $(READY_DEV) ## run mypy and pyright in strict mode on the generator and the generated client
	$(BIN)/mypy
	MYPYPATH=tests/corpus:tests/support $(BIN)/mypy tests/corpus/*.py
	MYPYPATH=tests/bench:generated $(BIN)/mypy tests/bench/*.py
	$(BIN)/basedpyright --project pyproject.toml --pythonpath $(BIN)/python

lint: $(READY_DEV) ## run ruff and import-linter, and black on code written by hand
	$(BIN)/ruff check
	PYTHONPATH=.:generated $(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/black --check --quiet .

test-matrix: $(READY_DEV) ## run the tests of calls with trio, of the asynchronous client, and of the README in a new clone
	$(BIN)/pytest -n 2 --dist worksteal -m matrix

test-recipes: $(READY_DEV) ## run the recipes of the generated documentation in FastAPI and Django
	$(INSTALL) tests/docs/requirements.txt
	$(BIN)/pytest -m frameworks

# `library-` are the tests that compare with httpx2 alone, whose older versions read the variables of proxies differently.
test-oldest: $(READY_DEV) ## run the client's tests with the oldest versions of its dependencies
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --upgrade --target build/oldest $(OLDEST)
	PYTHONPATH=build/oldest $(BIN)/pytest -n 2 tests/runtime tests/functional -k "not library-"

test-soak: $(READY_DEV) ## run the load tests with injected faults (a minute)
	$(BIN)/pytest -m soak --timeout 600

review-proof: $(READY_DEV) ## prove the verdicts of `review` and the types of an installed client with type checkers (takes minutes)
	$(INSTALL) tests/review/requirements.txt --requirement tests/typing/requirements.txt
	$(BIN)/pytest -m proof --timeout 1800

review-redocly: $(READY_DEV) ## compare the steps of `review` with those of `redocly diff` (needs Node.js and the network)
	$(BIN)/python -m tests.review.redocly

mutants: $(READY_DEV) ## list small changes of the code that no test detects; MUTANTS="--sample 9" makes fewer
	$(INSTALL) tests/mutants/requirements.txt
	$(BIN)/python -m tests.mutants.run $(MUTANTS)

docs: $(READY) ## build a site of the documentation in build/docs/site
	$(INSTALL) docs/site/requirements.txt
	$(BIN)/python docs/site/build.py

corpus: $(READY_DEV) ## check the clients of the documents in tests/corpus and SPECS, and print a table
	$(BIN)/python tests/corpus/run.py $(SPECS)

bench: $(READY_DEV) ## measure times and sizes, compared with other generators and plain libraries
	$(BIN)/python tests/bench/run.py $(SPECS)
	$(BIN)/python tests/bench/naming.py tests/bench/names $(SPECS)

lock: ## update the pinned dependencies (needs the network)
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet uv
	$(COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## remove .venv, caches and build files
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	rm -rf $(foreach folder,. generated,$(addprefix $(folder)/,build dist *.egg-info))
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

$(READY): requirements.lock
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed; name it with make PYTHON=...' >&2; exit 2; }
	@echo 'Installing the packages that the generator needs into $(VENV) (first run only)'
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) $<
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	@echo 'Installing the tools for tests and lint into $(VENV) (first run only, 400 MB)'
	@$(INSTALL) $<
	@touch $@
