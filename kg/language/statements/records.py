"""Make the records of statements from drafts."""

from dataclasses import replace
from datetime import date

from kg.language.reading import Reading, has
from kg.language.statements.dates import find_day, published_day
from kg.language.statements.days import Tense
from kg.language.statements.drafts import Draft
from kg.language.syntax.clauses import auxiliaries, is_negated, modality
from kg.language.tokens import Token
from kg.model import Statement, statement_id


def record(reading: Reading, draft: Draft, reporter: str | None) -> Statement:
    """Return the record of a statement, given who reports it."""
    found, content = draft.found, draft.content
    cue_start, cue_end = reading.offset(found.start, found.end)
    start, end = reading.offset(content.start, max(content.end, content.start + 1))
    sentence = reading.doc[found.verb.i].sent
    sentence_start, sentence_end = reading.offset(sentence.start, sentence.end)
    target = draft.targets[0] if draft.targets else None
    mentioned = [n.entity for n in reading.names_within(content.start, content.end)]
    topics = [
        e
        for e in dict.fromkeys([*draft.targets[1:], *mentioned])
        if e not in {draft.source, target}
    ]
    action = content.form == "action"
    published = published_day(reading.article.published, reading.profile.dates.zone)
    day = _day(reading, draft, published) if published else None
    said = day if not action else None
    if said is None and published:
        said = published.isoformat(), "published"
    return Statement(
        id=statement_id(
            reading.article.id, cue_start, cue_end, draft.source, found.cue.predicate, target
        ),
        article=reading.article.id,
        paragraph=reading.paragraph(found.verb.i),
        predicate=found.cue.predicate,
        cue=reading.article.text[cue_start:cue_end],
        cue_start=cue_start,
        cue_end=cue_end,
        lemma=" ".join((found.cue.lemma, *found.cue.particles)),
        source=draft.source,
        target=target,
        topics=tuple(topics),
        form=content.form,
        negated=found.cue.predicate != "REJECTED"
        and is_negated(reading, found.verb)
        and not reading.profile.verbs.negations.intersection(found.cue.particles)
        and content.form != "direct",
        modality=modality(reading, found.verb),
        text=reading.content(content.start, max(content.end, content.start + 1)),
        start=start,
        end=end,
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        said_on=said[0] if said else None,
        said_from=said[1] if said else None,
        event_on=day[0] if action and day else None,
        event_from=day[1] if action and day else None,
        reported_by=reporter if not content.beside else None,
        confidence=draft.sure,
        rule=draft.rule,
    )


def _day(reading: Reading, draft: Draft, published: date) -> tuple[str, str] | None:
    """Return the day that the sentence of a cue names, and the words that do.

    What is said tells nothing of the day it is said on, which is no later than publication.
    """
    verb, content = draft.found.verb, draft.content
    action = content.form == "action"
    told = content.form in {"direct", "indirect"}
    outside = [t for t in verb.sent if not told or not content.start <= t.i < content.end]
    before = "".join([f"{t.text} " if t.spaced else t.text for t in outside if t.i < verb.i])
    after = "".join([f"{t.text} " if t.spaced else t.text for t in outside if t.i >= verb.i])
    return find_day(
        before + after,
        published,
        reading.profile.dates,
        cue=len(before),
        tense=_tense(reading, verb) if action else "past",
    )


def _tense(reading: Reading, verb: Token) -> Tense:
    if modality(reading, verb) in {"planned", "required"}:
        return "future"
    return "past" if any(has(t, "Tense", "Past") for t in (verb, *auxiliaries(verb))) else None


def unique(statements: list[Statement]) -> list[Statement]:
    """Drop statements with the id of an earlier one; nobody reports their own direct speech."""
    first: dict[str, Statement] = {}
    for statement in statements:
        first.setdefault(
            statement.id,
            statement
            if statement.reported_by != statement.source or statement.form != "direct"
            else replace(statement, reported_by=None),
        )
    return list(first.values())
