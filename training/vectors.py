"""Train small floret word vectors on the raw text of the corpora."""

import gzip
import json
import re
from pathlib import Path

import floret

ROWS, DIMENSIONS = 20_000, 100


def write_text(corpora: Path, skip: set[str], out: Path) -> None:
    """Write one tokenised sentence or paragraph per line: debates, newspaper samples and the treebank."""
    with out.open("w", encoding="utf-8") as text:
        with gzip.open(
            corpora / "da_folketinget/folketinget.txt.gz", "rt", encoding="utf-8"
        ) as lines:
            for block in re.split(r"\n\s*\n|Kl\. \d\d:\d\d", lines.read()):
                text.write(" ".join(re.findall(r"\w+(?:[-'’]\w+)*|[^\w\s]", block)) + "\n")
        with gzip.open(corpora / "da_parole/parole.jsonl.gz", "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                if record["id"] not in skip:
                    for paragraph in record["paragraphs"]:
                        text.write(
                            " ".join(form for sentence in paragraph for form, _, _ in sentence)
                            + "\n"
                        )
        with gzip.open(corpora / "da_ddt/train.conllu.gz", "rt", encoding="utf-8") as lines:
            sentence: list[str] = []
            for line in lines:
                if line[0].isdigit():
                    sentence.append(line.split("\t")[1])
                elif sentence:
                    text.write(" ".join(sentence) + "\n")
                    sentence = []


def train_vectors(text: Path, out: Path) -> None:
    """Write floret vectors (cbow, 2 hashes, subwords of 3 to 5 characters, one thread and so reproducible) in the format that `spacy init vectors` reads."""
    model = floret.train_unsupervised(
        str(text),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=ROWS,
        minn=3,
        maxn=5,
        dim=DIMENSIONS,
        epoch=8,
        minCount=3,
        thread=1,
    )
    model.save_floret_vectors(str(out))
