"""Train floret word vectors on the raw text of the corpora, and keep them in 8 bits."""

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from training.corpora import Sentence

ROWS, DIMENSIONS, SHORTEST, LONGEST, HASHES, SEED = 50_000, 100, 3, 5, 2, 2166136261
_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


def raw_text(corpora: Path) -> Iterator[str]:
    """Yield the text that nothing is known of, tokenised: debates, encyclopedia, sentences."""
    debates = gzip.decompress((corpora / "da_folketinget/folketinget.txt.gz").read_bytes()).decode()
    for block in re.split(r"\n\s*\n|Kl\. \d\d:\d\d", debates):
        yield tokens(block)
    with gzip.open(
        corpora / "dawiki_abstracts/abstracts.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            yield tokens(json.loads(line)["abstract"])
    raw = corpora / "raw_da"
    for name in ("commonvoice_da/sentence-collector.txt", "leipzig_lingua_da/sentences.txt"):
        for line in (raw / name).read_text("utf-8").splitlines():
            yield tokens(line)
    with (raw / "flores_sib/dan_train.tsv").open(encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t"):
            yield tokens(row[-1])


def tokens(text: str) -> str:
    """Return a text with a space between its tokens."""
    return " ".join(_TOKEN.findall(text))


def write_text(corpora: Path, sentences: Iterable[Sentence], out: Path) -> None:
    """Write the raw text and the training sentences, a line each."""
    with out.open("w", encoding="utf-8") as text:
        text.writelines(f"{line}\n" for line in raw_text(corpora) if line)
        text.writelines(f"{' '.join(sentence.words)}\n" for sentence in sentences)


def train_vectors(text: Path, out: Path, threads: int = 1) -> None:
    """Write floret vectors (cbow) as `kg.language.encoder.model` reads them.

    With one thread they come out the same each time.
    """
    import floret

    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        mode="floret",
        hashCount=HASHES,
        bucket=ROWS,
        minn=SHORTEST,
        maxn=LONGEST,
        dim=DIMENSIONS,
        epoch=8,
        minCount=3,
        thread=threads,
    )
    written = out.with_suffix(".floret")
    model.save_floret_vectors(str(written))
    with written.open(encoding="utf-8") as lines:
        next(lines)
        table = np.array([[float(x) for x in line.split()[1:]] for line in lines], np.float32)
    scales = np.maximum(np.abs(table).max(1), 1e-9) / 127
    np.savez_compressed(
        out,
        rows=np.round(table / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float16),
        hashing=np.array([SHORTEST, LONGEST, HASHES, SEED]),
    )
