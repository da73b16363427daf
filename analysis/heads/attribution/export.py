"""Writes the attribution head's weights as the files that Evenhand runs: `head.onnx` and `links.npz`, float32."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from analysis.heads.attribution import features
from analysis.heads.attribution.train import Model

HERE = Path(__file__).parent


def write(model: Model) -> None:
    """Called by `heads/encoder/export.py`, for the head is of use on its encoder only. `calibrate.py` completes `links.npz`."""
    with torch.no_grad():
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
