"""Who is put before a colon as the one who speaks: "Lund:", "Venstres formand, Ida Lund (V):"."""

from collections.abc import Sequence

from kg.language.coreference.nouns import kinds_of
from kg.language.coreference.refer import actors
from kg.language.marks import DASHES, QUOTATION_MARKS
from kg.language.reading import VERBAL, Named, Reading, has
from kg.language.tokens import Token

#: What may stand before the name of a person: "Major", "Venstres unge formand,".
BEFORE = {"NOUN", "ADJ", "DET", "PROPN", "X"}
#: What tells more of a speaker behind the name.
TELLS_MORE = {",", "("}
#: What a label stands behind, besides the beginning of a paragraph: "00.41: Lund:", "** Lund:".
ENDS = {".", "!", "?", ":", "*", "**"} | QUOTATION_MARKS | DASHES
#: Bodies that are named as speakers; a country opens a piece of news of it rather.
BODIES = {"ORGANISATION"}


def person_before(reading: Reading, colon: Token) -> str | None:
    """Return the person whose name stands before a colon, with titles and what tells more."""
    label = _label(reading, colon)
    name = next((n for n in _names(reading, label) if n.kind == "PERSON"), None)
    if name is None:
        return None
    before = [t for t in label if t.i < name.start and t.text != ","]
    whose = all(t.pos_ in BEFORE or t.i in reading.name_at for t in before)
    return name.entity if whose and _is_last(label, name.end) else None


def body_before(reading: Reading, colon: Token) -> str | None:
    """Return who is named or called by a definite noun: "Venstre:", "Politiet:", "Formanden:".

    None where no speech follows: "Venstre: 43 pladser".
    """
    label = _label(reading, colon)
    if not label or not _speaks(reading, colon):
        return None
    name = reading.name_at.get(label[0].i)
    if name and name.kind in BODIES and _is_last(label, name.end):
        return name.entity
    noun = label[-1]
    called = noun.pos_ == "NOUN" and (has(noun, "Definite", "Def") or len(label) > 1)
    if not called or not kinds_of(reading, noun) or any(t.pos_ == "ADP" for t in label):
        return None
    return next((e for e in actors(reading, noun) if not e.startswith("place:")), None)


def is_quoted(reading: Reading, colon: Token) -> bool:
    """Tell whether a quote opens right behind a colon."""
    return bool(reading.quoted.opening(colon.i + 1, colon.i + 1))


def _label(reading: Reading, colon: Token) -> Sequence[Token]:
    """Return the words before a colon, from the last mark on, if these open speech.

    They have no verb and open their paragraph, or a quote opens behind them.
    """
    low, _ = reading.paragraph_bounds(reading.paragraph(colon.i))
    first = colon.i
    while first > low and reading.doc[first - 1].text not in ENDS:
        first -= 1
    label = reading.doc[first : colon.i]
    ended = first == low or (reading.doc[first - 1].text in ENDS and is_quoted(reading, colon))
    speech = ended and reading.quote_at(colon.i) is None
    return label if speech and not any(t.pos_ in VERBAL for t in label) else []


def _names(reading: Reading, label: Sequence[Token]) -> list[Named]:
    return reading.names_within(label[0].i, label[-1].i + 1) if label else []


def _is_last(label: Sequence[Token], end: int) -> bool:
    """Tell whether nothing but what tells more of somebody stands behind a word of a label."""
    behind = [t for t in label if t.i >= end]
    return not behind or behind[0].text in TELLS_MORE


def _speaks(reading: Reading, colon: Token) -> bool:
    """Tell whether what follows is a quote, says "vi", or is one sentence with a verb.

    More than that is told of a body rather: "Venstre: Partiet har 43 pladser. Det ..."
    """
    if is_quoted(reading, colon):
        return True
    _, high = reading.paragraph_bounds(reading.paragraph(colon.i))
    words = reading.doc[colon.i + 1 : high]
    verbs = any(has(t, "VerbForm", "Fin") for t in words)
    own = any(t.lower_ in reading.profile.pronouns.own for t in words)
    return verbs and (own or not any(t.text == "." for t in words[:-1]))
