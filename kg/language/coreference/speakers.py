"""Who says direct speech that no cue stands beside: who spoke before it, or beside it."""

from kg.language.reading import Quote, Reading

#: A quote of fewer tokens is a word or a title in quotation marks.
SHORTEST = 4


def is_speech(quote: Quote) -> bool:
    """Tell whether a quote is long enough to be what somebody says."""
    return quote.end - quote.start >= SHORTEST


def carry_on(reading: Reading, speakers: dict[Quote, str]) -> None:
    """Give speech without a cue the speaker of its paragraph, or of the speech it goes on with.

    A paragraph of speech goes on with the one before it, as the answers of an interview do.
    """
    last: str | None = None
    for quote in reading.quotes:
        if quote in speakers:
            last = speakers[quote]
        elif beside := _beside(reading, speakers, quote):
            speakers[quote] = last = beside
        elif last and (quote.dash or _is_paragraph(reading, quote)):
            speakers[quote] = last


def _beside(reading: Reading, speakers: dict[Quote, str], quote: Quote) -> str | None:
    """Return who speaks in the paragraph of a quote: last before it, else first after it."""
    if not is_speech(quote):
        return None
    low, high = reading.paragraph_bounds(reading.paragraph(quote.start))
    known = [q for q in reading.quotes if low <= q.start < high and q in speakers]
    before = [q for q in known if q.start < quote.start]
    return speakers[before[-1] if before else known[0]] if known else None


def _is_paragraph(reading: Reading, quote: Quote) -> bool:
    """Tell whether a quote is all of its paragraph, as the answers of an interview are."""
    start, _ = reading.paragraph_bounds(reading.paragraph(quote.start))
    _, end = reading.paragraph_bounds(reading.paragraph(max(quote.closes - 1, 0)))
    return quote.opens <= start and quote.closes >= end - 1
