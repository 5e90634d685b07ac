"""Trains the forecaster and writes it with its card. One command, a fixed seed, minutes on two cores:

    python train.py

writes ../forecaster-1.pt, ../forecaster-1.properties and the golden rows that the Java tests compare with.
"""

import argparse
import hashlib
import time
from pathlib import Path

import numpy as np
import torch

import golden
from generator import generate
from network import INPUTS, RECENT, SAME_TIME, Forecaster
from windows import cut

HERE = Path(__file__).resolve().parent
VERSION = "1"
SEED = 20260302
BATCH = 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--steps", type=int, default=6000)
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    network = train(given.steps)
    measures = measure(network)
    print(measures)
    write(network, measures)


def train(steps: int) -> Forecaster:
    groups = generate(3000, SEED, incidents=True)
    rng = np.random.default_rng(SEED)
    shares = np.array([group.values.size**0.5 for group in groups])
    shares /= shares.sum()
    network = Forecaster()
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998)
    )
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps, pct_start=0.05)
    started = time.monotonic()
    for step in range(steps):
        parts = [cut(rng, g, n, True) for g, n in zip(groups, rng.multinomial(BATCH, shares)) if n > 0]
        rows, target, naive = (torch.from_numpy(np.concatenate(part)).float() for part in zip(*parts))
        loss = error(network(rows), target, naive)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average.update_parameters(network)
        if step % 500 == 0:
            print(f"step {step} loss {loss.item():.4f} after {time.monotonic() - started:.0f} s", flush=True)
    return average.module.eval()


def error(forecast, target, naive):
    """Absolute error in units of the series' own naive error, so that every series weighs the same; outliers bounded."""
    usable = naive > 1e-6 * target.abs() + 1e-9
    ratio = (forecast - target).abs()[usable] / naive[usable]
    return ratio.clamp(max=20).mean()


def measure(network) -> dict[str, float]:
    """Error against the naive forecast on series that training never saw, by step; mean of the series' ratios."""
    rng = np.random.default_rng(SEED + 1)
    measures = {}
    for group in generate(600, SEED + 1, incidents=False):
        rows, target, naive = (torch.from_numpy(part).float() for part in cut(rng, group, 20_000, False))
        with torch.no_grad():
            own = (network(rows) - target).abs()
        last = (rows[:, RECENT - 1] - target).abs()
        usable = naive > 1e-9
        ratio = (own[usable] / naive[usable]).mean() / (last[usable] / naive[usable]).mean()
        measures[f"error.{group.step}s"] = round(ratio.item(), 4)
    return measures


def write(network, measures):
    example, _, _ = cut(np.random.default_rng(0), generate(60, SEED + 2, False)[0], 64, True)
    traced = torch.jit.trace(network, torch.from_numpy(example))
    traced = torch.jit.freeze(traced)
    file = HERE.parent / f"forecaster-{VERSION}.pt"
    traced.save(str(file))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    lines = {
        "version": VERSION,
        "file": file.name,
        "sha256": digest,
        "torch": torch.__version__.split("+")[0],
        "recent": RECENT,
        "sameTime": SAME_TIME,
        "inputs": INPUTS,
        "parameters": sum(p.numel() for p in network.parameters()),
        "seed": SEED,
    } | measures
    card = HERE.parent / f"forecaster-{VERSION}.properties"
    card.write_text("".join(f"{key}={value}\n" for key, value in lines.items()))
    golden.write(torch.jit.load(str(file)))


if __name__ == "__main__":
    main()
