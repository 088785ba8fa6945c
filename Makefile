# Everything that is done with this project; `make` alone says what there is.
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench messages lock clean system-run system-test catalogues

PORT ?= 8000
ARGS ?=
# One process of tests more than there are cores: each waits for a browser or a server now and then.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# macOS: where Homebrew keeps Pango, which prints the PDF.
LIBS := DYLD_FALLBACK_LIBRARY_PATH=$${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib}

help: ## what there is to do
	@echo "make COMMAND, where COMMAND is one of:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

run: system-run .venv/run.stamp catalogues ## the site with its sample on 127.0.0.1, PORT=8000 unless given
	@$(LIBS) PORT=$(PORT) scripts/run

test: system-test .venv/dev.stamp catalogues ## the whole suite with all it needs; ARGS="-k word" for a part
	@scripts/system browser
	$(LIBS) $(BIN)/pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder $(ARGS)

lint: .venv/dev.stamp catalogues ## every check of code, templates, settings, catalogues and requirements
	@scripts/system lint
	@$(LIBS) scripts/lint

format: .venv/dev.stamp ## put code and templates into their usual form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/djhtml templates

bench: .venv/dev.stamp catalogues ## measure the main pages against a server started for it
	@$(LIBS) $(BIN)/python benchmarks/run.py $(ARGS)

messages: .venv/dev.stamp ## take new strings into the English catalogue (needs gettext)
	@scripts/system lint
	$(BIN)/python scripts/catalogues.py update

lock: .venv/dev.stamp ## pin requirements*.in again, with hashes (ARGS="--upgrade" for newer ones)
	for f in requirements requirements-dev; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11.2 --fork-strategy fewest \
	  --generate-hashes --custom-compile-command "make lock" $(ARGS) $$f.in -o $$f.txt || exit 1; done

clean: ## remove what was built or made here: .venv, var (with its database!), caches
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache benchmarks/results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find site/locale -name '*.mo' -delete

system-run:
	@scripts/system run

system-test:
	@scripts/system test

.venv/python.stamp:
	@python=$$(scripts/python) && echo "making .venv with $$python" && $$python -m venv .venv && touch $@

.venv/run.stamp: requirements.txt | .venv/python.stamp
	@echo "installing what the site needs"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt && touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "installing what tests and linters need"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt -r requirements-dev.txt && touch $@

catalogues: .venv/run.stamp
	@$(BIN)/python scripts/catalogues.py compile
