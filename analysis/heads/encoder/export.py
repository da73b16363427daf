"""Writes trained weights as the files that Evenhand runs: the encoder in int8, the heads in float32.

    python -m analysis.heads.encoder.export WEIGHTS.pt

WEIGHTS is what `heads/encoder/train.py` leaves. Writes `heads/encoder/encoder.onnx` and `tokenizer.json`, the files of
`heads/attribution/`, `heads/wording/wording.npz` and `heads/spans/spans.npz`. Needs what training needs, and onnx.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from analysis.encoder import FOLDER
from analysis.heads.attribution import export as attribution_export
from analysis.heads.attribution import network
from analysis.heads.attribution import train as attribution
from analysis.heads.encoder.train import Joint
from analysis.heads.spans import reader as spans_reader
from analysis.heads.wording import network as wording
from analysis.heads.wording import reader as wording_reader


class States(nn.Module):
    """The encoder with the joined layers as its only output."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        states = self.encoder(ids, output_hidden_states=True).hidden_states
        return torch.cat([states[n] for n in network.LAYERS], dim=-1)


def write_encoder(encoder: nn.Module) -> None:
    """The encoder as `encoder.onnx`, with the tokenizer of the package that it starts from."""
    shutil.copyfile(attribution.start() / "tokenizer.json", FOLDER / "tokenizer.json")
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, ready = Path(folder, "plain.onnx"), Path(folder, "ready.onnx")
        torch.onnx.export(
            States(encoder), (torch.ones(1, 12, dtype=torch.long),), plain, input_names=["ids"], output_names=["states"],
            dynamic_axes={"ids": {1: "pieces"}, "states": {1: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        # Unsigned weights: with signed ones, processors without VNNI cut off large sums, so that machines would differ.
        quantize_dynamic(ready, FOLDER / "encoder.onnx", per_channel=True, weight_type=QuantType.QUInt8)


def write_wording(head: wording.Wording) -> None:
    """The wording head's weights; its calibration and edges are kept until `calibrate.py` fits them anew."""
    weights = {name.replace(".", "_"): value.numpy() for name, value in head.state_dict().items()}
    file = wording_reader.FILE
    kept = {}
    if file.exists():
        with np.load(file) as archive:
            kept = {name: archive[name] for name in archive.files if name.startswith(("calibration", "edges"))}
    np.savez_compressed(file, **weights, **kept)


def write_spans(heads: nn.ModuleDict) -> None:
    """The weights of the networks that class spans."""
    used = {name: value for name, value in heads.state_dict().items() if name.partition(".")[0] in spans_reader.CLASSES}
    weights = {name.replace(".", "_"): value.numpy() for name, value in used.items()}
    np.savez_compressed(spans_reader.FILE, **weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    given = parser.parse_args()
    model = Joint(attribution.Model(attribution.start()))
    missing, unknown = model.load_state_dict(torch.load(given.weights, weights_only=True), strict=False)
    if unknown or any(not name.startswith("base.crf.") for name in missing):
        raise SystemExit(f"{given.weights} does not fit this network: missing {missing}, unknown {unknown}.")
    model.eval()
    write_encoder(model.base.encoder)
    attribution_export.write(model.base)
    write_wording(model.wording)
    write_spans(model.spans)


if __name__ == "__main__":
    main()
