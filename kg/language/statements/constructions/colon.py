"""Speech behind a colon: "Lund: Vi giver ikke op.", "Hun er vred: »Vi giver ikke op.«"."""

from kg.language.coreference.refer import actors
from kg.language.profile import Speech
from kg.language.reading import VERBAL, Quote, Reading, has
from kg.language.statements.constructions.attribution import Attribution, shown, words_within
from kg.language.statements.constructions.labels import body_before, person_before
from kg.language.statements.content import Content, adjacent_quote
from kg.language.syntax.clauses import subjects
from kg.language.tokens import Token

RULE = "colon"
#: Predicates of which an object is said too: "siger et par ord: »...«".
SPOKEN = {"SAID", "ANNOUNCED"}
#: A quote of fewer tokens is a word or a title in quotation marks.
SHORTEST = 4


def openers(_: Speech) -> set[str]:
    """Return the mark with which it begins."""
    return {":"}


def find(reading: Reading, token: Token) -> Attribution | None:
    """Return the speech behind a colon with its speaker."""
    if not (speech := _speech_after(reading, token)):
        return None
    speaker = (
        person_before(reading, token)
        or body_before(reading, token)
        or _teller(reading, token, speech.beside)
    )
    found = shown(token, token.i + 1, RULE)
    return Attribution(speech, found, [speaker]) if speaker else None


def mark_speech(reading: Reading) -> None:
    """Add to the quotes the speech without marks of a person: "Lund: Jeg giver ikke op."."""
    spoken = []
    for colon in reading.doc:
        if colon.text == ":" and person_before(reading, colon):
            speech = _speech_after(reading, colon)
            if speech and not speech.beside:
                end = reading.paragraph_bounds(reading.paragraph(speech.start))[1]
                spoken.append(Quote(speech.start, speech.end, speech.start, end, dash=True))
    within = {i for speech in spoken for i in range(speech.opens, speech.closes)}
    others = [q for q in reading.quotes if q.opens not in within]
    reading.quotes = sorted([*spoken, *others], key=lambda q: q.start)


def _speech_after(reading: Reading, colon: Token) -> Content | None:
    """Return the quote behind a colon, or the rest of its paragraph, or all of the next one."""
    number = reading.paragraph(colon.i)
    _, high = reading.paragraph_bounds(number)
    if colon.i + 1 == high and number + 1 < len(reading.article.paragraphs):
        _, high = reading.paragraph_bounds(number + 1)
    quote = next(iter(reading.quoted.opening(colon.i + 1, colon.i + 1)), None)
    start, end = (quote.start, quote.end) if quote else words_within(reading, colon.i + 1, high)
    return Content(start, end, "direct", quote) if start < end else None


def _teller(reading: Reading, colon: Token, quote: Quote | None) -> str | None:
    """Return of whom a sentence tells whose quote stands behind it, introduced by no verb of it."""
    if quote is None or not _is_said(reading, quote) or reading.quote_at(colon.i):
        return None
    words = reading.doc[colon.sent.start : colon.i]
    if any(_introduces(reading, t, quote) for t in words if t.pos_ in VERBAL):
        return None
    main = next((t for t in words if t.dep_ == "ROOT" or t.head.i > colon.i), None)
    subject = next(subjects(main), None) if main else None
    found = actors(reading, subject) if subject is not None else []
    return found[0] if len(found) == 1 and not found[0].startswith("place:") else None


def _is_said(reading: Reading, quote: Quote) -> bool:
    """Tell whether a quote has a mark and is no title: it is long enough and has a verb."""
    words = reading.doc[quote.start : quote.end]
    return (
        quote.opens < quote.start
        and len(words) >= SHORTEST
        and any(has(t, "VerbForm", "Fin") for t in words)
    )


def _introduces(reading: Reading, verb: Token, quote: Quote) -> bool:
    """Tell whether a quote is what a verb says; "afviser kritikken" has said something before."""
    lemmas = {verb.lemma_, *reading.lexicon.forms.get(verb.lower_, ())}
    known = [c for lemma in lemmas for c in reading.lexicon.cues.get(lemma, ())]
    cues = [c for c in known if not c.particles]
    if not cues or adjacent_quote(reading, verb) != quote:
        return False
    own = any(c.dep_ == "obj" and verb.i < c.i < quote.opens for c in verb.children)
    return not own or any(c.predicate in SPOKEN for c in cues)
