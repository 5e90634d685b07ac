"""Cuts rows for the network out of series: 64 recent values, same-time-of-day means, the step, and the value to be forecast."""

import numpy as np

from generator import DAY, Group
from network import RECENT

DAYS = (1, 2, 3, 7)
BUCKET = 300


def cut(rng, group: Group, number: int, augment: bool):
    """`number` random rows: inputs [number, 77], targets [number], and each series' naive error."""
    values = group.values
    series = rng.integers(0, len(values), number)
    at = rng.integers(12, values.shape[1], number)
    recent = _recent(values, series, at)
    same = _same_time(group, series, at)
    if augment:
        same[rng.random(number) < 0.3] = np.nan
        young = np.flatnonzero(rng.random(number) < 0.2)
        for i, keep in zip(young, rng.integers(12, RECENT, len(young))):
            recent[i, : RECENT - keep] = np.nan
    step = np.full((number, 1), group.step, dtype=np.float32)
    naive = np.abs(np.diff(values, axis=1)).mean(1)[series]
    return np.hstack([recent, same, step]).astype(np.float32), values[series, at], naive


def _recent(values, series, at):
    index = at[:, None] - np.arange(RECENT, 0, -1)
    return np.where(index >= 0, values[series[:, None], np.maximum(index, 0)], np.nan)


def _same_time(group, series, at):
    """Means of five minutes, or single values for longer steps."""
    step = group.step
    span = max(1, BUCKET // step)
    spacing = max(BUCKET, step) // step
    sums = np.concatenate([np.zeros((len(group.values), 1)), np.cumsum(group.values, axis=1, dtype=np.float64)], axis=1)
    out = np.empty((len(series), len(DAYS) * 3), dtype=np.float32)
    for d, days in enumerate(DAYS):
        for o, offset in enumerate((-spacing, 0, spacing)):
            centre = at - days * (DAY // step) + offset
            left, right = centre - span // 2, centre - span // 2 + span
            known = (left >= 0) & (right <= group.values.shape[1])
            left, right = np.where(known, left, 0), np.where(known, right, 1)
            out[:, d * 3 + o] = np.where(known, (sums[series, right] - sums[series, left]) / span, np.nan)
    return out
