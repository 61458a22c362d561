"""Scores the press heads of a run on the held-out fifth, each on gold's own terms: `python heldout.py --run cache/run`.

Triggers one to one (optional ones neither right nor wrong), type and status of those found, parties as sets of gold names that one
of the chosen phrases stands for, over those a phrase of the paragraph stands for at all. `bench/press.ts` scores the whole program.
"""

import argparse
import collections
import json

import torch

import pieces
import press
import tags
from model import Reader


def read(model, ps, size=16):
    for i in range(0, len(ps), size):
        part = ps[i : i + size]
        with torch.no_grad():
            words = model.words(pieces.batch(part))
            m = model.press
            got = torch.softmax(m.acts(words), -1), torch.softmax(m.status(words), -1), torch.sigmoid(m.roles(words)), torch.softmax(m.foretold(words), -1), torch.softmax(m.claims(words), -1)
        for k, p in enumerate(part):
            yield p, [g[k] for g in got]


def triggers(acts, n, bar):
    """Words whose chance of telling an act passes the bar; of neighbours the likelier."""
    sure = 1 - acts[:n, 0]
    return [w for w in range(n) if sure[w] > bar and not any(0 <= v < n and v != w and (sure[v] > sure[w]) for v in (w - 1, w + 1))]


def f1(hit, said, gold):
    p, r = hit / max(1, said), hit / max(1, gold)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--run", default="cache/run")
    a.add_argument("--cache", default="cache")
    a.add_argument("--raw", action="store_true")
    a.add_argument("--train", action="store_true", help="on the training articles instead")
    a = a.parse_args()
    inventory = json.load(open(f"{a.run}/inventory.json"))
    c = torch.load(f"{a.run}/checkpoint.pt", weights_only=False)
    m = Reader(len(inventory["labels"]), len(inventory["scripts"])).fit(c["model"]).eval()
    m.begin(c["model"] | ({} if a.raw else c["mean"]))
    ps = [w for p in press.paragraphs(a.cache) if p["heldout"] != a.train for w in pieces.windows(p, 200)]
    done = list(read(m, ps))
    for bar in (0.3, 0.4, 0.5, 0.6):
        n = collections.Counter()
        for p, (acts, status, roles, _, _) in done:
            n["gold"] += sum(not x["optional"] for x in p["acts"])
            for w in triggers(acts, len(p["words"]), bar):
                mine = [x for x in p["acts"] if w in x["words"]]
                if not mine:
                    n["said"] += 1
                    continue
                x = min(mine, key=lambda x: x["optional"])
                if x["optional"] or x.get("taken") == bar:
                    continue
                x["taken"] = bar
                n["said"] += 1
                n["hit"] += 1
                t, s = int(acts[w, 1:].argmax()) + 1 == x["type"], int(status[w].argmax()) == x["status"]
                n["type"] += t
                n["status"] += s
                n["both"] += t and s
                sides = []
                for r in (0, 1):
                    wanted = [ws for ws in x["links"][r]]
                    reach = [ws for ws in wanted if ws]
                    chosen = {v for v in p["candidates"] if v != w and roles[r, w, v] > 0.5}
                    ok = all(set(ws) & chosen for ws in reach) and all(any(v in ws for ws in reach) for v in chosen)
                    sides.append(ok and len(reach) == len(wanted))
                    n[f"role{r}"] += ok
                n["sides"] += all(sides)
                n["whole"] += all(sides) and t and s
        hit = max(1, n["hit"])
        print(f"{bar}: {f1(n['hit'], n['said'], n['gold'])} type {n['type'] / hit:.3f} status {n['status'] / hit:.3f} both {n['both'] / hit:.3f} actors {n['role0'] / hit:.3f} recipients {n['role1'] / hit:.3f} sides {n['sides'] / hit:.3f} | whole {f1(n['whole'], n['said'], n['gold'])}")
    for name, k, labels in (("foretold", 3, "foretold"), ("claims", 4, "claims")):
        for bar in (0.3, 0.5):
            n = collections.Counter()
            for p, got in done:
                for w, gold in enumerate(p[labels]):
                    if gold == -100:
                        continue
                    said = float(1 - got[k][w, 0]) > bar
                    n["gold"] += gold > 0
                    n["said"] += said
                    n["hit"] += said and gold > 0
                    n["class"] += said and gold > 0 and int(got[k][w, 1:].argmax()) + 1 == gold
            print(f"{name} {bar}: {f1(n['hit'], n['said'], n['gold'])} class {n['class'] / max(1, n['hit']):.3f} (n {n['gold']} words)")


if __name__ == "__main__":
    main()
