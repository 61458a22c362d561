"""Lemmas as edit scripts: `l2:y` means lower-case the form, drop two letters, add "y"; `k` keeps the case."""

from collections import Counter, defaultdict


def script(form, lemma):
    mode = "l" if lemma == lemma.lower() else "k"
    base = form.lower() if mode == "l" else form
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{mode}{len(base) - same}:{lemma[same:]}"


def apply(code, form):
    base = form.lower() if code[0] == "l" else form
    drop, add = code[1:].split(":", 1)
    return base[: max(0, len(base) - int(drop))] + add


def inventory(paragraphs, least=3):
    """Scripts seen at least `least` times, most frequent first."""
    seen = Counter(script(w, l) for p in paragraphs for w, l in zip(p["words"], p["lemmas"]))
    return [s for s, n in seen.most_common() if n >= least]


def table(paragraphs, scripts):
    """Script number of every (form in lower case, UPOS) of the treebanks, where one script covers four fifths of its uses."""
    known = {s: i for i, s in enumerate(scripts)}
    seen = defaultdict(Counter)
    for p in paragraphs:
        for w, u, l in zip(p["words"], p["upos"], p["lemmas"]):
            seen[f"{w.lower()} {u}"][known.get(script(w, l), -1)] += 1
    best = {k: c.most_common(1)[0] + (sum(c.values()),) for k, c in seen.items()}
    return {k: s for k, (s, n, total) in best.items() if s >= 0 and n >= 0.8 * total}
