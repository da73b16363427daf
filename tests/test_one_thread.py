"""Matrix products take one thread once models are loaded, unless the environment asks for another number."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOADED = """
import json
from threadpoolctl import threadpool_info, threadpool_limits
from analysis import language
threadpool_limits(2, user_api="blas")
language.model_version()
print(json.dumps([library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]))
"""


@pytest.mark.parametrize(("asked", "threads"), [("", "[1]"), ("2", "[2]")])
def test_the_number_of_threads_once_the_parser_is_loaded(asked: str, threads: str, root: Path) -> None:
    chosen = {"OPENBLAS_NUM_THREADS": asked, "OMP_NUM_THREADS": "", "MKL_NUM_THREADS": ""}
    told = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=root, env=os.environ | chosen, check=True, capture_output=True, text=True
    )
    assert told.stdout.strip() == threads
