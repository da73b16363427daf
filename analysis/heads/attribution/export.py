"""Writes trained weights as the files that Evenhand runs: the encoder in int8, the head in float32.

    python -m analysis.heads.attribution.export CHECKPOINT.pt [--encoder FOLDER]

CHECKPOINT is what `train.py` leaves, FOLDER holds all-MiniLM-L6-v2. Writes `heads/encoder/encoder.onnx` and `tokenizer.json`,
`heads/attribution/head.onnx` and `links.npz`. Needs what training needs, and onnx.
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
from analysis.heads.attribution import features, network
from analysis.heads.attribution.train import Model, start

HERE = Path(__file__).parent


class States(nn.Module):
    """The encoder with the joined layers as its only output."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: Tensor) -> Tensor:
        states = self.encoder(ids, output_hidden_states=True).hidden_states
        return torch.cat([states[n] for n in network.LAYERS], dim=-1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--encoder", type=Path)
    given = parser.parse_args()
    encoder_folder = given.encoder or start()
    model = Model(encoder_folder)
    missing, unknown = model.load_state_dict(torch.load(given.checkpoint, weights_only=True), strict=False)
    if unknown or any(not name.startswith("crf.") for name in missing):
        raise SystemExit(f"{given.checkpoint} does not fit this network: missing {missing}, unknown {unknown}.")
    model.eval()
    FOLDER.mkdir(exist_ok=True)
    shutil.copyfile(encoder_folder / "tokenizer.json", FOLDER / "tokenizer.json")
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        plain, ready = Path(folder, "plain.onnx"), Path(folder, "ready.onnx")
        torch.onnx.export(
            States(model), (torch.ones(1, 12, dtype=torch.long),), plain, input_names=["ids"], output_names=["states"],
            dynamic_axes={"ids": {1: "pieces"}, "states": {1: "pieces"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        # Unsigned weights: with signed ones, processors without VNNI cut off large sums, so that machines would differ.
        quantize_dynamic(ready, FOLDER / "encoder.onnx", per_channel=True, weight_type=QuantType.QUInt8)
        torch.onnx.export(
            model.head, (torch.zeros(1, 9, 1152), torch.zeros(1, 9, len(features.SIZES), dtype=torch.long)), HERE / "head.onnx",
            input_names=["states", "features"], output_names=["vectors", "scores"],
            dynamic_axes={name: {1: "tokens"} for name in ("states", "features", "vectors", "scores")},
            opset_version=17, dynamo=False,
        )  # fmt: skip
    links = {"follow": model.crf.follow}
    for kind in ("content", "cue"):
        for side, layers in (("asks", model.links.asks), ("answers", model.links.answers)):
            links |= {f"{kind}_{side}_weight": layers[kind].weight, f"{kind}_{side}_bias": layers[kind].bias}
        links |= {f"{kind}_far": model.links.far[kind].weight[:, 0], f"{kind}_none": model.links.none[kind]}
    np.savez_compressed(HERE / "links.npz", **{name: value.detach().numpy() for name, value in links.items()})


if __name__ == "__main__":
    main()
