"""Learn the weights of the vote on the kinds of names.

`python -m training.kinds --dansk FILE ARTICLES GOLD [ARTICLES GOLD ...]` writes
`kg/language/da/kinds.tsv`. The weights are those of a softmax regression on the features of every
name of the annotated articles; what the gold does not have is "nothing".
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click
import numpy as np

from kg.evaluate.gold import read_gold
from kg.language.names.evidence import Features, of_itself
from kg.language.names.gazetteer import gazetteer
from kg.language.names.kinds import CHOICES, NOTHING, ROOT, Lent, described, grouped, lend
from kg.language.names.recognise import find
from kg.language.parsing import load_pipeline
from kg.language.pipeline import begin
from kg.language.reading import Named, Reading
from kg.model import Article
from kg.sources.normalise import clean_text

Json = dict[str, Any]
#: Strength of the regularisation, rate and number of steps, least number of names with a feature.
PENALTY, RATE, STEPS, LEAST = 1.0, 0.05, 300, 4
#: Labels of DANSK -> kinds. Its others are nothing here.
LABELS = {
    "PERSON": "PERSON",
    "ORGANIZATION": "ORGANISATION",
    "GPE": "PLACE",
    "LOCATION": "PLACE",
    "FACILITY": "PLACE",
}


def annotated(articles: str, gold: str) -> Iterator[tuple[Article, Json]]:
    """Yield the articles of a file with their gold."""
    expected = read_gold(gold)
    for line in Path(articles).read_text("utf-8").splitlines():
        record = json.loads(line)
        yield Article(record["id"], tuple(record["paragraphs"])), expected[record["id"]]


def sentences(dansk: Path) -> Iterator[tuple[Article, Json]]:
    """Yield the training sentences of DANSK, each as an article with its gold."""
    for number, line in enumerate(dansk.read_text("utf-8").splitlines()):
        record = json.loads(line)
        text = record["text"].strip("\n")
        if record["part"] == "train" and text.strip():
            entities = [
                _entity(record["text"][start:end], LABELS[label])
                for start, end, label in record["entities"]
                if label in LABELS
            ]
            yield Article(f"dansk-{number}", (text,)), {"entities": entities}


def _entity(surface: str, kind: str) -> Json:
    known = {c.kind for c in gazetteer("da").lookup(surface)}
    country = kind == "PLACE" and "COUNTRY" in known
    return {
        "type": "COUNTRY" if country else kind,
        "name": surface,
        "mentions": [surface],
    }


def examples(reading: Reading, gold: Json) -> Iterator[tuple[Features, str]]:
    """Yield the features of every name of an article with its kind.

    What is half a name is left out.
    """
    kinds = {plain(s): e["type"] for e in gold["entities"] for s in (*e["mentions"], e["name"])}
    groups = grouped(reading)
    labels = {text: _label(reading, text, places, kinds) for text, places in groups.items()}
    lent: Lent = defaultdict(set)
    for text in sorted(groups, key=lambda t: -len(t.split())):
        if label := labels[text]:
            anywhere = of_itself(reading.profile, reading.language, text)
            yield anywhere | described(reading, text, groups, lent), label
            lend(lent, text, label)


def _label(reading: Reading, text: str, places: list[Named], kinds: dict[str, str]) -> str | None:
    surfaces = [text, *(reading.surface(n.start, n.end) for n in places)]
    for surface in surfaces:
        if kind := kinds.get(plain(surface)):
            return kind
    words = set(plain(text).split())
    return None if any(words & set(known.split()) for known in kinds) else NOTHING


def plain(surface: str) -> str:
    """Return a surface without case and genitive."""
    return re.sub(r"['’]?s$", "", " ".join(surface.split()).casefold())


def learn(found: list[tuple[Features, str]]) -> tuple[list[str], Any]:
    """Return the features and their weights, a row for each, a column for each choice."""
    counts: dict[str, int] = {}
    for features, _ in found:
        for feature in features:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(f for f, times in counts.items() if times >= LEAST)
    column = {feature: i for i, feature in enumerate(names)}
    inputs = np.zeros((len(found), len(names)), np.float32)
    for row, (features, _) in enumerate(found):
        for feature, value in features.items():
            if feature in column:
                inputs[row, column[feature]] = value
    targets = np.eye(len(CHOICES))[[CHOICES.index(kind) for _, kind in found]]
    return names, descend(inputs, targets)


def descend(inputs: Any, targets: Any) -> Any:
    """Return the weights of a softmax regression, found by gradient descent (Adam)."""
    weights = np.zeros((inputs.shape[1], targets.shape[1]), np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = inputs @ weights
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = scores / scores.sum(axis=1, keepdims=True)
        slope = (inputs.T @ (chances - targets) + PENALTY * weights) / len(inputs)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        fresh = mean / (1 - 0.9**step), square / (1 - 0.999**step)
        weights -= RATE * fresh[0] / (np.sqrt(fresh[1]) + 1e-8)
    return weights


@click.command(context_settings={"show_default": True})
@click.option(
    "--pipeline",
    "pipelines",
    multiple=True,
    default=["kg_da"],
    help="Name or folder of a pipeline that reads; of several, what each sees is learned from.",
)
@click.option("--dansk", type=click.Path(exists=True, path_type=Path), help="gold_multi.jsonl")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
def main(pipelines: tuple[str, ...], dansk: Path | None, files: tuple[str, ...]) -> None:
    """Learn from FILES, articles and gold in turn, and write the weights."""
    pairs = [p for i in range(0, len(files), 2) for p in annotated(files[i], files[i + 1])]
    pairs += sentences(dansk) if dansk else []
    found = [example for pipeline in pipelines for example in seen_by(pipeline, pairs)]
    names, weights = learn(found)
    write(ROOT / load_pipeline(pipelines[0]).lang / "kinds.tsv", names, weights)
    click.echo(f"{len(found)} names, {len(names)} features")


def seen_by(pipeline: str, pairs: list[tuple[Article, Json]]) -> Iterator[tuple[Features, str]]:
    """Yield the examples of all articles as a pipeline reads them."""
    nlp = load_pipeline(pipeline)
    clean = [clean_text(article.paragraphs) for article, _ in pairs]
    docs = nlp.pipe(p.text for text in clean for p in text.paragraphs)
    for (article, gold), text in zip(pairs, clean, strict=True):
        reading = begin(nlp, article, text, list(islice(docs, len(text.paragraphs))))
        find(reading)
        yield from examples(reading, gold)


def write(path: Path, names: list[str], weights: Any) -> None:
    """Write a row per feature, a column per choice."""
    rows = ["\t".join(["feature", *CHOICES])]
    rows += [
        "\t".join([name, *(f"{w:.3f}" for w in row)])
        for name, row in zip(names, weights, strict=True)
    ]
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
