"""Blends the weights of two runs: `python blend.py --runs cache/run cache/run2 --out cache/blend`.

The second goes on from the first, so their weights lie in one basin, and a mean of them is better than either
(Wortsman and others 2022, "Model soups"). Weights that differ in shape are the second run's.
"""

import argparse
import os
import shutil

import torch

# Shares of the two runs, chosen on the dev sets.
SHARES = {"encoder": (0.35, 0.65), "trees": (0.0, 1.0)}
REST = (0.4, 0.6)


def weights(run):
    c = torch.load(f"{run}/checkpoint.pt", weights_only=False)
    return c["model"] | c["mean"], c["step"]


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--runs", nargs=2, required=True)
    a.add_argument("--out", default="cache/blend")
    a = a.parse_args()
    runs, steps = zip(*map(weights, a.runs))
    blended = {}
    for name, last in runs[-1].items():
        shares = SHARES.get(name.split(".")[0], REST)
        parts = [(run[name], share) for run, share in zip(runs, shares) if share > 0]
        same = last.is_floating_point() and all(part.shape == last.shape for part, _ in parts)
        blended[name] = sum(part * share for part, share in parts) if same else last
    os.makedirs(a.out, exist_ok=True)
    torch.save({"model": blended, "mean": {}, "step": sum(steps)}, f"{a.out}/checkpoint.pt")
    shutil.copy(f"{a.runs[-1]}/inventory.json", a.out)


if __name__ == "__main__":
    main()
