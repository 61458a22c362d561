"""Trains the reader: `python train.py --profile full --steps 5300`. Resumes from its last checkpoint.

Every step takes one batch of one corpus; the learning rate is constant for the first part and
falls to zero linearly; an exponential mean of the weights is what is measured and exported.
"""

import argparse
import json
import os
import pickle
import random
import time

import torch
import torch.nn.functional as F

import corpora
import frames
import lemmas
import namefiles
import pieces
import press
import tags
from model import Reader, crf_loss

LIMIT = 200  # wordpieces of a window
HIDDEN = {"ewt": 0.03, "gum": 0.03}  # share of wordpieces masked; of the other corpora more
HIDDEN_ELSE = 0.08
SHARE = {
    "full": {"press": 0.36, "ewt": 0.16, "gum": 0.08, "polnear": 0.16, "wwn": 0.13, "minor": 0.01, "plv": 0.07, "own": 0.03},
    "open": {"press": 0.20, "ewt": 0.32, "gum": 0.30, "minor": 0.08, "plv": 0.06, "own": 0.04},
}


def load(profile, cache):
    """Corpora as lists of windows, kept in a cache file."""
    file = os.path.join(cache, f"data_{profile}.pkl")
    if os.path.exists(file):
        return pickle.load(open(file, "rb"))
    ewt = [p for _, ps in corpora.conllu_documents(corpora.path("syntax/ewt_train.conllu")) for p in ps]
    namefiles.add_uner(ewt, corpora.path("names/uner/en_ewt-ud-train.iob2"))
    rest = corpora.add_factuality(ewt, corpora.factuality_rows("train"))
    data = {
        "ewt": ewt + rest,
        "gum": frames.gum_with_frames("train"),
        "minor": namefiles.wikigold() + namefiles.name_file(corpora.path("names/politics/train.txt"), "politics") + namefiles.name_file(corpora.path("names/politics/dev.txt"), "politics"),
    }
    data["own"], data["plv"] = frames.passages()
    if profile == "full":
        data["wwn"] = namefiles.name_file(corpora.path("names/wwn_train.bio"), "wwn")
        data["polnear"] = [p for _, ps in frames.attribution_documents("polnear", "train") for p in ps]
        data["plv"] += 2 * [p for p in frames.plover() if p["fold"]]  # against twice as many of ours
    data["press"] = [p for p in press.paragraphs(cache) if not p["heldout"]]
    data = {k: [w for p in v for w in pieces.windows(p, LIMIT)] for k, v in data.items()}
    pickle.dump(data, open(file, "wb"))
    return data


ACTING = {tags.UPOS.index(u) for u in ("VERB", "NOUN", "ADJ")}  # parts of speech that tell acts


class Stream:
    """Endless batches of one corpus; epoch `e` depends on the seed and `e` alone."""

    def __init__(self, name, items, seed, budget):
        self.name, self.items, self.seed, self.budget, self.epoch, self.queue = name, items, seed, budget, 0, []

    def fill(self):
        rng = random.Random(f"{self.seed} {self.name} {self.epoch}")
        items = []
        for p in self.items:
            alone = self.name in ("ewt", "gum") and rng.random() < 0.3
            items += pieces.singles(p) if alone else [p]
        rng.shuffle(items)
        self.queue = []
        for i in range(0, len(items), 400):
            chunk = sorted(items[i : i + 400], key=pieces.length)
            current, longest = [], 0
            for p in chunk:
                n = pieces.length(p) + 2
                if current and max(longest, n) * (len(current) + 1) > self.budget:
                    self.queue.append(current)
                    current, longest = [], 0
                current.append(p)
                longest = max(longest, n)
            self.queue.append(current)
        rng.shuffle(self.queue)
        self.epoch += 1

    def next(self):
        if not self.queue:
            self.fill()
        return self.queue.pop()


class Losses:
    """The heads' losses on a batch, by the layers its paragraphs carry."""

    def __init__(self, model, labels, scripts):
        self.model = model
        self.labels = {r: i for i, r in enumerate(labels)}
        self.scripts = {s: i for i, s in enumerate(scripts)}
        self.upos = {u: i for i, u in enumerate(tags.UPOS)}

    def grid(self, ps, width, value, fill=-100):
        out = torch.full((len(ps), width), fill, dtype=torch.long)
        for i, p in enumerate(ps):
            v = value(p)
            if v is not None:
                out[i, : len(v)] = torch.tensor(v, dtype=torch.long)
        return out

    def __call__(self, ps, hidden=0.0):
        """`hidden`: share of the wordpieces that are masked, so that a small corpus is not learnt by heart."""
        m = self.model
        b = pieces.batch(ps)
        blank = (torch.rand(b["ids"].shape) < hidden) & (b["ids"] > pieces.SEP)
        b["ids"] = torch.where(blank, pieces.MASK, b["ids"])
        words = m.words(b)
        wide, dropped, out = words.shape[1], m.drop(words), {}
        if any("heads" in p for p in ps):
            self.syntax(ps, words, dropped, b, wide, out)
        if any("names" in p for p in ps):
            out["names"] = self.names(ps, dropped, wide) * 2
        if any(p.get("fact") for p in ps):
            at = [(i, j, s) for i, p in enumerate(ps) for j, s in p.get("fact", [])]
            i, j, s = zip(*at)
            got = m.fact(words[list(i), list(j)])[:, 0].float()
            out["fact"] = F.smooth_l1_loss(got, torch.tensor(s)) * 0.7
        if any("frames" in p for p in ps):
            self.frames(ps, words, wide, out)
        if any("event" in p for p in ps):
            self.hinted(ps, dropped, out)
        if any("acts" in p for p in ps):
            self.press(ps, words, dropped, wide, out)
        return out

    def press(self, ps, words, dropped, wide, out):
        m = self.model.press
        tag = lambda layer: self.grid(ps, wide, lambda p: p.get(layer))
        acts = torch.full((len(ps), wide), -100, dtype=torch.long)
        for i, p in enumerate(ps):
            acts[i, : len(p["words"])] = 0
            acts[i, p["hush"]] = -100
            for a in p["acts"]:
                if not a["optional"]:
                    acts[i, a["word"]] = a["type"]
        out["acts"] = F.cross_entropy(m.acts(dropped).float().flatten(0, 1), acts.flatten(), label_smoothing=0.02) * 4
        out["foretold"] = F.cross_entropy(m.foretold(dropped).float().flatten(0, 1), tag("foretold").flatten()) * 3
        rare = torch.tensor([0.25] + [1.0] * (len(tags.CLAIMS) - 1))
        out["claims"] = F.cross_entropy(m.claims(dropped).float().flatten(0, 1), tag("claims").flatten(), weight=rare) * 1.5
        rows = [(i, a) for i, p in enumerate(ps) for a in p["acts"]]
        if not rows:
            return
        at = [i for i, _ in rows], [a["word"] for _, a in rows]
        out["status"] = F.cross_entropy(m.status(dropped[at]).float(), torch.tensor([a["status"] for _, a in rows]), label_smoothing=0.05)
        out["act type"] = F.cross_entropy(m.acts(dropped[at]).float()[:, 1:], torch.tensor([a["type"] - 1 for _, a in rows]), label_smoothing=0.05)
        links = m.roles(dropped)[at[0], :, at[1]].float()  # [acts, roles, W]
        total, count = 0.0, 0
        for (i, a), scores in zip(rows, links):
            for r, wanted in enumerate(a["links"]):
                among = ps[i]["dates"] if r == len(tags.ROLES) - 1 else ps[i]["candidates"]
                mine = {w for ws in wanted for w in ws}
                others = [w for w in among if w not in mine and w != a["word"]]
                total = total + F.softplus(scores[r, others]).sum()
                for ws in wanted:  # at least one of the phrases that stand for the party
                    if ws:
                        none = -F.softplus(scores[r, ws]).sum()
                        total = total - torch.log1p(-torch.exp(none).clamp(max=1 - 1e-6)) * 2
                        count += 1
        out["roles"] = total / max(1, count) if torch.is_tensor(total) else scores.sum() * 0

    def hinted(self, ps, dropped, out):
        """PLV names a sentence's type and parties and no trigger: one of its other words is the act."""
        links = self.model.press.roles(dropped)
        scores = torch.log_softmax(self.model.press.acts(dropped).float(), -1)
        upos = self.model.upos(dropped).argmax(-1)
        total = 0.0
        for i, p in enumerate(ps):
            e = p["event"]
            kinds = [tags.ACTS.index(t) for t in ({"YIELD": ("CONCEDE", "RETREAT")}.get(e["type"]) or (e["type"],))]
            free = [w for w in range(len(p["words"])) if w not in e["actor"] and w not in e["recipient"] and int(upos[i, w]) in ACTING] or [0]
            act = free[int(scores[i, free][:, kinds].max(1).values.argmax())]
            for r, side in enumerate(("actor", "recipient")):  # the likeliest word is the act; its parties are named
                if e[side]:
                    at = links[i, r, act].float()
                    total = total - torch.log1p(-torch.exp(-F.softplus(at[e[side]]).sum()).clamp(max=1 - 1e-6))
                    total = total + F.softplus(at[[w for w in range(len(p["words"])) if w not in e[side]]]).mean()
            none = torch.log1p(-torch.exp(torch.logsumexp(scores[i, free][:, kinds], 1)).clamp(max=1 - 1e-5)).sum()
            total = total - torch.log1p(-torch.exp(none).clamp(max=1 - 1e-5))
        out["hint"] = total / len(ps) * 0.3

    def syntax(self, ps, words, dropped, b, wide, out):
        m = self.model
        upos = self.grid(ps, wide, lambda p: [self.upos[u] for u in p["upos"]] if "upos" in p else None)
        out["upos"] = F.cross_entropy(m.upos(dropped).float().flatten(0, 1), upos.flatten())
        scripts = self.grid(ps, wide, lambda p: [self.scripts.get(lemmas.script(w, l), -100) for w, l in zip(p["words"], p["lemmas"])] if "lemmas" in p else None)
        out["lemma"] = F.cross_entropy(m.lemma(dropped).float().flatten(0, 1), scripts.flatten()) * 0.5
        heads = self.grid(ps, wide, lambda p: [h + 1 if h > -2 else -100 for h in p["heads"]] if "heads" in p else None)
        arcs = m.trees.arcs(dropped, b["sent"])
        out["arc"] = F.cross_entropy(arcs.flatten(0, 1), heads.flatten())
        rels = self.grid(ps, wide, lambda p: [self.labels[r] for r in p["rels"]] if "heads" in p else None)
        i, j = torch.nonzero((heads >= 0) & (rels >= 0), as_tuple=True)
        rooted = m.trees.rooted(dropped)
        out["rel"] = F.cross_entropy(m.trees.relations(dropped[i, j], rooted[i, heads[i, j]]).float(), rels[i, j])

    def names(self, ps, dropped, wide):
        mask = torch.zeros(len(ps), wide, len(tags.NAME_TAGS))
        for i, p in enumerate(ps):
            for j, allowed in enumerate(p.get("names", ())):
                mask[i, j, list(allowed)] = 1
        known = mask.sum(-1) > 0
        logp = torch.log_softmax(self.model.names(dropped).float(), -1)
        marginal = torch.logsumexp(torch.where(mask > 0, logp, -1e4), -1)
        return -(marginal * known).sum() / known.sum().clamp(min=1)

    def frames(self, ps, words, wide, out):
        m = self.model

        def cue_tags(p):
            if "frames" not in p:
                return None
            t = [0] * len(p["words"])
            for i in p["unknown"]:
                t[i] = -100
            for f in p["frames"]:
                for k, i in enumerate(f["cue"]):
                    t[i] = 2 if k and f["cue"][k - 1] == i - 1 else 1
            return t

        gold = self.grid(ps, wide, cue_tags)
        if (gold >= 0).any():
            out["cue"] = F.cross_entropy(m.cue(words).float().flatten(0, 1), gold.flatten()) * 2
        rows = [(i, f) for i, p in enumerate(ps) for f in p.get("frames", ()) if f["content"] or f["source"]]
        if not rows:
            return
        scopes = [pieces.scope(ps[i], f["cue"]) for i, f in rows]
        wide = max(b - a for a, b in scopes)
        mark, gold = torch.zeros(len(rows), wide, dtype=torch.long), torch.zeros(len(rows), wide, dtype=torch.long)
        real = torch.arange(wide)[None, :] < torch.tensor([b - a for a, b in scopes])[:, None]
        for n, ((i, f), (a, b)) in enumerate(zip(rows, scopes)):
            inside = lambda spans: [w - a for w in spans if a <= w < b]
            mark[n, inside(f["cue"])] = 1
            lay(gold[n], inside(f["content"]), 3)
            lay(gold[n], inside(f["source"]), 1)
            gold[n, inside(f["cue"])] = 0
        pivot = torch.tensor([f["cue"][0] - a for (_, f), (a, _) in zip(rows, scopes)])
        at = torch.tensor([[min(a + k, words.shape[1] - 1) for k in range(wide)] for a, _ in scopes])
        x = m.marked(words[torch.tensor([i for i, _ in rows])[:, None], at], mark, pivot, real)
        out["frame"] = crf_loss(m.marked.frame_scores(x), gold, real, m.marked.start, m.marked.transition) * 1.5


def lay(row, words, begin):
    """Writes B/I tags (begin, begin + 1) of runs of words into a row."""
    for k, i in enumerate(words):
        row[i] = begin + 1 if k and words[k - 1] == i - 1 else begin


def rate(step, steps, hold):
    warm = min(1.0, (step + 1) / 150)
    return warm * min(1.0, max(0.0, (steps - step) / max(1, steps - hold * steps)))


def groups(model, lr, head_lr):
    encoder = [p for p in model.encoder.parameters() if p.requires_grad] + list(model.marked.layers.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    return [{"params": encoder, "base": lr, "weight_decay": 0.01}, {"params": heads, "base": head_lr, "weight_decay": 0.0}]


def main():
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--profile", choices=list(SHARE), default="full")
    a.add_argument("--steps", type=int, default=5300)
    a.add_argument("--hold", type=float, default=0.4, help="share of the steps before the rate falls")
    a.add_argument("--budget", type=int, default=1400, help="padded wordpieces of a batch")
    a.add_argument("--lr", type=float, default=1.5e-4)
    a.add_argument("--head-lr", type=float, default=1e-3)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--save", type=int, default=250)
    a.add_argument("--run", default="cache/run")
    a.add_argument("--start", default=None, help="a checkpoint whose weights to start from, where they fit")
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    os.makedirs(a.run, exist_ok=True)
    data = load(a.profile, os.path.dirname(a.run) or ".")
    labels = sorted({r for k in ("ewt", "gum") for p in data[k] for r in p.get("rels", ())})
    trees = [p for k in ("ewt", "gum") for p in data[k] if "lemmas" in p]
    scripts = lemmas.inventory(trees)
    json.dump({"labels": labels, "scripts": scripts, "profile": a.profile, "lemmas": lemmas.table(trees, scripts)}, open(f"{a.run}/inventory.json", "w"), ensure_ascii=False)
    print({k: (len(v), sum(pieces.length(p) for p in v)) for k, v in data.items()}, len(labels), len(scripts), flush=True)

    model = Reader(len(labels), len(scripts)).load()
    if a.start:
        begun = torch.load(a.start, weights_only=False)
        model.begin(begun["model"] | begun.get("mean", {}))
    trained = {n: p for n, p in model.named_parameters() if p.requires_grad}
    mean = {n: p.detach().clone() for n, p in trained.items()}
    optimizer = torch.optim.AdamW(groups(model, a.lr, a.head_lr), betas=(0.9, 0.98), eps=1e-8)
    step, saved = 0, f"{a.run}/checkpoint.pt"
    streams = {k: Stream(k, v, a.seed, a.budget) for k, v in data.items()}
    if os.path.exists(saved):
        c = torch.load(saved, weights_only=False)
        model.load_state_dict(c["model"])
        optimizer.load_state_dict(c["optimizer"])
        for g, base in zip(optimizer.param_groups, (a.lr, a.head_lr)):
            g["base"] = base
        mean, step = c["mean"], c["step"]
        for k, (e, q) in c["streams"].items():
            if k in streams:
                streams[k].epoch, streams[k].queue = e, q
    losses, seen, log, began = Losses(model, labels, scripts), {}, {}, time.time()
    share = {k: v for k, v in SHARE[a.profile].items() if k in data}
    model.train()
    while step < a.steps:
        rng = random.Random(f"{a.seed} {step}")
        name = rng.choices(list(share), list(share.values()))[0]
        torch.manual_seed(a.seed * 1_000_003 + step)
        ps = streams[name].next()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            got = losses(ps, HIDDEN.get(name, HIDDEN_ELSE))
            total = sum(got.values())
        if not got:  # a few windows carry no known tag at all
            step += 1
            continue
        optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(trained.values(), 2.0)
        for g in optimizer.param_groups:
            g["lr"] = g["base"] * rate(step, a.steps, a.hold)
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(list(mean.values()), list(trained.values()), 1 - min(0.997, (step + 1) / (step + 10)))
        step += 1
        seen[name] = seen.get(name, 0) + sum(len(p["words"]) for p in ps)
        for k, v in got.items():
            log.setdefault(k, []).append(float(v.detach()))
        if step % 50 == 0:
            rates = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sorted(log.items()))
            print(f"{step} {time.time() - began:.0f}s {sum(seen.values()) / (time.time() - began):.0f} w/s {rates} epochs { {k: s.epoch for k, s in streams.items()} }", flush=True)
            log = {}
        if step % a.save == 0 or step == a.steps:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "mean": mean, "step": step, "streams": {k: (s.epoch, s.queue) for k, s in streams.items()}}
            torch.save(state, saved + ".new")
            os.replace(saved + ".new", saved)


if __name__ == "__main__":
    main()
