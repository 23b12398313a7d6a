"""Cut the inquit out of a dashed paragraph.

"- Vi går nu, siger Ida Holm. Det er sent." is speech but for "siger Ida Holm".
"""

from kg.language.marks import DASHES
from kg.language.reading import Quote, Reading, has, is_word
from kg.language.syntax.clauses import inverted
from kg.language.tokens import Token

#: Cues of these kinds may stand beside speech.
SPOKEN = {"speech", "inquit", "clause", "attitude"}
ENDS = {".", "?", "!", ":"}


def split_dashes(reading: Reading) -> None:
    """Replace each dashed quote by the stretches of it that are speech.

    Quotation marks within these mark no speech of their own.
    """
    spoken = [piece for q in reading.quotes if q.dash for piece in _pieces(reading, q)]
    within = {i for piece in spoken for i in range(piece.opens, piece.closes)}
    others = [q for q in reading.quotes if not q.dash and q.opens not in within]
    reading.quotes = sorted([*spoken, *others], key=lambda q: q.start)


def _pieces(reading: Reading, quote: Quote) -> list[Quote]:
    doc, pieces, start, opens, i = reading.doc, [], quote.start, quote.opens, quote.start
    while i < quote.end:
        if _is_inquit(reading, i, quote):
            if i - 1 > start:
                pieces.append(Quote(start, i - 1, opens, i, dash=True))
            i = next((k for k in range(i, quote.end) if doc[k].text in ENDS), quote.end) + 1
            if i < quote.end and doc[i].text in DASHES:
                i += 1
            elif i < quote.end and _narrates(reading, i):
                return pieces
            start = opens = i
        i += 1
    if start < quote.end:
        pieces.append(Quote(start, quote.end, opens, quote.closes, dash=True))
    return pieces


def _narrates(reading: Reading, at: int) -> bool:
    """Tell whether a sentence after an inquit is the reporter's again.

    It begins with a name that says or does something, and has no word by which speech speaks of
    itself: "- Vi går, siger Ida Holm. Venstre kritiserer Ungarn."
    """
    sentence, name = reading.doc[at].sent, reading.name_at.get(at)
    if (
        name is None
        or name.genitive
        or any(t.lower_ in reading.profile.pronouns.own for t in sentence)
    ):
        return False
    verb = next((t for t in sentence if t.i >= name.end and is_word(t)), None)
    return verb is not None and _is_spoken(reading, verb)


def _is_spoken(reading: Reading, verb: Token) -> bool:
    return any(cue.kind in SPOKEN for cue in reading.lexicon.cues_of(verb.lower_))


def _is_inquit(reading: Reading, at: int, quote: Quote) -> bool:
    verb = reading.doc[at]
    spoken = _is_spoken(reading, verb) or _opens_perfect(reading, verb, quote)
    if (
        not spoken
        or at <= quote.start + 1
        or not inverted(reading, verb)
        or at + 1 >= len(reading.doc)
    ):
        return False
    nxt = reading.doc[at + 1]
    return nxt.lower_ not in reading.profile.pronouns.own and (
        nxt.i in reading.name_at
        or nxt.pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADV", "ADP", "X"}
    )


def _opens_perfect(reading: Reading, verb: Token, quote: Quote) -> bool:
    """Tell whether an auxiliary begins an inquit in the perfect: "- ..., har Ida Holm sagt"."""
    if verb.pos_ != "AUX":
        return False
    following = reading.doc[verb.i + 1 : min(verb.i + 8, quote.end)]
    participle = next(
        (t for t in following if t.lower_ in reading.lexicon.forms and has(t, "VerbForm", "Part")),
        None,
    )
    return participle is not None and participle.lower_ in reading.lexicon.speaking
