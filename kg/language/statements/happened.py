"""Tell whether the text says that a deed was done.

A question, a plan, a duty, a doubt, a fear, a condition and a denial make no deed: "tror ikke, at
USA vil angribe", "kan true igen", "frygter, at Rusland angriber". What is only told ("skal have
angrebet") is one that may be.
"""

from kg.language.reading import Reading, has
from kg.language.statements.cues import Found
from kg.language.syntax.clauses import (
    in_relative,
    is_hearsay,
    is_negated,
    is_passive,
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
#: Within so many tokens before a verb its clause is opened.
CONDITION_REACH = 8


def is_harm(predicate: str) -> bool:
    """Tell whether a predicate is a deed, or words, against somebody."""
    return PREDICATES[predicate][1] == "material conflict" or predicate in HARMFUL_WORDS


def is_done(reading: Reading, found: Found) -> bool:
    """Tell whether a cue is vouched for as what was done, as far as its own sentence shows.

    What is intended is held to that too: "Vil USA købe øen?" is no plan.
    """
    verb = found.verb
    done = found.cue.kind == "action" or is_harm(found.cue.predicate)
    if not (done or found.rule == "intention"):
        return True
    if any(left(reading, verb) for left in (_is_asked, _is_doubted, _is_conditional)):
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
    """Tell whether a clause hangs on what leaves it open.

    "tvivler på, at USA har angrebet", "ingen tegn på, at", "det passer ikke, at", "er sigtet for at
    have".
    """
    current = verb
    for _ in range(HEIGHT):
        if current.head.i == current.i or _is_relative(reading, current):
            return False
        current = current.head
        if _leaves_open(reading, current):
            return True
    return False


def _is_relative(reading: Reading, verb: Token) -> bool:
    """Tell whether a clause is relative; one with "at" is not, whatever the parser calls it."""
    that = reading.profile.clauses.that
    return verb.dep_ == "acl:relcl" and not any(
        c.dep_ == "mark" and c.lower_ == that for c in verb.children
    )


def _leaves_open(reading: Reading, above: Token) -> bool:
    """Tell whether a word says that what hangs on it is doubted, denied or only alleged."""
    words = reading.profile.verbs
    lemmas = {above.lemma_.lower(), above.lower_}
    return (
        bool(lemmas & (words.doubts | words.untrue))
        or (bool(lemmas & words.truth) and is_negated(reading, above))
        or any(c.dep_ == "det" and c.lower_ in words.none for c in above.children)
        or (above.lemma_ in words.accusing and is_passive(reading, above))
    )


def _is_conditional(reading: Reading, verb: Token) -> bool:
    """Tell whether a condition opens the clause of a verb: "uanset om Rusland angriber"."""
    words, doc = reading.profile.verbs, verb.doc
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - CONDITION_REACH) - 1, -1):
        if doc[i].text == "," or doc[i].pos_ == "VERB":
            return False
        if f"{doc[i].lower_} {doc[i + 1].lower_}" in words.unless:
            return True
        if doc[i].lower_ == words.when and has(verb, "Tense", "Pres"):
            return True
    return False
