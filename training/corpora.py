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
