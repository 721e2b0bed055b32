# Two commands are all a newcomer needs: `make demo` and `make test`. Everything is installed into this checkout.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
PHASE ?= 2
HOST ?= 127.0.0.1
UV := .venv/tools/bin/uv
RUN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Or each of the programme's many processes would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

demo: .venv/server.stamp ## rehearse the source plan and serve it on http://127.0.0.1:8000 (PHASE=1…5 or published, PORT=…, HOST=…)
	@exec $(RUN)/pingyi demo --phase $(PHASE) --host $(HOST) --port $(PORT)

serve: .venv/server.stamp ## serve your own campaign (data in .pingyi, or DATABASE_URL)
	@exec $(RUN)/pingyi serve --host $(HOST) --port $(PORT)

test: .venv/dev.stamp system ## everything that must hold: laws, rules, records, desks, browser journeys, client
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target checked-client checked-code
	$(RUN)/pytest -n 4 --dist loadscope --no-loadscope-reorder || bash .ci/again $$?

check: .venv/dev.stamp checked-code ## the quick half of test: style, types, import contracts, laws, pure rules
	$(RUN)/pytest tests/law tests/rules tests/verify

checked-code: .venv/dev.stamp
	$(RUN)/python -m pingyi.server.translations
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

checked-client: .venv/dev.stamp
	bash client/check.sh

rooms: ## what each record, ceremony and desk is for
	@grep -m1 '^"""' src/pingyi/{records,desks}/*/__init__.py src/pingyi/ceremonies/[a-z]*.py \
	  | sed -E 's|^src/pingyi/||; s|/__init__||; s|\.py:"""|\t|; s|"""$$||' | expand -t 28

client: .venv/dev.stamp ## rebuild the committed browser bundles from client/
	bash client/build.sh

bench: .venv/dev.stamp system ## measure what the README promises (never part of test)
	bash bench/run.sh

kills: .venv/dev.stamp ## kill server and database 20 times under load: no ballot lost, none doubled (the suite kills 3 times)
	PINGYI_KILLS=20 $(RUN)/pytest tests/server/test_kills.py --durations=1

crossings: .venv/dev.stamp ## begin every pair of acts at the same moment, twelve times each (the suite: four times)
	PINGYI_ROUNDS=12 $(RUN)/pytest tests/ceremonies/test_crossed.py --durations=1

doors: .venv/dev.stamp ## send every field of every form in every wrong way (the suite: at every other stage, each name so once, then one way each)
	PINGYI_DOORS=1 $(RUN)/pytest tests/desks/test_doors.py --durations=1

alterations: .venv/dev.stamp ## alter a bundle in some 600 ways and print what verify does not see (the suite tries one in nine)
	PINGYI_ALTERATIONS=1 $(RUN)/pytest tests/verify/test_alterations.py -s

system: ## what tests need from the system: Chromium, fonts, belenios-tool, gettext (apt, when root)
	@bash .ci/system

clean: ## forget what was installed and every rehearsal (your campaign's data stays)
	rm -rf .venv .pingyi/demo client/node_modules

$(UV):
	@bash .ci/uv

.venv/server.stamp: pyproject.toml uv.lock | $(UV)
	@$(call install,--extra server)
	@touch $@

.venv/dev.stamp: pyproject.toml uv.lock | $(UV)
	@$(call install,--all-extras --all-groups)
	@touch $@ .venv/server.stamp

# Compiling now, once, is what lets everything start in seconds afterwards.
define install
echo "Installing packages into .venv (once) …"; \
$(UV) sync --frozen --quiet --inexact --compile-bytecode $(1) \
  || { echo "Could not install the packages. Is the network there? Nothing was changed; run the command again."; exit 2; }; \
echo "Compiling the arithmetic of ballots (once, about half a minute) …"; \
$(RUN)/python -m pingyi.commands.warmup
endef

.PHONY: help demo serve test check checked-code checked-client client bench kills crossings doors alterations system clean
