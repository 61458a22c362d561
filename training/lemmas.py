"""Lemmas as edit scripts: `l2:y` means lower-case the form, drop two letters, add "y"; `k` keeps the case."""

from collections import Counter


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
