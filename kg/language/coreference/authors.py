"""Who "jeg" is in an article that somebody writes of himself, as a comment is.

The last paragraph tells it: "Ida Lund er formand for Dansk Handel."
"""

from kg.language.reading import Reading, once_for

#: An article in which so many sentences have "jeg" outside of speech is of its author.
LEAST = 2


@once_for("names", "quotes")
def author(reading: Reading) -> str | None:
    """Return the person of whom the last paragraph alone tells, where the article says "jeg"."""
    low, high = reading.paragraph_bounds(reading.paragraph(len(reading.doc) - 1))
    name = reading.name_at.get(low)
    if name is None or name.kind != "PERSON" or not low or not _says_i(reading, low):
        return None
    before = any(n.entity == name.entity for n in reading.names_starting(0, low))
    is_ = any(t.lower_ in reading.profile.titles.linking for t in reading.doc[name.end : high])
    return name.entity if is_ and not before else None


def _says_i(reading: Reading, before: int) -> bool:
    pronouns = reading.profile.pronouns.i - reading.profile.pronouns.possessive
    own = (t for t in reading.doc[:before] if t.lower_ in pronouns)
    return len({t.sent.start for t in own if reading.quote_at(t.i) is None}) >= LEAST
