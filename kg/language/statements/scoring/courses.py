"""The course of an entity through an article: where it is named, and what is told of it."""

from bisect import bisect_left

from kg.language.coreference.holders import Titles, titles_of
from kg.language.reading import Named, Reading, once_for
from kg.language.syntax.clauses import SUBJECTS
from kg.language.tokens import Sentence, Token

#: What is further away than this is as far, in tokens and in sentences.
FAR, FAR_BACK = 40, 6


class Course:
    """The names of an entity in an article, in order, and what is told of it.

    `starts` and `heads` are the first words of the names and the words of them that hang highest.
    `known` is what the entity is, and how often it is named; `titled` whether it has a title, and
    whether somebody has one of it.
    """

    def __init__(self, entity: str, names: list[Named], heads: list[Token], titles: Titles) -> None:
        self.kind = kind = entity.partition(":")[0]
        self.names, self.heads, self.starts = names, heads, [n.start for n in names]
        self.known = (
            min(len(names), 9),
            kind == "person",
            kind == "country",
            kind == "organisation",
        )
        self.titled = entity in titles.bearers, entity in titles.owners

    def within(self, sentence: Sentence) -> range:
        """Return the places of the names of which a part stands in a sentence."""
        first = bisect_left(self.starts, sentence.start)
        last = bisect_left(self.starts, sentence.end, first)
        while first and self.names[first - 1].end > sentence.start:
            first -= 1
        return range(first, last)

    def before(self, sentence: Sentence) -> tuple[float, float, bool, bool]:
        """Return where it was named last before a sentence.

        How many sentences and how many tokens back, whether nowhere, and whether as a subject.
        """
        place = bisect_left(self.starts, sentence.start) - 1
        if place < 0:
            return FAR_BACK, -1, True, False
        start, head = self.starts[place], self.heads[place]
        back = sentence.number - head.doc[start].sent.number
        tokens = sentence.start - start
        return min(max(back, 0), FAR_BACK), min(tokens, 3 * FAR), False, head.dep_ in SUBJECTS


class Courses(dict[str, Course]):
    """The courses of the entities of an article; that of one without a name is empty."""

    def __init__(self, reading: Reading) -> None:
        self._titles = titles_of(reading)
        named: dict[str, list[Named]] = {}
        for name in reading.names:
            named.setdefault(name.entity, []).append(name)
        for entity, names in named.items():
            heads = [_head(reading, n) for n in names]
            self[entity] = Course(entity, names, heads, self._titles)

    def __missing__(self, entity: str) -> Course:
        self[entity] = found = Course(entity, [], [], self._titles)
        return found


@once_for("names", "titles")
def courses_of(reading: Reading) -> Courses:
    """Return the courses of the entities of an article."""
    return Courses(reading)


def _head(reading: Reading, name: Named) -> Token:
    """Return the word of a name that hangs on none of its others."""
    start, end = name.start, name.end
    for token in reading.doc[start:end]:
        if token.head is token or not start <= token.head.i < end:
            return token
    return reading.doc[start]
