"""Joins the press gold to what the program reads of the same articles (press.ts): windows with acts, roles, foretelling,
assessments and attribution frames.

An act is a trigger word with its PLOVER type and status; its roles are links to the noun phrases of its window that stand for the
parties gold names, and to time expressions that overlap its day. Gold names entities, not words: every phrase that stands for a
gold party may be the link (several instances, one label).
"""

import collections
import difflib
import glob
import json
import os
import re
import unicodedata

import annotations
import corpora
import frames
from tags import ACTS, CLAIMS, FORETOLD, ROLES, STATUSES

fold = lambda s: re.sub(r"[^a-z0-9]", "", "".join(c for c in unicodedata.normalize("NFKD", (s or "").lower()) if not unicodedata.combining(c)))
ALIAS = {
    "unitedstatesofamerica": "unitedstates", "us": "unitedstates", "usa": "unitedstates", "america": "unitedstates", "washington": "unitedstates", "uk": "unitedkingdom", "britain": "unitedkingdom",
    "eu": "europeanunion", "un": "unitednations", "palestinianauthority": "palestine", "palestinians": "palestine", "dprk": "northkorea", "kyiv": "ukraine", "kiev": "ukraine",
    "moscow": "russia", "kremlin": "russia", "beijing": "china",
}
alias = lambda n: ALIAS.get(fold(n), fold(n))


class Names:
    """Whether a phrase stands for a party gold names."""

    def __init__(self, rows):
        self.states = collections.defaultdict(set)
        for row in rows:
            for p in row["paragraphs"]:
                for c in p["parties"]:
                    if c["type"] == "state" and c["country"]:
                        self.states[c["country"]] |= {alias(n) for n in c["names"]}
        self.powers = {n for names in self.states.values() for n in names}

    def match(self, party, text, want):
        w = alias(want)
        if party["country"] and party["type"] in (None, "state", "organisation", "place") and w in self.states[party["country"]]:
            return True
        last = fold(re.split(r"[\s-]", want.strip())[-1])
        for n in party["names"]:
            f = alias(n)
            if f == w or (len(f) > 4 and len(w) > 4 and (f in w or w in f)) or (party["type"] == "person" and len(last) > 3 and f.endswith(last)):
                return True
            if party["type"] != "state" and w not in self.powers and len(f) > 5 and difflib.SequenceMatcher(None, f, w).ratio() >= 0.85:
                return True
        if party["entity"] is None:
            q = fold(re.sub(r"^(the|a|an|some|several|many)\s+", "", text.lower()))
            return len(q) > 3 and (q in w or w in q)
        return False


HERE = os.path.dirname(os.path.abspath(__file__))


def paragraphs(cache):
    """All annotated paragraphs, those of the shared press gold and the project's own; `heldout` marks the fifth that is kept for choosing."""
    kept = json.load(open(os.path.join(HERE, "press/heldout.json"), encoding="utf8"))
    kept = set(kept["pool"]) | {f"{n}.txt" for n in kept["names"]}
    gold = {g["file"]: g for f in sorted(glob.glob(f"{corpora.path('press')}/gold/*.json")) for g in [json.load(open(f, encoding="utf8"))]}
    gold |= annotations.read(os.path.join(HERE, "press/gold.jsonl"))
    found = joined(os.path.join(cache, "press.read.jsonl"), gold)
    return [p | {"heldout": p["article"] in kept} for p in found]


def joined(read, gold):
    """Paragraphs with all layers of the articles that have gold; an article goes by its path under `press/texts` or `press/pool`."""
    rows = [json.loads(l) for l in open(read, encoding="utf8")]
    names = Names(rows)
    out = []
    for row in rows:
        name = re.sub(r".*/press/(texts|pool)/", "", row["file"])
        if name in gold:
            text = open(row["file"], encoding="utf8", newline="").read()
            for p in row["paragraphs"]:
                made = paragraph(p, row, gold[name], text, names)
                if made:
                    out.append({**made, "article": name})
    return out


def paragraph(read, row, gold, text, names):
    p = {"words": [], "space": [], "sent": [], "at": [], "tree": []}
    for n, sentence in enumerate(read["sentences"]):
        base = len(p["words"])
        for form, a, b, upos, head, rel in sentence:
            p["space"].append(2 if not p["at"] else (0 if p["at"][-1][1] >= a else 1))
            p["words"].append(form)
            p["sent"].append(n)
            p["at"].append((a, b))
            p["tree"].append(base + head if head >= 0 else -1)
    if not p["words"]:
        return None
    start, end = p["at"][0][0], p["at"][-1][1]
    here = lambda span: start <= span[0] < end
    lay_statements(p, gold["statements"])
    lay_acts(p, read, row, gold["events"], text, names)
    p["foretold"] = lay_heads(p, [(f["content_span"], FORETOLD.index(f["class"]), f.get("optional")) for f in gold.get("forecasts", []) if here(f["content_span"])])
    p["claims"] = lay_spans(p, [(f["content_span"], CLAIMS.index(f["dimension"]), f.get("optional")) for f in gold.get("assessments", []) if here(f["content_span"])])
    return p


def words_in(p, spans):
    return [i for i, (a, b) in enumerate(p["at"]) if any(min(b, e) > max(a, s) for s, e in spans)]


def head_of(p, words):
    """The word of a span whose head lies outside it."""
    inside = set(words)
    return next((i for i in words if p["tree"][i] not in inside), words[0])


def lay_statements(p, statements):
    p["frames"], p["unknown"] = [], set()
    for s in statements:
        content = frames.inside(p, s["content_spans"])
        cue = frames.inside(p, [s["cue_span"]]) if s.get("cue_span") else []
        if s.get("optional"):
            p["unknown"].update(cue)
        elif cue and content:
            source = frames.inside(p, [s["source_span"]]) if s.get("source_span") else []
            p["frames"].append({"cue": cue, "source": [i for i in source if i not in cue], "content": [i for i in content if i not in cue]})
    p["unknown"] = sorted(p["unknown"] - {i for f in p["frames"] for i in f["cue"]})


def lay_acts(p, read, row, events, text, names):
    """`acts`: trigger words; `hush`: words whose tag is not taught (optional acts, the other words of a trigger)."""
    p["acts"], hush = [], set()
    candidates = [(c["word"], c) for c in read["parties"]]
    spans = {w: text[c["span"][0] : c["span"][1]] for w, c in candidates}
    times = [(head_of(p, ws), t) for t in row["times"] if (ws := words_in(p, [t["span"]]))]
    p["candidates"], p["dates"] = [w for w, _ in candidates], [w for w, _ in times]
    for e in events:
        ws = words_in(p, [e["trigger_span"]])
        if not ws:
            continue
        head = head_of(p, ws)
        hush.update(ws)
        link = lambda wanted: [[w for w, c in candidates if names.match(c, spans[w], n)] for n in wanted or []]
        when = e.get("when")
        day = [w for w, t in times if when and t["from"] <= (when[1] or "9") and (when[0] or "") <= t["to"]]
        p["acts"].append({
            "word": head, "words": ws, "type": ACTS.index(e["type"]), "status": STATUSES.index(e["status"]), "optional": bool(e.get("optional")),
            "links": [link(e["actors"]), link(e["recipients"]), [day] if when else []],
        })
    p["hush"] = sorted(hush - {a["word"] for a in p["acts"] if not a["optional"]})


def lay_heads(p, spans):
    """A class at the head word of each span; −100 on the head of an optional one."""
    out = [0] * len(p["words"])
    for span, label, optional in spans:
        ws = words_in(p, [span])
        if ws:
            h = head_of(p, ws)
            if not (optional and out[h]):
                out[h] = -100 if optional else label
    return out


def lay_spans(p, spans):
    out = [0] * len(p["words"])
    for span, label, optional in spans:
        for w in words_in(p, [span]):
            if not (optional and out[w] > 0):
                out[w] = -100 if optional else label
    return out
