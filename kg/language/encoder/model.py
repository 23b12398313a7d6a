"""The network: sentences of words in, tags, trees and names out.

A bidirectional LSTM over vectors of words with deep biaffine attention (Dozat & Manning 2017) for
trees, run by ONNX Runtime in one thread. A folder holds what it needs (`FILES`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import RunError
from kg.language.encoder.decoding import NEVER, NameTags, are_trees, tree
from kg.language.encoder.features import Extractor
from kg.language.encoder.floret import FloretTable
from kg.language.encoder.running import batches, session

GRAPHS = ("words", "sentences", "labels")
VOCABULARY, VECTORS, NAMES = "vocabulary.json", "vectors.npz", "names.npz"
FILES = (*(f"{name}.onnx" for name in GRAPHS), VOCABULARY, VECTORS, NAMES)
#: Words of a batch, padding included, and forms that are kept at most.
BATCH, KEPT = 600, 60_000
ZERO, STEPS = 128, 127
MASKED = -1e4
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Parse:
    """What the network says of a sentence, by word; numbers are places in the vocabulary's lists.

    `heads` counts words from 1, 0 is the root.
    """

    heads: Ints
    labels: Ints
    upos: Ints
    feats: Ints
    lemma_rules: Ints
    names: Ints


class Network:
    """A trained network, ready to read."""

    def __init__(self, folder: Path) -> None:
        """Load a folder; RunError when a file is missing or cannot be read."""
        for name in FILES:
            if not (folder / name).is_file():
                raise RunError(f"{folder / name} is missing: install kg again, or train it anew")
        try:
            self.vocabulary: dict[str, list[str]] = json.loads(
                (folder / VOCABULARY).read_text("utf-8")
            )
            self.graphs = {name: session(folder / f"{name}.onnx") for name in GRAPHS}
            known = self.vocabulary
            self.extractor = load_extractor(folder, known["characters"], known["words"])
            self.tags = NameTags(self.vocabulary["names"])
            self.root = self.vocabulary["labels"].index("root")
        except Exception as error:
            raise RunError(f"the encoder in {folder} is broken: {error}") from error
        self._known: dict[str, int] = {}
        self._rows: list[NDArray[np.uint8]] = []
        self._scales: list[NDArray[np.float32]] = []

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Return a parse for each sentence; the result is the same however they are grouped.

        Raises ValueError for a sentence without words.
        """
        found: list[Parse | None] = [None] * len(sentences)
        for places in batches([len(sentence) for sentence in sentences], BATCH):
            for i, parse in zip(places, self._batch([sentences[i] for i in places]), strict=True):
                found[i] = parse
        return [parse for parse in found if parse is not None]

    def _batch(self, sentences: list[Sequence[str]]) -> list[Parse]:
        """Read sentences together: scores, trees, labels of the trees' arcs, names."""
        forms = {form: i for i, form in enumerate(dict.fromkeys(w for s in sentences for w in s))}
        rows, scales = self._words(list(forms))
        grid = Grid([[forms[w] for w in s] for s in sentences])
        out = self._run("sentences", rows=rows, scales=scales, **grid.inputs())
        heads = grid.trees(out["arcs"])
        flat = grid.flat(heads)
        scored = self._run(
            "labels",
            dependents=out["dependents"],
            heads=out["heads"],
            head=np.where(flat > 0, flat + np.repeat(grid.starts, grid.lengths), 0),
        )["labels"]
        scored[:, self.root] = NEVER
        labels = np.where(flat == 0, self.root, scored.argmax(1))
        columns = (flat, labels, out["upos"], out["feats"], out["lem"], out["names"])
        parts = zip(*(np.split(column, grid.starts[1:]) for column in columns), strict=True)
        return [Parse(h, d, u, f, r, self.tags.best(names)) for h, d, u, f, r, names in parts]

    def _words(self, forms: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
        """Return the vectors of forms in 8 bits.

        With a scale for each; forms once seen are kept.
        """
        if len(self._known) > KEPT:
            self._known, self._rows, self._scales = {}, [], []
        new = [form for form in forms if form not in self._known]
        if new:
            vectors = self._run("words", **self.extractor.features(new)._asdict())["rows"]
            scales = np.maximum(np.abs(vectors).max(1, keepdims=True) / STEPS, 1e-9)
            whole = (np.rint(vectors / scales) + ZERO).astype(np.uint8)
            self._known |= {form: len(self._known) + i for i, form in enumerate(new)}
            self._rows.extend(whole)
            self._scales.extend(scales)
        places = [self._known[form] for form in forms]
        return (
            np.stack([self._rows[i] for i in places]),
            np.stack([self._scales[i] for i in places]).astype(np.float32),
        )

    def _run(self, graph: str, **inputs: Any) -> dict[str, Any]:
        run = self.graphs[graph]
        names = [output.name for output in run.get_outputs()]
        return dict(zip(names, run.run(names, inputs), strict=True))


class Grid:
    """Where the words of some sentences stand in arrays of the same length."""

    def __init__(self, sentences: Sequence[Sequence[int]]) -> None:
        """Take for each sentence the numbers of its words' forms."""
        self.lengths = np.array([len(s) for s in sentences])
        if not self.lengths.all():
            raise ValueError("a sentence without words cannot be read")
        self.n, self.longest = len(sentences), int(self.lengths.max())
        self.starts = np.cumsum([0, *self.lengths[:-1]])
        self.real = np.arange(self.longest) < self.lengths[:, None]  # [n, longest]
        self.forms = np.zeros((self.n, self.longest), np.int64)
        self.forms[self.real] = np.concatenate([np.asarray(s) for s in sentences])

    def inputs(self) -> dict[str, Any]:
        """Return the inputs of the graph `sentences` beside the words."""
        step, row = np.arange(self.longest), np.arange(self.n)[:, None]
        turned = np.where(self.real, self.lengths[:, None] - 1 - step, step)  # [n, longest]
        numbers = np.zeros((self.n, self.longest), np.int64)
        numbers[self.real] = np.arange(self.lengths.sum())
        candidates = np.zeros((self.n, self.longest + 1), np.int64)
        candidates[:, 1:] = numbers + 1
        possible = np.concatenate([np.ones((self.n, 1), bool), self.real], axis=1)
        mask = np.where(possible, np.float32(0), np.float32(MASKED))[:, None].repeat(
            self.longest, axis=1
        )
        mask[:, step, step + 1] = MASKED
        return {
            "place": np.stack([self.forms.T, np.take_along_axis(self.forms, turned, 1).T]),
            "back": (turned * self.n + row).T.ravel(),
            "real": (step * self.n + row)[self.real],
            "padded": numbers,
            "candidates": candidates,
            "mask": mask,
        }

    def trees(self, arcs: NDArray[np.float32]) -> Ints:
        """Return the heads of the best trees [n, longest]; padding hangs on word 1."""
        heads = np.where(self.real, arcs.argmax(2), 1)
        for i in np.flatnonzero(~are_trees(heads)):
            n = self.lengths[i]
            heads[i, :n] = tree(arcs[i, :n, : n + 1])
        return heads

    def flat(self, grid: NDArray[Any]) -> NDArray[Any]:
        """Return what stands at the words, sentence by sentence."""
        return grid[self.real]


def load_extractor(folder: Path, characters: Sequence[str], words: Sequence[str]) -> Extractor:
    """Return what computes features with the vectors and lists of names in a folder."""
    with np.load(folder / VECTORS) as file:
        table = FloretTable(
            file["rows"],
            file["scales"].astype(np.float32),
            *(int(n) for n in file["hashing"]),
        )
    with np.load(folder / NAMES) as file:
        names = dict(zip(file["hashes"].tolist(), file["lists"].tolist(), strict=True))
    return Extractor(characters, words, table, names)
