"""Gathers what the folds' models say of the texts that each had not seen, in one small file that benchmarks and calibration read.

    python -m analysis.heads.encoder.gather GOLD_FOLDER --work FOLDER OUT.npz

Numbers and places only, no text. `OutOfFold` reads them back beside the labelled sets.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis import encoder, language
from analysis.document import Parsed
from analysis.heads.encoder import gold

#: Logits of tokens are kept in steps of 1/16, cut off at ±7.9; all others as half-precision numbers.
TOKEN_STEPS = 16

#: Load articles that a new head is calibrated on, and the folds whose models are averaged.
LOAD_ARTICLES, AVERAGED = 60, (0, 1, 2, 3)


@dataclass(frozen=True)
class OutOfFold:
    """Logits of the sets, each by a model that had not seen its group.

    Everything is in the order of the set's rows and, within a row, of its places; what has no token is NaN.

    Attributes:
        sentences: by set (babe, checkthat, basil; babe_by_outlet and babe_by_topic, where these folds were trained), (sentences,
            3): loaded, opinion, lexical bias.
        tokens: by set (basil, ptc), for each row (tokens, 2): loaded language, name calling; no tokens where the fold's
            techniques head was not trained.
        spans: by set (newsmtsc, fragments, reporting), (spans, classes).
        frames: (articles, 5).
        unlabelled: of the sentences of the first load articles, in order, the mean of the folds' models, (sentences, 3). A head
            that is fitted anew is calibrated by what the folds' models, whose calibration is known, say of the same sentences.
    """

    sentences: dict[str, np.ndarray]
    tokens: dict[str, list[np.ndarray]]
    spans: dict[str, np.ndarray]
    frames: np.ndarray
    unlabelled: np.ndarray


def read(file: Path) -> OutOfFold:
    with np.load(file) as archive:
        kept = {name: archive[name] for name in archive.files}
    tokens = {}
    for name in _named(kept, "tokens"):
        flat = kept[f"tokens_{name}"].astype(np.float32) / TOKEN_STEPS
        tokens[name] = np.split(flat, np.cumsum(kept[f"sizes_{name}"])[:-1])
    return OutOfFold(
        {name: kept[f"sentences_{name}"].astype(np.float32) for name in _named(kept, "sentences")},
        tokens,
        {name: kept[f"spans_{name}"].astype(np.float32) for name in _named(kept, "spans")},
        kept["frames"].astype(np.float32),
        kept["unlabelled"].astype(np.float32),
    )


def _named(kept: dict[str, np.ndarray], kind: str) -> list[str]:
    return [name.removeprefix(f"{kind}_") for name in kept if name.startswith(f"{kind}_")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    said = _predictions(given.work, "link")
    texts = gold.load(given.gold, given.work, sets=("basil", "ptc"))
    out: dict[str, np.ndarray] = {}
    for name, places in PLACES.items():
        rows = gold.rows(given.gold, name)
        keys = [(name, n, k) for n, row in enumerate(rows) for k in range(places(row))]
        if name in ("babe", "checkthat", "basil"):
            out[f"sentences_{name}"] = _half(said["sentences"], keys, 3)
        elif name == "frames":
            out["frames"] = _half(said["frames"], [key[:2] for key in keys], len(gold.FRAMES))
        else:
            columns = len(next(row for key, row in said["spans"].items() if key[0] == name))
            out[f"spans_{name}"] = _half(said["spans"], keys, columns)
        for group in ("outlet", "topic") if name == "babe" else ():
            if (given.work / f"{group}-0" / "predictions.pkl").exists():
                out[f"sentences_babe_by_{group}"] = _half(_predictions(given.work, group)["sentences"], keys, 3)
    techniques: dict[Any, np.ndarray] = {}
    for fold in range(gold.FOLDS):
        file = given.work / f"link-{fold}" / "techniques.pkl"
        techniques |= pickle.loads(file.read_bytes()) if file.exists() else {}
    unread = np.zeros((0, 2))
    for name in ("basil", "ptc"):
        marks = [techniques.get((t.set, t.number), unread) for t in texts if t.set == name]
        steps = np.clip(np.rint(np.concatenate(marks) * TOKEN_STEPS), -127, 127)
        out[f"tokens_{name}"], out[f"sizes_{name}"] = steps.astype(np.int8), np.array([len(r) for r in marks])
    out["unlabelled"] = np.array(unlabelled(load_articles(given.gold), given.work), dtype=np.float16)
    np.savez_compressed(given.out, **out)  # type: ignore[arg-type]


def load_articles(folder: Path) -> list[Parsed]:
    """The first load articles, which have no labels of wording."""
    rows = gold.load_articles(folder)[:LOAD_ARTICLES]
    return [language.parse(row["text"]) for row in rows]


def unlabelled(texts: Sequence[Parsed], work: Path) -> np.ndarray:
    """What the models of the folds that learned from all sets say of the sentences of some texts, on the mean."""
    import torch  # for training only: reading the file back needs none

    from analysis.heads.attribution import train as attribution
    from analysis.heads.encoder.train import Joint
    from analysis.heads.wording import network

    model = Joint(attribution.Model(attribution.start())).eval()
    said = []
    for fold in AVERAGED:
        model.load_state_dict(torch.load(work / f"link-{fold}" / "weights.pt", weights_only=True), strict=False)
        rows: list[np.ndarray] = []
        for parsed in texts:
            whole = gold.Labelled(
                encoder.pieces(parsed), [(a, b, {}, ("load", 0, n)) for n, (a, b) in enumerate(parsed.sentences)]
            )
            found: dict[int, np.ndarray] = {}
            for w in gold.windows(gold.Text(whole, parsed, "load", 0, 0)):
                with torch.no_grad():
                    attention, values, _ = (t[0] for t in model.wording(model.states([w])))
                    for a, b, _, key in w.sentences:
                        found[key[2]] = network.pooled(attention[a:b], values[a:b]).numpy()[:3]
            rows += [found.get(n, np.full(3, np.nan)) for n in range(len(parsed.sentences))]
        said.append(np.array(rows))
    return np.asarray(np.mean(said, axis=0))


#: How many labelled places a row of each set has.
PLACES: Mapping[str, Callable[[gold.Row], int]] = {
    "babe": lambda row: 1,
    "checkthat": lambda row: 1,
    "basil": lambda row: len(row["sentences"]),
    "newsmtsc": lambda row: len(row["targets"]),
    "frames": lambda row: 1,
    "fragments": lambda row: 1,
    "reporting": lambda row: 1,
}


def _predictions(work: Path, group: str) -> dict[str, dict[Any, np.ndarray]]:
    """What the models of all folds say, each of its own fold."""
    out: dict[str, dict[Any, np.ndarray]] = {"sentences": {}, "tokens": {}, "spans": {}, "frames": {}}
    for fold in range(gold.FOLDS):
        found = pickle.loads((work / f"{group}-{fold}" / "predictions.pkl").read_bytes())
        for kind, rows in out.items():
            rows |= found[kind]
    return out


def _half(said: Mapping[Any, np.ndarray], keys: Sequence[Any], columns: int) -> np.ndarray:
    nothing = np.full(columns, np.nan)
    return np.array([said.get(key, nothing)[:columns] for key in keys], dtype=np.float16)


if __name__ == "__main__":
    main()
