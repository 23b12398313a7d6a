"""What a construction finds: what is said, by which words it is told whose it is, and whose."""

from typing import NamedTuple

from kg.language.lexicon import Cue
from kg.language.reading import Reading, is_word
from kg.language.statements.content import Content
from kg.language.statements.cues import Found
from kg.language.tokens import Token


class Attribution(NamedTuple):
    """What is said, the words that say whose it is, and the entities that say it."""

    content: Content
    found: Found
    named: list[str]


def shown(token: Token, end: int, rule: str, predicate: str = "SAID") -> Found:
    """Return the words from a token to before `end` as the cue of a construction, `rule`."""
    return Found(Cue(predicate, "speech", token.lower_, (), ()), token, token.i, end, rule)


def rest_of_sentence(reading: Reading, token: Token) -> Content:
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
    return Content(*words_within(reading, start, end), "indirect")


def words_within(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return where the first word of a stretch begins and its last one ends, marks left out."""
    while start < end - 1 and not is_word(reading.doc[start]):
        start += 1
    while end > start + 1 and not is_word(reading.doc[end - 1]):
        end -= 1
    return start, end
