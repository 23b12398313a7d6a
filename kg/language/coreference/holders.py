"""Who has the title that a definite description repeats, and for whom somebody speaks by it."""

from bisect import bisect_left
from collections import defaultdict

from kg.language.coreference.phrases import title_of
from kg.language.reading import Reading, Title, has, once_for
from kg.language.tokens import Token


def body_of(reading: Reading, person: str) -> str | None:
    """Return the entity that a person speaks for, as far as the article says."""
    return titles_of(reading).bodies.get(person)


def holder(reading: Reading, token: Token, owner: str | None) -> str | None:
    """Return the person with the title that a definite description repeats.

    The same title, the same owner if one is given, the last named.
    """
    title = title_of(reading, token)
    definite = has(token, "Definite", "Def") or owner is not None or token.lower_ != title
    if not definite:
        return None
    titles = titles_of(reading)
    fits = [
        t
        for t in titles.alike(title, related=title.endswith(reading.profile.titles.suffixes))
        if owner is None or t.of in {owner, None}
    ]
    if not fits:
        return None
    return max(fits, key=lambda t: (titles.last_named(t.person, token.i), t.of == owner)).person


class Titles:
    """The titles of an article, found by where they stand, by person and by their last word.

    `words` are by entity the last words of the titles that it has (True), or that are of it.
    """

    def __init__(self, reading: Reading) -> None:
        self.titles = reading.titles
        self.at = {t.at: t for t in reversed(self.titles)}
        self.bodies = _bodies(self.titles)
        self.bearers = {t.person for t in self.titles}
        self.owners = {t.of for t in self.titles}
        self._places = sorted(self.at)
        self.words: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for title in self.titles:
            last = title.title.split()[-1]
            self.words[title.person].append((last, True))
            if title.of and title.of != title.person:
                self.words[title.of].append((last, False))
        self._alike: dict[tuple[str, bool], list[Title]] = {}
        self._named: dict[str, list[int]] = defaultdict(list)
        for name in reading.names:
            if name.kind == "PERSON":
                self._named[name.entity].append(name.start)

    def within(self, first: int, last: int) -> bool:
        """Tell whether a title stands at a token from the first to the last."""
        place = bisect_left(self._places, first)
        return place < len(self._places) and self._places[place] <= last

    def alike(self, title: str, *, related: bool) -> list[Title]:
        """Return the titles with this last word; of related ones, one ends in the other."""
        found = self._alike.get((title, related))
        if found is None:
            words = {w for t in self.titles if (w := t.title.split()[-1]) == title} | {
                w for t in self.titles if related and _alike(w := t.title.split()[-1], title)
            }
            found = [t for t in self.titles if t.title.split()[-1] in words]
            self._alike[title, related] = found
        return found

    def last_named(self, person: str, before: int) -> int:
        """Return where a person was named last before a token, -1 where not."""
        starts = self._named.get(person, [])
        place = bisect_left(starts, before)
        return starts[place - 1] if place else -1


def _bodies(titles: list[Title]) -> dict[str, str]:
    """Return for whom each person speaks by the first title with an owner, if it has one alone."""
    owned: dict[str, list[Title]] = defaultdict(list)
    for title in titles:
        if title.of:
            owned[title.person].append(title)
    firsts = {p: [t.of for t in of if t.at == of[0].at] for p, of in owned.items()}
    return {p: bodies[0] for p, bodies in firsts.items() if len(bodies) == 1 and bodies[0]}


@once_for("titles")
def titles_of(reading: Reading) -> Titles:
    """Return the titles of an article, put in order once."""
    return Titles(reading)


def _alike(one: str, other: str) -> bool:
    """Tell whether one title word is the other with something in front.

    "partiformand" and "formand".
    """
    return one.endswith(other) or other.endswith(one)
