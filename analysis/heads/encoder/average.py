"""Makes one model of the folds' models: their mean, and of encoder and attribution head only part of the way to it.

    python -m analysis.heads.encoder.average --start WEIGHTS --work FOLDER [--share S]

Models that start from the same weights can be averaged, and the mean is most often better than each of them (Wortsman et al.
2022). On the held-out articles of PolNeAR attribution is best part of the way from the weights it started from (`SHARE`). Writes
`WORK/weights.pt`; the other heads are then fitted to this encoder (`refit.py`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from analysis.heads.encoder.gather import AVERAGED

#: How far encoder and attribution head go from where they started to the mean of the folds.
SHARE = 0.5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--share", type=float, default=SHARE)
    given = parser.parse_args()
    folds = [torch.load(given.work / f"link-{n}" / "weights.pt", weights_only=True) for n in AVERAGED]
    mean = {name: torch.stack([fold[name].float() for fold in folds]).mean(0) for name in folds[0]}
    for name, before in torch.load(given.start, weights_only=True).items():
        if f"base.{name}" in mean:
            mean[f"base.{name}"] = torch.lerp(before.float(), mean[f"base.{name}"], given.share)
    torch.save(mean, given.work / "weights.pt")


if __name__ == "__main__":
    main()
