#!/usr/bin/env python3
"""Writes rate maps with 3 to 12 Gaussian fields, with or without noise in every bin, to time
`hippodrome score` on. Needs NumPy.

Usage: bench/noisy_maps.py SIDE COUNT NOISE FILE.npy
"""

import sys

import numpy as np


def main():
    side, count, noise = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    rng = np.random.default_rng(1)
    axis = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid(axis, axis)
    maps = np.zeros((count, side, side))
    for rates in maps:
        for _ in range(rng.integers(3, 13)):
            (fx, fy), width = rng.random(2), rng.uniform(0.05, 0.12)
            rates += rng.uniform(0.5, 1.0) * np.exp(-((x - fx)**2 + (y - fy)**2) / (2 * width**2))
        rates += noise * rng.exponential(size=rates.shape)
    np.save(sys.argv[4], maps.astype(np.float32))


if __name__ == "__main__":
    main()
