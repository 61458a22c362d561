"""The label sets of the heads, and the one table that maps the corpora's name tags to ours.

A corpus that does not annotate a type says nothing about it: its `O` then stands for a set of
tags, and the loss is the marginal over that set (see `Names` in model.py).
"""

NAME_TYPES = ["PER", "ORG", "LOC", "NORP", "DATE", "MISC", "MONEY", "FAC", "PRODUCT", "EVENT", "GPE"]
NAME_TAGS = ["O"] + [p + "-" + t for t in NAME_TYPES for p in ("B", "I")]
NAME_INDEX = {t: i for i, t in enumerate(NAME_TAGS)}

# corpus -> (its tag -> types of ours it may mean, types its O may hide)
NAME_MAPS = {
    "wwn": (
        {
            "Person": ["PER"], "Organization": ["ORG"], "Location": ["LOC", "GPE"], "NORP": ["NORP"], "Date": ["DATE"],
            "Misc": ["MISC", "EVENT"], "Money": ["MONEY"], "Facility": ["FAC"], "Product": ["PRODUCT"],
        },
        [],
    ),
    "uner": (
        {"PER": ["PER"], "ORG": ["ORG"], "LOC": ["LOC", "GPE", "FAC"]},
        ["NORP", "DATE", "MISC", "MONEY", "PRODUCT", "EVENT"],
    ),
    "politics": (
        {
            "politician": ["PER"], "person": ["PER"], "politicalparty": ["ORG"], "organisation": ["ORG"],
            "country": ["GPE"], "location": ["LOC", "GPE", "FAC"], "election": ["EVENT"], "event": ["EVENT"], "misc": ["MISC", "NORP", "PRODUCT"],
        },
        ["NORP", "DATE", "MONEY"],
    ),
    "wikigold": (
        {"PER": ["PER"], "ORG": ["ORG"], "LOC": ["LOC", "GPE", "FAC"], "MISC": ["MISC", "NORP", "EVENT", "PRODUCT"]},
        ["DATE", "MONEY"],
    ),
}

FRAME_TAGS = ["O", "B-SOURCE", "I-SOURCE", "B-CONTENT", "I-CONTENT"]
CUE_TAGS = ["O", "B", "I"]
PAIR_TAGS = ["O", "B-ACTOR", "I-ACTOR", "B-RECIPIENT", "I-RECIPIENT"]
EVENT_TYPES = [
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
]
# What real press teaches (press.py): acts by PLOVER 2.0 type, their status, the roles linked to them, wording classes, dimensions.
ACTS = ["O", "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"]
STATUSES = ["asserted", "denied", "possible", "future", "hypothetical"]
ROLES = ["actor", "recipient", "time"]
FORETOLD = ["O", "categorical", "intention", "possibility", "estimative"]
CLAIMS = ["O", "dependence", "alignment", "interest", "leverage", "motive"]
UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]


def allowed_names(corpus, tag):
    """Indices of the tags of ours that a corpus tag (`O`, `B-Person`, ...) may stand for."""
    table, hidden = NAME_MAPS[corpus]
    prefix, _, kind = tag.partition("-")
    if tag == "O" or kind not in table:
        return [0] + [NAME_INDEX[p + "-" + t] for t in hidden for p in ("B", "I")]
    return [NAME_INDEX[prefix + "-" + t] for t in table[kind]]
