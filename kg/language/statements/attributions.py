"""Attributions without a verb of saying.

"ifølge Lund", "efter ministerens mening", "Lund: ...".
"""

from collections.abc import Iterator

from kg.language.coreference.refer import actors
from kg.language.lexicon import Cue
from kg.language.reading import Quote, Reading, has, is_word
from kg.language.roles.owners import owner_before
from kg.language.statements.content import Content
from kg.language.statements.cues import Found
from kg.language.tokens import Token

#: How far from "ifølge" its noun may stand, in tokens.
REACH = 8


def attributions(reading: Reading) -> Iterator[tuple[Content, Found, list[str]]]:
    """Yield what is attributed, the words that do it, and to whom."""
    for token in reading.doc:
        if token.lower_ == reading.profile.speech.according_to:
            if entities := _named_after(reading, token.i):
                yield (
                    _rest_of_sentence(reading, token),
                    _found(token, token.lower_, "according to"),
                    entities,
                )
        elif token.text == ":" and (entities := _speaker_before(reading, token)):
            yield _after_colon(reading, token), _found(token, ":", "colon"), entities
        elif token.lower_ == reading.profile.speech.opinion_preposition and (
            opinion := _opinion(reading, token)
        ):
            content = _rest_of_sentence(reading, token)
            yield content, _found(token, token.lower_, "opinion", opinion[0] + 1), [opinion[1]]


def _found(token: Token, lemma: str, rule: str, end: int | None = None) -> Found:
    return Found(Cue("SAID", "speech", lemma, (), ()), token, token.i, end or token.i + 1, rule)


def _named_after(reading: Reading, at: int) -> list[str]:
    """Return the entity after "ifølge", over its articles and titles."""
    doc = reading.doc
    for i in range(at + 1, min(at + REACH, len(doc))):
        participle = has(doc[i], "VerbForm", "Part") and i > at + 1
        if (doc[i].pos_ in {"VERB", "AUX"} and not participle) or (
            doc[i].is_punct and doc[i].text != ","
        ):
            return []
        if doc[i].pos_ in {"NOUN", "PROPN", "PRON", "X"} or i in reading.name_at:
            name = reading.name_at.get(i)
            if (name and name.genitive) or (not name and has(doc[i], "Case", "Gen")):
                continue
            if entities := actors(reading, doc[name.end - 1] if name else doc[i]):
                return [e for e in entities if not e.startswith("place:")]
            if (
                doc[i].pos_ == "NOUN"
                and not any(c.i > i for c in doc[i].children)
                and not (i + 1 < len(doc) and doc[i + 1].text == ",")
            ):
                return []
    return []


def _rest_of_sentence(reading: Reading, token: Token) -> Content:
    """Return the longer part of the sentence.

    What follows the name after "Ifølge X", else what stands before "ifølge X".
    """
    sentence = token.sent
    after = token.i + 1
    while after < sentence.end and (
        after in reading.name_at
        or reading.doc[after].dep_ in {"case", "det", "amod", "nmod:poss"}
        or reading.doc[after].pos_ == "NOUN"
    ):
        after += 1
    before = (sentence.start, token.i)
    rest = (after, sentence.end)
    start, end = (
        before if before[1] - before[0] > 3 and before[1] - before[0] >= rest[1] - rest[0] else rest
    )
    start, end = (sentence.start, sentence.end) if end - start < 2 else (start, end)
    return Content(*_words(reading, start, end), "indirect")


def _words(reading: Reading, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and not is_word(reading.doc[start]):
        start += 1
    while end > start + 1 and not is_word(reading.doc[end - 1]):
        end -= 1
    return start, end


def _speaker_before(reading: Reading, colon: Token) -> list[str]:
    """Return the person in "Lund:" at the start of a paragraph."""
    low, high = reading.paragraph_bounds(reading.paragraph(colon.i))
    if colon.i + 2 >= high or colon.i - low > 4:
        return []
    name = reading.name_at.get(colon.i - 1)
    return [name.entity] if name and name.start == low and name.kind == "PERSON" else []


def _after_colon(reading: Reading, colon: Token) -> Content:
    _, high = reading.paragraph_bounds(reading.paragraph(colon.i))
    quote = next(iter(reading.quoted.opening(colon.i + 1, colon.i + 1)), None)
    start, end = (quote.start, quote.end) if quote else _words(reading, colon.i + 1, high)
    return Content(start, end, "direct", quote or Quote(start, end, colon.i + 1, high))


def _opinion(reading: Reading, token: Token) -> tuple[int, str] | None:
    """Return the noun and the entity of "efter ministerens mening", "efter græsk opfattelse"."""
    for i in range(token.i + 2, min(token.i + 5, len(reading.doc))):
        if reading.doc[i].lower_ in reading.profile.speech.opinion_nouns:
            owner = owner_before(reading, i - 1)
            return (i, owner) if owner else None
    return None
