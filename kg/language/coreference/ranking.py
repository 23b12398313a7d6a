"""Choose which entity of the article a word means, or none: a ranking with learned weights.

Each candidate, and the chance that it is none of them, has the sum of the weights of what speaks
for it (`references.tsv` of the language, learned by `training/coreference.py`).
"""

import csv
import math
from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path

from kg.language.coreference.features import candidates, nobody, told
from kg.language.coreference.phrases import Phrase
from kg.language.reading import Reading

ROOT = Path(__file__).parents[1]
#: A chance below which what a word means stays open, by the form of the word.
OPEN = {"he": 0.4, "she": 0.4}
OPEN_ELSE = 0.4


@lru_cache(maxsize=4)
def weights(language: str) -> dict[str, float]:
    """Return the weight of each feature."""
    with (ROOT / language / "references.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {feature: float(weight) for feature, weight in rows}


def rank(
    reading: Reading, phrase: Phrase, rule: str | None, excluded: Collection[str | None] = ()
) -> tuple[str, float] | None:
    """Return the entity that a phrase most likely means and the chance of it, None where open.

    `rule` is the entity that the rules say, `excluded` are never meant.
    """
    table, among = weights(reading.language), candidates(reading, phrase)
    sums = {
        c.entity: _by_sort(reading.language, *told(reading, phrase, c, among))
        + _sum(table, ruled(phrase, c.entity, rule))
        for c in among
        if c.entity not in excluded
    }
    if not sums:
        return None
    best = max(sums, key=lambda entity: sums[entity])
    against = _sum(table, nobody(reading, phrase, among))
    top = max(against, sums[best])
    total = math.exp(against - top) + sum(math.exp(s - top) for s in sums.values())
    chance = math.exp(sums[best] - top) / total
    return (best, chance) if chance >= OPEN.get(phrase.form, OPEN_ELSE) else None


def ruled(phrase: Phrase, entity: str, rule: str | None) -> list[str]:
    """Return what speaks for the entity that the rules say."""
    if entity != rule:
        return []
    whose = "owner" if rule == phrase.owner else "other"
    return ["rule", f"{phrase.form} rule", f"{whose} rule", f"{whose} {phrase.put} rule"]


def _by_sort(language: str, sort: str, plain: list[str], others: list[str]) -> float:
    """Return the sum of the weights of what speaks for a candidate, as `features` has them."""
    found = sum(_weight(language, sort, feature) for feature in set(plain))
    return found + _sum(weights(language), others)


@lru_cache(maxsize=100_000)
def _weight(language: str, sort: str, feature: str) -> float:
    """Return the weight of a feature by itself and with the sort before it."""
    table = weights(language)
    return table.get(feature, 0.0) + table.get(f"{sort} {feature}", 0.0)


def _sum(table: dict[str, float], found: Iterable[str]) -> float:
    return sum(table.get(feature, 0.0) for feature in set(found))
