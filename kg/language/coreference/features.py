"""What speaks for and against an entity being what a word stands for."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.language.coreference.nouns import kinds_of, known_sorts, said_by, said_of
from kg.language.coreference.phrases import Phrase
from kg.language.coreference.places import Place, Standing, places_before, sentence_of, standing
from kg.language.names.gazetteer import gender as forename_gender
from kg.language.reading import Reading

SEX = {"he": "m", "she": "f"}
#: Distances, in sentences, and numbers of times, that are told apart: the first not below.
STEPS = (0, 1, 2, 3, 5, 9)
#: Endings of a noun, in letters, that speak for kinds.
ENDINGS = (3, 4, 5, 6, 8)


@dataclass(slots=True)
class Candidate:
    """An entity that a word may stand for, with its places before the word, the last one last."""

    entity: str
    kind: str
    places: list[Place] = field(default_factory=list)


def candidates(reading: Reading, phrase: Phrase) -> list[Candidate]:
    """Return the entities named or meant before a word, the last one first."""
    found: dict[str, Candidate] = {}
    places = places_before(reading, phrase.token.i)
    for place in places:
        found.setdefault(place.entity, Candidate(place.entity, kind_of(reading, place.entity)))
        found[place.entity].places.append(place)
    for entity in (standing(reading).most | {phrase.owner}) - found.keys():
        if entity and entity in reading.entities:
            found[entity] = Candidate(entity, kind_of(reading, entity))
    return sorted(found.values(), key=lambda c: -c.places[-1].at if c.places else 1)


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
    return [f"nobody {f}" for f in found]


def _of_noun(reading: Reading, phrase: Phrase) -> list[str]:
    word = phrase.word
    found = [f"={word}", *(f"-{word[-n:]}" for n in ENDINGS if len(word) > n)]
    return [*found, *(f"kind {kind}" for kind in sorted(kinds_of(reading, phrase.token)))]


def features(
    reading: Reading, phrase: Phrase, candidate: Candidate, among: list[Candidate]
) -> Iterator[str]:
    """Yield what speaks for or against a candidate."""
    sort = phrase.form
    if phrase.word:
        kinds = kinds_of(reading, phrase.token)
        sort = "open" if not kinds else "fits" if candidate.kind in kinds else "misfits"
    plain = [*_where(reading, phrase, candidate, among)]
    plain += _who(reading, phrase, candidate)
    plain += _syntax(reading, phrase, candidate)
    yield from plain
    yield from (f"{sort} {f}" for f in plain)
    yield f"{phrase.form} {candidate.kind}"
    yield f"{sort}"
    if phrase.word:
        yield f"{sort} {phrase.form} {phrase.put}"
        yield f"{sort} {candidate.kind} {phrase.put}"
        described = [*_described(reading, phrase, candidate)]
        yield from (f"{f} {candidate.kind}" for f in _of_noun(reading, phrase))
        yield from described
        yield from (f"{phrase.put} {f}" for f in described)
        yield from (f"{sort} {f}" for f in described)


def _where(
    reading: Reading, phrase: Phrase, candidate: Candidate, among: list[Candidate]
) -> Iterator[str]:
    here, same = sentence_of(reading, phrase.token.i), [c for c in among if c.kind == candidate.kind]
    yield f"rank {min(same.index(candidate), 4)}"
    if len(same) == 1:
        yield "only"
    if not candidate.places:
        yield "whose" if candidate.entity == phrase.owner else "unseen"
        return
    last = candidate.places[-1]
    distance = here - sentence_of(reading, last.at)
    yield f"back {_step(distance)}"
    yield f"times {_step(len(candidate.places))}"
    paragraphs = reading.paragraph(phrase.token.i) - reading.paragraph(last.at)
    yield f"paragraphs {_step(paragraphs)}"
    yield f"back {_step(distance)} rank {min(same.index(candidate), 2)}"
    how = "word" if last.name is None else "genitive" if last.name.genitive else "name"
    yield f"last {how}"
    if last.name is not None and (last.name.part or reading.doc[last.at].text[0].islower()):
        yield "last derived"
    quote, before = reading.quote_at(phrase.token.i), reading.quote_at(last.at)
    yield f"quoted {quote is not None} {before is not None} {quote is before}"
    if any(_is_subject(reading, p) for p in candidate.places if p.at > last.at - 40):
        yield f"subject {_step(distance)}"
    if _is_subject(reading, last):
        yield f"last subject {_step(distance)}"
        yield f"last subject rank {min(same.index(candidate), 2)}"
    newer = [
        c
        for c in same[: same.index(candidate)]
        if c.places and sentence_of(reading, c.places[-1].at) == here - distance
    ]
    yield f"newer in sentence {min(len(newer), 2)}"


def _who(reading: Reading, phrase: Phrase, candidate: Candidate) -> Iterator[str]:
    known: Standing = standing(reading)
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
    heads = {reading.doc[p.at].head.i for p in candidate.places if p.at >= token.sent.start}
    heads |= {h for p in candidate.places[-1:] for h in [reading.doc[p.at].head.i]}
    if verb.i in heads:
        yield f"same verb {subject}"
    governing, depth = verb, 0
    while governing.dep_ not in {"ROOT"} and governing.head.i != governing.i and depth < 5:
        governing, depth = governing.head, depth + 1
        if governing.i in heads:
            yield f"governs {subject}"
            break
    if candidate.places and _is_subject(reading, candidate.places[-1]) and subject:
        yield "both subjects"
        last = reading.doc[candidate.places[-1].at]
        spoken = any(
            cue.kind in {"speech", "inquit", "clause"}
            for lemma in reading.lexicon.forms.get(last.head.lower_, ())
            for cue in reading.lexicon.cues.get(lemma, ())
        )
        if spoken:
            yield "spoke"


def _is_subject(reading: Reading, place: Place) -> bool:
    token = reading.doc[place.at]
    if place.name is not None:
        token = reading.doc[place.name.start : place.name.end].root
    while token.dep_ in {"appos", "flat", "conj"} and token.head.i != token.i:
        token = token.head
    return token.dep_.startswith("nsubj")


def _described(reading: Reading, phrase: Phrase, candidate: Candidate) -> Iterator[str]:
    """Yield how the noun agrees with what the article says of the candidate."""
    entity, title = candidate.entity, phrase.title
    for held in reading.titles:
        last = held.title.split()[-1] if held.title else ""
        if not last:
            continue
        if held.person == entity:
            if last == title:
                yield "title same"
            elif len(title) > 3 and (last.endswith(title) or title.endswith(last)):
                yield "title alike"
        elif held.of == entity and last == title:
            yield "title owner"
    stem = title if len(title) > 3 else phrase.word
    name = reading.entities[entity].name.lower() if entity in reading.entities else ""
    if name and len(stem) > 3:
        words = name.split()
        if any(w.endswith((stem, phrase.word)) for w in words):
            yield "name ends"
        elif any(stem.endswith(w) or stem.startswith(w) for w in words if len(w) > 3):
            yield "name within"
    described = _descriptions(reading).get(entity, set())
    if phrase.token.lemma_.lower() in described:
        yield "described"
    wanted = {s for k, s in said_of(reading, phrase.token) if k == candidate.kind and s}
    if wanted:
        sorts = _sorts(reading, candidate, described)
        same = "open" if not sorts else "same" if sorts & wanted else "other"
        yield f"sort {same}"


def _sorts(reading: Reading, candidate: Candidate, described: set[str]) -> set[str]:
    """Return which sort of its kind an entity is, by gazetteer, name and description."""
    entity = candidate.entity
    known = known_sorts(reading.language).get(entity)
    sorts = {known} if known else set()
    name = reading.entities[entity].name.lower() if entity in reading.entities else ""
    for word in (*name.split()[-1:], *described):
        sorts |= {s for k, s in said_by(reading, {word}) if k == candidate.kind and s}
    return sorts


def _descriptions(reading: Reading) -> dict[str, set[str]]:
    """Return the nouns that stand beside the names of each entity."""
    known: dict[str, set[str]] | None = reading.doc.user_data.get("descriptions")
    if known is None:
        known = reading.doc.user_data["descriptions"] = {}
        for name in reading.names:
            nouns = known.setdefault(name.entity, set())
            if name.part:
                continue
            if name.start and reading.doc[name.start - 1].pos_ == "NOUN":
                nouns.add(reading.doc[name.start - 1].lemma_.lower())
            root = reading.doc[name.start : name.end].root
            nouns |= {c.lemma_.lower() for c in root.children if c.dep_ == "appos"}
            if root.dep_ == "appos" or (root.dep_ == "nsubj" and root.head.pos_ == "NOUN"):
                nouns.add(root.head.lemma_.lower())
    return known


def _step(number: int) -> int:
    return STEPS[max(bisect_left(STEPS, number + 1) - 1, 0)]
