"""The shared encoder, and the only file that knows onnxruntime and tokenizers.

A text is read in windows (`windows.py`), each alone: nothing is padded, and a window's numbers depend on no other. So a text
gives exactly the same states alone, in a batch or in another order.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analysis.document import Parsed
from analysis.one_thread import multiply_on_one_thread
from analysis.windows import Window, cut

FOLDER = Path(__file__).parent / "heads" / "encoder"
FILES = (FOLDER / "encoder.onnx", FOLDER / "tokenizer.json")

#: Word pieces of one token that are read; a longer token (an address) is read by its beginning.
LONGEST_TOKEN = 32

#: Different words whose pieces are kept.
MOST_KNOWN = 200_000


def missing(files: Iterable[Path]) -> list[str]:
    """Names of the files, the encoder's own among them, that a head needs and that are not there."""
    return [file.name for file in (*FILES, *files) if not file.is_file()]


def fingerprint(files: Iterable[Path]) -> str:
    """A hash over the encoder and a head's files: equal ones say the same of a text."""
    digest = hashlib.sha256()
    for file in (*FILES, *files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def pieces(parsed: Parsed) -> list[list[int]]:
    """Ids of each token's word pieces, one at least."""
    known = _known_pieces()
    surfaces = [t.text for t in parsed.tokens]
    new = [s for s in dict.fromkeys(surfaces) if s not in known]
    if new:
        unknown = piece("[UNK]")
        safe = [[s.encode("utf-8", "replace").decode("utf-8")] for s in new]
        encoded = _tokenizer().encode_batch_fast(safe, is_pretokenized=True, add_special_tokens=False)
        found = {s: e.ids[:LONGEST_TOKEN] or [unknown] for s, e in zip(new, encoded, strict=True)}
        if len(known) + len(found) <= MOST_KNOWN:
            known.update(found)
        else:
            return [known[s] if s in known else found[s] for s in surfaces]
    return [known[s] for s in surfaces]


@cache
def _known_pieces() -> dict[str, list[int]]:
    """Word pieces of the words met so far: most words of an article stood in another before."""
    return {}


def windows(parsed: Parsed) -> Iterator[tuple[Window, np.ndarray]]:
    """The windows of a text in order, together owning every token once, each with the states of all its tokens.

    States are the mean over each token's word pieces: (tokens, layers × 384), float32.
    """
    ids = pieces(parsed)
    cuts = cut(parsed, [len(p) for p in ids])
    rows = [ids[w.first : w.last] for w in cuts]
    read = map(states, rows) if threads() == 1 or len(rows) == 1 else _pool().map(states, rows)
    return zip(cuts, read, strict=True)


@cache
def _pool() -> ThreadPoolExecutor:
    """Reads windows side by side; shared by all callers, so that no more than `threads()` are read at once."""
    return ThreadPoolExecutor(threads(), thread_name_prefix="encoder")


def states(tokens: Sequence[Sequence[int]]) -> np.ndarray:
    """States of the tokens of one window, given as their word pieces: (tokens, layers × 384), float32."""
    row = [piece("[CLS]"), *(i for token in tokens for i in token), piece("[SEP]")]
    (found,) = network(FILES[0]).run(None, {"ids": np.array([row], dtype=np.int64)})
    sizes = np.array([len(token) for token in tokens])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return np.add.reduceat(found[0, 1:-1], starts, axis=0) / sizes[:, None].astype(np.float32)


def threads() -> int:
    """Threads that read side by side: `EVENHAND_THREADS`, else two where the machine has them. Results do not depend on it."""
    asked = os.environ.get("EVENHAND_THREADS", "")
    return int(asked) if asked.isdigit() and int(asked) > 0 else min(2, os.cpu_count() or 1)


def piece(name: str) -> int:
    """Id of one of the tokenizer's own marks."""
    found = _tokenizer().token_to_id(name)
    if found is None:
        raise ValueError(f"{FILES[1]} has no {name}: it is not the encoder's tokenizer.")
    return found


_loading = Lock()


def network(path: Path) -> Any:
    """An ONNX network, loaded once; it may be run from several threads at a time."""
    with _loading:
        return _network(path)


@cache
def _network(path: Path) -> Any:
    multiply_on_one_thread()  # what heads do with the states
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # windows are read side by side instead, which is faster
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(FILES[1]))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
