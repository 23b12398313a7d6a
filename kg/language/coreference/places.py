"""Where the entities of an article stand: by name, and by the words found to stand for them."""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.language.reading import Named, Reading

#: How far back a word looks for what it stands for, in sentences and, be they ever so long, tokens.
REACH = 8
FURTHEST = 600


class Place(NamedTuple):
    """A token at which an entity stands; `name` where it is named there."""

    at: int
    entity: str
    name: Named | None


@dataclass(slots=True)
class Candidate:
    """An entity that a word may stand for, with its places before the word, the last one last."""

    entity: str
    kind: str
    places: list[Place] = field(default_factory=list)


def sentence_of(reading: Reading, token: int) -> int:
    """Return the number of the sentence that a token stands in, from 0."""
    return reading.doc[token].sent.number


def reach(reading: Reading, token: int, sentences: int) -> int:
    """Return the first token of the sentence so many before a token's, at most `FURTHEST` back."""
    first = reading.doc.sents[max(sentence_of(reading, token) - sentences, 0)]
    return max(first.start, token - FURTHEST)


def writers(reading: Reading) -> frozenset[str]:
    """Return the persons that wrote the article: it tells of others."""
    known: frozenset[str] | None = reading.doc.user_data.get("writers")
    if known is None:
        byline = reading.article.byline
        found = (e.id for e in reading.entities.values() if byline and e.name in byline)
        known = reading.doc.user_data["writers"] = frozenset(found)
    return known


def places_before(reading: Reading, token: int, sentences: int = REACH) -> list[Place]:
    """Return the places so many sentences back from a token's and before it, in order."""
    low, words = reach(reading, token, sentences), reading.references
    named = [p for p in standing(reading).places_from(low, token) if p.name and p.name.end <= token]
    return sorted(named + [Place(i, words[i], None) for i in words if low <= i < token], key=_at)


def _at(place: Place) -> int:
    return place.at


class Standing:
    """How an entity stands in its article: how often and where it is named, and in what order."""

    def __init__(self, reading: Reading) -> None:
        self.names = reading.names
        names = [n for n in reading.names if n.entity and n.entity not in writers(reading)]
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._places = [Place(name.start, name.entity, name) for name in names]
        for place in self._places:
            self._starts[place.entity].append(place.at)
        self._most: dict[str, str] = {}
        self._kinds = kinds = {name.entity: name.kind for name in names}
        for entity in sorted(self._starts, key=lambda e: -len(self._starts[e])):
            self._most.setdefault(kinds[entity], entity)
        self._named: Counter[str] = Counter(n.kind for n in names)
        self.most = set(self._most.values())
        #: What `features` tells of an entity wherever it stands, the words of its name, and which
        #: places are subjects, each worked out once.
        self.told: dict[str, list[str]] = {}
        self.words: dict[str, list[str]] = {}
        self.subjects: dict[tuple[int, bool], bool] = {}
        self.first = min(self._starts, key=lambda e: self._starts[e][0], default="")

    def places_from(self, low: int, high: int) -> list[Place]:
        """Return where names start at a token from `low` on and before `high`, in order."""
        first, end = (bisect_left(self._places, at, key=_at) for at in (low, high))
        return self._places[first:end]

    def share(self, entity: str) -> int:
        """Return how much of the naming of its kind an entity has, in fifths."""
        named = len(self._starts.get(entity, []))
        return 5 * named // max(self._named[self._kinds.get(entity, "")], 1)

    def times(self, entity: str, before: int) -> int:
        """Return how often an entity was named before a token."""
        return bisect_left(self._starts.get(entity, []), before)


def standing(reading: Reading) -> Standing:
    """Return the standing of an article's entities, made once."""
    known: Standing | None = reading.doc.user_data.get("standing")
    if known is None or known.names is not reading.names:
        known = reading.doc.user_data["standing"] = Standing(reading)
    return known
