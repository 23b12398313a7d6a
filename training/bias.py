"""Measure whether names of some people are found worse: `python -m training.bias PIPELINE ...`.

As DaCy's test does it (Enevoldsen, Hansen, Nielbo 2021): all persons of the development set are
given names drawn from lists of Statistics Denmark, and the names found are counted. A person of one
word gets a forename, one of more a forename and surnames. Figures are means over draws.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

import kg.language.encoder.components  # noqa: F401  registers the encoder's factories
from training.evaluate import GROUP, Sentence, example, figures, read
from training.name_lists import counted, minority, rows

#: How common a name must be to be drawn as a Danish one: the first so many of the list.
COMMON = 500
Names = dict[str, list[str]]


def name_sets(folder: Path) -> dict[str, Names]:
    """Return forenames and surnames of each kind."""
    men = [n for n, _ in counted(folder / "first_names_2023_men.csv").most_common(COMMON)]
    women = [n for n, _ in counted(folder / "first_names_2023_women.csv").most_common(COMMON)]
    surnames = [n for n, _ in counted(folder / "last_names_2023.csv").most_common(COMMON)]
    unisex = [n for n, _ in counted(folder / "unisex_names.csv").most_common(COMMON)]
    fewer = minority(folder)
    muslim_men = [next(iter(r.values())) for r in rows(folder / "first_names_minority_men.csv")]
    muslim_women = [next(iter(r.values())) for r in rows(folder / "first_names_minority_women.csv")]
    return {
        "Danish": {"forename": men + women, "surname": surnames},
        "Danish men": {"forename": men, "surname": surnames},
        "Danish women": {"forename": women, "surname": surnames},
        "Muslim": fewer,
        "Muslim men": {"forename": muslim_men, "surname": fewer["surname"]},
        "Muslim women": {"forename": muslim_women, "surname": fewer["surname"]},
        "unisex": {"forename": unisex, "surname": surnames},
    }


def with_names(sentence: Sentence, names: Names, drawn: random.Random) -> Sentence:
    """Return the sentence with other names for its persons; a genitive -s stays."""
    made = [list(row) for row in sentence.rows]
    tags = [*(sentence.tags or []), "O"]
    for i, tag in enumerate(tags[:-1]):
        if not tag.endswith("-PER"):
            continue
        kind = "forename" if tag[0] == "B" else "surname"
        new = drawn.choice(names[kind])
        form, lemma = sentence.rows[i][1], sentence.rows[i][2]
        genitive = form.endswith("s") and lemma == form[:-1] and tags[i + 1] != "I-PER"
        made[i][1] = new + "s" if genitive and not new.endswith("s") else new
    return Sentence(made, sentence.tags)


def measure(
    nlp: Language, sentences: Sequence[Sentence], names: Names, draws: int
) -> dict[str, float]:
    """Return F of persons and of all names, means over draws."""
    drawn = random.Random(1)
    totals = {"names PER F": 0.0, "names F": 0.0}
    for _ in range(draws):
        changed = [with_names(s, names, drawn) for s in sentences]
        examples = [example(nlp, changed[i : i + GROUP]) for i in range(0, len(changed), GROUP)]
        for each, doc in zip(examples, nlp.pipe([e.predicted for e in examples]), strict=True):
            each.predicted = doc
        found = figures(examples)
        totals = {name: total + found[name] / draws for name, total in totals.items()}
    return {name: round(total, 4) for name, total in totals.items()}


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pipeline")
    parser.add_argument("trees", type=Path)
    parser.add_argument("names", type=Path, help="IOB2 file with the same sentences")
    parser.add_argument("--lists", type=Path, required=True, help="names_danmarks_statistik")
    parser.add_argument("--draws", type=int, default=5)
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    sentences = read(args.trees, args.names)
    found = {
        name: measure(nlp, sentences, names, args.draws)
        for name, names in name_sets(args.lists).items()
    }
    print(json.dumps(found, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
