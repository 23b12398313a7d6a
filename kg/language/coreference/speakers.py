"""Who says direct speech that no cue stands beside: who spoke or acted before it, or beside it."""

from kg.language.coreference.places import writers
from kg.language.coreference.refer import actor
from kg.language.reading import Quote, Reading

#: A quote of fewer tokens is a word or a title in quotation marks.
SHORTEST = 4


def is_speech(quote: Quote) -> bool:
    """Tell whether a quote is long enough to be what somebody says."""
    return quote.end - quote.start >= SHORTEST


def carry_on(reading: Reading, speakers: dict[Quote, str]) -> None:
    """Give speech without a cue the speaker of its paragraph, or of the speech it goes on with.

    A paragraph of speech goes on with the one before it, as the answers of an interview do; the
    first of these are those of whom the article has told so far.
    """
    last: str | None = None
    for quote in reading.quotes:
        if quote in speakers:
            last = speakers[quote]
        elif near := _beside(reading, speakers, quote) or _introduced(reading, quote):
            speakers[quote] = last = near
        elif quote.dash or _is_paragraph(reading, quote):
            last = last or _last_subject(reading, 0, quote.opens)
            if last:
                speakers[quote] = last


def _beside(reading: Reading, speakers: dict[Quote, str], quote: Quote) -> str | None:
    """Return who speaks in the paragraph of a quote: last before it, else first after it."""
    if not is_speech(quote):
        return None
    low, high = reading.paragraph_bounds(reading.paragraph(quote.start))
    known = [q for q in reading.quotes if low <= q.start < high and q in speakers]
    before = [q for q in known if q.start < quote.start]
    return speakers[before[-1] if before else known[0]] if known else None


def _introduced(reading: Reading, quote: Quote) -> str | None:
    """Return the person whom the paragraph tells of before a quote: "Lund nikker. »Vi går.«"."""
    low, _ = reading.paragraph_bounds(reading.paragraph(quote.start))
    return _last_subject(reading, low, quote.opens) if is_speech(quote) else None


def _last_subject(reading: Reading, low: int, high: int) -> str | None:
    """Return the person who was last the subject of a sentence that begins and ends between."""
    for i in range(high - 1, low - 1, -1):
        token = reading.doc[i]
        if token.dep_.startswith("nsubj") and reading.quote_at(i) is None:
            found = actor(reading, token)
            if found and found.startswith("person:") and found not in writers(reading):
                return found
    return None


def _is_paragraph(reading: Reading, quote: Quote) -> bool:
    """Tell whether a quote is all of its paragraph, as the answers of an interview are."""
    start, _ = reading.paragraph_bounds(reading.paragraph(quote.start))
    _, end = reading.paragraph_bounds(reading.paragraph(max(quote.closes - 1, 0)))
    return quote.opens <= start and quote.closes >= end - 1
