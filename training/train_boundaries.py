"""Train the network of sentence boundaries: `python -m training.train_boundaries --work DIR`.

A few minutes on one thread. Writes `kg_sentences/boundaries.onnx`.
"""

import argparse
import copy
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

EMBEDDING, SHAPES, HIDDEN = 24, 16, 64
#: The column of the shapes that tells of a space before.
SPACE = 14
PASSES, WORDS, RATE, OTHER = 5, 4000, 3e-3, 0.3
Text = tuple[Any, Any, Any, float]


class Boundaries(nn.Module):
    """Three convolutions over words and shapes; seven words on both sides are seen."""

    def __init__(self, words: int) -> None:
        super().__init__()
        self.word = nn.Embedding(words, EMBEDDING, padding_idx=0)
        self.near = nn.Conv1d(EMBEDDING + SHAPES, HIDDEN, 5, padding=2)
        self.far = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=4, dilation=2)
        self.out = nn.Conv1d(HIDDEN, 1, 3, padding=1)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Return scores [texts, words], above 0 for the first word of a sentence."""
        x = torch.cat([self.word(ids), shapes], 2).transpose(1, 2)
        for layer in (self.near, self.far):
            x = functional.relu(layer(functional.dropout(x, 0.15, self.training)))
        return self.out(x).squeeze(1)


def read(data: Any, part: str, weight: float) -> list[Text]:
    """Return the texts of a part, each with how much it counts."""
    cuts = np.cumsum(data[f"{part}.lengths"])[:-1]
    columns = (np.split(data[f"{part}.{name}"], cuts) for name in ("ids", "shapes", "starts"))
    return [(*text, weight) for text in zip(*columns, strict=True)]


def batches(texts: list[Text]) -> Iterator[list[Text]]:
    """Yield texts of like length together, in random order."""
    ordered = sorted(texts, key=lambda text: len(text[0]) + random.random() * 20)
    found: list[list[Text]] = [[]]
    for text in ordered:
        if sum(len(t[0]) for t in found[-1]) > WORDS:
            found.append([])
        found[-1].append(text)
    random.shuffle(found)
    yield from found


def padded(batch: list[Text]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ids, shapes, starts, and how much each word counts; a text's first does not."""
    longest = max(len(text[0]) for text in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.zeros(len(batch), longest, SHAPES)
    starts, weights = (torch.zeros(len(batch), longest) for _ in range(2))
    for i, (words, seen, begins, weight) in enumerate(batch):
        n = len(words)
        ids[i, :n] = torch.from_numpy(words.astype(np.int64))
        shapes[i, :n] = torch.from_numpy(seen.astype(np.float32))
        starts[i, :n] = torch.from_numpy(begins.astype(np.float32))
        weights[i, 1:n] = weight
    return ids, shapes, starts, weights


def loss(network: nn.Module, batch: list[Text]) -> Tensor:
    """Return the loss; words are unknown now and then, and in some batches all have a space."""
    ids, shapes, starts, weights = padded(batch)
    ids = torch.where((torch.rand(ids.shape) < 0.1) & (ids > 0), torch.ones_like(ids), ids)
    if random.random() < 0.25:
        shapes[:, :, SPACE] = 1
    scores = network(ids, shapes)
    each = functional.binary_cross_entropy_with_logits(scores, starts, reduction="none")
    return (each * weights).sum() / weights.sum()


def f1(network: nn.Module, texts: list[Text]) -> float:
    """Return F of the words that begin sentences."""
    right = wanted = found = 0
    with torch.no_grad():
        for text in texts:
            ids, shapes, starts, _ = padded([text])
            begins = network(ids, shapes)[0] > 0
            begins[0] = True
            right += int((begins & (starts[0] > 0)).sum())
            wanted, found = wanted + int(starts.sum()), found + int(begins.sum())
    return 2 * right / (wanted + found)


def train(data: Any, words: int) -> nn.Module:
    """Return the average of the weights of a training whose rate falls to nothing."""
    texts = read(data, "danish", 1.0) + read(data, "other", OTHER)
    network = Boundaries(words)
    average = copy.deepcopy(network).eval()
    optimizer = torch.optim.Adam(network.parameters())
    total = PASSES * len(list(batches(texts)))
    step, begun = 0, time.time()
    for n in range(PASSES):
        for batch in batches(texts):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / 50) * max(0, 1 - step / total) + 1e-6
            network.train()
            optimizer.zero_grad()
            loss(network, batch).backward()
            optimizer.step()
            step += 1
            with torch.no_grad():
                kept = min(0.995, (1 + step) / (10 + step))
                for mean, now in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(now, 1 - kept)
        print(f"pass {n} {time.time() - begun:.0f} s dev F {f1(average, read(data, 'dev', 1)):.4f}")
    return average


def main() -> None:
    """Train and write the graph."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path("build/kg_da"))
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)
    with np.load(args.work / "boundaries.npz") as file:
        data = dict(file)
    words = 1 + max(int(data[f"{part}.ids"].max()) for part in ("danish", "other", "dev"))
    example = (torch.ones(2, 9, dtype=torch.long), torch.zeros(2, 9, SHAPES))
    torch.onnx.export(
        train(data, words),
        example,
        str(args.work / "kg_sentences/boundaries.onnx"),
        input_names=["ids", "shapes"],
        output_names=["scores"],
        dynamic_axes={name: {0: "texts", 1: "words"} for name in ("ids", "shapes", "scores")},
        opset_version=14,
    )


if __name__ == "__main__":
    main()
