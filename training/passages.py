"""Turns the passages written for this project into rows like the corpora's: `python passages.py OUT_DIR`.

`passages/frames.txt` carries attributions in brackets, `passages/plover.txt` predicates per PLOVER type,
`passages/events.txt` whole sentences per PLOVER type with their actor and recipient in brackets.
States and people are drawn anew for every copy (seeded), so that no name stands for a type.
"""

import json
import os
import random
import re
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "passages")
INVENTED = ["Gondor", "Rohan", "Freedonia", "Sylvania", "Borduria", "Syldavia"]
STATES = INVENTED + ["Ruritania", "Zubrowka", "Russia", "China", "Ukraine", "Turkey", "Iran", "Israel", "Japan", "Poland", "India", "Egypt", "Serbia", "Kenya", "Brazil", "the United States", "Germany", "France", "North Korea", "Syria"]
PEOPLES = ["Russian", "Chinese", "Turkish", "Iranian", "French", "Ruritanian", "Gondorian", "Polish", "Indian", "Syldavian", "U.S."]
OFFICES = ["President", "Prime Minister", "Foreign Minister", "Defence Minister", "General", "Senator"]
GIVEN, FAMILY = ["Odo", "Mira", "Hugo", "Ana", "Ivan", "Lin", "Samir", "Ewa"], ["Proudfoot", "Kovac", "Brandt", "Moreno", "Took", "Okafor", "Hadid", "Zhou"]
BODIES = ["the foreign ministry of {s}", "the {p} army", "the government of {s}", "{p} police", "the rebels", "a {p} court", "the European Union", "the United Nations", "opposition parties in {s}", "the {p} parliament", "NATO", "thousands of workers", "students in {s}", "the {p} ambassador", "militants", "the central bank of {s}"]
BEFORE = ["", "", "", "On Monday, ", "Last week ", "In March, ", "Earlier, ", "After months of silence, ", "GENEVA - ", "Meanwhile, "]
AFTER = ["", "", "", " on Tuesday", " in 2019", " last month", ", officials said", ", the agency reported", " despite protests", " for the second time this year", " as the crisis deepened", ", according to a statement"]


def actor(rng):
    s, p = rng.choice(STATES), rng.choice(PEOPLES)
    person = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}"
    return rng.choice([s, s, s, f"{p} {rng.choice(OFFICES)} {person}", person, rng.choice(BODIES).format(s=s, p=p), rng.choice(BODIES).format(s=s, p=p)])


def plover(copies=3, seed=7):
    rng = random.Random(seed)
    for line in open(os.path.join(HERE, "plover.txt"), encoding="utf8"):
        if line.startswith("#"):
            continue
        kind, predicate = line.rstrip("\n").split("\t")
        for _ in range(copies):
            a, r = actor(rng), actor(rng)
            before, after = rng.choice(BEFORE), rng.choice(AFTER)
            first = a if before and not before.endswith("- ") else a[0].upper() + a[1:]
            text = before + first + " " + predicate.replace("{R}", r) + after + "."
            at = len(before) + len(first) + 1 + predicate.index("{R}")
            spans = [{"label": "SRC", "start": len(before), "end": len(before) + len(a)}, {"label": "TAR", "start": at, "end": at + len(r)}]
            yield {"id": f"passage-{kind}-{rng.random()}", "text": text, "events": [{"code": kind, "spans": spans}]}


def events(copies=2, seed=9):
    """The first copy as written; in the others invented states bear other names, if the sentence has any."""
    rng = random.Random(seed)
    for number, line in enumerate(open(os.path.join(HERE, "events.txt"), encoding="utf8")):
        if line.startswith("#"):
            continue
        kind, written = line.rstrip("\n").split("\t")
        for copy in range(copies):
            free = [s for s in STATES if s not in written and not s.startswith("the ")]
            names = dict(zip(STATES[:8], rng.sample(free, 8))) if copy else {}
            marked = re.sub(rf"\b({'|'.join(STATES[:8])})\b", lambda m: names.get(m[0], m[0]), written)
            if copy and marked == written:
                continue
            text, spans = unmark_pair(marked)
            yield {"id": f"passage-event-{number}-{copy}", "text": text, "events": [{"code": kind, "spans": spans}]}


def unmark_pair(marked):
    """Text without its brackets, and the spans (code points) of actor (`[a ...]`) and recipient (`[r ...]`)."""
    text, spans = "", []
    for role, inside, outside in re.findall(r"\[([ar]) ([^\[\]]+)\]|([^\[\]]+)", marked):
        if role:
            spans.append({"label": {"a": "SRC", "r": "TAR"}[role], "start": len(text), "end": len(text) + len(inside)})
        text += inside or outside
    assert spans and text == re.sub(r"\[[ar] |\]", "", marked), marked
    return text, spans


def frames(copies=6, seed=8):
    rng = random.Random(seed)
    for number, line in enumerate(open(os.path.join(HERE, "frames.txt"), encoding="utf8")):
        if line.startswith("#"):
            continue
        for copy in range(copies):
            marked = line.rstrip("\n")
            for name in INVENTED if copy else ():
                marked = marked.replace(name, rng.choice(STATES[6:]))
            text, attributions = unmark(marked)
            yield {"id": f"passage-{number}-{copy}", "text": text, "attributions": attributions}


def unmark(marked):
    """Text without its brackets, and the frames they marked."""
    text, open_, found = "", [], {}
    for part in re.findall(r"\[\d[scx] |\]|[^\[\]]+|\[", marked):
        if m := re.fullmatch(r"\[(\d)([scx]) ", part):
            open_.append((m[1], {"s": "source", "c": "cue", "x": "content"}[m[2]], len(text)))
        elif part == "]":
            frame, role, start = open_.pop()
            found.setdefault(frame, {"source": [], "cue": [], "content": []})[role].append([start, len(text)])
        else:
            text += part
    assert not open_, marked
    return text, [f for f in found.values() if f["cue"]]


if __name__ == "__main__":
    out = sys.argv[1] if len(sys.argv) > 1 else "cache"
    os.makedirs(out, exist_ok=True)
    for name, rows in (("plover", [*plover(), *events()]), ("frames", frames())):
        with open(os.path.join(out, f"passages_{name}.jsonl"), "w", encoding="utf8") as f:
            f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
