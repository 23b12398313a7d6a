"""The network in PyTorch: words, a bidirectional LSTM, and what is read off it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.columns import TAGS, TREES
from training.lstm import Product, bilstm, linear

#: Sizes: LSTM, arcs and labels of each parser, and treebanks (Danish is the first).
HIDDEN, LAYERS, SIZES, TREEBANKS = 256, 2, {"ud": (200, 72), "ndt": (128, 40)}, 4
DROPOUT, WORD_DROPOUT, VECTOR_DROPOUT, LIST_DROPOUT = 0.33, 0.15, 0.05, 0.25
LISTS = 4


class Forms(NamedTuple):
    """Features of forms, as `kg.language.encoder.features` computes them."""

    characters: Tensor
    word: Tensor
    vectors: Tensor
    lists: Tensor


class Batch(NamedTuple):
    """Packed sentences: rows in time-major order, longest sentence first."""

    sizes: list[int]
    sentence: Tensor
    position: Tensor
    lengths: Tensor
    treebanks: Tensor
    columns: dict[str, Tensor]


def locked(x: Tensor, sentence: Tensor, rate: float, count: int) -> Tensor:
    """Drop the same units in all words of a sentence (Gal & Ghahramani 2016)."""
    if not rate:
        return x
    kept = x.new_empty(count, x.shape[-1]).bernoulli_(1 - rate).div_(1 - rate)
    return x * kept[sentence]


class Words(nn.Module):
    """Vectors of forms: hashed n-grams, a known word's own, characters, lists of names."""

    def __init__(self, characters: int, words: int, width: int = 200) -> None:
        super().__init__()
        self.char = nn.Embedding(characters, 32, padding_idx=0)
        self.word = nn.Embedding(words, 96, padding_idx=0)
        nn.init.zeros_(self.word.weight)
        self.conv = nn.ModuleList(
            nn.Conv1d(32, n, size, padding=size // 2) for size, n in ((3, 64), (5, 48))
        )
        self.proj = nn.Linear(width, 128)
        self.out = 128 + 96 + 64 + 48 + LISTS + 1

    def forward(self, forms: Forms) -> Tensor:
        """Return the vectors of forms [forms, out]."""
        word, lists, n = forms.word, forms.lists, len(forms.word)
        vectors = linear(self.proj, forms.vectors)
        if self.training:
            word = torch.where(torch.rand(n) < WORD_DROPOUT, torch.ones_like(word), word)
            vectors = vectors * (torch.rand(n, 1) > VECTOR_DROPOUT)
            known = (torch.rand(n, 1) > LIST_DROPOUT).float().expand(-1, LISTS)
            lists = lists * torch.cat([known, torch.ones(n, 1)], 1)
        letters = self.char(forms.characters).transpose(1, 2)
        pooled = [conv(letters).amax(2) for conv in self.conv]
        return torch.cat([vectors, self.word(word), *pooled, lists], 1)


class Parser(nn.Module):
    """Deep biaffine arcs and labels (Dozat & Manning 2017)."""

    def __init__(self, inputs: int, arc: int, label: int, labels: int) -> None:
        super().__init__()
        self.sizes, self.labels_ = [arc, arc, label, label], labels
        self.mlp = nn.Linear(inputs, 2 * arc + 2 * label)
        self.root_a = nn.Parameter(torch.randn(arc) * 0.1)
        self.root_l = nn.Parameter(torch.randn(label) * 0.1)
        self.U = nn.Parameter(torch.empty(arc + 1, arc))
        nn.init.xavier_uniform_(self.U)
        self.UL = nn.Parameter(torch.randn(label + 1, labels * (label + 1)) * 0.02)

    def forward(self, x: Tensor) -> list[Tensor]:
        """Return dependents and heads for arcs, dependents and heads for labels."""
        return list(torch.split(functional.leaky_relu(linear(self.mlp, x), 0.1), self.sizes, -1))

    def arcs(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Return scores [sentences, words, words + 1] with the root first."""
        root = self.root_a.expand(len(heads), 1, -1)
        asked = dependents @ self.U[:-1] + self.U[-1]
        return asked @ torch.cat([root, heads], 1).transpose(1, 2)

    def labels(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Return scores [words, labels] for words and their heads."""
        one = dependents.new_ones(len(dependents), 1)
        first = Product.apply(torch.cat([dependents, one], 1), self.UL.t())
        each = first.view(-1, self.labels_, self.UL.shape[0])
        return (each @ torch.cat([heads, one], 1).unsqueeze(2)).squeeze(2)


class Network(nn.Module):
    """All of it: states of words, tags, names and two parsers."""

    def __init__(self, characters: int, words: int, labels: Mapping[str, int]) -> None:
        super().__init__()
        self.types = Words(characters, words)
        self.tb = nn.Embedding(TREEBANKS, 12)
        inputs, wide = self.types.out + 12, 2 * HIDDEN
        self.lstm = nn.ModuleList(
            nn.LSTM(wide if layer else inputs, HIDDEN, bidirectional=True)
            for layer in range(LAYERS)
        )
        for layer in self.lstm:
            _initialise(layer)
        self.parser = nn.ModuleDict(
            {name: Parser(wide, *SIZES[name], labels[TREES[name][1]]) for name in TREES}
        )
        self.nerh = nn.Linear(wide, 128)
        self.tags = nn.ModuleDict(
            {tag: nn.Linear(128 if tag == "ner" else wide, labels[tag]) for tag in TAGS}
        )

    def states(self, forms: Forms, place: Tensor, batch: Batch) -> Tensor:
        """Return the states of the words [rows, 2h]; `place` tells each row's form."""
        count, rate = batch.sizes[0], DROPOUT if self.training else 0.0
        treebank = self.tb(batch.treebanks[batch.sentence])
        x = torch.cat([self.types(forms)[place], treebank], 1)
        x = locked(x, batch.sentence, rate, count)
        for layer in self.lstm:
            x = locked(bilstm(layer, x, batch.sizes), batch.sentence, rate, count)
        return x

    def tag(self, name: str, x: Tensor) -> Tensor:
        """Return scores of a column of tags."""
        if name == "ner":
            x = functional.dropout(functional.leaky_relu(self.nerh(x), 0.1), 0.2, self.training)
        return linear(self.tags[name], x)


def _initialise(layer: nn.LSTM) -> None:
    """Orthogonal recurrent weights, and gates that are half open to what was."""
    for name, weight in layer.named_parameters():
        if "weight_hh" in name:
            for part in weight.data.split(HIDDEN):
                nn.init.orthogonal_(part)
        elif "weight_ih" in name:
            nn.init.xavier_uniform_(weight.data)
        else:
            weight.data.zero_()
            weight.data[HIDDEN : 2 * HIDDEN] = 0.5


def padded(x: Tensor, batch: Batch) -> Tensor:
    """Return rows as [sentences, longest, width], zeros where nothing stands."""
    out = x.new_zeros(batch.sizes[0], len(batch.sizes), x.shape[1])
    return out.index_put((batch.sentence, batch.position), x)


def pack(lengths: Sequence[int]) -> tuple[list[int], Tensor, Tensor]:
    """Return sizes, sentence and position of the rows of sentences, longest first."""
    ordered = torch.as_tensor(lengths)
    steps = torch.arange(int(ordered[0]))
    sizes = (ordered[None] > steps[:, None]).sum(1).tolist()
    sentence = torch.cat([torch.arange(n) for n in sizes])
    return sizes, sentence, torch.repeat_interleave(steps, torch.tensor(sizes))
