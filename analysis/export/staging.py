"""Files appear whole or not at all: they are written beside their place and moved there when all are done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.export.errors import ExportError


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A folder to write in; on leaving, its files move to `out` and replace those of the same name. Other files stay.

    Raises:
        ExportError: `out` is a file, or cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".evenhand-", dir=out))
    except OSError as error:
        reason = "it is a file" if out.is_file() else (error.strerror or str(error)).lower()
        raise ExportError(f"Cannot write to the folder {out}: {reason}. Choose another with --out.") from error
    try:
        yield stage
        for file in sorted(stage.iterdir()):
            file.replace(out / file.name)
    except OSError as error:
        raise ExportError(f"Cannot write to the folder {out}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
