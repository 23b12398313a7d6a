"""Choose which entity of the article a word means, or none: a ranking with learned weights.

Each candidate, and the chance that it is none of them, has the sum of the weights of what speaks
for it (`references.tsv` of the language, learned by `training/coreference.py`).
"""

import math
from collections.abc import Collection

from kg.language.coreference.asked import Asked
from kg.language.coreference.features import candidates
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.weighing import weighing
from kg.language.reading import Reading

#: A chance below which what a word means stays open, by the form of the word.
OPEN = {"he": 0.34, "she": 0.34}
OPEN_ELSE = 0.4


def rank(
    reading: Reading, phrase: Phrase, rule: str | None, excluded: Collection[str | None] = ()
) -> tuple[str, float] | None:
    """Return the entity that a phrase most likely means and the chance of it, None where open.

    `rule` is the entity that the rules say, `excluded` are never meant.
    """
    among, weights = candidates(reading, phrase, rule), weighing(reading.language)
    asked = Asked(reading, phrase, among)
    sums = weights.sums(asked, excluded)
    if rule in sums:
        sums[rule] += weights.sum(ruled(phrase, rule, rule))
    if not sums:
        return None
    best = max(sums, key=sums.__getitem__)
    against = weights.of_nobody(asked)
    top = max(against, sums[best])
    total = math.exp(against - top) + sum([math.exp(s - top) for s in sums.values()])
    chance = math.exp(sums[best] - top) / total
    return (best, chance) if chance >= OPEN.get(phrase.form, OPEN_ELSE) else None


def ruled(phrase: Phrase, entity: str, rule: str | None) -> list[str]:
    """Return what speaks for the entity that the rules say."""
    if entity != rule:
        return []
    whose = "owner" if rule == phrase.owner else "other"
    return ["rule", f"{phrase.form} rule", f"{whose} rule", f"{whose} {phrase.put} rule"]
