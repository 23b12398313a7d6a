"""Choose which entity of the article a word means, or none: a ranking with learned weights.

Each candidate, and the chance that it is none of them, has the sum of the weights of what speaks
for it (`references.tsv` of the language, learned by `training/coreference.py`).
"""

import csv
import math
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from pathlib import Path

from kg.language.coreference.asked import Asked
from kg.language.coreference.descriptions import described
from kg.language.coreference.facts import Facts
from kg.language.coreference.features import alike_told, candidates, facts, nobody, told_of_kind
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate
from kg.language.reading import Reading

ROOT = Path(__file__).parents[1]
#: A chance below which what a word means stays open, by the form of the word.
OPEN = {"he": 0.34, "she": 0.34}
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
    table, among = weights(reading.language), candidates(reading, phrase, rule)
    asked = Asked(reading, phrase, among)
    weigh = _weighing(reading.language, asked)
    sums = {c.entity: weigh(c) for c in among if c.entity not in excluded}
    if rule in sums:
        sums[rule] += _sum(table, ruled(phrase, rule, rule))
    if not sums:
        return None
    best = max(sums, key=lambda entity: sums[entity])
    against = _sum(table, set(nobody(asked)))
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


def _weighing(language: str, asked: Asked) -> Callable[[Candidate], float]:
    """Return what sums the weights of what speaks for a candidate, as `features` has it."""
    table, known = weights(language), dict[str, tuple[str, float]]()

    def weigh(candidate: Candidate) -> float:
        if candidate.kind not in known:
            sort, found = told_of_kind(asked, candidate.kind)
            known[candidate.kind] = sort, _sum(table, found)
        sort, of_kind = known[candidate.kind]
        plain = [_weight(language, sort, family) for family in facts(asked, candidate)]
        alike = tuple(described(asked, candidate))
        return of_kind + sum(plain) + _weight_alike(language, asked.phrase.put, sort, alike)

    return weigh


@lru_cache(maxsize=20_000, typed=True)
def _weight(language: str, sort: str, family: Facts) -> float:
    """Return the weight of what facts tell, with a sort of words beside the candidate."""
    return _sum(_sorted_weights(language, sort), family.told())


@lru_cache(maxsize=20_000)
def _weight_alike(language: str, put: str, sort: str, alike: tuple[str, ...]) -> float:
    """Return the weight of what a description agrees in, each counted once."""
    return _sum(weights(language), dict.fromkeys(alike_told(put, sort, alike)))


@lru_cache(maxsize=100)
def _sorted_weights(language: str, sort: str) -> dict[str, float]:
    """Return the weight of each feature by itself and with the sort before it."""
    table, before = weights(language), f"{sort} "
    with_sort = {f.removeprefix(before): w for f, w in table.items() if f.startswith(before)}
    return table | {feature: table.get(feature, 0.0) + w for feature, w in with_sort.items()}


def _sum(table: dict[str, float], found: Iterable[str]) -> float:
    return sum([table.get(feature, 0.0) for feature in found])
