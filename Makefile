# Two commands matter: `make run` and `make test`. Both install what they need into .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8501

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint bench codebook lock screenshots train clean

run: $(VENV)/installed
	$(BIN)/python -m analysis analyze seeds
	@echo "Opening the dashboard on http://127.0.0.1:$(PORT) (stop it with Ctrl-C)"
	$(BIN)/python -m streamlit run dashboard/app.py --server.port $(PORT)

test: $(VENV)/installed-tests
	$(BIN)/python tests/browser/install.py
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/installed-tests
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.hand_coding
	$(BIN)/python -m benchmarks.wording
	$(BIN)/python -m benchmarks.loaded_words
	$(BIN)/python -m benchmarks.loaded_spans
	$(BIN)/python -m benchmarks.portrayal
	$(BIN)/python -m benchmarks.portrayal_gap
	$(BIN)/python -m benchmarks.frames
	$(BIN)/python -m benchmarks.outlets
	$(BIN)/python -m benchmarks.source_cards --unseen
	$(BIN)/python -m benchmarks.parties --unseen
	$(BIN)/python -m benchmarks.stance --unseen
	$(BIN)/python -m benchmarks.scare_quotes --unseen
	$(BIN)/python -m benchmarks.one_sided --unseen
	$(BIN)/python -m benchmarks.accusations --unseen
	$(BIN)/python -m benchmarks.headlines --unseen
	$(BIN)/python -m benchmarks.nominalisations --unseen
	$(BIN)/python -m benchmarks.verb_asymmetry
	$(BIN)/python -m benchmarks.counterparts
	$(BIN)/python -m benchmarks.shared_quotations
	$(BIN)/python -m benchmarks.grouping
	$(BIN)/python -m benchmarks.known_groups
	$(BIN)/python -m benchmarks.even_handed
	$(BIN)/python -m benchmarks.web_pages
	$(BIN)/python -m benchmarks.fuzz
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.batch
	$(BIN)/python -m benchmarks.dashboard
	$(BIN)/python -m benchmarks.long_line

codebook: $(VENV)/installed
	$(BIN)/python -m analysis codebook > docs/codebook.md

screenshots: $(VENV)/installed-tests
	$(BIN)/python tests/browser/install.py
	$(BIN)/python docs/screenshots.py

# The encoder and every learned head anew, from the labelled data in GOLD; five hours on two cores. Goes on where it was stopped.
GOLD ?= ../shared/gold
WORK ?= .evenhand/train
TRAIN := $(VENV)-train/bin/python -m analysis.heads
train: $(VENV)-train/installed
	test -f $(WORK)/first/weights.pt -a ! -f $(WORK)/first/last.pt || \
		$(TRAIN).attribution.train $(GOLD)/polnear-train.jsonl.gz --work $(WORK)/first
	test -f $(WORK)/second/weights.pt -a ! -f $(WORK)/second/last.pt || \
		$(TRAIN).attribution.train $(GOLD)/polnear-train.jsonl.gz --work $(WORK)/second --start $(WORK)/first/weights.pt --epochs 2
	for fold in 0 1 2 3 4; do \
		test -f $(WORK)/joint/link-$$fold/weights.pt || \
		$(TRAIN).encoder.train $(GOLD) --start $(WORK)/second/weights.pt --work $(WORK)/joint --fold $$fold || exit 1; \
		$(TRAIN).techniques.train $(GOLD) --work $(WORK)/joint --fold $$fold || exit 1; done
	$(TRAIN).encoder.average --start $(WORK)/second/weights.pt --work $(WORK)/joint
	$(TRAIN).encoder.gather $(GOLD) --work $(WORK)/joint benchmarks/out_of_fold.npz
	$(TRAIN).encoder.export $(WORK)/joint/weights.pt
	$(TRAIN).attribution.train_places $(GOLD)/polnear-train.jsonl.gz --work $(WORK)/second
	$(TRAIN).attribution.calibrate $(GOLD)/polnear-train.jsonl.gz
	$(TRAIN).encoder.refit $(GOLD) --work $(WORK)/joint
	$(TRAIN).techniques.train $(GOLD) --work $(WORK)/joint
	$(TRAIN).portrayal.train $(GOLD) --work $(WORK)/joint --out-of-fold benchmarks/portrayal.npz
	$(TRAIN).frames.train $(GOLD) --work $(WORK)/joint --out-of-fold benchmarks/frames.npz
	$(TRAIN).wording.calibrate $(GOLD) --out-of-fold benchmarks/out_of_fold.npz
	$(TRAIN).techniques.calibrate $(GOLD) --out-of-fold benchmarks/out_of_fold.npz --work $(WORK)/joint

# Both locks anew from the ranges in pyproject.toml. The tests' lock agrees with the first.
lock: $(VENV)/installed-tests
	$(BIN)/pip install uv
	$(BIN)/uv pip compile pyproject.toml $(LOCK) -o requirements.txt
	$(BIN)/uv pip compile --group dev pyproject.toml -c requirements.txt $(LOCK) -o tests/requirements.txt
LOCK := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Evenhand needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/installed-tests: tests/requirements.txt $(VENV)/installed
	$(BIN)/python -m pip install --quiet --require-hashes -r tests/requirements.txt
	@touch $@

# Training has an environment of its own: PyTorch is large, and running Evenhand never needs it.
$(VENV)-train/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --upgrade pip
	$(VENV)-train/bin/python -m pip install --quiet . --group train
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-train build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
