"""The project's own annotations of real articles: offsets and labels alone, without a word of the texts.

`python annotations.py pack OUT.jsonl FOLDER…` makes the file from annotations with offsets; an article annotated twice keeps the first,
the second goes to OUT.second.jsonl. `python annotations.py agree FILE SECOND` prints how far two independent annotations agree.
`read()` joins a file to the texts, which are found under `press/` of the data folder and known by their hash.
"""

import collections
import glob
import hashlib
import json
import os
import sys

import corpora

POOL = lambda: corpora.path("press/pool")


def text_of(file):
    return open(os.path.join(POOL(), file), encoding="utf8", newline="").read()


def bare(g):
    """An annotation without quotes: spans in code points."""
    optional = lambda x: {"optional": True} if x.get("optional") else {}
    return {
        "file": g["file"], "sha256": hashlib.sha256(text_of(g["file"]).encode()).hexdigest(), "published": g.get("published"), "publisher": g.get("publisher"),
        "statements": [
            {"id": s["id"], "source_span": s["source_span"], "who": s.get("who"), "cue_span": s["cue_span"], "content_spans": s["content_spans"], "act": s["act"], "polarity": s["polarity"], "in": s.get("in"), "via": s.get("via") or [], **optional(s)}
            for s in g["statements"]
        ],
        "events": [
            {"id": e["id"], "trigger_span": e["trigger_span"], "type": e["type"], "status": e["status"], "actors": e["actors"], "recipients": e["recipients"], "when": e.get("when"), "in": e.get("in"), "place": e.get("place"), **optional(e)}
            for e in g["events"]
        ],
        "forecasts": [
            {"content_span": f["content_span"], "by": f.get("by"), "class": f["class"], "negated": bool(f.get("negated")), "horizon": f.get("horizon"), "in": f.get("in"), **optional(f)}
            for f in g.get("forecasts", [])
        ],
        "assessments": [
            {"content_span": a["content_span"], "by": a.get("by"), "about": a.get("about"), "dimension": a["dimension"], "direction": a.get("direction"), "negated": bool(a.get("negated")), "in": a.get("in"), **optional(a)}
            for a in g.get("assessments", [])
        ],
        "same": g.get("same", []), "contradict": [{k: c.get(k) for k in ("kind", "a", "b", "optional")} for c in g.get("contradict", [])],
    }


def draw(out, files):
    """Adds a fifth of the articles that are new to those set aside; what was drawn before stays."""
    file = os.path.join(os.path.dirname(out), "heldout.json")
    kept = json.load(open(file, encoding="utf8"))
    new = sorted(set(files) - set(kept.get("seen", [])), key=lambda f: hashlib.sha256(f"press heldout 1 {f}".encode()).hexdigest())
    kept["pool"] = sorted({*kept.get("pool", []), *new[: round(len(new) / 5)]})
    kept["seen"] = files
    json.dump(kept, open(file, "w", encoding="utf8"), ensure_ascii=False, indent=1)


def pack(out, folders):
    first, second = {}, {}
    for folder in folders:
        for f in sorted(glob.glob(f"{folder}/*.json")):
            g = bare(json.load(open(f, encoding="utf8")))
            (second if g["file"] in first else first)[g["file"]] = g
    for name, rows in ((out, first), (out.replace(".jsonl", ".second.jsonl"), second)):
        with open(name, "w", encoding="utf8") as f:
            for file in sorted(rows):
                f.write(json.dumps(rows[file], ensure_ascii=False) + "\n")
    draw(out, sorted(first))
    count = lambda k: sum(len(g[k]) for g in first.values())
    print(len(first), "articles,", len(second), "twice;", {k: count(k) for k in ("statements", "events", "forecasts", "assessments")})


def read(file):
    """Annotations by file under the pool; one whose text has changed is left out with a line."""
    out = {}
    for line in open(file, encoding="utf8"):
        g = json.loads(line)
        if hashlib.sha256(text_of(g["file"]).encode()).hexdigest() != g["sha256"]:
            print("text differs, left out:", g["file"], file=sys.stderr)
            continue
        out[g["file"]] = g
    return out


def agree(one, two):
    """F1 of found and of wholly right, the second annotation against the required records of the first and the other way round."""
    A, B = read(one), read(two)
    letters = lambda spans: {i for a, b in spans for i in range(a, b)}
    overlap = lambda a, b: len(a & b) / max(1, min(len(a), len(b)))
    jaccard = lambda a, b: len(a & b) / max(1, len(a | b))
    kinds = {
        "statements": (lambda s: letters(s["content_spans"]), jaccard, lambda s, t: (s["who"] or "").lower() == (t["who"] or "").lower() and s["polarity"] == t["polarity"]),
        "events": (lambda e: letters([e["trigger_span"]]), overlap, lambda s, t: s["type"] == t["type"] and s["status"] == t["status"] and set(s["actors"]) == set(t["actors"]) and set(s["recipients"]) == set(t["recipients"])),
        "forecasts": (lambda f: letters([f["content_span"]]), overlap, lambda s, t: s["class"] == t["class"] and (s["by"] or "author") == (t["by"] or "author")),
        "assessments": (lambda a: letters([a["content_span"]]), overlap, lambda s, t: s["dimension"] == t["dimension"] and (s["direction"] or "") == (t["direction"] or "")),
    }
    for kind, (key, near, same) in kinds.items():
        n = collections.Counter()
        for file in B:
            for x, y in ((A[file], B[file]), (B[file], A[file])):
                theirs = [(t, key(t)) for t in y[kind]]
                for s in x[kind]:
                    if s.get("optional"):
                        continue
                    mine = key(s)
                    t = max(theirs, key=lambda t: near(mine, t[1]), default=None)
                    n["of"] += 1
                    if t and near(mine, t[1]) >= 0.5:
                        n["found"] += 1
                        n["whole"] += same(s, t[0])
        print(f"{kind:12} required {n['of']:4}  found by the other {n['found'] / max(1, n['of']):.2f}  wholly the same {n['whole'] / max(1, n['of']):.2f}")
    print(len(B), "articles")


if __name__ == "__main__":
    verb, *rest = sys.argv[1:] or [""]
    if verb == "pack" and len(rest) > 1:
        pack(rest[0], rest[1:])
    elif verb == "agree" and len(rest) == 2:
        agree(*rest)
    else:
        raise SystemExit("usage: annotations.py pack OUT.jsonl FOLDER… | agree FILE SECOND")
