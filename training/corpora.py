"""Treebanks and corpora of names as sentences with what each of them knows.

Only Danish treebanks are trees of the scheme that is wanted; Norwegian and Swedish ones help with
words, syntax and names. A column that a corpus lacks is None and teaches nothing.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.language.encoder.lemmas import make_rule

#: Entity labels of the corpora, and ours; what is absent is no entity. MISC is kept for Norwegian
#: and Swedish, where works, products and events are marked.
KINDS = {
    **dict.fromkeys(("PER", "PERSON"), "PER"),
    **dict.fromkeys(("ORG", "ORGANIZATION"), "ORG"),
    **dict.fromkeys(("LOC", "GPE_LOC", "GPE_ORG", "GPE", "LOCATION", "FACILITY"), "LOC"),
    **dict.fromkeys(("PROD", "EVT", "MISC"), "MISC"),
}
#: Labels of arcs that Norwegian and Swedish treebanks have beside, and the nearest Danish one.
LABELS = {
    "flat:name": "flat",
    "flat:foreign": "flat",
    "nsubj:pass": "nsubj",
    "aux:pass": "aux",
    "csubj:pass": "csubj",
    "acl:cleft": "acl:relcl",
}
DANISH, BOKMAAL, NYNORSK, SWEDISH = range(4)
Rows = list[list[str]]


@dataclass
class Sentence:
    """A sentence; columns are as long as `words`, or None."""

    treebank: int
    words: list[str]
    spaces: list[bool] | None = None
    lemmas: list[str] | None = None
    upos: list[str] | None = None
    feats: list[str] | None = None
    xfeats: list[str] | None = None
    head: list[int] | None = None
    dep: list[str] | None = None
    ner: list[str] | None = None
    ntag: list[str] | None = None
    nhead: list[int] | None = None
    ndep: list[str] | None = None
    msd: list[str] | None = None
    opens_paragraph: bool = False

    @property
    def lem(self) -> list[str] | None:
        """Return the rules that make the lemmas."""
        if self.lemmas is None:
            return None
        return [make_rule(w, m) if m else "" for w, m in zip(self.words, self.lemmas, strict=True)]


def blocks(path: Path) -> Iterator[Rows]:
    """Yield the token rows of each sentence of a file with tabs, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    for block in text.strip().split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        if found := [row for row in rows if row[0].isdigit()]:
            yield found


def misc(row: list[str], key: str) -> str:
    """Return the value of a key in the MISC column, O when there is none."""
    return dict(x.split("=", 1) for x in row[9].split("|") if "=" in x).get(key, "O")


def tags(labels: Iterable[str]) -> list[str]:
    """Return IOB2 tags with our kinds; what goes on without having begun begins.

    >>> tags(["I-GPE_LOC", "O", "B-DRV", "B-PERSON", "I-PERSON"])
    ['B-LOC', 'O', 'O', 'B-PER', 'I-PER']
    """
    found: list[str] = []
    for label in labels:
        kind = KINDS.get(label[2:])
        goes_on = label[0] == "I" and found and found[-1][2:] == kind
        found.append(f"{'I' if goes_on else 'B'}-{kind}" if kind else "O")
    return found


def universal(rows: Rows, treebank: int, names: list[str] | None) -> Sentence:
    """Return a sentence of Universal Dependencies."""
    danish = treebank == DANISH
    features = [row[5] if danish else f"{treebank // SWEDISH}{row[5]}" for row in rows]
    return Sentence(
        treebank,
        [row[1] for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        lemmas=[row[2] for row in rows] if danish else None,
        upos=[row[3] for row in rows],
        feats=features if danish else None,
        xfeats=None if danish else features,
        head=[int(row[6]) for row in rows],
        dep=[row[7] if danish else LABELS.get(row[7], row[7]) for row in rows],
        ner=names,
    )


def danish(folder: Path) -> list[Sentence]:
    """Return the training part of DDT, names in MISC (`UNER=`)."""
    return [
        universal(rows, DANISH, tags(misc(row, "UNER") for row in rows))
        for rows in blocks(folder / "da_ddt/train.conllu.gz")
    ]


def development(folder: Path) -> list[Sentence]:
    """Return the development part of DDT."""
    trees = blocks(folder / "da_ddt/dev.conllu.gz")
    names = blocks(folder / "da_ddt/dev.iob2.gz")
    return [
        universal(rows, DANISH, tags(row[2] for row in known))
        for rows, known in zip(trees, names, strict=True)
    ]


def norne(path: Path) -> Iterator[Rows]:
    """Yield the sentences of NorNE in NDT's own trees, without the mark at a heading's end."""
    for rows in blocks(path):
        while rows and rows[-1][1] == "|":
            rows.pop()
        if rows:
            yield rows


def norwegian(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Return what has trees of Universal Dependencies, and the rest of NorNE in NDT's trees."""
    files = {BOKMAAL: "nob", NYNORSK: "nno"}
    full = {t: list(norne(folder / f"norne_full/{f}.conll.gz")) for t, f in files.items()}
    named = {
        tuple(row[1] for row in rows): tags(misc(row, "name") for row in rows)
        for rows in full[NYNORSK]
    }
    found = [
        universal(rows, treebank, tags(misc(row, "name") for row in rows))
        for treebank, name in ((BOKMAAL, "bokmaal"), (NYNORSK, "nynorsk"))
        for part in ("dev", "test")
        for rows in blocks(folder / f"nb_nn_norne/no_{name}-{part}.conllu.gz")
    ]
    found += [
        universal(rows, NYNORSK, named.get(tuple(row[1] for row in rows)))
        for rows in blocks(folder / "nordic_ud/no_nynorsk-train.conllu.gz")
    ]
    seen = {(s.treebank, tuple(s.words)) for s in found}
    rest = [
        sentence
        for treebank, all_rows in full.items()
        for sentence in (_ndt(rows, treebank) for rows in all_rows)
        if (treebank, tuple(sentence.words)) not in seen
    ]
    return found, rest


def _ndt(rows: Rows, treebank: int) -> Sentence:
    heads = [int(row[6]) for row in rows]
    return Sentence(
        treebank,
        [row[1] for row in rows],
        ner=tags(misc(row, "name") for row in rows),
        ntag=[f"{row[3]}|{row[5]}" for row in rows],
        nhead=[head if head <= len(rows) else -1 for head in heads],
        ndep=[row[7] for row in rows],
    )


def swedish(folder: Path) -> list[Sentence]:
    """Return Talbanken with trees and names, and web news with names."""
    parts = ("train", "dev", "test")
    named = {
        tuple(row[1] for row in rows): tags(row[2] for row in rows)
        for part in parts
        for rows in blocks(folder / f"sv_ner/uner_talbanken_{part}.iob2.gz")
    }
    trees = ("sv_talbanken-train", "ud_talbanken_dev", "ud_talbanken_test")
    found = [
        universal(rows, SWEDISH, named.get(tuple(row[1] for row in rows)))
        for name in trees
        for rows in blocks(folder / f"nordic_ud/{name}.conllu.gz")
    ]
    for part in ("train", "test"):
        path = folder / f"sv_ner/webbnyheter2012_{part}.txt.gz"
        found += _web_news(gzip.decompress(path.read_bytes()).decode())
    return found


def _web_news(text: str, longest: int = 80) -> Iterator[Sentence]:
    """Yield sentences of rows "word label", labels without B- and I-."""
    for block in text.split("\n\n"):
        rows = [row for row in (line.split() for line in block.splitlines()) if len(row) > 1]
        labels = ["O" if row[-1] in {"0", "O"} else f"I-{row[-1]}" for row in rows]
        names, words = tags(labels), [row[0].replace("\xad", "") for row in rows]
        for start in range(0, len(rows), longest):
            end = start + longest
            yield Sentence(SWEDISH, words[start:end], ner=tags(names[start:end]))


def parole(folder: Path, skip: set[str]) -> list[Sentence]:
    """Return PAROLE-DK's tags and lemmas without the documents in `skip`.

    None of its documents holds a sentence of the treebank.
    """
    found = []
    with gzip.open(folder / "da_parole/parole.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["id"] in skip:
                continue
            for paragraph in record["paragraphs"]:
                for i, tokens in enumerate(paragraph):
                    if tokens and all(form for form, _, _ in tokens):
                        words, lemmas, msd = (list(column) for column in zip(*tokens, strict=True))
                        found.append(
                            Sentence(DANISH, words, None, lemmas, msd=msd, opens_paragraph=i == 0)
                        )
    return found
