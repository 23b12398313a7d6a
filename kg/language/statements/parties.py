"""Find the two who meet or deal with each other: "mødet mellem Norge og Kina"."""

from kg.language.coreference.refer import modifies
from kg.language.reading import VERBAL, Reading
from kg.language.tokens import Token

#: Predicates of what two do to each other.
MUTUAL = {"MET", "NEGOTIATED", "COOPERATED"}
#: So many words behind a noun "mellem" may stand: "mødet i Wien mellem Norge og Kina".
NEAR = 5


def between(reading: Reading, noun: Token) -> list[str]:
    """Return the two that "og" joins in "mødet mellem Norge og Kina", empty for other phrases.

    Nor for a noun that somebody talks of: "planer om et møde mellem Norge og Kina".
    """
    words, doc = reading.profile, reading.doc
    at = next((t.i for t in doc[noun.i + 1 : noun.i + NEAR] if t.lower_ == words.speech.between), 0)
    told = any(c.lower_ == words.clauses.whether for c in noun.children)
    skipped = doc[noun.i + 1 : at]
    if not at or told or any(t.is_punct or t.pos_ in VERBAL for t in skipped):
        return []
    end = next((t.i for t in doc[at:] if t.pos_ in VERBAL | {"SCONJ"} or t.text == "."), at)
    names = [n for n in reading.names_starting(at, end) if not (n.genitive or modifies(reading, n))]
    second = next(
        (n for n in names if n.kind == names[0].kind and n.entity != names[0].entity), None
    )
    if second is None or second.kind == "PLACE":
        return []
    joining = doc[names[0].end : second.start]
    joined = any(t.lower_ in words.clauses.coordination for t in joining)
    return [names[0].entity, second.entity] if joined else []
