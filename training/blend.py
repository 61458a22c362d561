"""Blends the weights of two runs: `python blend.py --runs cache/run cache/run2 --out cache/blend`.

The second goes on from the first, so their weights lie in one basin, and a mean of them is better than either
(Wortsman and others 2022, "Model soups"). Weights that differ in shape are the second run's.
"""

import argparse
import os
import shutil

import torch

# Share of the second run, chosen on the dev sets.
SHARES = {"encoder": 0.65, "trees": 1.0}
REST = 0.6


def weights(run):
    c = torch.load(f"{run}/checkpoint.pt", weights_only=False)
    return c["model"] | c["mean"], c["step"]


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--runs", nargs=2, required=True)
    a.add_argument("--out", default="cache/blend")
    a = a.parse_args()
    (first, before), (second, after) = map(weights, a.runs)
    blended = {}
    for name, weight in second.items():
        share = SHARES.get(name.split(".")[0], REST)
        same = name in first and first[name].shape == weight.shape and weight.is_floating_point()
        blended[name] = first[name] * (1 - share) + weight * share if same else weight
    os.makedirs(a.out, exist_ok=True)
    torch.save({"model": blended, "mean": {}, "step": before + after}, f"{a.out}/checkpoint.pt")
    shutil.copy(f"{a.runs[1]}/inventory.json", a.out)


if __name__ == "__main__":
    main()
