"""Word vectors from hashed character n-grams, in a compact table.

A floret vector (Explosion 2022, after Bojanowski et al. 2017) of a word is the sum of the rows that
the hashes of its n-grams point to, so that a word never seen before has one too. The table is kept
as 8-bit integers with a scale for each row, and the hashes (MurmurHash3, x64, 128 bits) of many
n-grams are computed at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

C1, C2 = np.uint64(0x87C37B91114253D5), np.uint64(0x4CF5AD432745937F)
MIX1, MIX2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
ADD1, ADD2 = np.uint64(0x52DCE729), np.uint64(0x38495AB5)
FIVE, SHIFT, BLOCK = np.uint64(5), np.uint64(33), 16
Words = NDArray[np.uint64]


@dataclass(frozen=True)
class FloretTable:
    """A table of vectors, [rows, width] with a scale per row, and how its n-grams were hashed."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    shortest: int
    longest: int
    hashes: int
    seed: int

    def vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the sum of the n-grams' rows for each word, [words, width]; zeros for ""."""
        grams = [ngrams(word, self.shortest, self.longest) for word in words]
        counts = [len(each) for each in grams]
        distinct: dict[bytes, int] = {}
        flat = [distinct.setdefault(gram, len(distinct)) for gram in chain.from_iterable(grams)]
        out = np.zeros((len(words), self.rows.shape[1]), np.float32)
        if not flat:
            return out
        found = murmur3(list(distinct), self.seed)[:, : self.hashes] % np.uint32(len(self.rows))
        sums = (self.rows[found] * self.scales[found][:, :, None]).sum(1)
        filled = [i for i, count in enumerate(counts) if count]
        starts = np.cumsum([0, *counts])[filled]
        out[filled] = np.add.reduceat(sums[flat], starts, axis=0)
        return out


def ngrams(word: str, shortest: int, longest: int) -> list[bytes]:
    """Return the word with its boundaries marked, and the n-grams of that, as UTF-8.

    >>> [g.decode() for g in ngrams("ål", 3, 5)]
    ['<ål>', '<ål', 'ål>', '<ål>']
    """
    if not word:
        return []
    marked = f"<{word}>"
    parts = [
        marked[i : i + n] for n in range(shortest, longest + 1) for i in range(len(marked) - n + 1)
    ]
    return [part.encode() for part in (marked, *parts)]


def murmur3(keys: Sequence[bytes], seed: int) -> NDArray[np.uint32]:
    """Return MurmurHash3 (x64, 128 bits) of each key as four 32-bit numbers, [keys, 4]."""
    by_length: dict[int, list[int]] = {}
    for i, key in enumerate(keys):
        by_length.setdefault(len(key), []).append(i)
    out = np.empty((len(keys), 4), np.uint32)
    with np.errstate(over="ignore"):
        for length, places in by_length.items():
            joined = b"".join(keys[i].ljust(length + -length % BLOCK, b"\0") for i in places)
            lanes = np.frombuffer(joined, "<u8").reshape(len(places), -1)
            out[places] = _hash(lanes, length, seed).view("<u4")
    return out


def _hash(lanes: Words, length: int, seed: int) -> Words:
    """Hash keys of one length, given as 64-bit words filled up with zeros: [keys, 2]."""
    h1 = np.full(len(lanes), seed, np.uint64)
    h2 = h1.copy()
    full = length // BLOCK
    for i in range(full):
        h1 = (_rotate(h1 ^ _first(lanes[:, 2 * i]), 27) + h2) * FIVE + ADD1
        h2 = (_rotate(h2 ^ _second(lanes[:, 2 * i + 1]), 31) + h1) * FIVE + ADD2
    if length % BLOCK:
        h2 = h2 ^ _second(lanes[:, 2 * full + 1])
        h1 = h1 ^ _first(lanes[:, 2 * full])
    h1, h2 = h1 ^ np.uint64(length), h2 ^ np.uint64(length)
    h1 = h1 + h2
    h1, h2 = _final(h1), _final(h2 + h1)
    h1 = h1 + h2
    return np.stack([h1, h2 + h1], axis=1)


def _rotate(x: Words, bits: int) -> Words:
    return (x << np.uint64(bits)) | (x >> np.uint64(64 - bits))


def _first(k: Words) -> Words:
    return _rotate(k * C1, 31) * C2


def _second(k: Words) -> Words:
    return _rotate(k * C2, 33) * C1


def _final(k: Words) -> Words:
    k = (k ^ (k >> SHIFT)) * MIX1
    k = (k ^ (k >> SHIFT)) * MIX2
    return k ^ (k >> SHIFT)
