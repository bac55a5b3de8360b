# The two commands are `make run` and `make test`. The rest is for working on Kopuro.
.PHONY: run test web e2e screenshots bench openapi lint demo-pictures

# Builds what has changed and serves on http://127.0.0.1:8080.
run:
	@scripts/run.sh

# Everything: Rust tests on SQLite and PostgreSQL, and the browser tests.
test:
	@scripts/test.sh

# The web app alone, into frontend/dist.
web:
	@scripts/build-web.sh

# The browser tests alone.
e2e:
	@scripts/test-browser.sh

# Makes docs/screenshots anew.
screenshots:
	@scripts/test-browser.sh screenshots

# Load figures on this machine, both engines: throughput, percentiles, memory, first load.
bench:
	@scripts/bench.sh

# Writes openapi.yaml from the code.
openapi:
	@cargo run --quiet --locked -p kopuro -- openapi > openapi.yaml.new && mv openapi.yaml.new openapi.yaml

# Lints the contract.
lint:
	@scripts/lint-contract.sh

# Draws the pictures of the demo anew.
demo-pictures:
	@node scripts/demo-pictures.mjs
