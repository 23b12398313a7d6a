"""What speaks for and against an entity being what a word stands for."""

from collections.abc import Iterator
from functools import lru_cache

from kg.language.coreference.asked import Asked, says
from kg.language.coreference.descriptions import described
from kg.language.coreference.facts import SEEN, UNSEEN, Nobody, OfKind, Told, sort_beside
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Candidate, places_before, standing
from kg.language.names.gazetteer import gender as forename_gender
from kg.language.names.lists import lists
from kg.language.reading import Reading
from kg.language.tokens import Token

SEX = {"he": "m", "she": "f"}
#: Endings of a noun, in letters, that speak for kinds.
ENDINGS = (3, 4, 5, 6, 8)
#: Distances, in sentences, and numbers of times, that are told apart: the first not below.
STEPS = (0, 1, 2, 3, 5, 9)
STEPPED = [max(step for step in STEPS if step <= number) for number in range(STEPS[-1] + 1)]
#: Candidates of a kind that come further back than this one are told apart no more.
FURTHEST_RANK = 4
#: So often a forename is borne by one sex alone, or so much more often than by families, in bits.
CLEARLY = 6
#: Tokens before the last place of an entity within which it counts that it was a subject.
NEAR = 40
#: What of the facts of the tree is told of most candidates: nothing.
APART = (False, False, False, False, False)


def candidates(reading: Reading, phrase: Phrase, rule: str | None = None) -> list[Candidate]:
    """Return the entities named or meant before a word, the last one first.

    The one that the rules say is among them, however far back. Of a plural no person is one:
    several are a group (`groups`).
    """
    found: dict[str, Candidate] = {}
    for place in places_before(reading, phrase.token.i):
        known = found.get(place.entity)
        if known is None:
            kind = kind_of(reading, place.entity)
            found[place.entity] = Candidate(place.entity, kind, [place])
        else:
            known.places.append(place)
    further = standing(reading).most | {phrase.owner or "", rule or ""}
    for entity in sorted(further - found.keys()):
        if entity in reading.entities:
            found[entity] = Candidate(entity, reading.entities[entity].kind)
    among = sorted(found.values(), key=_nearest)
    if phrase.form == "they":
        among = [c for c in among if c.kind != "PERSON"]
    _rank(among)
    return among


def _nearest(candidate: Candidate) -> int:
    return -candidate.places[-1].at if candidate.places else 1


def _rank(among: list[Candidate]) -> None:
    """Note where each candidate stands among those of its kind."""
    of_kind: dict[str, list[Candidate]] = {}
    for candidate in among:
        of_kind.setdefault(candidate.kind, []).append(candidate)
    for same in of_kind.values():
        sentence, first, only = -1, 0, len(same) == 1
        for number, candidate in enumerate(same):
            there = candidate.places[-1].sentence if candidate.places else -1
            if there != sentence:
                sentence, first = there, number
            candidate.rank, candidate.newer, candidate.only = number, number - first, only


def kind_of(reading: Reading, entity: str) -> str:
    """Return the kind of an entity of the article."""
    return reading.entities[entity].kind if entity in reading.entities else "?"


def nobody(asked: Asked) -> list[str]:
    """Return what speaks for a word standing for no entity of the article."""
    told = (*against(asked).told(), *of_noun(asked.phrase.word))
    return [f"nobody {feature}" for feature in told]


def against(asked: Asked) -> Nobody:
    """Return what tells whether a word stands for no entity, but for the noun itself."""
    phrase, kinds = asked.phrase, asked.kinds
    if not phrase.word:
        return Nobody(phrase.form, "", "", kinds, kinds, says=False, beside=())
    fit = [
        c.kind for c in asked.among if c.kind in kinds and (c.places or c.entity == phrase.owner)
    ]
    whose = "owned" if phrase.owner else "free"
    beside = _beside(phrase.token, owned=phrase.owner is not None)
    return Nobody(phrase.form, phrase.put, whose, kinds, frozenset(fit), asked.says, beside)


def _beside(noun: Token, *, owned: bool) -> tuple[str, ...]:
    """Return what tells that a noun says by itself whom it means: what follows it, adjectives."""
    found, adjective = set(), False
    for child in noun.children:
        if child.i > noun.i:
            found.add(child.dep_.partition(":")[0])
        adjective = adjective or child.dep_ == "amod"
    after = sorted(found & {"nmod", "acl", "appos"})
    return (*after, "adjective") if adjective and not owned else tuple(after)


def of_noun(word: str) -> list[str]:
    """Return what of a noun speaks for kinds: itself and its endings, none of ""."""
    return [f"={word}", *(f"-{word[-n:]}" for n in ENDINGS if len(word) > n)] if word else []


def features(asked: Asked, candidate: Candidate) -> Iterator[str]:
    """Yield what speaks for or against a candidate."""
    phrase, kind = asked.phrase, candidate.kind
    sort = sort_beside(phrase.form, phrase.put, asked.kinds, kind)
    families = SEEN if candidate.places else UNSEEN
    known = zip(families, facts(asked, candidate), strict=True)
    plain = [feature for family, told in known for feature in family(*told).told()]
    yield from plain
    yield from (f"{sort} {feature}" for feature in plain)
    yield from OfKind(phrase.form, phrase.put, asked.kinds, kind).told()
    yield from (f"{feature} {kind}" for feature in of_noun(phrase.word))
    yield from alike_told(phrase.put, sort, described(asked, candidate))


def alike_told(put: str, sort: str, alike: tuple[str, ...]) -> Iterator[str]:
    """Yield what a description agrees in, by itself and with how and with what sort it is put."""
    for feature in alike:
        yield from (feature, f"{put} {feature}", f"{sort} {feature}")


def facts(asked: Asked, candidate: Candidate) -> tuple[Told, ...]:
    """Return what speaks for or against a candidate, but for how a description agrees with it.

    It counts both by itself and with the sort of the word beside the candidate: the facts of each
    family of `SEEN`, of a candidate that is not met shortly before the word those of `UNSEEN`.
    """
    wherever = asked.known.wherever(asked.reading, candidate.entity)
    fits, rank = _fits(asked, candidate), min(candidate.rank, FURTHEST_RANK)
    if not candidate.places:
        whose = candidate.entity == asked.phrase.owner
        return wherever, fits, (rank, candidate.only, whose)
    last, quote = candidate.places[-1], asked.quote
    spoken = asked.quoted.at(last.at)
    back = _step(asked.sentence.number - last.sentence)
    subject = last.subject or _was_subject(candidate)
    near = rank, candidate.only, min(candidate.newer, 2), back, last.subject, subject
    there = (
        _step(len(candidate.places)),
        _step(asked.paragraph - last.paragraph),
        last.how,
        last.derived,
        quote is not None,
        spoken is not None,
        quote is spoken,
    )
    return wherever, fits, near, there, _in_tree(asked, candidate)


def _was_subject(candidate: Candidate) -> bool:
    """Tell whether a candidate was a subject shortly before where it stands last."""
    low = candidate.places[-1].at - NEAR
    for place in reversed(candidate.places):
        if place.at <= low:
            return False
        if place.subject:
            return True
    return False


def _fits(asked: Asked, candidate: Candidate) -> Told:
    phrase, sex, owner = asked.phrase, "", ""
    if phrase.form in SEX:
        person = candidate.kind == "PERSON"
        found = gender(asked.reading, candidate.entity) if person else "none"
        sex = {SEX[phrase.form]: "same", None: "open", "none": "none"}.get(found, "other")
    if phrase.owner is not None:
        owner = f"{phrase.owner == candidate.entity} {candidate.kind}"
    return _step(asked.known.times(candidate.entity, asked.at)), sex, owner


def _in_tree(asked: Asked, candidate: Candidate) -> Told:
    last, head, start = candidate.places[-1], asked.head, asked.sentence.start
    heads = [last.token.head.i]
    if last.at >= start:
        heads += [p.token.head.i for p in candidate.places if p.at >= start]
    same, governs = head in heads, not asked.above.isdisjoint(heads)
    both = asked.subject and last.subject
    if not (same or governs or both):
        return APART
    spoke = both and says(asked.reading, last.token.head)
    return asked.subject, same, governs, both, spoke


def gender(reading: Reading, person: str) -> str | None:
    """Return the sex of a person as the forename tells it, f or m; None where it does not.

    A name of one word tells it that hardly a family bears: "Tom", not "Holm".
    """
    name = reading.entities[person].name if person in reading.entities else ""
    return _sex_of(name, reading.language)


@lru_cache(maxsize=10_000)
def _sex_of(name: str, language: str) -> str | None:
    forename, *more = name.split() or [""]
    borne = lists(language).bearers(forename)
    if not more and borne.families > borne.forename - CLEARLY:
        return None
    alone = "m" if not borne.women else "f" if not borne.men else None
    known = alone if borne.forename >= CLEARLY else None
    return forename_gender(forename, language) or known


def _step(number: int) -> int:
    return STEPPED[number] if number < len(STEPPED) else STEPS[-1]
