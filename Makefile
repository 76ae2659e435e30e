# Each target is one script in scripts/. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check bench fuzz site fmt clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

run: ## build what is needed and serve councils/liverpool at http://127.0.0.1:3000 (PORT, COUNCIL, DATABASE_URL)
	@scripts/run.sh

test: ## every check and every test: what must pass before a change goes in
	@scripts/test.sh

check: ## format, lints and documentation only
	@scripts/check.sh

bench: ## measure the program against the figures it must reach
	@scripts/bench.sh

fuzz: ## change inputs at random and try them (FUZZ_SECONDS a kind, 60; FUZZ_SEED; FUZZ)
	@scripts/fuzz.sh

site: ## build the styles, fonts, charts and WebAssembly, and print their sizes
	@scripts/site.sh

fmt: ## format the Rust code
	@cargo fmt --all

clean: ## remove what was built in this checkout
	@scripts/clean.sh
