# `make demo` plays the whole procedure, `make test` runs the tests; each from a fresh clone with nothing but
# Python 3.11 or newer, make and the package index. PYTHON=python3.12 chooses another interpreter.

PYTHON ?= python3
PIP := .venv/bin/python -m pip install -qq --disable-pip-version-check --editable
PARALLEL ?= 3

.PHONY: help demo test check bench bench-large corpus bombs fuzz races kill simulate simulate-planted venv clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    play the whole procedure on loopback, in under a minute"
	@echo "make test    run the tests; those on real servers where these are installed"
	@echo "make check   all that a change must pass: format, lint, types, contracts, tests, 300 simulated weeks, demo, wheel"
	@echo "make bench   measure, side by side with a limit of our own"
	@echo "make bench-large  the commands, and a message, with 1,000,000 tickets; takes 12 GB under TMPDIR"
	@echo "make corpus  how well mail is read: our labelled sets, and real mail where it is there"
	@echo "make simulate  live through SEEDS=300 weeks of a desk under faults; SEED=n: that one again, with its story"
	@echo "make simulate-planted  how many seeds it takes to find each of our planted bugs"
	@echo "make bombs   read the worst messages that the limits let pass: CPU seconds and memory of each"
	@echo "make fuzz    read N=20000 broken messages, on all cores; SEED=word makes the same ones again"
	@echo "make kill    kill the daemon N=500 times on real servers, at named points and at random, and look what is left;"
	@echo "             DATABASE=postgresql keeps its desk there"
	@echo "make coverage  which branches of the four rooms the tests take; fails below 95 % of one of them"
	@echo "make mutate  how many small lies about ticket/ its tests notice; SAMPLE=300 tries so many, FILES=staff.py there"
	@echo "make races   race N=1000 claims on each database: two daemons, and a daemon against the command line; time take-overs"
	@echo "make clean   remove what was built and what the demo left"

demo: .venv/demo
	@.venv/bin/mailticket demo

test: .venv/dev
	@.venv/bin/python -m pytest -q -n $(PARALLEL) --dist loadfile

check:
	@.ci/run

bench: .venv/dev
	@.venv/bin/python -m bench

bench-large: .venv/dev
	@.venv/bin/python -m bench --tickets 1000000 large

corpus: .venv/dev
	@.venv/bin/python -m tests.corpus

simulate: .venv/dev
	@.venv/bin/python -m tests.simulation --seeds $(or $(SEEDS),300) $(if $(SEED),--seed $(SEED))

simulate-planted: .venv/dev
	@.venv/bin/python -m tests.simulation --planted --seeds $(or $(SEEDS),1000)

bombs: .venv/dev
	@.venv/bin/python -m tests.bombs

races: .venv/dev
	@.venv/bin/python -m tests.races $(N)

fuzz: .venv/dev
	@.venv/bin/python -m tests.fuzz $(N)

kill: .venv/dev
	@.venv/bin/python -m tests.crash.kill $(N) $(if $(DATABASE),--database $(DATABASE))

ROOMS := ticket desk inbox outbox
ROOM_TESTS := $(addprefix tests/,$(ROOMS) procedure simulation rebuild servers/test_login_by_token.py servers/test_smtp_faults.py)

coverage: .venv/dev
	@.venv/bin/coverage erase
	@.venv/bin/coverage run -m pytest -q $(ROOM_TESTS)
	@.venv/bin/coverage combine --quiet
	@for room in $(ROOMS); do .venv/bin/coverage report --include="src/mailticket/$$room/*" --fail-under=95 || failed=1; done; test -z "$$failed"

mutate: .venv/dev
	@.venv/bin/python -m tests.mutation $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) $(FILES)

venv: .venv/dev
	@:

# The marks say which extras are installed, and are older than pyproject.toml when it asks for something new.
.venv/dev: pyproject.toml | .venv/bin/python
	@echo "Installing what the tests need into .venv (once)"
	@$(PIP) ".[dev]"
	@touch .venv/demo $@

.venv/demo: pyproject.toml | .venv/bin/python
	@echo "Installing what the demo needs into .venv (once)"
	@$(PIP) ".[demo]"
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("mailticket needs Python 3.11 or newer; make PYTHON=python3.12 … names one" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv

clean:
	rm -rf .venv mailticket-demo fuzz-failures build dist htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
