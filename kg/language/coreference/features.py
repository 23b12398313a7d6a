"""What speaks for and against an entity being what a word stands for."""

from bisect import bisect_left
from collections.abc import Iterator

from kg.language.coreference.descriptions import described
from kg.language.coreference.nouns import kinds_of
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import (
    Candidate,
    Place,
    places_before,
    sentence_of,
    standing,
)
from kg.language.names.gazetteer import gender as forename_gender
from kg.language.reading import Reading
from kg.language.tokens import Token

SEX = {"he": "m", "she": "f"}
#: Distances, in sentences, and numbers of times, that are told apart: the first not below.
STEPS = (0, 1, 2, 3, 5, 9)
#: Endings of a noun, in letters, that speak for kinds.
ENDINGS = (3, 4, 5, 6, 8)
#: So many words above a verb are looked at.
HIGHEST = 5
#: Tokens before the last place of an entity within which it counts that it was a subject.
NEAR = 40
#: Kinds of cues whose subject speaks.
SAYING = {"speech", "inquit", "clause"}


def candidates(reading: Reading, phrase: Phrase) -> list[Candidate]:
    """Return the entities named or meant before a word, the last one first.

    Of a plural no person is one: several are a group (`groups`).
    """
    found: dict[str, Candidate] = {}
    places = places_before(reading, phrase.token.i)
    for place in places:
        found.setdefault(place.entity, Candidate(place.entity, kind_of(reading, place.entity)))
        found[place.entity].places.append(place)
    for entity in (standing(reading).most | {phrase.owner}) - found.keys():
        if entity and entity in reading.entities:
            found[entity] = Candidate(entity, kind_of(reading, entity))
    kept = [c for c in found.values() if c.kind != "PERSON" or phrase.form != "they"]
    return sorted(kept, key=lambda c: -c.places[-1].at if c.places else 1)


def kind_of(reading: Reading, entity: str) -> str:
    """Return the kind of an entity of the article."""
    return reading.entities[entity].kind if entity in reading.entities else "?"


def nobody(reading: Reading, phrase: Phrase, among: list[Candidate]) -> list[str]:
    """Return what speaks for a word standing for no entity of the article."""
    found = [phrase.form]
    if phrase.word:
        kinds = kinds_of(reading, phrase.token)
        fit = {c.kind for c in among if c.kind in kinds and (c.places or c.entity == phrase.owner)}
        whose = "owned" if phrase.owner else "free"
        found += _of_noun(reading, phrase)
        found += [
            f"{phrase.put}",
            f"{phrase.form} {phrase.put} {whose}",
            f"{phrase.put} {bool(kinds)} {whose}",
            f"{phrase.put} {bool(kinds)} {len(fit) > 0}",
        ]
        found += [f"{kind} {phrase.put} {kind in fit}" for kind in sorted(kinds)]
        found += _of_itself(phrase)
    return [f"nobody {f}" for f in found]


def _of_noun(reading: Reading, phrase: Phrase) -> list[str]:
    word = phrase.word
    found = [f"={word}", *(f"-{word[-n:]}" for n in ENDINGS if len(word) > n)]
    return [*found, *(f"kind {kind}" for kind in sorted(kinds_of(reading, phrase.token)))]


def _of_itself(phrase: Phrase) -> Iterator[str]:
    """Yield what tells that a noun says by itself whom it means: what follows it, its adjective."""
    token = phrase.token
    after = {c.dep_.partition(":")[0] for c in token.children if c.i > token.i}
    yield from (f"{phrase.put} with {dep}" for dep in sorted(after & {"nmod", "acl", "appos"}))
    if phrase.owner is None and any(c.dep_ == "amod" for c in token.children):
        yield f"{phrase.put} with adjective"


def features(
    reading: Reading, phrase: Phrase, candidate: Candidate, among: list[Candidate]
) -> Iterator[str]:
    """Yield what speaks for or against a candidate."""
    sort, plain, others = told(reading, phrase, candidate, among)
    yield from plain
    yield from (f"{sort} {f}" for f in plain)
    yield from others


def told(
    reading: Reading, phrase: Phrase, candidate: Candidate, among: list[Candidate]
) -> tuple[str, list[str], list[str]]:
    """Return the sort of a word beside a candidate, and what speaks for or against it.

    What comes first counts both by itself and with the sort before it.
    """
    sort = phrase.form
    if phrase.word:
        kinds = kinds_of(reading, phrase.token)
        sort = "open" if not kinds else "fits" if candidate.kind in kinds else "misfits"
    plain = [*_where(reading, phrase, candidate, among)]
    plain += _who(reading, phrase, candidate)
    plain += _syntax(reading, phrase, candidate)
    others = [f"{phrase.form} {candidate.kind}", sort]
    if phrase.word:
        others += [f"{sort} {phrase.form} {phrase.put}", f"{sort} {candidate.kind} {phrase.put}"]
        alike = [*described(reading, phrase, candidate)]
        others += [f"{f} {candidate.kind}" for f in _of_noun(reading, phrase)]
        others += alike
        others += [f"{before} {f}" for before in (phrase.put, sort) for f in alike]
    return sort, plain, others


def _where(
    reading: Reading, phrase: Phrase, candidate: Candidate, among: list[Candidate]
) -> Iterator[str]:
    same = [c for c in among if c.kind == candidate.kind]
    rank = same.index(candidate)
    yield f"rank {min(rank, 4)}"
    if len(same) == 1:
        yield "only"
    if not candidate.places:
        yield "whose" if candidate.entity == phrase.owner else "unseen"
        return
    last = candidate.places[-1]
    here, there = sentence_of(reading, phrase.token.i), sentence_of(reading, last.at)
    distance = _step(here - there)
    yield f"back {distance}"
    yield f"times {_step(len(candidate.places))}"
    yield f"paragraphs {_step(reading.paragraph(phrase.token.i) - reading.paragraph(last.at))}"
    yield f"back {distance} rank {min(rank, 2)}"
    newer = [c for c in same[:rank] if c.places]
    newer = [c for c in newer if sentence_of(reading, c.places[-1].at) == there]
    yield f"newer in sentence {min(len(newer), 2)}"
    yield from _as_what(reading, phrase, last)
    if any(_is_subject(reading, p) for p in candidate.places if p.at > last.at - NEAR):
        yield f"subject {distance}"
    if _is_subject(reading, last):
        yield f"last subject {distance}"
        yield f"last subject rank {min(rank, 2)}"


def _as_what(reading: Reading, phrase: Phrase, last: Place) -> Iterator[str]:
    """Yield how an entity stands at its last place: by name or not, in speech or not."""
    yield "last " + ("word" if last.name is None else "genitive" if last.name.genitive else "name")
    if last.name is not None and (last.name.part or reading.doc[last.at].text[0].islower()):
        yield "last derived"
    quote, before = reading.quote_at(phrase.token.i), reading.quote_at(last.at)
    yield f"quoted {quote is not None} {before is not None} {quote is before}"


def _who(reading: Reading, phrase: Phrase, candidate: Candidate) -> Iterator[str]:
    known = standing(reading)
    entity = candidate.entity
    if entity in known.most:
        yield "most"
    yield f"share {known.share(entity)}"
    if entity == known.first:
        yield "first"
    yield f"named {_step(known.times(entity, phrase.token.i))}"
    if _in_title(reading, entity):
        yield "in title"
    if phrase.form in SEX:
        sex = gender(reading, entity) if candidate.kind == "PERSON" else "none"
        yield "sex " + {SEX[phrase.form]: "same", None: "open", "none": "none"}.get(sex, "other")
    if phrase.owner is not None:
        yield f"owner {phrase.owner == entity} {candidate.kind}"


def _in_title(reading: Reading, entity: str) -> bool:
    title = reading.article.title.lower()
    name = reading.entities[entity].name.lower() if entity in reading.entities else ""
    return bool(name) and (name in title or name.split()[-1] in title)


def gender(reading: Reading, person: str) -> str | None:
    """Return the sex of a person as the forename tells it, f or m; None where it does not."""
    name = reading.entities[person].name.split() if person in reading.entities else []
    return forename_gender(name[0], reading.language) if len(name) > 1 else None


def _syntax(reading: Reading, phrase: Phrase, candidate: Candidate) -> Iterator[str]:
    token, verb = phrase.token, phrase.token.head
    subject = token.dep_.startswith("nsubj")
    near = [p for p in candidate.places if p.at >= token.sent.start] + candidate.places[-1:]
    heads = {reading.doc[p.at].head.i for p in near}
    if verb.i in heads:
        yield f"same verb {subject}"
    if any(t.i in heads for t in _above(verb)):
        yield f"governs {subject}"
    if subject and candidate.places and _is_subject(reading, candidate.places[-1]):
        yield "both subjects"
        if _says(reading, reading.doc[candidate.places[-1].at].head):
            yield "spoke"


def _above(verb: Token) -> list[Token]:
    """Return the words that govern a verb, nearest first."""
    found: list[Token] = []
    while verb.dep_ != "ROOT" and verb.head.i != verb.i and len(found) < HIGHEST:
        verb = verb.head
        found.append(verb)
    return found


def _says(reading: Reading, verb: Token) -> bool:
    return any(
        cue.kind in SAYING
        for lemma in reading.lexicon.forms.get(verb.lower_, ())
        for cue in reading.lexicon.cues.get(lemma, ())
    )


def _is_subject(reading: Reading, place: Place) -> bool:
    token = reading.doc[place.at]
    if place.name is not None:
        token = reading.head(place.name)
    while token.dep_ in {"appos", "flat", "conj"} and token.head.i != token.i:
        token = token.head
    return token.dep_.startswith("nsubj")


def _step(number: int) -> int:
    return STEPS[max(bisect_left(STEPS, number + 1) - 1, 0)]
