"""What a text says only to say that it is not so: what was not said, is imagined or ought to be."""

from itertools import pairwise

from kg.language.reading import Reading, once
from kg.language.syntax.clauses import auxiliaries
from kg.language.tokens import Token

#: Within so many tokens before a verb its clause is opened.
REACH = 10


@once
def is_unreal(reading: Reading, verb: Token) -> bool:
    """Tell whether the text does not vouch for what a verb says, not even as a plan.

    "burde have sagt", "bør støtte", "som om han troede", "ikke fordi hun er bange".
    """
    return _ought(reading, verb) or _is_denied(reading, verb)


def _ought(reading: Reading, verb: Token) -> bool:
    """Tell whether somebody only ought to do it, or would have: "bør", "ville have sagt"."""
    words = reading.profile.verbs
    found = [t.lower_ for t in auxiliaries(verb)]
    if not words.ought.isdisjoint(found):
        return True
    return words.perfect in found and any(
        one in words.would and other == words.perfect for one, other in pairwise(found)
    )


def _is_denied(reading: Reading, verb: Token) -> bool:
    """Tell whether the clause of a verb is imagined, "som om", or no reason, "ikke fordi"."""
    words, doc = reading.profile.verbs, verb.doc
    before: list[str] = []
    for token in reversed(doc[max(verb.sent.start, verb.i - REACH) : verb.i]):
        if token.text == "," or token.pos_ == "VERB":
            break
        before.insert(0, token.lower_)
    if words.as_if in map(" ".join, pairwise(before)):
        return True
    return words.because in before and words.no in before[: before.index(words.because)]
