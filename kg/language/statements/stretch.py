"""Where what is said begins and ends, in tokens."""

from kg.language.marks import DASHES, QUOTATION_MARKS
from kg.language.reading import Reading, has, is_word
from kg.language.syntax.clauses import SUBJECTS
from kg.language.tokens import Token

#: Kinds of cues that say something.
SPEAKING = {"speech", "clause", "inquit"}
MARKS = QUOTATION_MARKS | DASHES | {",", ":"}
CLOSING = MARKS | {".", ";"}


def speech_end(reading: Reading, token: Token) -> int:
    """Return where the sentence of a token ends, and the paragraph and the quote it stands in.

    A colon before a quote is an end too: "siger, at planen er død: »Vejen ...«".
    """
    _, high = reading.paragraph_bounds(reading.paragraph(token.i))
    if not reading.quotes:
        return min(token.sent.end, high)
    quote = reading.quote_at(token.i)
    end = min(token.sent.end, high, quote.end if quote else high)
    behind = (q.opens - 1 for q in reading.quoted.opening(token.i + 2, end))
    return next((i for i in behind if reading.doc[i].text == ":"), end)


def within(reading: Reading, verb: Token, start: int, end: int) -> tuple[int, int]:
    """Return where the clause that a verb governs begins and ends between two tokens."""
    start = opened(reading, start, end)
    infinitive = (
        start + 1 < end
        and any(has(t, "VerbForm", "Inf") for t in reading.doc[start + 1 : start + 3])
        and not any(t.dep_ in SUBJECTS for t in reading.doc[start : start + 2])
    )
    over = (
        i for i in range(start + 2, end - 1) if _is_over(reading, verb, i, infinitive=infinitive)
    )
    return bare(reading, start, next(over, end))


def _is_over(reading: Reading, verb: Token, at: int, *, infinitive: bool) -> bool:
    """Tell whether a clause is over before a token: ", mens", ";", "og" of another verb."""
    words, doc = reading.profile.clauses, reading.doc
    token, after = doc[at], doc[at + 1]
    if token.text == "," and after.lower_ in words.ends:
        return True
    if token.text == ";":
        return reading.quote_at(verb.i) is not None or reading.quote_at(at) is None
    if token.lower_ not in words.coordination or not has(after, "VerbForm", "Fin"):
        return False
    return infinitive or _goes_on(reading, verb, after)


def _goes_on(reading: Reading, verb: Token, other: Token) -> bool:
    """Tell whether another verb of saying goes on with the sentence of a verb.

    "Lund siger, at det er slut, og tilføjer, at hun er glad"; both have one tense.
    """
    doc, that = reading.doc, reading.profile.clauses.that
    follows = [t.lower_ for t in doc[other.i + 1 : other.i + 3]]
    speaks = any(
        cue.kind in SPEAKING and cue.lemma not in reading.profile.speech.beliefs
        for cue in reading.lexicon.cues_of(other.lower_)
    )
    one_time = other.morph.get("Tense") == verb.morph.get("Tense")
    return speaks and one_time and (follows[:1] == [that] or follows == [",", that])


def opened(reading: Reading, start: int, end: int) -> int:
    """Return where words begin between two tokens, behind marks that nothing is opened by."""
    while (
        start < end
        and not is_word(reading.doc[start])
        and reading.doc[start].text in MARKS
        and reading.partners.get(start, start) <= start
    ):
        start += 1
    return start


def bare(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return where words begin and end without closing punctuation and marks around them all."""
    end = trim(reading, start, end)
    while end > start + 2 and reading.partners.get(start) == end - 1:
        start, end = start + 1, trim(reading, start + 1, end - 1)
    return start, end


def trim(reading: Reading, start: int, end: int) -> int:
    """Return the end without closing punctuation.

    A question or exclamation mark stays, and a mark that closes what is opened within.
    """
    while (
        end > start + 1
        and reading.doc[end - 1].text in CLOSING
        and not start <= reading.partners.get(end - 1, -1) < end
    ):
        end -= 1
    return end
