"""Find direct speech: between quotation marks, after a dash, across paragraphs.

Newspapers mark speech by a dash at the start of a paragraph or by marks that pair: "...", »...«,
«...», „...“, ”...”, ‘...’. A pair may stand within another one. A quote that is not closed in its
paragraph goes on in the next one when that opens with a mark again or closes what is open, or when
one after it does that and there is no mark between.
"""

from itertools import zip_longest

from kg.language.marks import CLOSERS, DASHES, QUOTATION_MARKS, SINGLE_MARKS
from kg.language.reading import Quote, Reading

#: Marks that look the same on both sides of a quote.
ALIKE = ('"', "”")
#: Fewer words after a dash are no speech.
SHORTEST_SPEECH = 3
#: More quotations within each other than this are none.
DEEPEST = 4
#: So many paragraphs further on the mark is looked for that closes a quote.
LONGEST_SPEECH = 12
MARKS = QUOTATION_MARKS | SINGLE_MARKS
#: What stands right before or right after a mark that opens or closes.
BEFORE = frozenset("([{/:") | DASHES | QUOTATION_MARKS
AFTER = frozenset(".,;:!?…)]}")


def find_quotes(reading: Reading) -> None:
    """Fill `reading.quotes` with the speech that is within no other, and `reading.partners`."""
    reading.partners = {}
    reading.quotes = sorted([*_dashed(reading), *_marked(reading)], key=lambda q: q.start)


def _dashed(reading: Reading) -> list[Quote]:
    bounds = map(reading.paragraph_bounds, range(len(reading.article.paragraphs)))
    return [
        Quote(start + 1, end, start, end, dash=True)
        for start, end in bounds
        if end - start > SHORTEST_SPEECH and reading.doc[start].text in DASHES
    ]


def _marked(reading: Reading) -> list[Quote]:
    found: list[Quote] = []
    opened: list[int] = []
    for number in range(len(reading.article.paragraphs)):
        start, end = reading.paragraph_bounds(number)
        if start == end:
            continue
        marks = _marks(reading, start, end)
        if opened and _opens_again(reading, opened[0], start):
            marks = marks[1:]
        elif opened and not (_closes(reading, opened[0], marks) or _is_within(reading, number)):
            found.append(Quote(opened[0] + 1, start, opened[0], start))
            opened = []
        pairs, opened = _pair(reading, marks, opened)
        found += (Quote(a + 1, b, a, b + 1) for a, b in pairs)
        reading.partners |= {a: b for pair in pairs for a, b in (pair, pair[::-1])}
        opened = _running(reading, pairs, opened)
    found += (Quote(i + 1, len(reading.doc), i, len(reading.doc)) for i in opened)
    return _outermost(found)


def _marks(reading: Reading, start: int, end: int) -> list[int]:
    """Return the quotation marks from `start` to `end`, where a paragraph ends."""
    near = [t for t in reading.doc[start:end] if t.text in MARKS]
    return [t.i for t in near if _is_mark(reading, t.i, end)]


def _is_mark(reading: Reading, at: int, end: int) -> bool:
    """Tell whether a token of `MARKS` is a quotation mark, not the apostrophe of "'68"."""
    doc = reading.doc
    if doc[at].text not in SINGLE_MARKS or at + 1 == end or doc[at].spaced:
        return doc[at].text in QUOTATION_MARKS
    return not doc[at + 1].text[0].isdigit()


def _pair(
    reading: Reading, marks: list[int], opened: list[int]
) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the pairs that marks make, with those open before them, and what is open then."""
    pairs, opened = [], list(opened)
    openers = _openers(reading, marks, opened)
    for here, after in zip_longest(marks, marks[1:]):
        opens = here in openers
        place = None if opens else _place_of_partner(reading, opened, here, after)
        if place is not None:
            pairs.append((opened[place], here))
            del opened[place:]
        elif (opens or _stands_apart(reading, here)) and len(opened) < DEEPEST:
            opened.append(here)
    return pairs, opened


def _openers(reading: Reading, marks: list[int], opened: list[int]) -> set[int]:
    """Return the marks that open.

    Their spaces tell; where these leave more than one open that are the same on both sides, such
    marks open and close by turns.
    """
    openers = {i for i in marks if _opens(reading, i)}
    for text in ALIKE:
        depth = turn = sum(reading.doc[i].text == text for i in opened)
        alike = [i for i in marks if reading.doc[i].text == text]
        for i in alike:
            depth = depth + 1 if i in openers else max(depth - 1, 0)
        if depth > 1:
            openers = openers.difference(alike) | set(alike[turn % 2 :: 2])
    return openers


def _opens(reading: Reading, at: int) -> bool:
    """Tell whether a mark stands as an opening one does: a space before it, a word after it."""
    doc, (start, end) = reading.doc, reading.paragraph_bounds(reading.paragraph(at))
    before = at == start or bool(doc[at - 1].whitespace_) or doc[at - 1].text in BEFORE
    after = at + 1 < end and not doc[at].whitespace_ and doc[at + 1].text not in AFTER
    return before and after


def _stands_apart(reading: Reading, at: int) -> bool:
    """Tell whether spaces stand around a mark, as in « Vi går »."""
    doc, (start, end) = reading.doc, reading.paragraph_bounds(reading.paragraph(at))
    before = at == start or bool(doc[at - 1].whitespace_)
    return before and at + 1 < end and doc[at].text not in SINGLE_MARKS


def _place_of_partner(
    reading: Reading, opened: list[int], here: int, after: int | None
) -> int | None:
    """Return the place in `opened` of the mark that the one at `here` closes.

    `after` is the next.
    """
    doc = reading.doc
    for place in reversed(range(len(opened))):
        if doc[here].text in CLOSERS[doc[opened[place]].text]:
            return None if _is_inch(reading, here, after) else place
    return None


def _is_inch(reading: Reading, here: int, after: int | None) -> bool:
    """Tell whether a mark measures a screen, since another one closes the quote: "en 55" skærm"."""
    doc = reading.doc
    measures = doc[here].text == '"' and here > 0 and doc[here - 1].text[-1].isdigit()
    closed = after is not None and doc[after].text == '"' and not _opens(reading, after)
    return measures and closed and bool(doc[here].whitespace_)


def _opens_again(reading: Reading, opened: int, start: int) -> bool:
    """Tell whether a paragraph begins with the mark of the quote that it goes on with."""
    return reading.doc[start].text == reading.doc[opened].text and _opens(reading, start)


def _closes(reading: Reading, opened: int, marks: list[int]) -> bool:
    """Tell whether the marks of a paragraph close a quote of an earlier one."""
    return any(opens == opened for opens, _ in _pair(reading, marks, [opened])[0])


def _is_within(reading: Reading, number: int) -> bool:
    """Tell whether a paragraph without a mark stands before one that closes what is open."""
    count = len(reading.article.paragraphs)
    for later in range(number, min(number + LONGEST_SPEECH, count)):
        start, end = reading.paragraph_bounds(later)
        if marks := _marks(reading, start, end):
            return later > number and len(marks) % 2 == 1 and not _opens(reading, marks[0])
    return False


def _running(reading: Reading, pairs: list[tuple[int, int]], opened: list[int]) -> list[int]:
    """Return the mark that is open at the end of a paragraph, in a list, if it opens a quote.

    An apostrophe does not, nor does one of a kind that pairs after it.
    """
    for mark in opened[:1]:
        text = reading.doc[mark].text
        if text in SINGLE_MARKS or any(a > mark and reading.doc[a].text == text for a, _ in pairs):
            return []
    return opened[:1]


def _outermost(quotes: list[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda q: q.opens):
        if quote.end > quote.start and (not kept or quote.opens >= kept[-1].closes):
            kept.append(quote)
    return kept
