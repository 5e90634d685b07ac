"""Writes what the Java tests compare with: rows and forecasts of the shipped file, and a fixed set of held-out series."""

import gzip
from pathlib import Path

import numpy as np
import torch

from generator import Group, generate
from windows import cut

RESOURCES = Path(__file__).resolve().parents[2] / "src/test/resources/nightshift/understand/detect/forecast"
SEED = 77


def write(network):
    RESOURCES.mkdir(parents=True, exist_ok=True)
    groups = generate(60, SEED, incidents=False)
    rng = np.random.default_rng(SEED)
    rows = np.concatenate([cut(rng, group, 6, True)[0] for group in groups])
    with torch.no_grad():
        forecasts = network(torch.from_numpy(rows)).numpy()
    with (RESOURCES / "golden.csv").open("w") as out:
        out.write("forecast,then the 77 inputs: 64 recent, 12 same time of day, step\n")
        for forecast, row in zip(forecasts, rows):
            out.write(",".join("" if np.isnan(v) else f"{v:.9g}" for v in [forecast, *row]) + "\n")
    with gzip.GzipFile(RESOURCES / "held-out.csv.gz", "wb", mtime=0) as out:
        out.write(b"lens,step,count,values\n")
        for group in groups:
            for line in series(group, 400):
                out.write(line.encode())


def series(group: Group, most: int):
    """One line a series: what it is, its step, the observations usually behind a value, and its first values."""
    for lens, values, counts in zip(group.lens, group.values[:, :most], group.counts):
        numbers = " ".join(f"{value:.6g}" for value in values)
        yield f"{lens},{group.step},{int(np.median(counts))},{numbers}\n"
