"""Writes the weights of a run as ONNX: `python export.py --run cache/run --out ../models/reader-en`.

Three graphs: `reader` (encoder and word heads), `labels` (relation of each word to its chosen head)
and `marked` (frames around a cue). `--fp32 DIR` keeps the unquantised graphs too.
"""

import argparse
import hashlib
import json
import os
import shutil

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

import pieces
import tags
from model import Reader


class Norm(nn.Module):
    """A layer norm by operations that onnxruntime computes in vectors; its own adds up number by number, a fifteenth of the whole pass."""

    def __init__(self, norm):
        super().__init__()
        self.weight, self.bias, self.eps = norm.weight, norm.bias, norm.eps

    def forward(self, x):
        x = x - x.mean(-1, keepdim=True)
        return x * torch.rsqrt((x * x).sum(-1, keepdim=True) / x.shape[-1] + self.eps) * self.weight + self.bias


def fast_norms(module):
    """Puts a `Norm` in the place of every layer norm."""
    for name, child in module.named_children():
        if isinstance(child, nn.LayerNorm):
            setattr(module, name, Norm(child))
        else:
            fast_norms(child)


class ReaderGraph(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.m = m

    def forward(self, ids, shape, space, real, first, last):
        m = self.m
        words = m.words({"ids": ids, "shape": shape, "space": space, "real": real > 0, "first": first, "last": last})
        return (
            words, m.upos(words).argmax(-1), m.lemma(words).argmax(-1), m.trees.scores(words),
            torch.log_softmax(m.names(words), -1), torch.softmax(m.cue(words), -1), m.fact(words)[:, :, 0],
            torch.softmax(m.press.acts(words), -1), torch.softmax(m.press.status(words), -1), torch.sigmoid(m.press.roles(words)),
            torch.softmax(m.press.foretold(words), -1), torch.softmax(m.press.claims(words), -1),
        )


class LabelGraph(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.m = m

    def forward(self, words, dep, head):
        rooted = torch.cat([self.m.trees.root[None, :], words], 0)
        return self.m.trees.relations(words[dep], rooted[head]).argmax(-1)


class MarkedGraph(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.m = m

    def forward(self, words, mark, pivot, real):
        real = real > 0
        return self.m.marked.frame_scores(self.m.marked(words, mark, pivot, real))


def example():
    b = pieces.batch([{"words": ["Gondor", "denied", "it", "."], "space": [2, 1, 1, 0], "sent": [0] * 4}, {"words": ["Rohan", "agreed"], "space": [2, 1], "sent": [0, 0]}])
    return tuple(b[k].long() for k in ("ids", "shape", "space", "real", "first", "last"))


def write(graph, args, file, inputs, outputs, axes):
    torch.onnx.export(graph, args, file, input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False)
    onnx.checker.check_model(file)


def export_graphs(m, folder):
    os.makedirs(folder, exist_ok=True)
    args = example()
    names = ["ids", "shape", "space", "real", "first", "last"]
    outs = ["words", "upos", "lemma", "arcs", "names", "cue", "fact", "acts", "status", "roles", "foretold", "claims"]
    axes = {n: {0: "b", 1: "t"} for n in names[:4]} | {n: {0: "b", 1: "w"} for n in names[4:] + outs} | {"arcs": {0: "b", 1: "w", 2: "h"}, "roles": {0: "b", 2: "w", 3: "w"}}
    write(ReaderGraph(m), args, f"{folder}/reader.onnx", names, outs, axes)
    words = torch.randn(5, 384)
    write(LabelGraph(m), (words, torch.tensor([0, 1, 2]), torch.tensor([1, 0, 2])), f"{folder}/labels.onnx", ["words", "dep", "head"], ["label"], {"words": {0: "m"}, "dep": {0: "n"}, "head": {0: "n"}, "label": {0: "n"}})
    marks = (torch.randn(2, 7, 384), torch.tensor([[0, 1, 0, 0, 0, 0, 0]] * 2), torch.tensor([1, 1]), torch.ones(2, 7, dtype=torch.long))
    two = {0: "n", 1: "w"}
    write(MarkedGraph(m), marks, f"{folder}/marked.onnx", ["words", "mark", "pivot", "real"], ["frame"], {"words": two, "mark": two, "pivot": {0: "n"}, "real": two, "frame": two})


def quantise(source, target, keep):
    """Dynamic int8 for the matrix products of the stacks and embeddings; nodes named in `keep` stay."""
    graph = onnx.load(source).graph
    out = [n.name for n in graph.node if any(k in n.name for k in keep)]
    quantize_dynamic(source, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"], nodes_to_exclude=out, extra_options={"MatMulConstBOnly": True})


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--run", default="cache/run")
    a.add_argument("--out", default="../models/reader-en")
    a.add_argument("--fp32", default=None)
    a.add_argument("--raw", action="store_true", help="the last weights, not their running mean")
    a = a.parse_args()
    torch.set_num_threads(1)
    inventory = json.load(open(f"{a.run}/inventory.json"))
    c = torch.load(f"{a.run}/checkpoint.pt", weights_only=False)
    m = Reader(len(inventory["labels"]), len(inventory["scripts"])).fit(c["model"]).eval()
    m.begin(c["model"] | ({} if a.raw else c["mean"]))
    full = a.fp32 or f"{a.run}/fp32"
    with torch.no_grad():
        fast_norms(m)
        export_graphs(m, full)
    os.makedirs(a.out, exist_ok=True)
    quantise(f"{full}/reader.onnx", f"{a.out}/reader.onnx", keep=["/fact/", "/shape/", "/space/", "/own/", "/distance/"])
    quantise(f"{full}/marked.onnx", f"{a.out}/marked.onnx", keep=["/tags/", "/mark/", "/distance/"])
    quantise(f"{full}/labels.onnx", f"{a.out}/labels.onnx", keep=[])
    settings = {
        "profile": inventory["profile"], "steps": c["step"], "labels": inventory["labels"], "scripts": inventory["scripts"],
        "upos": tags.UPOS, "names": tags.NAME_TAGS, "acts": tags.ACTS, "statuses": tags.STATUSES, "foretold": tags.FORETOLD, "claims": tags.CLAIMS, "maxPieces": pieces.MAX_PIECES, "window": 200,
        "transition": m.marked.transition.tolist(), "start": m.marked.start.tolist(),
    }
    for folder in {a.out, full}:
        shutil.copy(os.path.join(pieces.ENCODER, "vocab.txt"), f"{folder}/vocab.txt")
        json.dump(inventory["lemmas"], open(f"{folder}/lemmas.json", "w"), ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256()
        for name in ("reader.onnx", "labels.onnx", "marked.onnx", "vocab.txt", "lemmas.json"):
            digest.update(open(f"{folder}/{name}", "rb").read())
        json.dump(settings | {"sha256": digest.hexdigest()}, open(f"{folder}/reader.json", "w"), ensure_ascii=False, indent=1)
    print({n: round(os.path.getsize(f"{a.out}/{n}") / 1e6, 2) for n in os.listdir(a.out)}, digest.hexdigest()[:12], "step", c["step"])


if __name__ == "__main__":
    main()
