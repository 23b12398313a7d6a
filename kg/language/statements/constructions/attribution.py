"""What a construction finds: what is said, by which words it is told whose it is, and whose."""

from typing import NamedTuple

from kg.language.lexicon import Cue
from kg.language.reading import VERBAL, Reading, is_word
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


def rest_of_sentence(reading: Reading, token: Token, last: Token) -> Content:
    """Return what a sentence says besides the phrase that tells whose it is.

    A phrase that neither opens nor ends its sentence stands in the middle of what is said.
    The phrase goes from a token to its `last` word, and over what hangs on its noun: "Ifølge
    formanden, Ida Lund, der har målt broen, ...".
    """
    doc, sentence = reading.doc, token.sent
    opens = token.i == sentence.start
    after = last.i + 1
    while after < sentence.end and (
        after in reading.name_at or (opens and after < sentence.end - 1 and _goes_on(doc[after]))
    ):
        after += 1
    if doc[min(after, len(doc) - 1)].text == "," and token.i < token.head.i <= last.i:
        own = (c.right_edge.i + 1 for c in token.head.children if c.dep_ != "list")
        after = max(after, *own)
    start, end = after if opens else sentence.start, sentence.end
    if not opens and end - after < 2:
        end = token.i
    return Content(*words_within(reading, start, end), "indirect")


def _goes_on(token: Token) -> bool:
    """Tell whether a word goes on with the phrase that opens a sentence: no verb, no comma."""
    return token.pos_ not in VERBAL and token.text != ","


def words_within(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return where the first word of a stretch begins and its last one ends, marks left out.

    Of marks alone nothing is left: both are the same then.
    """
    while start < end and not is_word(reading.doc[start]):
        start += 1
    while end > start and not is_word(reading.doc[end - 1]):
        end -= 1
    return start, end
