"""Describe a proposal to the scorer: numbers, and words whose worth it has learned.

`NUMBERS` and `WORDS` name them, in the order in which `describe` gives them.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from kg.language.coreference.holders import titles_of
from kg.language.marks import DASHES
from kg.language.reading import Named, Quote, Reading, has, once_for
from kg.language.statements.cued import Cued
from kg.language.statements.scoring.proposals import Proposal
from kg.language.syntax.clauses import (
    SUBJECTS,
    inverted,
    is_hypothetical,
    is_negated,
    is_passive,
    modality,
)
from kg.language.tokens import Sentence, Token

NUMBERS = (
    *(
        "allowed",
        "rules named",
        "proposed",
        "is noun",
        "particles",
        "passive",
        "negated",
        "asserted",
    ),
    *("hypothetical", "inverted", "in quote", "speaker known", "beside quote", "content words"),
    *("has content", "sentence words", "place in sentence", "question", "dash", "capitals"),
    *("own subject", "cues in sentence", "names in sentence", "name after", "title in subject"),
    *("by rule", "finders", "in sentence", "distance before", "distance after", "names between"),
    *("path", "genitive", "opens sentence", "within content", "is speaker", "is last", "mentions"),
    *("sentences back", "tokens back", "first here", "subject there", "rank", "named often"),
    *("person", "country", "organisation", "mention in quote", "has title", "owns"),
)
WORDS = (
    *("cue", "predicate", "kind and form", "cue in tree", "cue form", "subject word", "tree path"),
    *("finders", "mention in tree", "kind and subject", "construction", "word before cue"),
    *("cue and finder", "word after cue", "head of cue", "content and kind"),
)
#: What is further away than this is as far, in tokens and in sentences.
FAR, FAR_BACK = 40, 6
#: So many steps up and down a tree are told.
STEPS = 4


@dataclass(slots=True)
class Surroundings:
    """What all proposals of a cue have in common."""

    cued: Cued
    numbers: list[float]
    words: list[str]
    subject: str
    up: dict[int, tuple[str, ...]]
    starts: list[int]
    references: list[tuple[int, str]]
    quote: Quote | None


class Course:
    """The course of an entity through an article: its names, in order, and what is told of it.

    `starts` and `heads` are the first words of the names and the words of them that hang highest.
    `known` is what the entity is, and how often it is named; `titled` whether it has a title, and
    whether somebody has one of it.
    """

    def __init__(self, reading: Reading, entity: str, names: list[Named]) -> None:
        kind, titles = entity.partition(":")[0], titles_of(reading)
        self.names, self.starts = names, [n.start for n in names]
        self.heads = [_head(reading, n) for n in names]
        self.known = [min(len(names), 9), kind == "person", kind == "country"]
        self.known.append(kind == "organisation")
        self.titled = [entity in titles.bearers, entity in titles.owners]

    def within(self, start: int, end: int) -> range:
        """Return the places of the names of which a part stands from `start` to `end`."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, first)
        while first and self.names[first - 1].end > start:
            first -= 1
        return range(first, last)

    def before(self, sentence: Sentence) -> list[float]:
        """Return where it was named last before a sentence: how far back, and whether a subject."""
        place = bisect_left(self.starts, sentence.start) - 1
        if place < 0:
            return [FAR_BACK, -1, True, False]
        start, head = self.starts[place], self.heads[place]
        back = sentence.number - head.doc[start].sent.number
        return [
            min(max(back, 0), FAR_BACK),
            min(sentence.start - start, 3 * FAR),
            False,
            head.dep_ in SUBJECTS,
        ]


def describe(
    reading: Reading, cued: Cued, proposed: list[Proposal], last: list[str], near: int
) -> list[tuple[list[float], list[str]]]:
    """Return the numbers and the words of each proposal of a cue, in order.

    `last` are the latest sources before the cue, `near` is how many cues its sentence has.
    """
    if not proposed:
        return []
    around = _surroundings(reading, cued, len(proposed), near)
    return [_described(reading, around, p, rank, last) for rank, p in enumerate(proposed)]


def _surroundings(reading: Reading, cued: Cued, proposed: int, near: int) -> Surroundings:
    found, content = cued.found, cued.content
    verb, sentence = found.verb, found.verb.sent
    names = reading.names_within(sentence.start, sentence.end)
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    subject = _subject_word(own[0]) if own else ""
    quote = reading.quote_at(verb.i)
    low, high = reading.paragraph_bounds(reading.paragraph(verb.i))
    size = content.end - content.start if content else 0
    title = bool(own) and titles_of(reading).within(own[0].left_edge.i, own[0].right_edge.i)
    numbers: list[float] = [
        cued.allowed,
        len(cued.named),
        proposed,
        verb.pos_ == "NOUN",
        len(found.cue.particles),
        is_passive(reading, verb),
        is_negated(reading, verb),
        modality(reading, verb) == "asserted",
        is_hypothetical(reading, verb),
        inverted(reading, verb),
        quote is not None,
        cued.speaker is not None,
        content is not None and content.beside is not None,
        min(size, FAR),
        content is not None,
        min(len(sentence), 2 * FAR),
        (verb.i - sentence.start) / max(len(sentence), 1),
        sentence[-1].text == "?",
        reading.doc[low].text in DASHES,
        reading.shouted(verb.i),
        bool(own),
        near,
        len(names),
        verb.i + 1 in reading.name_at,
        title,
    ]
    form = content.form if content else "none"
    cue = " ".join((found.cue.lemma, *found.cue.particles))
    words = [
        cue,
        found.cue.predicate,
        f"{found.cue.kind} {form}",
        verb.dep_,
        _verb_form(verb),
        subject,
        "",
        "",
        "",
        "",
        cued.rule,
        _class(reading, verb.i - 1, low, high),
        "",
        _class(reading, verb.i + 1, low, high),
        f"{verb.head.pos_} {verb.dep_}",
        f"{form} {found.cue.predicate}",
    ]
    return Surroundings(
        cued,
        numbers,
        words,
        subject,
        _ancestors(verb),
        [n.start for n in names],
        reading.references_within(sentence),
        quote,
    )


def _subject_word(token: Token) -> str:
    return (
        token.lower_
        if token.pos_ == "PRON"
        else f"{token.pos_} {'Def' if has(token, 'Definite', 'Def') else ''}"
    )


def _verb_form(verb: Token) -> str:
    form = verb.morph.get("VerbForm", []) or [verb.pos_]
    return f"{form[0]} {''.join(verb.morph.get('Tense', []))}"


def _class(reading: Reading, at: int, low: int, high: int) -> str:
    """Return what stands at a token: its word where it is no open class, else its class."""
    if not low <= at < high:
        return "edge"
    token = reading.doc[at]
    if name := reading.name_at.get(at):
        return name.kind
    return token.lower_ if token.pos_ not in {"NOUN", "VERB", "ADJ", "PROPN", "NUM"} else token.pos_


def _ancestors(token: Token) -> dict[int, tuple[str, ...]]:
    """Return the tokens above a token, itself first, with the labels on the way up."""
    up: dict[int, tuple[str, ...]] = {token.i: ()}
    labels: tuple[str, ...] = ()
    current = token
    for _ in range(STEPS):
        if current.head.i == current.i:
            break
        labels = (*labels, current.dep_.partition(":")[0])
        current = current.head
        up[current.i] = labels
    return up


def _path(up: dict[int, tuple[str, ...]], token: Token) -> tuple[int, str]:
    """Return the length of the way from a cue to a token in the tree, and its labels."""
    down: tuple[str, ...] = ()
    for _ in range(STEPS):
        if token.i in up:
            labels = up[token.i]
            return len(labels) + len(down), f"{'^'.join(labels)}|{'.'.join(reversed(down))}"
        if token.head.i == token.i:
            break
        down = (*down, token.dep_.partition(":")[0])
        token = token.head
    return 2 * STEPS, "distant"


def _described(
    reading: Reading, around: Surroundings, proposal: Proposal, rank: int, last: list[str]
) -> tuple[list[float], list[str]]:
    cued, entity, verb = around.cued, proposal.entity, around.cued.found.verb
    course, sentence = _courses(reading).get(entity) or Course(reading, entity, []), verb.sent
    here = course.within(sentence.start, sentence.end)
    nearest = min(here, key=lambda n: abs(course.starts[n] - verb.i), default=None)
    at = _reference(around, entity) if nearest is None else course.starts[nearest]
    token = reading.doc[at] if at is not None else None
    if nearest is not None:
        token = course.heads[nearest]
    length, path = _path(around.up, token) if token is not None else (2 * STEPS, "none")
    content, quote = cued.content, around.quote
    quoted = reading.quote_at(at) if at is not None else None
    numbers = [
        *around.numbers,
        entity in cued.named,
        len(proposal.finders),
        nearest is not None,
        min(max(verb.i - at, 0), FAR) if at is not None else -1,
        min(max(at - verb.i, 0), FAR) if at is not None else -1,
        _between(around.starts, at, verb.i) if at is not None else -1,
        length,
        nearest is not None and course.names[nearest].genitive,
        at == sentence.start,
        content is not None and at is not None and content.start <= at < content.end,
        entity == cued.speaker,
        entity in last[-1:],
        len(here),
        *course.before(sentence),
        rank,
        *course.known,
        (quoted is not None) + (quoted is not None and quoted is quote),
        *course.titled,
    ]
    words, finders = [*around.words], _finders(proposal.finders)
    words[6], words[7] = path, finders
    words[8] = f"{token.pos_} {token.dep_}" if token is not None else "none"
    words[9] = f"{entity.partition(':')[0]} {around.subject}"
    words[12] = f"{words[0]} {finders.partition('+')[0]}"
    return numbers, words


#: Finders that other features tell of.
PLAIN = {"sentence", "earlier", "reference"}


@lru_cache(maxsize=4096)
def _finders(finders: tuple[str, ...]) -> str:
    return "+".join(f for f in dict.fromkeys(finders) if f not in PLAIN)


def _between(starts: list[int], one: int, other: int) -> int:
    """Return how many of the places, which are in order, lie between two."""
    low, high = min(one, other), max(one, other)
    return max(bisect_left(starts, high) - bisect_right(starts, low), 0)


def _reference(around: Surroundings, entity: str) -> int | None:
    """Return the nearest word in the sentence that stands for an entity without naming it."""
    places = [i for i, meant in around.references if meant == entity]
    return min(places, key=lambda i: abs(i - around.cued.found.verb.i), default=None)


def _head(reading: Reading, name: Named) -> Token:
    """Return the word of a name that hangs on none of its others."""
    doc = reading.doc
    return next(
        (
            doc[i]
            for i in range(name.start, name.end)
            if not name.start <= doc[i].head.i < name.end or doc[i].head.i == i
        ),
        doc[name.start],
    )


@once_for("names", "titles")
def _courses(reading: Reading) -> dict[str, Course]:
    """Return the courses of the entities that are named."""
    names: dict[str, list[Named]] = {}
    for name in reading.names:
        names.setdefault(name.entity, []).append(name)
    return {entity: Course(reading, entity, named) for entity, named in names.items()}
