"""The network: a learned weighted mean of a series' own past, plus a small bounded step.

Input: one row of 77 raw floats a series, NaN where nothing is known: the last 64 values, oldest first; for 1, 2, 3 and 7
days ago the means before, at and after the same time of day; the step in seconds. Output: the median of the next value,
in the series' own unit. Normalisation is inside, so that whoever calls it passes values as they are.
"""

import torch
from torch import nn

RECENT = 64
SAME_TIME = 12
INPUTS = RECENT + SAME_TIME + 1
CANDIDATES = RECENT + SAME_TIME
FEATURES = RECENT + 2 * SAME_TIME + 5


class Block(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, width)
        self.down = nn.Linear(width, width)

    def forward(self, x):
        return x + self.down(nn.functional.gelu(self.up(self.norm(x))))


class Forecaster(nn.Module):
    def __init__(self, width: int = 128, blocks: int = 2):
        super().__init__()
        self.enter = nn.Linear(FEATURES, width)
        self.blocks = nn.Sequential(*[Block(width) for _ in range(blocks)])
        self.leave = nn.Linear(width, CANDIDATES + 1)
        with torch.no_grad():
            self.leave.weight.mul_(0.1)
            self.leave.bias.zero_()
            self.leave.bias[:RECENT] = torch.linspace(-6, 0, RECENT)
            self.leave.bias[RECENT:CANDIDATES] = -4

    def forward(self, rows):
        past = rows[:, :CANDIDATES]
        known = ~torch.isnan(past)
        recent = rows[:, :RECENT]
        seen = known[:, :RECENT].float()
        number = seen.sum(1, keepdim=True)
        middle = torch.nan_to_num(torch.nanmedian(recent, 1, keepdim=True).values)
        filled = torch.where(known, past, middle.expand_as(past)) - middle
        spread = (filled[:, :RECENT].abs() * seen).sum(1, keepdim=True) / number.clamp(min=1)
        scale = spread + 1e-4 * middle.abs() + 1e-9
        unit = filled / scale
        squashed = torch.asinh(unit)
        steps = (squashed[:, 1:RECENT] - squashed[:, : RECENT - 1]).abs().mean(1, keepdim=True)
        features = torch.cat(
            [
                squashed,
                known[:, RECENT:].float(),
                steps,
                number / RECENT,
                torch.log(rows[:, CANDIDATES:].clamp(min=1) / 60),
                torch.log(scale / (middle.abs() + scale)),
                ((filled[:, :RECENT] == 0).float() * seen).sum(1, keepdim=True) / number.clamp(min=1),
            ],
            1,
        )
        left = self.leave(self.blocks(self.enter(features)))
        logits = left[:, :CANDIDATES] - 1e4 * (~known).float()
        weights = torch.softmax(logits, 1)
        step = torch.tanh(left[:, CANDIDATES:])
        return (middle + scale * ((weights * unit).sum(1, keepdim=True) + step)).squeeze(1)
