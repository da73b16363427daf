"""Trains the encoder and all heads on it at once, from the encoder that the attribution head was first trained on.

    python -m analysis.heads.encoder.train GOLD_FOLDER --start WEIGHTS --work FOLDER --fold N [--group G] [--threads N]

GOLD_FOLDER holds the labelled sets. Each run leaves a fold of every set out and writes what the heads say of it
(`WORK/link-N/predictions.pkl`): so every label has a figure from a model that never saw its group. `average.py` makes one model
of the folds' models, which start alike. Of PolNeAR, each fold sees a part of the articles. Training goes on where it was
stopped; seeds are fixed. The encoder is trained without dropout, which halves the time on a CPU; instead every tenth word is
hidden from it, in all tasks but attribution. Its first layers stay as they are. Weights are averaged over the steps.
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from analysis import encoder
from analysis.heads.attribution import network as attribution_network
from analysis.heads.attribution import train as attribution
from analysis.heads.attribution.held_out import is_held_out
from analysis.heads.encoder import gold
from analysis.heads.encoder.gold import Labelled, Text
from analysis.heads.frames.network import Frames
from analysis.heads.spans.network import SpanHead
from analysis.heads.spans.reader import CLASSES as CODES
from analysis.heads.wording import network as wording

SEED = 11
EPOCHS = 2
#: Batches of attribution are cut and ordered as those of this epoch; a fold takes every fifth.
ATTRIBUTION_BATCHES = 300
#: Layers that stay as they are, the embeddings too: a third less to compute, and the attribution head keeps what it knows.
FROZEN = 2
ENCODER_RATE, ATTRIBUTION_RATE, HEAD_RATE = 1e-4, 8e-4, 1e-3
AVERAGE = 0.998
#: Word pieces of a batch, padding included.
BATCH = 1536
HIDDEN_WORDS = 0.1
SAVE_EVERY = 300
#: What a task's mean loss weighs beside the others'.
WEIGHT = {
    "loaded": 1.0, "opinion": 1.0, "lexical_bias": 1.0, "somewhat_opinion": 0.3, "wholly_opinion": 0.3, "loaded_language": 1.0,
    "name_calling": 0.7, "marked": 0.7, "biased_span": 0.7, "portrayal": 1.0, "frames": 0.3,
    "fragment": 0.7, "reporting": 0.7,
}  # fmt: skip
#: How many classes each task has that classes a span; portrayal only helps the encoder, no head in use reads it.
CLASSES = {"portrayal": 3} | {task: len(codes) for task, codes in CODES.items()}
_BEGIN, _END, _HIDDEN = (encoder.piece(name) for name in ("[CLS]", "[SEP]", "[MASK]"))


class Joint(nn.Module):
    """The encoder with the attribution network, and the other heads."""

    def __init__(self, base: attribution.Model) -> None:
        super().__init__()
        self.base = base
        self.wording = wording.Wording()
        self.spans = nn.ModuleDict({task: SpanHead(n) for task, n in CLASSES.items()})
        self.frames = Frames()
        for part in (base.encoder.embeddings, *base.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        for module in base.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
            if hasattr(module, "dropout_prob"):
                module.dropout_prob = 0.0

    def states(self, batch: Sequence[Labelled], chance: random.Random | None = None) -> Tensor:
        """States (windows, tokens, 1152); with `chance`, some words are hidden."""
        rows = []
        for w in batch:
            ids, where = [_BEGIN], [0]
            for n, pieces in enumerate(w.pieces):
                hidden = chance is not None and chance.random() < HIDDEN_WORDS
                ids += [_HIDDEN] * len(pieces) if hidden else pieces
                where += [n + 1] * len(pieces)
            rows.append(([*ids, _END], [*where, 0]))
        longest = max(len(ids) for ids, _ in rows)
        ids_, attention, token_of = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
        for k, (ids, where) in enumerate(rows):
            ids_[k, : len(ids)] = torch.tensor(ids)
            attention[k, : len(ids)] = 1
            token_of[k, : len(where)] = torch.tensor(where)
        hidden_states = self.base.encoder(ids_, attention_mask=attention, output_hidden_states=True).hidden_states
        joined = torch.cat([hidden_states[n] for n in attribution_network.LAYERS], dim=-1)
        tokens = max(len(w.pieces) for w in batch) + 1
        out = torch.zeros(len(batch), tokens, joined.shape[-1]).scatter_add(1, token_of[..., None].expand_as(joined), joined)
        count = torch.zeros(len(batch), tokens).scatter_add(1, token_of, attention.float())
        return (out / count.clamp(min=1)[..., None])[:, 1:]


def loss(model: Joint, batch: Sequence[Labelled], per_batch: Mapping[str, float], chance: random.Random) -> Tensor:
    """Summed losses, each task's by its usual number of labels in a batch: so rare labels are not louder where they are few."""
    states = model.states(batch, chance)
    attention, values, tokens = model.wording(states)
    total = torch.zeros(())
    said: dict[str, list[Tensor]] = defaultdict(list)
    wanted: dict[str, list[float]] = defaultdict(list)
    for k, w in enumerate(batch):
        n = len(w.pieces)
        for first, last, labels, _ in w.sentences:
            logits = wording.pooled(attention[k, first:last], values[k, first:last])
            for task, value in labels.items():
                said[task].append(logits[wording.SENTENCE.index(task)])
                wanted[task].append(value)
        for task, marks in w.tokens.items():
            known = np.isfinite(marks) & (np.arange(n) >= w.own)
            row = tokens[k, :n, wording.TOKEN.index(task)][torch.from_numpy(known)]
            total = total + WEIGHT[task] / per_batch[task] * _entropy(row, torch.from_numpy(marks[known]))
        for task, spans in _by_task(w).items():
            logits = model.spans[task](states[k, :n], [(a, b) for _, a, b, _, _ in spans])
            classes = torch.tensor([c for _, _, _, c, _ in spans])
            total = total + WEIGHT[task] / per_batch[task] * nn.functional.cross_entropy(logits, classes, reduction="sum")
        if w.frames is not None:
            entropy = _entropy(model.frames(states[k, :n]), torch.from_numpy(w.frames))
            total = total + WEIGHT["frames"] / per_batch["frames"] * entropy / len(gold.FRAMES)
    for task, logits_of in said.items():
        total = total + WEIGHT[task] / per_batch[task] * _entropy(torch.stack(logits_of), torch.tensor(wanted[task]))
    return total


def _by_task(w: Labelled) -> dict[str, list[tuple[str, int, int, int, gold.Key]]]:
    out: dict[str, list[tuple[str, int, int, int, gold.Key]]] = defaultdict(list)
    for span in w.spans:
        out[span[0]].append(span)
    return out


def _entropy(logits: Tensor, wanted: Tensor) -> Tensor:
    return nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="sum")


def labels_in(windows: Sequence[Labelled]) -> dict[str, float]:
    """How many labels of each task windows hold."""
    out: dict[str, float] = defaultdict(float)
    for w in windows:
        for _, _, labels, _ in w.sentences:
            for task in labels:
                out[task] += 1
        for task, marks in w.tokens.items():
            out[task] += float(np.isfinite(marks[w.own :]).sum())
        for task, *_ in w.spans:
            out[task] += 1
        out["frames"] += w.frames is not None
    return out


def batches(windows: Sequence[Labelled], chance: random.Random) -> list[list[Labelled]]:
    """Windows of like length in a batch, batches in random order."""
    out: list[list[Labelled]] = []
    batch: list[Labelled] = []
    for w in sorted(windows, key=lambda w: ((gold.size(w) + 2) // 12, chance.random())):
        if batch and (len(batch) + 1) * (max(gold.size(w), gold.size(batch[-1])) + 2) > BATCH:
            out.append(batch)
            batch = []
        batch.append(w)
    out.append(batch)
    chance.shuffle(out)
    return out


def interleaved(often: Sequence[Any], rare: Sequence[Any]) -> Iterator[Any]:
    """Both sequences as one, the second spread evenly over the first."""
    debt, given = 0.0, iter(rare)
    for item in often:
        yield item
        debt += len(rare) / max(1, len(often))
        while debt >= 1:
            debt -= 1
            yield from (x for x in [next(given, None)] if x is not None)
    yield from given


@torch.no_grad()
def predictions(model: Joint, texts: Sequence[Text]) -> dict[str, dict[Any, np.ndarray]]:
    """What the heads say of texts: logits of sentences and of spans by key, of tokens and frames by set and row."""
    model.eval()
    out: dict[str, dict[Any, np.ndarray]] = {"sentences": {}, "tokens": {}, "spans": {}, "frames": {}}
    tokens: dict[tuple[str, int], list[np.ndarray]] = defaultdict(list)
    frames: dict[tuple[str, int], list[np.ndarray]] = defaultdict(list)
    for text in texts:
        key = (text.set, text.number)
        for w in gold.windows(text):
            states = model.states([w])
            attention, values, marks = (t[0] for t in model.wording(states))
            for first, last, _, name in w.sentences:
                out["sentences"][name] = wording.pooled(attention[first:last], values[first:last]).numpy()
            tokens[key].append(marks[w.own :].numpy())
            for task, spans in _by_task(w).items():
                logits = model.spans[task](states[0], [(a, b) for _, a, b, _, _ in spans]).numpy()
                out["spans"] |= {name: row for (*_, name), row in zip(spans, logits, strict=True)}
            if w.frames is not None:
                frames[key].append(model.frames(states[0]).numpy())
    out["tokens"] = {key: np.concatenate(rows) for key, rows in tokens.items()}
    out["frames"] = {key: np.mean(rows, axis=0) for key, rows in frames.items()}
    model.train()
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="weights of heads/attribution/train.py")
    parser.add_argument("--work", type=Path, required=True, help="folder for parses, and for a folder of each fold")
    parser.add_argument("--fold", type=int, choices=range(gold.FOLDS), required=True)
    parser.add_argument("--group", default="link", choices=("link", "outlet", "topic"), help="what groups BABE's folds")
    parser.add_argument("--threads", type=int, default=2, help="two folds at once, each in one thread, take less time in all")
    parser.add_argument("--sets", default=",".join(gold.SETS), help="the sets to learn from, with commas; all where left out")
    given = parser.parse_args()
    own = given.work / f"{given.group}-{given.fold}"
    own.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)  # the same first weights of every fold's heads, so that they can be averaged
    torch.set_num_threads(given.threads)
    chance = random.Random(SEED + given.fold)
    texts = gold.load(given.gold, given.work, given.group, given.sets.split(","))
    train = [t for t in texts if t.fold != given.fold]
    base = attribution.Model(attribution.start())
    base.load_state_dict(torch.load(given.start, weights_only=True), strict=False)
    model = Joint(base)
    model.train()

    epochs = []
    for _ in range(EPOCHS):
        windows = gold.epoch(train, chance)
        epochs.append(batches(windows, chance))
    per_batch = {task: n / len(epochs[-1]) for task, n in labels_in(windows).items()}
    read = attribution.load(given.gold / "polnear-train.jsonl.gz", given.work)
    examples = [e for n, e in enumerate(read) if not is_held_out(n)]
    reported = list(attribution.batches(examples, ATTRIBUTION_BATCHES))[given.fold :: gold.FOLDS]
    del read, examples
    plan = list(interleaved([b for epoch in epochs for b in epoch], reported))

    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    parts = [
        ([p for n, p in named if n.startswith("base.encoder.")], ENCODER_RATE),
        ([p for n, p in named if n.startswith("base.") and not n.startswith("base.encoder.")], ATTRIBUTION_RATE),
        ([p for n, p in named if not n.startswith("base.")], HEAD_RATE),
    ]
    optimizer = torch.optim.AdamW([{"params": p, "lr": r} for p, r in parts], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: attribution.rate(s, len(plan)))
    average = {n: p.detach().clone() for n, p in named}
    first, last = 0, own / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=False)
        model.load_state_dict(saved["model"], strict=False)
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        average, first = saved["average"], saved["step"]
        torch.set_rng_state(saved["chance"])
    began = time.perf_counter()
    for step, batch in enumerate(plan[first:], first):
        hidden = random.Random(SEED * 1_000_003 + step)
        if isinstance(batch[0], Labelled):
            now = loss(model, batch, per_batch, hidden)
        else:
            now = base.loss(attribution.collate(batch, _BEGIN, _END))
        optimizer.zero_grad()
        now.backward()
        nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
        optimizer.step()
        schedule.step()
        keep = min(AVERAGE, (1 + step) / (10 + step))
        with torch.no_grad():
            for n, p in named:
                average[n].lerp_(p, 1 - keep)
        if step % 50 == 49:
            print(f"step {step + 1}/{len(plan)} {time.perf_counter() - began:.0f}s", flush=True)
        if step % SAVE_EVERY == SAVE_EVERY - 1:
            saved = {
                "model": model.state_dict(), "average": average, "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(), "step": step + 1, "chance": torch.get_rng_state(),
            }  # fmt: skip
            torch.save(saved, last)
    model.load_state_dict(average, strict=False)
    held = [t for t in texts if t.fold == given.fold]
    (own / "predictions.pkl").write_bytes(pickle.dumps(predictions(model, held)))
    torch.save({n: v for n, v in model.state_dict().items() if "mask" not in n}, own / "weights.pt")
    last.unlink(missing_ok=True)  # the next run starts anew


if __name__ == "__main__":
    main()
