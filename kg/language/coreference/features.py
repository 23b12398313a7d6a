"""What speaks for and against an entity being what a word stands for."""

from collections.abc import Iterator

from kg.language.coreference.asked import Asked, says
from kg.language.coreference.descriptions import described
from kg.language.coreference.facts import Facts, Fits, InTree, Seen, Unseen, Wherever
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import (
    Candidate,
    places_before,
    standing,
)
from kg.language.names.gazetteer import gender as forename_gender
from kg.language.reading import Reading

SEX = {"he": "m", "she": "f"}
#: Distances, in sentences, and numbers of times, that are told apart: the first not below.
STEPS = (0, 1, 2, 3, 5, 9)
STEPPED = [max(step for step in STEPS if step <= number) for number in range(STEPS[-1] + 1)]
#: Candidates of a kind that come further back than this one are told apart no more.
FURTHEST_RANK = 4
#: Tokens before the last place of an entity within which it counts that it was a subject.
NEAR = 40


def candidates(reading: Reading, phrase: Phrase, rule: str | None = None) -> list[Candidate]:
    """Return the entities named or meant before a word, the last one first.

    The one that the rules say is among them, however far back. Of a plural no person is one:
    several are a group (`groups`).
    """
    found: dict[str, Candidate] = {}
    for place in places_before(reading, phrase.token.i):
        if place.entity not in found:
            found[place.entity] = Candidate(place.entity, kind_of(reading, place.entity))
        found[place.entity].places.append(place)
    further = standing(reading).most | {phrase.owner or "", rule or ""}
    for entity in sorted(further - found.keys()):
        if entity and entity in reading.entities:
            found[entity] = Candidate(entity, kind_of(reading, entity))
    kept = [c for c in found.values() if c.kind != "PERSON" or phrase.form != "they"]
    return sorted(kept, key=lambda c: -c.places[-1].at if c.places else 1)


def kind_of(reading: Reading, entity: str) -> str:
    """Return the kind of an entity of the article."""
    return reading.entities[entity].kind if entity in reading.entities else "?"


def nobody(asked: Asked) -> list[str]:
    """Return what speaks for a word standing for no entity of the article."""
    phrase, kinds = asked.phrase, asked.kinds
    found = [phrase.form]
    if phrase.word:
        fit = {
            c.kind
            for c in asked.among
            if c.kind in kinds and (c.places or c.entity == phrase.owner)
        }
        whose = "owned" if phrase.owner else "free"
        found += asked.of_noun
        found += [
            f"{phrase.put}",
            f"{phrase.form} {phrase.put} {whose}",
            f"{phrase.put} {bool(kinds)} {whose}",
            f"{phrase.put} {bool(kinds)} {len(fit) > 0}",
            f"{phrase.put} says {asked.says}",
            f"{phrase.put} {bool(kinds)} {len(fit) > 0} says {asked.says}",
        ]
        found += [f"{kind} {phrase.put} {kind in fit}" for kind in sorted(kinds)]
        found += _of_itself(phrase)
    return [f"nobody {f}" for f in found]


def _of_itself(phrase: Phrase) -> Iterator[str]:
    """Yield what tells that a noun says by itself whom it means: what follows it, its adjective."""
    token = phrase.token
    after = {c.dep_.partition(":")[0] for c in token.children if c.i > token.i}
    yield from (f"{phrase.put} with {dep}" for dep in sorted(after & {"nmod", "acl", "appos"}))
    if phrase.owner is None and any(c.dep_ == "amod" for c in token.children):
        yield f"{phrase.put} with adjective"


def features(asked: Asked, candidate: Candidate) -> Iterator[str]:
    """Yield what speaks for or against a candidate."""
    sort, of_kind = told_of_kind(asked, candidate.kind)
    plain, alike = told(asked, candidate, sort)
    yield from (*plain, *of_kind, *alike)
    yield from (f"{sort} {f}" for f in plain)


def told_of_kind(asked: Asked, kind: str) -> tuple[str, list[str]]:
    """Return the sort of a word beside candidates of a kind, and what speaks of all of them."""
    phrase = asked.phrase
    if not phrase.word:
        return phrase.form, [f"{phrase.form} {kind}", phrase.form]
    sort = "open" if not asked.kinds else "fits" if kind in asked.kinds else "misfits"
    put = [f"{sort} {phrase.form} {phrase.put}", f"{sort} {kind} {phrase.put}"]
    return sort, [f"{phrase.form} {kind}", sort, *put, *(f"{f} {kind}" for f in asked.of_noun)]


def told(asked: Asked, candidate: Candidate, sort: str) -> tuple[list[str], list[str]]:
    """Return what speaks for or against a candidate, given the sort of the word beside it.

    What comes first counts both by itself and with the sort before it.
    """
    plain = [feature for family in facts(asked, candidate) for feature in family.told()]
    return plain, [*alike_told(asked.phrase.put, sort, tuple(described(asked, candidate)))]


def alike_told(put: str, sort: str, alike: tuple[str, ...]) -> Iterator[str]:
    """Yield what a description agrees in, by itself and with how and with what sort it is put."""
    for feature in alike:
        yield from (feature, f"{put} {feature}", f"{sort} {feature}")


def facts(asked: Asked, candidate: Candidate) -> list[Facts]:
    """Return what speaks for or against a candidate, but for how a description agrees with it."""
    known, entity = asked.known, candidate.entity
    if entity not in known.told:
        share, most, first = known.share(entity), entity in known.most, entity == known.first
        known.told[entity] = Wherever(share, most, first, _in_title(asked.reading, entity))
    found: list[Facts] = [known.told[entity], _fits(asked, candidate)]
    if candidate.places:
        return [*found, _seen(asked, candidate), _in_tree(asked, candidate)]
    rank, _, only = asked.ranks[entity]
    return [*found, Unseen(min(rank, FURTHEST_RANK), only, entity == asked.phrase.owner)]


def _seen(asked: Asked, candidate: Candidate) -> Seen:
    (rank, newer, only), last = asked.ranks[candidate.entity], candidate.places[-1]
    quote = asked.reading.quote_at(last.at)
    return Seen(
        min(rank, FURTHEST_RANK),
        only,
        min(newer, 2),
        back=_step(asked.phrase.token.sent.number - last.token.sent.number),
        paragraphs=_step(asked.paragraph - last.paragraph),
        times=_step(len(candidate.places)),
        how="word" if last.name is None else "genitive" if last.name.genitive else "name",
        derived=last.name is not None and (bool(last.name.part) or last.token.text[0].islower()),
        quoted=(asked.quote is not None, quote is not None, asked.quote is quote),
        last_subject=last.subject,
        subject=last.subject or any(p.subject for p in candidate.places if p.at > last.at - NEAR),
    )


def _fits(asked: Asked, candidate: Candidate) -> Fits:
    phrase, sex, owner = asked.phrase, "", ""
    if phrase.form in SEX:
        person = candidate.kind == "PERSON"
        found = gender(asked.reading, candidate.entity) if person else "none"
        sex = {SEX[phrase.form]: "same", None: "open", "none": "none"}.get(found, "other")
    if phrase.owner is not None:
        owner = f"{phrase.owner == candidate.entity} {candidate.kind}"
    return Fits(_step(asked.known.times(candidate.entity, asked.at)), sex, owner)


def _in_tree(asked: Asked, candidate: Candidate) -> InTree:
    token, last = asked.phrase.token, candidate.places[-1]
    here = (
        [p for p in candidate.places if p.at >= token.sent.start]
        if last.at >= token.sent.start
        else [last]
    )
    heads = {place.token.head.i for place in here}
    both = asked.subject and last.subject
    return InTree(
        asked.subject,
        same_verb=token.head.i in heads,
        governs=not heads.isdisjoint(asked.above),
        both=both,
        spoke=both and says(asked.reading, last.token.head),
    )


def _in_title(reading: Reading, entity: str) -> bool:
    title = reading.article.title.lower()
    name = reading.entities[entity].name.lower() if entity in reading.entities else ""
    return bool(name) and (name in title or name.split()[-1] in title)


def gender(reading: Reading, person: str) -> str | None:
    """Return the sex of a person as the forename tells it, f or m; None where it does not."""
    name = reading.entities[person].name.split() if person in reading.entities else []
    return forename_gender(name[0], reading.language) if len(name) > 1 else None


def _step(number: int) -> int:
    return STEPPED[min(max(number, 0), STEPS[-1])]
