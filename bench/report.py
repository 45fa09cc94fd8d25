#!/usr/bin/env python3
"""Measures the training step of Hippodrome and of PyTorch in one run, as a table in Markdown.

Usage: report.py HIPPODROME_PROGRAM
Every combination of instruction set and number of threads that the machine has; PyTorch where
python3-torch is installed (see peers/torch_step.py). The machine should do nothing else.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def ours(program, *options):
    result = subprocess.run([program, "bench", "--json", *options], capture_output=True, text=True)
    return json.loads(result.stdout) if result.returncode == 0 else None


def torch(threads):
    """Median milliseconds of PyTorch's step, or None without it."""
    result = subprocess.run(
        ["/usr/bin/python3", os.path.join(HERE, "peers", "torch_step.py"), str(threads)],
        capture_output=True, text=True)
    if result.returncode != 0:
        return None
    return float(result.stdout.split("median ")[1].split()[0])


def main():
    program = sys.argv[1]
    counts = sorted({1, os.cpu_count()})
    print("| instruction set | threads | step W | its products, best library | step / products |")
    print("|---|---|---|---|---|")
    best = None
    for isa in ("portable", "avx2", "avx512"):
        for threads in counts:
            found = ours(program, "--isa", isa, "--threads", str(threads))
            if not found:
                continue
            step, products = found["w_ms_per_step"], found["w_gemm_only_ms"]
            print(f"| {isa} | {threads} | {step:.2f} ms | {products:.2f} ms | {step / products:.2f} |")
            best = min(best or step, step)
    print()
    peers = {threads: torch(threads) for threads in counts}
    if None in peers.values():
        print("PyTorch is not installed.")
        return
    for threads, milliseconds in peers.items():
        print(f"PyTorch, {threads} threads: {milliseconds:.2f} ms a step")
    print(f"ratio at each one's best: {min(peers.values()) / best:.1f}")


if __name__ == "__main__":
    main()
