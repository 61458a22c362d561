"""Readers: from the corpora's files to paragraphs of UD words with whatever layers a corpus has.

A paragraph is a dict. Always: `words` (forms), `space` (0 none, 1 space, 2 line start before the
word), `sent` (sentence number of each word). Layers, present only where annotated:
  heads (index in paragraph, -1 root), rels, upos, lemmas   one per word
  names   tuple of allowed tag indices per word (tags.allowed_names)
  fact    [(word, score)]           score in -3..3
  frames  [{cue, source, content}]  lists of word indices; `unknown`: words whose cue tag is not known
  event   {type, actor, recipient}  lists of word indices
"""

import json
import os
import re
from collections import defaultdict

import tags

DATA = os.environ.get("DRAGOMAN_DATA", "../../shared/data")


def path(name):
    return os.path.join(DATA, name)


def conllu_documents(file):
    """Yields (document id, paragraphs) of a CoNLL-U file."""
    document, paragraphs, current, number = None, [], None, 0
    rows, fresh = [], True

    def close():
        nonlocal rows, current, fresh, number
        if not rows:
            return
        if fresh or current is None:
            current = {k: [] for k in ("words", "space", "sent", "heads", "rels", "upos", "lemmas")}
            paragraphs.append(current)
            fresh, number = False, 0
        base = len(current["words"])
        for form, lemma, upos, head, rel, before in rows:
            current["words"].append(form)
            current["space"].append(before)
            current["sent"].append(number)
            current["heads"].append(-1 if head == 0 else base + head - 1)
            current["rels"].append(rel)
            current["upos"].append(upos)
            current["lemmas"].append(lemma)
        current["space"][0] = 2
        number += 1
        rows = []

    until, last_space = 0, 1
    for line in open(file, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if paragraphs:
                yield document, paragraphs
            document, paragraphs, current = line.split("=")[-1].strip(), [], None
            fresh, last_space = True, 1
        elif re.match(r"# newpar(\s|$)", line):
            fresh = True
        elif not line:
            close()
        elif line[0] != "#":
            f = line.split("\t")
            glued = "SpaceAfter=No" in f[9]
            if "." in f[0]:
                continue
            if "-" in f[0]:
                first, until = map(int, f[0].split("-"))
                pending = 0 if glued else 1
                continue
            i = int(f[0])
            rows.append((f[1], f[2], f[3], int(f[6]), f[7], last_space))
            if until:
                last_space = pending if i == until else 0
                until = 0 if i == until else until
            else:
                last_space = 0 if glued else 1
    close()
    if paragraphs:
        yield document, paragraphs


def offsets(words):
    """Start of each word in the concatenation of all words."""
    out, at = [], 0
    for w in words:
        out.append(at)
        at += len(w)
    return out, at


def char_owner(words):
    return [i for i, w in enumerate(words) for _ in w]


def squeeze(text):
    return re.sub(r"\s", "", text)


def sentences_of(paragraphs):
    """(paragraph, first word, last word + 1) of every sentence, keyed by its characters."""
    found = defaultdict(list)
    for p in paragraphs:
        start = 0
        for i in range(1, len(p["sent"]) + 1):
            if i == len(p["sent"]) or p["sent"][i] != p["sent"][start]:
                found[squeeze("".join(p["words"][start:i]))].append((p, start, i))
                start = i
    return found


def add_uner(paragraphs, file):
    """Lays UNER's names over the EWT paragraphs; returns how many sentences found no place."""
    index, lost = sentences_of(paragraphs), 0
    for tokens, labels in uner_sentences(file):
        places = index.get(squeeze("".join(tokens)))
        if not places:
            lost += 1
            continue
        p, start, end = places.pop(0) if len(places) > 1 else places[0]
        p.setdefault("names", [None] * len(p["words"]))
        tag_at = [(l if k == 0 or l == "O" else "I" + l[1:]) for t, l in zip(tokens, labels) for k in range(len(squeeze(t)))]
        at = 0
        for i in range(start, end):
            p["names"][i] = tuple(tags.allowed_names("uner", tag_at[at]))
            at += len(squeeze(p["words"][i]))
    for p in paragraphs:
        if "names" in p:
            p["names"] = [n or tuple(range(len(tags.NAME_TAGS))) for n in p["names"]]
    return lost


def uner_sentences(file):
    tokens, labels = [], []
    for line in open(file, encoding="utf8"):
        line = line.rstrip("\n")
        if not line:
            if tokens:
                yield tokens, labels
            tokens, labels = [], []
        elif line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                tokens.append(f[1])
                labels.append("O" if f[2] in ("B-O", "I-O") or f[2].endswith("OTH") else f[2])
    if tokens:
        yield tokens, labels


def add_factuality(paragraphs, rows):
    """Lays factuality scores over the paragraphs; rows without a place come back as own paragraphs."""
    index, rest = sentences_of(paragraphs), []
    for r in rows:
        places = index.get(squeeze("".join(r["tokens"])))
        if not places:
            rest.append({"words": r["tokens"], "space": guess_spaces(r["tokens"]), "sent": [0] * len(r["tokens"]), "fact": [tuple(t) for t in r["targets"]]})
            continue
        p, start, end = places[0]
        starts, _ = offsets([squeeze(t) for t in r["tokens"]])
        owner = char_owner([squeeze(w) for w in p["words"][start:end]])
        p.setdefault("fact", [])
        p["fact"] += [(start + owner[starts[i]], s) for i, s in r["targets"] if starts[i] < len(owner)]
    return rest


def factuality_rows(split):
    """Rows under an open licence only: the others may measure, never teach."""
    rows = [json.loads(l) for l in open(path(f"factuality/factuality_{split}.jsonl"), encoding="utf8")]
    return [r for r in rows if r["licence"] == "O"]


CLOSE = set(".,;:!?)]}%'’”") | {"...", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "n’t", "’s", "’re", "’ve", "’ll", "’d", "’m"}
OPEN = set("([{$“‘£€#")


def guess_spaces(tokens):
    """Spaces before tokens of a corpus that lost them, after the habits of English print."""
    out, open_quote, glue = [], False, True
    for i, t in enumerate(tokens):
        before = 0 if glue or t in CLOSE else 1
        glue = t in OPEN
        if t in ('"', "``", "''"):
            before = 0 if open_quote or t == "''" else 1
            glue = not open_quote and t != "''"
            open_quote = not open_quote
        if t in ("-", "/", "@"):
            before, glue = 0, True
        out.append(2 if i == 0 else before)
    return out


def name_file(file, corpus, sep=None):
    """Sentences of a token-per-line name corpus, as paragraphs; initials such as U . S . are one word."""
    tokens, labels, out = [], [], []

    def close():
        nonlocal tokens, labels
        if tokens:
            t, l = join_initials(tokens, labels)
            out.append({"words": t, "space": guess_spaces(t), "sent": [0] * len(t), "names": [tuple(tags.allowed_names(corpus, x)) for x in l], "gold": l})
        tokens, labels = [], []

    for line in open(file, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# doc"):
            close()
            continue
        f = line.split("\t") if sep is None and "\t" in line else line.split()
        if len(f) < 2 or line.startswith("-DOCSTART-"):
            close()
        else:
            tokens.append(f[0])
            labels.append(f[-1])
    close()
    return out


def join_initials(tokens, labels):
    """`U . S .` with one name's tags becomes `U.S.` with the first tag."""
    t, l, i = [], [], 0
    while i < len(tokens):
        j = i
        while j + 1 < len(tokens) and re.fullmatch(r"[A-Z]", tokens[j]) and tokens[j + 1] == ".":
            j += 2
        same = all(x == labels[i] or x[0] == "I" for x in labels[i + 1 : j]) if labels[i] != "O" else all(x == "O" for x in labels[i + 1 : j])
        if j - i >= 4 and same:
            t.append("".join(tokens[i:j]))
            l.append(labels[i])
            i = j
        else:
            t.append(tokens[i])
            l.append(labels[i])
            i += 1
    return t, l


def iob1_to_bio(labels):
    """Wikigold writes I- for the start of a name as well."""
    out = []
    for i, x in enumerate(labels):
        prev = out[i - 1] if i else "O"
        out.append("B" + x[1:] if x != "O" and (prev == "O" or prev[1:] != x[1:]) else x)
    return out


def wikigold():
    out = name_file(path("names/wikigold/wikigold.conll.txt"), "wikigold")
    for p in out:
        p["gold"] = iob1_to_bio(p["gold"])
        p["names"] = [tuple(tags.allowed_names("wikigold", x)) for x in p["gold"]]
    return out


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
    for l in open(path(f"attribution/gum_{split}.jsonl"), encoding="utf8"):
        r = json.loads(l)
        if r["licence"] == "O":
            rows[r["id"]] = r
    out = []
    for document, paragraphs in conllu_documents(path(f"syntax/gumopen_{split}.conllu")):
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
            w = squeeze(w)
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
