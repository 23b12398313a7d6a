# Every command a developer needs. `make` alone does what the build server does.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DEMO = demo.graph
WIDTH ?= 120
# How the tests share the processors: each process takes whole files, in their order, so that a server is started once in each.
BESIDE ?= --numprocesses auto --dist loadfile --no-loadscope-reorder
PIN = --python-version 3.13 --no-annotate --no-header --generate-hashes --upgrade
QUOTES = 'MATCH (p:Person)-[r:SAID {form: "direct"}]->() RETURN DISTINCT p.name AS person, r.text AS quote, r.said_on AS day ORDER BY day DESC, person, quote'

.PHONY: all demo test docker pins lint docs floors card clean
all: test

# Load the example articles into a fresh graph, ask it two questions and draw it.
demo: $(VENV)/.installed
	@rm -f $(DEMO) demo.html
	$(BIN)/kg load examples/articles.jsonl --store $(DEMO)
	$(BIN)/kg query threats --store $(DEMO) --width $(WIDTH)
	$(BIN)/kg query --cypher $(QUOTES) --store $(DEMO) --width $(WIDTH)
	$(BIN)/kg export -o demo.html --store $(DEMO)
	@echo "The picture: open file://$(CURDIR)/demo.html in a browser"

test: lint
	$(BIN)/pytest $(BESIDE)

# Build the images and run jobs in a real Docker engine, which is installed and started where that may be done.
docker: $(VENV)/.installed-test
	tests/docker/engine.sh
	KG_TEST_DOCKER=1 $(BIN)/pytest tests/docker

# Pin what the image installs, by version and checksum.
pins: $(VENV)/.installed-test
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q pyproject.toml --extra neo4j $(PIN) -o docker/requirements.txt
	echo hatchling | $(BIN)/uv pip compile -q - $(PIN) -o docker/build-requirements.txt

lint: $(VENV)/.installed-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Write what is generated: docs/cli.md, docs/queries.md and cypher/README.md. The tests fail when one of them is stale.
docs: $(VENV)/.installed-test
	$(BIN)/python docs/generate.py

# Pin in corpus/floors.json what is better now on the dev part of the corpus. The tests fail when a figure falls below its floor.
floors: $(VENV)/.installed-test
	$(BIN)/python -m corpus.floors --update

# Measure kg on the corpus: docs/card.md, and the tables of corpus/RESULTS.md. LISTS=names_danmarks_statistik measures names too.
card: $(VENV)/.installed-test
	$(BIN)/python -m corpus.card $(if $(LISTS),--lists $(LISTS))
	$(BIN)/python -m corpus.first_look

clean:
	rm -rf $(VENV) dist demo.* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	@touch $@ $(VENV)/.installed
