"""Tell whether the text says that a deed was done.

A question, a plan, a duty, a doubt, a fear and a denial make no deed: "tror ikke, at USA vil
angribe", "kan true igen", "frygter, at Rusland angriber". What is only told ("skal have angrebet")
is one that may be.
"""

from kg.language.reading import Reading, has
from kg.language.statements.cues import Found
from kg.language.syntax.clauses import (
    in_relative,
    is_hearsay,
    is_negated,
    modality,
)
from kg.language.tokens import Token
from kg.model import PREDICATES

#: Predicates whose content has not happened, or not as far as their source says.
IRREALIS = {
    "THREATENED",
    "PROMISED",
    "PLANNED",
    "DEMANDED",
    "URGED",
    "PROPOSED",
    "WARNED",
    "REJECTED",
    "OPPOSED",
    "DENIED",
}
#: Words to somebody's harm, which are held to what deeds are.
HARMFUL_WORDS = {"ACCUSED", "THREATENED"}
#: What may be libel where it is wrong.
LIBEL = HARMFUL_WORDS | {"ARRESTED", "ATTACKED", "KILLED", "SEIZED"}
#: So many verbs up a doubt is looked for.
HEIGHT = 4


def is_harm(predicate: str) -> bool:
    """Tell whether a predicate is a deed, or words, against somebody."""
    return PREDICATES[predicate][1] == "material conflict" or predicate in HARMFUL_WORDS


def is_done(reading: Reading, found: Found) -> bool:
    """Tell whether a cue is vouched for as what was done, as far as its own sentence shows."""
    verb = found.verb
    if not (found.cue.kind == "action" or is_harm(found.cue.predicate)):
        return True
    if _is_asked(reading, verb) or _is_doubted(reading, verb):
        return False
    return (
        not is_harm(found.cue.predicate)
        or modality(reading, verb) == "asserted"
        or is_hearsay(reading, verb)
    )


def is_undone_by(reading: Reading, outer: Found, inner: Found, start: int) -> bool:
    """Tell whether a statement leaves open, or denies, the deed that its content tells of.

    The content begins at `start`. What a relative clause in it tells is taken for granted.
    """
    if not (inner.cue.kind == "action" or is_harm(inner.cue.predicate)):
        return False
    if in_relative(inner.verb, start):
        return False
    return outer.cue.predicate in IRREALIS or is_negated(reading, outer.verb)


def _is_asked(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb stands in a question: "Har USA angrebet Iran?", "om USA har angrebet"."""
    whether = reading.profile.clauses.whether
    if not has(verb, "VerbForm", "Inf") and any(
        c.lower_ == whether and c.i < verb.i for c in verb.children
    ):
        return True
    doc, end = verb.doc, verb.sent.end
    return any(t.text == "?" for t in doc[max(end - 2, verb.i) : end])


def _is_doubted(reading: Reading, verb: Token) -> bool:
    """Tell whether a clause hangs on a verb of doubt: "tvivler på, at USA har angrebet"."""
    current = verb
    for _ in range(HEIGHT):
        if current.head.i == current.i or current.dep_ == "acl:relcl":
            return False
        current = current.head
        if current.lemma_ in reading.profile.verbs.doubts:
            return True
    return False
