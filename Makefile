# Two commands: `make run` serves the site, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run setup test test-long test-faults test-services bench lint pins

run: setup
	$(BIN)/python manage.py serve

setup: .venv/.ready
	$(BIN)/python manage.py setup

# Three at a time on two cores: what waits for a browser, a process or a clock leaves its core to the others. Each takes
# a run of neighbours, which share what is made once, and then from whoever is behind. Modules are compiled once, also
# where a machine is told to keep nothing: many tests start processes that load them.
test: .venv/.ready-dev
	$(BIN)/python -m tests.browser.install
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n 3 --dist worksteal

# What is left out of `make test`, so that it stays short: whole films and browsers for one part of a page or a stage.
test-long: .venv/.ready-dev
	$(BIN)/python -m tests.browser.install
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -m long -n 3 --dist worksteal

# Kills, freezes and starves real processes and servers, and prints what was lost: nothing. After 14 minutes it starts
# no further test, so that it ends within a quarter of an hour on any machine.
test-faults: .venv/.ready-dev
	$(BIN)/python -m pytest -m "not live" tests/faults -n 3 --dist loadfile --session-timeout=840

# The same product on PostgreSQL, Redis and S3, with two machines that make films.
test-services: .venv/.ready-dev
	$(BIN)/python -m pytest -m "not live" tests/cluster

# Options go into BENCH, for example `make bench BENCH="--rounds 1 --seconds 12 --peers-seconds 12"`.
bench: .venv/.ready-dev
	$(BIN)/python -m tests.bench $(BENCH)

lint: .venv/.ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html')
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.audit
	DEBUG=false SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=example.org EMAIL_HOST=mail.example.org SITE_URL=https://example.org $(BIN)/python manage.py check --deploy --fail-level WARNING

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make run PYTHON=python3.12"; exit 1; }
	@if command -v uv >/dev/null; then uv venv --quiet --python $(PYTHON) .venv; else $(PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt install python3-venv)."; exit 1; }; fi

# The lock is complete, so nothing is resolved: MoviePy's own cap on Pillow would refuse the release that is safe.
.venv/.ready: .venv/bin/python requirements.txt
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements.txt; else $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt; fi
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	@if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements-dev.txt; else $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt; fi
	@touch $@

# Needs uv. MoviePy 2.2.1 asks for an older Pillow than strangers' uploads need; a test proves that it works with ours.
pins:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --override overrides.txt requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header requirements-dev.in -o requirements-dev.txt
