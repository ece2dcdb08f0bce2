# `make demo` builds the example workspace, `make test` runs the tests. Both install what is missing first.

DAY := 2026-11-21
BIN := .venv/bin

.PHONY: demo test test-full bench bench-site bench-serve lint messages pictures clean

demo: .venv/.ready-run
	@$(BIN)/dossier --date $(DAY) build
	@echo "Ouvrez le fichier ci-dessus dans un navigateur (double-clic)."

test: .venv/.ready-dev lint
	DOSSIER_NEEDS_BROWSER=1 $(BIN)/pytest -n 2 -m "not long"

# With the slow tests; among them LibreOffice recalculates the workbooks, Firefox opens the site, and a checker reads its HTML.
test-full: .venv/.ready-full lint
	DOSSIER_NEEDS_BROWSER=1 DOSSIER_NEEDS_OFFICE=1 DOSSIER_NEEDS_FIREFOX=1 DOSSIER_NEEDS_JAVA=1 $(BIN)/pytest -n 2

bench: .venv/.ready-dev
	$(BIN)/python benchmarks/run.py

# In Chromium: the pages and the search of 1,000 cases against those of 7; the time from a save to its page against a build.
bench-site: .venv/.ready-dev
	$(BIN)/python benchmarks/site_pages.py
	$(BIN)/python benchmarks/search.py

bench-serve: .venv/.ready-dev
	$(BIN)/python benchmarks/serve.py

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The French messages of click, from their source; the result is committed.
messages: .venv/.ready-run
	$(BIN)/python scripts/compile_messages.py

# The pictures of docs/site.md and of the README, from the pages of the examples; the result is committed.
pictures: .venv/.ready-dev
	$(BIN)/python scripts/make_pictures.py

.venv/.ready-run: locks/run.txt pyproject.toml scripts/setup.sh
	scripts/setup.sh run

.venv/.ready-dev: locks/dev.txt pyproject.toml scripts/setup.sh tests/tools/package-lock.json
	scripts/setup.sh dev

.venv/.ready-full: locks/dev.txt pyproject.toml scripts/setup.sh tests/tools/package-lock.json
	scripts/setup.sh full

clean:
	rm -rf build .dossier .venv .mypy_cache .ruff_cache .pytest_cache
