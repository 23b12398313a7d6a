"""What decided each part of a statement, in words, and how sure the whole is."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.explain.account import Account
from kg.model import PREDICATES, Form, Modality, Statement

#: The constructions that a cue is found in.
CONSTRUCTIONS = {
    "verb": "a verb",
    "noun": "a noun",
    "according to": "'ifølge' or its like",
    "colon": "a colon after the speaker",
    "sounds": "'lyder det' or its like",
    "opinion": "somebody's opinion",
    "intention": "what somebody wants to do",
    "refusal": "what somebody does not want to do",
}
#: The ways to a source.
WAYS = {
    "subject": "its subject",
    "governing": "the subject of the verb above it",
    "second": "another subject",
    "doer": "the agent of its passive",
    "after": "who stands after it",
    "behind": "who stands behind it, where it has no subject",
    "before": "who stands before it",
    "apposition": "its subject, with an apposition before it",
    "controller": "whose infinitive it is",
    "owner": "whom its subject belongs to",
    "joined": "the source of the verb that it is joined with",
    "speaker": "the speaker of the quote it stands in",
    "last": "who spoke last",
    "sentence": "somebody in the sentence",
    "reference": "whom a pronoun or a noun of the sentence means",
    "earlier": "somebody named shortly before",
}
FORMS: dict[Form, str] = {
    "direct": "the very words",
    "indirect": "a clause that tells what was said",
    "reported": "named, not told: no clause says what",
    "action": "a deed, not words",
}
MODALITIES: dict[Modality, str] = {
    "asserted": "told as fact",
    "possible": "may be, by the words around the cue",
    "required": "should be, by the words around the cue",
    "planned": "is to be, by the words around the cue",
}
#: From which confidence on a statement is called so.
SURENESS = (
    (0.95, "nearly certain"),
    (0.9, "very sure"),
    (0.75, "rather sure"),
    (0.5, "likelier right than wrong"),
    (0.0, "likelier wrong than right"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a statement, what was found for it, and why; "" where nothing more is known."""

    part: str
    found: str
    because: str = ""


def reasons(account: Account, statement: Statement) -> list[Reason]:
    """Return every part of a statement of an account, in the order in which they are read."""
    return [*_who_and_what(account, statement), *_how(statement), *_when(account, statement)]


def in_short(account: Account, statement: Statement) -> str:
    """Return who, what and whom: "Hamas not THREATENED Israel"."""
    target = account.name(statement.target) if statement.target else ""
    negated = "not " if statement.negated else ""
    words = (account.name(statement.source), f"{negated}{statement.predicate}", target)
    return " ".join(filter(None, words))


def how_sure(confidence: float) -> str:
    """Return in words what a confidence (0 to 1) says: what share of such statements is right."""
    words = next(words for least, words in SURENESS if confidence >= least)
    return f"{words}: about {round(100 * confidence)} in 100 such statements are right"


def _who_and_what(account: Account, statement: Statement) -> Iterator[Reason]:
    s, event = statement, ", ".join(filter(None, PREDICATES[statement.predicate]))
    cue = f"the cue {_quoted(s.cue)}, a form of {_quoted(s.lemma)}"
    way = f"{_way(s.rule)}; {_named(account, s, s.source)}"
    yield Reason("source", _entity(account, s.source), way)
    yield Reason("predicate", s.predicate + (f" ({event})" if event else ""), cue)
    if s.target:
        yield Reason("target", _entity(account, s.target), _named(account, s, s.target))
    else:
        yield Reason("target", "none")
    for topic in s.topics:
        yield Reason("topic", _entity(account, topic), _named(account, s, topic))
    yield Reason("content", s.text, f"characters {s.start} to {s.end}")


def _how(statement: Statement) -> Iterator[Reason]:
    yield Reason("form", statement.form, FORMS[statement.form])
    yield Reason("negated", "yes" if statement.negated else "no")
    yield Reason("modality", statement.modality, MODALITIES[statement.modality])


def _when(account: Account, statement: Statement) -> Iterator[Reason]:
    s = statement
    for part, day, origin in (
        ("said on", s.said_on, s.said_from),
        ("event on", s.event_on, s.event_from),
    ):
        if day:
            yield Reason(part, day.replace("/", " to "), _origin(origin))
    if s.reported_by:
        yield Reason("reported by", _entity(account, s.reported_by), "a claim, not a fact")
    yield Reason("confidence", f"{s.confidence:.2f}", how_sure(s.confidence))


def _origin(origin: str | None) -> str:
    if origin == "published":
        return "the day of publication: no word tells another"
    return f"the words {_quoted(origin)}" if origin else ""


def _way(rule: str) -> str:
    """Return in words the construction of a statement and the way to its source."""
    if not rule:
        return "no rule is noted"
    construction, _, way = rule.partition("/")
    words = (CONSTRUCTIONS.get(construction, construction), WAYS.get(way, way))
    return f"rule {rule} ({': '.join(filter(None, words))})"


def _named(account: Account, statement: Statement, entity: str) -> str:
    """Return as what an entity is named in the sentence of a statement and in its content."""
    s, text = statement, account.article.text
    first, last = min(s.sentence_start, s.start), max(s.sentence_end, s.end)
    surfaces = [
        text[n.start : n.end]
        for n in account.namings
        if n.entity == entity and first <= n.start < last
    ]
    if not surfaces:
        return "not named there"
    return f"named as {', '.join(map(_quoted, dict.fromkeys(surfaces)))}"


def _entity(account: Account, entity: str) -> str:
    return f"{account.name(entity)} ({entity})"


def _quoted(text: str | None) -> str:
    return f'"{text}"'
