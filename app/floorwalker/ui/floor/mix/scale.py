"""The scale of agents beside the mix: whole numbers, few of them. Nothing here is of Qt."""

from __future__ import annotations

from typing import Final

_APART: Final = 22
"""Pixels from one number to the next, at least."""


def step_of(most: int, height: int) -> int:
    """Agents from one number of the scale to the next: 1, 2 or 5 times a power of ten."""
    wanted = max(1.0, most * _APART / max(height, 1))
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power >= wanted:
                return factor * power
        power *= 10


def numbers_of(most: int, height: int) -> list[int]:
    """What is written at the scale, from 0 on; the last one is not above *most*, which has the chart's full height."""
    step = step_of(most, height)
    return list(range(0, most + 1, step))
