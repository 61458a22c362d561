"""Makes a checkpoint to start from out of shipped graphs: `python thaw.py --model ../models/reader-en --out cache/thawed`.

The int8 weights are multiplied out again, so training can go on where only the shipped model is at hand. Word embeddings, which
no run trains, come from the encoder's package.
"""

import argparse
import json
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from model import Reader


def tensors(file):
    """Weights of one graph by their names in the model; a product's name is read off the bias it is added to."""
    graph = onnx.load(file).graph
    raw = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    made = {o: n for n in graph.node for o in n.output}
    out = {k.removeprefix("m."): v for k, v in raw.items() if k.startswith("m.") and v.dtype == np.float32 and "quantized" not in k and "scale" not in k}

    def weight(name):
        """The product matrix behind a value, followed back through scales and casts."""
        node = made.get(name)
        while node is not None:
            if node.op_type in ("MatMulInteger", "MatMul", "Gemm"):
                return matrix(node.input[1])
            if node.op_type not in ("Mul", "Cast"):
                return None
            node = next((made[i] for i in node.input if i in made and made[i].op_type in ("MatMulInteger", "Cast", "Mul", "MatMul") and weight_in(i)), None)
        return None

    def weight_in(name):
        seen, queue = set(), [name]
        while queue:
            n = queue.pop()
            node = made.get(n)
            if node is None or n in seen:
                continue
            seen.add(n)
            if node.op_type in ("MatMulInteger", "MatMul"):
                return True
            if node.op_type in ("Mul", "Cast"):
                queue += node.input
        return False

    def matrix(name):
        if name in raw and raw[name].dtype == np.float32:
            return raw[name]
        base = name.removesuffix("_quantized")
        if name not in raw:
            return None
        return (raw[name].astype(np.float32) - raw[f"{base}_zero_point"].astype(np.float32)) * raw[f"{base}_scale"]

    free = {}
    for node in graph.node:
        if node.op_type == "Add":
            for b, x in (node.input, reversed(node.input)):
                if b.startswith("m.") and b.endswith(".bias") and (w := weight(x)) is not None:
                    out[b.removeprefix("m.").removesuffix("bias") + "weight"] = w.T
        if node.op_type == "Gemm":
            base = node.input[1].removesuffix("_quantized")
            free[base] = matrix(node.input[1])
        if node.op_type == "MatMulInteger":
            base = node.input[1].removesuffix("_quantized")
            if node.input[1] in raw:
                free[base] = matrix(node.input[1])
    return out, free


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--model", default="../models/reader-en")
    a.add_argument("--out", default="cache/thawed")
    a = a.parse_args()
    settings = json.load(open(f"{a.model}/reader.json"))
    found, loose = {}, {}
    for name in ("reader", "labels", "marked"):
        w, free = tensors(f"{a.model}/{name}.onnx")
        found |= w
        loose |= {(name, k): v for k, v in free.items()}
    shaped = lambda graph, shape: next(v for (g, _), v in loose.items() if g == graph and v.shape == shape)
    found["trees.arc.weight"] = shaped("reader", (320, 320)).T
    found["trees.product.weight"] = shaped("labels", (256, len(settings["labels"]))).T
    found["marked.transition"], found["marked.start"] = np.array(settings["transition"]), np.array(settings["start"])
    m = Reader(len(settings["labels"]), len(settings["scripts"])).load()
    weights = {k: torch.tensor(np.ascontiguousarray(v)).float() for k, v in found.items()}
    m.fit(weights)
    mine = m.state_dict()
    lacking = [k for k in mine if k not in weights and not k.startswith("press.") and k != "encoder.words.weight"]
    wrong = [k for k in weights if k in mine and mine[k].shape != weights[k].shape]
    if lacking or wrong:
        raise SystemExit(f"lacking {lacking}; of another shape {wrong}")
    m.begin(weights)
    os.makedirs(a.out, exist_ok=True)
    table = json.load(open(f"{a.model}/lemmas.json"))
    json.dump({"labels": settings["labels"], "scripts": settings["scripts"], "profile": settings["profile"], "lemmas": table}, open(f"{a.out}/inventory.json", "w"), ensure_ascii=False)
    trained = {n: p.detach().clone() for n, p in m.named_parameters() if p.requires_grad}
    torch.save({"model": m.state_dict(), "mean": trained, "step": settings["steps"]}, f"{a.out}/checkpoint.pt")


if __name__ == "__main__":
    main()
