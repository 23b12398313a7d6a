"""Make statements: who said or did what to whom, from the cues of an article.

First the cues outside direct speech, which tell who speaks where; then those inside it, where "jeg"
is the speaker. A statement inside the content of another one is reported by that one's source.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush
from itertools import accumulate

from spacy.tokens import Token

from kg.language.reading import Quote, Reading, has
from kg.language.statements.attributions import attributions
from kg.language.statements.content import Content, clause_of, find_content
from kg.language.statements.cues import Found, find_cues
from kg.language.statements.dates import find_day, published_day
from kg.language.statements.days import Tense
from kg.language.statements.happened import is_done, is_undone_by
from kg.language.statements.inquits import split_dashes
from kg.language.statements.sources import sources
from kg.language.statements.targets import find_targets, noun_source, noun_targets
from kg.language.syntax.clauses import auxiliaries, is_hypothetical, is_negated, modality
from kg.model import Statement, statement_id

#: Predicates whose infinitive says what their target did.
ABOUT_TARGET = {"ACCUSED", "CRITICISED", "PRAISED"}
#: So many drafts back "lød det videre" looks for who spoke last.
NEAR = 40
#: Predicates that those who share a subject do to each other.
MUTUAL = {"MET", "NEGOTIATED", "COOPERATED"}


@dataclass(slots=True)
class Draft:
    """A statement before its record is made."""

    found: Found
    source: str
    targets: list[str]
    content: Content
    speaker: str | None = None
    sure: float = 0.8


def find_statements(reading: Reading) -> None:
    """Fill `reading.statements`, in order of their cues."""
    split_dashes(reading)
    speakers: dict[Quote, str] = {}
    cues = list(find_cues(reading))
    drafts: list[Draft] = []
    for found in cues:
        if reading.quote_at(found.verb.i) is None:
            made = _drafts(reading, found, None)
            drafts += made
            for draft in made:
                if draft.content.beside:
                    speakers.setdefault(draft.content.beside, draft.source)
    ordered = sorted(drafts, key=_at)
    for content, found, named in attributions(reading):
        entities = named or _last_source(ordered, found.start)
        made = [Draft(found, e, [], content, sure=0.85) for e in entities]
        drafts += made
        place = bisect_right(ordered, found.start, key=_at)
        ordered[place:place] = made
        if content.beside and entities:
            speakers.setdefault(content.beside, entities[0])
    _carry_on(reading, speakers)
    for found in cues:
        quote = reading.quote_at(found.verb.i)
        if quote is not None and (quote in speakers or not _long(quote)):
            drafts += _drafts(reading, found, speakers.get(quote))
    governing = Spans([d for d in drafts if d.content.form == "indirect"])
    drafts = [d for draft in drafts if (d := _governed(reading, draft, governing))]
    drafts.sort(key=lambda d: (d.found.start, d.source))
    reporters = _reporters(drafts)
    reading.statements = _unique(
        [_record(reading, d, r) for d, r in zip(drafts, reporters, strict=True)]
    )


class Spans:
    """Finds the drafts whose content holds a token; it answers in the order they were given."""

    def __init__(self, drafts: list[Draft]) -> None:
        spans = sorted((d.content.start, n, d) for n, d in enumerate(drafts))
        self._starts = [start for start, _, _ in spans]
        self._drafts = [(n, d) for _, n, d in spans]
        #: The last end of the spans so far: none of them reaches further.
        self._reach = list(accumulate((d.content.end for _, _, d in spans), max))

    def around(self, token: int) -> list[Draft]:
        """Return the drafts whose content holds a token."""
        found, i = [], bisect_right(self._starts, token) - 1
        while i >= 0 and self._reach[i] > token:
            if self._drafts[i][1].content.end > token:
                found.append(self._drafts[i])
            i -= 1
        return [draft for _, draft in sorted(found, key=lambda f: f[0])]


def _at(draft: Draft) -> int:
    return draft.found.start


def _governed(reading: Reading, draft: Draft, governing: Spans) -> Draft | None:
    """Return a statement as the one whose content it stands in lets it stand, or None.

    What somebody is accused of, praised or criticised for in an infinitive is theirs: the target
    acts. What is threatened, denied, feared or not believed is no deed.
    """
    verb = draft.found.verb
    for outer in governing.around(verb.i):
        if outer.found.verb.i == verb.i or outer.content.end <= outer.found.verb.i:
            continue
        if is_undone_by(reading, outer.found, draft.found, outer.content.start):
            return None
        if (
            outer.found.cue.predicate in ABOUT_TARGET
            and draft.source == outer.source
            and _opens_infinitive(outer.content, verb)
        ):
            agents = [t for t in outer.targets if t not in draft.targets]
            return replace(draft, source=agents[0]) if agents else None
    return draft


def _opens_infinitive(content: Content, verb: Token) -> bool:
    """Tell whether a verb is the infinitive at the beginning of a content: "for at have løjet"."""
    return has(verb, "VerbForm", "Inf") and verb.i - content.start <= 3


def _long(quote: Quote) -> bool:
    return quote.end - quote.start >= 4


def _last_source(ordered: list[Draft], before: int) -> list[str]:
    """Return who spoke last before a token: the speaker of "lød det videre".

    It is looked for among the nearest drafts of those in order.
    """
    place = bisect_left(ordered, before, key=_at)
    near = ordered[max(place - NEAR, 0) : place + NEAR]
    spoken = [
        d
        for d in ordered[max(place - NEAR, 0) : place]
        if d.content.form != "action"
        and not any(o.content.start <= d.found.start < o.content.end for o in near if o is not d)
    ]
    return [max(spoken, key=_at).source] if spoken else []


def _carry_on(reading: Reading, speakers: dict[Quote, str]) -> None:
    """Give a paragraph of speech without a cue the speaker of the one before."""
    last: str | None = None
    for quote in reading.quotes:
        if quote in speakers:
            last = speakers[quote]
        elif last and (quote.dash or _is_paragraph(reading, quote)):
            speakers[quote] = last


def _is_paragraph(reading: Reading, quote: Quote) -> bool:
    """Tell whether a quote is all of its paragraph, as the answers of an interview are."""
    start, end = reading.paragraph_bounds(reading.paragraph(quote.start))
    return quote.opens <= start and quote.closes >= end - 1


def _drafts(reading: Reading, found: Found, speaker: str | None) -> list[Draft]:
    verb, cue = found.verb, found.cue
    if cue in reading.lexicon.nouns.get(cue.lemma, ()):
        return _noun_drafts(reading, found, speaker)
    if is_hypothetical(reading, verb) or _only_repeats(reading, verb, speaker):
        return []
    if not is_done(reading, found):
        return []
    content = find_content(reading, verb, found.end)
    if not _says_enough(found, content):
        return []
    drafts, who = [], [s for s in sources(reading, verb, speaker) if not s.startswith("place:")]
    for source in who:
        targets = find_targets(reading, found, source, speaker)
        if not targets and cue.predicate in MUTUAL:
            targets = [other for other in who if other != source]
        if cue.kind != "action":
            drafts.append(
                Draft(
                    found,
                    source,
                    targets,
                    content or clause_of(reading, verb),
                    speaker,
                    0.9 if _stands_beside(found, content) else 0.8,
                )
            )
        elif targets:
            drafts.append(Draft(found, source, targets, clause_of(reading, verb), speaker, 0.7))
    return drafts


def _stands_beside(found: Found, content: Content | None) -> bool:
    """Tell whether a cue stands beside what is said, as in an inquit."""
    return content is not None and (
        content.form == "direct" or (content.form == "indirect" and content.end <= found.verb.i)
    )


def _says_enough(found: Found, content: Content | None) -> bool:
    """Tell whether a cue has the content that its kind must have."""
    match found.cue.kind:
        case "inquit":
            return _stands_beside(found, content)
        case "clause":
            return content is not None and content.form != "reported"
        case "attitude":
            return content is not None
    return True


def _noun_drafts(reading: Reading, found: Found, speaker: str | None) -> list[Draft]:
    source = noun_source(reading, found.verb, speaker)
    if not source or source.startswith("place:"):
        return []
    targets = noun_targets(reading, found, source)
    followed = (
        found.verb.i + 1 < len(reading.doc)
        and found.verb.nbor().lower_ in reading.profile.speech.noun_complements
    )
    if not targets and (found.cue.kind == "action" or not followed):
        return []
    return [Draft(found, source, targets, clause_of(reading, found.verb), speaker, 0.5)]


def _only_repeats(reading: Reading, verb: Token, speaker: str | None) -> bool:
    """Tell whether a cue is the "jeg tror" or "vi håber" of a quote.

    It says no more than that it is said.
    """
    pronouns = reading.profile.pronouns
    own = [c for c in verb.children if c.dep_.startswith("nsubj")]
    if any(c.lower_ in pronouns.one | pronouns.you for c in own):
        return True
    return (
        speaker is not None
        and verb.lemma_ in reading.profile.speech.own_beliefs
        and any(c.lower_ in pronouns.own for c in own)
    )


def _reporters(drafts: list[Draft]) -> list[str | None]:
    """Return for each draft the source of the innermost one whose content holds its cue.

    Where there is none, it is who says the direct speech around it. The drafts are gone through by
    where their cues stand, with the contents that have begun there in a heap, shortest first.
    """
    waiting = sorted(
        (d.content.start, d.content.end - d.content.start, n)
        for n, d in enumerate(drafts)
        if d.content.form in {"direct", "indirect"}
    )[::-1]
    begun: list[tuple[int, int]] = []
    found: dict[int, str | None] = {}
    for number in sorted(range(len(drafts)), key=lambda n: drafts[n].found.verb.i):
        at = drafts[number].found.verb.i
        while waiting and waiting[-1][0] <= at:
            heappush(begun, waiting.pop()[1:])
        aside = []
        while begun and (_is_over(drafts, begun[0], at) or _own(drafts, begun[0], number)):
            item = heappop(begun)
            if not _is_over(drafts, item, at):
                aside.append(item)
        found[number] = drafts[begun[0][1]].source if begun else drafts[number].speaker
        for item in aside:
            heappush(begun, item)
    return [found[n] for n in range(len(drafts))]


def _is_over(drafts: list[Draft], item: tuple[int, int], at: int) -> bool:
    return drafts[item[1]].content.end <= at


def _own(drafts: list[Draft], item: tuple[int, int], number: int) -> bool:
    """Tell whether a content is that of the cue itself, or of one at the same verb."""
    return drafts[item[1]].found.verb.i == drafts[number].found.verb.i


def _record(reading: Reading, draft: Draft, reporter: str | None) -> Statement:
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
    )


def _day(reading: Reading, draft: Draft, published: date) -> tuple[str, str] | None:
    """Return the day that the sentence of a cue names, and the words that do.

    What is said tells nothing of the day it is said on, which is no later than publication.
    """
    verb, content = draft.found.verb, draft.content
    action = content.form == "action"
    outside = [t for t in verb.sent if action or not content.start <= t.i < content.end]
    before = "".join(t.text_with_ws for t in outside if t.i < verb.i)
    after = "".join(t.text_with_ws for t in outside if t.i >= verb.i)
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


def _unique(statements: list[Statement]) -> list[Statement]:
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
