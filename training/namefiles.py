"""Readers of name corpora: UNER laid over EWT, and token-per-line files."""

import re

import corpora
import tags


def add_uner(paragraphs, file):
    """Lays UNER's names over the EWT paragraphs; returns how many sentences found no place."""
    index, lost = corpora.sentences_of(paragraphs), 0
    for tokens, labels in uner_sentences(file):
        places = index.get(corpora.squeeze("".join(tokens)))
        if not places:
            lost += 1
            continue
        p, start, end = places.pop(0) if len(places) > 1 else places[0]
        p.setdefault("names", [None] * len(p["words"]))
        tag_at = [(l if k == 0 or l == "O" else "I" + l[1:]) for t, l in zip(tokens, labels) for k in range(len(corpora.squeeze(t)))]
        at = 0
        for i in range(start, end):
            p["names"][i] = tuple(tags.allowed_names("uner", tag_at[at]))
            at += len(corpora.squeeze(p["words"][i]))
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


def name_file(file, corpus, sep=None):
    """Sentences of a token-per-line name corpus, as paragraphs; initials such as U . S . are one word."""
    tokens, labels, out = [], [], []

    def close():
        nonlocal tokens, labels
        if tokens:
            t, l = join_initials(tokens, labels)
            out.append({"words": t, "space": corpora.guess_spaces(t), "sent": [0] * len(t), "names": [tuple(tags.allowed_names(corpus, x)) for x in l], "gold": l})
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
    out = name_file(corpora.path("names/wikigold/wikigold.conll.txt"), "wikigold")
    for p in out:
        p["gold"] = iob1_to_bio(p["gold"])
        p["names"] = [tuple(tags.allowed_names("wikigold", x)) for x in p["gold"]]
    return out
