# The front door on a fresh machine. Everything else is an Invoke task: `.venv/bin/inv --list`.
# PYTHON names the Python to set up with; else the one that was chosen before, else the first that is new enough.
ifndef PYTHON
PYTHON := $(shell for python in .venv/bin/python python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && exit; done; echo python3)
endif
SETUP = $(PYTHON) plugins/oped/bootstrap.py
INV = PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/inv

.PHONY: help serve test lint .venv

help:
	@echo "make serve   set up, convert content/raw, build, serve on 127.0.0.1:8000, rebuild on every change"
	@echo "make test    set up everything that tests need and run all of them"
	@echo "make lint    set up and check the form of Python, templates, CSS and JavaScript"
	@echo "make .venv   only set up"

serve: .venv
	@$(INV) serve

test:
	@$(SETUP) tests
	@$(INV) test

lint:
	@$(SETUP) tests
	@$(INV) lint

.venv:
	@$(SETUP) runtime
