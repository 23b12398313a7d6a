"""What speaks for and against an entity being what a word stands for."""

from collections.abc import Iterator

from kg.language.coreference.asked import Asked
from kg.language.coreference.descriptions import described
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import (
    Candidate,
    Place,
    Standing,
    places_before,
    standing,
)
from kg.language.names.gazetteer import gender as forename_gender
from kg.language.reading import Reading
from kg.language.tokens import Token

SEX = {"he": "m", "she": "f"}
#: Distances, in sentences, and numbers of times, that are told apart: the first not below.
STEPS = (0, 1, 2, 3, 5, 9)
STEPPED = [max(step for step in STEPS if step <= number) for number in range(STEPS[-1] + 1)]
#: Tokens before the last place of an entity within which it counts that it was a subject.
NEAR = 40
#: Kinds of cues whose subject speaks.
SAYING = {"speech", "inquit", "clause"}


def candidates(reading: Reading, phrase: Phrase) -> list[Candidate]:
    """Return the entities named or meant before a word, the last one first.

    Of a plural no person is one: several are a group (`groups`).
    """
    found: dict[str, Candidate] = {}
    for place in places_before(reading, phrase.token.i):
        if place.entity not in found:
            found[place.entity] = Candidate(place.entity, kind_of(reading, place.entity))
        found[place.entity].places.append(place)
    for entity in (standing(reading).most | {phrase.owner}) - found.keys():
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
    plain = [*_where(asked, candidate), *_who(asked, candidate), *_syntax(asked, candidate)]
    if not asked.phrase.word:
        return plain, []
    alike = [*described(asked, candidate)]
    return plain, [*alike, *(f"{before} {f}" for before in (asked.phrase.put, sort) for f in alike)]


def _where(asked: Asked, candidate: Candidate) -> Iterator[str]:
    reading, same = asked.reading, asked.of_kind[candidate.kind]
    rank = same.index(candidate)
    yield f"rank {min(rank, 4)}"
    if len(same) == 1:
        yield "only"
    if not candidate.places:
        yield "whose" if candidate.entity == asked.phrase.owner else "unseen"
        return
    last = candidate.places[-1]
    there = reading.doc[last.at].sent
    distance = _step(asked.phrase.token.sent.number - there.number)
    yield f"back {distance}"
    yield f"times {_step(len(candidate.places))}"
    yield f"paragraphs {_step(asked.paragraph - reading.paragraph(last.at))}"
    yield f"back {distance} rank {min(rank, 2)}"
    newer = sum(bool(c.places) and c.places[-1].at < there.end for c in same[:rank])
    yield f"newer in sentence {min(newer, 2)}"
    yield from _as_what(asked, last)
    if any(_is_subject(asked, p) for p in candidate.places if p.at > last.at - NEAR):
        yield f"subject {distance}"
    if _is_subject(asked, last):
        yield f"last subject {distance}"
        yield f"last subject rank {min(rank, 2)}"


def _as_what(asked: Asked, last: Place) -> Iterator[str]:
    """Yield how an entity stands at its last place: by name or not, in speech or not."""
    yield "last " + ("word" if last.name is None else "genitive" if last.name.genitive else "name")
    if last.name is not None and (last.name.part or asked.reading.doc[last.at].text[0].islower()):
        yield "last derived"
    quote, before = asked.quote, asked.reading.quote_at(last.at)
    yield f"quoted {quote is not None} {before is not None} {quote is before}"


def _who(asked: Asked, candidate: Candidate) -> Iterator[str]:
    known, phrase, entity = asked.known, asked.phrase, candidate.entity
    if entity not in known.told:
        known.told[entity] = [*_wherever(asked.reading, known, entity)]
    yield from known.told[entity]
    yield f"named {_step(known.times(entity, asked.at))}"
    if phrase.form in SEX:
        sex = gender(asked.reading, entity) if candidate.kind == "PERSON" else "none"
        yield "sex " + {SEX[phrase.form]: "same", None: "open", "none": "none"}.get(sex, "other")
    if phrase.owner is not None:
        yield f"owner {phrase.owner == entity} {candidate.kind}"


def _wherever(reading: Reading, known: Standing, entity: str) -> Iterator[str]:
    """Yield what speaks for an entity in all of the article."""
    yield f"share {known.share(entity)}"
    if entity in known.most:
        yield "most"
    if entity == known.first:
        yield "first"
    if _in_title(reading, entity):
        yield "in title"


def _in_title(reading: Reading, entity: str) -> bool:
    title = reading.article.title.lower()
    name = reading.entities[entity].name.lower() if entity in reading.entities else ""
    return bool(name) and (name in title or name.split()[-1] in title)


def gender(reading: Reading, person: str) -> str | None:
    """Return the sex of a person as the forename tells it, f or m; None where it does not."""
    name = reading.entities[person].name.split() if person in reading.entities else []
    return forename_gender(name[0], reading.language) if len(name) > 1 else None


def _syntax(asked: Asked, candidate: Candidate) -> Iterator[str]:
    if not candidate.places:
        return
    doc, token, last = asked.reading.doc, asked.phrase.token, candidate.places[-1]
    near = [p.at for p in candidate.places if p.at >= token.sent.start] or [last.at]
    heads = {doc[at].head.i for at in near}
    if token.head.i in heads:
        yield f"same verb {asked.subject}"
    if not heads.isdisjoint(asked.above):
        yield f"governs {asked.subject}"
    if asked.subject and _is_subject(asked, last):
        yield "both subjects"
        if _says(asked.reading, doc[last.at].head):
            yield "spoke"


def _says(reading: Reading, verb: Token) -> bool:
    return any(
        cue.kind in SAYING
        for lemma in reading.lexicon.forms.get(verb.lower_, ())
        for cue in reading.lexicon.cues.get(lemma, ())
    )


def _is_subject(asked: Asked, place: Place) -> bool:
    known, key = asked.known.subjects, (place.at, place.name is None)
    if key not in known:
        doc = asked.reading.doc
        token = asked.reading.head(place.name) if place.name else doc[place.at]
        while token.dep_ in {"appos", "flat", "conj"} and token.head.i != token.i:
            token = token.head
        known[key] = token.dep_.startswith("nsubj")
    return known[key]


def _step(number: int) -> int:
    return STEPPED[min(max(number, 0), STEPS[-1])]
