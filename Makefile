# Each word does all of its own set-up: the virtual environment, the dependencies, and the system's libraries for Qt.
# PYTHON=… names another Python than the first that fits, ARGS=… goes to floorwalker (run, demo) or pytest (test).
.DEFAULT_GOAL := help
.PHONY: help environment libraries demo run test lint format bench bench-full package constraints clean

ARGS ?=
python := .venv/bin/python

help:
	@echo "make demo         the window with a simulated contact centre"
	@echo "make run          the window, receiving webhooks     ARGS='SESSION --listen HOST:PORT …'"
	@echo "make test         the tests                          ARGS='tests/event -k late'"
	@echo "make lint         style, types and the arrows between the rooms"
	@echo "make format       rewrites the code in its one style"
	@echo "make bench        the numbers, as a table and as JSON                ARGS='receiver million --runs 5'"
	@echo "make bench-full   what takes longer as well: other programs beside ours, growth, a long run, profiles;"
	@echo "                  ARGS=--record keeps the results beside the code and in the README"
	@echo "make package      the program as a folder in dist/, for machines without Python"
	@echo "make constraints  newest versions of all dependencies into packaging/constraints.txt"
	@echo "make clean        removes what these words made"

.venv/ready: pyproject.toml packaging/constraints.txt packaging/environment.sh
	@packaging/environment.sh .venv
	@touch $@

environment: .venv/ready

libraries: environment
	@packaging/system-libraries.sh $(python)

demo: libraries
	@packaging/demo.sh $(python) -m floorwalker $(ARGS)

run: libraries
	@$(python) -m floorwalker $(ARGS)

test: libraries
	@packaging/node.sh
	@packaging/strace.sh
	@$(python) -m pytest $(or $(ARGS),--numprocesses logical --maxprocesses 4 --dist worksteal)

lint: environment
	@$(python) -m ruff check .
	@$(python) -m ruff format --check --quiet . || { echo "Some files are not in the one style: make format"; exit 1; }
	@$(python) -m mypy
	@.venv/bin/lint-imports --no-logo --cache-dir .cache/import-linter
	@for script in packaging/*.sh .ci/run; do bash -n "$$script" || exit 1; done

format: environment
	@$(python) -m ruff check --fix --quiet .
	@$(python) -m ruff format .

bench: libraries
	@$(python) -m tests.benchmarks $(ARGS)

bench-full: libraries
	@$(python) -m tests.benchmarks --full $(ARGS)

package: libraries
	@$(python) packaging/bundle.py

constraints: environment
	@$(python) packaging/constraints.py

clean:
	@rm -rf .venv .cache .hypothesis .pytest_cache build dist app/floorwalker.egg-info
