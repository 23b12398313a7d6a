"""Say how sure a statement is, given its source: whether predicate and target are right too."""

from kg.language.reading import Reading
from kg.language.statements.drafts import Draft
from kg.language.statements.scoring.choose import Scored
from kg.language.statements.scoring.scorer import Described
from kg.language.syntax.clauses import is_negated, modality

NUMBERS = (
    *("chance", "chance of another", "rules agree", "allowed", "targets", "target named"),
    *("target distance", "target in content", "negated", "asserted", "in quote", "topics"),
    *("content words", "target is speaker", "target mentions", "finders", "source places"),
)
WORDS = (
    *("cue", "predicate", "predicate and target", "kind and form", "rule", "cue and target"),
    *("target kind", "predicate and form"),
)
FAR = 40


def describe_draft(reading: Reading, draft: Draft, scored: Scored) -> Described:
    """Return the numbers and the words of a statement for the scorer."""
    found, content, verb = draft.found, draft.content, draft.found.verb
    target = draft.targets[0] if draft.targets else None
    names = reading.names_within(verb.sent.start, verb.sent.end)
    places = [n.start for n in names if n.entity == target]
    nearest = min(places, key=lambda i: abs(i - verb.i), default=None)
    within = reading.names_within(content.start, content.end)
    topics = {n.entity for n in within} - {draft.source, target}
    kind = target.partition(":")[0] if target else "none"
    predicate, form = found.cue.predicate, content.form
    cue = " ".join((found.cue.lemma, *found.cue.particles))
    numbers: list[float] = [
        scored.chance,
        scored.other,
        draft.source in scored.proposal.cued.named,
        scored.proposal.cued.allowed,
        len(draft.targets),
        nearest is not None,
        min(abs(nearest - verb.i), FAR) if nearest is not None else -1,
        nearest is not None and content.start <= nearest < content.end,
        is_negated(reading, verb),
        modality(reading, verb) == "asserted",
        reading.quote_at(verb.i) is not None,
        len(topics),
        min(content.end - content.start, FAR),
        target is not None and target == draft.speaker,
        sum(n.entity == target for n in reading.names[:200]),
        len(scored.proposal.finders),
        sum(n.entity == draft.source for n in names),
    ]
    words = [
        cue,
        predicate,
        f"{predicate} {kind}",
        f"{found.cue.kind} {form}",
        scored.rule,
        f"{cue} {target is not None}",
        kind,
        f"{predicate} {form}",
    ]
    return numbers, words
