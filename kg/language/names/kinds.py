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
from typing import cast

from kg.language.names.boundaries import kind_of_form
from kg.language.names.evidence import Features, of_itself, of_places
from kg.language.names.gazetteer import DERIVED, gazetteer
from kg.language.names.nominative import nominative
from kg.language.names.predicates import kind_introduced, kind_told
from kg.language.profile import Profile
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
        decided[text] = _decided(reading, text, groups, lent)
        lend(lent, text, decided[text])
    for text, kind in decided.items():
        if kind != NOTHING:
            for place in groups[text]:
                place.kind = cast("Kind", kind)
    dropped = {id(n) for text, kind in decided.items() if kind == NOTHING for n in groups[text]}
    reading.names = [n for n in reading.names if id(n) not in dropped]
    reading.index_names()


def _decided(reading: Reading, text: str, groups: Mapping[str, list[Named]], lent: Lent) -> str:
    """Return the kind of a name, or that it is nothing."""
    told = _told(reading, text, groups[text])
    if told == NOTHING:
        return NOTHING
    possible: tuple[str, ...] = (told,) if told else _possible(reading, text)
    if all(_is_owned(reading, place) for place in groups[text]):
        possible = tuple(kind for kind in possible if kind != "PERSON")
    anywhere = _sums_of(reading.profile, reading.language, text)
    here = described(reading, text, groups, lent)
    doubt = _doubt(reading, text, told, groups[text])
    return best(sums(here, reading.language, anywhere), possible, doubt)


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
    """Return the features of a name where it stands, and what longer names of the article lend."""
    places, words = groups[text], text.split()
    if len(words) > 1:
        places = [*places, *groups.get(words[-1], [])]
    features = of_places(reading, places[:MOST_PLACES])
    if len(words) == 1:
        features |= dict.fromkeys(lent.get(text, ()), 1.0)
    return features


@lru_cache(maxsize=4)
def weights(language: str) -> dict[str, tuple[float, ...]]:
    """Return the weight of each feature for each of `CHOICES`."""
    with (ROOT / language / "kinds.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {feature: tuple(map(float, numbers)) for feature, *numbers in rows}


@lru_cache(maxsize=20_000)
def _sums_of(profile: Profile, language: str, text: str) -> Sequence[float]:
    """Return what the features that a name has anywhere weigh for each of `CHOICES`."""
    return sums(of_itself(profile, language, text), language, [0.0] * len(CHOICES))


def sums(features: Features, language: str, begun: Sequence[float]) -> Sequence[float]:
    """Return what features weigh for each of `CHOICES`, added to what others do."""
    table, (a, b, c, d, e) = weights(language), begun
    for feature, value in features.items():
        if row := table.get(feature):
            # Written out, for a loop over the five takes twice as long.
            v, w, x, y, z = row
            a, b, c = a + v * value, b + w * value, c + x * value
            d, e = d + y * value, e + z * value
    return a, b, c, d, e


def best(sums: Sequence[float], possible: Sequence[str], doubt: float) -> str:
    """Return the kind for which the features weigh most.

    It is nothing where that has a greater chance than `doubt`: half a mistake costs as much as half
    a find.
    """
    most = max(sums)
    likely = {kind: math.exp(total - most) for kind, total in zip(CHOICES, sums, strict=True)}
    if likely[NOTHING] > doubt * sum(likely.values()):
        return NOTHING
    return max(possible, key=lambda kind: likely[kind])
