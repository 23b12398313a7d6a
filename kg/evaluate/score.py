"""Gold and predicted annotations -> counts, precision, recall and F1.

They are given per task, entity type and predicate.

- entities: one to one within an article; same type, and the same code (countries) or a surface in
  common. Most shared surfaces first.
- roles: person and affiliation match, titles equal but for case.
- statements: one to one within a paragraph. `attribution`: the sources match and the cues share a
  word; `typed`: the predicate too; `edge`: the target too (none on both sides, or matching).
  `negated_accuracy` is over attributed pairs.

An article that was not predicted counts as one where nothing was found.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Json = dict[str, Any]
_EMPTY: Json = {"entities": [], "roles": [], "statements": []}
#: Stands for a predicted entity that matches none in the gold; no gold id equals it.
_UNMATCHED = object()


@dataclass(slots=True)
class Tally:
    """How many are right, were predicted, and should have been."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, *, right: int, predicted: int, gold: int) -> None:
        """Count on."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    def figures(self) -> Json:
        """Return the counts with precision, recall and F1, rounded to four decimals.

        0 where undefined.
        """
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        ratios = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
        return {"tp": self.right, "predicted": self.predicted, "gold": self.gold, **ratios}


@dataclass(slots=True)
class Tallies:
    """Everything that is counted, over all articles."""

    tasks: dict[str, Tally] = field(
        default_factory=lambda: {
            task: Tally() for task in ("entities", "roles", "attribution", "typed", "edge")
        }
    )
    types: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    predicates: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    negations_right: int = 0


class Pair(NamedTuple):
    """A gold and a predicted statement (by place in the article) that can stand for each other.

    The smallest pair is the best match.
    """

    differences: int
    overlap: int
    gold: int
    predicted: int
    same_predicate: bool
    same_target: bool


def score(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Json:
    """Return all figures for predicted articles against gold ones, as JSON; both by article id."""
    tallies = Tallies()
    for identity, expected in gold.items():
        _count_article(tallies, expected, predicted.get(identity, _EMPTY))
    attributed = tallies.tasks["attribution"].right
    figures = {task: tally.figures() for task, tally in tallies.tasks.items()}
    return {
        "articles": len(gold),
        "entities": figures.pop("entities"),
        "entities_by_type": {
            name: tally.figures() for name, tally in sorted(tallies.types.items())
        },
        **figures,
        "negated_accuracy": round(tallies.negations_right / attributed, 4) if attributed else None,
        "by_predicate": {
            name: tally.figures() for name, tally in sorted(tallies.predicates.items())
        },
    }


def match_entities(gold: Iterable[Json], predicted: Iterable[Json]) -> dict[str, str]:
    """Return the gold entity of each predicted entity that has one, by id.

    Most shared surfaces count first, then ids.
    """
    candidates = sorted(
        (-shared, g["id"], p["id"]) for g in gold for p in predicted if (shared := _shared(g, p))
    )
    matches: dict[str, str] = {}
    taken: set[str] = set()
    for _, expected, found in candidates:
        if expected not in taken and found not in matches:
            matches[found] = expected
            taken.add(expected)
    return matches


def attributed(gold: Json, predicted: Json) -> set[int]:
    """Return which statements of a gold article, by place, a predicted one has the source of."""
    matches = match_entities(gold["entities"], predicted["entities"])
    pairs = statement_pairs(gold["statements"], predicted["statements"], matches)
    return {pair.gold for pair in pairs}


def _count_article(tallies: Tallies, gold: Json, predicted: Json) -> None:
    matches = match_entities(gold["entities"], predicted["entities"])
    _count_entities(tallies, gold["entities"], predicted["entities"], matches)
    expected_roles = {(r["person"], r["title"].casefold(), r["of"]) for r in gold["roles"]}
    found_roles = {
        (_gold_id(matches, r["person"]), r["title"].casefold(), _gold_id(matches, r["of"]))
        for r in predicted["roles"]
    }
    tallies.tasks["roles"].add(
        right=len(expected_roles & found_roles),
        predicted=len(found_roles),
        gold=len(expected_roles),
    )
    _count_statements(tallies, gold["statements"], predicted["statements"], matches)


def _count_entities(
    tallies: Tallies, gold: list[Json], predicted: list[Json], matches: Mapping[str, str]
) -> None:
    types = {entity["id"]: entity["type"] for entity in gold}
    for entity in gold:
        tallies.types[entity["type"]].gold += 1
    for entity in predicted:
        tallies.types[entity["type"]].predicted += 1
    for expected in matches.values():
        tallies.types[types[expected]].right += 1
    tallies.tasks["entities"].add(right=len(matches), predicted=len(predicted), gold=len(gold))


def _count_statements(
    tallies: Tallies, gold: list[Json], predicted: list[Json], matches: Mapping[str, str]
) -> None:
    for statement in gold:
        tallies.predicates[statement["predicate"]].gold += 1
    for statement in predicted:
        tallies.predicates[statement["predicate"]].predicted += 1
    pairs = statement_pairs(gold, predicted, matches)
    for pair in pairs:
        expected = gold[pair.gold]
        tallies.negations_right += bool(expected.get("negated")) == bool(
            predicted[pair.predicted].get("negated")
        )
        tallies.predicates[expected["predicate"]].right += pair.same_predicate
    typed = sum(pair.same_predicate for pair in pairs)
    edges = sum(pair.same_predicate and pair.same_target for pair in pairs)
    for task, right in (("attribution", len(pairs)), ("typed", typed), ("edge", edges)):
        tallies.tasks[task].add(right=right, predicted=len(predicted), gold=len(gold))


def statement_pairs(
    gold: list[Json], predicted: list[Json], matches: Mapping[str, str]
) -> list[Pair]:
    """Return which gold and predicted statements of an article stand for each other, one to one.

    `matches` is the gold entity of each predicted one, as `match_entities` finds them.
    """
    return list(_one_to_one(_pairs(gold, predicted, matches)))


def _pairs(gold: list[Json], predicted: list[Json], matches: Mapping[str, str]) -> Iterator[Pair]:
    for i, expected in enumerate(gold):
        for j, found in enumerate(predicted):
            attributed = (
                expected["paragraph"] == found["paragraph"]
                and matches.get(found["source"]) == expected["source"]
            )
            if attributed and _words(expected["cue"]) & _words(found["cue"]):
                predicate = expected["predicate"] == found["predicate"]
                target = _gold_id(matches, found["target"]) == expected["target"]
                overlap = len(_words(expected["text"]) & _words(found["text"]))
                yield Pair(-(2 * predicate + target), -overlap, i, j, predicate, target)


def _one_to_one(pairs: Iterable[Pair]) -> Iterator[Pair]:
    gold: set[int] = set()
    predicted: set[int] = set()
    for pair in sorted(pairs):
        if pair.gold not in gold and pair.predicted not in predicted:
            gold.add(pair.gold)
            predicted.add(pair.predicted)
            yield pair


def _gold_id(matches: Mapping[str, str], entity: str | None) -> object:
    """Return the gold id of a predicted entity, None for none."""
    return matches.get(entity, _UNMATCHED) if entity else None


def _shared(gold: Json, predicted: Json) -> int:
    """Return how many surfaces two entities share, 0 when they cannot be the same.

    An equal country code outweighs any surface.
    """
    if gold["type"] != predicted["type"]:
        return 0
    shared = len(_surfaces(gold) & _surfaces(predicted))
    if gold["type"] == "COUNTRY" and gold.get("code") and predicted.get("code"):
        return 100 + shared if gold["code"] == predicted["code"] else 0
    return shared


def _surfaces(entity: Json) -> set[str]:
    return {_plain(entity["name"]), *(_plain(m) for m in entity["mentions"] if len(m) > 1)}


def _plain(surface: str) -> str:
    """Return a surface without case, genitive -s and surplus white space."""
    folded = " ".join(surface.split()).casefold()
    return re.sub("['’]?s$", "", folded) if len(folded) > 3 else folded


def _words(text: str | None) -> set[str]:
    """Return the words of a text; one without any, such as a colon, is its own word."""
    folded = (text or "").casefold()
    return set(re.findall(r"\w+", folded)) or {folded.strip()}
