"""Make the pipeline out of what was trained, measure it, and write its card.

$ python -m training.assemble --corpora DIR --work DIR --out kg/language/pipelines/kg_da
"""

import argparse
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language

import kg.language.encoder.components  # noqa: F401  registers the encoder's factories
from training import bias
from training.evaluate import Sentence, measure, read
from training.graphs import check, labels_graph, sentences_graph, words_graph
from training.marked import CORPUS, articles

VERSION = "2.0.0"
GRAPHS = {"words": words_graph, "sentences": sentences_graph, "labels": labels_graph}
COMPONENTS = ("kg_sentences", "kg_encoder", "kg_lemmas")
#: Columns of the training data, and how the component calls their labels.
LABELS = {
    "dep": "labels",
    "upos": "upos",
    "feats": "feats",
    "lem": "lemma_rules",
    "ner": "names",
}
#: Figures by the names that spaCy and `kg model` know them by.
PERFORMANCE = {
    "UPOS": "pos_acc",
    "FEATS": "morph_acc",
    "lemma": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentence F": "sents_f",
    "names P": "ents_p",
    "names R": "ents_r",
    "names F": "ents_f",
}
TEXTS = Path(__file__).parent
Figures = Mapping[str, float]


def write_encoder(work: Path) -> None:
    """Write the graphs and the vocabulary of the component `kg_encoder`."""
    folder = work / "kg_encoder"
    with np.load(work / "weights.npz") as file:
        weights = dict(file)
    for name, build in GRAPHS.items():
        graph = build(weights)
        check(graph)
        (folder / f"{name}.onnx").write_bytes(graph)
    labels = json.loads((work / "labels.json").read_text("utf-8"))
    characters, words = json.loads((work / "words.json").read_text("utf-8"))
    vocabulary = {
        "characters": characters,
        "words": words,
        **{ours: labels[column] for column, ours in LABELS.items()},
    }
    text = json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":"))
    (folder / "vocabulary.json").write_text(text, "utf-8")


def pipeline(work: Path) -> Language:
    """Return the pipeline of the trained components."""
    nlp = spacy.blank("da")
    for name in COMPONENTS:
        nlp.add_pipe(name).from_disk(work / name)
    return nlp


def news() -> list[Sentence]:
    """Return the development part of kg's corpus with its names, without trees."""
    return [
        Sentence([["1", w, w, "X", "_", "_", "0", "root", "_", "_"] for w in s.words], s.ner)
        for s in articles(CORPUS, "dev")
    ]


def card(figures: Figures, fairness: Mapping[str, Figures], sources: list[dict[str, str]]) -> str:
    """Return the text of the model card."""
    text = (TEXTS / "card.md").read_text("utf-8")
    shown = "\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items())
    people = "\n".join(
        f"| {name} | {each['names PER F']:.3f} | {each['names F']:.3f} |"
        for name, each in fairness.items()
    )
    made = "\n".join(f"- [{s['name']}]({s['url']}), {s['license']}: {s['use']}" for s in sources)
    return text.format(figures=shown, people=people, sources=made, version=VERSION)


def main() -> None:
    """Write the pipeline's folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/kg_da"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    write_encoder(args.work)
    nlp = pipeline(args.work)
    trees, names = (args.corpora / f"da_ddt/dev.{kind}.gz" for kind in ("conllu", "iob2"))
    dev = read(trees, names)
    figures = measure(nlp, dev)
    figures["names F, news of today"] = measure(nlp, news())["names F"]
    lists = args.corpora / "names_danmarks_statistik"
    fairness = {name: bias.measure(nlp, dev, s, 5) for name, s in bias.name_sets(lists).items()}
    sources = json.loads((TEXTS / "sources.json").read_text("utf-8"))
    nlp = pipeline(args.work)  # one that has read nothing, and so holds no words of the texts
    nlp.meta.update(
        name="da",
        description="Danish news: sentences, tags, trees, lemmas and names",
        version=VERSION,
        license="CC BY-SA 4.0",
        sources=[{k: v for k, v in s.items() if k != "use"} for s in sources],
        performance={key: round(figures[name], 4) for name, key in PERFORMANCE.items()},
    )
    shutil.rmtree(args.out, ignore_errors=True)
    nlp.to_disk(args.out)
    (args.out / "README.md").write_text(card(figures, fairness, sources), "utf-8")
    print(json.dumps({"figures": figures, "fairness": fairness}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
