"""Make statements: who said or did what to whom, from the cues of an article.

Cues and what they say; their sources, of those proposed the likeliest; whom they are directed at;
which stands in the content of which; and how sure each is.
"""

from dataclasses import dataclass

from kg.language.reading import Reading
from kg.language.statements.cued import find_cued
from kg.language.statements.drafts import Draft, drafts_of
from kg.language.statements.happened import LIBEL
from kg.language.statements.nesting import Spans, reporters, stands
from kg.language.statements.records import record, unique
from kg.language.statements.scoring.choose import Scored, choose
from kg.language.statements.scoring.scorer import Choice, Scorer, load_scorer
from kg.language.statements.scoring.sureness import describe_draft
from kg.language.statements.speech import find_speech


@dataclass(frozen=True, slots=True)
class Made:
    """A draft of a statement, and the scored proposal that it was made from."""

    draft: Draft
    scored: Scored


def find_statements(reading: Reading) -> None:
    """Fill `reading.statements`, in order of their cues."""
    find_speech(reading)
    scorer = load_scorer(reading.language)
    bars = scorer.choice.source, scorer.choice.seldom
    chosen = choose(reading, find_cued(reading), scorer.sources, *bars)
    drafts = sure_enough(reading, make(reading, chosen), scorer)
    told_by = reporters(drafts)
    reading.statements = unique(
        [record(reading, d, by) for d, by in zip(drafts, told_by, strict=True)]
    )


def make(reading: Reading, chosen: list[list[Scored]]) -> list[Made]:
    """Return the drafts of the cues whose sources are chosen, in order of cue and source."""
    made = [m for scored in chosen for m in _made(reading, scored)]
    governing = Spans([m.draft for m in made if m.draft.content.form == "indirect"])
    kept = [m for m in made if stands(reading, m.draft, governing)]
    return sorted(kept, key=lambda m: (m.draft.found.start, m.draft.source))


def sure_enough(reading: Reading, made: list[Made], scorer: Scorer) -> list[Draft]:
    """Return the drafts that are sure enough, each with its confidence."""
    chances = scorer.statements.scores([describe_draft(reading, m.draft, m.scored) for m in made])
    for each, chance in zip(made, chances, strict=True):
        each.draft.sure = scorer.choice.confidence(chance)
    return [m.draft for m in made if m.draft.sure >= _least(scorer.choice, m.draft)]


def _least(choice: Choice, draft: Draft) -> float:
    return choice.harm if draft.found.cue.predicate in LIBEL else choice.sure


def _made(reading: Reading, scored: list[Scored]) -> list[Made]:
    """Return the drafts of a cue with the proposals that its sources come from."""
    by_source = {s.proposal.entity: s for s in scored}
    cued = scored[0].proposal.cued
    drafts = drafts_of(reading, cued, list(by_source))
    for draft in drafts:
        draft.rule = by_source[draft.source].rule
    return [Made(draft, by_source[draft.source]) for draft in drafts]
