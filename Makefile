# One command each; `make` alone lists them. Works with GNU make 3.81 and later.

BIN := .venv/bin
RUN := .venv/run.stamp
DEV := .venv/dev.stamp
WORKERS := auto

# What an editable install builds with, pinned like the rest (hatchling asks for editables).
BUILD := printf 'hatchling\neditables\n'
LOCK := uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
	--python-version 3.11

.PHONY: help read test check format-check lint types format bench screenshots lock

help:
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1 - \2/p' Makefile

read: $(RUN) ## open the reader
	@$(BIN)/brief

test: $(DEV) ## run the tests and check which way imports run
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(WORKERS) --maxprocesses 8

check: format-check lint types test ## all that a change must pass

format-check: $(DEV)
	$(BIN)/ruff format --check .

lint: $(DEV)
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

format: $(DEV) ## format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV) ## measure the reader at 1,000 to 100,000 stories, newsboat beside it
	$(BIN)/python -m benchmarks

screenshots: $(DEV) ## write the tables of keys and take the pictures of the docs again
	$(BIN)/python -m scripts.keys_table
	$(BIN)/python -m scripts.screenshots

lock: ## pin the newest dependencies that fit (needs uv)
	$(BUILD) | $(LOCK) --upgrade --extra dev -o requirements.lock pyproject.toml -
	$(BUILD) | $(LOCK) -c requirements.lock -o requirements-run.lock pyproject.toml -

$(RUN): pyproject.toml requirements-run.lock scripts/set-up
	@scripts/set-up run
	@touch $@

$(DEV): pyproject.toml requirements.lock scripts/set-up
	@scripts/set-up dev
	@touch $(RUN) $@
