"""Speech behind a colon: "Lund: Vi giver ikke op."."""

from kg.language.reading import VERBAL, Reading
from kg.language.statements.constructions.attribution import Attribution, shown, words_within
from kg.language.statements.content import Content
from kg.language.tokens import Token

RULE = "colon"


def find(reading: Reading, token: Token) -> Attribution | None:
    """Return the speech behind a colon with its speaker."""
    if token.text != ":" or not (speaker := _speaker_before(reading, token)):
        return None
    return Attribution(_speech_after(reading, token), shown(token, token.i + 1, RULE), [speaker])


def _speaker_before(reading: Reading, colon: Token) -> str | None:
    """Return the person in "Lund:" or "Ida Lund, Vejle, 58 år:" at the start of a paragraph."""
    low, high = reading.paragraph_bounds(reading.paragraph(colon.i))
    name = reading.name_at.get(low)
    if name is None or name.kind != "PERSON" or colon.i + 1 == high:
        return None
    between = reading.doc[name.end : colon.i]
    told = not between or between[0].text == ","
    return name.entity if told and not any(t.pos_ in VERBAL for t in between) else None


def _speech_after(reading: Reading, colon: Token) -> Content:
    _, high = reading.paragraph_bounds(reading.paragraph(colon.i))
    quote = next(iter(reading.quoted.opening(colon.i + 1, colon.i + 1)), None)
    start, end = (quote.start, quote.end) if quote else words_within(reading, colon.i + 1, high)
    return Content(start, end, "direct", quote)
