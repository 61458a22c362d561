"""One encoder (MiniLM-L6 with shape and spacing embeddings) and its heads.

All heads see words, not wordpieces: a word is the mean of its first and last wordpiece.
Attribution frames come from a second, small stack that reads the words once more with a mark on
the cue; so frames can nest.
"""

import math
import os

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

import pieces
import tags

WIDTH, HEADS, INNER = 384, 12, 1536
SIZE = WIDTH // HEADS  # of a head
THIN = 512  # inner width of the second stack, which reads a sentence again for each of its cues


class Layer(nn.Module):
    """A BERT layer (post-norm)."""

    def __init__(self, dropout=0.1, inner=INNER):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, bias):
        b, t, _ = x.shape
        heads = self.out.in_features // SIZE
        q, k, v = self.qkv(x).view(b, t, 3, heads, SIZE).permute(2, 0, 3, 1, 4)
        with torch.autocast("cpu", enabled=False):  # softmax stays in the type of q: about a fifth faster in bfloat16
            a = torch.matmul(q * SIZE**-0.5, k.transpose(-1, -2)) + bias.to(q.dtype)
            a = torch.matmul(torch.softmax(a, -1), v)
        x = self.norm1(x + self.out(a.transpose(1, 2).reshape(b, t, heads * SIZE)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def resize(self, heads):
        """Makes room for another number of attention heads; their weights are yet to be loaded."""
        if heads * SIZE != self.out.in_features:
            self.qkv, self.out = nn.Linear(WIDTH, 3 * heads * SIZE), nn.Linear(heads * SIZE, WIDTH)

    def load(self, w, prefix):
        """Copies a layer of the pretrained encoder."""
        get = lambda n: (w[f"{prefix}.{n}.weight"], w[f"{prefix}.{n}.bias"])
        parts = [get(f"attention.self.{n}") for n in ("query", "key", "value")]
        pairs = [
            (self.qkv, (torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts]))),
            (self.out, get("attention.output.dense")), (self.norm1, get("attention.output.LayerNorm")),
            (self.norm2, get("output.LayerNorm")),
        ]
        (up, up_bias), (down, down_bias) = get("intermediate.dense"), get("output.dense")
        keep = strongest(up, down, self.up.out_features)
        pairs += [(self.up, (up[keep], up_bias[keep])), (self.down, (down[:, keep], down_bias))]
        with torch.no_grad():
            for module, (weight, bias) in pairs:
                module.weight.copy_(weight)
                module.bias.copy_(bias)


def strongest(up, down, inner):
    """Indices of the `inner` strongest neurons between two products, by the norms of their weights."""
    return (up.norm(dim=1) * down.norm(dim=0)).topk(inner).indices.sort().values


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.shape, self.space = nn.Embedding(pieces.SHAPES, WIDTH), nn.Embedding(pieces.SPACES, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(6))

    def forward(self, ids, shape, space, real):
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shape(shape) + self.space(space)
        x = self.drop(self.norm(x))
        bias = torch.where(real, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load(self):
        w = load_file(os.path.join(pieces.ENCODER, "model.safetensors"))
        w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            self.shape.weight.zero_()
            self.space.weight.zero_()
        for i, layer in enumerate(self.layers):
            layer.load(w, f"encoder.layer.{i}")
        self.words.weight.requires_grad = False
        self.places.weight.requires_grad = False
        return w


def mlp(width, out, dropout=0.33):
    return nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(dropout), nn.Linear(width, out))


class Trees(nn.Module):
    """Biaffine arcs within a sentence (Dozat and Manning 2017); labels given the head, by a product of low rank."""

    def __init__(self, labels, arc=320, rel=256):
        super().__init__()
        side = lambda n: nn.Sequential(nn.Linear(WIDTH, n), nn.GELU(), nn.Dropout(0.25))
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.dep, self.head = side(arc), side(arc)
        self.arc = nn.Linear(arc, arc, bias=False)
        self.bias = nn.Linear(arc, 1)
        self.dep_rel, self.head_rel = side(rel), side(rel)
        self.product, self.linear = nn.Linear(rel, labels, bias=False), nn.Linear(2 * rel, labels)
        with torch.no_grad():
            nn.init.orthogonal_(self.arc.weight)

    def rooted(self, words):
        return torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)

    def scores(self, words):
        """Scores [B, W, W+1] of each word's head; column 0 is the root."""
        dep, head = self.dep(words), self.head(self.rooted(words))
        return torch.matmul(self.arc(dep), head.transpose(1, 2)) / math.sqrt(dep.shape[-1]) * 4 + self.bias(head).transpose(1, 2)

    def arcs(self, words, sent):
        """The scores with other sentences and the word itself out."""
        same = sent[:, :, None] == sent[:, None, :]
        place = torch.arange(sent.shape[1])
        same = same & (place[:, None] != place[None, :])
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        return torch.where(allowed, self.scores(words).float(), -1e4)

    def relations(self, dep_words, head_words):
        """Label scores of pairs [N, labels]."""
        d, h = self.dep_rel(dep_words), self.head_rel(head_words)
        return self.product(d * h) + self.linear(torch.cat([d, h], -1))


class Marked(nn.Module):
    """Reads words again with a mark on the cue (1), and the distance to it."""

    def __init__(self):
        super().__init__()
        self.mark, self.distance = nn.Embedding(4, WIDTH), nn.Embedding(33, WIDTH)
        self.layers = nn.ModuleList(Layer(inner=THIN) for _ in range(2))
        self.tags = nn.Linear(WIDTH, len(tags.FRAME_TAGS))
        self.drop = nn.Dropout(0.3)
        self.transition = nn.Parameter(torch.zeros(len(tags.FRAME_TAGS), len(tags.FRAME_TAGS)))
        self.start = nn.Parameter(torch.zeros(len(tags.FRAME_TAGS)))
        with torch.no_grad():
            self.mark.weight.mul_(0.02)
            self.distance.weight.mul_(0.02)

    def forward(self, words, mark, pivot, real):
        """words [N,W,d], mark [N,W] int, pivot [N] (first marked word), real [N,W]."""
        far = torch.arange(words.shape[1])[None, :] - pivot[:, None]
        near = far.clamp(-8, 8)
        away = torch.where(far.abs() <= 8, near, torch.sign(far) * (8 + ((far.abs() - 1) // 8).clamp(1, 8)))
        x = words + self.mark(mark) + self.distance(away + 16)
        bias = torch.where(real, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def frame_scores(self, x):
        return self.tags(self.drop(x))


class Press(nn.Module):
    """What real press teaches: acts (trigger and PLOVER type, status, links to parties and days), what is foretold, what is claimed of powers."""

    SIDE, FAR = 160, 16

    def __init__(self):
        super().__init__()
        side = lambda: nn.Sequential(nn.Linear(WIDTH, self.SIDE), nn.GELU(), nn.Dropout(0.3))
        self.acts, self.status = mlp(256, len(tags.ACTS), 0.3), mlp(192, len(tags.STATUSES), 0.3)
        self.foretold, self.claims = mlp(192, len(tags.FORETOLD), 0.3), mlp(192, len(tags.CLAIMS), 0.3)
        self.act, self.party = side(), side()
        self.link = nn.Linear(self.SIDE, len(tags.ROLES) * self.SIDE, bias=False)
        self.own = nn.Linear(self.SIDE, len(tags.ROLES))
        self.distance = nn.Embedding(2 * self.FAR + 1, len(tags.ROLES))
        with torch.no_grad():
            self.link.weight.mul_(0.3)
            self.distance.weight.zero_()

    def roles(self, words):
        """Logits [B, roles, W, W]: that the word of the last axis heads a party or day of the act at the word before it."""
        b, w, _ = words.shape
        act = self.link(self.act(words)).view(b, w, len(tags.ROLES), self.SIDE).permute(0, 2, 1, 3)
        party = self.party(words)
        place = torch.arange(w)
        far = place[None, :] - place[:, None]
        away = torch.where(far.abs() <= 8, far, torch.sign(far) * (8 + ((far.abs() - 1) // 8).clamp(1, 8))) + self.FAR
        near = self.distance(away).permute(2, 0, 1)[None]
        return torch.matmul(act, party.transpose(1, 2)[:, None]) / math.sqrt(self.SIDE) + self.own(party).transpose(1, 2)[:, :, None, :] + near


class Reader(nn.Module):
    def __init__(self, labels, lemmas):
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(0.2)
        self.upos, self.lemma = nn.Linear(WIDTH, len(tags.UPOS)), nn.Linear(WIDTH, lemmas)
        self.trees = Trees(labels)
        self.names = mlp(256, len(tags.NAME_TAGS), 0.3)
        self.fact = mlp(192, 1, 0.2)
        self.cue = mlp(192, len(tags.CUE_TAGS), 0.3)
        self.marked = Marked()
        self.press = Press()

    def load(self):
        w = self.encoder.load()
        for i, layer in enumerate(self.marked.layers):
            layer.load(w, f"encoder.layer.{4 + i}")
        return self

    def fit(self, weights):
        """Gives every layer as many attention heads as it has in `weights` (heads.py takes some away)."""
        for name, layer in self.named_modules():
            if isinstance(layer, Layer):
                layer.resize(weights[f"{name}.out.weight"].shape[1] // SIZE)
        return self

    def begin(self, weights):
        """Copies the weights of an earlier run that have their place and size here."""
        mine = self.fit(weights).state_dict()
        self.load_state_dict({k: weights[k] if k in weights and weights[k].shape == v.shape else v for k, v in mine.items()})

    def words(self, b):
        h = self.encoder(b["ids"], b["shape"], b["space"], b["real"])
        pick = lambda at: torch.gather(h, 1, at[:, :, None].expand(-1, -1, WIDTH))
        return (pick(b["first"]) + pick(b["last"])) * 0.5


def crf_loss(scores, gold, real, start, transition):
    """Mean negative log-likelihood per word of a linear-chain CRF; scores [N,W,K], gold [N,W]."""
    scores = scores.float()
    n, w, k = scores.shape
    keep = real.float()
    alpha = start + scores[:, 0]
    for t in range(1, w):
        nxt = torch.logsumexp(alpha[:, :, None] + transition, 1) + scores[:, t]
        alpha = torch.where(real[:, t, None], nxt, alpha)
    total = torch.logsumexp(alpha, 1)
    emit = (scores.gather(2, gold[:, :, None])[:, :, 0] * keep).sum(1)
    move = (transition[gold[:, :-1], gold[:, 1:]] * keep[:, 1:]).sum(1)
    return (total - emit - move - start[gold[:, 0]]).sum() / keep.sum()


def viterbi(scores, start, transition):
    """Best tag sequence of one row [W, K] (numpy)."""
    best, back = start + scores[0], []
    for t in range(1, len(scores)):
        m = best[:, None] + transition
        back.append(m.argmax(0))
        best = m.max(0) + scores[t]
    tags_, j = [], int(best.argmax())
    for row in reversed(back):
        tags_.append(j)
        j = int(row[j])
    tags_.append(j)
    return tags_[::-1]
