"""Takes the attention heads out of a run that matter least: `python heads.py --run cache/run --out cache/thin`.

A head matters as much as the losses change with its output: the mean size of their gradient by a gate on it, over
batches of the training data (Michel and others 2019, "Are Sixteen Heads Really Better than One?").
"""

import argparse
import json
import os
import random
import shutil

import torch

import train
from model import HEADS, SIZE, Layer, Reader

# How many heads go: of the encoder's 72, and of the second stack's 24.
DROPPED = {"encoder": 18, "marked": 8}


def importance(model, losses, data, profile, batches):
    """Mean gradient of the losses by a gate on each head: {layer: [HEADS]}."""
    layers = {n: m for n, m in model.named_modules() if isinstance(m, Layer)}
    gates = {n: torch.ones(HEADS, requires_grad=True) for n in layers}
    for n, layer in layers.items():
        layer.out.register_forward_pre_hook(lambda _, given, gate=gates[n]: (given[0] * gate.repeat_interleave(SIZE),))
    total = {n: torch.zeros(HEADS) for n in layers}
    share = {k: v for k, v in train.SHARE[profile].items() if k in data}
    streams, rng = {k: train.Stream(k, v, "heads", 1400) for k, v in data.items()}, random.Random("heads")
    for _ in range(batches):
        got = losses(streams[rng.choices(list(share), list(share.values()))[0]].next())
        if not got:
            continue
        for n, g in zip(gates, torch.autograd.grad(sum(got.values()), list(gates.values()), allow_unused=True)):
            if g is not None:
                total[n] += g.abs() / batches
    return total


def kept(matters):
    """Indices of the heads that stay, {layer: [...]}."""
    gone = set()
    for stack, n in DROPPED.items():
        ranked = sorted((float(v), layer, i) for layer, row in matters.items() if layer.startswith(stack) for i, v in enumerate(row))
        gone |= {(layer, i) for _, layer, i in ranked[:n]}
    return {layer: [i for i in range(HEADS) if (layer, i) not in gone] for layer in matters}


def without(weights, keep):
    """The weights with only the heads in `keep`."""
    found = dict(weights)
    for layer, heads in keep.items():
        at = torch.tensor([h * SIZE + i for h in heads for i in range(SIZE)])
        for name in (f"{layer}.qkv.weight", f"{layer}.qkv.bias", f"{layer}.out.weight"):
            if name in weights:
                rows = torch.cat([at + k * HEADS * SIZE for k in range(3)])
                found[name] = weights[name][:, at] if name.endswith("out.weight") else weights[name][rows]
    return found


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--profile", choices=list(train.SHARE), default="full")
    a.add_argument("--run", default="cache/run")
    a.add_argument("--out", default="cache/thin")
    a.add_argument("--batches", type=int, default=200)
    a = a.parse_args()
    torch.set_num_threads(1)
    inventory = json.load(open(f"{a.run}/inventory.json"))
    c = torch.load(f"{a.run}/checkpoint.pt", weights_only=False)
    model = Reader(len(inventory["labels"]), len(inventory["scripts"])).eval()
    model.begin(c["model"] | c["mean"])
    model.requires_grad_(False)
    losses = train.Losses(model, inventory["labels"], inventory["scripts"])
    keep = kept(importance(model, losses, train.load(a.profile, os.path.dirname(a.run) or "."), a.profile, a.batches))
    print({layer: len(heads) for layer, heads in keep.items()})
    os.makedirs(a.out, exist_ok=True)
    torch.save({"model": without(c["model"], keep), "mean": without(c["mean"], keep), "step": c["step"]}, f"{a.out}/checkpoint.pt")
    shutil.copy(f"{a.run}/inventory.json", a.out)


if __name__ == "__main__":
    main()
