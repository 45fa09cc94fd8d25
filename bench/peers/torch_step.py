#!/usr/bin/env python3
"""Times the training step of work item W in PyTorch, to compare with `trainingStep/workItem`.

W: LSTM of 128 units, 2 inputs, initial state from a code of 256 place cells, rectified bottleneck
of 256 units, 256 outputs, batch 100, 10 steps, squared error, Adam. Unlike Hippodrome's, this step
simulates no paths and computes no place code, decoding or maps: its data are ready in memory.

Usage: torch_step.py [THREADS]      (Debian and Ubuntu: apt-get install python3-torch)
"""
import sys
import time

import torch
from torch import nn

UNITS, CELLS, BATCH, STEPS = 128, 256, 100, 10


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.state = nn.Linear(CELLS, UNITS, bias=False)
        self.cell = nn.Linear(CELLS, UNITS, bias=False)
        self.lstm = nn.LSTM(2, UNITS)
        self.bottleneck = nn.Linear(UNITS, CELLS, bias=False)
        self.place = nn.Linear(CELLS, CELLS, bias=False)

    def forward(self, displacements, code):
        start = (self.state(code).unsqueeze(0), self.cell(code).unsqueeze(0))
        hidden, _ = self.lstm(displacements, start)
        return self.place(torch.relu(self.bottleneck(hidden)))


def main():
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    network = Network()
    optimiser = torch.optim.Adam(network.parameters(), lr=1e-3)
    displacements = 0.02 * torch.randn(STEPS, BATCH, 2)
    code = torch.randn(BATCH, CELLS)
    targets = torch.randn(STEPS, BATCH, CELLS)

    def step():
        optimiser.zero_grad()
        loss = nn.functional.mse_loss(network(displacements, code), targets)
        loss = loss + 1e-3 * network.lstm.weight_hh_l0.square().sum()
        loss.backward()
        optimiser.step()

    for _ in range(30):
        step()
    times = []
    for _ in range(200):
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    times.sort()
    print(f"PyTorch {torch.__version__}, {threads} threads: median {1e3 * times[100]:.2f} ms, "
          f"best {1e3 * times[0]:.2f} ms a step")


if __name__ == "__main__":
    main()
