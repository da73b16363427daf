"""Fits what turns the portrayal head's logits into probabilities."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax


def slope(logits: np.ndarray, labels: np.ndarray) -> float:
    """What logits are multiplied by so that the labels are the most likely; which class is the likeliest stays as it is.

    Source: temperature scaling, Guo et al. (2017), section 4.2; this is the temperature's inverse.
    """

    def loss(by: float) -> float:
        return float(-log_softmax(logits * by, axis=1)[np.arange(len(labels)), labels].sum())

    return float(minimize_scalar(loss, bounds=(0.05, 20.0), method="bounded").x)
