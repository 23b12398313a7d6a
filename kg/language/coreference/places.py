"""Where the entities of an article stand: by name, and by the words found to stand for them."""

from bisect import bisect_left
from collections import Counter, defaultdict
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct

from kg.language.coreference.facts import Wherever
from kg.language.reading import Named, Reading, once_for
from kg.language.tokens import Token

#: How far back a word looks for what it stands for, in sentences and, be they ever so long, tokens.
REACH = 8
FURTHEST = 600


class Place(NamedTuple):
    """A token at which an entity stands; `name` where it is named there.

    `how` tells whether it is a "name", in the "genitive", or a "word"; `derived` whether the name
    is part of a word or none of a noun ("dansk"); `subject` whether what stands there is the
    subject of a clause, or joined to one. `sentence` and `paragraph` are counted from 0.
    """

    at: int
    entity: str
    name: Named | None
    token: Token
    sentence: int
    paragraph: int
    how: str
    derived: bool
    subject: bool


_at = itemgetter(0)


class Candidate(Struct, eq=False):
    """An entity that a word may stand for, with its places before the word, the last one last.

    Of those of its kind, the one met last before the word first, `rank` come before it, `newer` of
    these in the sentence in which it was met last; `only` tells that it is the only one.
    """

    entity: str
    kind: str
    places: list[Place] = []
    rank: int = 0
    newer: int = 0
    only: bool = True


def sentence_of(reading: Reading, token: int) -> int:
    """Return the number of the sentence that a token stands in, from 0."""
    return reading.doc[token].sent.number


def reach(reading: Reading, token: int, sentences: int) -> int:
    """Return the first token of the sentence so many before a token's, at most `FURTHEST` back."""
    first = reading.doc.sents[max(sentence_of(reading, token) - sentences, 0)]
    return max(first.start, token - FURTHEST)


@once_for("entities")
def writers(reading: Reading) -> frozenset[str]:
    """Return the persons that wrote the article: it tells of others."""
    byline = reading.article.byline
    return frozenset(e.id for e in reading.entities.values() if byline and e.name in byline)


def places_before(reading: Reading, token: int, sentences: int = REACH) -> list[Place]:
    """Return the places so many sentences back from a token's and before it, in order."""
    low, words = reach(reading, token, sentences), reading.references
    known = standing(reading)
    named = [p for p in known.places_from(low, token) if p.name and p.name.end <= token]
    meant = [known.meant(reading, i, words[i]) for i in words if low <= i < token]
    return sorted(named + meant, key=_at) if meant else named


def _place(reading: Reading, at: int, entity: str, name: Named | None) -> Place:
    token = reading.doc[at]
    acts = reading.head(name) if name else token
    while acts.dep_ in {"appos", "flat", "conj"} and acts.head is not acts:
        acts = acts.head
    return Place(
        at,
        entity,
        name,
        token,
        token.sent.number,
        reading.paragraph(at),
        "word" if name is None else "genitive" if name.genitive else "name",
        name is not None and (bool(name.part) or token.text[0].islower()),
        acts.dep_.startswith("nsubj"),
    )


class Standing:
    """How an entity stands in its article: how often and where it is named, and in what order."""

    def __init__(self, reading: Reading) -> None:
        wrote = writers(reading)
        names = [n for n in reading.names if n.entity and n.entity not in wrote]
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._places = [_place(reading, name.start, name.entity, name) for name in names]
        self._ats = [place.at for place in self._places]
        self._meant: dict[tuple[int, str], Place] = {}
        for place in self._places:
            self._starts[place.entity].append(place.at)
        most: dict[str, str] = {}
        self._kinds = kinds = {name.entity: name.kind for name in names}
        for entity in sorted(self._starts, key=lambda e: -len(self._starts[e])):
            most.setdefault(kinds[entity], entity)
        self._named: Counter[str] = Counter(n.kind for n in names)
        self.most = set(most.values())
        self.first = min(self._starts, key=lambda e: self._starts[e][0], default="")
        self._title = reading.article.title.lower()
        self._wherever: dict[str, Wherever] = {}

    def places_from(self, low: int, high: int) -> list[Place]:
        """Return where names start at a token from `low` on and before `high`, in order."""
        return self._places[bisect_left(self._ats, low) : bisect_left(self._ats, high)]

    def meant(self, reading: Reading, at: int, entity: str) -> Place:
        """Return the place of a word that stands for an entity."""
        if (at, entity) not in self._meant:
            self._meant[at, entity] = _place(reading, at, entity, None)
        return self._meant[at, entity]

    def times(self, entity: str, before: int) -> int:
        """Return how often an entity was named before a token."""
        return bisect_left(self._starts.get(entity, ()), before)

    def wherever(self, reading: Reading, entity: str) -> Wherever:
        """Return what an entity is to its article, worked out once."""
        known = self._wherever.get(entity)
        if known is None:
            named = len(self._starts.get(entity, ()))
            share = 5 * named // max(self._named[self._kinds.get(entity, "")], 1)
            titled = self._in_title(reading, entity)
            known = Wherever(share, entity in self.most, entity == self.first, titled)
            self._wherever[entity] = known
        return known

    def _in_title(self, reading: Reading, entity: str) -> bool:
        name = reading.entities[entity].name.lower() if entity in reading.entities else ""
        return bool(name) and (name in self._title or name.split()[-1] in self._title)


@once_for("names")
def standing(reading: Reading) -> Standing:
    """Return the standing of an article's entities, made once."""
    return Standing(reading)
