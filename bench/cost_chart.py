#!/usr/bin/env python3
"""Draws what a tick of 20 ms costs on the biological side over walls, cells and states.

Usage: bench/cost_chart.py build/release/bin/hippodrome_bench docs/images/costs.svg
"""

import json
import math
import subprocess
import sys

PANELS = [
    ("walls (100 place, 200 boundary cells)", "OverWalls"),
    ("cells (10 walls)", "OverCells"),
    ("states", "OverStates"),
]
NAMES = {
    "ratAlone": "the rat alone",
    "placeCells": "place cells, geodesic",
    "boundaryCells": "boundary cells",
    "spikingPlaceCells": "spiking place cells",
    "successor": "successor map",
}
COLOURS = {
    "ratAlone": "#6b7280",
    "placeCells": "#b9770e",
    "boundaryCells": "#1f7a85",
    "spikingPlaceCells": "#8e3b75",
    "successor": "#3f7d3a",
}
WIDTH, HEIGHT, MARGIN, LEGEND = 300, 240, 48, 28
LOWEST, HIGHEST = 0.5, 10000.0  # microseconds


def measured(program):
    """{name: [(argument, microseconds)]}, from one run of the benchmarks."""
    run = subprocess.run(
        [program, "--benchmark_filter=Over(Walls|Cells|States)", "--benchmark_format=json"],
        capture_output=True, text=True, check=True)
    curves = {}
    for row in json.loads(run.stdout)["benchmarks"]:
        name, argument = row["name"].split("/")
        curves.setdefault(name, []).append((int(argument), row["cpu_time"]))
    return curves


def panel(left, title, curves):
    """One set of axes, both logarithmic; an argument of 0 stands at the left edge."""
    arguments = [a for points in curves.values() for a, _ in points]
    low, high = max(1, min(a for a in arguments if a > 0) / 2), max(arguments)

    def x(argument):
        share = math.log(max(argument, low) / low) / math.log(high / low)
        return left + MARGIN + share * (WIDTH - MARGIN - 12)

    def y(time):
        share = math.log(time / LOWEST) / math.log(HIGHEST / LOWEST)
        return HEIGHT - MARGIN - share * (HEIGHT - MARGIN - 20)

    out = [f'<text x="{left + MARGIN}" y="14" font-weight="bold">{title}</text>']
    for time in (1, 10, 100, 1000, 10000):
        out.append(f'<line x1="{left + MARGIN}" x2="{left + WIDTH - 12}" y1="{y(time):.1f}" '
                   f'y2="{y(time):.1f}" stroke="#d5d8de"/>')
        out.append(f'<text x="{left + MARGIN - 4}" y="{y(time) + 4:.1f}" text-anchor="end">{time}'
                   f'{" µs" if time == 10000 else ""}</text>')
    for argument in sorted(set(arguments)):
        out.append(f'<text x="{x(argument):.1f}" y="{HEIGHT - MARGIN + 16}" '
                   f'text-anchor="middle">{argument}</text>')
    for name, points in curves.items():
        kind = name.split("Over")[0]
        line = " ".join(f"{x(a):.1f},{y(t):.1f}" for a, t in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[kind]}" '
                   f'stroke-width="2"/>')
        for argument, time in points:
            out.append(f'<circle cx="{x(argument):.1f}" cy="{y(time):.1f}" r="3" '
                       f'fill="{COLOURS[kind]}"/>')
    return "\n".join(out)


def main():
    program, target = sys.argv[1:]
    curves = measured(program)
    parts, shown = [], []
    for index, (title, suffix) in enumerate(PANELS):
        chosen = {name: points for name, points in curves.items() if name.endswith(suffix)}
        parts.append(panel(index * WIDTH, title, chosen))
        shown += [name.split("Over")[0] for name in chosen]
    for index, kind in enumerate(dict.fromkeys(shown)):
        left = MARGIN + index * 170
        parts.append(f'<line x1="{left}" x2="{left + 18}" y1="{HEIGHT - 4}" y2="{HEIGHT - 4}" '
                     f'stroke="{COLOURS[kind]}" stroke-width="3"/>')
        parts.append(f'<text x="{left + 24}" y="{HEIGHT}">{NAMES[kind]}</text>')
    size = f'width="{len(PANELS) * WIDTH}" height="{HEIGHT + LEGEND}"'
    with open(target, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" '
                   f'font-size="11">\n<rect {size} fill="#ffffff"/>\n' + "\n".join(parts) +
                   "\n</svg>\n")
    for name, points in curves.items():
        print(name, ", ".join(f"{argument}: {time:.3g} us" for argument, time in points))


if __name__ == "__main__":
    main()
