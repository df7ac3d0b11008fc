# make site   builds the portal into site/ and says what to open
# make test   runs every check and test
# make bench  measures against the baseline and Hugo; see bench/README.md
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: site check report serve test test-all bench tools format lock clean
site: $(VENV)/ready
	$(BIN)/safar build

check: $(VENV)/ready
	$(BIN)/safar check

report: $(VENV)/ready
	$(BIN)/safar report

serve: $(VENV)/ready
	$(BIN)/safar serve

test: tools $(VENV)/ready-test
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile

test-all: tools $(VENV)/ready-test
	$(BIN)/python -m pytest -n auto --dist loadfile --whole-matrix

bench: tools $(VENV)/ready-test
	$(BIN)/python -m bench

tools:
	@python3 tests/tools_present.py

format: $(VENV)/ready-test
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

# The lock holds hashes for Linux and Windows and no address of an index.
lock:
	@command -v uv >/dev/null || { echo "uv is missing: $(PIP) install uv"; exit 1; }
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 \
	  --extra develop -o requirements.lock pyproject.toml
	uv pip compile --universal --generate-hashes --no-header --python-version 3.11 \
	  --extra develop --extra test -o requirements-test.lock pyproject.toml

$(VENV)/ready: requirements.lock pyproject.toml
	@python3 -c "import ensurepip, venv" 2>/dev/null || \
	  { echo "python3-venv is missing: sudo apt install python3 python3-venv"; exit 1; }
	@test -x $(BIN)/python || python3 -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-test: $(VENV)/ready requirements-test.lock
	$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@

clean:
	rm -rf site site.new site.old .safar-cache .pytest_cache .mypy_cache .ruff_cache
