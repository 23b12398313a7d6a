"""One name, one kind in an article: a vote over all places where it stands.

Each feature of a name (`evidence`) speaks for or against each kind with a weight of the language's
`kinds.tsv`, learned by `training/kinds.py`; the kind with the greatest sum wins. The last of them
is "nothing": what wins there is no person, country, organisation or place.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kg.language.names.boundaries import kind_of_form
from kg.language.names.evidence import Features, evidence
from kg.language.names.gazetteer import DERIVED, gazetteer
from kg.language.names.nominative import nominative
from kg.language.names.predicates import kind_introduced, kind_told
from kg.language.reading import Named, Reading
from kg.model import KINDS, Kind

ROOT = Path(__file__).parents[1]
NOTHING = "nothing"
#: What is nothing with a greater chance than this is dropped: a name, and one that the gazetteer
#: has and that is no other word.
DOUBT = 0.58
DOUBT_OF_KNOWN = 0.93
#: Of a name that stands in many places, so many speak.
MOST_PLACES = 50
#: What longer names of an article tell of a word: features.
Lent = dict[str, set[str]]
#: The order of the columns of the weights.
CHOICES: tuple[str, ...] = (*KINDS, NOTHING)


def agree(reading: Reading) -> None:
    """Give every name of an article one kind wherever it stands; drop what names nothing."""
    decided: dict[str, str] = {}
    lent: Lent = defaultdict(set)
    groups = grouped(reading)
    for text in sorted(groups, key=lambda t: -len(t.split())):
        features = described(reading, text, groups, lent)
        told = _told(reading, text, groups[text])
        possible: tuple[str, ...] = (told,) if told else _possible(reading, text)
        if all(_is_owned(reading, place) for place in groups[text]):
            possible = tuple(kind for kind in possible if kind != "PERSON")
        doubt = _doubt(reading, text, told, groups[text])
        kind = told if told == NOTHING else best(features, reading.language, possible, doubt)
        decided[text] = kind
        lend(lent, text, kind)
    dropped = set()
    for text, places in groups.items():
        for place in places:
            kind = decided[text]
            if kind == NOTHING:
                dropped.add(id(place))
            else:
                place.kind = next(k for k in KINDS if k == kind)
    reading.names = [n for n in reading.names if id(n) not in dropped]
    reading.index_names()


def lend(lent: Lent, text: str, kind: str) -> None:
    """Note what a name of several words tells of its first and last word alone."""
    words = text.split()
    if len(words) > 1:
        lent[words[0]].add(f"first of {kind}")
        lent[words[-1]].add(f"last of {kind}")


def _told(reading: Reading, text: str, places: Sequence[Named]) -> str | None:
    """Return the kind that the form of a name tells, or what an unknown one is said to be."""
    if all(place.method == "body" for place in places):
        return "ORGANISATION"
    if kind := kind_of_form(reading, text):
        return kind
    known = gazetteer(reading.language).lookup(text)
    if known and not known[0].ambiguous:
        return None
    if " " in text and _is_contest(reading, text.lower()):
        return NOTHING
    introduced = kind_introduced(reading, places)
    if known and introduced != "thing":
        return None
    return kind_told(reading, places) or (NOTHING if introduced == "thing" else introduced)


def _is_contest(reading: Reading, text: str) -> bool:
    """Tell whether a name in lower case ends like one of a contest, in the genitive or not."""
    contests, bare = reading.profile.names.contests, reading.profile.genitive.ending
    return text.endswith(contests) or text.removesuffix(bare).endswith(contests)


def _is_owned(reading: Reading, place: Named) -> bool:
    """Tell whether a person's genitive stands right before a name, which is then no person's."""
    owner = reading.name_at.get(place.start - 1)
    if not owner or owner.kind != "PERSON" or owner.end != place.start:
        return False
    return nominative(reading, owner) != reading.surface(owner.start, owner.end)


def _possible(reading: Reading, text: str) -> tuple[Kind, ...]:
    """Return the kinds that a name may have.

    A country is only a known one, and in several words nothing else.
    """
    known = gazetteer(reading.language).lookup(text)
    if known and " " in text and known[0].kind == "COUNTRY" and not known[0].ambiguous:
        return ("COUNTRY",)
    if known and known[0].how in DERIVED and text[0].islower():
        return tuple({c.kind: None for c in known})
    kinds = {c.kind for c in known}
    barred = "PLACE" if "COUNTRY" in kinds and "PLACE" not in kinds else None
    barred = barred if "COUNTRY" in kinds else "COUNTRY"
    return tuple(kind for kind in KINDS if kind != barred)


def _doubt(reading: Reading, text: str, told: str | None, places: Sequence[Named]) -> float:
    """Return the chance of being nothing from which a name is dropped.

    A known name is sure in "LO-formand" even if its letters may be another word's.
    """
    known = gazetteer(reading.language).lookup(text)
    sure = bool(known) and known[0].how not in DERIVED
    sure = sure and (not known[0].ambiguous or any(_has_title(reading, n) for n in places))
    return DOUBT_OF_KNOWN if sure or told else DOUBT


def _has_title(reading: Reading, name: Named) -> bool:
    """Tell whether a name is the first part of a title: "LO-formand"."""
    return bool(name.part) and reading.doc[name.end - 1].lower_.endswith(
        reading.profile.titles.suffixes
    )


def grouped(reading: Reading) -> dict[str, list[Named]]:
    """Return the places of every name by its text without genitive."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for name in reading.names:
        text = nominative(reading, name)
        if text:
            groups[text].append(name)
    return groups


def described(
    reading: Reading, text: str, groups: Mapping[str, list[Named]], lent: Lent
) -> Features:
    """Return the features of a name, with what longer names of the article lend it."""
    places, words = groups[text], text.split()
    if len(words) > 1:
        places = [*places, *groups.get(words[-1], [])]
    features = evidence(reading, text, places[:MOST_PLACES])
    if len(words) == 1:
        features |= dict.fromkeys(lent.get(text, ()), 1.0)
    return features


@lru_cache(maxsize=4)
def weights(language: str) -> dict[str, tuple[float, ...]]:
    """Return the weight of each feature for each of `CHOICES`."""
    with (ROOT / language / "kinds.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {feature: tuple(map(float, numbers)) for feature, *numbers in rows}


def best(features: Features, language: str, possible: Sequence[str], doubt: float) -> str:
    """Return the kind that the features speak for most.

    It is nothing where that has a greater chance than `doubt`: half a mistake costs as much as half
    a find.
    """
    table = weights(language)
    sums = [0.0] * len(CHOICES)
    for feature, value in features.items():
        for i, weight in enumerate(table.get(feature, ())):
            sums[i] += weight * value
    likely = {kind: math.exp(total - max(sums)) for kind, total in zip(CHOICES, sums, strict=True)}
    if likely[NOTHING] > doubt * sum(likely.values()):
        return NOTHING
    return max(possible, key=lambda kind: likely[kind])
