"""Readers of attributions and events: PolNeAR, GUM, PLV and the project's own passages."""

import json
import os

import corpora


def segmented(name, split):
    """Documents cut by the project's own splitter and tokenizer (segment.ts)."""
    file = os.path.join(os.environ.get("DRAGOMAN_CACHE", "cache"), f"{name}_{split}.segmented.jsonl")
    return [json.loads(l) for l in open(file, encoding="utf8")]


def paragraphs_of(doc):
    """Paragraph dicts of a segmented document, with the character span of each word."""
    out = []
    for sentences in doc["paragraphs"]:
        p = {"words": [], "space": [], "sent": [], "at": []}
        for n, words in enumerate(sentences):
            for form, a, b in words:
                before = 2 if not p["at"] else (0 if p["at"][-1][1] >= a else 1)
                p["words"].append(form)
                p["space"].append(before)
                p["sent"].append(n)
                p["at"].append((a, b))
        if p["words"]:
            out.append(p)
    return out


def inside(p, spans):
    """Words that lie in one of the character spans by more than half."""
    out = []
    for i, (a, b) in enumerate(p["at"]):
        if any(min(b, e) - max(a, s) > (b - a) / 2 or (a == b and s <= a < e) for s, e in spans):
            out.append(i)
    return out


def attribution_documents(name, split):
    """(id, text, gold, paragraphs with frames); a frame belongs to the paragraph of its cue."""
    for doc in segmented(name, split):
        paragraphs = paragraphs_of(doc)
        for p in paragraphs:
            lay_frames(p, doc["attributions"], outermost=name == "polnear")
        yield doc, paragraphs


def lay_frames(p, attributions, outermost):
    p["frames"], p["unknown"] = [], set()
    for a in attributions:
        content = inside(p, a["content"])
        cue = inside(p, a["cue"])
        if outermost or not a["cue"]:
            p["unknown"].update(content if outermost else [])
        if cue:
            source = inside(p, a["source"])
            p["frames"].append({"cue": cue, "source": source, "content": content})
    p["unknown"] -= {i for f in p["frames"] for i in f["cue"]}
    p["unknown"] = sorted(p["unknown"])


def gum_with_frames(split):
    """GUM's paragraphs with trees and, where the row's licence is open, its attributions."""
    rows = {}
    for l in open(corpora.path(f"attribution/gum_{split}.jsonl"), encoding="utf8"):
        r = json.loads(l)
        if r["licence"] == "O":
            rows[r["id"]] = r
    out = []
    for document, paragraphs in corpora.conllu_documents(corpora.path(f"syntax/gumopen_{split}.conllu")):
        row = rows.get(document)
        if row:
            lay_row(paragraphs, row)
        out += paragraphs
    return out


def lay_row(paragraphs, row):
    """Finds each word of a GUM document in the row's text by its characters."""
    text, at = row["text"], 0
    for p in paragraphs:
        p["at"] = []
        for w in p["words"]:
            w = corpora.squeeze(w)
            while at < len(text) and text[at].isspace():
                at += 1
            if not text.startswith(w, at):
                found = text.find(w, at, at + 40)
                if found < 0:
                    p["at"].append((at, at))
                    continue
                at = found
            p["at"].append((at, at + len(w)))
            at += len(w)
    for p in paragraphs:
        lay_frames(p, row["attributions"], outermost=False)


def plover():
    """PLV sentences; `fold` 0 (every fifth) is the fixed fifth kept for choosing."""
    return [{**event_paragraph(doc), "fold": n % 5} for n, doc in enumerate(segmented("plv", "train"))]


def event_paragraph(doc):
    event = doc["events"][0]
    p = max(paragraphs_of(doc), key=lambda q: len(q["words"]))
    spans = {k: [(s["start"], s["end"]) for s in event["spans"] if s["label"] == k] for k in ("SRC", "TAR")}
    return {**p, "event": {"type": event["code"], "actor": inside(p, spans["SRC"]), "recipient": inside(p, spans["TAR"])}, "fold": 1}


def passages():
    """(frame paragraphs, event paragraphs) written for this project."""
    framed = [p for doc in segmented("passages", "frames") for p in paragraphs_of(doc) if not lay_frames(p, doc["attributions"], outermost=False)]
    return framed, [event_paragraph(doc) for doc in segmented("passages", "plover")]
