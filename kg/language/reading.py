"""What is known about an article while it is being read.

The components of the pipeline fill it in turn.
Positions are token indices into the article's document, ends exclusive, until the records are made.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from kg.language.lexicon import Lexicon
from kg.language.marks import QUOTATION_MARKS
from kg.language.profile import Profile
from kg.language.tokens import Doc, Sentence, Token, root
from kg.model import Article, Entity, Kind, Statement
from kg.sources.normalise import CleanText

T = TypeVar("T")
#: The parts of speech of verbs.
VERBAL = {"VERB", "AUX"}


@dataclass(slots=True)
class Named:
    """A stretch of tokens that names something; `entity` is "" until it is linked.

    Of a compound ("Rafah-invasion"), `part` is the name in it; of another name it is "".
    """

    start: int
    end: int
    kind: Kind
    method: str
    score: float
    entity: str = ""
    genitive: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title that the article gives a person, and the entity it belongs to.

    `at` is the token of its last word.
    """

    person: str
    title: str
    of: str | None
    at: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech without its marks. `opens` and `closes` include the marks."""

    start: int
    end: int
    opens: int
    closes: int
    dash: bool = False


class QuoteIndex:
    """Finds quotes by where they stand, however many there are; it answers in their order."""

    def __init__(self, quotes: list[Quote]) -> None:
        self.quotes = quotes
        at: dict[int, Quote] = {}
        for quote in reversed(quotes):
            at.update(dict.fromkeys(range(quote.start, quote.end), quote))
        #: Returns the quote that a token is part of, the first one of several, or None.
        self.at = at.get
        self._opens = sorted((quote.opens, n) for n, quote in enumerate(quotes))
        self._closes = sorted((quote.closes, n) for n, quote in enumerate(quotes))

    def opening(self, low: int, high: int) -> list[Quote]:
        """Return the quotes that open at a token from `low` to `high`, the last one included."""
        return self._between(self._opens, low, high)

    def closing(self, low: int, high: int) -> list[Quote]:
        """Return the quotes that close before a token from `low` to `high`, the last included."""
        return self._between(self._closes, low, high)

    def _between(self, places: list[tuple[int, int]], low: int, high: int) -> list[Quote]:
        found = places[bisect_left(places, (low, 0)) : bisect_left(places, (high + 1, 0))]
        return [self.quotes[n] for n in sorted(n for _, n in found)]


@dataclass(slots=True)
class Reading:
    """One article on its way from text to records."""

    article: Article
    text: CleanText
    doc: Doc
    lexicon: Lexicon
    names: list[Named] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    context: list[Entity] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    #: Of each quotation mark that has one, the mark that it pairs with.
    partners: dict[int, int] = field(default_factory=dict)
    #: Words that stand for an entity without naming it: pronouns, "premierministeren", "partiet".
    references: dict[int, str] = field(default_factory=dict)
    #: Words that stand for several entities together: "de", "parret".
    groups: dict[int, list[str]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    #: The name at each token, filled by `index_names`.
    name_at: dict[int, Named] = field(default_factory=dict)
    #: The words and endings of the article's language, and its code (ISO 639-1).
    profile: Profile = field(init=False)
    language: str = field(init=False)
    _name_starts: list[int] = field(default_factory=list)
    _longest_name: int = 0
    _quote_index: QuoteIndex = field(default_factory=lambda: QuoteIndex([]))
    _shouted: dict[int, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.profile, self.language = self.lexicon.profile, self.lexicon.language

    def paragraph(self, token: int) -> int:
        """Return the number of the paragraph that a token stands in, from 0."""
        return bisect_right(self.doc.paragraph_ends, token)

    def paragraph_bounds(self, number: int) -> tuple[int, int]:
        """Return the first token of a paragraph and the one after its last."""
        ends = self.doc.paragraph_ends
        return (ends[number - 1] if number else 0), ends[number]

    def index_names(self) -> None:
        """Sort the names and note which tokens each covers.

        Where two overlap the longer one counts.
        """
        self.names.sort(key=lambda n: (n.start, -n.end))
        self._name_starts = [n.start for n in self.names]
        self._longest_name = max((n.end - n.start for n in self.names), default=0)
        self.name_at = {}
        for name in sorted(self.names, key=lambda n: n.end - n.start):
            for i in range(name.start, name.end):
                self.name_at[i] = name

    def offset(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the text as it came of the tokens from `start` to `end`.

        There must be one at least.
        """
        return self.text.origin(*self._bounds(start, end))

    def surface(self, start: int, end: int) -> str:
        """Return the clean text of the tokens from `start` to `end`."""
        if end - start == 1:
            return self.doc[start].text
        begin, stop = self._bounds(start, end)
        return self.text.text[begin:stop]

    def head(self, name: Named) -> Token:
        """Return the word of a name that hangs highest."""
        words = self.doc[name.start : name.end]
        return root(words) if len(words) > 1 else words[0]

    def content(self, start: int, end: int) -> str:
        """Return the clean text of the tokens from `start` to `end` as one paragraph.

        The mark that opens a quote again in each of its paragraphs is left out.
        """
        mark = self.doc[start - 1].text if start else ""
        pieces = []
        for number in range(self.paragraph(start), self.paragraph(end - 1) + 1):
            low, high = self.paragraph_bounds(number)
            if low > start and mark in QUOTATION_MARKS and self.doc[low].text == mark:
                low += 1
            if max(low, start) < min(high, end):
                pieces.append(self.surface(max(low, start), min(high, end)))
        return " ".join(pieces)

    def _bounds(self, start: int, end: int) -> tuple[int, int]:
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last.text)

    def shouted(self, token: int) -> bool:
        """Tell whether a token stands in a paragraph of capitals, as sub-headings do.

        Case says nothing there.
        """
        number = self.paragraph(token)
        if number not in self._shouted:
            text = self.surface(*self.paragraph_bounds(number))
            capitals = text.upper() == text
            self._shouted[number] = capitals and sum(map(str.isalpha, text)) > 6
        return self._shouted[number]

    def names_starting(self, low: int, high: int) -> list[Named]:
        """Return the names that start at a token from `low` on and before `high`, in order."""
        starts = self._name_starts
        return self.names[bisect_left(starts, low) : bisect_left(starts, high)]

    def names_within(self, start: int, end: int) -> list[Named]:
        """Return the names of which a part stands from `start` to `end`, in order."""
        near = self.names_starting(start - self._longest_name, end)
        return near if not near or near[0].start >= start else [n for n in near if n.end > start]

    def references_within(self, sentence: Sentence) -> list[tuple[int, str]]:
        """Return the words of a sentence that stand for entities without naming them, in order."""
        found: list[tuple[int, str]] = []
        groups, references = self.groups, self.references
        words = range(sentence.start, sentence.end)
        for i in sorted((references.keys() | groups.keys()).intersection(words)):
            if i in groups:
                found += [(i, entity) for entity in groups[i]]
            if references.get(i):
                found.append((i, references[i]))
        return found

    @property
    def quoted(self) -> QuoteIndex:
        """Return `quotes`, to be found by where they stand."""
        if self._quote_index.quotes is not self.quotes:
            self._quote_index = QuoteIndex(self.quotes)
        return self._quote_index

    def quote_at(self, token: int) -> Quote | None:
        """Return the direct speech that a token is part of."""
        return self.quoted.at(token) if self.quotes else None


def is_word(token: Token) -> bool:
    """Tell whether a token is more than punctuation."""
    return not token.is_punct and not token.is_space


def has(token: Token, feature: str, value: str) -> bool:
    """Tell whether a token has a value of a morphological feature, as "Def" of "Definite"."""
    return value in token.morph.get(feature, ())


def once(find: Callable[[Reading, Token], T]) -> Callable[[Reading, Token], T]:
    """Have what is found of a word found once; names and titles must be known before."""

    @wraps(find)
    def found(reading: Reading, token: Token) -> T:
        told, at = reading.doc.told, token.i
        known: dict[int, T] | None = told.get(find)
        if known is None:
            known = told[find] = {}
        elif at in known:
            return known[at]
        known[at] = result = find(reading, token)
        return result

    return found


def once_for(*lists: str) -> Callable[[Callable[[Reading], T]], Callable[[Reading], T]]:
    """Have what is found of an article found once, and anew where one of these lists is another."""

    def decorate(find: Callable[[Reading], T]) -> Callable[[Reading], T]:
        @wraps(find)
        def found(reading: Reading) -> T:
            told = reading.doc.told.get(find)
            if told is not None:
                known: T = told[1]
                for name, then in told[0]:
                    if getattr(reading, name) is not then:
                        break
                else:
                    return known
            known = find(reading)
            reading.doc.told[find] = [(name, getattr(reading, name)) for name in lists], known
            return known

        return found

    return decorate
