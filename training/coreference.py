"""Learn the weights by which a pronoun or description is said to mean an entity.

`python -m training.coreference --cdt FILE ARTICLES GOLD [ARTICLES GOLD ...]` writes
`kg/language/da/references.tsv`. The weights are those of a softmax over the candidates of a word
and the chance that it means none of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from kg.language.coreference import ranking, weighing
from kg.language.coreference.asked import Asked
from kg.language.coreference.features import candidates, features, nobody
from kg.language.coreference.phrases import phrase_of
from kg.language.coreference.refer import by_name
from kg.language.coreference.rules import by_rule
from kg.language.parsing import load_pipeline
from kg.language.reading import Reading
from training.coreference_gold import Meant, gold
from training.coreference_treebank import treebank

#: Strength of the regularisation, rate and number of steps, least number of a feature.
PENALTY, RATE, STEPS, LEAST = 5.0, 0.05, 200, 4
#: Weight of a word of the treebank, where names are not ours; weights below this are left out.
FOREIGN, SMALLEST = 0.3, 0.01


@dataclass(slots=True)
class Choice:
    """A word with what speaks for none and for each candidate, and which of them are right."""

    options: list[set[str]]
    right: list[bool]
    weight: float


def choices(found: Iterable[tuple[Reading, Meant]], weight: float) -> Iterator[Choice]:
    """Yield the choices of articles, in the order of their words."""
    for reading, meant in found:
        for at, entities in sorted(meant.items()):
            token = reading.doc[at]
            phrase = phrase_of(reading, token)
            if phrase is None or by_name(reading, token):
                continue
            rule = by_rule(reading, phrase)
            among = candidates(reading, phrase, rule)
            asked = Asked(reading, phrase, among)
            options = [set(nobody(asked))]
            options += [
                {*features(asked, c), *ranking.ruled(phrase, c.entity, rule)} for c in among
            ]
            right = [c.entity in entities for c in among]
            if len(entities) == 1:  # what follows is told what was right
                reading.references[at] = next(iter(entities))
            yield Choice(options, [not any(right), *right], weight)


def learn(found: list[Choice]) -> dict[str, float]:
    """Return the weights of the features, found by gradient descent (Adam)."""
    counts = Counter(f for choice in found for f in set().union(*choice.options))
    column = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST))}
    cells = [
        (row, column[f], number)
        for row, (number, option) in enumerate(
            (number, option) for number, choice in enumerate(found) for option in choice.options
        )
        for f in sorted(option)
        if f in column
    ]
    rows, columns, _ = (np.array(part) for part in zip(*cells, strict=True))
    of = np.array([n for n, choice in enumerate(found) for _ in choice.options])
    right = np.array([r for choice in found for r in choice.right], float)
    scale = np.array([choice.weight for choice in found])[of]
    weights = descend(rows, columns, of, right, scale, len(column))
    return {f: float(weights[i]) for f, i in column.items() if abs(weights[i]) >= SMALLEST}


def descend(rows: Any, columns: Any, of: Any, right: Any, scale: Any, width: int) -> Any:
    """Return the weights that give the right options of each choice the greatest chance.

    `rows` and `columns` are the cells that are 1, `of` the choice of each row, `right` whether it
    is right, `scale` how much it counts.
    """
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        chances = _shares(np.exp(np.bincount(rows, weights[columns], len(of))), of)
        wanted = _shares(chances * right, of)
        slope = np.bincount(columns, ((chances - wanted) * scale)[rows], width)
        slope = (slope + PENALTY * weights) / (of[-1] + 1)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        fresh = mean / (1 - 0.9**step), square / (1 - 0.999**step)
        weights -= RATE * fresh[0] / (np.sqrt(fresh[1]) + 1e-8)
    return weights


def _shares(values: Any, of: Any) -> Any:
    return values / np.maximum(np.bincount(of, values), 1e-300)[of]


@click.command()
@click.option("--pipeline", default="kg_da", show_default=True, help="Name or folder.")
@click.option("--cdt", type=click.Path(exists=True, path_type=Path), help="discourse.jsonl.gz")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
def main(pipeline: str, cdt: Path | None, files: tuple[str, ...]) -> None:
    """Learn from FILES, articles and gold in turn, and write the weights."""
    nlp = load_pipeline(pipeline)
    path = weighing.ROOT / nlp.lang / "references.tsv"
    write(path, {"rule": 9.0})  # what was learned before is not learned from
    weighing.weights.cache_clear()
    weighing.weighing.cache_clear()
    found: list[Choice] = []
    for articles, marked in zip(files[::2], files[1::2], strict=True):
        found += choices(gold(nlp, articles, marked), 1.0)
    if cdt:
        found += choices(treebank(nlp, cdt), FOREIGN)
    weights = learn(found)
    write(path, weights)
    click.echo(f"{len(found)} words, {len(weights)} features")


def write(path: Path, weights: dict[str, float]) -> None:
    """Write a row per feature, in the order of their names."""
    rows = ["feature\tweight", *(f"{f}\t{w:.3f}" for f, w in sorted(weights.items()))]
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
