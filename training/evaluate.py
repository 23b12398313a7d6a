"""Measure a pipeline on a treebank: words given, sentences found by the pipeline itself.

$ python -m training.evaluate PIPELINE test.conllu [--names test.iob2]

Sentences stand ten to a document, as in the training of the pipelines. Names are those of the
pipeline's PER, ORG and LOC against the same of an .iob2 file of Universal NER. Both files may be
gzipped. Figures are fractions; UAS and LAS leave out what the treebank labels as punctuation.
"""

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

import kg.language.encoder.components  # noqa: F401  registers the encoder's factories

GROUP = 10
KINDS = frozenset({"PER", "ORG", "LOC"})


class Sentence(NamedTuple):
    """A sentence of a treebank: CoNLL-U rows, and entity tags when they are known."""

    rows: list[list[str]]
    tags: list[str] | None


def blocks(path: Path) -> Iterator[list[list[str]]]:
    """Yield the token rows of each sentence of a CoNLL-U or IOB2 file."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    for block in text.strip().split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        yield [row for row in rows if row[0].isdigit()]


def read(trees: Path, names: Path | None = None) -> list[Sentence]:
    """Return the sentences; ValueError when the two files do not hold the same sentences."""
    rows = list(blocks(trees))
    if names is None:
        return [Sentence(each, None) for each in rows]
    tags = [[row[2] for row in each] for each in blocks(names)]
    if [len(each) for each in rows] != [len(each) for each in tags]:
        raise ValueError(f"{names} does not hold the sentences of {trees}")
    return [Sentence(each, known) for each, known in zip(rows, tags, strict=True)]


def gold(nlp: Language, sentences: Sequence[Sentence]) -> Doc:
    """Return the sentences as one document with their annotation."""
    rows = [row for s in sentences for row in s.rows]
    offsets = [i for i, s in enumerate(starts(sentences)) for _ in sentences[i].rows for i in [s]]
    heads = [
        offset + int(row[6]) - 1 if row[6] != "0" else i
        for i, (row, offset) in enumerate(zip(rows, offsets, strict=True))
    ]
    tags = [tag for s in sentences for tag in s.tags or ["O"] * len(s.rows)]
    return Doc(
        nlp.vocab,
        words=[row[1] for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        pos=[row[3] for row in rows],
        morphs=[row[5] if row[5] != "_" else "" for row in rows],
        lemmas=[row[2] for row in rows],
        heads=heads,
        deps=["ROOT" if row[6] == "0" else row[7] for row in rows],
        ents=[tag if tag[2:] in KINDS else "O" for tag in tags],
    )


def starts(sentences: Sequence[Sentence]) -> list[int]:
    """Return where each sentence begins, in tokens."""
    total, found = 0, []
    for sentence in sentences:
        found.append(total)
        total += len(sentence.rows)
    return found


def measure(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return the figures of a pipeline; names only where the sentences have entity tags."""
    groups = [sentences[i : i + GROUP] for i in range(0, len(sentences), GROUP)]
    examples = [example(nlp, group) for group in groups]
    for each, doc in zip(examples, nlp.pipe([e.predicted for e in examples]), strict=True):
        doc.set_ents([ent for ent in doc.ents if ent.label_ in KINDS])
        each.predicted = doc
    found = figures(examples)
    known = sentences[0].tags is not None
    return {name: value for name, value in found.items() if known or "names" not in name}


def example(nlp: Language, sentences: Sequence[Sentence]) -> Example:
    """Return the sentences as words alone, and with their annotation."""
    reference = gold(nlp, sentences)
    words = [token.text for token in reference]
    spaces = [bool(token.whitespace_) for token in reference]
    return Example(Doc(nlp.vocab, words=words, spaces=spaces), reference)


def figures(examples: list[Example]) -> dict[str, float]:
    """Return the figures of examples that have been read."""
    tokens = {
        name: Scorer.score_token_attr(examples, attribute)[f"{attribute}_acc"]
        for name, attribute in (("UPOS", "pos"), ("FEATS", "morph"), ("lemma", "lemma"))
    }
    trees = Scorer.score_deps(
        examples,
        "dep",
        getter=lambda token, _: token.dep_,
        head_attr="head",
        ignore_labels=("punct",),
    )
    sentences = Scorer.score_spans(examples, "sents", getter=lambda doc, _: doc.sents)
    names = Scorer.score_spans(examples, "ents")
    kinds = sorted((names["ents_per_type"] or {}).items())
    return {
        **tokens,
        "UAS": trees["dep_uas"],
        "LAS": trees["dep_las"],
        "sentence F": sentences["sents_f"],
        "sentence starts F": _starts(examples),
        "names P": names["ents_p"],
        "names R": names["ents_r"],
        "names F": names["ents_f"],
        **{f"names {kind} F": scores["f"] for kind, scores in kinds},
    }


def _starts(examples: list[Example]) -> float:
    right = found = wanted = 0
    for example in examples:
        ours = {sentence.start for sentence in example.predicted.sents}
        theirs = {sentence.start for sentence in example.reference.sents}
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
    return 2 * right / (found + wanted)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pipeline", help="name or folder of a spaCy pipeline")
    parser.add_argument("trees", type=Path, help="CoNLL-U file")
    parser.add_argument("--names", type=Path, help="IOB2 file with the same sentences")
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    figures = measure(nlp, read(args.trees, args.names))
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}, indent=1))


if __name__ == "__main__":
    main()
