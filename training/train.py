"""Train the network: `python -m training.train --work DIR --minutes 75`.

Needs PyTorch and NumPy, one thread, and the arrays of `training.prepare`. All corpora are read
together, Norwegian and Swedish ones less and less, and Danish alone at the end; the rate falls to
nothing, and what is kept is the running average of the weights. Every few minutes that average is
measured on the development set (greedily, without a tree's constraints) and written, as
`weights.npz`, which `training.assemble` takes.
"""

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.columns import COLUMNS, TAGS, TREES, UNKNOWN
from training.network import DROPOUT, Batch, Forms, Network, locked, pack, padded

#: What no arc scores.
MASKED = -1e4
#: What a column of tags and a parser count in the loss.
TAG_WEIGHTS = {
    "upos": 1.0,
    "feats": 0.6,
    "lem": 0.25,
    "ner": 1.2,
    "xfeats": 0.2,
    "ntag": 0.2,
    "msd": 0.4,
}
TREE_WEIGHTS = {"ud": 1.0, "ndt": 0.5}
#: Up to a part of the time: the share of each corpus that a pass over the Danish treebank reads.
DANISH = {"ddt": 1.0, "news": 0.6, "dansk": 0.6}
MIX: tuple[tuple[float, dict[str, float]], ...] = (
    (0.5, {**DANISH, "parole": 0.25, "no": 0.35, "ndt": 0.2, "sv": 0.12}),
    (0.7, {**DANISH, "parole": 0.15, "no": 0.2, "ndt": 0.1, "sv": 0.06}),
    (0.87, {**DANISH, "news": 0.7, "parole": 0.1, "no": 0.08}),
    (1.0, {**DANISH, "news": 0.8, "dansk": 0.7, "parole": 0.1}),
)
#: Words of a batch, learning rate and the steps it rises in, the average's memory, gradient's norm.
WORDS, RATE, RISING, MEMORY, NORM = 1200, 2e-3, 100, 0.999, 5.0
#: How often names are replaced: of a sentence; of a genitive that stays one; of a person's only
#: name by a surname.
RENAMED, GENITIVE, SURNAME = 0.35, 0.6, 0.5


@dataclass(frozen=True)
class Sentence:
    """A sentence: treebank, and columns of numbers."""

    treebank: int
    columns: dict[str, Any]

    def __len__(self) -> int:
        return len(self.columns["form"])


class Data:
    """What `training.prepare` wrote."""

    def __init__(self, work: Path) -> None:
        with np.load(work / "data.npz") as file:
            data = dict(file)
        self.labels: dict[str, list[str]] = json.loads((work / "labels.json").read_text("utf-8"))
        self.genitive = data["forms.genitive"]
        self.forms = Forms(*(torch.from_numpy(data[f"forms.{name}"]) for name in Forms._fields))
        parts = [key.split(".")[1] for key in data if key.endswith(".lengths")]
        self.corpora = {name: _sentences(data, f"corpus.{name}.") for name in parts}
        self.names = {
            name: {ending: data[f"names.{name}.{ending}"] for ending in ("", "s")}
            for name in ("forename", "surname", "place")
        }

    def features(self, forms: Tensor) -> Forms:
        """Return the features of forms as the network takes them."""
        f = self.forms
        return Forms(
            f.characters[forms].long(),
            f.word[forms].long(),
            f.vectors[forms].float(),
            f.lists[forms],
        )


def _sentences(data: dict[str, Any], prefix: str) -> list[Sentence]:
    cuts = np.cumsum(data[f"{prefix}lengths"])[:-1]
    split = {name: np.split(data[f"{prefix}{name}"], cuts) for name in COLUMNS}
    return [
        Sentence(int(treebank), {name: split[name][i] for name in COLUMNS})
        for i, treebank in enumerate(data[f"{prefix}treebank"])
    ]


def renamed(sentence: Sentence, data: Data) -> Sentence:
    """Return the sentence with other names for its persons and places.

    A person of up to three words gets as many, a place of one word one; a genitive mostly stays.
    Lemmas are forgotten.
    """
    forms = sentence.columns["form"].copy()
    for start, end, kind in _spans(sentence.columns["ner"], data.labels["ner"]):
        if (kind == "PER" and end - start <= 3) or (kind == "LOC" and end - start == 1):
            for i in range(start, end):
                forms[i] = _drawn(data, kind, int(forms[i]), end - start, last=i == end - 1)
    if (forms == sentence.columns["form"]).all():
        return sentence
    unknown = np.full(len(forms), UNKNOWN)
    return replace(sentence, columns={**sentence.columns, "form": forms, "lem": unknown})


def _spans(tags: Any, labels: list[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for i, number in enumerate([*tags, UNKNOWN]):
        tag = labels[number] if number >= 0 else "O"
        if kind and tag != f"I-{kind}":
            yield start, i, kind
            kind = ""
        if tag[0] == "B":
            start, kind = i, tag[2:]


def _drawn(data: Data, kind: str, form: int, length: int, *, last: bool) -> int:
    if kind == "LOC":
        name = "place"
    else:
        name = "surname" if last and (length > 1 or random.random() < SURNAME) else "forename"
    keeps = last and data.genitive[form] and random.random() < GENITIVE
    choices = data.names[name]["s" if keeps else ""]
    return int(choices[random.randrange(len(choices))])


def batches(sentences: list[Sentence], words: int = WORDS) -> list[list[Sentence]]:
    """Return sentences of like length together, in random order."""
    found: list[list[Sentence]] = [[]]
    total = 0
    for sentence in sorted(sentences, key=lambda s: len(s) + random.random() * 3):
        if total >= words:
            found.append([])
            total = 0
        found[-1].append(sentence)
        total += len(sentence)
    random.shuffle(found)
    return found


def packed(sentences: list[Sentence]) -> Batch:
    """Return sentences as packed rows."""
    ordered = sorted(sentences, key=len, reverse=True)
    lengths = [len(s) for s in ordered]
    sizes, sentence, position = pack(lengths)
    columns = {}
    for name in COLUMNS:
        grid = np.full((len(ordered), lengths[0]), UNKNOWN)
        for i, each in enumerate(ordered):
            grid[i, : lengths[i]] = each.columns[name]
        columns[name] = torch.from_numpy(grid)[sentence, position]
    treebanks = torch.tensor([s.treebank for s in ordered])
    return Batch(sizes, sentence, position, torch.tensor(lengths), treebanks, columns)


def summed(scores: Tensor, wanted: Tensor) -> Tensor:
    """Return the cross entropy, summed over what is known."""
    return functional.cross_entropy(scores, wanted, ignore_index=UNKNOWN, reduction="sum")


def states(network: Network, data: Data, batch: Batch) -> Tensor:
    """Return the states of a batch's words; features are computed once for each form."""
    forms, place = torch.unique(batch.columns["form"], return_inverse=True)
    return network.states(data.features(forms), place, batch)


def loss(network: Network, data: Data, batch: Batch) -> Tensor:
    """Return the loss of a batch, by word."""
    x = states(network, data, batch)
    total = x.new_zeros(())
    for name in TAGS:
        rows = torch.nonzero(batch.columns[name] >= 0).squeeze(1)
        if len(rows):
            scores = network.tag(name, x[rows])
            total = total + TAG_WEIGHTS[name] * summed(scores, batch.columns[name][rows])
    for name, (head, dep) in TREES.items():
        if (batch.columns[head] >= 0).any():
            total = total + TREE_WEIGHTS[name] * tree_loss(network, name, x, batch, (head, dep))
    return total / len(x)


def tree_loss(
    network: Network, name: str, x: Tensor, batch: Batch, columns: tuple[str, str]
) -> Tensor:
    """Return the loss of arcs, and of labels given the right heads."""
    heads, labels = (batch.columns[column] for column in columns)
    arcs, label_scores = tree_scores(network, name, x, batch)
    known = torch.nonzero((heads >= 0) & (labels >= 0)).squeeze(1)
    return summed(arcs, heads) + summed(label_scores(known, heads[known]), labels[known])


def tree_scores(network: Network, name: str, x: Tensor, batch: Batch) -> Any:
    """Return scores of arcs by row, and what scores the labels of rows with given heads."""
    parser = network.parser[name]
    rate = DROPOUT if network.training else 0.0
    parts = [locked(part, batch.sentence, rate, batch.sizes[0]) for part in parser(x)]
    grid = parser.arcs(padded(parts[0], batch), padded(parts[1], batch))
    outside = torch.arange(grid.shape[2])[None, None] > batch.lengths[:, None, None]
    arcs = grid.masked_fill(outside, MASKED)[batch.sentence, batch.position]
    root = parser.root_l.expand(batch.sizes[0], 1, -1)
    heads = torch.cat([root, padded(parts[3], batch)], 1)

    def labels(rows: Tensor, wanted: Tensor) -> Tensor:
        return parser.labels(parts[2][rows], heads[batch.sentence[rows], wanted])

    return arcs, labels


def measure(network: Network, data: Data) -> dict[str, float]:
    """Return accuracies on the development set; arcs are the best of each word alone."""
    right = dict.fromkeys(("upos", "feats", "ner", "uas", "las"), 0)
    words = 0
    with torch.no_grad():
        for each in batches(data.corpora["dev"]):
            batch = packed(each)
            x = states(network, data, batch)
            for name in ("upos", "feats", "ner"):
                right[name] += int((network.tag(name, x).argmax(1) == batch.columns[name]).sum())
            arcs, labels = tree_scores(network, "ud", x, batch)
            heads = arcs.argmax(1)
            ours = labels(torch.arange(len(x)), heads).argmax(1)
            hits = heads == batch.columns["head"]
            right["uas"] += int(hits.sum())
            right["las"] += int((hits & (ours == batch.columns["dep"])).sum())
            words += len(x)
    return {name: n / words for name, n in right.items()}


def chosen(data: Data, part: float) -> list[Sentence]:
    """Return what is read in the next pass, at a part of the time."""
    mix = next(shares for until, shares in MIX if part <= until)
    found = []
    for name, share in mix.items():
        corpus = data.corpora[name]
        found += random.sample(corpus, int(share * len(corpus)))
    return [renamed(s, data) if random.random() < RENAMED else s for s in found]


def train(network: Network, data: Data, minutes: float, work: Path, every: float = 150) -> None:
    """Train for so many minutes by the clock."""
    optimizer = torch.optim.Adam(network.parameters(), betas=(0.9, 0.98))
    average = copy.deepcopy(network).eval()
    begun, last, step, budget = time.time(), 0.0, 0, minutes * 60
    part = 0.0
    while part < 1:
        for sentences in batches(chosen(data, part)):
            now = time.time() - begun
            part = min(1, now / budget)
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / RISING) * (1 - part) + 1e-6
            network.train()
            optimizer.zero_grad()
            loss(network, data, packed(sentences)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), NORM)
            optimizer.step()
            step += 1
            kept = min(MEMORY, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, weight in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(weight, 1 - kept)
            if now - last > every or part == 1:
                last = now
                figures = " ".join(f"{k} {v:.4f}" for k, v in measure(average, data).items())
                print(f"{now / 60:.1f} min step {step} dev: {figures}", flush=True)
                weights = {k: v.numpy() for k, v in average.state_dict().items()}
                np.savez(work / "weights.npz", **weights)
                if part == 1:
                    break


def main() -> None:
    """Train from the start."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("build/kg_da"))
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    data = Data(args.work)
    characters, words = json.loads((args.work / "words.json").read_text("utf-8"))
    sizes = {name: len(labels) for name, labels in data.labels.items()}
    network = Network(len(characters), len(words), sizes)
    train(network, data, args.minutes, args.work)


if __name__ == "__main__":
    main()
