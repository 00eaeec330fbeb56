# make run   the whole register: installs what it needs into .venv, then `manage.py up`
# make test  every check and test: installs what they need, then runs them; ARGS="tests/runtime -k lock" narrows
# make audit every public page in two languages, two schemes and three widths, by axe and by measure; some minutes
# make lint  style, types, layers, migrations and deployment checks only
# make lock  pin again after a change of requirements.txt (needs uv)
# make clean remove .venv, caches and, after asking, the data folder

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test audit lint lock clean python install install-tests style types layers migrations deployment

help:
	@grep '^# make' Makefile | sed 's/^# //'

python:
	@$(if $(PYTHON),,echo "The register needs Python 3.11 or newer, and none is on this machine's PATH."; exit 1)

install: python
	@$(PYTHON) agreements/runtime/install.py constraints.txt

install-tests: python
	@$(PYTHON) agreements/runtime/install.py tests/constraints.txt

run: install
	@exec $(VENV)/python manage.py up

test: lint
	$(VENV)/python -m pytest -n 3 --dist worksteal $(ARGS)

audit: install-tests
	AUDIT=whole $(VENV)/python -m pytest -s -q tests/browser/test_accessibility.py tests/admin/test_permission_matrix.py $(ARGS)

lint: style types layers migrations deployment

style: install-tests
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .

types: install-tests
	$(VENV)/mypy

layers: install-tests
	$(VENV)/lint-imports

migrations: install-tests
	@data=$$(mktemp -d -u); trap 'rm -rf "$$data"' EXIT; \
	  UKKR_DATA=$$data $(VENV)/python manage.py makemigrations --check --dry-run

deployment: install-tests
	DATABASE_URL=postgresql://db.example/agreements REDIS_URL=redis://redis.example/0 ALLOWED_HOSTS=register.example \
	  SECRET_KEY=$$($(VENV)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	  $(VENV)/python manage.py check --deploy --fail-level WARNING

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
	  --upgrade -q requirements.txt -o constraints.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
	  --upgrade -q -c constraints.txt tests/requirements.txt -o tests/constraints.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find agreements tests -name __pycache__ -type d -exec rm -rf {} +
	@if [ -d var ]; then printf "Also remove ./var, the database and everything curators entered? [y/N] "; \
	  read answer; [ "$$answer" != y ] || rm -rf var; fi
