"""Operations time series that never were: the training data of the forecaster.

Every series is a level with a daily season, drifts, shifts, recurring jobs and noise, seen through one of the lenses that
monitoring looks through: a gauge, a utilisation, a mean latency, a count per second, a share of errors, whole numbers, or
almost nothing but zeros. Nothing in here knows of any service, fault or scenario.
"""

from dataclasses import dataclass

import numpy as np

DAY = 86_400

# (step in seconds, rows, share of the series)
SHAPES = [
    (10, 4320, 0.28),
    (15, 4320, 0.12),
    (30, 5760, 0.12),
    (60, 12_960, 0.16),
    (300, 2880, 0.22),
    (3600, 720, 0.10),
]
LENSES = ["gauge", "utilisation", "latency", "count", "ratio", "whole", "sparse"]
LENS_SHARES = [0.22, 0.14, 0.22, 0.18, 0.10, 0.08, 0.06]


@dataclass
class Group:
    """Series of one step. `values` has one series a row, `counts` the observations behind each value."""

    step: int
    lens: list[str]
    values: np.ndarray
    counts: np.ndarray


def generate(series: int, seed: int, incidents: bool) -> list[Group]:
    """About `series` series. With `incidents`, some have stretches in which something was wrong, and some
    move to another level for good."""
    rng = np.random.default_rng(seed)
    return [_group(rng, step, rows, max(1, round(series * share)), incidents) for step, rows, share in SHAPES]


def _group(rng, step, rows, number, incidents):
    time = np.arange(rows) * float(step) + rng.integers(0, 7) * DAY
    shape = _season(rng, number, time) + _drift(rng, number, rows, step, incidents) + _jobs(rng, number, time, step)
    if incidents:
        shape += _incidents(rng, number, rows, step)
    noise = _noise(rng, number, rows, step)
    lens = list(rng.choice(LENSES, number, p=LENS_SHARES))
    values = np.empty((number, rows), dtype=np.float64)
    counts = np.ones((number, rows), dtype=np.int64)
    for i, kind in enumerate(lens):
        values[i], counts[i] = _seen(rng, kind, shape[i], noise[i], step)
    return Group(step, lens, values.astype(np.float32), counts)


def _season(rng, number, time):
    """A daily curve of up to five harmonics, skewed, with weekday factors; a third of the series have none."""
    out = np.zeros((number, len(time)))
    hour = 2 * np.pi * time / DAY
    for i in range(number):
        if rng.random() < 0.35:
            continue
        curve = np.zeros(len(time))
        for k in range(1, rng.integers(2, 6)):
            curve += rng.normal(0, 1 / k) * np.sin(k * hour + rng.uniform(0, 2 * np.pi))
        curve /= curve.std() + 1e-9
        if rng.random() < 0.5:
            curve = np.exp(rng.uniform(0.3, 1.2) * curve)
            curve /= curve.std() + 1e-9
        weekday = 1 + (rng.random() < 0.5) * rng.normal(0, 0.2, 7)
        out[i] = rng.choice([0.1, 0.3, 0.6, 1.2]) * curve * weekday[(time // DAY).astype(int) % 7]
    return out


def _drift(rng, number, rows, step, shifts):
    """Random walks, slow trends that turn and, unless all is quiet, level shifts that stay."""
    walk = np.cumsum(rng.normal(0, 1, (number, rows)), axis=1)
    strength = np.where(rng.random(number) < 0.35, 10 ** rng.uniform(-3, -1, number), 0)
    out = walk * (strength * np.sqrt(step / 60))[:, None]
    for i in range(number):
        if shifts and rng.random() < 0.3:
            for at in rng.integers(0, rows, rng.poisson(1 + rows * step / (2 * DAY))):
                out[i, at:] += rng.normal(0, 0.5)
        if rng.random() < 0.3:
            turns = np.sort(rng.integers(0, rows, rng.integers(2, 6)))
            out[i] += np.interp(np.arange(rows), turns, rng.normal(0, 0.8, len(turns)))
    return out


def _jobs(rng, number, time, step):
    """Things that recur: batch jobs, caches that fill and are emptied, sawtooth memory."""
    out = np.zeros((number, len(time)))
    for i in range(number):
        chance = rng.random()
        period = step * rng.uniform(6, 400)
        phase = ((time + rng.uniform(0, period)) % period) / period
        if chance < 0.10:
            out[i] = rng.uniform(0.3, 2) * (phase < rng.uniform(0.02, 0.4))
        elif chance < 0.22:
            out[i] = rng.choice([-1, 1]) * rng.uniform(0.3, 2) * phase
        elif chance < 0.27:
            out[i] = rng.uniform(0.1, 0.6) * np.sin(2 * np.pi * phase)
    return out


def _noise(rng, number, rows, step):
    """Unit noise: white or autoregressive, normal or Student t with three degrees, sometimes with restless hours."""
    heavy = rng.random(number) < 0.25
    white = rng.normal(0, 1, (number, rows))
    white[heavy] = rng.standard_t(3, (int(heavy.sum()), rows)) / np.sqrt(3)
    memory = np.where(rng.random(number) < 0.6, 0, rng.uniform(0.2, 0.98, number))
    out = np.empty_like(white)
    out[:, 0] = white[:, 0]
    fresh = np.sqrt(1 - memory**2)
    for t in range(1, rows):
        out[:, t] = memory * out[:, t - 1] + fresh * white[:, t]
    restless = rng.random(number) < 0.15
    swell = np.exp(0.4 * np.sin(2 * np.pi * np.arange(rows) * step / rng.uniform(3600, DAY, (number, 1))))
    out[restless] *= swell[restless]
    return out


def _incidents(rng, number, rows, step):
    """Minutes to hours in which a third of the series are off."""
    out = np.zeros((number, rows))
    for i in np.flatnonzero(rng.random(number) < 0.35):
        for at in rng.integers(0, rows, 1 + rng.poisson(rows * step / DAY)):
            length = int(rng.uniform(3, 60 * 90 / step + 4))
            form = np.ones(length) if rng.random() < 0.6 else np.linspace(0, 1, length)
            end = min(rows, at + length)
            out[i, at:end] += rng.choice([-1, 1], p=[0.3, 0.7]) * 10 ** rng.uniform(-0.3, 0.7) * form[: end - at]
    return out


def _seen(rng, kind, shape, noise, step):
    """What monitoring makes of a shape of about unit size and unit noise."""
    rows = len(shape)
    ones = np.ones(rows, dtype=np.int64)
    fuzz = 10 ** rng.uniform(-2, -0.3)
    if kind == "gauge":
        return 10 ** rng.uniform(-3, 9) * (rng.uniform(0, 4) + shape + fuzz * noise), ones
    if kind == "utilisation":
        return np.clip(rng.uniform(0.05, 0.7) + 0.12 * shape + rng.uniform(0.003, 0.08) * noise, 0, 1), ones
    if kind == "latency":
        calls = np.maximum(1, rng.poisson(np.exp(rng.uniform(0, 6) + 0.3 * np.clip(shape, -4, 4))))
        spread = rng.uniform(0.2, 1.5) / np.sqrt(calls)
        return 10 ** rng.uniform(-3, 0.3) * np.exp(0.3 * shape + 0.1 * fuzz * noise) * (
            rng.gamma(1 / spread**2, spread**2)
        ), calls
    rate = np.exp(np.clip(rng.uniform(-5, 5) + 0.5 * shape + 0.1 * fuzz * noise, -12, 9))
    if kind == "count":
        seen = rng.poisson(rate * step)
        return seen / step, np.maximum(1, seen)
    if kind == "ratio":
        calls = np.maximum(1, rng.poisson(np.clip(rate * step, 0.5, 1e6)))
        wrong = np.clip(10 ** rng.uniform(-5, -1) * np.exp(0.5 * shape), 0, 0.5)
        return rng.binomial(calls, wrong) / calls, calls
    if kind == "whole":
        return np.maximum(0, np.round(rng.uniform(0, 30) + rng.uniform(0.3, 5) * (shape + fuzz * noise))), ones
    bursts = rng.random(rows) < 10 ** rng.uniform(-3, -0.7)
    return np.where(bursts, np.abs(10 ** rng.uniform(-2, 3) * (1 + noise)), 0), ones
