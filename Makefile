# Two commands set everything up: `make site` and `make test`.
SHELL := /bin/bash
BIN := .venv/bin

.PHONY: site test quick lint serve setup supply clean drawings pictures screenshots bench
site: .venv/.ready ## microsite and print files into output/
	$(BIN)/heritage build
	$(BIN)/heritage print

test: .venv/.ready-test lint ## everything, browser and servers included
	$(BIN)/python -m pytest tests

quick: .venv/.ready-test ## the tests without browser and servers
	$(BIN)/python -m pytest tests --ignore=tests/hosts --ignore=tests/test_wheel.py

lint: .venv/.ready-test ## style, types, layers
	$(BIN)/ruff check generator tests
	$(BIN)/mypy
	$(BIN)/lint-imports

drawings: .venv/.ready-drawings ## draw the places anew (SVG for screens and for print)
	$(BIN)/python scripts/drawings

bench: .venv/.ready-test ## our times beside other programs', side by side in one run
	$(BIN)/python -m bench.print
	$(BIN)/python -m bench.web compare
	$(BIN)/python -m bench.web unchanged
	$(BIN)/python -m bench.web serve
	$(BIN)/python -m bench.tourist

serve: .venv/.ready ## rebuild and reload on save
	$(BIN)/heritage serve

setup: .venv/.ready-test

.venv/.ready: requirements.lock pyproject.toml scripts/setup.sh
	scripts/setup.sh site
	touch $@

.venv/.ready-test: .venv/.ready requirements-test.lock tests/node/package-lock.json
	scripts/setup.sh test
	touch $@

.venv/.ready-drawings: .venv/.ready pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[drawings]'
	touch $@

pictures: .venv/.ready ## the README's pictures of printed products, from the real catalogue
	$(BIN)/python scripts/pictures.py

screenshots: .venv/.ready-test ## pictures of pages and of the desk for README and handbook
	$(BIN)/python scripts/screenshots.py

supply: .venv/.ready-test ## licence list, bill of materials, wheel
	scripts/supply.sh

clean:
	rm -rf .venv .cache output dist
